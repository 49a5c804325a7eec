/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in a row asks for the same width however high the row is, and still for more height where it is narrow. */

#include "wg-steady-bin.h"

static GtkWidget *
make_label (void)
{
  GtkWidget *label = gtk_label_new ("own grid, post A +40 · on duty +20 · 3 in hand -6 · 240 m +12");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  return label;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int size[2])
{
  gtk_widget_measure (widget, orientation, for_size, &size[0], &size[1], NULL, NULL);
}

static void
test_width (void)
{
  g_autoptr (GtkWidget) bare = g_object_ref_sink (make_label ());
  g_autoptr (GtkWidget) steady = g_object_ref_sink (wg_steady_bin_new (make_label ()));
  int any[2], low[2], size[2];

  /* A label by itself is the narrower the higher it may be: to find that out it breaks its lines again and again. */
  measure (bare, GTK_ORIENTATION_HORIZONTAL, -1, any);
  measure (bare, GTK_ORIENTATION_HORIZONTAL, 10, low);
  g_assert_cmpint (low[0], >, any[0]);
  for (int height = 10; height < 200; height += 30)
    {
      measure (steady, GTK_ORIENTATION_HORIZONTAL, height, size);
      g_assert_cmpint (size[0], ==, any[0]);
      g_assert_cmpint (size[1], ==, any[1]);
    }
}

static void
test_height (void)
{
  g_autoptr (GtkWidget) bare = g_object_ref_sink (make_label ());
  g_autoptr (GtkWidget) steady = g_object_ref_sink (wg_steady_bin_new (make_label ()));
  int expected[2], size[2];

  for (int width = 120; width < 600; width += 60)
    {
      measure (bare, GTK_ORIENTATION_VERTICAL, width, expected);
      measure (steady, GTK_ORIENTATION_VERTICAL, width, size);
      g_assert_cmpint (size[0], ==, expected[0]);
      g_assert_cmpint (size[1], ==, expected[1]);
    }
  g_assert_cmpint (gtk_widget_get_request_mode (steady), ==, GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH);
}

static void
test_room (void)
{
  GtkWidget *label = make_label ();
  g_autoptr (GtkWidget) steady = g_object_ref_sink (wg_steady_bin_new (label));
  int size[2];

  measure (steady, GTK_ORIENTATION_VERTICAL, 300, size);
  gtk_widget_size_allocate (steady, &(GtkAllocation){ 0, 0, 300, size[1] }, -1);
  g_assert_cmpint (gtk_widget_get_width (label), ==, 300);
  g_assert_cmpint (gtk_widget_get_height (label), ==, size[1]);
}

int
main (int argc, char **argv)
{
  gtk_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/steady-bin/width", test_width);
  g_test_add_func ("/steady-bin/height", test_height);
  g_test_add_func ("/steady-bin/room", test_room);
  return g_test_run ();
}
