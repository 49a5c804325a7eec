/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: grids that came with names for codes are numbered in one act and in the order of the standard. A new code is a new grid
 * on the old land: the old code stays known, names its successor, and is never given again.
 */

#include "wg-draft-numbering.h"

#include "wg-actor.h"
#include "wg-draft-private.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-fields.h"
#include "wg-grid-code.h"
#include "wg-grid-table.h"
#include "wg-numbering.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  WgGridTree *tree;
  GHashTable *used;
  GHashTable *retired;
  guint pattern;
  gboolean must_have;
  GPtrArray *verdicts;
} Judging;

static void
verdict_free (gpointer data)
{
  g_free (((WgCodeVerdict *) data)->proposed);
  g_free (data);
}

static void
sort_codes (Judging *self, GHashTable *ever)
{
  GHashTableIter iter;
  gpointer code;

  for (guint i = 0; i < wg_grid_tree_get_n_grids (self->tree); i++)
    g_hash_table_add (self->used, g_strdup (wg_grid_tree_get_grid (self->tree, i)->code));
  g_hash_table_iter_init (&iter, ever);
  while (g_hash_table_iter_next (&iter, NULL, &code))
    {
      if (!g_hash_table_contains (self->used, code))
        g_hash_table_add (self->retired, g_strdup (code));
    }
}

/* The grid's own code is no duplicate of itself. */
static const char *
check_one (Judging *self, guint index, const char **community)
{
  const WgGrid *grid = wg_grid_tree_get_grid (self->tree, index);
  const WgGrid *parent = grid->parent != WG_GRID_NONE ? wg_grid_tree_get_grid (self->tree, grid->parent) : NULL;
  WgGridCodeContext context = { NULL, self->used, self->retired };
  g_autofree char *own = g_strdup (grid->code);
  const char *rule;

  *community = parent != NULL && strlen (parent->code) == WG_GRID_CODE_COMMUNITY_DIGITS ? parent->code : NULL;
  context.parent = *community;
  g_hash_table_remove (self->used, own);
  rule = wg_grid_code_check (own, self->pattern, &context);
  g_hash_table_add (self->used, g_steal_pointer (&own));
  return rule;
}

/* Leaves of one parent, in the order in which they are numbered. */
static GArray *
list_siblings (WgGridTree *tree, guint parent)
{
  g_autoptr (GArray) leaves = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) shapes = g_ptr_array_new ();
  g_autofree guint *order = NULL;
  guint n_children;
  const guint *children = wg_grid_tree_get_children (tree, parent, &n_children);
  double lat;

  for (guint i = 0; i < n_children; i++)
    {
      if (!wg_grid_tree_is_leaf (tree, children[i]) || wg_grid_tree_get_grid (tree, children[i])->shape == NULL)
        continue;
      g_array_append_val (leaves, children[i]);
      g_ptr_array_add (shapes, wg_grid_tree_get_grid (tree, children[i])->shape);
    }
  if (leaves->len == 0)
    return sorted;
  lat = wg_shape_get_box (g_ptr_array_index (shapes, 0))->min_lat;
  order = g_new (guint, leaves->len);
  wg_numbering_sort ((WgShape *const *) shapes->pdata, NULL, shapes->len, wg_geo_distance_m (0.0, lat, 0.01, lat) * 100.0,
                     wg_geo_distance_m (0.0, lat, 0.0, lat + 0.01) * 100.0, order);
  for (guint i = 0; i < leaves->len; i++)
    g_array_append_val (sorted, g_array_index (leaves, guint, order[i]));
  return sorted;
}

static gboolean
judge_one (Judging *self, guint index, GError **error)
{
  WgCodeVerdict *verdict = g_new0 (WgCodeVerdict, 1);
  const char *community = NULL;
  WgGridCodeContext context = { NULL, self->used, self->retired };
  g_autoptr (GError) local = NULL;

  verdict->index = index;
  verdict->rule = check_one (self, index, &community);
  context.parent = community;
  g_ptr_array_add (self->verdicts, verdict);
  if (verdict->rule == NULL)
    return TRUE;
  verdict->proposed = wg_grid_code_propose (self->pattern, NULL, &context, &local);
  if (verdict->proposed != NULL)
    g_hash_table_add (self->used, g_strdup (verdict->proposed));
  if (verdict->proposed != NULL || community == NULL || !self->must_have)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

GPtrArray *
wg_codes_judge (WgGridTree *tree, GHashTable *ever, guint pattern, gboolean must_have, GError **error)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) retired = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) verdicts = g_ptr_array_new_with_free_func (verdict_free);
  Judging self = { tree, used, retired, pattern, must_have, verdicts };

  sort_codes (&self, ever);
  for (guint i = 0; i < wg_grid_tree_get_n_grids (tree); i++)
    {
      g_autoptr (GArray) siblings = wg_grid_tree_is_leaf (tree, i) ? NULL : list_siblings (tree, i);

      for (guint k = 0; siblings != NULL && k < siblings->len; k++)
        {
          if (!judge_one (&self, g_array_index (siblings, guint, k), error))
            return NULL;
        }
    }
  return g_steal_pointer (&verdicts);
}

/* --- The draft --- */

typedef struct
{
  gint64 operator_id;
  char *key;
  guint pattern;
  char *name;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->key);
  g_free (request->name);
  g_free (request);
}

/* Every code that was ever in force or that a draft has taken, under numbers of no meaning. */
static GHashTable *
read_codes (WgStoreWork *work, GError **error)
{
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "draft-codes", "i", wg_connection_get_district (work->connection));
  gint64 n = 0;

  while (row != NULL && wg_statement_step (row, &local))
    {
      n++;
      g_hash_table_insert (codes, g_memdup2 (&n, sizeof n), wg_statement_dup_text (row, 0));
    }
  if (local == NULL)
    return g_steal_pointer (&codes);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static WgDraftGrid *
make_row (const WgGrid *grid, gint64 id, const char *op, const char *code)
{
  WgDraftGrid *row = g_new0 (WgDraftGrid, 1);
  gboolean is_new = g_str_equal (op, "new");

  row->id = id;
  row->grid_id = is_new ? WG_NULL_ID : grid->id;
  row->base_version_id = is_new ? WG_NULL_ID : grid->version_id;
  row->op = g_strdup (op);
  row->parent_id = grid->parent_id;
  row->depth = grid->depth;
  row->code = g_strdup (code);
  row->name = g_strdup (grid->name);
  row->special = grid->special;
  row->shape = wg_shape_ref (grid->shape);
  return row;
}

static GPtrArray *
make_rows (WgStoreWork *work, WgGridTree *tree, const GPtrArray *verdicts, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_draft_grid_free);
  gint64 id;

  for (guint i = 0; i < verdicts->len; i++)
    {
      const WgCodeVerdict *verdict = g_ptr_array_index (verdicts, i);
      const WgGrid *grid = wg_grid_tree_get_grid (tree, verdict->index);

      if (verdict->proposed == NULL)
        continue;
      id = wg_grid_table_take_ids (work->connection, "draft_grid", 2, error);
      if (id < 0)
        return NULL;
      g_ptr_array_add (rows, make_row (grid, id, "retire", grid->code));
      g_ptr_array_add (rows, make_row (grid, id + 1, "new", verdict->proposed));
    }
  if (rows->len > 0)
    return g_steal_pointer (&rows);
  g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED,
                       _ ("No grid below a community with a code of 12 digits has a wrong code. Nothing was changed."));
  return NULL;
}

static gboolean
keep_draft (WgStoreWork *work, const Request *request, WgEvent *event, gint64 id, const GPtrArray *rows, GError **error)
{
  WgConnection *connection = work->connection;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (WgFields) fields = wg_fields_new ();
  const char *name = request->name != NULL ? request->name : _ ("New codes");

  event->operator_id = request->operator_id;
  event->subject = g_strdup ("draft");
  event->subject_id = id;
  event->verb = g_strdup ("number");
  event->idem_key = request->key != NULL ? g_strdup (request->key) : g_uuid_string_random ();
  wg_fields_set_text (fields, "name", name);
  wg_fields_set_int64 (fields, "grids", rows->len / 2);
  g_clear_pointer (&event->fields, g_free);
  event->fields = wg_fields_to_json (fields);
  return wg_connection_run (connection, error, "draft-insert", "iisiiis", wg_connection_get_district (connection), id, name,
                            request->operator_id, event->id - 1, WG_NULL_ID, NULL)
             >= 0
         && wg_draft_table_add_step (connection, id, event->at_ms, "number", none, rows, error)
         && wg_event_log_append (connection, event, error);
}

static gpointer
assign (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  g_autoptr (WgActor) actor = wg_draft_load_actor (work, request->operator_id, WG_ROLE_GIS, error);
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autoptr (WgGridTree) tree = NULL;
  g_autoptr (GHashTable) ever = NULL;
  g_autoptr (GPtrArray) verdicts = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (WgDraftResult) result = g_new0 (WgDraftResult, 1);
  gint64 id;

  if (actor == NULL || !wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error))
    return NULL;
  tree = wg_store_work_get_grids (work, error);
  ever = tree != NULL ? read_codes (work, error) : NULL;
  verdicts = ever != NULL ? wg_codes_judge (tree, ever, request->pattern, TRUE, error) : NULL;
  rows = verdicts != NULL ? make_rows (work, tree, verdicts, error) : NULL;
  id = rows != NULL ? wg_grid_table_take_ids (work->connection, "draft", 1, error) : -1;
  if (id < 0 || !keep_draft (work, request, event, id, rows, error))
    return NULL;
  result->draft = wg_draft_table_find (work->connection, id, error);
  return result->draft != NULL ? g_steal_pointer (&result) : NULL;
}

void
wg_store_assign_codes_async (WgStore *self, gint64 operator_id, const char *key, guint pattern, const char *name,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Request request = { operator_id, g_strdup (key), pattern, g_strdup (name) };

  wg_store_write_async (self, assign, g_memdup2 (&request, sizeof request), request_free, (GDestroyNotify) wg_draft_result_free,
                        cancellable, callback, user_data);
}

WgDraftResult *
wg_store_assign_codes_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
