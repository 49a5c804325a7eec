/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what belongs to the whole program: keys, shortcuts window, about, preferences, opening, quitting. */

#include "wg-application-private.h"

#include "wg-accelerators.h"
#include "wg-preferences.h"
#include "wg-wall-window.h"
#include "wg-window-private.h"

#include <glib/gi18n-lib.h>

#define MOST_ROWS 14 /* of keys under one heading */

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  /* Closing lets each window remember how it was left. */
  for (GList *item = windows; item != NULL; item = item->next)
    gtk_window_close (item->data);
  g_list_free (windows);
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  GtkWidget *about = g_object_new (ADW_TYPE_ABOUT_WINDOW, "transient-for", parent, "modal", TRUE, "application-name",
                                   C_ ("program", "Wangge"), "application-icon", "org.wangge.Wangge", "version", WG_VERSION,
                                   "comments", _ ("The desk of a community grid management centre"), "license-type",
                                   GTK_LICENSE_GPL_3_0, "developer-name", "Wangge", NULL);

  gtk_window_present (GTK_WINDOW (about));
}

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (WG_IS_WINDOW (window))
    wg_window_choose_database (WG_WINDOW (window));
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgApplication *self = user_data;
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));
  WgContext *context = WG_IS_WINDOW (parent) ? wg_window_get_context (WG_WINDOW (parent)) : NULL;

  gtk_window_present (GTK_WINDOW (wg_preferences_new (parent, wg_session_get_settings (self->session), context)));
}

/* The wall of the database that is open; a second one would show the same. */
static void
on_wall (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgApplication *self = user_data;
  WgWallOptions options = { .tour_seconds = -1 };

  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL; item = item->next)
    {
      WgContext *context = WG_IS_WINDOW (item->data) ? wg_window_get_context (item->data) : NULL;

      if (WG_IS_WALL_WINDOW (item->data))
        {
          gtk_window_present (item->data);
          return;
        }
      if (context != NULL)
        {
          wg_application_show_wall (self, wg_context_get_store (context), &options);
          return;
        }
    }
}

/* The shortcuts window is made from the table, so a key that works is a key that is shown. */

static void
append_row (GString *xml, const WgAccelerator *accelerator)
{
  g_autofree char *row = g_markup_printf_escaped ("<child><object class='GtkShortcutsShortcut'><property name='title'>%s</property>"
                                                  "<property name='accelerator'>%s</property></object></child>",
                                                  accelerator->title, accelerator->keys);

  g_string_append (xml, row);
}

/* A group is never broken, and a window with a long one is higher than a screen: what is beyond its edge nobody can reach. */
static void
append_group (GString *xml, GPtrArray *table, WgAcceleratorPlace place)
{
  g_autofree char *title = g_markup_escape_text (wg_accelerator_place_get_label (place), -1);
  guint n = 0;

  for (guint i = 0; i < table->len; i++)
    {
      const WgAccelerator *accelerator = g_ptr_array_index (table, i);

      if (accelerator->place != place)
        continue;
      if (n % MOST_ROWS == 0)
        g_string_append_printf (xml, "%s<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>",
                                n > 0 ? "</object></child>" : "", title);
      append_row (xml, accelerator);
      n++;
    }
  if (n > 0)
    g_string_append (xml, "</object></child>");
}

/* GTK distributes the groups over its pages whenever one is added, and then adds the next to what is no longer the last page:
 * they came in no order, one without its rows. So there is room for all on one page until the last is there.
 */
static GtkWindow *
make_shortcuts_window (GPtrArray *table)
{
  g_autoptr (GString) xml = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'>"
                                          "<property name='modal'>1</property><child>"
                                          "<object class='GtkShortcutsSection' id='section'>"
                                          "<property name='section-name'>all</property>"
                                          "<property name='max-height'>10000</property>");
  g_autoptr (GtkBuilder) builder = NULL;

  for (guint place = 0; place < WG_N_ACCELERATOR_PLACES; place++)
    append_group (xml, table, place);
  g_string_append (xml, "</object></child></object></interface>");
  builder = gtk_builder_new_from_string (xml->str, (gssize) xml->len);
  g_object_set (gtk_builder_get_object (builder, "section"), "max-height", MOST_ROWS, NULL);
  return GTK_WINDOW (gtk_builder_get_object (builder, "window"));
}

/* GTK builds the window and leaves its search without a name. */
static void
name_search (GtkWidget *widget)
{
  if (GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_TOGGLE_BUTTON (widget))
    {
      if (GTK_IS_TOGGLE_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) == NULL)
        return;
      gtk_widget_set_tooltip_text (widget, _ ("Search the shortcuts (Ctrl+F)"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search the shortcuts"), -1);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    name_search (child);
}

static void
on_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GPtrArray) table = wg_accelerators_list (wg_workflow_get_default ());
  GtkWindow *window = make_shortcuts_window (table);

  gtk_window_set_title (window, _ ("Keyboard shortcuts"));
  name_search (GTK_WIDGET (window));
  gtk_window_set_transient_for (window, gtk_application_get_active_window (GTK_APPLICATION (user_data)));
  gtk_window_present (window);
}

static void
set_accelerators (WgApplication *self)
{
  g_autoptr (GPtrArray) table = wg_accelerators_list (wg_workflow_get_default ());

  for (guint i = 0; i < table->len; i++)
    {
      const WgAccelerator *accelerator = g_ptr_array_index (table, i);
      g_auto (GStrv) keys = g_strsplit (accelerator->keys, " ", -1);

      if (accelerator->place == WG_ACCELERATOR_EVERYWHERE)
        gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerator->action, (const char *const *) keys);
    }
}

void
wg_application_add_actions (WgApplication *self)
{
  static const GActionEntry entries[] = {
    { "quit", on_quit, NULL, NULL, NULL, { 0 } },
    { "about", on_about, NULL, NULL, NULL, { 0 } },
    { "open", on_open, NULL, NULL, NULL, { 0 } },
    { "preferences", on_preferences, NULL, NULL, NULL, { 0 } },
    { "wall", on_wall, NULL, NULL, NULL, { 0 } },
    { "shortcuts", on_shortcuts, NULL, NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  set_accelerators (self);
}
