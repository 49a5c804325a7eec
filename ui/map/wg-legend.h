/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-breaks.h"
#include "wg-measure.h"
#include "wg-palette.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgLegendFigures:
 * @theme: the theme of the map
 * @measure: what the colours tell
 * @breaks: upper ends, included, of classes 0 .. 3
 * @per_class: how many grids each class has; with @n_undefined they are all
 * @n_undefined: how many grids have no defined rate
 * @n_overdue: how many grids have overdue cases
 * @n_grids: how many grids are shown
 * @n_outside: open cases outside of all grids
 * @crowded: single cases are not drawn at this zoom, the numbers of the grids stand for them
 * @level_name: the level shown
 * @as_of: "data as of", local time
 * @frozen: the bounds in use are those kept in the database
 * @method: how the bounds were proposed, when they are not
 * @since: (nullable): the day since which bounds are kept in the database, in use or not; %NULL for never
 * @refusal: (nullable): why the operator cannot keep them; %NULL when they can
 *
 * All that a legend says. Borrowed for the time of a call.
 */
typedef struct
{
  WgTheme theme;
  WgMeasure measure;
  gint64 breaks[WG_BACKLOG_N_BREAKS];
  guint per_class[WG_N_CLASSES];
  guint n_undefined;
  guint n_overdue;
  guint n_grids;
  guint n_outside;
  gboolean crowded;
  const char *level_name;
  const char *as_of;
  gboolean frozen;
  WgBreaksMethod method;
  const char *since;
  const char *refusal;
} WgLegendFigures;

/**
 * WgLegend:
 *
 * What the colours of the map mean and how many grids have each. A click on a class lets the others step back; a second
 * click takes that back.
 *
 * Property `dimmed-classes` (uint, notifies): bit n set: class n steps back. Property `expanded` (boolean, notifies).
 * Signals: `freeze-wanted`: the operator wants to keep the proposed bounds. `propose-wanted (int method)`: to have some
 * proposed anew. `restore-wanted`: to have those of the database back. `measure-wanted (int measure)`: to see another
 * #WgMeasure.
 */
#define WG_TYPE_LEGEND (wg_legend_get_type ())
G_DECLARE_FINAL_TYPE (WgLegend, wg_legend, WG, LEGEND, GtkWidget)

GtkWidget *wg_legend_new (void);
void wg_legend_set_figures (WgLegend *self, const WgLegendFigures *figures);
guint wg_legend_get_dimmed_classes (WgLegend *self);
gboolean wg_legend_get_expanded (WgLegend *self);
void wg_legend_set_expanded (WgLegend *self, gboolean expanded);

/**
 * wg_legend_format_class:
 * @measure: in what units they are
 * @breaks: (array fixed-size=4): upper ends of classes 0 .. 3
 * @klass: 0 .. 4
 *
 * Returns: (transfer full): "0", "1–2", "> 10"; "0.1–2.0" for a rate.
 */
char *wg_legend_format_class (WgMeasure measure, const gint64 *breaks, guint klass);

G_END_DECLS
