/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever pans looks at a number and expects it to come along with its grid. Placed anew from nothing it may find a
 * better place each time, and jump.
 */

#include "wg-label-memory.h"

struct _WgLabelMemory
{
  double margin;
  double zoom;
  double text_scale;
  double scale;
  guint level;
  GHashTable *before; /* gint64 -> WgLabelPlace */
  GHashTable *now;
};

static GHashTable *
make_table (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

WgLabelMemory *
wg_label_memory_new (double margin)
{
  WgLabelMemory *memory = g_new0 (WgLabelMemory, 1);

  memory->margin = margin;
  memory->before = make_table ();
  memory->now = make_table ();
  return memory;
}

void
wg_label_memory_free (WgLabelMemory *memory)
{
  g_hash_table_unref (memory->before);
  g_hash_table_unref (memory->now);
  g_free (memory);
}

double
wg_label_memory_get_margin (const WgLabelMemory *memory)
{
  return memory->margin;
}

void
wg_label_memory_begin (WgLabelMemory *memory, const WgMapView *view, guint level)
{
  gboolean same = memory->zoom == view->zoom && memory->text_scale == view->text_scale && memory->scale == view->scale
                  && memory->level == level;

  g_hash_table_unref (memory->before);
  memory->before = same ? g_steal_pointer (&memory->now) : make_table ();
  if (memory->now != NULL)
    g_hash_table_unref (memory->now);
  memory->now = make_table ();
  memory->zoom = view->zoom;
  memory->text_scale = view->text_scale;
  memory->scale = view->scale;
  memory->level = level;
}

const WgLabelPlace *
wg_label_memory_find (const WgLabelMemory *memory, gint64 id)
{
  return g_hash_table_lookup (memory->before, &id);
}

void
wg_label_memory_keep (WgLabelMemory *memory, gint64 id, const WgLabelPlace *place)
{
  g_hash_table_insert (memory->now, g_memdup2 (&id, sizeof id), g_memdup2 (place, sizeof *place));
}
