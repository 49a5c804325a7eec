/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-cases.h"
#include "wg-city-colours.h"

/* A town on a crooked lattice for tests and measurements: leaf grids are cells, upper levels are blocks of cells (4 x
 * 4, then 4 x 4 of those, ...) whose outlines run along the same corners. The leaf at column 2, row 2 has a special
 * grid in a hole. Ids are depth * 1,000,000 + 1 + row * columns + column of the level; the special grid is 9,000,000.
 */
#define PAINT_CITY_LON 116.6
#define PAINT_CITY_LAT 40.3
#define PAINT_CITY_SPECIAL G_GINT64_CONSTANT (9000000)

typedef struct
{
  guint columns; /* of leaves */
  guint rows;
  guint n_levels;
  guint steps;     /* corners between two nodes of the lattice */
  guint buildings; /* in each leaf */
  double cell;     /* degrees */
} PaintCity;

WgCity *paint_city_new (const PaintCity *options);

/* Adds one leaf again, for a builder that keeps the others. */
void paint_city_redraw_leaf (const PaintCity *options, WgCityBuilder *builder, guint column, guint row);

/* Colours by a fixed pseudo-random rule: every class occurs, about one leaf in eleven has overdue cases. */
WgCityColours *paint_city_colours_new (WgCity *city);

/* All grids in one class. */
WgCityColours *paint_city_colours_new_plain (WgCity *city, guint klass);

/* Cases spread over the town by a fixed rule; every state, ring and flag occurs when there are enough. */
WgCityCases *paint_city_cases_new (const PaintCity *options, guint n_cases);
