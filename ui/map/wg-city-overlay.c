/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: numbers, names and cases keep their size while the map zooms and must not touch each other, so they are placed
 * for a view as a whole, on a painting thread, and only carried along with their places until the next placing.
 */

#include "wg-city-overlay.h"

#include "wg-building-labels.h"
#include "wg-case-sprites.h"
#include "wg-city-labels.h"
#include "wg-label-parts.h"
#include "wg-hotspot-marks.h"
#include "wg-label-room.h"

#define SPRITE_SIZE 32.0
#define RING_WIDTH 3.4
#define WALL_RING_SHARE 0.45 /* of the growth of text */
#define RING_CASING 2.0 /* to each side */
#define PILL_GAP 24.0   /* from the middle of the selected case to its pill */

struct _WgOverlayPainter
{
  GObject parent_instance;
  WgTextPainter *text;
  WgCaseSprites *sprites;
  WgLabelMemory *memory;
  WgTheme theme;
  double scale;
  double text_scale;
};

G_DEFINE_FINAL_TYPE (WgOverlayPainter, wg_overlay_painter, G_TYPE_OBJECT)

static void
wg_overlay_painter_dispose (GObject *object)
{
  WgOverlayPainter *self = WG_OVERLAY_PAINTER (object);

  g_clear_object (&self->text);
  g_clear_object (&self->sprites);
  G_OBJECT_CLASS (wg_overlay_painter_parent_class)->dispose (object);
}

static void
wg_overlay_painter_finalize (GObject *object)
{
  wg_label_memory_free (WG_OVERLAY_PAINTER (object)->memory);
  G_OBJECT_CLASS (wg_overlay_painter_parent_class)->finalize (object);
}

static void
wg_overlay_painter_class_init (WgOverlayPainterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_overlay_painter_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_overlay_painter_finalize;
}

static void
wg_overlay_painter_init (WgOverlayPainter *self)
{
  self->memory = wg_label_memory_new (WG_OVERLAY_MARGIN);
}

WgOverlayPainter *
wg_overlay_painter_new (void)
{
  return g_object_new (WG_TYPE_OVERLAY_PAINTER, NULL);
}

void
wg_city_overlay_free (WgCityOverlay *overlay)
{
  g_clear_pointer (&overlay->scene, wg_city_scene_unref);
  g_clear_pointer (&overlay->items, g_array_unref);
  g_clear_pointer (&overlay->ring, cairo_surface_destroy);
  g_free (overlay);
}

/* --- Painters for the present theme and scale --- */

static void
prepare (WgOverlayPainter *self, const WgCityScene *scene)
{
  if (self->text != NULL && self->theme == scene->theme && self->scale == scene->scale
      && self->text_scale == scene->text_scale)
    return;
  g_clear_object (&self->text);
  g_clear_object (&self->sprites);
  self->theme = scene->theme;
  self->scale = scene->scale;
  self->text_scale = scene->text_scale;
  self->text = wg_text_painter_new (scene->scale);
  self->sprites = wg_case_sprites_new (scene->theme, scene->scale, SPRITE_SIZE * scene->text_scale);
  if (scene->city == NULL)
    wg_label_parts_prepare (self->text, scene->text_scale);
}

/* --- The selection --- */

/* The room of @item, in logical pixels from the anchor of @origin. */
static WgLabelRoom
get_room (const WgMapItem *item, const WgMapItem *origin, double unit)
{
  double x = (item->x - origin->x) / unit + item->dx, y = (item->y - origin->y) / unit + item->dy;

  return (WgLabelRoom){ x, y, x + item->width, y + item->height };
}

/* To the right; where that would cover the number or name of a grid, at the first other side that is free. */
static void
choose_side (WgMapItem *pill, const GArray *labels, double gap, double unit)
{
  g_autoptr (GArray) taken = g_array_sized_new (FALSE, FALSE, sizeof (WgLabelRoom), labels->len);
  const double sides[][2] = { { gap, -pill->height / 2.0 },
                              { -gap - pill->width, -pill->height / 2.0 },
                              { -pill->width / 2.0, -gap - pill->height },
                              { -pill->width / 2.0, gap } };

  for (guint i = 0; i < labels->len; i++)
    {
      WgLabelRoom room = get_room (&g_array_index (labels, WgMapItem, i), pill, unit);

      g_array_append_val (taken, room);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      WgLabelRoom room;

      pill->dx = sides[i][0];
      pill->dy = sides[i][1];
      room = get_room (pill, pill, unit);
      if (!wg_label_room_overlaps_any (&room, taken))
        return;
    }
  pill->dx = sides[0][0];
  pill->dy = sides[0][1];
}

static void
append_pill (WgOverlayPainter *self, const WgCityScene *scene, const WgMapView *view, const GArray *labels, GArray *items)
{
  guint index = scene->cases != NULL ? wg_city_cases_find (scene->cases, scene->selected_case) : G_MAXUINT;
  const WgTextStyle style
      = { 13.0 * scene->text_scale, 700, 0xffffff, 0, 0.0, (gint64)wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_ACCENT) };
  const WgCasePoint *point;
  WgMapItem item = { .kind = WG_MAP_ITEM_NAME };

  if (index == G_MAXUINT || scene->selected_number == NULL)
    return;
  point = wg_city_cases_get_point (scene->cases, index);
  item.x = wg_world_x (point->lon);
  item.y = wg_world_y (point->lat);
  item.surface = wg_text_painter_get (self->text, scene->selected_number, &style);
  wg_surface_get_logical_size (item.surface, &item.width, &item.height);
  choose_side (&item, labels, PILL_GAP * scene->text_scale, wg_world_get_unit (view->zoom));
  g_array_append_val (items, item);
}

static gboolean
find_selected (const WgCityScene *scene, guint *grid, guint *building)
{
  *grid = *building = WG_NO_INDEX;
  if (scene->city == NULL)
    return FALSE;
  if (scene->selected_grid > 0)
    *grid = wg_city_find_grid (scene->city, scene->selected_grid);
  if (scene->selected_building > 0)
    {
      for (guint i = 0; i < wg_city_get_n_buildings (scene->city) && *building == WG_NO_INDEX; i++)
        {
          if (wg_city_get_building_id (scene->city, i) == scene->selected_building)
            *building = i;
        }
    }
  return *grid != WG_NO_INDEX || *building != WG_NO_INDEX;
}

/* On a wall, where text is many times as large, a ring of a desk is a hair. */
static double
get_ring_growth (double text_scale)
{
  return MAX (1.0, text_scale * WALL_RING_SHARE);
}

/* The part of the view that the ring can be in, in logical pixels of @view. */
static cairo_rectangle_int_t
get_ring_area (const WgCityScene *scene, const WgMapView *view, guint grid, guint building)
{
  cairo_rectangle_int_t all = { 0, 0, view->width, view->height };
  double unit = wg_world_get_unit (view->zoom), left = wg_map_view_get_left (view), top = wg_map_view_get_top (view);
  double margin = (RING_WIDTH + 2.0 * RING_CASING) * get_ring_growth (view->text_scale);
  double x0, y0, x1, y1;
  WgBox box;

  if (grid == WG_NO_INDEX || building != WG_NO_INDEX)
    return all;
  wg_city_get_grid_box (scene->city, grid, &box);
  x0 = floor ((wg_world_x (box.min_lon) - left) / unit - margin);
  x1 = ceil ((wg_world_x (box.max_lon) - left) / unit + margin);
  y0 = floor ((wg_world_y (box.max_lat) - top) / unit - margin);
  y1 = ceil ((wg_world_y (box.min_lat) - top) / unit + margin);
  x0 = CLAMP (x0, 0, view->width);
  y0 = CLAMP (y0, 0, view->height);
  all.x = (int)x0;
  all.y = (int)y0;
  all.width = (int)(CLAMP (x1, x0, view->width) - x0);
  all.height = (int)(CLAMP (y1, y0, view->height) - y0);
  return all;
}

static void
stroke_ring (cairo_t *cr, WgTheme theme, double text_scale)
{
  double grow = get_ring_growth (text_scale);
  guint32 casing = wg_palette_get (theme == WG_THEME_DARK ? WG_THEME_LIGHT : theme, WG_TOKEN_PAPER);
  guint32 ring = wg_palette_get (theme, WG_TOKEN_SELECT);

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgb (cr, WG_RED (casing), WG_GREEN (casing), WG_BLUE (casing));
  cairo_set_line_width (cr, (RING_WIDTH + 2.0 * RING_CASING) * grow);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, WG_RED (ring), WG_GREEN (ring), WG_BLUE (ring));
  cairo_set_line_width (cr, RING_WIDTH * grow);
  cairo_stroke (cr);
}

static void
paint_ring (WgCityOverlay *overlay)
{
  const WgCityScene *scene = overlay->scene;
  const WgMapView *view = &overlay->view;
  double unit = wg_world_get_unit (view->zoom);
  cairo_rectangle_int_t area;
  cairo_surface_t *surface;
  guint grid, building;
  cairo_t *cr;

  if (!find_selected (scene, &grid, &building))
    return;
  area = get_ring_area (scene, view, grid, building);
  if (area.width <= 0 || area.height <= 0)
    return;
  overlay->ring_x = wg_map_view_get_left (view) + area.x * unit;
  overlay->ring_y = wg_map_view_get_top (view) + area.y * unit;
  overlay->ring_width = area.width * unit;
  overlay->ring_height = area.height * unit;
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, area.width * (int)scene->scale,
                                        area.height * (int)scene->scale);
  cairo_surface_set_device_scale (surface, scene->scale, scene->scale);
  cr = cairo_create (surface);
  if (grid != WG_NO_INDEX)
    wg_city_painter_outline_grid (scene->city, cr, grid, overlay->ring_x, overlay->ring_y, view->zoom);
  if (building != WG_NO_INDEX)
    wg_city_painter_outline_building (scene->city, cr, building, overlay->ring_x, overlay->ring_y, view->zoom);
  stroke_ring (cr, scene->theme, view->text_scale);
  cairo_destroy (cr);
  overlay->ring = surface;
}

/* --- Placing --- */

static void
take_items (WgCityOverlay *overlay, GArray *items)
{
  for (guint i = 0; i < items->len; i++)
    cairo_surface_reference (g_array_index (items, WgMapItem, i).surface);
  g_array_append_vals (overlay->items, items->data, items->len);
}

WgCityOverlay *
wg_overlay_painter_place (WgOverlayPainter *self, WgCityScene *scene, const WgMapView *view)
{
  WgCityOverlay *overlay = g_new0 (WgCityOverlay, 1);
  g_autoptr (GArray) labels = wg_map_items_new ();
  g_autoptr (GArray) cases = wg_map_items_new ();
  g_autoptr (GArray) houses = wg_map_items_new ();
  WgLabelOptions options = { .avoid = cases, .memory = self->memory };
  WgCityColours *colours = scene->colours;
  gboolean one_by_one = FALSE;

  prepare (self, scene);
  overlay->scene = wg_city_scene_ref (scene);
  overlay->view = *view;
  overlay->items = wg_map_items_new ();
  /* Cases one by one would hide what they amount to. */
  if (scene->hotspot != NULL && wg_hotspot_layer_get_city (scene->hotspot) == scene->city)
    {
      wg_hotspot_marks_place (scene->hotspot, view, self->text, cases);
      colours = NULL;
    }
  else if (scene->cases != NULL && (scene->show & WG_MAP_SHOW_CASES))
    {
      one_by_one = TRUE;
      wg_case_sprites_place (self->sprites, scene->cases, view, scene->selected_case, cases);
    }
  if (scene->city != NULL && (scene->show & WG_MAP_SHOW_NUMBERS))
    {
      options.roomy = !(scene->show & WG_MAP_SHOW_CASES) || wg_city_cases_are_crowded_in (scene->cases, view);
      options.named = scene->selected_grid;
      wg_city_labels_place (scene->city, colours, view, self->text, &options, labels);
      wg_map_items_yield (cases, labels, view);
      if (scene->show & WG_MAP_SHOW_BUILDINGS)
        wg_building_labels_place (scene->city, scene->cases, view, self->text, labels, cases, houses);
    }
  if (one_by_one)
    append_pill (self, scene, view, labels, cases);
  take_items (overlay, houses);
  take_items (overlay, labels);
  take_items (overlay, cases);
  paint_ring (overlay);
  return overlay;
}
