/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the list of the district, the wishes of the desk and the files that are really there are three things; the map
 * wants one stack of pictures, and the operator one list that says what is wrong with which.
 */

#include "wg-base-maps-private.h"

#include "wg-later.h"
#include "wg-store-basemaps.h"
#include "wg-store-layers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  CHANGED,
  TROUBLE_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgBaseMaps, wg_base_maps, G_TYPE_OBJECT)

static void
free_entry (gpointer data)
{
  WgBaseMapEntry *entry = data;

  wg_basemap_free (entry->basemap);
  g_clear_object (&entry->layer);
  g_free (entry->reason);
  g_free (entry);
}

static void
tell_trouble (WgBaseMaps *self)
{
  g_signal_emit (self, signals[TROUBLE_CHANGED], 0);
}

void
wg_base_maps_set_failure (WgBaseMaps *self, const char *text)
{
  g_free (self->failure);
  self->failure = g_strdup (text);
  tell_trouble (self);
}

WgStore *
wg_base_maps_get_store (WgBaseMaps *self)
{
  return wg_context_get_store (self->context);
}

/* --- The stack --- */

static void
make_stack (WgBaseMaps *self)
{
  g_autoptr (GPtrArray) layers = g_ptr_array_new ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      WgBaseMapEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->layer != NULL && entry->shown)
        g_ptr_array_add (layers, entry->layer);
    }
  if (self->stack != NULL)
    g_signal_handlers_disconnect_by_data (self->stack, self);
  g_clear_object (&self->stack);
  if (layers->len > 0)
    {
      self->stack = wg_base_stack_new (layers);
      g_signal_connect_object (self->stack, "trouble-changed", G_CALLBACK (tell_trouble), self, G_CONNECT_SWAPPED);
    }
  g_signal_emit (self, signals[CHANGED], 0);
  tell_trouble (self);
}

/* --- Reading and opening --- */

typedef struct
{
  GPtrArray *entries; /* WgBaseMapEntry, unopened */
  GPtrArray *shapes;  /* WgBaseShape, what was imported */
  char *folder;
} Opening;

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_ptr_array_unref (opening->entries);
  g_ptr_array_unref (opening->shapes);
  g_free (opening->folder);
  g_free (opening);
}

static void
open_all (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *opening = data;

  for (guint i = 0; i < opening->entries->len; i++)
    {
      WgBaseMapEntry *entry = g_ptr_array_index (opening->entries, i);
      g_autoptr (GError) error = NULL;

      if (entry->basemap->kind == WG_BASEMAP_IMPORTED)
        entry->layer = wg_base_layer_new_imported (entry->basemap->name, opening->shapes);
      else if (entry->layer == NULL)
        entry->layer = wg_base_layer_open (entry->basemap, opening->folder, &error);
      if (entry->layer == NULL)
        entry->reason = g_strdup (error->message);
    }
  g_task_return_pointer (task, g_ptr_array_ref (opening->entries), (GDestroyNotify)g_ptr_array_unref);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgBaseMaps *self = WG_BASE_MAPS (source);
  g_autoptr (GPtrArray) entries = g_task_propagate_pointer (G_TASK (result), NULL);

  if (entries == NULL || GPOINTER_TO_UINT (user_data) != self->reading)
    return;
  g_ptr_array_unref (self->entries);
  self->entries = g_steal_pointer (&entries);
  self->busy = FALSE;
  make_stack (self);
}

char *
wg_base_maps_dup_folder (WgBaseMaps *self)
{
  return g_path_get_dirname (wg_driver_get_uri (wg_store_get_driver (wg_base_maps_get_store (self))));
}

/* data/yunxi.wangge has its own base map in data/yunxi.mbtiles. */
static WgBasemap *
find_own (WgBaseMaps *self)
{
  const char *uri = wg_driver_get_uri (wg_store_get_driver (wg_base_maps_get_store (self)));
  const char *slash = strrchr (uri, G_DIR_SEPARATOR), *dot = strrchr (uri, '.');
  g_autofree char *stem = dot != NULL && dot > slash ? g_strndup (uri, (gsize)(dot - uri)) : g_strdup (uri);
  g_autofree char *path = g_strconcat (stem, ".mbtiles", NULL);
  WgBasemap *own;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  own = wg_basemap_new (path, NULL, NULL, NULL);
  if (own != NULL)
    wg_basemap_make_relative (own, NULL);
  return own;
}

static gboolean
is_hidden (WgBaseMaps *self, const char *name)
{
  GSettings *settings = wg_context_get_settings (self->context);
  g_auto (GStrv) hidden = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const WgBaseMapEntry *entry = g_ptr_array_index (self->entries, i);

      if (g_str_equal (entry->basemap->name, name))
        return !entry->shown;
    }
  hidden = settings != NULL ? g_settings_get_strv (settings, "hidden-base-maps") : NULL;
  return hidden != NULL && g_strv_contains ((const char *const *)hidden, name);
}

/* A base map that is open already, and the same, is kept with its pictures. */
static WgBaseLayer *
find_open (WgBaseMaps *self, const WgBasemap *basemap)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const WgBaseMapEntry *entry = g_ptr_array_index (self->entries, i);
      const WgBasemap *other = entry->basemap;

      if (entry->layer != NULL && g_str_equal (other->name, basemap->name)
          && g_str_equal (other->location, basemap->location) && other->datum == basemap->datum
          && other->min_zoom == basemap->min_zoom && other->max_zoom == basemap->max_zoom
          && other->has_zooms == basemap->has_zooms && g_strcmp0 (other->attribution, basemap->attribution) == 0)
        return g_object_ref (entry->layer);
    }
  return NULL;
}

static void
add_entry (WgBaseMaps *self, GPtrArray *entries, const WgBasemap *basemap, gboolean beside)
{
  WgBaseMapEntry *entry = g_new0 (WgBaseMapEntry, 1);

  entry->basemap = wg_basemap_copy (basemap);
  entry->beside = beside;
  entry->shown = !is_hidden (self, basemap->name);
  entry->layer = basemap->kind != WG_BASEMAP_IMPORTED ? find_open (self, basemap) : NULL;
  g_ptr_array_add (entries, entry);
}

static void
open_list (WgBaseMaps *self, GPtrArray *list, GPtrArray *shapes)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_opened, GUINT_TO_POINTER (self->reading));
  g_autoptr (WgBasemap) own = find_own (self), imported = wg_basemap_new_imported (_ ("Imported layers"));
  Opening *opening = g_new0 (Opening, 1);

  opening->entries = g_ptr_array_new_with_free_func (free_entry);
  opening->folder = wg_base_maps_dup_folder (self);
  if (own != NULL)
    add_entry (self, opening->entries, own, TRUE);
  opening->shapes = g_ptr_array_ref (shapes);
  if (shapes->len > 0)
    add_entry (self, opening->entries, imported, TRUE);
  for (guint i = 0; i < list->len; i++)
    add_entry (self, opening->entries, g_ptr_array_index (list, i), FALSE);
  g_task_set_task_data (task, opening, free_opening);
  wg_later_run_in_thread (task, open_all);
}

typedef struct
{
  WgBaseMaps *self;
  GPtrArray *list;
} Reading;

static void
on_shapes_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shapes = wg_store_load_base_shapes_finish (WG_STORE (source), result, &error);

  if (!g_cancellable_is_cancelled (reading->self->cancellable))
    {
      if (shapes == NULL)
        {
          wg_base_maps_set_failure (reading->self, error->message);
          shapes = g_ptr_array_new ();
        }
      open_list (reading->self, reading->list, shapes);
    }
  g_object_unref (reading->self);
  g_ptr_array_unref (reading->list);
  g_free (reading);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBaseMaps) self = user_data;
  Reading *reading;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = wg_store_load_basemaps_finish (WG_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (list == NULL)
    {
      wg_base_maps_set_failure (self, error->message);
      list = g_ptr_array_new ();
    }
  reading = g_new (Reading, 1);
  *reading = (Reading){ g_object_ref (self), g_steal_pointer (&list) };
  wg_store_load_base_shapes_async (WG_STORE (source), G_MININT64, self->cancellable, on_shapes_read, reading);
}

void
wg_base_maps_read_anew (WgBaseMaps *self)
{
  self->reading++;
  self->busy = TRUE;
  wg_store_load_basemaps_async (wg_base_maps_get_store (self), G_MININT64, self->cancellable, on_read,
                                g_object_ref (self));
}

static void
on_store_changed (WgBaseMaps *self, WgChangeSet *changes)
{
  if (wg_change_set_touches (changes, "setting") || wg_change_set_touches (changes, "batch"))
    wg_base_maps_read_anew (self);
}

/* --- The object --- */

static void
wg_base_maps_dispose (GObject *object)
{
  WgBaseMaps *self = WG_BASE_MAPS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->stack);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_base_maps_parent_class)->dispose (object);
}

static void
wg_base_maps_finalize (GObject *object)
{
  WgBaseMaps *self = WG_BASE_MAPS (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->entries);
  g_free (self->failure);
  G_OBJECT_CLASS (wg_base_maps_parent_class)->finalize (object);
}

static void
wg_base_maps_class_init (WgBaseMapsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_base_maps_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_base_maps_finalize;

  signals[CHANGED]
      = g_signal_new ("changed", WG_TYPE_BASE_MAPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TROUBLE_CHANGED]
      = g_signal_new ("trouble-changed", WG_TYPE_BASE_MAPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_base_maps_init (WgBaseMaps *self)
{
  self->cancellable = g_cancellable_new ();
  self->entries = g_ptr_array_new_with_free_func (free_entry);
}

WgBaseMaps *
wg_base_maps_new (WgContext *context)
{
  WgBaseMaps *self = g_object_new (WG_TYPE_BASE_MAPS, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (wg_base_maps_get_store (self), "changed", G_CALLBACK (on_store_changed), self,
                           G_CONNECT_SWAPPED);
  wg_base_maps_read_anew (self);
  return self;
}

guint
wg_base_maps_get_n (WgBaseMaps *self)
{
  return self->entries->len;
}

const WgBaseMapEntry *
wg_base_maps_get (WgBaseMaps *self, guint i)
{
  g_return_val_if_fail (i < self->entries->len, NULL);
  return g_ptr_array_index (self->entries, i);
}

WgBaseStack *
wg_base_maps_get_stack (WgBaseMaps *self)
{
  return self->stack;
}

gboolean
wg_base_maps_is_busy (WgBaseMaps *self)
{
  return self->busy;
}

const char *
wg_base_maps_get_refusal (WgBaseMaps *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  if (wg_context_is_read_only (self->context))
    return _ ("The database is read-only.");
  if (who == NULL || !(who->roles & WG_BASEMAP_ROLES))
    return _ ("For the duty officer, the GIS editor or the administrator.");
  return NULL;
}

/* --- What the operator does --- */

static void
keep_hidden (WgBaseMaps *self)
{
  GSettings *settings = wg_context_get_settings (self->context);
  g_autoptr (GPtrArray) hidden = g_ptr_array_new ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      const WgBaseMapEntry *entry = g_ptr_array_index (self->entries, i);

      if (!entry->shown)
        g_ptr_array_add (hidden, entry->basemap->name);
    }
  g_ptr_array_add (hidden, NULL);
  if (settings != NULL)
    g_settings_set_strv (settings, "hidden-base-maps", (const char *const *)hidden->pdata);
}

void
wg_base_maps_set_shown (WgBaseMaps *self, guint i, gboolean shown)
{
  WgBaseMapEntry *entry;

  g_return_if_fail (i < self->entries->len);
  entry = g_ptr_array_index (self->entries, i);
  if (entry->shown == shown)
    return;
  entry->shown = shown;
  keep_hidden (self);
  make_stack (self);
}

gint64
wg_base_maps_get_operator (WgBaseMaps *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  return who != NULL ? who->id : -1;
}

/* The store tells of the change itself, see on_store_changed(). */
void
wg_base_maps_on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBaseMaps) self = user_data;
  g_autoptr (GError) error = NULL;

  if (wg_store_change_basemaps_finish (WG_STORE (source), result, &error) > 0)
    wg_base_maps_set_failure (self, NULL);
  else if (!g_cancellable_is_cancelled (self->cancellable))
    wg_base_maps_set_failure (self, error->message);
}

void
wg_base_maps_remove (WgBaseMaps *self, guint i)
{
  const WgBaseMapEntry *entry = wg_base_maps_get (self, i);

  g_return_if_fail (entry != NULL && !entry->beside);
  wg_store_remove_basemap_async (wg_base_maps_get_store (self), wg_base_maps_get_operator (self), entry->basemap->name,
                                 NULL, self->cancellable, wg_base_maps_on_written, g_object_ref (self));
}

void
wg_base_maps_move (WgBaseMaps *self, guint i, int steps)
{
  const WgBaseMapEntry *entry = wg_base_maps_get (self, i);

  g_return_if_fail (entry != NULL && !entry->beside);
  wg_store_move_basemap_async (wg_base_maps_get_store (self), wg_base_maps_get_operator (self), entry->basemap->name,
                               steps, NULL, self->cancellable, wg_base_maps_on_written, g_object_ref (self));
}

/* --- Trouble --- */

char *
wg_base_maps_dup_trouble (WgBaseMaps *self)
{
  if (self->failure != NULL)
    return g_strdup (self->failure);
  for (guint i = self->entries->len; i-- > 0;)
    {
      const WgBaseMapEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->reason != NULL && entry->shown)
        return g_strdup (entry->reason);
    }
  return self->stack != NULL ? wg_base_stack_dup_trouble (self->stack) : NULL;
}

void
wg_base_maps_retry (WgBaseMaps *self)
{
  g_clear_pointer (&self->failure, g_free);
  if (self->stack != NULL)
    wg_base_stack_retry (self->stack);
  wg_base_maps_read_anew (self);
  tell_trouble (self);
}
