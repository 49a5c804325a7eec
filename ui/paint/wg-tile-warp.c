/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: under grids that were surveyed, a shifted street map has to be moved by as much as it is wrong, which is
 * something else in every street. Moving whole tiles would leave steps at their edges.
 */

#include "wg-tile-warp.h"

#include <math.h>
#include <string.h>

#define N_CELLS 8
#define CELL (WG_TILE_SIZE / N_CELLS)
#define MAX_TILES 8 /* a side; the edge of the shifted rectangle is a step */

typedef struct
{
  double x; /* in pixels of the shifted map at the zoom of the tile */
  double y;
} Place;

typedef struct
{
  Place nodes[N_CELLS + 1][N_CELLS + 1];
  gint64 x0; /* tiles needed */
  gint64 y0;
  gint64 x1;
  gint64 y1;
} Mesh;

typedef struct
{
  const guint32 *pixels;
  int width;
  int height;
  int stride; /* in pixels */
} Canvas;

static Place
shift_place (WgDatum datum, double x, double y, double unit, gboolean back)
{
  double lon = wg_world_lon (x * unit), lat = wg_world_lat (y * unit);

  if (back)
    wg_datum_to_wgs84 (datum, &lon, &lat);
  else
    wg_datum_from_wgs84 (datum, &lon, &lat);
  return (Place){ wg_world_x (lon) / unit, wg_world_y (lat) / unit };
}

static void
make_mesh (WgDatum datum, WgTileId id, Mesh *mesh)
{
  double unit = wg_world_get_unit (id.zoom), last = exp2 (id.zoom) - 1.0;
  Place least = { INFINITY, INFINITY }, most = { -INFINITY, -INFINITY };

  for (int row = 0; row <= N_CELLS; row++)
    {
      for (int column = 0; column <= N_CELLS; column++)
        {
          Place place = shift_place (datum, (double)id.x * WG_TILE_SIZE + column * CELL,
                                     (double)id.y * WG_TILE_SIZE + row * CELL, unit, FALSE);

          mesh->nodes[row][column] = place;
          least = (Place){ MIN (least.x, place.x), MIN (least.y, place.y) };
          most = (Place){ MAX (most.x, place.x), MAX (most.y, place.y) };
        }
    }
  mesh->x0 = (gint64)CLAMP (floor ((least.x - 1.0) / WG_TILE_SIZE), 0.0, last);
  mesh->y0 = (gint64)CLAMP (floor ((least.y - 1.0) / WG_TILE_SIZE), 0.0, last);
  mesh->x1 = (gint64)CLAMP (floor ((most.x + 1.0) / WG_TILE_SIZE), 0.0, last);
  mesh->y1 = (gint64)CLAMP (floor ((most.y + 1.0) / WG_TILE_SIZE), 0.0, last);
}

static void
paint_part (cairo_surface_t *canvas, cairo_surface_t *picture, double x, double y, double side)
{
  cairo_t *cr = cairo_create (canvas);
  double factor = side / cairo_image_surface_get_width (picture);

  cairo_rectangle (cr, x, y, side, side);
  cairo_clip (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, factor, factor);
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_destroy (cr);
}

/* Returns the tiles needed side by side, as fine as the first of them, or NULL when there are none. */
static cairo_surface_t *
load_canvas (const Mesh *mesh, WgTileId id, WgTileWarpFunc load, gpointer user_data, int *side)
{
  cairo_surface_t *canvas = NULL;

  for (gint64 y = mesh->y0; y <= mesh->y1; y++)
    {
      for (gint64 x = mesh->x0; x <= mesh->x1; x++)
        {
          cairo_surface_t *picture = load ((WgTileId){ id.zoom, (guint32)x, (guint32)y }, user_data);

          if (picture == NULL)
            continue;
          if (canvas == NULL)
            {
              *side = cairo_image_surface_get_width (picture);
              canvas = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int)(mesh->x1 - mesh->x0 + 1) * *side,
                                                   (int)(mesh->y1 - mesh->y0 + 1) * *side);
            }
          paint_part (canvas, picture, (double)(x - mesh->x0) * *side, (double)(y - mesh->y0) * *side, *side);
          cairo_surface_destroy (picture);
        }
    }
  return canvas;
}

static guint32
mix (guint32 a, guint32 b, guint part)
{
  guint32 even = ((a & 0xff00ff) * (256 - part) + (b & 0xff00ff) * part + 0x800080) >> 8 & 0xff00ff;
  guint32 odd = ((a >> 8 & 0xff00ff) * (256 - part) + (b >> 8 & 0xff00ff) * part + 0x800080) & 0xff00ff00;

  return even | odd;
}

/* The middle of a pixel is half a pixel from its corner; 256ths of pixels, counted from one pixel before the first. */
static guint32
sample (const Canvas *canvas, double x, double y)
{
  gint32 at_x = (gint32)((x + 0.5) * 256.0), at_y = (gint32)((y + 0.5) * 256.0);
  int left = (at_x >> 8) - 1, top = (at_y >> 8) - 1;
  int x0 = CLAMP (left, 0, canvas->width - 1), x1 = CLAMP (left + 1, 0, canvas->width - 1);
  int y0 = CLAMP (top, 0, canvas->height - 1), y1 = CLAMP (top + 1, 0, canvas->height - 1);
  const guint32 *upper = canvas->pixels + (gsize)y0 * (gsize)canvas->stride;
  const guint32 *lower = canvas->pixels + (gsize)y1 * (gsize)canvas->stride;
  guint32 a = upper[x0], b = upper[x1], c = lower[x0], d = lower[x1];

  /* Maps are made of runs of one colour. */
  if (a == b && a == c && a == d)
    return a;
  return mix (mix (a, b, (guint)at_x & 255), mix (c, d, (guint)at_x & 255), (guint)at_y & 255);
}

static Place
between (const Place *a, const Place *b, double part)
{
  return (Place){ a->x + (b->x - a->x) * part, a->y + (b->y - a->y) * part };
}

/* Along a row of a cell the place in the map moves in equal steps. */
static void
fill_row (const Mesh *mesh, const Canvas *canvas, double factor, int row, guint32 *out, int size)
{
  double down = (row + 0.5) / factor / CELL;
  int cell_y = MIN ((int)down, N_CELLS - 1);

  for (int cell = 0; cell < N_CELLS; cell++)
    {
      Place left = between (&mesh->nodes[cell_y][cell], &mesh->nodes[cell_y + 1][cell], down - cell_y);
      Place right = between (&mesh->nodes[cell_y][cell + 1], &mesh->nodes[cell_y + 1][cell + 1], down - cell_y);
      double left_x = (left.x - (double)mesh->x0 * WG_TILE_SIZE) * factor,
             step_x = (right.x - left.x) * N_CELLS * factor / size;
      double left_y = (left.y - (double)mesh->y0 * WG_TILE_SIZE) * factor,
             step_y = (right.y - left.y) * N_CELLS * factor / size;

      for (int column = cell * size / N_CELLS; column < (cell + 1) * size / N_CELLS; column++)
        {
          double along = column + 0.5 - (double)cell * size / N_CELLS;

          out[column] = sample (canvas, left_x + along * step_x, left_y + along * step_y);
        }
    }
}

static cairo_surface_t *
resample (const Mesh *mesh, cairo_surface_t *from, int side)
{
  cairo_surface_t *out = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, side, side);
  int stride = cairo_image_surface_get_stride (out);
  guint8 *data = cairo_image_surface_get_data (out);
  Canvas canvas;

  cairo_surface_flush (from);
  canvas = (Canvas){ (const guint32 *)(gconstpointer)cairo_image_surface_get_data (from),
                     cairo_image_surface_get_width (from), cairo_image_surface_get_height (from),
                     cairo_image_surface_get_stride (from) / 4 };
  for (int row = 0; row < side; row++)
    fill_row (mesh, &canvas, (double)side / WG_TILE_SIZE, row, (guint32 *)(gpointer)(data + (gsize)row * (gsize)stride),
              side);
  cairo_surface_mark_dirty (out);
  return out;
}

cairo_surface_t *
wg_tile_warp (WgDatum datum, WgTileId id, WgTileWarpFunc load, gpointer user_data)
{
  cairo_surface_t *canvas, *out;
  int side = WG_TILE_SIZE;
  Mesh mesh;

  make_mesh (datum, id, &mesh);
  if (mesh.x1 - mesh.x0 >= MAX_TILES || mesh.y1 - mesh.y0 >= MAX_TILES)
    return NULL;
  canvas = load_canvas (&mesh, id, load, user_data, &side);
  if (canvas == NULL)
    return NULL;
  out = resample (&mesh, canvas, side);
  cairo_surface_destroy (canvas);
  return out;
}

GArray *
wg_tile_warp_list_touched (WgDatum datum, WgTileId id)
{
  GArray *touched = g_array_new (FALSE, FALSE, sizeof (WgTileId));
  double unit = wg_world_get_unit (id.zoom), last = exp2 (id.zoom) - 1.0;
  Place least = { INFINITY, INFINITY }, most = { -INFINITY, -INFINITY };

  for (int corner = 0; corner < 4; corner++)
    {
      Place place = shift_place (datum, ((double)id.x + corner % 2) * WG_TILE_SIZE,
                                 ((double)id.y + corner / 2) * WG_TILE_SIZE, unit, TRUE);

      least = (Place){ MIN (least.x, place.x), MIN (least.y, place.y) };
      most = (Place){ MAX (most.x, place.x), MAX (most.y, place.y) };
    }
  for (gint64 y = (gint64)CLAMP (floor ((least.y - 2.0) / WG_TILE_SIZE), 0.0, last);
       y <= (gint64)CLAMP (floor ((most.y + 2.0) / WG_TILE_SIZE), 0.0, last); y++)
    {
      for (gint64 x = (gint64)CLAMP (floor ((least.x - 2.0) / WG_TILE_SIZE), 0.0, last);
           x <= (gint64)CLAMP (floor ((most.x + 2.0) / WG_TILE_SIZE), 0.0, last); x++)
        {
          WgTileId found = { id.zoom, (guint32)x, (guint32)y };

          g_array_append_val (touched, found);
        }
    }
  return touched;
}
