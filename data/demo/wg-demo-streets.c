/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a town is read by its streets. The plan is cut by main roads first and then again and again across the longer
 * side; cuts prefer the marks of one ruler for the whole plan, so that a street goes on beyond the crossing, and are
 * otherwise free, so that many do not.
 */

#include "wg-demo-city-private.h"

#include <math.h>

#define STEP_M 8           /* everything in the plan lies on multiples of this */
#define SHORTEST_M 44      /* no block is narrower, or it would hold no house */
#define BANK_M 72          /* from the middle of the river to the street along it */

typedef struct
{
  int at;
  guint8 kind;
} Mark;

typedef struct
{
  int u0, v0, u1, v1;
} Rect;

typedef struct
{
  WgDemoCity *city;
  WgDemoRandom random;
  GArray *rulers[2];       /* [0]: v of streets along u; [1]: u of streets along v */
} Cutter;

double
wg_demo_line_kind_width (WgDemoLineKind kind)
{
  static const double widths[] = { 34.0, 24.0, 16.0, 10.0, 60.0 };

  return widths[kind];
}

static int
to_step (double metres)
{
  return STEP_M * (int) lround (metres / STEP_M);
}

static void
add_mark (Cutter *cutter, guint axis, int at, WgDemoLineKind kind)
{
  Mark mark = { at, (guint8) kind };

  g_array_append_val (cutter->rulers[axis], mark);
}

/* Marks between two main roads: the widest near the middle, narrower ones between. */
static void
fill_ruler (Cutter *cutter, guint axis, int from, int to)
{
  int gap = to - from;
  int at;

  if (gap < 2 * SHORTEST_M)
    return;
  at = to_step (from + gap * wg_demo_random_range (&cutter->random, 0.38, 0.62));
  add_mark (cutter, axis, at, gap > 620 ? WG_DEMO_LINE_SECONDARY : gap > 300 ? WG_DEMO_LINE_TERTIARY
                                                                             : WG_DEMO_LINE_LANE);
  fill_ruler (cutter, axis, from, at);
  fill_ruler (cutter, axis, at, to);
}

/* Main roads across a stretch of the plan, evenly but not equally apart. */
static void
rule_stretch (Cutter *cutter, guint axis, int from, int to)
{
  int n = MAX (1, (int) lround ((to - from) / cutter->city->plan->primary_m));
  int last = from;

  for (int i = 1; i <= n; i++)
    {
      double wanted = from + (double) (to - from) * i / n;
      double jitter = wg_demo_random_range (&cutter->random, -0.14, 0.14) * (to - from) / n;
      int at = i == n ? to : to_step (wanted + jitter);

      if (i < n)
        add_mark (cutter, axis, at, WG_DEMO_LINE_PRIMARY);
      fill_ruler (cutter, axis, last, at);
      last = at;
    }
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  return ((const Mark *) a)->at - ((const Mark *) b)->at;
}

static void
make_rulers (Cutter *cutter)
{
  const WgDemoFrame *frame = &cutter->city->frame;
  int width = to_step (frame->width_m);
  int height = to_step (frame->height_m);
  int river = to_step (frame->river_v);

  rule_stretch (cutter, 1, 0, width);
  rule_stretch (cutter, 0, 0, river - BANK_M);
  rule_stretch (cutter, 0, river + BANK_M, height);
  add_mark (cutter, 0, river - BANK_M, WG_DEMO_LINE_SECONDARY);
  add_mark (cutter, 0, river, WG_DEMO_LINE_RIVER);
  add_mark (cutter, 0, river + BANK_M, WG_DEMO_LINE_SECONDARY);
  g_array_sort (cutter->rulers[0], compare_marks);
  g_array_sort (cutter->rulers[1], compare_marks);
}

static void
add_cut (Cutter *cutter, guint axis, WgDemoLineKind kind, int at, int from, int to)
{
  WgDemoCut cut = { (guint8) axis, (guint8) kind, at, from, to };

  g_array_append_val (cutter->city->cuts, cut);
}

/* The widest mark in the middle part of a side; narrow ones are passed over now and then. */
static gboolean
choose_mark (Cutter *cutter, guint axis, int from, int to, int *at, WgDemoLineKind *kind)
{
  const GArray *ruler = cutter->rulers[axis];
  const Mark *chosen = NULL;
  double middle = (from + to) / 2.0;
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < ruler->len; i++)
    {
      const Mark *mark = &g_array_index (ruler, Mark, i);
      double away = fabs (mark->at - middle) / (to - from);
      double badness = mark->kind + 3.0 * away;

      if (away > 0.24 || mark->kind == WG_DEMO_LINE_RIVER || mark->at - from < SHORTEST_M || to - mark->at < SHORTEST_M
          || badness >= best)
        continue;
      best = badness;
      chosen = mark;
    }
  if (chosen == NULL || (chosen->kind >= WG_DEMO_LINE_TERTIARY && wg_demo_random_chance (&cutter->random, 0.28)))
    return FALSE;
  *at = chosen->at;
  *kind = (WgDemoLineKind) chosen->kind;
  return TRUE;
}

static WgDemoLineKind
kind_for_side (int side)
{
  return side > 640 ? WG_DEMO_LINE_SECONDARY : side > 300 ? WG_DEMO_LINE_TERTIARY : WG_DEMO_LINE_LANE;
}

static gboolean
is_bank (Cutter *cutter, const Rect *rect)
{
  int river = to_step (cutter->city->frame.river_v);

  return rect->v0 == river || rect->v1 == river;
}

static void
add_block (Cutter *cutter, const Rect *rect, WgDemoUse use)
{
  WgDemoBlock block = { rect->u0, rect->v0, rect->u1, rect->v1, use };

  block.leaf = -1;
  block.street = -1;
  g_array_append_val (cutter->city->blocks, block);
}

/* What an undivided piece becomes; big ones are what needs much ground. */
static WgDemoUse
choose_use (Cutter *cutter, double density, double relative_size)
{
  static const WgDemoUse big[] = { WG_DEMO_USE_PARK, WG_DEMO_USE_PARK, WG_DEMO_USE_SCHOOL, WG_DEMO_USE_HOSPITAL,
                                   WG_DEMO_USE_MARKET, WG_DEMO_USE_FACTORY, WG_DEMO_USE_SITE, WG_DEMO_USE_SCHOOL };
  double slabs = cutter->city->plan->slab_share;
  double dice = wg_demo_random_unit (&cutter->random);

  if (density < 0.35)
    return dice < 0.30 + density ? WG_DEMO_USE_VILLAGE : dice < 0.93 ? WG_DEMO_USE_FIELD : WG_DEMO_USE_FACTORY;
  if (relative_size > 1.9)
    return big[wg_demo_random_below (&cutter->random, G_N_ELEMENTS (big))];
  if (dice < 0.05)
    return WG_DEMO_USE_PARK;
  if (dice < 0.17)
    return WG_DEMO_USE_SHOPS;
  return wg_demo_random_chance (&cutter->random, slabs) ? WG_DEMO_USE_SLABS : WG_DEMO_USE_HOUSES;
}

static gboolean
stays_whole (Cutter *cutter, const Rect *rect, double *relative_size, double *density)
{
  const WgDemoPlan *plan = cutter->city->plan;
  double area = (double) (rect->u1 - rect->u0) * (rect->v1 - rect->v0);
  double target;
  int longer = MAX (rect->u1 - rect->u0, rect->v1 - rect->v0);
  int shorter = MIN (rect->u1 - rect->u0, rect->v1 - rect->v0);

  *density = wg_demo_city_density (cutter->city, (rect->u0 + rect->u1) / 2.0, (rect->v0 + rect->v1) / 2.0);
  target = plan->rural_block_m2 * pow (plan->town_block_m2 / plan->rural_block_m2, pow (*density, 0.6));
  *relative_size = area / target;
  if (longer < 2 * SHORTEST_M + STEP_M)
    return TRUE;
  if (longer > 2.1 * shorter && area > 0.8 * target)
    return FALSE;
  if (*relative_size < 5.5 && *relative_size > 1.9 && wg_demo_random_chance (&cutter->random, 0.05))
    return TRUE;
  return *relative_size < wg_demo_random_range (&cutter->random, 0.95, 1.55);
}

/* Where to cut across a side, and how wide the street there is: never wider than the piece deserves. */
static int
choose_cut (Cutter *cutter, guint axis, int from, int to, WgDemoLineKind deserved, WgDemoLineKind *kind)
{
  int at = to_step (from + (to - from) * wg_demo_random_range (&cutter->random, 0.42, 0.58));

  if (!choose_mark (cutter, axis, from, to, &at, kind))
    *kind = deserved;
  *kind = MAX (*kind, deserved);
  return at;
}

static void
cut_rect (Cutter *cutter, const Rect *rect)
{
  int width = rect->u1 - rect->u0;
  int height = rect->v1 - rect->v0;
  double relative_size;
  double density;
  WgDemoLineKind kind = WG_DEMO_LINE_LANE;
  guint axis;
  int at;
  Rect first = *rect;
  Rect second = *rect;

  if (stays_whole (cutter, rect, &relative_size, &density))
    {
      add_block (cutter, rect, choose_use (cutter, density, relative_size));
      return;
    }
  axis = width * wg_demo_random_range (&cutter->random, 0.85, 1.18) > height ? 1 : 0;
  if ((axis == 1 ? width : height) < 2 * SHORTEST_M + STEP_M)
    axis = 1 - axis;
  at = choose_cut (cutter, axis, axis == 1 ? rect->u0 : rect->v0, axis == 1 ? rect->u1 : rect->v1,
                   kind_for_side (MAX (width, height)), &kind);
  add_cut (cutter, axis, kind, at, axis == 1 ? rect->v0 : rect->u0, axis == 1 ? rect->v1 : rect->u1);
  *(axis == 1 ? &first.u1 : &first.v1) = at;
  *(axis == 1 ? &second.u0 : &second.v0) = at;
  cut_rect (cutter, &first);
  cut_rect (cutter, &second);
}

/* The green along the river is cut by main and secondary roads alone: only those have bridges. */
static void
cut_bank (Cutter *cutter, const Rect *rect)
{
  const GArray *ruler = cutter->rulers[1];
  Rect piece = *rect;

  for (guint i = 0; i < ruler->len; i++)
    {
      const Mark *mark = &g_array_index (ruler, Mark, i);

      if (mark->kind != WG_DEMO_LINE_SECONDARY || mark->at <= piece.u0 || mark->at >= rect->u1)
        continue;
      add_cut (cutter, 1, WG_DEMO_LINE_SECONDARY, mark->at, rect->v0, rect->v1);
      piece.u1 = mark->at;
      add_block (cutter, &piece, WG_DEMO_USE_BANK);
      piece.u0 = mark->at;
    }
  piece.u1 = rect->u1;
  add_block (cutter, &piece, WG_DEMO_USE_BANK);
}

static gboolean
goes_through (const Mark *mark, guint axis)
{
  return mark->kind == WG_DEMO_LINE_PRIMARY || mark->kind == WG_DEMO_LINE_RIVER
         || (axis == 0 && mark->kind == WG_DEMO_LINE_SECONDARY);
}

/* Positions of the lines that run through the whole plan: main roads, the river, the streets along it. */
static GArray *
whole_lines (Cutter *cutter, guint axis, int length)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (int));
  int end = length;
  int start = 0;
  int river = to_step (cutter->city->frame.river_v);

  g_array_append_val (lines, start);
  for (guint i = 0; i < cutter->rulers[axis]->len; i++)
    {
      const Mark *mark = &g_array_index (cutter->rulers[axis], Mark, i);

      if (!goes_through (mark, axis) || (mark->kind == WG_DEMO_LINE_SECONDARY && ABS (mark->at - river) != BANK_M))
        continue;
      g_array_append_val (lines, mark->at);
      add_cut (cutter, axis, (WgDemoLineKind) mark->kind, mark->at, 0,
               to_step (axis == 0 ? cutter->city->frame.width_m : cutter->city->frame.height_m));
    }
  g_array_append_val (lines, end);
  return lines;
}

void
wg_demo_city_cut_blocks (WgDemoCity *self)
{
  Cutter cutter = { self };
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GArray) columns = NULL;

  wg_demo_random_init (&cutter.random, self->seed, WG_DEMO_STREAM_STREETS);
  cutter.rulers[0] = g_array_new (FALSE, FALSE, sizeof (Mark));
  cutter.rulers[1] = g_array_new (FALSE, FALSE, sizeof (Mark));
  make_rulers (&cutter);
  rows = whole_lines (&cutter, 0, to_step (self->frame.height_m));
  columns = whole_lines (&cutter, 1, to_step (self->frame.width_m));
  for (guint j = 0; j + 1 < rows->len; j++)
    {
      for (guint i = 0; i + 1 < columns->len; i++)
        {
          Rect rect = { g_array_index (columns, int, i), g_array_index (rows, int, j),
                        g_array_index (columns, int, i + 1), g_array_index (rows, int, j + 1) };

          if (is_bank (&cutter, &rect))
            cut_bank (&cutter, &rect);
          else
            cut_rect (&cutter, &rect);
        }
    }
  g_array_unref (cutter.rulers[0]);
  g_array_unref (cutter.rulers[1]);
}
