/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the rail is the first thing an operator reads in the morning: what there is, and how much of it. */

#include "wg-queue-rail.h"

#include <glib/gi18n-lib.h>

#define NOT_COUNTED G_MAXUINT

struct _WgQueueRail
{
  GtkWidget parent_instance;

  GtkListBox *list;
  GtkLabel *counts[WG_N_RAIL_QUEUES];
  guint shown[WG_N_RAIL_QUEUES];
  WgQueue queue;
};

G_DEFINE_FINAL_TYPE (WgQueueRail, wg_queue_rail, GTK_TYPE_WIDGET)

static GParamSpec *queue_property;

static const char *
mark_of (WgQueue queue)
{
  return queue == WG_QUEUE_OVERDUE ? "! " : queue == WG_QUEUE_DUE_SOON ? "▲ " : "";
}

static const char *
style_of (WgQueue queue)
{
  return queue == WG_QUEUE_OVERDUE ? "overdue" : queue == WG_QUEUE_DUE_SOON ? "warn" : NULL;
}

static GtkWidget *
make_row (WgQueueRail *self, WgQueue queue)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *text = g_strconcat (mark_of (queue), wg_queue_get_label (queue), NULL);
  GtkWidget *name = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  self->counts[queue] = GTK_LABEL (gtk_label_new ("–"));
  self->shown[queue] = NOT_COUNTED;
  gtk_widget_add_css_class (GTK_WIDGET (self->counts[queue]), "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->counts[queue]));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  if (style_of (queue) != NULL)
    gtk_widget_add_css_class (row, style_of (queue));
  gtk_widget_set_tooltip_text (row, wg_queue_get_meaning (queue));
  return row;
}

static void
name_row (WgQueueRail *self, WgQueue queue)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) queue);
  g_autofree char *name = g_strdup_printf (ngettext ("%s, %u case", "%s, %u cases", self->shown[queue]),
                                           wg_queue_get_label (queue), self->shown[queue]);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  WgQueue queue = (WgQueue) gtk_list_box_row_get_index (row);
  gboolean group = queue == WG_QUEUE_TO_DISPATCH || queue == WG_QUEUE_REPORTED || queue == WG_QUEUE_SUPERVISED;
  GtkWidget *line = NULL;

  if (group)
    {
      line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
      gtk_widget_add_css_class (line, "rail-group");
    }
  gtk_list_box_row_set_header (row, line);
}

static void
on_row_selected (GtkListBox *list, GtkListBoxRow *row, WgQueueRail *self)
{
  WgQueue queue;

  if (row == NULL)
    return;
  queue = (WgQueue) gtk_list_box_row_get_index (row);
  if (queue == self->queue)
    return;
  self->queue = queue;
  g_object_notify_by_pspec (G_OBJECT (self), queue_property);
}

static void
wg_queue_rail_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_uint (value, WG_QUEUE_RAIL (object)->queue);
}

static void
wg_queue_rail_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  wg_queue_rail_set_queue (WG_QUEUE_RAIL (object), g_value_get_uint (value));
}

/* Tab stops once here, on the queue that is shown: GTK would stop at each, and show it on the way. */
static gboolean
wg_queue_rail_focus (GtkWidget *widget, GtkDirectionType direction)
{
  WgQueueRail *self = WG_QUEUE_RAIL (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (wg_queue_rail_parent_class)->focus (widget, direction);
  if (gtk_widget_get_focus_child (widget) != NULL || row == NULL)
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
wg_queue_rail_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (wg_queue_rail_parent_class)->dispose (object);
}

static void
wg_queue_rail_class_init (WgQueueRailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wg_queue_rail_dispose;
  object_class->get_property = wg_queue_rail_get_property;
  object_class->set_property = wg_queue_rail_set_property;
  GTK_WIDGET_CLASS (klass)->focus = wg_queue_rail_focus;
  queue_property = g_param_spec_uint ("queue", NULL, NULL, 0, WG_N_RAIL_QUEUES - 1, WG_QUEUE_TO_DISPATCH,
                                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, 1, queue_property);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
wg_queue_rail_init (WgQueueRail *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_list_box_set_header_func (self->list, set_header, NULL, NULL);
  for (guint i = 0; i < WG_N_RAIL_QUEUES; i++)
    {
      gtk_list_box_append (self->list, make_row (self, i));
      name_row (self, i);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Queues"), -1);
  self->queue = WG_QUEUE_TO_DISPATCH;
  g_signal_connect (self->list, "row-selected", G_CALLBACK (on_row_selected), self);
  wg_queue_rail_set_queue (self, WG_QUEUE_TO_DISPATCH);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
}

GtkWidget *
wg_queue_rail_new (void)
{
  return g_object_new (WG_TYPE_QUEUE_RAIL, NULL);
}

WgQueue
wg_queue_rail_get_queue (WgQueueRail *self)
{
  return self->queue;
}

void
wg_queue_rail_set_queue (WgQueueRail *self, WgQueue queue)
{
  g_return_if_fail (queue < WG_N_RAIL_QUEUES);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) queue));
}

void
wg_queue_rail_set_counts (WgQueueRail *self, const guint *counts)
{
  for (guint i = 0; counts != NULL && i < WG_N_RAIL_QUEUES; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", counts[i]);

      if (self->shown[i] == counts[i])
        continue;
      self->shown[i] = counts[i];
      gtk_label_set_text (self->counts[i], text);
      name_row (self, i);
    }
}

void
wg_queue_rail_step (WgQueueRail *self, int by)
{
  wg_queue_rail_set_queue (self, (WgQueue) CLAMP ((int) self->queue + by, 0, WG_N_RAIL_QUEUES - 1));
}
