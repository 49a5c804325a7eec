/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-basemap-painter.h"
#include "wg-sheet-map.h"
#include "wg-store-layers.h"

G_BEGIN_DECLS

/**
 * WgSheetStreet:
 * @kind: a road, a railway, %WG_BASE_RIVER for a line of water and %WG_BASE_WATER for an area of it
 * @shape: what it was made of, borrowed
 * @xy: (element-type double): of a line: what of it lies in the frame, pairs of points of the sheet, one run after the other
 * @ends: (element-type guint): of a line: where each run ends, in pairs
 * @length: of all runs, in points of the sheet
 *
 * A street or a water that a map on paper shows.
 */
typedef struct
{
  WgBaseFeatureKind kind;
  const WgBaseShape *shape;
  GArray *xy;
  GArray *ends;
  double length;
} WgSheetStreet;

/**
 * wg_sheet_streets_choose:
 * @ground: (nullable) (element-type WgBaseShape): what there is
 *
 * Cuts it to the frame of @map. Where there is more than can be told apart on paper the lesser kinds of road are left out,
 * each of them whole.
 *
 * Returns: (transfer full) (element-type WgSheetStreet): waters first, then the greater roads before the lesser; it borrows
 *   from @ground
 */
GArray *wg_sheet_streets_choose (const WgSheetMap *map, const GPtrArray *ground);

/**
 * wg_sheet_streets_draw:
 *
 * Draws them so quietly that a border over them is what is seen.
 */
void wg_sheet_streets_draw (const GArray *streets, const WgSheetMap *map, cairo_t *cr);

/**
 * wg_sheet_streets_draw_names:
 * @borders: (element-type WgShape): outlines that no name may lie on
 * @taken: (inout) (element-type WgLabelRoom): where other labels are; the rooms of the names are added
 *
 * Writes the names beside their streets, the greater roads first, each name once where it is nearest to the middle, as long as
 * there is room for them.
 */
void wg_sheet_streets_draw_names (const GArray *streets, const WgSheetMap *map, cairo_t *cr, const GPtrArray *borders, GArray *taken);

/**
 * wg_sheet_clip:
 * @line: (inout): from and to: x, y, x, y
 *
 * Cuts a line to @room.
 *
 * Returns: %FALSE when nothing of it lies there; @line is as it was then
 */
gboolean wg_sheet_clip (const WgLabelRoom *room, double line[4]);

/**
 * wg_sheet_street_get_width:
 *
 * Returns: how thick a line of this kind is drawn, in points
 */
double wg_sheet_street_get_width (WgBaseFeatureKind kind);

G_END_DECLS
