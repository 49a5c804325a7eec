/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The map as it is drawn: a window with the layer alone, its picture read back pixel by pixel. */

#include "wg-city-layer.h"

#include "paint-city.h"

#include <adwaita.h>

static const PaintCity town = { .columns = 8, .rows = 8, .n_levels = 2, .steps = 6, .buildings = 4, .cell = 0.01 };

typedef struct
{
  GtkWidget *window;
  ShumateMap *map;
  WgCityLayer *layer;
  WgCity *city;
} Fixture;

static void
set_up (Fixture *f, gconstpointer user_data)
{
  g_autoptr (ShumateRasterRenderer) reference = shumate_raster_renderer_new_from_url ("");
  ShumateViewport *viewport;

  f->city = paint_city_new (&town);
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 800, 600);
  gtk_window_set_decorated (GTK_WINDOW (f->window), FALSE);
  f->map = shumate_map_new ();
  viewport = shumate_map_get_viewport (f->map);
  shumate_viewport_set_reference_map_source (viewport, SHUMATE_MAP_SOURCE (reference));
  shumate_viewport_set_max_zoom_level (viewport, 20);
  f->layer = wg_city_layer_new (viewport);
  shumate_map_add_layer (f->map, SHUMATE_LAYER (f->layer));
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->map));
  shumate_viewport_set_zoom_level (viewport, 14);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), PAINT_CITY_LAT - 0.77 * 0.04, PAINT_CITY_LON + 0.04);
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture *f, gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  wg_city_unref (f->city);
}

static void
settle (Fixture *f)
{
  while (!wg_city_layer_is_settled (f->layer))
    g_main_context_iteration (NULL, TRUE);
}

/* One frame as pixels of 0xAARRGGBB. */
static cairo_surface_t *
take_picture (Fixture *f)
{
  GtkWidget *widget = GTK_WIDGET (f->layer);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, double x, double y)
{
  const guint32 *pixels = (const guint32 *)(gpointer)cairo_image_surface_get_data (surface);

  return pixels[(int)y * (cairo_image_surface_get_stride (surface) / 4) + (int)x] & 0xffffff;
}

static guint32
get_drawn (WgTheme theme, guint klass)
{
  const WgClassColour *colour = wg_palette_get_class (theme, klass);

  return wg_palette_mix (wg_palette_get (theme, WG_TOKEN_LAND), colour->hue, colour->opacity);
}

static void
assert_near (guint32 a, guint32 b)
{
  for (int shift = 0; shift < 24; shift += 8)
    g_assert_cmpint (ABS ((int)((a >> shift) & 0xff) - (int)((b >> shift) & 0xff)), <=, 2);
}

/* The colour in the middle of a leaf, beside what may stand there. */
static guint32
get_leaf_pixel (Fixture *f, guint column, guint row)
{
  cairo_surface_t *picture = take_picture (f);
  guint grid = wg_city_find_grid (f->city, 2 * 1000000 + 1 + row * town.columns + column);
  double lon, lat, x, y;
  guint32 pixel;

  wg_city_get_grid_label_point (f->city, grid, &lon, &lat);
  wg_city_layer_get_point (f->layer, lon, lat, &x, &y);
  pixel = get_pixel (picture, x, y);
  cairo_surface_destroy (picture);
  return pixel;
}

static void
show_class (Fixture *f, guint klass)
{
  g_autoptr (WgCityColours) colours = paint_city_colours_new_plain (f->city, klass);

  wg_city_layer_set_city (f->layer, f->city, colours);
  wg_city_layer_set_level (f->layer, 2);
  wg_city_layer_set_show (f->layer, WG_MAP_SHOW_CASES | WG_MAP_SHOW_BASE);
  settle (f);
}

static void
test_paints_classes (Fixture *f, gconstpointer user_data)
{
  for (guint klass = 0; klass < WG_N_CLASSES; klass++)
    {
      show_class (f, klass);
      assert_near (get_leaf_pixel (f, 3, 3), get_drawn (WG_THEME_LIGHT, klass));
    }
  wg_city_layer_set_theme (f->layer, WG_THEME_DARK);
  settle (f);
  assert_near (get_leaf_pixel (f, 3, 3), get_drawn (WG_THEME_DARK, 4));
}

static void
test_recolours_one_grid (Fixture *f, gconstpointer user_data)
{
  const gint64 id = 2 * 1000000 + 1 + 3 * 8 + 4;
  const WgGridColour row = { .klass = 4, .open = 20 };
  g_autoptr (WgCityColours) before = paint_city_colours_new_plain (f->city, 1);
  g_autoptr (WgCityColours) after = wg_city_colours_new (f->city, before, &id, &row, 1, NULL);

  show_class (f, 1);
  wg_city_layer_set_colours (f->layer, before);
  settle (f);
  wg_city_layer_set_colours (f->layer, after);
  g_assert_false (wg_city_layer_is_settled (f->layer));
  settle (f);
  assert_near (get_leaf_pixel (f, 4, 3), get_drawn (WG_THEME_LIGHT, 4));
  assert_near (get_leaf_pixel (f, 3, 3), get_drawn (WG_THEME_LIGHT, 1));
}

/* Close by, a tile lies inside of one grid and is kept as one pixel; it follows the news like any other. */
static void
test_plain_tiles (Fixture *f, gconstpointer user_data)
{
  const gint64 id = 2 * 1000000 + 1 + 3 * 8 + 4;
  const WgGridColour row = { .klass = 2, .open = 5 };
  ShumateViewport *viewport = shumate_map_get_viewport (f->map);
  guint grid = wg_city_find_grid (f->city, id);
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  g_autoptr (WgCityColours) after = NULL;
  cairo_surface_t *tile;
  double lon, lat;
  WgTileId place;

  show_class (f, 4);
  wg_city_get_grid_label_point (f->city, grid, &lon, &lat);
  shumate_viewport_set_zoom_level (viewport, 19);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), lat, lon);
  settle (f);
  assert_near (get_leaf_pixel (f, 4, 3), get_drawn (WG_THEME_LIGHT, 4));
  place.zoom = 19;
  place.x = (guint32)(wg_world_x (lon) / (WG_TILE_SIZE * wg_world_get_unit (19)));
  place.y = (guint32)(wg_world_y (lat) / (WG_TILE_SIZE * wg_world_get_unit (19)));
  tile = wg_city_scene_paint_tile (wg_city_layer_get_scene (f->layer), painter, place);
  g_assert_cmpint (cairo_image_surface_get_width (tile), ==, 1);
  assert_near (get_pixel (tile, 0, 0), get_drawn (WG_THEME_LIGHT, 4));
  cairo_surface_destroy (tile);
  after = wg_city_colours_new (f->city, wg_city_layer_get_scene (f->layer)->colours, &id, &row, 1, NULL);
  wg_city_layer_set_colours (f->layer, after);
  settle (f);
  assert_near (get_leaf_pixel (f, 4, 3), get_drawn (WG_THEME_LIGHT, 2));
}

/* A later state of the city, in which one grid has another colour: it is seen, and the rest is as it was. */
static void
test_patches_city (Fixture *f, gconstpointer user_data)
{
  const gint64 id = 2 * 1000000 + 1 + 3 * 8 + 4;
  const WgGridColour row = { .klass = 4, .open = 20 };
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  g_autoptr (WgCity) later = NULL, other = paint_city_new (&(PaintCity){ .columns = 4, .rows = 4, .n_levels = 2,
                                                                         .steps = 3, .buildings = 1, .cell = 0.02 });
  g_autoptr (WgCityColours) plain = NULL, after = NULL, others = paint_city_colours_new_plain (other, 2);

  show_class (f, 1);
  wg_city_builder_keep_grids (builder, f->city);
  later = wg_city_builder_build (builder);
  plain = paint_city_colours_new_plain (later, 1);
  after = wg_city_colours_new (later, plain, &id, &row, 1, NULL);
  wg_city_layer_set_city (f->layer, later, after);
  settle (f);
  assert_near (get_leaf_pixel (f, 4, 3), get_drawn (WG_THEME_LIGHT, 4));
  assert_near (get_leaf_pixel (f, 3, 3), get_drawn (WG_THEME_LIGHT, 1));
  /* Another city altogether is painted anew. */
  wg_city_layer_set_city (f->layer, other, others);
  settle (f);
  assert_near (get_leaf_pixel (f, 4, 3), get_drawn (WG_THEME_LIGHT, 2));
}

/* A place that was never painted shows what a coarser zoom knows of it, at once. */
static void
test_never_blank (Fixture *f, gconstpointer user_data)
{
  ShumateViewport *viewport = shumate_map_get_viewport (f->map);
  guint32 land = wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_LAND);

  show_class (f, 3);
  shumate_viewport_set_zoom_level (viewport, 16);
  g_assert_cmphex (get_leaf_pixel (f, 4, 4), !=, land);
  settle (f);
  assert_near (get_leaf_pixel (f, 4, 4), get_drawn (WG_THEME_LIGHT, 3));
}

/* What is painted has the pixels of the screen: a second run of this program has two of them for one of a window. */
static void
test_screen_scale (Fixture *f, gconstpointer user_data)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (f->layer));
  g_autoptr (WgCityPainter) painter = wg_city_painter_new ();
  const WgCityScene *scene;
  ShumateLocation *location = SHUMATE_LOCATION (shumate_map_get_viewport (f->map));
  double span = WG_TILE_SIZE * wg_world_get_unit (14);
  WgTileId id = { 14, (guint32)(wg_world_x (shumate_location_get_longitude (location)) / span),
                  (guint32)(wg_world_y (shumate_location_get_latitude (location)) / span) };
  cairo_surface_t *tile;
  WgMapView view;

  g_assert_cmpint (scale, ==, g_strcmp0 (g_getenv ("GDK_SCALE"), "2") == 0 ? 2 : 1);
  show_class (f, 3);
  scene = wg_city_layer_get_scene (f->layer);
  wg_city_layer_get_view (f->layer, &view);
  g_assert_cmpfloat (view.scale, ==, scale);
  tile = wg_city_scene_paint_tile (scene, painter, id);
  g_assert_cmpint (cairo_image_surface_get_width (tile), ==, WG_TILE_SIZE * scale);
  cairo_surface_destroy (tile);
}

static guint
count_unlike (cairo_surface_t *a, cairo_surface_t *b)
{
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (a); y++)
    {
      for (int x = 0; x < cairo_image_surface_get_width (a); x++)
        n += get_pixel (a, x, y) != get_pixel (b, x, y);
    }
  return n;
}

/* A view that was expected is there with its first frame, as it will stay; one that was not is coarse at first. */
static void
test_expected (Fixture *f, gconstpointer user_data)
{
  ShumateViewport *viewport = shumate_map_get_viewport (f->map);
  ShumateLocation *location = SHUMATE_LOCATION (viewport);
  double lon = shumate_location_get_longitude (location), lat = shumate_location_get_latitude (location);

  show_class (f, 3);
  wg_city_layer_set_show (f->layer, WG_MAP_SHOW_BASE);
  settle (f);
  g_assert_false (wg_city_layer_expected_is_there (f->layer));
  for (guint i = 0; i < 2; i++)
    {
      cairo_surface_t *first, *last;

      if (i == 0)
        {
          wg_city_layer_expect (f->layer, lon, lat, 17, WG_LEVEL_AUTOMATIC);
          while (!wg_city_layer_expected_is_there (f->layer))
            g_main_context_iteration (NULL, TRUE);
        }
      wg_city_layer_expect (f->layer, 0, 0, -1, WG_LEVEL_AUTOMATIC);
      shumate_viewport_set_zoom_level (viewport, 17 + i);
      first = take_picture (f);
      settle (f);
      last = take_picture (f);
      g_assert_true ((count_unlike (first, last) == 0) == (i == 0));
      cairo_surface_destroy (first);
      cairo_surface_destroy (last);
    }
}

/* The next view may have the grids of another level: it is whole with its first frame, and this one stays as it is. */
static void
test_expected_at_another_level (Fixture *f, gconstpointer user_data)
{
  ShumateLocation *location = SHUMATE_LOCATION (shumate_map_get_viewport (f->map));
  double lon = shumate_location_get_longitude (location), lat = shumate_location_get_latitude (location);
  const gint64 id = 1000000 + 1;
  const WgGridColour row = { .klass = 4, .open = 20 };
  cairo_surface_t *fine, *still, *first, *last;
  g_autoptr (WgCityColours) colours = NULL;

  show_class (f, 1);
  wg_city_layer_set_show (f->layer, WG_MAP_SHOW_BASE);
  colours = wg_city_colours_new (f->city, wg_city_layer_get_scene (f->layer)->colours, &id, &row, 1, NULL);
  wg_city_layer_set_colours (f->layer, colours);
  settle (f);
  fine = take_picture (f);
  wg_city_layer_expect (f->layer, lon, lat, 14, 1);
  while (!wg_city_layer_expected_is_there (f->layer))
    g_main_context_iteration (NULL, TRUE);
  still = take_picture (f);
  g_assert_cmpuint (count_unlike (fine, still), ==, 0);
  wg_city_layer_set_level (f->layer, 1);
  first = take_picture (f);
  settle (f);
  last = take_picture (f);
  g_assert_cmpuint (count_unlike (first, last), ==, 0);
  g_assert_cmpuint (count_unlike (fine, first), >, 0);
  cairo_surface_destroy (fine);
  cairo_surface_destroy (still);
  cairo_surface_destroy (first);
  cairo_surface_destroy (last);
}

/* Tiles of before a change of the theme are no picture of what will be shown. */
static void
test_expected_is_renewed (Fixture *f, gconstpointer user_data)
{
  ShumateLocation *location = SHUMATE_LOCATION (shumate_map_get_viewport (f->map));

  show_class (f, 3);
  wg_city_layer_expect (f->layer, shumate_location_get_longitude (location), shumate_location_get_latitude (location), 17,
                        WG_LEVEL_AUTOMATIC);
  while (!wg_city_layer_expected_is_there (f->layer))
    g_main_context_iteration (NULL, TRUE);
  wg_city_layer_set_theme (f->layer, WG_THEME_DARK);
  cairo_surface_destroy (take_picture (f));
  g_assert_false (wg_city_layer_expected_is_there (f->layer));
}

/* How many pixels of the town show the bare land in one frame. */
static guint
count_blank (Fixture *f)
{
  guint32 land = wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_LAND);
  cairo_surface_t *picture = take_picture (f);
  double side = town.cell * town.columns, x0, y0, x1, y1;
  guint n = 0;

  /* A crooked edge stays outside. */
  wg_city_layer_get_point (f->layer, PAINT_CITY_LON + 0.06 * side, PAINT_CITY_LAT - 0.06 * 0.77 * side, &x0, &y0);
  wg_city_layer_get_point (f->layer, PAINT_CITY_LON + 0.94 * side, PAINT_CITY_LAT - 0.94 * 0.77 * side, &x1, &y1);
  for (int y = (int)MAX (0, y0); y < MIN (y1, cairo_image_surface_get_height (picture)); y += 3)
    {
      for (int x = (int)MAX (0, x0); x < MIN (x1, cairo_image_surface_get_width (picture)); x += 3)
        n += get_pixel (picture, x, y) == land;
    }
  cairo_surface_destroy (picture);
  return n;
}

/* Whatever the hand does, frame after frame, from the first moment on that the town is there. */
static void
test_never_blank_in_between (Fixture *f, gconstpointer user_data)
{
  ShumateViewport *viewport = shumate_map_get_viewport (f->map);
  ShumateLocation *location = SHUMATE_LOCATION (viewport);
  double lon = shumate_location_get_longitude (location), lat = shumate_location_get_latitude (location);

  show_class (f, 3);
  g_assert_cmpuint (count_blank (f), ==, 0);
  for (guint i = 0; i < 60; i++)
    {
      shumate_location_set_location (location, lat - 0.0006 * i, lon + 0.0011 * (i < 30 ? i : 60 - i));
      g_main_context_iteration (NULL, FALSE);
      g_assert_cmpuint (count_blank (f), ==, 0);
    }
  for (guint i = 0; i <= 90; i++)
    {
      shumate_viewport_set_zoom_level (viewport, i < 30 ? 14.0 + i * 0.17 : 19.0 - (i - 30) * 0.15);
      g_main_context_iteration (NULL, FALSE);
      g_assert_cmpuint (count_blank (f), ==, 0);
    }
  for (guint i = 0; i < 20; i++)
    {
      shumate_viewport_set_zoom_level (viewport, g_test_rand_double_range (10.0, 19.0));
      shumate_location_set_location (location, lat - g_test_rand_double_range (-0.02, 0.02),
                                     lon + g_test_rand_double_range (-0.03, 0.03));
      g_main_context_iteration (NULL, FALSE);
      g_assert_cmpuint (count_blank (f), ==, 0);
    }
}

static void
test_dims_other_classes (Fixture *f, gconstpointer user_data)
{
  show_class (f, 4);
  wg_city_layer_set_dimmed_classes (f->layer, 1u << 4);
  settle (f);
  g_assert_cmphex (get_leaf_pixel (f, 3, 3), !=, get_drawn (WG_THEME_LIGHT, 4));
  wg_city_layer_set_dimmed_classes (f->layer, 1u << 2);
  settle (f);
  assert_near (get_leaf_pixel (f, 3, 3), get_drawn (WG_THEME_LIGHT, 4));
}

static void
test_places_and_picks (Fixture *f, gconstpointer user_data)
{
  WgCasePoint point = { .id = 77, .lon = PAINT_CITY_LON + 0.0333, .lat = PAINT_CITY_LAT - 0.0333 };
  g_autoptr (WgCityCases) cases = NULL;
  g_autoptr (GArray) seen = NULL;
  WgMapPick pick;
  double x, y, lon, lat;

  point.state = WG_CASE_STATE_FILED;
  cases = wg_city_cases_new (&point, 1);
  show_class (f, 0);
  wg_city_layer_set_cases (f->layer, cases);
  settle (f);
  wg_city_layer_get_point (f->layer, point.lon, point.lat, &x, &y);
  wg_city_layer_get_place (f->layer, x, y, &lon, &lat);
  g_assert_cmpfloat_with_epsilon (lon, point.lon, 1e-7);
  g_assert_cmpfloat_with_epsilon (lat, point.lat, 1e-7);
  wg_city_layer_pick (f->layer, x + 5, y - 5, &pick);
  g_assert_cmpint (pick.case_id, ==, 77);
  g_assert_cmpuint (pick.grid, !=, WG_NO_INDEX);
  wg_city_layer_pick (f->layer, x + 60, y, &pick);
  g_assert_cmpint (pick.case_id, ==, 0);
  seen = wg_city_layer_list_cases (f->layer);
  g_assert_cmpuint (seen->len, ==, 1);
  g_assert_cmpint (g_array_index (seen, gint64, 0), ==, 77);
  g_assert_cmpuint (wg_city_layer_count_cases (f->layer), ==, 1);

  /* Its sprite is there, and its ring when it is selected. */
  {
    cairo_surface_t *plain = take_picture (f), *ringed;
    guint32 ring = wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_SELECT);
    guint n_ring = 0;

    wg_city_layer_set_selection (f->layer, 77, "1024", 0, 0);
    settle (f);
    ringed = take_picture (f);
    for (int i = -40; i < 40; i++)
      n_ring += get_pixel (ringed, x + i, y) == ring && get_pixel (plain, x + i, y) != ring;
    g_assert_cmpuint (n_ring, >, 0);
    cairo_surface_destroy (plain);
    cairo_surface_destroy (ringed);
  }
}

/* How far to both sides of a place the sprite on it is drawn, and picked. */
static void
measure_sprite (Fixture *f, WgCityCases *cases, double lon, double lat, int *drawn, int *picked)
{
  cairo_surface_t *without, *with;
  double x, y;

  *drawn = *picked = 0;
  wg_city_layer_set_cases (f->layer, NULL);
  settle (f);
  without = take_picture (f);
  wg_city_layer_set_cases (f->layer, cases);
  settle (f);
  with = take_picture (f);
  wg_city_layer_get_point (f->layer, lon, lat, &x, &y);
  for (int i = -60; i <= 60; i++)
    {
      WgMapPick pick;

      wg_city_layer_pick (f->layer, x + i, y, &pick);
      *picked += pick.case_id != 0;
      *drawn += get_pixel (with, x + i, y) != get_pixel (without, x + i, y);
    }
  cairo_surface_destroy (without);
  cairo_surface_destroy (with);
}

/* Text of 137 % has sprites as much larger, and a finger finds them as far out. */
static void
test_odd_text_scale (Fixture *f, gconstpointer user_data)
{
  const WgCasePoint point
      = { .id = 77, .lon = PAINT_CITY_LON + 0.0333, .lat = PAINT_CITY_LAT - 0.0333, .state = WG_CASE_STATE_FILED };
  g_autoptr (WgCityCases) cases = wg_city_cases_new (&point, 1);
  int drawn[2], picked[2];

  show_class (f, 0);
  measure_sprite (f, cases, point.lon, point.lat, &drawn[0], &picked[0]);
  wg_city_layer_set_text_scale (f->layer, 1.37);
  settle (f);
  measure_sprite (f, cases, point.lon, point.lat, &drawn[1], &picked[1]);
  g_assert_cmpint (drawn[0], >, 10);
  g_assert_cmpfloat_with_epsilon (drawn[1], 1.37 * drawn[0], 3.0);
  g_assert_cmpfloat_with_epsilon (picked[1], 1.37 * picked[0], 3.0);
}

/* A screen of 640 x 480 has the map whole, and every place of it where it is. */
static void
test_small_screen (Fixture *f, gconstpointer user_data)
{
  double lon, lat;

  show_class (f, 3);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 640, 480);
  while (gtk_widget_get_width (GTK_WIDGET (f->layer)) != 640 || gtk_widget_get_height (GTK_WIDGET (f->layer)) != 480)
    g_main_context_iteration (NULL, TRUE);
  settle (f);
  g_assert_cmpuint (count_blank (f), ==, 0);
  assert_near (get_leaf_pixel (f, 3, 3), get_drawn (WG_THEME_LIGHT, 3));
  wg_city_layer_get_place (f->layer, 320, 240, &lon, &lat);
  g_assert_cmpfloat_with_epsilon (lon, PAINT_CITY_LON + 0.04, 1e-6);
  g_assert_cmpfloat_with_epsilon (lat, PAINT_CITY_LAT - 0.77 * 0.04, 1e-6);
}

static void
fill_with_pink (GtkSnapshot *snapshot, const WgMapView *view, gpointer user_data)
{
  const GdkRGBA pink = { 1, 0, 1, 1 };

  gtk_snapshot_append_color (snapshot, &pink, &GRAPHENE_RECT_INIT (0, 0, (float) view->width, (float) view->height));
}

static guint
count_other_than_pink (Fixture *f)
{
  cairo_surface_t *picture = take_picture (f);
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (picture); y++)
    {
      for (int x = 0; x < cairo_image_surface_get_width (picture); x++)
        n += get_pixel (picture, x, y) != 0xff00ff;
    }
  cairo_surface_destroy (picture);
  return n;
}

/* What others draw covers the ground, and no number. */
static void
test_between (Fixture *f, gconstpointer user_data)
{
  show_class (f, 4);
  wg_city_layer_set_between (f->layer, fill_with_pink, NULL);
  wg_city_layer_set_show (f->layer, WG_MAP_SHOW_BASE);
  settle (f);
  g_assert_cmpuint (count_other_than_pink (f), ==, 0);
  wg_city_layer_set_show (f->layer, WG_MAP_SHOW_BASE | WG_MAP_SHOW_NUMBERS);
  settle (f);
  g_assert_cmpuint (count_other_than_pink (f), >, 1000);
  wg_city_layer_set_between (f->layer, NULL, NULL);
  g_assert_cmpuint (count_other_than_pink (f), >, 400000);
}

/* The database changes faster than the map can be painted, down to nothing and back: it is never waited for, and the
 * last state is what is seen. */
static void
test_changes_meanwhile (Fixture *f, gconstpointer user_data)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  g_autoptr (WgCity) empty = wg_city_builder_build (builder);
  g_autoptr (WgCityColours) nothing = wg_city_colours_new (empty, NULL, NULL, NULL, 0, NULL);
  g_autoptr (WgCityColours) colours = paint_city_colours_new_plain (f->city, 2);
  WgMapPick pick;

  show_class (f, 1);
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (WgCity) later = NULL;
      g_autoptr (WgCityColours) other = NULL;

      wg_city_builder_keep_grids (builder, f->city);
      wg_city_builder_remove_grid (builder, 2 * 1000000 + 1 + i);
      later = wg_city_builder_build (builder);
      other = paint_city_colours_new_plain (later, i % WG_N_CLASSES);
      wg_city_layer_set_city (f->layer, i % 4 == 3 ? empty : later, i % 4 == 3 ? nothing : other);
      wg_city_layer_pick (f->layer, 400, 300, &pick);
      g_assert_cmpint (pick.grid == WG_NO_INDEX, ==, i % 4 == 3);
      cairo_surface_destroy (take_picture (f));
      g_main_context_iteration (NULL, FALSE);
    }
  wg_city_layer_set_city (f->layer, f->city, colours);
  settle (f);
  assert_near (get_leaf_pixel (f, 3, 3), get_drawn (WG_THEME_LIGHT, 2));
  g_assert_cmpuint (count_blank (f), ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/map/city-layer/paints-classes", test_paints_classes);
  ADD ("/map/city-layer/recolours-one-grid", test_recolours_one_grid);
  ADD ("/map/city-layer/plain-tiles", test_plain_tiles);
  ADD ("/map/city-layer/patches-city", test_patches_city);
  ADD ("/map/city-layer/never-blank", test_never_blank);
  ADD ("/map/city-layer/screen-scale", test_screen_scale);
  ADD ("/map/city-layer/expected", test_expected);
  ADD ("/map/city-layer/expected-at-another-level", test_expected_at_another_level);
  ADD ("/map/city-layer/expected-is-renewed", test_expected_is_renewed);
  ADD ("/map/city-layer/never-blank-in-between", test_never_blank_in_between);
  ADD ("/map/city-layer/dims-other-classes", test_dims_other_classes);
  ADD ("/map/city-layer/places-and-picks", test_places_and_picks);
  ADD ("/map/city-layer/odd-text-scale", test_odd_text_scale);
  ADD ("/map/city-layer/small-screen", test_small_screen);
  ADD ("/map/city-layer/changes-meanwhile", test_changes_meanwhile);
  ADD ("/map/city-layer/between", test_between);
  return g_test_run ();
}
