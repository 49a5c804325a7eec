/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a draft is drawn over days, by whoever is at the desk; each of its steps is a row, so that nothing drawn is lost
 * and everything drawn can be taken back.
 */

#include "wg-draft-table.h"

#include "wg-error.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

/* What a step keeps of a row. */
#define ROW_TYPE "(xxsxissbxay)"

void
wg_draft_grid_free (WgDraftGrid *grid)
{
  g_free (grid->op);
  g_free (grid->code);
  g_free (grid->name);
  g_clear_pointer (&grid->shape, wg_shape_unref);
  g_free (grid);
}

WgDraftGrid *
wg_draft_grid_copy (const WgDraftGrid *grid)
{
  WgDraftGrid *copy = g_memdup2 (grid, sizeof *grid);

  copy->op = g_strdup (grid->op);
  copy->code = g_strdup (grid->code);
  copy->name = g_strdup (grid->name);
  copy->shape = wg_shape_ref (grid->shape);
  return copy;
}

static void
conflict_free (gpointer data)
{
  WgDraftConflict *conflict = data;

  g_free (conflict->draft_name);
  g_free (conflict->code);
  g_free (conflict->name);
  g_free (conflict);
}

static void
step_free (gpointer data)
{
  WgDraftStep *step = data;

  g_free (step->op);
  g_free (step->codes);
  g_free (step);
}

void
wg_draft_free (WgDraft *draft)
{
  g_free (draft->returned);
  g_free (draft->trouble);
  g_clear_pointer (&draft->steps, g_ptr_array_unref);
  g_free (draft->name);
  g_free (draft->state);
  g_free (draft->author);
  g_free (draft->approver);
  g_free (draft->note);
  g_clear_pointer (&draft->grids, g_ptr_array_unref);
  g_clear_pointer (&draft->conflicts, g_ptr_array_unref);
  g_free (draft);
}

static gint64
get_id (WgStatement *row, int column)
{
  return wg_statement_is_null (row, column) ? WG_NULL_ID : wg_statement_get_int64 (row, column);
}

static WgDraft *
read_draft (WgStatement *row)
{
  WgDraft *draft = g_new0 (WgDraft, 1);

  draft->id = wg_statement_get_int64 (row, 0);
  draft->name = wg_statement_dup_text (row, 1);
  draft->state = wg_statement_dup_text (row, 2);
  draft->author_id = wg_statement_get_int64 (row, 3);
  draft->approver_id = get_id (row, 4);
  draft->base_event_id = wg_statement_get_int64 (row, 5);
  draft->effective_ms = get_id (row, 6);
  draft->version = wg_statement_get_int64 (row, 7);
  draft->note = wg_statement_dup_text (row, 8);
  draft->author = wg_statement_dup_text (row, 9);
  draft->approver = wg_statement_dup_text (row, 10);
  draft->n_steps = wg_statement_get_int64 (row, 11);
  draft->event_id = wg_statement_get_int64 (row, 12);
  draft->approved_ms = get_id (row, 13);
  draft->author_person_id = get_id (row, 14);
  draft->conflicts = g_ptr_array_new_with_free_func (conflict_free);
  return draft;
}

gboolean
wg_draft_is_in_force (const WgDraft *draft)
{
  return g_str_equal (draft->state, "applied");
}

gboolean
wg_draft_has_ended (const WgDraft *draft)
{
  return wg_draft_is_in_force (draft) || g_str_equal (draft->state, "withdrawn");
}

gboolean
wg_draft_is_late (const WgDraft *draft, gint64 now_ms)
{
  return draft->effective_ms != WG_NULL_ID && draft->effective_ms <= now_ms && !wg_draft_has_ended (draft);
}

char *
wg_draft_dup_effect (const WgDraft *draft, GTimeZone *zone, gint64 now_ms)
{
  g_autofree char *day = NULL;

  if (draft->effective_ms == WG_NULL_ID || (wg_draft_has_ended (draft) && !wg_draft_is_in_force (draft)))
    return NULL;
  day = wg_time_format_local (draft->effective_ms, zone, now_ms, WG_TIME_SHORT);
  if (wg_draft_is_in_force (draft))
    return g_strdup_printf (C_ ("draft in force", "since %s"), day);
  if (!wg_draft_is_late (draft, now_ms))
    return g_strdup_printf (_ ("takes effect %s"), day);
  if (g_str_equal (draft->state, "announced"))
    return g_strdup_printf (_ ("was to take effect %s"), day);
  return g_str_equal (draft->state, "approved") ? g_strdup_printf (_ ("was to take effect %s, but its public notice is not out"), day)
                                                : g_strdup_printf (_ ("was to take effect %s, but is not approved"), day);
}

gboolean
wg_draft_is_drawn_by (const WgDraft *draft, gint64 operator_id, gint64 person_id)
{
  return draft->author_id == operator_id || (person_id != WG_NULL_ID && draft->author_person_id == person_id);
}

char *
wg_draft_conflict_to_text (const WgDraftConflict *conflict)
{
  if (conflict->draft_id == WG_NULL_ID)
    /* Translators: name of a grid. */
    return g_strdup_printf (_ ("%s was changed in force since"), conflict->name);
  /* Translators: name of another draft, name of a grid. */
  return g_strdup_printf (_ ("draft “%s” redraws %s too"), conflict->draft_name, conflict->name);
}

static gboolean
read_conflicts (WgConnection *connection, WgDraft *draft, const char *statement, GError **error)
{
  WgStatement *row = wg_connection_query (connection, error, statement, "ii", wg_connection_get_district (connection),
                                          draft->id);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (wg_statement_step (row, &local))
    {
      WgDraftConflict *conflict = g_new0 (WgDraftConflict, 1);

      conflict->draft_id = wg_statement_is_null (row, 0) ? WG_NULL_ID : wg_statement_get_int64 (row, 0);
      conflict->draft_name = wg_statement_dup_text (row, 1);
      conflict->code = wg_statement_dup_text (row, 2);
      conflict->name = wg_statement_dup_text (row, 3);
      g_ptr_array_add (draft->conflicts, conflict);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Of one that has ended nothing is in the way any more. */
static gboolean
look_for_conflicts (WgConnection *connection, WgDraft *draft, GError **error)
{
  if (wg_draft_has_ended (draft))
    return TRUE;
  return read_conflicts (connection, draft, "draft-outdated", error)
         && read_conflicts (connection, draft, "draft-rivals", error);
}

static GPtrArray *
read_drafts (WgConnection *connection, gint64 id, GError **error)
{
  WgStatement *row = wg_connection_query (connection, error, "draft-list", "ii", wg_connection_get_district (connection), id);
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_draft_free);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return NULL;
  while (wg_statement_step (row, &local))
    g_ptr_array_add (drafts, read_draft (row));
  for (guint i = 0; local == NULL && i < drafts->len; i++)
    look_for_conflicts (connection, g_ptr_array_index (drafts, i), &local);
  if (local == NULL)
    return g_steal_pointer (&drafts);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

GPtrArray *
wg_draft_table_list (WgConnection *connection, GError **error)
{
  return read_drafts (connection, WG_NULL_ID, error);
}

static WgDraftGrid *
read_grid (WgStatement *row, GError **error)
{
  gsize size = 0;
  const void *wkb = wg_statement_peek_blob (row, 9, &size);
  g_autoptr (WgShape) shape = wg_shape_new_from_wkb (wkb, size, error);
  WgDraftGrid *grid;

  if (shape == NULL)
    return NULL;
  grid = g_new0 (WgDraftGrid, 1);
  grid->id = wg_statement_get_int64 (row, 0);
  grid->grid_id = get_id (row, 1);
  grid->op = wg_statement_dup_text (row, 2);
  grid->parent_id = wg_statement_is_null (row, 3) ? 0 : wg_statement_get_int64 (row, 3);
  grid->depth = (int) wg_statement_get_int64 (row, 4);
  grid->code = wg_statement_dup_text (row, 5);
  grid->name = wg_statement_dup_text (row, 6);
  grid->special = g_strcmp0 (wg_statement_get_text (row, 7), "special") == 0;
  grid->base_version_id = get_id (row, 8);
  grid->shape = g_steal_pointer (&shape);
  return grid;
}

static gboolean
read_grids (WgConnection *connection, WgDraft *draft, GError **error)
{
  WgStatement *row = wg_connection_query (connection, error, "draft-grids", "ii", wg_connection_get_district (connection),
                                          draft->id);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  draft->grids = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_draft_grid_free);
  while (local == NULL && wg_statement_step (row, &local))
    {
      WgDraftGrid *grid = read_grid (row, &local);

      if (grid != NULL)
        g_ptr_array_add (draft->grids, grid);
    }
  wg_statement_reset (row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
wg_draft_table_update (WgConnection *connection, WgDraft *draft, const char *impact, GError **error)
{
  gint64 n_changed = wg_connection_run (connection, error, "draft-update", "iiisiis",
                                        wg_connection_get_district (connection), draft->id, draft->version, draft->state,
                                        draft->approver_id, draft->approved_ms, impact);

  if (n_changed == 0)
    g_set_error (error, WG_ERROR, WG_ERROR_CONFLICT,
                 _ ("Somebody else changed draft “%s” in the meantime. Nothing was changed; look at it again."), draft->name);
  draft->version++;
  return n_changed > 0;
}

gboolean
wg_draft_table_check_base (const WgDraft *draft, GError **error)
{
  for (guint i = 0; i < draft->conflicts->len; i++)
    {
      const WgDraftConflict *conflict = g_ptr_array_index (draft->conflicts, i);

      if (conflict->draft_id != WG_NULL_ID)
        continue;
      g_set_error (error, WG_ERROR, WG_ERROR_CONFLICT,
                   _ ("Grid %s was changed since draft “%s” was drawn on it. Nothing was changed; undo the steps on it and "
                      "draw them again."), conflict->code, draft->name);
      return FALSE;
    }
  return TRUE;
}

/* Steps. */

static GBytes *
pack_rows (const GPtrArray *rows)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a" ROW_TYPE));
  g_autoptr (GVariant) all = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (rows, i);
      g_autoptr (GBytes) wkb = wg_shape_to_wkb (row->shape);

      g_variant_builder_add (&builder, "(xxsxissbx@ay)", row->id, row->grid_id, row->op, row->parent_id, row->depth,
                             row->code, row->name, row->special, row->base_version_id,
                             g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, wkb, TRUE));
    }
  all = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_get_data_as_bytes (all);
}

static GPtrArray *
unpack_rows (GBytes *bytes, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_draft_grid_free);
  g_autoptr (GVariant) all = NULL;
  GVariantIter iter;
  WgDraftGrid row = { 0 };
  GVariant *wkb;

  /* No row packs into no byte, and that comes back as nothing. */
  if (bytes == NULL)
    return g_steal_pointer (&rows);
  all = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE ("a" ROW_TYPE), bytes, FALSE));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "(xxsxissbx@ay)", &row.id, &row.grid_id, &row.op, &row.parent_id, &row.depth, &row.code,
                              &row.name, &row.special, &row.base_version_id, &wkb))
    {
      row.shape = wg_shape_new_from_wkb (g_variant_get_data (wkb), g_variant_get_size (wkb), error);
      g_variant_unref (wkb);
      g_ptr_array_add (rows, g_memdup2 (&row, sizeof row));
      if (row.shape == NULL)
        return NULL;
    }
  return g_steal_pointer (&rows);
}

static char *
join_codes (const GPtrArray *rows)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (codes, ((WgDraftGrid *) g_ptr_array_index (rows, i))->code);
  g_ptr_array_add (codes, NULL);
  return g_strjoinv (", ", (char **) codes->pdata);
}

static WgDraftStep *
read_step (WgStatement *row, GError **error)
{
  g_autoptr (GBytes) new = wg_statement_dup_blob (row, 2);
  g_autoptr (GPtrArray) rows = unpack_rows (new, error);
  WgDraftStep *step;

  if (rows == NULL)
    return NULL;
  step = g_new0 (WgDraftStep, 1);
  step->at_ms = wg_statement_get_int64 (row, 0);
  step->op = wg_statement_dup_text (row, 1);
  step->codes = join_codes (rows);
  return step;
}

static gboolean
read_steps (WgConnection *connection, WgDraft *draft, GError **error)
{
  WgStatement *row = wg_connection_query (connection, error, "draft-steps", "ii", wg_connection_get_district (connection),
                                          draft->id);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  draft->steps = g_ptr_array_new_with_free_func (step_free);
  while (local == NULL && wg_statement_step (row, &local))
    {
      WgDraftStep *step = read_step (row, &local);

      if (step != NULL)
        g_ptr_array_add (draft->steps, step);
    }
  wg_statement_reset (row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
insert_row (WgConnection *connection, gint64 draft_id, const WgDraftGrid *row, GError **error)
{
  g_autoptr (GBytes) wkb = wg_shape_to_wkb (row->shape);

  return wg_connection_run (connection, error, "draft-grid-insert", "iiiisiisssib", row->id,
                            wg_connection_get_district (connection), draft_id, row->grid_id, row->op,
                            row->parent_id == 0 ? WG_NULL_ID : row->parent_id, (gint64) row->depth, row->code, row->name,
                            row->special ? "special" : "ordinary", row->base_version_id, wkb)
         >= 0;
}

static gboolean
exchange (WgConnection *connection, gint64 draft_id, const GPtrArray *old, const GPtrArray *new, GError **error)
{
  for (guint i = 0; i < old->len; i++)
    {
      if (wg_connection_run (connection, error, "draft-grid-delete", "iii", wg_connection_get_district (connection),
                             draft_id, ((WgDraftGrid *) g_ptr_array_index (old, i))->id)
          < 0)
        return FALSE;
    }
  for (guint i = 0; i < new->len; i++)
    {
      if (!insert_row (connection, draft_id, g_ptr_array_index (new, i), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_draft_table_add_step (WgConnection *connection, gint64 draft_id, gint64 at_ms, const char *op, const GPtrArray *before,
                         const GPtrArray *after, GError **error)
{
  g_autoptr (GBytes) old = pack_rows (before), new = pack_rows (after);

  return exchange (connection, draft_id, before, after, error)
         && wg_connection_run (connection, error, "draft-step-insert", "iiisbb", wg_connection_get_district (connection),
                               draft_id, at_ms, op, old, new)
                >= 0;
}

gboolean
wg_draft_table_undo_step (WgConnection *connection, gint64 draft_id, char **op, GError **error)
{
  WgStatement *row = wg_connection_query (connection, error, "draft-step-last", "ii",
                                          wg_connection_get_district (connection), draft_id);
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GBytes) old = NULL;
  g_autoptr (GBytes) new = NULL;
  gint64 seq;

  if (row == NULL)
    return FALSE;
  if (!wg_statement_step (row, &local))
    {
      if (local == NULL)
        g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, _ ("The draft has no step that could be undone."));
      else
        g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  seq = wg_statement_get_int64 (row, 0);
  *op = wg_statement_dup_text (row, 1);
  old = wg_statement_dup_blob (row, 2);
  new = wg_statement_dup_blob (row, 3);
  wg_statement_reset (row);
  before = unpack_rows (old, error);
  after = before != NULL ? unpack_rows (new, error) : NULL;
  return after != NULL && exchange (connection, draft_id, after, before, error)
         && wg_connection_run (connection, error, "draft-step-delete", "iii", wg_connection_get_district (connection),
                               draft_id, seq)
                >= 0;
}

/* One draft with everything. */

/* Who has to draw again wants to know why, until it is handed in again. */
static gboolean
read_return (WgConnection *connection, WgDraft *draft, GError **error)
{
  WgStatement *row = wg_connection_query (connection, error, "draft-returned", "ii", wg_connection_get_district (connection),
                                          draft->id);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  if (wg_statement_step (row, &local) && g_strcmp0 (wg_statement_get_text (row, 0), "return") == 0)
    draft->returned = wg_statement_dup_text (row, 1);
  wg_statement_reset (row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

WgDraft *
wg_draft_table_find (WgConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) drafts = read_drafts (connection, id, error);
  g_autoptr (WgDraft) draft = NULL;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  if (drafts == NULL)
    return NULL;
  if (drafts->len == 0)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no draft %s. “wangge drafts” lists those there are."),
                   text);
      return NULL;
    }
  draft = g_ptr_array_steal_index (drafts, 0);
  return read_grids (connection, draft, error) && read_return (connection, draft, error)
                 && read_steps (connection, draft, error)
             ? g_steal_pointer (&draft)
             : NULL;
}
