/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "how far is it to the hydrant, how large is the square?" is asked on the phone and answered on the map. On a
 * Mercator map a length on the screen is none on the ground, so both are geodesic.
 */

#include "wg-ruler.h"

#include "wg-shape.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CASING 5.0
#define LINE 2.4
#define DOT 4.0
#define HECTARE 10000.0
#define SQUARE_KILOMETRE 1000000.0

struct _WgRuler
{
  GtkWidget parent_instance;

  WgCityLayer *layer; /* owned */
  GArray *lonlat;     /* double pairs */
  double pointer[2];
  char *text;
};

enum
{
  PROP_TEXT = 1,
  N_PROPERTIES
};
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (WgRuler, wg_ruler, GTK_TYPE_WIDGET)

/* --- Figures --- */

char *
wg_ruler_format (double metres, double square_metres)
{
  g_autofree char *length = metres < 1000.0 ? g_strdup_printf (_ ("%.0f m"), metres)
                                            : g_strdup_printf (_ ("%.2f km"), metres / 1000.0);
  g_autofree char *area = NULL;

  if (square_metres < 0.0)
    return g_steal_pointer (&length);
  if (square_metres < HECTARE)
    area = g_strdup_printf (_ ("%.0f m²"), square_metres);
  else if (square_metres < SQUARE_KILOMETRE)
    area = g_strdup_printf (_ ("%.2f ha"), square_metres / HECTARE);
  else
    area = g_strdup_printf (_ ("%.2f km²"), square_metres / SQUARE_KILOMETRE);
  return g_strdup_printf ("%s · %s", length, area);
}

/* The clicked points and, while there is one, that under the pointer. */
static GArray *
list_points (WgRuler *self)
{
  GArray *points = g_array_copy (self->lonlat);

  if (points->len > 0 && !isnan (self->pointer[0]))
    g_array_append_vals (points, self->pointer, 2);
  return points;
}

static double
get_area (const GArray *points)
{
  g_autoptr (WgShape) shape = NULL;

  if (points->len < 6)
    return -1.0;
  shape = wg_shape_new_from_ring ((const double *)(gconstpointer)points->data, points->len / 2);
  return shape != NULL ? fabs (wg_shape_get_area_m2 (shape)) : -1.0;
}

static void
refresh (WgRuler *self)
{
  g_autoptr (GArray) points = list_points (self);
  const double *p = (const double *)(gconstpointer)points->data;
  double metres = 0.0;

  for (guint i = 2; i < points->len; i += 2)
    metres += wg_geo_distance_m (p[i - 2], p[i - 1], p[i], p[i + 1]);
  g_free (self->text);
  self->text = points->len < 4 ? g_strdup ("") : wg_ruler_format (metres, get_area (points));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- Drawing --- */

static void
set_token (cairo_t *cr, WgTheme theme, WgToken token, double alpha)
{
  guint32 rgb = wg_palette_get (theme, token);

  cairo_set_source_rgba (cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb), alpha);
}

static void
trace (WgRuler *self, cairo_t *cr, const GArray *points)
{
  for (guint i = 0; i < points->len; i += 2)
    {
      double x, y;

      wg_city_layer_get_point (self->layer, g_array_index (points, double, i), g_array_index (points, double, i + 1),
                               &x, &y);
      cairo_line_to (cr, x, y);
    }
}

static void
draw_dots (WgRuler *self, cairo_t *cr, WgTheme theme)
{
  for (guint i = 0; i < self->lonlat->len; i += 2)
    {
      double x, y;

      wg_city_layer_get_point (self->layer, g_array_index (self->lonlat, double, i),
                               g_array_index (self->lonlat, double, i + 1), &x, &y);
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, DOT, 0.0, 2.0 * G_PI);
    }
  set_token (cr, theme, WG_TOKEN_PAPER, 1.0);
  cairo_fill_preserve (cr);
  set_token (cr, theme, WG_TOKEN_INK, 1.0);
  cairo_set_line_width (cr, 2.0);
  cairo_stroke (cr);
}

static void
draw_line (WgRuler *self, cairo_t *cr, WgTheme theme, const GArray *points)
{
  static const double dashes[] = { 6.0, 4.0 };

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (points->len >= 6)
    {
      trace (self, cr, points);
      cairo_close_path (cr);
      set_token (cr, theme, WG_TOKEN_INK, 0.08);
      cairo_fill_preserve (cr);
      set_token (cr, theme, WG_TOKEN_INK, 0.6);
      cairo_set_dash (cr, dashes, 2, 0.0);
      cairo_set_line_width (cr, 1.4);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0.0);
    }
  trace (self, cr, points);
  set_token (cr, theme, WG_TOKEN_PAPER, 1.0);
  cairo_set_line_width (cr, CASING);
  cairo_stroke_preserve (cr);
  set_token (cr, theme, WG_TOKEN_INK, 1.0);
  cairo_set_line_width (cr, LINE);
  cairo_stroke (cr);
}

static void
wg_ruler_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WgRuler *self = WG_RULER (widget);
  WgTheme theme = wg_city_layer_get_scene (self->layer)->theme;
  g_autoptr (GArray) points = list_points (self);
  cairo_t *cr;

  if (points->len == 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (widget),
                                                                 (float)gtk_widget_get_height (widget)));
  draw_line (self, cr, theme, points);
  draw_dots (self, cr, theme);
  cairo_destroy (cr);
}

/* --- The object --- */

static void
wg_ruler_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  if (property == PROP_TEXT)
    g_value_set_string (value, WG_RULER (object)->text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
wg_ruler_finalize (GObject *object)
{
  WgRuler *self = WG_RULER (object);

  g_clear_object (&self->layer);
  g_array_unref (self->lonlat);
  g_free (self->text);
  G_OBJECT_CLASS (wg_ruler_parent_class)->finalize (object);
}

static void
wg_ruler_class_init (WgRulerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = wg_ruler_get_property;
  object_class->finalize = wg_ruler_finalize;
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  GTK_WIDGET_CLASS (klass)->snapshot = wg_ruler_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
wg_ruler_init (WgRuler *self)
{
  self->lonlat = g_array_new (FALSE, FALSE, sizeof (double));
  self->pointer[0] = self->pointer[1] = NAN;
  self->text = g_strdup ("");
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
wg_ruler_new (WgCityLayer *layer)
{
  WgRuler *self = g_object_new (WG_TYPE_RULER, NULL);

  self->layer = g_object_ref (layer);
  g_signal_connect_object (layer, "view-changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
wg_ruler_add (WgRuler *self, double lon, double lat)
{
  const double point[2] = { lon, lat };

  g_array_append_vals (self->lonlat, point, 2);
  refresh (self);
}

void
wg_ruler_drop (WgRuler *self)
{
  if (self->lonlat->len >= 2)
    g_array_set_size (self->lonlat, self->lonlat->len - 2);
  refresh (self);
}

void
wg_ruler_clear (WgRuler *self)
{
  g_array_set_size (self->lonlat, 0);
  self->pointer[0] = self->pointer[1] = NAN;
  refresh (self);
}

void
wg_ruler_point_at (WgRuler *self, double lon, double lat)
{
  self->pointer[0] = lon;
  self->pointer[1] = lat;
  refresh (self);
}

const char *
wg_ruler_get_text (WgRuler *self)
{
  return self->text;
}
