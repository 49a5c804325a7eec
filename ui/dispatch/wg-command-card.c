/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever types a command must see whom and what it means before it is done, without looking away from the queue. */

#include "wg-command-card.h"

#include "wg-rows.h"
#include "wg-wrap-box.h"

#include <glib/gi18n-lib.h>

struct _WgCommandCard
{
  GtkWidget parent_instance;

  /* Template. */
  GtkRevealer *revealer;
  WgWrapBox *parts;
  GtkLabel *effect;
  GtkLabel *warnings;
  GtkListBox *choices;
};

G_DEFINE_FINAL_TYPE (WgCommandCard, wg_command_card, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, WgCommandCard *self)
{
  g_signal_emit (self, chosen_signal, 0, (guint) gtk_list_box_row_get_index (row));
}

static void
wg_command_card_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (wg_command_card_parent_class)->dispose (object);
}

static void
wg_command_card_class_init (WgCommandCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_command_card_dispose;
  chosen_signal = g_signal_new ("chosen", WG_TYPE_COMMAND_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  g_type_ensure (WG_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/dispatch/wg-command-card.ui");
  gtk_widget_class_bind_template_child (widget_class, WgCommandCard, revealer);
  gtk_widget_class_bind_template_child (widget_class, WgCommandCard, parts);
  gtk_widget_class_bind_template_child (widget_class, WgCommandCard, effect);
  gtk_widget_class_bind_template_child (widget_class, WgCommandCard, warnings);
  gtk_widget_class_bind_template_child (widget_class, WgCommandCard, choices);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
wg_command_card_init (WgCommandCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
wg_command_card_set_open (WgCommandCard *self, gboolean open)
{
  gtk_revealer_set_reveal_child (self->revealer, open);
}

/* A label that ends in an ellipsis where the card ends: what is typed can be as long as one likes. */
static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  return label;
}

void
wg_command_card_set_parts (WgCommandCard *self, const char *const *parts)
{
  wg_wrap_box_clear (self->parts);
  for (const char *const *part = parts; *part != NULL; part++)
    {
      GtkWidget *label = make_label (*part);

      gtk_widget_add_css_class (label, "pill");
      if (part == parts)
        gtk_widget_add_css_class (label, "state");
      wg_wrap_box_append (self->parts, label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->parts), *parts != NULL);
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

void
wg_command_card_set_effect (WgCommandCard *self, const char *effect, gboolean good, const char *const *warnings)
{
  g_autofree char *joined = warnings != NULL ? g_strjoinv ("\n▲ ", (char **) warnings) : NULL;
  g_autofree char *text = joined != NULL && *joined != '\0' ? g_strconcat ("▲ ", joined, NULL) : NULL;

  show_text (self->effect, effect);
  show_text (self->warnings, text);
  gtk_widget_set_css_classes (GTK_WIDGET (self->effect), good ? (const char *[]){ "heading", NULL } : (const char *[]){ "warn", NULL });
}

void
wg_command_card_set_choices (WgCommandCard *self, GPtrArray *choices, int chosen)
{
  GtkListBoxRow *row;

  g_free (wg_rows_empty (self->choices));
  for (guint i = 0; i < choices->len; i++)
    {
      const WgLineChoice *choice = g_ptr_array_index (choices, i);

      row = GTK_LIST_BOX_ROW (gtk_list_box_row_new ());
      gtk_list_box_row_set_child (row, make_label (choice->label));
      gtk_widget_set_can_focus (GTK_WIDGET (row), FALSE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->label, -1);
      gtk_list_box_append (self->choices, GTK_WIDGET (row));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->choices), choices->len > 0);
  gtk_list_box_select_row (self->choices, chosen >= 0 ? gtk_list_box_get_row_at_index (self->choices, chosen) : NULL);
}
