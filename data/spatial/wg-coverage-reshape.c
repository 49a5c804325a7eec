/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a border that follows a new street is drawn as one line, not corner by corner; what lies between its ends is
 * exchanged on both grids at once.
 */

#include "wg-coverage-private.h"

/* The sides of @a that @b has in the other direction. */
static GArray *
list_shared (const WgWorkGrid *a, const WgWorkGrid *b)
{
  GArray *shared = wg_sides_new ();

  for (guint i = 0; i < a->sides->len; i++)
    {
      const WgSide *side = &g_array_index (a->sides, WgSide, i);

      if (wg_sides_find (b->sides, side->to, side->from) >= 0)
        g_array_append_val (shared, *side);
    }
  return shared;
}

static GArray *
list_pair_border (const WgWorkGrid *a, const WgWorkGrid *b)
{
  GArray *border = wg_sides_new ();

  g_array_append_vals (border, a->sides->data, a->sides->len);
  g_array_append_vals (border, b->sides->data, b->sides->len);
  wg_sides_cancel (border);
  return border;
}

/* Lays the ends on the common border and makes them corners of it. */
static gboolean
lay_ends (WgWork *work, const WgWorkGrid *a, const WgWorkGrid *b, GArray *line, WgRefusal *refusal)
{
  for (guint i = 0; i < 2; i++)
    {
      WgCorner *end = &g_array_index (line, WgCorner, i == 0 ? 0 : line->len - 1);
      g_autoptr (GArray) shared = list_shared (a, b);
      g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (WgCorner));
      g_autoptr (GArray) met = NULL;

      if (!wg_line_nearest (work->coverage, shared, *end, WG_COVERAGE_SNAP_M, end, NULL))
        return wg_refusal_set (refusal, "reshape_ends_off_border", *end) != NULL;
      g_array_append_val (one, *end);
      met = wg_line_meet (work, one, shared);
      *end = g_array_index (met, WgCorner, 0);
    }
  return TRUE;
}

static gboolean
stays_inside (const GArray *line, const GArray *border, WgCorner *where)
{
  for (guint i = 0; i + 1 < line->len; i++)
    {
      WgCorner a = g_array_index (line, WgCorner, i), b = g_array_index (line, WgCorner, i + 1);

      for (guint k = 0; k < border->len; k++)
        {
          const WgSide *side = &g_array_index (border, WgSide, k);

          if (wg_exact_cross (a, b, side->from, side->to))
            {
              *where = wg_exact_meeting (a, b, side->from, side->to);
              return FALSE;
            }
        }
      *where = b;
      if (wg_sides_locate (border, (WgCorner){ 2 * b.lon, 2 * b.lat }) == WG_PLACE_OUTSIDE
          || wg_sides_locate (border, (WgCorner){ a.lon + b.lon, a.lat + b.lat }) == WG_PLACE_OUTSIDE)
        return FALSE;
    }
  return TRUE;
}

/* The way along shared sides, in the direction of the first grid. */
static GArray *
find_way (const GArray *shared, WgCorner from, WgCorner to)
{
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (WgCorner));
  WgCorner at = from;

  g_array_append_val (way, at);
  for (guint step = 0; step < shared->len; step++)
    {
      guint i = 0;

      while (i < shared->len && !wg_corner_equal (g_array_index (shared, WgSide, i).from, at))
        i++;
      if (i == shared->len)
        return NULL;
      at = g_array_index (shared, WgSide, i).to;
      g_array_append_val (way, at);
      if (wg_corner_equal (at, to))
        return g_steal_pointer (&way);
    }
  return NULL;
}

static __int128
area_between (const GArray *way, const GArray *line, gboolean backwards)
{
  WgCorner origin = g_array_index (way, WgCorner, 0);
  __int128 twice_area = 0;

  for (guint i = 0; i + 1 < way->len; i++)
    twice_area += wg_exact_turn (origin, g_array_index (way, WgCorner, i), g_array_index (way, WgCorner, i + 1));
  for (guint i = 0; i + 1 < line->len; i++)
    {
      __int128 part = wg_exact_turn (origin, g_array_index (line, WgCorner, i), g_array_index (line, WgCorner, i + 1));

      twice_area -= backwards ? -part : part;
    }
  return twice_area < 0 ? -twice_area : twice_area;
}

/* Round an island there are two ways between the ends: the one with less land between it and the line is meant. */
static GArray *
choose_way (const GArray *shared, const GArray *line, gboolean *backwards)
{
  WgCorner start = g_array_index (line, WgCorner, 0), end = g_array_index (line, WgCorner, line->len - 1);
  g_autoptr (GArray) forth = find_way (shared, start, end);
  g_autoptr (GArray) back = find_way (shared, end, start);

  *backwards = forth == NULL;
  if (forth != NULL && back != NULL)
    *backwards = area_between (back, line, TRUE) < area_between (forth, line, FALSE);
  return *backwards ? g_steal_pointer (&back) : g_steal_pointer (&forth);
}

/* Exchanges the sides along @way by those along @line; @flip: the grid goes the other way round. */
static void
exchange (WgWorkGrid *grid, const GArray *way, const GArray *line, gboolean backwards, gboolean flip)
{
  for (guint i = 0; i + 1 < way->len; i++)
    {
      WgCorner a = g_array_index (way, WgCorner, i), b = g_array_index (way, WgCorner, i + 1);

      g_array_remove_index_fast (grid->sides, wg_sides_find (grid->sides, flip ? b : a, flip ? a : b));
    }
  for (guint i = 0; i + 1 < line->len; i++)
    {
      WgCorner a = g_array_index (line, WgCorner, i), b = g_array_index (line, WgCorner, i + 1);
      WgSide side = backwards == flip ? (WgSide){ a, b } : (WgSide){ b, a };

      g_array_append_val (grid->sides, side);
    }
}

GPtrArray *
wg_coverage_reshape (WgCoverage *coverage, gint64 a, gint64 b, const double *line, guint n_points, WgRefusal *refusal)
{
  g_autoptr (WgWork) work = wg_work_new (coverage);
  WgWorkGrid *one = wg_work_take_id (work, a), *two = wg_work_take_id (work, b);
  g_autoptr (GArray) drawn = wg_line_from_degrees (line, n_points);
  g_autoptr (GArray) shared = NULL;
  g_autoptr (GArray) border = NULL;
  g_autoptr (GArray) way = NULL;
  WgCorner where = { 0, 0 };
  gboolean backwards;

  g_return_val_if_fail (one != NULL && two != NULL && one != two, NULL);

  shared = list_shared (one, two);
  if (shared->len == 0)
    return wg_refusal_set (refusal, "not_neighbours", g_array_index (one->sides, WgSide, 0).from);
  if (drawn->len < 2)
    return wg_refusal_set (refusal, "reshape_no_effect", drawn->len > 0 ? g_array_index (drawn, WgCorner, 0) : where);
  if (wg_line_crosses_itself (drawn, &where))
    return wg_refusal_set (refusal, "reshape_line_crosses_itself", where);
  if (!lay_ends (work, one, two, drawn, refusal))
    return NULL;
  border = list_pair_border (one, two);
  if (!stays_inside (drawn, border, &where))
    return wg_refusal_set (refusal, "reshape_outside_pair", where);
  g_array_unref (shared);
  shared = list_shared (one, two);
  where = g_array_index (drawn, WgCorner, 0);
  if (wg_corner_equal (where, g_array_index (drawn, WgCorner, drawn->len - 1)))
    return wg_refusal_set (refusal, "reshape_no_effect", where);
  way = choose_way (shared, drawn, &backwards);
  if (way == NULL)
    return wg_refusal_set (refusal, "reshape_ends_apart", where);
  exchange (one, way, drawn, backwards, FALSE);
  exchange (two, way, drawn, backwards, TRUE);
  return wg_work_commit (work, TRUE, refusal);
}
