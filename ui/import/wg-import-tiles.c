/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: outlines over nothing lie anywhere. Over the streets of the district one sees at once whether a boundary follows
 * them, or runs a hundred metres beside them because its datum was another one.
 */

#include "wg-import-tiles.h"

#include "wg-later.h"
#include "wg-world.h"

#include <math.h>

#define MAX_KEPT 600
#define MAX_SHOWN 200 /* of one picture; a larger one is shown by coarser tiles */

struct _WgImportTiles
{
  GtkWidget *widget;
  WgBaseStack *stack;
  gboolean dark;
  GHashTable *kept; /* key (guint64) to cairo_surface_t, NULL for a tile that has nothing */
  GHashTable *asked; /* keys that are on their way */
  guint edition;    /* of what is asked for: answers to an older one are dropped */
};

/* One tile on its way, and whom it is for. */
typedef struct
{
  WgBaseStack *stack;
  WgTileId id;
  gboolean dark;
  guint edition;
} Errand;

static void
drop_surface (gpointer surface)
{
  if (surface != NULL)
    cairo_surface_destroy (surface);
}

static void
forget (WgImportTiles *self)
{
  self->edition++;
  g_hash_table_remove_all (self->kept);
  g_hash_table_remove_all (self->asked);
  gtk_widget_queue_draw (self->widget);
}

/* A server has answered: what had nothing is asked for again. */
static void
on_arrived (WgBaseStack *stack, guint64 key, WgImportTiles *self)
{
  if (g_hash_table_remove (self->kept, &key))
    gtk_widget_queue_draw (self->widget);
}

WgImportTiles *
wg_import_tiles_new (GtkWidget *widget)
{
  WgImportTiles *self = g_new0 (WgImportTiles, 1);

  self->widget = widget;
  self->kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, drop_surface);
  self->asked = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_object_set_data (G_OBJECT (widget), "wg-import-tiles", self);
  return self;
}

static void
drop_stack (WgImportTiles *self)
{
  if (self->stack != NULL)
    g_signal_handlers_disconnect_by_data (self->stack, self);
  g_clear_object (&self->stack);
}

void
wg_import_tiles_free (WgImportTiles *self)
{
  if (self == NULL)
    return;
  g_object_set_data (G_OBJECT (self->widget), "wg-import-tiles", NULL);
  drop_stack (self);
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->asked);
  g_free (self);
}

void
wg_import_tiles_set_stack (WgImportTiles *self, WgBaseStack *stack)
{
  drop_stack (self);
  if (stack != NULL)
    {
      self->stack = g_object_ref (stack);
      g_signal_connect (stack, "arrived", G_CALLBACK (on_arrived), self);
    }
  forget (self);
}

void
wg_import_tiles_set_dark (WgImportTiles *self, gboolean dark)
{
  self->dark = dark;
  forget (self);
}

/* Loading. */

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_object_unref (errand->stack);
  g_free (errand);
}

static void
load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Errand *errand = data;
  WgBaseKind kind = WG_BASE_OWN;

  g_task_return_pointer (task, wg_base_stack_load (errand->stack, errand->id, errand->dark, 0, &kind), drop_surface);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer unused)
{
  WgImportTiles *self = g_object_get_data (source, "wg-import-tiles");
  const Errand *errand = g_task_get_task_data (G_TASK (result));
  guint64 key = wg_tile_id_to_key (errand->id);
  cairo_surface_t *surface = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self == NULL || errand->edition != self->edition)
    {
      drop_surface (surface);
      return;
    }
  g_hash_table_remove (self->asked, &key);
  g_hash_table_insert (self->kept, g_memdup2 (&key, sizeof key), surface);
  gtk_widget_queue_draw (self->widget);
}

static void
ask (WgImportTiles *self, WgTileId id, guint64 key)
{
  g_autoptr (GTask) task = NULL;
  Errand *errand;

  if (!g_hash_table_add (self->asked, g_memdup2 (&key, sizeof key)))
    return;
  errand = g_new (Errand, 1);
  *errand = (Errand){ g_object_ref (self->stack), id, self->dark, self->edition };
  task = g_task_new (self->widget, NULL, on_loaded, NULL);
  g_task_set_task_data (task, errand, errand_free);
  wg_later_run_in_thread (task, load);
}

/* Painting. */

/* Whole pixels at both edges, so that no seam shows between two tiles. */
static void
paint (cairo_t *cr, cairo_surface_t *surface, double left, double top, double size)
{
  double x = floor (left), y = floor (top);
  double width = floor (left + size) - x, height = floor (top + size) - y;

  if (width < 1 || height < 1)
    return;
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, width / cairo_image_surface_get_width (surface), height / cairo_image_surface_get_height (surface));
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0, 0, cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface));
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
show_tile (WgImportTiles *self, cairo_t *cr, const WgImportView *view, WgTileId id)
{
  guint64 key = wg_tile_id_to_key (id);
  double n = exp2 (id.zoom), size = view->scale / n;
  gpointer surface = NULL;

  if (!g_hash_table_lookup_extended (self->kept, &key, NULL, &surface))
    ask (self, id, key);
  else if (surface != NULL)
    paint (cr, surface, (id.x / n - view->x) * view->scale + view->width / 2.0,
           (id.y / n - view->y) * view->scale + view->height / 2.0, size);
}

static gint64
find_first (double middle, double half, double n)
{
  return (gint64) floor (CLAMP (middle - half, 0.0, 1.0) * n);
}

static gint64
find_last (double middle, double half, double n)
{
  return MIN ((gint64) floor (CLAMP (middle + half, 0.0, 1.0) * n), (gint64) n - 1);
}

void
wg_import_tiles_draw (WgImportTiles *self, cairo_t *cr, const WgImportView *view)
{
  int zoom = CLAMP ((int) round (log2 (view->scale / WG_TILE_SIZE)), 0, WG_MAX_ZOOM);
  double half_width = view->width / 2.0 / view->scale, half_height = view->height / 2.0 / view->scale;
  gint64 west, east, north, south;

  if (self->stack == NULL || view->scale <= 0.0)
    return;
  if (g_hash_table_size (self->kept) > MAX_KEPT)
    g_hash_table_remove_all (self->kept);
  for (;; zoom--)
    {
      double n = exp2 (zoom);

      west = find_first (view->x, half_width, n);
      east = find_last (view->x, half_width, n);
      north = find_first (view->y, half_height, n);
      south = find_last (view->y, half_height, n);
      if ((east - west + 1) * (south - north + 1) <= MAX_SHOWN || zoom == 0)
        break;
    }
  for (gint64 y = north; y <= south; y++)
    for (gint64 x = west; x <= east; x++)
      show_tile (self, cr, view, (WgTileId){ (guint8) zoom, (guint32) x, (guint32) y });
}

gboolean
wg_import_tiles_is_busy (const WgImportTiles *self)
{
  return g_hash_table_size (self->asked) > 0;
}
