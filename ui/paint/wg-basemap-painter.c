/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a district that is made up has no map to be bought; and a map made for backlog colours stays out of their way:
 * pale ground, white streets, no colour that means something.
 */

#include "wg-basemap-painter.h"

#include "wg-basemap-private.h"
#include "wg-city-private.h"
#include "wg-path-pen.h"
#include "wg-png-encoder.h"

#define MARGIN 48.0
#define OTHERS_OPACITY 0.6 /* of areas over a map of pictures, which is still to be read */

G_DEFINE_FINAL_TYPE (WgBasemapPainter, wg_basemap_painter, G_TYPE_OBJECT)

typedef struct
{
  guint32 fill[2]; /* light, dark */
  guint32 line[2]; /* outline of an area, casing of a road */
  double width_m;
  double min_px;  /* of a road, at its first zoom */
  guint min_zoom; /* from which it is painted */
} Style;

/* clang-format off */
static const Style styles[WG_N_BASE_KINDS] = {
  [WG_BASE_BLOCK] =          { { 0xebe8e2, 0x2a2a2e }, { 0, 0 },               0.0,  0.0, 12 },
  [WG_BASE_PARK] =           { { 0xd3e6cc, 0x23302a }, { 0, 0 },               0.0,  0.0, 11 },
  [WG_BASE_WATER] =          { { 0xb9d5ea, 0x1b2a3a }, { 0, 0 },               0.0,  0.0, 0 },
  [WG_BASE_RIVER] =          { { 0xb9d5ea, 0x1b2a3a }, { 0, 0 },              40.0,  1.6, 0 },
  [WG_BASE_OTHER] =          { { 0xe2d8ec, 0x33293f }, { 0xb9a6cc, 0x5b4a70 }, 0.0,  0.0, 0 },
  [WG_BASE_BUILDING] =       { { 0xdfdad1, 0x35353a }, { 0xcbc5ba, 0x424248 }, 0.0,  0.0, 15 },
  [WG_BASE_ROAD_LANE] =      { { 0xffffff, 0x313135 }, { 0xdcd7ce, 0x1c1c1f }, 4.0,  0.8, 14 },
  [WG_BASE_ROAD_TERTIARY] =  { { 0xffffff, 0x37373c }, { 0xd8d3c9, 0x1c1c1f }, 10.0, 0.9, 12 },
  [WG_BASE_ROAD_SECONDARY] = { { 0xffffff, 0x3d3d43 }, { 0xd3cdc2, 0x1c1c1f }, 18.0, 1.3, 11 },
  [WG_BASE_ROAD_PRIMARY] =   { { 0xfffdf6, 0x46464d }, { 0xc9c2b4, 0x1c1c1f }, 30.0, 2.0, 0 },
  [WG_BASE_RAILWAY] =        { { 0xb9b3a8, 0x55555c }, { 0, 0 },               3.0,  1.2, 13 },
};
/* clang-format on */

typedef struct
{
  WgBasemapPainter *painter;
  cairo_t *cr;
  guint zoom;
  guint x;
  guint y;
  double left;
  double top;
  double scale;
  double metres; /* per logical pixel */
  WgWorldBox wide;
  GArray *found[WG_N_BASE_KINDS]; /* guint32 features */
} Tile;

static void
wg_basemap_painter_finalize (GObject *object)
{
  WgBasemapPainter *self = WG_BASEMAP_PAINTER (object);

  for (guint i = 0; i < WG_N_BASE_KINDS; i++)
    g_clear_pointer (&self->trees[i], wg_box_tree_unref);
  for (guint i = 0; i <= WG_MAX_ZOOM; i++)
    g_clear_pointer (&self->names[i], wg_basemap_names_free);
  g_string_chunk_free (self->strings);
  g_array_unref (self->features);
  g_array_unref (self->part_starts);
  g_array_unref (self->xy);
  g_free (self->zooms);
  g_clear_object (&self->text);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (wg_basemap_painter_parent_class)->finalize (object);
}

static void
wg_basemap_painter_class_init (WgBasemapPainterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_basemap_painter_finalize;
}

static void
wg_basemap_painter_init (WgBasemapPainter *self)
{
  g_mutex_init (&self->lock);
  self->strings = g_string_chunk_new (4096);
  self->features = g_array_new (FALSE, FALSE, sizeof (WgBaseFeature));
  self->part_starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->xy = g_array_new (FALSE, FALSE, sizeof (gint32));
  self->text = wg_text_painter_new (2.0);
}

WgBasemapPainter *
wg_basemap_painter_new (WgTheme theme)
{
  WgBasemapPainter *self = g_object_new (WG_TYPE_BASEMAP_PAINTER, NULL);

  self->theme = theme;
  return self;
}

guint32
wg_basemap_painter_get_fill (WgBaseFeatureKind kind, WgTheme theme)
{
  return styles[kind].fill[theme == WG_THEME_DARK];
}

/* --- Filling --- */

static void
add_point (WgBasemapPainter *self, WgBaseFeature *feature, double lon, double lat)
{
  gint32 p[2] = { wg_mercator_int_x_from_lon (lon), wg_mercator_int_y_from_lat (lat) };

  g_array_append_vals (self->xy, p, 2);
  wg_world_box_extend (&feature->box, p[0], p[1]);
}

static const char *
keep_name (WgBasemapPainter *self, const char *name)
{
  return name != NULL && *name != '\0' ? g_string_chunk_insert_const (self->strings, name) : NULL;
}

void
wg_basemap_painter_add_shape (WgBasemapPainter *painter, WgBaseFeatureKind kind, const WgShape *shape, const char *name)
{
  WgBaseFeature feature = { .kind = kind,
                            .closed = TRUE,
                            .first_part = painter->part_starts->len,
                            .n_parts = wg_shape_get_n_rings (shape),
                            .name = keep_name (painter, name),
                            .box = WG_WORLD_BOX_EMPTY };
  double lon, lat;

  g_return_if_fail (!painter->frozen);

  for (guint ring = 0; ring < feature.n_parts; ring++)
    {
      guint n, start = painter->xy->len / 2;
      const gint64 *lonlat = wg_shape_get_ring (shape, ring, &n, NULL, NULL);

      g_array_append_val (painter->part_starts, start);
      for (guint i = 0; i < n; i++)
        add_point (painter, &feature, (double) lonlat[2 * i] * WG_SHAPE_UNIT,
                   (double) lonlat[2 * i + 1] * WG_SHAPE_UNIT);
    }
  if (feature.name != NULL)
    {
      wg_shape_get_label_point (shape, &lon, &lat);
      feature.label_x = wg_mercator_int_x_from_lon (lon);
      feature.label_y = wg_mercator_int_y_from_lat (lat);
    }
  g_array_append_val (painter->features, feature);
}

void
wg_basemap_painter_add (WgBasemapPainter *painter,
                        WgBaseFeatureKind kind,
                        gboolean closed,
                        const double *lonlat,
                        guint n_points,
                        double width_m,
                        const char *name)
{
  WgBaseFeature feature = { .kind = kind,
                            .first_part = painter->part_starts->len,
                            .n_parts = 1,
                            .width_m = width_m > 0.0 ? width_m : styles[kind].width_m,
                            .name = keep_name (painter, name),
                            .box = WG_WORLD_BOX_EMPTY };
  guint start = painter->xy->len / 2;

  g_return_if_fail (!painter->frozen);

  if (closed)
    {
      g_autoptr (WgShape) shape = wg_shape_new_from_ring (lonlat, n_points);

      wg_basemap_painter_add_shape (painter, kind, shape, name);
      return;
    }
  g_array_append_val (painter->part_starts, start);
  for (guint i = 0; i < n_points; i++)
    add_point (painter, &feature, lonlat[2 * i], lonlat[2 * i + 1]);
  if (n_points >= 2)
    g_array_append_val (painter->features, feature);
}

static void
index_kind (WgBasemapPainter *self, guint kind)
{
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (WgWorldBox));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < self->features->len; i++)
    {
      const WgBaseFeature *feature = &g_array_index (self->features, WgBaseFeature, i);

      if (feature->kind != kind)
        continue;
      g_array_append_val (boxes, feature->box);
      g_array_append_val (values, i);
    }
  self->trees[kind] = wg_box_tree_new ((const WgWorldBox *) (gconstpointer) boxes->data,
                                       (const guint32 *) (gconstpointer) values->data, values->len);
}

void
wg_basemap_painter_freeze (WgBasemapPainter *painter)
{
  guint end = painter->xy->len / 2;
  const gint32 *xy = (const gint32 *) (gconstpointer) painter->xy->data;

  g_return_if_fail (!painter->frozen);

  painter->frozen = TRUE;
  g_array_append_val (painter->part_starts, end);
  painter->zooms = g_new0 (guint8, MAX (1, end));
  for (guint part = 0; part + 1 < painter->part_starts->len; part++)
    {
      guint start = g_array_index (painter->part_starts, guint, part);
      guint n = g_array_index (painter->part_starts, guint, part + 1) - start;

      if (n > 0)
        wg_city_simplify (xy + 2 * start, n, painter->zooms + start);
    }
  for (guint kind = 0; kind < WG_N_BASE_KINDS; kind++)
    index_kind (painter, kind);
}

/* --- Painting --- */

static void
set_rgb (cairo_t *cr, guint32 rgb)
{
  cairo_set_source_rgb (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb));
}

static guint32
pick_colour (const Tile *tile, const guint32 pair[2])
{
  return pair[tile->painter->theme == WG_THEME_DARK ? 1 : 0];
}

static void
trace_feature (const Tile *tile, WgPathPen *pen, const WgBaseFeature *feature)
{
  const GArray *starts = tile->painter->part_starts;
  const gint32 *xy = (const gint32 *) (gconstpointer) tile->painter->xy->data;

  for (guint part = feature->first_part; part < feature->first_part + feature->n_parts; part++)
    {
      guint start = g_array_index (starts, guint, part);

      wg_path_pen_trace_line (pen, xy + 2 * start, tile->painter->zooms + start,
                              g_array_index (starts, guint, part + 1) - start, feature->closed);
    }
}

static guint
trace_areas (Tile *tile, WgBaseFeatureKind kind)
{
  guint n = 0;
  WgPathPen pen;

  wg_path_pen_init (&pen, tile->cr, tile->left, tile->top, tile->zoom, tile->scale, WG_TILE_SIZE, WG_TILE_SIZE, MARGIN);
  for (guint i = 0; i < tile->found[kind]->len; i++)
    {
      const WgBaseFeature *feature
          = &g_array_index (tile->painter->features, WgBaseFeature, g_array_index (tile->found[kind], guint32, i));

      if (!feature->closed)
        continue;
      trace_feature (tile, &pen, feature);
      n++;
    }
  return n;
}

static void
paint_areas (Tile *tile, WgBaseFeatureKind kind)
{
  if (tile->zoom < styles[kind].min_zoom || trace_areas (tile, kind) == 0)
    return;
  set_rgb (tile->cr, pick_colour (tile, styles[kind].fill));
  cairo_fill_preserve (tile->cr);
  if (styles[kind].line[0] != 0 && tile->zoom >= 16)
    {
      set_rgb (tile->cr, pick_colour (tile, styles[kind].line));
      cairo_set_line_width (tile->cr, 0.8);
      cairo_stroke (tile->cr);
    }
  cairo_new_path (tile->cr);
}

/* As wide as on the ground, but never too thin to be seen and never so wide that the map is all street. */
static double
line_width (const Tile *tile, const WgBaseFeature *feature)
{
  const Style *style = &styles[feature->kind];
  double grown = style->min_px * (1.0 + 0.18 * MAX (0.0, (double) tile->zoom - MAX (style->min_zoom, 11)));

  return CLAMP (feature->width_m / tile->metres, grown, feature->kind == WG_BASE_RIVER ? 400.0 : 34.0);
}

static void
paint_lines (Tile *tile, WgBaseFeatureKind kind, gboolean casing)
{
  const Style *style = &styles[kind];
  double extra = casing ? (tile->zoom >= 15 ? 2.0 : 1.2) : 0.0;
  WgPathPen pen;

  if (tile->zoom < style->min_zoom || (casing && style->line[0] == 0))
    return;
  wg_path_pen_init (&pen, tile->cr, tile->left, tile->top, tile->zoom, tile->scale, WG_TILE_SIZE, WG_TILE_SIZE, MARGIN);
  set_rgb (tile->cr, pick_colour (tile, casing ? style->line : style->fill));
  for (guint i = 0; i < tile->found[kind]->len; i++)
    {
      const WgBaseFeature *feature
          = &g_array_index (tile->painter->features, WgBaseFeature, g_array_index (tile->found[kind], guint32, i));

      if (feature->closed)
        continue;
      trace_feature (tile, &pen, feature);
      cairo_set_line_width (tile->cr, line_width (tile, feature) + extra);
      cairo_stroke (tile->cr);
    }
}

static void
paint_roads (Tile *tile)
{
  cairo_set_line_join (tile->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (tile->cr, CAIRO_LINE_CAP_ROUND);
  for (guint kind = WG_BASE_ROAD_LANE; kind <= WG_BASE_ROAD_PRIMARY; kind++)
    paint_lines (tile, (WgBaseFeatureKind) kind, TRUE);
  for (guint kind = WG_BASE_ROAD_LANE; kind <= WG_BASE_ROAD_PRIMARY; kind++)
    paint_lines (tile, (WgBaseFeatureKind) kind, FALSE);
  paint_lines (tile, WG_BASE_RAILWAY, FALSE);
}

static WgTextStyle
name_style (const Tile *tile, const WgBaseFeature *feature)
{
  gboolean dark = tile->painter->theme == WG_THEME_DARK;
  gboolean wet = feature->kind == WG_BASE_RIVER || feature->kind == WG_BASE_WATER;
  WgTextStyle style = { WG_BASE_NAME_SIZE, 500, dark ? 0xc8c6ce : 0x5b574f, dark ? 0x1c1c1f : 0xffffff, 2.0, -1 };

  if (wet)
    style.ink = dark ? 0x8fb8dc : 0x3d6f99;
  else if (feature->kind == WG_BASE_PARK)
    style.ink = dark ? 0x9ac39c : 0x4d7547;
  return style;
}

/* Paints a picture of twice the size around (x, y), turned by @angle; straight ones on whole pixels. */
static void
paint_picture (Tile *tile, cairo_surface_t *picture, double x, double y, double angle)
{
  double width, height;

  wg_surface_get_logical_size (picture, &width, &height);
  cairo_save (tile->cr);
  if (angle == 0.0)
    cairo_translate (tile->cr, round (x - width / 2.0), round (y - height / 2.0));
  else
    {
      cairo_translate (tile->cr, x, y);
      cairo_rotate (tile->cr, angle);
      cairo_translate (tile->cr, -width / 2.0, -height / 2.0);
    }
  cairo_set_source_surface (tile->cr, picture, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (tile->cr), CAIRO_FILTER_GOOD);
  cairo_paint (tile->cr);
  cairo_restore (tile->cr);
}

static void
paint_upright (Tile *tile, const char *name, const WgTextStyle *style, double x, double y)
{
  double step = WG_BASE_NAME_SIZE + 1.0, at = y - step * (g_utf8_strlen (name, -1) - 1) / 2.0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p), at += step)
    {
      g_autofree char *letter = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));
      cairo_surface_t *picture = wg_text_painter_get (tile->painter->text, letter, style);

      paint_picture (tile, picture, x, at, 0.0);
      cairo_surface_destroy (picture);
    }
}

static void
paint_names (Tile *tile)
{
  const WgBaseNames *names = wg_basemap_get_names (tile->painter, tile->zoom);
  const GArray *list = wg_basemap_names_of_tile (names, tile->x, tile->y);
  double unit = wg_world_get_unit (tile->zoom);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const WgBaseName *name = &g_array_index (names->names, WgBaseName, g_array_index (list, guint, i));
      const WgBaseFeature *feature = &g_array_index (tile->painter->features, WgBaseFeature, name->feature);
      WgTextStyle style = name_style (tile, feature);
      double x = (name->x - tile->left) / unit, y = (name->y - tile->top) / unit;
      cairo_surface_t *picture;

      if (name->upright)
        {
          paint_upright (tile, feature->name, &style, x, y);
          continue;
        }
      picture = wg_text_painter_get (tile->painter->text, feature->name, &style);
      paint_picture (tile, picture, x, y, name->angle);
      cairo_surface_destroy (picture);
    }
}

static int
compare_indexes (gconstpointer a, gconstpointer b)
{
  guint32 ia = *(const guint32 *) a, ib = *(const guint32 *) b;

  return ia < ib ? -1 : ia > ib;
}

static void
find_features (Tile *tile)
{
  for (guint kind = 0; kind < WG_N_BASE_KINDS; kind++)
    {
      tile->found[kind] = g_array_new (FALSE, FALSE, sizeof (guint32));
      if (tile->zoom >= styles[kind].min_zoom)
        wg_box_tree_query (tile->painter->trees[kind], &tile->wide, tile->found[kind]);
      g_array_sort (tile->found[kind], compare_indexes);
    }
}

static cairo_surface_t *
begin_tile (Tile *tile, WgBasemapPainter *painter, cairo_format_t format, guint zoom, guint x, guint y, guint scale)
{
  double span = WG_TILE_SIZE * wg_world_get_unit (zoom);
  int side = (int) (WG_TILE_SIZE * CLAMP (scale, 1, 4));
  cairo_surface_t *surface = cairo_image_surface_create (format, side, side);
  WgPathPen pen;

  *tile = (Tile){ .painter = painter, .zoom = zoom, .x = x, .y = y, .left = x * span, .top = y * span, .scale = scale };
  cairo_surface_set_device_scale (surface, scale, scale);
  tile->cr = cairo_create (surface);
  tile->metres = wg_mercator_metres_per_pixel (wg_world_lat (tile->top + span / 2.0), zoom);
  wg_path_pen_init (&pen, tile->cr, tile->left, tile->top, zoom, scale, WG_TILE_SIZE, WG_TILE_SIZE, MARGIN);
  tile->wide = pen.clip;
  find_features (tile);
  return surface;
}

static void
end_tile (Tile *tile, cairo_surface_t *surface)
{
  for (guint kind = 0; kind < WG_N_BASE_KINDS; kind++)
    g_array_unref (tile->found[kind]);
  cairo_destroy (tile->cr);
  cairo_surface_flush (surface);
}

cairo_surface_t *
wg_basemap_painter_paint_others (WgBasemapPainter *painter, guint zoom, guint x, guint y, guint scale)
{
  cairo_surface_t *surface;
  Tile tile;

  g_return_val_if_fail (painter->frozen && zoom <= WG_MAX_ZOOM, NULL);
  surface = begin_tile (&tile, painter, CAIRO_FORMAT_ARGB32, zoom, x, y, scale);
  cairo_push_group (tile.cr);
  paint_areas (&tile, WG_BASE_OTHER);
  /* Neighbours of one colour are told apart by their borders. */
  if (trace_areas (&tile, WG_BASE_OTHER) > 0)
    {
      set_rgb (tile.cr, pick_colour (&tile, styles[WG_BASE_OTHER].line));
      cairo_set_line_width (tile.cr, 1.2);
      cairo_stroke (tile.cr);
    }
  cairo_pop_group_to_source (tile.cr);
  cairo_paint_with_alpha (tile.cr, OTHERS_OPACITY);
  end_tile (&tile, surface);
  return surface;
}

cairo_surface_t *
wg_basemap_painter_paint_tile (WgBasemapPainter *painter, guint zoom, guint x, guint y, guint scale)
{
  cairo_surface_t *surface;
  Tile tile;

  g_return_val_if_fail (painter->frozen && zoom <= WG_MAX_ZOOM, NULL);
  surface = begin_tile (&tile, painter, CAIRO_FORMAT_RGB24, zoom, x, y, scale);
  set_rgb (tile.cr, wg_palette_get (painter->theme, WG_TOKEN_LAND));
  cairo_paint (tile.cr);
  paint_areas (&tile, WG_BASE_BLOCK);
  paint_areas (&tile, WG_BASE_PARK);
  paint_areas (&tile, WG_BASE_WATER);
  paint_areas (&tile, WG_BASE_RIVER);
  paint_lines (&tile, WG_BASE_RIVER, FALSE);
  paint_areas (&tile, WG_BASE_OTHER);
  paint_areas (&tile, WG_BASE_BUILDING);
  paint_roads (&tile);
  paint_names (&tile);
  end_tile (&tile, surface);
  return surface;
}

GBytes *
wg_basemap_painter_encode_tile (WgBasemapPainter *painter, guint zoom, guint x, guint y)
{
  cairo_surface_t *surface = wg_basemap_painter_paint_tile (painter, zoom, x, y, 1);
  GBytes *bytes = wg_png_encode_indexed (surface);

  cairo_surface_destroy (surface);
  return bytes;
}
