/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a wall of 3840 x 2160 pixels with a hundred thousand outlines is painted in the time of a few frames only when
 * every edge costs what it crosses and nothing else. This file turns edges into cells; the sweep over them is in
 * wg-rasteriser-sweep.c, lines are in wg-rasteriser-lines.c.
 *
 * Where an edge crosses a row or a column is computed from its own two ends alone, never from where the target begins:
 * so the same edge leaves the same cells on every target that it crosses.
 */

#include "wg-rasteriser-private.h"

/* Longer pieces are halved first, so that everything below fits 32 and 64 bits: 16,384 pixels. */
#define LONGEST (1 << 22)

WgRasteriser *
wg_rasteriser_new (void)
{
  WgRasteriser *self = g_new0 (WgRasteriser, 1);

  self->cells = g_new0 (gint32, ROW_LENGTH * WG_RASTER_SIDE);
  self->distances = g_new (float, WG_RASTER_SIDE *WG_RASTER_SIDE);
  self->mask = g_new0 (guint16, WG_RASTER_SIDE * WG_RASTER_SIDE);
  self->first_row = WG_RASTER_SIDE;
  self->last_row = -1;
  return self;
}

void
wg_rasteriser_free (WgRasteriser *self)
{
  g_free (self->cells);
  g_free (self->distances);
  g_free (self->mask);
  g_free (self);
}

static void
forget (WgRasteriser *self)
{
  if (self->first_row <= self->last_row)
    memset (self->cells, 0, ROW_LENGTH * WG_RASTER_SIDE * sizeof *self->cells);
  memset (self->cell_blocks, 0, sizeof self->cell_blocks);
  memset (self->line_blocks, 0, sizeof self->line_blocks);
  memset (self->mask_blocks, 0, sizeof self->mask_blocks);
  memset (self->left, 0, sizeof self->left);
  memset (self->down, 0, sizeof self->down);
  memset (self->bare, 0, sizeof self->bare);
  self->first_row = WG_RASTER_SIDE;
  self->last_row = -1;
}

void
wg_rasteriser_set_target (WgRasteriser *self, guint32 *pixels, gsize stride, guint width, guint height)
{
  g_return_if_fail (width >= 1 && width <= WG_RASTER_SIDE && height >= 1 && height <= WG_RASTER_SIDE);

  forget (self);
  self->pixels = pixels;
  self->stride = stride;
  self->width = (int)width;
  self->height = (int)height;
}

void
wg_rasteriser_clear (WgRasteriser *self, guint32 argb)
{
  self->ground = argb;
  for (int y = 0; y < self->height; y++)
    self->bare[y] = TRUE;
}

void
wg_rasteriser_finish (WgRasteriser *self)
{
  for (int y = 0; y < self->height; y++)
    wg_rasteriser_cover_row (self, y);
}

/* --- Edges --- */

/* An edge that passes to the left of the target covers all of the rows that it passes. */
static void
add_left (WgRasteriser *self, gint32 y0, gint32 y1, int weight)
{
  int first = y0 / WG_RASTER_ONE, last = y1 / WG_RASTER_ONE;

  wg_rasteriser_touch_rows (self, first, MIN (last, self->height - 1));
  if (first == last)
    {
      self->left[first] += weight * (y1 - y0);
      return;
    }
  self->left[first] += weight * ((first + 1) * WG_RASTER_ONE - y0);
  self->left[last] += weight * (y1 - last * WG_RASTER_ONE);
  self->down[first + 1] += weight * WG_RASTER_ONE;
  self->down[last] -= weight * WG_RASTER_ONE;
}

static inline void
add_cell (gint32 *row, guint64 *blocks, int x, gint32 cover, gint32 across)
{
  gint32 area = cover * across;

  row[x] += cover * 2 * WG_RASTER_ONE - area;
  row[x + 1] += area;
  *blocks |= wg_raster_get_blocks (x, x + 1);
}

/* The part of an edge inside of one row, over more than one column. @per_step is the height for a subpixel of width. */
static void
add_flat (WgRasteriser *self, int y, gint32 xa, gint32 xb, gint32 height, gint64 per_step, int weight)
{
  gint32 *row = self->cells + y * ROW_LENGTH;
  gint32 from = MIN (xa, xb), to = MAX (xa, xb), done = 0;
  int column = from >> 8, last = MIN (to >> 8, self->width);
  gint32 inside = from & 255;

  if (column < 0)
    {
      done = (gint32)MIN ((-(gint64)from * per_step) >> 32, height);
      self->left[y] += weight * done;
      column = 0;
      inside = 0;
    }
  for (; column < last; column++)
    {
      gint32 upto = (gint32)MIN (((((gint64)column + 1) * WG_RASTER_ONE - from) * per_step) >> 32, height);

      add_cell (row, &self->cell_blocks[y], column, weight * (upto - done), inside + WG_RASTER_ONE);
      done = upto;
      inside = 0;
    }
  if (last < self->width)
    add_cell (row, &self->cell_blocks[y], last, weight * (height - done), inside + (to & 255));
}

static inline void
add_row (WgRasteriser *self, int y, gint32 xa, gint32 xb, gint32 height, gint64 per_step, int weight)
{
  int a = xa >> 8, b = xb >> 8;

  if (MIN (a, b) >= self->width)
    return;
  if (MAX (a, b) < 0)
    self->left[y] += weight * height;
  else if (a == b)
    add_cell (self->cells + y * ROW_LENGTH, &self->cell_blocks[y], a, weight * height, (xa & 255) + (xb & 255));
  else
    add_flat (self, y, xa, xb, height, per_step, weight);
}

/* A downward piece that is short enough and not wholly outside. */
static void
add_piece (WgRasteriser *self, gint32 x0, gint32 y0, gint32 x1, gint32 y1, int weight)
{
  int bottom = self->height * WG_RASTER_ONE;
  int first = MAX (y0, 0) >> 8, last = (MIN (y1, bottom) - 1) >> 8;
  gint32 dx = x1 - x0, dy = y1 - y0;
  gint64 slope, per_step, x;
  gint32 ya, xa;

  wg_rasteriser_touch_rows (self, first, last);
  if (y0 >> 8 == (y1 - 1) >> 8 && x0 >> 8 == x1 >> 8)
    {
      add_row (self, first, x0, x1, dy, 0, weight);
      return;
    }
  slope = (gint64)((double)dx / dy * 4294967296.0);
  per_step = dx != 0 ? (gint64)((double)dy / ABS (dx) * 4294967296.0) : 0;
  ya = MAX (y0, 0);
  x = (gint64)x0 * G_GINT64_CONSTANT (0x100000000) + (gint64)(ya - y0) * slope;
  xa = (gint32)(x >> 32);
  for (int y = first; y <= last; y++)
    {
      gint32 yb = MIN ((y + 1) * WG_RASTER_ONE, y1), xb;

      x += (yb - ya) * slope;
      xb = yb == y1 ? x1 : (gint32)(x >> 32);
      add_row (self, y, xa, xb, yb - ya, per_step, weight);
      ya = yb;
      xa = xb;
    }
}

static void
add_edge (WgRasteriser *self, WgRasterPoint a, WgRasterPoint b, int weight)
{
  gint64 right = self->width * WG_RASTER_ONE, bottom = self->height * WG_RASTER_ONE;

  if (a.y > b.y)
    {
      WgRasterPoint swap = a;

      a = b;
      b = swap;
      weight = -weight;
    }
  if (a.y == b.y || b.y <= 0 || a.y >= bottom || (a.x >= right && b.x >= right))
    return;
  if (a.x <= 0 && b.x <= 0)
    add_left (self, (gint32)MAX (a.y, 0), (gint32)MIN (b.y, bottom), weight);
  else if (b.y - a.y <= LONGEST && ABS (b.x - a.x) <= LONGEST)
    add_piece (self, (gint32)a.x, (gint32)a.y, (gint32)b.x, (gint32)b.y, weight);
  else
    {
      WgRasterPoint middle = { (a.x + b.x) >> 1, (a.y + b.y) >> 1 };

      add_edge (self, a, middle, weight);
      add_edge (self, middle, b, weight);
    }
}

void
wg_rasteriser_add_edges (WgRasteriser *self, const WgRasterPoint *points, guint n_points, int weight)
{
  for (guint i = 1; i < n_points; i++)
    add_edge (self, points[i - 1], points[i], weight);
}
