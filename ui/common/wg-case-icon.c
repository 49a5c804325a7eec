/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: rows and the detail show sprites by the hundred; a widget that draws one texture costs next to nothing. */

#include "wg-case-icon.h"

struct _WgCaseIcon
{
  GtkWidget parent_instance;

  WgContext *context; /* owned */
  int size;
  WgCaseLook look;
  gboolean has_look;
};

G_DEFINE_FINAL_TYPE (WgCaseIcon, wg_case_icon, GTK_TYPE_WIDGET)

static double
get_side (WgCaseIcon *self)
{
  return self->context != NULL ? self->size * wg_context_get_text_scale (self->context) : self->size;
}

static void
wg_case_icon_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = (int) get_side (WG_CASE_ICON (widget));
}

static void
wg_case_icon_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WgCaseIcon *self = WG_CASE_ICON (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  g_autoptr (GdkTexture) texture = NULL;
  double width;
  double height;

  if (!self->has_look || self->context == NULL)
    return;
  texture = wg_case_texture_get (self->context, &self->look, get_side (self), scale);
  width = (double) gdk_texture_get_width (texture) / scale;
  height = (double) gdk_texture_get_height (texture) / scale;
  gtk_snapshot_append_texture (
      snapshot, texture,
      &GRAPHENE_RECT_INIT ((float) (int) ((gtk_widget_get_width (widget) - width) / 2),
                           (float) (int) ((gtk_widget_get_height (widget) - height) / 2), (float) width, (float) height));
}

static void
wg_case_icon_dispose (GObject *object)
{
  g_clear_object (&WG_CASE_ICON (object)->context);
  G_OBJECT_CLASS (wg_case_icon_parent_class)->dispose (object);
}

static void
wg_case_icon_class_init (WgCaseIconClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_case_icon_dispose;
  widget_class->measure = wg_case_icon_measure;
  widget_class->snapshot = wg_case_icon_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
wg_case_icon_init (WgCaseIcon *self)
{
  self->size = 32;
}

GtkWidget *
wg_case_icon_new (WgContext *context, int size)
{
  WgCaseIcon *self = g_object_new (WG_TYPE_CASE_ICON, NULL);

  wg_case_icon_set_context (self, context, size);
  return GTK_WIDGET (self);
}

void
wg_case_icon_set_context (WgCaseIcon *self, WgContext *context, int size)
{
  g_return_if_fail (self->context == NULL);
  self->context = g_object_ref (context);
  self->size = size;
  g_signal_connect_object (context, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::text-scale", G_CALLBACK (gtk_widget_queue_resize), self, G_CONNECT_SWAPPED);
}

void
wg_case_icon_set_look (WgCaseIcon *self, const WgCaseLook *look)
{
  gboolean has_look = look != NULL;

  if (has_look == self->has_look
      && (!has_look
          || (look->state == self->look.state && look->ring == self->look.ring && look->flags == self->look.flags)))
    return;
  self->has_look = has_look;
  if (has_look)
    self->look = *look;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
