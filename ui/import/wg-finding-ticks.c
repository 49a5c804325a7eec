/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: of a new edition with two hundred redrawn grids a person wants most. Ticks are changed one after the other and looked at
 * together; to read the file again after each of them would take the list away under the hand.
 */

#include "wg-finding-ticks.h"

#define LEFT_OUT "left_out"

struct _WgFindingTicks
{
  GHashTable *changed; /* gint64, features, to whether they are ticked now: what is otherwise than the check had it */
};

WgFindingTicks *
wg_finding_ticks_new (void)
{
  WgFindingTicks *ticks = g_new0 (WgFindingTicks, 1);

  ticks->changed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return ticks;
}

void
wg_finding_ticks_free (WgFindingTicks *ticks)
{
  if (ticks == NULL)
    return;
  g_hash_table_unref (ticks->changed);
  g_free (ticks);
}

void
wg_finding_ticks_clear (WgFindingTicks *ticks)
{
  g_return_if_fail (ticks != NULL);

  g_hash_table_remove_all (ticks->changed);
}

gboolean
wg_finding_ticks_has (const WgImportFinding *finding)
{
  static const char *const rules[] = { "grid_added", "grid_changed", "grid_renamed", LEFT_OUT, NULL };

  g_return_val_if_fail (finding != NULL, FALSE);

  return finding->feature > 0 && g_strv_contains (rules, finding->rule);
}

static gboolean
was_ticked (const WgImportFinding *finding)
{
  return !g_str_equal (finding->rule, LEFT_OUT);
}

static gboolean
is_ticked (const WgFindingTicks *ticks, const WgImportFinding *finding)
{
  return was_ticked (finding) != g_hash_table_contains (ticks->changed, &finding->feature);
}

void
wg_finding_ticks_set (WgFindingTicks *ticks, const GPtrArray *findings, WgFindingGroup group, gboolean ticked)
{
  g_return_if_fail (ticks != NULL && findings != NULL && group.first + group.n <= findings->len);

  for (guint i = group.first; i < group.first + group.n; i++)
    {
      const WgImportFinding *finding = g_ptr_array_index (findings, i);

      if (!wg_finding_ticks_has (finding))
        continue;
      if (was_ticked (finding) == ticked)
        g_hash_table_remove (ticks->changed, &finding->feature);
      else
        g_hash_table_insert (ticks->changed, g_memdup2 (&finding->feature, sizeof finding->feature), GINT_TO_POINTER (ticked));
    }
}

guint
wg_finding_ticks_count_out (const WgFindingTicks *ticks, const GPtrArray *findings, WgFindingGroup group)
{
  guint n = 0;

  g_return_val_if_fail (ticks != NULL && findings != NULL && group.first + group.n <= findings->len, 0);

  for (guint i = group.first; i < group.first + group.n; i++)
    {
      const WgImportFinding *finding = g_ptr_array_index (findings, i);

      n += wg_finding_ticks_has (finding) && !is_ticked (ticks, finding);
    }
  return n;
}

gboolean
wg_finding_ticks_are_new (const WgFindingTicks *ticks)
{
  g_return_val_if_fail (ticks != NULL, FALSE);

  return g_hash_table_size (ticks->changed) > 0;
}

void
wg_finding_ticks_tell (const WgFindingTicks *ticks, GPtrArray *decisions)
{
  GHashTableIter iter;
  gpointer feature, ticked;

  g_return_if_fail (ticks != NULL && decisions != NULL);

  g_hash_table_iter_init (&iter, ticks->changed);
  while (g_hash_table_iter_next (&iter, &feature, &ticked))
    wg_import_decisions_set (decisions, LEFT_OUT, *(const gint64 *) feature,
                             GPOINTER_TO_INT (ticked) ? WG_IMPORT_ANSWER_NONE : WG_IMPORT_ANSWER_REFUSE, NULL);
}
