/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: where the window shows what is alarming: the bar under the header, the button in it, and one key for both. */

#include "wg-window-private.h"

#include "wg-alarm-popover.h"

#include <glib/gi18n-lib.h>

static void
on_queue_wanted (WgAlarmPopover *popover, guint queue, WgWindow *self)
{
  adw_view_stack_set_visible_child_name (self->views, "dispatch");
  g_object_set (self->page, "show-queue", TRUE, NULL);
  wg_case_list_set_queue (wg_dispatch_page_get_list (self->page), (WgQueue) queue);
  wg_dispatch_page_take_focus (self->page);
}

/* What the button says, and how long it will say nothing aloud. */
static char *
describe_count (WgWindow *self, const char *alarms)
{
  gint64 left_ms = wg_alarms_get_silent_ms (self->alarms);
  g_autofree char *left = left_ms > 0 ? g_strdup_printf ("%d:%02d", (int) (left_ms / 60000), (int) (left_ms / 1000 % 60)) : NULL;

  if (left == NULL)
    return g_strdup (alarms);
  return *alarms != '\0' ? g_strdup_printf ("%s · %s", alarms, left) : g_steal_pointer (&left);
}

static void
show_button (WgWindow *self)
{
  g_autofree char *alarms = wg_alarm_popover_describe (self->alarms);
  g_autofree char *text = describe_count (self, alarms);
  g_autofree char *silence = wg_alarms_describe_silence (self->alarms);
  gboolean silent = silence != NULL || wg_alarms_get_trouble (self->alarms) != NULL;
  /* Translators: the alarms button, and what it says. */
  g_autofree char *told = *alarms != '\0' ? g_strdup_printf (_ ("Alarms: %s"), alarms) : g_strdup (_ ("Alarms: none"));
  g_autofree char *spoken = silence != NULL ? g_strdup_printf ("%s\n%s", told, silence) : g_strdup (told);

  gtk_image_set_from_icon_name (self->alarms_icon, silent ? "audio-volume-muted-symbolic" : "audio-volume-high-symbolic");
  if (g_strcmp0 (gtk_label_get_text (self->alarms_count), text) != 0)
    gtk_label_set_text (self->alarms_count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->alarms_count), *text != '\0');
  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (self->alarms_button)), spoken) == 0)
    return;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->alarms_button), spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->alarms_button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
wg_window_add_alarms (WgWindow *self)
{
  GtkWidget *popover;

  self->alarms = wg_alarms_new (self->context);
  popover = wg_alarm_popover_new (self->alarms);
  g_signal_connect_object (popover, "queue-wanted", G_CALLBACK (on_queue_wanted), self, 0);
  gtk_menu_button_set_popover (self->alarms_button, popover);
  wg_alarm_bar_set_alarms (self->alarm_bar, self->alarms);
  g_signal_connect_object (self->alarms, "changed", G_CALLBACK (show_button), self, G_CONNECT_SWAPPED);
  show_button (self);
}

void
wg_window_drop_alarms (WgWindow *self)
{
  if (self->alarms == NULL)
    return;
  wg_alarm_bar_set_alarms (self->alarm_bar, NULL);
  gtk_menu_button_set_popover (self->alarms_button, NULL);
  g_signal_handlers_disconnect_by_data (self->alarms, self);
  g_object_run_dispose (G_OBJECT (self->alarms));
  g_clear_object (&self->alarms);
}

void
wg_window_silence (WgWindow *self)
{
  GtkPopover *popover = gtk_menu_button_get_popover (self->alarms_button);

  if (popover == NULL)
    return;
  gtk_menu_button_popup (self->alarms_button);
  wg_alarm_popover_focus_silence (WG_ALARM_POPOVER (popover));
}

void
wg_window_acknowledge (WgWindow *self)
{
  g_autoptr (WgCaseRecord) oldest = wg_alarms_acknowledge (self->alarms);

  if (oldest == NULL)
    return;
  adw_view_stack_set_visible_child_name (self->views, "dispatch");
  g_object_set (self->page, "show-detail", TRUE, NULL);
  wg_selection_select_case (wg_context_get_selection (self->context), oldest->id);
  if (wg_case_record_has_place (oldest))
    wg_context_go_to (self->context, oldest->lon, oldest->lat, 0);
}
