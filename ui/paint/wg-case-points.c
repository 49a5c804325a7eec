/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a painted picture must show the same cases with the same signs whoever asked for it. */

#include "wg-case-points.h"

#include <math.h>

WgCasePoint
wg_case_point_of (const WgCaseRecord *record, gint64 now_ms)
{
  double share = wg_case_record_get_used_share (record, now_ms);
  WgCasePoint point = { .id = record->id, .lon = record->lon, .lat = record->lat, .state = record->state };

  point.ring = share <= 0 ? 0 : (guint8) MIN (8.0, floor (share * 8.0));
  if (record->route == WG_ROUTE_EMERGENCY)
    point.flags |= WG_CASE_FLAG_EMERGENCY;
  if (wg_case_record_is_unacknowledged (record))
    point.flags |= WG_CASE_FLAG_UNACKNOWLEDGED;
  if (wg_case_record_is_suspended (record))
    point.flags |= WG_CASE_FLAG_SUSPENDED;
  if (wg_case_record_is_overdue (record, now_ms))
    point.flags |= WG_CASE_FLAG_OVERDUE;
  if (record->grid_id == WG_NO_ID)
    point.flags |= WG_CASE_FLAG_OUTSIDE;
  point.building_id = MAX (0, record->building_id);
  return point;
}

gboolean
wg_case_points_are_equal (const GArray *a, const GArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const WgCasePoint *one = &g_array_index (a, WgCasePoint, i), *other = &g_array_index (b, WgCasePoint, i);

      if (one->id != other->id || one->lon != other->lon || one->lat != other->lat || one->state != other->state
          || one->ring != other->ring || one->flags != other->flags || one->building_id != other->building_id)
        return FALSE;
    }
  return TRUE;
}

WgCityCases *
wg_case_points_of (GPtrArray *records, gint64 now_ms)
{
  g_autoptr (GArray) points = g_array_sized_new (FALSE, FALSE, sizeof (WgCasePoint), records->len);

  for (guint i = 0; i < records->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (records, i);

      if (wg_case_record_has_place (record) && wg_case_state_is_open (record->state))
        {
          WgCasePoint point = wg_case_point_of (record, now_ms);

          g_array_append_val (points, point);
        }
    }
  return wg_city_cases_new ((const WgCasePoint *) (gconstpointer) points->data, points->len);
}
