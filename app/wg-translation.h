/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * wg_translation_init:
 *
 * Sets the locale and finds the translations: beside the program in the build folder, else where they are installed
 * relative to the program, else where the build meant them to be. The first thing that main() does.
 */
void wg_translation_init (void);

G_END_DECLS
