/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"
#include "wg-import-report.h"
#include "wg-import-decision.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WgImportPage:
 *
 * The whole way of a foreign file into the database: what was understood of it, the questions that are open, a check that
 * changes nothing, the import, its report and its undoing. A page of a window's stack, not a dialog.
 *
 * Keys: Ctrl+Enter goes on, Alt+Left goes back, Esc stops what is running; in the findings Z shows one on the map, X puts it
 * right, I lets it be, Delete leaves its feature out, Backspace takes the answer back.
 *
 * Signals:
 * - `close-wanted`: the person goes back; show another page.
 * - `show-wanted`: a file was dropped somewhere in the window; show this page.
 */
#define WG_TYPE_IMPORT_PAGE (wg_import_page_get_type ())
G_DECLARE_FINAL_TYPE (WgImportPage, wg_import_page, WG, IMPORT_PAGE, GtkWidget)

/**
 * WgImportPhase:
 * @WG_IMPORT_PHASE_EMPTY: no file
 * @WG_IMPORT_PHASE_ASKING: the answers about the file can be changed
 * @WG_IMPORT_PHASE_CHECKING: the whole file is read and compared with the database
 * @WG_IMPORT_PHASE_CHECKED: what would be imported is known
 * @WG_IMPORT_PHASE_IMPORTING: rows go into the database
 * @WG_IMPORT_PHASE_IMPORTED: done
 * @WG_IMPORT_PHASE_UNDOING: the import is taken back
 * @WG_IMPORT_PHASE_UNDONE: taken back
 */
typedef enum
{
  WG_IMPORT_PHASE_EMPTY,
  WG_IMPORT_PHASE_ASKING,
  WG_IMPORT_PHASE_CHECKING,
  WG_IMPORT_PHASE_CHECKED,
  WG_IMPORT_PHASE_IMPORTING,
  WG_IMPORT_PHASE_IMPORTED,
  WG_IMPORT_PHASE_UNDOING,
  WG_IMPORT_PHASE_UNDONE,
} WgImportPhase;

/**
 * wg_import_page_new:
 * @context: what the widgets of the window share
 */
GtkWidget *wg_import_page_new (WgContext *context);

/**
 * wg_import_page_open:
 * @file: a file, a zip or a folder on this machine
 *
 * Looks at @file and asks about it. While rows go into the database nothing is opened, and the page says so.
 */
void wg_import_page_open (WgImportPage *self, GFile *file);

/**
 * wg_import_page_choose:
 *
 * Lets the person choose a file.
 */
void wg_import_page_choose (WgImportPage *self);

/**
 * wg_import_page_new_drop_target:
 *
 * Returns: (transfer full): for gtk_widget_add_controller() on the window: a file dropped there is opened. A base map
 *   (.mbtiles) is left to other handlers of its signal `drop`.
 */
GtkEventController *wg_import_page_new_drop_target (WgImportPage *self);

WgImportPhase wg_import_page_get_phase (WgImportPage *self);

/**
 * wg_import_page_is_busy:
 *
 * Returns: whether the reader or the database works for this page.
 */
gboolean wg_import_page_is_busy (WgImportPage *self);

/**
 * wg_import_page_get_sentence:
 *
 * Returns: (transfer none): what the line at the foot, or the error above it, says; for tests and for a status line.
 */
const char *wg_import_page_get_sentence (WgImportPage *self);

/**
 * wg_import_page_answer:
 * @question: `profile`, `kind`, `layer`, `level`, `duplicates`, `snap`, `encoding`, `crs`, a column, or `state:` and a foreign state
 * @answer: one of the answers listed there
 *
 * Answers as a person would with a drop-down.
 *
 * Returns: whether there is such a question with such an answer.
 */
gboolean wg_import_page_answer (WgImportPage *self, const char *question, const char *answer);

/**
 * wg_import_page_keep_profile:
 * @name: whose files these are
 *
 * Keeps what was answered here, and not what was guessed, for the next file of the sender.
 *
 * Returns: whether it was begun; there must be a file, a name and the right to import.
 */
gboolean wg_import_page_keep_profile (WgImportPage *self, const char *name);

/**
 * wg_import_page_get_report:
 *
 * Returns: (transfer none) (nullable): what the last check or import said
 */
const WgImportReport *wg_import_page_get_report (WgImportPage *self);

/**
 * wg_import_page_select_finding:
 * @rule: (nullable): the rule that found it, %NULL for any
 * @feature: which feature
 *
 * Chooses a finding as a click in the list would.
 *
 * Returns: whether there is one.
 */
gboolean wg_import_page_select_finding (WgImportPage *self, const char *rule, gint64 feature);

/**
 * wg_import_page_select_kind:
 * @rule: the rule that found them
 *
 * Chooses all of a kind as a click on their heading would.
 *
 * Returns: whether there are any.
 */
gboolean wg_import_page_select_kind (WgImportPage *self, const char *rule);

/**
 * wg_import_page_decide:
 * @answer: what becomes of the findings that are selected
 * @text: (nullable): why, or how
 *
 * Answers as a person would with the buttons below the findings.
 *
 * Returns: whether there was something to answer.
 */
gboolean wg_import_page_decide (WgImportPage *self, WgImportAnswer answer, const char *text);

G_END_DECLS
