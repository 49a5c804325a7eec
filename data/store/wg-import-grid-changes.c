/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the second edition of a level is read for what is different in it. Each difference stands among the findings, with its
 * place and its area, before anything is in force, and can be left out like anything else that was found. A dry run lists
 * what becomes of every grid.
 */

#include "wg-import-grids-private.h"

#include "wg-shape-overlay.h"

#include <glib/gi18n-lib.h>

static void
tell_added (WgImportRun *run, const StagedGrid *staged)
{
  wg_import_run_note (run, &staged->slot, "grid_added", "kept", _ ("New: %s “%s”, %.1f m²."), staged->grid->code,
                      staged->grid->name, staged->grid->area_m2);
}

static void
tell_renamed (WgImportRun *run, const StagedGrid *staged)
{
  if (g_strcmp0 (staged->grid->name, staged->there->name) != 0)
    wg_import_run_note (run, &staged->slot, "grid_renamed", "kept", _ ("%s was “%s” and becomes “%s”."), staged->grid->code,
                        staged->there->name, staged->grid->name);
}

static void
tell_changed (WgImportRun *run, const StagedGrid *staged)
{
  g_autoptr (GBytes) before = wg_shape_to_wkb (staged->there->shape);
  g_autoptr (GBytes) after = wg_shape_to_wkb (staged->grid->shape);

  if (!g_bytes_equal (before, after))
    wg_import_run_note (run, &staged->slot, "grid_changed", "kept",
                        _ ("%s changes its outline: %.1f m² are different, %.1f m² become %.1f."), staged->grid->code,
                        wg_shape_overlay_get_difference_m2 (staged->there->shape, staged->grid->shape), staged->there->area_m2,
                        staged->grid->area_m2);
}

static void
tell_gone (WgImportRun *run, const WgGrid *grid)
{
  WgImportSlot slot = { .seq = 0, .lon = grid->label_lon, .lat = grid->label_lat };

  wg_import_run_note (run, &slot, "grid_gone", "kept",
                      _ ("%s “%s” is not in the file; it stays in force. Merge it with a neighbour in a draft to end it."), grid->code,
                      grid->name);
}

/* --- As a list --- */

static void
note_before (WgImportChange *change, const WgGrid *grid)
{
  change->name_before = g_strdup (grid->name);
  change->area_before_m2 = grid->area_m2;
}

static void
note_one (WgImportReport *report, const StagedGrid *staged)
{
  gboolean is_new = staged->there == NULL && staged->outcome == WG_ROW_STORED;
  gboolean is_met = staged->there != NULL && (staged->outcome == WG_ROW_UPDATED || staged->outcome == WG_ROW_UNCHANGED);
  WgImportChange *change;

  if (!is_new && !is_met)
    return;
  change = wg_import_report_add_change (report, is_new ? "new" : staged->outcome == WG_ROW_UPDATED ? "changed" : "unchanged",
                                        staged->grid->code);
  change->feature = staged->slot.seq;
  change->name_after = g_strdup (staged->grid->name);
  change->area_after_m2 = staged->grid->area_m2;
  change->difference_m2 = staged->grid->area_m2;
  if (is_new)
    return;
  note_before (change, staged->there);
  change->difference_m2 = staged->outcome == WG_ROW_UPDATED
                              ? wg_shape_overlay_get_difference_m2 (staged->there->shape, staged->grid->shape)
                              : 0.0;
}

static void
note_gone (WgImportReport *report, const WgGrid *grid)
{
  WgImportChange *change = wg_import_report_add_change (report, "gone", grid->code);

  note_before (change, grid);
  change->difference_m2 = grid->area_m2;
}

static gboolean
is_new_edition (GPtrArray *staged)
{
  for (guint i = 0; i < staged->len; i++)
    {
      const StagedGrid *one = g_ptr_array_index (staged, i);

      if (one->outcome == WG_ROW_UPDATED || one->outcome == WG_ROW_UNCHANGED)
        return TRUE;
    }
  return FALSE;
}

static void
tell_one (WgImportRun *run, const StagedGrid *staged)
{
  if (staged->outcome == WG_ROW_STORED && staged->there == NULL)
    tell_added (run, staged);
  if (staged->outcome != WG_ROW_UPDATED)
    return;
  tell_renamed (run, staged);
  tell_changed (run, staged);
}

/* A grid that a person left out is in the file, and stays what it is. */
static void
meet_left_out (WgImportRun *run, WgGridTree *grids, GHashTable *met)
{
  for (char **code = run->report->left_out; code != NULL && *code != NULL; code++)
    {
      guint index = wg_grid_tree_find_by_code (grids, *code);

      if (index != WG_GRID_NONE)
        g_hash_table_add (met, (gpointer) wg_grid_tree_get_grid (grids, index));
    }
}

/* What of the level is not in the file: of a new edition only, another part of the level leaves it alone. */
static void
take_gone (WgImportRun *run, WgGridTree *grids, GPtrArray *staged)
{
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) level = wg_grid_tree_list_at_depth (grids, run->request->level, WG_GRID_NONE);

  for (guint i = 0; i < staged->len; i++)
    g_hash_table_add (met, (gpointer) ((const StagedGrid *) g_ptr_array_index (staged, i))->there);
  meet_left_out (run, grids, met);
  for (guint i = 0; i < level->len; i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (grids, g_array_index (level, guint, i));

      if (g_hash_table_contains (met, grid))
        continue;
      tell_gone (run, grid);
      if (run->request->dry_run)
        note_gone (run->report, grid);
    }
}

gboolean
wg_import_grids_tell_changes (WgImportRun *run, WgGridTree *grids, GPtrArray *staged, GError **error)
{
  gboolean edition = is_new_edition (staged);

  for (guint i = 0; i < staged->len; i++)
    {
      const StagedGrid *one = g_ptr_array_index (staged, i);

      if (!wg_import_run_is_wanted (run, error))
        return FALSE;
      if (edition)
        tell_one (run, one);
      if (run->request->dry_run)
        note_one (run->report, one);
    }
  if (edition)
    take_gone (run, grids, staged);
  return TRUE;
}
