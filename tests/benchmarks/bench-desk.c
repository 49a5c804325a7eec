/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a list that is quick by itself is not yet a desk that is. The whole window over a demo district with 170,000 open
 * cases: queue, map, legend and detail are on the screen, and the hand jumps, looks for, sorts, marks and zooms. Printed is
 * for how long the main thread was away at most meanwhile; what nobody should feel is 100 ms, better 50.
 *
 * bench-desk WANGGE [DATABASE]; without a database a demo district is made and the cases are added to it.
 */

#include "wg-application.h"
#include "wg-case-list-model.h"
#include "wg-graphics.h"
#include "wg-map-pane-private.h"
#include "wg-test-store.h"
#include "wg-window-private.h"

#include "bench-cases.h"
#include "bench-demo.h"
#include "bench-figures.h"
#include "bench-index.h"
#include "bench-list.h"
#include "bench-loop.h"
#include "hands.h"

#include <math.h>

#define N_CASES 170000
#define ROUNDS 3
#define QUIET_MS 1200 /* what a step leaves to do is done */

typedef struct
{
  WgWindow *window;
  WgCaseList *list;
  WgMapPane *pane;
  guint round;
} Desk;

static void
bring_cases (const char *database)
{
  g_autoptr (WgStore) store = bench_cases_open (database);

  bench_cases_add (store, N_CASES);
  bench_index_complete (store);
}

/* --- The window --- */

static void
settle (Desk *desk)
{
  while (wg_case_list_model_is_arranging (wg_case_list_get_model (desk->list)) || !wg_map_pane_is_settled (desk->pane))
    g_main_context_iteration (NULL, TRUE);
}

static void
open_window (Desk *desk, WgApplication *application, WgSession *session, const char *database)
{
  GtkWidget *pane = NULL;

  desk->window = wg_window_new (GTK_APPLICATION (application), session);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1920, 1080);
  wg_window_open_uri (desk->window, database, FALSE);
  gtk_window_present (GTK_WINDOW (desk->window));
  while (desk->window->page == NULL || (pane = wg_dispatch_page_get_map (desk->window->page)) == NULL
         || !wg_case_board_is_loaded (wg_context_get_board (desk->window->context)))
    g_main_context_iteration (NULL, TRUE);
  desk->pane = WG_MAP_PANE (pane);
  desk->list = wg_dispatch_page_get_list (desk->window->page);
  wg_case_list_set_queue (desk->list, WG_QUEUE_OPEN);
  wg_test_wait_ms (2 * QUIET_MS);
  settle (desk);
  hands_take (GTK_WINDOW (desk->window));
}

/* --- What a hand does --- */

static void
press_home (Desk *desk)
{
  wg_case_list_focus_rows (desk->list);
  hands_press ("Home");
}

static void
press_end (Desk *desk)
{
  wg_case_list_focus_rows (desk->list);
  hands_press ("End");
}

/* Somewhere else in each round. */
static void
pull_thumb (Desk *desk)
{
  GtkAdjustment *adjustment = bench_list_find_adjustment (GTK_WIDGET (desk->list));
  double share = fmod (0.31 + 0.27 * desk->round, 1);

  gtk_adjustment_set_value (adjustment, share * gtk_adjustment_get_upper (adjustment));
}

static void
pull_thumb_up (Desk *desk)
{
  gtk_adjustment_set_value (bench_list_find_adjustment (GTK_WIDGET (desk->list)), 0);
}

static void
set_text (Desk *desk)
{
  wg_case_list_set_text (desk->list, "F0123");
}

static void
take_text (Desk *desk)
{
  wg_case_list_set_text (desk->list, "");
}

static void
set_queue (Desk *desk)
{
  wg_case_list_set_queue (desk->list, WG_QUEUE_OVERDUE);
}

static void
take_queue (Desk *desk)
{
  wg_case_list_set_queue (desk->list, WG_QUEUE_OPEN);
}

static void
set_order (Desk *desk)
{
  wg_case_list_model_set_order (wg_case_list_get_model (desk->list), WG_CASE_ORDER_NEWEST, FALSE);
}

static void
take_order (Desk *desk)
{
  wg_case_list_model_set_order (wg_case_list_get_model (desk->list), WG_CASE_ORDER_URGENCY, FALSE);
}

static void
select_grid (Desk *desk)
{
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (desk->window->context));

  wg_selection_select_grid (wg_context_get_selection (desk->window->context), wg_grid_tree_get_grid (grids, desk->round + 2)->id);
}

static void
deselect_grid (Desk *desk)
{
  wg_selection_select_grid (wg_context_get_selection (desk->window->context), WG_NO_ID);
  wg_case_list_model_set_grid (wg_case_list_get_model (desk->list), WG_NO_ID);
}

static void
select_case (Desk *desk)
{
  GPtrArray *cases = wg_case_board_get_cases (wg_context_get_board (desk->window->context));
  const WgCaseRecord *record = g_ptr_array_index (cases, (desk->round + 1) * cases->len / (ROUNDS + 2));

  wg_selection_select_case (wg_context_get_selection (desk->window->context), record->id);
}

static void
deselect_case (Desk *desk)
{
  wg_selection_select_case (wg_context_get_selection (desk->window->context), WG_NO_ID);
}

static void
zoom_in (Desk *desk)
{
  wg_map_pane_zoom_by (desk->pane, 2);
}

static void
zoom_out (Desk *desk)
{
  wg_map_pane_zoom_by (desk->pane, -2);
}

static void
signal_measure (Desk *desk, WgMeasure measure)
{
  g_signal_emit_by_name (desk->pane->legend, "measure-wanted", measure);
}

static void
set_measure (Desk *desk)
{
  signal_measure (desk, WG_MEASURE_OVERDUE);
}

static void
take_measure (Desk *desk)
{
  signal_measure (desk, WG_MEASURE_OPEN);
}

/* A move on one case, as another desk would make it too: the row, the counts, the legend and the clusters follow. */
static void
file_case (Desk *desk)
{
  GPtrArray *cases = wg_case_board_get_cases (wg_context_get_board (desk->window->context));

  for (guint i = 0; i < cases->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (cases, i);

      if (record->state != WG_CASE_STATE_REPORTED || i % 7 != desk->round)
        continue;
      wg_context_perform (desk->window->context, wg_act_new (WG_VERB_FILE, record->number));
      return;
    }
}

static void
rest (Desk *desk)
{
}

typedef struct
{
  const char *name;
  void (*step) (Desk *desk);
  void (*back) (Desk *desk);
} Step;

static const Step steps[] = {
  { "key to the end of the queue", press_end, press_home },
  { "thumb of the scroll bar", pull_thumb, pull_thumb_up },
  { "filter by a text", set_text, take_text },
  { "another queue", set_queue, take_queue },
  { "another order", set_order, take_order },
  { "one grid only", select_grid, deselect_grid },
  { "one case, somewhere", select_case, deselect_case },
  { "map closer by two", zoom_in, zoom_out },
  { "legend of overdue", set_measure, take_measure },
  { "a case is filed", file_case, rest },
};

/* --- Figures --- */

typedef struct
{
  double longest[ROUNDS];
  double busy[ROUNDS];
} Blocks;

static void
take_step (Desk *desk, void (*step) (Desk *desk), Blocks *blocks)
{
  bench_loop_begin ();
  step (desk);
  wg_test_wait_ms (QUIET_MS);
  settle (desk);
  blocks->longest[desk->round] = bench_loop_get_longest ();
  blocks->busy[desk->round] = bench_loop_get_busy ();
}

static void
measure (Desk *desk, const Step *step)
{
  Blocks there, back;

  for (desk->round = 0; desk->round < ROUNDS; desk->round++)
    {
      take_step (desk, step->step, &there);
      take_step (desk, step->back, &back);
    }
  g_print ("%-28s %7.1f %7.1f %7.1f %7.1f\n", step->name, bench_figures_take_middle (there.longest, ROUNDS),
           bench_figures_take_middle (there.busy, ROUNDS), bench_figures_take_middle (back.longest, ROUNDS),
           bench_figures_take_middle (back.busy, ROUNDS));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *database = argc > 2 ? g_strdup (argv[2]) : bench_demo_make (argv[1], "district", &folder);
  g_autoptr (WgApplication) application = NULL;
  g_autoptr (WgSession) session = NULL;
  Desk desk = { 0 };

  wg_graphics_limit_heaps ();
  wg_graphics_choose ();
  bench_loop_watch ();
  if (folder != NULL)
    bring_cases (database);
  application = wg_application_new ();
  session = wg_session_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  open_window (&desk, application, session, database);
  g_print ("# longest block of the main thread, ms, and of it busy: there, and back (median of %d)\n", ROUNDS);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (argc <= 3 || strstr (steps[i].name, argv[3]) != NULL)
        measure (&desk, &steps[i]);
    }
  gtk_window_destroy (GTK_WINDOW (desk.window));
  if (folder != NULL)
    bench_demo_remove (folder, database);
  return 0;
}
