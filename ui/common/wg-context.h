/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-act.h"
#include "wg-case-board.h"
#include "wg-person.h"
#include "wg-queue.h"
#include "wg-selection.h"

G_BEGIN_DECLS

/**
 * WgSizeClass:
 * @WG_SIZE_SMALL: under 960 logical pixels: the queue slides over the map, too
 * @WG_SIZE_TINY: under 1250 logical pixels: the detail slides over the map
 * @WG_SIZE_NARROW: under 1500: the rail is a drop-down, the legend one line
 * @WG_SIZE_REGULAR: under 2300
 * @WG_SIZE_LARGE: from 2300: the queue has more columns
 *
 * How much room a window has. Logical pixels at a text size of 100 %; larger text counts as less room.
 */
typedef enum
{
  WG_SIZE_SMALL,
  WG_SIZE_TINY,
  WG_SIZE_NARROW,
  WG_SIZE_REGULAR,
  WG_SIZE_LARGE,
} WgSizeClass;

#define WG_TYPE_SIZE_CLASS (wg_size_class_get_type ())
GType wg_size_class_get_type (void) G_GNUC_CONST;

/**
 * WgMapSight:
 * @lon: degrees, the middle of the map
 * @lat: degrees
 * @zoom: web map zoom, may be fractional
 * @visible_cases: cases inside the view, those in clusters included
 *
 * What the map shows at the moment, as it tells everybody else.
 */
typedef struct
{
  double lon;
  double lat;
  double zoom;
  guint visible_cases;
} WgMapSight;

/**
 * WgContext:
 *
 * Everything that the widgets of one window share: the database and its live cases, the time, the settings of the desk,
 * the selection, who works here, and how the window is shown. Given to every widget as a construct property; there are
 * no globals. Main thread only.
 *
 * Properties, all readable: `store`, `board`, `clock`, `settings` (nullable), `selection` (construct only); `operator`,
 * `size-class`, `level`, `dark`, `text-scale`, `read-only` (they notify).
 *
 * Signals:
 * - `performed (WgAct *act, WgActResult *result)`: a move was made through wg_context_perform().
 * - `refused (WgAct *act, GError *error)`: a move was refused; @error is a sentence for the operator.
 * - `batch-performed (int verb, WgBatchResult *result, GPtrArray *acts)`: a batch ended; nothing of it was done when `done` is
 *   0; @acts are the moves that it was made of, %NULL for the undo of one.
 * - `batch-refused (char *text)`: a batch failed as a whole.
 * - `toast (char *text, char *undo_number)`: something good to say; @undo_number is the case that an Undo button takes
 *   back, or %NULL.
 * - `go-to (double lon, double lat, double zoom)`: the map shall show this; a @zoom of 0 or less keeps the present one.
 * - `sight-changed`: the map shows something else, see wg_context_get_sight().
 * - `tick`: once a second while a window is shown; what shows times updates them now.
 */
#define WG_TYPE_CONTEXT (wg_context_get_type ())
G_DECLARE_FINAL_TYPE (WgContext, wg_context, WG, CONTEXT, GObject)

/**
 * wg_context_new:
 * @store: an open store
 * @settings: (nullable): settings of the desk; %NULL when no schema is installed
 *
 * Returns: (transfer full): a context with a board of its own, started.
 */
WgContext *wg_context_new (WgStore *store, GSettings *settings);

WgStore *wg_context_get_store (WgContext *self);
WgCaseBoard *wg_context_get_board (WgContext *self);
WgClock *wg_context_get_clock (WgContext *self);
GSettings *wg_context_get_settings (WgContext *self);
WgSelection *wg_context_get_selection (WgContext *self);

/**
 * wg_context_get_now:
 *
 * Returns: the store's time, milliseconds UTC.
 */
gint64 wg_context_get_now (WgContext *self);

/**
 * wg_context_get_queue_view:
 * @view: (out): now, today and the person of the operator
 */
void wg_context_get_queue_view (WgContext *self, WgQueueView *view);

/**
 * wg_context_count_queues:
 *
 * Returns: (transfer none) (array fixed-size=18): how many live cases are in each queue now, until the next call.
 */
const guint *wg_context_count_queues (WgContext *self);

/**
 * wg_context_get_operator:
 *
 * Returns: (transfer none) (nullable): who works here; %NULL until known.
 */
const WgOperator *wg_context_get_operator (WgContext *self);
void wg_context_set_operator (WgContext *self, const WgOperator *who);

/**
 * wg_context_get_desk:
 *
 * Returns: (transfer none): the name of this seat as the history keeps it, "" without one.
 */
const char *wg_context_get_desk (WgContext *self);
void wg_context_set_desk (WgContext *self, const char *desk);

WgSizeClass wg_context_get_size_class (WgContext *self);
void wg_context_set_size_class (WgContext *self, WgSizeClass size_class);

/**
 * wg_context_get_level:
 *
 * Returns: the depth of the grids on the map, 1 for the topmost; 0 chooses by zoom.
 */
int wg_context_get_level (WgContext *self);
void wg_context_set_level (WgContext *self, int level);

/**
 * wg_context_get_dark:
 *
 * Returns: whether the dark style is in use.
 */
gboolean wg_context_get_dark (WgContext *self);
void wg_context_set_dark (WgContext *self, gboolean dark);

/**
 * wg_context_get_text_scale:
 *
 * Returns: how much larger text is than at 100 %, 1.0 and more or less.
 */
double wg_context_get_text_scale (WgContext *self);
void wg_context_set_text_scale (WgContext *self, double text_scale);

/**
 * wg_context_is_read_only:
 *
 * Returns: whether no move can be made at all.
 */
gboolean wg_context_is_read_only (WgContext *self);

/**
 * wg_context_perform:
 * @act: (transfer full): the move; operator, desk and idempotency key are filled in here. An `expect_version` of -1
 *   becomes the version on the board, which is what the operator saw
 *
 * Sends a move to the store. `performed` or `refused` follows, never both.
 */
void wg_context_perform (WgContext *self, WgAct *act);

/**
 * wg_context_perform_batch:
 * @acts: (transfer full) (element-type WgAct): the same move for several cases, each with its number
 *
 * Sends the moves as one decision: all of them or none. `batch-performed` or `batch-refused` follows.
 */
void wg_context_perform_batch (WgContext *self, GPtrArray *acts);

/**
 * wg_context_undo_batch:
 * @undo_key: of a batch
 *
 * Takes a batch back, all of it or nothing. The same signals follow.
 */
void wg_context_undo_batch (WgContext *self, const char *undo_key);

/**
 * wg_context_is_busy:
 *
 * Returns: whether a move is under way.
 */
gboolean wg_context_is_busy (WgContext *self);

/**
 * wg_context_toast:
 * @text: past tense, with its object
 * @undo_number: (nullable): the case whose last move an Undo button takes back
 *
 * Emits `toast`.
 */
void wg_context_toast (WgContext *self, const char *text, const char *undo_number);

/**
 * wg_context_go_to:
 * @lon: degrees
 * @lat: degrees
 * @zoom: 0 or less keeps the present one
 *
 * Emits `go-to`.
 */
void wg_context_go_to (WgContext *self, double lon, double lat, double zoom);

/**
 * wg_context_go_to_grid:
 * @code: of a grid in force; nothing happens for another one
 *
 * Selects the grid and shows it on the map.
 */
void wg_context_go_to_grid (WgContext *self, const char *code);

/**
 * wg_context_report_sight:
 *
 * For the map: says what it shows now.
 */
void wg_context_report_sight (WgContext *self, const WgMapSight *sight);

/**
 * wg_context_get_sight:
 *
 * Returns: (transfer none): what the map shows; NAN degrees while there is no map.
 */
const WgMapSight *wg_context_get_sight (WgContext *self);

/**
 * wg_context_report_pointer:
 * @lon: degrees under the pointer, NAN when it left the map
 *
 * For the map: the status line shows the place under the pointer. Emits `sight-changed`.
 */
void wg_context_report_pointer (WgContext *self, double lon, double lat);

/**
 * wg_context_get_pointer:
 *
 * Returns: whether the pointer is over the map; then the place under it.
 */
gboolean wg_context_get_pointer (WgContext *self, double *lon, double *lat);

/**
 * wg_context_tick:
 *
 * Emits `tick`; the window calls it once a second, tests when they moved the clock.
 */
void wg_context_tick (WgContext *self);

G_END_DECLS
