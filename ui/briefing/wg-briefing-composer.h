/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-briefing-plan.h"
#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgBriefingChoice:
 * @label: what it is called in a list
 * @report: a standard report
 * @campaign: (nullable): of the report `campaign`: which one
 * @name: (nullable): of a briefing that the centre composed
 *
 * One of the briefings that can be asked for.
 */
typedef struct
{
  char *label;
  char *report;
  char *campaign;
  char *name;
} WgBriefingChoice;

/**
 * WgBriefingComposer:
 *
 * The panel in which the pages of a briefing are composed: which tiles stand on a page, in which order, and what each of them
 * measures. The page beside it is shown as it will be.
 *
 * Signals:
 * - `changed`: the pages are others, or another one is edited.
 * - `save (gboolean copy)`: it is to be kept, as a new one when @copy.
 * - `remove`: the saved one is to be taken away.
 * - `close`: nothing is to be kept.
 */
#define WG_TYPE_BRIEFING_COMPOSER (wg_briefing_composer_get_type ())
G_DECLARE_FINAL_TYPE (WgBriefingComposer, wg_briefing_composer, WG, BRIEFING_COMPOSER, GtkWidget)

GtkWidget *wg_briefing_composer_new (void);

/**
 * wg_briefing_composer_edit:
 * @plan: (transfer full): what is edited
 * @saved: (nullable): the name under which it is kept, %NULL for a new one
 * @choices: (element-type WgBriefingChoice): the reports that it can be about, those without a name
 * @expressions: (array zero-terminated=1): the figures of the centre's own
 * @reason: (nullable): why it cannot be saved, %NULL when it can
 */
void wg_briefing_composer_edit (WgBriefingComposer *self,
                                WgBriefingPlan *plan,
                                const char *saved,
                                GPtrArray *choices,
                                const char *const *expressions,
                                const char *reason);

/**
 * wg_briefing_composer_get_plan:
 *
 * Returns: (transfer none) (nullable): the plan as it stands
 */
const WgBriefingPlan *wg_briefing_composer_get_plan (WgBriefingComposer *self);

/**
 * wg_briefing_composer_get_saved:
 *
 * Returns: (transfer none) (nullable): the name under which it is kept
 */
const char *wg_briefing_composer_get_saved (WgBriefingComposer *self);
guint wg_briefing_composer_get_page (WgBriefingComposer *self);
void wg_briefing_composer_set_page (WgBriefingComposer *self, guint page);

/**
 * wg_briefing_composer_complain:
 * @sentence: what is wrong with it
 */
void wg_briefing_composer_complain (WgBriefingComposer *self, const char *sentence);

/* What its buttons do, for whoever drives it without a pointer. */
void wg_briefing_composer_set_name (WgBriefingComposer *self, const char *name);
void wg_briefing_composer_add_page (WgBriefingComposer *self);
void wg_briefing_composer_add_tile (WgBriefingComposer *self);
void wg_briefing_composer_move_tile (WgBriefingComposer *self, guint tile, int by);
void wg_briefing_composer_remove_tile (WgBriefingComposer *self, guint tile);
void wg_briefing_composer_set_tile (WgBriefingComposer *self, guint tile, WgTileKind kind, const char *about);

G_END_DECLS
