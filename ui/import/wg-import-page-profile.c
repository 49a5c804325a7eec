/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a street office sends the same wrong file every month. What a person answered about it is kept by the name of the
 * sender; what the program guessed is not, because it will guess again, and better.
 */

#include "wg-import-page-private.h"

#include "wg-store-profiles.h"

#include <glib/gi18n-lib.h>

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgImportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *profiles = wg_store_load_profiles_finish (WG_STORE (source), result, &error);

  if (self->context == NULL || profiles == NULL)
    {
      if (self->context != NULL)
        wg_import_page_show_error (self, error);
      g_clear_pointer (&profiles, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->profiles, g_ptr_array_unref);
  self->profiles = profiles;
  if (self->source != NULL && self->phase == WG_IMPORT_PHASE_ASKING)
    wg_import_page_fill (self);
}

void
wg_import_page_load_profiles (WgImportPage *self)
{
  wg_store_load_profiles_async (wg_context_get_store (self->context), G_MININT64, NULL, on_loaded, g_object_ref (self));
}

gboolean
wg_import_page_take_profile (WgImportPage *self, const char *name)
{
  int at = self->profiles != NULL ? wg_import_profiles_find (self->profiles, name) : -1;
  const WgImportProfile *profile = at >= 0 ? g_ptr_array_index (self->profiles, (guint) at) : NULL;
  WgImportRequest *request;

  g_clear_pointer (&self->profile, g_free);
  if (profile == NULL)
    return FALSE;
  request = wg_import_request_new (profile->request->kind, self->request->path);
  request->timezone = g_strdup (self->request->timezone);
  wg_import_profile_fill (profile, request, NULL);
  wg_import_request_free (self->request);
  self->request = request;
  self->profile = g_strdup (name);
  self->kind_said = TRUE;
  self->crs_proposed = FALSE;
  self->level_said = request->level > 0;
  self->duplicates_said = request->on_duplicate != WG_IMPORT_DUPLICATES_REFUSE;
  if (request->level_name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->level_name), request->level_name);
  else
    request->level_name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->level_name)));
  return TRUE;
}

/* Without what was only guessed. */
static WgImportProfile *
make_profile (WgImportPage *self, const char *name)
{
  WgImportProfile *profile = wg_import_profile_new (name, self->request);
  WgImportRequest *said = profile->request;

  if (self->crs_proposed)
    g_clear_pointer (&said->crs, g_free);
  if (!self->level_said)
    said->level = 0;
  if (!self->duplicates_said)
    said->on_duplicate = WG_IMPORT_DUPLICATES_REFUSE;
  if (said->level == 0 || !gtk_widget_get_visible (self->names))
    g_clear_pointer (&said->level_name, g_free);
  return profile;
}

typedef struct
{
  WgImportPage *page;
  char *name;
} Keeping;

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Keeping *keeping = user_data;
  g_autoptr (WgImportPage) self = keeping->page;
  g_autofree char *name = keeping->name;
  g_autoptr (GError) error = NULL;
  gboolean kept = wg_store_change_profiles_finish (WG_STORE (source), result, &error) > 0;

  g_free (keeping);
  if (self->context == NULL)
    return;
  if (!kept)
    wg_import_page_show_error (self, error);
  else
    {
      g_autofree char *text = g_strdup_printf (_ ("The answers are kept as “%s” for the next file of this sender."), name);

      g_free (self->profile);
      self->profile = g_steal_pointer (&name);
      gtk_label_set_text (self->sentence, text);
      wg_import_page_load_profiles (self);
    }
}

gboolean
wg_import_page_keep_profile (WgImportPage *self, const char *name)
{
  g_autoptr (WgImportProfile) profile = NULL;
  Keeping *keeping;

  g_return_val_if_fail (WG_IS_IMPORT_PAGE (self) && name != NULL, FALSE);

  if (self->request == NULL || *name == '\0' || wg_import_page_find_obstacle (self) != NULL)
    return FALSE;
  profile = make_profile (self, name);
  keeping = g_new0 (Keeping, 1);
  keeping->page = g_object_ref (self);
  keeping->name = g_strdup (name);
  wg_store_keep_profile_async (wg_context_get_store (self->context), wg_context_get_operator (self->context)->id, profile, NULL, NULL,
                               on_kept, keeping);
  return TRUE;
}

static void
on_keep (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgImportPage *self = WG_IMPORT_PAGE (widget);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->sender))));

  if (wg_import_page_keep_profile (self, name))
    gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button_profile));
}

void
wg_import_page_install_profiles (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "import.keep-profile", NULL, on_keep);
}

void
wg_import_page_show_profiles (WgImportPage *self)
{
  gboolean asks = self->phase == WG_IMPORT_PHASE_ASKING || self->phase == WG_IMPORT_PHASE_CHECKED;

  gtk_widget_set_visible (self->button_profile, asks && self->source != NULL && wg_import_page_find_obstacle (self) == NULL);
  if (self->profile != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->sender)) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->sender), self->profile);
}
