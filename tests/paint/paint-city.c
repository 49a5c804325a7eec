/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what the painter promises (no gaps, tiles that fit, one choice at a border) must hold for borders that are as
 * crooked and as often shared as real ones, and at any size, without a file.
 */

#include "paint-city.h"

static guint32
mix (guint32 a, guint32 b)
{
  guint32 h = a * 0x9e3779b1u ^ (b + 0x7f4a7c15u) * 0x85ebca6bu;

  h ^= h >> 15;
  h *= 0xc2b2ae35u;
  return h ^ h >> 13;
}

/* -0.5 .. 0.5 */
static double
noise (guint32 a, guint32 b)
{
  return mix (a, b) / 4294967295.0 - 0.5;
}

static void
node_at (const PaintCity *o, guint column, guint row, double p[2])
{
  double bend = 0.4 * o->cell * sin (column * 0.7 + row * 0.3);

  p[0] = PAINT_CITY_LON + o->cell * (column + 0.5 * noise (column, row)) + 0.3 * bend;
  p[1] = PAINT_CITY_LAT - 0.77 * o->cell * (row + 0.5 * noise (column + 7919, row)) + 0.3 * bend;
}

/* Appends the corners from one node to a neighbouring one, without the last; both directions give the same corners. */
static void
append_edge (const PaintCity *o, GArray *ring, guint c0, guint r0, guint c1, guint r1)
{
  gboolean backwards = c1 < c0 || r1 < r0;
  guint low_c = MIN (c0, c1), low_r = MIN (r0, r1);
  guint32 edge = mix (low_c * 2 + (c0 != c1), low_r);
  double a[2], b[2];

  node_at (o, low_c, low_r, a);
  node_at (o, MAX (c0, c1), MAX (r0, r1), b);
  for (guint i = 0; i < o->steps; i++)
    {
      guint step = backwards ? o->steps - i : i;
      double t = (double) step / o->steps;
      double wobble = step % o->steps == 0 ? 0.0 : 0.12 * o->cell * noise (edge, step);
      double p[2] = { a[0] + t * (b[0] - a[0]) + (c0 == c1 ? wobble : 0.0),
                      a[1] + t * (b[1] - a[1]) + (c0 != c1 ? wobble : 0.0) };

      g_array_append_vals (ring, p, 2);
    }
}

static WgShape *
block_new (const PaintCity *o, guint c0, guint r0, guint c1, guint r1)
{
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint c = c0; c < c1; c++)
    append_edge (o, ring, c, r0, c + 1, r0);
  for (guint r = r0; r < r1; r++)
    append_edge (o, ring, c1, r, c1, r + 1);
  for (guint c = c1; c > c0; c--)
    append_edge (o, ring, c, r1, c - 1, r1);
  for (guint r = r1; r > r0; r--)
    append_edge (o, ring, c0, r, c0, r - 1);
  return wg_shape_new_from_ring ((const double *) (gconstpointer) ring->data, ring->len / 2);
}

static void
append_wkb (GByteArray *wkb, const WgShape *shape, guint ring, gboolean reverse)
{
  guint n;
  const gint64 *xy = wg_shape_get_ring (shape, ring, &n, NULL, NULL);
  guint32 count = n + 1;

  g_byte_array_append (wkb, (const guint8 *) &count, 4);
  for (guint i = 0; i <= n; i++)
    {
      guint at = reverse ? (2 * n - i) % n : i % n;
      double p[2] = { (double) xy[2 * at] * WG_SHAPE_UNIT, (double) xy[2 * at + 1] * WG_SHAPE_UNIT };

      g_byte_array_append (wkb, (const guint8 *) p, sizeof p);
    }
}

/* @outer with @inner cut out (little-endian machines only, as all of Debian's desktops are). */
static WgShape *
with_hole (const WgShape *outer, const WgShape *inner)
{
  g_autoptr (GByteArray) wkb = g_byte_array_new ();
  const guint8 order = 1;
  const guint32 head[2] = { 3, 2 };

  g_byte_array_append (wkb, &order, 1);
  g_byte_array_append (wkb, (const guint8 *) head, sizeof head);
  append_wkb (wkb, outer, 0, FALSE);
  append_wkb (wkb, inner, 0, TRUE);
  return wg_shape_new_from_wkb (wkb->data, wkb->len, NULL);
}

static WgShape *
rectangle_new (double lon, double lat, double width, double height)
{
  double ring[] = { lon, lat, lon + width, lat, lon + width, lat + height, lon, lat + height };

  return wg_shape_new_from_ring (ring, 4);
}

static WgShape *
special_new (const PaintCity *o)
{
  double a[2];

  node_at (o, 2, 2, a);
  return rectangle_new (a[0] + 0.4 * o->cell, a[1] - 0.5 * o->cell, 0.2 * o->cell, 0.2 * o->cell);
}

static void
add_block (const PaintCity *o, WgCityBuilder *builder, guint depth, guint size, guint column, guint row)
{
  guint columns = (o->columns + size - 1) / size, parents = (o->columns + size * 4 - 1) / (size * 4);
  gint64 id = depth * G_GINT64_CONSTANT (1000000) + 1 + row * columns + column;
  gint64 parent = depth > 1 ? (depth - 1) * G_GINT64_CONSTANT (1000000) + 1 + row / 4 * parents + column / 4 : 0;
  g_autoptr (WgShape) shape = block_new (o, column * size, row * size, MIN (o->columns, (column + 1) * size),
                                         MIN (o->rows, (row + 1) * size));
  g_autofree char *code = g_strdup_printf ("%u-%02u%02u", depth, row, column);
  g_autofree char *name = g_strdup_printf ("和平%u-%02u", depth, row * columns + column);
  double lon, lat;

  if (depth == o->n_levels && column == 2 && row == 2)
    {
      g_autoptr (WgShape) inner = special_new (o);
      WgShape *outer = g_steal_pointer (&shape);

      shape = with_hole (outer, inner);
      wg_shape_unref (outer);
      wg_shape_get_label_point (inner, &lon, &lat);
      wg_city_builder_add_grid (builder, PAINT_CITY_SPECIAL, depth, parent, "S-1", "市场", inner, lon, lat);
    }
  wg_shape_get_label_point (shape, &lon, &lat);
  wg_city_builder_add_grid (builder, id, depth, parent, code, name, shape, lon, lat);
}

static void
add_buildings (const PaintCity *o, WgCityBuilder *builder)
{
  guint side = (guint) ceil (sqrt (o->buildings));
  gint64 id = 0;

  for (guint cell = 0; cell < o->columns * o->rows; cell++)
    {
      double a[2];

      node_at (o, cell % o->columns, cell / o->columns, a);
      for (guint i = 0; i < o->buildings; i++)
        {
          double step = 0.7 * o->cell / side;
          double w = step * (0.6 + 0.3 * noise (cell, i)), h = step * 0.77 * (0.35 + 0.2 * noise (i, cell));
          g_autoptr (WgShape) shape = rectangle_new (a[0] + 0.2 * o->cell + step * (i % side),
                                                     a[1] - 0.77 * (0.2 * o->cell + step * (i / side)) - h, w, h);

          wg_city_builder_add_building (builder, ++id, shape, "云溪大道 1 号", i % 3);
        }
    }
}

WgCity *
paint_city_new (const PaintCity *options)
{
  static const char *const names[] = { "街道", "社区", "片区", "基础网格" };
  g_autoptr (WgCityBuilder) builder = wg_city_builder_new ();

  for (guint depth = 1; depth <= options->n_levels; depth++)
    {
      guint size = 1u << (2 * (options->n_levels - depth));

      wg_city_builder_add_level (builder, depth, depth == options->n_levels ? names[3] : names[depth - 1]);
      for (guint row = 0; row * size < options->rows; row++)
        {
          for (guint column = 0; column * size < options->columns; column++)
            add_block (options, builder, depth, size, column, row);
        }
    }
  add_buildings (options, builder);
  return wg_city_builder_build (builder);
}

void
paint_city_redraw_leaf (const PaintCity *options, WgCityBuilder *builder, guint column, guint row)
{
  add_block (options, builder, options->n_levels, 1, column, row);
}

static WgCityColours *
colours_new (WgCity *city, int klass)
{
  static const guint opens[WG_N_CLASSES] = { 0, 2, 5, 9, 15 };
  guint n = wg_city_get_n_grids (city);
  g_autofree gint64 *ids = g_new (gint64, n);
  g_autofree WgGridColour *rows = g_new0 (WgGridColour, n);

  for (guint i = 0; i < n; i++)
    {
      guint32 h = mix ((guint32) wg_city_get_grid_id (city, i), 77);

      ids[i] = wg_city_get_grid_id (city, i);
      rows[i].klass = klass >= 0 ? (guint8) klass : (guint8) (h % 16 < 6 ? 0 : (h % 16 < 10 ? 1 : h % 16 / 4));
      if (klass < 0 && h % 16 == 15)
        rows[i].klass = 4;
      rows[i].open = opens[rows[i].klass];
      rows[i].overdue = klass < 0 && rows[i].klass > 0 && h % 7 == 0 ? 1 + h % 3 : 0;
    }
  return wg_city_colours_new (city, NULL, ids, rows, n, NULL);
}

WgCityColours *
paint_city_colours_new (WgCity *city)
{
  return colours_new (city, -1);
}

WgCityColours *
paint_city_colours_new_plain (WgCity *city, guint klass)
{
  return colours_new (city, (int) klass);
}

WgCityCases *
paint_city_cases_new (const PaintCity *options, guint n_cases)
{
  g_autofree WgCasePoint *points = g_new0 (WgCasePoint, MAX (1, n_cases));

  for (guint i = 0; i < n_cases; i++)
    {
      WgCasePoint *p = &points[i];

      p->id = i + 1;
      p->lon = PAINT_CITY_LON + options->cell * options->columns * (noise (i, 1) + 0.5);
      p->lat = PAINT_CITY_LAT - 0.77 * options->cell * options->rows * (noise (i, 2) + 0.5);
      p->state = (WgCaseState) (mix (i, 3) % 5);
      p->ring = (guint8) (mix (i, 4) % 8);
      p->flags = mix (i, 5) % 400 == 0 ? WG_CASE_FLAG_EMERGENCY : WG_CASE_FLAG_NONE;
      if (mix (i, 6) % 25 == 0)
        p->flags |= WG_CASE_FLAG_SUSPENDED;
      else if (mix (i, 7) % 60 == 0)
        p->flags |= WG_CASE_FLAG_OVERDUE;
    }
  return wg_city_cases_new (points, n_cases);
}
