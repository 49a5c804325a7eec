/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The base maps of a window: added, hidden, laid over each other, removed, missing, slow. */

#include "wg-base-map-form.h"
#include "wg-base-map-list.h"
#include "wg-basemap-token.h"
#include "wg-city-layer.h"
#include "wg-layers-popover.h"
#include "wg-map-pane.h"
#include "wg-store-people.h"
#include "wg-test-store.h"
#include "wg-wall-view.h"

#include <adwaita.h>
#include <glib/gstdio.h>

typedef struct
{
  WgTestStore store;
  WgContext *context;
  GtkWidget *window;
  GtkWidget *pane;
  WgCityLayer *layer;
} Fixture;

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type);
  return found;
}

static void
settle (Fixture *f)
{
  while (!wg_map_pane_is_settled (WG_MAP_PANE (f->pane)))
    g_main_context_iteration (NULL, TRUE);
}

static void
use_operator (Fixture *f, const char *login)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgOperator) who = NULL;

  wg_store_find_operator_async (f->store.store, login, NULL, wg_test_wait_ready, &wait);
  who = wg_store_find_operator_finish (f->store.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  wg_context_set_operator (f->context, who);
}

static void
set_up (Fixture *f, gconstpointer user_data)
{
  wg_test_store_set_up (&f->store, NULL);
  f->context = wg_context_new (f->store.store, NULL);
  use_operator (f, "duty");
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 700, 500);
  f->pane = wg_map_pane_new (f->context);
  gtk_window_set_child (GTK_WINDOW (f->window), f->pane);
  f->layer = WG_CITY_LAYER (find_child (f->pane, WG_TYPE_CITY_LAYER));
  gtk_window_present (GTK_WINDOW (f->window));
  settle (f);
}

static void
tear_down (Fixture *f, gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_clear_object (&f->context);
  wg_test_store_tear_down (&f->store);
}

static const WgBaseMapEntry *
find_base_map (Fixture *f, const char *name, guint *place)
{
  WgBaseMaps *maps = wg_map_pane_get_base_maps (WG_MAP_PANE (f->pane));

  for (guint i = 0; i < wg_base_maps_get_n (maps); i++)
    {
      const WgBaseMapEntry *entry = wg_base_maps_get (maps, i);

      if (place != NULL)
        *place = i;
      if (g_str_equal (entry->basemap->name, name))
        return entry;
    }
  return NULL;
}

static void
write_tile (const char *root, const char *zoom)
{
  g_autofree char *column = g_build_filename (root, zoom, "0", NULL), *path = g_build_filename (column, "0.png", NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 256, 256);

  g_assert_cmpint (g_mkdir_with_parents (column, 0700), ==, 0);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

static void
wait_for_base_maps (Fixture *f, guint n)
{
  WgBaseMaps *maps = wg_map_pane_get_base_maps (WG_MAP_PANE (f->pane));

  while (wg_base_maps_get_n (maps) != n || wg_base_maps_is_busy (maps))
    g_main_context_iteration (NULL, TRUE);
}

/* What is added is on the map and in the database, lies on top, and can be hidden, moved and removed. */
static void
test_base_maps (Fixture *f, gconstpointer user_data)
{
  g_autofree char *root = g_dir_make_tmp ("wg-base-XXXXXX", NULL), *tile = g_build_filename (root, "0/0/0.png", NULL);
  WgBaseMaps *maps = wg_map_pane_get_base_maps (WG_MAP_PANE (f->pane));
  g_autoptr (WgBasemap) basemap = wg_basemap_new (root, "云溪", NULL, NULL), server = NULL;
  guint place = 99;

  write_tile (root, "0");
  settle (f);
  g_assert_null (wg_city_layer_get_scene (f->layer)->source);
  server = wg_basemap_new ("http://127.0.0.1:1/{z}/{x}/{y}.png", "far", NULL, NULL);
  g_assert_null (wg_base_maps_get_refusal (maps));
  basemap->kind = WG_BASEMAP_FOLDER;
  wg_base_maps_add (maps, basemap, NULL);
  wait_for_base_maps (f, 1);
  g_assert_nonnull (find_base_map (f, "云溪", NULL)->layer);
  g_assert_nonnull (wg_city_layer_get_scene (f->layer)->source);
  wg_base_maps_add (maps, server, NULL);
  wait_for_base_maps (f, 2);
  g_assert_nonnull (find_base_map (f, "far", &place));
  g_assert_cmpuint (place, ==, 1);
  wg_base_maps_set_shown (maps, 1, FALSE);
  g_assert_cmpuint (wg_base_stack_get_n_layers (wg_base_maps_get_stack (maps)), ==, 1);
  wg_base_maps_move (maps, 1, -1);
  while (find_base_map (f, "far", &place) == NULL || place != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (wg_base_maps_get (maps, 0)->shown);
  wg_base_maps_remove (maps, 1);
  wait_for_base_maps (f, 1);
  g_assert_null (wg_city_layer_get_scene (f->layer)->source);
  settle (f);
  wg_base_maps_set_shown (maps, 0, TRUE);
  g_unlink (tile);
}

/* A folder with one tile, shown. Returns: (transfer full): where it is. */
static char *
add_folder (Fixture *f)
{
  char *root = g_dir_make_tmp ("wg-base-XXXXXX", NULL);
  g_autoptr (WgBasemap) basemap = wg_basemap_new (root, "here today", NULL, NULL);

  write_tile (root, "12");
  basemap->kind = WG_BASEMAP_FOLDER;
  wg_base_maps_add (wg_map_pane_get_base_maps (WG_MAP_PANE (f->pane)), basemap, NULL);
  wait_for_base_maps (f, 1);
  return root;
}

static void
delete_folder (const char *root)
{
  g_autofree char *tile = g_build_filename (root, "12/0/0.png", NULL), *column = g_build_filename (root, "12/0", NULL);
  g_autofree char *zoom = g_build_filename (root, "12", NULL);

  g_assert_cmpint (g_unlink (tile) | g_rmdir (column) | g_rmdir (zoom) | g_rmdir (root), ==, 0);
}

/* Somebody tidies up while the window is open: the grids stay, nothing stops, and the reason is told. */
static void
test_deleted_while_open (Fixture *f, gconstpointer user_data)
{
  g_autofree char *root = add_folder (f), *before = NULL, *after = NULL;
  WgBaseMaps *maps = wg_map_pane_get_base_maps (WG_MAP_PANE (f->pane));

  settle (f);
  before = wg_base_maps_dup_trouble (maps);
  g_assert_null (before);
  delete_folder (root);
  wg_city_layer_repaint (f->layer);
  while ((after = wg_base_maps_dup_trouble (maps)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  settle (f);
  g_assert_nonnull (wg_city_layer_get_scene (f->layer)->colours);
}

static gboolean
tells (GtkWidget *widget, const char *part)
{
  gboolean told = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !told; child = gtk_widget_get_next_sibling (child))
    told = tells (child, part);
  return told;
}

/* Somebody who has a token and no address: the map and its names are on the list, in this order, and only once. Nothing is shown
 * in a map here, so that nobody is asked.
 */
static void
test_preset (Fixture *f, gconstpointer user_data)
{
  g_autoptr (WgBaseMaps) maps = wg_base_maps_new (f->context);
  g_autoptr (GtkWidget) form = g_object_ref_sink (wg_base_map_form_new (maps));
  GtkWidget *which = find_child (form, GTK_TYPE_DROP_DOWN), *token = find_child (form, GTK_TYPE_PASSWORD_ENTRY);
  GtkWidget *location = find_child (form, GTK_TYPE_ENTRY);
  g_autofree char *kept = NULL;

  gtk_window_destroy (GTK_WINDOW (f->window));
  f->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), form);
  gtk_window_present (GTK_WINDOW (f->window));
  while (wg_base_maps_is_busy (maps) || !gtk_widget_get_mapped (location))
    g_main_context_iteration (NULL, TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (which), 1);
  g_assert_false (gtk_widget_get_mapped (location));
  g_signal_emit_by_name (token, "activate");
  g_assert_true (tells (form, "wants a token"));
  for (guint i = 0; i < 2; i++)
    {
      gtk_drop_down_set_selected (GTK_DROP_DOWN (which), 1);
      gtk_editable_set_text (GTK_EDITABLE (token), i == 0 ? "mistyped" : "5ecret");
      g_signal_emit_by_name (token, "activate");
      g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (which)), ==, 0);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (token)), ==, "");
      while (wg_base_maps_get_n (maps) != 2 || wg_base_maps_is_busy (maps))
        g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpstr (wg_base_maps_get (maps, 0)->basemap->name, ==, "天地图");
  g_assert_cmpstr (wg_base_maps_get (maps, 1)->basemap->name, ==, "天地图注记");
  kept = wg_basemap_token_load ("tianditu.gov.cn");
  g_assert_cmpstr (kept, ==, "5ecret");
  g_assert_true (wg_basemap_token_save ("tianditu.gov.cn", NULL, NULL));
}

/* Nobody sits before a wall who could ask: it says at its foot what it cannot show, and no more when it is there again. */
static void
test_deleted_under_a_wall (Fixture *f, gconstpointer user_data)
{
  g_autofree char *root = add_folder (f), *name = g_path_get_basename (root);
  WgBaseMaps *maps = wg_map_pane_get_base_maps (WG_MAP_PANE (f->pane));
  GtkWidget *window = gtk_window_new (), *view = wg_wall_view_new (f->context);

  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 720);
  gtk_window_present (GTK_WINDOW (window));
  while (wg_city_layer_get_scene (WG_CITY_LAYER (find_child (view, WG_TYPE_CITY_LAYER)))->source == NULL)
    g_main_context_iteration (NULL, TRUE);
  wg_context_tick (f->context);
  g_assert_false (tells (view, name));
  delete_folder (root);
  wg_city_layer_repaint (WG_CITY_LAYER (find_child (view, WG_TYPE_CITY_LAYER)));
  while (!tells (view, name))
    {
      wg_test_wait_ms (20);
      wg_context_tick (f->context);
    }
  g_assert_true (tells (view, "▲ "));
  wg_base_maps_remove (maps, 0);
  while (tells (view, name))
    {
      wg_test_wait_ms (20);
      wg_context_tick (f->context);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

/* A map of streets alone leaves the whole district grey: that it is not broken, and how it is seen, is said on it. */
static void
test_begins_closer_by (Fixture *f, gconstpointer user_data)
{
  g_autofree char *root = g_dir_make_tmp ("wg-base-XXXXXX", NULL), *tile = g_build_filename (root, "17/0/0.png", NULL);
  g_autoptr (WgBasemap) basemap = wg_basemap_new (root, "streets", NULL, NULL);
  GtkWidget *chip = find_button (f->pane, "The base map begins closer by · Zoom in");

  write_tile (root, "17");
  basemap->kind = WG_BASEMAP_FOLDER;
  g_assert_false (gtk_widget_get_visible (chip));
  wg_base_maps_add (wg_map_pane_get_base_maps (WG_MAP_PANE (f->pane)), basemap, NULL);
  wait_for_base_maps (f, 1);
  while (!gtk_widget_get_visible (chip))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (chip, "clicked");
  while (gtk_widget_get_visible (chip))
    g_main_context_iteration (NULL, TRUE);
  settle (f);
  g_unlink (tile);
}

static void
test_says_why_there_is_no_base_map (Fixture *f, gconstpointer user_data)
{
  WgBaseMaps *maps = wg_map_pane_get_base_maps (WG_MAP_PANE (f->pane));
  g_autoptr (WgBasemap) missing = wg_basemap_new ("/nowhere/at-all.mbtiles", NULL, NULL, NULL);
  g_autofree char *trouble = NULL;

  settle (f);
  wg_base_maps_add (maps, missing, NULL);
  while ((trouble = wg_base_maps_dup_trouble (maps)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (trouble, "at-all.mbtiles"));
  g_assert_cmpuint (wg_base_maps_get_n (maps), ==, 0);
  g_assert_null (wg_city_layer_get_scene (f->layer)->source);
  settle (f);
  wg_base_maps_retry (maps);
  g_assert_null (wg_base_maps_dup_trouble (maps));
  settle (f);
}

/* --- A server that takes its time --- */

static gboolean
say_nothing (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer kept)
{
  g_ptr_array_add (kept, g_object_ref (connection));
  return TRUE;
}

/* It has been asked and says nothing: the grids are there all the same, and the window can be closed. */
static void
test_slow_server (Fixture *f, gconstpointer user_data)
{
  WgBaseMaps *maps = wg_map_pane_get_base_maps (WG_MAP_PANE (f->pane));
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocketService) service = g_socket_service_new ();
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u/{z}/{x}/{y}.png", port);
  g_autoptr (WgBasemap) slow = wg_basemap_new (address, "slow", NULL, NULL);

  g_signal_connect (service, "incoming", G_CALLBACK (say_nothing), kept);
  wg_base_maps_add (maps, slow, NULL);
  wait_for_base_maps (f, 1);
  while (kept->len == 0)
    g_main_context_iteration (NULL, TRUE);
  settle (f);
  g_assert_nonnull (wg_city_layer_get_scene (f->layer)->source);
  g_socket_service_stop (service);
}

/* --- The list --- */

static guint
count_sensitive_buttons (GtkWidget *widget)
{
  guint n = GTK_IS_BUTTON (widget) && gtk_widget_is_sensitive (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_sensitive_buttons (child);
  return n;
}

/* Who may not change the list still sees it, and can hide what is on it. */
static void
test_list (Fixture *f, gconstpointer user_data)
{
  g_autoptr (GtkWidget) list
      = g_object_ref_sink (wg_base_map_list_new (wg_map_pane_get_base_maps (WG_MAP_PANE (f->pane))));
  g_autoptr (GtkWidget) other = NULL;

  g_assert_cmpuint (count_sensitive_buttons (list), >=, 2);
  use_operator (f, "intake");
  other = g_object_ref_sink (wg_base_map_list_new (wg_map_pane_get_base_maps (WG_MAP_PANE (f->pane))));
  g_assert_cmpuint (count_sensitive_buttons (other), <, count_sensitive_buttons (list));
  g_assert_nonnull (wg_base_maps_get_refusal (wg_map_pane_get_base_maps (WG_MAP_PANE (f->pane))));
}

/* The popover with all that can be chosen and the form of an address is higher than a laptop: the rest is scrolled to, down
 * to what adds it.
 */
static void
test_fits_a_low_screen (Fixture *f, gconstpointer user_data)
{
  GtkWidget *popover = find_child (f->pane, WG_TYPE_LAYERS_POPOVER);
  GtkWidget *revealer = find_child (find_child (popover, WG_TYPE_BASE_MAP_LIST), GTK_TYPE_REVEALER);
  GtkWidget *child = gtk_popover_get_child (GTK_POPOVER (popover));
  int minimum, natural;

  gtk_revealer_set_transition_type (GTK_REVEALER (revealer), GTK_REVEALER_TRANSITION_TYPE_NONE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (revealer), TRUE);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (natural, >, 700);
  g_assert_cmpint (minimum, <, 300);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/map/base-maps/list-of-the-district", test_base_maps);
  ADD ("/map/base-maps/says-why-there-is-none", test_says_why_there_is_no_base_map);
  ADD ("/map/base-maps/begins-closer-by", test_begins_closer_by);
  ADD ("/map/base-maps/deleted-while-open", test_deleted_while_open);
  ADD ("/map/base-maps/deleted-under-a-wall", test_deleted_under_a_wall);
  ADD ("/map/base-maps/slow-server", test_slow_server);
  ADD ("/map/base-maps/preset", test_preset);
  ADD ("/map/base-maps/list", test_list);
  ADD ("/map/base-maps/fits-a-low-screen", test_fits_a_low_screen);
  return g_test_run ();
}
