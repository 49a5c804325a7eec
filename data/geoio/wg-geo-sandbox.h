/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gives up what reading a file does not need: memory, time and file sizes without end, the network, starting programs,
 * and writing anywhere but in @folder. What the kernel does not offer is left out; the limits and the ban of sockets
 * are always there. Call it before any thread is started.
 */
void wg_geo_sandbox_enter (const char *folder);

/* Ends the process as soon as standard input is closed: whoever started it is gone then. */
void wg_geo_sandbox_watch_parent (void);

G_END_DECLS
