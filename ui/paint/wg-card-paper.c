/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: on the wall of a stairwell a card is read from two steps away, by somebody whose light does not work: who answers for
 * this house, and under which number.
 */

#include "wg-notice-paper.h"

#include "wg-person.h"
#include "wg-sheet-map.h"

#include <glib/gi18n-lib.h>

#define INK 0x1c1c1f
#define DIM 0x5e5c64
#define RULE 0xc8c6cc
#define OWN_GROUND 0xfdf6e3
#define HOUSE 0xb8b4bd
#define MAP_HEIGHT 360.0
#define KEEPER_HEIGHT 66.0
#define MOST_KEEPERS 4

/* --- The map --- */

static void
draw_others (const WgGridCard *card, const WgSheetMap *map, const WgBox *box, cairo_t *cr)
{
  for (guint i = 0; i < wg_grid_tree_get_n_grids (card->tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (card->tree, i);

      if (wg_grid_tree_is_leaf (card->tree, i) && grid->shape != NULL && wg_box_intersects (wg_shape_get_box (grid->shape), box))
        wg_sheet_map_trace (map, cr, grid->shape);
    }
  wg_sheet_set_ink (cr, DIM);
  cairo_set_line_width (cr, 0.5);
  cairo_stroke (cr);
}

static void
draw_own (const WgGridCard *card, const WgSheetMap *map, cairo_t *cr)
{
  const WgGrid *grid = wg_grid_tree_get_grid (card->tree, card->index);

  wg_sheet_map_trace (map, cr, grid->shape);
  wg_sheet_set_ink (cr, OWN_GROUND);
  cairo_fill (cr);
  for (guint i = 0; i < card->buildings->len; i++)
    wg_sheet_map_trace (map, cr, g_ptr_array_index (card->buildings, i));
  wg_sheet_set_ink (cr, HOUSE);
  cairo_fill (cr);
  wg_sheet_map_trace (map, cr, grid->shape);
  wg_sheet_set_ink (cr, INK);
  cairo_set_line_width (cr, 2.0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
}

static void
draw_names (const WgGridCard *card, const WgSheetMap *map, const WgBox *box, cairo_t *cr)
{
  for (guint i = 0; i < wg_grid_tree_get_n_grids (card->tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (card->tree, i);

      if (i != card->index && wg_grid_tree_is_leaf (card->tree, i) && wg_box_contains (box, grid->label_lon, grid->label_lat))
        wg_sheet_map_draw_label (map, cr, grid->label_lon, grid->label_lat, 8.0, grid->name);
    }
}

static void
add_map (WgPaper *paper, const WgGridCard *card)
{
  const WgBox *own = wg_shape_get_box (wg_grid_tree_get_grid (card->tree, card->index)->shape);
  double wide = (own->max_lon - own->min_lon) * 0.12, high = (own->max_lat - own->min_lat) * 0.12, y;
  WgBox box = { own->min_lon - wide, own->min_lat - high, own->max_lon + wide, own->max_lat + high };
  cairo_t *cr = wg_paper_take_space (paper, MAP_HEIGHT + 12.0, &y);
  WgSheetMap map = wg_sheet_map_fit (&box, WG_SHEET_MARGIN, y, WG_PAPER_INSIDE, MAP_HEIGHT);

  wg_sheet_box (cr, WG_SHEET_MARGIN, y, WG_PAPER_INSIDE, MAP_HEIGHT, 0.0, 0xffffff, RULE);
  cairo_save (cr);
  cairo_rectangle (cr, WG_SHEET_MARGIN, y, WG_PAPER_INSIDE, MAP_HEIGHT);
  cairo_clip (cr);
  draw_others (card, &map, &box, cr);
  draw_own (card, &map, cr);
  draw_names (card, &map, &box, cr);
  wg_sheet_map_draw_north (cr, WG_SHEET_MARGIN + WG_PAPER_INSIDE - 16.0, y + 10.0);
  wg_sheet_map_draw_scale (&map, cr, WG_SHEET_MARGIN + WG_PAPER_INSIDE - 6.0, y + MAP_HEIGHT - 6.0);
  cairo_restore (cr);
}

/* --- Keepers --- */

static const char *
get_post (const char *kind)
{
  if (g_str_equal (kind, "A"))
    return C_ ("card", "Keeper");
  if (g_str_equal (kind, "B"))
    return C_ ("card", "Stands in");
  return g_str_equal (kind, "police") ? C_ ("card", "Police") : C_ ("card", "Also here");
}

static void
add_keeper (WgPaper *paper, const WgCardKeeper *keeper)
{
  const WgSheetText label = { 13.0, 400, DIM, 120.0, 1, WG_SHEET_LEFT };
  const WgSheetText name = { 30.0, 700, INK, 190.0, 1, WG_SHEET_LEFT };
  const WgSheetText phone = { 30.0, 700, INK, 0.0, 1, WG_SHEET_RIGHT };
  double y, right = WG_SHEET_WIDTH - WG_SHEET_MARGIN - 14.0;
  cairo_t *cr = wg_paper_take_space (paper, KEEPER_HEIGHT, &y);

  wg_sheet_box (cr, WG_SHEET_MARGIN, y, WG_PAPER_INSIDE, KEEPER_HEIGHT - 10.0, 6.0, 0xffffff, RULE);
  wg_sheet_text (cr, WG_SHEET_MARGIN + 14.0, y + 18.0, &label, get_post (keeper->kind));
  wg_sheet_text (cr, WG_SHEET_MARGIN + 120.0, y + 8.0, &name, keeper->name);
  wg_sheet_text (cr, right, y + 8.0, &phone, keeper->phone != NULL ? keeper->phone : "–");
}

WgPaper *
wg_card_paper_new (const WgGridCard *card, const char *district)
{
  const WgGrid *grid = wg_grid_tree_get_grid (card->tree, card->index);
  g_autoptr (GString) under = g_string_new (district);
  g_autoptr (GArray) above = wg_grid_tree_get_ancestors (card->tree, card->index);
  g_autofree char *title = g_strdup_printf (_ ("Grid %s"), grid->name);
  WgPaper *paper;

  for (guint i = above->len; i > 0; i--)
    {
      const char *name = wg_grid_tree_get_grid (card->tree, g_array_index (above, guint, i - 1))->name;

      if (!g_str_equal (name, under->str))
        g_string_append_printf (under, "%s%s", under->len > 0 ? " · " : "", name);
    }
  g_string_append_printf (under, "%s%s", under->len > 0 ? " · " : "", grid->code);
  paper = wg_paper_new (title, under->str);
  add_map (paper, card);
  for (guint i = 0; i < MIN (card->keepers->len, MOST_KEEPERS); i++)
    add_keeper (paper, g_ptr_array_index (card->keepers, i));
  if (card->keepers->len == 0)
    wg_paper_add_text (paper, _ ("Nobody keeps this grid at present."), FALSE);
  wg_paper_add_text (paper, _ ("Tell the keeper of your grid what is broken, unsafe or in dispute in your house and street."), TRUE);
  wg_paper_set_foot (paper, under->str);
  return paper;
}
