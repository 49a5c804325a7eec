/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: one frame of the map. Nothing is painted here: textures that exist are put where they belong, and what is
 * missing is written down for the workers.
 */

#include "wg-city-layer-private.h"

#define FADE_US (150 * 1000)
#define MAX_CHILDREN 3 /* zooms down that a missing tile is put together from */
#define PRIORITY_OVERVIEW -1e9 /* whatever comes late, there is something to show */
#define PRIORITY_OVERLAY -1.0
#define PRIORITY_COVER 1e6 /* coarse tiles under the view, for the next zoom or a fast pan */
#define PRIORITY_RING 2e6  /* just outside of the view */
#define PRIORITY_EXPECTED 3e6 /* what is shown next, when all else is done */
#define COVER_LEVELS 2
#define LEAST_TILES 96 /* that are kept, in logical tiles */
#define SPARE 1.1      /* as many are kept as a frame asks for, and some that were seen a moment ago */

typedef struct
{
  WgCityLayer *self;
  WgCityScene *scene; /* what is looked for, borrowed */
  WgCityCanvas canvas;
  WgMapView view;
  double unit; /* world units a logical pixel */
  double left; /* world */
  double top;
  gint64 now_us;
  gboolean resting; /* the zoom is that of the last frame */
  gboolean complete; /* nothing in view is missing or outdated */
  gboolean fading;
  guint n_tiles; /* asked for: in view, around it, and coarse ones */
} Frame;

static guint
round_zoom (double zoom)
{
  return (guint)CLAMP (lround (zoom), 0, WG_MAX_ZOOM);
}

guint
wg_city_layer_get_tile_zoom (WgCityLayer *self)
{
  return round_zoom (shumate_viewport_get_zoom_level (shumate_layer_get_viewport (SHUMATE_LAYER (self))));
}

/* Whole device pixels, so that a tile at its own zoom is copied pixel by pixel and neighbours meet. */
static double
snap (const Frame *frame, double logical)
{
  return round (logical * frame->view.scale) / frame->view.scale;
}

/* So that a pan moves what is seen by whole device pixels and changes the size of no tile. */
static double
snap_edge (const Frame *frame, double world)
{
  return round (world / frame->unit * frame->view.scale) / frame->view.scale * frame->unit;
}

static graphene_rect_t
place_box (const Frame *frame, double x, double y, double width, double height)
{
  double left = frame->left / frame->unit, top = frame->top / frame->unit;
  double x0 = snap (frame, snap (frame, x / frame->unit) - left), y0 = snap (frame, snap (frame, y / frame->unit) - top);
  double x1 = snap (frame, snap (frame, (x + width) / frame->unit) - left);
  double y1 = snap (frame, snap (frame, (y + height) / frame->unit) - top);

  return GRAPHENE_RECT_INIT ((float)x0, (float)y0, (float)(x1 - x0), (float)(y1 - y0));
}

static graphene_rect_t
place_tile (const Frame *frame, WgTileId id)
{
  double span = wg_tile_id_get_span (id);

  return place_box (frame, id.x * span, id.y * span, span, span);
}

/* --- Tiles --- */

static guint64
get_key (const Frame *frame, WgTileId id)
{
  return wg_layer_tile_to_key (id, wg_city_scene_get_level (frame->scene, id.zoom));
}

static WgLayerTile *
find_tile (const Frame *frame, WgTileId id)
{
  return wg_byte_cache_lookup (frame->self->tiles, get_key (frame, id));
}

/* What shows the place until the level that was chosen a moment ago is painted. */
static WgLayerTile *
find_other_level (const Frame *frame, WgTileId id)
{
  WgLayerTile *tile = NULL;

  for (guint level = 1; level <= WG_MAX_DEPTH && tile == NULL; level++)
    tile = wg_byte_cache_lookup (frame->self->tiles, wg_layer_tile_to_key (id, level));
  return tile;
}

/* Draws a tile that is as it was, where it pays in the size of its place. */
static void
draw_still (Frame *frame, guint64 key, cairo_surface_t *picture, const graphene_rect_t *rect)
{
  double scale = frame->view.scale;
  WgKeptPicture *kept;

  if (!frame->resting || !wg_city_canvas_wants_fitted (&frame->canvas) || cairo_image_surface_get_width (picture) == 1)
    {
      wg_city_canvas_draw (&frame->canvas, picture, rect, NULL, 1.0);
      return;
    }
  picture = wg_tile_fitter_get (frame->self->fitter, key, picture, (int)lround (rect->size.width * scale),
                                (int)lround (rect->size.height * scale), &kept);
  wg_city_canvas_draw_kept (&frame->canvas, picture, rect, kept);
}

static void
draw_picture (Frame *frame, guint64 key, WgLayerTile *tile, const graphene_rect_t *rect)
{
  double progress = tile->previous != NULL ? (double)(frame->now_us - tile->swapped_us) / FADE_US : 1.0;

  if (progress < 1.0)
    {
      frame->fading = TRUE;
      wg_city_canvas_draw (&frame->canvas, tile->previous, rect, NULL, 1.0);
      wg_city_canvas_draw (&frame->canvas, tile->picture, rect, NULL, progress);
      return;
    }
  g_clear_pointer (&tile->previous, cairo_surface_destroy);
  draw_still (frame, key, tile->picture, rect);
}

/* Draws what finer tiles know of a place. */
static void
draw_children (Frame *frame, WgTileId id, guint levels)
{
  for (guint i = 0; i < 4 && levels > 0 && id.zoom < WG_MAX_ZOOM; i++)
    {
      WgTileId child = { (guint8)(id.zoom + 1), id.x * 2 + i % 2, id.y * 2 + i / 2 };
      WgLayerTile *tile = find_tile (frame, child);
      graphene_rect_t part = place_tile (frame, child);

      if (tile != NULL)
        wg_city_canvas_draw (&frame->canvas, tile->picture, &part, NULL, 1.0);
      else
        draw_children (frame, child, levels - 1);
    }
}

/* Shows the place of a missing tile as another level, or coarser and finer tiles know it. */
static void
draw_substitute (Frame *frame, WgTileId id, const graphene_rect_t *rect)
{
  WgLayerTile *tile = find_other_level (frame, id);

  if (tile != NULL)
    {
      wg_city_canvas_draw (&frame->canvas, tile->picture, rect, NULL, 1.0);
      return;
    }
  for (guint up = 1; up <= id.zoom && tile == NULL; up++)
    {
      WgTileId parent = wg_tile_id_get_parent (id, up);
      graphene_rect_t whole = place_tile (frame, parent);

      tile = find_tile (frame, parent);
      if (tile != NULL)
        wg_city_canvas_draw (&frame->canvas, tile->picture, &whole, rect, 1.0);
    }
  draw_children (frame, id, tile != NULL ? 1 : MAX_CHILDREN);
}

static gboolean
can_be_patched (const WgCityScene *scene, const WgLayerTile *tile)
{
  return tile->state == WG_TILE_RECOLOURED && tile->stamp == scene->stamp && tile->colours != NULL
         && cairo_image_surface_get_width (tile->picture) > 1
         && scene->colours != NULL && wg_city_colours_get_city (tile->colours) == scene->city
         && wg_city_colours_get_city (scene->colours) == scene->city;
}

/* @tile: (nullable): what is there instead */
static void
want (Frame *frame, guint64 key, double priority, WgTileId id, const WgMapView *view, const WgLayerTile *tile)
{
  WgCityLayer *self = frame->self;
  WgLayerRequest *request = g_new0 (WgLayerRequest, 1);
  WgPaintJob job = { key, priority, request };

  request->scene = wg_city_scene_ref (frame->scene);
  request->painter = g_object_ref (self->painter);
  request->id = id;
  request->arrivals = self->arrivals;
  if (view != NULL)
    {
      request->overlay_painter = g_object_ref (self->overlay_painter);
      request->view = *view;
    }
  if (tile != NULL && can_be_patched (frame->scene, tile))
    {
      request->before = cairo_surface_reference (tile->picture);
      request->before_colours = wg_city_colours_ref (tile->colours);
    }
  g_array_append_val (self->wanted, job);
}

static gboolean
tile_is_fresh (Frame *frame, const WgLayerTile *tile)
{
  return tile != NULL && tile->stamp == frame->scene->stamp && tile->state == WG_TILE_RIGHT;
}

static double
distance_to_middle (const Frame *frame, WgTileId id)
{
  double span = wg_tile_id_get_span (id);

  return hypot ((id.x + 0.5) * span - frame->view.center_x, (id.y + 0.5) * span - frame->view.center_y) / frame->unit;
}

static void
draw_tile (Frame *frame, WgTileId id)
{
  guint64 key = get_key (frame, id);
  WgLayerTile *tile = find_tile (frame, id);
  graphene_rect_t rect = place_tile (frame, id);

  frame->n_tiles++;
  if (tile != NULL)
    draw_picture (frame, key, tile, &rect);
  else
    draw_substitute (frame, id, &rect);
  if (tile_is_fresh (frame, tile))
    return;
  frame->complete = FALSE;
  want (frame, key, distance_to_middle (frame, id), id, NULL, tile);
}

/* Returns whether there is a tile as it should be, but for the colours of the last news. */
static gboolean
want_unless_fresh (Frame *frame, WgTileId id, double priority)
{
  const WgLayerTile *tile = find_tile (frame, id);

  frame->n_tiles++;
  if (!tile_is_fresh (frame, tile))
    want (frame, get_key (frame, id), priority + distance_to_middle (frame, id), id, NULL, tile);
  return tile != NULL && tile->stamp == frame->scene->stamp && tile->state != WG_TILE_OUTDATED;
}

typedef struct
{
  gint64 x0;
  gint64 y0;
  gint64 x1;
  gint64 y1;
} Range;

static Range
get_range (const Frame *frame, guint zoom)
{
  double span = WG_TILE_SIZE * wg_world_get_unit (zoom);
  gint64 last = (G_GINT64_CONSTANT (1) << zoom) - 1;
  Range range = { (gint64)floor (frame->left / span), (gint64)floor (frame->top / span),
                  (gint64)floor ((frame->left + frame->view.width * frame->unit) / span),
                  (gint64)floor ((frame->top + frame->view.height * frame->unit) / span) };

  range.x0 = MAX (range.x0, 0);
  range.y0 = MAX (range.y0, 0);
  range.x1 = MIN (range.x1, last);
  range.y1 = MIN (range.y1, last);
  return range;
}

/* Whether every place of the view has a tile of its own, so that nothing shows between and behind them. */
static gboolean
is_covered (const Frame *frame, guint zoom, const Range *range)
{
  double span = WG_TILE_SIZE * wg_world_get_unit (zoom);

  if (range->x0 * span > frame->left || (range->x1 + 1) * span < frame->left + frame->view.width * frame->unit
      || range->y0 * span > frame->top || (range->y1 + 1) * span < frame->top + frame->view.height * frame->unit)
    return FALSE;
  for (gint64 y = range->y0; y <= range->y1; y++)
    {
      for (gint64 x = range->x0; x <= range->x1; x++)
        {
          WgTileId id = { (guint8)zoom, (guint32)x, (guint32)y };

          if (find_tile (frame, id) == NULL)
            return FALSE;
        }
    }
  return TRUE;
}

static void
draw_land (Frame *frame)
{
  wg_city_canvas_fill (&frame->canvas, wg_palette_get (frame->view.theme, WG_TOKEN_LAND),
                       &GRAPHENE_RECT_INIT (0, 0, (float)frame->view.width, (float)frame->view.height));
}

/* The tiles just outside of the view. */
static void
want_ring (Frame *frame, guint zoom, const Range *range)
{
  gint64 last = (G_GINT64_CONSTANT (1) << zoom) - 1;

  for (gint64 y = MAX (0, range->y0 - 1); y <= MIN (last, range->y1 + 1); y++)
    {
      for (gint64 x = MAX (0, range->x0 - 1); x <= MIN (last, range->x1 + 1); x++)
        {
          if (x < range->x0 || x > range->x1 || y < range->y0 || y > range->y1)
            want_unless_fresh (frame, (WgTileId){ (guint8)zoom, (guint32)x, (guint32)y }, PRIORITY_RING);
        }
    }
}

/* Returns whether all are as they should be, but for the colours of the last news. */
static gboolean
want_range (Frame *frame, guint zoom, const Range *range, double priority)
{
  gboolean all = TRUE;

  for (gint64 y = range->y0; y <= range->y1; y++)
    {
      for (gint64 x = range->x0; x <= range->x1; x++)
        all = want_unless_fresh (frame, (WgTileId){ (guint8)zoom, (guint32)x, (guint32)y }, priority) && all;
    }
  return all;
}

/* The whole city, far out: it is asked for in every frame, before all else and so the last to be dropped. Without it a
 * pan in the first moments would show bare land.
 */
static void
want_overview (Frame *frame)
{
  const WgCityScene *scene = frame->scene;
  guint zoom = frame->self->overview;
  double span = WG_TILE_SIZE * wg_world_get_unit (zoom);
  const WgBox *box;
  Range range;

  if (scene->city == NULL || wg_city_get_n_grids (scene->city) == 0)
    return;
  box = wg_city_get_box (scene->city);
  range = (Range){ (gint64)floor (wg_world_x (box->min_lon) / span), (gint64)floor (wg_world_y (box->max_lat) / span),
                   (gint64)floor (wg_world_x (box->max_lon) / span), (gint64)floor (wg_world_y (box->min_lat) / span) };
  if (!want_range (frame, zoom, &range, PRIORITY_OVERVIEW))
    frame->complete = FALSE;
}

/* The view that comes next: a jump to it then needs no coarse tiles drawn large. */
static void
want_expected (Frame *frame)
{
  WgCityLayer *self = frame->self;
  g_autoptr (WgCityScene) scene = NULL;
  Frame next = *frame;
  guint zoom;
  Range range;

  if (self->expected.zoom < 0)
    return;
  scene = wg_city_scene_copy (frame->scene);
  scene->level = self->expected.level;
  next.scene = scene;
  next.view.center_x = self->expected.center_x;
  next.view.center_y = self->expected.center_y;
  next.view.zoom = self->expected.zoom;
  next.unit = wg_world_get_unit (next.view.zoom);
  next.left = wg_map_view_get_left (&next.view);
  next.top = wg_map_view_get_top (&next.view);
  zoom = round_zoom (next.view.zoom);
  range = get_range (&next, zoom);
  self->expected_is_there = want_range (&next, zoom, &range, PRIORITY_EXPECTED);
  frame->n_tiles = next.n_tiles;
}

/* However large the screen and whatever the zoom: less than a frame asks for, and it would be painted for ever. */
static void
limit_tiles (Frame *frame)
{
  double bytes = WG_TILE_SIZE * WG_TILE_SIZE * sizeof (guint32) * frame->view.scale * frame->view.scale;

  wg_byte_cache_set_limit (frame->self->tiles, (gsize)(MAX (LEAST_TILES, SPARE * frame->n_tiles) * bytes));
}

/* What is in view in the size of its place: fewer, and all of them would be scaled again in every frame. */
static void
limit_fitted (Frame *frame, guint zoom, const Range *range)
{
  double side = WG_TILE_SIZE * wg_world_get_unit (zoom) / frame->unit * frame->view.scale + 1.0;
  double n_seen = (double)(range->x1 - range->x0 + 1) * (double)(range->y1 - range->y0 + 1);

  wg_tile_fitter_set_limit (frame->self->fitter, (gsize)(MAX (1.0, n_seen) * side * side * sizeof (guint32)));
}

static void
draw_tiles (Frame *frame)
{
  guint zoom = wg_city_layer_get_tile_zoom (frame->self);
  guint cover = zoom > COVER_LEVELS ? zoom - COVER_LEVELS : 0;
  Range range = get_range (frame, zoom);

  limit_fitted (frame, zoom, &range);
  want_overview (frame);
  if (!is_covered (frame, zoom, &range))
    draw_land (frame);
  for (gint64 y = range.y0; y <= range.y1; y++)
    {
      for (gint64 x = range.x0; x <= range.x1; x++)
        draw_tile (frame, (WgTileId){ (guint8)zoom, (guint32)x, (guint32)y });
    }
  want_ring (frame, zoom, &range);
  range = get_range (frame, cover);
  want_range (frame, cover, &range, PRIORITY_COVER);
  want_expected (frame);
  limit_tiles (frame);
}

/* --- What stands on the tiles --- */

/* Numbers and names of grids that are not seen any more would be taken for those of the grids that are. */
static gboolean
is_of_other_level (const Frame *frame, const WgMapItem *item)
{
  return item->kind < WG_MAP_ITEM_BUILDING && frame->self->overlay->view.level != frame->view.level;
}

static gboolean
overlay_is_fresh (Frame *frame)
{
  const WgCityOverlay *overlay = frame->self->overlay;
  const WgMapView *view;

  if (overlay == NULL || overlay->scene != frame->self->scene)
    return FALSE;
  view = &overlay->view;
  return view->zoom == frame->view.zoom && view->width == frame->view.width + 2 * WG_OVERLAY_MARGIN
         && view->height == frame->view.height + 2 * WG_OVERLAY_MARGIN
         && fabs (view->center_x - frame->view.center_x) / frame->unit < WG_OVERLAY_MARGIN / 2
         && fabs (view->center_y - frame->view.center_y) / frame->unit < WG_OVERLAY_MARGIN / 2;
}

static void
draw_item (Frame *frame, const WgMapItem *item)
{
  double x = (item->x - frame->left) / frame->unit + item->dx;
  double y = (item->y - frame->top) / frame->unit + item->dy;
  graphene_rect_t rect;

  if (x > frame->view.width || y > frame->view.height || x + item->width < 0 || y + item->height < 0)
    return;
  rect = GRAPHENE_RECT_INIT ((float)snap (frame, x), (float)snap (frame, y), (float)item->width, (float)item->height);
  wg_city_canvas_draw (&frame->canvas, item->surface, &rect, NULL, 1.0);
}

static void
draw_overlay (Frame *frame)
{
  const WgCityOverlay *overlay = frame->self->overlay;

  if (!overlay_is_fresh (frame))
    {
      WgMapView wide = frame->view;

      wide.width += 2 * WG_OVERLAY_MARGIN;
      wide.height += 2 * WG_OVERLAY_MARGIN;
      frame->complete = FALSE;
      want (frame, WG_OVERLAY_KEY, PRIORITY_OVERLAY, (WgTileId){ 0 }, &wide, NULL);
    }
  if (overlay == NULL)
    return;
  if (overlay->ring != NULL)
    {
      graphene_rect_t rect
          = place_box (frame, overlay->ring_x, overlay->ring_y, overlay->ring_width, overlay->ring_height);

      wg_city_canvas_draw (&frame->canvas, overlay->ring, &rect, NULL, 1.0);
    }
  for (guint i = 0; i < overlay->items->len; i++)
    {
      const WgMapItem *item = &g_array_index (overlay->items, WgMapItem, i);

      if (!is_of_other_level (frame, item))
        draw_item (frame, item);
    }
}

void
wg_city_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WgCityLayer *self = WG_CITY_LAYER (widget);
  Frame frame = { .self = self, .scene = self->scene, .complete = TRUE, .now_us = g_get_monotonic_time () };

  wg_city_layer_get_view (self, &frame.view);
  frame.unit = wg_world_get_unit (frame.view.zoom);
  frame.left = snap_edge (&frame, wg_map_view_get_left (&frame.view));
  frame.top = snap_edge (&frame, wg_map_view_get_top (&frame.view));
  frame.resting = self->told.zoom == frame.view.zoom;
  if (frame.view.width <= 0 || frame.view.height <= 0)
    return;
  wg_city_canvas_begin (&frame.canvas, widget, snapshot);
  draw_tiles (&frame);
  if (self->between != NULL)
    self->between (snapshot, &frame.view, self->between_data);
  draw_overlay (&frame);
  wg_city_layer_end_frame (self, frame.complete, frame.fading);
}
