/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a redrawn grid leaves a hundred thousand buildings as they are, a new building all grids. What a half of a city
 * owns is freed when the last city lets go that has it.
 */

#include "wg-city-private.h"

#include <string.h>

static void
free_chunk (gpointer chunk)
{
  g_string_chunk_free (chunk);
}

WgCityHold *
wg_city_hold_new (void)
{
  WgCityHold *hold = g_new0 (WgCityHold, 1);
  GPtrArray *own = g_ptr_array_new_with_free_func (free_chunk);

  g_atomic_ref_count_init (&hold->refs);
  hold->blocks = g_ptr_array_new_with_free_func (g_free);
  hold->trees = g_ptr_array_new_with_free_func ((GDestroyNotify)wg_box_tree_unref);
  hold->texts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  hold->strings = g_string_chunk_new (4096);
  hold->box = WG_BOX_EMPTY;
  g_ptr_array_add (own, hold->strings);
  g_ptr_array_add (hold->texts, own);
  return hold;
}

WgCityHold *
wg_city_hold_ref (WgCityHold *hold)
{
  g_atomic_ref_count_inc (&hold->refs);
  return hold;
}

void
wg_city_hold_unref (WgCityHold *hold)
{
  if (!g_atomic_ref_count_dec (&hold->refs))
    return;
  g_ptr_array_unref (hold->blocks);
  g_ptr_array_unref (hold->trees);
  g_ptr_array_unref (hold->texts);
  g_free (hold);
}

gpointer
wg_city_hold_take (WgCityHold *hold, gpointer block)
{
  g_ptr_array_add (hold->blocks, block);
  return block;
}

gpointer
wg_city_hold_take_array (WgCityHold *hold, GArray *array)
{
  return wg_city_hold_take (hold, g_array_free (array, FALSE));
}

WgBoxTree *
wg_city_hold_take_tree (WgCityHold *hold, WgBoxTree *tree)
{
  g_ptr_array_add (hold->trees, tree);
  return tree;
}

const char *
wg_city_hold_keep_text (WgCityHold *hold, const char *text)
{
  if (text == NULL || *text == '\0')
    return "";
  hold->n_string_bytes += strlen (text) + 1;
  return g_string_chunk_insert (hold->strings, text);
}

void
wg_city_hold_keep_texts_of (WgCityHold *hold, const WgCityHold *other)
{
  for (guint i = 0; i < other->texts->len; i++)
    g_ptr_array_add (hold->texts, g_ptr_array_ref (g_ptr_array_index (other->texts, i)));
  hold->n_string_bytes += other->n_string_bytes;
}
