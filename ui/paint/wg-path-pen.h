/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "wg-city-private.h"

G_BEGIN_DECLS

/* Puts lines of a city into the path of a context: leaves out the corners that the zoom does not show and the
 * excursions that stay on one side of the picture, so that a tile costs what is in it. Filling and stroking inside of
 * the clip box come out the same as with all corners.
 */
typedef struct
{
  cairo_t *cr;
  double origin_x; /* world coordinates of the user-space origin */
  double origin_y;
  double factor; /* user units per world unit */
  guint8 zoom;   /* corners with a higher first zoom are left out */
  WgWorldBox clip;

  gboolean begun;
  gboolean has_pending;
  guint emitted_code;
  guint pending_code;
  gint32 pending[2];
} WgPathPen;

/* @margin: how far around the picture lines matter, user units. */
void wg_path_pen_init (WgPathPen *pen,
                       cairo_t *cr,
                       double min_x,
                       double min_y,
                       double zoom,
                       double scale,
                       double width,
                       double height,
                       double margin);

void wg_path_pen_trace_grid (WgPathPen *pen, const WgCity *city, guint grid);
void wg_path_pen_trace_building (WgPathPen *pen, const WgCity *city, guint building);
/* A line or ring of its own; @zooms are the first zooms of its corners. */
void wg_path_pen_trace_line (WgPathPen *pen, const gint32 *xy, const guint8 *zooms, guint n_points, gboolean closed);

void wg_path_pen_trace_arc (WgPathPen *pen, const WgCity *city, guint arc);

G_END_DECLS
