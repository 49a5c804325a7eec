/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: pointer, keys and typed numbers do the same with a tool: they say where the next point is, add it, and accept. So
 * what a tool makes of points stands here and knows nothing of who said them.
 */

#include "wg-boundary-editor-private.h"

#include "wg-boundary-trace.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SHARED_M 0.05 /* a corner is on a border that is this near */

const char *
wg_boundary_tool_get_label (WgBoundaryTool tool)
{
  static const char *const labels[WG_N_TOOLS] = {
    [WG_TOOL_MOVE] = NC_ ("tool", "Move a corner"),     [WG_TOOL_RESHAPE] = NC_ ("tool", "Reshape by a line"),
    [WG_TOOL_SPLIT] = NC_ ("tool", "Split by a line"),  [WG_TOOL_MERGE] = NC_ ("tool", "Merge neighbours"),
    [WG_TOOL_HANDOVER] = NC_ ("tool", "Hand over"),     [WG_TOOL_NEW] = NC_ ("tool", "New special grid"),
    [WG_TOOL_FILL] = NC_ ("tool", "Fill a gap"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "tool", labels[tool]);
}

static gboolean
has_cursor (WgBoundaryEditor *self)
{
  return !isnan (self->hand.cursor[0]);
}

static gboolean
is_holding (WgBoundaryEditor *self)
{
  return !isnan (self->hand.held[0]);
}

double
wg_boundary_editor_get_metres (WgBoundaryEditor *self, double pixels)
{
  double x = gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0, y = gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0;
  double lon_a, lat_a, lon_b, lat_b;

  wg_city_layer_get_place (self->layer, x, y, &lon_a, &lat_a);
  wg_city_layer_get_place (self->layer, x + pixels, y, &lon_b, &lat_b);
  return wg_geo_distance_m (lon_a, lat_a, lon_b, lat_b);
}

/* --- The step in hand --- */

static void
take_codes (WgBoundaryEditor *self, WgBoundaryEdit *edit, const gint64 *ids, guint n_ids)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (guint i = 0; i < n_ids; i++)
    g_ptr_array_add (codes, g_strdup (wg_boundary_sketch_get_code (self->sketch, ids[i])));
  g_ptr_array_add (codes, NULL);
  edit->codes = (char **) g_ptr_array_free (g_steal_pointer (&codes), FALSE);
}

static GArray *
copy_line (WgBoundaryEditor *self, gboolean with_cursor)
{
  GArray *line = g_array_copy (self->hand.line);
  guint n = line->len;

  if (with_cursor && has_cursor (self)
      && (n < 2 || g_array_index (line, double, n - 2) != self->hand.cursor[0]
          || g_array_index (line, double, n - 1) != self->hand.cursor[1]))
    {
      if (n > 0)
        g_array_append_vals (line, self->hand.way->data, self->hand.way->len);
      g_array_append_vals (line, self->hand.cursor, 2);
    }
  return line;
}

/* The line goes through one grid: the one in the middle of it. */
static gint64
find_cut (WgBoundaryEditor *self, const GArray *line)
{
  guint n = line->len / 2, middle = n / 2;
  const double *p = (const double *) (gconstpointer) line->data;
  double lon = p[2 * middle], lat = p[2 * middle + 1];

  if (n % 2 == 0)
    {
      lon = (lon + p[2 * middle - 2]) / 2.0;
      lat = (lat + p[2 * middle - 1]) / 2.0;
    }
  return wg_boundary_sketch_find (self->sketch, lon, lat);
}

/* The two grids between which both ends of the line lie. */
static guint
find_pair (WgBoundaryEditor *self, const GArray *line, gint64 pair[2])
{
  const double *p = (const double *) (gconstpointer) line->data;
  g_autoptr (GArray) first = wg_boundary_sketch_list_at (self->sketch, p[0], p[1], WG_COVERAGE_SNAP_M);
  g_autoptr (GArray) last
      = wg_boundary_sketch_list_at (self->sketch, p[line->len - 2], p[line->len - 1], WG_COVERAGE_SNAP_M);
  guint n = 0;

  for (guint i = 0; i < first->len; i++)
    {
      for (guint k = 0; k < last->len && n < 2; k++)
        {
          if (g_array_index (first, gint64, i) == g_array_index (last, gint64, k))
            pair[n++] = g_array_index (first, gint64, i);
        }
    }
  return n;
}

static gboolean
fill_line (WgBoundaryEditor *self, WgBoundaryEdit *edit, gboolean with_cursor)
{
  gint64 ids[2] = { 0, 0 };
  guint n = 0;

  edit->line = copy_line (self, with_cursor);
  if (edit->line->len < 4)
    return FALSE;
  if (self->tool == WG_TOOL_SPLIT)
    {
      ids[0] = find_cut (self, edit->line);
      n = ids[0] != 0;
    }
  else if (self->tool == WG_TOOL_RESHAPE)
    n = find_pair (self, edit->line, ids);
  else
    return edit->line->len >= 6;
  if (n < (self->tool == WG_TOOL_RESHAPE ? 2 : 1))
    return FALSE;
  take_codes (self, edit, ids, n);
  return TRUE;
}

static gboolean
fill_picks (WgBoundaryEditor *self, WgBoundaryEdit *edit, gboolean with_cursor)
{
  GArray *picks = self->hand.picks;

  if (picks->len < 2)
    return FALSE;
  take_codes (self, edit, (const gint64 *) (const void *) picks->data, self->tool == WG_TOOL_MERGE ? picks->len : 2);
  if (self->tool == WG_TOOL_HANDOVER && self->hand.line->len > 0)
    edit->line = copy_line (self, with_cursor);
  return edit->line == NULL || edit->line->len >= 4;
}

static WgBoundaryEdit *
make_point_edit (WgBoundaryEditor *self)
{
  WgBoundaryEdit *edit;
  gboolean stays = self->hand.held[0] == self->hand.cursor[0] && self->hand.held[1] == self->hand.cursor[1];

  if (!has_cursor (self) || (self->tool == WG_TOOL_MOVE && (!is_holding (self) || stays)))
    return NULL;
  edit = wg_boundary_edit_new (self->tool == WG_TOOL_FILL ? WG_BOUNDARY_FILL
                               : self->inserting          ? WG_BOUNDARY_INSERT
                                                          : WG_BOUNDARY_MOVE);
  memcpy (edit->from, self->tool == WG_TOOL_FILL ? self->hand.cursor : self->hand.held, sizeof edit->from);
  if (self->tool == WG_TOOL_FILL)
    take_codes (self, edit, (const gint64 *) (const void *) self->hand.picks->data, MIN (self->hand.picks->len, 1));
  else
    memcpy (edit->to, self->hand.cursor, sizeof edit->to);
  return edit;
}

static WgBoundaryEdit *
make_edit (WgBoundaryEditor *self, gboolean with_cursor)
{
  static const WgBoundaryVerb verbs[WG_N_TOOLS] = {
    [WG_TOOL_RESHAPE] = WG_BOUNDARY_RESHAPE,   [WG_TOOL_SPLIT] = WG_BOUNDARY_SPLIT, [WG_TOOL_MERGE] = WG_BOUNDARY_MERGE,
    [WG_TOOL_HANDOVER] = WG_BOUNDARY_HANDOVER, [WG_TOOL_NEW] = WG_BOUNDARY_DRAW,
  };
  g_autoptr (WgBoundaryEdit) edit = NULL;
  gboolean by_picks = self->tool == WG_TOOL_MERGE || self->tool == WG_TOOL_HANDOVER;

  if (self->tool == WG_TOOL_MOVE || self->tool == WG_TOOL_FILL)
    return make_point_edit (self);
  edit = wg_boundary_edit_new (verbs[self->tool]);
  edit->keep_buildings = self->round_on && self->tool != WG_TOOL_NEW && self->tool != WG_TOOL_MERGE;
  if (by_picks ? !fill_picks (self, edit, with_cursor) : !fill_line (self, edit, with_cursor))
    return NULL;
  return g_steal_pointer (&edit);
}

/* A whole piece can be handed over without a line, and who gets a gap is chosen before it: where there is no line, or no
 * gap, that comes next, and nothing is wrong yet.
 */
static gboolean
is_more_to_come (WgBoundaryEditor *self)
{
  return (self->tool == WG_TOOL_HANDOVER && self->hand.line->len == 0)
         || (self->tool == WG_TOOL_FILL && self->hand.picks->len > 0
             && wg_boundary_sketch_find (self->sketch, self->hand.cursor[0], self->hand.cursor[1]) != 0);
}

/* What Enter would do, and tries it: what was drawn, when that is enough, else as far as the cursor. %NULL while something
 * is missing.
 */
static WgBoundaryEdit *
choose_edit (WgBoundaryEditor *self)
{
  g_autoptr (WgBoundaryEdit) drawn = make_edit (self, FALSE);
  WgBoundaryEdit *further;

  if (drawn != NULL && wg_boundary_sketch_try (self->sketch, drawn))
    return g_steal_pointer (&drawn);
  if (is_more_to_come (self))
    {
      wg_boundary_sketch_try (self->sketch, NULL);
      return g_steal_pointer (&drawn);
    }
  further = make_edit (self, TRUE);
  wg_boundary_sketch_try (self->sketch, further);
  return further;
}

/* Tries the step in hand, and shows it everywhere. */
void
wg_boundary_editor_refresh (WgBoundaryEditor *self)
{
  g_autoptr (WgBoundaryEdit) edit = NULL;

  self->hand.closed = self->tool == WG_TOOL_NEW;
  wg_boundary_editor_renew_card (self);
  if (wg_boundary_sketch_get_refusal (self->sketch) == NULL)
    edit = choose_edit (self);
  else
    wg_boundary_sketch_try (self->sketch, NULL);
  gtk_widget_queue_draw (self->drawing);
}

static void
forget_refusal (WgBoundaryEditor *self)
{
  g_clear_pointer (&self->refusal, g_free);
  self->hand.refused[0] = self->hand.refused[1] = NAN;
}

/* --- Points --- */

/* What lies between the last point and the cursor, when both lie on it. */
static void
renew_way (WgBoundaryEditor *self)
{
  GArray *line = self->hand.line;
  g_autoptr (GArray) way = NULL;

  g_array_set_size (self->hand.way, 0);
  if (!self->trace_on || line->len < 2 || !has_cursor (self) || self->hand.snap.kind == WG_SNAP_NONE)
    return;
  way = wg_boundary_trace_find (self->sketch, &g_array_index (line, double, line->len - 2), self->hand.cursor,
                                self->tool != WG_TOOL_SPLIT);
  if (way != NULL)
    g_array_append_vals (self->hand.way, way->data, way->len);
}

void
wg_boundary_editor_follow (WgBoundaryEditor *self)
{
  renew_way (self);
  wg_boundary_editor_refresh (self);
}

static void
empty_line (WgBoundaryEditor *self)
{
  gboolean any = self->hand.line->len > 0;

  g_array_set_size (self->hand.line, 0);
  g_array_set_size (self->hand.legs, 0);
  g_array_set_size (self->hand.way, 0);
  if (any)
    wg_boundary_editor_keep_hand (self);
}

static void
append_point (WgBoundaryEditor *self)
{
  guint n = self->hand.line->len;

  g_array_append_val (self->hand.legs, n);
  if (n > 0)
    g_array_append_vals (self->hand.line, self->hand.way->data, self->hand.way->len);
  g_array_append_vals (self->hand.line, self->hand.cursor, 2);
  g_array_set_size (self->hand.way, 0);
}

void
wg_boundary_editor_point_at (WgBoundaryEditor *self, double lon, double lat, gboolean snap)
{
  const double *held = is_holding (self) ? self->hand.held : NULL;

  self->hand.cursor[0] = lon;
  self->hand.cursor[1] = lat;
  self->hand.snap = (WgSnap){ WG_SNAP_NONE };
  if (snap && self->snap_on && self->tool != WG_TOOL_MERGE && self->tool != WG_TOOL_FILL
      && wg_boundary_snap_find (self->sketch, lon, lat, wg_boundary_editor_get_metres (self, WG_EDITOR_SNAP_PX), held,
                                &self->hand.snap))
    {
      self->hand.cursor[0] = self->hand.snap.lon;
      self->hand.cursor[1] = self->hand.snap.lat;
    }
  wg_boundary_editor_follow (self);
}

static void
toggle_pick (WgBoundaryEditor *self)
{
  gint64 id = wg_boundary_sketch_find (self->sketch, self->hand.cursor[0], self->hand.cursor[1]);

  if (id == 0)
    return;
  for (guint i = 0; i < self->hand.picks->len; i++)
    {
      if (g_array_index (self->hand.picks, gint64, i) == id)
        {
          g_array_remove_index (self->hand.picks, i);
          return;
        }
    }
  g_array_append_val (self->hand.picks, id);
}

static void
pick_at (WgBoundaryEditor *self)
{
  gint64 id = wg_boundary_sketch_find (self->sketch, self->hand.cursor[0], self->hand.cursor[1]);

  g_array_set_size (self->hand.picks, 0);
  if (id != 0)
    g_array_append_val (self->hand.picks, id);
}

/* Who gets the land: the grid that was chosen before, as long as the place is in no other one. */
static void
pick_taker (WgBoundaryEditor *self)
{
  const WgCoverage *coverage = wg_boundary_sketch_get_coverage (self->sketch);
  gint64 chosen = self->hand.picks->len > 0 ? g_array_index (self->hand.picks, gint64, 0) : 0;
  const WgShape *shape = coverage != NULL && chosen != 0 ? wg_coverage_get (coverage, chosen) : NULL;

  if (shape != NULL && wg_shape_contains (shape, self->hand.cursor[0], self->hand.cursor[1]))
    return;
  if (wg_boundary_sketch_find (self->sketch, self->hand.cursor[0], self->hand.cursor[1]) != 0)
    pick_at (self);
}

void
wg_boundary_editor_add_point (WgBoundaryEditor *self)
{
  if (!has_cursor (self))
    return;
  forget_refusal (self);
  if (self->tool == WG_TOOL_MERGE || (self->tool == WG_TOOL_HANDOVER && self->hand.picks->len < 2))
    toggle_pick (self);
  else if (self->tool == WG_TOOL_FILL)
    pick_taker (self);
  else if (self->tool == WG_TOOL_MOVE)
    {
      if (!wg_boundary_editor_hold (self, self->hand.cursor[0], self->hand.cursor[1],
                                    wg_boundary_editor_get_metres (self, WG_EDITOR_GRAB_PX)))
        pick_at (self);
    }
  else
    append_point (self);
  wg_boundary_editor_keep_hand (self);
  wg_boundary_editor_refresh (self);
  wg_boundary_editor_show_sides (self);
}

void
wg_boundary_editor_drop_point (WgBoundaryEditor *self)
{
  GArray *legs = self->hand.legs;

  if (legs->len > 0)
    {
      g_array_set_size (self->hand.line, g_array_index (legs, guint, legs->len - 1));
      g_array_set_size (legs, legs->len - 1);
      wg_boundary_editor_keep_hand (self);
    }
  wg_boundary_editor_follow (self);
}

/* --- Holding a corner --- */

static void
pick_sharers (WgBoundaryEditor *self)
{
  g_autoptr (GArray) sharers = wg_boundary_sketch_list_at (self->sketch, self->hand.held[0], self->hand.held[1], SHARED_M);
  guint n_known = 0;

  for (guint i = 0; i < sharers->len; i++)
    {
      for (guint k = 0; k < self->hand.picks->len; k++)
        n_known += g_array_index (self->hand.picks, gint64, k) == g_array_index (sharers, gint64, i);
    }
  if (n_known == self->hand.picks->len && n_known == MIN (sharers->len, WG_N_SIDES) && n_known > 0)
    return;
  g_array_set_size (self->hand.picks, 0);
  g_array_append_vals (self->hand.picks, sharers->data, MIN (sharers->len, WG_N_SIDES));
}

static void
hold_at (WgBoundaryEditor *self, double lon, double lat, gboolean inserting)
{
  self->hand.held[0] = self->hand.cursor[0] = lon;
  self->hand.held[1] = self->hand.cursor[1] = lat;
  self->hand.snap = (WgSnap){ WG_SNAP_NONE };
  self->inserting = inserting;
  pick_sharers (self);
  wg_boundary_editor_refresh (self);
  wg_boundary_editor_show_sides (self);
}

/* Takes the corner that is near, else the border that is: dragging a border makes a corner. */
gboolean
wg_boundary_editor_hold (WgBoundaryEditor *self, double lon, double lat, double within_m)
{
  const WgCoverage *coverage = wg_boundary_sketch_get_coverage (self->sketch);
  double corner[2] = { lon, lat };
  WgSnap snap;

  if (coverage == NULL)
    return FALSE;
  if (wg_coverage_find_corner (coverage, &corner[0], &corner[1], within_m))
    {
      hold_at (self, corner[0], corner[1], FALSE);
      return TRUE;
    }
  if (!wg_boundary_snap_find (self->sketch, lon, lat, within_m, NULL, &snap) || snap.kind != WG_SNAP_BORDER)
    return FALSE;
  hold_at (self, snap.lon, snap.lat, TRUE);
  return TRUE;
}

static void
append_corners (const WgShape *shape, GArray *corners)
{
  for (guint r = 0; r < wg_shape_get_n_rings (shape); r++)
    {
      guint n;
      const gint64 *ring = wg_shape_get_ring (shape, r, &n, NULL, NULL);

      for (guint i = 0; i < n; i++)
        {
          double corner[2] = { wg_shape_degrees_from_units (ring[2 * i]), wg_shape_degrees_from_units (ring[2 * i + 1]) };

          g_array_append_vals (corners, corner, 2);
        }
    }
}

/* The corners that Tab walks along: of the first grid that is meant, those shared with the second when there is one. */
static GArray *
list_corners (WgBoundaryEditor *self)
{
  const WgCoverage *coverage = wg_boundary_sketch_get_coverage (self->sketch);
  GArray *picks = self->hand.picks, *corners = g_array_new (FALSE, FALSE, sizeof (double));
  const WgShape *one = picks->len > 0 ? wg_coverage_get (coverage, g_array_index (picks, gint64, 0)) : NULL;
  const WgShape *two = picks->len > 1 ? wg_coverage_get (coverage, g_array_index (picks, gint64, 1)) : NULL;
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));

  if (one != NULL)
    append_corners (one, all);
  for (guint i = 0; i < all->len; i += 2)
    {
      const double *corner = &g_array_index (all, double, i);

      if (two == NULL || wg_shape_get_border_distance_m (two, corner[0], corner[1]) < SHARED_M)
        g_array_append_vals (corners, corner, 2);
    }
  return corners;
}

static int
find_held (WgBoundaryEditor *self, const GArray *corners)
{
  for (guint i = 0; is_holding (self) && i < corners->len; i += 2)
    {
      const double *corner = &g_array_index (corners, double, i);

      if (wg_geo_distance_m (corner[0], corner[1], self->hand.held[0], self->hand.held[1]) < SHARED_M)
        return (int) (i / 2);
    }
  return -1;
}

/* Where the middle of the map is in no grid, Tab begins at the nearest corner that can be seen. */
static gboolean
hold_nearest (WgBoundaryEditor *self)
{
  double lon = self->hand.cursor[0], lat = self->hand.cursor[1];
  double within_m = wg_boundary_editor_get_metres (self, gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0);

  if (!wg_coverage_find_corner (wg_boundary_sketch_get_coverage (self->sketch), &lon, &lat, within_m))
    return FALSE;
  hold_at (self, lon, lat, FALSE);
  return TRUE;
}

/* Returns FALSE behind the last and before the first, so that Tab goes on to the next widget. */
gboolean
wg_boundary_editor_next_corner (WgBoundaryEditor *self, int by)
{
  g_autoptr (GArray) corners = NULL;
  int at, n;

  if (wg_boundary_sketch_get_coverage (self->sketch) == NULL || self->tool != WG_TOOL_MOVE)
    return FALSE;
  if (self->hand.picks->len == 0)
    {
      if (!has_cursor (self))
        wg_boundary_editor_shift (self, 0.0, 0.0);
      pick_at (self);
      if (self->hand.picks->len == 0)
        return hold_nearest (self);
    }
  corners = list_corners (self);
  n = (int) corners->len / 2;
  at = find_held (self, corners);
  at = at < 0 ? (by > 0 ? 0 : n - 1) : at + by;
  if (at < 0 || at >= n)
    return FALSE;
  hold_at (self, g_array_index (corners, double, 2 * at), g_array_index (corners, double, 2 * at + 1), FALSE);
  return TRUE;
}

/* What was said without a pointer may be said of a place that is not on the map. */
void
wg_boundary_editor_show_cursor (WgBoundaryEditor *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->map)), height = gtk_widget_get_height (GTK_WIDGET (self->map));
  double x, y;

  wg_city_layer_get_point (self->layer, self->hand.cursor[0], self->hand.cursor[1], &x, &y);
  if (x < 0 || y < 0 || x > width || y > height)
    wg_boundary_editor_go_to (self, self->hand.cursor[0], self->hand.cursor[1], 0);
}

void
wg_boundary_editor_shift (WgBoundaryEditor *self, double east_m, double north_m)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->map)), height = gtk_widget_get_height (GTK_WIDGET (self->map));
  double place[2] = { self->hand.cursor[0], self->hand.cursor[1] };

  if (!has_cursor (self))
    wg_city_layer_get_place (self->layer, width / 2.0, height / 2.0, &place[0], &place[1]);
  wg_boundary_place_shift (place, east_m, north_m);
  forget_refusal (self);
  wg_boundary_editor_point_at (self, place[0], place[1], FALSE);
  wg_boundary_editor_show_cursor (self);
}

/* A corner in the middle of the side behind the held one; in a drawing, a point where the cursor is. */
void
wg_boundary_editor_insert (WgBoundaryEditor *self)
{
  g_autoptr (GArray) corners = NULL;
  g_autoptr (WgBoundaryEdit) edit = NULL;
  int at;

  if (self->tool != WG_TOOL_MOVE)
    {
      wg_boundary_editor_add_point (self);
      return;
    }
  corners = wg_boundary_sketch_get_coverage (self->sketch) != NULL ? list_corners (self) : NULL;
  at = corners != NULL ? find_held (self, corners) : -1;
  if (at < 0)
    return;
  at = at + 1 < (int) corners->len / 2 ? at : at - 1;
  if (at < 0)
    return;
  edit = wg_boundary_edit_new (WG_BOUNDARY_INSERT);
  for (guint i = 0; i < 2; i++)
    edit->from[i] = (g_array_index (corners, double, 2 * at + i) + g_array_index (corners, double, 2 * at + 2 + i)) / 2.0;
  self->hand.held[0] = self->hand.cursor[0] = edit->from[0];
  self->hand.held[1] = self->hand.cursor[1] = edit->from[1];
  wg_boundary_sketch_perform (self->sketch, g_steal_pointer (&edit));
}

void
wg_boundary_editor_delete (WgBoundaryEditor *self)
{
  WgBoundaryEdit *edit;

  if (self->tool != WG_TOOL_MOVE || !is_holding (self))
    return;
  edit = wg_boundary_edit_new (WG_BOUNDARY_DELETE);
  memcpy (edit->from, self->hand.held, sizeof edit->from);
  self->hand.held[0] = self->hand.held[1] = NAN;
  wg_boundary_sketch_perform (self->sketch, edit);
}

/* --- Ending --- */

/* What keeps a line from being a step, once there is nothing more to add to it where the cursor is. */
static const char *
word_missing (WgBoundaryEditor *self)
{
  static const char *const words[WG_N_TOOLS] = {
    [WG_TOOL_RESHAPE] = N_ ("The line has to begin and to end on the border that two grids have in common"),
    [WG_TOOL_SPLIT] = N_ ("The line has to lead across a grid"),
    [WG_TOOL_NEW] = N_ ("An outline needs three corners"),
  };
  const GArray *line = self->hand.line;
  const double *last = line->len > 0 ? &g_array_index (line, double, line->len - 2) : NULL;

  return words[self->tool] != NULL && last != NULL && last[0] == self->hand.cursor[0] && last[1] == self->hand.cursor[1]
             ? _ (words[self->tool])
             : NULL;
}

void
wg_boundary_editor_accept (WgBoundaryEditor *self)
{
  WgBoundaryEdit *edit = choose_edit (self);
  const char *missing = edit == NULL ? word_missing (self) : NULL;

  forget_refusal (self);
  self->refusal = g_strdup (missing);
  if (missing != NULL)
    {
      wg_boundary_editor_show_status (self);
      return;
    }
  if (edit == NULL)
    {
      wg_boundary_editor_add_point (self);
      return;
    }
  self->pending = TRUE;
  wg_boundary_sketch_perform (self->sketch, edit);
}

/* The step is kept: the hand is empty, or holds the corner where it is now. */
void
wg_boundary_editor_end_step (WgBoundaryEditor *self)
{
  self->pending = FALSE;
  self->inserting = FALSE;
  self->hand.snap = (WgSnap){ WG_SNAP_NONE };
  if (self->tool == WG_TOOL_MOVE)
    memcpy (self->hand.held, self->hand.cursor, sizeof self->hand.held);
  else
    {
      empty_line (self);
      g_array_set_size (self->hand.picks, 0);
    }
}

/* Returns whether the hand held anything. */
gboolean
wg_boundary_editor_abandon (WgBoundaryEditor *self)
{
  gboolean moved = is_holding (self)
                   && (self->hand.held[0] != self->hand.cursor[0] || self->hand.held[1] != self->hand.cursor[1]);
  gboolean any = self->hand.line->len > 0 || self->hand.picks->len > 0 || is_holding (self);

  forget_refusal (self);
  self->inserting = FALSE;
  self->hand.snap = (WgSnap){ WG_SNAP_NONE };
  empty_line (self);
  if (moved)
    memcpy (self->hand.cursor, self->hand.held, sizeof self->hand.cursor);
  else
    {
      self->hand.held[0] = self->hand.held[1] = NAN;
      g_array_set_size (self->hand.picks, 0);
    }
  wg_boundary_editor_refresh (self);
  wg_boundary_editor_show_sides (self);
  return any;
}
