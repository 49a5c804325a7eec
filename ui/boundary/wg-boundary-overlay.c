/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what is in force, what is drafted and what is only in the hand must not be confused, so each has a line of its own
 * kind; and colour is never the only sign.
 */

#include "wg-boundary-overlay.h"

#include "wg-boundary-lines.h"
#include "wg-boundary-sides.h"

#include <math.h>

#define CASING 5.0
#define LINE 2.2
#define CORNER 10.0
#define ACTIVE_CORNER 14.0
#define SNAP_RING 16.0
#define CURSOR 9.0
#define MOST_CORNERS 4000
#define NAME_ROOM 8.0 /* of a name to the sides of the box of its grid */

struct _WgBoundaryOverlay
{
  GtkWidget parent_instance;

  WgCityLayer *layer;       /* owned */
  WgBoundarySketch *sketch; /* owned */
  const WgBoundaryHand *hand;
  WgBoundaryChange draft;
  WgBoundaryChange trial;
  GCancellable *finding; /* owned, nullable: stops the look for `draft` */
};

G_DEFINE_FINAL_TYPE (WgBoundaryOverlay, wg_boundary_overlay, GTK_TYPE_WIDGET)

typedef struct
{
  WgBoundaryOverlay *self;
  cairo_t *cr;
  WgTheme theme;
  double width, height;
} Pen;

static void
set_token (const Pen *pen, WgToken token, double alpha)
{
  guint32 rgb = wg_palette_get (pen->theme, token);

  cairo_set_source_rgba (pen->cr, WG_RED (rgb), WG_GREEN (rgb), WG_BLUE (rgb), alpha);
}

static void
locate (const Pen *pen, double lon, double lat, double *x, double *y)
{
  wg_city_layer_get_point (pen->self->layer, lon, lat, x, y);
}

static gboolean
is_in_view (const Pen *pen, const WgShape *shape)
{
  const WgBox *box = wg_shape_get_box (shape);
  double left, top, right, bottom;

  locate (pen, box->min_lon, box->max_lat, &left, &top);
  locate (pen, box->max_lon, box->min_lat, &right, &bottom);
  return right >= 0 && bottom >= 0 && left <= pen->width && top <= pen->height;
}

static void
trace_shape (const Pen *pen, const WgShape *shape)
{
  for (guint r = 0; r < wg_shape_get_n_rings (shape); r++)
    {
      guint n;
      const gint64 *ring = wg_shape_get_ring (shape, r, &n, NULL, NULL);

      cairo_new_sub_path (pen->cr);
      for (guint i = 0; i < n; i++)
        {
          double x, y;

          locate (pen, wg_shape_degrees_from_units (ring[2 * i]), wg_shape_degrees_from_units (ring[2 * i + 1]), &x, &y);
          cairo_line_to (pen->cr, x, y);
        }
      cairo_close_path (pen->cr);
    }
}

static void
stroke_cased (const Pen *pen, WgToken token, const double *dashes, int n_dashes, double width)
{
  set_token (pen, WG_TOKEN_PAPER, 1.0);
  cairo_set_line_width (pen->cr, width + CASING - LINE);
  cairo_stroke_preserve (pen->cr);
  cairo_set_dash (pen->cr, dashes, n_dashes, 0.0);
  set_token (pen, token, 1.0);
  cairo_set_line_width (pen->cr, width);
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0.0);
}

/* --- The draft --- */

static const double dashes[] = { 7.0, 4.0 };

static const WgShape *
get_shape (const Pen *pen, gint64 id)
{
  const WgCoverage *coverage = wg_boundary_sketch_get_coverage (pen->self->sketch);
  const GPtrArray *trial = wg_boundary_sketch_get_trial (pen->self->sketch);

  for (guint i = 0; trial != NULL && i < trial->len; i++)
    {
      const WgCoverageChange *change = g_ptr_array_index (trial, i);

      if (change->id == id)
        return change->after;
    }
  return coverage != NULL ? wg_coverage_get (coverage, id) : NULL;
}

static void
trace_lines (const Pen *pen, const GArray *lines)
{
  cairo_new_path (pen->cr);
  for (guint i = 0; lines != NULL && i + 1 < lines->len; i += 2)
    {
      double lon = g_array_index (lines, double, i), lat = g_array_index (lines, double, i + 1), x, y;

      if (isnan (lon))
        {
          cairo_new_sub_path (pen->cr);
          continue;
        }
      locate (pen, lon, lat, &x, &y);
      cairo_line_to (pen->cr, x, y);
    }
}

/* What goes is dotted over the line in force below, which its casing hides. */
static void
draw_lines (const Pen *pen, const WgBoundaryChange *lines, WgToken token)
{
  static const double dots[] = { 1.5, 5.0 };

  trace_lines (pen, lines->going);
  stroke_cased (pen, WG_TOKEN_DIM, dots, 2, LINE);
  trace_lines (pen, lines->coming);
  stroke_cased (pen, token, dashes, 2, LINE);
}

/* --- Both sides --- */

static PangoLayout *
make_name (const Pen *pen, gint64 id, double scale)
{
  g_autofree char *name = wg_boundary_sides_dup_name (pen->self->sketch, id);
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (pen->self), name);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

/* Where it has its name is known of a grid in force. */
static void
find_name_place (const Pen *pen, gint64 id, const WgShape *shape, double *lon, double *lat)
{
  WgGridTree *grids = wg_boundary_sketch_get_grids (pen->self->sketch);
  guint index = grids != NULL ? wg_grid_tree_find_by_id (grids, id) : WG_GRID_NONE;
  const WgGrid *grid = index != WG_GRID_NONE ? wg_grid_tree_get_grid (grids, index) : NULL;

  if (grid == NULL || grid->shape != shape)
    {
      wg_shape_get_label_point (shape, lon, lat);
      return;
    }
  *lon = grid->label_lon;
  *lat = grid->label_lat;
}

static void
draw_name (const Pen *pen, PangoLayout *layout, gint64 id, const WgShape *shape, WgToken token)
{
  double lon, lat, x, y;
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  find_name_place (pen, id, shape, &lon, &lat);
  locate (pen, lon, lat, &x, &y);
  cairo_move_to (pen->cr, x - width / 2.0, y - height / 2.0);
  pango_cairo_layout_path (pen->cr, layout);
  set_token (pen, WG_TOKEN_PAPER, 1.0);
  cairo_set_line_width (pen->cr, 4.0);
  cairo_stroke_preserve (pen->cr);
  set_token (pen, token, 1.0);
  cairo_fill (pen->cr);
}

static void
draw_sides (const Pen *pen, gboolean names)
{
  for (guint i = 0; i < pen->self->hand->picks->len; i++)
    {
      gint64 id = g_array_index (pen->self->hand->picks, gint64, i);
      const WgShape *shape = get_shape (pen, id);
      WgToken token = i == 0 ? WG_TOKEN_SIDE_A : i == 1 ? WG_TOKEN_SIDE_B : WG_TOKEN_INK;

      if (shape == NULL || !is_in_view (pen, shape))
        continue;
      if (names)
        {
          g_autoptr (PangoLayout) layout = make_name (pen, id, 1.2);

          draw_name (pen, layout, id, shape, token);
          continue;
        }
      trace_shape (pen, shape);
      set_token (pen, token, 0.13);
      cairo_fill_preserve (pen->cr);
      stroke_cased (pen, token, NULL, 0, LINE);
    }
}

static gboolean
is_picked (const Pen *pen, gint64 id)
{
  for (guint i = 0; i < pen->self->hand->picks->len; i++)
    {
      if (g_array_index (pen->self->hand->picks, gint64, i) == id)
        return TRUE;
    }
  return FALSE;
}

/* What is not meant yet has its name where there is room, so that a finding or a colleague can be followed to it. */
static void
draw_names (const Pen *pen)
{
  const WgCoverage *coverage = wg_boundary_sketch_get_coverage (pen->self->sketch);
  g_autoptr (GArray) ids = coverage != NULL ? wg_coverage_list (coverage) : NULL;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      const WgShape *shape = get_shape (pen, id);
      const WgBox *box = shape != NULL ? wg_shape_get_box (shape) : NULL;
      g_autoptr (PangoLayout) layout = NULL;
      double left, top, right, bottom;
      int width, height;

      if (shape == NULL || is_picked (pen, id) || !is_in_view (pen, shape))
        continue;
      locate (pen, box->min_lon, box->max_lat, &left, &top);
      locate (pen, box->max_lon, box->min_lat, &right, &bottom);
      if (right - left < 4.0 * NAME_ROOM || bottom - top < 4.0 * NAME_ROOM)
        continue;
      layout = make_name (pen, id, 1.0);
      pango_layout_get_pixel_size (layout, &width, &height);
      if (width + 2.0 * NAME_ROOM <= right - left && height + 2.0 * NAME_ROOM <= bottom - top)
        draw_name (pen, layout, id, shape, WG_TOKEN_DIM);
    }
}

/* What changes hands: where the outline of a grid was and will be, without what is in both. */
static void
draw_trial (const Pen *pen)
{
  const GPtrArray *trial = wg_boundary_sketch_get_trial (pen->self->sketch);

  if (trial == NULL)
    return;
  cairo_push_group (pen->cr);
  cairo_set_fill_rule (pen->cr, CAIRO_FILL_RULE_EVEN_ODD);
  for (guint i = 0; i < trial->len; i++)
    {
      const WgCoverageChange *change = g_ptr_array_index (trial, i);

      if (change->before == NULL || change->after == NULL)
        continue;
      trace_shape (pen, change->before);
      trace_shape (pen, change->after);
      set_token (pen, WG_TOKEN_WARN_RING, 1.0);
      cairo_fill (pen->cr);
    }
  cairo_pop_group_to_source (pen->cr);
  cairo_paint_with_alpha (pen->cr, 0.3);
  draw_lines (pen, &pen->self->trial, WG_TOKEN_SELECT);
  for (guint i = 0; i < trial->len; i++)
    {
      const WgCoverageChange *change = g_ptr_array_index (trial, i);
      g_autoptr (PangoLayout) layout = change->before == NULL ? make_name (pen, change->id, 1.0) : NULL;

      if (layout != NULL)
        draw_name (pen, layout, change->id, change->after, WG_TOKEN_SELECT);
    }
}

/* --- Corners --- */

static void
draw_square (const Pen *pen, double x, double y, double size, gboolean filled)
{
  cairo_rectangle (pen->cr, x - size / 2.0, y - size / 2.0, size, size);
  set_token (pen, filled ? WG_TOKEN_SELECT : WG_TOKEN_PAPER, 1.0);
  cairo_fill_preserve (pen->cr);
  set_token (pen, filled ? WG_TOKEN_PAPER : WG_TOKEN_INK, 1.0);
  cairo_set_line_width (pen->cr, 1.6);
  cairo_stroke (pen->cr);
}

static void
draw_corners_of (const Pen *pen, const WgShape *shape)
{
  guint n_drawn = 0;
  double last_x = -G_MAXDOUBLE, last_y = -G_MAXDOUBLE;

  for (guint r = 0; r < wg_shape_get_n_rings (shape); r++)
    {
      guint n;
      const gint64 *ring = wg_shape_get_ring (shape, r, &n, NULL, NULL);

      for (guint i = 0; i < n && n_drawn < MOST_CORNERS; i++)
        {
          double x, y;

          locate (pen, wg_shape_degrees_from_units (ring[2 * i]), wg_shape_degrees_from_units (ring[2 * i + 1]), &x, &y);
          if (x < -CORNER || y < -CORNER || x > pen->width + CORNER || y > pen->height + CORNER
              || hypot (x - last_x, y - last_y) < CORNER + 4.0)
            continue;
          last_x = x;
          last_y = y;
          draw_square (pen, x, y, CORNER, FALSE);
          n_drawn++;
        }
    }
}

static void
draw_corners (const Pen *pen)
{
  for (guint i = 0; i < pen->self->hand->picks->len; i++)
    {
      const WgShape *shape = get_shape (pen, g_array_index (pen->self->hand->picks, gint64, i));

      if (shape != NULL && is_in_view (pen, shape))
        draw_corners_of (pen, shape);
    }
}

/* --- The hand --- */

static void
draw_line (const Pen *pen)
{
  const WgBoundaryHand *hand = pen->self->hand;
  double x, y;

  for (guint i = 0; i < hand->line->len; i += 2)
    {
      locate (pen, g_array_index (hand->line, double, i), g_array_index (hand->line, double, i + 1), &x, &y);
      cairo_line_to (pen->cr, x, y);
    }
  for (guint i = 0; hand->line->len > 0 && i < hand->way->len; i += 2)
    {
      locate (pen, g_array_index (hand->way, double, i), g_array_index (hand->way, double, i + 1), &x, &y);
      cairo_line_to (pen->cr, x, y);
    }
  if (hand->line->len > 0 && !isnan (hand->cursor[0]))
    {
      locate (pen, hand->cursor[0], hand->cursor[1], &x, &y);
      cairo_line_to (pen->cr, x, y);
    }
  if (hand->closed && hand->line->len >= 4)
    cairo_close_path (pen->cr);
  stroke_cased (pen, WG_TOKEN_SELECT, NULL, 0, LINE + 0.4);
  for (guint i = 0; i < hand->line->len; i += 2)
    {
      locate (pen, g_array_index (hand->line, double, i), g_array_index (hand->line, double, i + 1), &x, &y);
      draw_square (pen, x, y, CORNER, FALSE);
    }
}

static void
draw_snap (const Pen *pen, double x, double y)
{
  static const double dots[] = { 2.0, 4.0 };
  const WgSnap *snap = &pen->self->hand->snap;
  double from[2], to[2];

  if (snap->kind == WG_SNAP_NONE)
    return;
  locate (pen, snap->from[0], snap->from[1], &from[0], &from[1]);
  locate (pen, snap->to[0], snap->to[1], &to[0], &to[1]);
  cairo_move_to (pen->cr, from[0], from[1]);
  cairo_line_to (pen->cr, to[0], to[1]);
  cairo_set_dash (pen->cr, dots, 2, 0.0);
  set_token (pen, WG_TOKEN_SNAP, 1.0);
  cairo_set_line_width (pen->cr, 2.6);
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0.0);
  cairo_arc (pen->cr, x, y, SNAP_RING, 0.0, 2.0 * G_PI);
  cairo_stroke (pen->cr);
}

static void
draw_cross (const Pen *pen, double x, double y, double size, WgToken token)
{
  for (int pass = 0; pass < 2; pass++)
    {
      cairo_move_to (pen->cr, x - size, y);
      cairo_line_to (pen->cr, x + size, y);
      cairo_move_to (pen->cr, x, y - size);
      cairo_line_to (pen->cr, x, y + size);
      set_token (pen, pass == 0 ? WG_TOKEN_PAPER : token, 1.0);
      cairo_set_line_width (pen->cr, pass == 0 ? 4.5 : 1.8);
      cairo_stroke (pen->cr);
    }
}

static void
draw_card (const Pen *pen, double x, double y)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width, height;

  if (pen->self->hand->card == NULL)
    return;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (pen->self), pen->self->hand->card);
  pango_layout_get_pixel_size (layout, &width, &height);
  x = CLAMP (x + 22.0, 4.0, MAX (pen->width - width - 24.0, 4.0));
  y = CLAMP (y - height - 30.0, 4.0, MAX (pen->height - height - 20.0, 4.0));
  cairo_rectangle (pen->cr, x, y, width + 20.0, height + 12.0);
  set_token (pen, WG_TOKEN_INK, 0.92);
  cairo_fill (pen->cr);
  cairo_move_to (pen->cr, x + 10.0, y + 6.0);
  set_token (pen, WG_TOKEN_PAPER, 1.0);
  pango_cairo_show_layout (pen->cr, layout);
}

static void
draw_refusal (const Pen *pen)
{
  const WgRefusal *refusal = wg_boundary_sketch_get_trial_refusal (pen->self->sketch);
  const double *place = pen->self->hand->refused;
  double lon = refusal != NULL ? refusal->lon : place[0], lat = refusal != NULL ? refusal->lat : place[1], x, y;

  if (isnan (lon))
    return;
  locate (pen, lon, lat, &x, &y);
  cairo_arc (pen->cr, x, y, 12.0, 0.0, 2.0 * G_PI);
  set_token (pen, WG_TOKEN_PAPER, 1.0);
  cairo_set_line_width (pen->cr, 6.0);
  cairo_stroke_preserve (pen->cr);
  set_token (pen, WG_TOKEN_WARN, 1.0);
  cairo_set_line_width (pen->cr, 2.6);
  cairo_stroke_preserve (pen->cr);
  cairo_move_to (pen->cr, x - 8.0, y + 8.0);
  cairo_line_to (pen->cr, x + 8.0, y - 8.0);
  cairo_stroke (pen->cr);
}

static void
draw_hand (const Pen *pen)
{
  const WgBoundaryHand *hand = pen->self->hand;
  double x, y;

  draw_line (pen);
  if (!isnan (hand->held[0]))
    {
      locate (pen, hand->held[0], hand->held[1], &x, &y);
      draw_square (pen, x, y, ACTIVE_CORNER, TRUE);
    }
  draw_refusal (pen);
  if (isnan (hand->cursor[0]))
    return;
  locate (pen, hand->cursor[0], hand->cursor[1], &x, &y);
  draw_snap (pen, x, y);
  draw_cross (pen, x, y, CURSOR, WG_TOKEN_INK);
  draw_card (pen, x, y);
}

static void
wg_boundary_overlay_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WgBoundaryOverlay *self = WG_BOUNDARY_OVERLAY (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  Pen pen = { self, NULL, wg_city_layer_get_scene (self->layer)->theme, width, height };

  if (self->hand->wiped || width <= 0 || height <= 0)
    return;
  pen.cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_set_line_join (pen.cr, CAIRO_LINE_JOIN_ROUND);
  draw_sides (&pen, FALSE);
  draw_lines (&pen, &self->draft, WG_TOKEN_INK);
  draw_trial (&pen);
  draw_names (&pen);
  draw_corners (&pen);
  draw_sides (&pen, TRUE);
  draw_hand (&pen);
  cairo_destroy (pen.cr);
}

/* --- What is new --- */

static void
on_tried (WgBoundaryOverlay *self)
{
  const GPtrArray *trial = wg_boundary_sketch_get_trial (self->sketch);
  g_autoptr (GPtrArray) before = g_ptr_array_new (), after = g_ptr_array_new ();

  for (guint i = 0; trial != NULL && i < trial->len; i++)
    {
      const WgCoverageChange *change = g_ptr_array_index (trial, i);

      if (change->before != NULL)
        g_ptr_array_add (before, change->before);
      if (change->after != NULL)
        g_ptr_array_add (after, change->after);
    }
  wg_boundary_change_clear (&self->trial);
  wg_boundary_change_init (&self->trial, before, after);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  WgBoundaryOverlay *self = WG_BOUNDARY_OVERLAY (source);
  WgBoundaryChange change;

  if (!wg_boundary_change_find_finish (&change, result, NULL))
    return;
  wg_boundary_change_clear (&self->draft);
  self->draft = change;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
stop_finding (WgBoundaryOverlay *self)
{
  if (self->finding != NULL)
    g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
}

/* What a large draft changes is seen a moment after it was changed; the hand does not wait for it. */
static void
on_changed (WgBoundaryOverlay *self)
{
  const WgDraft *draft = wg_boundary_sketch_get_draft (self->sketch);
  WgGridTree *grids = wg_boundary_sketch_get_grids (self->sketch);
  GPtrArray *before = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_unref);
  GPtrArray *after = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_unref);
  gboolean is_to_come = draft != NULL && grids != NULL && !wg_draft_is_in_force (draft);

  for (guint i = 0; is_to_come && i < draft->grids->len; i++)
    {
      const WgDraftGrid *row = g_ptr_array_index (draft->grids, i);
      guint index = wg_grid_tree_find_by_id (grids, row->grid_id);

      if (index != WG_GRID_NONE && wg_grid_tree_get_grid (grids, index)->shape != NULL)
        g_ptr_array_add (before, wg_shape_ref (wg_grid_tree_get_grid (grids, index)->shape));
      if (!g_str_equal (row->op, "retire"))
        g_ptr_array_add (after, wg_shape_ref (row->shape));
    }
  if (before->len + after->len == 0)
    wg_boundary_change_clear (&self->draft);
  stop_finding (self);
  self->finding = g_cancellable_new ();
  wg_boundary_change_find_async (G_OBJECT (self), before, after, self->finding, on_found, NULL);
  on_tried (self);
}

static void
wg_boundary_overlay_dispose (GObject *object)
{
  WgBoundaryOverlay *self = WG_BOUNDARY_OVERLAY (object);

  stop_finding (self);
  wg_boundary_change_clear (&self->draft);
  wg_boundary_change_clear (&self->trial);
  g_clear_object (&self->layer);
  g_clear_object (&self->sketch);
  G_OBJECT_CLASS (wg_boundary_overlay_parent_class)->dispose (object);
}

static void
wg_boundary_overlay_class_init (WgBoundaryOverlayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_boundary_overlay_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = wg_boundary_overlay_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
wg_boundary_overlay_init (WgBoundaryOverlay *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
wg_boundary_overlay_new (WgCityLayer *layer, WgBoundarySketch *sketch, const WgBoundaryHand *hand)
{
  WgBoundaryOverlay *self = g_object_new (WG_TYPE_BOUNDARY_OVERLAY, NULL);

  self->layer = g_object_ref (layer);
  self->sketch = g_object_ref (sketch);
  self->hand = hand;
  g_signal_connect_object (layer, "view-changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sketch, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sketch, "tried", G_CALLBACK (on_tried), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
