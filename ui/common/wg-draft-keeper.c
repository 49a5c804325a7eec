/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a caller says it once. What an operator has typed of it must be there again after a power cut, a crash or a closed
 * window, and nowhere where others can read it.
 */

#include "wg-draft-keeper.h"

#include "wg-driver.h"

#include <glib/gstdio.h>

#define KEEPER_KEY "wg-draft-keeper"
/* So long after the last key it is written. */
#define WRITE_MS 300

struct _WgDraftKeeper
{
  GObject parent_instance;

  char *path;
  GKeyFile *drafts;
  guint write_timer;
};

G_DEFINE_FINAL_TYPE (WgDraftKeeper, wg_draft_keeper, G_TYPE_OBJECT)

static guint changed_signal;

static void
write_now (WgDraftKeeper *self)
{
  g_autofree char *text = g_key_file_to_data (self->drafts, NULL, NULL);
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GError) error = NULL;

  if (*text == '\0')
    {
      g_unlink (self->path);
      return;
    }
  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (self->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_message ("What is typed is not kept: %s", error->message);
}

static gboolean
on_write (gpointer user_data)
{
  WgDraftKeeper *self = user_data;

  self->write_timer = 0;
  write_now (self);
  return G_SOURCE_REMOVE;
}

static void
write_soon (WgDraftKeeper *self)
{
  if (self->write_timer == 0)
    self->write_timer = g_timeout_add (WRITE_MS, on_write, self);
  g_signal_emit (self, changed_signal, 0);
}

static void
wg_draft_keeper_finalize (GObject *object)
{
  WgDraftKeeper *self = WG_DRAFT_KEEPER (object);

  if (self->write_timer != 0)
    {
      g_source_remove (self->write_timer);
      write_now (self);
    }
  g_key_file_unref (self->drafts);
  g_free (self->path);
  G_OBJECT_CLASS (wg_draft_keeper_parent_class)->finalize (object);
}

static void
wg_draft_keeper_class_init (WgDraftKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_draft_keeper_finalize;
  changed_signal
      = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_draft_keeper_init (WgDraftKeeper *self)
{
  self->drafts = g_key_file_new ();
}

static char *
make_path (WgContext *context)
{
  const char *uri = wg_driver_get_uri (wg_store_get_driver (wg_context_get_store (context)));
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);
  g_autofree char *name = g_strconcat (sum, ".ini", NULL);

  return g_build_filename (g_get_user_state_dir (), "wangge", "drafts", name, NULL);
}

WgDraftKeeper *
wg_draft_keeper_get (WgContext *context)
{
  WgDraftKeeper *self = g_object_get_data (G_OBJECT (context), KEEPER_KEY);

  if (self != NULL)
    return self;
  self = g_object_new (WG_TYPE_DRAFT_KEEPER, NULL);
  self->path = make_path (context);
  /* Nothing kept is not an error, and what cannot be read is as good as nothing. */
  g_key_file_load_from_file (self->drafts, self->path, G_KEY_FILE_NONE, NULL);
  g_object_set_data_full (G_OBJECT (context), KEEPER_KEY, self, g_object_unref);
  return self;
}

void
wg_draft_keeper_set (WgDraftKeeper *self, const char *thing, const char *field, const char *text)
{
  g_autofree char *before = wg_draft_keeper_dup (self, thing, field);
  const char *now = text != NULL && *text != '\0' ? text : NULL;

  if (g_strcmp0 (before, now) == 0)
    return;
  if (now != NULL)
    g_key_file_set_string (self->drafts, thing, field, now);
  else
    g_key_file_remove_key (self->drafts, thing, field, NULL);
  if (!wg_draft_keeper_has (self, thing))
    g_key_file_remove_group (self->drafts, thing, NULL);
  write_soon (self);
}

char *
wg_draft_keeper_dup (WgDraftKeeper *self, const char *thing, const char *field)
{
  return g_key_file_get_string (self->drafts, thing, field, NULL);
}

gboolean
wg_draft_keeper_has (WgDraftKeeper *self, const char *thing)
{
  gsize n = 0;
  g_auto (GStrv) keys = g_key_file_get_keys (self->drafts, thing, &n, NULL);

  return n > 0;
}

void
wg_draft_keeper_drop (WgDraftKeeper *self, const char *thing)
{
  if (g_key_file_remove_group (self->drafts, thing, NULL))
    write_soon (self);
}
