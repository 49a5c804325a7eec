/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the table of GTK keeps some two hundred rows around the one that is looked at, and whenever it jumps all of them become
 * those of other cases before the first one is seen. To set and measure the texts of a hundred and eighty rows that nobody sees
 * is most of what a jump takes; it is left for the frames behind.
 */

#include "wg-case-late.h"

/* So many that are not seen with each frame: about ten rows. */
#define N_CELLS 50

struct _WgCaseLate
{
  GObject parent_instance;

  GtkWidget *view; /* weak, nullable */
  GHashTable *cells; /* of WgCaseCell, which take themselves out */
  GdkFrameClock *clock; /* owned, nullable: while there are any */
  gulong layout_handler;
  guint tick;
};

G_DEFINE_FINAL_TYPE (WgCaseLate, wg_case_late, G_TYPE_OBJECT)

static gboolean
is_on_screen (GtkWidget *cell)
{
  GtkWidget *row = cell;
  GtkWidget *list = gtk_widget_get_parent (row);
  GtkAllocation at;

  while (list != NULL && !GTK_IS_LIST_VIEW (list))
    {
      row = list;
      list = gtk_widget_get_parent (row);
    }
  if (list == NULL || !gtk_widget_get_child_visible (row))
    return FALSE;
  gtk_widget_get_allocation (row, &at);
  return at.y < gtk_widget_get_height (list) && at.y + at.height > 0;
}

/* Filling one may take others out of the table. */
static void
fill (WgCaseLate *self, GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      WgCaseCell *cell = g_ptr_array_index (cells, i);

      if (g_hash_table_contains (self->cells, cell))
        wg_case_cell_fill (cell);
    }
}

static void
fill_some (WgCaseLate *self, guint n_unseen)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    {
      gboolean seen = is_on_screen (cell);

      if (!seen && n_unseen == 0)
        continue;
      n_unseen -= seen ? 0 : 1;
      g_ptr_array_add (cells, g_object_ref (cell));
    }
  fill (self, cells);
}

/* A clock lets go of its handlers before it goes itself. */
static void
forget_clock (WgCaseLate *self)
{
  if (self->layout_handler != 0 && g_signal_handler_is_connected (self->clock, self->layout_handler))
    g_signal_handler_disconnect (self->clock, self->layout_handler);
  self->layout_handler = 0;
  g_clear_object (&self->clock);
}

static void
stop (WgCaseLate *self)
{
  if (self->tick != 0 && self->view != NULL)
    gtk_widget_remove_tick_callback (self->view, self->tick);
  self->tick = 0;
  forget_clock (self);
}

/* Only now it is known which rows are on the screen; what they ask for is laid out once more before anything is painted. */
static void
on_layout (GdkFrameClock *clock, WgCaseLate *self)
{
  fill_some (self, 0);
}

static gboolean
on_frame (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  WgCaseLate *self = user_data;

  fill_some (self, N_CELLS);
  if (g_hash_table_size (self->cells) > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  stop (self);
  return G_SOURCE_REMOVE;
}

static void
start (WgCaseLate *self)
{
  GdkFrameClock *clock = self->view != NULL ? gtk_widget_get_frame_clock (self->view) : NULL;

  if (self->view != NULL && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (self->view, on_frame, self, NULL);
  if (clock == self->clock)
    return;
  forget_clock (self);
  if (g_set_object (&self->clock, clock))
    self->layout_handler = g_signal_connect_after (clock, "layout", G_CALLBACK (on_layout), self);
}

static void
wg_case_late_dispose (GObject *object)
{
  WgCaseLate *self = WG_CASE_LATE (object);

  stop (self);
  g_clear_weak_pointer (&self->view);
  G_OBJECT_CLASS (wg_case_late_parent_class)->dispose (object);
}

static void
wg_case_late_finalize (GObject *object)
{
  g_hash_table_unref (WG_CASE_LATE (object)->cells);
  G_OBJECT_CLASS (wg_case_late_parent_class)->finalize (object);
}

static void
wg_case_late_class_init (WgCaseLateClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_case_late_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_case_late_finalize;
}

static void
wg_case_late_init (WgCaseLate *self)
{
  self->cells = g_hash_table_new (NULL, NULL);
}

WgCaseLate *
wg_case_late_new (GtkWidget *view)
{
  WgCaseLate *self = g_object_new (WG_TYPE_CASE_LATE, NULL);

  g_set_weak_pointer (&self->view, view);
  return self;
}

void
wg_case_late_add (WgCaseLate *self, WgCaseCell *cell)
{
  if (g_hash_table_add (self->cells, cell))
    start (self);
}

void
wg_case_late_remove (WgCaseLate *self, WgCaseCell *cell)
{
  g_hash_table_remove (self->cells, cell);
}

gboolean
wg_case_late_has (WgCaseLate *self, WgCaseCell *cell)
{
  return g_hash_table_contains (self->cells, cell);
}
