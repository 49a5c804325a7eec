/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-box-tree.h"
#include "wg-city-colours.h"

G_BEGIN_DECLS

/**
 * WgLabelWish:
 * @grid: its index in the city
 * @klass: the class of its figure
 * @open: its open cases
 * @overdue: those of them that are overdue
 * @figure: what is written
 * @value: what is written, in the units of the figure
 * @worst: one of the three with the largest figures of the whole level
 * @id: of the grid
 *
 * A grid that wants a label.
 */
typedef struct
{
  guint grid;
  guint klass;
  guint open;
  guint overdue;
  WgFigure figure;
  guint32 value;
  gboolean worst;
  gint64 id;
} WgLabelWish;

/**
 * wg_label_wishes_list:
 * @colours: (nullable): the figures
 * @level: a level, not %WG_LEVEL_AUTOMATIC
 * @seen: what is in view
 *
 * The shown grids in view, the most urgent first: the three worst of the level, of the whole one so that a pan does not
 * choose others, then those with something overdue, then by figure, then by id.
 *
 * Returns: (transfer full) (element-type WgLabelWish)
 */
GArray *wg_label_wishes_list (const WgCity *city, const WgCityColours *colours, guint level, const WgWorldBox *seen);

G_END_DECLS
