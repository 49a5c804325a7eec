/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_APPLICATION (wg_application_get_type ())
G_DECLARE_FINAL_TYPE (WgApplication, wg_application, WG, APPLICATION, AdwApplication)

WgApplication *wg_application_new (void);

/**
 * wg_application_run:
 * @argc: number of arguments
 * @argv: arguments: `--database FILE`, or a file
 *
 * Shows the window until it is closed.
 *
 * Returns: the exit status.
 */
int wg_application_run (int argc, char **argv);

G_END_DECLS
