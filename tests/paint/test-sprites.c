/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every look that must be told apart is another picture, and a look is drawn once. */

#include "wg-case-sprites.h"

#include <string.h>

static gsize
count_ink (cairo_surface_t *surface)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  gsize n = (gsize) cairo_image_surface_get_stride (surface) * cairo_image_surface_get_height (surface), ink = 0;

  for (gsize i = 3; i < n; i += 4)
    ink += data[i] > 0;
  return ink;
}

static gboolean
same_picture (cairo_surface_t *a, cairo_surface_t *b)
{
  int stride = cairo_image_surface_get_stride (a), height = cairo_image_surface_get_height (a);

  return stride == cairo_image_surface_get_stride (b) && height == cairo_image_surface_get_height (b)
         && memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b), (gsize) stride * height) == 0;
}

static const WgCaseLook looks[] = {
  { WG_CASE_STATE_REPORTED, 0, 0, FALSE, FALSE },
  { WG_CASE_STATE_FILED, 0, 0, FALSE, FALSE },
  { WG_CASE_STATE_ASSIGNED, 0, 0, FALSE, FALSE },
  { WG_CASE_STATE_HANDLING, 0, 0, FALSE, FALSE },
  { WG_CASE_STATE_HANDLED, 0, 0, FALSE, FALSE },
  { WG_CASE_STATE_CLOSED, 0, 0, FALSE, FALSE },
  { WG_CASE_STATE_REJECTED, 0, 0, FALSE, FALSE },
  { WG_CASE_STATE_FILED, 1, 0, FALSE, FALSE },
  { WG_CASE_STATE_FILED, 5, 0, FALSE, FALSE },
  { WG_CASE_STATE_FILED, 6, 0, FALSE, FALSE },
  { WG_CASE_STATE_FILED, 7, 0, FALSE, FALSE },
  { WG_CASE_STATE_FILED, 8, 0, FALSE, FALSE },
  { WG_CASE_STATE_FILED, 0, WG_CASE_FLAG_OVERDUE, FALSE, FALSE },
  { WG_CASE_STATE_FILED, 0, WG_CASE_FLAG_SUSPENDED, FALSE, FALSE },
  { WG_CASE_STATE_FILED, 0, WG_CASE_FLAG_OUTSIDE, FALSE, FALSE },
  { WG_CASE_STATE_FILED, 0, WG_CASE_FLAG_SUPERVISED, FALSE, FALSE },
  { WG_CASE_STATE_FILED, 0, WG_CASE_FLAG_EMERGENCY, FALSE, FALSE },
  { WG_CASE_STATE_FILED, 0, WG_CASE_FLAG_EMERGENCY | WG_CASE_FLAG_OVERDUE, FALSE, FALSE },
  { WG_CASE_STATE_FILED, 0, WG_CASE_FLAG_EMERGENCY | WG_CASE_FLAG_UNACKNOWLEDGED, FALSE, FALSE },
  { WG_CASE_STATE_FILED, 0, 0, TRUE, FALSE },
  { WG_CASE_STATE_FILED, 0, 0, FALSE, TRUE },
  { WG_CASE_STATE_REPORTED, 0, 0, FALSE, TRUE },
  { WG_CASE_STATE_ASSIGNED, 0, WG_CASE_FLAG_OVERDUE, FALSE, TRUE },
};

static void
test_distinct (gconstpointer data)
{
  double size = *(const double *) data;

  for (guint theme = 0; theme < WG_N_THEMES; theme++)
    {
      g_autoptr (WgCaseSprites) sprites = wg_case_sprites_new ((WgTheme) theme, 1.0, size);
      cairo_surface_t *pictures[G_N_ELEMENTS (looks)];

      for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
        {
          pictures[i] = wg_case_sprites_get (sprites, &looks[i]);
          g_assert_cmpuint (count_ink (pictures[i]), >, 40);
          for (guint k = 0; k < i; k++)
            g_assert_false (same_picture (pictures[i], pictures[k]));
        }
      for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
        {
          cairo_surface_t *again = wg_case_sprites_get (sprites, &looks[i]);

          g_assert_true (again == pictures[i]);
          cairo_surface_destroy (again);
          cairo_surface_destroy (pictures[i]);
        }
    }
}

/* The states differ by more than a colour: in the mask of what is darkest on the paper. */
static void
test_shapes (void)
{
  g_autoptr (WgCaseSprites) sprites = wg_case_sprites_new (WG_THEME_LIGHT, 1.0, 32.0);
  guint masks[7][18];

  for (guint state = 0; state < 7; state++)
    {
      cairo_surface_t *picture = wg_case_sprites_get (sprites, &looks[state]);
      const guint8 *data = cairo_image_surface_get_data (picture);
      int stride = cairo_image_surface_get_stride (picture), middle = cairo_image_surface_get_width (picture) / 2;

      for (int y = 0; y < 18; y++)
        {
          masks[state][y] = 0;
          for (int x = 0; x < 18; x++)
            masks[state][y] |= (guint) (data[(middle + y - 9) * stride + (middle + x - 9) * 4] < 0x90) << x;
        }
      for (guint k = 0; k < state; k++)
        {
          guint n = 0;

          for (int y = 0; y < 18; y++)
            n += (guint) __builtin_popcount (masks[state][y] ^ masks[k][y]);
          g_assert_cmpuint (n, >=, 12);
        }
      cairo_surface_destroy (picture);
    }
}

static void
test_clusters (void)
{
  g_autoptr (WgCaseSprites) sprites = wg_case_sprites_new (WG_THEME_DARK, 2.0, 32.0);
  static const guint counts[][2]
      = { { 2, 0 }, { 3, 0 }, { 12, 0 }, { 12, 3 }, { 12, 4 }, { 1234, 0 }, { 99999, 1000 } };
  cairo_surface_t *pictures[G_N_ELEMENTS (counts)];

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      pictures[i] = wg_case_sprites_get_cluster (sprites, &looks[1], counts[i][0], counts[i][1]);
      g_assert_cmpuint (count_ink (pictures[i]), >, 1000);
      for (guint k = 0; k < i; k++)
        g_assert_false (same_picture (pictures[i], pictures[k]));
    }
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    cairo_surface_destroy (pictures[i]);
}

static void
test_text (void)
{
  g_autoptr (WgTextPainter) text = wg_text_painter_new (2.0);
  WgTextStyle style = { 14.0, 700, 0x1b1720, 0xffffff, 1.5, -1 };
  cairo_surface_t *a = wg_text_painter_get (text, "12", &style), *b = wg_text_painter_get (text, "12", &style), *c;
  double width, height;

  g_assert_true (a == b);
  g_assert_cmpuint (count_ink (a), >, 100);
  wg_surface_get_logical_size (a, &width, &height);
  g_assert_cmpfloat (width, >, 14.0);
  g_assert_cmpfloat (height, <, 24.0);
  style.halo_radius = 0.0;
  c = wg_text_painter_get (text, "12", &style);
  g_assert_cmpuint (count_ink (c), <, count_ink (a));
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
  cairo_surface_destroy (c);
}

int
main (int argc, char *argv[])
{
  static const double sizes[] = { 16.0, 32.0, 64.0 };

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/sprites/distinct/16", &sizes[0], test_distinct);
  g_test_add_data_func ("/sprites/distinct/32", &sizes[1], test_distinct);
  g_test_add_data_func ("/sprites/distinct/64", &sizes[2], test_distinct);
  g_test_add_func ("/sprites/shapes", test_shapes);
  g_test_add_func ("/sprites/clusters", test_clusters);
  g_test_add_func ("/sprites/text", test_text);
  return g_test_run ();
}
