/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-colours.h"
#include "wg-label-memory.h"
#include "wg-map-view.h"
#include "wg-text-painter.h"

G_BEGIN_DECLS

/**
 * WG_MAX_LABELS:
 *
 * At most so many grids are labelled in one view.
 */
#define WG_MAX_LABELS 300

/**
 * WgLabelOptions:
 * @avoid: (element-type WgMapItem) (nullable): what labels stand clear of: the cases that do not yield
 * @roomy: numbers and names grow with the room that their grid has; for views whose cases are not drawn one by one
 * @named: a grid whose whole label is written, over its border where it has to be, or 0
 * @memory: (nullable): labels that are seen stay where they stood in the last view
 *
 * What else labels depend on. Borrowed.
 */
typedef struct
{
  const GArray *avoid;
  gboolean roomy;
  gint64 named;
  WgLabelMemory *memory;
} WgLabelOptions;

/**
 * wg_city_labels_place:
 * @city: the city
 * @colours: (nullable): the numbers
 * @view: the view
 * @text: makes the pictures; its scale should be that of @view
 * @options: (nullable): the rest
 * @items: (element-type WgMapItem): where the labels are appended
 *
 * Places the backlog number of every shown grid in which it fits, with the overdue pill under it, and the grid's name
 * where there is room. No label touches another one or leaves its grid, but for the few worst grids: their numbers are
 * written even over the border, and where that cannot be read, or where their name has no room in a view from afar, name and
 * number of the three worst of the whole level stand beside them, on a pill that points at them. Those three come first, then overdue grids, then larger backlogs, then lower
 * ids; without a memory the same view gives the same labels.
 *
 * Returns: how many grids got a label.
 */
guint wg_city_labels_place (const WgCity *city,
                            const WgCityColours *colours,
                            const WgMapView *view,
                            WgTextPainter *text,
                            const WgLabelOptions *options,
                            GArray *items);

G_END_DECLS
