/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: everything that asks "where is this case?" rests on WgShape: it must agree with GEOS on every point, borders
 * included.
 */

#include <geos_c.h>

#include "wg-shape-builder.h"
#include "wg-shape.h"

static void
test_degenerate (void)
{
  const double line[] = { 116.0, 40.0, 116.1, 40.0, 116.0, 40.0, 116.1, 40.0 };
  const double speck[] = { 116.0, 40.0, 116.0000000000001, 40.0, 116.0, 40.0000000000001 };
  const double flat[] = { 116.0, 40.0, 116.0, 40.1, 116.0, 40.2 };
  const double nowhere[] = { 116.0, 40.0, NAN, 40.0, 116.2, 41.0 };
  g_autoptr (WgShape) spike = NULL;
  double lon, lat;

  g_assert_null (wg_shape_new_from_ring (line, 4));
  g_assert_null (wg_shape_new_from_ring (speck, 3));
  g_assert_null (wg_shape_new_from_ring (nowhere, 3));
  g_assert_null (wg_shape_new_from_ring (NULL, 0));

  spike = wg_shape_new_from_ring (flat, 3);
  g_assert_nonnull (spike);
  g_assert_cmpfloat_with_epsilon (wg_shape_get_area_m2 (spike), 0.0, 0.01);
  wg_shape_get_label_point (spike, &lon, &lat);
  g_assert_true (wg_shape_contains (spike, lon, lat));
  g_assert_true (wg_shape_contains (spike, 116.0, 40.05));
  g_assert_false (wg_shape_contains (spike, 116.00000001, 40.05));
}

static void
test_dropped_rings (void)
{
  g_autoptr (WgShapeBuilder) builder = wg_shape_builder_new ();
  g_autoptr (WgShape) shape = NULL;
  guint n_points, polygon;
  gboolean is_hole;

  for (guint p = 0; p < 2; p++)
    {
      wg_shape_builder_begin_polygon (builder);
      for (guint r = 0; r < 2; r++)
        {
          gint64 side = p == 0 && r == 0 ? 0 : 100 - 50 * (gint64) r;

          wg_shape_builder_begin_ring (builder);
          wg_shape_builder_add (builder, 0, 0);
          wg_shape_builder_add (builder, side, 0);
          wg_shape_builder_add (builder, 0, side);
        }
    }
  shape = wg_shape_builder_end (builder);
  g_assert_cmpuint (wg_shape_get_n_polygons (shape), ==, 1);
  g_assert_cmpuint (wg_shape_get_n_rings (shape), ==, 2);
  wg_shape_get_ring (shape, 1, &n_points, &polygon, &is_hole);
  g_assert_cmpuint (polygon, ==, 0);
  g_assert_true (is_hole);
  g_assert_null (wg_shape_builder_end (builder));
}

/* A star of n corners round a middle, in whole units so that GEOS sees the same numbers. */
static void
add_star (WgShapeBuilder *builder, gint64 lon, gint64 lat, double radius, guint n_corners)
{
  wg_shape_builder_begin_ring (builder);
  for (guint i = 0; i < n_corners; i++)
    {
      double angle = 2.0 * G_PI * i / n_corners;
      double r = radius * g_test_rand_double_range (0.4, 1.0);

      wg_shape_builder_add (builder, lon + llround (r * cos (angle)), lat + llround (r * sin (angle)));
    }
}

static WgShape *
make_random_shape (guint n_corners, double radius)
{
  g_autoptr (WgShapeBuilder) builder = wg_shape_builder_new ();

  for (gint64 p = 0; p < 2; p++)
    {
      gint64 lon = p * (gint64) (radius * 2.5);

      wg_shape_builder_begin_polygon (builder);
      add_star (builder, lon, 0, radius, n_corners);
      add_star (builder, lon, 0, radius * 0.35, MAX (n_corners / 2, 3));
    }
  return wg_shape_builder_end (builder);
}

typedef struct
{
  GEOSContextHandle_t context;
  GEOSGeometry *geometry;
  const GEOSPreparedGeometry *prepared;
} Judge;

/* GEOS gets the integers, not the degrees: both sides then decide about exactly the same points. */
static Judge
judge_new (const WgShape *shape)
{
  Judge judge = { GEOS_init_r (), NULL, NULL };
  GEOSContextHandle_t context = judge.context;
  g_autoptr (GPtrArray) polygons = g_ptr_array_new ();
  g_autoptr (GPtrArray) rings = g_ptr_array_new ();

  for (guint r = 0; r < wg_shape_get_n_rings (shape); r++)
    {
      guint n_points;
      const gint64 *ring = wg_shape_get_ring (shape, r, &n_points, NULL, NULL);
      GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (context, n_points + 1, 2);
      gboolean is_last = TRUE;

      for (guint i = 0; i <= n_points; i++)
        GEOSCoordSeq_setXY_r (context, sequence, i, (double) ring[2 * (i % n_points)],
                              (double) ring[2 * (i % n_points) + 1]);
      g_ptr_array_add (rings, GEOSGeom_createLinearRing_r (context, sequence));
      if (r + 1 < wg_shape_get_n_rings (shape))
        {
          gboolean is_hole;

          wg_shape_get_ring (shape, r + 1, &n_points, NULL, &is_hole);
          is_last = !is_hole;
        }
      if (!is_last)
        continue;
      g_ptr_array_add (polygons, GEOSGeom_createPolygon_r (context, rings->pdata[0],
                                                           (GEOSGeometry **) (rings->pdata + 1), rings->len - 1));
      g_ptr_array_set_size (rings, 0);
    }
  judge.geometry
      = GEOSGeom_createCollection_r (context, GEOS_MULTIPOLYGON, (GEOSGeometry **) polygons->pdata, polygons->len);
  judge.prepared = GEOSPrepare_r (context, judge.geometry);
  return judge;
}

static void
judge_clear (Judge *judge)
{
  GEOSPreparedGeom_destroy_r (judge->context, judge->prepared);
  GEOSGeom_destroy_r (judge->context, judge->geometry);
  GEOS_finish_r (judge->context);
}

static gboolean
judge_covers (const Judge *judge, gint64 lon, gint64 lat)
{
  GEOSGeometry *point = GEOSGeom_createPointFromXY_r (judge->context, (double) lon, (double) lat);
  char covers = GEOSPreparedCovers_r (judge->context, judge->prepared, point);

  GEOSGeom_destroy_r (judge->context, point);
  g_assert_cmpint (covers, !=, 2);
  return covers;
}

static gboolean
compare_point (const WgShape *shape, const Judge *judge, gint64 lon, gint64 lat)
{
  gboolean ours = wg_shape_contains (shape, wg_shape_degrees_from_units (lon), wg_shape_degrees_from_units (lat));

  g_assert_cmpint (ours, ==, judge_covers (judge, lon, lat));
  return ours;
}

/* Corners, points on edges (only where the middle of an edge is whole), and the points one unit beside them. */
static guint
compare_borders (const WgShape *shape, const Judge *judge)
{
  guint n_on_border = 0;

  for (guint r = 0; r < wg_shape_get_n_rings (shape); r++)
    {
      guint n_points;
      const gint64 *ring = wg_shape_get_ring (shape, r, &n_points, NULL, NULL);

      for (guint i = 0; i < n_points; i++)
        {
          const gint64 *a = ring + 2 * i, *b = ring + 2 * ((i + 1) % n_points);
          gint64 lon = (a[0] + b[0]) / 2, lat = (a[1] + b[1]) / 2;

          g_assert_true (compare_point (shape, judge, a[0], a[1]));
          for (int dx = -1; dx <= 1; dx++)
            {
              for (int dy = -1; dy <= 1; dy++)
                {
                  compare_point (shape, judge, a[0] + dx, a[1] + dy);
                  compare_point (shape, judge, lon + dx, lat + dy);
                }
            }
          if (((a[0] + b[0]) | (a[1] + b[1])) & 1)
            continue;
          g_assert_true (compare_point (shape, judge, lon, lat));
          n_on_border++;
        }
    }
  return n_on_border;
}

static void
test_contains_as_geos (void)
{
  const guint sizes[] = { 3, 5, 9, 20, 60, 300, 2000 };
  /* From a few millimetres, where corners and points coincide all the time, to a province. */
  const double radii[] = { 20.0, 1000.0, 1e6, 2e8, 1e11 };
  guint n_points = 0, n_inside = 0, n_on_border = 0;

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (radii); k++)
        {
          g_autoptr (WgShape) shape = make_random_shape (sizes[s], radii[k]);
          Judge judge;

          if (shape == NULL)
            continue;
          judge = judge_new (shape);
          if (GEOSisValid_r (judge.context, judge.geometry) == 1)
            {
              for (guint i = 0; i < 3000; i++, n_points++)
                n_inside += compare_point (shape, &judge, llround (g_test_rand_double_range (-1.1, 3.6) * radii[k]),
                                           llround (g_test_rand_double_range (-1.1, 1.1) * radii[k]));
              n_on_border += compare_borders (shape, &judge);
            }
          judge_clear (&judge);
        }
    }
  g_test_message ("%u points, %u inside, %u exactly on an edge", n_points, n_inside, n_on_border);
  g_assert_cmpuint (n_points, >=, 40000);
  g_assert_cmpuint (n_inside, >=, 5000);
  g_assert_cmpuint (n_on_border, >=, 1000);
}

static void
test_contains_nonsense (void)
{
  const double ring[] = { 116.0, 40.0, 116.1, 40.0, 116.1, 40.1 };
  g_autoptr (WgShape) shape = wg_shape_new_from_ring (ring, 3);

  g_assert_false (wg_shape_contains (shape, NAN, 40.05));
  g_assert_false (wg_shape_contains (shape, 116.05, NAN));
  g_assert_false (wg_shape_contains (shape, INFINITY, -INFINITY));
  g_assert_false (wg_shape_contains (shape, 1e300, 40.05));
  /* Half a unit outside is rounded onto the border. */
  g_assert_true (wg_shape_contains (shape, 116.1 + 4e-13, 40.05));
  g_assert_false (wg_shape_contains (shape, 116.1 + 6e-13, 40.05));
}

static void
test_million (void)
{
  const guint n_corners = 1000000;
  g_autoptr (WgShapeBuilder) builder = wg_shape_builder_new ();
  g_autoptr (WgShape) shape = NULL, again = NULL;
  g_autoptr (GBytes) wkb = NULL;
  guint n_inside = 0;
  double lon, lat;

  wg_shape_builder_begin_polygon (builder);
  add_star (builder, 116000000000000, 40000000000000, 1e12, n_corners);
  shape = wg_shape_builder_end (builder);
  wkb = wg_shape_to_wkb (shape);
  again = wg_shape_new_from_wkb (g_bytes_get_data (wkb, NULL), g_bytes_get_size (wkb), NULL);
  g_assert_cmpuint (wg_shape_get_n_points (again), ==, wg_shape_get_n_points (shape));

  for (guint i = 0; i < 2000; i++)
    n_inside += wg_shape_contains (again, 115.0 + g_test_rand_double () * 2.0, 39.0 + g_test_rand_double () * 2.0);
  g_assert_cmpuint (n_inside, >, 200);
  g_assert_cmpfloat (wg_shape_get_area_m2 (again), >, 1e9);
  wg_shape_get_label_point (again, &lon, &lat);
  g_assert_true (wg_shape_contains (again, lon, lat));
}

/* Every edge of this comb runs from south to north, the worst for strips of latitude. */
static void
test_comb (void)
{
  g_autoptr (WgShapeBuilder) builder = wg_shape_builder_new ();
  g_autoptr (WgShape) shape = NULL;

  wg_shape_builder_begin_polygon (builder);
  wg_shape_builder_begin_ring (builder);
  wg_shape_builder_add (builder, 0, -100);
  wg_shape_builder_add (builder, 2000000, -100);
  for (gint64 i = 100000; i > 0; i--)
    {
      wg_shape_builder_add (builder, 20 * i, 1000000);
      wg_shape_builder_add (builder, 20 * i - 10, 0);
    }
  shape = wg_shape_builder_end (builder);
  g_assert_true (wg_shape_contains (shape, 20.0 * 5000 * WG_SHAPE_UNIT, 500000 * WG_SHAPE_UNIT));
  g_assert_false (wg_shape_contains (shape, (20.0 * 5000 - 10) * WG_SHAPE_UNIT, 500000 * WG_SHAPE_UNIT));
  g_assert_true (wg_shape_contains (shape, (20.0 * 5000 - 10) * WG_SHAPE_UNIT, 0.0));
}

/* A square degree between 40 and 41 N has 9,421.84 km2 between its parallels on GRS80; geodesic edges bulge northwards,
 * so the same is approached with more corners.
 */
static void
test_area (void)
{
  g_autoptr (WgShapeBuilder) builder = wg_shape_builder_new ();
  g_autoptr (WgShape) whole = NULL, holed = NULL, hole = NULL;
  /* Area of the zone between two parallels: pi b^2 [ln ((1 + e s) / (1 - e s)) / 2e + s / (1 - e^2 s^2)]. */
  double e2 = (2.0 - 1.0 / 298.257222101) / 298.257222101, e = sqrt (e2), zone[2];

  for (int i = 0; i < 2; i++)
    {
      double s = sin ((40.0 + i) * G_PI / 180.0);

      zone[i] = (log ((1.0 + e * s) / (1.0 - e * s)) / (2.0 * e) + s / (1.0 - e2 * s * s)) / 2.0;
    }
  for (int k = 0; k < 3; k++)
    {
      wg_shape_builder_begin_polygon (builder);
      for (int r = k == 2 ? 1 : 0; r <= (k == 1 ? 1 : k == 2 ? 1 : 0); r++)
        {
          gint64 inset = r * 200000000000;

          wg_shape_builder_begin_ring (builder);
          for (gint64 i = 0; i <= 1000; i++)
            wg_shape_builder_add (builder, 116000000000000 + inset + i * (1000000000000 - 2 * inset) / 1000,
                                  40000000000000 + inset);
          for (gint64 i = 1000; i >= 0; i--)
            wg_shape_builder_add (builder, 116000000000000 + inset + i * (1000000000000 - 2 * inset) / 1000,
                                  41000000000000 - inset);
        }
      *(k == 0 ? &whole : k == 1 ? &holed : &hole) = wg_shape_builder_end (builder);
    }
  g_assert_cmpfloat_with_epsilon (wg_shape_get_area_m2 (whole),
                                  (zone[1] - zone[0]) * 2.0 * G_PI / 360.0 * 6378137.0 * 6378137.0 * (1.0 - e2), 5e4);
  g_assert_cmpfloat_with_epsilon (wg_shape_get_area_m2 (holed),
                                  wg_shape_get_area_m2 (whole) - wg_shape_get_area_m2 (hole), 1.0);
}

static void
test_label (void)
{
  /* A horseshoe: its centre of gravity lies outside. A square of 100 m has its pole in the middle. */
  const double horseshoe[]
      = { 0.0, 0.0, 0.03, 0.0, 0.03, 0.03, 0.026, 0.03, 0.026, 0.004, 0.01, 0.004, 0.01, 0.03, 0.0, 0.03 };
  g_autoptr (WgShape) shape = wg_shape_new_from_ring (horseshoe, 8);
  double lon, lat, depth;

  wg_shape_get_label_point (shape, &lon, &lat);
  g_assert_true (wg_shape_contains (shape, lon, lat));
  depth = wg_shape_get_border_distance_m (shape, lon, lat);
  /* The widest place is the left leg, 0.01 degree wide (in the corner the circle may touch three sides, no more). */
  g_assert_cmpfloat (depth, >, 0.98 * 0.005 * 110574.0);

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (WgShape) star = make_random_shape (40, 1e10);
      const WgBox *box = wg_shape_get_box (star);
      double best = 0.0;

      wg_shape_get_label_point (star, &lon, &lat);
      g_assert_true (wg_shape_contains (star, lon, lat));
      depth = wg_shape_get_border_distance_m (star, lon, lat);
      /* The second part is the larger one in half of the shapes: look only at the one that was chosen. */
      for (guint k = 0; k < 1500; k++)
        {
          double x = g_test_rand_double_range (box->min_lon, box->max_lon);
          double y = g_test_rand_double_range (box->min_lat, box->max_lat);

          if ((x > 0.0125) == (lon > 0.0125) && wg_shape_contains (star, x, y))
            best = MAX (best, wg_shape_get_border_distance_m (star, x, y));
        }
      g_assert_cmpfloat (depth, >=, best * 0.985);
    }
}

static void
test_distance (void)
{
  const double ring[] = { 116.0, 40.0, 116.01, 40.0, 116.01, 40.01, 116.0, 40.01 };
  g_autoptr (WgShape) shape = wg_shape_new_from_ring (ring, 4);

  /* Along the meridian of 116 E from 39.999 to 40: 111.034 m of arc, from the other library of the machine. */
  g_assert_cmpfloat_with_epsilon (wg_geo_distance_m (116.0, 39.999, 116.0, 40.0), 111.0345, 0.001);
  g_assert_cmpfloat_with_epsilon (wg_shape_get_border_distance_m (shape, 116.005, 39.999), 111.0345, 0.02);
  g_assert_cmpfloat_with_epsilon (wg_shape_get_border_distance_m (shape, 116.005, 40.001), 111.0345, 0.02);
  g_assert_cmpfloat_with_epsilon (wg_shape_get_border_distance_m (shape, 115.999, 40.005),
                                  wg_geo_distance_m (115.999, 40.005, 116.0, 40.005), 0.02);
  g_assert_cmpfloat_with_epsilon (wg_shape_get_border_distance_m (shape, 115.999, 39.999),
                                  wg_geo_distance_m (115.999, 39.999, 116.0, 40.0), 0.02);
  g_assert_cmpfloat (wg_shape_get_border_distance_m (shape, 116.0, 40.005), ==, 0.0);
}

static void
test_boxes (void)
{
  WgBox box = WG_BOX_EMPTY, other = { 1.0, 1.0, 2.0, 2.0 };

  g_assert_true (wg_box_is_empty (&box));
  g_assert_false (wg_box_intersects (&box, &other));
  wg_box_extend (&box, 5.0, 6.0);
  g_assert_false (wg_box_is_empty (&box));
  g_assert_true (wg_box_contains (&box, 5.0, 6.0));
  g_assert_false (wg_box_intersects (&box, &other));
  wg_box_extend (&box, 2.0, 2.0);
  g_assert_true (wg_box_intersects (&box, &other));
  wg_box_union (&box, &WG_BOX_EMPTY);
  g_assert_cmpfloat (box.min_lon, ==, 2.0);
  wg_box_union (&box, &other);
  g_assert_cmpfloat (box.min_lon, ==, 1.0);
  g_assert_cmpfloat (box.max_lat, ==, 6.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shape/boxes", test_boxes);
  g_test_add_func ("/shape/degenerate", test_degenerate);
  g_test_add_func ("/shape/dropped-rings", test_dropped_rings);
  g_test_add_func ("/shape/contains-as-geos", test_contains_as_geos);
  g_test_add_func ("/shape/contains-nonsense", test_contains_nonsense);
  g_test_add_func ("/shape/million", test_million);
  g_test_add_func ("/shape/comb", test_comb);
  g_test_add_func ("/shape/area", test_area);
  g_test_add_func ("/shape/label", test_label);
  g_test_add_func ("/shape/distance", test_distance);
  return g_test_run ();
}
