/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: from four metres nobody reads a table; these are the five numbers that a room acts on, each with its ground. */

#include "wg-wall-figures.h"

#include "wg-case-text.h"
#include "wg-store-figures.h"
#include "wg-time.h"
#include "wg-wall-longest.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define DAY_SECONDS 60 /* how often closed cases are counted */
#define LABEL_CHARS 8  /* what a label asks for; it has the width of the column */

/* In lines of body text: what fits into a column with an emergency. */
#define LINES_OF_ALL 35.0
#define LINES_WITHOUT_GROUNDS 26.0

typedef enum
{
  FIGURE_OPEN,
  FIGURE_TO_DISPATCH,
  FIGURE_OVERDUE,
  FIGURE_DUE_SOON,
  FIGURE_IN_TIME,
  N_FIGURES
} Figure;

typedef struct
{
  GtkWidget *box;
  GtkLabel *number;
  GtkLabel *ground;
} Row;

struct _WgWallFigures
{
  GtkWidget parent_instance;

  WgContext *context; /* owned */
  GCancellable *cancellable;
  WgDayFigures *day; /* nullable: not counted yet, or it failed */

  GtkWidget *box; /* child */
  GtkLabel *clock;
  GtkLabel *date;
  GtkLabel *name;
  GtkLabel *place;
  Row rows[N_FIGURES];
  GtkWidget *emergency;
  GtkLabel *emergency_title;
  GtkLabel *emergency_text;
  guint n_ticks;
};

G_DEFINE_FINAL_TYPE (WgWallFigures, wg_wall_figures, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
  g_free (text);
}

/* --- The figures --- */

static void
show_open (WgWallFigures *self, guint n_open)
{
  set_text (self->rows[FIGURE_OPEN].number, g_strdup_printf ("%u", n_open));
  if (self->day != NULL)
    set_text (self->rows[FIGURE_OPEN].ground,
              g_strdup_printf (_ ("filed today %d · closed today %d"), (int) self->day->filed_today,
                               (int) self->day->closed_today));
}

static void
show_to_dispatch (WgWallFigures *self, guint n)
{
  WgCaseRecord *longest = wg_wall_find_longest (self->context, WG_QUEUE_TO_DISPATCH, WG_GRID_NONE);
  gint64 now_ms = wg_context_get_now (self->context);
  g_autofree char *waited = longest != NULL ? wg_wall_format_duration (now_ms - longest->clock_ms) : NULL;
  g_autofree char *limit = longest != NULL && longest->due_ms != WG_NO_TIME
                               ? wg_wall_format_duration (longest->due_ms - longest->clock_ms)
                               : NULL;

  set_text (self->rows[FIGURE_TO_DISPATCH].number, g_strdup_printf ("%u", n));
  if (longest == NULL)
    set_text (self->rows[FIGURE_TO_DISPATCH].ground, g_strdup (_ ("nothing waits")));
  else if (limit == NULL)
    set_text (self->rows[FIGURE_TO_DISPATCH].ground, g_strdup_printf (_ ("longest %s"), waited));
  else
    set_text (self->rows[FIGURE_TO_DISPATCH].ground, g_strdup_printf (_ ("longest %s, limit %s"), waited, limit));
}

/* A zero is no warning. */
static void
warn (const Row *row, const char *css_class, gboolean warned)
{
  if (warned)
    gtk_widget_add_css_class (GTK_WIDGET (row->number), css_class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row->number), css_class);
}

static void
show_overdue (WgWallFigures *self, guint n, guint n_open)
{
  WgCaseRecord *longest = wg_wall_find_longest (self->context, WG_QUEUE_OVERDUE, WG_GRID_NONE);
  g_autofree char *over = NULL;

  warn (&self->rows[FIGURE_OVERDUE], "wg-wall-overdue", n > 0);
  set_text (self->rows[FIGURE_OVERDUE].number, n > 0 ? g_strdup_printf ("! %u", n) : g_strdup ("0"));
  if (longest == NULL)
    {
      set_text (self->rows[FIGURE_OVERDUE].ground, g_strdup_printf (_ ("%u of %u open"), n, n_open));
      return;
    }
  over = wg_wall_format_duration (wg_context_get_now (self->context) - longest->due_ms);
  set_text (self->rows[FIGURE_OVERDUE].ground, g_strdup_printf (_ ("%u of %u open, longest %s"), n, n_open, over));
}

static void
show_due_soon (WgWallFigures *self, guint n)
{
  warn (&self->rows[FIGURE_DUE_SOON], "wg-wall-warn", n > 0);
  set_text (self->rows[FIGURE_DUE_SOON].number, n > 0 ? g_strdup_printf ("▲ %u", n) : g_strdup ("0"));
  /* xgettext:no-c-format */
  set_text (self->rows[FIGURE_DUE_SOON].ground, g_strdup (_ ("over 75 % of the limit used")));
}

/* Cut, not rounded, to one place, as the figures of the district are. */
static void
show_in_time (WgWallFigures *self)
{
  gint64 due = self->day != NULL ? self->day->month_due : 0;

  if (self->day == NULL)
    return;
  if (due == 0)
    set_text (self->rows[FIGURE_IN_TIME].number, g_strdup ("–"));
  else
    set_text (self->rows[FIGURE_IN_TIME].number,
              g_strdup_printf ("%.1f %%", floor ((double) self->day->month_in_time * 1000 / (double) due) / 10));
  set_text (self->rows[FIGURE_IN_TIME].ground,
            g_strdup_printf (_ ("this month %d / %d due to close"), (int) self->day->month_in_time, (int) due));
}

static void
show_figures (WgWallFigures *self)
{
  WgCaseBoard *board = wg_context_get_board (self->context);
  WgBacklog *backlog = wg_case_board_get_backlog (board);
  const guint *counts;
  WgBacklogCounts whole;

  if (!wg_case_board_is_loaded (board) || backlog == NULL)
    return;
  whole = wg_backlog_get_whole (backlog);
  counts = wg_context_count_queues (self->context);
  show_open (self, (guint) whole.open);
  show_to_dispatch (self, counts[WG_QUEUE_TO_DISPATCH]);
  show_overdue (self, (guint) whole.overdue, (guint) whole.open);
  show_due_soon (self, counts[WG_QUEUE_DUE_SOON]);
  show_in_time (self);
}

/* --- The emergency --- */

/* Nobody has it before somebody has it; then the one with least time left. */
static gboolean
is_more_urgent (const WgCaseRecord *a, const WgCaseRecord *b)
{
  gboolean waits_a = a->state < WG_CASE_STATE_ASSIGNED, waits_b = b->state < WG_CASE_STATE_ASSIGNED;

  if (waits_a != waits_b)
    return waits_a;
  if (a->due_ms != b->due_ms)
    return b->due_ms == WG_NO_TIME || (a->due_ms != WG_NO_TIME && a->due_ms < b->due_ms);
  return a->id < b->id;
}

static WgCaseRecord *
find_emergency (WgWallFigures *self, guint *n)
{
  GPtrArray *cases = wg_case_board_get_cases (wg_context_get_board (self->context));
  WgCaseRecord *first = NULL;
  WgQueueView view;

  *n = 0;
  wg_context_get_queue_view (self->context, &view);
  for (guint i = 0; i < cases->len; i++)
    {
      WgCaseRecord *record = g_ptr_array_index (cases, i);

      if (!wg_queue_contains (WG_QUEUE_EMERGENCY, record, &view))
        continue;
      ++*n;
      if (first == NULL || is_more_urgent (record, first))
        first = record;
    }
  return first;
}

static void
show_emergency (WgWallFigures *self)
{
  guint n;
  WgCaseRecord *record = find_emergency (self, &n);
  g_autofree char *state = NULL, *klass = NULL, *grid = NULL, *left = NULL, *more = NULL;

  gtk_widget_set_visible (self->emergency, record != NULL);
  if (record == NULL)
    return;
  state = wg_case_text_format_state (record);
  klass = wg_case_text_format_class (record);
  grid = wg_case_text_format_grid (self->context, record);
  left = wg_case_text_format_left (self->context, record);
  more = n > 1 ? g_strdup_printf (ngettext ("\n%u more emergency", "\n%u more emergencies", n - 1), n - 1) : g_strdup ("");
  set_text (self->emergency_title, g_strdup_printf (_ ("Emergency %s · %s"), record->number, state));
  set_text (self->emergency_text, g_strdup_printf ("%s\n%s · %s%s", klass, grid, left, more));
}

/* --- Time --- */

static void
show_clock (WgWallFigures *self)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wg_context_get_now (self->context) / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, wg_store_get_zone (wg_context_get_store (self->context)));
  static const char *const days[] = { NC_ ("weekday", "Monday"),   NC_ ("weekday", "Tuesday"), NC_ ("weekday", "Wednesday"),
                                      NC_ ("weekday", "Thursday"), NC_ ("weekday", "Friday"),  NC_ ("weekday", "Saturday"),
                                      NC_ ("weekday", "Sunday") };
  const char *day = g_dpgettext2 (GETTEXT_PACKAGE, "weekday", days[g_date_time_get_day_of_week (local) - 1]);

  set_text (self->clock, g_date_time_format (local, "%H:%M"));
  /* Translators: a date on a wall: month, day, day of the week */
  set_text (self->date, g_strdup_printf (_ ("%1$02d-%2$02d %3$s"), g_date_time_get_month (local),
                                         g_date_time_get_day_of_month (local), day));
}

static void
on_day_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgWallFigures) self = user_data;
  g_autoptr (GError) error = NULL;
  WgDayFigures *day = wg_store_count_day_finish (WG_STORE (source), result, &error);

  /* What failed is told by the caption: data that stop coming in are stale. The last figures stay. */
  if (day == NULL || self->box == NULL)
    {
      g_free (day);
      return;
    }
  g_free (self->day);
  self->day = day;
  show_figures (self);
}

static void
count_day (WgWallFigures *self)
{
  wg_store_count_day_async (wg_context_get_store (self->context), wg_context_get_now (self->context), self->cancellable,
                            on_day_counted, g_object_ref (self));
}

static void
on_tick (WgWallFigures *self)
{
  show_clock (self);
  show_figures (self);
  show_emergency (self);
  if (++self->n_ticks % DAY_SECONDS == 0)
    count_day (self);
}

static void
on_loaded (WgWallFigures *self)
{
  count_day (self);
  on_tick (self);
}

/* --- The widget --- */

static GtkLabel *
add_label (GtkWidget *box, const char *text, float xalign, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_CHARS);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
add_figure (WgWallFigures *self, Figure figure, const char *caption)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkLabel *label = add_label (line, caption, 0, "wg-wall-caption");

  gtk_widget_add_css_class (row, "wg-wall-row");
  gtk_widget_set_vexpand (row, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (label), TRUE);
  self->rows[figure].number = add_label (line, "–", 1, "wg-wall-number");
  gtk_label_set_wrap (self->rows[figure].number, FALSE);
  gtk_label_set_max_width_chars (self->rows[figure].number, -1);
  self->rows[figure].box = row;
  gtk_box_append (GTK_BOX (row), line);
  self->rows[figure].ground = add_label (row, "", 1, "wg-wall-ground");
  gtk_box_append (GTK_BOX (self->box), row);
}

/* Without a name the centre is called what it is. */
static void
show_name (WgWallFigures *self)
{
  const char *name = wg_store_get_district (wg_context_get_store (self->context))->name;

  gtk_label_set_text (self->name, *name != '\0' ? name : _ ("Command centre"));
  gtk_label_set_text (self->place, *name != '\0' ? _ ("Command centre") : "");
}

static void
add_head (WgWallFigures *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (left, TRUE);
  self->name = add_label (left, "", 0, "wg-wall-title");
  self->place = add_label (left, "", 0, "wg-wall-ground");
  show_name (self);
  self->clock = add_label (right, "", 1, "wg-wall-clock");
  self->date = add_label (right, "", 1, "wg-wall-ground");
  gtk_box_append (GTK_BOX (head), left);
  gtk_box_append (GTK_BOX (head), right);
  gtk_box_append (GTK_BOX (self->box), head);
}

static void
add_emergency (WgWallFigures *self)
{
  self->emergency = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->emergency, "wg-wall-emergency");
  self->emergency_title = add_label (self->emergency, "", 0, "wg-wall-strong");
  self->emergency_text = add_label (self->emergency, "", 0, "wg-wall-caption");
  gtk_widget_set_visible (self->emergency, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->emergency);
}

static void
wg_wall_figures_dispose (GObject *object)
{
  WgWallFigures *self = WG_WALL_FIGURES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_wall_figures_parent_class)->dispose (object);
}

static void
wg_wall_figures_finalize (GObject *object)
{
  WgWallFigures *self = WG_WALL_FIGURES (object);

  g_clear_object (&self->cancellable);
  g_free (self->day);
  G_OBJECT_CLASS (wg_wall_figures_parent_class)->finalize (object);
}

/* The width does not follow from the height: a low column would be wide enough to write each text in one line. */
static void
wg_wall_figures_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  gtk_widget_measure (WG_WALL_FIGURES (widget)->box, orientation,
                      orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

static void
wg_wall_figures_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (WG_WALL_FIGURES (widget)->box, width, height, baseline, NULL);
}

static void
wg_wall_figures_class_init (WgWallFiguresClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_wall_figures_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_wall_figures_finalize;
  GTK_WIDGET_CLASS (klass)->measure = wg_wall_figures_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = wg_wall_figures_size_allocate;
}

static void
wg_wall_figures_init (WgWallFigures *self)
{
  self->cancellable = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "wg-wall-column");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
wg_wall_figures_new (WgContext *context)
{
  WgWallFigures *self = g_object_new (WG_TYPE_WALL_FIGURES, NULL);
  WgCaseBoard *board = wg_context_get_board (context);

  self->context = g_object_ref (context);
  add_head (self);
  add_figure (self, FIGURE_OPEN, C_ ("wall", "Open"));
  add_figure (self, FIGURE_TO_DISPATCH, C_ ("queue", "To dispatch"));
  add_figure (self, FIGURE_OVERDUE, C_ ("wall", "Overdue, any limit"));
  add_figure (self, FIGURE_DUE_SOON, C_ ("queue", "Due soon"));
  add_figure (self, FIGURE_IN_TIME, C_ ("wall", "Closed in time"));
  add_emergency (self);
  g_signal_connect_object (context, "tick", G_CALLBACK (on_tick), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "loaded", G_CALLBACK (on_loaded), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_store (context), "district-changed", G_CALLBACK (show_name), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "backlog-changed", G_CALLBACK (show_figures), self, G_CONNECT_SWAPPED);
  show_clock (self);
  if (wg_case_board_is_loaded (board))
    on_loaded (self);
  return GTK_WIDGET (self);
}

void
wg_wall_figures_set_lines (WgWallFigures *self, double lines)
{
  gboolean grounds = lines >= LINES_OF_ALL;

  g_return_if_fail (WG_IS_WALL_FIGURES (self));
  for (guint figure = 0; figure < N_FIGURES; figure++)
    gtk_widget_set_visible (GTK_WIDGET (self->rows[figure].ground), grounds);
  gtk_widget_set_visible (GTK_WIDGET (self->date), grounds);
  gtk_widget_set_visible (GTK_WIDGET (self->place), grounds);
  gtk_label_set_lines (self->emergency_text, grounds ? -1 : 1);
  gtk_label_set_ellipsize (self->emergency_text, grounds ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  /* A rate is nothing without what it is a rate of. */
  gtk_widget_set_visible (self->rows[FIGURE_IN_TIME].box, grounds);
  gtk_widget_set_visible (self->rows[FIGURE_DUE_SOON].box, lines >= LINES_WITHOUT_GROUNDS);
  gtk_widget_set_visible (self->rows[FIGURE_TO_DISPATCH].box, lines >= LINES_WITHOUT_GROUNDS);
}
