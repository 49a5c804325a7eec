/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-boundary-snap.h"
#include "wg-city-layer.h"

G_BEGIN_DECLS

/**
 * WgBoundaryHand:
 * @picks: (element-type gint64): the grids that are meant, at most two of them with a colour of their own
 * @line: (element-type double): pairs of degrees that were drawn
 * @legs: (element-type guint): how long the line was before each point that was added, whatever came with it
 * @way: (element-type double): what comes before the next point, when the line follows something
 * @cursor: where the next point would be, NAN for nowhere
 * @held: the corner that is being moved, NAN for none
 * @snap: what the cursor lies on
 * @card: (nullable): what is said beside the cursor, lines apart
 * @wiped: whether only what is in force is shown
 * @closed: whether the line is an outline
 * @refused: a place that was refused, NAN for none
 *
 * What the hand does at the moment.
 */
typedef struct
{
  GArray *picks;
  GArray *line;
  GArray *legs;
  GArray *way;
  double cursor[2];
  double held[2];
  WgSnap snap;
  char *card;
  gboolean wiped;
  gboolean closed;
  double refused[2];
} WgBoundaryHand;

/**
 * WgBoundaryOverlay:
 *
 * What lies on the map while boundaries are drawn: borders that the draft brings dashed on their casing (in force is solid, on
 * the map below), those that it ends dotted, the names of grids, both sides, what changes hands, corners, the line, and what the point snaps to. Lets every event through.
 */
#define WG_TYPE_BOUNDARY_OVERLAY (wg_boundary_overlay_get_type ())
G_DECLARE_FINAL_TYPE (WgBoundaryOverlay, wg_boundary_overlay, WG, BOUNDARY_OVERLAY, GtkWidget)

/**
 * wg_boundary_overlay_new:
 * @hand: lives as long as the overlay; gtk_widget_queue_draw() after a change
 */
GtkWidget *wg_boundary_overlay_new (WgCityLayer *layer, WgBoundarySketch *sketch, const WgBoundaryHand *hand);

G_END_DECLS
