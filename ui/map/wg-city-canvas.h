/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgCityCanvas:
 *
 * Where one frame of the map is put together from pictures that exist. On the stack.
 */
typedef struct
{
  /*< private >*/
  GtkSnapshot *snapshot;
  gboolean by_cairo;
} WgCityCanvas;

/**
 * WgKeptPicture:
 *
 * A picture as it was drawn in the last frame, for one place. Filled with 0 at first.
 */
typedef struct
{
  /*< private >*/
  GskRenderNode *node;
  cairo_surface_t *picture; /* of the node, which holds it */
  graphene_rect_t rect;
} WgKeptPicture;

void wg_kept_picture_clear (WgKeptPicture *kept);

/**
 * wg_city_canvas_begin:
 * @widget: the one that is drawn
 * @snapshot: its frame
 */
void wg_city_canvas_begin (WgCityCanvas *canvas, GtkWidget *widget, GtkSnapshot *snapshot);

/**
 * wg_city_canvas_wants_fitted:
 *
 * Returns: whether a picture that has to be scaled is scaled again in every frame.
 */
gboolean wg_city_canvas_wants_fitted (const WgCityCanvas *canvas);

/**
 * wg_city_canvas_fill:
 * @rgb: 0xRRGGBB
 */
void wg_city_canvas_fill (WgCityCanvas *canvas, guint32 rgb, const graphene_rect_t *rect);

/**
 * wg_city_canvas_draw:
 * @picture: an image that does not change any more
 * @rect: where all of it is drawn
 * @clip: (nullable): what of @rect is drawn on
 * @opacity: 0 .. 1
 */
void wg_city_canvas_draw (WgCityCanvas *canvas,
                          cairo_surface_t *picture,
                          const graphene_rect_t *rect,
                          const graphene_rect_t *clip,
                          double opacity);

/**
 * wg_city_canvas_draw_kept:
 * @kept: this picture in the last frame
 *
 * The same, for a picture that is often drawn where it was: GTK then sees that nothing changed there.
 */
void wg_city_canvas_draw_kept (WgCityCanvas *canvas,
                               cairo_surface_t *picture,
                               const graphene_rect_t *rect,
                               WgKeptPicture *kept);

G_END_DECLS
