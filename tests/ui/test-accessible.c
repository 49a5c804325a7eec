/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window as a screen reader hears it: on every page and in everything that opens, whatever takes the focus or can be
 * pressed says what it is; and what shows nothing but an icon says in its tooltip what it does and with which key. Run in
 * both languages.
 */

#include "reader.h"
#include "wg-accelerators.h"
#include "wg-map-pane-private.h"
#include "wg-preferences.h"
#include "wg-test-shapefile.h"
#include "wg-test-window.h"

#include <libintl.h>

/* What is wrong is said once, however often it is passed. */
static GHashTable *said;

static void
complain (const char *page, const char *what, const char *where)
{
  if (!g_hash_table_add (said, g_strconcat (what, where, NULL)))
    return;
  g_test_message ("%s: %s: %s", page, what, where);
  g_test_fail ();
}

/* --- Names --- */

/* A widget without a name is called by its type. */
static gboolean
is_named (const ReaderNode *node)
{
  return *node->name != '\0' && g_type_from_name (node->name) == G_TYPE_INVALID;
}

static gboolean
is_below (const ReaderNode *node, guint role)
{
  for (node = node->parent; node != NULL && node->role != role;)
    node = node->parent;
  return node != NULL;
}

/* The parts of which GTK and libadwaita make their own widgets: the whole has the name, or a cell of the row. Text that can
 * be marked is its own name.
 */
static gboolean
is_part (const ReaderNode *node)
{
  const ReaderNode *parent = node->parent;

  if (node->role == READER_ROLE_TABLE_ROW || node->role == READER_ROLE_LABEL || parent == NULL)
    return TRUE;
  if (is_below (node, READER_ROLE_COMBO_BOX) || is_below (node, READER_ROLE_MENU) || reader_is_in (node, "AdwToastWidget"))
    return TRUE;
  if (is_named (parent) && parent->role == READER_ROLE_TREE_TABLE)
    return TRUE;
  return is_named (parent) && (parent->role == READER_ROLE_COMBO_BOX || parent->role == node->role);
}

static gboolean
wants_name (const ReaderNode *node)
{
  switch (node->role)
    {
    case READER_ROLE_LIST:
    case READER_ROLE_SCROLL_PANE:
      /* The focus goes on to what is in it. */
      return !node->holds_focusable && reader_has_state (node, READER_STATE_FOCUSABLE);
    case READER_ROLE_CHECK_BOX:
    case READER_ROLE_COMBO_BOX:
    case READER_ROLE_DIALOG:
    case READER_ROLE_ENTRY:
    case READER_ROLE_FRAME:
    case READER_ROLE_LIST_ITEM:
    case READER_ROLE_MENU_ITEM:
    case READER_ROLE_PROGRESS_BAR:
    case READER_ROLE_PUSH_BUTTON:
    case READER_ROLE_RADIO_BUTTON:
    case READER_ROLE_TOGGLE_BUTTON:
      return TRUE;
    default:
      return reader_has_state (node, READER_STATE_FOCUSABLE) || reader_has_interface (node, "org.a11y.atspi.EditableText");
    }
}

/* Windows that GTK and libadwaita build are theirs, but for the rows that we put into them. */
static gboolean
is_foreign (const ReaderNode *node, const char *page)
{
  if (g_str_equal (page, "about") || g_str_equal (page, "preferences"))
    return !is_below (node, READER_ROLE_LIST);
  return g_str_equal (page, "shortcuts") && node->role == READER_ROLE_PUSH_BUTTON;
}

static guint
check_names (const char *page)
{
  g_autoptr (GPtrArray) nodes = reader_read ();

  for (guint i = 0; i < nodes->len; i++)
    {
      const ReaderNode *node = g_ptr_array_index (nodes, i);
      g_autofree char *where = NULL;

      if (!wants_name (node) || is_named (node) || is_part (node) || is_foreign (node, page))
        continue;
      where = reader_describe (node);
      complain (page, "takes the focus or can be pressed, but has no name", where);
    }
  return nodes->len;
}

/* --- Tooltips --- */

static gboolean
has_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_POPOVER (child) && has_words (child))
        return TRUE;
    }
  return FALSE;
}

/* The key of what @button does as it is shown, or NULL. */
static char *
find_key (GtkActionable *button)
{
  g_autoptr (GPtrArray) table = wg_accelerators_list (wg_workflow_get_default ());
  g_autofree char *wanted
      = g_action_print_detailed_name (gtk_actionable_get_action_name (button), gtk_actionable_get_action_target_value (button));

  for (guint i = 0; i < table->len; i++)
    {
      const WgAccelerator *row = g_ptr_array_index (table, i);
      g_auto (GStrv) keys = g_strsplit (row->keys, " ", -1);
      guint key;
      GdkModifierType modifiers;

      if (g_strcmp0 (row->action, wanted) == 0 && gtk_accelerator_parse (keys[0], &key, &modifiers))
        return gtk_accelerator_get_label (key, modifiers);
    }
  return NULL;
}

static void
check_tooltip (GtkWidget *button, const char *page)
{
  const char *tooltip = gtk_widget_get_tooltip_text (button);
  g_autofree char *key = NULL;

  if (tooltip == NULL || *tooltip == '\0')
    {
      complain (page, "shows an icon and no tooltip", gtk_widget_get_name (button));
      return;
    }
  if (!GTK_IS_ACTIONABLE (button) || gtk_actionable_get_action_name (GTK_ACTIONABLE (button)) == NULL)
    return;
  key = find_key (GTK_ACTIONABLE (button));
  if (key != NULL && strstr (tooltip, key) == NULL)
    complain (page, "does not say its key", tooltip);
}

static void
check_tooltips (GtkWidget *widget, const char *page)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  gboolean button = GTK_IS_MENU_BUTTON (widget) || (GTK_IS_BUTTON (widget) && !GTK_IS_MENU_BUTTON (parent));

  if (!gtk_widget_get_mapped (widget) || GTK_IS_WINDOW_CONTROLS (widget)
      || g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwToastWidget"))
    return;
  if (button && !GTK_IS_DROP_DOWN (parent) && !has_words (widget))
    check_tooltip (widget, page);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_tooltips (child, page);
}

static void
check (GtkWidget *widget, const char *page)
{
  wg_test_wait_ms (200);
  g_assert_cmpuint (check_names (page), >, 20);
  check_tooltips (widget, page);
}

static void
check_window (WgTestWindow *self, const char *page)
{
  check (GTK_WIDGET (self->window), page);
}

/* --- Everything that opens --- */

static void
open_each (GtkWidget *widget, GtkWidget *window)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_MENU_BUTTON (widget) && gtk_widget_is_sensitive (widget))
    {
      gtk_menu_button_popup (GTK_MENU_BUTTON (widget));
      check (window, gtk_widget_get_tooltip_text (widget) != NULL ? gtk_widget_get_tooltip_text (widget) : "menu");
      gtk_menu_button_popdown (GTK_MENU_BUTTON (widget));
      wg_test_wait_ms (50);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    open_each (child, window);
}

static void
set_up (WgTestWindow *self, gconstpointer data)
{
  wg_test_store_set_up (&self->base, NULL);
  wg_test_window_open (self);
}

static void
tear_down (WgTestWindow *self, gconstpointer data)
{
  wg_test_window_close (self);
}

static void
test_start_page (void)
{
  GtkWidget *window = GTK_WIDGET (wg_test_window_new ());

  gtk_window_present (GTK_WINDOW (window));
  check (window, "start page");
  open_each (window, window);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_empty_desk (WgTestWindow *self, gconstpointer data)
{
  check_window (self, "nothing to do");
  open_each (GTK_WIDGET (self->window), GTK_WIDGET (self->window));
}

static void
register_emergency (WgTestWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = NULL;
  WgAct *act = wg_test_report (116.615, 40.305);

  act->route = WG_ROUTE_EMERGENCY;
  result = wg_test_perform (self->base.store, act, &error);
  g_assert_no_error (error);
}

static void
test_case (WgTestWindow *self, gconstpointer data)
{
  register_emergency (self);
  g_free (wg_test_window_register (self));
  check_window (self, "case");
  open_each (GTK_WIDGET (self->window), GTK_WIDGET (self->window));
  wg_test_window_act (self, "verb", g_variant_new_string ("reject"));
  check_window (self, "form");
  wg_test_window_act (self, "step-back", NULL);
  wg_test_window_act (self, "verb", g_variant_new_string ("move"));
  check_window (self, "form of a place");
  wg_test_window_act (self, "step-back", NULL);
  wg_test_window_act (self, "verb", g_variant_new_string ("accept"));
  check_window (self, "refusal");
  wg_test_window_act (self, "verb", g_variant_new_string ("file"));
  wg_test_window_wait_for_state (self, WG_CASE_STATE_FILED);
  wg_test_window_wait_for_people (self);
  check_window (self, "people");
  wg_test_window_act (self, "row-menu", NULL);
  check_window (self, "menu of a case");
}

static void
test_new_case (WgTestWindow *self, gconstpointer data)
{
  g_free (wg_test_window_register (self));
  wg_test_window_act (self, "new-case", NULL);
  check_window (self, "new case");
}

static gboolean
is_search (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_SEARCH_ENTRY (widget);
}

static void
test_search (WgTestWindow *self, gconstpointer data)
{
  GtkWidget *entry;

  g_free (wg_test_window_register (self));
  wg_test_window_act (self, "search", NULL);
  wg_test_wait_ms (200);
  entry = wg_test_window_find (GTK_WIDGET (self->window->search_button), is_search, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "王");
  wg_test_wait_ms (600);
  check_window (self, "found people");
  gtk_editable_set_text (GTK_EDITABLE (entry), "a");
  wg_test_wait_ms (600);
  check_window (self, "found grids");
}

static void
test_map (WgTestWindow *self, gconstpointer data)
{
  WgMapPane *map = WG_MAP_PANE (wg_dispatch_page_get_map (self->window->page));

  g_free (wg_test_window_register (self));
  wg_map_pane_set_table (map, TRUE);
  check_window (self, "table of grids");
}

static void
test_import (WgTestWindow *self, gconstpointer data)
{
  static const char *const names[][2] = { { "W1", "Ward 1" }, { "W2", "Ward 2" } };
  g_autoptr (WgTestShapefile) shapes = wg_test_shapefile_new (WG_TEST_POLYGON);
  g_autofree char *stem = g_build_filename (self->base.folder, "wards", NULL);
  g_autofree char *path = g_strconcat (stem, ".shp", NULL);

  wg_test_shapefile_add_field (shapes, "CODE", 'C', 8);
  wg_test_shapefile_add_field (shapes, "NAME", 'C', 16);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    wg_test_shapefile_add_square (shapes, -77.04 + 0.02 * i, 38.9, 0.02, names[i]);
  wg_test_shapefile_write (shapes, stem, 0, NULL, NULL);
  wg_test_window_act (self, "view", g_variant_new_string ("boundaries"));
  while (wg_draft_list_is_busy (wg_boundary_page_get_drafts (self->window->boundaries)))
    g_main_context_iteration (NULL, TRUE);
  check_window (self, "no draft yet");
  wg_window_enter_import (self->window);
  check_window (self, "import, no file yet");
  wg_test_window_act (self, "import", g_variant_new_string (path));
  while (wg_import_page_get_phase (self->window->import) != WG_IMPORT_PHASE_ASKING
         || wg_import_page_is_busy (self->window->import))
    g_main_context_iteration (NULL, TRUE);
  check_window (self, "import, questions");
  gtk_widget_activate_action (GTK_WIDGET (self->window->import), "import.next", NULL);
  while (wg_import_page_get_phase (self->window->import) != WG_IMPORT_PHASE_CHECKED)
    g_main_context_iteration (NULL, TRUE);
  check_window (self, "import, findings");
}

/* Every question and every field of a file for others. */
static void
test_export (WgTestWindow *self, gconstpointer data)
{
  wg_test_window_act (self, "export", NULL);
  check (self->window->export, "export");
}

/* Windows of their own. */
static void
test_windows (WgTestWindow *self, gconstpointer data)
{
  static const char *const actions[] = { "shortcuts", "preferences", "about" };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkWindow *opened = NULL;
      g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());

      g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self->window))), actions[i], NULL);
      wg_test_wait_ms (300);
      for (guint j = 0; j < g_list_model_get_n_items (toplevels) && opened == NULL; j++)
        {
          g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, j);

          opened = window != GTK_WINDOW (self->window) ? window : NULL;
        }
      g_assert_nonnull (opened);
      check (GTK_WIDGET (opened), actions[i]);
      gtk_window_destroy (opened);
    }
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
  said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
#define ADD(path, function) g_test_add (path, WgTestWindow, NULL, set_up, function, tear_down)
  g_test_add_func ("/accessible/start-page", test_start_page);
  ADD ("/accessible/empty-desk", test_empty_desk);
  ADD ("/accessible/case", test_case);
  ADD ("/accessible/new-case", test_new_case);
  ADD ("/accessible/search", test_search);
  ADD ("/accessible/map", test_map);
  ADD ("/accessible/import", test_import);
  ADD ("/accessible/export", test_export);
  ADD ("/accessible/windows", test_windows);
  return g_test_run ();
}
