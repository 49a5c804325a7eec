/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a horizontal box asks each of its children how wide it is at every height that it tries. A text that wraps finds that
 * out by halves, breaking its lines anew each time, and a list asks all of its rows: of what a jump in the queue took, that
 * was the most. Nothing here is narrower when it is higher, so the question goes no further.
 */

#include "wg-steady-bin.h"

struct _WgSteadyBin
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (WgSteadyBin, wg_steady_bin, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
wg_steady_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
wg_steady_bin_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL)
    gtk_widget_measure (child, orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size, minimum, natural,
                        minimum_baseline, natural_baseline);
}

static void
wg_steady_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL)
    gtk_widget_size_allocate (child, &(GtkAllocation){ 0, 0, width, height }, baseline);
}

static void
wg_steady_bin_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (wg_steady_bin_parent_class)->dispose (object);
}

static void
wg_steady_bin_class_init (WgSteadyBinClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_steady_bin_dispose;
  widget_class->get_request_mode = wg_steady_bin_get_request_mode;
  widget_class->measure = wg_steady_bin_measure;
  widget_class->size_allocate = wg_steady_bin_size_allocate;
}

static void
wg_steady_bin_init (WgSteadyBin *self)
{
}

GtkWidget *
wg_steady_bin_new (GtkWidget *child)
{
  GtkWidget *self = g_object_new (WG_TYPE_STEADY_BIN, NULL);

  gtk_widget_set_parent (child, self);
  return self;
}
