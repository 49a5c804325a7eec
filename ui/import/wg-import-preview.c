/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whether the coordinates of a strange file were understood is seen in a second on a map and in no other way. This
 * one draws outlines only, so that it can follow each answer at once, long before anything is in the database.
 */

#include "wg-import-preview.h"

#include "wg-import-outlines.h"
#include "wg-import-tiles.h"
#include "wg-palette.h"
#include "wg-world.h"

#include <glib/gi18n-lib.h>

#define POINT_RADIUS 3.5
#define MARK_SIZE 9.0 /* at a text size of 100 % */
#define EDGE 28.0 /* logical pixels that stay free around everything */
#define MAX_SCALE (WG_TILE_SIZE * exp2 (WG_MAX_ZOOM))
#define FINDING_SCALE (WG_TILE_SIZE * exp2 (17))
#define MARK_CELL 22.0 /* the same; of so many pixels, one mark stands for all */
#define NUMBERED 99 /* beyond two digits a mark has no number */

struct _WgImportPreview
{
  GtkWidget parent_instance;

  WgImportTiles *tiles;
  WgGridTree *waiting; /* nullable: grids that nobody has looked at, so their outlines are not made yet */
  WgImportOutlines *grids;
  WgImportOutlines *news;
  WgImportOutlines *mended; /* what of it comes in otherwise than the file has it */
  GPtrArray *findings;
  WgTheme theme;
  double text_scale; /* marks have numbers */

  WgImportView view; /* width and height are those of the last picture */
  gboolean fitted;   /* everything is shown and stays so when the size changes */
  WgFindingGroup shown; /* the findings that were asked for; none at first */
  double drag_x;
  double drag_y;
  double pointer_x;
  double pointer_y;
};

G_DEFINE_FINAL_TYPE (WgImportPreview, wg_import_preview, GTK_TYPE_WIDGET)

static void
set_colour (WgImportPreview *self, cairo_t *cr, WgToken token, double opacity)
{
  guint32 colour = wg_palette_get (self->theme, token);

  cairo_set_source_rgba (cr, WG_RED (colour), WG_GREEN (colour), WG_BLUE (colour), opacity);
}

/* Outlining a district of thousands of grids takes its time; most windows are closed without an import. */
static void
outline_grids (WgImportPreview *self)
{
  if (self->waiting == NULL)
    return;
  wg_import_outlines_free (self->grids);
  self->grids = wg_import_outlines_new_from_grids (self->waiting);
  g_clear_pointer (&self->waiting, wg_grid_tree_unref);
}

/* --- The view --- */

static void
fit_view (WgImportPreview *self)
{
  const WgImportOutlines *shown = wg_import_outlines_is_empty (self->news) ? self->grids : self->news;
  double width = MAX (self->view.width - 2 * EDGE, 1), height = MAX (self->view.height - 2 * EDGE, 1);

  if (wg_import_outlines_is_empty (shown))
    {
      self->view.x = self->view.y = 0.5;
      self->view.scale = MAX (self->view.width, 1);
      return;
    }
  self->view.x = (shown->west + shown->east) / 2;
  self->view.y = (shown->north + shown->south) / 2;
  self->view.scale = MIN (width / fmax (shown->east - shown->west, 1e-9), height / fmax (shown->south - shown->north, 1e-9));
  self->view.scale = MIN (self->view.scale, MAX_SCALE);
}

/* Keeps the world point under the pixel where it is. */
static void
zoom_at (WgImportPreview *self, double levels, double x, double y)
{
  double scale = CLAMP (self->view.scale * exp2 (levels), WG_TILE_SIZE, MAX_SCALE);
  double dx = x - self->view.width / 2.0, dy = y - self->view.height / 2.0;

  self->view.x += dx / self->view.scale - dx / scale;
  self->view.y += dy / self->view.scale - dy / scale;
  self->view.scale = scale;
  self->fitted = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
move_by (WgImportPreview *self, double dx, double dy)
{
  self->view.x -= dx / self->view.scale;
  self->view.y -= dy / self->view.scale;
  self->fitted = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
wg_import_preview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WgImportPreview *self = WG_IMPORT_PREVIEW (widget);

  self->view.width = width;
  self->view.height = height;
  if (self->fitted)
    fit_view (self);
}

/* --- The picture --- */

/* Over what the file has, so that the difference is seen. */
static void
draw_mended (WgImportPreview *self, cairo_t *cr)
{
  wg_import_outlines_trace (self->mended, &self->view, POINT_RADIUS, cr);
  set_colour (self, cr, WG_TOKEN_PAPER, 0.9);
  cairo_set_line_width (cr, 5);
  cairo_stroke_preserve (cr);
  set_colour (self, cr, WG_TOKEN_OK, 1);
  cairo_set_line_width (cr, 3);
  cairo_stroke (cr);
}

static void
draw_outlines (WgImportPreview *self, cairo_t *cr)
{
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  wg_import_outlines_trace (self->grids, &self->view, POINT_RADIUS, cr);
  set_colour (self, cr, WG_TOKEN_DIM, 0.55);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);

  wg_import_outlines_trace (self->news, &self->view, POINT_RADIUS, cr);
  if (!self->news->is_open)
    {
      set_colour (self, cr, WG_TOKEN_ACCENT, 0.12);
      cairo_fill_preserve (cr);
    }
  set_colour (self, cr, WG_TOKEN_PAPER, 0.9);
  cairo_set_line_width (cr, 3.5);
  cairo_stroke_preserve (cr);
  set_colour (self, cr, WG_TOKEN_ACCENT, 1);
  cairo_set_line_width (cr, 1.75);
  cairo_stroke (cr);
}

static WgToken
trace_mark (const char *outcome, double x, double y, double r, cairo_t *cr)
{
  cairo_new_path (cr);
  if (g_str_equal (outcome, "refused"))
    {
      cairo_arc (cr, x, y, r, 0, 2 * G_PI);
      return WG_TOKEN_OVERDUE;
    }
  if (g_str_equal (outcome, "repaired") || g_str_equal (outcome, "merged"))
    {
      cairo_move_to (cr, x, y - r * 1.15);
      cairo_line_to (cr, x + r * 1.2, y + r);
      cairo_line_to (cr, x - r * 1.2, y + r);
      cairo_close_path (cr);
      return WG_TOKEN_WARN_RING;
    }
  cairo_rectangle (cr, x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
  return WG_TOKEN_DIM;
}

static void
draw_number (WgImportPreview *self, cairo_t *cr, guint number, double x, double y)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoFontDescription *font = pango_font_description_from_string ("Sans Bold 8");
  PangoRectangle box;

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_extents (layout, NULL, &box);
  cairo_move_to (cr, x - box.width / 2.0, y - box.height / 2.0);
  set_colour (self, cr, WG_TOKEN_PAPER, 1);
  pango_cairo_show_layout (cr, layout);
}

static gboolean
find_on_screen (WgImportPreview *self, guint index, double *x, double *y)
{
  const WgImportFinding *finding = self->findings->pdata[index];
  double reach = MARK_SIZE * self->text_scale;

  if (!finding->has_place)
    return FALSE;
  *x = (wg_mercator_x_from_lon (finding->lon) - self->view.x) * self->view.scale + self->view.width / 2.0;
  *y = (wg_mercator_y_from_lat (finding->lat) - self->view.y) * self->view.scale + self->view.height / 2.0;
  return *x >= -reach && *y >= -reach && *x <= self->view.width + reach && *y <= self->view.height + reach;
}

static void
draw_ring (WgImportPreview *self, cairo_t *cr, double x, double y)
{
  /* The number of the mark before left a point behind, from which an arc would draw a line. */
  cairo_new_path (cr);
  cairo_arc (cr, x, y, MARK_SIZE * self->text_scale * 2, 0, 2 * G_PI);
  set_colour (self, cr, WG_TOKEN_SELECT, 1);
  cairo_set_line_width (cr, 3);
  cairo_stroke (cr);
}

static void
draw_mark (WgImportPreview *self, cairo_t *cr, const char *outcome, double x, double y)
{
  set_colour (self, cr, trace_mark (outcome, x, y, MARK_SIZE * self->text_scale, cr), 1);
  cairo_fill_preserve (cr);
  set_colour (self, cr, WG_TOKEN_PAPER, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

/* A second one behind it says that it stands for several. */
static void
draw_finding (WgImportPreview *self, cairo_t *cr, guint index, gboolean several)
{
  const WgImportFinding *finding = self->findings->pdata[index];
  double x, y;

  find_on_screen (self, index, &x, &y);
  if (self->shown.n == 1 && index == self->shown.first)
    draw_ring (self, cr, x, y);
  if (several)
    draw_mark (self, cr, finding->outcome, x + 4, y - 4);
  draw_mark (self, cr, finding->outcome, x, y);
  if (index < NUMBERED)
    draw_number (self, cr, index + 1, x, y);
}

/* Which spot of the picture a mark is in. */
static gpointer
get_cell (WgImportPreview *self, double x, double y)
{
  double size = MARK_CELL * self->text_scale;

  return GINT_TO_POINTER ((int) (x / size + 2) * 0x8000 + (int) (y / size + 2));
}

/* Thousands of marks on each other say nothing: of those in one place the gravest is drawn, which is the first. */
static void
draw_findings (WgImportPreview *self, cairo_t *cr)
{
  g_autoptr (GHashTable) cells = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) drawn = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean some = self->shown.n > 1;
  guint first = some ? self->shown.first : 0, end = some ? first + self->shown.n : self->findings->len;
  double x, y;

  for (guint i = first; i < end; i++)
    {
      guint n;

      if (!find_on_screen (self, i, &x, &y))
        continue;
      n = GPOINTER_TO_UINT (g_hash_table_lookup (cells, get_cell (self, x, y)));
      if (n == 0 || (self->shown.n == 1 && i == self->shown.first))
        g_array_append_val (drawn, i);
      g_hash_table_insert (cells, get_cell (self, x, y), GUINT_TO_POINTER (n + 1));
    }
  for (guint i = drawn->len; i > 0; i--)
    {
      guint index = g_array_index (drawn, guint, i - 1);

      find_on_screen (self, index, &x, &y);
      draw_finding (self, cr, index, GPOINTER_TO_UINT (g_hash_table_lookup (cells, get_cell (self, x, y))) > 1);
    }
}

static void
wg_import_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WgImportPreview *self = WG_IMPORT_PREVIEW (widget);
  graphene_rect_t box = GRAPHENE_RECT_INIT (0, 0, (float) self->view.width, (float) self->view.height);
  cairo_t *cr;

  if (self->view.width <= 0 || self->view.height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &box);
  set_colour (self, cr, WG_TOKEN_LAND, 1);
  cairo_paint (cr);
  wg_import_tiles_draw (self->tiles, cr, &self->view);
  draw_outlines (self, cr);
  draw_mended (self, cr);
  if (self->findings != NULL)
    draw_findings (self, cr);
  cairo_destroy (cr);
}

/* --- The hand --- */

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, WgImportPreview *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->drag_x = self->drag_y = 0;
}

static void
on_drag_update (GtkGestureDrag *gesture, double x, double y, WgImportPreview *self)
{
  move_by (self, x - self->drag_x, y - self->drag_y);
  self->drag_x = x;
  self->drag_y = y;
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, WgImportPreview *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, WgImportPreview *self)
{
  zoom_at (self, -dy * 0.5, self->pointer_x, self->pointer_y);
  return GDK_EVENT_STOP;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, WgImportPreview *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      wg_import_preview_zoom_by (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      wg_import_preview_zoom_by (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      wg_import_preview_fit (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Left:
      move_by (self, 60, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
      move_by (self, -60, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      move_by (self, 0, 60);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      move_by (self, 0, -60);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
add_controllers (WgImportPreview *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (on_scroll), self);
  g_signal_connect (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}

/* --- Being one --- */

static void
wg_import_preview_map (GtkWidget *widget)
{
  WgImportPreview *self = WG_IMPORT_PREVIEW (widget);

  outline_grids (self);
  if (self->fitted)
    fit_view (self);
  GTK_WIDGET_CLASS (wg_import_preview_parent_class)->map (widget);
}

static void
wg_import_preview_dispose (GObject *object)
{
  g_clear_pointer (&WG_IMPORT_PREVIEW (object)->tiles, wg_import_tiles_free);
  G_OBJECT_CLASS (wg_import_preview_parent_class)->dispose (object);
}

static void
wg_import_preview_finalize (GObject *object)
{
  WgImportPreview *self = WG_IMPORT_PREVIEW (object);

  g_clear_pointer (&self->waiting, wg_grid_tree_unref);
  wg_import_outlines_free (self->grids);
  wg_import_outlines_free (self->news);
  wg_import_outlines_free (self->mended);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  G_OBJECT_CLASS (wg_import_preview_parent_class)->finalize (object);
}

static void
wg_import_preview_class_init (WgImportPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_preview_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_import_preview_finalize;
  widget_class->map = wg_import_preview_map;
  widget_class->snapshot = wg_import_preview_snapshot;
  widget_class->size_allocate = wg_import_preview_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "import-preview");
}

static void
wg_import_preview_init (WgImportPreview *self)
{
  self->tiles = wg_import_tiles_new (GTK_WIDGET (self));
  self->grids = wg_import_outlines_new ();
  self->news = wg_import_outlines_new ();
  self->mended = wg_import_outlines_new ();
  self->fitted = TRUE;
  self->view.scale = WG_TILE_SIZE;
  self->text_scale = 1.0;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Map of what the import would bring"), -1);
  add_controllers (self);
}

GtkWidget *
wg_import_preview_new (void)
{
  return g_object_new (WG_TYPE_IMPORT_PREVIEW, NULL);
}

void
wg_import_preview_set_dark (WgImportPreview *self, gboolean dark)
{
  g_return_if_fail (WG_IS_IMPORT_PREVIEW (self));

  self->theme = dark ? WG_THEME_DARK : WG_THEME_LIGHT;
  wg_import_tiles_set_dark (self->tiles, dark);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
wg_import_preview_set_text_scale (WgImportPreview *self, double text_scale)
{
  g_return_if_fail (WG_IS_IMPORT_PREVIEW (self));

  self->text_scale = text_scale;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
wg_import_preview_set_base (WgImportPreview *self, WgBaseStack *stack)
{
  g_return_if_fail (WG_IS_IMPORT_PREVIEW (self));

  wg_import_tiles_set_stack (self->tiles, stack);
}

void
wg_import_preview_set_grids (WgImportPreview *self, WgGridTree *grids)
{
  g_return_if_fail (WG_IS_IMPORT_PREVIEW (self));

  g_clear_pointer (&self->waiting, wg_grid_tree_unref);
  self->waiting = wg_grid_tree_ref (grids);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    outline_grids (self);
  if (self->fitted)
    fit_view (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
wg_import_preview_set_source (WgImportPreview *self, JsonObject *source)
{
  g_return_if_fail (WG_IS_IMPORT_PREVIEW (self));

  wg_import_outlines_free (self->news);
  self->news = wg_import_outlines_new_from_source (source);
  wg_import_preview_set_findings (self, NULL);
  wg_import_preview_set_mended (self, NULL);
  wg_import_preview_fit (self);
}

void
wg_import_preview_set_mended (WgImportPreview *self, GPtrArray *shapes)
{
  g_return_if_fail (WG_IS_IMPORT_PREVIEW (self));

  wg_import_outlines_free (self->mended);
  self->mended = wg_import_outlines_new_from_shapes (shapes);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
wg_import_preview_set_findings (WgImportPreview *self, GPtrArray *findings)
{
  g_return_if_fail (WG_IS_IMPORT_PREVIEW (self));

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings != NULL ? g_ptr_array_ref (findings) : NULL;
  self->shown = (WgFindingGroup){ 0, 0 };
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The box in the world round the places of the findings that are shown. FALSE when none of them has one. */
static gboolean
measure_shown (WgImportPreview *self, double box[4])
{
  box[0] = box[1] = INFINITY;
  box[2] = box[3] = -INFINITY;
  for (guint i = self->shown.first; i < self->shown.first + self->shown.n; i++)
    {
      const WgImportFinding *finding = self->findings->pdata[i];
      double x = wg_mercator_x_from_lon (finding->lon), y = wg_mercator_y_from_lat (finding->lat);

      if (!finding->has_place)
        continue;
      box[0] = fmin (box[0], x);
      box[1] = fmin (box[1], y);
      box[2] = fmax (box[2], x);
      box[3] = fmax (box[3], y);
    }
  return box[0] <= box[2];
}

void
wg_import_preview_show_findings (WgImportPreview *self, guint first, guint n)
{
  double box[4];

  g_return_if_fail (WG_IS_IMPORT_PREVIEW (self));
  g_return_if_fail (self->findings != NULL && n > 0 && first + n <= self->findings->len);

  self->shown = (WgFindingGroup){ first, n };
  if (!measure_shown (self, box))
    self->shown.n = 0;
  else
    {
      double wide = (self->view.width - 2 * EDGE) / fmax (box[2] - box[0], 1e-12), high = (self->view.height - 2 * EDGE) / fmax (box[3] - box[1], 1e-12);

      self->view.x = (box[0] + box[2]) / 2;
      self->view.y = (box[1] + box[3]) / 2;
      self->view.scale = n == 1 ? MAX (self->view.scale, FINDING_SCALE) : CLAMP (MIN (wide, high), WG_TILE_SIZE, FINDING_SCALE);
      self->fitted = FALSE;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
wg_import_preview_fit (WgImportPreview *self)
{
  g_return_if_fail (WG_IS_IMPORT_PREVIEW (self));

  self->fitted = TRUE;
  self->shown = (WgFindingGroup){ 0, 0 };
  fit_view (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
wg_import_preview_zoom_by (WgImportPreview *self, double levels)
{
  g_return_if_fail (WG_IS_IMPORT_PREVIEW (self));

  zoom_at (self, levels, self->view.width / 2.0, self->view.height / 2.0);
}
