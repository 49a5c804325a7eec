/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the tree of grids and what piles up in it, as lists: the figures here are the ones that the map shows. */

#include "wg-command-grids.h"

#include "wg-class-breaks.h"
#include "wg-error.h"
#include "wg-store-as-of.h"
#include "wg-time.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static const char *
get_parent_code (WgGridTree *tree, const WgGrid *grid)
{
  return grid->parent != WG_GRID_NONE ? wg_grid_tree_get_grid (tree, grid->parent)->code : NULL;
}

/* Levels. */

static gboolean
print_levels_text (WgCommandCall *call, WgGridTree *tree, GError **error)
{
  const char *const titles[] = { C_ ("column", "Level"), C_ ("column", "Name"), C_ ("column", "Outline"), C_ ("column", "Grids") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("rllr", titles);

  for (guint i = 0; i < wg_grid_tree_get_n_levels (tree); i++)
    {
      const WgGridLevel *level = wg_grid_tree_get_level (tree, i);

      wg_text_table_add_int (rows, level->depth);
      wg_text_table_add (rows, level->name);
      wg_text_table_add (rows, level->outline == WG_GRID_OUTLINE_DERIVED ? C_ ("outline", "derived") : C_ ("outline", "given"));
      wg_text_table_add_int (rows, level->n_grids);
    }
  return wg_command_call_print_table (call, rows, error);
}

static gboolean
print_levels (WgCommandCall *call, WgGridTree *tree, GError **error)
{
  WgJsonWriter *out = call->writer;

  if (!call->json)
    return print_levels_text (call, tree, error);
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < wg_grid_tree_get_n_levels (tree); i++)
    {
      const WgGridLevel *level = wg_grid_tree_get_level (tree, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_int (out, "level", level->depth);
      wg_json_writer_text (out, "name", level->name);
      wg_json_writer_text (out, "outline", wg_grid_outline_to_nick (level->outline));
      wg_json_writer_int (out, "grids", level->n_grids);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
  return wg_command_call_end_line (call, error);
}

WgGridTree *
wg_command_grids_load (WgCommandCall *call, GError **error)
{
  if (wg_command_call_has (call, "at"))
    {
      wg_store_load_grids_at_async (call->store, wg_command_call_get_now (call), call->cancellable, wg_command_call_ready, call);
      return wg_store_load_grids_at_finish (call->store, wg_command_call_wait (call), error);
    }
  wg_store_load_grids_async (call->store, call->cancellable, wg_command_call_ready, call);
  return wg_store_load_grids_finish (call->store, wg_command_call_wait (call), error);
}

static gboolean
run_levels (WgCommandCall *call, GError **error)
{
  g_autoptr (WgGridTree) tree = wg_command_grids_load (call, error);

  return tree != NULL && print_levels (call, tree, error);
}

/* Which grids: a level, a subtree, both. */

typedef struct
{
  guint top;
  int depth; /* 0 for every level */
} GridChoice;

static gboolean
take_choice (WgCommandCall *call, WgGridTree *tree, GridChoice *choice, GError **error)
{
  const char *code = wg_command_call_get_text (call, "grid");
  gint64 depth = wg_command_call_get_integer (call, "level", 0);

  choice->top = WG_GRID_NONE;
  choice->depth = (int) CLAMP (depth, 0, G_MAXINT);
  if (code != NULL)
    choice->top = wg_grid_tree_find_by_code (tree, code);
  if (code != NULL && choice->top == WG_GRID_NONE)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no grid %s in force."), code);
      return FALSE;
    }
  if (!wg_command_call_has (call, "level") || wg_grid_tree_find_level (tree, choice->depth) != NULL)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no level %s. “wangge levels” lists those there are."),
               wg_command_call_get_text (call, "level"));
  return FALSE;
}

static GArray *
list_chosen (WgGridTree *tree, const GridChoice *choice)
{
  guint begin = choice->top != WG_GRID_NONE ? choice->top : 0;
  guint end = choice->top != WG_GRID_NONE ? wg_grid_tree_get_subtree_end (tree, choice->top) : wg_grid_tree_get_n_grids (tree);
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = begin; i < end; i++)
    {
      if (choice->depth == 0 || wg_grid_tree_get_grid (tree, i)->depth == choice->depth)
        g_array_append_val (chosen, i);
    }
  return chosen;
}

/* Without a level, the backlog is that of the deepest one. */
static int
find_deepest (WgGridTree *tree, const GridChoice *choice)
{
  g_autoptr (GArray) chosen = list_chosen (tree, choice);
  int deepest = 0;

  for (guint i = 0; i < chosen->len; i++)
    deepest = MAX (deepest, wg_grid_tree_get_grid (tree, g_array_index (chosen, guint, i))->depth);
  return deepest;
}

/* Grids. */

static guint
find_keepers (const WgGridBook *book, gint64 grid_id)
{
  guint low = 0;
  guint high = book->keepers->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (((const WgKeeper *) g_ptr_array_index (book->keepers, middle))->grid_id < grid_id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static const WgKeeper *
get_keeper (const WgGridBook *book, guint i, gint64 grid_id)
{
  const WgKeeper *keeper = i < book->keepers->len ? g_ptr_array_index (book->keepers, i) : NULL;

  return keeper != NULL && keeper->grid_id == grid_id ? keeper : NULL;
}

static void
write_keepers (WgJsonWriter *out, const WgGridBook *book, gint64 grid_id)
{
  const WgKeeper *keeper;

  wg_json_writer_key (out, "keepers");
  wg_json_writer_begin_array (out);
  for (guint i = find_keepers (book, grid_id); (keeper = get_keeper (book, i, grid_id)) != NULL; i++)
    {
      wg_json_writer_begin_object (out);
      wg_json_writer_int (out, "id", keeper->person_id);
      wg_json_writer_text (out, "code", keeper->person_code);
      wg_json_writer_text (out, "name", keeper->person_name);
      wg_json_writer_text (out, "post", keeper->kind);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

static void
write_grid (WgJsonWriter *out, const WgGridBook *book, guint index)
{
  const WgGrid *grid = wg_grid_tree_get_grid (book->tree, index);
  const gint64 *end_ms = g_hash_table_lookup (book->ends, &grid->version_id);

  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "code", grid->code);
  wg_json_writer_text (out, "name", grid->name);
  wg_json_writer_int (out, "level", grid->depth);
  wg_json_writer_text (out, "parent", get_parent_code (book->tree, grid));
  wg_json_writer_double (out, "lon", grid->label_lon);
  wg_json_writer_double (out, "lat", grid->label_lat);
  wg_json_writer_double (out, "area_m2", grid->area_m2);
  wg_json_writer_int (out, "households", grid->households < 0 ? G_MININT64 : grid->households);
  wg_json_writer_int (out, "buildings", book->buildings[index]);
  write_keepers (out, book, grid->id);
  wg_json_writer_time (out, "valid_from", grid->valid_from_ms);
  wg_json_writer_time (out, "valid_to", end_ms != NULL ? *end_ms : G_MININT64);
  wg_json_writer_end_object (out);
}

static void
add_grid_row (WgTextTable *rows, const WgGridBook *book, guint index)
{
  const WgGrid *grid = wg_grid_tree_get_grid (book->tree, index);
  const WgKeeper *keeper = get_keeper (book, find_keepers (book, grid->id), grid->id);

  wg_text_table_add (rows, grid->code);
  wg_text_table_add (rows, grid->name);
  wg_text_table_add_int (rows, grid->depth);
  wg_text_table_add (rows, get_parent_code (book->tree, grid));
  wg_text_table_add_int (rows, (gint64) round (grid->area_m2));
  wg_text_table_add_int (rows, grid->households < 0 ? G_MININT64 : grid->households);
  wg_text_table_add_int (rows, book->buildings[index]);
  wg_text_table_add (rows, keeper != NULL ? keeper->person_name : NULL);
}

static gboolean
print_grids (WgCommandCall *call, const WgGridBook *book, GArray *chosen, GError **error)
{
  const char *const titles[]
      = { C_ ("column", "Code"), C_ ("column", "Name"), C_ ("column", "Level"), C_ ("column", "Above"), C_ ("column", "Area (m²)"), C_ ("column", "Households"), C_ ("column", "Buildings"), C_ ("column", "Keeper") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("llrlrrrl", titles);

  for (guint i = 0; i < chosen->len; i++)
    {
      if (!call->json)
        {
          add_grid_row (rows, book, g_array_index (chosen, guint, i));
          continue;
        }
      write_grid (call->writer, book, g_array_index (chosen, guint, i));
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return wg_command_call_print_table (call, rows, error);
}

static gboolean
run_grids (WgCommandCall *call, GError **error)
{
  g_autoptr (WgGridBook) book = NULL;
  g_autoptr (GArray) chosen = NULL;
  GridChoice choice;

  wg_store_load_grid_book_async (call->store, wg_command_call_get_time (call, "at", G_MAXINT64), call->cancellable, wg_command_call_ready, call);
  book = wg_store_load_grid_book_finish (call->store, wg_command_call_wait (call), error);
  if (book == NULL || !take_choice (call, book->tree, &choice, error))
    return FALSE;
  chosen = list_chosen (book->tree, &choice);
  return print_grids (call, book, chosen, error);
}

gboolean
wg_command_grids_run_as_of (WgCommandCall *call, GError **error)
{
  const WgOption *at = wg_command_table_find_option (call->table, call->command, "at");
  gint64 ms;

  if (!wg_time_parse (wg_command_call_get_argument (call, 0), call->zone, &ms, error))
    return FALSE;
  wg_command_call_add_option (call, at, wg_command_call_get_argument (call, 0));
  return run_grids (call, error);
}

/* Backlog. */

typedef struct
{
  WgBacklog *backlog;
  WgGridTree *tree;
  gint64 breaks[WG_BACKLOG_N_BREAKS];
} BacklogList;

static int
compare_backlogs (gconstpointer a, gconstpointer b, gpointer data)
{
  const BacklogList *list = data;
  guint index_a = *(const guint *) a;
  guint index_b = *(const guint *) b;
  const WgBacklogCounts *counts_a = wg_backlog_get_rolled (list->backlog, index_a);
  const WgBacklogCounts *counts_b = wg_backlog_get_rolled (list->backlog, index_b);

  if (counts_a->open != counts_b->open)
    return counts_a->open > counts_b->open ? -1 : 1;
  if (counts_a->overdue != counts_b->overdue)
    return counts_a->overdue > counts_b->overdue ? -1 : 1;
  return index_a < index_b ? -1 : index_a > index_b;
}

/* The bounds of the colours: those that the district has frozen, else a proposal as the map makes it. */
static gboolean
find_breaks (WgCommandCall *call, BacklogList *list, int depth, GError **error)
{
  g_autofree gint64 *values = NULL;
  WgClassBreaks breaks;

  wg_class_breaks_init (&breaks, WG_MEASURE_OPEN);
  wg_class_breaks_load_async (call->store, call->cancellable, wg_command_call_ready, call);
  if (!wg_class_breaks_load_finish (&breaks, 1, call->store, wg_command_call_wait (call), error))
    return FALSE;
  values = wg_measure_list_values (WG_MEASURE_OPEN, list->backlog, NULL);
  wg_class_breaks_propose (&breaks, wg_backlog_get_tree (list->backlog), values);
  memcpy (list->breaks, breaks.breaks[CLAMP (depth, 0, WG_BREAKS_MAX_DEPTH)], sizeof list->breaks);
  return TRUE;
}

static void
write_backlog (WgJsonWriter *out, const BacklogList *list, guint index)
{
  const WgGrid *grid = wg_grid_tree_get_grid (list->tree, index);
  const WgBacklogCounts *counts = wg_backlog_get_rolled (list->backlog, index);

  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "code", grid->code);
  wg_json_writer_text (out, "name", grid->name);
  wg_json_writer_int (out, "level", grid->depth);
  wg_json_writer_text (out, "parent", get_parent_code (list->tree, grid));
  wg_json_writer_int (out, "open", counts->open);
  wg_json_writer_int (out, "overdue", counts->overdue);
  wg_json_writer_int (out, "suspended", counts->suspended);
  wg_json_writer_int (out, "total", counts->total);
  wg_json_writer_int (out, "class", wg_backlog_class_of (list->breaks, counts->open));
  wg_json_writer_end_object (out);
}

static void
add_backlog_row (WgTextTable *rows, const BacklogList *list, guint index)
{
  const WgGrid *grid = wg_grid_tree_get_grid (list->tree, index);
  const WgBacklogCounts *counts = wg_backlog_get_rolled (list->backlog, index);

  wg_text_table_add_int (rows, counts->open);
  wg_text_table_add_int (rows, counts->overdue);
  wg_text_table_add_int (rows, counts->suspended);
  wg_text_table_add_int (rows, counts->total);
  wg_text_table_add (rows, grid->code);
  wg_text_table_add (rows, grid->name);
}

static gboolean
print_backlog (WgCommandCall *call, const BacklogList *list, GArray *chosen, GError **error)
{
  const char *const titles[] = { C_ ("column", "Open"), C_ ("column", "Overdue, any limit"), C_ ("column", "Suspended"), C_ ("column", "All"), C_ ("column", "Code"), C_ ("column", "Name") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("rrrrll", titles);

  if (!call->json)
    {
      for (guint i = 0; i < chosen->len; i++)
        add_backlog_row (rows, list, g_array_index (chosen, guint, i));
      return wg_command_call_print_table (call, rows, error);
    }
  wg_json_writer_begin_array (call->writer);
  for (guint i = 0; i < chosen->len; i++)
    write_backlog (call->writer, list, g_array_index (chosen, guint, i));
  wg_json_writer_end_array (call->writer);
  return wg_command_call_end_line (call, error);
}

WgBacklog *
wg_command_grids_count_backlog (WgCommandCall *call, GError **error)
{
  gint64 now_ms = wg_command_call_get_now (call);

  if (wg_command_call_has (call, "at"))
    {
      wg_store_count_backlog_at_async (call->store, now_ms, call->cancellable, wg_command_call_ready, call);
      return wg_store_count_backlog_at_finish (call->store, wg_command_call_wait (call), error);
    }
  wg_store_count_backlog_async (call->store, now_ms, call->cancellable, wg_command_call_ready, call);
  return wg_store_count_backlog_finish (call->store, wg_command_call_wait (call), error);
}

static gboolean
run_backlog (WgCommandCall *call, GError **error)
{
  g_autoptr (WgBacklog) backlog = wg_command_grids_count_backlog (call, error);
  g_autoptr (GArray) chosen = NULL;
  BacklogList list;
  GridChoice choice;

  if (backlog == NULL)
    return FALSE;
  list.backlog = backlog;
  list.tree = wg_backlog_get_tree (backlog);
  if (!take_choice (call, list.tree, &choice, error))
    return FALSE;
  if (choice.depth == 0)
    choice.depth = find_deepest (list.tree, &choice);
  chosen = list_chosen (list.tree, &choice);
  if (!find_breaks (call, &list, choice.depth, error))
    return FALSE;
  g_array_sort_with_data (chosen, compare_backlogs, &list);
  return print_backlog (call, &list, chosen, error);
}

static const WgOption grids_options[] = {
  { "level", WG_OPTION_INTEGER, "N", N_ ("only grids of this level; 1 is the topmost") },
  { "grid", WG_OPTION_TEXT, "CODE", N_ ("only this grid and what is below it") },
  { NULL },
};

static const WgOption backlog_options[] = {
  { "level", WG_OPTION_INTEGER, "N", N_ ("the grids of this level; else of the deepest one") },
  { "grid", WG_OPTION_TEXT, "CODE", N_ ("only this grid and what is below it") },
  { NULL },
};

const WgCommand wg_commands_grids[] = {
  { "levels", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "[{level,name,outline,grids}]", N_ ("List the levels of the grids"),
    run_levels, NULL },
  { "grids", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1,
    "{code,name,level,parent,lon,lat,area_m2,households,buildings,keepers:[{id,code,name,post}],valid_from,valid_to}",
    N_ ("List the grids in force"), run_grids, grids_options },
  { "backlog", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "[{code,name,level,parent,open,overdue,suspended,total,class}]",
    N_ ("Count the open cases of every grid of a level, the worst first"), run_backlog, backlog_options },
  { NULL },
};
