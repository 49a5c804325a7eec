/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a file of blocks leaves its streets to nobody. That may be what its sender meant, and then somebody must know it; or the
 * streets are filled, by one answer for all of them and up to a width that was read off the blocks.
 */

#include "wg-import-grids-private.h"

#include "wg-coverage-between.h"
#include "wg-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* So many grids, and more than half of them, must touch no other to be told as blocks between streets. */
#define LEAST_BLOCKS 10

/* How many grids lie along another one, but for what the pens that drew them differed by. */
static guint
count_along (const GPtrArray *findings)
{
  g_autoptr (GHashTable) along = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const WgCoverageFinding *finding = g_ptr_array_index (findings, i);

      for (guint k = 0; g_str_equal (finding->rule, "sliver") && k < finding->items->len; k++)
        g_hash_table_add (along, GUINT_TO_POINTER (g_array_index (finding->items, guint, k)));
    }
  return g_hash_table_size (along);
}

static const WgCoverageItem *
get_items (const WgImportStreets *self)
{
  return (const WgCoverageItem *) (const void *) self->items->data;
}

static void
propose (WgImportReport *report, guint n_before, double width_m)
{
  WgImportFinding *finding = report->findings->len > n_before ? g_ptr_array_index (report->findings, n_before) : NULL;

  if (finding != NULL && width_m > 0.0)
    finding->proposal = g_strdup_printf ("%.0f", width_m);
}

/* About the whole file, at the first of them: blocks with streets between them are right as they are, and still somebody must know. */
static void
tell_apart (const WgImportStreets *self, guint n_apart, guint first)
{
  double median_m, width_m = wg_coverage_measure_between (get_items (self), self->items->len, &median_m);
  WgImportSlot slot = { .seq = 0 };
  WgImportReport *report = self->run->report;
  guint n_before = report->findings->len;

  wg_shape_get_label_point (get_items (self)[first].shape, &slot.lon, &slot.lat);
  if (width_m > 0.0)
    wg_import_run_note (self->run, &slot, "apart", "kept",
                        _ ("%u of %u grids touch no other: what lies between them, streets perhaps, is in no grid, and so are "
                           "the cases there. Half of it is at most %.0f m wide, nine tenths at most %.0f m; it can be filled up "
                           "to a width, then each grid grows to the middle."),
                        n_apart, self->items->len, median_m, width_m);
  else
    wg_import_run_note (self->run, &slot, "apart", "kept",
                        _ ("%u of %u grids touch no other: what lies between them, streets perhaps, is in no grid, and so are "
                           "the cases there."),
                        n_apart, self->items->len);
  propose (report, n_before, width_m);
}

/* --- Filling --- */

static gboolean
read_width (const WgImportStreets *self, const char *text, double *width_m, GError **error)
{
  double median_m;
  char *end = NULL;

  *width_m = text != NULL ? g_ascii_strtod (text, &end) : wg_coverage_measure_between (get_items (self), self->items->len, &median_m);
  if (text == NULL || (end != text && *end == '\0' && *width_m > 0.0 && *width_m <= WG_COVERAGE_WIDEST_M))
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_USAGE,
               _ ("“%s” is no width that could be filled. Nothing was imported; name metres above 0, at most %.0f."), text,
               WG_COVERAGE_WIDEST_M);
  return FALSE;
}

static gboolean
is_wanted (gpointer data)
{
  return wg_import_run_is_wanted (data, NULL);
}

/* Returns how many got land, and how much in all. */
static guint
take_grown (const WgImportStreets *self, WgShape **grown, double *area_m2)
{
  guint n_grown = 0;

  *area_m2 = 0.0;
  for (guint i = 0; i < self->items->len; i++)
    {
      StagedGrid *owner = g_ptr_array_index (self->owners, i);

      if (grown[i] == NULL)
        continue;
      *area_m2 -= owner->grid->area_m2;
      wg_import_grids_set_shape (owner, g_steal_pointer (&grown[i]));
      *area_m2 += owner->grid->area_m2;
      n_grown++;
      wg_import_run_count_repaired (self->run, &owner->slot);
    }
  return n_grown;
}

static void
tell_filled (const WgImportStreets *self, double width_m, guint n_grown, double area_m2)
{
  const StagedGrid *last = g_ptr_array_index (self->owners, self->owners->len - 1);
  WgImportSlot slot = { .seq = 0, .lon = last->slot.lon, .lat = last->slot.lat };
  WgImportReport *report = self->run->report;
  guint n_before = report->findings->len;

  wg_import_run_note (self->run, &slot, "apart", "repaired",
                      _ ("What lay between the grids was filled up to a width of %.0f m: %u of %u grew to the middle, by %.2f km² "
                         "in all. What is wider is in no grid."),
                      width_m, n_grown, self->items->len, area_m2 / 1e6);
  propose (report, n_before, width_m);
}

static gboolean
fill (const WgImportStreets *self, const char *text, gboolean *filled, GError **error)
{
  guint n = self->items->len, n_grown = 0;
  g_autofree WgShape **grown = g_new0 (WgShape *, n + 1);
  g_autofree gboolean *grows = g_new0 (gboolean, n + 1);
  double width_m = 0.0, area_m2 = 0.0;

  if (!read_width (self, text, &width_m, error))
    return FALSE;
  if (width_m <= 0.0)
    return TRUE;
  for (guint i = 0; i < n; i++)
    grows[i] = g_ptr_array_index (self->owners, i) != NULL;
  if (!wg_coverage_fill_between (get_items (self), grows, n, width_m, is_wanted, self->run, grown, error))
    return FALSE;
  n_grown = take_grown (self, grown, &area_m2);
  *filled = n_grown > 0;
  if (n_grown > 0)
    tell_filled (self, width_m, n_grown, area_m2);
  return TRUE;
}

gboolean
wg_import_grids_fill_streets (const WgImportStreets *streets, const GPtrArray *findings, gboolean *filled, GError **error)
{
  const WgImportDecision *decision = wg_import_decisions_find (streets->run->request->decisions, "apart", 0);
  guint first = 0, n_apart;

  *filled = FALSE;
  if (decision != NULL && decision->answer == WG_IMPORT_ANSWER_FIX)
    return fill (streets, decision->text, filled, error);
  if (streets->items->len < LEAST_BLOCKS)
    return TRUE;
  n_apart = wg_coverage_count_apart (get_items (streets), streets->items->len, &first);
  if (n_apart * 2 > streets->items->len && count_along (findings) * 2 <= streets->items->len)
    tell_apart (streets, n_apart, first);
  return TRUE;
}
