/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a coloured map without its classes and its time is decoration; a stale one is worse. Both are told where the eye
 * ends up, at the foot.
 */

#include "wg-wall-caption.h"

#include "wg-class-swatch.h"
#include "wg-legend.h"
#include "wg-case-text.h"
#include "wg-liveness.h"
#include "wg-tour.h"
#include "wg-wall-longest.h"
#include "wg-wrap-box.h"

#include <glib/gi18n-lib.h>

#define COLUMNS_OF_ONE_LINE 38.0 /* in sizes of body text: room for a stop and the time beside it */
#define N_NAMED 3 /* of the worst grids, while the whole district is seen */

struct _WgWallCaption
{
  GtkWidget parent_instance;

  WgContext *context; /* owned */
  WgCityFeed *feed;   /* owned */
  WgLiveness *liveness;

  GtkWidget *box; /* child */
  GtkWidget *first_line;
  GtkLabel *title;
  GtkLabel *figures;
  GtkLabel *note;
  GtkLabel *live;
  GtkLabel *worst;
  GtkLabel *longest;
  GtkLabel *trouble;
  GtkLabel *measure;
  GtkWidget *swatches[WG_N_CLASSES + 1];
  GtkLabel *classes[WG_N_CLASSES];

  guint stop;
  guint n_stops;
  gint64 grid_id;
  char *map_trouble;
};

G_DEFINE_FINAL_TYPE (WgWallCaption, wg_wall_caption, GTK_TYPE_WIDGET)

/* --- The stop --- */

static const WgGrid *
find_grid (WgWallCaption *self, guint *index)
{
  WgGridTree *tree = wg_case_board_get_grids (wg_context_get_board (self->context));

  *index = tree != NULL && self->grid_id != WG_NO_ID ? wg_grid_tree_find_by_id (tree, self->grid_id) : WG_GRID_NONE;
  return *index != WG_GRID_NONE ? wg_grid_tree_get_grid (tree, *index) : NULL;
}

static char *
format_counts (const WgBacklogCounts *counts)
{
  return g_strdup_printf (_ ("open %d, overdue %d"), (int) counts->open, (int) counts->overdue);
}

static char *
format_worst (WgWallCaption *self, WgBacklog *backlog)
{
  WgGridTree *tree = wg_backlog_get_tree (backlog);
  g_autoptr (GArray) worst = wg_tour_list_worst (backlog, wg_context_get_level (self->context));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (worst->len, N_NAMED); i++)
    {
      guint index = wg_grid_tree_find_by_id (tree, g_array_index (worst, gint64, i));
      const WgGrid *grid = wg_grid_tree_get_grid (tree, index);

      /* Translators: one of the worst grids: its name and its open cases */
      g_string_append_printf (text, C_ ("wall", "%s (%d)"), grid->name, (int) wg_backlog_get_rolled (backlog, index)->open);
      g_string_append (text, i + 1 < MIN (worst->len, N_NAMED) ? C_ ("wall", ", ") : "");
    }
  return text->len > 0 ? g_strdup_printf (C_ ("wall", "Most open: %s"), text->str) : NULL;
}

/* Many a grid is too small for its name on the map: the worst are named here. */
static void
show_worst (WgWallCaption *self, WgBacklog *backlog)
{
  g_autofree char *text = self->stop == 0 ? format_worst (self, backlog) : NULL;

  gtk_label_set_text (self->worst, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->worst), text != NULL);
}

/* That so many are overdue is no order; this one is. By number and grid: nobody is named on a wall. */
static void
show_longest (WgWallCaption *self, guint grid)
{
  WgCaseRecord *record = wg_wall_find_longest (self->context, WG_QUEUE_OVERDUE, grid);
  g_autofree char *place = NULL, *over = NULL, *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->longest), record != NULL);
  if (record == NULL)
    return;
  place = wg_case_text_format_grid (self->context, record);
  over = wg_wall_format_duration (wg_context_get_now (self->context) - record->due_ms);
  /* Translators: the case that is overdue by most: its number, its grid, by how much */
  text = g_strdup_printf (C_ ("wall", "! Longest overdue: %s · %s · %s"), record->number, place, over);
  gtk_label_set_text (self->longest, text);
}

static void
show_stop (WgWallCaption *self)
{
  WgBacklog *backlog = wg_case_board_get_backlog (wg_context_get_board (self->context));
  guint index;
  const WgGrid *grid = find_grid (self, &index);
  WgBacklogCounts counts;
  g_autofree char *title = NULL, *figures = NULL;

  if (backlog == NULL)
    return;
  counts = grid != NULL ? *wg_backlog_get_rolled (backlog, index) : wg_backlog_get_whole (backlog);
  /* Translators: a stop of the tour of the worst grids: which, of how many, the name of the grid */
  title = grid != NULL ? g_strdup_printf (_ ("Tour %u/%u · %s"), self->stop, self->n_stops, grid->name)
                       : g_strdup (_ ("The whole district"));
  figures = format_counts (&counts);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->figures, figures);
  show_worst (self, backlog);
  show_longest (self, grid != NULL ? index : WG_GRID_NONE);
}

/* --- The classes --- */

static int
get_depth (WgWallCaption *self)
{
  return CLAMP (wg_context_get_level (self->context), 1, WG_BREAKS_MAX_DEPTH);
}

static void
show_classes (WgWallCaption *self)
{
  const WgClassBreaks *breaks = wg_city_feed_get_breaks (self->feed);
  WgGridTree *tree = wg_case_board_get_grids (wg_context_get_board (self->context));
  const WgGridLevel *level = tree != NULL ? wg_grid_tree_find_level (tree, get_depth (self)) : NULL;
  g_autofree char *title = level != NULL && *level->name != '\0'
                               ? g_strdup_printf (_ ("%s: backlog (open cases)"), level->name)
                               : g_strdup (wg_measure_get_title (WG_MEASURE_OPEN));

  gtk_label_set_text (self->measure, title);
  for (guint i = 0; i < WG_N_CLASSES; i++)
    {
      g_autofree char *text = wg_legend_format_class (breaks->measure, breaks->breaks[get_depth (self)], i);

      gtk_label_set_text (self->classes[i], text);
    }
}

static void
follow_style (WgWallCaption *self)
{
  WgTheme theme = wg_context_get_dark (self->context) ? WG_THEME_DARK : WG_THEME_LIGHT;

  for (guint i = 0; i < G_N_ELEMENTS (self->swatches); i++)
    wg_class_swatch_set_theme (WG_CLASS_SWATCH (self->swatches[i]), theme);
}

/* --- As of when --- */

gboolean
wg_wall_caption_is_stale (WgWallCaption *self)
{
  gint64 stopped_ms;

  return wg_liveness_is_stale (self->liveness, &stopped_ms);
}

/* Why no news comes in is graver than why the map shows less than it should. */
static void
show_trouble (WgWallCaption *self)
{
  const char *trouble = wg_wall_caption_is_stale (self) ? wg_liveness_get_reason (self->liveness) : self->map_trouble;
  g_autofree char *text = trouble != NULL ? g_strdup_printf ("▲ %s", trouble) : g_strdup ("");

  gtk_label_set_text (self->trouble, text);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), trouble != NULL);
}

static void
show_live (WgWallCaption *self)
{
  g_autofree char *clock = wg_liveness_format_clock (self->liveness, wg_context_get_now (self->context));
  g_autofree char *words = NULL, *text = NULL;
  gint64 stopped_ms;
  gboolean stale = wg_liveness_is_stale (self->liveness, &stopped_ms);

  words = stale ? wg_liveness_format_stopped (self->liveness, stopped_ms) : g_strdup_printf (_ ("Data as of %s"), clock);
  text = g_strdup_printf ("%s %s", stale ? "▲" : "✓", words);
  gtk_label_set_text (self->live, text);
  gtk_widget_set_css_classes (GTK_WIDGET (self->live),
                              (const char *[]){ stale ? "wg-wall-warn" : "wg-wall-ok", "wg-wall-caption", NULL });
}

static void
on_tick (WgWallCaption *self)
{
  show_live (self);
  show_trouble (self);
  show_stop (self);
}

/* --- The widget --- */

static GtkLabel *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
add_first_line (WgWallCaption *self)
{
  GtkWidget *stop = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->first_line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->first_line, "wg-wall-line");
  gtk_widget_add_css_class (stop, "wg-wall-line");
  self->title = add_label (stop, "", "wg-wall-title");
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  self->figures = add_label (stop, "", "wg-wall-caption");
  self->note = add_label (stop, "", "wg-wall-ground");
  gtk_widget_set_hexpand (stop, TRUE);
  gtk_box_append (GTK_BOX (self->first_line), stop);
  self->live = add_label (self->first_line, "", "wg-wall-caption");
  gtk_label_set_xalign (self->live, 0);
  gtk_box_append (GTK_BOX (self->box), self->first_line);
}

static void
add_worst (WgWallCaption *self)
{
  self->worst = add_label (self->box, "", "wg-wall-caption");
  gtk_label_set_xalign (self->worst, 0);
  gtk_label_set_ellipsize (self->worst, PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (GTK_WIDGET (self->worst), FALSE);
  self->longest = add_label (self->box, "", "wg-wall-caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->longest), "wg-wall-overdue");
  gtk_label_set_xalign (self->longest, 0);
  gtk_label_set_ellipsize (self->longest, PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (GTK_WIDGET (self->longest), FALSE);
}

static void
add_trouble (WgWallCaption *self)
{
  self->trouble = add_label (self->box, "", "wg-wall-caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "wg-wall-warn");
  gtk_label_set_xalign (self->trouble, 0);
  gtk_label_set_wrap (self->trouble, TRUE);
  gtk_label_set_lines (self->trouble, 2);
  gtk_label_set_ellipsize (self->trouble, PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
}

/* A class and its colour stay together. */
static GtkLabel *
add_class (WgWallCaption *self, GtkWidget *legend, guint klass, const char *text)
{
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (pair, "wg-wall-class");
  self->swatches[klass] = wg_class_swatch_new (klass);
  gtk_widget_add_css_class (self->swatches[klass], "wg-wall-swatch");
  gtk_widget_set_valign (self->swatches[klass], GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (pair), self->swatches[klass]);
  wg_wrap_box_append (WG_WRAP_BOX (legend), pair);
  return add_label (pair, text, "wg-wall-ground");
}

static void
add_legend (WgWallCaption *self)
{
  GtkWidget *legend = g_object_new (WG_TYPE_WRAP_BOX, NULL), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  wg_wrap_box_append (WG_WRAP_BOX (legend), head);
  gtk_widget_add_css_class (head, "wg-wall-class");
  self->measure = add_label (head, "", "wg-wall-ground");
  for (guint i = 0; i < WG_N_CLASSES; i++)
    self->classes[i] = add_class (self, legend, i, "");
  add_class (self, legend, WG_SWATCH_OVERDUE, C_ ("wall", "has overdue"));
  gtk_box_append (GTK_BOX (self->box), legend);
}

static void
wg_wall_caption_dispose (GObject *object)
{
  WgWallCaption *self = WG_WALL_CAPTION (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->map_trouble, g_free);
  g_clear_object (&self->liveness);
  g_clear_object (&self->feed);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_wall_caption_parent_class)->dispose (object);
}

static void
wg_wall_caption_class_init (WgWallCaptionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_wall_caption_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
wg_wall_caption_init (WgWallCaption *self)
{
  self->grid_id = WG_NO_ID;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "wg-wall-foot");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_first_line (self);
  add_worst (self);
  add_trouble (self);
  add_legend (self);
}

GtkWidget *
wg_wall_caption_new (WgContext *context, WgCityFeed *feed)
{
  WgWallCaption *self = g_object_new (WG_TYPE_WALL_CAPTION, NULL);

  self->context = g_object_ref (context);
  self->feed = g_object_ref (feed);
  self->liveness = wg_liveness_get (context);
  g_signal_connect_object (feed, "colours-changed", G_CALLBACK (show_classes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (feed, "city-changed", G_CALLBACK (show_classes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::level", G_CALLBACK (show_classes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::dark", G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "tick", G_CALLBACK (on_tick), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_board (context), "backlog-changed", G_CALLBACK (show_stop), self, G_CONNECT_SWAPPED);
  follow_style (self);
  show_classes (self);
  on_tick (self);
  return GTK_WIDGET (self);
}

void
wg_wall_caption_set_stop (WgWallCaption *self, guint stop, guint n_stops, gint64 grid_id)
{
  g_return_if_fail (WG_IS_WALL_CAPTION (self));
  self->stop = stop;
  self->n_stops = n_stops;
  self->grid_id = grid_id;
  show_stop (self);
}

void
wg_wall_caption_set_note (WgWallCaption *self, const char *note)
{
  g_return_if_fail (WG_IS_WALL_CAPTION (self));
  gtk_label_set_text (self->note, note != NULL ? note : "");
}

void
wg_wall_caption_set_trouble (WgWallCaption *self, const char *trouble)
{
  g_return_if_fail (WG_IS_WALL_CAPTION (self));
  g_free (self->map_trouble);
  self->map_trouble = g_strdup (trouble);
  show_trouble (self);
}

void
wg_wall_caption_set_columns (WgWallCaption *self, double columns)
{
  g_return_if_fail (WG_IS_WALL_CAPTION (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->first_line), columns >= COLUMNS_OF_ONE_LINE
                                                                         ? GTK_ORIENTATION_HORIZONTAL
                                                                         : GTK_ORIENTATION_VERTICAL);
}
