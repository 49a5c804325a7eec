/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a notice is wanted where the draft is drawn, and wherever somebody reads that its date has come. */

#include "wg-notice-saver.h"

#include "wg-draft-sides.h"
#include "wg-notice-paper.h"
#include "wg-paper-saver.h"

typedef struct
{
  GtkWidget *widget; /* owned */
  WgContext *context; /* owned */
  char *path; /* nullable */
} Saving;

static void
saving_free (Saving *self)
{
  g_object_unref (self->widget);
  g_object_unref (self->context);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
on_sides (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) self = data;
  g_autoptr (GError) error = NULL;
  WgStore *store = WG_STORE (source);
  const WgDistrict *district = wg_store_get_district (store);
  g_autoptr (WgDraftSides) sides = wg_store_load_draft_sides_finish (store, result, &error);
  g_autofree char *name = NULL;
  WgPaper *paper;

  if (sides == NULL)
    {
      wg_paper_tell_failure (self->widget, error);
      return;
    }
  paper = wg_notice_paper_new (&(WgNotice){ sides, district != NULL ? district->name : NULL, wg_store_get_zone (store) });
  name = g_strdup_printf ("%s.pdf", sides->draft->name);
  g_strdelimit (name, "/\\:", '-');
  if (self->path != NULL)
    wg_paper_save_to (self->widget, self->context, paper, self->path);
  else
    wg_paper_save (self->widget, self->context, paper, name);
}

void
wg_notice_save (GtkWidget *widget, WgContext *context, gint64 draft_id, const char *path)
{
  Saving *self = g_new0 (Saving, 1);

  self->widget = g_object_ref (widget);
  self->context = g_object_ref (context);
  self->path = g_strdup (path);
  wg_store_load_draft_sides_async (wg_context_get_store (context), draft_id, NULL, on_sides, self);
}
