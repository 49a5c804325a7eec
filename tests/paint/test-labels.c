/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels are inside of their grids, touch neither each other nor cases, and are the same for the same view. */

#include "paint-city.h"
#include "wg-case-sprites.h"
#include "wg-city-labels.h"
#include "wg-city-private.h"
#include "wg-label-parts.h"

static const PaintCity town = { .columns = 24, .rows = 24, .n_levels = 3, .steps = 9, .cell = 0.005 };

static WgMapView
view_at (double zoom, int width, int height)
{
  return (WgMapView){ .center_x = wg_world_x (PAINT_CITY_LON + 12 * town.cell),
                      .center_y = wg_world_y (PAINT_CITY_LAT - 9 * town.cell),
                      .zoom = zoom,
                      .width = width,
                      .height = height,
                      .scale = 1.0,
                      .text_scale = 1.0 };
}

/* Returns whether a corner is outside; the middle of the label never is. */
static gboolean
leaves_grid (const WgCity *city, const WgMapItem *item, double unit)
{
  guint grid = wg_city_find_grid (city, item->id);
  gboolean leaves = FALSE;

  g_assert_true (wg_city_grid_contains (city, grid, (gint32) item->x, (gint32) item->y));
  for (int corner = 0; corner < 4; corner++)
    {
      double x = item->x + (item->dx + (corner % 2) * item->width) * unit;
      double y = item->y + (item->dy + (corner / 2) * item->height) * unit;

      leaves = leaves || !wg_city_grid_contains (city, grid, (gint32) x, (gint32) y);
    }
  return leaves;
}

static gboolean
overlap (const WgMapItem *a, const WgMapItem *b, double unit)
{
  double ax = a->x / unit + a->dx, ay = a->y / unit + a->dy, bx = b->x / unit + b->dx, by = b->y / unit + b->dy;

  return ax < bx + b->width && ax + a->width > bx && ay < by + b->height && ay + a->height > by;
}

static void
test_places (void)
{
  g_autoptr (WgCity) city = paint_city_new (&town);
  g_autoptr (WgCityColours) colours = paint_city_colours_new (city);
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);
  guint n_all = 0;

  for (double zoom = 11.0; zoom < 18.0; zoom += 0.7)
    {
      WgMapView view = view_at (zoom, 1200, 900);
      g_autoptr (GArray) items = wg_map_items_new ();
      guint n = wg_city_labels_place (city, colours, &view, text, NULL, items);
      double unit = wg_world_get_unit (zoom);

      guint n_leaving = 0;

      g_assert_cmpuint (n, <=, WG_MAX_LABELS);
      for (guint i = 0; i < items->len; i++)
        {
          const WgMapItem *item = &g_array_index (items, WgMapItem, i);

          if (leaves_grid (city, item, unit))
            {
              g_assert_cmpint (item->kind, ==, WG_MAP_ITEM_NUMBER);
              n_leaving++;
            }
          for (guint k = i + 1; k < items->len; k++)
            g_assert_false (overlap (item, &g_array_index (items, WgMapItem, k), unit));
        }
      g_assert_cmpuint (n_leaving, <=, 8);
      n_all += n;
    }
  g_assert_cmpuint (n_all, >, 300);
}

static void
test_same (void)
{
  g_autoptr (WgCity) city = paint_city_new (&town);
  g_autoptr (WgCityColours) colours = paint_city_colours_new (city);
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);
  WgMapView view = view_at (14.3, 1200, 900);
  g_autoptr (GArray) a = wg_map_items_new ();
  g_autoptr (GArray) b = wg_map_items_new ();

  wg_city_labels_place (city, colours, &view, text, NULL, a);
  wg_city_labels_place (city, colours, &view, text, NULL, b);
  g_assert_cmpuint (a->len, >, 50);
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      const WgMapItem *ia = &g_array_index (a, WgMapItem, i), *ib = &g_array_index (b, WgMapItem, i);

      g_assert_true (ia->id == ib->id && ia->x == ib->x && ia->y == ib->y && ia->dy == ib->dy);
      g_assert_true (ia->surface == ib->surface);
    }
}

static void
test_clear_of_cases (gconstpointer data)
{
  g_autoptr (WgCity) city = paint_city_new (&town);
  g_autoptr (WgCityColours) colours = paint_city_colours_new (city);
  g_autoptr (WgCityCases) cases = paint_city_cases_new (&town, 600);
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);
  g_autoptr (WgCaseSprites) sprites = wg_case_sprites_new (WG_THEME_LIGHT, 1.0, 32.0);
  WgMapView view = view_at (*(const double *) data, 1600, 1000);
  g_autoptr (GArray) avoid = wg_map_items_new ();
  g_autoptr (GArray) labels = wg_map_items_new ();
  double unit = wg_world_get_unit (view.zoom);
  guint n_cases = wg_case_sprites_place (sprites, cases, &view, 17, avoid);
  WgLabelOptions options = { .avoid = avoid };

  g_assert_cmpuint (n_cases, >, 30);
  g_assert_cmpuint (avoid->len, <=, n_cases + 1);
  g_assert_cmpint (g_array_index (avoid, WgMapItem, avoid->len - 1).id, ==, 17);
  wg_city_labels_place (city, colours, &view, text, &options, labels);
  g_assert_cmpuint (labels->len, >, 30);
  wg_map_items_yield (avoid, labels, &view);
  for (guint i = 0; i < labels->len; i++)
    {
      for (guint k = 0; k < avoid->len; k++)
        {
          WgMapItem core = g_array_index (avoid, WgMapItem, k);

          core.dx = core.dy = -6.0;
          core.width = core.height = 12.0;
          g_assert_false (overlap (&g_array_index (labels, WgMapItem, i), &core, unit));
        }
    }
}

static const WgMapItem *
find_number (const GArray *items, gint64 id)
{
  for (guint i = 0; i < items->len; i++)
    {
      const WgMapItem *item = &g_array_index (items, WgMapItem, i);

      if (item->id == id && item->kind == WG_MAP_ITEM_NUMBER)
        return item;
    }
  return NULL;
}

static gboolean
is_seen (const WgMapItem *item, const WgMapView *view, double margin)
{
  double unit = wg_world_get_unit (view->zoom);
  double x = (item->x - wg_map_view_get_left (view)) / unit, y = (item->y - wg_map_view_get_top (view)) / unit;

  return x > margin && y > margin && x < view->width - margin && y < view->height - margin;
}

/* Whatever the hand does, a number that is seen before and after stands on the same place of the map. */
static void
test_steady (void)
{
  g_autoptr (WgCity) city = paint_city_new (&town);
  g_autoptr (WgCityColours) colours = paint_city_colours_new (city);
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);
  g_autoptr (WgLabelMemory) memory = wg_label_memory_new (100.0);
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  WgLabelOptions options = { .memory = memory };
  WgMapView view = view_at (15.0, 1000, 800);
  g_autoptr (GArray) before = wg_map_items_new ();
  guint n_same = 0;

  wg_city_labels_place (city, colours, &view, text, &options, before);
  for (guint step = 0; step < 60; step++)
    {
      g_autoptr (GArray) after = wg_map_items_new ();
      WgMapView last = view;

      view.center_x += g_rand_double_range (rand, -90, 90) * wg_world_get_unit (view.zoom);
      view.center_y += g_rand_double_range (rand, -90, 90) * wg_world_get_unit (view.zoom);
      wg_city_labels_place (city, colours, &view, text, &options, after);
      for (guint i = 0; i < before->len; i++)
        {
          const WgMapItem *old = &g_array_index (before, WgMapItem, i), *new = find_number (after, old->id);

          if (old->kind != WG_MAP_ITEM_NUMBER || !is_seen (old, &last, 100.0) || !is_seen (old, &view, 100.0))
            continue;
          g_assert_nonnull (new);
          g_assert_cmpfloat (fabs (new->x - old->x), <=, 2.0);
          g_assert_cmpfloat (fabs (new->y - old->y), <=, 2.0);
          n_same++;
        }
      g_clear_pointer (&before, g_array_unref);
      before = g_steal_pointer (&after);
    }
  g_assert_cmpuint (n_same, >, 500);
  view.zoom = 16.0;
  wg_label_memory_begin (memory, &view, 3);
  g_assert_null (wg_label_memory_find (memory, g_array_index (before, WgMapItem, 0).id));
}

/* A grid that goes on beyond the edge has its number where all of it is seen. */
static void
test_seen_whole (void)
{
  const double margin = 100.0, ring[] = { 116.0, 40.0, 116.1, 40.0, 116.1, 40.1, 116.0, 40.1 };
  const gint64 id = 1;
  const WgGridColour row = { 4, 888, 0, 0 };
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  g_autoptr (WgShape) shape = wg_shape_new_from_ring (ring, 4);
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);
  g_autoptr (WgLabelMemory) memory = wg_label_memory_new (margin);
  g_autoptr (GArray) items = wg_map_items_new ();
  WgLabelOptions options = { .memory = memory };
  WgMapView view = view_at (15.0, 1200, 900);
  double unit = wg_world_get_unit (view.zoom), left;
  g_autoptr (WgCity) city = NULL;
  g_autoptr (WgCityColours) colours = NULL;
  const WgMapItem *number;

  wg_city_builder_add_grid (builder, id, 1, 0, "", NULL, shape, 116.05, 40.05);
  city = wg_city_builder_build (builder);
  colours = wg_city_colours_new (city, NULL, &id, &row, 1, NULL);
  /* The place of its label lies on the right edge of what is seen. */
  view.center_x = wg_world_x (116.05) - (view.width / 2.0 - margin) * unit;
  view.center_y = wg_world_y (40.05);
  g_assert_cmpuint (wg_city_labels_place (city, colours, &view, text, &options, items), ==, 1);
  number = find_number (items, id);
  left = (number->x - wg_map_view_get_left (&view)) / unit + number->dx;
  g_assert_cmpfloat (left, >=, margin);
  g_assert_cmpfloat (left + number->width, <=, view.width - margin);
}

/* Nothing that was not there before is cut by the edge of what is seen. */
static void
test_cut_by_nothing (void)
{
  const double margin = 100.0;
  g_autoptr (WgCity) city = paint_city_new (&town);
  g_autoptr (WgCityColours) colours = paint_city_colours_new (city);
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);

  for (double zoom = 14.0; zoom <= 17.0; zoom += 0.5)
    {
      g_autoptr (WgLabelMemory) memory = wg_label_memory_new (margin);
      g_autoptr (GArray) items = wg_map_items_new ();
      WgLabelOptions options = { .memory = memory };
      WgMapView view = view_at (zoom, 1000, 800);
      double unit = wg_world_get_unit (zoom);
      guint n_whole = 0;

      wg_city_labels_place (city, colours, &view, text, &options, items);
      for (guint i = 0; i < items->len; i++)
        {
          const WgMapItem *item = &g_array_index (items, WgMapItem, i);
          double x = (item->x - wg_map_view_get_left (&view)) / unit + item->dx;
          double y = (item->y - wg_map_view_get_top (&view)) / unit + item->dy;
          gboolean whole = x >= margin && y >= margin && x + item->width <= view.width - margin
                           && y + item->height <= view.height - margin;
          gboolean nowhere = x >= view.width - margin || y >= view.height - margin || x + item->width <= margin
                             || y + item->height <= margin;

          g_assert_true (whole || nowhere);
          n_whole += whole;
        }
      g_assert_cmpuint (n_whole, >, 0);
    }
}

/* A large number is a large backlog or a large view, never only a large grid. */
static void
test_roomy (void)
{
  g_autoptr (WgCity) city = paint_city_new (&town);
  g_autoptr (WgCityColours) colours = paint_city_colours_new (city);
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);
  WgLabelOptions options = { .roomy = TRUE };
  WgMapView view = view_at (17.0, 1200, 900);
  g_autoptr (GArray) items = wg_map_items_new (), plain = wg_map_items_new ();

  wg_city_labels_place (city, colours, &view, text, &options, items);
  wg_city_labels_place (city, colours, &view, text, NULL, plain);
  g_assert_cmpuint (items->len, >, 4);
  for (guint i = 0; i < items->len; i++)
    {
      const WgMapItem *item = &g_array_index (items, WgMapItem, i), *usual = find_number (plain, item->id);

      if (item->kind == WG_MAP_ITEM_NUMBER)
        g_assert_cmpfloat (item->height, >, 1.4 * usual->height);
    }
}

/* A band too low for its number, with by far the most cases of all. */
static void
test_worst_is_read (void)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  const double heights[] = { 0.0, 0.01, 0.0105, 0.02 };
  const gint64 ids[] = { 1, 2, 3 };
  const WgGridColour rows[] = { { 1, 2, 0, 0 }, { 4, 888, 0, 0 }, { 1, 1, 0, 0 } };
  g_autoptr (WgCity) city = NULL;
  g_autoptr (WgCityColours) colours = NULL;
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);
  g_autoptr (GArray) items = wg_map_items_new ();
  WgMapView view = view_at (15.0, 1200, 900);

  for (guint i = 0; i < 3; i++)
    {
      double ring[] = { 116.0, 40.0 + heights[i], 116.02, 40.0 + heights[i], 116.02, 40.0 + heights[i + 1], 116.0, 40.0 + heights[i + 1] };
      g_autoptr (WgShape) shape = wg_shape_new_from_ring (ring, 4);

      wg_city_builder_add_grid (builder, ids[i], 1, 0, "", NULL, shape, 116.01, 40.0 + (heights[i] + heights[i + 1]) / 2.0);
    }
  city = wg_city_builder_build (builder);
  colours = wg_city_colours_new (city, NULL, ids, rows, 3, NULL);
  view.center_x = wg_world_x (116.01);
  view.center_y = wg_world_y (40.01);
  g_assert_cmpuint (wg_city_labels_place (city, colours, &view, text, NULL, items), ==, 3);
  g_assert_nonnull (find_number (items, 2));
  g_assert_true (leaves_grid (city, find_number (items, 2), wg_world_get_unit (view.zoom)));
}

/* How many pixels of a picture have nearly that colour, and no less of it than a halo has. */
static guint
count_near (cairo_surface_t *surface, guint32 rgb)
{
  int stride = cairo_image_surface_get_stride (surface) / 4;
  guint n = 0;

  cairo_surface_flush (surface);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      const guint32 *row = (const guint32 *) (gconstpointer) cairo_image_surface_get_data (surface) + y * stride;

      for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
        {
          int alpha = (int) (row[x] >> 24);
          gboolean near = alpha >= 0xd0;

          for (int shift = 0; shift < 24; shift += 8)
            near = near && ABS ((int) ((row[x] >> shift) & 0xff) * 255 / MAX (alpha, 1) - (int) ((rgb >> shift) & 0xff)) < 24;
          n += near;
        }
    }
  return n;
}

/* A number that is larger than its grid stands on the colour of its class, and apart from that in the light or dark halo that
 * every other number of the class has: under it there are other colours and the hatch.
 */
static void
test_overhanging_is_read (void)
{
  g_autoptr (WgTextPainter) text = wg_text_painter_new (2.0);

  for (guint theme = 0; theme < WG_N_THEMES; theme++)
    {
      WgMapView view = view_at (15.0, 1200, 900);
      WgLabelPen pen = { text, &view, TRUE };
      guint32 land = wg_palette_get (theme, WG_TOKEN_LAND);

      view.theme = theme;
      for (guint klass = 1; klass < WG_N_CLASSES; klass++)
        {
          const WgClassColour *colour = wg_palette_get_class (theme, klass);
          WgLabelWish wish = { .klass = klass, .value = 44 };
          WgLabelPart part;

          wg_label_pen_make_overhanging (&pen, &wish, &part);
          g_assert_cmpuint (count_near (part.surface, colour->ink), >, 40);
          g_assert_cmpuint (count_near (part.surface, colour->halo), >, 40);
          g_assert_cmpuint (count_near (part.surface, wg_palette_mix (land, colour->hue, colour->opacity)), >, 40);
          wg_label_parts_clear (&part, 1);
        }
    }
}

/* Twenty grids a few pixels wide: the three with the most cases are named beside themselves, the others are not. */
static void
test_worst_is_pointed_at (void)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  gint64 ids[20];
  WgGridColour rows[20] = { { 0 } };
  g_autoptr (WgCity) city = NULL;
  g_autoptr (WgCityColours) colours = NULL;
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);
  g_autoptr (GArray) items = wg_map_items_new ();
  WgMapView view = view_at (13.0, 1200, 900);
  double unit = wg_world_get_unit (view.zoom);

  for (guint i = 0; i < 20; i++)
    {
      double x = 116.0 + 0.001 * i;
      double ring[] = { x, 40.0, x + 0.001, 40.0, x + 0.001, 40.001, x, 40.001 };
      g_autoptr (WgShape) shape = wg_shape_new_from_ring (ring, 4);

      ids[i] = i + 1;
      rows[i] = (WgGridColour){ .klass = 2, .open = i % 7 == 3 ? 90 + i : i, .overdue = i < 3 };
      wg_city_builder_add_grid (builder, ids[i], 1, 0, "", "Heping", shape, x + 0.0005, 40.0005);
    }
  city = wg_city_builder_build (builder);
  colours = wg_city_colours_new (city, NULL, ids, rows, 20, NULL);
  view.center_x = wg_world_x (116.01);
  view.center_y = wg_world_y (40.0);
  wg_city_labels_place (city, colours, &view, text, NULL, items);
  for (guint i = 3; i < 20; i += 7)
    {
      const WgMapItem *item = find_number (items, i + 1);

      g_assert_nonnull (item);
      g_assert_cmpuint (item->count, ==, 90 + i);
      g_assert_true (item->dy == 0.0 || item->dy + item->height == 0.0);
      g_assert_cmpfloat (item->width * unit, >, 4.0 * (wg_world_x (116.001) - wg_world_x (116.0)));
    }
}

/* Nine grids with room for everything but a long name: of the three with the most cases a view from afar says the names. */
static void
test_worst_has_a_name (void)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  gint64 ids[9];
  WgGridColour rows[9] = { { 0 } };
  g_autoptr (WgCity) city = NULL;
  g_autoptr (WgCityColours) colours = NULL;
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);
  g_autoptr (GArray) near = wg_map_items_new (), far = wg_map_items_new ();
  WgLabelOptions options = { .roomy = TRUE };
  WgMapView view = view_at (15.0, 1600, 900);

  for (guint i = 0; i < 9; i++)
    {
      double x = 116.0 + 0.003 * (i % 3), y = 40.0 + 0.003 * (i / 3);
      double ring[] = { x, y, x + 0.003, y, x + 0.003, y + 0.003, x, y + 0.003 };
      g_autoptr (WgShape) shape = wg_shape_new_from_ring (ring, 4);

      ids[i] = i + 1;
      rows[i] = (WgGridColour){ .klass = 2, .open = i % 4 == 0 ? 20 + i : i };
      wg_city_builder_add_grid (builder, ids[i], 1, 0, "", "The quarter behind the old water works", shape, x + 0.0015, y + 0.0015);
    }
  city = wg_city_builder_build (builder);
  colours = wg_city_colours_new (city, NULL, ids, rows, 9, NULL);
  view.center_x = wg_world_x (116.0045);
  view.center_y = wg_world_y (40.0045);
  wg_city_labels_place (city, colours, &view, text, NULL, near);
  g_assert_cmpfloat (find_number (near, 9)->width, <, 50.0);
  wg_city_labels_place (city, colours, &view, text, &options, far);
  for (guint i = 0; i < 9; i++)
    {
      const WgMapItem *item = find_number (far, i + 1);

      /* The pills of the worst may lie over the numbers of others, which are left out then. */
      g_assert_true (i % 4 == 0 ? item != NULL && item->width > 200.0 : item == NULL || item->width < 100.0);
    }
}

static gboolean
is_named (const GArray *items, gint64 id)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (g_array_index (items, WgMapItem, i).kind == WG_MAP_ITEM_NAME && g_array_index (items, WgMapItem, i).id == id)
        return TRUE;
    }
  return FALSE;
}

/* A grid between two others, too narrow for its name: it has the name when it is the one that is shown. */
static void
test_named (void)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  const double edges[] = { 0.0, 0.01, 0.0115, 0.0215 };
  const gint64 ids[] = { 1, 2, 3 };
  const WgGridColour rows[] = { { 1, 2, 0, 0 }, { 2, 8, 1, 0 }, { 1, 1, 0, 0 } };
  g_autoptr (WgCity) city = NULL;
  g_autoptr (WgCityColours) colours = NULL;
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);
  g_autoptr (GArray) usual = wg_map_items_new (), items = wg_map_items_new ();
  WgLabelOptions options = { .named = 2 };
  WgMapView view = view_at (15.0, 1200, 900);

  for (guint i = 0; i < 3; i++)
    {
      double x0 = 116.0 + edges[i], x1 = 116.0 + edges[i + 1];
      double ring[] = { x0, 40.0, x1, 40.0, x1, 40.01, x0, 40.01 };
      g_autoptr (WgShape) shape = wg_shape_new_from_ring (ring, 4);

      wg_city_builder_add_grid (builder, ids[i], 1, 0, "", "Heping Street", shape, (x0 + x1) / 2.0, 40.005);
    }
  city = wg_city_builder_build (builder);
  colours = wg_city_colours_new (city, NULL, ids, rows, 3, NULL);
  view.center_x = wg_world_x (116.01);
  view.center_y = wg_world_y (40.005);
  wg_city_labels_place (city, colours, &view, text, NULL, usual);
  g_assert_true (is_named (usual, 1) && !is_named (usual, 2) && is_named (usual, 3));
  g_assert_cmpuint (wg_city_labels_place (city, colours, &view, text, &options, items), ==, 3);
  g_assert_true (is_named (items, 2));
  for (guint i = 0; i < items->len; i++)
    {
      for (guint k = i + 1; k < items->len; k++)
        g_assert_false (overlap (&g_array_index (items, WgMapItem, i), &g_array_index (items, WgMapItem, k),
                                 wg_world_get_unit (view.zoom)));
    }
}

static void
test_yield (void)
{
  WgMapView view = view_at (14.0, 400, 300);
  double unit = wg_world_get_unit (view.zoom);
  const WgMapItem label = { .x = view.center_x, .y = view.center_y, .dx = -20, .dy = -8, .width = 40, .height = 16 };
  const WgMapItem mark = { .id = 1, .x = view.center_x, .y = view.center_y, .width = 20, .height = 20, .yields = TRUE };
  g_autoptr (GArray) items = wg_map_items_new (), labels = wg_map_items_new ();
  WgMapItem other = mark;

  g_array_append_val (labels, label);
  g_array_append_val (items, mark);
  other.id = 2;
  other.yields = FALSE;
  g_array_append_val (items, other);
  other.id = 3;
  other.yields = TRUE;
  other.x += 40.0 * unit;
  g_array_append_val (items, other);
  wg_map_items_yield (items, labels, &view);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpint (g_array_index (items, WgMapItem, 0).id, ==, 2);
  g_assert_cmpint (g_array_index (items, WgMapItem, 1).id, ==, 3);
}

static void
test_nothing_to_say (void)
{
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();
  g_autoptr (WgCity) empty = wg_city_builder_build (builder);
  g_autoptr (WgTextPainter) text = wg_text_painter_new (1.0);
  WgMapView view = view_at (14.0, 400, 300);
  g_autoptr (GArray) items = wg_map_items_new ();

  g_assert_cmpuint (wg_city_labels_place (empty, NULL, &view, text, NULL, items), ==, 0);
  g_assert_cmpuint (items->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  static const double zooms[] = { 14.0, 15.5 };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/labels/places", test_places);
  g_test_add_func ("/labels/same", test_same);
  g_test_add_func ("/labels/seen-whole", test_seen_whole);
  g_test_add_func ("/labels/cut-by-nothing", test_cut_by_nothing);
  g_test_add_data_func ("/labels/clear-of-cases/far", &zooms[0], test_clear_of_cases);
  g_test_add_data_func ("/labels/clear-of-cases/near", &zooms[1], test_clear_of_cases);
  g_test_add_func ("/labels/steady", test_steady);
  g_test_add_func ("/labels/roomy", test_roomy);
  g_test_add_func ("/labels/worst-is-read", test_worst_is_read);
  g_test_add_func ("/labels/overhanging-is-read", test_overhanging_is_read);
  g_test_add_func ("/labels/worst-has-a-name", test_worst_has_a_name);
  g_test_add_func ("/labels/worst-is-pointed-at", test_worst_is_pointed_at);
  g_test_add_func ("/labels/named", test_named);
  g_test_add_func ("/labels/yield", test_yield);
  g_test_add_func ("/labels/nothing-to-say", test_nothing_to_say);
  return g_test_run ();
}
