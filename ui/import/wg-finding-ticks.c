/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: of a new edition with two hundred redrawn grids a person wants most. Ticks are changed one after the other and looked at
 * together; to read the file again after each of them would take the list away under the hand.
 */

#include "wg-finding-ticks.h"

#define LEFT_OUT "left_out"

struct _WgFindingTicks
{
  GHashTable *were_out; /* gint64: features without a tick when they were loaded */
  GHashTable *are_out;  /* gint64 */
};

WgFindingTicks *
wg_finding_ticks_new (void)
{
  WgFindingTicks *ticks = g_new0 (WgFindingTicks, 1);

  ticks->were_out = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  ticks->are_out = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return ticks;
}

void
wg_finding_ticks_free (WgFindingTicks *ticks)
{
  if (ticks == NULL)
    return;
  g_hash_table_unref (ticks->were_out);
  g_hash_table_unref (ticks->are_out);
  g_free (ticks);
}

static void
add (GHashTable *features, gint64 feature)
{
  g_hash_table_add (features, g_memdup2 (&feature, sizeof feature));
}

void
wg_finding_ticks_load (WgFindingTicks *ticks, const GPtrArray *findings)
{
  g_return_if_fail (ticks != NULL);

  g_hash_table_remove_all (ticks->were_out);
  g_hash_table_remove_all (ticks->are_out);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const WgImportFinding *finding = g_ptr_array_index (findings, i);

      if (!g_str_equal (finding->rule, LEFT_OUT))
        continue;
      add (ticks->were_out, finding->feature);
      add (ticks->are_out, finding->feature);
    }
}

gboolean
wg_finding_ticks_has (const WgImportFinding *finding)
{
  static const char *const rules[] = { "grid_added", "grid_changed", "grid_renamed", LEFT_OUT, NULL };

  g_return_val_if_fail (finding != NULL, FALSE);

  return finding->feature > 0 && g_strv_contains (rules, finding->rule);
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
      if (ticked)
        g_hash_table_remove (ticks->are_out, &finding->feature);
      else
        add (ticks->are_out, finding->feature);
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

      n += wg_finding_ticks_has (finding) && g_hash_table_contains (ticks->are_out, &finding->feature);
    }
  return n;
}

static gboolean
holds_all (GHashTable *features, GHashTable *others)
{
  GHashTableIter iter;
  gpointer feature;

  g_hash_table_iter_init (&iter, others);
  while (g_hash_table_iter_next (&iter, &feature, NULL))
    if (!g_hash_table_contains (features, feature))
      return FALSE;
  return TRUE;
}

gboolean
wg_finding_ticks_are_new (const WgFindingTicks *ticks)
{
  g_return_val_if_fail (ticks != NULL, FALSE);

  return !holds_all (ticks->were_out, ticks->are_out) || !holds_all (ticks->are_out, ticks->were_out);
}

/* Of @features what is not among @others. */
static void
tell_some (GHashTable *features, GHashTable *others, WgImportAnswer answer, GPtrArray *decisions)
{
  GHashTableIter iter;
  gpointer feature;

  g_hash_table_iter_init (&iter, features);
  while (g_hash_table_iter_next (&iter, &feature, NULL))
    if (!g_hash_table_contains (others, feature))
      wg_import_decisions_set (decisions, LEFT_OUT, *(const gint64 *) feature, answer, NULL);
}

void
wg_finding_ticks_tell (const WgFindingTicks *ticks, GPtrArray *decisions)
{
  g_return_if_fail (ticks != NULL && decisions != NULL);

  tell_some (ticks->are_out, ticks->were_out, WG_IMPORT_ANSWER_REFUSE, decisions);
  tell_some (ticks->were_out, ticks->are_out, WG_IMPORT_ANSWER_NONE, decisions);
}
