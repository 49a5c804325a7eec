/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: arcs become streets that have a name, a number for every block along them, and a line on the base map. A street
 * is everything that goes on along one line of the plan without a gap.
 */

#include "wg-demo-city-private.h"

#include <math.h>
#include <stdlib.h>

#define BEYOND_M 1500.0
#define BEYOND_STEP_M 40.0

typedef struct
{
  WgDemoCity *city;
  WgDemoRandom random;
  WgDemoNamer *namer;
  guint *order;            /* arcs along their lines */
} Namer;

static int
compare_arcs (gconstpointer a, gconstpointer b, gpointer data)
{
  WgDemoCity *self = data;
  const WgDemoArc *x = wg_demo_arc (self, *(const guint *) a);
  const WgDemoArc *y = wg_demo_arc (self, *(const guint *) b);

  if (x->axis != y->axis)
    return x->axis - y->axis;
  if (x->at != y->at)
    return x->at - y->at;
  return x->from - y->from;
}

static const char *
street_tail (Namer *namer, WgDemoLineKind kind, guint axis, int length)
{
  switch (kind)
    {
    case WG_DEMO_LINE_PRIMARY:
      return axis == 0 ? "大街" : "大道";
    case WG_DEMO_LINE_SECONDARY:
      return axis == 0 ? "街" : "路";
    case WG_DEMO_LINE_TERTIARY:
      return axis == 0 ? (wg_demo_random_chance (&namer->random, 0.5) ? "东街" : "西街")
                       : (wg_demo_random_chance (&namer->random, 0.5) ? "南路" : "北路");
    default:
      return length > 260 ? "胡同" : wg_demo_random_chance (&namer->random, 0.6) ? "巷" : "里";
    }
}

static void
add_street (Namer *namer, guint first, guint end)
{
  WgDemoCity *self = namer->city;
  const WgDemoArc *arc = wg_demo_arc (self, namer->order[first]);
  int length = wg_demo_arc (self, namer->order[end - 1])->to - arc->from;
  WgDemoStreet street = { NULL, WG_DEMO_LINE_RIVER };
  g_autofree char *place = NULL;
  g_autofree char *name = NULL;

  for (guint i = first; i < end; i++)
    street.kind = MIN (street.kind, (WgDemoLineKind) wg_demo_arc (self, namer->order[i])->kind);
  if (street.kind == WG_DEMO_LINE_RIVER)
    return;
  if (arc->axis == 0 && fabs (arc->at - self->frame.river_v) < 90.0)
    name = g_strdup (arc->at > self->frame.river_v ? "滨河北路" : "滨河南路");
  else
    {
      place = wg_demo_namer_next_place (namer->namer);
      name = g_strconcat (place, street_tail (namer, street.kind, arc->axis, length), NULL);
    }
  street.name = g_string_chunk_insert (self->strings, name);
  for (guint i = first; i < end; i++)
    wg_demo_arc (self, namer->order[i])->street = (int) self->streets->len;
  g_array_append_val (self->streets, street);
}

static gboolean
goes_on (WgDemoCity *self, guint arc, guint next)
{
  const WgDemoArc *a = wg_demo_arc (self, arc);
  const WgDemoArc *b = wg_demo_arc (self, next);

  return a->axis == b->axis && a->at == b->at && a->to == b->from;
}

typedef struct
{
  guint first, end;
  WgDemoLineKind kind;
} Run;

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const Run *x = a;
  const Run *y = b;

  if (x->kind != y->kind)
    return (int) x->kind - (int) y->kind;
  return x->first < y->first ? -1 : x->first > y->first;
}

/* Streets get their names main roads first, so that those have the well-known ones. */
static void
name_streets (Namer *namer)
{
  WgDemoCity *self = namer->city;
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));

  for (guint i = 0; i < self->arcs->len;)
    {
      Run run = { i, i + 1, (WgDemoLineKind) wg_demo_arc (self, namer->order[i])->kind };

      for (; run.end < self->arcs->len && goes_on (self, namer->order[run.end - 1], namer->order[run.end]); run.end++)
        run.kind = MIN (run.kind, (WgDemoLineKind) wg_demo_arc (self, namer->order[run.end])->kind);
      g_array_append_val (runs, run);
      i = run.end;
    }
  g_array_sort (runs, compare_runs);
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);

      add_street (namer, run->first, run->end);
    }
}

/* Main roads leave the district: on from one end until the map is surely over, or the district begins again. */
static void
extend (WgDemoCity *self, GArray *points, const WgDemoArc *arc, gboolean backwards)
{
  int end = backwards ? arc->from : arc->to;

  for (double d = BEYOND_STEP_M; d <= BEYOND_M; d += BEYOND_STEP_M)
    {
      double along = backwards ? end - d : end + d;
      double u = arc->axis == 0 ? along : arc->at;
      double v = arc->axis == 0 ? arc->at : along;
      double x, y;
      gint64 point[2];

      if (wg_demo_city_is_inside (self, u, v))
        return;
      wg_demo_frame_to_metres (&self->frame, u, v, &x, &y);
      wg_demo_metres_to_unit (x, y, &point[0], &point[1]);
      if (backwards)
        g_array_prepend_vals (points, point, 2);
      else
        g_array_append_vals (points, point, 2);
    }
}

static gboolean
leaves_district (WgDemoCity *self, const WgDemoArc *arc, gboolean backwards)
{
  double along = backwards ? arc->from - 20.0 : arc->to + 20.0;

  return arc->kind <= WG_DEMO_LINE_SECONDARY
         && !wg_demo_city_is_inside (self, arc->axis == 0 ? along : arc->at, arc->axis == 0 ? arc->at : along);
}

static void
add_road (Namer *namer, guint first, guint end)
{
  WgDemoCity *self = namer->city;
  const WgDemoArc *arc = wg_demo_arc (self, namer->order[first]);
  GArray *points = g_array_new (FALSE, FALSE, sizeof (gint64));
  WgDemoLine line = { (WgDemoLineKind) arc->kind, NULL, wg_demo_line_kind_width ((WgDemoLineKind) arc->kind) };

  if (arc->street >= 0)
    line.name = g_array_index (self->streets, WgDemoStreet, arc->street).name;
  for (guint i = first; i < end; i++)
    {
      const WgDemoArc *piece = wg_demo_arc (self, namer->order[i]);
      guint skip = i == first ? 0 : 1;

      g_array_append_vals (points, &g_array_index (self->points, gint64, 2 * (piece->first_point + skip)),
                           2 * (piece->n_points - skip));
    }
  if (leaves_district (self, arc, TRUE))
    extend (self, points, arc, TRUE);
  arc = wg_demo_arc (self, namer->order[end - 1]);
  if (leaves_district (self, arc, FALSE))
    extend (self, points, arc, FALSE);
  line.n_points = points->len / 2;
  line.points = (gint64 *) (gpointer) g_array_free (points, FALSE);
  g_ptr_array_add (self->chunks, (gpointer) line.points);
  g_array_append_val (self->roads, line);
}

static int
compare_roads (gconstpointer a, gconstpointer b)
{
  const WgDemoLine *x = a;
  const WgDemoLine *y = b;

  if (x->kind != y->kind)
    return (int) x->kind - (int) y->kind;
  if (x->points[0] != y->points[0])
    return x->points[0] < y->points[0] ? -1 : 1;
  return (x->points[1] > y->points[1]) - (x->points[1] < y->points[1]);
}

static void
draw_roads (Namer *namer)
{
  WgDemoCity *self = namer->city;

  for (guint i = 0; i < self->arcs->len;)
    {
      const WgDemoArc *arc = wg_demo_arc (self, namer->order[i]);
      guint end = i + 1;

      while (end < self->arcs->len && goes_on (self, namer->order[end - 1], namer->order[end])
             && wg_demo_arc (self, namer->order[end])->kind == arc->kind)
        end++;
      if (arc->kind != WG_DEMO_LINE_RIVER)
        add_road (namer, i, end);
      i = end;
    }
  g_array_sort (self->roads, compare_roads);
}

/* A block is numbered along the widest street it lies on, odd numbers on one side and even ones on the other. */
static void
address_block (Namer *namer, WgDemoBlock *block)
{
  WgDemoCity *self = namer->city;
  const WgDemoArc *best = NULL;
  gboolean reversed = FALSE;
  g_autofree char *place = NULL;
  g_autofree char *compound = NULL;

  for (guint i = 0; i < block->n_arcs; i++)
    {
      guint use = g_array_index (self->block_arcs, guint, block->first_arc + i);
      const WgDemoArc *arc = wg_demo_arc (self, use >> 1);

      if (arc->street < 0 || (best != NULL && arc->kind >= best->kind))
        continue;
      best = arc;
      reversed = use & 1;
    }
  if (best == NULL)
    best = wg_demo_arc (self, g_array_index (self->block_arcs, guint, block->first_arc) >> 1);
  block->street = best->street;
  block->house_number = (guint) (best->from / 16) * 2 + (reversed ? 1 : 2);
  if (block->use == WG_DEMO_USE_VILLAGE)
    compound = wg_demo_namer_next_village (namer->namer);
  else
    {
      const char *street = block->street >= 0 ? g_array_index (self->streets, WgDemoStreet, block->street).name
                                              : "滨河路";

      compound = g_strdup_printf ("%s %u 号", street, block->house_number);
    }
  block->compound = g_string_chunk_insert (self->strings, compound);
}

void
wg_demo_city_name_streets (WgDemoCity *self)
{
  Namer namer = { self };

  wg_demo_random_init (&namer.random, self->seed, WG_DEMO_STREAM_NAMES);
  namer.namer = wg_demo_namer_new (self->seed ^ 0x53);
  namer.order = g_new (guint, self->arcs->len);
  for (guint i = 0; i < self->arcs->len; i++)
    namer.order[i] = i;
  g_qsort_with_data (namer.order, (int) self->arcs->len, sizeof (guint), compare_arcs, self);
  name_streets (&namer);
  draw_roads (&namer);
  for (guint i = 0; i < self->blocks->len; i++)
    address_block (&namer, wg_demo_block (self, i));
  g_free (namer.order);
  wg_demo_namer_free (namer.namer);
}
