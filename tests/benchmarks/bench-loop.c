/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a step that takes a second in a hundred frames is not felt, one that takes a fifth of a second in one is. */

#include "bench-loop.h"

#include <time.h>

static struct
{
  gint64 woke_us;
  gint64 woke_cpu_us;
  double longest;
  double busy;
} probe;

static gint64
get_cpu_us (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  return used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

static void
begin_block (void)
{
  probe.woke_us = g_get_monotonic_time ();
  probe.woke_cpu_us = get_cpu_us ();
}

static void
end_block (void)
{
  double away = (double) (g_get_monotonic_time () - probe.woke_us) / 1000;
  double busy = (double) (get_cpu_us () - probe.woke_cpu_us) / 1000;

  if (probe.woke_us == 0)
    return;
  probe.longest = MAX (probe.longest, away);
  probe.busy = MAX (probe.busy, busy);
}

static int
watch_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int n;

  end_block ();
  n = g_poll (fds, n_fds, timeout);
  begin_block ();
  return n;
}

void
bench_loop_watch (void)
{
  g_main_context_set_poll_func (NULL, watch_poll);
}

void
bench_loop_begin (void)
{
  probe.longest = probe.busy = 0;
  begin_block ();
}

double
bench_loop_get_longest (void)
{
  return probe.longest;
}

double
bench_loop_get_busy (void)
{
  return probe.busy;
}
