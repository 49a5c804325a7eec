/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: playback shows a hundred thousand cases in every frame, thirty times a second, on a machine without a graphics card.
 * A dot is a few whole pixels written where it belongs; everything else about it was computed before.
 */

#include "wg-playback-painter.h"

#include <math.h>

#define DOT 3.0 /* logical pixels, of a crowd */
#define LONE_DOT 6.0
#define CROWD 2000 /* cases of the period */
#define OLD_DOT 2.0
#define OLD_ALPHA 0x66

typedef struct
{
  guint32 *pixels;
  int stride; /* in pixels */
  int left;
  int right;
  int height;
  double factor; /* device pixels for the whole world */
  double origin_x;
  double origin_y;
} Target;

static void
fill (const Target *t, int x, int y, int size, guint32 argb)
{
  int x0 = MAX (x - size / 2, t->left), x1 = MIN (x - size / 2 + size, t->right);
  int y0 = MAX (y - size / 2, 0), y1 = MIN (y - size / 2 + size, t->height);

  for (int row = y0; row < y1; row++)
    {
      guint32 *to = t->pixels + (gsize) row * (gsize) t->stride;

      for (int column = x0; column < x1; column++)
        to[column] = argb;
    }
}

static guint
paint_range (const Target *t, const WgPlaybackPoint *points, guint from, guint to, gint64 now_ms, int size, guint32 argb, gboolean only_open)
{
  guint n = 0;

  for (guint i = from; i < to; i++)
    {
      double x = points[i].x * t->factor - t->origin_x, y = points[i].y * t->factor - t->origin_y;

      if ((only_open && points[i].to_ms <= now_ms) || !(x >= t->left && x < t->right && y >= 0.0 && y < t->height))
        continue;
      fill (t, (int) x, (int) y, size, argb);
      n++;
    }
  return n;
}

/* Premultiplied. */
static guint32
shade (guint32 rgb, guint32 alpha)
{
  return alpha << 24 | ((rgb >> 16 & 0xff) * alpha / 255) << 16 | ((rgb >> 8 & 0xff) * alpha / 255) << 8 | (rgb & 0xff) * alpha / 255;
}

/* The cases of a quiet week are seen from four metres, those of a year still one by one. */
static double
get_dot (guint n)
{
  return CLAMP (DOT * sqrt ((double) CROWD / MAX (n, 1)), DOT, LONE_DOT);
}

guint
wg_playback_paint (
    const WgPlayback *playback, const WgMapView *view, gint64 from_ms, gint64 to_ms, double left, double right, cairo_surface_t *surface)
{
  double unit = wg_world_get_unit (view->zoom) / view->scale;
  guint n, first = wg_playback_find (playback, from_ms), last = wg_playback_find (playback, to_ms), n_dots;
  const WgPlaybackPoint *points = wg_playback_get_points (playback, &n);
  int width = cairo_image_surface_get_width (surface), size = MAX (1, (int) lround (get_dot (last - first) * view->scale * view->text_scale));
  Target t = { (guint32 *) (gpointer) cairo_image_surface_get_data (surface), cairo_image_surface_get_stride (surface) / 4,
               CLAMP ((int) lround (left * view->scale), 0, width), CLAMP ((int) lround (right * view->scale), 0, width),
               cairo_image_surface_get_height (surface), WG_WORLD_SIZE / unit, wg_map_view_get_left (view) / unit, wg_map_view_get_top (view) / unit };

  cairo_surface_flush (surface);
  n_dots = paint_range (&t, points, 0, first, to_ms, MAX (1, (int) lround (OLD_DOT * view->scale * view->text_scale)),
                        shade (wg_palette_get (view->theme, WG_TOKEN_DIM), OLD_ALPHA), TRUE);
  n_dots += paint_range (&t, points, first, last, to_ms, size, shade (wg_palette_get (view->theme, WG_TOKEN_ACCENT), 0xff), FALSE);
  cairo_surface_mark_dirty (surface);
  return n_dots;
}
