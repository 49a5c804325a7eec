/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a border that is to follow a street or to leave every house whole is not what the hand drew; it is made from what the
 * district knows of streets and houses before the editor sees it.
 */

#include "wg-draft-private.h"

#include "wg-error.h"
#include "wg-line-way.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static GPtrArray *
read_street (WgStoreWork *work, const char *name, GError **error)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "base-line-named", "is",
                                          wg_connection_get_district (work->connection), name);

  while (row != NULL && wg_statement_step (row, &local))
    g_ptr_array_add (pieces, wg_statement_dup_blob (row, 0));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (pieces->len == 0)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND,
                 _ ("There is no street “%s” under the grids. “wangge import layer FILE --kind roads” brings them in."), name);
  else
    return wg_line_join (pieces);
  return NULL;
}

/* How many places of a line lie within an outline; of several carriageways the one that crosses the grid is meant. */
static guint
count_within (const GArray *line, const WgShape *shape)
{
  guint n = 0;

  for (guint i = 0; i + 3 < line->len; i += 2)
    {
      for (guint k = 0; k < 8; k++)
        {
          double lon = g_array_index (line, double, i) + k / 8.0 * (g_array_index (line, double, i + 2) - g_array_index (line, double, i));
          double lat = g_array_index (line, double, i + 1) + k / 8.0 * (g_array_index (line, double, i + 3) - g_array_index (line, double, i + 1));

          n += wg_box_contains (wg_shape_get_box (shape), lon, lat) && wg_shape_contains (shape, lon, lat);
        }
    }
  return n;
}

static GArray *
choose_through (const GPtrArray *lines, const WgShape *shape)
{
  GArray *best = NULL;
  guint most = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      guint n = count_within (g_ptr_array_index (lines, i), shape);

      if (n <= most)
        continue;
      most = n;
      best = g_ptr_array_index (lines, i);
    }
  return best;
}

static double
distance_to_m (const GArray *line, const double at[2])
{
  g_autoptr (GArray) place = wg_line_take_part (line, at, at);

  return place->len < 2 ? INFINITY : wg_geo_distance_m (at[0], at[1], g_array_index (place, double, 0), g_array_index (place, double, 1));
}

static GArray *
choose_near (const GPtrArray *lines, const double from[2], const double to[2])
{
  GArray *best = NULL;
  double least = INFINITY;

  for (guint i = 0; i < lines->len; i++)
    {
      double away = distance_to_m (g_ptr_array_index (lines, i), from) + distance_to_m (g_ptr_array_index (lines, i), to);

      if (away >= least)
        continue;
      least = away;
      best = g_ptr_array_index (lines, i);
    }
  return best;
}

/* From the border to the street, along it, and back to the border. */
static GArray *
trace (const GArray *street, const double from[2], const double to[2])
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) part = wg_line_take_part (street, from, to);

  g_array_append_vals (line, from, 2);
  g_array_append_vals (line, part->data, part->len);
  g_array_append_vals (line, to, 2);
  return line;
}

static gboolean
refuse (GError **error, const char *rule, const double where[2])
{
  g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, "%s", wg_coverage_rule_to_text (rule));
  if (error != NULL)
    wg_error_set_place (*error, rule, where[0], where[1]);
  return FALSE;
}

/* What is traced is a street, or a line that somebody else has drawn. */
static GPtrArray *
list_lines (WgStoreWork *work, const WgBoundaryEdit *edit, GError **error)
{
  GPtrArray *lines;

  if (edit->along != NULL)
    return read_street (work, edit->along, error);
  lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_ptr_array_add (lines, g_array_ref (edit->line));
  return lines;
}

static gboolean
follow_street (WgStoreWork *work, const WgBoundaryEdit *edit, const WgShape *shape, GArray **line, GError **error)
{
  g_autoptr (GPtrArray) lines = list_lines (work, edit, error);
  const GArray *street;

  if (lines == NULL)
    return FALSE;
  street = edit->verb == WG_BOUNDARY_TRACE ? choose_near (lines, edit->from, edit->to) : choose_through (lines, shape);
  if (street != NULL)
    {
      *line = edit->verb == WG_BOUNDARY_TRACE ? trace (street, edit->from, edit->to) : g_array_copy ((GArray *) street);
      return TRUE;
    }
  g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("“%s” does not cross the grid. Nothing was changed; choose another street."),
               edit->along);
  return FALSE;
}

/* --- Houses --- */

static gboolean
read_houses_of (WgStoreWork *work, gint64 grid_id, const WgBox *box, GPtrArray *houses, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "draft-buildings", "ii", wg_connection_get_district (work->connection),
                                          grid_id);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (local == NULL && wg_statement_step (row, &local))
    {
      gsize size = 0;
      const void *wkb = wg_statement_peek_blob (row, 3, &size);
      g_autoptr (WgShape) shape = wg_shape_new_from_wkb (wkb, size, &local);

      if (shape != NULL && wg_box_intersects (wg_shape_get_box (shape), box))
        g_ptr_array_add (houses, g_steal_pointer (&shape));
    }
  wg_statement_reset (row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static GPtrArray *
read_houses (WgStoreWork *work, WgGridTree *tree, const GArray *line, GError **error)
{
  g_autoptr (GPtrArray) houses = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_unref);
  WgBox box = WG_BOX_EMPTY;

  for (guint i = 0; i + 1 < line->len; i += 2)
    wg_box_extend (&box, g_array_index (line, double, i), g_array_index (line, double, i + 1));
  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);

      if (grid->shape != NULL && wg_box_intersects (wg_shape_get_box (grid->shape), &box)
          && !read_houses_of (work, grid->id, &box, houses, error))
        return NULL;
    }
  return g_steal_pointer (&houses);
}

static gboolean
go_round_houses (WgStoreWork *work, WgGridTree *tree, GArray **line, GError **error)
{
  g_autoptr (GPtrArray) houses = read_houses (work, tree, *line, error);
  double where[2] = { NAN, NAN };
  GArray *way;

  if (houses == NULL)
    return FALSE;
  way = wg_line_avoid (*line, houses, where);
  if (way == NULL)
    return refuse (error, "split_cuts_building", where);
  g_array_unref (*line);
  *line = way;
  return TRUE;
}

gboolean
wg_draft_make_line (WgStoreWork *work, WgGridTree *tree, const WgBoundaryEdit *edit, const WgShape *shape, GArray **line, GError **error)
{
  gboolean follows = edit->along != NULL || edit->verb == WG_BOUNDARY_TRACE;

  *line = edit->line != NULL && !follows ? g_array_ref (edit->line) : NULL;
  if (follows && !follow_street (work, edit, shape, line, error))
    return FALSE;
  return !edit->keep_buildings || *line == NULL || go_round_houses (work, tree, line, error);
}
