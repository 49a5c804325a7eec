/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-grid-tree.h"

#include <cairo.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Rings in the world square of wg-mercator.h, as doubles of 0..1, each with its box, so that a picture costs what is in
 * view. A ring of one corner is a point.
 */
typedef struct
{
  GArray *corners; /* double, pairs */
  GArray *rings;   /* WgImportRing */
  gboolean is_open; /* lines, which enclose nothing */
  double west;     /* of everything; west > east while there is nothing */
  double north;
  double east;
  double south;
} WgImportOutlines;

typedef struct
{
  guint start; /* index of the first corner */
  guint n;
  double west;
  double north;
  double east;
  double south;
} WgImportRing;

/* A view: where the world point in the middle of the picture is, and how many pixels the world is wide. */
typedef struct
{
  double x;
  double y;
  double scale;
  int width;
  int height;
} WgImportView;

WgImportOutlines *wg_import_outlines_new (void);
void wg_import_outlines_free (WgImportOutlines *self);

/* Outlines of the grids that have no grids below them. */
WgImportOutlines *wg_import_outlines_new_from_grids (const WgGridTree *grids);
/* @shapes: (nullable) (element-type WgShape) */
WgImportOutlines *wg_import_outlines_new_from_shapes (const GPtrArray *shapes);
/* `shapes` and `points` of an inspected source. */
WgImportOutlines *wg_import_outlines_new_from_source (JsonObject *source);

gboolean wg_import_outlines_is_empty (const WgImportOutlines *self);

/* Puts what is in view into the path of @cr; points become discs of @radius pixels. */
void wg_import_outlines_trace (const WgImportOutlines *self, const WgImportView *view, double radius, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportOutlines, wg_import_outlines_free)

G_END_DECLS
