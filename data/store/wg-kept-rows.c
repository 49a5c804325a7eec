/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an import reads its rows in the order of the file and moves them grid by grid. Fetching each of a million rows by its
 * number costs more than keeping them all, a few dozen bytes each.
 */

#include "wg-kept-rows.h"

#include <math.h>
#include <string.h>

#define MAX_COLUMNS 24
/* The length of a text or of bytes that are not there. */
#define NO_LENGTH G_MAXUINT32

typedef struct
{
  const guint8 *bytes;
  guint32 length; /* of a text without its end */
} Value;

struct _WgKeptRows
{
  WgStatement parent_instance;

  char *columns;
  GByteArray *bytes;
  Value values[MAX_COLUMNS]; /* of the row at hand */
};

G_DEFINE_FINAL_TYPE (WgKeptRows, wg_kept_rows, WG_TYPE_STATEMENT)

static void
add_bytes (WgKeptRows *self, const void *bytes, gsize size)
{
  guint32 length = bytes != NULL ? (guint32) size : NO_LENGTH;

  g_byte_array_append (self->bytes, (const guint8 *) &length, sizeof length);
  if (bytes != NULL)
    g_byte_array_append (self->bytes, bytes, (guint) size);
}

static void
add_value (WgKeptRows *self, WgStatement *row, int column)
{
  gint64 number;
  double real;
  const char *text;
  const void *blob;
  gsize size = 0;

  switch (self->columns[column])
    {
    case 'i':
      number = wg_statement_get_int64 (row, column);
      g_byte_array_append (self->bytes, (const guint8 *) &number, sizeof number);
      break;
    case 'd':
      real = wg_statement_get_double (row, column);
      g_byte_array_append (self->bytes, (const guint8 *) &real, sizeof real);
      break;
    case 's':
      text = wg_statement_get_text (row, column);
      add_bytes (self, text, text != NULL ? strlen (text) + 1 : 0);
      break;
    default:
      blob = wg_statement_peek_blob (row, column, &size);
      add_bytes (self, blob, size);
      break;
    }
}

gsize
wg_kept_rows_add (WgKeptRows *self, WgStatement *row)
{
  gsize place = self->bytes->len;

  for (int i = 0; self->columns[i] != '\0'; i++)
    add_value (self, row, i);
  return place;
}

void
wg_kept_rows_go_to (WgKeptRows *self, gsize place)
{
  const guint8 *at = self->bytes->data + place;

  for (int i = 0; self->columns[i] != '\0'; i++)
    {
      Value *value = &self->values[i];

      if (self->columns[i] == 'i' || self->columns[i] == 'd')
        *value = (Value){ at, 8 };
      else
        {
          memcpy (&value->length, at, sizeof value->length);
          at += sizeof value->length;
          value->bytes = value->length != NO_LENGTH ? at : NULL;
        }
      at += value->bytes != NULL ? value->length : 0;
    }
}

gsize
wg_kept_rows_get_size (WgKeptRows *self)
{
  return self->bytes->len;
}

void
wg_kept_rows_clear (WgKeptRows *self)
{
  g_byte_array_set_size (self->bytes, 0);
}

/* The side of a statement that gives values; nothing else of it is ever called. */

static gint64
wg_kept_rows_get_int64 (WgStatement *statement, int column)
{
  gint64 value;

  memcpy (&value, WG_KEPT_ROWS (statement)->values[column].bytes, sizeof value);
  return value;
}

static double
wg_kept_rows_get_double (WgStatement *statement, int column)
{
  double value;

  memcpy (&value, WG_KEPT_ROWS (statement)->values[column].bytes, sizeof value);
  return value;
}

static const char *
wg_kept_rows_get_text (WgStatement *statement, int column)
{
  return (const char *) WG_KEPT_ROWS (statement)->values[column].bytes;
}

static const void *
wg_kept_rows_get_blob (WgStatement *statement, int column, gsize *size)
{
  const Value *value = &WG_KEPT_ROWS (statement)->values[column];

  *size = value->bytes != NULL ? value->length : 0;
  return value->bytes;
}

static gboolean
wg_kept_rows_is_null (WgStatement *statement, int column)
{
  WgKeptRows *self = WG_KEPT_ROWS (statement);

  if (self->columns[column] == 'i')
    return wg_kept_rows_get_int64 (statement, column) == WG_NULL_ID;
  if (self->columns[column] == 'd')
    return isnan (wg_kept_rows_get_double (statement, column));
  return self->values[column].bytes == NULL;
}

static void
wg_kept_rows_finalize (GObject *object)
{
  WgKeptRows *self = WG_KEPT_ROWS (object);

  g_free (self->columns);
  g_byte_array_unref (self->bytes);
  G_OBJECT_CLASS (wg_kept_rows_parent_class)->finalize (object);
}

static void
wg_kept_rows_class_init (WgKeptRowsClass *klass)
{
  WgStatementClass *statement_class = WG_STATEMENT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wg_kept_rows_finalize;
  statement_class->is_null = wg_kept_rows_is_null;
  statement_class->get_int64 = wg_kept_rows_get_int64;
  statement_class->get_double = wg_kept_rows_get_double;
  statement_class->get_text = wg_kept_rows_get_text;
  statement_class->get_blob = wg_kept_rows_get_blob;
}

static void
wg_kept_rows_init (WgKeptRows *self)
{
  self->bytes = g_byte_array_new ();
}

WgKeptRows *
wg_kept_rows_new (const char *columns)
{
  WgKeptRows *self;

  g_return_val_if_fail (strlen (columns) <= MAX_COLUMNS, NULL);

  self = g_object_new (WG_TYPE_KEPT_ROWS, NULL);
  self->columns = g_strdup (columns);
  return self;
}
