/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-label-room.h"
#include "wg-shape.h"
#include "wg-sheet.h"

G_BEGIN_DECLS

/**
 * WgSheetMap:
 *
 * A frame of a sheet and the degrees that it shows (@seen), north up.
 */
typedef struct
{
  double x;
  double y;
  double per_lon; /* points a degree */
  double per_lat;
  double west;
  double north;
  WgBox seen;
} WgSheetMap;

/**
 * wg_sheet_map_fit:
 * @box: what is to be seen, not empty
 *
 * Returns: a map in which @box fills the frame but for a margin
 */
WgSheetMap wg_sheet_map_fit (const WgBox *box, double x, double y, double width, double height);

void wg_sheet_map_project (const WgSheetMap *map, double lon, double lat, double *x, double *y);

/**
 * wg_sheet_map_trace:
 *
 * Adds the rings of a shape to the path of @cr.
 */
void wg_sheet_map_trace (const WgSheetMap *map, cairo_t *cr, const WgShape *shape);

void wg_sheet_map_draw_north (cairo_t *cr, double x, double y);

/**
 * wg_sheet_map_draw_scale:
 * @right: where the bar ends
 * @bottom: its lower edge
 */
void wg_sheet_map_draw_scale (const WgSheetMap *map, cairo_t *cr, double right, double bottom);

/**
 * wg_sheet_map_get_frame:
 *
 * Returns: the frame, in points of the sheet
 */
WgLabelRoom wg_sheet_map_get_frame (const WgSheetMap *map);

/**
 * wg_sheet_map_find_label_room:
 *
 * Returns: what wg_sheet_map_draw_label() covers
 */
WgLabelRoom wg_sheet_map_find_label_room (const WgSheetMap *map, cairo_t *cr, double lon, double lat, double size, const char *text);

/**
 * wg_sheet_map_draw_label:
 *
 * A word in the middle of a place, white around so that it is read on any colour.
 */
void wg_sheet_map_draw_label (const WgSheetMap *map, cairo_t *cr, double lon, double lat, double size, const char *text);

G_END_DECLS
