/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a page is composed beside the page itself, over the figures that are shown, and kept for every desk under a name. */

#include "wg-briefing-page-private.h"

#include "wg-store-members.h"
#include "wg-words.h"

#include <glib/gi18n-lib.h>

void
wg_briefing_page_take_leaves (WgBriefingPage *self, GPtrArray *leaves)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->leaves);

  /* The board lets go of the old ones first. */
  self->leaves = leaves != NULL ? leaves : wg_briefing_layout_new_standard ();
  self->page = MIN (self->page, MAX (self->leaves->len, 1) - 1);
  wg_briefing_page_fill_pages (self);
  wg_briefing_page_show_page (self);
}

static char *
get_reason (WgBriefingPage *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);
  g_autofree char *roles = wg_roles_to_text (WG_FIGURES_ROLES);

  if (wg_context_is_read_only (self->context))
    return g_strdup (_ ("Nothing can be saved: the database is read-only."));
  return who != NULL && (who->roles & WG_FIGURES_ROLES) != 0 ? NULL : g_strdup_printf (_ ("Saved by: %s"), roles);
}

static char **
list_expressions (WgBriefingPage *self)
{
  GStrvBuilder *names = g_strv_builder_new ();
  JsonObject *figures = wg_briefing_page_get_figures (self);
  JsonArray *list = figures != NULL && json_object_has_member (figures, "expressions") ? json_object_get_array_member (figures, "expressions") : NULL;
  char **ended;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    g_strv_builder_add (names, json_object_get_string_member (json_array_get_object_element (list, i), "key"));
  ended = g_strv_builder_end (names);
  g_strv_builder_unref (names);
  return ended;
}

void
wg_briefing_page_set_composing (WgBriefingPage *self, gboolean composing)
{
  WgBriefingPlan *plan;
  gboolean saved = self->name != NULL && self->plans != NULL && json_object_has_member (self->plans, self->name);
  g_autofree char *reason = NULL;
  g_auto (GStrv) expressions = NULL;

  if (self->briefing == NULL || composing == self->composing || (composing && self->wall))
    return;
  self->composing = composing;
  gtk_widget_set_visible (GTK_WIDGET (self->composer), composing);
  wg_briefing_page_fill_tools (self);
  if (!composing)
    {
      wg_briefing_page_take_leaves (self, wg_briefing_paper_get_leaves (&self->paper));
      return;
    }
  plan = wg_briefing_plan_new (saved ? self->name : "", self->report, self->campaign);
  g_clear_pointer (&plan->leaves, g_ptr_array_unref);
  plan->leaves = wg_briefing_leaves_copy (self->leaves);
  reason = get_reason (self);
  expressions = list_expressions (self);
  wg_briefing_composer_edit (self->composer, plan, saved ? self->name : NULL, self->choices, (const char *const *) expressions, reason);
  gtk_widget_child_focus (GTK_WIDGET (self->composer), GTK_DIR_TAB_FORWARD);
}

gboolean
wg_briefing_page_get_composing (WgBriefingPage *self)
{
  g_return_val_if_fail (WG_IS_BRIEFING_PAGE (self), FALSE);
  return self->composing;
}

WgBriefingComposer *
wg_briefing_page_get_composer (WgBriefingPage *self)
{
  g_return_val_if_fail (WG_IS_BRIEFING_PAGE (self), NULL);
  return self->composer;
}

static void
on_changed (WgBriefingPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (!self->composing)
    return;
  self->page = wg_briefing_composer_get_page (self->composer);
  self->keep_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->composer));
  wg_briefing_page_take_leaves (self, wg_briefing_leaves_copy (wg_briefing_composer_get_plan (self->composer)->leaves));
  self->keep_focus = FALSE;
}

/* --- Saving --- */

typedef struct
{
  WgBriefingPage *page;
  char *name;  /* under which it is kept at last */
  char *value; /* nullable: what is still to be written under it */
  gboolean removed;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->page);
  g_free (saving->name);
  g_free (saving->value);
  g_free (saving);
}

static void on_written (GObject *source, GAsyncResult *result, gpointer user_data);

static void
write_member (Saving *saving, WgMemberHow how, const char *name, const char *value)
{
  WgBriefingPage *self = saving->page;
  const WgOperator *who = wg_context_get_operator (self->context);
  g_autofree char *key = g_uuid_string_random ();
  WgMemberChange change
      = { who != NULL ? who->id : WG_NO_ID, how, (char *) WG_BRIEFING_PLAN_SETTING, (char *) name, (char *) value, key };

  self->n_reads++;
  wg_store_change_member_async (wg_context_get_store (self->context), &change, NULL, on_written, saving);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  WgBriefingPage *self = saving->page;
  g_autoptr (GError) error = NULL;
  gboolean written = wg_store_change_member_finish (WG_STORE (source), result, &error) > 0;
  g_autofree char *value = g_steal_pointer (&saving->value), *text = NULL;

  self->n_reads--;
  if (self->context != NULL && !written)
    wg_briefing_composer_complain (self->composer, error->message);
  else if (self->context != NULL && value != NULL)
    {
      write_member (saving, WG_MEMBER_PUT, saving->name, value);
      return;
    }
  else if (self->context != NULL)
    {
      text = g_strdup_printf (saving->removed ? _ ("Briefing “%s” removed") : _ ("Briefing “%s” saved"), saving->name);
      wg_context_toast (self->context, text, NULL);
      wg_briefing_page_set_composing (self, FALSE);
      wg_briefing_page_read_lists (self);
      wg_briefing_page_make_report (self, saving->removed ? self->report : NULL, saving->removed ? self->campaign : NULL,
                                    saving->removed ? NULL : saving->name, self->as_of_ms);
    }
  saving_free (saving);
}

/* One that was saved and has another name by now is renamed first; what was issued of it keeps the old one. */
static void
on_save (WgBriefingPage *self, gboolean copy)
{
  const WgBriefingPlan *plan = wg_briefing_composer_get_plan (self->composer);
  const char *saved = copy ? NULL : wg_briefing_composer_get_saved (self->composer);
  g_autofree char *value = wg_briefing_plan_to_json (plan), *quoted = NULL;
  g_autoptr (JsonNode) name = json_node_init_string (json_node_alloc (), plan->name);
  Saving *saving = g_new0 (Saving, 1);

  *saving = (Saving){ g_object_ref (self), g_strdup (plan->name), NULL, FALSE };
  if (saved == NULL || g_str_equal (saved, plan->name))
    {
      write_member (saving, saved == NULL ? WG_MEMBER_ADD : WG_MEMBER_PUT, plan->name, value);
      return;
    }
  saving->value = g_steal_pointer (&value);
  quoted = json_to_string (name, FALSE);
  write_member (saving, WG_MEMBER_RENAME, saved, quoted);
}

static void
on_remove (WgBriefingPage *self)
{
  const char *saved = wg_briefing_composer_get_saved (self->composer);
  Saving *saving;

  if (saved == NULL)
    return;
  saving = g_new0 (Saving, 1);
  *saving = (Saving){ g_object_ref (self), g_strdup (saved), NULL, TRUE };
  write_member (saving, WG_MEMBER_REMOVE, saved, NULL);
}

static void
on_close (WgBriefingPage *self)
{
  wg_briefing_page_set_composing (self, FALSE);
}

GtkWidget *
wg_briefing_page_make_composer (WgBriefingPage *self)
{
  self->composer = WG_BRIEFING_COMPOSER (wg_briefing_composer_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->composer), FALSE);
  g_signal_connect_swapped (self->composer, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->composer, "save", G_CALLBACK (on_save), self);
  g_signal_connect_swapped (self->composer, "remove", G_CALLBACK (on_remove), self);
  g_signal_connect_swapped (self->composer, "close", G_CALLBACK (on_close), self);
  return GTK_WIDGET (self->composer);
}
