/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what a verb prints without --json is read by a person in a terminal, in two scripts of different width; columns
 * that do not line up are not read at all.
 */

#include "wg-text-table.h"

#include <string.h>

#define GAP 2

struct _WgTextTable
{
  GPtrArray *cells; /* row after row, the titles first */
  guint n_columns;
  gboolean *right;
};

guint
wg_text_get_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

static char *
clean (const char *text)
{
  char *copy = text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("");

  for (char *p = copy; *p != '\0'; p++)
    {
      if ((guchar) *p < 0x20 || *p == 0x7f)
        *p = ' ';
    }
  return copy;
}

WgTextTable *
wg_text_table_new (const char *alignment, const char *const *titles)
{
  WgTextTable *self = g_new0 (WgTextTable, 1);

  self->n_columns = (guint) strlen (alignment);
  self->right = g_new0 (gboolean, self->n_columns);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->n_columns; i++)
    {
      self->right[i] = alignment[i] == 'r';
      g_ptr_array_add (self->cells, clean (titles[i]));
    }
  return self;
}

void
wg_text_table_free (WgTextTable *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self->right);
  g_free (self);
}

void
wg_text_table_add (WgTextTable *self, const char *text)
{
  g_ptr_array_add (self->cells, clean (text));
}

void
wg_text_table_add_int (WgTextTable *self, gint64 value)
{
  if (value == G_MININT64)
    wg_text_table_add (self, NULL);
  else
    g_ptr_array_add (self->cells, g_strdup_printf ("%" G_GINT64_FORMAT, value));
}

guint
wg_text_table_get_n_rows (WgTextTable *self)
{
  return self->cells->len / self->n_columns - 1;
}

static void
append_blanks (GString *out, guint n)
{
  for (; n > 0; n--)
    g_string_append_c (out, ' ');
}

static void
print_cell (GString *out, const char *cell, guint width, gboolean right, gboolean last)
{
  guint missing = width - wg_text_get_width (cell);

  if (right)
    append_blanks (out, missing);
  g_string_append (out, cell);
  if (!last)
    append_blanks (out, (right ? 0 : missing) + GAP);
}

static void
end_row (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

void
wg_text_table_print (WgTextTable *self, GString *out)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns);

  if (wg_text_table_get_n_rows (self) == 0)
    return;
  for (guint i = 0; i < self->cells->len; i++)
    {
      guint width = wg_text_get_width (g_ptr_array_index (self->cells, i));

      widths[i % self->n_columns] = MAX (widths[i % self->n_columns], width);
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      guint column = i % self->n_columns;
      gboolean last = column == self->n_columns - 1;

      print_cell (out, g_ptr_array_index (self->cells, i), widths[column], self->right[column], last);
      if (last)
        end_row (out);
    }
}
