/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: to judge an encoding one needs the bytes before any library has turned them into text, and all of them: the one
 * name that is not what the others are may be in the last record.
 */

#include "wg-geo-dbf.h"

#include <string.h>

#define HEADER 32
#define DESCRIPTOR 32

typedef struct
{
  gsize offset;
  gsize width;
} Column;

static guint
get_16 (const guint8 *bytes)
{
  return (guint) bytes[0] | ((guint) bytes[1] << 8);
}

static guint32
get_32 (const guint8 *bytes)
{
  return (guint32) bytes[0] | ((guint32) bytes[1] << 8) | ((guint32) bytes[2] << 16) | ((guint32) bytes[3] << 24);
}

/* The columns that hold text; their names go into the sample as well. */
static GArray *
read_columns (const guint8 *bytes, gsize header_length, gsize record_length, WgGeoSample *sample)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Column));
  gsize offset = 1;

  for (gsize at = HEADER; at + DESCRIPTOR <= header_length && bytes[at] != 0x0D; at += DESCRIPTOR)
    {
      gsize name_length = strnlen ((const char *) bytes + at, 11);
      gsize width = bytes[at + 16];

      /* Clipper keeps long texts with the high byte of the width where numbers keep their decimals. */
      if (bytes[at + 11] == 'C' && bytes[at + 17] != 0)
        width += (gsize) bytes[at + 17] * 256;
      if (offset + width > record_length)
        break;
      wg_geo_sample_add (sample, (const char *) bytes + at, name_length, name_length >= 10);
      if (bytes[at + 11] == 'C')
        {
          Column column = { offset, width };

          g_array_append_val (columns, column);
        }
      offset += width;
    }
  return columns;
}

/* Most of a table is blanks behind its texts. */
static gsize
leave_blanks_out (const char *text, gsize length)
{
  static const char blanks[8] = { ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ' };

  while (length >= sizeof blanks && memcmp (text + length - sizeof blanks, blanks, sizeof blanks) == 0)
    length -= sizeof blanks;
  while (length > 0 && text[length - 1] == ' ')
    length--;
  return length;
}

static void
sample_record (const guint8 *record, const GArray *columns, WgGeoSample *sample)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);
      const char *text = (const char *) record + column->offset;
      gsize length = leave_blanks_out (text, strnlen (text, column->width));
      gboolean full = length + 4 > column->width;

      wg_geo_sample_add (sample, text, length, full);
    }
}

gboolean
wg_geo_dbf_scan (const char *path, WgGeoSample *sample, WgGeoDbf *dbf)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  const guint8 *bytes = file != NULL ? (const guint8 *) g_mapped_file_get_contents (file) : NULL;
  gsize length = file != NULL ? g_mapped_file_get_length (file) : 0;
  g_autoptr (GArray) columns = NULL;
  gsize header_length;
  gsize record_length;

  *dbf = (WgGeoDbf){ 0 };
  if (bytes == NULL || length < HEADER)
    return FALSE;
  header_length = get_16 (bytes + 8);
  record_length = get_16 (bytes + 10);
  if (header_length < HEADER || header_length > length || record_length == 0)
    return FALSE;
  dbf->language = bytes[29];
  dbf->n_announced = get_32 (bytes + 4);
  dbf->n_records = MIN (dbf->n_announced, (gint64) ((length - header_length) / record_length));
  columns = read_columns (bytes, header_length, record_length, sample);
  for (gint64 i = 0; i < dbf->n_records; i++)
    {
      const guint8 *record = bytes + header_length + (gsize) i * record_length;

      if (*record == '*')
        dbf->n_deleted++;
      else
        sample_record (record, columns, sample);
    }
  return TRUE;
}
