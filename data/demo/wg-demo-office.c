/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: how long a case took is drawn as a share of its limit, and limits count office hours. */

#include "wg-demo-office.h"

typedef struct
{
  gint64 from, to;
} Span;

/* The two office spans of a day since 1970 in local time; empty on Saturday and Sunday (day 0 was a Thursday). */
static guint
spans_of_day (gint64 day, Span spans[2])
{
  gint64 start = day * WG_DEMO_DAY_MS - WG_DEMO_ZONE_MS;
  gint64 weekday = (day + 3) % 7;

  if (weekday >= 5)
    return 0;
  spans[0].from = start + 8 * WG_DEMO_HOUR_MS;
  spans[0].to = start + 12 * WG_DEMO_HOUR_MS;
  spans[1].from = start + 14 * WG_DEMO_HOUR_MS;
  spans[1].to = start + 18 * WG_DEMO_HOUR_MS;
  return 2;
}

gint64
wg_demo_office_add (gint64 start_ms, gint64 counted_ms, gboolean working)
{
  if (!working)
    return start_ms + counted_ms;
  for (gint64 day = (start_ms + WG_DEMO_ZONE_MS) / WG_DEMO_DAY_MS;; day++)
    {
      Span spans[2];
      guint n = spans_of_day (day, spans);

      for (guint i = 0; i < n; i++)
        {
          gint64 from = MAX (spans[i].from, start_ms);
          gint64 room = MAX (0, spans[i].to - from);

          if (counted_ms <= room)
            return from + counted_ms;
          counted_ms -= room;
        }
    }
}

gint64
wg_demo_office_subtract (gint64 end_ms, gint64 counted_ms, gboolean working)
{
  if (!working)
    return end_ms - counted_ms;
  for (gint64 day = (end_ms + WG_DEMO_ZONE_MS) / WG_DEMO_DAY_MS;; day--)
    {
      Span spans[2];

      for (guint i = spans_of_day (day, spans); i-- > 0;)
        {
          gint64 to = MIN (spans[i].to, end_ms);
          gint64 room = MAX (0, to - spans[i].from);

          if (counted_ms <= room)
            return to - counted_ms;
          counted_ms -= room;
        }
    }
}
