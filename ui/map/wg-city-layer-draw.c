/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: one frame of the map. Nothing is painted here: textures that exist are put where they belong, and what is
 * missing is written down for the workers.
 */

#include "wg-city-layer-private.h"

#define FADE_US (150 * 1000)
#define MAX_PARENTS 6
#define PRIORITY_OVERLAY -1.0
#define PRIORITY_COVER 1e6 /* coarse tiles under the view, for the next zoom or a fast pan */
#define PRIORITY_RING 2e6  /* just outside of the view */
#define COVER_LEVELS 2

typedef struct
{
  WgCityLayer *self;
  GtkSnapshot *snapshot;
  WgMapView view;
  double unit; /* world units a logical pixel */
  double left; /* world */
  double top;
  gint64 now_us;
  gboolean complete; /* nothing in view is missing or outdated */
  gboolean fading;
} Frame;

guint
wg_city_layer_get_tile_zoom (WgCityLayer *self)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));

  return (guint)CLAMP (lround (shumate_viewport_get_zoom_level (viewport)), 0, WG_MAX_ZOOM);
}

/* Whole device pixels, so that a tile at its own zoom is copied pixel by pixel and neighbours meet. */
static double
snap (const Frame *frame, double logical)
{
  return round (logical * frame->view.scale) / frame->view.scale;
}

static graphene_rect_t
place_box (const Frame *frame, double x, double y, double width, double height)
{
  double x0 = snap (frame, (x - frame->left) / frame->unit), y0 = snap (frame, (y - frame->top) / frame->unit);
  double x1 = snap (frame, (x + width - frame->left) / frame->unit);
  double y1 = snap (frame, (y + height - frame->top) / frame->unit);

  return GRAPHENE_RECT_INIT ((float)x0, (float)y0, (float)(x1 - x0), (float)(y1 - y0));
}

static graphene_rect_t
place_tile (const Frame *frame, WgTileId id)
{
  double span = wg_tile_id_get_span (id);

  return place_box (frame, id.x * span, id.y * span, span, span);
}

/* --- Tiles --- */

static void
draw_texture (Frame *frame, WgLayerTile *tile, const graphene_rect_t *rect)
{
  double progress = tile->previous != NULL ? (double)(frame->now_us - tile->swapped_us) / FADE_US : 1.0;

  if (progress >= 1.0)
    {
      g_clear_object (&tile->previous);
      gtk_snapshot_append_texture (frame->snapshot, tile->texture, rect);
      return;
    }
  frame->fading = TRUE;
  gtk_snapshot_push_cross_fade (frame->snapshot, progress);
  gtk_snapshot_append_texture (frame->snapshot, tile->previous, rect);
  gtk_snapshot_pop (frame->snapshot);
  gtk_snapshot_append_texture (frame->snapshot, tile->texture, rect);
  gtk_snapshot_pop (frame->snapshot);
}

/* Shows the place of a missing tile as coarser and finer tiles know it. */
static void
draw_substitute (Frame *frame, WgTileId id, const graphene_rect_t *rect)
{
  WgByteCache *tiles = frame->self->tiles;

  for (guint up = 1; up <= MIN (id.zoom, MAX_PARENTS); up++)
    {
      WgTileId parent = wg_tile_id_get_parent (id, up);
      WgLayerTile *tile = wg_byte_cache_lookup (tiles, wg_tile_id_to_key (parent));
      graphene_rect_t whole;

      if (tile == NULL)
        continue;
      whole = place_tile (frame, parent);
      gtk_snapshot_push_clip (frame->snapshot, rect);
      gtk_snapshot_append_texture (frame->snapshot, tile->texture, &whole);
      gtk_snapshot_pop (frame->snapshot);
      break;
    }
  for (guint i = 0; i < 4 && id.zoom < WG_MAX_ZOOM; i++)
    {
      WgTileId child = { (guint8)(id.zoom + 1), id.x * 2 + i % 2, id.y * 2 + i / 2 };
      WgLayerTile *tile = wg_byte_cache_lookup (tiles, wg_tile_id_to_key (child));
      graphene_rect_t part;

      if (tile == NULL)
        continue;
      part = place_tile (frame, child);
      gtk_snapshot_append_texture (frame->snapshot, tile->texture, &part);
    }
}

static void
want (Frame *frame, guint64 key, double priority, WgTileId id, const WgMapView *view)
{
  WgCityLayer *self = frame->self;
  WgLayerRequest *request = g_new0 (WgLayerRequest, 1);
  WgPaintJob job = { key, priority, request };

  request->scene = wg_city_scene_ref (self->scene);
  request->painter = g_object_ref (self->painter);
  request->id = id;
  request->arrivals = self->arrivals;
  if (view != NULL)
    {
      request->overlay_painter = g_object_ref (self->overlay_painter);
      request->view = *view;
    }
  g_array_append_val (self->wanted, job);
}

static gboolean
tile_is_fresh (Frame *frame, const WgLayerTile *tile)
{
  return tile != NULL && tile->stamp == frame->self->scene->stamp && !tile->dirty;
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
  guint64 key = wg_tile_id_to_key (id);
  WgLayerTile *tile = wg_byte_cache_lookup (frame->self->tiles, key);
  graphene_rect_t rect = place_tile (frame, id);

  if (tile != NULL)
    draw_texture (frame, tile, &rect);
  else
    draw_substitute (frame, id, &rect);
  if (tile_is_fresh (frame, tile))
    return;
  frame->complete = FALSE;
  want (frame, key, distance_to_middle (frame, id), id, NULL);
}

static void
want_unless_fresh (Frame *frame, WgTileId id, double priority)
{
  guint64 key = wg_tile_id_to_key (id);

  if (!tile_is_fresh (frame, wg_byte_cache_lookup (frame->self->tiles, key)))
    want (frame, key, priority + distance_to_middle (frame, id), id, NULL);
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

static void
draw_tiles (Frame *frame)
{
  guint zoom = wg_city_layer_get_tile_zoom (frame->self);
  guint cover = zoom > COVER_LEVELS ? zoom - COVER_LEVELS : 0;
  gint64 last = (G_GINT64_CONSTANT (1) << zoom) - 1;
  Range range = get_range (frame, zoom);

  for (gint64 y = range.y0; y <= range.y1; y++)
    {
      for (gint64 x = range.x0; x <= range.x1; x++)
        draw_tile (frame, (WgTileId){ (guint8)zoom, (guint32)x, (guint32)y });
    }
  for (gint64 y = MAX (0, range.y0 - 1); y <= MIN (last, range.y1 + 1); y++)
    {
      for (gint64 x = MAX (0, range.x0 - 1); x <= MIN (last, range.x1 + 1); x++)
        {
          if (x < range.x0 || x > range.x1 || y < range.y0 || y > range.y1)
            want_unless_fresh (frame, (WgTileId){ (guint8)zoom, (guint32)x, (guint32)y }, PRIORITY_RING);
        }
    }
  range = get_range (frame, cover);
  for (gint64 y = range.y0; y <= range.y1; y++)
    {
      for (gint64 x = range.x0; x <= range.x1; x++)
        want_unless_fresh (frame, (WgTileId){ (guint8)cover, (guint32)x, (guint32)y }, PRIORITY_COVER);
    }
}

/* --- What stands on the tiles --- */

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
draw_item (Frame *frame, const WgOverlayItem *item)
{
  double x = (item->item.x - frame->left) / frame->unit + item->item.dx;
  double y = (item->item.y - frame->top) / frame->unit + item->item.dy;
  graphene_rect_t rect;

  if (x > frame->view.width || y > frame->view.height || x + item->item.width < 0 || y + item->item.height < 0)
    return;
  rect = GRAPHENE_RECT_INIT ((float)snap (frame, x), (float)snap (frame, y), (float)item->item.width,
                             (float)item->item.height);
  gtk_snapshot_append_texture (frame->snapshot, item->texture, &rect);
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
      want (frame, WG_OVERLAY_KEY, PRIORITY_OVERLAY, (WgTileId){ 0 }, &wide);
    }
  if (overlay == NULL)
    return;
  if (overlay->ring != NULL)
    {
      graphene_rect_t rect
          = place_box (frame, overlay->ring_x, overlay->ring_y, overlay->ring_width, overlay->ring_height);

      gtk_snapshot_append_texture (frame->snapshot, overlay->ring, &rect);
    }
  for (guint i = 0; i < overlay->items->len; i++)
    draw_item (frame, &g_array_index (overlay->items, WgOverlayItem, i));
}

static void
draw_land (Frame *frame)
{
  guint32 land = wg_palette_get (frame->view.theme, WG_TOKEN_LAND);
  GdkRGBA colour = { (float)WG_RED (land), (float)WG_GREEN (land), (float)WG_BLUE (land), 1.0f };

  gtk_snapshot_append_color (frame->snapshot, &colour,
                             &GRAPHENE_RECT_INIT (0, 0, (float)frame->view.width, (float)frame->view.height));
}

void
wg_city_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WgCityLayer *self = WG_CITY_LAYER (widget);
  Frame frame = { .self = self, .snapshot = snapshot, .complete = TRUE, .now_us = g_get_monotonic_time () };

  wg_city_layer_get_view (self, &frame.view);
  frame.unit = wg_world_get_unit (frame.view.zoom);
  frame.left = wg_map_view_get_left (&frame.view);
  frame.top = wg_map_view_get_top (&frame.view);
  if (frame.view.width <= 0 || frame.view.height <= 0)
    return;
  draw_land (&frame);
  draw_tiles (&frame);
  draw_overlay (&frame);
  wg_city_layer_end_frame (self, frame.complete, frame.fading);
}
