/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-city-cases.h"
#include "wg-city-colours.h"
#include "wg-class-breaks.h"
#include "wg-context.h"

G_BEGIN_DECLS

/**
 * WgCityFeed:
 *
 * Turns the live cases of a context into what the painter wants: the city of the grids in force, their colours, the
 * cases as points. Follows the news. Main thread only; building a city happens on threads.
 *
 * Signals:
 * - `city-changed`: another city, and colours for it.
 * - `colours-changed`: other colours of the same city.
 * - `cases-changed`: other points.
 * - `trouble (char *sentence)`: something could not be read.
 */
#define WG_TYPE_CITY_FEED (wg_city_feed_get_type ())
G_DECLARE_FINAL_TYPE (WgCityFeed, wg_city_feed, WG, CITY_FEED, GObject)

WgCityFeed *wg_city_feed_new (WgContext *context);

/**
 * wg_city_feed_new_of_grids:
 *
 * Returns: a feed whose city has no buildings: to read those of a district takes longer than all else.
 */
WgCityFeed *wg_city_feed_new_of_grids (WgContext *context);

/**
 * wg_city_feed_get_city:
 *
 * Returns: (transfer none) (nullable): the city, once it is built.
 */
WgCity *wg_city_feed_get_city (WgCityFeed *self);
WgCityColours *wg_city_feed_get_colours (WgCityFeed *self);
WgCityCases *wg_city_feed_get_cases (WgCityFeed *self);

/**
 * wg_city_feed_get_pulses:
 *
 * Returns: (transfer none) (element-type WgCasePoint): the emergencies that came while the window was open, a little
 * ago, and that nobody has taken yet. Their outlines are not among those of wg_city_feed_get_cases(). Empty when the
 * desktop wants no animations.
 */
const GArray *wg_city_feed_get_pulses (WgCityFeed *self);

/**
 * wg_city_feed_set_measure:
 *
 * What the colours tell from now on.
 */
void wg_city_feed_set_measure (WgCityFeed *self, WgMeasure measure);
WgMeasure wg_city_feed_get_measure (WgCityFeed *self);

/**
 * wg_city_feed_get_breaks:
 *
 * Returns: (transfer none): the bounds of the classes of every level, of the present measure.
 */
const WgClassBreaks *wg_city_feed_get_breaks (WgCityFeed *self);

/**
 * wg_city_feed_list_bases:
 *
 * Returns: (transfer full) (nullable) (array): what the rates of the measure are divided by, by index of the tree of the
 *   backlog; %NULL for counts.
 */
gint64 *wg_city_feed_list_bases (WgCityFeed *self);

/**
 * wg_city_feed_freeze_breaks:
 * @depth: a level
 *
 * Keeps the present bounds of a level in the database, as the operator of the context. What is refused is told by
 * `trouble`.
 */
void wg_city_feed_freeze_breaks (WgCityFeed *self, guint depth);

/**
 * wg_city_feed_renew_breaks:
 *
 * Proposes bounds for one level anew, in this window only.
 */
void wg_city_feed_renew_breaks (WgCityFeed *self, guint depth, WgBreaksMethod method);

/**
 * wg_city_feed_restore_breaks:
 *
 * Goes back to the bounds of the database.
 */
void wg_city_feed_restore_breaks (WgCityFeed *self, guint depth);

/**
 * wg_city_feed_is_busy:
 *
 * Returns: whether the city or the points are behind the board.
 */
gboolean wg_city_feed_is_busy (WgCityFeed *self);

/**
 * wg_city_feed_set_mark_colour:
 * @mark: what buildings are marked with
 * @rgb: their colour, 0xRRGGBB
 *
 * Chooses it for the district, in the name of the operator; what is refused comes with `trouble`.
 */
void wg_city_feed_set_mark_colour (WgCityFeed *self, const char *mark, guint32 rgb);

G_END_DECLS
