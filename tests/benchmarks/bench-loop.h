/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The main loop of the thread that calls these, watched: what lies between two of its sleeps is one block, for as long as it
 * lasts nothing that a hand does is answered. Milliseconds.
 */

void bench_loop_watch (void);
/* From here on. */
void bench_loop_begin (void);
/* The longest block since then, and the longest that the thread itself was busy in one: less where the processors are shared. */
double bench_loop_get_longest (void);
double bench_loop_get_busy (void);

G_END_DECLS
