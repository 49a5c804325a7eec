/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: two offices drew the same yard, and a case in it has two homes. Whoever is to have it keeps the outline that was drawn,
 * and the other gives way exactly along it, so that afterwards they have a border in common and not another thread of land.
 */

#include "wg-coverage-private.h"

#include <stdlib.h>

/* A corner that a side gets, and how far along it. */
typedef struct
{
  WgSide side;
  long double along;
  WgCorner corner;
} Node;

static void
add_node (GArray *nodes, const WgSide *side, WgCorner corner)
{
  Node node = { *side, 0, corner };
  long double east = corner.lon - side->from.lon, north = corner.lat - side->from.lat;

  if (wg_corner_equal (corner, side->from) || wg_corner_equal (corner, side->to))
    return;
  node.along = east * east + north * north;
  g_array_append_val (nodes, node);
}

/* The same place whichever way the two sides run. */
static WgCorner
meeting_of (const WgSide *a, const WgSide *b)
{
  WgSide one = wg_corner_compare (a->from, a->to) > 0 ? (WgSide){ a->to, a->from } : *a;
  WgSide two = wg_corner_compare (b->from, b->to) > 0 ? (WgSide){ b->to, b->from } : *b;

  return wg_exact_meeting (one.from, one.to, two.from, two.to);
}

static void
meet_sides (const WgSide *a, const WgSide *b, GArray *nodes)
{
  if (!wg_exact_boxes_meet (a->from, a->to, b->from, b->to))
    return;
  if (wg_exact_cross (a->from, a->to, b->from, b->to))
    {
      WgCorner corner = meeting_of (a, b);

      add_node (nodes, a, corner);
      add_node (nodes, b, corner);
      return;
    }
  if (wg_exact_on (a->from, a->to, b->from))
    add_node (nodes, a, b->from);
  if (wg_exact_on (a->from, a->to, b->to))
    add_node (nodes, a, b->to);
  if (wg_exact_on (b->from, b->to, a->from))
    add_node (nodes, b, a->from);
  if (wg_exact_on (b->from, b->to, a->to))
    add_node (nodes, b, a->to);
}

static int
compare_nodes (gconstpointer a, gconstpointer b)
{
  const Node *one = a, *two = b;
  int order = wg_side_compare (&one->side, &two->side);

  return order != 0 ? order : one->along < two->along ? -1 : one->along > two->along;
}

/* Where the outlines of two grids meet, side by side. */
static GArray *
list_nodes (const GArray *a, const GArray *b)
{
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (Node));

  for (guint i = 0; i < a->len; i++)
    {
      for (guint k = 0; k < b->len; k++)
        meet_sides (&g_array_index (a, WgSide, i), &g_array_index (b, WgSide, k), nodes);
    }
  g_array_sort (nodes, compare_nodes);
  return nodes;
}

/* The corners that @nodes, from @at on, have for one side; moves @at behind them. @wanted: (nullable): only those that are
 * an end of one of these sides.
 */
static GArray *
take_way (const GArray *nodes, guint *at, const GArray *wanted)
{
  GArray *way = g_array_new (FALSE, FALSE, sizeof (WgCorner));
  const WgSide side = g_array_index (nodes, Node, *at).side;

  for (; *at < nodes->len && wg_side_compare (&side, &g_array_index (nodes, Node, *at).side) == 0; (*at)++)
    {
      WgCorner corner = g_array_index (nodes, Node, *at).corner;
      gboolean is_wanted = wanted == NULL;

      for (guint i = 0; wanted != NULL && !is_wanted && i < wanted->len; i++)
        is_wanted = wg_corner_equal (g_array_index (wanted, WgSide, i).from, corner);
      if (is_wanted && (way->len == 0 || !wg_corner_equal (g_array_index (way, WgCorner, way->len - 1), corner)))
        g_array_append_val (way, corner);
    }
  return way;
}

/* A copy of @sides that has the nodes as corners. */
static GArray *
copy_with_nodes (const GArray *sides, const GArray *nodes)
{
  GArray *copy = wg_sides_new ();
  guint at = 0;

  g_array_append_vals (copy, sides->data, sides->len);
  while (at < nodes->len)
    {
      const WgSide side = g_array_index (nodes, Node, at).side;
      int index = wg_sides_find (copy, side.from, side.to);
      g_autoptr (GArray) way = take_way (nodes, &at, NULL);

      if (index >= 0)
        wg_sides_replace (copy, index, way, FALSE);
    }
  return copy;
}

/* The land that both have round a place, as sides with it on their left; %NULL when the outlines cannot be laid on each other. */
static GArray *
find_common (const GArray *keeper, const GArray *giver, const GArray *nodes, WgCorner doubled)
{
  g_autoptr (GArray) cut = copy_with_nodes (giver, nodes);
  g_autoptr (GArray) border = copy_with_nodes (keeper, nodes);
  g_autoptr (GArray) outline = wg_sides_new ();
  g_autoptr (GPtrArray) rings = NULL;
  g_autoptr (GPtrArray) pieces = NULL;
  WgCorner where;

  g_array_append_vals (outline, cut->data, cut->len);
  for (guint i = 0; i < border->len; i++)
    {
      const WgSide *side = &g_array_index (border, WgSide, i);
      WgCorner ends[2] = { side->from, side->to };
      g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (WgCorner));

      g_array_append_vals (line, ends, 2);
      wg_line_add_inside (line, outline, cut);
    }
  rings = wg_sides_walk (cut, TRUE, NULL);
  pieces = wg_rings_to_pieces (rings, &where);
  for (guint i = 0; pieces != NULL && i < pieces->len; i++)
    {
      g_autoptr (GArray) land = wg_sides_new ();

      wg_sides_add_piece (land, g_ptr_array_index (pieces, i));
      if (wg_sides_locate (land, doubled) == WG_PLACE_INSIDE)
        return g_steal_pointer (&land);
    }
  return NULL;
}

/* @giver loses what it has in common with @keeper round @point. */
static gboolean
give (WgWork *work, WgWorkGrid *keeper, WgWorkGrid *giver, WgCorner point, WgRefusal *refusal)
{
  g_autoptr (GArray) nodes = list_nodes (keeper->sides, giver->sides);
  g_autoptr (GArray) land = find_common (keeper->sides, giver->sides, nodes, (WgCorner){ 2 * point.lon, 2 * point.lat });
  guint at = 0;

  if (land == NULL)
    return wg_refusal_set (refusal, "borders_would_cross", point) != NULL;
  while (at < nodes->len)
    {
      const WgSide side = g_array_index (nodes, Node, at).side;
      g_autoptr (GArray) way = take_way (nodes, &at, land);

      if (way->len > 0)
        wg_work_insert (work, side.from, side.to, way);
    }
  for (guint i = 0; i < land->len; i++)
    {
      const WgSide *side = &g_array_index (land, WgSide, i);
      WgSide twin = { side->to, side->from };

      g_array_append_val (giver->sides, twin);
    }
  wg_sides_cancel (giver->sides);
  return giver->sides->len > 0 || wg_refusal_set (refusal, "draw_swallows_grid", point) != NULL;
}

/* The grids that have a place, in hand. */
static GPtrArray *
take_at (WgWork *work, WgCorner point)
{
  GPtrArray *grids = g_ptr_array_new ();
  WgBox box = WG_BOX_EMPTY;

  wg_box_extend_corner (&box, point);
  wg_work_take_near (work, &box);
  for (guint i = 0; i < work->grids->len; i++)
    {
      WgWorkGrid *grid = g_ptr_array_index (work->grids, i);

      if (wg_sides_locate (grid->sides, (WgCorner){ 2 * point.lon, 2 * point.lat }) == WG_PLACE_INSIDE)
        g_ptr_array_add (grids, grid);
    }
  return grids;
}

/* Whether more than one grid has a place. */
gboolean
wg_coverage_is_overlap (WgCoverage *coverage, WgCorner point)
{
  g_autoptr (WgWork) work = wg_work_new (coverage);
  g_autoptr (GPtrArray) grids = take_at (work, point);

  return grids->len > 1;
}

/* Land that lies in several grids goes to one of them. */
GPtrArray *
wg_coverage_award (WgCoverage *coverage, gint64 id, WgCorner point, WgRefusal *refusal)
{
  g_autoptr (WgWork) work = wg_work_new (coverage);
  g_autoptr (GPtrArray) grids = take_at (work, point);
  WgWorkGrid *keeper = id != 0 ? wg_work_take_id (work, id) : NULL;

  if (keeper == NULL || !g_ptr_array_find (grids, keeper, NULL))
    return wg_refusal_set (refusal, "overlap_needs_grid", point);
  for (guint i = 0; i < grids->len; i++)
    {
      WgWorkGrid *giver = g_ptr_array_index (grids, i);

      if (giver != keeper && !give (work, keeper, giver, point, refusal))
        return NULL;
    }
  return wg_work_commit (work, FALSE, refusal);
}
