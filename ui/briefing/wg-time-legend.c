/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: blue dots over green grids are guessed at; a leader at four metres has to be told what either is. */

#include "wg-time-legend.h"

#include "wg-class-swatch.h"
#include "wg-legend.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define DOT 0.7 /* of the height of its row's mark */
#define N_DOTS 2

struct _WgTimeLegend
{
  GtkWidget parent_instance;
  GtkWidget *box; /* child */
  GtkWidget *dots[N_DOTS];
  GtkWidget *title;
  GtkWidget *classes;
  GtkWidget *swatches[WG_N_CLASSES + 1]; /* the last one: grids with overdue cases */
  GtkWidget *words[WG_N_CLASSES + 1];
  WgTheme theme;
};

G_DEFINE_FINAL_TYPE (WgTimeLegend, wg_time_legend, GTK_TYPE_WIDGET)

static const struct
{
  WgToken token;
  double alpha;
  const char *words;
} dots[N_DOTS] = {
  { WG_TOKEN_ACCENT, 1.0, N_ ("reported in the period") },
  { WG_TOKEN_DIM, 0.4, N_ ("reported earlier, still open at its end") },
};

static void
draw_dot (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  WgTimeLegend *self = WG_TIME_LEGEND (gtk_widget_get_ancestor (GTK_WIDGET (area), WG_TYPE_TIME_LEGEND));
  guint i = GPOINTER_TO_UINT (user_data);
  guint32 rgb = wg_palette_get (self->theme, dots[i].token);
  double side = round (DOT * height);

  cairo_set_source_rgba (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb), dots[i].alpha);
  cairo_rectangle (cr, floor ((width - side) / 2.0), floor ((height - side) / 2.0), side, side);
  cairo_fill (cr);
}

static GtkWidget *
add_row (GtkWidget *box, GtkWidget *mark, const char *words)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = gtk_label_new (words);

  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (mark, "wg-time-legend-mark");
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (row), mark);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (box), row);
  return label;
}

void
wg_time_legend_set_theme (WgTimeLegend *self, WgTheme theme)
{
  g_return_if_fail (WG_IS_TIME_LEGEND (self));
  self->theme = theme;
  for (guint i = 0; i < N_DOTS; i++)
    gtk_widget_queue_draw (self->dots[i]);
  for (guint i = 0; i <= WG_SWATCH_OVERDUE; i++)
    wg_class_swatch_set_theme (WG_CLASS_SWATCH (self->swatches[i]), theme);
}

void
wg_time_legend_set_level (WgTimeLegend *self, const char *name, const gint64 *breaks)
{
  g_autofree char *title = NULL;

  g_return_if_fail (WG_IS_TIME_LEGEND (self));
  gtk_widget_set_visible (self->classes, name != NULL && breaks != NULL);
  if (name == NULL || breaks == NULL)
    return;
  /* Translators: the title of a legend: what the colours count, and the level of the grids. */
  title = g_strdup_printf (_ ("Open at the end · %s"), name);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  for (guint klass = 0; klass < WG_N_CLASSES; klass++)
    {
      g_autofree char *words = wg_legend_format_class (WG_MEASURE_OPEN, breaks, klass);

      gtk_label_set_text (GTK_LABEL (self->words[klass]), words);
    }
}

char *
wg_time_legend_dup_text (WgTimeLegend *self)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (WG_IS_TIME_LEGEND (self), NULL);
  for (guint i = 0; i < N_DOTS; i++)
    g_string_append_printf (text, "%s\n", _ (dots[i].words));
  if (!gtk_widget_get_visible (self->classes))
    return g_string_free (text, FALSE);
  g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (self->title)));
  for (guint klass = 0; klass <= WG_SWATCH_OVERDUE; klass++)
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (self->words[klass])));
  return g_string_free (text, FALSE);
}

static void
wg_time_legend_dispose (GObject *object)
{
  g_clear_pointer (&WG_TIME_LEGEND (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (wg_time_legend_parent_class)->dispose (object);
}

static void
wg_time_legend_class_init (WgTimeLegendClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_time_legend_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
wg_time_legend_init (WgTimeLegend *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->classes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0.0f);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  for (guint i = 0; i < N_DOTS; i++)
    {
      self->dots[i] = gtk_drawing_area_new ();
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->dots[i]), draw_dot, GUINT_TO_POINTER (i), NULL);
      add_row (self->box, self->dots[i], _ (dots[i].words));
    }
  gtk_box_append (GTK_BOX (self->classes), self->title);
  for (guint klass = 0; klass <= WG_SWATCH_OVERDUE; klass++)
    {
      self->swatches[klass] = wg_class_swatch_new (klass);
      self->words[klass] = add_row (self->classes, self->swatches[klass], klass == WG_SWATCH_OVERDUE ? _ ("Has overdue") : NULL);
    }
  gtk_box_append (GTK_BOX (self->box), self->classes);
  gtk_widget_set_visible (self->classes, FALSE);
}

GtkWidget *
wg_time_legend_new (void)
{
  return g_object_new (WG_TYPE_TIME_LEGEND, NULL);
}
