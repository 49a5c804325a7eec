/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the grids of a level lie beside each other, and a file that leaves a strip of land to nobody, or gives it to two, is
 * told where. What is thinner than a pen, or what a person wants closed, is closed on the side of the file: a grid in force
 * is never changed by what came in beside it. Of two grids of the file, a person says which one gets what both have.
 */

#include "wg-import-grids-private.h"

#include "wg-coverage-check.h"
#include "wg-shape-overlay.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MAX_CODES 4
#define MOST_STUMPS 8
#define LEAST_COVERED 2
#define WHOLE 0.99

typedef struct
{
  WgImportRun *run;
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

/* What is to be done about a gap or an overlap. */
typedef struct
{
  const WgCoverageFinding *finding;
  gboolean is_gap;
  StagedGrid *told;    /* under which feature of the file it is told */
  StagedGrid *changed; /* which grid of the file is changed to close it */
  const WgGrid *keeper; /* of an overlap: who gets the land */
  gboolean closes;
  gboolean is_choice;  /* either of the two could be changed */
} Closing;

static StagedGrid *
get_owner (const Closing *self, const Cover *cover, guint i)
{
  return g_ptr_array_index (cover->owners, g_array_index (self->finding->items, guint, i));
}

static const WgGrid *
get_grid (const Closing *self, const Cover *cover, guint i)
{
  return g_ptr_array_index (cover->grids, g_array_index (self->finding->items, guint, i));
}

/* Of those of the file, the one with the longest border on it. */
static void
choose_for_gap (Closing *self, const Cover *cover)
{
  double longest = -1.0;

  for (guint i = 0; i < self->finding->items->len; i++)
    {
      StagedGrid *owner = get_owner (self, cover, i);
      double length = owner != NULL ? wg_shape_overlay_get_border (owner->grid->shape, self->finding->shape) : -1.0;

      if (length > longest)
        {
          longest = length;
          self->told = self->changed = owner;
        }
    }
}

/* The position of the one that it suits: without the land it has the longer border with it. */
static int
find_fitting (const Closing *self, const Cover *cover)
{
  double own[2];

  for (guint i = 0; i < 2; i++)
    own[i] = wg_shape_overlay_get_own_border_m (get_grid (self, cover, i)->shape, self->finding->shape);
  return own[0] <= own[1] ? 0 : 1;
}

/* It is told under the later one of the file, whatever becomes of it: the answer to it is kept under that. */
static void
choose_for_overlap (Closing *self, const Cover *cover)
{
  StagedGrid *owners[2] = { get_owner (self, cover, 0), get_owner (self, cover, 1) };
  const char *const codes[2] = { get_grid (self, cover, 0)->code, get_grid (self, cover, 1)->code };
  int keeper, wanted = -1;

  self->is_choice = owners[0] != NULL && owners[1] != NULL;
  keeper = self->is_choice ? find_fitting (self, cover) : owners[0] == NULL ? 0 : 1;
  if (self->is_choice)
    self->told = owners[0]->slot.seq > owners[1]->slot.seq ? owners[0] : owners[1];
  else
    self->told = owners[1 - keeper];
  if (self->told == NULL)
    return;
  self->closes = wg_import_decisions_find_keeper (cover->run->request->decisions, self->finding->rule, self->told->slot.seq, codes, &wanted);
  if (wanted >= 0 && owners[1 - wanted] != NULL)
    keeper = wanted;
  else if (wanted >= 0)
    self->closes = FALSE;
  self->changed = owners[1 - keeper];
  self->keeper = get_grid (self, cover, (guint) keeper);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const guint *one = a, *other = b;

  return (*one > *other) - (*one < *other);
}

/* In the order of the file, so that the same grids are always named alike. */
static char *
join_codes (const Cover *self, const WgCoverageFinding *finding)
{
  GString *codes = g_string_new (NULL);
  g_autoptr (GArray) items = g_array_copy (finding->items);

  g_array_sort (items, compare_items);
  for (guint i = 0; i < items->len && i < MAX_CODES; i++)
    {
      const WgGrid *grid = g_ptr_array_index (self->grids, g_array_index (items, guint, i));

      g_string_append_printf (codes, "%s%s", i > 0 ? ", " : "", grid->code);
    }
  if (finding->items->len > MAX_CODES)
    g_string_append (codes, ", …");
  return g_string_free (codes, FALSE);
}

/* What the keeper still has of an overlap: of land of three grids, a part may have gone to the third one. NULL for nothing. */
static WgShape *
find_kept (const Closing *self)
{
  g_autoptr (WgShape) lost = wg_shape_overlay_cut (self->finding->shape, self->keeper->shape);

  return lost != NULL ? wg_shape_overlay_cut (self->finding->shape, lost) : wg_shape_ref (self->finding->shape);
}

static gboolean
close_land (const Closing *self)
{
  g_autoptr (WgShape) kept = self->is_gap ? NULL : find_kept (self);
  WgShape *shape = NULL;

  if (self->is_gap)
    shape = wg_shape_overlay_unite (self->changed->grid->shape, self->finding->shape);
  else if (kept != NULL)
    shape = wg_shape_overlay_cut (self->changed->grid->shape, kept);
  if (shape == NULL)
    return FALSE;
  wg_import_grids_set_shape (self->changed, shape);
  return TRUE;
}

/* A sliver of a hand's breadth is not "0.0 m²", and a county is not millions of them. */
static char *
describe_area (double area_m2)
{
  if (area_m2 >= 1e5)
    return g_strdup_printf (_ ("%.2f km²"), area_m2 / 1e6);
  if (area_m2 >= 0.1)
    return g_strdup_printf (_ ("%.1f m²"), area_m2);
  return g_strdup_printf (_ ("%.0f cm²"), fmax (area_m2 * 1e4, 1.0));
}

static void
write_land (const Closing *self, const Cover *cover, gboolean closed)
{
  const WgCoverageFinding *finding = self->finding;
  g_autofree char *codes = join_codes (cover, finding), *area = describe_area (finding->area_m2);
  const char *outcome = closed ? "repaired" : "kept";
  WgImportSlot slot = self->told->slot;

  slot.lon = finding->lon;
  slot.lat = finding->lat;
  if (closed)
    wg_import_run_count_repaired (cover->run, &self->changed->slot);
  if (self->is_gap && closed)
    wg_import_run_note (cover->run, &slot, finding->rule, outcome, _ ("The gap between %s was closed: %s got its %s."), codes,
                        self->changed->grid->code, area);
  else if (self->is_gap)
    wg_import_run_note (cover->run, &slot, finding->rule, outcome, _ ("A gap lies between %s: %s are in no grid."), codes, area);
  else if (closed)
    wg_import_run_note (cover->run, &slot, finding->rule, outcome, _ ("%s overlapped: %s were taken off %s."), codes, area,
                        self->changed->grid->code);
  else
    wg_import_run_note (cover->run, &slot, finding->rule, outcome, _ ("%s overlap: %s are in both."), codes, area);
}

/* Tells it and between whom it lies; when there is a choice, first who would get it if nobody chose. */
static void
tell_land (const Closing *self, const Cover *cover, gboolean closed)
{
  GPtrArray *told = cover->run->report->findings;
  guint n_before = told->len;
  WgImportFinding *finding;

  write_land (self, cover, closed);
  if (told->len == n_before)
    return;
  finding = g_ptr_array_index (told, n_before);
  finding->grids = join_codes (cover, self->finding);
  if (self->is_choice)
    {
      const char *const takers[] = { self->keeper->code, self->changed->grid->code, NULL };

      finding->takers = g_strdupv ((char **) takers);
    }
}

static gboolean
is_to_be_closed (const Cover *self, const Closing *closing)
{
  const WgCoverageFinding *finding = closing->finding;
  const GPtrArray *decisions = self->run->request->decisions;
  g_autofree char *codes = join_codes (self, finding);
  const WgImportDecision *between = wg_import_decisions_find_between (decisions, finding->rule, codes);

  if (between != NULL)
    return between->answer == WG_IMPORT_ANSWER_FIX;
  return wg_import_decisions_has (decisions, finding->rule, closing->told->slot.seq, WG_IMPORT_ANSWER_FIX);
}

static guint
count_spikes (const GPtrArray *findings, guint item)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const WgCoverageFinding *finding = g_ptr_array_index (findings, i);

      n += g_str_equal (finding->rule, "spike") && g_array_index (finding->items, guint, 0) == item;
    }
  return n;
}

/* What is no land of two or none, but looks like a slip of the hand in one outline. All of one are answered together. */
static void
tell_spike (const Cover *self, const GPtrArray *findings, const WgCoverageFinding *finding)
{
  guint n = count_spikes (findings, g_array_index (finding->items, guint, 0));
  const StagedGrid *owner = g_ptr_array_index (self->owners, g_array_index (finding->items, guint, 0));
  WgImportSlot slot;

  if (owner == NULL)
    return;
  slot = owner->slot;
  slot.lon = finding->lon;
  slot.lat = finding->lat;
  if (n > 1)
    wg_import_run_note (self->run, &slot, finding->rule, "kept",
                        _ ("%s has a spike here, one of %u, which are answered together: its border goes out and comes back "
                           "within one degree."),
                        owner->grid->code, n);
  else
    wg_import_run_note (self->run, &slot, finding->rule, "kept",
                        _ ("%s has a spike here: its border goes out and comes back within one degree."), owner->grid->code);
}

static gboolean
cut_spike (const Cover *self, const WgCoverageFinding *finding)
{
  StagedGrid *owner = g_ptr_array_index (self->owners, g_array_index (finding->items, guint, 0));
  WgShape *rest;
  WgImportSlot slot;

  if (owner == NULL || !wg_import_decisions_has (self->run->request->decisions, finding->rule, owner->slot.seq, WG_IMPORT_ANSWER_FIX)
      || (rest = wg_shape_overlay_drop_corner (owner->grid->shape, finding->lon, finding->lat)) == NULL)
    return FALSE;
  slot = owner->slot;
  slot.lon = finding->lon;
  slot.lat = finding->lat;
  wg_import_grids_set_shape (owner, rest);
  wg_import_run_note (self->run, &slot, finding->rule, "repaired", _ ("%s had a spike here; it was cut off."), owner->grid->code);
  wg_import_run_count_repaired (self->run, &slot);
  return TRUE;
}

/* Returns whether there were any to be cut. */
static gboolean
cut_spikes (const Cover *self, const GPtrArray *findings)
{
  gboolean any = FALSE;

  for (guint i = 0; i < findings->len; i++)
    {
      const WgCoverageFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->rule, "spike"))
        any |= cut_spike (self, finding);
    }
  return any;
}

static void
take_finding (const Cover *self, const GPtrArray *findings, const WgCoverageFinding *finding)
{
  gboolean has_land = finding->shape != NULL && finding->items->len > 0;
  const WgImportRequest *request = self->run->request;
  Closing closing = { .finding = finding, .is_gap = finding->is_gap };

  if (g_str_equal (finding->rule, "spike"))
    {
      tell_spike (self, findings, finding);
      return;
    }
  if (!has_land || (!closing.is_gap && finding->items->len != 2))
    return;
  if (closing.is_gap)
    choose_for_gap (&closing, self);
  else
    choose_for_overlap (&closing, self);
  if (closing.changed == NULL)
    return;
  if (closing.is_gap)
    closing.closes = is_to_be_closed (self, &closing);
  closing.closes |= request->snap_m > 0.0 && wg_shape_overlay_is_thin (finding->shape, request->snap_m);
  tell_land (&closing, self, closing.closes && close_land (&closing));
}

/* --- A grid over the others --- */

/* How many others of the file a grid has whole: a country among its parishes. */
static void
count_covered (const Cover *self, const GPtrArray *findings, guint *n_covered)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const WgCoverageFinding *finding = g_ptr_array_index (findings, i);

      for (guint k = 0; g_str_equal (finding->rule, "overlap") && finding->items->len == 2 && k < 2; k++)
        {
          guint over = g_array_index (finding->items, guint, k), under = g_array_index (finding->items, guint, 1 - k);
          const WgGrid *grid = g_ptr_array_index (self->grids, under);

          n_covered[over] += finding->area_m2 >= WHOLE * grid->area_m2;
        }
    }
}

static void
tell_covering (const Cover *self, const GPtrArray *findings)
{
  g_autofree guint *n_covered = g_new0 (guint, self->items->len + 1);

  count_covered (self, findings, n_covered);
  for (guint i = 0; i < self->items->len; i++)
    {
      const StagedGrid *owner = g_ptr_array_index (self->owners, i);

      if (owner != NULL && n_covered[i] >= LEAST_COVERED)
        wg_import_run_note (self->run, &owner->slot, "covers_others", "kept",
                            _ ("%s “%s” covers %u others of this level whole: it seems to be of the level above. Leave it out, "
                               "and import it there."),
                            owner->grid->code, owner->grid->name, n_covered[i]);
    }
}

/* The level as it will be, and what is odd about it; NULL when the file brings nothing to it. */
static GPtrArray *
look (Cover *self, WgGridTree *grids, GPtrArray *staged)
{
  g_array_set_size (self->items, 0);
  g_ptr_array_set_size (self->grids, 0);
  g_ptr_array_set_size (self->owners, 0);
  list_items (self, grids, staged);
  if (self->items->len == 0 || self->owners->pdata[self->items->len - 1] == NULL)
    return NULL;
  return wg_coverage_check ((const WgCoverageItem *) self->items->data, self->items->len, 0.0);
}

/* Spikes are cut off before anything is laid beside each other: what they ran across is then in no two grids. Where one was,
 * there may be the stump of another.
 */
static GPtrArray *
look_without_spikes (Cover *self, WgGridTree *grids, GPtrArray *staged)
{
  GPtrArray *findings = look (self, grids, staged);

  for (guint i = 0; findings != NULL && i < MOST_STUMPS && cut_spikes (self, findings); i++)
    {
      g_ptr_array_unref (findings);
      findings = look (self, grids, staged);
    }
  return findings;
}

/* What the reader or the above has put right, so that it can be seen before it is kept. */
static void
list_mended (WgImportReport *report, const GPtrArray *staged)
{
  g_autoptr (GHashTable) repaired = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < report->findings->len; i++)
    {
      WgImportFinding *finding = g_ptr_array_index (report->findings, i);

      if (g_str_equal (finding->outcome, "repaired"))
        g_hash_table_add (repaired, &finding->feature);
    }
  report->mended = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_unref);
  for (guint i = 0; i < staged->len; i++)
    {
      const StagedGrid *one = g_ptr_array_index (staged, i);

      if (wg_import_grids_comes_in (one) && (one->mended || g_hash_table_contains (repaired, &one->slot.seq)))
        g_ptr_array_add (report->mended, wg_shape_ref (one->grid->shape));
    }
}

/* What lies between the grids is handed out first: a gap is then what is left. */
static gboolean
fill_streets (Cover *self, WgGridTree *grids, GPtrArray *staged, GPtrArray **findings, GError **error)
{
  WgImportStreets streets = { self->run, self->items, self->owners };
  gboolean filled = FALSE;

  if (!wg_import_grids_fill_streets (&streets, *findings, &filled, error))
    return FALSE;
  if (!filled)
    return TRUE;
  g_ptr_array_unref (*findings);
  *findings = look (self, grids, staged);
  return TRUE;
}

gboolean
wg_import_grids_cover (WgImportRun *run, WgGridTree *grids, GPtrArray *staged, GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (WgCoverageItem));
  g_autoptr (GPtrArray) of_items = g_ptr_array_new (), owners = g_ptr_array_new ();
  g_autoptr (GPtrArray) findings = NULL;
  Cover self = { run, items, of_items, owners };

  findings = look_without_spikes (&self, grids, staged);
  if (findings == NULL)
    return TRUE;
  if (!fill_streets (&self, grids, staged, &findings, error))
    return FALSE;
  tell_covering (&self, findings);
  for (guint i = 0; i < findings->len; i++)
    {
      if (!wg_import_run_is_wanted (run, error))
        return FALSE;
      take_finding (&self, findings, g_ptr_array_index (findings, i));
    }
  list_mended (run->report, staged);
  return TRUE;
}
