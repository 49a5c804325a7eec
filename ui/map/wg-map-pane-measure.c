/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: measuring, a lasso and a case on its way to another place borrow the hand of the map for a while. A card says that
 * they do, what would come out and how to end.
 */

#include "wg-map-pane-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
show_text (WgMapPane *self)
{
  const char *text = wg_ruler_get_text (self->ruler);

  gtk_label_set_label (GTK_LABEL (self->ruler_label),
                       text[0] != '\0' ? text : _ ("Click points on the map · Esc ends"));
}

/* What is open and lies inside. */
static void
on_lasso_closed (WgLasso *lasso, GArray *corners, WgMapPane *self)
{
  GPtrArray *cases = wg_case_board_get_cases (wg_context_get_board (self->context));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < cases->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (cases, i);

      if (wg_case_state_is_open (record->state) && wg_case_record_has_place (record) && wg_lasso_holds (corners, record->lon, record->lat))
        g_array_append_val (ids, record->id);
    }
  if (ids->len > 0)
    wg_selection_select_cases (wg_context_get_selection (self->context), (const gint64 *) (gpointer) ids->data, ids->len);
}

static void
add_lasso (WgMapPane *self)
{
  self->lasso = WG_LASSO (wg_lasso_new (self->layer, GTK_WIDGET (self->map)));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->lasso));
  g_signal_connect_object (self->lasso, "closed", G_CALLBACK (on_lasso_closed), self, 0);
}

/* What letting go would do, where the keys for it are read as well. */
static void
show_mover_text (WgMapPane *self)
{
  const char *text = wg_case_mover_get_text (self->mover);

  gtk_label_set_label (GTK_LABEL (self->mover_label), text);
  gtk_widget_set_visible (self->mover_label, text[0] != '\0');
  if (text[0] != '\0')
    wg_map_pane_hide_hover (self);
}

static void
add_mover (WgMapPane *self)
{
  self->mover = WG_CASE_MOVER (wg_case_mover_new (self->context, self->layer, GTK_WIDGET (self->map)));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->mover));
  self->mover_label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "wrap", TRUE, "xalign", 0.0F,
                                    "max-width-chars", 44, "halign", GTK_ALIGN_START, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->mover_label, "wg-map-card");
  gtk_widget_add_css_class (self->mover_label, "text");
  gtk_box_append (GTK_BOX (self->upper_left_column), self->mover_label);
  g_signal_connect_object (self->mover, "notify::text", G_CALLBACK (show_mover_text), self, G_CONNECT_SWAPPED);
}

void
wg_map_pane_add_ruler (WgMapPane *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *end = gtk_button_new_from_icon_name ("window-close-symbolic");

  add_lasso (self);
  add_mover (self);
  self->ruler = WG_RULER (wg_ruler_new (self->layer));
  gtk_widget_set_visible (GTK_WIDGET (self->ruler), FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->ruler));
  self->ruler_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->ruler_label, "numeric");
  gtk_widget_add_css_class (end, "flat");
  gtk_widget_set_tooltip_text (end, _ ("End measuring"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (end), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("End measuring"), -1);
  g_signal_connect_swapped (end, "clicked", G_CALLBACK (wg_map_pane_end_measuring), self);
  gtk_box_append (GTK_BOX (card), gtk_image_new_from_icon_name ("wg-ruler-symbolic"));
  gtk_box_append (GTK_BOX (card), self->ruler_label);
  gtk_box_append (GTK_BOX (card), end);
  gtk_widget_add_css_class (card, "wg-map-card");
  gtk_widget_add_css_class (card, "text");
  gtk_widget_set_halign (card, GTK_ALIGN_START);
  gtk_widget_set_visible (card, FALSE);
  self->ruler_card = card;
  gtk_box_append (GTK_BOX (self->upper_left_column), card);
  g_signal_connect_object (self->ruler, "notify::text", G_CALLBACK (show_text), self, G_CONNECT_SWAPPED);
  show_text (self);
}

gboolean
wg_map_pane_is_measuring (WgMapPane *self)
{
  return gtk_widget_get_visible (self->ruler_card);
}

void
wg_map_pane_start_measuring (WgMapPane *self)
{
  wg_map_pane_hide_hover (self);
  wg_ruler_clear (self->ruler);
  gtk_widget_set_visible (GTK_WIDGET (self->ruler), TRUE);
  gtk_widget_set_visible (self->ruler_card, TRUE);
}

gboolean
wg_map_pane_end_measuring (WgMapPane *self)
{
  g_return_val_if_fail (WG_IS_MAP_PANE (self), FALSE);
  if (wg_case_mover_leave (self->mover))
    return TRUE;
  if (wg_lasso_is_armed (self->lasso))
    {
      wg_lasso_set_armed (self->lasso, FALSE);
      return TRUE;
    }
  if (!wg_map_pane_is_measuring (self))
    return FALSE;
  wg_ruler_clear (self->ruler);
  gtk_widget_set_visible (GTK_WIDGET (self->ruler), FALSE);
  gtk_widget_set_visible (self->ruler_card, FALSE);
  return TRUE;
}

void
wg_map_pane_measure_at (WgMapPane *self, double x, double y, gboolean click)
{
  double lon, lat;

  wg_city_layer_get_place (self->layer, x, y, &lon, &lat);
  if (click)
    wg_ruler_add (self->ruler, lon, lat);
  else
    wg_ruler_point_at (self->ruler, lon, lat);
}
