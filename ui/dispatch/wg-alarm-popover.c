/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every sound has a twin that can be read, and what never sounds is read here, too: a row a kind, however many came at
 * once, and one step to the queue that holds them.
 */

#include "wg-alarm-popover.h"

#include "wg-silence-box.h"

#include <glib/gi18n-lib.h>

struct _WgAlarmPopover
{
  GtkPopover parent_instance;

  WgAlarms *alarms; /* owned */
  GtkListBox *list;
  GtkLabel *trouble;
  GtkLabel *labels[WG_N_ALARM_KINDS];
  GtkLabel *news[WG_N_ALARM_KINDS];
  GtkWidget *box;
  WgSilenceBox *silence; /* the box's */
};

G_DEFINE_FINAL_TYPE (WgAlarmPopover, wg_alarm_popover, GTK_TYPE_POPOVER)

static guint queue_signal;

static const WgQueue queues[WG_N_ALARM_KINDS] = {
  [WG_ALARM_EMERGENCY] = WG_QUEUE_OPEN,     [WG_ALARM_TO_DISPATCH] = WG_QUEUE_TO_DISPATCH, [WG_ALARM_OVERDUE] = WG_QUEUE_OVERDUE,
  [WG_ALARM_DUE_SOON] = WG_QUEUE_DUE_SOON, [WG_ALARM_DAY_LIST] = WG_QUEUE_UNCLEARED,
};

static char *
describe_kind (WgAlarmKind kind, guint n)
{
  switch (kind)
    {
    case WG_ALARM_EMERGENCY:
      return g_strdup_printf (ngettext ("%u emergency not acknowledged", "%u emergencies not acknowledged", n), n);
    case WG_ALARM_TO_DISPATCH:
      return g_strdup_printf (ngettext ("%u case to dispatch", "%u cases to dispatch", n), n);
    case WG_ALARM_OVERDUE:
      return g_strdup_printf (ngettext ("! %u overdue", "! %u overdue", n), n);
    case WG_ALARM_DUE_SOON:
      return g_strdup_printf (ngettext ("▲ %u due soon", "▲ %u due soon", n), n);
    case WG_ALARM_DAY_LIST:
    default:
      return g_strdup_printf (ngettext ("%u case not cleared today", "%u cases not cleared today", n), n);
    }
}

static char *
describe_news (WgAlarmBook *book, WgAlarmKind kind)
{
  guint n = wg_alarm_book_get_n_unseen (book, kind);

  if (n == 0)
    return g_strdup ("");
  return wg_alarm_book_is_flood (book, kind) ? g_strdup_printf (ngettext ("%u new, all at once", "%u new, all at once", n), n)
                                             : g_strdup_printf (ngettext ("%u new", "%u new", n), n);
}

static void
show (WgAlarmPopover *self)
{
  WgAlarmBook *book = wg_alarms_get_book (self->alarms);
  const char *trouble = wg_alarms_get_trouble (self->alarms);

  for (guint kind = 0; kind < WG_N_ALARM_KINDS; kind++)
    {
      GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) kind));
      guint n = wg_alarm_book_get_n (book, kind);
      g_autofree char *text = describe_kind (kind, n);
      g_autofree char *news = describe_news (book, kind);
      g_autofree char *spoken = *news != '\0' ? g_strdup_printf ("%s, %s", text, news) : g_strdup (text);

      gtk_label_set_text (self->labels[kind], text);
      gtk_label_set_text (self->news[kind], news);
      gtk_widget_set_visible (row, n > 0);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), trouble != NULL);
  gtk_label_set_text (self->trouble, trouble != NULL ? trouble : "");
}

/* Nobody looks into a popover that is not there. */
static void
on_changed (WgAlarmPopover *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show (self);
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, WgAlarmPopover *self)
{
  WgAlarmKind kind = (WgAlarmKind) gtk_list_box_row_get_index (row);

  gtk_popover_popdown (GTK_POPOVER (self));
  wg_alarm_book_see (wg_alarms_get_book (self->alarms), kind);
  if (kind == WG_ALARM_EMERGENCY)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.acknowledge", NULL);
  else
    g_signal_emit (self, queue_signal, 0, (guint) queues[kind]);
}

static void
on_seen (GtkButton *button, WgAlarmPopover *self)
{
  for (guint kind = 0; kind < WG_N_ALARM_KINDS; kind++)
    wg_alarm_book_see (wg_alarms_get_book (self->alarms), kind);
  show (self);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static GtkWidget *
make_row (WgAlarmPopover *self, WgAlarmKind kind)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->labels[kind] = GTK_LABEL (gtk_label_new (""));
  self->news[kind] = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_xalign (self->labels[kind], 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->labels[kind]), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->labels[kind]), "numeric");
  if (kind == WG_ALARM_OVERDUE || kind == WG_ALARM_DUE_SOON)
    gtk_widget_add_css_class (GTK_WIDGET (self->labels[kind]), kind == WG_ALARM_OVERDUE ? "overdue" : "warn");
  gtk_widget_add_css_class (GTK_WIDGET (self->news[kind]), "caption");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->labels[kind]));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->news[kind]));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
wg_alarm_popover_map (GtkWidget *widget)
{
  show (WG_ALARM_POPOVER (widget));
  GTK_WIDGET_CLASS (wg_alarm_popover_parent_class)->map (widget);
}

static void
wg_alarm_popover_dispose (GObject *object)
{
  g_clear_object (&WG_ALARM_POPOVER (object)->alarms);
  G_OBJECT_CLASS (wg_alarm_popover_parent_class)->dispose (object);
}

static void
wg_alarm_popover_class_init (WgAlarmPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_alarm_popover_dispose;
  GTK_WIDGET_CLASS (klass)->map = wg_alarm_popover_map;
  queue_signal
      = g_signal_new ("queue-wanted", WG_TYPE_ALARM_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
wg_alarm_popover_init (WgAlarmPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *none = gtk_label_new (_ ("Nothing is alarming."));
  GtkWidget *seen = gtk_button_new_with_label (_ ("All seen"));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "popover-rows");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (self->list, none);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Alarms"), -1);
  for (guint kind = 0; kind < WG_N_ALARM_KINDS; kind++)
    gtk_list_box_append (self->list, make_row (self, kind));
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  self->trouble = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap (self->trouble, TRUE);
  gtk_label_set_max_width_chars (self->trouble, 36);
  gtk_label_set_xalign (self->trouble, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "warn");
  g_signal_connect (seen, "clicked", G_CALLBACK (on_seen), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->trouble));
  gtk_box_append (GTK_BOX (box), seen);
  gtk_widget_set_size_request (box, 300, -1);
  self->box = box;
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
wg_alarm_popover_new (WgAlarms *alarms)
{
  WgAlarmPopover *self = g_object_new (WG_TYPE_ALARM_POPOVER, NULL);

  self->alarms = g_object_ref (alarms);
  self->silence = WG_SILENCE_BOX (wg_silence_box_new (alarms));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->silence));
  g_signal_connect_object (alarms, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}

void
wg_alarm_popover_focus_silence (WgAlarmPopover *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->silence), GTK_DIR_TAB_FORWARD);
}

char *
wg_alarm_popover_describe (WgAlarms *alarms)
{
  WgAlarmBook *book = wg_alarms_get_book (alarms);
  guint n = wg_alarm_book_get_n (book, WG_ALARM_EMERGENCY);

  if (n > 0)
    return g_strdup_printf (ngettext ("%u emergency", "%u emergencies", n), n);
  for (guint kind = 0; kind < WG_N_ALARM_KINDS; kind++)
    n += wg_alarm_book_get_n_unseen (book, kind);
  return n > 0 ? g_strdup_printf ("%u", n) : g_strdup ("");
}
