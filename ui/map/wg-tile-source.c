/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the city layer paints the base map into its own tiles, so a base map is only a thread-safe question: the picture
 * of this tile, please. Files answer at once; a server answers later, and must never make a painting thread wait.
 */

#include "wg-tile-source.h"

#include "wg-byte-cache.h"
#include "wg-error.h"
#include "wg-mbtiles.h"
#include "wg-tile-decoder.h"

#include <glib/gi18n-lib.h>
#include <shumate/shumate.h>

#define CACHE_BYTES (48 * 1024 * 1024)
#define MAX_DOWNLOADS 6
#define MAX_WAITING 256 /* tiles that a server was not asked for yet; the oldest wishes are forgotten */
#define MAX_SERVER_ZOOM 18
#define DARK_BIT (G_GUINT64_CONSTANT (1) << 62)

struct _WgTileSource
{
  GObject parent_instance;
  char *location;
  char *name;
  WgBaseKind kind;
  WgMbtiles *file;           /* or */
  ShumateDataSource *server; /* main thread only */
  GCancellable *cancellable;
  char *trouble; /* main thread only */

  GMutex lock;           /* guards everything below */
  WgByteCache *pictures; /* cairo_surface_t by key and darkness */
  GHashTable *answers;   /* tile key -> GBytes of the server, NULL when it has none */
  GQueue wishes;         /* guint64 *, the newest first */
  guint n_downloads;
  gboolean asking; /* an idle handler will look at the wishes */
  gboolean failing;
};

enum
{
  ARRIVED,
  TROUBLE_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgTileSource, wg_tile_source, G_TYPE_OBJECT)

static void ask_server (WgTileSource *self);

static void
wg_tile_source_dispose (GObject *object)
{
  WgTileSource *self = WG_TILE_SOURCE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->server);
  G_OBJECT_CLASS (wg_tile_source_parent_class)->dispose (object);
}

static void
wg_tile_source_finalize (GObject *object)
{
  WgTileSource *self = WG_TILE_SOURCE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->file);
  g_queue_clear_full (&self->wishes, g_free);
  g_hash_table_unref (self->answers);
  wg_byte_cache_free (self->pictures);
  g_mutex_clear (&self->lock);
  g_free (self->location);
  g_free (self->name);
  g_free (self->trouble);
  G_OBJECT_CLASS (wg_tile_source_parent_class)->finalize (object);
}

static void
wg_tile_source_class_init (WgTileSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_tile_source_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_tile_source_finalize;

  signals[ARRIVED] = g_signal_new ("arrived", WG_TYPE_TILE_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_UINT64);
  signals[TROUBLE_CHANGED]
      = g_signal_new ("trouble-changed", WG_TYPE_TILE_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
free_answer (gpointer bytes)
{
  if (bytes != NULL)
    g_bytes_unref (bytes);
}

static void
wg_tile_source_init (WgTileSource *self)
{
  g_mutex_init (&self->lock);
  g_queue_init (&self->wishes);
  self->cancellable = g_cancellable_new ();
  self->pictures = wg_byte_cache_new (CACHE_BYTES, (GDestroyNotify)cairo_surface_destroy);
  self->answers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_answer);
}

/* --- Making --- */

static gboolean
open_server (WgTileSource *self, GError **error)
{
  g_autoptr (GUri) uri = NULL;

  if (strstr (self->location, "{z}") == NULL || strstr (self->location, "{x}") == NULL
      || (strstr (self->location, "{y}") == NULL && strstr (self->location, "{tmsy}") == NULL))
    {
      g_set_error_literal (
          error, WG_ERROR, WG_ERROR_USAGE,
          _ ("The address of a tile server has {z}, {x} and {y} in it, for example https://host/{z}/{x}/{y}.png. "
             "The base map was left as it is."));
      return FALSE;
    }
  uri = g_uri_parse (self->location, G_URI_FLAGS_PARSE_RELAXED, error);
  if (uri == NULL)
    {
      g_prefix_error (error, "%s ", _ ("The address of the tile server cannot be read."));
      (*error)->domain = WG_ERROR;
      (*error)->code = WG_ERROR_USAGE;
      return FALSE;
    }
  self->server = SHUMATE_DATA_SOURCE (shumate_tile_downloader_new (self->location));
  self->name = g_strdup (g_uri_get_host (uri));
  self->kind = WG_BASE_MAP;
  return TRUE;
}

static gboolean
open_file (WgTileSource *self, GError **error)
{
  self->file = wg_mbtiles_open (self->location, error);
  if (self->file == NULL)
    return FALSE;
  self->name = g_strdup (wg_mbtiles_get_name (self->file));
  if (self->name == NULL || self->name[0] == '\0')
    {
      g_free (self->name);
      self->name = g_filename_display_basename (self->location);
    }
  if (g_strcmp0 (wg_mbtiles_get_attribution (self->file), "Wangge") == 0)
    self->kind = WG_BASE_OWN;
  else
    self->kind = strcmp (wg_mbtiles_get_format (self->file), "jpg") == 0 ? WG_BASE_IMAGERY : WG_BASE_MAP;
  return TRUE;
}

WgTileSource *
wg_tile_source_new (const char *location, GError **error)
{
  g_autoptr (WgTileSource) self = g_object_new (WG_TYPE_TILE_SOURCE, NULL);
  g_autofree char *scheme = g_uri_parse_scheme (location);
  gboolean network = g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0;

  self->location = g_strdup (location);
  if (!(network ? open_server (self, error) : open_file (self, error)))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
wg_tile_source_get_location (WgTileSource *self)
{
  return self->location;
}

const char *
wg_tile_source_get_name (WgTileSource *self)
{
  return self->name;
}

const char *
wg_tile_source_get_attribution (WgTileSource *self)
{
  return self->file != NULL ? wg_mbtiles_get_attribution (self->file) : self->name;
}

WgBaseKind
wg_tile_source_get_kind (WgTileSource *self)
{
  return self->kind;
}

gboolean
wg_tile_source_is_network (WgTileSource *self)
{
  return self->file == NULL;
}

const char *
wg_tile_source_get_trouble (WgTileSource *self)
{
  return self->trouble;
}

/* --- Trouble --- */

static void
set_trouble (WgTileSource *self, const char *trouble)
{
  if (g_strcmp0 (self->trouble, trouble) == 0)
    return;
  g_free (self->trouble);
  self->trouble = g_strdup (trouble);
  g_signal_emit (self, signals[TROUBLE_CHANGED], 0);
}

typedef struct
{
  WgTileSource *self;
  char *text;
} Trouble;

static gboolean
tell_trouble (gpointer user_data)
{
  Trouble *trouble = user_data;

  set_trouble (trouble->self, trouble->text);
  return G_SOURCE_REMOVE;
}

static void
free_trouble (gpointer user_data)
{
  Trouble *trouble = user_data;

  g_object_unref (trouble->self);
  g_free (trouble->text);
  g_free (trouble);
}

/* From any thread: a picture could not be read. Told once until somebody retries. */
static void
report (WgTileSource *self, const GError *error)
{
  Trouble *trouble;
  gboolean told;

  g_mutex_lock (&self->lock);
  told = self->failing;
  self->failing = TRUE;
  g_mutex_unlock (&self->lock);
  if (told)
    return;
  trouble = g_new0 (Trouble, 1);
  trouble->self = g_object_ref (self);
  trouble->text = g_strdup (error->message);
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_trouble, trouble, free_trouble);
}

void
wg_tile_source_retry (WgTileSource *self)
{
  GHashTableIter iter;
  gpointer bytes;

  g_mutex_lock (&self->lock);
  self->failing = FALSE;
  g_hash_table_iter_init (&iter, self->answers);
  while (g_hash_table_iter_next (&iter, NULL, &bytes))
    {
      if (bytes == NULL)
        g_hash_table_iter_remove (&iter);
    }
  g_mutex_unlock (&self->lock);
  set_trouble (self, NULL);
}

/* --- The server --- */

typedef struct
{
  WgTileSource *self;
  guint64 key;
} Download;

static char *
describe_server_error (WgTileSource *self, const GError *error)
{
  return g_strdup_printf (_ ("The base map of %s does not answer (%s). Grids, cases and dispatch go on."), self->name,
                          error->message);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Download *download = user_data;
  WgTileSource *self = download->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = shumate_data_source_get_tile_data_finish (SHUMATE_DATA_SOURCE (source), result, &error);

  g_mutex_lock (&self->lock);
  self->n_downloads--;
  g_hash_table_insert (self->answers, g_memdup2 (&download->key, sizeof download->key),
                       bytes != NULL ? g_bytes_ref (bytes) : NULL);
  g_mutex_unlock (&self->lock);
  if (bytes != NULL)
    {
      set_trouble (self, NULL);
      g_signal_emit (self, signals[ARRIVED], 0, download->key);
    }
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *text = describe_server_error (self, error);

      set_trouble (self, text);
    }
  ask_server (self);
  g_object_unref (self);
  g_free (download);
}

/* Main thread: as many questions at once as a server takes kindly. */
static void
ask_server (WgTileSource *self)
{
  while (self->server != NULL)
    {
      g_autofree guint64 *key = NULL;
      Download *download;
      WgTileId id;

      g_mutex_lock (&self->lock);
      if (self->n_downloads < MAX_DOWNLOADS)
        key = g_queue_pop_head (&self->wishes);
      self->n_downloads += key != NULL;
      g_mutex_unlock (&self->lock);
      if (key == NULL)
        return;
      id = wg_tile_id_from_key (*key);
      download = g_new0 (Download, 1);
      download->self = g_object_ref (self);
      download->key = *key;
      shumate_data_source_get_tile_data_async (self->server, (int)id.x, (int)id.y, id.zoom, self->cancellable,
                                               on_answer, download);
    }
}

static gboolean
ask_in_idle (gpointer user_data)
{
  WgTileSource *self = user_data;

  g_mutex_lock (&self->lock);
  self->asking = FALSE;
  g_mutex_unlock (&self->lock);
  ask_server (self);
  return G_SOURCE_REMOVE;
}

/* With the lock held. */
static void
wish (WgTileSource *self, guint64 key)
{
  g_hash_table_insert (self->answers, g_memdup2 (&key, sizeof key), NULL);
  g_queue_push_head (&self->wishes, g_memdup2 (&key, sizeof key));
  if (self->wishes.length > MAX_WAITING)
    {
      g_autofree guint64 *oldest = g_queue_pop_tail (&self->wishes);

      g_hash_table_remove (self->answers, oldest);
    }
  if (self->asking)
    return;
  self->asking = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT, ask_in_idle, g_object_ref (self), g_object_unref);
}

/* Returns what the server has answered for the tile or, meanwhile, for a coarser one. */
static GBytes *
find_answer (WgTileSource *self, WgTileId id, guint *levels)
{
  guint first = id.zoom > MAX_SERVER_ZOOM ? id.zoom - MAX_SERVER_ZOOM : 0;
  GBytes *bytes = NULL;

  g_mutex_lock (&self->lock);
  for (guint up = first; bytes == NULL && up <= MIN (id.zoom, first + 5); up++)
    {
      guint64 key = wg_tile_id_to_key (wg_tile_id_get_parent (id, up));
      gpointer answer = NULL;

      if (!g_hash_table_lookup_extended (self->answers, &key, NULL, &answer) && up == first)
        wish (self, key);
      if (answer != NULL)
        bytes = g_bytes_ref (answer);
      *levels = up;
    }
  g_mutex_unlock (&self->lock);
  return bytes;
}

/* --- Pictures --- */

static GBytes *
find_bytes (WgTileSource *self, WgTileId id, guint *levels, GError **error)
{
  GBytes *bytes = NULL;

  *levels = 0;
  if (self->file == NULL)
    return find_answer (self, id, levels);
  wg_mbtiles_load_tile_or_parent (self->file, id.zoom, id.x, id.y, levels, &bytes, error);
  return bytes;
}

static cairo_surface_t *
decode (WgTileSource *self, WgTileId id, gboolean dark, gboolean *final)
{
  g_autoptr (GError) error = NULL;
  guint levels = 0;
  g_autoptr (GBytes) bytes = find_bytes (self, id, &levels, &error);
  cairo_surface_t *picture = bytes != NULL ? wg_tile_decoder_decode (bytes, &error) : NULL;

  if (error != NULL)
    report (self, error);
  if (picture == NULL)
    return NULL;
  if (dark && self->kind != WG_BASE_IMAGERY)
    wg_tile_decoder_darken (picture);
  if (levels > 0)
    {
      cairo_surface_t *whole = picture;

      picture = wg_tile_decoder_cut (whole, levels, id.x, id.y);
      cairo_surface_destroy (whole);
    }
  *final = self->file != NULL || id.zoom - levels == MIN (id.zoom, MAX_SERVER_ZOOM);
  return picture;
}

cairo_surface_t *
wg_tile_source_load (WgTileSource *self, WgTileId id, gboolean dark)
{
  guint64 key = wg_tile_id_to_key (id) | (dark ? DARK_BIT : 0);
  cairo_surface_t *picture;
  gboolean final = FALSE;

  g_mutex_lock (&self->lock);
  picture = wg_byte_cache_lookup (self->pictures, key);
  if (picture != NULL)
    cairo_surface_reference (picture);
  g_mutex_unlock (&self->lock);
  if (picture != NULL)
    return picture;

  picture = decode (self, id, dark, &final);
  if (picture == NULL || !final)
    return picture;
  g_mutex_lock (&self->lock);
  wg_byte_cache_insert (self->pictures, key, cairo_surface_reference (picture),
                        (gsize)cairo_image_surface_get_stride (picture)
                            * (gsize)cairo_image_surface_get_height (picture));
  g_mutex_unlock (&self->lock);
  return picture;
}
