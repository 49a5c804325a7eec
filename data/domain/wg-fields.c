/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an event's fields are hashed, so their bytes must not depend on the order in which code happened to set them. */

#include "wg-fields.h"

#include <math.h>
#include <string.h>

struct _WgFields
{
  GPtrArray *keys;   /* static or owned strings, parallel to values */
  GPtrArray *values; /* JSON text */
};

WgFields *
wg_fields_new (void)
{
  WgFields *self = g_new0 (WgFields, 1);

  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
wg_fields_free (WgFields *self)
{
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->values);
  g_free (self);
}

static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = (guchar) *p;

      if (c == '"' || c == '\\')
        g_string_append_printf (out, "\\%c", c);
      else if (c == '\n')
        g_string_append (out, "\\n");
      else if (c < 0x20)
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

/* Keeps the arrays sorted by inserting at the right place; objects have a dozen keys at most. */
static void
set_raw (WgFields *self, const char *key, char *value)
{
  guint i = 0;

  while (i < self->keys->len && strcmp (g_ptr_array_index (self->keys, i), key) < 0)
    i++;
  g_assert (i == self->keys->len || !g_str_equal (g_ptr_array_index (self->keys, i), key));
  g_ptr_array_insert (self->keys, (int) i, g_strdup (key));
  g_ptr_array_insert (self->values, (int) i, value);
}

void
wg_fields_set_text (WgFields *self, const char *key, const char *value)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (value == NULL)
    g_string_append (out, "null");
  else
    append_quoted (out, value);
  set_raw (self, key, g_string_free (g_steal_pointer (&out), FALSE));
}

void
wg_fields_set_int64 (WgFields *self, const char *key, gint64 value)
{
  set_raw (self, key, value == G_MININT64 ? g_strdup ("null") : g_strdup_printf ("%" G_GINT64_FORMAT, value));
}

void
wg_fields_set_double (WgFields *self, const char *key, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  set_raw (self, key, isfinite (value) ? g_strdup (g_ascii_dtostr (digits, sizeof digits, value)) : g_strdup ("null"));
}

void
wg_fields_set_object (WgFields *self, const char *key, WgFields *value)
{
  set_raw (self, key, wg_fields_to_json (value));
  wg_fields_free (value);
}

void
wg_fields_set_texts (WgFields *self, const char *key, const char *const *values)
{
  g_autoptr (GString) out = g_string_new ("[");

  for (; *values != NULL; values++)
    {
      if (out->len > 1)
        g_string_append_c (out, ',');
      append_quoted (out, *values);
    }
  g_string_append_c (out, ']');
  set_raw (self, key, g_string_free (g_steal_pointer (&out), FALSE));
}

guint
wg_fields_get_size (WgFields *self)
{
  return self->keys->len;
}

char *
wg_fields_to_json (WgFields *self)
{
  g_autoptr (GString) out = g_string_new ("{");

  for (guint i = 0; i < self->keys->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_quoted (out, g_ptr_array_index (self->keys, i));
      g_string_append_c (out, ':');
      g_string_append (out, g_ptr_array_index (self->values, i));
    }
  g_string_append_c (out, '}');
  return g_string_free (g_steal_pointer (&out), FALSE);
}
