/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bench_demo_make:
 * @wangge: the program
 * @size: of the demo, as the program calls it
 * @folder: (out) (transfer full): a folder of its own for it
 *
 * Returns: (transfer full): a database with the demo.
 */
char *bench_demo_make (const char *wangge, const char *size, char **folder);
void bench_demo_remove (const char *folder, const char *database);

G_END_DECLS
