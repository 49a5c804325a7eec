/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the grid decides who will go, so whoever registers a case sees which one the point falls into before it is
 * registered, and that another one is only some steps away.
 */

#include "wg-place-chooser.h"

#include "wg-place-offers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _WgPlaceChooser
{
  GtkWidget parent_instance;

  /* Template. */
  GtkWidget *middle;
  GtkWidget *point_box;
  GtkEditable *lon;
  GtkEditable *lat;
  GtkCheckButton *unknown;
  GtkEditable *address;
  GtkLabel *grid;
  GtkLabel *border;
  GtkLabel *problem;

  WgPlaceOffers *offers;
  WgContext *context; /* owned */
  double border_m;    /* 0 until it is known */
  double street[2];   /* degrees: the point that only the street was known of, NAN for none */
  gboolean filling;   /* several fields are being set: one signal at the end */
};

G_DEFINE_FINAL_TYPE (WgPlaceChooser, wg_place_chooser, GTK_TYPE_WIDGET)

static guint changed_signal;

static gboolean
read_degrees (GtkEditable *entry, double limit, double *degrees)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  char *end = NULL;
  double value = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !(value >= -limit && value <= limit))
    return FALSE;
  *degrees = value;
  return TRUE;
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* Until another point is given. */
static gboolean
is_street_only (WgPlaceChooser *self, double lon, double lat)
{
  return fabs (lon - self->street[0]) < 1e-6 && fabs (lat - self->street[1]) < 1e-6;
}

static void
show_border (WgPlaceChooser *self, WgGridTree *grids, double lon, double lat)
{
  g_autoptr (GArray) near = wg_grid_tree_find_near_borders (grids, lon, lat, self->border_m);
  g_autofree char *text = NULL;
  const WgGrid *other;

  if (near->len > 0)
    {
      other = wg_grid_tree_get_grid (grids, g_array_index (near, guint, 0));
      text = g_strdup_printf (_ ("%d m from the border of %s"),
                              (int) lround (wg_shape_get_border_distance_m (other->shape, lon, lat)), other->name);
    }
  if (is_street_only (self, lon, lat))
    {
      g_autofree char *border = g_steal_pointer (&text);
      const char *street = _ ("On the street, not at the house: click on the map where it is.");

      text = border != NULL ? g_strdup_printf ("%s\n%s", street, border) : g_strdup (street);
    }
  show_text (self->border, text);
}

static void
show_grid (WgPlaceChooser *self)
{
  WgGridTree *grids = self->context != NULL ? wg_case_board_get_grids (wg_context_get_board (self->context)) : NULL;
  g_autofree char *text = NULL;
  double lon, lat;
  guint home;

  if (grids == NULL || !wg_place_chooser_get_place (self, &lon, &lat))
    {
      show_text (self->grid, NULL);
      show_text (self->border, NULL);
      return;
    }
  home = wg_grid_tree_find_home (grids, lon, lat);
  if (home != WG_GRID_NONE)
    text = g_strdup_printf (_ ("Grid %s (%s)"), wg_grid_tree_get_grid (grids, home)->name,
                            wg_grid_tree_get_grid (grids, home)->code);
  show_text (self->grid, text != NULL ? text : _ ("The point lies outside all grids."));
  if (home == WG_GRID_NONE)
    gtk_widget_add_css_class (GTK_WIDGET (self->grid), "warn");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->grid), "warn");
  show_border (self, grids, lon, lat);
}

static void
on_changed (WgPlaceChooser *self)
{
  if (self->filling)
    return;
  gtk_widget_set_sensitive (self->point_box, !gtk_check_button_get_active (self->unknown));
  show_grid (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
on_address_changed (WgPlaceChooser *self)
{
  if (!self->filling)
    wg_place_offers_ask (self->offers, self->context, gtk_editable_get_text (self->address));
  on_changed (self);
}

/* The rows go away with the choice: the hands are back where they typed. */
static void
on_offer_chosen (WgPlaceOffers *offers, double lon, double lat, const char *address, WgPlaceChooser *self)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (offers)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->address));
  self->filling = TRUE;
  if (address != NULL)
    gtk_editable_set_text (self->address, address);
  gtk_editable_set_position (self->address, -1);
  self->filling = FALSE;
  self->street[0] = address == NULL ? lon : NAN;
  self->street[1] = address == NULL ? lat : NAN;
  wg_place_chooser_set_place (self, lon, lat);
  wg_context_go_to (self->context, lon, lat, 0);
}

static void
on_sight_changed (WgPlaceChooser *self)
{
  const WgMapSight *sight = wg_context_get_sight (self->context);

  gtk_widget_set_sensitive (self->middle, !isnan (sight->lon) && !isnan (sight->lat));
}

static void
on_middle (WgPlaceChooser *self)
{
  const WgMapSight *sight = wg_context_get_sight (self->context);

  if (!isnan (sight->lon) && !isnan (sight->lat))
    wg_place_chooser_set_place (self, sight->lon, sight->lat);
}

static void
wg_place_chooser_dispose (GObject *object)
{
  WgPlaceChooser *self = WG_PLACE_CHOOSER (object);
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_place_chooser_parent_class)->dispose (object);
}

static void
wg_place_chooser_class_init (WgPlaceChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_place_chooser_dispose;
  changed_signal = g_signal_new ("changed", WG_TYPE_PLACE_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/cases/wg-place-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, WgPlaceChooser, middle);
  gtk_widget_class_bind_template_child (widget_class, WgPlaceChooser, point_box);
  gtk_widget_class_bind_template_child (widget_class, WgPlaceChooser, lon);
  gtk_widget_class_bind_template_child (widget_class, WgPlaceChooser, lat);
  gtk_widget_class_bind_template_child (widget_class, WgPlaceChooser, unknown);
  gtk_widget_class_bind_template_child (widget_class, WgPlaceChooser, address);
  gtk_widget_class_bind_template_child (widget_class, WgPlaceChooser, grid);
  gtk_widget_class_bind_template_child (widget_class, WgPlaceChooser, border);
  gtk_widget_class_bind_template_child (widget_class, WgPlaceChooser, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_address_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_middle);
}

static void
wg_place_chooser_init (WgPlaceChooser *self)
{
  self->street[0] = self->street[1] = NAN;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->offers = WG_PLACE_OFFERS (wg_place_offers_new ());
  gtk_widget_insert_after (GTK_WIDGET (self->offers), GTK_WIDGET (self), GTK_WIDGET (self->address));
  g_signal_connect (self->offers, "chosen", G_CALLBACK (on_offer_chosen), self);
}

void
wg_place_chooser_set_context (WgPlaceChooser *self, WgContext *context)
{
  g_return_if_fail (WG_IS_PLACE_CHOOSER (self));
  g_return_if_fail (self->context == NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (context, "sight-changed", G_CALLBACK (on_sight_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_board (context), "grids-changed", G_CALLBACK (show_grid), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_board (context), "loaded", G_CALLBACK (show_grid), self, G_CONNECT_SWAPPED);
  on_sight_changed (self);
  show_grid (self);
}

static void
set_degrees (GtkEditable *entry, double degrees)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  gtk_editable_set_text (entry, g_ascii_formatd (text, sizeof text, "%.6f", degrees));
}

void
wg_place_chooser_set_border_metres (WgPlaceChooser *self, double metres)
{
  g_return_if_fail (WG_IS_PLACE_CHOOSER (self));
  self->border_m = metres;
  show_grid (self);
}

void
wg_place_chooser_set_place (WgPlaceChooser *self, double lon, double lat)
{
  g_return_if_fail (WG_IS_PLACE_CHOOSER (self));
  self->filling = TRUE;
  gtk_check_button_set_active (self->unknown, FALSE);
  set_degrees (self->lon, lon);
  set_degrees (self->lat, lat);
  self->filling = FALSE;
  on_changed (self);
}

gboolean
wg_place_chooser_get_place (WgPlaceChooser *self, double *lon, double *lat)
{
  *lon = *lat = NAN;
  if (gtk_check_button_get_active (self->unknown))
    return FALSE;
  if (read_degrees (self->lon, 180, lon) && read_degrees (self->lat, 90, lat))
    return TRUE;
  *lon = *lat = NAN;
  return FALSE;
}

char *
wg_place_chooser_dup_address (WgPlaceChooser *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->address)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

void
wg_place_chooser_set_address (WgPlaceChooser *self, const char *address, gboolean unknown)
{
  self->filling = TRUE;
  gtk_editable_set_text (self->address, address);
  gtk_check_button_set_active (self->unknown, unknown);
  self->filling = FALSE;
  on_changed (self);
}

gboolean
wg_place_chooser_is_unknown (WgPlaceChooser *self)
{
  return gtk_check_button_get_active (self->unknown);
}

void
wg_place_chooser_clear (WgPlaceChooser *self)
{
  g_return_if_fail (WG_IS_PLACE_CHOOSER (self));
  self->filling = TRUE;
  gtk_editable_set_text (self->lon, "");
  gtk_editable_set_text (self->lat, "");
  gtk_editable_set_text (self->address, "");
  gtk_check_button_set_active (self->unknown, FALSE);
  self->filling = FALSE;
  on_changed (self);
}

gboolean
wg_place_chooser_is_empty (WgPlaceChooser *self)
{
  return *gtk_editable_get_text (self->lon) == '\0' && *gtk_editable_get_text (self->lat) == '\0'
         && *gtk_editable_get_text (self->address) == '\0' && !gtk_check_button_get_active (self->unknown);
}

static const char *
find_problem (WgPlaceChooser *self)
{
  g_autofree char *address = wg_place_chooser_dup_address (self);
  double lon, lat;

  if (gtk_check_button_get_active (self->unknown))
    return address == NULL ? _ ("Give the address when the point is not known.") : NULL;
  if (*gtk_editable_get_text (self->lon) == '\0' || *gtk_editable_get_text (self->lat) == '\0')
    return _ ("Give longitude and latitude, or tick that the point is not known.");
  if (!read_degrees (self->lon, 180, &lon))
    return _ ("The longitude is a number of degrees from -180 to 180.");
  return read_degrees (self->lat, 90, &lat) ? NULL : _ ("The latitude is a number of degrees from -90 to 90.");
}

gboolean
wg_place_chooser_check (WgPlaceChooser *self, gboolean say)
{
  const char *problem = find_problem (self);

  show_text (self->problem, say ? problem : NULL);
  return problem == NULL;
}

GtkWidget *
wg_place_chooser_get_field (WgPlaceChooser *self)
{
  double lon;

  if (gtk_check_button_get_active (self->unknown))
    return GTK_WIDGET (self->address);
  return GTK_WIDGET (read_degrees (self->lon, 180, &lon) ? self->lat : self->lon);
}
