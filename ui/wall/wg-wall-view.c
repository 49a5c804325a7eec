/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a wall works alone all day. What moves it (the tour), what keeps it readable (its size) and what keeps the screen
 * alive (the shift) meet here; the three parts only show what they are told.
 */

#include "wg-wall-view.h"

#include "wg-tour.h"
#include "wg-wall-caption.h"
#include "wg-wall-figures.h"
#include "wg-wall-map.h"
#include "wg-wall-scale.h"

#include <glib/gi18n-lib.h>

#define SHIFT_SECONDS 180
#define PATIENCE 3 /* times the length of a stop that its picture and the next one may take to be painted */
#define NUMBER_EMS 2.0          /* numbers are 40 arc minutes, twice the text */
#define PAINTER_NUMBER_PX 16.0  /* of a number on the map at a text scale of 1 */
#define COLUMN_SHARE 0.263      /* of the width */

struct _WgWallView
{
  GtkWidget parent_instance;

  WgContext *context; /* owned */
  GtkCssProvider *sizes; /* owned: the one rule that everything else is measured in */

  GtkWidget *box; /* child: map and column */
  GtkWidget *stage;
  WgWallMap *map;
  WgWallCaption *caption;
  GtkWidget *column;

  double wall_width;
  double distance;
  double em;
  int depth;     /* the level of the tour */
  GArray *stops; /* gint64: grids of the tour */
  guint stop;    /* 0 for the whole district, else the place in @stops from 1 */
  guint seconds; /* at a stop; 0 for no tour */
  guint n_ticks; /* at this stop */
  guint n_whole; /* of these, since its picture was whole */
  guint shift;
  guint shift_ticks;
  gboolean paused;
  gboolean level_chosen;
  guint size_idle;
};

G_DEFINE_FINAL_TYPE (WgWallView, wg_wall_view, GTK_TYPE_WIDGET)

/* --- The tour --- */

static void
show_note (WgWallView *self)
{
  g_autofree char *trouble = NULL;
  const char *note = NULL;

  if (wg_wall_map_get_locked (self->map))
    note = _ ("view locked · Home");
  else if (self->paused)
    note = _ ("tour paused · Space");
  wg_wall_caption_set_note (self->caption, note);
  trouble = wg_wall_map_dup_trouble (self->map);
  wg_wall_caption_set_trouble (self->caption, trouble);
}

/* The grids of the tour, and coarser ones where the numbers of so many would not fit into the whole district. */
static int
find_level (WgWallView *self, gint64 grid_id)
{
  guint whole = wg_wall_map_choose_level (self->map);

  return grid_id == WG_NO_ID && whole != WG_LEVEL_AUTOMATIC ? MIN (self->depth, (int) whole) : self->depth;
}

/* What is seen at a stop; the whole district before the first and after the last. */
static gint64
get_grid (WgWallView *self, guint stop)
{
  return stop > 0 && stop <= self->stops->len ? g_array_index (self->stops, gint64, stop - 1) : WG_NO_ID;
}

static void
show_level (WgWallView *self)
{
  int level = find_level (self, get_grid (self, self->stop));

  if (wg_context_get_level (self->context) != level)
    wg_context_set_level (self->context, level);
}

static void
go_to_stop (WgWallView *self, guint stop)
{
  gint64 grid_id, next_id;

  self->stop = stop <= self->stops->len ? stop : 0;
  self->n_ticks = 0;
  self->n_whole = 0;
  grid_id = get_grid (self, self->stop);
  next_id = get_grid (self, self->stop + 1);
  show_level (self);
  wg_wall_map_show_grid (self->map, grid_id, next_id, find_level (self, next_id));
  wg_wall_caption_set_stop (self->caption, self->stop, self->stops->len, grid_id);
}

/* The list is made anew each time round; in between it stays, so that the stops keep their numbers. */
static void
renew_stops (WgWallView *self)
{
  WgBacklog *backlog = wg_case_board_get_backlog (wg_context_get_board (self->context));

  if (backlog == NULL)
    return;
  g_array_unref (self->stops);
  self->stops = wg_tour_list_worst (backlog, self->depth);
}

void
wg_wall_view_step (WgWallView *self, int steps)
{
  guint stop;

  g_return_if_fail (WG_IS_WALL_VIEW (self));
  if (self->stop == 0 || self->stop == self->stops->len)
    renew_stops (self);
  stop = (self->stop + self->stops->len + 1 + (guint) (steps % (int) (self->stops->len + 1))) % (self->stops->len + 1);
  go_to_stop (self, stop);
}

static void
choose_level (WgWallView *self)
{
  WgGridTree *tree = wg_case_board_get_grids (wg_context_get_board (self->context));

  if (tree == NULL || self->level_chosen)
    return;
  self->level_chosen = wg_grid_tree_get_n_grids (tree) > 0;
  self->depth = wg_tour_choose_depth (tree);
  renew_stops (self);
  go_to_stop (self, 0);
}

static void
move_picture (WgWallView *self)
{
  int dx, dy;

  wg_wall_scale_get_shift (++self->shift, &dx, &dy);
  gtk_widget_set_margin_start (self->box, dx);
  gtk_widget_set_margin_end (self->box, 4 - dx);
  gtk_widget_set_margin_top (self->box, dy);
  gtk_widget_set_margin_bottom (self->box, 4 - dy);
}

/* A second at a stop. Returns whether it was the last: of those in which its picture was whole, when the next one is, too; or
 * of those that it may take. Without a map there is nothing to tour.
 */
static gboolean
count_second (WgWallView *self)
{
  if (wg_wall_map_choose_level (self->map) == WG_LEVEL_AUTOMATIC)
    return FALSE;
  if (self->n_whole > 0 || wg_wall_map_is_settled (self->map))
    self->n_whole++;
  return (self->n_whole >= self->seconds && wg_wall_map_next_is_there (self->map))
         || ++self->n_ticks >= PATIENCE * self->seconds;
}

static void
on_tick (WgWallView *self)
{
  choose_level (self);
  show_level (self);
  show_note (self);
  if (++self->shift_ticks % SHIFT_SECONDS == 0)
    move_picture (self);
  if (self->seconds > 0 && !self->paused && count_second (self))
    wg_wall_view_step (self, 1);
}

/* --- Its size --- */

static double
get_em (WgWallView *self)
{
  return wg_wall_scale_get_em (MAX (gtk_widget_get_width (GTK_WIDGET (self)), 1), self->wall_width, self->distance);
}

static void
apply_size (WgWallView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  g_autofree char *css = NULL;

  if (width <= 0)
    return;
  self->em = get_em (self);
  css = g_strdup_printf (".wg-wall { font-size: %dpx; } .wg-wall-column { min-width: %dpx; }", (int) (self->em + 0.5),
                         (int) (width * COLUMN_SHARE));
  gtk_css_provider_load_from_data (self->sizes, css, -1);
  wg_wall_map_set_text_scale (self->map, self->em * NUMBER_EMS / PAINTER_NUMBER_PX);
}

static gboolean
size_in_idle (gpointer user_data)
{
  WgWallView *self = user_data;

  self->size_idle = 0;
  if (self->em != get_em (self))
    apply_size (self);
  wg_wall_figures_set_lines (WG_WALL_FIGURES (self->column), gtk_widget_get_height (GTK_WIDGET (self)) / self->em);
  wg_wall_caption_set_columns (self->caption, gtk_widget_get_width (self->stage) / self->em);
  return G_SOURCE_REMOVE;
}

static void
wg_wall_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WgWallView *self = WG_WALL_VIEW (widget);

  gtk_widget_allocate (self->box, width, height, baseline, NULL);
  if (self->size_idle == 0)
    self->size_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, size_in_idle, self, NULL);
}

/* --- The widget --- */

static void
follow_style (WgWallView *self)
{
  gboolean dark = wg_context_get_dark (self->context);

  gtk_widget_set_css_classes (GTK_WIDGET (self), (const char *[]){ "wg-wall", dark ? "dark" : "light", NULL });
}

static void
load_style (WgWallView *self)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

      gtk_css_provider_load_from_resource (provider, "/org/wangge/Wangge/wall/wall.css");
      gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
      g_once_init_leave (&once, 1);
    }
  self->sizes = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->sizes),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}

static void
wg_wall_view_dispose (GObject *object)
{
  WgWallView *self = WG_WALL_VIEW (object);

  g_clear_handle_id (&self->size_idle, g_source_remove);
  if (self->sizes != NULL)
    gtk_style_context_remove_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->sizes));
  g_clear_object (&self->sizes);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_wall_view_parent_class)->dispose (object);
}

static void
wg_wall_view_finalize (GObject *object)
{
  g_array_unref (WG_WALL_VIEW (object)->stops);
  G_OBJECT_CLASS (wg_wall_view_parent_class)->finalize (object);
}

static void
wg_wall_view_class_init (WgWallViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_wall_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_wall_view_finalize;
  GTK_WIDGET_CLASS (klass)->size_allocate = wg_wall_view_size_allocate;
}

static void
wg_wall_view_init (WgWallView *self)
{
  self->wall_width = WG_WALL_DEFAULT_WIDTH;
  self->distance = WG_WALL_DEFAULT_DISTANCE;
  self->seconds = WG_TOUR_DEFAULT_SECONDS;
  self->stops = g_array_new (FALSE, FALSE, sizeof (gint64));
  load_style (self);
}

static void
add_parts (WgWallView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->stage = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->map = WG_WALL_MAP (wg_wall_map_new (self->context));
  self->caption = WG_WALL_CAPTION (wg_wall_caption_new (self->context, wg_wall_map_get_feed (self->map)));
  self->column = wg_wall_figures_new (self->context);
  gtk_box_append (GTK_BOX (self->stage), GTK_WIDGET (self->map));
  gtk_box_append (GTK_BOX (self->stage), GTK_WIDGET (self->caption));
  gtk_widget_set_hexpand (self->stage, TRUE);
  gtk_widget_set_hexpand (self->column, FALSE); /* though labels in it fill their row */
  gtk_widget_set_overflow (self->stage, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (self->box), self->stage);
  gtk_box_append (GTK_BOX (self->box), self->column);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
wg_wall_view_new (WgContext *context)
{
  WgWallView *self = g_object_new (WG_TYPE_WALL_VIEW, NULL);

  self->context = g_object_ref (context);
  /* Before the parts, so that a second is judged by what was seen in it, not by what they begin at its end. */
  g_signal_connect_object (context, "tick", G_CALLBACK (on_tick), self, G_CONNECT_SWAPPED);
  add_parts (self);
  move_picture (self);
  g_signal_connect_object (context, "notify::dark", G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_board (context), "loaded", G_CALLBACK (choose_level), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "notify::locked", G_CALLBACK (show_note), self, G_CONNECT_SWAPPED);
  follow_style (self);
  choose_level (self);
  return GTK_WIDGET (self);
}

void
wg_wall_view_set_room (WgWallView *self, double wall_width, double distance)
{
  g_return_if_fail (WG_IS_WALL_VIEW (self) && wall_width > 0 && distance > 0);
  self->wall_width = wall_width;
  self->distance = distance;
  apply_size (self);
}

void
wg_wall_view_set_tour (WgWallView *self, guint seconds)
{
  g_return_if_fail (WG_IS_WALL_VIEW (self));
  self->seconds = seconds;
}

void
wg_wall_view_set_paused (WgWallView *self, gboolean paused)
{
  g_return_if_fail (WG_IS_WALL_VIEW (self));
  self->paused = paused;
  show_note (self);
}

gboolean
wg_wall_view_get_paused (WgWallView *self)
{
  g_return_val_if_fail (WG_IS_WALL_VIEW (self), FALSE);
  return self->paused;
}

void
wg_wall_view_fit (WgWallView *self)
{
  g_return_if_fail (WG_IS_WALL_VIEW (self));
  wg_wall_map_show_all (self->map);
  go_to_stop (self, 0);
  show_note (self);
}

void
wg_wall_view_get_status (WgWallView *self, WgWallStatus *status)
{
  g_return_if_fail (WG_IS_WALL_VIEW (self) && status != NULL);
  *status = (WgWallStatus){
    .stop = self->stop,
    .n_stops = self->stops->len,
    .grid_id = get_grid (self, self->stop),
    .em = self->em,
    .locked = wg_wall_map_get_locked (self->map),
    .paused = self->paused,
    .stale = wg_wall_caption_is_stale (self->caption),
    .settled = wg_wall_map_is_settled (self->map),
    .next_is_there = wg_wall_map_next_is_there (self->map),
  };
}
