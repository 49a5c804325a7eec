/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a fixture that another library wrote is as correct as that library. These are written from the published layout
 * of the format, mistakes included, and need nothing but GLib.
 */

#include "wg-test-shapefile.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  char name[11];
  char type;
  guint8 width;
} Field;

struct _WgTestShapefile
{
  int type;
  GArray *fields;
  GByteArray *shapes;
  GByteArray *index;
  GByteArray *rows;
  guint32 n_rows;
  double box[4];
};

static void
append_big (GByteArray *bytes, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &big, 4);
}

static void
append_little (GByteArray *bytes, guint32 value, guint n_bytes)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (bytes, (const guint8 *) &little, n_bytes);
}

static void
append_double (GByteArray *bytes, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (bytes, (const guint8 *) &bits, sizeof bits);
}

static void
append_zeros (GByteArray *bytes, guint n)
{
  guint at = bytes->len;

  g_byte_array_set_size (bytes, at + n);
  memset (bytes->data + at, 0, n);
}

WgTestShapefile *
wg_test_shapefile_new (int type)
{
  WgTestShapefile *shapefile = g_new0 (WgTestShapefile, 1);

  shapefile->type = type;
  shapefile->fields = g_array_new (FALSE, FALSE, sizeof (Field));
  shapefile->shapes = g_byte_array_new ();
  shapefile->index = g_byte_array_new ();
  shapefile->rows = g_byte_array_new ();
  return shapefile;
}

void
wg_test_shapefile_free (WgTestShapefile *shapefile)
{
  if (shapefile == NULL)
    return;
  g_array_unref (shapefile->fields);
  g_byte_array_unref (shapefile->shapes);
  g_byte_array_unref (shapefile->index);
  g_byte_array_unref (shapefile->rows);
  g_free (shapefile);
}

void
wg_test_shapefile_add_field (WgTestShapefile *shapefile, const char *name, char type, guint8 width)
{
  Field field = { .type = type, .width = width };

  memcpy (field.name, name, MIN (strlen (name), 10));
  g_array_append_val (shapefile->fields, field);
}

static void
add_row (WgTestShapefile *shapefile, const char *const *values)
{
  g_byte_array_append (shapefile->rows, (const guint8 *) " ", 1);
  for (guint i = 0; i < shapefile->fields->len; i++)
    {
      guint8 width = g_array_index (shapefile->fields, Field, i).width;
      gsize length = values[i] != NULL ? MIN (strlen (values[i]), width) : 0;
      guint at = shapefile->rows->len;

      g_byte_array_set_size (shapefile->rows, at + width);
      memset (shapefile->rows->data + at, ' ', width);
      if (length > 0)
        memcpy (shapefile->rows->data + at, values[i], length);
    }
}

static void
append_content (const WgTestShapefile *shapefile, GByteArray *content, const double *xy, gsize n_points)
{
  double box[4] = { xy[0], xy[1], xy[0], xy[1] };

  append_little (content, (guint32) shapefile->type, 4);
  if (shapefile->type != WG_TEST_POINT)
    {
      for (gsize i = 0; i < n_points; i++)
        {
          box[0] = MIN (box[0], xy[2 * i]);
          box[1] = MIN (box[1], xy[2 * i + 1]);
          box[2] = MAX (box[2], xy[2 * i]);
          box[3] = MAX (box[3], xy[2 * i + 1]);
        }
      for (int i = 0; i < 4; i++)
        append_double (content, box[i]);
      append_little (content, 1, 4);
      append_little (content, (guint32) n_points, 4);
      append_little (content, 0, 4);
    }
  for (gsize i = 0; i < 2 * n_points; i++)
    append_double (content, xy[i]);
}

void
wg_test_shapefile_add (WgTestShapefile *shapefile, const double *xy, gsize n_points, const char *const *values)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();

  if (xy != NULL)
    append_content (shapefile, content, xy, n_points);
  else
    append_little (content, 0, 4);
  append_big (shapefile->index, (100 + shapefile->shapes->len) / 2);
  append_big (shapefile->index, content->len / 2);
  append_big (shapefile->shapes, ++shapefile->n_rows);
  append_big (shapefile->shapes, content->len / 2);
  g_byte_array_append (shapefile->shapes, content->data, content->len);
  add_row (shapefile, values);
}

void
wg_test_shapefile_add_square (WgTestShapefile *shapefile, double x, double y, double size, const char *const *values)
{
  const double xy[] = { x, y, x, y + size, x + size, y + size, x + size, y, x, y };

  wg_test_shapefile_add (shapefile, xy, 5, values);
}

static void
write_bytes (const char *stem, const char *extension, const guint8 *bytes, gsize length)
{
  g_autofree char *path = g_strconcat (stem, extension, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, (const char *) bytes, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
write_shapes (const WgTestShapefile *shapefile, const char *stem, const char *extension, const GByteArray *body)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  append_big (bytes, 9994);
  append_zeros (bytes, 20);
  append_big (bytes, (100 + body->len) / 2);
  append_little (bytes, 1000, 4);
  append_little (bytes, (guint32) shapefile->type, 4);
  append_zeros (bytes, 64);
  g_byte_array_append (bytes, body->data, body->len);
  write_bytes (stem, extension, bytes->data, bytes->len);
}

static void
write_table (const WgTestShapefile *shapefile, const char *stem, guint8 language)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const guint8 begin[] = { 3, 124, 1, 1 };
  guint width = 1;

  for (guint i = 0; i < shapefile->fields->len; i++)
    width += g_array_index (shapefile->fields, Field, i).width;
  g_byte_array_append (bytes, begin, sizeof begin);
  append_little (bytes, shapefile->n_rows, 4);
  append_little (bytes, 32 + 32 * shapefile->fields->len + 1, 2);
  append_little (bytes, width, 2);
  append_zeros (bytes, 17);
  append_little (bytes, language, 1);
  append_zeros (bytes, 2);
  for (guint i = 0; i < shapefile->fields->len; i++)
    {
      const Field *field = &g_array_index (shapefile->fields, Field, i);

      g_byte_array_append (bytes, (const guint8 *) field->name, 11);
      g_byte_array_append (bytes, (const guint8 *) &field->type, 1);
      append_zeros (bytes, 4);
      append_little (bytes, field->width, 1);
      append_zeros (bytes, 15);
    }
  append_little (bytes, 0x0D, 1);
  g_byte_array_append (bytes, shapefile->rows->data, shapefile->rows->len);
  append_little (bytes, 0x1A, 1);
  write_bytes (stem, ".dbf", bytes->data, bytes->len);
}

void
wg_test_shapefile_write (const WgTestShapefile *shapefile, const char *stem, guint8 language, const char *prj,
                         const char *cpg)
{
  write_shapes (shapefile, stem, ".shp", shapefile->shapes);
  write_shapes (shapefile, stem, ".shx", shapefile->index);
  write_table (shapefile, stem, language);
  if (prj != NULL)
    write_bytes (stem, ".prj", (const guint8 *) prj, strlen (prj));
  if (cpg != NULL)
    write_bytes (stem, ".cpg", (const guint8 *) cpg, strlen (cpg));
}

static guint32
get_crc (const guint8 *bytes, gsize length)
{
  guint32 crc = 0xFFFFFFFFu;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= bytes[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc & 1) != 0 ? 0xEDB88320u ^ (crc >> 1) : crc >> 1;
    }
  return crc ^ 0xFFFFFFFFu;
}

static GBytes *
deflate (const char *text, gsize length)
{
  g_autoptr (GConverter) deflater = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, -1));
  g_autoptr (GInputStream) from = g_memory_input_stream_new_from_data (text, (gssize) length, NULL);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (from, deflater);
  g_autoptr (GOutputStream) to = g_memory_output_stream_new_resizable ();

  g_output_stream_splice (to, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (to));
}

/* What the local and the central record of a member have in common. */
static void
append_member (GByteArray *bytes, guint32 crc, gsize packed, gsize size, gsize name_length)
{
  append_little (bytes, 20, 2);
  append_little (bytes, 0, 2);
  append_little (bytes, 8, 2);
  append_zeros (bytes, 4);
  append_little (bytes, crc, 4);
  append_little (bytes, (guint32) packed, 4);
  append_little (bytes, (guint32) size, 4);
  append_little (bytes, (guint32) name_length, 2);
  append_little (bytes, 0, 2);
}

static void
add_member (GByteArray *zip, GByteArray *directory, const char *path, const char *name)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  gsize n_packed;
  const guint8 *bytes;
  guint32 at = zip->len;
  guint32 crc;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  packed = deflate (text, length);
  bytes = g_bytes_get_data (packed, &n_packed);
  crc = get_crc ((const guint8 *) text, length);
  append_little (zip, 0x04034b50, 4);
  append_member (zip, crc, n_packed, length, strlen (name));
  g_byte_array_append (zip, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (zip, bytes, (guint) n_packed);
  append_little (directory, 0x02014b50, 4);
  append_little (directory, 20, 2);
  append_member (directory, crc, n_packed, length, strlen (name));
  append_zeros (directory, 10);
  append_little (directory, at, 4);
  g_byte_array_append (directory, (const guint8 *) name, (guint) strlen (name));
}

void
wg_test_zip_write (const char *path, const char *folder, const char *const *files, const char *const *names)
{
  g_autoptr (GByteArray) zip = g_byte_array_new ();
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  guint32 n = 0;
  guint32 at;

  for (; files[n] != NULL; n++)
    {
      g_autofree char *file = g_build_filename (folder, files[n], NULL);

      add_member (zip, directory, file, names[n]);
    }
  at = zip->len;
  g_byte_array_append (zip, directory->data, directory->len);
  append_little (zip, 0x06054b50, 4);
  append_zeros (zip, 4);
  append_little (zip, n, 2);
  append_little (zip, n, 2);
  append_little (zip, directory->len, 4);
  append_little (zip, at, 4);
  append_zeros (zip, 2);
  write_bytes (path, "", zip->data, zip->len);
}
