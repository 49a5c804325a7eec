/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: on Monday at half past eight one key shows what the paper shows, from the same figures, and every number of it can be
 * asked for its cases.
 */

#include "wg-briefing-page-private.h"

#include "wg-city-loader.h"
#include "wg-spoken-page.h"
#include "wg-store-as-of.h"

#include <glib/gi18n-lib.h>

#define PULSE_MS 100
#define HEAD_HEIGHT 4.6 /* em */
#define BODY_PX 14.67

enum
{
  CASES_WANTED,
  LEAVE_WANTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgBriefingPage, wg_briefing_page, GTK_TYPE_WIDGET)

WgTheme
wg_briefing_page_get_theme (WgBriefingPage *self)
{
  return self->printed ? WG_THEME_PRINT : wg_context_get_dark (self->context) ? WG_THEME_DARK : WG_THEME_LIGHT;
}

const char *
wg_briefing_page_get_shown (WgBriefingPage *self)
{
  g_return_val_if_fail (WG_IS_BRIEFING_PAGE (self), NULL);
  return adw_view_stack_get_visible_child_name (self->stack);
}

static void
show (WgBriefingPage *self, const char *name)
{
  adw_view_stack_set_visible_child_name (self->stack, name);
}

/* --- Progress --- */

static gboolean
pulse (gpointer user_data)
{
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (WG_BRIEFING_PAGE (user_data)->progress));
  return G_SOURCE_CONTINUE;
}

void
wg_briefing_page_set_busy (WgBriefingPage *self, gboolean busy)
{
  g_clear_handle_id (&self->pulse_timer, g_source_remove);
  gtk_widget_set_opacity (self->progress, busy ? 1.0 : 0.0);
  if (busy)
    self->pulse_timer = g_timeout_add (PULSE_MS, pulse, self);
}

static void
show_trouble (WgBriefingPage *self, const char *sentence)
{
  adw_status_page_set_description (self->trouble, sentence);
  show (self, "trouble");
}

/* --- Making one --- */

static void
drop_briefing (WgBriefingPage *self)
{
  g_clear_pointer (&self->briefing, wg_briefing_free);
  g_clear_pointer (&self->root, json_node_unref);
  g_clear_pointer (&self->tree, wg_grid_tree_unref);
  g_clear_pointer (&self->city, wg_city_unref);
}

static void
fail (WgBriefingPage *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* another one is being made, or nobody looks any more */
  g_clear_object (&self->making);
  wg_briefing_page_set_busy (self, FALSE);
  show_trouble (self, error->message);
}

static void
take_text (char **kept, const char *text)
{
  char *before = *kept;

  *kept = g_strdup (text);
  g_free (before);
}

typedef struct
{
  WgBriefingPage *page; /* borrowed; gone when cancelled */
  GCancellable *cancellable;
  WgBriefing *briefing;
  JsonNode *root;
  WgGridTree *tree;
} Making;

static void
making_free (Making *making)
{
  g_clear_pointer (&making->briefing, wg_briefing_free);
  g_clear_pointer (&making->root, json_node_unref);
  g_clear_pointer (&making->tree, wg_grid_tree_unref);
  g_object_unref (making->cancellable);
  g_free (making);
}

/* What was opened may be another kind than what was asked for last. */
static void
follow_briefing (WgBriefingPage *self)
{
  JsonObject *figures = json_node_get_object (self->root);
  JsonObject *campaign = json_object_has_member (figures, "campaign") && !json_object_get_null_member (figures, "campaign")
                             ? json_object_get_object_member (figures, "campaign")
                             : NULL;

  take_text (&self->report, self->briefing->kind);
  take_text (&self->name, self->briefing->name);
  take_text (&self->campaign, campaign != NULL ? json_object_get_string_member (campaign, "name") : NULL);
  wg_briefing_page_fill_tools (self);
  if (self->composing)
    wg_briefing_page_show_page (self);
  else
    wg_briefing_page_take_leaves (self, wg_briefing_paper_get_leaves (&self->paper));
}

static void
on_city (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Making *making = user_data;
  WgBriefingPage *self = making->page;
  WgCity *city = wg_city_loader_build_finish (result, &error);

  if (city == NULL || g_cancellable_is_cancelled (making->cancellable))
    {
      g_clear_pointer (&city, wg_city_unref);
      making_free (making);
      return;
    }
  drop_briefing (self);
  self->briefing = g_steal_pointer (&making->briefing);
  self->root = g_steal_pointer (&making->root);
  self->tree = g_steal_pointer (&making->tree);
  self->city = city;
  self->paper = (WgBriefingPaper){ json_node_get_object (self->root), self->tree, wg_store_get_zone (wg_context_get_store (self->context)), self->briefing->id, self->briefing->made_ms, FALSE };
  g_clear_object (&self->making);
  making_free (making);
  wg_briefing_page_set_busy (self, FALSE);
  follow_briefing (self);
}

static void
on_grids (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Making *making = user_data;

  making->tree = wg_store_load_grids_at_finish (WG_STORE (source), result, &error);
  if (making->tree == NULL)
    {
      if (!g_cancellable_is_cancelled (making->cancellable))
        fail (making->page, error);
      making_free (making);
      return;
    }
  wg_city_loader_build_async (making->tree, NULL, NULL, NULL, NULL, making->cancellable, on_city, making);
}

/* Takes the briefing. */
static void
take_briefing (Making *making, WgStore *store, WgBriefing *briefing, GError *error)
{
  g_autoptr (GError) failure = error;

  making->briefing = briefing;
  making->root = briefing != NULL ? json_from_string (briefing->figures, &failure) : NULL;
  if (making->root == NULL)
    {
      if (!g_cancellable_is_cancelled (making->cancellable))
        fail (making->page, failure);
      making_free (making);
      return;
    }
  wg_store_load_grids_at_async (store, json_object_get_int_member (json_node_get_object (making->root), "grids_ms"), making->cancellable, on_grids, making);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  WgBriefing *briefing = wg_store_make_briefing_finish (WG_STORE (source), result, &error);

  take_briefing (user_data, WG_STORE (source), briefing, error);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  WgBriefing *briefing = wg_store_load_briefing_finish (WG_STORE (source), result, &error);

  take_briefing (user_data, WG_STORE (source), briefing, error);
}

static Making *
begin_making (WgBriefingPage *self)
{
  Making *making = g_new0 (Making, 1);

  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  self->making = g_cancellable_new ();
  making->page = self;
  making->cancellable = g_object_ref (self->making);
  wg_briefing_page_set_busy (self, TRUE);
  if (self->briefing == NULL)
    show (self, "loading");
  return making;
}

void
wg_briefing_page_make_report (WgBriefingPage *self, const char *report, const char *campaign, const char *name, gint64 as_of_ms)
{
  const WgOperator *who = wg_context_get_operator (self->context);
  WgBriefingOrder order = { (char *) report, as_of_ms, -1, who != NULL ? who->id : WG_NO_ID, (char *) campaign, (char *) name };
  Making *making;

  g_return_if_fail (WG_IS_BRIEFING_PAGE (self) && (report != NULL || name != NULL));
  self->as_of_ms = as_of_ms;
  making = begin_making (self);
  wg_store_make_briefing_async (wg_context_get_store (self->context), &order, self->making, on_made, making);
}

void
wg_briefing_page_make (WgBriefingPage *self, WgPeriodKind kind, gint64 as_of_ms)
{
  wg_briefing_page_make_report (self, wg_period_kind_to_nick (kind), NULL, NULL, as_of_ms);
}

void
wg_briefing_page_open (WgBriefingPage *self, gint64 id)
{
  Making *making;

  g_return_if_fail (WG_IS_BRIEFING_PAGE (self));
  making = begin_making (self);
  wg_store_load_briefing_async (wg_context_get_store (self->context), id, self->making, on_loaded, making);
}

/* --- Showing it --- */

void
wg_briefing_page_show_page (WgBriefingPage *self)
{
  if (self->briefing == NULL)
    return;
  /* What the board shows may be gone by now: it is told everything at once. */
  wg_briefing_board_show (self->board, &self->paper, g_ptr_array_index (self->leaves, self->page), self->city, wg_briefing_page_get_theme (self));
  show (self, "board");
  wg_briefing_page_update_bar (self);
  gtk_widget_queue_draw (self->head);
  if (!self->keep_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->board), GTK_DIR_TAB_FORWARD);
}

void
wg_briefing_page_show_rows (WgBriefingPage *self, gboolean shown)
{
  const WgBriefingTile *tile = wg_briefing_board_get_tile (self->board);

  if (self->briefing == NULL || tile == NULL)
    return;
  if (!shown)
    {
      show (self, "board");
      gtk_widget_child_focus (GTK_WIDGET (self->board), GTK_DIR_TAB_FORWARD);
      return;
    }
  wg_briefing_rows_set_table (self->rows, wg_briefing_table_new (&self->paper, tile));
  show (self, "rows");
  gtk_widget_child_focus (GTK_WIDGET (self->rows), GTK_DIR_TAB_FORWARD);
}

void
wg_briefing_page_show_time (WgBriefingPage *self, gboolean shown)
{
  if (self->briefing == NULL)
    return;
  show (self, shown ? "time" : "board");
  gtk_widget_child_focus (shown ? GTK_WIDGET (self->time) : GTK_WIDGET (self->board), GTK_DIR_TAB_FORWARD);
}

WgTimeView *
wg_briefing_page_get_time (WgBriefingPage *self)
{
  g_return_val_if_fail (WG_IS_BRIEFING_PAGE (self), NULL);
  return self->time;
}

guint
wg_briefing_page_get_page (WgBriefingPage *self)
{
  return self->page;
}

guint
wg_briefing_page_get_n_pages (WgBriefingPage *self)
{
  return self->leaves->len;
}

void
wg_briefing_page_set_page (WgBriefingPage *self, guint page)
{
  g_return_if_fail (WG_IS_BRIEFING_PAGE (self) && page < self->leaves->len);
  self->page = page;
  if (self->composing)
    wg_briefing_composer_set_page (self->composer, page);
  wg_briefing_page_show_page (self);
}

JsonObject *
wg_briefing_page_get_figures (WgBriefingPage *self)
{
  g_return_val_if_fail (WG_IS_BRIEFING_PAGE (self), NULL);
  return self->root != NULL ? json_node_get_object (self->root) : NULL;
}

gboolean
wg_briefing_page_is_settled (WgBriefingPage *self)
{
  g_return_val_if_fail (WG_IS_BRIEFING_PAGE (self), FALSE);
  return self->making == NULL && self->finding == NULL && self->writing == NULL && self->n_reads == 0 && wg_briefing_board_is_settled (self->board);
}

void
wg_briefing_page_set_wall (WgBriefingPage *self, gboolean wall)
{
  g_return_if_fail (WG_IS_BRIEFING_PAGE (self));
  if (wall)
    wg_briefing_page_set_composing (self, FALSE);
  self->wall = wall;
  gtk_widget_set_visible (self->tools, !wall);
}

void
wg_briefing_page_step_back (WgBriefingPage *self)
{
  g_return_if_fail (WG_IS_BRIEFING_PAGE (self));
  if (wg_briefing_page_cancel_writing (self))
    return;
  if (self->making != NULL || self->finding != NULL)
    {
      if (self->making != NULL)
        g_cancellable_cancel (self->making);
      if (self->finding != NULL)
        g_cancellable_cancel (self->finding);
      g_clear_object (&self->making);
      g_clear_object (&self->finding);
      wg_briefing_page_set_busy (self, FALSE);
      if (self->briefing == NULL)
        show_trouble (self, _ ("It was cancelled. Choose a briefing above."));
    }
  else if (g_strcmp0 (wg_briefing_page_get_shown (self), "rows") == 0)
    wg_briefing_page_show_rows (self, FALSE);
  else if (g_strcmp0 (wg_briefing_page_get_shown (self), "time") == 0)
    wg_briefing_page_show_time (self, FALSE);
  else if (self->composing)
    wg_briefing_page_set_composing (self, FALSE);
  else if (wg_briefing_board_get_map_only (self->board))
    wg_briefing_board_set_map_only (self->board, FALSE);
  else
    g_signal_emit (self, signals[LEAVE_WANTED], 0);
}

/* --- To the cases --- */

static void
on_drill (WgBriefingRows *rows, const char *what, WgBriefingPage *self)
{
  wg_briefing_page_drill (self, what);
}

char *
wg_briefing_page_name_number (WgBriefingPage *self)
{
  const WgBriefingTile *tile = wg_briefing_board_get_tile (self->board);
  WgIndicator indicator;

  return tile != NULL && tile->kind == WG_TILE_NUMBER && wg_indicator_from_nick (tile->about, &indicator) ? g_strdup_printf ("indicator:%s", tile->about) : NULL;
}

static void
on_activated (WgBriefingPage *self)
{
  const WgBriefingTile *tile = wg_briefing_board_get_tile (self->board);
  g_autofree char *what = wg_briefing_page_name_number (self);

  if (what != NULL)
    wg_briefing_page_drill (self, what);
  else if (tile != NULL && tile->kind != WG_TILE_MAP)
    wg_briefing_page_show_rows (self, TRUE);
}

/* --- The widget --- */

static void
draw_head (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  WgBriefingPage *self = user_data;
  WgBriefingCanvas canvas = { &self->paper, cr, wg_briefing_page_get_theme (self), height / HEAD_HEIGHT };

  if (self->briefing != NULL)
    wg_briefing_head_draw (&canvas, 0.0, 0.1 * canvas.em, width);
}

static void
follow_style (WgBriefingPage *self)
{
  wg_briefing_board_set_theme (self->board, wg_briefing_page_get_theme (self));
  gtk_widget_queue_draw (self->head);
}

/* As the sheets will look, on a wall that is bright and for whoever prints the picture. */
void
wg_briefing_page_set_printed (WgBriefingPage *self, gboolean printed)
{
  g_return_if_fail (WG_IS_BRIEFING_PAGE (self));
  self->printed = printed;
  if (printed)
    gtk_widget_add_css_class (GTK_WIDGET (self->box), "wg-briefing-print");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->box), "wg-briefing-print");
  follow_style (self);
}

gboolean
wg_briefing_page_get_printed (WgBriefingPage *self)
{
  g_return_val_if_fail (WG_IS_BRIEFING_PAGE (self), FALSE);
  return self->printed;
}

/* The first look makes the briefing of the last week, as soon as it is known who drafts it. */
static void
make_first (WgBriefingPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->briefing == NULL && self->making == NULL && wg_context_get_operator (self->context) != NULL)
    {
      wg_briefing_page_read_lists (self);
      wg_briefing_page_make_report (self, self->report, NULL, NULL, wg_context_get_now (self->context));
    }
}

/* What is no tile has the size of the tiles: the bar, and the tables. */
static gboolean
size_in_idle (gpointer user_data)
{
  WgBriefingPage *self = user_data;
  g_autofree char *css = g_strdup_printf (".wg-briefing { font-size: %dpx; }", self->em);

  self->size_idle = 0;
  gtk_css_provider_load_from_data (self->sizes, css, -1);
  wg_time_view_set_text_scale (self->time, MAX (1.0, self->em / BODY_PX));
  return G_SOURCE_REMOVE;
}

static void
follow_size (WgBriefingPage *self, double em)
{
  int wanted = (int) (MAX (em, BODY_PX * wg_context_get_text_scale (self->context)) + 0.5);

  if (self->em == wanted)
    return;
  self->em = wanted;
  if (self->size_idle == 0)
    self->size_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, size_in_idle, self, NULL);
}

static void
wg_briefing_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (wg_briefing_page_parent_class)->map (widget);
  make_first (WG_BRIEFING_PAGE (widget));
}

static void
wg_briefing_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WgBriefingPage *self = WG_BRIEFING_PAGE (widget);
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));
  double em = wg_briefing_canvas_get_em (gtk_widget_get_width (root), gtk_widget_get_height (root));
  int wanted = (int) (em * HEAD_HEIGHT);

  follow_size (self, em);
  if (gtk_drawing_area_get_content_height (GTK_DRAWING_AREA (self->head)) != wanted)
    gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->head), wanted);
  gtk_widget_allocate (self->box, width, height, baseline, NULL);
}

static void
wg_briefing_page_measure (
    GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (WG_BRIEFING_PAGE (widget)->box, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static void
wg_briefing_page_dispose (GObject *object)
{
  WgBriefingPage *self = WG_BRIEFING_PAGE (object);

  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  if (self->finding != NULL)
    g_cancellable_cancel (self->finding);
  g_clear_object (&self->making);
  g_clear_object (&self->finding);
  wg_briefing_page_cancel_writing (self);
  g_clear_handle_id (&self->writing_timer, g_source_remove);
  g_clear_handle_id (&self->pulse_timer, g_source_remove);
  g_clear_handle_id (&self->size_idle, g_source_remove);
  if (self->sizes != NULL)
    gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->sizes));
  g_clear_object (&self->sizes);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  drop_briefing (self);
  g_clear_pointer (&self->leaves, g_ptr_array_unref);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->issued, g_ptr_array_unref);
  g_clear_pointer (&self->campaigns, json_object_unref);
  g_clear_pointer (&self->plans, json_object_unref);
  g_clear_pointer (&self->report, g_free);
  g_clear_pointer (&self->campaign, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_object (&self->base_maps);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_briefing_page_parent_class)->dispose (object);
}

static void
wg_briefing_page_class_init (WgBriefingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_briefing_page_dispose;
  widget_class->map = wg_briefing_page_map;
  widget_class->size_allocate = wg_briefing_page_size_allocate;
  widget_class->measure = wg_briefing_page_measure;
  signals[CASES_WANTED] = g_signal_new ("cases-wanted", WG_TYPE_BRIEFING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                        G_TYPE_PTR_ARRAY);
  signals[LEAVE_WANTED] = g_signal_new ("leave-wanted", WG_TYPE_BRIEFING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_briefing_page_init (WgBriefingPage *self)
{
  self->report = g_strdup ("week");
  self->leaves = wg_briefing_layout_new_standard ();
}

static void
make_stack (WgBriefingPage *self)
{
  GtkWidget *loading = adw_status_page_new (), *scroller = gtk_scrolled_window_new ();

  self->stack = ADW_VIEW_STACK (adw_view_stack_new ());
  adw_view_stack_set_hhomogeneous (self->stack, FALSE);
  adw_view_stack_set_vhomogeneous (self->stack, FALSE);
  adw_status_page_set_title (ADW_STATUS_PAGE (loading), _ ("Counting"));
  adw_status_page_set_description (ADW_STATUS_PAGE (loading), _ ("All figures of the period are counted. Esc cancels."));
  self->trouble = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_title (self->trouble, _ ("No briefing"));
  wg_spoken_page_watch (ADW_STATUS_PAGE (loading));
  wg_spoken_page_watch (self->trouble);
  self->board = WG_BRIEFING_BOARD (wg_briefing_board_new (self->base_maps));
  self->rows = WG_BRIEFING_ROWS (wg_briefing_rows_new ());
  adw_view_stack_add_named (self->stack, loading, "loading");
  adw_view_stack_add_named (self->stack, GTK_WIDGET (self->trouble), "trouble");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->board));
  gtk_widget_set_focusable (scroller, FALSE);
  adw_view_stack_add_named (self->stack, scroller, "board");
  adw_view_stack_add_named (self->stack, GTK_WIDGET (self->rows), "rows");
  self->time = WG_TIME_VIEW (wg_time_view_new (self->context, self->base_maps));
  adw_view_stack_add_named (self->stack, GTK_WIDGET (self->time), "time");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  g_signal_connect_swapped (self->board, "activated", G_CALLBACK (on_activated), self);
  g_signal_connect (self->rows, "drill", G_CALLBACK (on_drill), self);
}

static void
make_children (WgBriefingPage *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *middle = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (self->box, "wg-briefing");
  self->head = gtk_drawing_area_new ();
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->head), draw_head, self, NULL);
  gtk_widget_set_hexpand (self->head, TRUE);
  gtk_box_append (GTK_BOX (line), self->head);
  wg_briefing_page_add_tools (self, line);
  self->progress = gtk_progress_bar_new ();
  gtk_widget_add_css_class (self->progress, "osd");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Counting"), -1);
  make_stack (self);
  self->bar = wg_briefing_page_make_bar (self);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), self->progress);
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (middle), wg_briefing_page_make_composer (self));
  gtk_box_append (GTK_BOX (middle), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (self->box), middle);
  gtk_box_append (GTK_BOX (self->box), self->bar);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static void
load_style (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

      gtk_css_provider_load_from_resource (provider, "/org/wangge/Wangge/briefing/briefing.css");
      gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
      g_once_init_leave (&once, 1);
    }
}

GtkWidget *
wg_briefing_page_new (WgContext *context)
{
  WgBriefingPage *self = g_object_new (WG_TYPE_BRIEFING_PAGE, NULL);

  load_style ();
  self->sizes = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->sizes), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  self->context = g_object_ref (context);
  self->base_maps = wg_base_maps_new (context);
  make_children (self);
  wg_briefing_page_set_busy (self, FALSE);
  wg_briefing_page_add_keys (self);
  g_signal_connect_object (context, "notify::size-class", G_CALLBACK (wg_briefing_page_place_tools), self, G_CONNECT_SWAPPED);
  wg_briefing_page_place_tools (self);
  g_signal_connect_object (context, "notify::dark", G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::operator", G_CALLBACK (make_first), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
