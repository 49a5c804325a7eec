/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What covers a pixel, in shares of it: against counting samples, across the edges of targets, and for outlines that
 * are not as they should be. */

#include "wg-rasteriser.h"

#include <math.h>
#include <string.h>

#define SIDE WG_RASTER_SIDE
#define ONE WG_RASTER_ONE

typedef struct
{
  guint32 pixels[SIDE * SIDE];
} Picture;

/* A white ring on black: the blue channel is the coverage. */
static void
fill_ring (WgRasteriser *r,
           Picture *picture,
           const WgRasterPoint *ring,
           guint n,
           gint64 dx,
           gint64 dy,
           guint w,
           guint h)
{
  g_autofree WgRasterPoint *moved = g_new (WgRasterPoint, n + 1);

  memset (picture, 0, sizeof *picture);
  wg_rasteriser_set_target (r, picture->pixels, SIDE, w, h);
  for (guint i = 0; i <= n; i++)
    moved[i] = (WgRasterPoint){ ring[i % n].x - dx * ONE, ring[i % n].y - dy * ONE };
  wg_rasteriser_add_edges (r, moved, n + 1, 1);
  wg_rasteriser_fill (r, 0xffffff, 1.0);
}

static int
coverage_at (const Picture *picture, int x, int y)
{
  return (int)(picture->pixels[y * SIDE + x] & 0xff);
}

/* A star about the middle of the target: its corners are seen one after the other from there, so it never crosses
 * itself. */
static void
make_star (GRand *rand, WgRasterPoint *ring, guint n, double size)
{
  for (guint i = 0; i < n; i++)
    {
      double angle = 2.0 * G_PI * i / n, far = size * g_rand_double_range (rand, 0.15, 1.0);

      ring[i] = (WgRasterPoint){ llrint ((SIDE / 2 + far * cos (angle)) * ONE),
                                 llrint ((SIDE / 2 + far * sin (angle)) * ONE) };
    }
}

static gboolean
contains (const WgRasterPoint *ring, guint n, double x, double y)
{
  gboolean inside = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const WgRasterPoint *a = &ring[i], *b = &ring[(i + 1) % n];

      if ((a->y > y) != (b->y > y)
          && x < (double)a->x + (y - (double)a->y) * (double)(b->x - a->x) / (double)(b->y - a->y))
        inside = !inside;
    }
  return inside;
}

static double
sample (const WgRasterPoint *ring, guint n, int x, int y)
{
  guint hits = 0;

  for (int i = 0; i < 256; i++)
    hits += contains (ring, n, (x + (i % 16 + 0.5) / 16.0) * ONE, (y + (i / 16 + 0.5) / 16.0) * ONE);
  return hits * 255.0 / 256.0;
}

static void
test_against_samples (void)
{
  g_autoptr (WgRasteriser) r = wg_rasteriser_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autofree Picture *picture = g_new (Picture, 1);

  for (guint round = 0; round < 12; round++)
    {
      guint n = 3 + round * 3;
      g_autofree WgRasterPoint *ring = g_new (WgRasterPoint, n);

      make_star (rand, ring, n, 20.0 + 20.0 * round);
      fill_ring (r, picture, ring, n, 0, 0, SIDE, SIDE);
      for (guint i = 0; i < 600; i++)
        {
          int x = g_rand_int_range (rand, 0, SIDE), y = g_rand_int_range (rand, 0, SIDE);

          /* Two edges through one pixel can hide from 256 samples, never from the sum by more than this. */
          g_assert_cmpfloat (fabs (coverage_at (picture, x, y) - sample (ring, n, x, y)), <, 12.0);
        }
    }
}

/* The same shape on a target that cuts it anywhere: each pixel is the same as on the large one. */
static void
test_clipped (void)
{
  g_autoptr (WgRasteriser) r = wg_rasteriser_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);
  g_autofree Picture *whole = g_new (Picture, 1), *part = g_new (Picture, 1);

  for (guint round = 0; round < 60; round++)
    {
      WgRasterPoint ring[24];
      int w = g_rand_int_range (rand, 1, SIDE), h = g_rand_int_range (rand, 1, SIDE);
      int dx = g_rand_int_range (rand, 0, SIDE - w + 1), dy = g_rand_int_range (rand, 0, SIDE - h + 1);

      make_star (rand, ring, 24, g_rand_double_range (rand, 5.0, 5000.0));
      fill_ring (r, whole, ring, 24, 0, 0, SIDE, SIDE);
      fill_ring (r, part, ring, 24, dx, dy, (guint)w, (guint)h);
      for (int y = 0; y < h; y++)
        g_assert_cmpmem (part->pixels + y * SIDE, (gsize)w * 4, whole->pixels + (y + dy) * SIDE + dx, (gsize)w * 4);
    }
}

/* One square that reaches over each of the four edges, one over all of them, and one beside each. */
static void
test_sides (void)
{
  static const int squares[][5] = { { -50, 100, 50, 150, 1 },  { 200, 100, 300, 150, 1 }, { 100, -50, 150, 50, 1 },
                                    { 100, 200, 150, 300, 1 }, { -9, -9, 900, 900, 1 },   { -90, 10, -10, 90, 0 },
                                    { 256, 10, 300, 90, 0 },   { 10, -90, 90, 0, 0 },     { 10, 256, 90, 400, 0 } };
  g_autoptr (WgRasteriser) r = wg_rasteriser_new ();
  g_autofree Picture *picture = g_new (Picture, 1);

  for (guint i = 0; i < G_N_ELEMENTS (squares); i++)
    {
      const int *s = squares[i];
      WgRasterPoint ring[] = {
        { s[0] * ONE, s[1] * ONE }, { s[2] * ONE, s[1] * ONE }, { s[2] * ONE, s[3] * ONE }, { s[0] * ONE, s[3] * ONE }
      };
      guint n_covered = 0;

      fill_ring (r, picture, ring, 4, 0, 0, SIDE, SIDE);
      for (int p = 0; p < SIDE * SIDE; p++)
        {
          gboolean inside = p % SIDE >= s[0] && p % SIDE < s[2] && p / SIDE >= s[1] && p / SIDE < s[3];

          g_assert_cmpint (coverage_at (picture, p % SIDE, p / SIDE), ==, inside ? 255 : 0);
          n_covered += inside;
        }
      g_assert_cmpint (n_covered > 0, ==, s[4]);
    }
}

/* A ring of one shape is the hole of its neighbour: together they are one whole, and each alone leaves the rest. */
static void
test_shared_border (void)
{
  g_autoptr (WgRasteriser) r = wg_rasteriser_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (13);
  g_autofree Picture *inner = g_new0 (Picture, 1), *outer = g_new0 (Picture, 1), *both = g_new0 (Picture, 1);
  const WgRasterPoint frame[]
      = { { -ONE, -ONE }, { 300 * ONE, -ONE }, { 300 * ONE, 300 * ONE }, { -ONE, 300 * ONE }, { -ONE, -ONE } };
  WgRasterPoint star[61];

  make_star (rand, star, 60, 120.0);
  star[60] = star[0];
  fill_ring (r, inner, star, 60, 0, 0, SIDE, SIDE);
  wg_rasteriser_set_target (r, outer->pixels, SIDE, SIDE, SIDE);
  wg_rasteriser_add_edges (r, frame, 5, 1);
  wg_rasteriser_add_edges (r, star, 61, -1);
  wg_rasteriser_fill (r, 0xffffff, 1.0);
  wg_rasteriser_set_target (r, both->pixels, SIDE, SIDE, SIDE);
  wg_rasteriser_add_edges (r, frame, 5, 1);
  wg_rasteriser_add_edges (r, star, 61, -1);
  wg_rasteriser_add_edges (r, star, 61, 1);
  wg_rasteriser_fill (r, 0xffffff, 1.0);
  for (int p = 0; p < SIDE * SIDE; p++)
    {
      int sum = coverage_at (inner, p % SIDE, p / SIDE) + coverage_at (outer, p % SIDE, p / SIDE);

      g_assert_cmpint (ABS (sum - 255), <=, 1);
      g_assert_cmpint (coverage_at (both, p % SIDE, p / SIDE), ==, 255);
    }
  g_assert_cmpint (coverage_at (inner, SIDE / 2, SIDE / 2), ==, 255);
  g_assert_cmpint (coverage_at (outer, SIDE / 2, SIDE / 2), ==, 0);
}

/* Overlaps of one area count once, whatever their direction; a weight of two is no more than one. */
static void
test_winding (void)
{
  g_autoptr (WgRasteriser) r = wg_rasteriser_new ();
  g_autofree Picture *picture = g_new0 (Picture, 1);
  const WgRasterPoint a[] = { { 0, 0 }, { 99 * ONE, 0 }, { 99 * ONE, 99 * ONE }, { 0, 99 * ONE }, { 0, 0 } };
  const WgRasterPoint b[] = { { 50 * ONE, 50 * ONE },
                              { 150 * ONE, 50 * ONE },
                              { 150 * ONE, 150 * ONE },
                              { 50 * ONE, 150 * ONE },
                              { 50 * ONE, 50 * ONE } };

  wg_rasteriser_set_target (r, picture->pixels, SIDE, SIDE, SIDE);
  wg_rasteriser_add_edges (r, a, 5, 1);
  wg_rasteriser_add_edges (r, b, 5, 2);
  wg_rasteriser_fill (r, 0x0000ff, 0.5);
  g_assert_cmpint (coverage_at (picture, 10, 10), ==, coverage_at (picture, 70, 70));
  g_assert_cmpint (coverage_at (picture, 10, 10), ==, coverage_at (picture, 140, 140));
  g_assert_cmpint (ABS (coverage_at (picture, 10, 10) - 128), <=, 1);
  g_assert_cmphex (picture->pixels[10 * SIDE + 10] >> 24, ==, coverage_at (picture, 10, 10));
  g_assert_cmphex (picture->pixels[10 * SIDE + 200], ==, 0);
}

static void
test_degenerate (void)
{
  static const WgRasterPoint rings[][4] = {
    { { 9000, 9000 }, { 9000, 9000 }, { 9000, 9000 }, { 9000, 9000 } }, /* one corner */
    { { 100, 100 }, { 60000, 50000 }, { 100, 100 }, { 60000, 50000 } }, /* there and back */
    { { 100, 4711 }, { 60000, 4711 }, { 300, 4711 }, { 999, 4711 } },   /* flat */
    { { 4711, 100 }, { 4711, 60000 }, { 4711, 300 }, { 4711, 999 } },   /* upright */
  };
  const WgRasterPoint plain[] = { { 2560, 2560 }, { 51200, 5120 }, { 25600, 51200 } };
  const WgRasterPoint doubled[] = { { 2560, 2560 },   { 2560, 2560 },   { 51200, 5120 }, { 51200, 5120 },
                                    { 25600, 51200 }, { 25600, 51200 }, { 25600, 51200 } };
  g_autoptr (WgRasteriser) r = wg_rasteriser_new ();
  g_autofree Picture *a = g_new (Picture, 1), *b = g_new (Picture, 1);

  for (guint i = 0; i < G_N_ELEMENTS (rings); i++)
    {
      fill_ring (r, a, rings[i], 4, 0, 0, SIDE, SIDE);
      for (int p = 0; p < SIDE * SIDE; p++)
        g_assert_cmphex (a->pixels[p], ==, 0);
    }
  fill_ring (r, a, plain, 3, 0, 0, SIDE, SIDE);
  fill_ring (r, b, doubled, 7, 0, 0, SIDE, SIDE);
  g_assert_cmpmem (a, sizeof *a, b, sizeof *b);
  g_assert_cmpint (coverage_at (a, 100, 60), ==, 255);
}

/* A million corners, many to a pixel: the covered area is that of the outline. */
static void
test_million (void)
{
  const guint n = 1000000;
  g_autoptr (WgRasteriser) r = wg_rasteriser_new ();
  g_autofree WgRasterPoint *ring = g_new (WgRasterPoint, n);
  g_autofree Picture *picture = g_new (Picture, 1);
  double area = 0.0, covered = 0.0;

  for (guint i = 0; i < n; i++)
    {
      double angle = 2.0 * G_PI * i / n, far = 100.0 + (i % 2 == 0 ? 0.0 : 20.0);

      ring[i]
          = (WgRasterPoint){ llrint ((128.0 + far * cos (angle)) * ONE), llrint ((128.0 + far * sin (angle)) * ONE) };
    }
  for (guint i = 0; i < n; i++)
    area += (double)ring[i].x * (double)ring[(i + 1) % n].y - (double)ring[(i + 1) % n].x * (double)ring[i].y;
  fill_ring (r, picture, ring, n, 0, 0, SIDE, SIDE);
  for (int p = 0; p < SIDE * SIDE; p++)
    covered += coverage_at (picture, p % SIDE, p / SIDE) / 255.0;
  g_assert_cmpfloat (fabs (covered * 2.0 * ONE * ONE / area - 1.0), <, 0.003);
  g_assert_cmpint (coverage_at (picture, 128, 128), ==, 255);
}

/* Outlines that reach across continents at street zooms. */
static void
test_far (void)
{
  const gint64 far = G_GINT64_CONSTANT (1) << 42;
  const WgRasterPoint ring[] = { { -far, -far + 99 }, { far, -far - 77 }, { far + 5, far }, { -far, far - 1 } };
  const WgRasterPoint beside[] = { { far, -far }, { 2 * far, -far }, { 2 * far, far }, { far, far } };
  g_autoptr (WgRasteriser) r = wg_rasteriser_new ();
  g_autofree Picture *picture = g_new (Picture, 1);

  fill_ring (r, picture, ring, 4, 0, 0, SIDE, SIDE);
  for (int p = 0; p < SIDE * SIDE; p++)
    g_assert_cmphex (picture->pixels[p], ==, 0xffffffff);
  fill_ring (r, picture, beside, 4, 0, 0, SIDE, SIDE);
  for (int p = 0; p < SIDE * SIDE; p++)
    g_assert_cmphex (picture->pixels[p], ==, 0);
}

/* --- Lines --- */

static void
draw_line (WgRasteriser *r, Picture *picture, const WgRasterPoint *line, guint n, gint64 dx, gint64 dy, double width)
{
  const WgRasterStroke stroke = { 0xffffff, 1.0, width };
  g_autofree WgRasterPoint *moved = g_new (WgRasterPoint, n);

  memset (picture, 0, sizeof *picture);
  wg_rasteriser_set_target (r, picture->pixels, SIDE, SIDE, SIDE);
  for (guint i = 0; i < n; i++)
    moved[i] = (WgRasterPoint){ line[i].x - dx * ONE, line[i].y - dy * ONE };
  wg_rasteriser_begin_lines (r, width, FALSE);
  wg_rasteriser_add_line (r, moved, n);
  wg_rasteriser_stroke (r, &stroke, 1);
}

/* Every pixel against its distance, as a person would compute it. */
static void
test_line_distance (void)
{
  g_autoptr (WgRasteriser) r = wg_rasteriser_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (14);
  g_autofree Picture *picture = g_new (Picture, 1);

  for (guint round = 0; round < 40; round++)
    {
      double width = g_rand_double_range (rand, 0.3, 14.0);
      WgRasterPoint line[2];

      for (guint i = 0; i < 2; i++)
        line[i] = (WgRasterPoint){ g_rand_int_range (rand, -99 * ONE, 350 * ONE),
                                   g_rand_int_range (rand, -99 * ONE, 350 * ONE) };
      if (round % 5 == 0)
        line[1].y = line[0].y + (round % 2);
      draw_line (r, picture, line, 2, 0, 0, width);
      for (int p = 0; p < SIDE * SIDE; p++)
        {
          double px = p % SIDE + 0.5 - (double)line[0].x / ONE, py = p / SIDE + 0.5 - (double)line[0].y / ONE;
          double dx = (double)(line[1].x - line[0].x) / ONE, dy = (double)(line[1].y - line[0].y) / ONE;
          double t = CLAMP ((px * dx + py * dy) / (dx * dx + dy * dy), 0.0, 1.0);
          double cover = CLAMP (width / 2 + 0.5 - hypot (px - t * dx, py - t * dy), 0.0, MIN (width, 1.0));

          g_assert_cmpfloat (fabs (coverage_at (picture, p % SIDE, p / SIDE) - 255.0 * cover), <, 2.0);
        }
    }
}

static void
test_line_clipped (void)
{
  g_autoptr (WgRasteriser) r = wg_rasteriser_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (15);
  g_autofree Picture *whole = g_new (Picture, 1), *part = g_new (Picture, 1);

  for (guint round = 0; round < 60; round++)
    {
      WgRasterPoint line[40];
      double width = g_rand_double_range (rand, 0.3, 14.0);
      int dx = g_rand_int_range (rand, 0, SIDE), dy = g_rand_int_range (rand, 0, SIDE);

      make_star (rand, line, 40, g_rand_double_range (rand, 5.0, round % 3 == 0 ? 30000.0 : 300.0));
      draw_line (r, whole, line, 40, 0, 0, width);
      draw_line (r, part, line, 40, dx, dy, width);
      for (int y = 0; y < SIDE - dy; y++)
        g_assert_cmpmem (part->pixels + y * SIDE, (gsize)(SIDE - dx) * 4, whole->pixels + (y + dy) * SIDE + dx,
                         (gsize)(SIDE - dx) * 4);
    }
}

static void
test_line_twice (void)
{
  const WgRasterPoint once[] = { { 2000, 3000 }, { 50000, 40000 }, { 9000, 60000 } };
  const WgRasterPoint twice[] = { { 2000, 3000 }, { 50000, 40000 }, { 9000, 60000 }, { 50000, 40000 }, { 2000, 3000 } };
  g_autoptr (WgRasteriser) r = wg_rasteriser_new ();
  g_autofree Picture *a = g_new (Picture, 1), *b = g_new (Picture, 1);

  draw_line (r, a, once, 3, 0, 0, 3.4);
  draw_line (r, b, twice, 5, 0, 0, 3.4);
  g_assert_cmpmem (a, sizeof *a, b, sizeof *b);
}

/* --- The mask --- */

/* A square of which a frame along its border is kept, striped. */
static void
test_mask (void)
{
  const WgRasterPoint square[] = { { 50 * ONE, 50 * ONE },
                                   { 150 * ONE, 50 * ONE },
                                   { 150 * ONE, 150 * ONE },
                                   { 50 * ONE, 150 * ONE },
                                   { 50 * ONE, 50 * ONE } };
  g_autoptr (WgRasteriser) r = wg_rasteriser_new ();
  g_autofree Picture *picture = g_new0 (Picture, 1);
  guint16 stripes[2 * SIDE + 8];

  for (guint i = 0; i < 2 * SIDE + 8; i++)
    stripes[i] = i % 8 < 4 ? 256 : 0;
  wg_rasteriser_set_target (r, picture->pixels, SIDE, SIDE, SIDE);
  wg_rasteriser_mask_clear (r);
  wg_rasteriser_add_edges (r, square, 5, 1);
  wg_rasteriser_mask_fill (r);
  wg_rasteriser_begin_lines (r, 12.0, TRUE);
  wg_rasteriser_add_line (r, square, 5);
  wg_rasteriser_mask_keep_lines (r, 12.0);
  wg_rasteriser_mask_paint (r, 0xffffff, 0.0, 0xffffff, stripes);
  for (int p = 0; p < SIDE * SIDE; p++)
    {
      int x = p % SIDE, y = p / SIDE;
      int depth = MIN (MIN (x - 50, 149 - x), MIN (y - 50, 149 - y));

      g_assert_cmpint (coverage_at (picture, x, y), ==, depth >= 0 && depth < 6 && (x + y) % 8 < 4 ? 255 : 0);
    }
}

/* --- The same on every machine --- */

static void
test_golden (void)
{
  g_autoptr (WgRasteriser) r = wg_rasteriser_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (16);
  g_autofree Picture *picture = g_new0 (Picture, 1);
  const WgRasterStroke strokes[] = { { 0xffffff, 0.55, 2.9 }, { 0x1c1c1f, 0.75, 1.1 } };
  g_autofree char *sum = NULL;

  wg_rasteriser_set_target (r, picture->pixels, SIDE, 251, 253);
  wg_rasteriser_clear (r, 0xfff4f2ee);
  for (guint i = 0; i < 5; i++)
    {
      static const guint32 colours[] = { 0xfde725, 0x5ec962, 0x21918c, 0x3b2a78, 0xc01c28 };
      WgRasterPoint star[18];

      /* Corners on a lattice: no function of the C library takes part in where they lie. */
      for (guint k = 0; k < 17; k++)
        star[k] = (WgRasterPoint){ g_rand_int_range (rand, -20000, 85000), g_rand_int_range (rand, -20000, 85000) };
      star[17] = star[0];
      wg_rasteriser_add_edges (r, star, 18, 1);
      wg_rasteriser_fill (r, colours[i], 0.3 + 0.1 * i);
      wg_rasteriser_begin_lines (r, 2.9, FALSE);
      wg_rasteriser_add_line (r, star, 18);
      wg_rasteriser_stroke (r, strokes, 2);
    }
  wg_rasteriser_finish (r);
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)picture, sizeof *picture);
  g_assert_cmpstr (sum, ==, "ef8199b274269ae2c30d2854612eb2a37d362579ddee4500b029b0dca21e35f2");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rasteriser/against-samples", test_against_samples);
  g_test_add_func ("/rasteriser/clipped", test_clipped);
  g_test_add_func ("/rasteriser/sides", test_sides);
  g_test_add_func ("/rasteriser/shared-border", test_shared_border);
  g_test_add_func ("/rasteriser/winding", test_winding);
  g_test_add_func ("/rasteriser/degenerate", test_degenerate);
  g_test_add_func ("/rasteriser/million", test_million);
  g_test_add_func ("/rasteriser/far", test_far);
  g_test_add_func ("/rasteriser/line-distance", test_line_distance);
  g_test_add_func ("/rasteriser/line-clipped", test_line_clipped);
  g_test_add_func ("/rasteriser/line-twice", test_line_twice);
  g_test_add_func ("/rasteriser/mask", test_mask);
  g_test_add_func ("/rasteriser/golden", test_golden);
  return g_test_run ();
}
