/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a new border binds those who live there once it was announced, so the paper on the wall has to be understood without a
 * computer: what was, what will be, from when on, and who answers for it.
 */

#include "wg-notice-paper.h"

#include "wg-base-layer.h"
#include "wg-draft-plan.h"
#include "wg-person.h"
#include "wg-sheet-streets.h"

#include <glib/gi18n-lib.h>

#define INK 0x1c1c1f
#define DIM 0x5e5c64
#define RULE 0xc8c6cc
#define CHANGED 0xcfe3f7
#define MAP_HEIGHT 250.0
#define GAP 12.0
#define MOST_LABELS 40
#define LABEL_SIZE 8.0
#define BORDER_WIDTH 1.1 /* of what changes */
#define SCALE_WIDTH 140.0 /* at most */
#define SOME_LAND_M2 1.0

static char *
format_date (const WgNotice *notice, gint64 ms)
{
  /* Translators: a date on paper, as g_date_time_format() takes it */
  return wg_sheet_format_time (notice->zone, ms, C_ ("paper date", "%Y-%m-%d"));
}

/* --- Maps --- */

/* What is drawn of the grids, from below. */
typedef enum
{
  PASS_LAND = 1 << 0,
  PASS_BORDERS = 1 << 1,
  PASS_LABELS = 1 << 2,
} Pass;

typedef struct
{
  const WgNotice *notice;
  WgGridTree *tree;
  WgSheetMap map;
  WgBox box;
  cairo_t *cr;
  GPtrArray *changed; /* outlines, borrowed */
  GArray *taken;      /* WgLabelRoom, of what is written */
} Side;

static WgBox
find_box (const WgNotice *notice)
{
  WgBox box = notice->sides->land;
  double wide = (box.max_lon - box.min_lon) * 0.08, high = (box.max_lat - box.min_lat) * 0.08;

  return (WgBox){ box.min_lon - wide, box.min_lat - high, box.max_lon + wide, box.max_lat + high };
}

static gboolean
is_changed (const WgNotice *notice, const WgGrid *grid)
{
  for (guint i = 0; i < notice->sides->draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (notice->sides->draft->grids, i);

      if (g_strcmp0 (row->code, grid->code) == 0)
        return wg_draft_sides_moves_land (notice->sides, row);
    }
  return FALSE;
}

static void
draw_label (Side *side, const WgGrid *grid)
{
  WgLabelRoom room = wg_sheet_map_find_label_room (&side->map, side->cr, grid->label_lon, grid->label_lat, LABEL_SIZE, grid->name);

  g_array_append_val (side->taken, room);
  wg_sheet_map_draw_label (&side->map, side->cr, grid->label_lon, grid->label_lat, LABEL_SIZE, grid->name);
}

static void
draw_grid (Side *side, const WgGrid *grid, gboolean changed, Pass passes)
{
  cairo_t *cr = side->cr;

  wg_sheet_map_trace (&side->map, cr, grid->shape);
  if ((passes & PASS_LAND) != 0)
    {
      wg_sheet_set_ink (cr, changed ? CHANGED : 0xffffff);
      cairo_fill_preserve (cr);
    }
  if ((passes & PASS_BORDERS) != 0)
    {
      wg_sheet_set_ink (cr, changed ? INK : DIM);
      cairo_set_line_width (cr, changed ? BORDER_WIDTH : 0.4);
      cairo_stroke_preserve (cr);
    }
  cairo_new_path (cr);
}

static void
draw_grids (Side *side, Pass passes)
{
  for (guint i = 0; i < wg_grid_tree_get_n_grids (side->tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (side->tree, i);
      gboolean changed;

      if (!wg_grid_tree_is_leaf (side->tree, i) || grid->shape == NULL || !wg_box_intersects (wg_shape_get_box (grid->shape), &side->box))
        continue;
      changed = is_changed (side->notice, grid);
      if ((passes & PASS_LABELS) == 0)
        draw_grid (side, grid, changed, passes);
      else if (changed && side->taken->len < MOST_LABELS)
        draw_label (side, grid);
      if (changed && (passes & PASS_BORDERS) != 0)
        g_ptr_array_add (side->changed, grid->shape);
    }
}

/* The corners in which the compass and the scale are. */
static void
draw_furniture (Side *side, const WgLabelRoom *frame)
{
  const WgLabelRoom rooms[] = { { frame->x1 - 24.0, frame->y0, frame->x1, frame->y0 + 38.0 },
                                { frame->x1 - SCALE_WIDTH, frame->y1 - 22.0, frame->x1, frame->y1 } };

  g_array_append_vals (side->taken, rooms, G_N_ELEMENTS (rooms));
  wg_sheet_map_draw_north (side->cr, frame->x1 - 14.0, frame->y0 + 8.0);
  wg_sheet_map_draw_scale (&side->map, side->cr, frame->x1 - 5.0, frame->y1 - 5.0);
}

/* Where lines are many, what changes is the last to be drawn. */
static void
draw_changed_borders (Side *side)
{
  for (guint i = 0; i < side->changed->len; i++)
    wg_sheet_map_trace (&side->map, side->cr, g_ptr_array_index (side->changed, i));
  wg_sheet_set_ink (side->cr, INK);
  cairo_set_line_width (side->cr, BORDER_WIDTH);
  cairo_stroke (side->cr);
}

/* Streets lie on the land and below its borders; where there are none each grid is painted whole. */
static void
draw_side (Side *side, const WgLabelRoom *frame)
{
  g_autoptr (GArray) streets = wg_sheet_streets_choose (&side->map, side->notice->sides->ground);

  if (streets->len > 0)
    {
      draw_grids (side, PASS_LAND);
      wg_sheet_streets_draw (streets, &side->map, side->cr);
    }
  draw_grids (side, streets->len > 0 ? PASS_BORDERS : PASS_LAND | PASS_BORDERS);
  if (streets->len > 0)
    draw_changed_borders (side);
  draw_grids (side, PASS_LABELS);
  draw_furniture (side, frame);
  wg_sheet_streets_draw_names (streets, &side->map, side->cr, side->changed, side->taken);
}

static void
draw_map (const WgNotice *notice, WgGridTree *tree, cairo_t *cr, double x, double y, double width, const char *title)
{
  const WgSheetText style = { 9.4, 700, INK, width, 1, WG_SHEET_LEFT };
  double top = y + wg_sheet_text (cr, x, y, &style, title) + 3.0, height = MAP_HEIGHT - (top - y);
  const WgLabelRoom frame = { x, top, x + width, top + height };
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (WgLabelRoom));
  Side side = { .notice = notice, .tree = tree, .box = find_box (notice), .cr = cr, .changed = changed, .taken = taken };

  wg_sheet_box (cr, x, top, width, height, 0.0, 0xffffff, RULE);
  if (wg_box_is_empty (&side.box))
    return;
  side.map = wg_sheet_map_fit (&side.box, x, top, width, height);
  cairo_save (cr);
  cairo_rectangle (cr, x, top, width, height);
  cairo_clip (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  draw_side (&side, &frame);
  cairo_restore (cr);
}

static void
add_maps (WgPaper *paper, const WgNotice *notice)
{
  const WgSheetText small = { 6.5, 400, DIM, WG_PAPER_INSIDE, 1, WG_SHEET_RIGHT };
  g_autofree char *owners = wg_base_layer_list_owners (notice->sides->ground);
  double y, width = (WG_PAPER_INSIDE - GAP) / 2.0;
  cairo_t *cr = wg_paper_take_space (paper, MAP_HEIGHT + 16.0, &y);

  y += 8.0; /* below the sentence */
  draw_map (notice, notice->sides->before, cr, WG_SHEET_MARGIN, y, width, C_ ("notice", "Before"));
  draw_map (notice, notice->sides->after, cr, WG_SHEET_MARGIN + width + GAP, y, width, C_ ("notice", "After"));
  if (owners != NULL)
    wg_sheet_text (cr, WG_SHEET_WIDTH - WG_SHEET_MARGIN, y + MAP_HEIGHT + 1.0, &small, owners);
}

/* --- The list --- */

/* The codes that the land of a grid had before, but for its own. */
static char *
list_origins (const WgNotice *notice, const WgDraftGrid *row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < notice->sides->draft->grids->len; i++)
    {
      const WgDraftGrid *other = g_ptr_array_index (notice->sides->draft->grids, i);
      const WgGrid *old = wg_draft_sides_find_before (notice->sides, other);

      if (old == NULL || old->shape == NULL || other == row || wg_shape_get_shared_area_m2 (old->shape, row->shape) <= SOME_LAND_M2)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", old->code);
    }
  return g_string_free (text, FALSE);
}

static const char *
get_change (const WgDraftGrid *row)
{
  if (g_str_equal (row->op, "new"))
    return C_ ("grid change", "new");
  return g_str_equal (row->op, "retire") ? C_ ("grid change", "ends") : C_ ("grid change", "redrawn");
}

static char *
format_area (const WgShape *shape)
{
  return shape != NULL ? g_strdup_printf ("%.2f", wg_shape_get_area_m2 (shape) / 10000.0) : g_strdup ("–");
}

static void
add_list (WgPaper *paper, const WgNotice *notice)
{
  const WgPaperColumn columns[] = { { C_ ("column", "Code"), 0.22, WG_SHEET_LEFT },      { C_ ("column", "Name"), 0.18, WG_SHEET_LEFT },
                                    { C_ ("column", "Change"), 0.09, WG_SHEET_LEFT },    { C_ ("column", "Land from"), 0.23, WG_SHEET_LEFT },
                                    { C_ ("column", "Before (ha)"), 0.14, WG_SHEET_RIGHT }, { C_ ("column", "After (ha)"), 0.14, WG_SHEET_RIGHT } };

  wg_paper_begin_table (paper, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < notice->sides->draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (notice->sides->draft->grids, i);
      const WgGrid *old = wg_draft_sides_find_before (notice->sides, row);
      const WgShape *after_shape = wg_draft_sides_get_shape_after (row);
      g_autofree char *before = format_area (old != NULL ? old->shape : NULL);
      g_autofree char *after = format_area (after_shape);
      g_autofree char *origins = after_shape != NULL ? list_origins (notice, row) : NULL;
      const char *texts[] = { row->code, row->name, get_change (row), origins, before, after };

      if (wg_draft_sides_moves_land (notice->sides, row))
        wg_paper_add_row (paper, texts, FALSE);
    }
}

/* --- Words --- */

static void
add_opening (WgPaper *paper, const WgNotice *notice)
{
  const WgDraft *draft = notice->sides->draft;
  gboolean dated = draft->effective_ms != G_MININT64;
  g_autofree char *date = dated ? format_date (notice, draft->effective_ms) : NULL;
  g_autofree char *opening
      = dated ? g_strdup_printf (_ ("From %s on, the grids below have the borders and codes shown here. Whoever lives there is served by the "
                                    "keeper of the new grid; what is being handled goes on and keeps its time limit."), date)
              : g_strdup (_ ("From the day on which this is put in force, the grids below have the borders and codes shown here. Whoever "
                             "lives there is served by the keeper of the new grid; what is being handled goes on and keeps its time limit."));

  if (draft->approver == NULL)
    wg_paper_add_text (paper, _ ("This is a draft. Nobody has approved it, and it is not in force."), FALSE);
  wg_paper_add_text (paper, opening, FALSE);
  if (draft->note != NULL)
    wg_paper_add_text (paper, draft->note, FALSE);
}

static void
add_closing (WgPaper *paper, const WgNotice *notice)
{
  const WgDraft *draft = notice->sides->draft;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, draft->id);
  g_autofree char *approved = draft->approved_ms != G_MININT64 ? format_date (notice, draft->approved_ms) : NULL;
  g_autofree char *effective = draft->effective_ms != G_MININT64 ? format_date (notice, draft->effective_ms) : NULL;

  wg_paper_add_fact (paper, _ ("Drafted by"), draft->author != NULL ? wg_operator_name_get_label (draft->author) : NULL);
  wg_paper_add_fact (paper, _ ("Approved by"), draft->approver != NULL ? wg_operator_name_get_label (draft->approver) : NULL);
  wg_paper_add_fact (paper, _ ("Approved on"), approved);
  wg_paper_add_fact (paper, _ ("In force from"), effective);
  wg_paper_add_fact (paper, _ ("Draft number"), number);
}

WgPaper *
wg_notice_paper_new (const WgNotice *notice)
{
  gboolean named = notice->district != NULL && *notice->district != '\0';
  g_autofree char *under = named ? g_strdup_printf ("%s · %s", notice->district, notice->sides->draft->name) : g_strdup (notice->sides->draft->name);
  WgPaper *paper = wg_paper_new (_ ("Public notice: community grids are redrawn"), under);

  add_opening (paper, notice);
  add_maps (paper, notice);
  wg_paper_add_heading (paper, _ ("Grids and codes"));
  add_list (paper, notice);
  wg_paper_add_heading (paper, _ ("Who answers for it"));
  add_closing (paper, notice);
  wg_paper_set_foot (paper, under);
  return paper;
}
