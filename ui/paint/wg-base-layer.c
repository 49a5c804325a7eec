/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever paints the map only wants the picture of a tile. Where it comes from, in which coordinates it was drawn
 * and whether it is there at all is settled here.
 */

#include "wg-base-layer.h"

#include "wg-base-vector.h"
#include "wg-basemap-token.h"
#include "wg-byte-cache.h"
#include "wg-mbtiles.h"
#include "wg-tile-decoder.h"
#include "wg-tile-folder.h"
#include "wg-tile-server.h"
#include "wg-tile-warp.h"

#include <string.h>

#define CACHE_BYTES (8 * 1024 * 1024) /* what is painted over it is kept as well */
#define MAX_PARENTS 6  /* looked at when a tile is missing */
#define MAX_OVERZOOM 6 /* closer, a map would only be a smear */
#define PAINTED_SCALE 2 /* device pixels of a painted tile, for any screen */
#define DARK_BIT (G_GUINT64_CONSTANT (1) << 62)

struct _WgBaseLayer
{
  GObject parent_instance;
  WgBasemap *basemap;
  WgBaseKind kind;
  guint min_zoom;
  guint max_zoom;
  WgMbtiles *file; /* one of these */
  WgTileFolder *folder;
  WgTileServer *server;
  WgBasemapPainter *painters[2]; /* light, dark */
  guint n_areas;                 /* of what was imported */

  GMutex lock;           /* guards everything below */
  WgByteCache *pictures; /* cairo_surface_t by key and darkness, in the map's own coordinates */
  char *trouble;         /* of a file */
};

enum
{
  ARRIVED,
  TROUBLE_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgBaseLayer, wg_base_layer, G_TYPE_OBJECT)

static void
wg_base_layer_finalize (GObject *object)
{
  WgBaseLayer *self = WG_BASE_LAYER (object);

  g_clear_object (&self->file);
  g_clear_object (&self->folder);
  g_clear_object (&self->server);
  g_clear_object (&self->painters[0]);
  g_clear_object (&self->painters[1]);
  g_clear_pointer (&self->basemap, wg_basemap_free);
  wg_byte_cache_free (self->pictures);
  g_mutex_clear (&self->lock);
  g_free (self->trouble);
  G_OBJECT_CLASS (wg_base_layer_parent_class)->finalize (object);
}

static void
wg_base_layer_class_init (WgBaseLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_base_layer_finalize;

  signals[ARRIVED] = g_signal_new ("arrived", WG_TYPE_BASE_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_UINT64);
  signals[TROUBLE_CHANGED]
      = g_signal_new ("trouble-changed", WG_TYPE_BASE_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_base_layer_init (WgBaseLayer *self)
{
  g_mutex_init (&self->lock);
  self->pictures = wg_byte_cache_new (CACHE_BYTES, (GDestroyNotify)cairo_surface_destroy);
}

/* --- News of a server --- */

static void
on_arrived (WgTileServer *server, guint zoom, guint x, guint y, WgBaseLayer *self)
{
  WgTileId id = { (guint8)zoom, x, y };
  g_autoptr (GArray) touched = NULL;

  if (self->basemap->datum == WG_DATUM_NONE)
    {
      g_signal_emit (self, signals[ARRIVED], 0, wg_tile_id_to_key (id));
      return;
    }
  touched = wg_tile_warp_list_touched (self->basemap->datum, id);
  for (guint i = 0; i < touched->len; i++)
    g_signal_emit (self, signals[ARRIVED], 0, wg_tile_id_to_key (g_array_index (touched, WgTileId, i)));
}

static void
on_server_trouble (WgBaseLayer *self)
{
  g_signal_emit (self, signals[TROUBLE_CHANGED], 0);
}

/* --- Opening --- */

static gboolean
open_file (WgBaseLayer *self, const char *path, GError **error)
{
  const char *owner;

  self->file = wg_mbtiles_open (path, error);
  if (self->file == NULL)
    return FALSE;
  owner = wg_mbtiles_get_attribution (self->file);
  if (owner != NULL && strstr (owner, "Wangge") != NULL)
    self->kind = WG_BASE_OWN;
  else if (g_str_equal (wg_mbtiles_get_format (self->file), "jpg"))
    self->kind = WG_BASE_IMAGERY;
  self->min_zoom = wg_mbtiles_get_min_zoom (self->file);
  self->max_zoom = wg_mbtiles_get_max_zoom (self->file);
  return TRUE;
}

static gboolean
open_folder (WgBaseLayer *self, const char *path, GError **error)
{
  self->folder = wg_tile_folder_open (path, error);
  if (self->folder == NULL)
    return FALSE;
  if (wg_tile_folder_is_photographs (self->folder))
    self->kind = WG_BASE_IMAGERY;
  self->min_zoom = wg_tile_folder_get_min_zoom (self->folder);
  self->max_zoom = wg_tile_folder_get_max_zoom (self->folder);
  return TRUE;
}

static gboolean
open_server (WgBaseLayer *self, GError **error)
{
  const char *address = self->basemap->location;
  g_autoptr (WgTileTemplate) template = wg_tile_template_new (address, error);
  g_autofree char *token = NULL;

  if (template == NULL)
    return FALSE;
  if (wg_tile_template_needs_token (template))
    token = wg_basemap_token_load (wg_tile_template_get_host (template));
  self->server = wg_tile_server_new (address, token, NULL, error);
  if (self->server == NULL)
    return FALSE;
  if (strstr (address, ".jpg") != NULL || strstr (address, ".jpeg") != NULL || strstr (address, "/img_") != NULL)
    self->kind = WG_BASE_IMAGERY;
  self->min_zoom = self->basemap->min_zoom;
  self->max_zoom = self->basemap->max_zoom;
  g_signal_connect_object (self->server, "arrived", G_CALLBACK (on_arrived), self, 0);
  g_signal_connect_object (self->server, "trouble-changed", G_CALLBACK (on_server_trouble), self, G_CONNECT_SWAPPED);
  return TRUE;
}

WgBaseLayer *
wg_base_layer_open (const WgBasemap *basemap, const char *folder, GError **error)
{
  g_autoptr (WgBaseLayer) self = g_object_new (WG_TYPE_BASE_LAYER, NULL);
  g_autofree char *path = wg_basemap_is_network (basemap) ? NULL : wg_basemap_dup_path (basemap, folder);
  gboolean opened;

  self->basemap = wg_basemap_copy (basemap);
  self->kind = WG_BASE_MAP;
  if (basemap->kind == WG_BASEMAP_MBTILES)
    opened = open_file (self, path, error);
  else if (basemap->kind == WG_BASEMAP_FOLDER)
    opened = open_folder (self, path, error);
  else
    opened = open_server (self, error);
  if (!opened)
    return NULL;
  if (basemap->has_zooms)
    {
      self->min_zoom = basemap->min_zoom;
      self->max_zoom = basemap->max_zoom;
    }
  return g_steal_pointer (&self);
}

char *
wg_base_layer_list_owners (const GPtrArray *shapes)
{
  g_autoptr (GPtrArray) owners = g_ptr_array_new ();

  for (guint i = 0; i < shapes->len; i++)
    {
      char *owner = ((const WgBaseShape *) g_ptr_array_index (shapes, i))->owner;

      if (owner != NULL && !g_ptr_array_find_with_equal_func (owners, owner, g_str_equal, NULL))
        g_ptr_array_add (owners, owner);
    }
  if (owners->len == 0)
    return NULL;
  g_ptr_array_add (owners, NULL);
  return g_strjoinv (WG_BASE_LAYER_OWNERS, (char **) owners->pdata);
}

WgBaseLayer *
wg_base_layer_new_imported (const char *name, GPtrArray *shapes)
{
  WgBaseLayer *self = g_object_new (WG_TYPE_BASE_LAYER, NULL);

  self->basemap = wg_basemap_new_imported (name);
  self->basemap->attribution = wg_base_layer_list_owners (shapes);
  self->kind = WG_BASE_OWN;
  self->max_zoom = WG_BASEMAP_MAX_ZOOM;
  for (guint i = 0; i < shapes->len; i++)
    self->n_areas += g_str_equal (((const WgBaseShape *) g_ptr_array_index (shapes, i))->layer, "areas");
  self->painters[0] = wg_base_vector_new_painter (shapes, WG_THEME_LIGHT);
  self->painters[1] = wg_base_vector_new_painter (shapes, WG_THEME_DARK);
  return self;
}

gboolean
wg_base_layer_is_imported (WgBaseLayer *self)
{
  return self->painters[0] != NULL;
}

guint
wg_base_layer_get_n_areas (WgBaseLayer *self)
{
  return self->n_areas;
}

const WgBasemap *
wg_base_layer_get_basemap (WgBaseLayer *self)
{
  return self->basemap;
}

const char *
wg_base_layer_get_attribution (WgBaseLayer *self)
{
  if (self->basemap->attribution != NULL)
    return self->basemap->attribution;
  if (self->file != NULL)
    return wg_mbtiles_get_attribution (self->file);
  return self->server != NULL ? wg_tile_server_get_host (self->server) : NULL;
}

WgBaseKind
wg_base_layer_get_kind (WgBaseLayer *self)
{
  return self->kind;
}

guint
wg_base_layer_get_min_zoom (WgBaseLayer *self)
{
  return self->min_zoom;
}

guint
wg_base_layer_get_max_zoom (WgBaseLayer *self)
{
  return self->max_zoom;
}

/* --- Trouble --- */

static gboolean
tell_trouble (gpointer self)
{
  g_signal_emit (self, signals[TROUBLE_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* From any thread: told once, until somebody retries. */
static void
report (WgBaseLayer *self, const GError *error)
{
  gboolean told;

  g_mutex_lock (&self->lock);
  told = self->trouble != NULL;
  if (!told)
    self->trouble = g_strdup (error->message);
  g_mutex_unlock (&self->lock);
  if (!told)
    g_idle_add_full (G_PRIORITY_DEFAULT, tell_trouble, g_object_ref (self), g_object_unref);
}

char *
wg_base_layer_dup_trouble (WgBaseLayer *self)
{
  char *trouble;

  if (self->server != NULL && (trouble = wg_tile_server_dup_trouble (self->server)) != NULL)
    return trouble;
  g_mutex_lock (&self->lock);
  trouble = g_strdup (self->trouble);
  g_mutex_unlock (&self->lock);
  return trouble;
}

void
wg_base_layer_retry (WgBaseLayer *self)
{
  gboolean changed;

  g_mutex_lock (&self->lock);
  changed = self->trouble != NULL;
  g_clear_pointer (&self->trouble, g_free);
  wg_byte_cache_clear (self->pictures);
  g_mutex_unlock (&self->lock);
  if (self->server != NULL)
    wg_tile_server_retry (self->server);
  if (changed)
    g_signal_emit (self, signals[TROUBLE_CHANGED], 0);
}

/* --- Pictures, in the map's own coordinates --- */

typedef struct
{
  WgBaseLayer *self;
  gboolean dark;
  guint wait_ms;
  gboolean final;
} Request;

/* Parents are looked at only where they are known: a server is not asked for what nobody sees. */
static GBytes *
load_bytes (Request *request, WgTileId id, gboolean first, GError **error)
{
  WgBaseLayer *self = request->self;
  GBytes *bytes = NULL;

  if (self->file != NULL)
    wg_mbtiles_load_tile (self->file, id.zoom, id.x, id.y, &bytes, error);
  else if (self->folder != NULL)
    wg_tile_folder_load_tile (self->folder, id.zoom, id.x, id.y, &bytes, error);
  else if (!first)
    bytes = wg_tile_server_peek_tile (self->server, id.zoom, id.x, id.y);
  else if (!wg_tile_server_load_tile (self->server, id.zoom, id.x, id.y, request->wait_ms, &bytes))
    request->final = FALSE;
  return bytes;
}

static GBytes *
find_bytes (Request *request, WgTileId id, guint *levels, GError **error)
{
  guint max_zoom = request->self->max_zoom, first = id.zoom > max_zoom ? id.zoom - max_zoom : 0;
  GBytes *bytes = NULL;
  GError *local = NULL;

  for (guint up = first; bytes == NULL && local == NULL && up <= MIN (first + MAX_PARENTS, id.zoom); up++)
    {
      *levels = up;
      bytes = load_bytes (request, wg_tile_id_get_parent (id, up), up == first, &local);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return bytes;
}

static cairo_surface_t *
paint (Request *request, WgTileId id)
{
  cairo_surface_t *picture = wg_basemap_painter_paint_tile (request->self->painters[request->dark], id.zoom, id.x, id.y,
                                                            PAINTED_SCALE);

  /* Whoever lays it down counts pixels, as those of a file. */
  cairo_surface_set_device_scale (picture, 1.0, 1.0);
  return picture;
}

cairo_surface_t *
wg_base_layer_load_areas (WgBaseLayer *self, WgTileId id, gboolean dark)
{
  cairo_surface_t *picture;

  if (self->n_areas == 0)
    return NULL;
  picture = wg_basemap_painter_paint_others (self->painters[dark], id.zoom, id.x, id.y, PAINTED_SCALE);
  cairo_surface_set_device_scale (picture, 1.0, 1.0);
  return picture;
}

static cairo_surface_t *
decode (Request *request, WgTileId id)
{
  WgBaseLayer *self = request->self;
  g_autoptr (GError) error = NULL;
  guint levels = 0;
  g_autoptr (GBytes) bytes = find_bytes (request, id, &levels, &error);
  cairo_surface_t *picture = bytes != NULL ? wg_tile_decoder_decode (bytes, &error) : NULL;

  if (error != NULL)
    report (self, error);
  if (picture == NULL)
    return NULL;
  if (request->dark && self->kind != WG_BASE_IMAGERY)
    wg_tile_decoder_darken (picture);
  if (levels > 0)
    {
      cairo_surface_t *whole = picture;

      picture = wg_tile_decoder_cut (whole, levels, id.x, id.y);
      cairo_surface_destroy (whole);
    }
  return picture;
}

static cairo_surface_t *
look_up (WgBaseLayer *self, guint64 key)
{
  cairo_surface_t *picture;

  g_mutex_lock (&self->lock);
  picture = wg_byte_cache_lookup (self->pictures, key);
  if (picture != NULL)
    cairo_surface_reference (picture);
  g_mutex_unlock (&self->lock);
  return picture;
}

static void
remember (WgBaseLayer *self, guint64 key, cairo_surface_t *picture)
{
  gsize size = (gsize)cairo_image_surface_get_stride (picture) * (gsize)cairo_image_surface_get_height (picture);

  g_mutex_lock (&self->lock);
  wg_byte_cache_insert (self->pictures, key, cairo_surface_reference (picture), size);
  g_mutex_unlock (&self->lock);
}

static cairo_surface_t *
load_own (WgTileId id, gpointer user_data)
{
  Request *request = user_data;
  guint64 key = wg_tile_id_to_key (id) | (request->dark ? DARK_BIT : 0);
  gboolean before = request->final;
  cairo_surface_t *picture = look_up (request->self, key);

  if (picture != NULL)
    return picture;
  request->final = TRUE;
  picture = request->self->painters[0] != NULL ? paint (request, id) : decode (request, id);
  if (picture != NULL && request->final)
    remember (request->self, key, picture);
  request->final = request->final && before;
  return picture;
}

cairo_surface_t *
wg_base_layer_load (WgBaseLayer *self, WgTileId id, gboolean dark, guint wait_ms, gboolean *final)
{
  Request request = { self, dark, wait_ms, TRUE };
  cairo_surface_t *picture = NULL;

  if (id.zoom >= self->min_zoom && id.zoom <= self->max_zoom + MAX_OVERZOOM)
    picture = self->basemap->datum == WG_DATUM_NONE ? load_own (id, &request)
                                                    : wg_tile_warp (self->basemap->datum, id, load_own, &request);
  *final = request.final;
  return picture;
}
