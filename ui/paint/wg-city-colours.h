/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city.h"
#include "wg-palette.h"

G_BEGIN_DECLS

/**
 * WgFigure:
 * @WG_FIGURE_OPEN: the open cases
 * @WG_FIGURE_OVERDUE: the overdue ones
 * @WG_FIGURE_TENTHS: `value` is a rate in tenths
 * @WG_FIGURE_UNDEFINED: the rate has no ground: a dash
 *
 * What number is written on a grid.
 */
typedef enum
{
  WG_FIGURE_OPEN,
  WG_FIGURE_OVERDUE,
  WG_FIGURE_TENTHS,
  WG_FIGURE_UNDEFINED,
} WgFigure;

/**
 * WgGridColour:
 * @klass: the backlog class, 0 .. %WG_N_CLASSES - 1
 * @open: open cases, suspended ones not counted
 * @overdue: the overdue ones among them
 * @suspended: suspended cases
 * @figure: what number is written on it; that of the class
 * @value: for rates
 */
typedef struct
{
  guint8 klass;
  guint32 open;
  guint32 overdue;
  guint32 suspended;
  WgFigure figure;
  guint32 value;
} WgGridColour;

/**
 * WgCityColours:
 *
 * What the news makes of the grids of one #WgCity: an immutable, reference-counted row a grid. Making a new one costs a
 * copy of 24 bytes a grid.
 */
typedef struct _WgCityColours WgCityColours;

#define WG_TYPE_CITY_COLOURS (wg_city_colours_get_type ())
GType wg_city_colours_get_type (void) G_GNUC_CONST;

/**
 * wg_city_colours_new:
 * @city: the city they belong to
 * @previous: (nullable): colours of the same city to start from; otherwise all grids are of class 0
 * @changes: (array length=n_changes): the new rows
 * @ids: (array length=n_changes): their grids, by id; ids that @city does not have are passed over
 * @n_changes: how many
 * @class_limits: (array fixed-size=4) (nullable): kept for the legend: the upper ends of classes 0 .. 3 (start values
 *   0, 2, 5, 10); %NULL keeps those of @previous
 *
 * Returns: (transfer full): the colours, with a generation higher than that of any made before.
 */
WgCityColours *wg_city_colours_new (WgCity *city,
                                    const WgCityColours *previous,
                                    const gint64 *ids,
                                    const WgGridColour *changes,
                                    guint n_changes,
                                    const guint *class_limits);
WgCityColours *wg_city_colours_ref (WgCityColours *colours);
void wg_city_colours_unref (WgCityColours *colours);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCityColours, wg_city_colours_unref)

guint64 wg_city_colours_get_generation (const WgCityColours *colours);
WgCity *wg_city_colours_get_city (const WgCityColours *colours);

/**
 * wg_city_colours_get:
 *
 * Returns: (transfer none): the row of grid index @grid.
 */
const WgGridColour *wg_city_colours_get (const WgCityColours *colours, guint grid);
const guint *wg_city_colours_get_class_limits (const WgCityColours *colours);

/**
 * wg_city_colours_list_repaints:
 * @a: colours
 * @b: other colours of the same city
 *
 * Returns: (transfer full) (element-type guint): the indexes of the grids that look different: the class changed, or
 * overdue cases came or went. Numbers are labels and need no new tile.
 */
GArray *wg_city_colours_list_repaints (const WgCityColours *a, const WgCityColours *b);

/**
 * wg_city_colours_count:
 * @level: a level, not automatic
 * @per_class: (out) (array fixed-size=5): how many shown grids each class has; those without a defined figure are in
 *   none
 * @n_overdue: (out): how many have overdue cases
 *
 * Returns: how many grids @level shows.
 */
guint
wg_city_colours_count (const WgCityColours *colours, guint level, guint per_class[WG_N_CLASSES], guint *n_overdue);

G_END_DECLS
