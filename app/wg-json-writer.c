/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: scripts read every verb as JSON, and the longest list has a hundred thousand lines; a writer that appends to a
 * buffer keeps that list as fast as the database, and keeps the promise "one value, one line" in one place.
 */

#include "wg-json-writer.h"

#include "wg-time.h"

#include <math.h>

#define MAX_DEPTH 60

struct _WgJsonWriter
{
  GString *buffer;
  guint depth;
  guint64 has_member; /* bit n: the container of depth n has a member already */
  gboolean after_key;
};

WgJsonWriter *
wg_json_writer_new (void)
{
  WgJsonWriter *self = g_new0 (WgJsonWriter, 1);

  self->buffer = g_string_sized_new (4096);
  return self;
}

void
wg_json_writer_free (WgJsonWriter *self)
{
  g_string_free (self->buffer, TRUE);
  g_free (self);
}

static void
begin_value (WgJsonWriter *self)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << self->depth;

  if (self->after_key)
    {
      self->after_key = FALSE;
      return;
    }
  if (self->depth > 0 && (self->has_member & bit) != 0)
    g_string_append_c (self->buffer, ',');
  self->has_member |= bit;
}

static void
open_container (WgJsonWriter *self, char bracket)
{
  begin_value (self);
  g_return_if_fail (self->depth < MAX_DEPTH);
  g_string_append_c (self->buffer, bracket);
  self->depth++;
  self->has_member &= ~(G_GUINT64_CONSTANT (1) << self->depth);
}

static void
close_container (WgJsonWriter *self, char bracket)
{
  g_return_if_fail (self->depth > 0 && !self->after_key);
  self->depth--;
  g_string_append_c (self->buffer, bracket);
}

void
wg_json_writer_begin_object (WgJsonWriter *self)
{
  open_container (self, '{');
}

void
wg_json_writer_end_object (WgJsonWriter *self)
{
  close_container (self, '}');
}

void
wg_json_writer_begin_array (WgJsonWriter *self)
{
  open_container (self, '[');
}

void
wg_json_writer_end_array (WgJsonWriter *self)
{
  close_container (self, ']');
}

static void
append_quoted (GString *out, const char *text)
{
  const char *run = text;

  g_string_append_c (out, '"');
  for (const char *p = text;; p++)
    {
      guchar c = (guchar) *p;

      if (c != '\0' && c != '"' && c != '\\' && c >= 0x20 && c != 0x7f)
        continue;
      g_string_append_len (out, run, p - run);
      run = p + 1;
      if (c == '\0')
        break;
      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (c == '\n')
        g_string_append (out, "\\n");
      else
        g_string_append_printf (out, "\\u%04x", c);
    }
  g_string_append_c (out, '"');
}

void
wg_json_writer_key (WgJsonWriter *self, const char *key)
{
  g_return_if_fail (self->depth > 0 && !self->after_key);
  begin_value (self);
  append_quoted (self->buffer, key);
  g_string_append_c (self->buffer, ':');
  self->after_key = TRUE;
}

void
wg_json_writer_add_raw (WgJsonWriter *self, const char *json)
{
  begin_value (self);
  g_string_append (self->buffer, json != NULL ? json : "null");
}

void
wg_json_writer_add_text (WgJsonWriter *self, const char *text)
{
  if (text == NULL)
    {
      wg_json_writer_add_raw (self, NULL);
      return;
    }
  begin_value (self);
  if (g_utf8_validate (text, -1, NULL))
    {
      append_quoted (self->buffer, text);
    }
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);

      append_quoted (self->buffer, valid);
    }
}

void
wg_json_writer_add_int (WgJsonWriter *self, gint64 value)
{
  if (value == G_MININT64)
    {
      wg_json_writer_add_raw (self, NULL);
      return;
    }
  begin_value (self);
  g_string_append_printf (self->buffer, "%" G_GINT64_FORMAT, value);
}

void
wg_json_writer_add_double (WgJsonWriter *self, double value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  gsize i = 0;

  if (!isfinite (value))
    {
      wg_json_writer_add_raw (self, NULL);
      return;
    }
  do
    g_ascii_formatd (digits, sizeof digits, formats[i], value);
  while (g_ascii_strtod (digits, NULL) != value && ++i < G_N_ELEMENTS (formats));
  wg_json_writer_add_raw (self, digits);
}

void
wg_json_writer_add_bool (WgJsonWriter *self, gboolean value)
{
  wg_json_writer_add_raw (self, value ? "true" : "false");
}

void
wg_json_writer_add_time (WgJsonWriter *self, gint64 ms)
{
  g_autofree char *text = ms == G_MININT64 || ms == G_MAXINT64 ? NULL : wg_time_format_utc (ms);

  wg_json_writer_add_text (self, text);
}

void
wg_json_writer_add_texts (WgJsonWriter *self, const char *const *texts)
{
  wg_json_writer_begin_array (self);
  for (; texts != NULL && *texts != NULL; texts++)
    wg_json_writer_add_text (self, *texts);
  wg_json_writer_end_array (self);
}

void
wg_json_writer_end_line (WgJsonWriter *self)
{
  g_return_if_fail (self->depth == 0 && !self->after_key);
  g_string_append_c (self->buffer, '\n');
}

void
wg_json_writer_text (WgJsonWriter *self, const char *key, const char *text)
{
  wg_json_writer_key (self, key);
  wg_json_writer_add_text (self, text);
}

void
wg_json_writer_int (WgJsonWriter *self, const char *key, gint64 value)
{
  wg_json_writer_key (self, key);
  wg_json_writer_add_int (self, value);
}

void
wg_json_writer_double (WgJsonWriter *self, const char *key, double value)
{
  wg_json_writer_key (self, key);
  wg_json_writer_add_double (self, value);
}

void
wg_json_writer_bool (WgJsonWriter *self, const char *key, gboolean value)
{
  wg_json_writer_key (self, key);
  wg_json_writer_add_bool (self, value);
}

void
wg_json_writer_time (WgJsonWriter *self, const char *key, gint64 ms)
{
  wg_json_writer_key (self, key);
  wg_json_writer_add_time (self, ms);
}

GString *
wg_json_writer_get_buffer (WgJsonWriter *self)
{
  return self->buffer;
}
