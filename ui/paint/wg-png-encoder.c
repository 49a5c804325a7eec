/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a base map is thousands of tiles, and most of the time that writing one takes goes into squeezing four bytes a
 * pixel. Maps have few colours.
 *
 * Sources: ISO/IEC 15948 (PNG), section 5 (chunks) and annex D (CRC).
 */

#include "wg-png-encoder.h"

#include <gio/gio.h>
#include <string.h>

#define N_COLOURS 256

typedef struct
{
  guint32 rgb;
  guint count;
  guint8 index;
} Colour;

static guint32
crc_of (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= data[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    }
  return ~crc;
}

static void
append_u32 (GByteArray *out, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (out, (const guint8 *) &big, 4);
}

static void
append_chunk (GByteArray *out, const char *type, const guint8 *data, gsize size)
{
  guint start;

  append_u32 (out, (guint32) size);
  start = out->len;
  g_byte_array_append (out, (const guint8 *) type, 4);
  if (size > 0)
    g_byte_array_append (out, data, (guint) size);
  append_u32 (out, crc_of (out->data + start, out->len - start));
}

static const guint32 *
row_of (cairo_surface_t *surface, int y)
{
  return (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface)
                                            + (gsize) y * cairo_image_surface_get_stride (surface));
}

static int
compare_colours (gconstpointer a, gconstpointer b)
{
  const Colour *ca = *(Colour *const *) a, *cb = *(Colour *const *) b;

  if (ca->count != cb->count)
    return ca->count > cb->count ? -1 : 1;
  return ca->rgb < cb->rgb ? -1 : ca->rgb > cb->rgb;
}

static GHashTable *
count_colours (cairo_surface_t *surface, int width, int height)
{
  GHashTable *table = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Colour *last = NULL;

  for (int y = 0; y < height; y++)
    {
      const guint32 *row = row_of (surface, y);

      for (int x = 0; x < width; x++)
        {
          guint32 rgb = row[x] & 0xffffff;

          if (last == NULL || last->rgb != rgb)
            last = g_hash_table_lookup (table, GUINT_TO_POINTER (rgb));
          if (last == NULL)
            {
              last = g_new0 (Colour, 1);
              last->rgb = rgb;
              g_hash_table_insert (table, GUINT_TO_POINTER (rgb), last);
            }
          last->count++;
        }
    }
  return table;
}

static int
difference (guint32 a, guint32 b)
{
  int r = (int) (a >> 16) - (int) (b >> 16), g = (int) (a >> 8 & 0xff) - (int) (b >> 8 & 0xff);
  int blue = (int) (a & 0xff) - (int) (b & 0xff);

  return 2 * r * r + 4 * g * g + blue * blue;
}

/* Gives every colour its index and returns the palette, frequent ones first. */
static GPtrArray *
choose_palette (GHashTable *table)
{
  GPtrArray *colours = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (colours, value);
  g_ptr_array_sort (colours, compare_colours);
  for (guint i = 0; i < colours->len; i++)
    {
      Colour *colour = colours->pdata[i];
      guint best = MIN (i, N_COLOURS - 1);

      for (guint k = 0; i >= N_COLOURS && k < N_COLOURS; k++)
        {
          if (difference (((Colour *) colours->pdata[k])->rgb, colour->rgb)
              < difference (((Colour *) colours->pdata[best])->rgb, colour->rgb))
            best = k;
        }
      colour->index = (guint8) best;
    }
  return colours;
}

/* The rows, each after a byte that says "not filtered". */
static GByteArray *
index_pixels (cairo_surface_t *surface, GHashTable *table, int width, int height)
{
  GByteArray *out = g_byte_array_sized_new ((guint) ((width + 1) * height));
  const Colour *last = NULL;

  g_byte_array_set_size (out, (guint) ((width + 1) * height));
  for (int y = 0; y < height; y++)
    {
      const guint32 *row = row_of (surface, y);
      guint8 *to = out->data + (gsize) y * (width + 1);

      *to++ = 0;
      for (int x = 0; x < width; x++)
        {
          guint32 rgb = row[x] & 0xffffff;

          if (last == NULL || last->rgb != rgb)
            last = g_hash_table_lookup (table, GUINT_TO_POINTER (rgb));
          to[x] = last->index;
        }
    }
  return out;
}

static GByteArray *
squeeze (const GByteArray *in)
{
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6);
  GByteArray *out = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;
  gsize done = 0;

  while (result != G_CONVERTER_FINISHED)
    {
      guint8 buffer[16384];
      gsize n_read = 0, n_written = 0;

      result = g_converter_convert (G_CONVERTER (zlib), in->data + done, in->len - done, buffer, sizeof buffer,
                                    G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
      if (result == G_CONVERTER_ERROR)
        g_error ("zlib cannot squeeze a tile from memory to memory");
      g_byte_array_append (out, buffer, (guint) n_written);
      done += n_read;
    }
  return out;
}

static void
append_header (GByteArray *out, int width, int height, const GPtrArray *colours)
{
  guint32 size[2] = { GUINT32_TO_BE ((guint32) width), GUINT32_TO_BE ((guint32) height) };
  guint8 header[13] = { 0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0 }; /* 8 bits, indexed */
  guint8 palette[3 * N_COLOURS];
  guint n = MIN (colours->len, N_COLOURS);

  memcpy (header, size, 8);
  for (guint i = 0; i < n; i++)
    {
      guint32 rgb = ((const Colour *) colours->pdata[i])->rgb;

      palette[3 * i] = (guint8) (rgb >> 16);
      palette[3 * i + 1] = (guint8) (rgb >> 8);
      palette[3 * i + 2] = (guint8) rgb;
    }
  g_byte_array_append (out, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  append_chunk (out, "IHDR", header, sizeof header);
  append_chunk (out, "PLTE", palette, 3 * n);
}

GBytes *
wg_png_encode_indexed (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  g_autoptr (GHashTable) table = NULL;
  g_autoptr (GPtrArray) colours = NULL;
  g_autoptr (GByteArray) pixels = NULL;
  g_autoptr (GByteArray) squeezed = NULL;
  GByteArray *out = g_byte_array_new ();

  cairo_surface_flush (surface);
  table = count_colours (surface, width, height);
  colours = choose_palette (table);
  pixels = index_pixels (surface, table, width, height);
  squeezed = squeeze (pixels);
  append_header (out, width, height, colours);
  append_chunk (out, "IDAT", squeezed->data, squeezed->len);
  append_chunk (out, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (out);
}
