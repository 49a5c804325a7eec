/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: outlines come from strangers. Every kind of well-formed bytes must be read, and any others refused without a
 * byte read too far.
 */

#include <string.h>

#include "wg-error.h"
#include "wg-shape.h"

static void
put_uint32 (GByteArray *bytes, guint32 value)
{
  g_byte_array_append (bytes, (const guint8 *) &value, sizeof value);
}

static void
put_double (GByteArray *bytes, double value)
{
  g_byte_array_append (bytes, (const guint8 *) &value, sizeof value);
}

static void
put_header (GByteArray *bytes, guint32 type)
{
  const guint8 order = G_BYTE_ORDER == G_LITTLE_ENDIAN;

  g_byte_array_append (bytes, &order, 1);
  put_uint32 (bytes, type);
}

/* A closed square with every extra dimension filled with the value 7. */
static void
put_square (GByteArray *bytes, double lon, double lat, double side, guint n_extra)
{
  const double steps[5][2] = { { 0, 0 }, { 0, 1 }, { 1, 1 }, { 1, 0 }, { 0, 0 } };

  put_uint32 (bytes, 5);
  for (guint i = 0; i < 5; i++)
    {
      put_double (bytes, lon + steps[i][0] * side);
      put_double (bytes, lat + steps[i][1] * side);
      for (guint k = 0; k < n_extra; k++)
        put_double (bytes, 7.0);
    }
}

static GByteArray *
make_polygon_with_hole (guint32 type, guint n_extra)
{
  GByteArray *bytes = g_byte_array_new ();

  put_header (bytes, type);
  if ((type & 0x20000000u) != 0)
    put_uint32 (bytes, 4490);
  put_uint32 (bytes, 2);
  put_square (bytes, 116.0, 40.0, 0.01, n_extra);
  put_square (bytes, 116.002, 40.002, 0.004, n_extra);
  return bytes;
}

static void
test_read (void)
{
  const struct
  {
    guint32 type;
    guint n_extra;
  } kinds[] = { { 3, 0 },           { 1003, 1 },        { 2003, 1 },        { 3003, 2 },       { 0x80000003u, 1 },
                { 0x40000003u, 1 }, { 0xc0000003u, 2 }, { 0xe0000003u, 2 }, { 0x20000003u, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GByteArray) bytes = make_polygon_with_hole (kinds[i].type, kinds[i].n_extra);
      g_autoptr (GError) error = NULL;
      g_autoptr (WgShape) shape = wg_shape_new_from_wkb (bytes->data, bytes->len, &error);
      guint n_points, polygon;
      gboolean is_hole;
      const gint64 *ring;

      g_assert_no_error (error);
      g_assert_cmpuint (wg_shape_get_n_polygons (shape), ==, 1);
      g_assert_cmpuint (wg_shape_get_n_rings (shape), ==, 2);
      g_assert_cmpuint (wg_shape_get_n_points (shape), ==, 8);
      ring = wg_shape_get_ring (shape, 1, &n_points, &polygon, &is_hole);
      g_assert_true (is_hole);
      g_assert_cmpuint (n_points, ==, 4);
      g_assert_cmpint (ring[0], ==, 116002000000000);
      g_assert_cmpint (ring[1], ==, 40002000000000);
      g_assert_true (wg_shape_contains (shape, 116.001, 40.001));
      g_assert_false (wg_shape_contains (shape, 116.003, 40.003));
      g_assert_cmpfloat (wg_shape_get_box (shape)->max_lon, ==, 116.01);
    }
}

static void
test_orientation (void)
{
  g_autoptr (GByteArray) bytes = make_polygon_with_hole (3, 0);
  g_autoptr (WgShape) shape = wg_shape_new_from_wkb (bytes->data, bytes->len, NULL);

  for (guint r = 0; r < 2; r++)
    {
      guint n_points;
      const gint64 *ring = wg_shape_get_ring (shape, r, &n_points, NULL, NULL);
      double area = 0.0;

      for (guint i = 0; i < n_points; i++)
        {
          const gint64 *a = ring + 2 * i, *b = ring + 2 * ((i + 1) % n_points);

          area += (double) (a[0] - ring[0]) * (double) (b[1] - ring[1]) - (double) (b[0] - ring[0]) * (double) (a[1] - ring[1]);
        }
      g_assert_cmpint (area > 0.0, ==, r == 0);
    }
}

static void
test_round_trip (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (WgShape) shape = NULL, again = NULL;
  g_autoptr (GBytes) written = NULL, rewritten = NULL;

  put_header (bytes, 6);
  put_uint32 (bytes, 2);
  put_header (bytes, 3);
  put_uint32 (bytes, 2);
  put_square (bytes, 116.123456789, 40.987654321, 0.01, 0);
  put_square (bytes, 116.125, 40.989, 0.001, 0);
  put_header (bytes, 1003);
  put_uint32 (bytes, 1);
  put_square (bytes, -77.0, 38.9, 0.3, 1);

  shape = wg_shape_new_from_wkb (bytes->data, bytes->len, NULL);
  g_assert_nonnull (shape);
  written = wg_shape_to_wkb (shape);
  again = wg_shape_new_from_wkb (g_bytes_get_data (written, NULL), g_bytes_get_size (written), NULL);
  g_assert_nonnull (again);
  rewritten = wg_shape_to_wkb (again);
  g_assert_true (g_bytes_equal (written, rewritten));
  g_assert_cmpuint (wg_shape_get_n_polygons (again), ==, 2);
  g_assert_cmpuint (wg_shape_get_n_rings (again), ==, 3);
}

static void
assert_unreadable (const guint8 *data, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  /* A copy of exactly that size lets the address sanitizer and valgrind see a byte read too far. */
  g_autofree guint8 *copy = g_memdup2 (data, n_bytes);
  g_autoptr (WgShape) shape = wg_shape_new_from_wkb (copy, n_bytes, &error);

  g_assert_null (shape);
  g_assert_error (error, WG_ERROR, WG_ERROR_UNREADABLE);
}

static void
test_truncated (void)
{
  g_autoptr (GByteArray) single = make_polygon_with_hole (0xe0000003u, 2);
  g_autoptr (WgShape) shape = wg_shape_new_from_wkb (single->data, single->len, NULL);
  g_autoptr (GBytes) multi = wg_shape_to_wkb (shape);

  for (gsize n = 0; n < single->len; n++)
    assert_unreadable (single->data, n);
  for (gsize n = 0; n < g_bytes_get_size (multi); n++)
    assert_unreadable (g_bytes_get_data (multi, NULL), n);
}

static void
test_hostile (void)
{
  const double bad_values[] = { NAN, INFINITY, -INFINITY, 1e300, 361.0, 500000.0 };
  const guint32 bad_types[] = { 0, 1, 2, 4, 5, 7, 10, 17, 4003, 0x10000007, 0xffffffff };

  for (guint i = 0; i < G_N_ELEMENTS (bad_values); i++)
    {
      g_autoptr (GByteArray) bytes = make_polygon_with_hole (3, 0);

      memcpy (bytes->data + 9 + 4 + 16, &bad_values[i], sizeof (double));
      assert_unreadable (bytes->data, bytes->len);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_types); i++)
    {
      g_autoptr (GByteArray) bytes = make_polygon_with_hole (3, 0);

      memcpy (bytes->data + 1, &bad_types[i], sizeof (guint32));
      assert_unreadable (bytes->data, bytes->len);
    }
  /* Each count in turn says four thousand million; once the byte order is none. */
  for (gsize at = 0; at < 14; at++)
    {
      g_autoptr (GByteArray) bytes = make_polygon_with_hole (3, 0);

      if (at == 0)
        bytes->data[0] = 2;
      else if (at == 5 || at == 9)
        memset (bytes->data + at, 0xff, 4);
      else
        continue;
      assert_unreadable (bytes->data, bytes->len);
    }
}

static void
test_nested (void)
{
  g_autoptr (GByteArray) deep = g_byte_array_new (), empty = g_byte_array_new (), extra = make_polygon_with_hole (3, 0);

  for (guint i = 0; i < 100000; i++)
    {
      put_header (deep, 6);
      put_uint32 (deep, 1);
    }
  assert_unreadable (deep->data, deep->len);

  put_header (empty, 3);
  put_uint32 (empty, 0);
  assert_unreadable (empty->data, empty->len);

  g_byte_array_append (extra, (const guint8 *) "x", 1);
  assert_unreadable (extra->data, extra->len);
}

/* Random bytes written over a valid outline: read or refused, never a crash. */
static void
test_mutated (void)
{
  guint n_read = 0, n_refused = 0;

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GByteArray) bytes = make_polygon_with_hole (3, 0);
      g_autoptr (WgShape) shape = NULL;
      double lon, lat;

      for (int k = g_test_rand_int_range (1, 4); k > 0; k--)
        bytes->data[g_test_rand_int_range (0, (gint32) bytes->len)] = (guint8) g_test_rand_int_range (0, 256);
      shape = wg_shape_new_from_wkb (bytes->data, bytes->len, NULL);
      n_read += shape != NULL;
      n_refused += shape == NULL;
      if (shape == NULL || n_read % 10 != 0)
        continue;
      wg_shape_get_label_point (shape, &lon, &lat);
      g_assert_true (isfinite (lon) && isfinite (lat));
    }
  g_assert_cmpuint (n_read, >, 1000);
  g_assert_cmpuint (n_refused, >, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shape-wkb/read", test_read);
  g_test_add_func ("/shape-wkb/orientation", test_orientation);
  g_test_add_func ("/shape-wkb/round-trip", test_round_trip);
  g_test_add_func ("/shape-wkb/truncated", test_truncated);
  g_test_add_func ("/shape-wkb/hostile", test_hostile);
  g_test_add_func ("/shape-wkb/nested", test_nested);
  g_test_add_func ("/shape-wkb/mutated", test_mutated);
  return g_test_run ();
}
