/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a hundred thousand cases shown day by day, as fast as the eye wants it, can be neither asked for nor counted anew in
 * every frame. They are put in order twice, by their beginnings and by their ends; every count is two searches then.
 */

#include "wg-playback.h"

#include "wg-case-record.h"
#include "wg-mercator.h"

struct _WgPlayback
{
  gatomicrefcount refs;
  guint n;
  WgPlaybackPoint *points; /* by from_ms */
  gint64 *ends;            /* ascending */
};

G_DEFINE_BOXED_TYPE (WgPlayback, wg_playback, wg_playback_ref, wg_playback_unref)

static int
compare_points (gconstpointer a, gconstpointer b)
{
  gint64 p = ((const WgPlaybackPoint *) a)->from_ms, q = ((const WgPlaybackPoint *) b)->from_ms;

  return (p > q) - (p < q);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 p = *(const gint64 *) a, q = *(const gint64 *) b;

  return (p > q) - (p < q);
}

static gint64
get_end (const WgCaseRecord *record)
{
  return wg_case_state_is_open (record->state) || record->closed_ms == WG_NO_TIME ? G_MAXINT64 : record->closed_ms;
}

WgPlayback *
wg_playback_new (const GPtrArray *records)
{
  WgPlayback *self = g_new0 (WgPlayback, 1);

  g_atomic_ref_count_init (&self->refs);
  self->points = g_new0 (WgPlaybackPoint, MAX (records->len, 1));
  self->ends = g_new0 (gint64, MAX (records->len, 1));
  for (guint i = 0; i < records->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (records, i);
      gboolean placed = wg_case_record_has_place (record);

      if (record->state == WG_CASE_STATE_MERGED || record->state == WG_CASE_STATE_REJECTED || record->reported_ms == WG_NO_TIME)
        continue;
      self->ends[self->n] = get_end (record);
      self->points[self->n] = (WgPlaybackPoint){ placed ? wg_mercator_x_from_lon (record->lon) : NAN,
                                                 placed ? wg_mercator_y_from_lat (record->lat) : NAN, record->reported_ms, self->ends[self->n] };
      self->n++;
    }
  qsort (self->points, self->n, sizeof *self->points, compare_points);
  qsort (self->ends, self->n, sizeof *self->ends, compare_times);
  return self;
}

WgPlayback *
wg_playback_ref (WgPlayback *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wg_playback_unref (WgPlayback *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->points);
  g_free (self->ends);
  g_free (self);
}

const WgPlaybackPoint *
wg_playback_get_points (const WgPlayback *self, guint *n)
{
  *n = self->n;
  return self->points;
}

guint
wg_playback_find (const WgPlayback *self, gint64 at_ms)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->points[middle].from_ms < at_ms)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* How many had ended before an instant. */
static guint
count_ends (const WgPlayback *self, gint64 at_ms)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->ends[middle] < at_ms)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

WgPlaybackCounts
wg_playback_count (const WgPlayback *self, gint64 from_ms, gint64 to_ms)
{
  guint begun = wg_playback_find (self, to_ms), ended = count_ends (self, to_ms);

  return (WgPlaybackCounts){ begun - MIN (begun, wg_playback_find (self, from_ms)), ended - MIN (ended, count_ends (self, from_ms)),
                             begun - MIN (begun, ended) };
}
