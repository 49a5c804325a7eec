/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: hotspots are asked for seldom and answered after a while; the map goes on showing the backlog until they are
 * there, and shows it again when nobody wants them any more.
 */

#include "wg-map-pane-private.h"

#include "wg-store-hotspot.h"
#include "wg-time.h"

static void
show_legend (WgMapPane *self)
{
  gboolean hotspots = self->hotspot != NULL || self->hotspot_search != NULL || self->hotspot_trouble;

  gtk_widget_set_visible (GTK_WIDGET (self->legend), !hotspots);
  gtk_widget_set_visible (GTK_WIDGET (self->hotspot_legend), hotspots);
}

/* Another city, the same findings. */
void
wg_map_pane_update_hotspot (WgMapPane *self)
{
  WgCity *city = wg_city_feed_get_city (self->feed);
  GTimeZone *zone = wg_store_get_zone (wg_context_get_store (self->context));
  g_autoptr (WgHotspotLayer) layer = self->hotspot != NULL && city != NULL ? wg_hotspot_layer_new (self->hotspot, city, zone) : NULL;
  WgTheme theme = wg_context_get_dark (self->context) ? WG_THEME_DARK : WG_THEME_LIGHT;
  g_autofree char *as_of = NULL;

  wg_city_layer_set_hotspot (self->layer, layer);
  if (layer != NULL)
    {
      as_of = wg_time_format_local (self->hotspot->request.as_of_ms, zone, wg_context_get_now (self->context), WG_TIME_SHORT);
      wg_hotspot_legend_set_layer (self->hotspot_legend, layer, theme, as_of);
    }
  else if (self->hotspot_search != NULL)
    wg_hotspot_legend_set_layer (self->hotspot_legend, NULL, theme, NULL);
  show_legend (self);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgHotspot) hotspot = wg_store_find_hotspots_finish (WG_STORE (source), result, &error);
  WgMapPane *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* somebody asked for something else, or the map is gone */
  g_clear_object (&self->hotspot_search);
  self->hotspot = g_steal_pointer (&hotspot);
  self->hotspot_trouble = error != NULL;
  wg_map_pane_update_hotspot (self);
  if (error != NULL)
    wg_hotspot_legend_set_trouble (self->hotspot_legend, error->message);
}

void
wg_map_pane_stop_hotspot (WgMapPane *self)
{
  if (self->hotspot_search != NULL)
    g_cancellable_cancel (self->hotspot_search);
  g_clear_object (&self->hotspot_search);
  g_clear_pointer (&self->hotspot, wg_hotspot_unref);
  self->hotspot_trouble = FALSE;
}

static void
on_chosen (WgMapPane *self)
{
  WgHotspotRequest request;

  wg_map_pane_stop_hotspot (self);
  if (wg_hotspot_chooser_get_request (self->hotspot_chooser, wg_context_get_now (self->context), &request))
    {
      self->hotspot_search = g_cancellable_new ();
      wg_store_find_hotspots_async (wg_context_get_store (self->context), &request, self->hotspot_search, on_found, self);
    }
  wg_map_pane_update_hotspot (self);
}

void
wg_map_pane_add_hotspot (WgMapPane *self, GtkWidget *legend_card)
{
  self->hotspot_legend = WG_HOTSPOT_LEGEND (wg_hotspot_legend_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->hotspot_legend), FALSE);
  gtk_box_append (GTK_BOX (legend_card), GTK_WIDGET (self->hotspot_legend));
  self->hotspot_chooser = wg_layers_popover_get_hotspot_chooser (self->layers);
  g_signal_connect_object (self->hotspot_chooser, "changed", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hotspot_legend, "back-wanted", G_CALLBACK (wg_hotspot_chooser_clear), self->hotspot_chooser, G_CONNECT_SWAPPED);
}
