/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-boundary-editor-private.h"

#include "wg-test-window.h"

/* The corner that all four grids of the district share. */
#define MIDDLE_LON 116.61
#define MIDDLE_LAT 40.31

/* The window with a draft “winter” in it, in which nothing is drawn, before the GIS editor. */
typedef struct
{
  WgTestWindow shown;
  WgBoundaryEditor *editor;
} DraftFixture;

/* With "… a ring of grids" as @data there are eight grids more, round a hole of a thousandth of a degree at 116.631, 40.301;
 * with any other text there are two that overlap by a tongue of the eastern one.
 */
void draft_fixture_set_up (DraftFixture *f, gconstpointer data);
void draft_fixture_tear_down (DraftFixture *f, gconstpointer data);

void draft_fixture_sit_down (DraftFixture *f, const char *login);
const WgDraft *draft_fixture_get_draft (DraftFixture *f);
void draft_fixture_settle (DraftFixture *f);
/* Until the draft has @n steps and everything is known of them. */
void draft_fixture_wait_for_steps (DraftFixture *f, gint64 n);
/* Until it is “submitted”, “approved”, …; nothing may be refused on the way. */
void draft_fixture_wait_for_state (DraftFixture *f, const char *state);

/* Past the window, as another desk would: moves a draft on, or draws in it for the officer of the grids; must succeed. @act is
 * taken; @line is four doubles or %NULL.
 */
void draft_fixture_advance (DraftFixture *f, WgDraftAct *act, gint64 draft_id, gint64 operator_id);
void draft_fixture_draw (DraftFixture *f, WgBoundaryVerb verb, gint64 draft_id, const char *codes, const double *line);
void draft_fixture_draw_named (DraftFixture *f, WgBoundaryVerb verb, gint64 draft_id, const char *codes, const double *line, const char *name);

/* Merges the grids @codes in a draft, and has it approved and announced. */
void draft_fixture_announce (DraftFixture *f, gint64 draft_id, const char *codes);

/* As typed into the field of coordinates. */
void draft_fixture_type_place (DraftFixture *f, const char *text);
void draft_fixture_click_at (DraftFixture *f, double lon, double lat);

/* For wg_test_window_find(): a label with @text in it. */
gboolean draft_fixture_says (GtkWidget *widget, gconstpointer text);

/* Of all grids of the draft, square metres. */
double draft_fixture_sum_areas (DraftFixture *f);
gboolean draft_fixture_has_corner (DraftFixture *f, double lon, double lat);
