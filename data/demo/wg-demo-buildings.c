/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: each use of the ground has its own pattern of houses; a house stands square to its street and clear of every
 * street and border around its block, which is what makes "every building in exactly one grid" true and not lucky.
 */

#include "wg-demo-city-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CLEARANCE_M 2.2    /* from the edge of a street */
#define FAR_M 0.01         /* more than a rounding can be wrong */
#define NUDGES 4           /* together less than the least gap between two houses */

/* The room for houses in a block, in the plan, and what is needed to test a footprint. */
typedef struct
{
  WgDemoCity *city;
  WgDemoRandom random;
  guint block;
  double u0, v0, u1, v1;
  double *outline;
  double *half_widths;
  guint n_outline;
  guint first_print;       /* of this block */
} Lot;

static double
segment_distance (const double *p, const double *a, const double *b)
{
  double dx = b[0] - a[0];
  double dy = b[1] - a[1];
  double t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy);

  t = CLAMP (t, 0.0, 1.0);
  return hypot (p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

/* Whether a point is farther than that from the box around a segment, which is quick to see of most of them. */
static gboolean
is_far (const double *p, const double *a, const double *b, double distance)
{
  return p[0] - MAX (a[0], b[0]) > distance || MIN (a[0], b[0]) - p[0] > distance || p[1] - MAX (a[1], b[1]) > distance
         || MIN (a[1], b[1]) - p[1] > distance;
}

static gboolean
is_clear (const Lot *lot, const double *p)
{
  gboolean inside = FALSE;

  for (guint i = 0; i < lot->n_outline; i++)
    {
      const double *a = lot->outline + 2 * i;
      const double *b = lot->outline + 2 * ((i + 1) % lot->n_outline);

      if ((a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0] + (p[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0]))
        inside = !inside;
      if (!is_far (p, a, b, lot->half_widths[i] + CLEARANCE_M + FAR_M)
          && segment_distance (p, a, b) < lot->half_widths[i] + CLEARANCE_M)
        return FALSE;
    }
  return inside;
}

static gboolean
footprint_is_clear (const Lot *lot, const WgDemoFootprint *print)
{
  for (guint i = 0; i < print->n_corners; i++)
    {
      const double *a = print->corners + 2 * i;
      const double *b = print->corners + 2 * ((i + 1) % print->n_corners);
      double middle[2] = { (a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0 };

      if (!is_clear (lot, a) || !is_clear (lot, middle))
        return FALSE;
    }
  return TRUE;
}

/* Turns corners given along and across the street into metres; the angle is that of the plan's bend at the place. */
static void
set_corners (const Lot *lot, WgDemoFootprint *print, double u, double v, const double *local, guint n)
{
  const WgDemoFrame *frame = &lot->city->frame;
  double x0, y0, x1, y1, length;

  wg_demo_frame_to_metres (frame, u, v, &print->x, &print->y);
  wg_demo_frame_to_metres (frame, u - 6.0, v, &x0, &y0);
  wg_demo_frame_to_metres (frame, u + 6.0, v, &x1, &y1);
  length = hypot (x1 - x0, y1 - y0);
  x1 = (x1 - x0) / length;
  y1 = (y1 - y0) / length;
  print->n_corners = (guint8) n;
  for (guint i = 0; i < n; i++)
    {
      print->corners[2 * i] = print->x + local[2 * i] * x1 - local[2 * i + 1] * y1;
      print->corners[2 * i + 1] = print->y + local[2 * i] * y1 + local[2 * i + 1] * x1;
    }
}

static gboolean
print_contains (const WgDemoFootprint *print, double x, double y)
{
  gboolean inside = FALSE;

  for (guint i = 0; i < print->n_corners; i++)
    {
      const double *a = print->corners + 2 * i;
      const double *b = print->corners + 2 * ((i + 1) % print->n_corners);

      if ((a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]))
        inside = !inside;
    }
  return inside;
}

static gboolean
pokes_into (const WgDemoFootprint *a, const WgDemoFootprint *b)
{
  for (guint i = 0; i < 4 * (guint) a->n_corners; i++)
    {
      const double *p = a->corners + 2 * (i / 4);
      const double *q = a->corners + 2 * ((i / 4 + 1) % a->n_corners);
      double t = (i % 4) / 4.0;

      if (print_contains (b, p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t))
        return TRUE;
    }
  return FALSE;
}

/* Whether a house stands on the ground of one that is there already. */
static gboolean
is_taken (const Lot *lot, const WgDemoFootprint *print)
{
  const GArray *prints = lot->city->footprints;

  for (guint i = lot->first_print; i < prints->len; i++)
    {
      const WgDemoFootprint *other = &g_array_index (prints, WgDemoFootprint, i);

      double reach = sqrt (print->area_m2) + sqrt (other->area_m2) + 20.0;

      if (fabs (other->x - print->x) < reach && hypot (other->x - print->x, other->y - print->y) < reach
          && (pokes_into (print, other) || pokes_into (other, print)))
        return TRUE;
    }
  return FALSE;
}

/* A house that touches the edge of its block moves towards the middle, a little at first. */
static gboolean
nudge (const Lot *lot, WgDemoFootprint *print)
{
  const WgDemoBlock *block = wg_demo_block (lot->city, lot->block);
  double x = block->x - print->x;
  double y = block->y - print->y;
  double length = MAX (hypot (x, y), 1.0);

  for (guint i = 0; i < NUDGES; i++)
    {
      if (footprint_is_clear (lot, print))
        return TRUE;
      for (guint k = 0; k < print->n_corners; k++)
        {
          print->corners[2 * k] += 1.3 * x / length;
          print->corners[2 * k + 1] += 1.3 * y / length;
        }
    }
  return FALSE;
}

static void
try_footprint (Lot *lot, WgDemoFootprint *print, guint floors, double dwellings, int worth)
{
  print->block = lot->block;
  print->floors = floors;
  print->dwellings = dwellings;
  print->keep = (gint64) (wg_demo_random_next (&lot->random) >> 8) + ((gint64) worth << 56);
  if (nudge (lot, print) && !is_taken (lot, print))
    g_array_append_vals (lot->city->footprints, print, 1);
}

static void
add_box (Lot *lot, double u, double v, double along, double across, guint floors, double dwellings, int worth)
{
  WgDemoFootprint print = { 0 };
  double a = along / 2.0;
  double b = across / 2.0;
  double local[] = { -a, -b, a, -b, a, b, -a, b };

  print.area_m2 = along * across;
  set_corners (lot, &print, u, v, local, 4);
  try_footprint (lot, &print, floors, dwellings, worth);
}

/* An L: a box without one of its quarters; which one is left to the dice. */
static void
add_angle (Lot *lot, double u, double v, double along, double across, guint floors, double dwellings, int worth)
{
  WgDemoFootprint print = { 0 };
  double a = along / 2.0;
  double b = across / 2.0;
  double ca = a - along * wg_demo_random_range (&lot->random, 0.45, 0.62);
  double cb = b - across * wg_demo_random_range (&lot->random, 0.45, 0.62);
  double local[] = { -a, -b, a, -b, a, cb, ca, cb, ca, b, -a, b };
  gboolean mirror_u = wg_demo_random_chance (&lot->random, 0.5);
  gboolean mirror_v = wg_demo_random_chance (&lot->random, 0.5);

  for (guint i = 0; i < 6; i++)
    {
      local[2 * i] *= mirror_u ? -1.0 : 1.0;
      local[2 * i + 1] *= mirror_v ? -1.0 : 1.0;
    }
  for (guint i = 0; mirror_u != mirror_v && i < 3; i++)
    {
      double swap[2] = { local[2 * i], local[2 * i + 1] };

      memcpy (local + 2 * i, local + 2 * (5 - i), sizeof swap);
      memcpy (local + 2 * (5 - i), swap, sizeof swap);
    }
  print.area_m2 = along * across - (a - ca) * (b - cb);
  set_corners (lot, &print, u, v, local, 6);
  try_footprint (lot, &print, floors, dwellings, worth);
}

/* Rows and columns of like houses with gaps; the commonest pattern of all. */
typedef struct
{
  double along, across;    /* wanted size of a house */
  double gap_along, gap_across;
  double missing;          /* share of places left empty */
  double angle;            /* share of L-shaped houses */
  guint floors_low, floors_high;
  double dwelling_m2;      /* of floor space; 0 = nobody lives there */
  int worth;
} Pattern;

static void
fill_cell (Lot *lot, const Pattern *pattern, double u, double v, double along, double across)
{
  double a = along * wg_demo_random_range (&lot->random, 0.88, 1.0);
  double b = across * wg_demo_random_range (&lot->random, 0.88, 1.0);
  guint floors = (guint) wg_demo_random_between (&lot->random, pattern->floors_low, pattern->floors_high);
  double dwellings = pattern->dwelling_m2 > 0.0 ? MAX (1.0, a * b * floors / pattern->dwelling_m2) : 0.0;

  if (wg_demo_random_chance (&lot->random, pattern->missing))
    return;
  if (wg_demo_random_chance (&lot->random, pattern->angle))
    add_angle (lot, u, v, a, b * 1.1, floors, dwellings, pattern->worth);
  else
    add_box (lot, u, v, a, b, floors, dwellings, pattern->worth);
}

static void
fill_rows (Lot *lot, const Pattern *pattern)
{
  double width = lot->u1 - lot->u0;
  double height = lot->v1 - lot->v0;
  int columns = MAX (1, (int) lround ((width + pattern->gap_along) / (pattern->along + pattern->gap_along)));
  int rows = MAX (1, (int) floor ((height + pattern->gap_across) / (pattern->across + pattern->gap_across)));
  double pitch_u = (width + pattern->gap_along) / columns;
  double pitch_v = (height + pattern->gap_across) / rows;
  double along = MIN (pitch_u - pattern->gap_along, pattern->along * 1.5);
  double across = MIN (pitch_v - pattern->gap_across * 0.8, pattern->across * 1.2);

  if (along < 6.0 || across < 5.0 || width < 8.0 || height < 8.0)
    return;
  for (int j = rows - 1; j >= 0; j--)
    {
      for (int i = 0; i < columns; i++)
        fill_cell (lot, pattern, lot->u0 + (i + 0.5) * pitch_u - pattern->gap_along / 2.0,
                   lot->v0 + (j + 0.5) * pitch_v - pattern->gap_across / 2.0, along, across);
    }
}

static const Pattern patterns[WG_DEMO_N_USES] = {
  [WG_DEMO_USE_SLABS] = { 27.0, 11.0, 7.5, 10.5, 0.05, 0.07, 5, 7, 98.0, 0 },
  [WG_DEMO_USE_HOUSES] = { 12.5, 9.5, 4.5, 6.0, 0.09, 0.16, 1, 2, 130.0, 0 },
  [WG_DEMO_USE_SHOPS] = { 30.0, 22.0, 10.0, 12.0, 0.10, 0.45, 2, 12, 0.0, 2 },
  [WG_DEMO_USE_SCHOOL] = { 46.0, 16.0, 18.0, 24.0, 0.25, 0.30, 3, 5, 0.0, 3 },
  [WG_DEMO_USE_HOSPITAL] = { 44.0, 24.0, 16.0, 20.0, 0.10, 0.55, 4, 14, 0.0, 3 },
  [WG_DEMO_USE_MARKET] = { 58.0, 15.0, 12.0, 9.0, 0.02, 0.0, 1, 2, 0.0, 3 },
  [WG_DEMO_USE_FACTORY] = { 52.0, 26.0, 16.0, 16.0, 0.15, 0.20, 1, 3, 0.0, 2 },
  [WG_DEMO_USE_SITE] = { 26.0, 20.0, 26.0, 26.0, 0.35, 0.10, 3, 18, 0.0, 2 },
  [WG_DEMO_USE_VILLAGE] = { 13.0, 9.0, 6.0, 10.0, 0.12, 0.14, 1, 3, 150.0, 0 },
  [WG_DEMO_USE_FIELD] = { 24.0, 10.0, 90.0, 110.0, 0.86, 0.0, 1, 1, 0.0, 0 },
  [WG_DEMO_USE_PARK] = { 13.0, 11.0, 60.0, 60.0, 0.80, 0.0, 1, 1, 0.0, 1 },
  [WG_DEMO_USE_BANK] = { 10.0, 8.0, 140.0, 30.0, 0.88, 0.0, 1, 1, 0.0, 1 },
};

/* A village takes a corner of its block, the rest is fields; high flats replace slabs now and then. */
static Pattern
choose_pattern (Lot *lot, const WgDemoBlock *block)
{
  Pattern pattern = patterns[block->use];

  if (block->use == WG_DEMO_USE_VILLAGE)
    {
      double width = wg_demo_random_range (&lot->random, 95.0, 150.0);
      double height = wg_demo_random_range (&lot->random, 80.0, 130.0);

      if (wg_demo_random_chance (&lot->random, 0.5))
        lot->u0 = MAX (lot->u0, lot->u1 - width);
      else
        lot->u1 = MIN (lot->u1, lot->u0 + width);
      if (wg_demo_random_chance (&lot->random, 0.5))
        lot->v0 = MAX (lot->v0, lot->v1 - height);
      else
        lot->v1 = MIN (lot->v1, lot->v0 + height);
    }
  else if (block->use == WG_DEMO_USE_SLABS && wg_demo_random_chance (&lot->random, 0.12))
    {
      Pattern towers = { 23.0, 18.0, 15.0, 20.0, 0.05, 0.05, 11, 26, 135.0, 1 };

      pattern = towers;
    }
  else if (block->use == WG_DEMO_USE_SLABS)
    {
      pattern.along = wg_demo_random_range (&lot->random, 21.0, 36.0);
      pattern.gap_across = wg_demo_random_range (&lot->random, 8.5, 12.5);
    }
  return pattern;
}

/* The widest street on a side of the plan's rectangle decides how far houses keep off that side. */
static void
open_lot (Lot *lot, const WgDemoBlock *block)
{
  WgDemoCity *self = lot->city;
  double keep[2][2] = { { 0.0, 0.0 }, { 0.0, 0.0 } };

  for (guint i = 0; i < block->n_arcs; i++)
    {
      guint use = g_array_index (self->block_arcs, guint, block->first_arc + i);
      const WgDemoArc *arc = wg_demo_arc (self, use >> 1);
      guint far_side = arc->axis == 0 ? use & 1 : 1 - (use & 1);
      double half = wg_demo_line_kind_width ((WgDemoLineKind) arc->kind) / 2.0;

      keep[arc->axis][far_side] = MAX (keep[arc->axis][far_side], half);
    }
  lot->v0 = block->v0 + keep[0][0] + 4.5;
  lot->v1 = block->v1 - keep[0][1] - 4.5;
  lot->u0 = block->u0 + keep[1][0] + 4.5;
  lot->u1 = block->u1 - keep[1][1] - 4.5;
}

static void
build_block (WgDemoCity *self, guint index)
{
  Lot lot = { self };
  const WgDemoBlock *block = wg_demo_block (self, index);
  Pattern pattern;

  wg_demo_random_init (&lot.random, self->seed ^ wg_demo_hash (7, block->u0, block->v0, 0), WG_DEMO_STREAM_BUILDINGS);
  lot.block = index;
  lot.first_print = self->footprints->len;
  open_lot (&lot, block);
  lot.outline = wg_demo_city_block_outline (self, index, &lot.half_widths, &lot.n_outline);
  pattern = choose_pattern (&lot, block);
  fill_rows (&lot, &pattern);
  g_free (lot.outline);
  g_free (lot.half_widths);
}

static int
compare_keep (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* Drops surplus houses, small ones first, so that exactly as many are left as the plan wants. */
static void
thin_out (WgDemoCity *self)
{
  guint n = self->footprints->len;
  g_autofree gint64 *keep = g_new (gint64, n);
  guint left = 0;
  gint64 least;

  for (guint i = 0; i < n; i++)
    keep[i] = g_array_index (self->footprints, WgDemoFootprint, i).keep;
  qsort (keep, n, sizeof (gint64), compare_keep);
  least = keep[n - self->plan->n_buildings];
  for (guint i = 0; i < n; i++)
    {
      WgDemoFootprint print = g_array_index (self->footprints, WgDemoFootprint, i);

      if (print.keep >= least)
        g_array_index (self->footprints, WgDemoFootprint, left++) = print;
    }
  g_array_set_size (self->footprints, left);
}

static void
weigh_blocks (WgDemoCity *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    wg_demo_block (self, i)->weight = 5.0;
  for (guint i = 0; i < self->footprints->len; i++)
    {
      WgDemoFootprint *print = &g_array_index (self->footprints, WgDemoFootprint, i);
      WgDemoBlock *block = wg_demo_block (self, print->block);

      if (block->n_buildings++ == 0)
        block->first_building = i;
      print->number = block->n_buildings;
      block->weight += print->dwellings + 0.4;
    }
}

/* Returns how many times the houses wanted find room. */
double
wg_demo_city_place_buildings (WgDemoCity *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    build_block (self, i);
  return (double) self->footprints->len / self->plan->n_buildings;
}

void
wg_demo_city_thin_buildings (WgDemoCity *self)
{
  thin_out (self);
  weigh_blocks (self);
}
