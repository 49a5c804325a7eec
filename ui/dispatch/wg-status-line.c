/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an operator acts on figures; this line says at every moment whether they still come in, and how much there is. */

#include "wg-status-line.h"

#include "wg-liveness.h"
#include "wg-queue.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _WgStatusLine
{
  GtkWidget parent_instance;

  /* Template. */
  WgCommandEntry *command;
  GtkLabel *live;
  GtkCenterBox *line;
  GtkCenterBox *second_line;
  GtkWidget *counts;
  GtkWidget *sides;
  GtkWidget *outside;
  GtkWidget *open;
  GtkWidget *overdue;
  GtkWidget *due_soon;
  GtkLabel *desk;
  GtkLabel *place;

  WgContext *context;   /* owned */
  WgLiveness *liveness; /* owned */
  gint64 named_ms;      /* when the name for a screen reader was last made */
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (WgStatusLine, wg_status_line, GTK_TYPE_WIDGET)

static void
set_live_text (WgStatusLine *self, const char *text, const char *name, gboolean stale)
{
  gint64 now_ms = wg_context_get_now (self->context);

  gtk_label_set_text (self->live, text);
  if (stale == self->stale && now_ms - self->named_ms < 60000)
    return;
  self->named_ms = now_ms;
  self->stale = stale;
  gtk_widget_set_css_classes (GTK_WIDGET (self->live),
                              (const char *[]){ stale ? "warn" : "ok", "numeric", NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->live), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_reason (WgStatusLine *self)
{
  const char *reason = wg_liveness_get_reason (self->liveness);

  if (g_strcmp0 (reason, gtk_widget_get_tooltip_text (GTK_WIDGET (self->live))) != 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->live), reason);
}

static void
show_live (WgStatusLine *self)
{
  g_autofree char *clock = wg_liveness_format_clock (self->liveness, wg_context_get_now (self->context));
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  gint64 stopped_ms;

  show_reason (self);
  if (!wg_case_board_is_loaded (wg_context_get_board (self->context)))
    {
      gtk_label_set_text (self->live, _ ("Reading…"));
      return;
    }
  if (wg_liveness_is_stale (self->liveness, &stopped_ms))
    {
      name = wg_liveness_format_stopped (self->liveness, stopped_ms);
      text = g_strconcat ("▲ ", name, NULL);
      set_live_text (self, text, name, TRUE);
      return;
    }
  name = g_strdup_printf (_ ("Live, data as of %s"), clock);
  text = g_strdup_printf (_ ("✓ Live · %s"), clock);
  set_live_text (self, text, name, FALSE);
}

static void
show_desk (WgStatusLine *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);
  const char *desk = wg_context_get_desk (self->context);
  const char *name = who != NULL ? wg_operator_name_get_label (who->name) : NULL;
  g_autofree char *text = NULL;

  if (name == NULL)
    return;
  text = *desk != '\0' ? g_strdup_printf ("%s · %s", desk, name) : g_strdup (name);
  gtk_label_set_text (self->desk, text);
}

static void
show_place (WgStatusLine *self)
{
  g_autofree char *text = NULL;
  double lon;
  double lat;

  if (!wg_context_get_pointer (self->context, &lon, &lat))
    {
      const WgMapSight *sight = wg_context_get_sight (self->context);

      lon = sight->lon;
      lat = sight->lat;
    }
  text = isnan (lon) ? g_strdup ("") : g_strdup_printf ("%.5f, %.5f", lon, lat);
  gtk_label_set_text (self->place, text);
  gtk_widget_set_visible (GTK_WIDGET (self->place), *text != '\0');
}

/* Where there is no room for all of it in one line there are two; who works here is named in the header. */
static void
on_size_class (WgStatusLine *self)
{
  WgSizeClass size_class = wg_context_get_size_class (self->context);
  gboolean small = size_class == WG_SIZE_SMALL;

  gtk_label_set_width_chars (self->place, size_class >= WG_SIZE_REGULAR ? 20 : -1);
  gtk_widget_set_visible (GTK_WIDGET (self->desk), !small);
  if (small == gtk_widget_get_visible (GTK_WIDGET (self->second_line)))
    return;
  gtk_center_box_set_center_widget (self->line, NULL);
  gtk_center_box_set_end_widget (self->line, NULL);
  gtk_center_box_set_start_widget (self->second_line, NULL);
  gtk_center_box_set_end_widget (self->second_line, NULL);
  if (small)
    gtk_center_box_set_start_widget (self->second_line, self->counts);
  else
    gtk_center_box_set_center_widget (self->line, self->counts);
  gtk_center_box_set_end_widget (small ? self->second_line : self->line, self->sides);
  gtk_widget_set_visible (GTK_WIDGET (self->second_line), small);
}

static void
wg_status_line_dispose (GObject *object)
{
  WgStatusLine *self = WG_STATUS_LINE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->liveness);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_status_line_parent_class)->dispose (object);
}

static void
wg_status_line_class_init (WgStatusLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_status_line_dispose;
  g_type_ensure (WG_TYPE_COMMAND_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/dispatch/wg-status-line.ui");
  gtk_widget_class_bind_template_child (widget_class, WgStatusLine, command);
  gtk_widget_class_bind_template_child (widget_class, WgStatusLine, live);
  gtk_widget_class_bind_template_child (widget_class, WgStatusLine, line);
  gtk_widget_class_bind_template_child (widget_class, WgStatusLine, second_line);
  gtk_widget_class_bind_template_child (widget_class, WgStatusLine, counts);
  gtk_widget_class_bind_template_child (widget_class, WgStatusLine, sides);
  gtk_widget_class_bind_template_child (widget_class, WgStatusLine, outside);
  gtk_widget_class_bind_template_child (widget_class, WgStatusLine, open);
  gtk_widget_class_bind_template_child (widget_class, WgStatusLine, overdue);
  gtk_widget_class_bind_template_child (widget_class, WgStatusLine, due_soon);
  gtk_widget_class_bind_template_child (widget_class, WgStatusLine, desk);
  gtk_widget_class_bind_template_child (widget_class, WgStatusLine, place);
}

static void
wg_status_line_init (WgStatusLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
wg_status_line_set_context (WgStatusLine *self, WgContext *context)
{
  g_return_if_fail (self->context == NULL);
  self->context = g_object_ref (context);
  self->liveness = wg_liveness_get (context);
  g_signal_connect_object (context, "tick", G_CALLBACK (show_live), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::operator", G_CALLBACK (show_desk), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::size-class", G_CALLBACK (on_size_class), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "sight-changed", G_CALLBACK (show_place), self, G_CONNECT_SWAPPED);
  on_size_class (self);
  show_live (self);
  show_desk (self);
  show_place (self);
}

static void
set_button (GtkWidget *button, const char *format, guint n)
{
  g_autofree char *text = NULL;

  /* The formats are translated literals of wg_status_line_set_counts(). */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = g_strdup_printf (format, n);
#pragma GCC diagnostic pop
  if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), text) != 0)
    gtk_button_set_label (GTK_BUTTON (button), text);
}

void
wg_status_line_set_counts (WgStatusLine *self, const guint *counts)
{
  gtk_widget_set_visible (gtk_widget_get_parent (self->outside), counts != NULL);
  gtk_widget_set_tooltip_text (self->overdue, wg_queue_get_meaning (WG_QUEUE_OVERDUE));
  gtk_widget_set_tooltip_text (self->due_soon, wg_queue_get_meaning (WG_QUEUE_DUE_SOON));
  if (counts == NULL)
    return;
  set_button (self->outside, ngettext ("%u outside all grids", "%u outside all grids", counts[WG_QUEUE_OUTSIDE]),
              counts[WG_QUEUE_OUTSIDE]);
  set_button (self->open, ngettext ("%u open", "%u open", counts[WG_QUEUE_OPEN]), counts[WG_QUEUE_OPEN]);
  set_button (self->overdue, ngettext ("! %u overdue", "! %u overdue", counts[WG_QUEUE_OVERDUE]),
              counts[WG_QUEUE_OVERDUE]);
  set_button (self->due_soon, ngettext ("▲ %u due soon", "▲ %u due soon", counts[WG_QUEUE_DUE_SOON]),
              counts[WG_QUEUE_DUE_SOON]);
}

WgCommandEntry *
wg_status_line_get_command (WgStatusLine *self)
{
  return self->command;
}
