/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: pills are words; a flow box would put them into columns and stretch them. */

#include "wg-wrap-box.h"

#define GAP 6
#define LINE_GAP 4

struct _WgWrapBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (WgWrapBox, wg_wrap_box, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
wg_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Lays the children out in @width and returns the height; allocates them when @allocate. */
static int
lay_out (GtkWidget *widget, int width, gboolean allocate)
{
  int x = 0;
  int y = 0;
  int line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int natural;
      int height;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      natural = MIN (natural, width);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, natural, NULL, &height, NULL, NULL);
      if (x > 0 && x + natural > width)
        {
          x = 0;
          y += line + LINE_GAP;
          line = 0;
        }
      if (allocate)
        gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, natural, height }, -1);
      x += natural + GAP;
      line = MAX (line, height);
    }
  return y + line;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? GAP : 0);
    }
}

static void
wg_wrap_box_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (widget, minimum, natural);
  else
    *minimum = *natural = lay_out (widget, for_size >= 0 ? for_size : G_MAXINT, FALSE);
}

static void
wg_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (widget, width, TRUE);
}

static void
wg_wrap_box_dispose (GObject *object)
{
  wg_wrap_box_clear (WG_WRAP_BOX (object));
  G_OBJECT_CLASS (wg_wrap_box_parent_class)->dispose (object);
}

static void
wg_wrap_box_class_init (WgWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_wrap_box_dispose;
  widget_class->get_request_mode = wg_wrap_box_get_request_mode;
  widget_class->measure = wg_wrap_box_measure;
  widget_class->size_allocate = wg_wrap_box_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
wg_wrap_box_init (WgWrapBox *self)
{
}

void
wg_wrap_box_append (WgWrapBox *self, GtkWidget *child)
{
  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
wg_wrap_box_clear (WgWrapBox *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
