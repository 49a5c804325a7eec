/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a border belongs to the grids on both sides of it. Whoever edits one outline at a time leaves gaps, overlaps and,
 * in them, cases without a grid; so outlines are edited here, all sharers at once, and nowhere else.
 */

#include "wg-coverage-private.h"

#include <glib/gi18n-lib.h>

/* GRS 80, of CGCS2000: semi-major axis and the square of the first eccentricity. */

static const struct
{
  const char *rule;
  const char *text;
} rules[] = {
  { "borders_would_cross", N_ ("Borders would cross or touch themselves there. Nothing was changed; choose another place.") },
  { "draw_outside", N_ ("Part of the drawn outline lies in no grid. Nothing was changed; stay inside the grids.") },
  { "draw_swallows_grid", N_ ("Nothing would be left of a grid there. Nothing was changed; merge it instead.") },
  { "gap_not_found", N_ ("There is no enclosed gap at this place. Nothing was changed; point into the gap.") },
  { "handover_no_piece", N_ ("No piece there has a border with the other grid. Nothing was changed; cut along their border.") },
  { "merge_not_contiguous", N_ ("The grids have no common border there; a corner is not enough. Nothing was changed.") },
  { "no_border_here", N_ ("There is no border within half a metre. Nothing was changed; point at a border.") },
  { "no_vertex_here", N_ ("There is no corner within half a metre. Nothing was changed; point at a corner.") },
  { "not_neighbours", N_ ("The two grids have no common border. Nothing was changed; choose neighbours.") },
  { "outer_border_moved", N_ ("The outer border of the grids would move there. Nothing was changed; only inner borders are redrawn.") },
  { "overlap_needs_grid", N_ ("Grids lie on each other there. Nothing was changed; name the one of them that gets the land.") },
  { "reshape_ends_apart", N_ ("The ends of the line are on two borders that do not meet. Nothing was changed; redraw one at a time.") },
  { "reshape_ends_off_border", N_ ("An end of the line is not on the common border. Nothing was changed; begin and end on it.") },
  { "reshape_line_crosses_itself", N_ ("The line crosses itself there. Nothing was changed; draw it again.") },
  { "reshape_no_effect", N_ ("The line begins where it ends. Nothing was changed; draw it from border to border.") },
  { "reshape_outside_pair", N_ ("The line leaves the two grids there. Nothing was changed; stay inside them.") },
  { "ring_too_small", N_ ("A grid needs three corners. Nothing was changed.") },
  { "split_cuts_building", N_ ("The line ends in a building, or finds no way round one there. Nothing was changed; draw it elsewhere.") },
  { "split_line_crosses_itself", N_ ("The line crosses itself there. Nothing was changed; draw it again.") },
  { "split_no_effect", N_ ("The line separates nothing. Nothing was changed; draw it from border to border.") },
  { "split_sliver", N_ ("A piece of less than a square metre would be left there. Nothing was changed.") },
  { "split_undershoot", N_ ("The line ends inside the grid there. Nothing was changed; draw it up to the border.") },
  { "vertex_exists", N_ ("There is a corner at this place. Nothing was changed; move that one.") },
  { "vertex_is_junction", N_ ("Three or more borders meet there. Nothing was changed; move the corner instead.") },
};

const char *
wg_coverage_rule_to_text (const char *rule)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (g_str_equal (rules[i].rule, rule))
        return _ (rules[i].text);
    }
  return rule;
}

void
wg_coverage_change_free (WgCoverageChange *change)
{
  g_clear_pointer (&change->before, wg_shape_unref);
  g_clear_pointer (&change->after, wg_shape_unref);
  g_free (change);
}

static void
clear_grid (gpointer data)
{
  g_clear_pointer (&((WgCoverageGrid *) data)->shape, wg_shape_unref);
}

WgCoverage *
wg_coverage_new (void)
{
  return wg_coverage_new_flat (0);
}

WgCoverage *
wg_coverage_new_flat (double metres_per_degree)
{
  WgCoverage *coverage = g_new0 (WgCoverage, 1);

  coverage->grids = g_array_new (FALSE, FALSE, sizeof (WgCoverageGrid));
  g_array_set_clear_func (coverage->grids, clear_grid);
  coverage->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  coverage->flat_metres = metres_per_degree;
  return coverage;
}

void
wg_coverage_free (WgCoverage *coverage)
{
  g_array_unref (coverage->grids);
  g_hash_table_unref (coverage->by_id);
  g_free (coverage);
}

/* Returns the position of a grid, -1 when it was never there. */
int
wg_coverage_find (const WgCoverage *coverage, gint64 id)
{
  gpointer index;

  return g_hash_table_lookup_extended (coverage->by_id, &id, NULL, &index) ? GPOINTER_TO_INT (index) : -1;
}

void
wg_coverage_set (WgCoverage *coverage, gint64 id, WgShape *shape)
{
  int index = wg_coverage_find (coverage, id);
  WgCoverageGrid *grid;

  g_return_if_fail (id != 0);

  if (index < 0)
    {
      WgCoverageGrid new_grid = { id, NULL };

      index = coverage->grids->len;
      g_array_append_val (coverage->grids, new_grid);
      g_hash_table_insert (coverage->by_id, g_memdup2 (&id, sizeof id), GINT_TO_POINTER (index));
      coverage->last_new = MIN (coverage->last_new, id);
    }
  grid = &g_array_index (coverage->grids, WgCoverageGrid, index);
  if (shape != NULL)
    wg_shape_ref (shape);
  g_clear_pointer (&grid->shape, wg_shape_unref);
  grid->shape = shape;
}

WgShape *
wg_coverage_get (const WgCoverage *coverage, gint64 id)
{
  int index = wg_coverage_find (coverage, id);

  return index < 0 ? NULL : g_array_index (coverage->grids, WgCoverageGrid, index).shape;
}

GArray *
wg_coverage_list (const WgCoverage *coverage)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < coverage->grids->len; i++)
    {
      const WgCoverageGrid *grid = &g_array_index (coverage->grids, WgCoverageGrid, i);

      if (grid->shape != NULL)
        g_array_append_val (ids, grid->id);
    }
  return ids;
}

void
wg_coverage_undo (WgCoverage *coverage, const GPtrArray *changes)
{
  for (guint i = changes->len; i > 0; i--)
    {
      const WgCoverageChange *change = g_ptr_array_index (changes, i - 1);

      wg_coverage_set (coverage, change->id, change->before);
    }
}

/* Metres of one unit to the east and to the north. */
void
wg_coverage_get_scale (const WgCoverage *coverage, gint64 lat, double *x, double *y)
{
  if (coverage->flat_metres > 0)
    *x = *y = coverage->flat_metres * WG_SHAPE_UNIT;
  else
    wg_shape_get_scale (wg_shape_degrees_from_units (lat), x, y);
}

double
wg_coverage_measure_m2 (const WgCoverage *coverage, __int128 twice_area, gint64 lat)
{
  double x, y;

  wg_coverage_get_scale (coverage, lat, &x, &y);
  return (double) twice_area / 2.0 * x * y;
}

double
wg_coverage_distance_m (const WgCoverage *coverage, WgCorner a, WgCorner b)
{
  double x, y;

  wg_coverage_get_scale (coverage, a.lat, &x, &y);
  return hypot ((b.lon - a.lon) * x, (b.lat - a.lat) * y);
}

double
wg_coverage_get_area_m2 (const WgCoverage *coverage, const WgShape *shape)
{
  const WgBox *box = wg_shape_get_box (shape);
  __int128 twice_area = 0;

  for (guint r = 0; r < shape->n_rings; r++)
    {
      const WgCorner *corners = shape->corners + shape->rings[r].first;

      for (guint i = 1; i + 1 < shape->rings[r].n_points; i++)
        twice_area += wg_exact_turn (corners[0], corners[i], corners[i + 1]);
    }
  return wg_coverage_measure_m2 (coverage, twice_area, wg_shape_units_from_degrees ((box->min_lat + box->max_lat) / 2));
}

WgCorner
wg_corner_from_degrees (double lon, double lat)
{
  /* Not a number too ends up where no grid is. */
  if (!(fabs (lon) <= 360.0))
    lon = lon < 0.0 ? -360.0 : 360.0;
  if (!(fabs (lat) <= 90.0))
    lat = lat < 0.0 ? -90.0 : 90.0;
  return (WgCorner){ wg_shape_units_from_degrees (lon), wg_shape_units_from_degrees (lat) };
}

static gint64
round_to_step (gint64 units)
{
  gint64 half = units < 0 ? -WG_COVERAGE_STEP / 2 : WG_COVERAGE_STEP / 2;

  return (units + half) / WG_COVERAGE_STEP * WG_COVERAGE_STEP;
}

WgCorner
wg_corner_drawn (double lon, double lat)
{
  WgCorner corner = wg_corner_from_degrees (lon, lat);

  return (WgCorner){ round_to_step (corner.lon), round_to_step (corner.lat) };
}

/* For the end of a function: returns %NULL. */
GPtrArray *
wg_refusal_set (WgRefusal *refusal, const char *rule, WgCorner where)
{
  refusal->rule = rule;
  refusal->lon = wg_shape_degrees_from_units (where.lon);
  refusal->lat = wg_shape_degrees_from_units (where.lat);
  return NULL;
}

gboolean
wg_coverage_find_corner (const WgCoverage *coverage, double *lon, double *lat, double within_m)
{
  WgCorner wanted = wg_corner_from_degrees (*lon, *lat), best = { 0, 0 };
  double x, y, best_m = within_m;
  gboolean found = FALSE;
  WgBox box = { *lon, *lat, *lon, *lat };

  wg_coverage_get_scale (coverage, wanted.lat, &x, &y);
  box.min_lon -= within_m / x * WG_SHAPE_UNIT;
  box.max_lon += within_m / x * WG_SHAPE_UNIT;
  box.min_lat -= within_m / y * WG_SHAPE_UNIT;
  box.max_lat += within_m / y * WG_SHAPE_UNIT;
  for (guint i = 0; i < coverage->grids->len; i++)
    {
      const WgShape *shape = g_array_index (coverage->grids, WgCoverageGrid, i).shape;

      if (shape == NULL || !wg_box_intersects (&shape->box, &box))
        continue;
      for (guint r = 0; r < shape->n_rings; r++)
        {
          const WgCorner *corners = shape->corners + shape->rings[r].first;

          for (guint k = 0; k < shape->rings[r].n_points; k++)
            {
              double away_m = hypot ((corners[k].lon - wanted.lon) * x, (corners[k].lat - wanted.lat) * y);

              if (away_m > best_m || (found && away_m == best_m))
                continue;
              best = corners[k];
              best_m = away_m;
              found = TRUE;
            }
        }
    }
  if (found)
    {
      *lon = wg_shape_degrees_from_units (best.lon);
      *lat = wg_shape_degrees_from_units (best.lat);
    }
  return found;
}
