/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-boundary-sketch.h"
#include "wg-city-layer.h"
#include "wg-map-pane.h"

G_BEGIN_DECLS

/**
 * WgBoundaryEditor:
 *
 * One draft on its map: the tools with their keys, both sides of a border while it is moved, what the whole draft would do,
 * and the next step on its way to being in force. Whoever may not draw sees the same without the tools.
 *
 * Signal `closed`: back to the list.
 */
#define WG_TYPE_BOUNDARY_EDITOR (wg_boundary_editor_get_type ())
G_DECLARE_FINAL_TYPE (WgBoundaryEditor, wg_boundary_editor, WG, BOUNDARY_EDITOR, GtkWidget)

/**
 * WgBoundaryTool:
 *
 * What the hand draws with.
 */
typedef enum
{
  WG_TOOL_MOVE,
  WG_TOOL_RESHAPE,
  WG_TOOL_SPLIT,
  WG_TOOL_MERGE,
  WG_TOOL_HANDOVER,
  WG_TOOL_NEW,
  WG_TOOL_FILL,
  WG_N_TOOLS,
} WgBoundaryTool;

/**
 * wg_boundary_editor_new:
 * @pane: whose city and base maps it shows
 * @draft_id: the draft
 */
GtkWidget *wg_boundary_editor_new (WgContext *context, WgMapPane *pane, gint64 draft_id);

WgBoundarySketch *wg_boundary_editor_get_sketch (WgBoundaryEditor *self);
WgCityLayer *wg_boundary_editor_get_layer (WgBoundaryEditor *self);

void wg_boundary_editor_set_tool (WgBoundaryEditor *self, WgBoundaryTool tool);
WgBoundaryTool wg_boundary_editor_get_tool (WgBoundaryEditor *self);

/**
 * wg_boundary_editor_take_focus:
 *
 * Gives the map the keyboard.
 */
void wg_boundary_editor_take_focus (WgBoundaryEditor *self);

/**
 * wg_boundary_editor_move_focus:
 * @by: 1 or -1
 *
 * Goes to the next pane: findings, map, numbers.
 */
void wg_boundary_editor_move_focus (WgBoundaryEditor *self, int by);

/**
 * wg_boundary_editor_print:
 * @path: (nullable): a PDF to write over; else it is asked for
 *
 * Writes the public notice of the draft. What prevents it is said where the hint of the tool stands.
 */
void wg_boundary_editor_print (WgBoundaryEditor *self, const char *path);

/**
 * wg_boundary_editor_step_back:
 *
 * For Esc: abandons what the hand holds; with an empty hand, closes.
 */
void wg_boundary_editor_step_back (WgBoundaryEditor *self);

G_END_DECLS
