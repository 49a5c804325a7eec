/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a line for a boundary is given on the command line, and a finding is printed, as text that every GIS reads.
 */

#include "wg-wkt.h"

#include <glib/gi18n-lib.h>

#include "wg-error.h"
#include "wg-shape-builder.h"

typedef struct
{
  const char *at;
  double scale;
} Reader;

static void
skip_space (Reader *reader)
{
  while (g_ascii_isspace (*reader->at))
    reader->at++;
}

static gboolean
take (Reader *reader, char wanted)
{
  skip_space (reader);
  if (*reader->at != wanted)
    return FALSE;
  reader->at++;
  return TRUE;
}

static gboolean
take_word (Reader *reader, const char *word)
{
  gsize length = strlen (word);

  skip_space (reader);
  if (g_ascii_strncasecmp (reader->at, word, length) != 0 || g_ascii_isalpha (reader->at[length]))
    return FALSE;
  reader->at += length;
  return TRUE;
}

static gboolean
take_number (Reader *reader, double *number)
{
  char *end;

  *number = g_ascii_strtod (reader->at, &end) * reader->scale;
  if (end == reader->at || !isfinite (*number))
    return FALSE;
  reader->at = end;
  return TRUE;
}

/* `(x y, x y, …)`; a third number is left out. */
static GArray *
take_points (Reader *reader)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));

  if (!take (reader, '('))
    return NULL;
  do
    {
      double pair[2], more;

      if (!take_number (reader, &pair[0]) || !take_number (reader, &pair[1]) || fabs (pair[0]) > 360.0 || fabs (pair[1]) > 90.0)
        return NULL;
      while (take_number (reader, &more))
        continue;
      g_array_append_vals (points, pair, 2);
    }
  while (take (reader, ','));
  return take (reader, ')') ? g_steal_pointer (&points) : NULL;
}

static gboolean
take_polygon (Reader *reader, WgShapeBuilder *builder)
{
  if (!take (reader, '('))
    return FALSE;
  wg_shape_builder_begin_polygon (builder);
  do
    {
      g_autoptr (GArray) points = take_points (reader);

      if (points == NULL)
        return FALSE;
      wg_shape_builder_begin_ring (builder);
      for (guint i = 0; i < points->len; i += 2)
        wg_shape_builder_add (builder, wg_shape_units_from_degrees (g_array_index (points, double, i)),
                              wg_shape_units_from_degrees (g_array_index (points, double, i + 1)));
    }
  while (take (reader, ','));
  return take (reader, ')');
}

static gboolean
is_at_end (Reader *reader)
{
  skip_space (reader);
  return *reader->at == '\0';
}

GArray *
wg_wkt_to_line (const char *text, gboolean *is_area, GError **error)
{
  Reader reader = { text, 1.0 };
  g_autoptr (GArray) points = NULL;
  gboolean area = FALSE;

  if (take_word (&reader, "LINESTRING"))
    points = take_points (&reader);
  else if (take_word (&reader, "POLYGON") && take (&reader, '('))
    {
      area = TRUE;
      points = take_points (&reader);
      if (points != NULL && !take (&reader, ')'))
        g_clear_pointer (&points, g_array_unref);
    }
  if (points == NULL || points->len < 4 || !is_at_end (&reader))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
                   _ ("“%.40s” is no line. Give LINESTRING (lon lat, lon lat, …) in degrees."), text);
      return NULL;
    }
  if (is_area != NULL)
    *is_area = area;
  return g_steal_pointer (&points);
}

WgShape *
wg_wkt_to_shape (const char *text, double scale, GError **error)
{
  Reader reader = { text, scale };
  g_autoptr (WgShapeBuilder) builder = wg_shape_builder_new ();
  gboolean read = FALSE;
  WgShape *shape;

  if (take_word (&reader, "POLYGON"))
    read = take_polygon (&reader, builder);
  else if (take_word (&reader, "MULTIPOLYGON") && take (&reader, '('))
    {
      do
        read = take_polygon (&reader, builder);
      while (read && take (&reader, ','));
      read = read && take (&reader, ')');
    }
  shape = read && is_at_end (&reader) ? wg_shape_builder_end (builder) : NULL;
  if (shape == NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE, _ ("“%.40s” is no area. Give POLYGON ((lon lat, …)) in degrees."),
                 text);
  return shape;
}

static void
append_ring (GString *text, const gint64 *corners, guint n_points)
{
  for (guint i = 0; i <= n_points; i++)
    {
      const gint64 *corner = corners + 2 * (i % n_points);
      char lon[G_ASCII_DTOSTR_BUF_SIZE], lat[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (lon, sizeof lon, "%.12f", wg_shape_degrees_from_units (corner[0]));
      g_ascii_formatd (lat, sizeof lat, "%.12f", wg_shape_degrees_from_units (corner[1]));
      g_string_append_printf (text, "%s%s %s", i == 0 ? "(" : ", ", lon, lat);
    }
  g_string_append_c (text, ')');
}

char *
wg_wkt_from_shape (const WgShape *shape)
{
  gboolean multi = wg_shape_get_n_polygons (shape) > 1;
  GString *text = g_string_new (multi ? "MULTIPOLYGON (" : "POLYGON ");

  for (guint i = 0; i < wg_shape_get_n_rings (shape); i++)
    {
      guint n_points;
      gboolean is_hole;
      const gint64 *corners = wg_shape_get_ring (shape, i, &n_points, NULL, &is_hole);

      if (!is_hole && i > 0)
        g_string_append_c (text, ')');
      if (i > 0)
        g_string_append (text, ", ");
      if (!is_hole)
        g_string_append_c (text, '(');
      append_ring (text, corners, n_points);
    }
  g_string_append (text, multi ? "))" : ")");
  return g_string_free (text, FALSE);
}
