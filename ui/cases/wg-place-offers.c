/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: people say an address and not degrees; whoever takes the call types what is said, and the house is found while the
 * caller is still speaking.
 */

#include "wg-place-offers.h"

#include "wg-rows.h"
#include "wg-store-search.h"

#include <glib/gi18n-lib.h>

#define MOST 5
#define LEAST_CHARACTERS 2

struct _WgPlaceOffers
{
  GtkWidget parent_instance;

  GtkListBox *list;
  GCancellable *asking; /* nullable */
  guint n_places;
};

G_DEFINE_FINAL_TYPE (WgPlaceOffers, wg_place_offers, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
stop_asking (WgPlaceOffers *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
clear_rows (WgPlaceOffers *self)
{
  g_free (wg_rows_empty (self->list));
  self->n_places = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static GtkWidget *
add_row (WgPlaceOffers *self, const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_top (label, 4);
  gtk_widget_set_margin_bottom (label, 4);
  gtk_widget_set_margin_start (label, 9);
  gtk_widget_set_margin_end (label, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  wg_rows_set_name (row, text);
  gtk_list_box_append (self->list, row);
  return row;
}

static char *
format_place (const WgFoundPlace *place)
{
  if (place->is_street)
    /* Translators: of the name of a street, where no house of the number is known. */
    return g_strdup_printf (_ ("%s · only the street, no such house is known"), place->address);
  if (place->name != NULL && place->address != NULL)
    return g_strdup_printf ("%s · %s", place->address, place->name);
  return g_strdup (place->address != NULL ? place->address : place->name);
}

static void
add_place (WgPlaceOffers *self, WgFoundPlace *place)
{
  g_autofree char *text = format_place (place);

  g_object_set_data_full (G_OBJECT (add_row (self, text)), "place", place, (GDestroyNotify) wg_found_place_free);
  self->n_places++;
}

/* That nothing is offered must not look as if there was nothing. */
static void
add_trouble (WgPlaceOffers *self, const GError *error)
{
  GtkWidget *row = add_row (self, error->message);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_tooltip_text (row, error->message);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WgPlaceOffers) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = wg_store_find_places_finish (WG_STORE (source), result, &error);
  g_autofree char *focused = NULL;

  if (self->list == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  focused = wg_rows_empty (self->list);
  self->n_places = 0;
  if (places == NULL)
    add_trouble (self, error);
  while (places != NULL && places->len > 0)
    add_place (self, g_ptr_array_steal_index (places, 0));
  gtk_widget_set_visible (GTK_WIDGET (self), places == NULL || self->n_places > 0);
  wg_rows_give_focus (self->list, focused, NULL);
}

void
wg_place_offers_ask (WgPlaceOffers *self, WgContext *context, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  stop_asking (self);
  if (context == NULL || g_utf8_strlen (stripped, -1) < LEAST_CHARACTERS)
    {
      clear_rows (self);
      return;
    }
  self->asking = g_cancellable_new ();
  wg_store_find_places_async (wg_context_get_store (context), stripped, MOST, self->asking, on_found, g_object_ref (self));
}

guint
wg_place_offers_get_n_places (WgPlaceOffers *self)
{
  return self->n_places;
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, WgPlaceOffers *self)
{
  const WgFoundPlace *place = g_object_get_data (G_OBJECT (row), "place");
  double lon = place->lon, lat = place->lat;
  /* The number that was said is all that is known of the house: it stays. */
  g_autofree char *address = place->is_street ? NULL : g_strdup (place->address != NULL ? place->address : place->name);

  stop_asking (self);
  g_signal_emit (self, chosen_signal, 0, lon, lat, address);
  clear_rows (self);
}

static void
wg_place_offers_dispose (GObject *object)
{
  WgPlaceOffers *self = WG_PLACE_OFFERS (object);

  stop_asking (self);
  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  G_OBJECT_CLASS (wg_place_offers_parent_class)->dispose (object);
}

static void
wg_place_offers_class_init (WgPlaceOffersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_place_offers_dispose;
  chosen_signal = g_signal_new ("chosen", WG_TYPE_PLACE_OFFERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_DOUBLE,
                                G_TYPE_DOUBLE, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
wg_place_offers_init (WgPlaceOffers *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Places of this address"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
wg_place_offers_new (void)
{
  return g_object_new (WG_TYPE_PLACE_OFFERS, NULL);
}
