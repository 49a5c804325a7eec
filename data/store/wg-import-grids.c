/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: grids are what everything else is counted by. They are few, so they come in one transaction, at the end of which
 * every case, building and facility is at home in the grids that are then in force. How they lie beside each other takes long
 * to find out, and is found out before it, so that other desks write meanwhile.
 */

#include "wg-import-grids-private.h"

#include "wg-error.h"
#include "wg-grid-table.h"
#include "wg-import-homes.h"

#include <glib/gi18n-lib.h>

/* The file and what it was weighed against. */
typedef struct
{
  WgGridTree *grids;    /* those in force then */
  gint64 grids_event;   /* the last one that had changed them */
  GPtrArray *all;       /* StagedGrid */
  WgImportReport *read; /* what the reader said */
  GPtrArray *pieces;    /* WgImportFinding: what is now said of features that went into a refused row */
} Level;

static void
staged_free (gpointer data)
{
  StagedGrid *staged = data;

  wg_grid_free (staged->grid);
  g_free (staged->parent);
  g_free (staged);
}

static gint64
get_or_unknown (WgStatement *row, int column)
{
  return wg_statement_is_null (row, column) ? -1 : wg_statement_get_int64 (row, column);
}

static StagedGrid *
read_staged (WgImportRun *run, WgStatement *row, GError **error)
{
  gsize size = 0;
  const void *wkb = wg_statement_peek_blob (row, 6, &size);
  g_autoptr (WgShape) shape = wg_shape_new_from_wkb (wkb, size, error);
  StagedGrid *staged;

  if (shape == NULL)
    return NULL;
  staged = g_new0 (StagedGrid, 1);
  staged->grid = wg_grid_new ();
  staged->grid->depth = run->request->level;
  staged->grid->code = wg_statement_dup_text (row, 1);
  staged->grid->name = wg_statement_dup_text (row, 2);
  staged->grid->households = get_or_unknown (row, 4);
  staged->grid->people = get_or_unknown (row, 5);
  staged->grid->shape = g_steal_pointer (&shape);
  staged->parent = wg_statement_dup_text (row, 3);
  staged->slot.seq = wg_statement_get_int64 (row, 0);
  return staged;
}

static void
measure (StagedGrid *staged)
{
  WgGrid *grid = staged->grid;

  grid->area_m2 = wg_shape_get_area_m2 (grid->shape);
  wg_shape_get_label_point (grid->shape, &grid->label_lon, &grid->label_lat);
  staged->slot.lon = grid->label_lon;
  staged->slot.lat = grid->label_lat;
}

void
wg_import_grids_set_shape (StagedGrid *staged, WgShape *shape)
{
  g_clear_pointer (&staged->grid->shape, wg_shape_unref);
  staged->grid->shape = shape;
  staged->mended = TRUE;
  measure (staged);
}

gboolean
wg_import_grids_comes_in (const StagedGrid *staged)
{
  return staged->outcome == WG_ROW_STORED || staged->outcome == WG_ROW_UPDATED || staged->outcome == WG_ROW_MERGED;
}

static GPtrArray *
read_all (WgImportRun *run, WgStoreWork *work, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (staged_free);
  WgStatement *row = wg_connection_query (work->connection, error, "staging-grid-rows", "");
  g_autoptr (GError) local = NULL;

  while (row != NULL && local == NULL && wg_statement_step (row, &local))
    {
      StagedGrid *staged = wg_import_run_is_wanted (run, &local) ? read_staged (run, row, &local) : NULL;

      if (staged == NULL)
        break;
      measure (staged);
      g_ptr_array_add (all, staged);
    }
  if (row == NULL)
    return NULL;
  wg_statement_reset (row);
  if (local == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* Codes that are there. */

static GArray *
list_pieces (WgStoreWork *work, gint64 seq, GError **error)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (gint64));
  WgStatement *row = wg_connection_query (work->connection, error, "staging-grid-pieces", "i", seq);
  g_autoptr (GError) local = NULL;

  while (row != NULL && wg_statement_step (row, &local))
    {
      gint64 piece = wg_statement_get_int64 (row, 0);

      g_array_append_val (pieces, piece);
    }
  if (row == NULL)
    return NULL;
  if (local == NULL)
    return g_steal_pointer (&pieces);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static void
refuse_told (WgImportReport *report, gint64 seq, const char *rule, const char *text)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      WgImportFinding *finding = report->findings->pdata[i];

      if (finding->feature != seq || !g_str_equal (finding->outcome, "merged"))
        continue;
      g_free (finding->rule);
      g_free (finding->outcome);
      g_free (finding->text);
      finding->rule = g_strdup (rule);
      finding->outcome = g_strdup ("refused");
      finding->text = g_strdup (text);
    }
}

/* The features that went into a row share its fate, and what was told of them follows. */
static gboolean
refuse_pieces (WgImportRun *run, WgStoreWork *work, const StagedGrid *staged, const char *rule, const char *text, GError **error)
{
  g_autoptr (GArray) pieces = run->report->merged > 0 ? list_pieces (work, staged->slot.seq, error) : NULL;
  Level *level = run->data;

  if (run->report->merged == 0)
    return TRUE;
  for (guint i = 0; pieces != NULL && i < pieces->len; i++)
    {
      gint64 seq = g_array_index (pieces, gint64, i);

      run->report->stored--;
      run->report->merged--;
      run->report->refused++;
      refuse_told (run->report, seq, rule, text);
      g_ptr_array_add (level->pieces, wg_import_finding_new (seq, rule, "refused", text));
    }
  return pieces != NULL;
}

static gboolean
refuse (WgImportRun *run, WgStoreWork *work, StagedGrid *staged, const char *rule, const char *text, GError **error)
{
  staged->outcome = WG_ROW_REFUSED;
  if (!refuse_pieces (run, work, staged, rule, text, error))
    return FALSE;
  wg_import_run_note (run, &staged->slot, rule, "refused", "%s", text);
  return TRUE;
}

static gboolean
is_same (const StagedGrid *staged)
{
  g_autoptr (GBytes) before = wg_shape_to_wkb (staged->there->shape);
  g_autoptr (GBytes) after = wg_shape_to_wkb (staged->grid->shape);

  return g_strcmp0 (staged->there->name, staged->grid->name) == 0 && g_bytes_equal (before, after)
         && (staged->grid->households < 0 || staged->grid->households == staged->there->households)
         && (staged->grid->people < 0 || staged->grid->people == staged->there->people);
}

/* A piece of the grid that is there: both outlines together, everything else as it was. */
static gboolean
unite (WgStoreWork *work, StagedGrid *staged, GError **error)
{
  g_autoptr (GBytes) before = wg_shape_to_wkb (staged->there->shape);
  g_autoptr (GBytes) piece = wg_shape_to_wkb (staged->grid->shape);
  WgStatement *row = wg_connection_query (work->connection, error, "shape-unite", "bb", before, piece);
  const WgGrid *there = staged->there;
  WgShape *shape = NULL;
  gsize size = 0;

  if (row == NULL || !wg_statement_step (row, error))
    return FALSE;
  if (!wg_statement_is_null (row, 0))
    {
      const void *wkb = wg_statement_peek_blob (row, 0, &size);

      shape = wg_shape_new_from_wkb (wkb, size, error);
    }
  else
    g_set_error (error, WG_ERROR, WG_ERROR_DAMAGED,
                 _ ("The outlines of %s could not be united. Nothing was imported; import it with “update” instead."),
                 there->code);
  wg_statement_reset (row);
  if (shape == NULL)
    return FALSE;
  wg_grid_free (staged->grid);
  staged->grid = wg_grid_copy (there);
  g_clear_pointer (&staged->grid->shape, wg_shape_unref);
  staged->grid->shape = shape;
  measure (staged);
  return TRUE;
}

static void
update_as_decided (WgImportRun *run, StagedGrid *staged)
{
  staged->outcome = is_same (staged) ? WG_ROW_UNCHANGED : WG_ROW_UPDATED;
  wg_import_run_note (run, &staged->slot, "code_exists", "kept", _ ("It has the code %s of “%s” and takes its place, as decided."),
                      staged->there->code, staged->there->name);
}

/* A file without names, as a drawing is, brings the code in their place; it does not take away the name that is known. */
static void
keep_name (StagedGrid *staged)
{
  if (!g_str_equal (staged->grid->name, staged->grid->code))
    return;
  g_free (staged->grid->name);
  staged->grid->name = g_strdup (staged->there->name);
}

static gboolean
meet (WgImportRun *run, WgStoreWork *work, StagedGrid *staged, GError **error)
{
  const WgGrid *there = staged->there;
  g_autofree char *text = NULL;

  keep_name (staged);
  if (there->depth != staged->grid->depth)
    {
      text = g_strdup_printf (_ ("The code %s belongs to “%s” of level %d."), there->code, there->name, there->depth);
      return refuse (run, work, staged, "code_other_level", text, error);
    }
  switch (run->request->on_duplicate)
    {
    case WG_IMPORT_DUPLICATES_MERGE:
      staged->outcome = WG_ROW_MERGED;
      if (!unite (work, staged, error))
        return FALSE;
      wg_import_run_note (run, &staged->slot, "code_exists", "merged", _ ("It has the code %s of “%s” and was added to it."), there->code,
                          there->name);
      return TRUE;
    case WG_IMPORT_DUPLICATES_UPDATE:
      staged->outcome = is_same (staged) ? WG_ROW_UNCHANGED : WG_ROW_UPDATED;
      return TRUE;
    case WG_IMPORT_DUPLICATES_REFUSE:
    default:
      if (wg_import_decisions_has (run->request->decisions, "code_exists", staged->slot.seq, WG_IMPORT_ANSWER_FIX))
        {
          update_as_decided (run, staged);
          return TRUE;
        }
      text = g_strdup_printf (_ ("The code %s belongs to “%s” already."), there->code, there->name);
      return refuse (run, work, staged, "code_exists", text, error);
    }
}

static gboolean
meet_retired (WgImportRun *run, WgStoreWork *work, StagedGrid *staged, GError **error)
{
  gboolean found = FALSE;
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;

  wg_connection_get_value (work->connection, &found, &local, "grid-by-code", "is",
                           wg_connection_get_district (work->connection), staged->grid->code);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!found)
    return TRUE;
  text = g_strdup_printf (_ ("The code %s belonged to a grid that is no longer in force, and is never used again."),
                          staged->grid->code);
  return refuse (run, work, staged, "code_retired", text, error);
}

static gboolean
meet_codes (WgImportRun *run, WgStoreWork *work, WgGridTree *grids, GPtrArray *all, GError **error)
{
  for (guint i = 0; i < all->len; i++)
    {
      StagedGrid *staged = all->pdata[i];
      guint index = wg_grid_tree_find_by_code (grids, staged->grid->code);

      staged->there = index != WG_GRID_NONE ? wg_grid_tree_get_grid (grids, index) : NULL;
      if (!wg_import_run_is_wanted (run, error))
        return FALSE;
      if (staged->there != NULL ? !meet (run, work, staged, error) : !meet_retired (run, work, staged, error))
        return FALSE;
      if (!wg_import_run_count (run, work, &staged->slot, staged->outcome, error))
        return FALSE;
    }
  return TRUE;
}

/* Writing. */

static gboolean
write_one (WgImportRun *run, WgStoreWork *work, StagedGrid *staged, gint64 at_ms, GError **error)
{
  WgGrid *grid = staged->grid;
  const WgGrid *there = staged->there;

  if (staged->outcome == WG_ROW_REFUSED || staged->outcome == WG_ROW_UNCHANGED)
    return TRUE;
  grid->valid_from_ms = at_ms;
  grid->version_id = wg_grid_table_take_ids (work->connection, "grid_version", 1, error);
  if (grid->version_id < 0)
    return FALSE;
  if (there == NULL)
    {
      grid->id = wg_grid_table_take_ids (work->connection, "grid", 1, error);
      return grid->id > 0 && wg_grid_table_insert (work->connection, grid, run->batch_id, error);
    }
  grid->id = there->id;
  grid->special = there->special;
  if (grid->households < 0)
    grid->households = there->households;
  if (grid->people < 0)
    grid->people = there->people;
  return wg_grid_table_replace_version (work->connection, grid, run->batch_id, error);
}

static gboolean
write_all (WgImportRun *run, WgStoreWork *work, GPtrArray *all, gint64 at_ms, GHashTable *versions, GError **error)
{
  for (guint i = 0; i < all->len; i++)
    {
      StagedGrid *staged = all->pdata[i];

      if (!wg_import_run_is_wanted (run, error) || !write_one (run, work, staged, at_ms, error))
        return FALSE;
      if (staged->there == NULL && staged->outcome == WG_ROW_STORED)
        g_hash_table_add (versions, &staged->grid->version_id);
    }
  return TRUE;
}

static const char *
choose_level_name (WgImportRun *run, const WgGridTree *grids)
{
  const WgGridLevel *level = wg_grid_tree_find_level (grids, run->request->level);
  const char *name = level != NULL ? level->name : run->request->level_name;

  return name != NULL ? name : "";
}

static gboolean
write_level (WgImportRun *run, WgStoreWork *work, WgGridTree *grids, GError **error)
{
  return wg_connection_run (work->connection, error, "level-upsert", "iiss",
                            wg_connection_get_district (work->connection), (gint64) run->request->level, choose_level_name (run, grids),
                            wg_grid_outline_to_nick (WG_GRID_OUTLINE_GIVEN))
         >= 0;
}

static gboolean
tell_moves (WgImportRun *run, WgStoreWork *work, const WgImportMoves *moves, GError **error)
{
  g_autofree char *cases = g_strdup_printf ("%" G_GINT64_FORMAT, moves->cases);
  g_autofree char *buildings = g_strdup_printf ("%" G_GINT64_FORMAT, moves->buildings);
  g_autofree char *facilities = g_strdup_printf ("%" G_GINT64_FORMAT, moves->facilities);

  if (moves->cases + moves->buildings + moves->facilities == 0)
    return TRUE;
  return wg_import_run_find (run, work, NULL, "rehomed", "kept", error,
                             _ ("Now at home in another grid: %s cases, %s buildings, %s facilities."), cases, buildings,
                             facilities);
}

/* Where anything can have got another home: what changed, as it was and as it is. */
static WgBox
find_changed (const GPtrArray *all)
{
  WgBox where = WG_BOX_EMPTY;

  for (guint i = 0; i < all->len; i++)
    {
      const StagedGrid *staged = g_ptr_array_index (all, i);

      if (!wg_import_grids_comes_in (staged))
        continue;
      wg_box_union (&where, wg_shape_get_box (staged->grid->shape));
      if (staged->there != NULL)
        wg_box_union (&where, wg_shape_get_box (staged->there->shape));
    }
  return where;
}

static void
take_levels (WgImportRun *run, WgGridTreeBuilder *builder, const WgGridTree *grids)
{
  for (guint i = 0; i < wg_grid_tree_get_n_levels (grids); i++)
    {
      const WgGridLevel *level = wg_grid_tree_get_level (grids, i);

      if (level->depth != run->request->level)
        wg_grid_tree_builder_add_level (builder, level->depth, level->name, level->outline);
    }
  wg_grid_tree_builder_add_level (builder, run->request->level, choose_level_name (run, grids), WG_GRID_OUTLINE_GIVEN);
}

/* What will be in force: nobody has changed it since it was looked at, and reading all of it again would keep others waiting. */
static WgGridTree *
make_grids (WgImportRun *run, const WgGridTree *grids, const GPtrArray *all, GError **error)
{
  WgGridTreeBuilder *builder = wg_grid_tree_builder_new ();
  g_autoptr (GHashTable) replaced = g_hash_table_new (NULL, NULL);
  WgGridTree *tree;

  take_levels (run, builder, grids);
  for (guint i = 0; i < all->len; i++)
    {
      const StagedGrid *staged = g_ptr_array_index (all, i);

      if (!wg_import_grids_comes_in (staged))
        continue;
      g_hash_table_add (replaced, (gpointer) staged->there);
      wg_grid_tree_builder_take_grid (builder, wg_grid_copy (staged->grid));
    }
  for (guint i = 0; i < wg_grid_tree_get_n_grids (grids); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (grids, i);

      if (!g_hash_table_contains (replaced, grid))
        wg_grid_tree_builder_take_grid (builder, wg_grid_copy (grid));
    }
  tree = wg_grid_tree_builder_end (builder, error);
  wg_grid_tree_builder_free (builder);
  return tree;
}

static gboolean
publish (WgImportRun *run, WgStoreWork *work, WgEvent *event, const GPtrArray *all, GHashTable *versions, GError **error)
{
  const Level *level = run->data;
  g_autoptr (WgFields) fields = wg_fields_new ();
  g_autoptr (WgGridTree) grids = NULL;
  const WgBox where = find_changed (all);
  WgImportRefit refit = { .new_versions = versions, .where = &where, .cancellable = run->cancellable };
  WgImportMoves moves = { 0 };

  refit.grids = grids = make_grids (run, level->grids, all, error);
  if (grids == NULL || !wg_import_homes_refit (work, &refit, &moves, error) || !tell_moves (run, work, &moves, error))
    return FALSE;
  wg_fields_set_int64 (fields, "level", run->request->level);
  wg_fields_set_int64 (fields, "rehomed_cases", moves.cases);
  wg_fields_set_int64 (fields, "rehomed_buildings", moves.buildings);
  wg_fields_set_int64 (fields, "rehomed_facilities", moves.facilities);
  return wg_import_run_publish_batch (run, work, event, fields, error);
}

static gboolean
check_level (WgImportRun *run, WgGridTree *grids, GError **error)
{
  int level = run->request->level;

  if (level < 1)
    g_set_error (error, WG_ERROR, WG_ERROR_AMBIGUOUS,
                 _ ("It is not said which level these grids are. Nothing was imported. Say it with --level; 1 is the topmost."));
  else if (level > 1 && wg_grid_tree_find_level (grids, level - 1) == NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_REFUSED,
                 _ ("There are no grids of level %d yet. Nothing was imported; import the levels from the top."), level - 1);
  else
    return TRUE;
  return FALSE;
}

/* What was mended as it was mended before is the same again. */
static void
settle_mended (WgImportRun *run, GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      StagedGrid *staged = all->pdata[i];

      if (staged->outcome != WG_ROW_UPDATED || !staged->mended || !is_same (staged))
        continue;
      staged->outcome = WG_ROW_UNCHANGED;
      run->report->updated--;
      run->report->unchanged++;
    }
}

/* --- Looking --- */

static void
level_free (gpointer data)
{
  Level *level = data;

  g_clear_pointer (&level->all, g_ptr_array_unref);
  g_clear_pointer (&level->grids, wg_grid_tree_unref);
  g_clear_pointer (&level->read, wg_import_report_unref);
  g_clear_pointer (&level->pieces, g_ptr_array_unref);
  g_free (level);
}

/* Nothing of an earlier look is left, not even what it told. */
static Level *
begin_look (WgImportRun *run)
{
  Level *level = run->data;

  if (level == NULL)
    {
      run->data = level = g_new0 (Level, 1);
      run->data_free = level_free;
      level->read = wg_import_report_copy (run->report);
    }
  g_clear_pointer (&run->report, wg_import_report_unref);
  run->report = wg_import_report_copy (level->read);
  g_clear_pointer (&run->noted, g_ptr_array_unref);
  run->n_own_findings = 0;
  run->told_findings = 0;
  g_clear_pointer (&level->pieces, g_ptr_array_unref);
  level->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_import_finding_free);
  g_clear_pointer (&level->all, g_ptr_array_unref);
  g_clear_pointer (&level->grids, wg_grid_tree_unref);
  return level;
}

static gboolean
look (WgImportRun *run, WgStoreWork *work, Level *level, GError **error)
{
  level->grids_event = wg_grid_table_get_last_event (work->connection, error);
  level->grids = level->grids_event < 0 ? NULL : wg_store_work_get_grids (work, error);
  if (level->grids == NULL || !check_level (run, level->grids, error) || !wg_import_run_load_repaired (run, work, error))
    return FALSE;
  level->all = read_all (run, work, error);
  return level->all != NULL && meet_codes (run, work, level->grids, level->all, error);
}

/* What is read fits together: it is read as of one moment. */
static gboolean
look_whole (WgImportRun *run, WgStoreWork *work, GError **error)
{
  Level *level = begin_look (run);
  gboolean good = wg_connection_begin (work->connection, FALSE, error) && look (run, work, level, error);

  wg_connection_rollback (work->connection);
  return good;
}

static gboolean
weigh_whole (WgImportRun *run, GError **error)
{
  const Level *level = run->data;

  if (!wg_import_grids_cover (run, level->grids, level->all, error))
    return FALSE;
  settle_mended (run, level->all);
  return wg_import_grids_find_parents (run, level->grids, level->all, error)
         && wg_import_grids_tell_changes (run, level->grids, level->all, error);
}

/* --- Moving --- */

/* Whether the grids in force are still those that the file was weighed against. */
static gboolean
is_fresh (WgImportRun *run, WgStoreWork *work, const Level *level, GError **error)
{
  gint64 last_event = wg_grid_table_get_last_event (work->connection, error);

  run->looks_again = last_event >= 0 && last_event != level->grids_event;
  return last_event == level->grids_event;
}

static gboolean
write_pieces (WgImportRun *run, WgStoreWork *work, const Level *level, GError **error)
{
  for (guint i = 0; i < level->pieces->len; i++)
    {
      const WgImportFinding *piece = g_ptr_array_index (level->pieces, i);

      if (wg_connection_run (work->connection, error, "finding-refuse-piece", "iiiss", wg_connection_get_district (work->connection),
                             run->batch_id, piece->feature, piece->rule, piece->text)
          < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
move_all (WgImportRun *run, WgStoreWork *work, GPtrArray *all, GError **error)
{
  const Level *level = run->data;
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autoptr (GHashTable) versions = g_hash_table_new (g_int64_hash, g_int64_equal);

  return is_fresh (run, work, level, error) && wg_import_run_start_event (run, work, event, error)
         && wg_import_run_insert_batch (run, work, error)
         && wg_import_run_copy_findings (run, work, run->staged_findings, error) && write_pieces (run, work, level, error)
         && wg_import_run_write_noted (run, work, error) && write_level (run, work, level->grids, error)
         && write_all (run, work, all, event->at_ms, versions, error) && publish (run, work, event, all, versions, error);
}

static gboolean
move_whole (WgImportRun *run, WgStoreWork *work, GError **error)
{
  const Level *level = run->data;

  return wg_import_run_write_whole (run, work, level->all, move_all, error);
}

const WgImportOps wg_import_grids = { .look_whole = look_whole, .weigh_whole = weigh_whole, .move_whole = move_whole };
