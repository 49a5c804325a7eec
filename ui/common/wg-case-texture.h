/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"
#include "wg-case-sprites.h"
#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * wg_case_texture_look_of:
 * @record: a case
 * @now_ms: the instant for "overdue" and the ring
 *
 * Returns: how the case is drawn everywhere.
 */
WgCaseLook wg_case_texture_look_of (const WgCaseRecord *record, gint64 now_ms);

/**
 * wg_case_texture_get:
 * @context: gives the theme and keeps the pictures
 * @look: what the case looks like
 * @size: the box in logical pixels; a sprite is drawn for a box of 32 at a text size of 100 %
 * @scale: device pixels per logical pixel
 *
 * Returns: (transfer full): the same picture that the map shows, in device pixels; its middle is the middle of the box.
 */
GdkTexture *wg_case_texture_get (WgContext *context, const WgCaseLook *look, double size, int scale);

G_END_DECLS
