/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the pieces of one split are numbered in one act, from west to east in rows from north to south, and no number is
 * ever given twice, not even one that another draft has taken.
 */

#include "wg-draft-private.h"

#include "wg-grid-code.h"
#include "wg-numbering.h"

#include <math.h>

static GHashTable *
read_codes (WgStoreWork *work, GError **error)
{
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) local = NULL;
  WgStatement *row
      = wg_connection_query (work->connection, error, "draft-codes", "i", wg_connection_get_district (work->connection));

  if (row == NULL)
    return NULL;
  while (wg_statement_step (row, &local))
    g_hash_table_add (codes, wg_statement_dup_text (row, 0));
  if (local == NULL)
    return g_steal_pointer (&codes);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* The next number of the community when the centre numbers by one of the two patterns, else the old code with a number. */
static char *
choose_code (const WgGrid *sibling, const WgGrid *parent, GHashTable *codes, GError **error)
{
  gsize length = strlen (sibling->code);
  const char *community = length == 20 ? sibling->code + 6 : sibling->code;
  g_autofree char *twelve = g_strndup (community, WG_GRID_CODE_COMMUNITY_DIGITS);
  WgGridCodeContext context = { twelve, codes, NULL };
  g_autofree char *object = g_strndup (sibling->code, 6);

  if (parent != NULL && (length == 15 || length == 20) && g_str_has_suffix (parent->code, twelve))
    return wg_grid_code_propose (length, length == 20 ? object : NULL, &context, error);
  for (guint n = 1; TRUE; n++)
    {
      g_autofree char *code = g_strdup_printf ("%s-%u", sibling->code, n);

      if (!g_hash_table_contains (codes, code))
        return g_steal_pointer (&code);
    }
}

static void
sort_rows (const GPtrArray *rows, guint *order)
{
  g_autoptr (GPtrArray) shapes = g_ptr_array_new ();
  double lat;

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (shapes, ((WgDraftGrid *) g_ptr_array_index (rows, i))->shape);
  lat = wg_shape_get_box (g_ptr_array_index (shapes, 0))->min_lat;
  wg_numbering_sort ((WgShape *const *) shapes->pdata, NULL, shapes->len,
                     wg_geo_distance_m (0.0, lat, 0.01, lat) * 100.0, wg_geo_distance_m (0.0, lat, 0.0, lat + 0.01) * 100.0,
                     order);
}

/* Gives new rows of one step their place in the tree, code and name; @sibling stands beside them. */
gboolean
wg_draft_name_new (WgStoreWork *work, WgGridTree *tree, const WgDraft *draft, const WgGrid *sibling, const char *name,
                   GPtrArray *rows, GError **error)
{
  g_autoptr (GHashTable) codes = rows->len > 0 ? read_codes (work, error) : NULL;
  guint above = wg_grid_tree_find_by_id (tree, sibling->parent_id);
  const WgGrid *parent = above != WG_GRID_NONE ? wg_grid_tree_get_grid (tree, above) : NULL;
  g_autofree guint *order = g_new0 (guint, rows->len + 1);

  if (codes == NULL)
    return rows->len == 0;
  sort_rows (rows, order);
  for (guint i = 0; i < rows->len; i++)
    {
      WgDraftGrid *row = g_ptr_array_index (rows, order[i]);

      row->parent_id = sibling->parent_id;
      row->depth = sibling->depth;
      row->code = choose_code (sibling, parent, codes, error);
      if (row->code == NULL)
        return FALSE;
      if (name != NULL)
        row->name = rows->len == 1 ? g_strdup (name) : g_strdup_printf ("%s-%u", name, i + 1);
      else
        row->name = g_strdup_printf ("%s-%u", sibling->name, i + 1);
      g_hash_table_add (codes, g_strdup (row->code));
    }
  return TRUE;
}
