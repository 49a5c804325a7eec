/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever cannot see or cannot point must be able to find the grid with the most open cases as fast as anybody. */

#include "wg-grid-list.h"

#include "wg-column-heads.h"
#include "wg-grid-row.h"
#include "wg-legend.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  COLUMN_CODE,
  COLUMN_NAME,
  COLUMN_OPEN,
  COLUMN_OVERDUE,
  COLUMN_SUSPENDED,
  COLUMN_TOTAL,
  COLUMN_VALUE,  /* of a rate */
  COLUMN_GROUND, /* what the rate is made of */
  COLUMN_CLASS,
  N_COLUMNS
} Column;

static const char *const titles[N_COLUMNS]
    = { NC_ ("grid table", "Code"),    NC_ ("grid table", "Name"),      NC_ ("grid table", "Open"),
        NC_ ("grid table", "Overdue"), NC_ ("grid table", "Suspended"), NC_ ("grid table", "All cases"),
        NC_ ("grid table", "Rate"),    NC_ ("grid table", "Made of"),   NC_ ("grid table", "Class") };

struct _WgGridList
{
  GtkWidget parent_instance;

  /* owned */
  WgContext *context;
  WgCityFeed *feed;
  GListStore *store; /* of WgGridRow */
  GtkSingleSelection *selection;
  WgGridTree *tree; /* that the rows are of */
  guint depth;

  /* children */
  GtkWidget *box;
  GtkWidget *formula;
  GtkWidget *scroller;
  GtkWidget *view;
  GtkColumnViewColumn *heads[N_COLUMNS]; /* owned by the view */

  gboolean updating;
};

G_DEFINE_FINAL_TYPE (WgGridList, wg_grid_list, GTK_TYPE_WIDGET)

/* --- Cells --- */

static gint64
get_number (WgGridRow *row, Column column)
{
  const WgBacklogCounts *counts = wg_grid_row_get_counts (row);

  switch (column)
    {
    case COLUMN_OPEN:
      return counts->open;
    case COLUMN_OVERDUE:
      return counts->overdue;
    case COLUMN_SUSPENDED:
      return counts->suspended;
    case COLUMN_TOTAL:
      return counts->total;
    case COLUMN_VALUE:
      return wg_grid_row_get_value (row);
    case COLUMN_GROUND:
      return wg_grid_row_get_base (row);
    default:
      return wg_grid_row_get_class (row);
    }
}

/* The class of a grid without a value would be a lie. */
static char *
format_class (WgGridList *self, WgGridRow *row)
{
  WgMeasure measure = wg_city_feed_get_measure (self->feed);
  const WgClassBreaks *breaks = wg_city_feed_get_breaks (self->feed);

  if (wg_grid_row_get_value (row) == WG_MEASURE_UNDEFINED)
    return wg_measure_format (measure, WG_MEASURE_UNDEFINED);
  return wg_legend_format_class (measure, breaks->breaks[MIN (self->depth, WG_BREAKS_MAX_DEPTH)],
                                 wg_grid_row_get_class (row));
}

static char *
format_cell (WgGridList *self, WgGridRow *row, Column column)
{
  if (column == COLUMN_CODE)
    return g_strdup (wg_grid_row_get_code (row));
  if (column == COLUMN_NAME)
    return g_strdup (wg_grid_row_get_name (row));
  if (column == COLUMN_CLASS)
    return format_class (self, row);
  if (column == COLUMN_VALUE)
    return wg_measure_format (wg_city_feed_get_measure (self->feed), wg_grid_row_get_value (row));
  if (column == COLUMN_GROUND)
    /* Translators: a rate in the table of grids: open cases, and what they are divided by */
    return g_strdup_printf (C_ ("grid table", "%u / %u"), (guint)wg_grid_row_get_counts (row)->open,
                            (guint)wg_grid_row_get_base (row));
  return g_strdup_printf ("%" G_GINT64_FORMAT, get_number (row, column));
}

/* Rows have no names in GTK 4.8: the first cell carries the sentence. */
static char *
format_sentence (WgGridRow *row)
{
  const WgBacklogCounts *counts = wg_grid_row_get_counts (row);

  /* Translators: one row of the table of grids, read by a screen reader: name, code, open cases, overdue cases. */
  return g_strdup_printf (_ ("%s, %s, %u open, %u overdue"), wg_grid_row_get_name (row), wg_grid_row_get_code (row),
                          (guint)counts->open, (guint)counts->overdue);
}

static Column
get_column (GtkListItemFactory *factory)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
}

static void
fill_cell (GtkListItem *item, WgGridList *self, Column column)
{
  WgGridRow *row = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = format_cell (self, row, column);

  gtk_label_set_label (GTK_LABEL (label), text);
  if (column == COLUMN_OVERDUE && get_number (row, column) > 0)
    gtk_widget_add_css_class (label, "overdue");
  else
    gtk_widget_remove_css_class (label, "overdue");
  if (column == COLUMN_CODE)
    {
      g_autofree char *sentence = format_sentence (row);

      gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
    }
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, WgGridList *self)
{
  Column column = get_column (factory);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column <= COLUMN_NAME ? 0.0f : 1.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), column == COLUMN_NAME ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

typedef struct
{
  GtkListItem *item;
  WgGridList *list;
  Column column;
} Cell;

static void
on_row_changed (WgGridRow *row, Cell *cell)
{
  fill_cell (cell->item, cell->list, cell->column);
}

static void
free_cell (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, WgGridList *self)
{
  Cell *cell = g_new0 (Cell, 1);
  gulong handler;

  cell->item = item;
  cell->list = self;
  cell->column = get_column (factory);
  handler = g_signal_connect_data (gtk_list_item_get_item (item), "changed", G_CALLBACK (on_row_changed), cell,
                                   free_cell, 0);
  g_object_set_data (G_OBJECT (item), "handler", GSIZE_TO_POINTER (handler));
  fill_cell (item, self, cell->column);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, WgGridList *self)
{
  gulong handler = GPOINTER_TO_SIZE (g_object_steal_data (G_OBJECT (item), "handler"));

  if (handler != 0)
    g_signal_handler_disconnect (gtk_list_item_get_item (item), handler);
}

/* --- Columns --- */

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  WgGridRow *one = (WgGridRow *)a, *other = (WgGridRow *)b;
  Column column = GPOINTER_TO_INT (user_data);
  int order;

  if (column == COLUMN_NAME)
    order = g_utf8_collate (wg_grid_row_get_name (one), wg_grid_row_get_name (other));
  else if (column == COLUMN_CODE)
    order = strcmp (wg_grid_row_get_code (one), wg_grid_row_get_code (other));
  else
    order = (get_number (one, column) > get_number (other, column))
            - (get_number (one, column) < get_number (other, column));
  return order;
}

static void
add_column (WgGridList *self, Column column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) head
      = gtk_column_view_column_new (g_dpgettext2 (GETTEXT_PACKAGE, "grid table", titles[column]), factory);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_rows, GINT_TO_POINTER (column), NULL));

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), self);
  gtk_column_view_column_set_sorter (head, sorter);
  gtk_column_view_column_set_expand (head, column == COLUMN_NAME);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), head);
  self->heads[column] = head;
  if (column == COLUMN_OPEN)
    gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (self->view), head, GTK_SORT_DESCENDING);
}

/* --- Rows --- */

/* As on the map: the grids of the level, and leaves that end above it. */
static gboolean
is_listed (WgGridList *self, guint index)
{
  const WgGrid *grid = wg_grid_tree_get_grid (self->tree, index);

  return grid->depth == (int)self->depth
         || (grid->depth < (int)self->depth && wg_grid_tree_is_leaf (self->tree, index));
}

static void
update_row (WgGridList *self, WgGridRow *row, WgBacklog *backlog, const gint64 *bases)
{
  guint index = wg_grid_tree_find_by_id (wg_backlog_get_tree (backlog), wg_grid_row_get_id (row));
  const WgClassBreaks *breaks = wg_city_feed_get_breaks (self->feed);
  WgMeasure measure = wg_city_feed_get_measure (self->feed);
  const WgBacklogCounts *counts;
  gint64 base, value;
  int depth;

  if (index == WG_GRID_NONE)
    return;
  counts = wg_backlog_get_rolled (backlog, index);
  depth = MIN (wg_grid_tree_get_grid (wg_backlog_get_tree (backlog), index)->depth, WG_BREAKS_MAX_DEPTH);
  base = bases != NULL ? bases[index] : 0;
  value = wg_measure_get_value (measure, counts, base);
  wg_grid_row_update (row, counts, measure, value, base, wg_backlog_class_of (breaks->breaks[depth], value));
}

static void
align_heads (WgGridList *self)
{
  for (guint column = COLUMN_NAME + 1; column < N_COLUMNS; column++)
    wg_column_heads_align (self->heads[column]);
}

/* A rate has two columns of its own; a count has its column already. */
static void
show_measure (WgGridList *self)
{
  WgMeasure measure = wg_city_feed_get_measure (self->feed);
  g_autofree char *formula = g_strdup_printf ("%s: %s", wg_measure_get_title (measure), wg_measure_get_formula (measure));

  gtk_label_set_label (GTK_LABEL (self->formula), formula);
  gtk_column_view_column_set_visible (self->heads[COLUMN_VALUE], wg_measure_is_rate (measure));
  gtk_column_view_column_set_visible (self->heads[COLUMN_GROUND], wg_measure_is_rate (measure));
  align_heads (self);
}

static void
update_rows (WgGridList *self)
{
  WgBacklog *backlog = wg_case_board_get_backlog (wg_context_get_board (self->context));

  g_autofree gint64 *bases = wg_city_feed_list_bases (self->feed);

  show_measure (self);
  for (guint i = 0; backlog != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->store)); i++)
    {
      g_autoptr (WgGridRow) row = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      update_row (self, row, backlog, bases);
    }
}

static void
follow_selection (WgGridList *self)
{
  gint64 grid_id = wg_selection_get_grid (wg_context_get_selection (self->context));
  GListModel *model = G_LIST_MODEL (self->selection);
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->updating)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (WgGridRow) row = g_list_model_get_item (model, i);

      if (wg_grid_row_get_id (row) == grid_id)
        position = i;
    }
  self->updating = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (self->view))
    gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
  self->updating = FALSE;
}

static void
fill (WgGridList *self)
{
  WgCaseBoard *board = wg_context_get_board (self->context);
  WgGridTree *tree = wg_case_board_get_grids (board);
  WgBacklog *backlog = wg_case_board_get_backlog (board);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree gint64 *bases = wg_city_feed_list_bases (self->feed);

  g_clear_pointer (&self->tree, wg_grid_tree_unref);
  if (tree != NULL)
    self->tree = wg_grid_tree_ref (tree);
  for (guint i = 0; tree != NULL && i < wg_grid_tree_get_n_grids (tree); i++)
    {
      WgGridRow *row;

      if (!is_listed (self, i))
        continue;
      row = wg_grid_row_new (wg_grid_tree_get_grid (tree, i));
      if (backlog != NULL)
        update_row (self, row, backlog, bases);
      g_ptr_array_add (rows, row);
    }
  self->updating = TRUE;
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)), rows->pdata, rows->len);
  self->updating = FALSE;
  follow_selection (self);
}

static void
on_selected (WgGridList *self)
{
  WgGridRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (self->updating || row == NULL)
    return;
  self->updating = TRUE;
  wg_selection_select_grid (wg_context_get_selection (self->context), wg_grid_row_get_id (row));
  self->updating = FALSE;
}

/* Two hundred rows of widgets are made when somebody looks, not in every window that never shows them. */
static void
on_shown (WgGridList *self)
{
  if (gtk_column_view_get_model (GTK_COLUMN_VIEW (self->view)) == NULL)
    gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
}

void
wg_grid_list_set_level (WgGridList *self, guint depth)
{
  g_return_if_fail (WG_IS_GRID_LIST (self));
  if (self->depth == depth)
    return;
  self->depth = depth;
  fill (self);
}

GListModel *
wg_grid_list_get_model (WgGridList *self)
{
  return G_LIST_MODEL (self->selection);
}

/* --- The widget --- */

static void
wg_grid_list_dispose (GObject *object)
{
  WgGridList *self = WG_GRID_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);
  g_clear_pointer (&self->tree, wg_grid_tree_unref);
  g_clear_object (&self->feed);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_grid_list_parent_class)->dispose (object);
}

static void
wg_grid_list_class_init (WgGridListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_grid_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
wg_grid_list_init (WgGridList *self)
{
  GtkSortListModel *sorted;

  self->view = gtk_column_view_new (NULL);
  gtk_widget_add_css_class (self->view, "data-table");
  gtk_widget_add_css_class (self->view, "one-line");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Grids"), -1);
  for (guint column = 0; column < N_COLUMNS; column++)
    add_column (self, (Column)column);
  align_heads (self);
  self->store = g_list_store_new (WG_TYPE_GRID_ROW);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->store)),
                                    g_object_ref (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view))));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (on_selected), self);
  g_signal_connect_swapped (self->view, "map", G_CALLBACK (on_shown), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  self->formula = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->formula), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->formula), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->formula, "caption");
  gtk_widget_set_margin_start (self->formula, 12);
  gtk_widget_set_margin_bottom (self->formula, 4);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), self->formula);
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
wg_grid_list_new (WgContext *context, WgCityFeed *feed)
{
  WgGridList *self = g_object_new (WG_TYPE_GRID_LIST, NULL);

  self->context = g_object_ref (context);
  self->feed = g_object_ref (feed);
  g_signal_connect_object (wg_context_get_board (context), "grids-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (feed, "colours-changed", G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (feed, "city-changed", G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_selection (context), "changed", G_CALLBACK (follow_selection), self,
                           G_CONNECT_SWAPPED);
  show_measure (self);
  fill (self);
  return GTK_WIDGET (self);
}
