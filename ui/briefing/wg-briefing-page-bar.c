/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: which briefing, as of when, and which page: above and below the tiles, small, because nobody at the wall reads it. */

#include "wg-briefing-page-private.h"

#include "wg-error.h"
#include "wg-time.h"
#include "wg-wrap-box.h"

#include <glib/gi18n-lib.h>

/* --- Above --- */

static void
make_again (WgBriefingPage *self)
{
  guint chosen = gtk_drop_down_get_selected (self->kinds);
  const WgBriefingChoice *choice = chosen < self->choices->len ? g_ptr_array_index (self->choices, chosen) : NULL;
  GTimeZone *zone = wg_store_get_zone (wg_context_get_store (self->context));
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->as_of));
  gint64 as_of_ms = wg_context_get_now (self->context);
  g_autoptr (GError) error = NULL;

  if (self->filling || choice == NULL)
    return;
  if (*text != '\0' && !wg_time_parse (text, zone, &as_of_ms, &error))
    {
      gtk_widget_add_css_class (self->as_of, "warning");
      wg_context_toast (self->context, error->message, NULL);
      return;
    }
  gtk_widget_remove_css_class (self->as_of, "warning");
  wg_briefing_page_make_report (self, choice->name != NULL ? NULL : choice->report, choice->campaign, choice->name, as_of_ms);
}

void
wg_briefing_page_fill_tools (WgBriefingPage *self)
{
  self->filling = TRUE;
  wg_briefing_page_select_choice (self);
  gtk_widget_set_sensitive (self->issue, self->briefing != NULL && !self->composing && self->briefing->id == 0 && !wg_context_is_read_only (self->context));
  self->filling = FALSE;
}

static void
on_issued (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBriefingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBriefing) issued = wg_store_issue_briefing_finish (WG_STORE (source), result, &error);
  g_autofree char *text = issued != NULL ? g_strdup_printf (_ ("Briefing %d issued"), (int) issued->id) : g_strdup (error->message);

  self->n_reads--;
  if (self->context == NULL)
    return;
  wg_context_toast (self->context, text, NULL);
  if (issued == NULL || self->briefing == NULL || !g_str_equal (issued->sha256, self->briefing->sha256))
    return;
  self->briefing->id = self->paper.id = issued->id;
  self->briefing->made_ms = self->paper.made_ms = issued->made_ms;
  wg_briefing_page_fill_tools (self);
  wg_briefing_page_read_lists (self);
  gtk_widget_queue_draw (self->head);
}

/* From then on its figures are kept, and printed again as they are. */
static void
issue (WgBriefingPage *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  if (self->briefing == NULL || self->briefing->id != 0 || who == NULL)
    return;
  self->n_reads++;
  wg_store_issue_briefing_async (wg_context_get_store (self->context), who->id, NULL, self->briefing, NULL, on_issued, g_object_ref (self));
}

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
wg_briefing_page_add_tools (WgBriefingPage *self, GtkWidget *line)
{
  GtkWidget *above = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->tools = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->kinds = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  wg_briefing_page_fill_choices (self);
  set_name (GTK_WIDGET (self->kinds), _ ("Which briefing"));
  self->as_of = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->as_of), _ ("as of now"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->as_of), 12);
  gtk_widget_set_tooltip_text (self->as_of, _ ("As of when, as 2026-11-20 or 2026-11-20 08:00; left empty it is the present"));
  set_name (self->as_of, _ ("As of"));
  self->issue = gtk_button_new_with_label (C_ ("verb", "Issue"));
  gtk_widget_set_tooltip_text (self->issue, _ ("Keep these figures for ever and give them a number"));
  gtk_widget_set_sensitive (self->issue, FALSE);
  g_signal_connect_swapped (self->kinds, "notify::selected", G_CALLBACK (make_again), self);
  g_signal_connect_swapped (self->as_of, "activate", G_CALLBACK (make_again), self);
  g_signal_connect_swapped (self->issue, "clicked", G_CALLBACK (issue), self);
  gtk_box_append (GTK_BOX (above), GTK_WIDGET (self->kinds));
  gtk_box_append (GTK_BOX (above), self->as_of);
  gtk_box_append (GTK_BOX (above), self->issue);
  wg_briefing_page_add_lists (self, above);
  gtk_box_append (GTK_BOX (self->tools), above);
  gtk_widget_set_halign (above, GTK_ALIGN_END);
  gtk_widget_set_halign (self->task, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (self->tools), self->task);
  gtk_widget_set_valign (self->tools, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), self->tools);
}

/* Beside the title, or under it where that would leave it no room. */
void
wg_briefing_page_place_tools (WgBriefingPage *self)
{
  gboolean small = wg_context_get_size_class (self->context) == WG_SIZE_SMALL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_parent (self->tools)),
                                  small ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

/* --- Below --- */

static void
on_page_clicked (GtkButton *button, WgBriefingPage *self)
{
  wg_briefing_page_set_page (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "page")));
}

void
wg_briefing_page_update_bar (WgBriefingPage *self)
{
  guint i = 0;

  for (GtkWidget *button = gtk_widget_get_first_child (self->pages); button != NULL; button = gtk_widget_get_next_sibling (button), i++)
    {
      if (i == self->page)
        gtk_widget_add_css_class (button, "wg-briefing-here");
      else
        gtk_widget_remove_css_class (button, "wg-briefing-here");
    }
}

static GtkWidget *
add_button (WgBriefingPage *self, WgWrapBox *box, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focus_on_click (button, FALSE);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  wg_wrap_box_append (box, button);
  return button;
}

static void
show_rows (WgBriefingPage *self)
{
  wg_briefing_page_show_rows (self, !g_str_equal (wg_briefing_page_get_shown (self), "rows"));
}

static void
show_time (WgBriefingPage *self)
{
  wg_briefing_page_show_time (self, !g_str_equal (wg_briefing_page_get_shown (self), "time"));
}

static void
print (WgBriefingPage *self)
{
  if (self->briefing != NULL)
    wg_briefing_page_print (self);
}

static void
compose (WgBriefingPage *self)
{
  wg_briefing_page_set_composing (self, !self->composing);
}

/* A button for each page. */
void
wg_briefing_page_fill_pages (WgBriefingPage *self)
{
  wg_wrap_box_clear (WG_WRAP_BOX (self->pages));
  for (guint i = 0; i < self->leaves->len; i++)
    {
      const WgBriefingLeaf *leaf = g_ptr_array_index (self->leaves, i);
      g_autofree char *label = g_strdup_printf ("%u %s", i + 1, leaf->title);
      GtkWidget *button = gtk_button_new_with_label (label);

      g_object_set_data (G_OBJECT (button), "page", GUINT_TO_POINTER (i));
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_focus_on_click (button, FALSE);
      g_signal_connect (button, "clicked", G_CALLBACK (on_page_clicked), self);
      wg_wrap_box_append (WG_WRAP_BOX (self->pages), button);
    }
}

/* Large text and a small screen make two lines of either side, and the window no wider than the screen. */
GtkWidget *
wg_briefing_page_make_bar (WgBriefingPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  WgWrapBox *right = g_object_new (WG_TYPE_WRAP_BOX, NULL);

  self->pages = g_object_new (WG_TYPE_WRAP_BOX, "hexpand", TRUE, NULL);
  wg_briefing_page_fill_pages (self);
  add_button (self, right, _ ("D Data"), G_CALLBACK (show_rows));
  add_button (self, right, _ ("T Time"), G_CALLBACK (show_time));
  add_button (self, right, _ ("E Compose"), G_CALLBACK (compose));
  add_button (self, right, _ ("P Print or PDF"), G_CALLBACK (print));
  add_button (self, right, _ ("Esc Leave"), G_CALLBACK (wg_briefing_page_step_back));
  gtk_widget_set_valign (GTK_WIDGET (right), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (bar), self->pages);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (right));
  return bar;
}
