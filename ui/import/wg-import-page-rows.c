/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whether an encoding is right is not a matter of confidence figures: five rows of the file itself show it. */

#include "wg-import-page-private.h"

#include <glib/gi18n-lib.h>

#define LONGEST_CELL 22

static JsonArray *
get_array (JsonObject *source, const char *name)
{
  JsonNode *node = source != NULL ? json_object_get_member (source, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static const char *
get_text (JsonArray *array, guint i)
{
  JsonNode *node = i < json_array_get_length (array) ? json_array_get_element (array, i) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static void
add_cell (GtkGrid *grid, int column, int row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (text != NULL && g_utf8_strlen (text, -1) > LONGEST_CELL)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), LONGEST_CELL);
      gtk_label_set_max_width_chars (GTK_LABEL (label), LONGEST_CELL);
      gtk_widget_set_tooltip_text (label, text);
    }
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

/* Which of our columns a field goes to, for its heading. */
static const char *
find_column (JsonObject *source, const char *field)
{
  JsonNode *node = json_object_get_member (source, "mapping");
  JsonObjectIter iter;
  const char *ours;
  JsonNode *theirs;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &ours, &theirs))
    if (JSON_NODE_HOLDS_VALUE (theirs) && g_strcmp0 (json_node_get_string (theirs), field) == 0)
      return wg_import_column_get_label (ours);
  return NULL;
}

static void
clear (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

void
wg_import_rows_fill (GtkGrid *grid, JsonObject *source)
{
  JsonArray *fields = get_array (source, "fields"), *rows = get_array (source, "rows");

  clear (grid);
  for (guint f = 0; fields != NULL && f < json_array_get_length (fields); f++)
    {
      const char *field = get_text (fields, f);
      const char *ours = find_column (source, field);

      add_cell (grid, (int) f, 0, field, "heading");
      add_cell (grid, (int) f, 1, ours != NULL ? ours : "–", ours != NULL ? "accent" : "dim-label");
    }
  for (guint r = 0; rows != NULL && fields != NULL && r < json_array_get_length (rows); r++)
    {
      JsonNode *node = json_array_get_element (rows, r);
      JsonArray *row = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      for (guint f = 0; row != NULL && f < json_array_get_length (fields); f++)
        add_cell (grid, (int) f, (int) r + 2, get_text (row, f), "numeric");
    }
}

char *
wg_import_rows_get_sample (JsonObject *source, const char *field)
{
  JsonArray *fields = get_array (source, "fields"), *rows = get_array (source, "rows");

  for (guint f = 0; field != NULL && fields != NULL && rows != NULL && f < json_array_get_length (fields); f++)
    {
      if (g_strcmp0 (get_text (fields, f), field) != 0)
        continue;
      for (guint r = 0; r < json_array_get_length (rows); r++)
        {
          JsonNode *node = json_array_get_element (rows, r);
          const char *text = JSON_NODE_HOLDS_ARRAY (node) ? get_text (json_node_get_array (node), f) : NULL;

          if (text != NULL && *text != '\0')
            return g_strdup (text);
        }
    }
  return NULL;
}
