/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: all tiles of a district are painted at once, by all processors; whoever stores them gets them one at a time, in an
 * order that does not depend on which thread was faster.
 */

#include "wg-basemap-private.h"
#include "wg-error.h"

#include <glib/gi18n-lib.h>

#define CHUNK 256 /* tiles painted before they are handed over */

typedef struct
{
  guint zoom;
  guint x;
  guint y;
  GBytes *png;
} Address;

typedef struct
{
  WgBasemapPainter *painter;
  Address *addresses;
  guint n;
  gint next;
} Batch;

static gboolean
touches_tile (WgBasemapPainter *self, guint zoom, guint x, guint y)
{
  double span = WG_WORLD_SIZE / (double) (1u << zoom);
  WgWorldBox box = { (gint32) (x * span), (gint32) (y * span), (gint32) ((x + 1) * span), (gint32) ((y + 1) * span) };
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint kind = 0; kind < WG_N_BASE_KINDS && found->len == 0; kind++)
    wg_box_tree_query (self->trees[kind], &box, found);
  return found->len > 0;
}

static GArray *
list_tiles (WgBasemapPainter *self, guint min_zoom, guint max_zoom)
{
  GArray *list = g_array_new (FALSE, TRUE, sizeof (Address));
  WgWorldBox all = WG_WORLD_BOX_EMPTY;

  for (guint i = 0; i < self->features->len; i++)
    wg_world_box_union (&all, &g_array_index (self->features, WgBaseFeature, i).box);
  if (self->features->len == 0 || all.min_x < 0 || all.min_y < 0)
    return list;
  for (guint zoom = min_zoom; zoom <= max_zoom; zoom++)
    {
      guint shift = WG_WORLD_BITS - zoom;

      for (guint y = (guint) all.min_y >> shift; y <= (guint) all.max_y >> shift; y++)
        {
          for (guint x = (guint) all.min_x >> shift; x <= (guint) all.max_x >> shift; x++)
            {
              Address address = { zoom, x, y, NULL };

              if (touches_tile (self, zoom, x, y))
                g_array_append_val (list, address);
            }
        }
    }
  return list;
}

static gpointer
encode_some (gpointer data)
{
  Batch *batch = data;

  for (;;)
    {
      guint i = (guint) g_atomic_int_add (&batch->next, 1);
      Address *address = &batch->addresses[i];

      if (i >= batch->n)
        return NULL;
      address->png = wg_basemap_painter_encode_tile (batch->painter, address->zoom, address->x, address->y);
    }
}

static void
encode_batch (Batch *batch)
{
  guint n_threads = CLAMP (g_get_num_processors (), 1, 16);
  GThread *threads[16];

  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_new ("base map", encode_some, batch);
  encode_some (batch);
  for (guint i = 1; i < n_threads; i++)
    g_thread_join (threads[i]);
}

static gboolean
hand_over (Batch *batch, WgBasemapTileFunc tile, gpointer user_data, GCancellable *cancellable, GError **error)
{
  gboolean going_on = TRUE;

  for (guint i = 0; i < batch->n; i++)
    {
      Address *address = &batch->addresses[i];

      if (going_on && g_cancellable_is_cancelled (cancellable))
        {
          g_set_error_literal (error, WG_ERROR, WG_ERROR_CANCELLED,
                               _ ("Painting the base map was stopped. Nothing of it was kept."));
          going_on = FALSE;
        }
      going_on = going_on && tile (address->zoom, address->x, address->y, address->png, user_data, error);
      g_clear_pointer (&address->png, g_bytes_unref);
    }
  return going_on;
}

gboolean
wg_basemap_painter_paint_pyramid (WgBasemapPainter *painter,
                                  guint min_zoom,
                                  guint max_zoom,
                                  WgBasemapTileFunc tile,
                                  gpointer user_data,
                                  GCancellable *cancellable,
                                  GError **error)
{
  g_autoptr (GArray) list = NULL;

  g_return_val_if_fail (painter->frozen && min_zoom <= max_zoom && max_zoom <= WG_MAX_ZOOM, FALSE);

  list = list_tiles (painter, min_zoom, max_zoom);
  for (guint first = 0; first < list->len; first += CHUNK)
    {
      Batch batch = { painter, &g_array_index (list, Address, first), MIN (CHUNK, list->len - first), 0 };

      encode_batch (&batch);
      if (!hand_over (&batch, tile, user_data, cancellable, error))
        return FALSE;
    }
  return TRUE;
}
