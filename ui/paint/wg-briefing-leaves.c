/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the pages that a centre composed for its wall are handed out as well: the same tiles in the same places, on sheets that
 * lie, with the map drawn from outlines and a foot that says what the numbers rest on.
 */

#include "wg-briefing-private.h"

#include "wg-briefing-plan.h"
#include "wg-briefing-tile.h"

#define EM 8.4
#define HEAD 44.0
#define FOOT 30.0
#define GAP 6.0

GPtrArray *
wg_briefing_paper_get_leaves (const WgBriefingPaper *paper)
{
  JsonObject *layout = wg_briefing_get_object (paper->figures, "layout");
  JsonArray *pages = layout != NULL ? wg_briefing_get_list (layout, "pages") : NULL;

  return pages != NULL && json_array_get_length (pages) > 0 ? wg_briefing_leaves_from_json (pages) : NULL;
}

/* A larger sheet has letters of the same size, and room for more. */
void
wg_briefing_paper_get_size (const WgBriefingPaper *paper, double *width, double *height)
{
  double scale = paper->a3 ? G_SQRT2 : 1.0;
  gboolean lies = paper->a3 || wg_briefing_get_object (paper->figures, "layout") != NULL;

  *width = (lies ? WG_SHEET_HEIGHT : WG_SHEET_WIDTH) * scale;
  *height = (lies ? WG_SHEET_WIDTH : WG_SHEET_HEIGHT) * scale;
}

void
wg_briefing_leaf_draw_sheet (const WgBriefingPaper *paper, cairo_t *cr, const GPtrArray *leaves, guint page)
{
  const WgBriefingLeaf *leaf = g_ptr_array_index (leaves, MIN (page, leaves->len - 1));
  WgBriefingCanvas canvas = { paper, cr, WG_THEME_PRINT, paper->a3 ? EM * 1.12 : EM };
  g_autofree WgTilePlace *places = g_new0 (WgTilePlace, MAX (leaf->tiles->len, 1));
  const WgSheetText title = { 11.5, 700, WG_BRIEFING_INK, 0.0, 1, WG_SHEET_RIGHT };
  const WgSheetText right = wg_briefing_style (wg_briefing_dim, 0.0, WG_SHEET_RIGHT);
  g_autofree char *version = wg_briefing_describe_version (paper);
  double width, height, wide, high, top = WG_SHEET_MARGIN + HEAD;

  wg_briefing_paper_get_size (paper, &width, &height);
  wide = width - 2.0 * WG_SHEET_MARGIN + GAP;
  high = height - top - WG_SHEET_MARGIN - FOOT + GAP;
  wg_briefing_head_draw (&canvas, WG_SHEET_MARGIN, WG_SHEET_MARGIN, wide * 0.75);
  wg_sheet_text (cr, width - WG_SHEET_MARGIN, WG_SHEET_MARGIN + 4.0, &title, leaf->title);
  wg_briefing_leaf_arrange (leaf, places);
  for (guint i = 0; i < leaf->tiles->len; i++)
    {
      const WgBriefingTile *tile = g_ptr_array_index (leaf->tiles, i);
      double x = WG_SHEET_MARGIN + places[i].x * wide, y = top + places[i].y * high;

      if (tile->kind == WG_TILE_MAP)
        wg_briefing_map_draw (paper, cr, tile->about, x, y, places[i].width * wide - GAP, places[i].height * high - GAP);
      else
        wg_briefing_tile_draw (&canvas, tile, x, y, places[i].width * wide - GAP, places[i].height * high - GAP);
    }
  wg_briefing_foot_draw (paper, cr, width - WG_SHEET_MARGIN, height - WG_SHEET_MARGIN - FOOT + 6.0, page);
  if (version != NULL)
    wg_sheet_text (cr, width - WG_SHEET_MARGIN, height - WG_SHEET_MARGIN - FOOT + 21.0, &right, version);
}
