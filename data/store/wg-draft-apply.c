/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: on the day a new boundary takes effect, grids, the grids above them, cases, buildings, keepers and the family tree of
 * codes change together or not at all, and each open case can say why it is somebody else's now.
 */

#include "wg-draft-private.h"

#include "wg-case-record.h"
#include "wg-case-table.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-fields.h"
#include "wg-grid-table.h"
#include "wg-import-homes.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  WgStoreWork *work;
  WgDraft *draft;
  WgDraftPlan *plan;
  gint64 operator_id;
  gint64 valid_from_ms;
  GHashTable *new_ids;      /* negative id of the plan to the id of the grid */
  GHashTable *new_versions; /* boundary versions of grids that were not there before */
  GHashTable *retired;
} Applying;

static gint64 *
dup_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

static gint64
real_id (const Applying *self, gint64 id)
{
  const gint64 *found = g_hash_table_lookup (self->new_ids, &id);

  return found != NULL ? *found : id;
}

/* Events. */

static gboolean
log_event (Applying *self, const char *subject, gint64 subject_id, const char *verb, const WgCaseRecord *record,
           WgFields *fields, GError **error)
{
  g_autoptr (WgEvent) event = wg_event_new ();

  if (!wg_event_log_open (self->work->connection, event, wg_clock_get_now (self->work->clock), error))
    return FALSE;
  event->operator_id = self->operator_id;
  event->subject = g_strdup (subject);
  event->subject_id = subject_id;
  event->verb = g_strdup (verb);
  event->idem_key = g_uuid_string_random ();
  if (record != NULL)
    {
      event->from_state = g_strdup (wg_case_state_to_nick (record->state));
      event->to_state = g_strdup (wg_case_state_to_nick (record->state));
      event->run = record->run;
    }
  wg_fields_set_int64 (fields, "draft", self->draft->id);
  g_clear_pointer (&event->fields, g_free);
  event->fields = wg_fields_to_json (fields);
  return wg_event_log_append (self->work->connection, event, error);
}

static gboolean
log_draft (Applying *self, WgEvent *event, const char *key, GError **error)
{
  g_autoptr (WgFields) fields = wg_fields_new ();

  event->operator_id = self->operator_id;
  event->subject = g_strdup ("draft");
  event->subject_id = self->draft->id;
  event->verb = g_strdup ("apply");
  event->idem_key = key != NULL ? g_strdup (key) : g_uuid_string_random ();
  wg_fields_set_text (fields, "name", self->draft->name);
  wg_fields_set_int64 (fields, "grids", self->plan->changed->len);
  wg_fields_set_int64 (fields, "moved_cases", self->plan->moves->len);
  wg_fields_set_int64 (fields, "valid_from", self->valid_from_ms);
  g_clear_pointer (&event->fields, g_free);
  event->fields = wg_fields_to_json (fields);
  return wg_event_log_append (self->work->connection, event, error);
}

static gboolean
log_grid (Applying *self, gint64 id, const char *code, const char *verb, GError **error)
{
  g_autoptr (WgFields) fields = wg_fields_new ();

  wg_fields_set_text (fields, "code", code);
  return log_event (self, "grid", id, verb, NULL, fields, error);
}

/* Grids. */

static const WgGridWeight *
find_weight (const Applying *self, gint64 id)
{
  for (guint i = 0; i < self->plan->grids->len; i++)
    {
      const WgGridWeight *weight = g_ptr_array_index (self->plan->grids, i);

      if (weight->id == id)
        return weight;
    }
  return NULL;
}

static gint64
null_if_negative (gint64 value)
{
  return value < 0 ? WG_NULL_ID : value;
}

static gboolean
insert_version (Applying *self, const WgGrid *grid, gint64 version_id, GError **error)
{
  const WgGridWeight *weight = find_weight (self, grid->id);
  gint64 households = weight != NULL ? weight->figures[1].households : grid->households;
  gint64 people = weight != NULL ? weight->figures[1].people : grid->people;
  g_autoptr (GBytes) wkb = wg_shape_to_wkb (grid->shape);

  return wg_connection_run (self->work->connection, error, "draft-version-insert", "iiiiisssiidddiib", version_id,
                            wg_connection_get_district (self->work->connection), real_id (self, grid->id),
                            grid->parent_id == 0 ? WG_NULL_ID : real_id (self, grid->parent_id), (gint64) grid->depth,
                            grid->code, grid->name, grid->special ? "special" : "ordinary", null_if_negative (households),
                            null_if_negative (people), grid->area_m2, grid->label_lon, grid->label_lat,
                            self->valid_from_ms, self->draft->id, wkb)
         >= 0;
}

static gboolean
write_grid (Applying *self, gint64 id, GError **error)
{
  WgConnection *connection = self->work->connection;
  gint64 district_id = wg_connection_get_district (connection);
  const WgGrid *grid = wg_grid_tree_get_grid (self->plan->after, wg_grid_tree_find_by_id (self->plan->after, id));
  gint64 version_id = wg_grid_table_take_ids (connection, "grid_version", 1, error);

  if (version_id < 0)
    return FALSE;
  if (id > 0)
    return wg_connection_run (connection, error, "grid-version-end", "iii", district_id, id, self->valid_from_ms) >= 0
           && wg_connection_run (connection, error, "grid-touch", "ii", district_id, id) >= 0
           && insert_version (self, grid, version_id, error) && log_grid (self, id, grid->code, "redraw", error);
  g_hash_table_add (self->new_versions, dup_id (version_id));
  return wg_connection_run (connection, error, "grid-insert", "iisi", district_id, real_id (self, id), grid->code,
                            self->valid_from_ms) >= 0
         && insert_version (self, grid, version_id, error) && log_grid (self, real_id (self, id), grid->code, "create", error);
}

static gboolean
retire_grid (Applying *self, const WgDraftGrid *row, GError **error)
{
  WgConnection *connection = self->work->connection;
  gint64 district_id = wg_connection_get_district (connection);

  g_hash_table_add (self->retired, dup_id (row->grid_id));
  return wg_connection_run (connection, error, "grid-version-end", "iii", district_id, row->grid_id, self->valid_from_ms) >= 0
         && wg_connection_run (connection, error, "grid-retire", "iii", district_id, row->grid_id, self->valid_from_ms) >= 0
         && log_grid (self, row->grid_id, row->code, "retire", error);
}

static gboolean
take_ids (Applying *self, GError **error)
{
  for (guint i = 0; i < self->plan->changed->len; i++)
    {
      gint64 id = g_array_index (self->plan->changed, gint64, i);
      gint64 new_id = id < 0 ? wg_grid_table_take_ids (self->work->connection, "grid", 1, error) : id;

      if (new_id < 0)
        return FALSE;
      if (id < 0)
        g_hash_table_insert (self->new_ids, dup_id (id), dup_id (new_id));
    }
  return TRUE;
}

static gboolean
write_grids (Applying *self, GError **error)
{
  if (!take_ids (self, error))
    return FALSE;
  for (guint i = 0; i < self->draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (self->draft->grids, i);

      if (g_str_equal (row->op, "retire") && !retire_grid (self, row, error))
        return FALSE;
    }
  for (guint i = 0; i < self->plan->changed->len; i++)
    {
      if (!write_grid (self, g_array_index (self->plan->changed, gint64, i), error))
        return FALSE;
    }
  return TRUE;
}

/* The family tree: to whom the land of a grid went. */

static gboolean
write_heir (Applying *self, gint64 from, gint64 to, const char *kind, gboolean with_keepers, GError **error)
{
  WgConnection *connection = self->work->connection;
  gint64 district_id = wg_connection_get_district (connection);

  if (wg_connection_run (connection, error, "lineage-insert", "iiisii", district_id, from, to, kind, self->valid_from_ms,
                         self->draft->id)
      < 0)
    return FALSE;
  return !with_keepers
         || wg_connection_run (connection, error, "post-move-begin", "iiii", district_id, from, to, self->valid_from_ms) >= 0;
}

static GPtrArray *
list_heirs (Applying *self, const WgGrid *old, gint64 own_id)
{
  GPtrArray *heirs = g_ptr_array_new ();

  for (guint i = 0; i < self->draft->grids->len; i++)
    {
      WgDraftGrid *row = g_ptr_array_index (self->draft->grids, i);

      if (!g_str_equal (row->op, "retire") && row->grid_id != own_id
          && wg_shape_get_shared_area_m2 (old->shape, row->shape) > WG_DRAFT_NO_LAND_M2)
        g_ptr_array_add (heirs, row);
    }
  return heirs;
}

static gboolean
write_heirs (Applying *self, const WgDraftGrid *row, GError **error)
{
  guint index = wg_grid_tree_find_by_id (self->plan->before, row->grid_id);
  gboolean gone = g_str_equal (row->op, "retire");
  g_autoptr (GPtrArray) heirs = NULL;

  if (row->grid_id == WG_NULL_ID || index == WG_GRID_NONE)
    return TRUE;
  heirs = list_heirs (self, wg_grid_tree_get_grid (self->plan->before, index), row->grid_id);
  if (gone
      && wg_connection_run (self->work->connection, error, "post-move-end", "iii",
                            wg_connection_get_district (self->work->connection), row->grid_id, self->valid_from_ms) < 0)
    return FALSE;
  for (guint i = 0; i < heirs->len; i++)
    {
      const WgDraftGrid *heir = g_ptr_array_index (heirs, i);
      gboolean is_new = heir->grid_id == WG_NULL_ID;
      gboolean same = gone && is_new && wg_draft_has_same_outline (row->shape, heir->shape);
      const char *kind = same ? "recode" : gone ? (heirs->len > 1 ? "split" : "merge") : is_new ? "split" : "handover";

      if (!write_heir (self, row->grid_id, is_new ? real_id (self, -heir->id) : heir->grid_id, kind, gone, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_lineage (Applying *self, GError **error)
{
  for (guint i = 0; i < self->draft->grids->len; i++)
    {
      if (!write_heirs (self, g_ptr_array_index (self->draft->grids, i), error))
        return FALSE;
    }
  return TRUE;
}

/* Cases and what stands in the grids. */

static gboolean
move_case (Applying *self, const WgCaseMove *move, GError **error)
{
  WgConnection *connection = self->work->connection;
  g_autoptr (WgCaseRecord) record = wg_case_table_find_by_id (connection, move->case_id, error);
  g_autoptr (WgFields) fields = wg_fields_new ();
  WgFields *old = wg_fields_new (), *new = wg_fields_new ();
  gint64 to = move->to_id == 0 ? WG_NO_ID : real_id (self, move->to_id);

  if (record != NULL)
    {
      wg_fields_set_int64 (old, "grid_id", record->grid_id);
      wg_fields_set_int64 (new, "grid_id", to);
      wg_fields_set_int64 (fields, "version", record->version + 1);
    }
  wg_fields_set_object (fields, "old", old);
  wg_fields_set_object (fields, "new", new);
  wg_fields_set_text (fields, "from", move->from);
  wg_fields_set_text (fields, "to", move->to);
  return record != NULL
         && wg_connection_run (connection, error, "case-rehome", "iii", wg_connection_get_district (connection), record->id, to)
                >= 0
         && log_event (self, "case", record->id, "rehome", record, fields, error);
}

/* Where anything can have got another home: what was redrawn, as it was and as it is. */
static WgBox
find_redrawn (Applying *self)
{
  WgBox where = WG_BOX_EMPTY;

  for (guint i = 0; i < self->draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (self->draft->grids, i);
      guint before = row->grid_id != WG_NULL_ID ? wg_grid_tree_find_by_id (self->plan->before, row->grid_id) : WG_GRID_NONE;

      if (row->shape != NULL)
        wg_box_union (&where, wg_shape_get_box (row->shape));
      if (before != WG_GRID_NONE)
        wg_box_union (&where, wg_shape_get_box (wg_grid_tree_get_grid (self->plan->before, before)->shape));
    }
  return where;
}

static gboolean
move_homes (Applying *self, GError **error)
{
  g_autoptr (WgGridTree) grids = NULL;
  const WgBox where = find_redrawn (self);
  WgImportRefit refit = { .new_versions = self->new_versions, .removed_grids = self->retired, .where = &where };
  WgImportMoves moves = { 0 };

  for (guint i = 0; i < self->plan->moves->len; i++)
    {
      if (!move_case (self, g_ptr_array_index (self->plan->moves, i), error))
        return FALSE;
    }
  grids = wg_grid_table_load (self->work->connection, error);
  refit.grids = grids;
  return grids != NULL && wg_import_homes_refit (self->work, &refit, &moves, error);
}

/* In force from the date that was set, unless that was over when somebody said yes. */
static gint64
choose_date (const WgDraft *draft, gint64 now_ms)
{
  if (draft->effective_ms == WG_NULL_ID || draft->approved_ms == WG_NULL_ID || draft->effective_ms < draft->approved_ms)
    return now_ms;
  return draft->effective_ms;
}

static gboolean
write_all (Applying *self, WgEvent *event, const char *key, GError **error)
{
  g_autofree char *impact = g_strdup_printf ("{\"grids\":%u,\"moved_cases\":%u}", self->plan->changed->len,
                                             self->plan->moves->len);

  g_free (self->draft->state);
  self->draft->state = g_strdup ("applied");
  return log_draft (self, event, key, error) && wg_draft_table_update (self->work->connection, self->draft, impact, error)
         && write_grids (self, error) && write_lineage (self, error) && move_homes (self, error);
}

/* Inside a writing transaction, of which this is the first statement. */
gboolean
wg_draft_apply (WgStoreWork *work, WgDraft *draft, gint64 operator_id, const char *key, WgDraftPlan **plan, GError **error)
{
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autoptr (GHashTable) new_ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) new_versions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) retired = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Applying self = { work, draft, NULL, operator_id, 0, new_ids, new_versions, retired };

  if (!wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error))
    return FALSE;
  *plan = self.plan = wg_draft_plan_new (work, draft, error);
  if (self.plan == NULL)
    return FALSE;
  self.valid_from_ms = choose_date (draft, event->at_ms);
  return write_all (&self, event, key, error);
}
