/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: GTK makes the line of a tooltip as many average letters wide as the text has characters. A Chinese character is two
 * of them wide, so that four characters came in three lines. Here a line is as wide as its text, up to a readable width.
 */

#include "wg-tooltips.h"

#define LINE_CHARS 50
#define LABEL "wg-tooltip-label"

static int
count_columns (const char *text)
{
  int columns = 0;

  for (const char *at = text; *at != '\0' && columns < LINE_CHARS; at = g_utf8_next_char (at))
    columns += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return MIN (columns + 1, LINE_CHARS);
}

GtkWidget *
wg_tooltips_get_label (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), LABEL);
}

void
wg_tooltips_set_text (GtkTooltip *tooltip, GtkWidget *widget, const char *text)
{
  GtkWidget *label = wg_tooltips_get_label (widget);

  if (label == NULL)
    {
      label = gtk_label_new (NULL);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      g_object_set_data_full (G_OBJECT (widget), LABEL, g_object_ref_sink (label), g_object_unref);
    }
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_label_set_max_width_chars (GTK_LABEL (label), count_columns (text));
  gtk_tooltip_set_custom (tooltip, label);
}

static gboolean
has_its_own (GtkWidget *widget)
{
  GtkWidgetClass *all = g_type_class_peek (GTK_TYPE_WIDGET);

  return GTK_WIDGET_GET_CLASS (widget)->query_tooltip != all->query_tooltip;
}

/* The pointer still rests on the button, and what it would tell lies over what was opened. */
static gboolean
has_opened (GtkWidget *widget)
{
  GtkPopover *popover = GTK_IS_MENU_BUTTON (widget) ? gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget)) : NULL;

  return popover != NULL && gtk_widget_get_mapped (GTK_WIDGET (popover));
}

static gboolean
query (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const char *text = gtk_widget_get_tooltip_text (widget);

  if (has_opened (widget))
    return FALSE;
  if (has_its_own (widget) || text == NULL || *text == '\0')
    return GTK_WIDGET_GET_CLASS (widget)->query_tooltip (widget, x, y, keyboard, tooltip);
  wg_tooltips_set_text (tooltip, widget, text);
  return TRUE;
}

void
wg_tooltips_install (void)
{
  static gsize installed = 0;
  GTypeClass *all;

  if (!g_once_init_enter (&installed))
    return;
  /* The signal is there from the first use of the class on. */
  all = g_type_class_ref (GTK_TYPE_WIDGET);
  g_signal_override_class_handler ("query-tooltip", GTK_TYPE_WIDGET, G_CALLBACK (query));
  g_type_class_unref (all);
  g_once_init_leave (&installed, 1);
}
