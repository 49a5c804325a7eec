/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keyboard table: every key does one thing in its place and none of those that work everywhere, none belongs to an
 * input method or to GTK, every action exists, what the style sheets call a colour is what the painter calls it, and what a tooltip says stands in readable lines.
 */

#include "wg-accelerators.h"
#include "wg-application.h"
#include "wg-palette.h"
#include "wg-tooltips.h"
#include "wg-window.h"

#include <adwaita.h>

static GPtrArray *
list_table (void)
{
  return wg_accelerators_list (wg_workflow_get_default ());
}

static char *
normalize (const char *key)
{
  guint value;
  GdkModifierType modifiers;

  g_assert_true (gtk_accelerator_parse (key, &value, &modifiers));
  return gtk_accelerator_name (gdk_keyval_to_lower (value), modifiers);
}

static void
test_unique (void)
{
  g_autoptr (GPtrArray) table = list_table ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < table->len; i++)
    {
      const WgAccelerator *row = g_ptr_array_index (table, i);
      g_auto (GStrv) keys = g_strsplit (row->keys, " ", -1);

      for (char **key = keys; *key != NULL; key++)
        {
          g_autofree char *name = normalize (*key);
          g_autofree char *here = g_strdup_printf ("%d %s", row->place, name);
          g_autofree char *everywhere = g_strdup_printf ("%d %s", WG_ACCELERATOR_EVERYWHERE, name);

          g_assert_false (g_hash_table_contains (seen, here));
          /* The wall is a window of its own, where nothing else works. */
          g_assert_true (row->place == WG_ACCELERATOR_WALL || !g_hash_table_contains (seen, everywhere));
          g_hash_table_add (seen, g_steal_pointer (&here));
        }
    }
}

static void
assert_not_among (const char *name, const WgAccelerator *other)
{
  g_auto (GStrv) keys = g_strsplit (other->keys, " ", -1);

  for (char **key = keys; *key != NULL; key++)
    {
      g_autofree char *theirs = normalize (*key);

      g_assert_cmpstr (theirs, !=, name);
    }
}

/* Verbs are letters that also work while the queue or the map has the focus. */
static void
test_verbs_are_free (void)
{
  g_autoptr (GPtrArray) table = list_table ();

  for (guint i = 0; i < table->len; i++)
    {
      const WgAccelerator *verb = g_ptr_array_index (table, i);
      g_autofree char *name = NULL;

      if (verb->place != WG_ACCELERATOR_VERBS || strchr (verb->keys, ' ') != NULL)
        continue;
      name = normalize (verb->keys);
      for (guint j = 0; j < table->len; j++)
        {
          const WgAccelerator *other = g_ptr_array_index (table, j);

          if (other->place == WG_ACCELERATOR_QUEUE || other->place == WG_ACCELERATOR_MAP)
            assert_not_among (name, other);
        }
    }
}

static void
test_never_bound (void)
{
  static const char *const never[] = { "<Control>space", "<Shift>space", "<Super>space", "<Control>period",
                                       "<Control>semicolon", "<Control><Shift>f", "<Control><Shift>u",
                                       "<Control><Shift>e", "F10" };
  g_autoptr (GPtrArray) table = list_table ();

  for (guint i = 0; i < table->len; i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (never); j++)
        {
          g_autofree char *name = normalize (never[j]);

          assert_not_among (name, g_ptr_array_index (table, i));
        }
    }
}

static void
collect_titles (GtkWidget *widget, GPtrArray *titles)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_SHORTCUTS_SECTION) != NULL)
    {
      char *title = NULL;

      g_object_get (widget, "title", &title, NULL);
      g_ptr_array_add (titles, title);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_titles (child, titles);
}

/* Every key of the table, in its order, on pages that no screen cuts. */
static void
check_shortcuts_window (WgApplication *application, GPtrArray *table)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GList) windows = NULL;
  int height = 0;

  g_action_group_activate_action (G_ACTION_GROUP (application), "shortcuts", NULL);
  windows = gtk_window_list_toplevels ();
  for (GList *window = windows; window != NULL; window = window->next)
    {
      if (!GTK_IS_SHORTCUTS_WINDOW (window->data))
        continue;
      collect_titles (window->data, titles);
      gtk_widget_measure (window->data, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
    }
  g_assert_cmpint (height, >, 0);
  g_assert_cmpint (height, <, 768);
  g_assert_cmpuint (titles->len, ==, table->len);
  for (guint i = 0; i < table->len; i++)
    g_assert_cmpstr (g_ptr_array_index (titles, i), ==, ((WgAccelerator *) g_ptr_array_index (table, i))->title);
}

static void
test_actions_exist (void)
{
  g_autoptr (GPtrArray) table = list_table ();
  g_autoptr (WgApplication) application = wg_application_new ();
  g_autoptr (WgSession) session = wg_session_new ();
  GtkWindow *window;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = GTK_WINDOW (wg_window_new (GTK_APPLICATION (application), session));
  for (guint i = 0; i < table->len; i++)
    {
      const WgAccelerator *row = g_ptr_array_index (table, i);
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      gboolean there = TRUE;

      g_assert_cmpstr (row->title, !=, "");
      if (row->action == NULL)
        continue;
      g_assert_true (g_action_parse_detailed_name (row->action, &name, &target, NULL));
      if (g_str_has_prefix (name, "app."))
        there = g_action_group_has_action (G_ACTION_GROUP (application), name + 4);
      else if (g_str_has_prefix (name, "win."))
        there = g_action_group_has_action (G_ACTION_GROUP (window), name + 4);
      if (!there)
        g_test_fail_printf ("nothing is called %s", name);
    }
  check_shortcuts_window (application, table);
  gtk_window_destroy (window);
}

/* Every verb of a case has its letter. */
static void
test_letters (void)
{
  static const char *const letters = "fxcmaybnesdprkoutv12345";
  g_autoptr (GPtrArray) table = list_table ();

  for (const char *letter = letters; *letter != '\0'; letter++)
    {
      const char key[] = { *letter, '\0' };
      guint n = 0;

      for (guint i = 0; i < table->len; i++)
        {
          const WgAccelerator *row = g_ptr_array_index (table, i);

          n += row->place == WG_ACCELERATOR_VERBS && row->action != NULL && g_str_equal (row->keys, key);
        }
      if (n != 1)
        g_test_fail_printf ("%s stands %u times among the verbs", key, n);
    }
}

static void
assert_colours (const char *sheet, WgTheme theme)
{
  g_autofree char *path = g_strconcat ("/org/wangge/Wangge/", sheet, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_nonnull (bytes);
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (guint token = 0; token < WG_N_TOKENS; token++)
    {
      g_autofree char *begin = g_strdup_printf ("@define-color %s #", wg_palette_get_token_name (token));
      g_autofree char *value = g_strdup_printf ("%06x;", wg_palette_get (theme, token));

      for (char **line = lines; *line != NULL; line++)
        {
          if (!g_str_has_prefix (*line, begin))
            continue;
          g_assert_cmpstr (*line + strlen (begin), ==, value);
          n++;
        }
    }
  g_assert_cmpuint (n, >=, 14);
}

static void
test_style_sheets (void)
{
  assert_colours ("style.css", WG_THEME_LIGHT);
  assert_colours ("style-dark.css", WG_THEME_DARK);
}

static int
count_tooltip_lines (GtkWidget *button)
{
  GtkWidget *label = wg_tooltips_get_label (button);
  PangoLayout *layout;
  int width = 0;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  layout = gtk_label_get_layout (GTK_LABEL (label));
  pango_layout_set_width (layout, width * PANGO_SCALE);
  return pango_layout_get_line_count (layout);
}

/* A tooltip in Chinese stands in one line as one in English does; a text that is long in either is broken. */
static void
test_tooltips (void)
{
  static const char *const texts[] = { "告警：无", "Alarms: none", "选中的案件在地图上移到中间" };
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  g_autoptr (GString) lengthy = g_string_new (NULL);
  GtkWidget *button = g_object_ref_sink (gtk_button_new ());
  gboolean shown = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gtk_widget_set_tooltip_text (button, texts[i]);
      g_signal_emit_by_name (button, "query-tooltip", 0, 0, FALSE, tooltip, &shown);
      g_assert_true (shown);
      g_assert_cmpint (count_tooltip_lines (button), ==, 1);
      g_string_append_printf (lengthy, "%s %s ", texts[i], texts[i]);
    }
  gtk_widget_set_tooltip_text (button, lengthy->str);
  g_signal_emit_by_name (button, "query-tooltip", 0, 0, FALSE, tooltip, &shown);
  g_assert_cmpint (count_tooltip_lines (button), >, 1);
  gtk_widget_set_tooltip_text (button, NULL);
  g_signal_emit_by_name (button, "query-tooltip", 0, 0, FALSE, tooltip, &shown);
  g_assert_false (shown);
  g_object_unref (button);
}

/* What a button has opened is not covered by what the button would tell. */
static void
test_tooltip_of_open_button (void)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  GtkWidget *window = gtk_window_new (), *button = gtk_menu_button_new (), *popover = gtk_popover_new ();
  gboolean shown = FALSE;

  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_tooltip_text (button, "Alarms: none");
  gtk_window_set_child (GTK_WINDOW (window), button);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (button))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (button, "query-tooltip", 0, 0, FALSE, tooltip, &shown);
  g_assert_true (shown);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  while (!gtk_widget_get_mapped (popover))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (button, "query-tooltip", 0, 0, FALSE, tooltip, &shown);
  g_assert_false (shown);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/accelerators/unique", test_unique);
  g_test_add_func ("/accelerators/verbs-are-free", test_verbs_are_free);
  g_test_add_func ("/accelerators/never-bound", test_never_bound);
  g_test_add_func ("/accelerators/actions-exist", test_actions_exist);
  g_test_add_func ("/accelerators/letters", test_letters);
  g_test_add_func ("/accelerators/style-sheets", test_style_sheets);
  wg_tooltips_install ();
  g_test_add_func ("/accelerators/tooltips", test_tooltips);
  g_test_add_func ("/accelerators/tooltip-of-open-button", test_tooltip_of_open_button);
  return g_test_run ();
}
