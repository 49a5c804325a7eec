/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A screen of 640 times 480: the window is no larger than it, and whatever the window shows lies in it whole or can be
 * scrolled to.
 */

#include "wg-case-detail.h"
#include "wg-legend.h"
#include "wg-map-pane.h"
#include "wg-test-store.h"
#include "wg-test-window.h"

#include <math.h>

#define WIDTH 640
#define HEIGHT 480

typedef WgTestWindow Fixture;

static gboolean
action_is_on (Fixture *self, const char *name)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->window), name);

  return g_variant_get_boolean (state);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  wg_test_store_set_up (&self->base, NULL);
  wg_test_window_open (self);
  wg_test_window_resize (self, WIDTH, HEIGHT);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  wg_test_window_close (self);
}

/* --- What is out of sight --- */

static gboolean
tells_something (GtkWidget *widget)
{
  return (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0') || GTK_IS_BUTTON (widget)
         || GTK_IS_TEXT (widget) || GTK_IS_SWITCH (widget) || GTK_IS_CHECK_BUTTON (widget);
}

static gboolean
lies_within (GtkWidget *widget, GtkWidget *frame)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, frame, &bounds));
  return bounds.origin.x >= -1 && bounds.origin.y >= -1
         && bounds.origin.x + bounds.size.width <= (float) gtk_widget_get_width (frame) + 1
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (frame) + 1;
}

/* Popovers are windows of their own. */
static void
collect_unseen (GtkWidget *widget, GtkWidget *window, GPtrArray *unseen)
{
  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget))
    return;
  if ((tells_something (widget) || GTK_IS_SCROLLED_WINDOW (widget)) && !lies_within (widget, window))
    g_ptr_array_add (unseen, g_strdup_printf ("%s “%s” lies out of sight", G_OBJECT_TYPE_NAME (widget),
                                              GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : ""));
  if (GTK_IS_SCROLLED_WINDOW (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_unseen (child, window, unseen);
}

/* Once what moves stands still. */
static void
check_in_sight (GtkWidget *window)
{
  g_autoptr (GPtrArray) unseen = g_ptr_array_new_with_free_func (g_free);

  collect_unseen (window, window, unseen);
  for (int i = 0; i < 100 && unseen->len > 0; i++)
    {
      wg_test_wait_ms (100);
      g_ptr_array_set_size (unseen, 0);
      collect_unseen (window, window, unseen);
    }
  for (guint i = 0; i < unseen->len; i++)
    g_test_fail_printf ("%s", (const char *) unseen->pdata[i]);
}

static void
list_wide (GtkWidget *widget, int depth)
{
  int width, height;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  if (!gtk_widget_get_visible (widget) || GTK_IS_POPOVER (widget) || (width < WIDTH / 3 && height < HEIGHT / 2))
    return;
  g_test_message ("%*s%s: %d x %d", depth, "", G_OBJECT_TYPE_NAME (widget), width, height);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    list_wide (child, depth + 1);
}

static void
check (Fixture *self, const char *what)
{
  GtkWidget *window = GTK_WIDGET (self->window);

  wg_test_wait_ms (500);
  g_test_message ("%s", what);
  if (gtk_widget_get_width (window) > WIDTH || gtk_widget_get_height (window) > HEIGHT)
    {
      g_test_fail_printf ("%s: the window wants %d x %d", what, gtk_widget_get_width (window), gtk_widget_get_height (window));
      list_wide (window, 0);
    }
  check_in_sight (window);
}

/* --- The views --- */

/* The queue lies over the map and is gone through there; the detail comes instead of it and gives way to it again. */
static void
test_dispatch (Fixture *self, gconstpointer data)
{
  g_autofree char *number = wg_test_window_register (self);

  check (self, "the queue");
  g_assert_true (action_is_on (self, "show-queue"));
  g_assert_false (action_is_on (self, "show-detail"));
  wg_test_window_act (self, "verb", g_variant_new_string ("file"));
  wg_test_window_wait_for_state (self, WG_CASE_STATE_FILED);
  wg_test_window_wait_for_people (self);
  check (self, "the detail");
  g_assert_true (action_is_on (self, "show-detail"));
  g_assert_false (action_is_on (self, "show-queue"));
  wg_test_window_act (self, "step-back", NULL);
  g_assert_true (action_is_on (self, "show-queue"));
  g_assert_false (action_is_on (self, "show-detail"));
  g_assert_nonnull (self->detail->record);
  wg_test_window_act (self, "new-case", NULL);
  check (self, "a new case");
  wg_test_window_act (self, "step-back", NULL);
  g_assert_true (action_is_on (self, "show-queue"));
  wg_test_window_act (self, "command-line", NULL);
  check (self, "the command line");
  g_assert_nonnull (number);
}

static void
collect_cards (GtkWidget *widget, GPtrArray *cards)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (gtk_widget_has_css_class (widget, "wg-map-card"))
    g_ptr_array_add (cards, widget);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
      collect_cards (child, cards);
}

static void
check_cards (GtkWidget *map)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();

  collect_cards (map, cards);
  g_assert_cmpuint (cards->len, >=, 4);
  for (guint i = 0; i < cards->len; i++)
    {
      graphene_rect_t one;

      g_assert_true (gtk_widget_compute_bounds (cards->pdata[i], map, &one));
      for (guint k = i + 1; k < cards->len; k++)
        {
          graphene_rect_t other;

          g_assert_true (gtk_widget_compute_bounds (cards->pdata[k], map, &other));
          g_assert_false (graphene_rect_intersection (&one, &other, NULL));
        }
    }
}

static gboolean
is_legend (GtkWidget *widget, gconstpointer data)
{
  return WG_IS_LEGEND (widget);
}

/* Nothing on the map lies on something else, the legend with all its lines neither. */
static void
test_map (Fixture *self, gconstpointer data)
{
  g_autofree char *number = wg_test_window_register (self);
  GtkWidget *map = wg_dispatch_page_get_map (self->window->page);

  g_action_group_change_action_state (G_ACTION_GROUP (self->window), "show-queue", g_variant_new_boolean (FALSE));
  check (self, "the map");
  check_cards (map);
  wg_legend_set_expanded (WG_LEGEND (wg_test_window_find (map, is_legend, NULL)), TRUE);
  check (self, "the legend");
  check_cards (map);
  g_assert_nonnull (number);
}

static void
test_boundaries (Fixture *self, gconstpointer data)
{
  wg_test_window_act (self, "view", g_variant_new_string ("boundaries"));
  check (self, "the drafts");
  wg_boundary_page_open_draft (self->window->boundaries, 1);
  check (self, "a draft");
  wg_test_window_act (self, "as-of", g_variant_new_string (""));
  check (self, "a past day");
  wg_test_window_act (self, "import-file", NULL);
  wg_window_enter_import (self->window);
  check (self, "the import");
}

static void
test_briefing (Fixture *self, gconstpointer data)
{
  wg_test_window_act (self, "view", g_variant_new_string ("briefing"));
  check (self, "the briefing");
}

/* The way from view to view, and all that the words stand for that went. */
static void
test_header (Fixture *self, gconstpointer data)
{
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self->window->view_button)));
  wg_test_window_act (self, "view", g_variant_new_string ("boundaries"));
  g_assert_cmpstr (gtk_menu_button_get_label (self->window->view_button), ==,
                   g_dpgettext2 (GETTEXT_PACKAGE, "view", "Boundaries"));
  wg_test_window_resize (self, 1280, HEIGHT);
  while (gtk_widget_get_child_visible (GTK_WIDGET (self->window->view_button)))
    wg_test_wait_ms (10);
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/small-screen/dispatch", test_dispatch);
  ADD ("/small-screen/map", test_map);
  ADD ("/small-screen/boundaries", test_boundaries);
  ADD ("/small-screen/briefing", test_briefing);
  ADD ("/small-screen/header", test_header);
  return g_test_run ();
}
