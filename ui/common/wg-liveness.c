/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the desk and the wall must call the same data stale at the same moment. */

#include "wg-liveness.h"

#include "wg-driver.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* News that has failed for this long is told. Trouble is reported several times a second while it lasts. */
#define STALE_MS 30000
#define TROUBLE_LASTS_MS 3000
#define SECONDS_UP_TO_MS 120000 /* then it is told in minutes and hours how long ago it was */

struct _WgLiveness
{
  GObject parent_instance;

  WgContext *context; /* owned */
  gint64 stopped_ms;  /* when trouble began, or WG_NO_TIME */
  gint64 trouble_ms;  /* when it was last reported */
  char *reason;

  GStatBuf opened; /* whose data these are */
  char *lost;      /* why its file is no longer the one that was opened, or NULL */
};

G_DEFINE_FINAL_TYPE (WgLiveness, wg_liveness, G_TYPE_OBJECT)

static void
on_trouble (WgLiveness *self, const GError *error)
{
  self->trouble_ms = wg_context_get_now (self->context);
  if (self->stopped_ms == WG_NO_TIME)
    self->stopped_ms = self->trouble_ms;
  g_free (self->reason);
  self->reason = g_strdup (error->message);
}

static const char *
get_path (WgLiveness *self)
{
  return wg_driver_get_uri (wg_store_get_driver (wg_context_get_store (self->context)));
}

/* An open file can be read for ever after its name is gone or means another, without a fault and without news. */
static char *
find_loss (WgLiveness *self)
{
  g_autofree char *name = g_path_get_basename (get_path (self));
  GStatBuf found;

  if (g_stat (get_path (self), &found) != 0)
    return g_strdup_printf (_ ("The file %s has been moved or deleted. What you see was read before; nothing can be kept. Put "
                               "it back or open another one."),
                            name);
  if (found.st_ino != self->opened.st_ino || found.st_dev != self->opened.st_dev)
    return g_strdup_printf (_ ("Another file lies where %s was. What you see was read before; nothing can be kept. Put the old "
                               "one back or open the new one."),
                            name);
  if (g_access (get_path (self), R_OK) != 0)
    return g_strdup_printf (_ ("The file %s may no longer be read. What you see was read before. Allow it to be read again."), name);
  return NULL;
}

static void
look_for_file (WgLiveness *self)
{
  gboolean was_lost = self->lost != NULL;

  g_free (self->lost);
  self->lost = find_loss (self);
  if (self->lost != NULL && !was_lost)
    self->stopped_ms = wg_context_get_now (self->context);
  else if (self->lost == NULL && was_lost)
    self->stopped_ms = WG_NO_TIME;
}

static void
wg_liveness_finalize (GObject *object)
{
  WgLiveness *self = WG_LIVENESS (object);

  g_clear_object (&self->context);
  g_free (self->reason);
  g_free (self->lost);
  G_OBJECT_CLASS (wg_liveness_parent_class)->finalize (object);
}

static void
wg_liveness_class_init (WgLivenessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_liveness_finalize;
}

static void
wg_liveness_init (WgLiveness *self)
{
  self->stopped_ms = WG_NO_TIME;
}

WgLiveness *
wg_liveness_new (WgContext *context)
{
  WgLiveness *self = g_object_new (WG_TYPE_LIVENESS, NULL);

  self->context = g_object_ref (context);
  if (g_stat (get_path (self), &self->opened) != 0)
    g_message ("The database %s is not where it was opened", get_path (self));
  g_signal_connect_object (context, "tick", G_CALLBACK (look_for_file), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_store (context), "trouble", G_CALLBACK (on_trouble), self, G_CONNECT_SWAPPED);
  return self;
}

gboolean
wg_liveness_is_stale (WgLiveness *self, gint64 *stopped_ms)
{
  gint64 now_ms = wg_context_get_now (self->context);

  if (self->stopped_ms != WG_NO_TIME && self->lost == NULL && now_ms - self->trouble_ms > TROUBLE_LASTS_MS)
    self->stopped_ms = WG_NO_TIME;
  *stopped_ms = self->stopped_ms;
  return self->lost != NULL || (self->stopped_ms != WG_NO_TIME && now_ms - self->stopped_ms >= STALE_MS);
}

const char *
wg_liveness_get_lost (WgLiveness *self)
{
  return self->lost;
}

const char *
wg_liveness_get_reason (WgLiveness *self)
{
  if (self->lost != NULL)
    return self->lost;
  return self->stopped_ms != WG_NO_TIME ? self->reason : NULL;
}

char *
wg_liveness_format_stopped (WgLiveness *self, gint64 stopped_ms)
{
  g_autofree char *clock = wg_liveness_format_clock (self, stopped_ms), *span = NULL;
  gint64 ago_ms = wg_context_get_now (self->context) - stopped_ms;

  if (ago_ms < SECONDS_UP_TO_MS)
    return g_strdup_printf (_ ("Data stopped at %s, %d s ago"), clock, (int) (ago_ms / 1000));
  span = wg_time_format_span (ago_ms);
  /* Translators: a time of day, and how long ago that is: "3 h 5 min" */
  return g_strdup_printf (_ ("Data stopped at %s, %s ago"), clock, span);
}

char *
wg_liveness_format_clock (WgLiveness *self, gint64 ms)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, wg_store_get_zone (wg_context_get_store (self->context)));

  return g_date_time_format (local, "%H:%M:%S");
}
