/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the legend says of the classes, that one class can be looked for, and that it can be made small. */

#include "wg-legend.h"

#include <adwaita.h>

static void
test_format (void)
{
  const gint64 breaks[] = { 0, 2, 5, 10 }, tight[] = { 0, 1, 2, 50 };
  static const char *const expected[] = { "0", "1–2", "3–5", "6–10", "> 10" };
  static const char *const expected_tight[] = { "0.0", "0.1", "0.2", "0.3–5.0", "> 5.0" };

  for (guint klass = 0; klass < WG_N_CLASSES; klass++)
    {
      g_autofree char *text = wg_legend_format_class (WG_MEASURE_OPEN, breaks, klass);
      g_autofree char *tight_text = wg_legend_format_class (WG_MEASURE_HOUSEHOLDS, tight, klass);

      g_assert_cmpstr (text, ==, expected[klass]);
      g_assert_cmpstr (tight_text, ==, expected_tight[klass]);
    }
}

static GPtrArray *
list_buttons (GtkWidget *widget, GPtrArray *buttons)
{
  if (GTK_IS_TOGGLE_BUTTON (widget) && gtk_widget_has_css_class (widget, "wg-legend-row"))
    g_ptr_array_add (buttons, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_buttons (child, buttons);
  return buttons;
}

/* Rows stand from the strongest class down. */
static void
test_dims (void)
{
  g_autoptr (GtkWidget) legend = g_object_ref_sink (wg_legend_new ());
  g_autoptr (GPtrArray) buttons = list_buttons (legend, g_ptr_array_new ());
  GtkToggleButton *top, *last;

  g_assert_cmpuint (buttons->len, ==, WG_N_CLASSES);
  top = g_ptr_array_index (buttons, 0);
  last = g_ptr_array_index (buttons, 4);
  gtk_toggle_button_set_active (top, TRUE);
  g_assert_cmphex (wg_legend_get_dimmed_classes (WG_LEGEND (legend)), ==, 0x0f);
  gtk_toggle_button_set_active (last, TRUE);
  g_assert_cmphex (wg_legend_get_dimmed_classes (WG_LEGEND (legend)), ==, 0x1e);
  g_assert_false (gtk_toggle_button_get_active (top));
  gtk_toggle_button_set_active (last, FALSE);
  g_assert_cmphex (wg_legend_get_dimmed_classes (WG_LEGEND (legend)), ==, 0);
}

static void
test_collapses (void)
{
  g_autoptr (GtkWidget) legend = g_object_ref_sink (wg_legend_new ());
  int full, line;

  gtk_widget_measure (legend, GTK_ORIENTATION_VERTICAL, -1, NULL, &full, NULL, NULL);
  g_object_set (gtk_widget_get_settings (legend), "gtk-enable-animations", FALSE, NULL);
  wg_legend_set_expanded (WG_LEGEND (legend), FALSE);
  gtk_widget_measure (legend, GTK_ORIENTATION_VERTICAL, -1, NULL, &line, NULL, NULL);
  g_assert_cmpint (line, <, full / 2);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/map/legend/format", test_format);
  g_test_add_func ("/map/legend/dims", test_dims);
  g_test_add_func ("/map/legend/collapses", test_collapses);
  return g_test_run ();
}
