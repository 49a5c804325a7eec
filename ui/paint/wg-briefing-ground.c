/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a cluster on white paper is a coloured spot; with the street and the river beside it everybody knows where it is. It is
 * laid under the grids so pale that their colours are still the ones of the legend.
 */

#include "wg-briefing-ground.h"

#include <math.h>
#include <string.h>

#define DOTS (200.0 / 72.0)  /* of the picture, a point */
#define PIXELS (120.0 / 72.0) /* of a tile that is painted, a point: its names are as large as small print */
#define PIXELS_OF_PICTURES (170.0 / 72.0) /* of one that was drawn for a screen: larger they are soft, smaller nobody reads their names */
#define MOST_TILES 400.0
#define GREY 0.3   /* how much of a colour is taken away */
#define PALE 0.08   /* how much of the way to white it goes */

typedef struct
{
  WgBox seen;
  int width;
  int height;
  cairo_surface_t *surface;
} Picture;

struct _WgBriefingGround
{
  gatomicrefcount refs;
  WgBaseStack *stack;
  char *attribution;
  GMutex lock;
  GArray *pictures; /* of Picture, guarded by the lock */
};

G_DEFINE_BOXED_TYPE (WgBriefingGround, wg_briefing_ground, wg_briefing_ground_ref, wg_briefing_ground_unref)

static void
clear_picture (gpointer data)
{
  cairo_surface_destroy (((Picture *) data)->surface);
}

WgBriefingGround *
wg_briefing_ground_new (WgBaseStack *stack)
{
  g_autoptr (WgBaseStack) kept = stack != NULL ? wg_base_stack_dup_kept (stack) : NULL;
  WgBriefingGround *self;

  if (kept == NULL)
    return NULL;
  self = g_new0 (WgBriefingGround, 1);
  g_atomic_ref_count_init (&self->refs);
  self->stack = g_steal_pointer (&kept);
  self->attribution = wg_base_stack_dup_attribution (self->stack);
  g_mutex_init (&self->lock);
  self->pictures = g_array_new (FALSE, FALSE, sizeof (Picture));
  g_array_set_clear_func (self->pictures, clear_picture);
  return self;
}

WgBriefingGround *
wg_briefing_ground_ref (WgBriefingGround *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wg_briefing_ground_unref (WgBriefingGround *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_object_unref (self->stack);
  g_array_unref (self->pictures);
  g_mutex_clear (&self->lock);
  g_free (self->attribution);
  g_free (self);
}

const char *
wg_briefing_ground_get_attribution (const WgBriefingGround *self)
{
  return self->attribution;
}

/* --- Making a picture --- */

static guint
choose_zoom (WgBriefingGround *self, const WgSheetMap *map)
{
  double pixels = wg_base_stack_is_painted (self->stack) ? PIXELS : PIXELS_OF_PICTURES;
  double zoom = round (log2 (pixels * 360.0 * map->per_lon / WG_TILE_SIZE));

  return (guint) CLAMP (zoom, (double) wg_base_stack_get_min_zoom (self->stack), (double) WG_MAX_ZOOM);
}

/* Between whole dots, so that two tiles never show a seam. */
static void
lay_tile (cairo_t *cr, const WgSheetMap *map, WgTileId id, cairo_surface_t *tile)
{
  double span = WG_WORLD_SIZE / (double) (1u << id.zoom), left, top, right, bottom;

  wg_sheet_map_project (map, wg_world_lon (id.x * span), wg_world_lat (id.y * span), &left, &top);
  wg_sheet_map_project (map, wg_world_lon ((id.x + 1) * span), wg_world_lat ((id.y + 1) * span), &right, &bottom);
  left = round (left * DOTS);
  top = round (top * DOTS);
  right = round (right * DOTS);
  bottom = round (bottom * DOTS);
  if (right <= left || bottom <= top)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, left, top, right - left, bottom - top);
  cairo_clip (cr);
  cairo_translate (cr, left, top);
  cairo_scale (cr, (right - left) / cairo_image_surface_get_width (tile), (bottom - top) / cairo_image_surface_get_height (tile));
  cairo_set_source_surface (cr, tile, 0.0, 0.0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
lay_tiles (WgBriefingGround *self, cairo_t *cr, const WgSheetMap *map)
{
  guint zoom = choose_zoom (self, map);
  double span = WG_WORLD_SIZE / (double) (1u << zoom), last = (double) (1u << zoom) - 1.0;
  double x0 = CLAMP (floor (wg_world_x (map->seen.min_lon) / span), 0.0, last), x1 = CLAMP (floor (wg_world_x (map->seen.max_lon) / span), 0.0, last);
  double y0 = CLAMP (floor (wg_world_y (map->seen.max_lat) / span), 0.0, last), y1 = CLAMP (floor (wg_world_y (map->seen.min_lat) / span), 0.0, last);

  if ((x1 - x0 + 1.0) * (y1 - y0 + 1.0) > MOST_TILES)
    return; /* a base map of streets under half a continent is a grey spot */
  for (double y = y0; y <= y1; y++)
    {
      for (double x = x0; x <= x1; x++)
        {
          WgTileId id = { (guint8) zoom, (guint32) x, (guint32) y };
          WgBaseKind kind = WG_BASE_OWN;
          cairo_surface_t *tile = wg_base_stack_load (self->stack, id, FALSE, 0, &kind);

          if (tile == NULL)
            continue;
          lay_tile (cr, map, id, tile);
          cairo_surface_destroy (tile);
        }
    }
}

static guint32
mute_channel (guint32 pixel, int shift, guint32 land, double grey)
{
  /* Our own land becomes the white of the paper. */
  double value = MIN (255.0, ((pixel >> shift) & 0xff) * 255.0 / ((land >> shift) & 0xff));

  value += (grey - value) * GREY;
  return (guint32) lround (value + (255.0 - value) * PALE) << shift;
}

/* What is seen beneath colours that mean something has nearly none. */
static void
mute (cairo_surface_t *surface)
{
  guint32 land = wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_LAND);
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  guint8 *rows;

  cairo_surface_flush (surface);
  rows = cairo_image_surface_get_data (surface);
  for (int y = 0; y < height; y++)
    {
      guint32 *pixels = (guint32 *) (gpointer) (rows + (gsize) y * (gsize) cairo_image_surface_get_stride (surface));

      for (int x = 0; x < width; x++)
        {
          guint32 p = pixels[x];
          double grey = 0.299 * ((p >> 16) & 0xff) + 0.587 * ((p >> 8) & 0xff) + 0.114 * (p & 0xff);

          pixels[x] = mute_channel (p, 16, land, grey) | mute_channel (p, 8, land, grey) | mute_channel (p, 0, land, grey);
        }
    }
  cairo_surface_mark_dirty (surface);
}

static cairo_surface_t *
make_picture (WgBriefingGround *self, const WgSheetMap *map, double x, double y, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  guint32 land = wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_LAND);
  WgSheetMap inside = *map;

  inside.x -= x;
  inside.y -= y;
  cairo_set_source_rgb (cr, WG_RED (land), WG_GREEN (land), WG_BLUE (land));
  cairo_paint (cr);
  lay_tiles (self, cr, &inside);
  cairo_destroy (cr);
  mute (surface);
  return surface;
}

void
wg_briefing_ground_draw (WgBriefingGround *self, cairo_t *cr, const WgSheetMap *map, double x, double y, double width, double height)
{
  Picture wanted = { map->seen, (int) ceil (width * DOTS), (int) ceil (height * DOTS), NULL };

  if (wanted.width < 1 || wanted.height < 1)
    return;
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->pictures->len && wanted.surface == NULL; i++)
    {
      const Picture *known = &g_array_index (self->pictures, Picture, i);

      if (known->width == wanted.width && known->height == wanted.height && memcmp (&known->seen, &wanted.seen, sizeof wanted.seen) == 0)
        wanted.surface = known->surface;
    }
  if (wanted.surface == NULL)
    {
      wanted.surface = make_picture (self, map, x, y, wanted.width, wanted.height);
      g_array_append_val (self->pictures, wanted);
    }
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, 1.0 / DOTS, 1.0 / DOTS);
  cairo_set_source_surface (cr, wanted.surface, 0.0, 0.0);
  cairo_paint (cr);
  cairo_restore (cr);
  g_mutex_unlock (&self->lock);
}
