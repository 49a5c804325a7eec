/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a case must look the same on the map, in the queue and in the detail. The painter draws the picture once; this
 * hands it to GTK as a texture and keeps both, by theme, size and scale.
 */

#include "wg-case-texture.h"

#define BOOKS_KEY "wg-case-texture-books"

typedef struct
{
  WgTheme theme;
  int size; /* tenths of a logical pixel */
  int scale;
} BookKey;

static guint
book_key_hash (gconstpointer data)
{
  const BookKey *key = data;

  return (guint) key->theme + (guint) key->size * 8 + (guint) key->scale * 65536;
}

static gboolean
book_key_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (BookKey)) == 0;
}

static WgCaseSprites *
find_book (WgContext *context, const BookKey *key)
{
  GHashTable *books = g_object_get_data (G_OBJECT (context), BOOKS_KEY);
  WgCaseSprites *book;

  if (books == NULL)
    {
      books = g_hash_table_new_full (book_key_hash, book_key_equal, g_free, g_object_unref);
      g_object_set_data_full (G_OBJECT (context), BOOKS_KEY, books, (GDestroyNotify) g_hash_table_unref);
    }
  book = g_hash_table_lookup (books, key);
  if (book == NULL)
    {
      book = wg_case_sprites_new (key->theme, key->scale, key->size / 10.0);
      g_hash_table_insert (books, g_memdup2 (key, sizeof *key), book);
    }
  return book;
}

static GdkTexture *
make_texture (cairo_surface_t *surface)
{
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize) height);
  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height, GDK_MEMORY_DEFAULT, bytes, stride);
}

WgCaseLook
wg_case_texture_look_of (const WgCaseRecord *record, gint64 now_ms)
{
  double used = wg_case_record_get_used_share (record, now_ms);
  WgCaseLook look = { .state = record->state };

  look.ring = used > 0 ? (guint8) CLAMP ((int) (used * 8), 0, 8) : 0;
  if (record->route == WG_ROUTE_EMERGENCY && wg_case_state_is_open (record->state))
    look.flags |= WG_CASE_FLAG_EMERGENCY;
  if (wg_case_record_is_suspended (record))
    look.flags |= WG_CASE_FLAG_SUSPENDED;
  if (wg_case_record_is_overdue (record, now_ms))
    look.flags |= WG_CASE_FLAG_OVERDUE;
  if (record->grid_id == WG_NO_ID)
    look.flags |= WG_CASE_FLAG_OUTSIDE;
  return look;
}

GdkTexture *
wg_case_texture_get (WgContext *context, const WgCaseLook *look, double size, int scale)
{
  static const cairo_user_data_key_t texture_key;
  BookKey key;
  WgCaseSprites *book;
  cairo_surface_t *surface;
  GdkTexture *texture;

  memset (&key, 0, sizeof key);
  key.theme = wg_context_get_dark (context) ? WG_THEME_DARK : WG_THEME_LIGHT;
  key.size = (int) (size * 10);
  key.scale = scale;
  book = find_book (context, &key);
  surface = wg_case_sprites_get (book, look);
  texture = cairo_surface_get_user_data (surface, &texture_key);
  if (texture == NULL)
    {
      texture = make_texture (surface);
      cairo_surface_set_user_data (surface, &texture_key, texture, g_object_unref);
    }
  g_object_ref (texture);
  cairo_surface_destroy (surface);
  return texture;
}
