/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a deadline decides who is blamed, so it must be provable. There is one walk along the time line that cuts it
 * into pieces, each counted or not for one reason; used time, deadline, warning and the ledger are four readings of
 * that same walk and cannot disagree.
 */

#include "wg-deadline.h"

#include "wg-time.h"

#include <glib/gi18n-lib.h>

/* No search for a deadline goes further than this from its start. */
#define HORIZON_MS (200 * 366 * WG_MS_PER_DAY)

typedef struct
{
  const char *nick;
  const char *label;
} Word;

static const Word state_words[] = {
  [WG_DEADLINE_OK] = { "ok", NC_ ("deadline", "In time") },
  [WG_DEADLINE_WARNING] = { "warning", NC_ ("deadline", "Due soon") },
  [WG_DEADLINE_OVERDUE] = { "overdue", NC_ ("deadline", "Overdue") },
};

static const Word kind_words[WG_N_INTERVAL_KINDS] = {
  [WG_INTERVAL_COUNTED] = { "counted", NC_ ("deadline", "Counted") },
  [WG_INTERVAL_PAUSED] = { "paused", NC_ ("deadline", "Paused") },
  [WG_INTERVAL_DAY_OFF] = { "day_off", NC_ ("deadline", "Day off") },
  [WG_INTERVAL_OFF_HOURS] = { "off_hours", NC_ ("deadline", "Outside office hours") },
};

const char *
wg_deadline_state_to_nick (WgDeadlineState state)
{
  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (state_words), NULL);

  return state_words[state].nick;
}

const char *
wg_deadline_state_get_label (WgDeadlineState state)
{
  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (state_words), NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "deadline", state_words[state].label);
}

const char *
wg_interval_kind_to_nick (WgIntervalKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kind_words), NULL);

  return kind_words[kind].nick;
}

const char *
wg_interval_kind_get_label (WgIntervalKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (kind_words), NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "deadline", kind_words[kind].label);
}

/* A walk along the time line of one clock, forwards only. */
typedef struct
{
  WgCalendar *calendar; /* NULL for the continuous units */
  GArray *pauses;       /* WgPause, by their begin; NULL without any */
  guint next_pause;
  gint64 at_ms;
} Walk;

static int
compare_pauses (gconstpointer a, gconstpointer b)
{
  const WgPause *left = a, *right = b;

  return (left->from_ms > right->from_ms) - (left->from_ms < right->from_ms);
}

/* By their begin. Overlaps need no other care: where one pause ends inside another, the walk is still in a pause. */
static GArray *
sort_pauses (const WgPause *pauses, gsize n_pauses)
{
  GArray *sorted;

  if (n_pauses == 0)
    return NULL;

  sorted = g_array_sized_new (FALSE, FALSE, sizeof (WgPause), (guint) n_pauses);
  g_array_append_vals (sorted, pauses, (guint) n_pauses);
  g_array_sort (sorted, compare_pauses);
  return sorted;
}

static void
walk_init (Walk *walk, const WgDeadline *deadline, WgCalendar *calendar)
{
  walk->calendar = wg_limit_unit_is_continuous (deadline->limit_unit) ? NULL : calendar;
  walk->pauses = sort_pauses (deadline->pauses, deadline->n_pauses);
  walk->next_pause = 0;
  walk->at_ms = deadline->start_ms;
}

static void
walk_clear (Walk *walk)
{
  g_clear_pointer (&walk->pauses, g_array_unref);
}

static WgIntervalKind
look_at_calendar (Walk *walk, gint64 *until_ms)
{
  *until_ms = WG_TIME_NONE;
  if (walk->calendar == NULL)
    return WG_INTERVAL_COUNTED;

  switch (wg_calendar_get_office (walk->calendar, walk->at_ms, until_ms))
    {
    case WG_OFFICE_OPEN:
      return WG_INTERVAL_COUNTED;
    case WG_OFFICE_DAY_OFF:
      return WG_INTERVAL_DAY_OFF;
    case WG_OFFICE_CLOSED:
    default:
      return WG_INTERVAL_OFF_HOURS;
    }
}

/* The next piece, of one kind from end to end. Its neighbour may be of the same kind. */
static void
walk_next (Walk *walk, WgInterval *piece)
{
  const WgPause *pause = NULL;
  guint n_pauses = walk->pauses != NULL ? walk->pauses->len : 0;

  while (walk->next_pause < n_pauses && g_array_index (walk->pauses, WgPause, walk->next_pause).to_ms <= walk->at_ms)
    walk->next_pause++;
  if (walk->next_pause < n_pauses)
    pause = &g_array_index (walk->pauses, WgPause, walk->next_pause);

  piece->from_ms = walk->at_ms;
  if (pause != NULL && pause->from_ms <= walk->at_ms)
    {
      piece->kind = WG_INTERVAL_PAUSED;
      piece->to_ms = pause->to_ms;
    }
  else
    {
      piece->kind = look_at_calendar (walk, &piece->to_ms);
      if (pause != NULL)
        piece->to_ms = MIN (piece->to_ms, pause->from_ms);
    }
  walk->at_ms = piece->to_ms;
}

/* The instant inside a counted piece at which `wanted` is reached, when `counted` were before it. */
static void
find_reached (const WgInterval *piece, gint64 counted, gint64 wanted, gint64 *reached_ms)
{
  if (*reached_ms == WG_TIME_NONE && piece->from_ms + (wanted - counted) <= piece->to_ms)
    *reached_ms = piece->from_ms + (wanted - counted);
}

static void
add_piece (const WgInterval *piece, gint64 now_ms, WgDeadlineStatus *status)
{
  gint64 length_ms = MAX (MIN (piece->to_ms, now_ms) - piece->from_ms, 0);

  if (piece->kind == WG_INTERVAL_COUNTED)
    status->used_ms += length_ms;
  else
    status->uncounted_ms[piece->kind] += length_ms;

  if (piece->from_ms <= now_ms && now_ms < piece->to_ms)
    {
      status->counting = piece->kind == WG_INTERVAL_COUNTED;
      status->paused = piece->kind == WG_INTERVAL_PAUSED;
    }
}

static WgDeadlineState
state_of (gint64 used_ms, gint64 limit_ms)
{
  if (used_ms >= limit_ms)
    return WG_DEADLINE_OVERDUE;
  if (4 * used_ms >= 3 * limit_ms)
    return WG_DEADLINE_WARNING;
  return WG_DEADLINE_OK;
}

void
wg_deadline_compute (const WgDeadline *self, WgCalendar *calendar, gint64 now_ms, WgDeadlineStatus *status)
{
  Walk walk;
  WgInterval piece;
  gint64 counted_ms = 0, warn_at_ms;

  g_return_if_fail (self != NULL && status != NULL && WG_IS_CALENDAR (calendar));
  g_return_if_fail (self->extensions <= WG_DEADLINE_MAX_EXTENSIONS);

  *status = (WgDeadlineStatus){ .due_ms = WG_TIME_NONE, .warn_ms = WG_TIME_NONE };
  status->limit_ms = wg_limit_to_ms (self->limit_n, self->limit_unit) * (1 + (gint64) self->extensions);
  /* The least whole number of milliseconds with 4 x used >= 3 x limit. */
  warn_at_ms = (3 * status->limit_ms + 3) / 4;
  if (status->limit_ms == 0)
    status->due_ms = status->warn_ms = self->start_ms;

  walk_init (&walk, self, calendar);
  while (walk.at_ms <= now_ms || (status->due_ms == WG_TIME_NONE && walk.at_ms < self->start_ms + HORIZON_MS))
    {
      walk_next (&walk, &piece);
      add_piece (&piece, now_ms, status);
      if (piece.kind != WG_INTERVAL_COUNTED || status->due_ms != WG_TIME_NONE)
        continue;
      find_reached (&piece, counted_ms, warn_at_ms, &status->warn_ms);
      find_reached (&piece, counted_ms, status->limit_ms, &status->due_ms);
      if (status->due_ms == WG_TIME_NONE)
        counted_ms += piece.to_ms - piece.from_ms;
    }
  walk_clear (&walk);
  status->state = state_of (status->used_ms, status->limit_ms);
}

GArray *
wg_deadline_list_intervals (const WgDeadline *self, WgCalendar *calendar, gint64 now_ms)
{
  GArray *intervals;
  Walk walk;
  WgInterval piece;

  g_return_val_if_fail (self != NULL && WG_IS_CALENDAR (calendar), NULL);

  intervals = g_array_new (FALSE, FALSE, sizeof (WgInterval));
  walk_init (&walk, self, calendar);
  while (walk.at_ms < now_ms)
    {
      WgInterval *last = intervals->len > 0 ? &g_array_index (intervals, WgInterval, intervals->len - 1) : NULL;

      walk_next (&walk, &piece);
      piece.to_ms = MIN (piece.to_ms, now_ms);
      if (last != NULL && last->kind == piece.kind)
        last->to_ms = piece.to_ms;
      else
        g_array_append_val (intervals, piece);
    }
  walk_clear (&walk);
  return intervals;
}
