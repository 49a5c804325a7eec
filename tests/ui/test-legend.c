/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the legend says of the classes, that one class can be looked for, and that it can be made small. */

#include "wg-class-swatch.h"
#include "wg-legend.h"
#include "wg-map-key-list.h"

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

/* Returns how often a line through the middle goes from paper to ink. */
static guint
count_stripes (int width, int height)
{
  g_autoptr (GtkWidget) swatch = g_object_ref_sink (wg_class_swatch_new (WG_SWATCH_OVERDUE));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  const guint32 *row;
  guint n = 0;

  gtk_widget_measure (swatch, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (swatch, width, height, -1, NULL);
  GTK_WIDGET_GET_CLASS (swatch)->snapshot (swatch, snapshot);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  row = (const guint32 *)(const void *)(cairo_image_surface_get_data (surface)
                                        + height / 2 * cairo_image_surface_get_stride (surface));
  for (int x = 2; x < width - 1; x++)
    n += (row[x - 1] & 0xff) >= 128 && (row[x] & 0xff) < 128;
  cairo_surface_destroy (surface);
  return n;
}

/* The stripes grow with the swatch of a wall: as fine as on a desk they would be one red from where it is read. */
static void
test_stripes (void)
{
  g_assert_cmpuint (count_stripes (22, 14), >=, 2);
  g_assert_cmpuint (count_stripes (88, 56), <=, count_stripes (22, 14) + 1);
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

static gpointer
find_child (GtkWidget *widget, GType type)
{
  gpointer found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type);
  return found;
}

/* Returns the dialog that asks for a colour. */
static GtkWidget *
ask (GtkWidget *button)
{
  g_autoptr (GListModel) windows = NULL;
  GtkWidget *found = NULL;

  g_signal_emit_by_name (button, "clicked");
  windows = g_object_ref (gtk_window_get_toplevels ());
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_COLOR_CHOOSER (window))
        found = window;
    }
  g_assert_nonnull (found);
  return found;
}

static void
on_colour_wanted (WgMapKeyList *list, const char *mark, guint rgb, char **told)
{
  g_free (*told);
  *told = g_strdup_printf ("%s #%06x", mark, rgb);
}

/* The colour of marked buildings is chosen where it is explained; who may not sees why, and an area has none to choose. What is
 * asked begins with the colour that was chosen, of which the map and the legend show what is left over the land.
 */
static void
test_colour_of_marks (void)
{
  WgMapKey area = { .text = (char *)"1 imported area", .rgb = 0xaabbcc };
  WgMapKey mark = { .text = (char *)"危房: 2 marked", .rgb = 0xbbccdd, .mark = (char *)"危房", .chosen = 0x2050d0 };
  const GdkRGBA green = { 0.0f, 1.0f, 128.0f / 255.0f, 1.0f };
  g_autoptr (GtkWidget) list = g_object_ref_sink (wg_map_key_list_new ());
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autofree char *told = NULL;
  GtkWidget *button, *dialog;
  GdkRGBA shown;

  g_signal_connect (list, "colour-wanted", G_CALLBACK (on_colour_wanted), &told);
  g_ptr_array_add (keys, &area);
  wg_map_key_list_set_keys (WG_MAP_KEY_LIST (list), keys, NULL);
  g_assert_null (find_child (list, GTK_TYPE_BUTTON));
  g_ptr_array_add (keys, &mark);
  wg_map_key_list_set_keys (WG_MAP_KEY_LIST (list), keys, NULL);
  button = find_child (list, GTK_TYPE_BUTTON);
  g_assert_true (gtk_widget_is_sensitive (button));
  dialog = ask (button);
  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (dialog), &shown);
  g_assert_cmpint ((int)(shown.blue * 255.0f + 0.5f), ==, 0xd0);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  g_assert_null (told);
  dialog = ask (button);
  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (dialog), &green);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  g_assert_null (told);
  dialog = ask (button);
  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (dialog), &green);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  g_assert_cmpstr (told, ==, "危房 #00ff80");
  wg_map_key_list_set_keys (WG_MAP_KEY_LIST (list), keys, "For others.");
  button = find_child (list, GTK_TYPE_BUTTON);
  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "For others.");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/map/legend/format", test_format);
  g_test_add_func ("/map/legend/stripes", test_stripes);
  g_test_add_func ("/map/legend/dims", test_dims);
  g_test_add_func ("/map/legend/collapses", test_collapses);
  g_test_add_func ("/map/legend/colour-of-marks", test_colour_of_marks);
  return g_test_run ();
}
