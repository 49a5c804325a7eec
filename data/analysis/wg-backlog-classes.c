/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a colour must mean the same number of cases every day, and a person must be able to say it: classes are proposed
 * once, in round numbers, and then stay.
 */

#include "wg-backlog.h"

/* Far more than there can be; keeps the powers of ten inside of 64 bits. */
#define MOST_CASES G_GINT64_CONSTANT (1000000000000000)

const gint64 *
wg_backlog_get_start_breaks (void)
{
  static const gint64 breaks[WG_BACKLOG_N_BREAKS] = { 0, 2, 5, 10 };

  return breaks;
}

gboolean
wg_backlog_breaks_are_valid (const gint64 *breaks)
{
  for (guint i = 1; i < WG_BACKLOG_N_BREAKS; i++)
    {
      if (breaks[i] <= breaks[i - 1])
        return FALSE;
    }
  return breaks[0] == 0;
}

guint
wg_backlog_class_of (const gint64 *breaks, gint64 open)
{
  guint found = 0;

  while (found < WG_BACKLOG_N_BREAKS && open > breaks[found])
    found++;
  return found;
}

/* The next of 1, 2, 5, 10, 20, 50, … behind one of them. */
static gint64
get_next_round (gint64 round)
{
  gint64 power = 1;

  while (power * 10 <= round)
    power *= 10;
  return round == power ? 2 * power : round == 2 * power ? 5 * power : 10 * power;
}

/* The nearest by ratio: value / low against high / value, without a fraction. */
static gint64
get_nearest_round (gint64 count)
{
  gint64 value = MIN (count, MOST_CASES), low = 1, high;

  for (high = get_next_round (low); high <= value; high = get_next_round (low))
    low = high;
  return (__int128) value * value > (__int128) low * high ? high : low;
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

void
wg_backlog_propose_breaks (const gint64 *counts, gsize n_counts, gint64 *breaks)
{
  g_autofree gint64 *sorted = g_new (gint64, MAX (n_counts, 1));
  gsize n_sorted = 0;

  memcpy (breaks, wg_backlog_get_start_breaks (), WG_BACKLOG_N_BREAKS * sizeof (gint64));
  for (gsize i = 0; i < n_counts; i++)
    {
      if (counts[i] > 0)
        sorted[n_sorted++] = counts[i];
    }
  if (n_sorted == 0)
    return;
  qsort (sorted, n_sorted, sizeof (gint64), compare_counts);
  for (gsize i = 1; i < WG_BACKLOG_N_BREAKS; i++)
    {
      /* Nearest rank: the least value that at least i quarters do not exceed. */
      gsize rank = (n_sorted * i + WG_BACKLOG_N_BREAKS - 1) / WG_BACKLOG_N_BREAKS;

      breaks[i] = get_nearest_round (sorted[rank - 1]);
      if (breaks[i] <= breaks[i - 1])
        breaks[i] = get_next_round (breaks[i - 1]);
    }
}
