/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: how much of a limit is used is drawn for thousands of cases at once, by whoever has no calendar and no time to walk along
 * one; the same table answers all of them.
 */

#include "wg-office-hours.h"

#include "wg-time.h"

#define HOURS_KEY "wg-office-hours"
#define BEFORE_MS (370 * WG_MS_PER_DAY)
#define AFTER_MS (3 * 366 * WG_MS_PER_DAY)

typedef struct
{
  gint64 from_ms;
  gint64 to_ms;
  gint64 before_ms; /* open in all spans before this one */
} Span;

struct _WgOfficeHours
{
  gatomicrefcount ref_count;
  GArray *spans; /* of Span, in order */
};

static WgOfficeHours *
make (WgCalendar *calendar, gint64 now_ms)
{
  WgOfficeHours *self = g_new0 (WgOfficeHours, 1);
  gint64 open_ms = 0;

  g_atomic_ref_count_init (&self->ref_count);
  self->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  for (gint64 at_ms = now_ms - BEFORE_MS, until_ms = 0; at_ms < now_ms + AFTER_MS; at_ms = until_ms)
    {
      gboolean is_open = wg_calendar_get_office (calendar, at_ms, &until_ms) == WG_OFFICE_OPEN;
      const Span span = { at_ms, until_ms, open_ms };

      if (!is_open)
        continue;
      g_array_append_val (self->spans, span);
      open_ms += until_ms - at_ms;
    }
  return self;
}

WgOfficeHours *
wg_office_hours_of (WgCalendar *calendar, gint64 now_ms)
{
  WgOfficeHours *hours = g_object_get_data (G_OBJECT (calendar), HOURS_KEY);

  if (hours == NULL)
    {
      hours = make (calendar, now_ms);
      g_object_set_data_full (G_OBJECT (calendar), HOURS_KEY, hours, (GDestroyNotify) wg_office_hours_unref);
    }
  return wg_office_hours_ref (hours);
}

WgOfficeHours *
wg_office_hours_ref (WgOfficeHours *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
wg_office_hours_unref (WgOfficeHours *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->spans);
  g_free (self);
}

/* The last span that begins at @ms or before it, or %NULL. */
static const Span *
find_span (WgOfficeHours *self, gint64 ms)
{
  guint low = 0, high = self->spans->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->spans, Span, middle).from_ms <= ms)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? &g_array_index (self->spans, Span, low - 1) : NULL;
}

gint64
wg_office_hours_until (WgOfficeHours *self, gint64 ms)
{
  const Span *span = find_span (self, ms);

  return span != NULL ? span->before_ms + MIN (ms, span->to_ms) - span->from_ms : 0;
}
