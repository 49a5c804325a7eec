/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the grids of a level lie beside each other, and a file that leaves a strip of land to nobody, or gives it to two, is
 * told where. What is thinner than a pen, or what a person wants closed, is closed on the side of the file: a grid in force
 * is never changed by what came in beside it.
 */

#include "wg-import-grids-private.h"

#include "wg-coverage-check.h"
#include "wg-shape-overlay.h"

#include <glib/gi18n-lib.h>

/* So many grids, and more than half of them, must touch no other to be told as blocks between streets. */
#define LEAST_BLOCKS 10
#define MAX_CODES 4

typedef struct
{
  WgImportRun *run;
  WgStoreWork *work;
  GArray *items;     /* WgCoverageItem: those in force first, then those of the file in its order */
  GPtrArray *grids;  /* const WgGrid *, of each item */
  GPtrArray *owners; /* StagedGrid * of each item, NULL for those in force */
} Cover;

static void
add_item (Cover *self, const WgGrid *grid, StagedGrid *owner)
{
  WgCoverageItem item = { grid->shape, NULL };

  g_array_append_val (self->items, item);
  g_ptr_array_add (self->grids, (gpointer) grid);
  g_ptr_array_add (self->owners, owner);
}

/* The level as it will be. */
static void
list_items (Cover *self, WgGridTree *grids, GPtrArray *staged)
{
  g_autoptr (GArray) level = wg_grid_tree_list_at_depth (grids, self->run->request->level, WG_GRID_NONE);
  g_autoptr (GHashTable) replaced = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < staged->len; i++)
    {
      StagedGrid *one = g_ptr_array_index (staged, i);

      if (one->there != NULL && wg_import_grids_comes_in (one))
        g_hash_table_add (replaced, (gpointer) one->there);
    }
  for (guint i = 0; i < level->len; i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (grids, g_array_index (level, guint, i));

      if (!g_hash_table_contains (replaced, grid))
        add_item (self, grid, NULL);
    }
  for (guint i = 0; i < staged->len; i++)
    {
      StagedGrid *one = g_ptr_array_index (staged, i);

      if (wg_import_grids_comes_in (one))
        add_item (self, one->grid, one);
    }
}

/* Whose it is: of those of the file the one with the longest border on a gap, and the later one of an overlap. */
static StagedGrid *
pick_owner (const Cover *self, const WgCoverageFinding *finding, gboolean is_gap)
{
  StagedGrid *best = NULL;
  double longest = -1.0;

  for (guint i = 0; i < finding->items->len; i++)
    {
      StagedGrid *owner = g_ptr_array_index (self->owners, g_array_index (finding->items, guint, i));
      double length = 0.0;

      if (owner == NULL)
        continue;
      if (is_gap)
        length = wg_shape_overlay_get_border (owner->grid->shape, finding->shape);
      else
        length = (double) owner->slot.seq;
      if (length > longest)
        {
          longest = length;
          best = owner;
        }
    }
  return best;
}

static char *
join_codes (const Cover *self, const WgCoverageFinding *finding)
{
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < finding->items->len && i < MAX_CODES; i++)
    {
      const WgGrid *grid = g_ptr_array_index (self->grids, g_array_index (finding->items, guint, i));

      g_string_append_printf (codes, "%s%s", i > 0 ? ", " : "", grid->code);
    }
  if (finding->items->len > MAX_CODES)
    g_string_append (codes, ", …");
  return g_string_free (codes, FALSE);
}

/* An overlap lies inside of both of its grids, a gap outside of all. */
static gboolean
is_gap (const Cover *self, const WgCoverageFinding *finding)
{
  const WgGrid *grid = g_ptr_array_index (self->grids, g_array_index (finding->items, guint, 0));

  return g_str_equal (finding->rule, "gap")
         || (g_str_equal (finding->rule, "sliver") && !wg_shape_contains (grid->shape, finding->lon, finding->lat));
}

static gboolean
shall_close (const Cover *self, const WgCoverageFinding *finding, const StagedGrid *owner)
{
  const WgImportRequest *request = self->run->request;

  return wg_import_decisions_has (request->decisions, finding->rule, owner->slot.seq, WG_IMPORT_ANSWER_FIX)
         || (request->snap_m > 0.0 && wg_shape_overlay_is_thin (finding->shape, request->snap_m));
}

static gboolean
close_land (const Cover *self, const WgCoverageFinding *finding, StagedGrid *owner, gboolean gap)
{
  WgShape *shape = gap ? wg_shape_overlay_unite (owner->grid->shape, finding->shape)
                       : wg_shape_overlay_cut (owner->grid->shape, finding->shape);

  if (shape == NULL)
    return FALSE;
  wg_import_grids_set_shape (owner, shape);
  return TRUE;
}

static gboolean
tell_land (const Cover *self, const WgCoverageFinding *finding, const StagedGrid *owner, gboolean gap, gboolean closed, GError **error)
{
  g_autofree char *codes = join_codes (self, finding);
  const char *outcome = closed ? "repaired" : "kept";
  WgImportSlot slot = owner->slot;

  slot.lon = finding->lon;
  slot.lat = finding->lat;
  if (closed && !wg_import_run_count_repaired (self->run, self->work, &slot, error))
    return FALSE;
  if (gap && closed)
    return wg_import_run_find (self->run, self->work, &slot, finding->rule, outcome, error,
                               _ ("The gap between %s was closed: %s got its %.1f m²."), codes, owner->grid->code, finding->area_m2);
  if (gap)
    return wg_import_run_find (self->run, self->work, &slot, finding->rule, outcome, error, _ ("A gap lies between %s: %.1f m² are in no grid."),
                               codes, finding->area_m2);
  if (closed)
    return wg_import_run_find (self->run, self->work, &slot, finding->rule, outcome, error,
                               _ ("%s overlapped: %.1f m² were taken off %s."), codes, finding->area_m2, owner->grid->code);
  return wg_import_run_find (self->run, self->work, &slot, finding->rule, outcome, error, _ ("%s overlap: %.1f m² are in both."), codes,
                             finding->area_m2);
}

static gboolean
take_finding (const Cover *self, const WgCoverageFinding *finding, GError **error)
{
  gboolean has_land = finding->shape != NULL && finding->items->len > 0;
  gboolean gap = has_land && is_gap (self, finding);
  StagedGrid *owner;
  gboolean closed;

  if (!has_land)
    return TRUE;
  owner = pick_owner (self, finding, gap);
  if (owner == NULL)
    return TRUE;
  closed = shall_close (self, finding, owner) && close_land (self, finding, owner, gap);
  return tell_land (self, finding, owner, gap, closed, error);
}

/* Blocks with streets between them are right as they are, and still somebody must know. */
static gboolean
tell_apart (const Cover *self, GError **error)
{
  guint first = 0;
  guint n_apart = self->items->len >= LEAST_BLOCKS
                      ? wg_coverage_count_apart ((const WgCoverageItem *) self->items->data, self->items->len, &first)
                      : 0;
  const StagedGrid *owner;

  if (n_apart * 2 <= self->items->len)
    return TRUE;
  owner = g_ptr_array_index (self->owners, first);
  return wg_import_run_find (self->run, self->work, owner != NULL ? &owner->slot : NULL, "apart", "kept", error,
                             _ ("%u of %u grids touch no other: what lies between them, streets perhaps, is in no grid, and so are "
                                "the cases there."),
                             n_apart, self->items->len);
}

gboolean
wg_import_grids_cover (WgImportRun *run, WgStoreWork *work, WgGridTree *grids, GPtrArray *staged, GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (WgCoverageItem));
  g_autoptr (GPtrArray) of_items = g_ptr_array_new (), owners = g_ptr_array_new ();
  g_autoptr (GPtrArray) findings = NULL;
  Cover self = { run, work, items, of_items, owners };

  list_items (&self, grids, staged);
  if (items->len == 0 || owners->pdata[items->len - 1] == NULL)
    return TRUE;
  if (!tell_apart (&self, error))
    return FALSE;
  findings = wg_coverage_check ((const WgCoverageItem *) items->data, items->len, 0.0);
  for (guint i = 0; i < findings->len; i++)
    {
      if (!wg_import_run_is_wanted (run, error) || !take_finding (&self, g_ptr_array_index (findings, i), error))
        return FALSE;
    }
  return TRUE;
}
