/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a comparison with another painter is fair when both have the same corners and neither has to convert them; so
 * the city is written in the coordinates of the picture, as the shapefiles that such programs read fastest. The format
 * is that of the ESRI Shapefile Technical Description (1998).
 */

#include "wg-paint-export.h"

#include "wg-city-private.h"
#include "wg-palette.h"

#include <math.h>
#include <string.h>

#define HALF_WORLD_M 20037508.342789244 /* half of the equator of the sphere of EPSG:3857 */
#define POLYGON 5

typedef struct
{
  GByteArray *shapes;
  GByteArray *index;
  GByteArray *table;
  double box[4];
  guint n_records;
  GArray *parts;  /* gint32 */
  GArray *points; /* double pairs */
} Layer;

static double
to_metres_x (gint32 x)
{
  return (x / WG_WORLD_SIZE * 2.0 - 1.0) * HALF_WORLD_M;
}

static double
to_metres_y (gint32 y)
{
  return (1.0 - y / WG_WORLD_SIZE * 2.0) * HALF_WORLD_M;
}

static void
add_big (GByteArray *bytes, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *)&big, sizeof big);
}

static void
add_little (GByteArray *bytes, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (bytes, (const guint8 *)&little, sizeof little);
}

static void
layer_init (Layer *layer)
{
  static const guint8 head[100] = { 0 };

  layer->shapes = g_byte_array_new ();
  layer->index = g_byte_array_new ();
  layer->table = g_byte_array_new ();
  layer->parts = g_array_new (FALSE, FALSE, sizeof (gint32));
  layer->points = g_array_new (FALSE, FALSE, sizeof (double));
  layer->n_records = 0;
  layer->box[0] = layer->box[1] = INFINITY;
  layer->box[2] = layer->box[3] = -INFINITY;
  g_byte_array_append (layer->shapes, head, sizeof head);
  g_byte_array_append (layer->index, head, sizeof head);
}

static void
layer_clear (Layer *layer)
{
  g_byte_array_unref (layer->shapes);
  g_byte_array_unref (layer->index);
  g_byte_array_unref (layer->table);
  g_array_unref (layer->parts);
  g_array_unref (layer->points);
}

static void
add_point (Layer *layer, const gint32 *xy)
{
  double p[2] = { to_metres_x (xy[0]), to_metres_y (xy[1]) };

  g_array_append_vals (layer->points, p, 2);
}

static void
begin_part (Layer *layer)
{
  gint32 start = (gint32)layer->points->len / 2;

  g_array_append_val (layer->parts, start);
}

/* Ends a part where it began, and turns it: outer rings of a shapefile run clockwise, ours do not. */
static void
end_part (Layer *layer)
{
  guint start = (guint)g_array_index (layer->parts, gint32, layer->parts->len - 1);
  double *points = (double *)(gpointer)layer->points->data;
  double first[2] = { points[2 * start], points[2 * start + 1] };

  g_array_append_vals (layer->points, first, 2);
  points = (double *)(gpointer)layer->points->data;
  for (guint low = start, high = layer->points->len / 2 - 1; low < high; low++, high--)
    {
      double swap[2] = { points[2 * low], points[2 * low + 1] };

      memcpy (points + 2 * low, points + 2 * high, sizeof swap);
      memcpy (points + 2 * high, swap, sizeof swap);
    }
}

static void
end_record (Layer *layer, guint klass, gboolean leaf)
{
  guint32 content = 44 + 4 * layer->parts->len + 8 * layer->points->len;
  double box[4] = { INFINITY, INFINITY, -INFINITY, -INFINITY };
  const double *points = (const double *)(gconstpointer)layer->points->data;
  char row[8];

  for (guint i = 0; i < layer->points->len; i++)
    {
      box[i % 2] = MIN (box[i % 2], points[i]);
      box[2 + i % 2] = MAX (box[2 + i % 2], points[i]);
    }
  for (guint i = 0; i < 2; i++)
    {
      layer->box[i] = MIN (layer->box[i], box[i]);
      layer->box[2 + i] = MAX (layer->box[2 + i], box[2 + i]);
    }
  add_big (layer->index, layer->shapes->len / 2);
  add_big (layer->index, content / 2);
  add_big (layer->shapes, ++layer->n_records);
  add_big (layer->shapes, content / 2);
  add_little (layer->shapes, POLYGON);
  g_byte_array_append (layer->shapes, (const guint8 *)box, sizeof box);
  add_little (layer->shapes, layer->parts->len);
  add_little (layer->shapes, layer->points->len / 2);
  g_byte_array_append (layer->shapes, (const guint8 *)layer->parts->data, 4 * layer->parts->len);
  g_byte_array_append (layer->shapes, (const guint8 *)layer->points->data, 8 * layer->points->len);
  g_snprintf (row, sizeof row, " %u%u", MIN (klass, 9), leaf ? 1 : 0);
  g_byte_array_append (layer->table, (const guint8 *)row, 3);
  g_array_set_size (layer->parts, 0);
  g_array_set_size (layer->points, 0);
}

static gboolean
write_file (const char *folder, const char *name, const char *suffix, const void *data, gsize n, GError **error)
{
  g_autofree char *base = g_strconcat (name, suffix, NULL);
  g_autofree char *file = g_build_filename (folder, base, NULL);

  return g_file_set_contents (file, data, (gssize)n, error);
}

static void
fill_head (GByteArray *bytes, const double box[4])
{
  guint32 words[9] = { GUINT32_TO_BE (9994),   0, 0, 0, 0, 0, GUINT32_TO_BE (bytes->len / 2), GUINT32_TO_LE (1000),
                       GUINT32_TO_LE (POLYGON) };

  memcpy (bytes->data, words, sizeof words);
  memcpy (bytes->data + sizeof words, box, 4 * sizeof *box);
}

static gboolean
write_table (const Layer *layer, const char *folder, const char *name, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 head[97] = { 0x03, 95, 7, 26 };
  guint32 n = GUINT32_TO_LE (layer->n_records);

  memcpy (head + 4, &n, sizeof n);
  head[8] = sizeof head; /* two fields of 32 bytes behind 32 of the head, and the end mark */
  head[10] = 3;
  g_strlcpy ((char *)head + 32, "klass", 11);
  g_strlcpy ((char *)head + 64, "leaf", 11);
  head[32 + 11] = head[64 + 11] = 'N';
  head[32 + 16] = head[64 + 16] = 1;
  head[96] = 0x0d;
  g_byte_array_append (bytes, head, sizeof head);
  g_byte_array_append (bytes, layer->table->data, layer->table->len);
  g_byte_array_append (bytes, (const guint8 *)"\x1a", 1);
  return write_file (folder, name, ".dbf", bytes->data, bytes->len, error);
}

static gboolean
write_layer (Layer *layer, const char *folder, const char *name, GError **error)
{
  static const double nowhere[4] = { 0 };
  const double *box = layer->n_records > 0 ? layer->box : nowhere;

  fill_head (layer->shapes, box);
  fill_head (layer->index, box);
  return write_file (folder, name, ".shp", layer->shapes->data, layer->shapes->len, error)
         && write_file (folder, name, ".shx", layer->index->data, layer->index->len, error)
         && write_table (layer, folder, name, error);
}

/* --- What is in them --- */

static void
add_grid_ring (Layer *layer, const WgCity *city, guint ring)
{
  begin_part (layer);
  for (guint i = city->ring_starts[ring]; i < city->ring_starts[ring + 1]; i++)
    {
      gint32 ref = city->arc_refs[i];
      const WgCityArc *arc = &city->arcs[ref < 0 ? ~ref : ref];

      for (guint k = 0; k + 1 < arc->n_points; k++)
        add_point (layer, city->points.xy + 2 * (arc->first_point + (ref < 0 ? arc->n_points - 1 - k : k)));
    }
  end_part (layer);
}

static gboolean
write_grids (const WgCity *city, const WgCityColours *colours, guint depth, const char *folder, GError **error)
{
  g_autofree char *name = g_strdup_printf ("depth-%u", depth);
  gboolean written;
  Layer layer;

  layer_init (&layer);
  for (guint i = 0; i < city->n_grids; i++)
    {
      const WgCityGrid *grid = &city->grids[i];

      if (grid->depth != depth || grid->n_rings == 0)
        continue;
      for (guint ring = grid->first_ring; ring < grid->first_ring + grid->n_rings; ring++)
        add_grid_ring (&layer, city, ring);
      end_record (&layer, wg_city_colours_get (colours, i)->klass, grid->is_leaf);
    }
  written = layer.n_records == 0 || write_layer (&layer, folder, name, error);
  layer_clear (&layer);
  return written;
}

static gboolean
write_buildings (const WgCity *city, const char *folder, GError **error)
{
  gboolean written;
  Layer layer;

  layer_init (&layer);
  for (guint i = 0; i < city->n_buildings; i++)
    {
      const WgCityBuilding *building = &city->buildings[i];

      for (guint ring = building->first_ring; ring < building->first_ring + building->n_rings; ring++)
        {
          begin_part (&layer);
          for (guint k = city->building_ring_starts[ring]; k < city->building_ring_starts[ring + 1]; k++)
            add_point (&layer, city->building_points.xy + 2 * k);
          end_part (&layer);
        }
      end_record (&layer, 0, TRUE);
    }
  written = write_layer (&layer, folder, "buildings", error);
  layer_clear (&layer);
  return written;
}

/* --- How it is painted --- */

static void
print_view (GString *out, const WgCity *city, const WgPaintBenchView *view)
{
  double unit = wg_world_get_unit (view->zoom), size = city->median_size[view->level] / unit;
  double metres = 2.0 * HALF_WORLD_M / WG_WORLD_SIZE * unit;
  double x = (view->center_x / WG_WORLD_SIZE * 2.0 - 1.0) * HALF_WORLD_M;
  double y = (1.0 - view->center_y / WG_WORLD_SIZE * 2.0) * HALF_WORLD_M;
  double thin = CLAMP (size / 48.0, 0.3, 1.0);
  gboolean deepest = view->level == city->n_levels;

  g_string_append_printf (out, "{\"name\":\"%s\",\"width\":%d,\"height\":%d,\"zoom\":%.6f,\"level\":%u,", view->name,
                          view->width, view->height, view->zoom, view->level);
  g_string_append_printf (out, "\"box\":[%.6f,%.6f,%.6f,%.6f],\"casing\":%s,", x - view->width / 2.0 * metres,
                          y - view->height / 2.0 * metres, x + view->width / 2.0 * metres,
                          y + view->height / 2.0 * metres, size >= 24.0 ? "true" : "false");
  g_string_append_printf (out, "\"own\":[%.3f,%.3f,%.3f],\"parents\":[%.3f,%.3f,%.3f]}", deepest ? 2.9 : 3.4,
                          (deepest ? 1.1 : 1.4) * thin, deepest ? 0.55 : 0.75, 4.2, 2.0 * MAX (thin, 0.6), 1.0);
}

static gboolean
write_views (const WgCity *city, const char *folder, GError **error)
{
  g_autoptr (GString) out = g_string_new ("{\"views\":[");
  WgPaintBenchView views[WG_PAINT_BENCH_N_VIEWS];

  wg_paint_bench_list_views (city, views);
  for (guint i = 0; i < WG_PAINT_BENCH_N_VIEWS; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      print_view (out, city, &views[i]);
    }
  g_string_append (out, "],\"classes\":[");
  for (guint klass = 0; klass < WG_N_CLASSES; klass++)
    {
      const WgClassColour *colour = wg_palette_get_class (WG_THEME_LIGHT, klass);

      g_string_append_printf (out, "%s[\"#%06x\",%.3f]", klass > 0 ? "," : "", colour->hue, colour->opacity);
    }
  g_string_append_printf (
      out,
      "],\"land\":\"#%06x\",\"border\":\"#%06x\",\"casing\":\"#%06x\",\"building\":\"#%06x\",\"building_line\":\"#%"
      "06x\"}",
      wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_LAND), wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_BORDER),
      wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_CASING), wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_BUILDING),
      wg_palette_get (WG_THEME_LIGHT, WG_TOKEN_BUILDING_LINE));
  return write_file (folder, "views", ".json", out->str, out->len, error);
}

gboolean
wg_paint_export (const WgCity *city, const WgCityColours *colours, const char *folder, GError **error)
{
  for (guint depth = 1; depth <= city->n_levels; depth++)
    {
      if (!write_grids (city, colours, depth, folder, error))
        return FALSE;
    }
  /* A file without shapes cannot be indexed. */
  return (city->n_buildings == 0 || write_buildings (city, folder, error)) && write_views (city, folder, error);
}
