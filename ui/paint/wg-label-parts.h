/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-label-wishes.h"
#include "wg-map-view.h"
#include "wg-text-painter.h"

G_BEGIN_DECLS

#define WG_MAX_LABEL_PARTS 3
#define WG_LABEL_GAP 2.0 /* between the parts of a label and between labels, logical pixels */

/**
 * WgLabelPart:
 * @surface: its picture, owned
 * @width: logical pixels
 * @height: logical pixels
 *
 * A number, the pill of what is overdue, or the name of a grid.
 */
typedef struct
{
  WgMapItemKind kind;
  cairo_surface_t *surface;
  double width;
  double height;
} WgLabelPart;

/**
 * WgLabelPen:
 * @text: shapes and keeps the pictures
 * @deepest: whether the finest level is shown; what is coarser is written larger
 *
 * What the parts of all labels of a view have in common.
 */
typedef struct
{
  WgTextPainter *text;
  const WgMapView *view;
  gboolean deepest;
} WgLabelPen;

/**
 * wg_label_pen_get_number_size:
 * @klass: of the figure
 *
 * Returns: how large the number of a grid is written, logical pixels.
 */
double wg_label_pen_get_number_size (const WgLabelPen *self, guint klass);

/**
 * wg_label_pen_get_pill_size:
 *
 * Returns: the same for what is overdue.
 */
double wg_label_pen_get_pill_size (const WgLabelPen *self);

/**
 * wg_label_pen_make:
 * @name: of the grid
 * @factor: how much larger than usual
 * @parts: (out): number, overdue, name: those that the grid has, each to be released with wg_label_parts_clear()
 *
 * Returns: how many; the name, if any, is the last.
 */
guint wg_label_pen_make (const WgLabelPen *self,
                         const WgLabelWish *wish,
                         const char *name,
                         double factor,
                         WgLabelPart parts[WG_MAX_LABEL_PARTS]);

/**
 * wg_label_pen_make_overhanging:
 *
 * The number of a grid that is smaller than it.
 */
void wg_label_pen_make_overhanging (const WgLabelPen *self, const WgLabelWish *wish, WgLabelPart *part);

/**
 * wg_label_pen_make_pointing:
 * @tail: where the pill points, as in #WgTextStyle
 * @tail_at: how far along the pill its tail is
 *
 * Name and number on a pill that points.
 *
 * Returns: how long the tail is, logical pixels.
 */
double wg_label_pen_make_pointing (
    const WgLabelPen *self, const WgLabelWish *wish, const char *name, int tail, double tail_at, WgLabelPart *part);

/**
 * wg_label_parts_measure:
 * @width: (out): of the first @n under each other, logical pixels
 * @height: (out): the same
 */
void wg_label_parts_measure (const WgLabelPart *parts, guint n, double *width, double *height);
void wg_label_parts_clear (WgLabelPart *parts, guint n);

/**
 * wg_label_parts_prepare:
 * @text: makes the pictures
 * @text_scale: that of the views to come
 *
 * Finds the fonts of the labels, for a while in which there is nothing else to do.
 */
void wg_label_parts_prepare (WgTextPainter *text, double text_scale);

G_END_DECLS
