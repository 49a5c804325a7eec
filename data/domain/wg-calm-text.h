/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_text_turns:
 *
 * Returns: whether @c is one of the characters without a shape that turn the direction of what follows: embeddings, overrides
 *   and isolates.
 */
gboolean wg_text_turns (gunichar c);

/**
 * wg_calm_text:
 * @text: (nullable): valid UTF-8
 *
 * Returns: (transfer full) (nullable): @text without the characters that wg_text_turns()
 */
char *wg_calm_text (const char *text);

G_END_DECLS
