/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: some providers serve their map and its names apart, and a centre lays its own file over a map of the state. */

#include "wg-base-stack.h"

#include <string.h>

#define MAX_LAYERS 16
#define MAX_PICTURES (MAX_LAYERS + 1)

struct _WgBaseStack
{
  GObject parent_instance;
  GPtrArray *layers; /* WgBaseLayer, the lowest first; never changed */
};

enum
{
  ARRIVED,
  TROUBLE_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgBaseStack, wg_base_stack, G_TYPE_OBJECT)

static void
wg_base_stack_finalize (GObject *object)
{
  g_ptr_array_unref (WG_BASE_STACK (object)->layers);
  G_OBJECT_CLASS (wg_base_stack_parent_class)->finalize (object);
}

static void
wg_base_stack_class_init (WgBaseStackClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_base_stack_finalize;

  signals[ARRIVED] = g_signal_new ("arrived", WG_TYPE_BASE_STACK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_UINT64);
  signals[TROUBLE_CHANGED]
      = g_signal_new ("trouble-changed", WG_TYPE_BASE_STACK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_base_stack_init (WgBaseStack *self)
{
  self->layers = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
on_arrived (WgBaseStack *self, guint64 key)
{
  g_signal_emit (self, signals[ARRIVED], 0, key);
}

static void
on_trouble (WgBaseStack *self)
{
  g_signal_emit (self, signals[TROUBLE_CHANGED], 0);
}

WgBaseStack *
wg_base_stack_new (GPtrArray *layers)
{
  WgBaseStack *self = g_object_new (WG_TYPE_BASE_STACK, NULL);

  for (guint i = 0; i < MIN (layers->len, MAX_LAYERS); i++)
    {
      WgBaseLayer *layer = g_ptr_array_index (layers, i);

      g_ptr_array_add (self->layers, g_object_ref (layer));
      g_signal_connect_object (layer, "arrived", G_CALLBACK (on_arrived), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (layer, "trouble-changed", G_CALLBACK (on_trouble), self, G_CONNECT_SWAPPED);
    }
  return self;
}

guint
wg_base_stack_get_n_layers (WgBaseStack *self)
{
  return self->layers->len;
}

guint
wg_base_stack_get_n_areas (WgBaseStack *self)
{
  guint n = 0;

  for (guint i = 0; i < self->layers->len; i++)
    n += wg_base_layer_get_n_areas (g_ptr_array_index (self->layers, i));
  return n;
}

/* What is ours is not named, but what was imported may be somebody's. */
static const char *
find_owner (WgBaseLayer *layer)
{
  const char *owner = wg_base_layer_get_attribution (layer);

  if (wg_base_layer_get_kind (layer) == WG_BASE_OWN && !wg_base_layer_is_imported (layer))
    return NULL;
  return owner != NULL || wg_base_layer_is_imported (layer) ? owner : wg_base_layer_get_basemap (layer)->name;
}

char *
wg_base_stack_dup_attribution (WgBaseStack *self)
{
  g_autoptr (GPtrArray) owners = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->layers->len; i++)
    {
      const char *text = find_owner (g_ptr_array_index (self->layers, i));
      g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", WG_BASE_LAYER_OWNERS, -1);

      for (guint k = 0; parts[k] != NULL; k++)
        {
          if (!g_ptr_array_find_with_equal_func (owners, parts[k], g_str_equal, NULL))
            g_ptr_array_add (owners, g_strdup (parts[k]));
        }
    }
  if (owners->len == 0)
    return NULL;
  g_ptr_array_add (owners, NULL);
  return g_strjoinv (WG_BASE_LAYER_OWNERS, (char **)owners->pdata);
}

gboolean
wg_base_stack_is_painted (WgBaseStack *self)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      if (!wg_base_layer_is_imported (g_ptr_array_index (self->layers, i)))
        return FALSE;
    }
  return TRUE;
}

WgBaseStack *
wg_base_stack_dup_kept (WgBaseStack *self)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; i < self->layers->len; i++)
    {
      if (!wg_basemap_is_network (wg_base_layer_get_basemap (g_ptr_array_index (self->layers, i))))
        g_ptr_array_add (kept, g_ptr_array_index (self->layers, i));
    }
  return kept->len > 0 ? wg_base_stack_new (kept) : NULL;
}

guint
wg_base_stack_get_min_zoom (WgBaseStack *self)
{
  guint zoom = WG_MAX_ZOOM;

  for (guint i = 0; i < self->layers->len; i++)
    zoom = MIN (zoom, wg_base_layer_get_min_zoom (g_ptr_array_index (self->layers, i)));
  return zoom;
}

/* --- Pictures --- */

static cairo_surface_t *
compose (cairo_surface_t **pictures, guint n)
{
  cairo_surface_t *out;
  int side = WG_TILE_SIZE;
  cairo_t *cr;

  for (guint i = 0; i < n; i++)
    side = MAX (side, cairo_image_surface_get_width (pictures[i]));
  out = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, side, side);
  cr = cairo_create (out);
  for (guint i = n; i-- > 0;)
    {
      double factor = (double)side / cairo_image_surface_get_width (pictures[i]);

      cairo_save (cr);
      cairo_scale (cr, factor, factor);
      cairo_set_source_surface (cr, pictures[i], 0, 0);
      cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
      cairo_paint (cr);
      cairo_restore (cr);
      cairo_surface_destroy (pictures[i]);
    }
  cairo_destroy (cr);
  cairo_surface_flush (out);
  return out;
}

/* What was imported lies under what covers it; its areas are in the legend and have to be seen all the same. Puts them before
 * the others.
 */
static guint
add_covered_areas (WgBaseStack *self, guint n_covered, WgTileId id, gboolean dark, cairo_surface_t **pictures, guint n)
{
  for (guint i = 0; i < n_covered && n < MAX_PICTURES; i++)
    {
      cairo_surface_t *areas = wg_base_layer_load_areas (g_ptr_array_index (self->layers, i), id, dark);

      if (areas == NULL)
        continue;
      memmove (pictures + 1, pictures, n * sizeof *pictures);
      pictures[0] = areas;
      n++;
    }
  return n;
}

cairo_surface_t *
wg_base_stack_load (WgBaseStack *self, WgTileId id, gboolean dark, guint wait_ms, WgBaseKind *kind)
{
  cairo_surface_t *pictures[MAX_PICTURES]; /* the highest first */
  guint n = 0, n_covered = 0;

  for (guint i = self->layers->len; i-- > 0;)
    {
      WgBaseLayer *layer = g_ptr_array_index (self->layers, i);
      gboolean final;
      cairo_surface_t *picture = wg_base_layer_load (layer, id, dark, wait_ms, &final);

      if (picture == NULL)
        continue;
      pictures[n++] = picture;
      *kind = MAX (*kind, wg_base_layer_get_kind (layer));
      if (cairo_surface_get_content (picture) == CAIRO_CONTENT_COLOR)
        {
          n_covered = i;
          break;
        }
    }
  n = add_covered_areas (self, n_covered, id, dark, pictures, n);
  if (n <= 1)
    return n == 1 ? pictures[0] : NULL;
  return compose (pictures, n);
}

/* --- Trouble --- */

char *
wg_base_stack_dup_trouble (WgBaseStack *self)
{
  char *trouble = NULL;

  for (guint i = self->layers->len; trouble == NULL && i-- > 0;)
    trouble = wg_base_layer_dup_trouble (g_ptr_array_index (self->layers, i));
  return trouble;
}

void
wg_base_stack_retry (WgBaseStack *self)
{
  for (guint i = 0; i < self->layers->len; i++)
    wg_base_layer_retry (g_ptr_array_index (self->layers, i));
}
