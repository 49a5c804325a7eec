/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an imported street map is painted by threads that know no database; they get its shapes whole and once. */

#include "wg-store-layers.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define WKB_LINE 2
#define WKB_MULTI_LINE 5
#define HEADER 9 /* byte order, type, number of parts or points */

void
wg_base_shape_free (WgBaseShape *shape)
{
  g_free (shape->layer);
  g_free (shape->kind);
  g_free (shape->name);
  g_clear_pointer (&shape->shape, wg_shape_unref);
  g_free (shape->lonlat);
  g_free (shape->ends);
  g_clear_pointer (&shape->owner, g_ref_string_release);
  g_free (shape);
}

/* --- Lines; what the database writes is little-endian and has no Z and no M --- */

typedef struct
{
  const guint8 *data;
  gsize size;
} Reader;

static gboolean
take_header (Reader *reader, guint32 type, guint32 *n)
{
  guint32 words[2];

  if (reader->size < HEADER || reader->data[0] != 1)
    return FALSE;
  memcpy (words, reader->data + 1, sizeof words);
  reader->data += HEADER;
  reader->size -= HEADER;
  *n = GUINT32_FROM_LE (words[1]);
  return GUINT32_FROM_LE (words[0]) == type;
}

static gboolean
take_line (Reader *reader, GArray *points, GArray *ends)
{
  guint32 n;
  guint end;

  if (!take_header (reader, WKB_LINE, &n) || n > reader->size / 16)
    return FALSE;
  for (guint32 i = 0; i < 2 * n; i++)
    {
      union
      {
        guint64 bits;
        double degrees;
      } value;

      memcpy (&value.bits, reader->data + 8 * (gsize)i, sizeof value.bits);
      value.bits = GUINT64_FROM_LE (value.bits);
      g_array_append_val (points, value.degrees);
    }
  reader->data += 16 * (gsize)n;
  reader->size -= 16 * (gsize)n;
  end = points->len / 2;
  g_array_append_val (ends, end);
  return TRUE;
}

static gboolean
take_lines (WgBaseShape *shape, const guint8 *wkb, gsize size)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  Reader reader = { wkb, size };
  guint32 n;

  if (!take_header (&reader, WKB_MULTI_LINE, &n))
    return FALSE;
  for (guint32 i = 0; i < n; i++)
    {
      if (!take_line (&reader, points, ends))
        return FALSE;
    }
  shape->n_lines = ends->len;
  shape->lonlat = (double *)(gpointer)g_array_free (g_steal_pointer (&points), FALSE);
  shape->ends = (guint *)(gpointer)g_array_free (g_steal_pointer (&ends), FALSE);
  return TRUE;
}

/* --- Whose it is --- */

static char *
read_owner (const char *profile)
{
  g_autoptr (JsonNode) root = profile != NULL ? json_from_string (profile, NULL) : NULL;
  const char *owner = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
                          ? json_object_get_string_member_with_default (json_node_get_object (root), "attribution", NULL)
                          : NULL;

  return owner != NULL && *owner != '\0' ? g_ref_string_new_intern (owner) : NULL;
}

/* Returns the owner of each import that has one. */
static GHashTable *
read_owners (WgStoreWork *work, GError **error)
{
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_ref_string_release);
  g_autoptr (GError) failure = NULL;
  WgStatement *row = wg_connection_query (work->connection, &failure, "layer-profiles", "i", wg_connection_get_district (work->connection));

  while (row != NULL && wg_statement_step (row, &failure))
    {
      gint64 id = wg_statement_get_int64 (row, 0);
      char *owner = read_owner (wg_statement_get_text (row, 1));

      if (owner != NULL)
        g_hash_table_insert (owners, g_memdup2 (&id, sizeof id), owner);
    }
  if (failure == NULL)
    return g_steal_pointer (&owners);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* --- Reading --- */

/* A shape that cannot be drawn is a finding of `verify`, not of the map. */
WgBaseShape *
wg_base_shape_take (WgStatement *row)
{
  gsize size = 0;
  const guint8 *wkb = wg_statement_peek_blob (row, 3, &size);
  WgBaseShape *shape = g_new0 (WgBaseShape, 1);

  shape->layer = wg_statement_dup_text (row, 0);
  shape->kind = wg_statement_dup_text (row, 1);
  shape->name = wg_statement_dup_text (row, 2);
  if (wkb == NULL || !take_lines (shape, wkb, size))
    shape->shape = wkb != NULL ? wg_shape_new_from_wkb (wkb, size, NULL) : NULL;
  if (shape->shape != NULL || shape->n_lines > 0)
    return shape;
  wg_base_shape_free (shape);
  return NULL;
}

static WgBaseShape *
take_row (WgStatement *row, GHashTable *owners)
{
  gint64 batch_id = wg_statement_get_int64 (row, 4);
  WgBaseShape *shape = wg_base_shape_take (row);
  char *owner = shape != NULL ? g_hash_table_lookup (owners, &batch_id) : NULL;

  if (owner != NULL)
    shape->owner = g_ref_string_acquire (owner);
  return shape;
}

/* The rows of @query, which is NULL with @failure set when it could not be asked; takes @failure. */
static GPtrArray *
take_rows (WgStatement *query, GHashTable *owners, GError *failure, GError **error)
{
  g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_base_shape_free);

  while (query != NULL && wg_statement_step (query, &failure))
    {
      WgBaseShape *shape = take_row (query, owners);

      if (shape != NULL)
        g_ptr_array_add (shapes, shape);
    }
  if (failure == NULL)
    return g_steal_pointer (&shapes);
  g_propagate_error (error, failure);
  return NULL;
}

static GPtrArray *
read_shapes (WgStoreWork *work, const char *statement, gint64 at_ms, GError **error)
{
  g_autoptr (GHashTable) owners = read_owners (work, error);
  GError *failure = NULL;
  WgStatement *query;

  if (owners == NULL)
    return NULL;
  query = wg_connection_query (work->connection, &failure, statement, "ii", wg_connection_get_district (work->connection),
                               at_ms != G_MININT64 ? at_ms : G_MAXINT64);
  return take_rows (query, owners, failure, error);
}

GPtrArray *
wg_store_work_read_base_near (WgStoreWork *work, const WgBox *box, GError **error)
{
  g_autoptr (GHashTable) owners = read_owners (work, error);
  GError *failure = NULL;
  WgStatement *query;

  if (owners == NULL)
    return NULL;
  query = wg_connection_query (work->connection, &failure, "base-near", "iidddd", wg_connection_get_district (work->connection), G_MAXINT64,
                               box->min_lon, box->min_lat, box->max_lon, box->max_lat);
  return take_rows (query, owners, failure, error);
}

static gpointer
read_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return read_shapes (work, "base-shapes", *(gint64 *)request, error);
}

static gpointer
read_lines_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return read_shapes (work, "base-lines", G_MININT64, error);
}

void
wg_store_load_base_shapes_async (WgStore *self,
                                 gint64 at_ms,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  wg_store_read_async (self, read_work, g_memdup2 (&at_ms, sizeof at_ms), g_free, (GDestroyNotify)g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
wg_store_load_base_shapes_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

void
wg_store_load_base_lines_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, read_lines_work, NULL, NULL, (GDestroyNotify)g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
wg_store_load_base_lines_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
