/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-sprites.h"

G_BEGIN_DECLS

/* The drawing behind WgCaseSprites, in units of the sprite sheet (a box of 32) around the origin of @cr. */

void wg_case_glyphs_draw_case (cairo_t *cr, WgTheme theme, const WgCaseLook *look);

/* The two outlines around an emergency that is not acknowledged. */
void wg_case_glyphs_draw_outlines (cairo_t *cr, WgTheme theme);

/* The size of a card with its second card and its disc, around the middle of the card. */
void wg_case_glyphs_measure_cluster (guint count, double *width, double *height);
void wg_case_glyphs_draw_cluster (cairo_t *cr, WgTheme theme, const WgCaseLook *worst, guint count, guint n_overdue);

G_END_DECLS
