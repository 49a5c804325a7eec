/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the desk and the wall must call the same data stale at the same moment. */

#include "wg-liveness.h"

#include "wg-driver.h"
#include "wg-time.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

/* News that has failed for this long is told. Trouble is reported several times a second while it lasts. */
#define STALE_MS 30000
#define TROUBLE_LASTS_MS 3000
#define SECONDS_UP_TO_MS 120000 /* then it is told in minutes and hours how long ago it was */
#define REFUSED_FOR_MS 30000

struct _WgLiveness
{
  GObject parent_instance;

  WgContext *context; /* owned */
  gint64 stopped_ms;  /* when trouble began, or WG_NO_TIME */
  gint64 trouble_ms;  /* when it was last reported */
  char *reason;

  GStatBuf opened; /* whose data these are */
  GStatBuf found;  /* what lay there at the last tick; zeros for nothing */
  char *lost;      /* why its file is no longer the one that was opened, or NULL */
  gboolean still;  /* what lies there is as it was at the tick before */

  GStatBuf refused; /* what could not be opened when it was this */
  gint64 refused_ms;
  char *refusal; /* why, or NULL */
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

static gboolean
is_same_file (const GStatBuf *a, const GStatBuf *b)
{
  return a->st_ino == b->st_ino && a->st_dev == b->st_dev;
}

static gboolean
is_unchanged (const GStatBuf *a, const GStatBuf *b)
{
  return is_same_file (a, b) && a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec
         && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

char *
wg_liveness_word_loss (const char *name, int failure, const GStatBuf *opened, const GStatBuf *found)
{
  if (failure == ENOENT || failure == ENOTDIR)
    return g_strdup_printf (_ ("The file %s has been moved or deleted. What you see was read before; nothing can be kept. Put "
                               "it back or open another one."),
                            name);
  if (failure == EACCES || failure == EPERM)
    return g_strdup_printf (_ ("The file %s may no longer be read. What you see was read before. Allow it to be read again."), name);
  if (failure != 0)
    return g_strdup_printf (_ ("The file %s cannot be reached (%s). What you see was read before; nothing can be kept. It is "
                               "looked for every second."),
                            name, g_strerror (failure));
  if (!is_same_file (opened, found))
    return g_strdup_printf (_ ("Another file lies where %s was. What you see was read before; nothing can be kept. Put the old "
                               "one back or open the new one."),
                            name);
  if (found->st_size == 0 && opened->st_size > 0)
    return g_strdup_printf (_ ("The file %s has been emptied. What you see was read before; nothing can be kept. Put a backup in "
                               "its place."),
                            name);
  return NULL;
}

/* An open file can be read for ever after its name is gone or means another, without a fault and without news. */
static char *
find_loss (WgLiveness *self)
{
  g_autofree char *name = g_path_get_basename (get_path (self));
  GStatBuf before = self->found;
  int failure = 0;

  self->found = (GStatBuf){ 0 };
  if (g_stat (get_path (self), &self->found) != 0 || g_access (get_path (self), R_OK) != 0)
    failure = errno;
  self->still = failure == 0 && is_unchanged (&before, &self->found);
  return wg_liveness_word_loss (name, failure, &self->opened, &self->found);
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
  if (self->lost == NULL || !is_unchanged (&self->refused, &self->found))
    g_clear_pointer (&self->refusal, g_free);
}

static void
wg_liveness_finalize (GObject *object)
{
  WgLiveness *self = WG_LIVENESS (object);

  g_clear_object (&self->context);
  g_free (self->reason);
  g_free (self->lost);
  g_free (self->refusal);
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

static GQuark
get_quark (void)
{
  return g_quark_from_static_string ("wg-liveness");
}

static void
forget (gpointer context, GObject *gone)
{
  g_object_set_qdata (context, get_quark (), NULL);
}

WgLiveness *
wg_liveness_get (WgContext *context)
{
  WgLiveness *self = g_object_get_qdata (G_OBJECT (context), get_quark ());

  if (self != NULL)
    return g_object_ref (self);
  self = g_object_new (WG_TYPE_LIVENESS, NULL);
  self->context = g_object_ref (context);
  g_object_set_qdata (G_OBJECT (context), get_quark (), self);
  g_object_weak_ref (G_OBJECT (self), forget, context);
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
  return self->refusal != NULL ? self->refusal : self->lost;
}

const char *
wg_liveness_get_reason (WgLiveness *self)
{
  if (self->lost != NULL)
    return wg_liveness_get_lost (self);
  return self->stopped_ms != WG_NO_TIME ? self->reason : NULL;
}

gboolean
wg_liveness_is_replaced (WgLiveness *self)
{
  return self->lost != NULL && self->found.st_ino != 0 && !is_same_file (&self->found, &self->opened);
}

gboolean
wg_liveness_wants_reopening (WgLiveness *self)
{
  return wg_liveness_is_replaced (self) && self->still
         && (self->refusal == NULL || wg_context_get_now (self->context) - self->refused_ms >= REFUSED_FOR_MS);
}

void
wg_liveness_refuse (WgLiveness *self, const char *sentence)
{
  g_free (self->refusal);
  self->refusal = g_strdup (sentence);
  self->opened = (GStatBuf){ 0 };
  self->refused = self->found;
  self->refused_ms = wg_context_get_now (self->context);
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
