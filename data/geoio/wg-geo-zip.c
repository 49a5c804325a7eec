/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a zip says where its members want to be written and how large they become, and both may be lies. It is unpacked
 * here, by a reader that is small enough to be read itself, so that no name and no size in it is ever obeyed.
 */

#include "wg-geo-zip.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "wg-error.h"
#include "wg-geo-encoding.h"

#define END_MARK 0x06054b50
#define END64_MARK 0x06064b50
#define LOCATOR64_MARK 0x07064b50
#define MEMBER_MARK 0x02014b50
#define LOCAL_MARK 0x04034b50

/* A whole city fits; a bomb does not. Text compresses to a fiftieth at best, so a ratio far above it is no data. */
#define MAX_TOTAL (G_GUINT64_CONSTANT (4) << 30)
#define MAX_MEMBERS 20000
#define MAX_RATIO 250
#define FREE_SIZE (G_GUINT64_CONSTANT (32) << 20)

typedef struct
{
  GMappedFile *file;
  const guint8 *bytes;
  gsize length;
  guint64 at;
  guint64 n_members;
} Zip;

typedef struct
{
  char *name;
  guint flags;
  guint method;
  guint32 crc;
  guint64 packed;
  guint64 size;
  guint64 offset;
  guint32 attributes;
} Member;

static const char *const wanted[]
    = { ".shp", ".shx", ".dbf", ".prj", ".cpg", ".gpkg", ".geojson", ".geojsonl", ".json", ".topojson", ".csv", ".tsv",
        ".xlsx", ".xls", ".ods", ".kml", ".gml", ".xsd", ".tab", ".dat", ".map", ".id", ".ind", ".mif", ".mid", ".osm", ".pbf", ".dxf",
        ".fgb", NULL };

static guint64
get (const guint8 *bytes, int n_bytes)
{
  guint64 value = 0;

  for (int i = n_bytes - 1; i >= 0; i--)
    value = (value << 8) | bytes[i];
  return value;
}

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error, WG_ERROR, WG_ERROR_UNREADABLE,
                       _ ("The zip file is damaged or is not a zip file. Nothing was imported. Ask for it again."));
  return FALSE;
}

static gboolean
set_too_large (GError **error)
{
  g_set_error_literal (error, WG_ERROR, WG_ERROR_UNREADABLE,
                       _ ("The zip file would grow beyond all measure when unpacked. Nothing was imported. Unpack it "
                          "yourself if you trust it, and import what is in it."));
  return FALSE;
}

gboolean
wg_geo_zip_is_zip (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  return file != NULL && g_mapped_file_get_length (file) > 22
         && memcmp (g_mapped_file_get_contents (file), "PK\3\4", 4) == 0;
}

static void
zip_clear (Zip *zip)
{
  g_clear_pointer (&zip->file, g_mapped_file_unref);
}

static void
use_zip64 (Zip *zip, gsize end)
{
  guint64 at;

  if (end < 20 || get (zip->bytes + end - 20, 4) != LOCATOR64_MARK)
    return;
  at = get (zip->bytes + end - 12, 8);
  if (at > zip->length || zip->length - at < 56 || get (zip->bytes + at, 4) != END64_MARK)
    return;
  zip->n_members = get (zip->bytes + at + 32, 8);
  zip->at = get (zip->bytes + at + 48, 8);
}

static gboolean
zip_open (Zip *zip, const char *path, GError **error)
{
  gsize lowest;

  zip->file = g_mapped_file_new (path, FALSE, NULL);
  if (zip->file == NULL || g_mapped_file_get_length (zip->file) < 22)
    return set_damaged (error);
  zip->bytes = (const guint8 *) g_mapped_file_get_contents (zip->file);
  zip->length = g_mapped_file_get_length (zip->file);
  lowest = zip->length > 22 + 65535 ? zip->length - 22 - 65535 : 0;
  for (gsize at = zip->length - 22;; at--)
    {
      if (get (zip->bytes + at, 4) == END_MARK)
        {
          zip->n_members = get (zip->bytes + at + 10, 2);
          zip->at = get (zip->bytes + at + 16, 4);
          if (zip->at == G_MAXUINT32 || zip->n_members == G_MAXUINT16)
            use_zip64 (zip, at);
          return zip->n_members <= MAX_MEMBERS ? TRUE : set_too_large (error);
        }
      if (at == lowest)
        return set_damaged (error);
    }
}

/* Sizes that do not fit in 32 bits stand in an extra field, in the order of the fields they replace. */
static void
use_member64 (Member *member, const guint8 *extra, gsize length)
{
  while (length >= 4 && get (extra + 2, 2) <= length - 4)
    {
      gsize size = get (extra + 2, 2);
      const guint8 *value = extra + 4;
      const guint8 *end = value + size;
      guint64 *const places[] = { &member->size, &member->packed, &member->offset };

      for (int i = 0; get (extra, 2) == 1 && i < 3; i++)
        {
          if (*places[i] != G_MAXUINT32 || end - value < 8)
            continue;
          *places[i] = get (value, 8);
          value += 8;
        }
      extra = end;
      length -= 4 + size;
    }
}

/* Names without the UTF-8 flag are in the code page of whoever packed them: in practice UTF-8 anyway, or GBK. */
static char *
decode_name (const char *bytes, gsize length)
{
  g_autofree char *raw = g_strndup (bytes, length);
  g_autoptr (WgGeoDecoder) decoder = NULL;
  gboolean cut = FALSE;
  gboolean bad = FALSE;

  if (g_utf8_validate (raw, -1, NULL))
    return g_steal_pointer (&raw);
  decoder = wg_geo_decoder_new ("GB18030");
  return g_strdup (wg_geo_decoder_decode (decoder, raw, &cut, &bad));
}

static void
member_clear (Member *member)
{
  g_clear_pointer (&member->name, g_free);
}

/* Reads the entry at zip->at and moves on to the next. */
static gboolean
next_member (Zip *zip, Member *member, GError **error)
{
  const guint8 *entry;
  gsize name_length;
  gsize extra_length;
  guint64 total;

  if (zip->at > zip->length || zip->length - zip->at < 46 || get (zip->bytes + zip->at, 4) != MEMBER_MARK)
    return set_damaged (error);
  entry = zip->bytes + zip->at;
  name_length = get (entry + 28, 2);
  extra_length = get (entry + 30, 2);
  total = 46 + name_length + extra_length + get (entry + 32, 2);
  if (zip->length - zip->at < total)
    return set_damaged (error);
  *member = (Member){ .flags = (guint) get (entry + 8, 2),
                      .method = (guint) get (entry + 10, 2),
                      .crc = (guint32) get (entry + 16, 4),
                      .packed = get (entry + 20, 4),
                      .size = get (entry + 24, 4),
                      .offset = get (entry + 42, 4),
                      .attributes = (guint32) get (entry + 38, 4) };
  member->name = decode_name ((const char *) entry + 46, name_length);
  use_member64 (member, entry + 46 + name_length, extra_length);
  zip->at += total;
  return TRUE;
}

/* A name that could lead out of the folder, on any system, or that hides something. */
static gboolean
is_dangerous_name (const char *name)
{
  g_auto (GStrv) parts = NULL;

  if (*name == '\0' || *name == '/' || strchr (name, '\\') != NULL || strchr (name, ':') != NULL)
    return TRUE;
  parts = g_strsplit (name, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (g_str_equal (parts[i], "..") || g_str_equal (parts[i], ".") || strlen (parts[i]) > 240)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_wanted (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *base = g_path_get_basename (name);

  if (g_str_has_prefix (name, "__MACOSX/") || *base == '.')
    return FALSE;
  for (int i = 0; wanted[i] != NULL; i++)
    {
      if (g_str_has_suffix (lower, wanted[i]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_too_large (guint64 packed, guint64 size)
{
  return size > MAX_TOTAL || (size > FREE_SIZE && size / MAX_RATIO > packed);
}

static void
fill_crc_table (guint32 *table)
{
  for (guint32 i = 0; i < 256; i++)
    {
      table[i] = i;
      for (int bit = 0; bit < 8; bit++)
        table[i] = (table[i] & 1) != 0 ? 0xEDB88320u ^ (table[i] >> 1) : table[i] >> 1;
    }
}

static guint32
update_crc (guint32 crc, const guint8 *bytes, gsize length)
{
  static guint32 table[256];

  if (table[1] == 0)
    fill_crc_table (table);
  for (gsize i = 0; i < length; i++)
    crc = table[(crc ^ bytes[i]) & 0xFF] ^ (crc >> 8);
  return crc;
}

static GInputStream *
open_member (const Zip *zip, const Member *member)
{
  g_autoptr (GInputStream) packed = NULL;
  g_autoptr (GConverter) inflater = NULL;
  guint64 at;

  if (member->offset > zip->length || zip->length - member->offset < 30
      || get (zip->bytes + member->offset, 4) != LOCAL_MARK)
    return NULL;
  at = member->offset + 30 + get (zip->bytes + member->offset + 26, 2) + get (zip->bytes + member->offset + 28, 2);
  if (at > zip->length || zip->length - at < member->packed)
    return NULL;
  packed = g_memory_input_stream_new_from_data (zip->bytes + at, (gssize) member->packed, NULL);
  if (member->method == 0)
    return g_steal_pointer (&packed);
  inflater = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  return g_converter_input_stream_new (packed, inflater);
}

/* Copies at most what the zip announced; more, less or another checksum is damage. */
static gboolean
copy_member (GInputStream *from, GOutputStream *to, const Member *member, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (1 << 16);
  guint64 copied = 0;
  guint32 crc = 0xFFFFFFFFu;

  for (;;)
    {
      gssize n = g_input_stream_read (from, buffer, 1 << 16, NULL, NULL);

      if (n < 0 || copied + (guint64) n > member->size)
        return set_damaged (error);
      if (n == 0)
        break;
      crc = update_crc (crc, buffer, (gsize) n);
      copied += (guint64) n;
      if (!g_output_stream_write_all (to, buffer, (gsize) n, NULL, NULL, error))
        {
          g_prefix_error_literal (error, _ ("The zip file could not be unpacked: "));
          (*error)->domain = WG_ERROR;
          (*error)->code = WG_ERROR_IO;
          return FALSE;
        }
    }
  if (copied != member->size || (crc ^ 0xFFFFFFFFu) != member->crc)
    return set_damaged (error);
  return TRUE;
}

static gboolean
extract_member (const Zip *zip, const Member *member, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, member->name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) from = open_member (zip, member);
  g_autoptr (GFileOutputStream) to = NULL;

  if (from == NULL)
    return set_damaged (error);
  g_mkdir_with_parents (parent, 0700);
  to = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, NULL);
  if (to == NULL)
    return set_damaged (error);
  return copy_member (from, G_OUTPUT_STREAM (to), member, error)
         && g_output_stream_close (G_OUTPUT_STREAM (to), NULL, NULL);
}


static gboolean
is_acceptable (const Member *member, WgGeoReport *report)
{
  const char *name = member->name;

  if (is_dangerous_name (name))
    wg_geo_report_finding (report, 0, "zip_unsafe_name", "ignored", NULL,
                           _ ("“%s” in the zip file would be written outside its folder; it was left out."), name);
  else if ((member->attributes >> 28) == 0xA)
    wg_geo_report_finding (report, 0, "zip_link", "ignored", NULL,
                           _ ("“%s” in the zip file is a link; it was left out."), name);
  else if (is_wanted (name) && ((member->flags & 1) != 0 || (member->method != 0 && member->method != 8)))
    wg_geo_report_finding (report, 0, "zip_locked", "ignored", NULL,
                           _ ("“%s” in the zip file is locked or packed in an unusual way; it was left out."), name);
  else
    return is_wanted (name);
  return FALSE;
}

gboolean
wg_geo_zip_extract (const char *path, const char *folder, WgGeoReport *report, GError **error)
{
  Zip zip = { 0 };
  guint64 total = 0;
  gboolean good = zip_open (&zip, path, error);

  for (guint64 i = 0; good && i < zip.n_members; i++)
    {
      Member member = { 0 };

      good = next_member (&zip, &member, error);
      total += good ? member.size : 0;
      if (good && is_too_large (zip.length, total))
        good = set_too_large (error);
      if (good && is_acceptable (&member, report))
        good = extract_member (&zip, &member, folder, error);
      member_clear (&member);
    }
  zip_clear (&zip);
  return good;
}

gboolean
wg_geo_zip_check (const char *path, GError **error)
{
  Zip zip = { 0 };
  guint64 total = 0;
  gboolean good = zip_open (&zip, path, error);

  for (guint64 i = 0; good && i < zip.n_members; i++)
    {
      Member member = { 0 };

      good = next_member (&zip, &member, error);
      total += good ? member.size : 0;
      if (good && is_too_large (zip.length, total))
        good = set_too_large (error);
      member_clear (&member);
    }
  zip_clear (&zip);
  return good;
}
