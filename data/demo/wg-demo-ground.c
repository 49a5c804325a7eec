/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the base map shows what lies between the streets. That is each block less half the width of the streets around
 * it, each side moved inwards by its own amount.
 */

#include "wg-demo-city-private.h"

#include <math.h>

#define LAKE_CORNERS 36

/* Where two sides moved inwards meet. Nearly straight corners just move, or the crossing would run away. */
static void
inset_corner (const double *before, const double *at, const double *after, double h1, double h2, double *out)
{
  double ax = at[0] - before[0], ay = at[1] - before[1];
  double bx = after[0] - at[0], by = after[1] - at[1];
  double la = hypot (ax, ay), lb = hypot (bx, by);
  double cross;
  double p, q;

  ax /= la;
  ay /= la;
  bx /= lb;
  by /= lb;
  cross = ax * by - ay * bx;
  if (fabs (cross) < 0.35)
    {
      double h = (h1 + h2) / 2.0;

      out[0] = at[0] - (ay + by) / 2.0 * h;
      out[1] = at[1] + (ax + bx) / 2.0 * h;
      return;
    }
  /* The point at distance h1 from the first line and h2 from the second, to the left of both. */
  p = (h1 * (ax * bx + ay * by) - h2) / cross;
  q = h1;
  out[0] = at[0] + p * ax - q * ay;
  out[1] = at[1] + p * ay + q * ax;
}

static double
ring_area (const double *xy, guint n)
{
  double sum = 0.0;

  for (guint i = 0; i < n; i++)
    {
      guint k = (i + 1) % n;

      sum += (xy[2 * i] - xy[0]) * (xy[2 * k + 1] - xy[1]) - (xy[2 * k] - xy[0]) * (xy[2 * i + 1] - xy[1]);
    }
  return sum / 2.0;
}

/* Which side of the line from a to b the point p is on: above, below or at 0. Whole units, so nothing is rounded. */
static gint64
side_of (const gint64 *a, const gint64 *b, const gint64 *p)
{
  gint64 turn = (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);

  return turn > 0 ? 1 : turn < 0 ? -1 : 0;
}

static gboolean
is_between (const gint64 *a, const gint64 *b, const gint64 *p)
{
  return p[0] >= MIN (a[0], b[0]) && p[0] <= MAX (a[0], b[0]) && p[1] >= MIN (a[1], b[1]) && p[1] <= MAX (a[1], b[1]);
}

/* Touching is meeting. */
static gboolean
do_meet (const gint64 *a, const gint64 *b, const gint64 *c, const gint64 *d)
{
  gint64 ac = side_of (a, b, c), ad = side_of (a, b, d), ca = side_of (c, d, a), cb = side_of (c, d, b);

  return (ac * ad < 0 && ca * cb < 0) || (ac == 0 && is_between (a, b, c)) || (ad == 0 && is_between (a, b, d))
         || (ca == 0 && is_between (c, d, a)) || (cb == 0 && is_between (c, d, b));
}

/* Whether the outline of @shape nowhere meets itself. */
static gboolean
is_simple (const WgShape *shape)
{
  guint n;
  const gint64 *xy = wg_shape_get_ring (shape, 0, &n, NULL, NULL);

  if (n > 0 && xy[0] == xy[2 * n - 2] && xy[1] == xy[2 * n - 1])
    n--;
  for (guint i = 0; i < n; i++)
    {
      const gint64 *a = xy + 2 * i, *b = xy + 2 * ((i + 1) % n), *next = xy + 2 * ((i + 2) % n);

      /* A spike: the next side runs back over this one. */
      if (side_of (a, b, next) == 0 && (b[0] - a[0]) * (next[0] - b[0]) + (b[1] - a[1]) * (next[1] - b[1]) < 0)
        return FALSE;
      for (guint k = i + 2; k < n && (k + 1) % n != i; k++)
        {
          if (do_meet (a, b, xy + 2 * k, xy + 2 * ((k + 1) % n)))
            return FALSE;
        }
    }
  return TRUE;
}

/* Between wide streets a narrow place would turn inside out; there the ground reaches under the street, which hides it. */
static WgShape *
inset_block (WgDemoCity *self, guint index)
{
  g_autofree double *half_widths = NULL;
  guint n;
  g_autofree double *outline = wg_demo_city_block_outline (self, index, &half_widths, &n);
  g_autofree double *inner = g_new (double, 2 * (gsize) n);

  for (int quarters = 4; quarters >= 0; quarters--)
    {
      double share = quarters / 4.0;
      g_autoptr (WgShape) shape = NULL;

      for (guint i = 0; i < n; i++)
        {
          guint before = (i + n - 1) % n;

          inset_corner (outline + 2 * before, outline + 2 * i, outline + 2 * ((i + 1) % n), half_widths[before] * share,
                        half_widths[i] * share, inner + 2 * i);
        }
      shape = ring_area (inner, n) > 60.0 ? wg_demo_shape_from_metres (inner, n) : NULL;
      if (shape == NULL || is_simple (shape))
        return g_steal_pointer (&shape);
    }
  return NULL;
}

/* A lake in a large park: an ellipse with a waver, well clear of the edge. */
static void
add_lake (WgDemoCity *self, const WgDemoBlock *block, const char *name)
{
  double xy[2 * LAKE_CORNERS];
  double across_u = (block->u1 - block->u0) * 0.27;
  double across_v = (block->v1 - block->v0) * 0.25;
  WgDemoArea lake = { WG_DEMO_AREA_WATER, name, NULL };

  for (guint i = 0; i < LAKE_CORNERS; i++)
    {
      double angle = 2.0 * G_PI * i / LAKE_CORNERS;
      double waver = wg_demo_frame_noise (self->seed, 70, block->u0 + 1.6 * cos (angle), 1.6 * sin (angle));
      double reach = 1.0 + 0.22 * waver;

      wg_demo_frame_to_metres (&self->frame, (block->u0 + block->u1) / 2.0 + across_u * reach * cos (angle),
                               (block->v0 + block->v1) / 2.0 + across_v * reach * sin (angle), &xy[2 * i],
                               &xy[2 * i + 1]);
    }
  lake.shape = wg_demo_shape_from_metres (xy, LAKE_CORNERS);
  g_array_append_val (self->water, lake);
}

static void
add_park (WgDemoCity *self, WgDemoNamer *namer, const WgDemoBlock *block, WgShape *shape)
{
  gboolean is_large = (double) (block->u1 - block->u0) * (block->v1 - block->v0) > 16000.0;
  WgDemoArea park = { WG_DEMO_AREA_PARK, NULL, shape };

  if (block->use == WG_DEMO_USE_PARK)
    {
      g_autofree char *place = wg_demo_namer_next_place (namer);
      g_autofree char *name = g_strconcat (place, is_large ? "公园" : "小游园", NULL);

      park.name = g_string_chunk_insert (self->strings, name);
      if (is_large)
        {
          g_autofree char *lake = g_strconcat (place, "湖", NULL);

          add_lake (self, block, g_string_chunk_insert (self->strings, lake));
        }
    }
  g_array_append_val (self->parks, park);
}

void
wg_demo_city_make_ground (WgDemoCity *self)
{
  g_autoptr (WgDemoNamer) namer = wg_demo_namer_new (self->seed ^ 0x91);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const WgDemoBlock *block = wg_demo_block (self, i);
      WgShape *shape = inset_block (self, i);
      gboolean is_field = block->use == WG_DEMO_USE_FIELD || block->use == WG_DEMO_USE_VILLAGE;
      WgDemoArea area = { is_field ? WG_DEMO_AREA_FIELD : WG_DEMO_AREA_BLOCK, NULL, shape };

      if (shape == NULL)
        continue;
      if (block->use == WG_DEMO_USE_PARK || block->use == WG_DEMO_USE_BANK)
        add_park (self, namer, block, shape);
      else
        g_array_append_val (self->ground, area);
    }
}
