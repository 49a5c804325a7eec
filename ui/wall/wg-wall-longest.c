/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: that so many cases are overdue says nothing about which one; the figures and the caption of a wall name the same. */

#include "wg-wall-longest.h"

#include <glib/gi18n-lib.h>

static gboolean
lies_in (const WgGridTree *tree, const WgCaseRecord *record, guint grid)
{
  guint index;

  if (grid == WG_GRID_NONE)
    return TRUE;
  index = tree != NULL && record->grid_id != WG_NO_ID ? wg_grid_tree_find_by_id (tree, record->grid_id) : WG_GRID_NONE;
  return index != WG_GRID_NONE && (index == grid || wg_grid_tree_is_below (tree, index, grid));
}

WgCaseRecord *
wg_wall_find_longest (WgContext *context, WgQueue queue, guint grid)
{
  WgCaseBoard *board = wg_context_get_board (context);
  WgGridTree *tree = wg_case_board_get_grids (board);
  GPtrArray *cases = wg_case_board_get_cases (board);
  WgCaseRecord *longest = NULL;
  WgQueueView view;

  wg_context_get_queue_view (context, &view);
  for (guint i = 0; i < cases->len; i++)
    {
      WgCaseRecord *record = g_ptr_array_index (cases, i);

      if (!wg_queue_contains (queue, record, &view))
        continue;
      if ((longest == NULL
           || (queue == WG_QUEUE_OVERDUE ? record->due_ms < longest->due_ms : record->clock_ms < longest->clock_ms))
          && lies_in (tree, record, grid))
        longest = record;
    }
  return longest;
}

char *
wg_wall_format_duration (gint64 ms)
{
  int minutes = (int) (MAX (0, ms) / 60000);

  if (minutes < 60)
    return g_strdup_printf (C_ ("duration", "%d min"), minutes);
  if (minutes < 48 * 60)
    return g_strdup_printf (C_ ("duration", "%d h %d min"), minutes / 60, minutes % 60);
  return g_strdup_printf (C_ ("duration", "%d days"), minutes / (24 * 60));
}
