/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-layer.h"
#include "wg-context.h"
#include "wg-store-positions.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgPeopleMarks:
 *
 * The people on duty on the map of a desk, where they were seen last: fainter the longer ago, without names until one is
 * pointed at. A dashed line joins the selected case and whoever has it. Reads anew three times a minute, because places are
 * no events. Never on a wall.
 *
 * Property `known` (boolean, read-only, notifies): whether any place is known.
 */
#define WG_TYPE_PEOPLE_MARKS (wg_people_marks_get_type ())
G_DECLARE_FINAL_TYPE (WgPeopleMarks, wg_people_marks, WG, PEOPLE_MARKS, GtkWidget)

GtkWidget *wg_people_marks_new (WgContext *context, WgCityLayer *layer);
gboolean wg_people_marks_get_known (WgPeopleMarks *self);

/**
 * wg_people_marks_find:
 * @x: on the map, logical pixels
 * @y: on the map, logical pixels
 *
 * Returns: (transfer none) (nullable): whoever is shown there, the nearest of several.
 */
const WgPosition *wg_people_marks_find (WgPeopleMarks *self, double x, double y);

/**
 * wg_people_marks_get_assignee:
 *
 * Returns: (transfer none) (nullable): the end of the line from the selected case: where whoever has it was seen last;
 * %NULL without such a case, person or place.
 */
const WgPosition *wg_people_marks_get_assignee (WgPeopleMarks *self);

/**
 * wg_people_marks_get_opacity:
 * @age_ms: since somebody was seen
 *
 * Returns: 1 for ten minutes, then less and less, but never invisible.
 */
double wg_people_marks_get_opacity (gint64 age_ms);

G_END_DECLS
