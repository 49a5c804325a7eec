/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the renderers of GTK want the same pictures in different ways. Where OpenGL draws, a picture is a texture that was
 * uploaded once. Where Cairo draws, GTK 4.8 takes every texture through floating-point numbers in every frame, ten times
 * the work of copying it; there all pictures are painted from their surfaces in one node.
 */

#include "wg-city-canvas.h"

#include "wg-palette.h"
#include "wg-picture.h"
#include "wg-surface-texture.h"
#include "wg-text-painter.h"

/* Draws what needs no picture. */
static gboolean
draw_plain (WgCityCanvas *canvas, cairo_surface_t *picture, const graphene_rect_t *rect, double opacity)
{
  GdkRGBA colour;
  guint32 argb;

  if (cairo_image_surface_get_width (picture) != 1 || !wg_picture_get_plain (picture, &argb))
    return FALSE;
  colour = (GdkRGBA){ (float)WG_RED (argb), (float)WG_GREEN (argb), (float)WG_BLUE (argb), (float)opacity };
  gtk_snapshot_append_color (canvas->snapshot, &colour, rect);
  return TRUE;
}

static gboolean
is_drawn_by_cairo (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;

  return renderer != NULL && GSK_IS_CAIRO_RENDERER (renderer);
}

void
wg_city_canvas_begin (WgCityCanvas *canvas, GtkWidget *widget, GtkSnapshot *snapshot)
{
  canvas->snapshot = snapshot;
  canvas->by_cairo = is_drawn_by_cairo (widget);
}

gboolean
wg_city_canvas_wants_fitted (const WgCityCanvas *canvas)
{
  return canvas->by_cairo;
}

void
wg_city_canvas_fill (WgCityCanvas *canvas, guint32 rgb, const graphene_rect_t *rect)
{
  GdkRGBA colour = { (float)WG_RED (rgb), (float)WG_GREEN (rgb), (float)WG_BLUE (rgb), 1.0f };

  gtk_snapshot_append_color (canvas->snapshot, &colour, rect);
}

/* --- Cairo --- */

static void
paint_picture (cairo_t *cr, cairo_surface_t *picture, const graphene_rect_t *rect, double opacity)
{
  double width, height;

  wg_surface_get_logical_size (picture, &width, &height);
  cairo_translate (cr, rect->origin.x, rect->origin.y);
  if (width != rect->size.width || height != rect->size.height)
    cairo_scale (cr, rect->size.width / width, rect->size.height / height);
  cairo_set_source_surface (cr, picture, 0, 0);
  /* Its edge is not mixed with nothing: neighbours meet there. */
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_paint_with_alpha (cr, opacity);
}

/* A node a picture: what Cairo puts together for it stays in the cache of the processor. */
static GskRenderNode *
make_node (cairo_surface_t *picture, const graphene_rect_t *rect, const graphene_rect_t *clip, double opacity)
{
  GskRenderNode *node = gsk_cairo_node_new (clip);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  paint_picture (cr, picture, rect, opacity);
  cairo_destroy (cr);
  return node;
}

void
wg_kept_picture_clear (WgKeptPicture *kept)
{
  g_clear_pointer (&kept->node, gsk_render_node_unref);
  g_clear_pointer (&kept->picture, cairo_surface_destroy);
}

/* --- OpenGL --- */

static void
append_texture (GtkSnapshot *snapshot,
                cairo_surface_t *picture,
                const graphene_rect_t *rect,
                const graphene_rect_t *clip,
                double opacity)
{
  g_autoptr (GdkTexture) texture = wg_surface_texture_get (picture);

  if (clip != NULL)
    gtk_snapshot_push_clip (snapshot, clip);
  if (opacity < 1.0)
    gtk_snapshot_push_opacity (snapshot, opacity);
  gtk_snapshot_append_texture (snapshot, texture, rect);
  if (opacity < 1.0)
    gtk_snapshot_pop (snapshot);
  if (clip != NULL)
    gtk_snapshot_pop (snapshot);
}

void
wg_city_canvas_draw (WgCityCanvas *canvas,
                     cairo_surface_t *picture,
                     const graphene_rect_t *rect,
                     const graphene_rect_t *clip,
                     double opacity)
{
  graphene_rect_t seen = *rect;

  if (clip != NULL && !graphene_rect_intersection (rect, clip, &seen))
    return;
  if (draw_plain (canvas, picture, &seen, opacity))
    return;
  if (canvas->by_cairo)
    {
      GskRenderNode *node = make_node (picture, rect, &seen, opacity);

      gtk_snapshot_append_node (canvas->snapshot, node);
      gsk_render_node_unref (node);
    }
  else
    append_texture (canvas->snapshot, picture, rect, clip, opacity);
}

void
wg_city_canvas_draw_kept (WgCityCanvas *canvas,
                          cairo_surface_t *picture,
                          const graphene_rect_t *rect,
                          WgKeptPicture *kept)
{
  if (draw_plain (canvas, picture, rect, 1.0))
    return;
  if (!canvas->by_cairo)
    {
      append_texture (canvas->snapshot, picture, rect, NULL, 1.0);
      return;
    }
  if (kept->node == NULL || kept->picture != picture || !graphene_rect_equal (&kept->rect, rect))
    {
      wg_kept_picture_clear (kept);
      kept->node = make_node (picture, rect, rect, 1.0);
      kept->picture = cairo_surface_reference (picture);
      kept->rect = *rect;
    }
  gtk_snapshot_append_node (canvas->snapshot, kept->node);
}
