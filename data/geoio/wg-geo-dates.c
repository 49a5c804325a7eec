/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: 3/5/2024 is a day in March for one agency and in May for another. Among the rows of a file there is nearly always
 * a day after the twelfth, which tells; where there is none, the order is assumed and said.
 */

#include "wg-geo-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_time (const WgGeoColumn *column)
{
  static const char *const times[] = { "reported", "filed", "due", "done", "closed", "appointed", "from", "to", NULL };

  return column->field >= 0 && g_strv_contains (times, column->ours);
}

void
wg_geo_reader_note_dates (WgGeoReader *reader, OGRFeatureH feature)
{
  gboolean dated = reader->request->kind == WG_IMPORT_CASES || reader->request->kind == WG_IMPORT_PERSONS;

  for (int i = 0; dated && i < reader->mapping.n_columns; i++)
    {
      const WgGeoColumn *column = &reader->mapping.columns[i];
      int first = 0;
      int second = 0;

      if (!is_time (column) || OGR_Fld_GetType (OGR_F_GetFieldDefnRef (feature, column->field)) != OFTString
          || !wg_geo_time_peek_order (OGR_F_GetFieldAsString (feature, column->field), &first, &second))
        continue;
      reader->n_day_first += first > 12 && second <= 12;
      reader->n_month_first += second > 12 && first <= 12;
      reader->n_year_last++;
    }
}

void
wg_geo_reader_settle_dates (WgGeoReader *reader)
{
  reader->day_order = reader->n_day_first > reader->n_month_first ? WG_GEO_DAY_FIRST : WG_GEO_MONTH_FIRST;
  if (reader->n_year_last == 0)
    return;
  if (reader->n_day_first == 0 && reader->n_month_first == 0)
    wg_geo_report_finding (reader->report, 0, "date_order_assumed", "kept", NULL,
                           _ ("Dates such as 3/5/2024 were read as month/day/year; nothing in the file says which of "
                              "the two is the day."));
  else if (reader->n_day_first > 0 && reader->n_month_first > 0)
    wg_geo_report_finding (reader->report, 0, "date_order_mixed", "kept", NULL,
                           _ ("Some dates stand with the day first and some with the month first; those that can be "
                              "both were read as %s."),
                           reader->day_order == WG_GEO_DAY_FIRST ? _ ("day/month/year") : _ ("month/day/year"));
}
