/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: how much of the limit is gone must be seen at a glance down the list, by length and pattern before colour. */

#include "wg-limit-bar.h"

#include "wg-palette.h"

#define BAR_HEIGHT 4
#define HATCH 6.0f

struct _WgLimitBar
{
  GtkWidget parent_instance;

  WgContext *context; /* owned */
  double share;
};

G_DEFINE_FINAL_TYPE (WgLimitBar, wg_limit_bar, GTK_TYPE_WIDGET)

static GdkRGBA
get_colour (WgLimitBar *self, WgToken token, double alpha)
{
  guint32 rgb = wg_palette_get (wg_context_get_dark (self->context) ? WG_THEME_DARK : WG_THEME_LIGHT, token);

  return (GdkRGBA){ (float) WG_RED (rgb), (float) WG_GREEN (rgb), (float) WG_BLUE (rgb), (float) alpha };
}

static void
wg_limit_bar_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? BAR_HEIGHT : 24;
}

void
wg_limit_bar_append_hatch (GtkSnapshot *snapshot, const graphene_rect_t *area, GdkRGBA stripe, GdkRGBA ground)
{
  const GskColorStop stops[] = { { 0, stripe }, { 0.5f, stripe }, { 0.5f, ground }, { 1, ground } };

  gtk_snapshot_append_repeating_linear_gradient (snapshot, area, &GRAPHENE_POINT_INIT (0, HATCH / 2),
                                                 &GRAPHENE_POINT_INIT (HATCH / 2, 0), stops, G_N_ELEMENTS (stops));
}

static void
wg_limit_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WgLimitBar *self = WG_LIMIT_BAR (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  graphene_rect_t whole = GRAPHENE_RECT_INIT (0, 0, width, height);
  graphene_rect_t used = GRAPHENE_RECT_INIT (0, 0, width * (float) CLAMP (self->share, 0, 1), height);
  GskRoundedRect outline;

  if (self->share < 0)
    return;
  gsk_rounded_rect_init_from_rect (&outline, &whole, height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0.5f, 0.5f, 0.5f, 0.28f }, &whole);
  if (self->share >= 1)
    wg_limit_bar_append_hatch (snapshot, &whole, get_colour (self, WG_TOKEN_OVERDUE, 1), get_colour (self, WG_TOKEN_PAPER, 1));
  else if (self->share >= 0.75)
    gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0.9f, 0.65f, 0.04f, 1 }, &used);
  else
    gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0.5f, 0.5f, 0.52f, 1 }, &used);
  gtk_snapshot_pop (snapshot);
}

static void
wg_limit_bar_dispose (GObject *object)
{
  g_clear_object (&WG_LIMIT_BAR (object)->context);
  G_OBJECT_CLASS (wg_limit_bar_parent_class)->dispose (object);
}

static void
wg_limit_bar_class_init (WgLimitBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_limit_bar_dispose;
  widget_class->measure = wg_limit_bar_measure;
  widget_class->snapshot = wg_limit_bar_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
wg_limit_bar_init (WgLimitBar *self)
{
  self->share = -1;
}

GtkWidget *
wg_limit_bar_new (WgContext *context)
{
  WgLimitBar *self = g_object_new (WG_TYPE_LIMIT_BAR, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
wg_limit_bar_set_share (WgLimitBar *self, double share)
{
  if (self->share == share)
    return;
  self->share = share;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
