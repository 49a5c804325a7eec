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

static WgShape *
inset_block (WgDemoCity *self, guint index)
{
  g_autofree double *half_widths = NULL;
  guint n;
  g_autofree double *outline = wg_demo_city_block_outline (self, index, &half_widths, &n);
  g_autofree double *inner = g_new (double, 2 * (gsize) n);

  for (guint i = 0; i < n; i++)
    {
      guint before = (i + n - 1) % n;

      inset_corner (outline + 2 * before, outline + 2 * i, outline + 2 * ((i + 1) % n), half_widths[before],
                    half_widths[i], inner + 2 * i);
    }
  return ring_area (inner, n) > 60.0 ? wg_demo_shape_from_metres (inner, n) : NULL;
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
