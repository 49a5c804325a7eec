/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever asks the machine for the time cannot be tested at 18:00 on the last working day of the year. Store,
 * screen and tests ask this object, so there is one place where wall time enters the program.
 */

#include "wg-clock-source.h"

#include "wg-time.h"

struct _WgClock
{
  GObject parent_instance;

  gboolean fake;
  GMutex mutex;
  gint64 now_ms; /* of a fake clock, under the mutex */
};

G_DEFINE_FINAL_TYPE (WgClock, wg_clock, G_TYPE_OBJECT)

static guint jumped_signal;

static void
wg_clock_finalize (GObject *object)
{
  g_mutex_clear (&WG_CLOCK (object)->mutex);
  G_OBJECT_CLASS (wg_clock_parent_class)->finalize (object);
}

static void
wg_clock_class_init (WgClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_clock_finalize;

  /**
   * WgClock::jumped:
   *
   * A fake clock was put to another instant: what is shown is to be computed again.
   */
  jumped_signal = g_signal_new ("jumped", WG_TYPE_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_clock_init (WgClock *self)
{
  g_mutex_init (&self->mutex);
}

WgClock *
wg_clock_new (void)
{
  return g_object_new (WG_TYPE_CLOCK, NULL);
}

WgClock *
wg_clock_new_fake (gint64 now_ms)
{
  WgClock *self = wg_clock_new ();

  self->fake = TRUE;
  self->now_ms = now_ms;
  return self;
}

gint64
wg_clock_get_now (WgClock *self)
{
  gint64 now_ms;

  g_return_val_if_fail (WG_IS_CLOCK (self), 0);

  if (!self->fake)
    return g_get_real_time () / (G_USEC_PER_SEC / WG_MS_PER_SECOND);

  g_mutex_lock (&self->mutex);
  now_ms = self->now_ms;
  g_mutex_unlock (&self->mutex);
  return now_ms;
}

gboolean
wg_clock_is_fake (WgClock *self)
{
  g_return_val_if_fail (WG_IS_CLOCK (self), FALSE);

  return self->fake;
}

void
wg_clock_set_now (WgClock *self, gint64 now_ms)
{
  g_return_if_fail (WG_IS_CLOCK (self) && self->fake);

  g_mutex_lock (&self->mutex);
  self->now_ms = now_ms;
  g_mutex_unlock (&self->mutex);
  g_signal_emit (self, jumped_signal, 0);
}

void
wg_clock_advance (WgClock *self, gint64 by_ms)
{
  g_return_if_fail (WG_IS_CLOCK (self) && self->fake);

  wg_clock_set_now (self, wg_clock_get_now (self) + by_ms);
}
