/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-board.h"

G_BEGIN_DECLS

/* Degrees: in the district of wg_test_store_set_up(), or a little beyond it. */
double wg_test_draw_lon (void);
double wg_test_draw_lat (void);
/* A report, or a move that is legal for one of the cases of @board. The caller owns it, as wg_test_perform() does. */
WgAct *wg_test_draw_act (WgCaseBoard *board);
/* A photo that lies nowhere. */
void wg_test_act_add_file (WgAct *act);

G_END_DECLS
