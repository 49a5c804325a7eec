/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the map of a briefing is read on paper by people who were not at the screen: it says what was tested, what may be
 * chance, how far a kilometre is and where north is. It is drawn from outlines, sharp at any size.
 */

#include "wg-briefing-private.h"

#include "wg-sheet-map.h"

#include <glib/gi18n-lib.h>

#define AROUND 1.2   /* of the findings, on every side */
#define SMALLEST 0.3 /* of the district */
#define LARGEST 0.6  /* beyond it the whole district is shown */
#define INSET 84.0
#define GAP_MARKS 3 /* grids of the map of satisfaction that are marked */

guint32
wg_briefing_get_colour (const char *class_, double q)
{
  if (g_strcmp0 (class_, "hot") == 0)
    return q < 0.01 ? 0x482878 : 0x21918c;
  return g_strcmp0 (class_, "cold") == 0 ? 0xd4dcea : 0xb4e3ae;
}

static const guint32 gap_colours[WG_BRIEFING_GAP_CLASSES] = { 0xffffff, 0xb4e3ae, 0x21918c, 0x482878 };

static JsonObject *
get_hotspots (const WgBriefingPaper *paper)
{
  return json_object_get_object_member (paper->figures, "hotspots");
}

static double
get_q (JsonObject *row)
{
  return json_object_get_null_member (row, "q") ? 1.0 : json_object_get_double_member (row, "q");
}

static void
fill_findings (const WgBriefingPaper *paper, cairo_t *cr, const WgSheetMap *to)
{
  JsonArray *rows = json_object_get_array_member (get_hotspots (paper), "grids");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      guint grid = wg_grid_tree_find_by_code (paper->tree, json_object_get_string_member (row, "code"));
      const WgShape *shape = grid != WG_GRID_NONE ? wg_grid_tree_get_grid (paper->tree, grid)->shape : NULL;

      if (shape == NULL)
        continue;
      wg_sheet_map_trace (to, cr, shape);
      wg_sheet_set_ink (cr, wg_briefing_get_colour (json_object_get_string_member (row, "class"), get_q (row)));
      cairo_fill (cr);
    }
}

static void
fill_gaps (const WgBriefingPaper *paper, cairo_t *cr, const WgSheetMap *to)
{
  JsonArray *rows = wg_briefing_get_list (paper->figures, "unhappy");

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      guint gap_class = wg_briefing_get_gap_class (wg_briefing_get_int (row, "gap"));
      guint grid = gap_class > 0 ? wg_grid_tree_find_by_code (paper->tree, wg_briefing_get_text (row, "code")) : WG_GRID_NONE;
      const WgShape *shape = grid != WG_GRID_NONE ? wg_grid_tree_get_grid (paper->tree, grid)->shape : NULL;

      if (shape == NULL)
        continue;
      wg_sheet_map_trace (to, cr, shape);
      wg_sheet_set_ink (cr, gap_colours[gap_class]);
      cairo_fill (cr);
    }
}

static void
draw_level (const WgBriefingPaper *paper, cairo_t *cr, const WgSheetMap *to, int depth, double thickness, guint32 ink)
{
  g_autoptr (GArray) grids = wg_grid_tree_list_at_depth (paper->tree, depth, WG_GRID_NONE);

  for (guint i = 0; i < grids->len; i++)
    {
      const WgShape *shape = wg_grid_tree_get_grid (paper->tree, g_array_index (grids, guint, i))->shape;

      if (shape != NULL && wg_box_intersects (wg_shape_get_box (shape), &to->seen))
        wg_sheet_map_trace (to, cr, shape);
    }
  wg_sheet_set_ink (cr, ink);
  cairo_set_line_width (cr, thickness);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
}

/* A numbered disc and the name, white around so that it is read on any colour. */
static void
draw_mark (cairo_t *cr, double x, double y, guint number, const char *name)
{
  WgSheetText style = { 9.5, 700, 0xffffff, 0, 1, WG_SHEET_LEFT };
  WgSheetText digit = { 8.5, 700, WG_BRIEFING_INK, 0, 1, WG_SHEET_CENTER };
  g_autofree char *text = g_strdup_printf ("%u", number);

  for (int i = 0; i < 8; i++)
    wg_sheet_text (cr, x + 10.0 + 1.2 * cos (i * G_PI_4), y - 7.0 + 1.2 * sin (i * G_PI_4), &style, name);
  style.ink = WG_BRIEFING_INK;
  wg_sheet_text (cr, x + 10.0, y - 7.0, &style, name);
  cairo_arc (cr, x, y, 7.5, 0.0, 2.0 * G_PI);
  wg_sheet_set_ink (cr, 0xffffff);
  cairo_fill_preserve (cr);
  wg_sheet_set_ink (cr, WG_BRIEFING_INK);
  cairo_set_line_width (cr, 1.4);
  cairo_stroke (cr);
  wg_sheet_text (cr, x, y - 6.2, &digit, text);
}

/* @n: of the rows, the first of which are the gravest. */
static void
draw_marks (const WgBriefingPaper *paper, cairo_t *cr, const WgSheetMap *to, JsonArray *rows, guint n)
{
  for (guint i = 0; rows != NULL && i < MIN (n, json_array_get_length (rows)); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      guint index = wg_grid_tree_find_by_code (paper->tree, wg_briefing_get_text (row, "code"));
      const WgGrid *grid = index != WG_GRID_NONE ? wg_grid_tree_get_grid (paper->tree, index) : NULL;

      if (grid != NULL)
        draw_mark (cr, to->x + (grid->label_lon - to->west) * to->per_lon, to->y + (to->north - grid->label_lat) * to->per_lat, i + 1, grid->name);
    }
}

/* --- Furniture --- */

static guint
count_class (const WgBriefingPaper *paper, const char *class_, double from_q, double to_q)
{
  JsonArray *rows = json_object_get_array_member (get_hotspots (paper), "grids");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      double q = get_q (row);

      n += g_str_equal (json_object_get_string_member (row, "class"), class_) && q >= from_q && q < to_q ? 1 : 0;
    }
  return n;
}

static void
draw_key (cairo_t *cr, double x, double y, guint32 colour, const char *words, guint n)
{
  const WgSheetText style = { 8.0, 400, WG_BRIEFING_INK, 0, 1, WG_SHEET_LEFT };
  g_autofree char *grids = g_strdup_printf (ngettext ("%u grid", "%u grids", n), n);
  g_autofree char *text = g_strdup_printf ("%s · %s", words, grids);

  wg_sheet_box (cr, x, y + 1.5, 16.0, 8.0, 0.0, colour, WG_BRIEFING_DIM);
  wg_sheet_text (cr, x + 22.0, y, &style, text);
}

static void
draw_legend (const WgBriefingPaper *paper, cairo_t *cr, double x, double bottom)
{
  const WgSheetText title = { 8.0, 700, WG_BRIEFING_INK, 0, 1, WG_SHEET_LEFT };
  double y = bottom - 76.0;

  wg_sheet_box (cr, x, y, 206.0, 76.0, 0.0, 0xffffff, WG_BRIEFING_RULE);
  wg_sheet_text (cr, x + 8.0, y + 5.0, &title, _ ("Gi*, shared borders, exact moments, FDR 5 %"));
  draw_key (cr, x + 8.0, y + 19.0, wg_briefing_get_colour ("hot", 0.0), "q < 0.01", count_class (paper, "hot", -1.0, 0.01));
  draw_key (cr, x + 8.0, y + 32.0, wg_briefing_get_colour ("hot", 0.04), "q < 0.05", count_class (paper, "hot", 0.01, 2.0));
  draw_key (cr, x + 8.0, y + 45.0, wg_briefing_get_colour ("watch", 1.0), _ ("p < 0.05 alone: to be watched"), count_class (paper, "watch", -1.0, 2.0));
  draw_key (cr, x + 8.0, y + 58.0, wg_briefing_get_colour ("cold", 0.0), _ ("fewer than elsewhere"), count_class (paper, "cold", -1.0, 2.0));
}

static void
draw_gap_legend (const WgBriefingPaper *paper, cairo_t *cr, double x, double bottom)
{
  const WgSheetText title = { 8.0, 700, WG_BRIEFING_INK, 0, 1, WG_SHEET_LEFT };
  JsonArray *rows = wg_briefing_get_list (paper->figures, "unhappy");
  g_autoptr (GArray) all = wg_grid_tree_list_at_depth (paper->tree, (int) json_object_get_int_member (paper->figures, "level"), WG_GRID_NONE);
  guint counts[WG_BRIEFING_GAP_CLASSES] = { all->len, 0 };
  double y = bottom - 76.0;

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      guint gap_class = wg_briefing_get_gap_class (wg_briefing_get_int (json_array_get_object_element (rows, i), "gap"));

      counts[gap_class] += gap_class > 0;
      counts[0] -= gap_class > 0 && counts[0] > 0;
    }
  wg_sheet_box (cr, x, y, 230.0, 76.0, 0.0, 0xffffff, WG_BRIEFING_RULE);
  wg_sheet_text (cr, x + 8.0, y + 5.0, &title, _ ("Satisfied below closed"));
  for (guint i = 0; i < WG_BRIEFING_GAP_CLASSES; i++)
    draw_key (cr, x + 8.0, y + 19.0 + 13.0 * i, gap_colours[WG_BRIEFING_GAP_CLASSES - 1 - i], wg_briefing_get_gap_words (WG_BRIEFING_GAP_CLASSES - 1 - i),
              counts[WG_BRIEFING_GAP_CLASSES - 1 - i]);
}

static void
draw_owners (const WgBriefingPaper *paper, cairo_t *cr, double right, double bottom)
{
  const WgSheetText style = { 6.5, 400, WG_BRIEFING_DIM, 0, 1, WG_SHEET_RIGHT };
  const char *owners = paper->ground != NULL ? wg_briefing_ground_get_attribution (paper->ground) : NULL;
  double width = owners != NULL ? wg_sheet_measure (cr, &style, owners) : 0.0;

  if (owners == NULL)
    return;
  wg_sheet_box (cr, right - width - 8.0, bottom - 10.0, width + 8.0, 11.0, 2.0, 0xffffff, -1);
  wg_sheet_text (cr, right - 4.0, bottom - 9.0, &style, owners);
}

/* --- What is shown --- */

static WgBox
find_hot (const WgBriefingPaper *paper)
{
  JsonArray *rows = json_object_get_array_member (get_hotspots (paper), "grids");
  WgBox box = WG_BOX_EMPTY;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      guint grid = wg_grid_tree_find_by_code (paper->tree, json_object_get_string_member (row, "code"));
      const WgShape *shape = grid != WG_GRID_NONE ? wg_grid_tree_get_grid (paper->tree, grid)->shape : NULL;

      if (shape != NULL && g_str_equal (json_object_get_string_member (row, "class"), "hot"))
        wg_box_union (&box, wg_shape_get_box (shape));
    }
  return box;
}

/* Where the clusters are and what is around them; the whole district when they lie all over it, or there are none. */
static WgBox
find_view (const WgBriefingPaper *paper, const WgBox *whole)
{
  WgBox box = find_hot (paper);
  double lon = whole->max_lon - whole->min_lon, lat = whole->max_lat - whole->min_lat, half_lon, half_lat;

  if (wg_box_is_empty (&box))
    return *whole;
  half_lon = MAX ((box.max_lon - box.min_lon) * (0.5 + AROUND), SMALLEST * lon / 2.0);
  half_lat = MAX ((box.max_lat - box.min_lat) * (0.5 + AROUND), SMALLEST * lat / 2.0);
  if (2.0 * half_lon > LARGEST * lon || 2.0 * half_lat > LARGEST * lat)
    return *whole;
  lon = (box.min_lon + box.max_lon) / 2.0;
  lat = (box.min_lat + box.max_lat) / 2.0;
  return (WgBox){ lon - half_lon, lat - half_lat, lon + half_lon, lat + half_lat };
}

/* The whole district, small, with what the map shows of it. */
static void
draw_inset (const WgBriefingPaper *paper, cairo_t *cr, const WgBox *whole, const WgBox *seen, double right, double top)
{
  WgSheetMap to = wg_sheet_map_fit (whole, right - INSET, top, INSET, INSET);
  double x = to.x + (seen->min_lon - to.west) * to.per_lon, y = to.y + (to.north - seen->max_lat) * to.per_lat;

  wg_sheet_box (cr, right - INSET, top, INSET, INSET, 0.0, 0xffffff, WG_BRIEFING_RULE);
  cairo_save (cr);
  cairo_rectangle (cr, right - INSET, top, INSET, INSET);
  cairo_clip (cr);
  draw_level (paper, cr, &to, 1, 0.25, WG_BRIEFING_DIM);
  cairo_rectangle (cr, x, y, (seen->max_lon - seen->min_lon) * to.per_lon, (seen->max_lat - seen->min_lat) * to.per_lat);
  wg_sheet_set_ink (cr, WG_BRIEFING_ACCENT);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
wg_briefing_map_draw (const WgBriefingPaper *paper, cairo_t *cr, const char *about, double x, double y, double width, double height)
{
  gboolean unhappy = g_str_equal (about, "unhappy");
  const WgBox *box = wg_grid_tree_get_box (paper->tree);
  int top = (int) json_object_get_int_member (paper->figures, "level"), leaf = unhappy ? top : (int) json_object_get_int_member (get_hotspots (paper), "level");
  WgSheetMap to;
  WgBox view;

  wg_sheet_box (cr, x, y, width, height, 0.0, 0xffffff, WG_BRIEFING_RULE);
  if (wg_box_is_empty (box))
    return;
  view = unhappy ? *box : find_view (paper, box);
  to = wg_sheet_map_fit (&view, x, y, width, height);
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  if (paper->ground != NULL)
    wg_briefing_ground_draw (paper->ground, cr, &to, x, y, width, height);
  /* Streets go on through a grid that is told apart, and its colour stays the one of the legend. */
  cairo_set_operator (cr, paper->ground != NULL ? CAIRO_OPERATOR_MULTIPLY : CAIRO_OPERATOR_OVER);
  unhappy ? fill_gaps (paper, cr, &to) : fill_findings (paper, cr, &to);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  draw_level (paper, cr, &to, leaf, 0.25, 0x9a98a0);
  if (top < leaf)
    draw_level (paper, cr, &to, top, 0.9, WG_BRIEFING_INK);
  if (unhappy)
    {
      draw_marks (paper, cr, &to, wg_briefing_get_list (paper->figures, "unhappy"), GAP_MARKS);
      draw_gap_legend (paper, cr, x, y + height);
    }
  else
    {
      draw_marks (paper, cr, &to, json_object_get_array_member (get_hotspots (paper), "clusters"), G_MAXUINT);
      draw_legend (paper, cr, x, y + height);
    }
  wg_sheet_map_draw_north (cr, x + width - 16.0, y + 10.0);
  if (view.min_lon != box->min_lon)
    draw_inset (paper, cr, box, &to.seen, x + width - 6.0, y + 42.0);
  wg_sheet_map_draw_scale (&to, cr, x + width - 6.0, y + height - 6.0);
  draw_owners (paper, cr, x + width - 6.0, y + height - 24.0);
  cairo_restore (cr);
}
