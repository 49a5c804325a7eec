/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "whose grid was that in March" is asked by name and code, not by pointing; and a screen reader needs the past as rows.
 */

#include "wg-past-table.h"

#include "wg-column-heads.h"
#include "wg-time.h"
#include "wg-words.h"

#include <glib/gi18n-lib.h>

/* So much of each is always seen: a community and the number of its grid, and the first of the keepers. */
#define NAME_CHARS 8
#define KEEPERS_CHARS 12

typedef enum
{
  COLUMN_NAME,
  COLUMN_CODE,
  COLUMN_OPEN,
  COLUMN_OVERDUE,
  COLUMN_KEEPERS,
  N_COLUMNS
} Column;

static const char *const titles[N_COLUMNS]
    = { NC_ ("grid table", "Name"), NC_ ("grid table", "Code"), NC_ ("grid table", "Open"), NC_ ("grid table", "Overdue"),
        NC_ ("grid table", "Kept by") };

/* --- One row --- */

#define WG_TYPE_PAST_ROW (wg_past_row_get_type ())
G_DECLARE_FINAL_TYPE (WgPastRow, wg_past_row, WG, PAST_ROW, GObject)

struct _WgPastRow
{
  GObject parent_instance;

  WgGrid *grid;
  WgBacklogCounts counts;
  char *keepers;
};

G_DEFINE_FINAL_TYPE (WgPastRow, wg_past_row, G_TYPE_OBJECT)

static void
wg_past_row_finalize (GObject *object)
{
  WgPastRow *self = WG_PAST_ROW (object);

  g_clear_pointer (&self->grid, wg_grid_free);
  g_free (self->keepers);
  G_OBJECT_CLASS (wg_past_row_parent_class)->finalize (object);
}

static void
wg_past_row_class_init (WgPastRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_past_row_finalize;
}

static void
wg_past_row_init (WgPastRow *self)
{
}

static const char *
get_name (WgPastRow *row)
{
  return row->grid->name != NULL && *row->grid->name != '\0' ? row->grid->name : row->grid->code;
}

static char *
format_cell (WgPastRow *row, Column column)
{
  switch (column)
    {
    case COLUMN_NAME:
      return g_strdup (get_name (row));
    case COLUMN_CODE:
      return g_strdup (row->grid->code);
    case COLUMN_OPEN:
      return g_strdup_printf ("%" G_GINT64_FORMAT, row->counts.open);
    case COLUMN_OVERDUE:
      return g_strdup_printf ("%" G_GINT64_FORMAT, row->counts.overdue);
    default:
      return g_strdup (row->keepers);
    }
}

/* Rows have no names in GTK 4.8: the first cell carries the sentence. */
static char *
format_sentence (WgPastRow *row)
{
  /* Translators: one row of a table of grids, read by a screen reader: name, code, open cases, overdue cases, keepers. */
  return g_strdup_printf (_ ("%s, %s, %u open, %u overdue, kept by %s"), get_name (row), row->grid->code,
                          (guint) row->counts.open, (guint) row->counts.overdue, row->keepers);
}

/* --- The table --- */

struct _WgPastTable
{
  GtkWidget parent_instance;

  WgContext *context; /* owned */
  GListStore *store;  /* owned, of WgPastRow */
  GtkSingleSelection *selection; /* owned */

  GtkWidget *box;
  GtkWidget *view;
  GtkLabel *detail;
  GtkWidget *foot;
  WgGridFamily *family;
  gboolean updating;
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgPastTable, wg_past_table, GTK_TYPE_WIDGET)

static Column
get_column (gpointer factory)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, WgPastTable *self)
{
  Column column = get_column (factory);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), column == COLUMN_OPEN || column == COLUMN_OVERDUE ? 1.0f : 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), column == COLUMN_NAME || column == COLUMN_KEEPERS ? PANGO_ELLIPSIZE_END
                                                                                               : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (GTK_LABEL (label), column == COLUMN_NAME ? NAME_CHARS : column == COLUMN_KEEPERS ? KEEPERS_CHARS : -1);
  gtk_widget_add_css_class (label, "numeric");
  /* A name that is cut must not run into the code beside it, nor a number into the names. */
  if (column == COLUMN_NAME || column == COLUMN_CODE || column == COLUMN_OVERDUE)
    gtk_widget_set_margin_end (label, (int) (12 * wg_context_get_text_scale (self->context)));
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, WgPastTable *self)
{
  WgPastRow *row = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  Column column = get_column (factory);
  g_autofree char *text = format_cell (row, column);
  g_autofree char *sentence = column == COLUMN_NAME ? format_sentence (row) : NULL;

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, column == COLUMN_KEEPERS ? text : NULL);
  if (sentence != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  WgPastRow *one = (WgPastRow *) a, *other = (WgPastRow *) b;
  Column column = GPOINTER_TO_INT (user_data);

  if (column == COLUMN_OPEN)
    return (one->counts.open > other->counts.open) - (one->counts.open < other->counts.open);
  if (column == COLUMN_OVERDUE)
    return (one->counts.overdue > other->counts.overdue) - (one->counts.overdue < other->counts.overdue);
  if (column == COLUMN_KEEPERS)
    return g_utf8_collate (one->keepers, other->keepers);
  return column == COLUMN_NAME ? g_utf8_collate (get_name (one), get_name (other))
                               : strcmp (one->grid->code, other->grid->code);
}

static void
add_column (WgPastTable *self, Column column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) head
      = gtk_column_view_column_new (g_dpgettext2 (GETTEXT_PACKAGE, "grid table", titles[column]), factory);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_rows, GINT_TO_POINTER (column), NULL));

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  gtk_column_view_column_set_sorter (head, sorter);
  gtk_column_view_column_set_expand (head, column == COLUMN_NAME || column == COLUMN_KEEPERS);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), head);
  if (column == COLUMN_OPEN || column == COLUMN_OVERDUE)
    wg_column_heads_align (head);
  if (column == COLUMN_OPEN)
    gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (self->view), head, GTK_SORT_DESCENDING);
}

/* --- The selected one --- */

static char *
format_number (gint64 number)
{
  return number < 0 ? g_strdup (_ ("unknown")) : g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static void
show_detail (WgPastTable *self)
{
  WgPastRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *since = NULL;
  g_autofree char *households = NULL;
  g_autofree char *text = NULL;

  if (row == NULL)
    {
      gtk_label_set_text (self->detail, _ ("Choose a grid here or on the map."));
      wg_grid_family_show (self->family, NULL);
      return;
    }
  since = wg_time_format_local (row->grid->valid_from_ms, wg_store_get_zone (wg_context_get_store (self->context)),
                                wg_context_get_now (self->context), WG_TIME_SHORT);
  households = format_number (row->grid->households);
  /* Translators: a grid as it was: name, code, time, area, households, open, suspended, all cases, names. */
  text = g_strdup_printf (_ ("%s (%s)\nOutline since: %s · %.2f ha · households: %s\nOpen: %u · suspended: %u · cases ever: %u\nKept by: %s"),
                          get_name (row), row->grid->code, since, row->grid->area_m2 / 10000.0, households,
                          (guint) row->counts.open, (guint) row->counts.suspended, (guint) row->counts.total, row->keepers);
  gtk_label_set_text (self->detail, text);
  wg_grid_family_show (self->family, row->grid->code);
}

static void
on_selected (WgPastTable *self)
{
  WgPastRow *row = gtk_single_selection_get_selected_item (self->selection);

  show_detail (self);
  if (!self->updating && row != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, row->grid->id);
}

WgGridFamily *
wg_past_table_get_family (WgPastTable *self)
{
  return self->family;
}

void
wg_past_table_select (WgPastTable *self, gint64 grid_id)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (WgPastRow) row = g_list_model_get_item (model, i);

      if (row->grid->id == grid_id)
        position = i;
    }
  self->updating = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (self->view))
    gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
  self->updating = FALSE;
}

/* --- Filling --- */

/* The names of the keepers by grid, A before B as they come. */
static GHashTable *
list_keepers (const WgGridBook *book)
{
  GHashTable *names = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; book != NULL && i < book->keepers->len; i++)
    {
      const WgKeeper *keeper = g_ptr_array_index (book->keepers, i);
      GPtrArray *list = g_hash_table_lookup (names, &keeper->grid_id);

      if (list == NULL)
        {
          list = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (names, (gpointer) &keeper->grid_id, list);
        }
      /* Translators: a keeper and the post. */
      g_ptr_array_add (list, g_strdup_printf (C_ ("keeper", "%s (%s)"), keeper->person_name, wg_post_get_label (keeper->kind)));
    }
  return names;
}

static char *
join_names (GPtrArray *names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      if (i > 0)
        g_string_append (text, C_ ("between names", ", "));
      g_string_append (text, g_ptr_array_index (names, i));
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : g_strdup (_ ("nobody"));
}

void
wg_past_table_fill (WgPastTable *self, WgBacklog *backlog, const WgGridBook *book)
{
  WgGridTree *tree = backlog != NULL ? wg_backlog_get_tree (backlog) : NULL;
  g_autoptr (GHashTable) names = list_keepers (book);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  WgPastRow *selected = gtk_single_selection_get_selected_item (self->selection);
  gint64 selected_id = selected != NULL ? selected->grid->id : 0;

  for (guint i = 0; tree != NULL && i < wg_grid_tree_get_n_grids (tree); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);
      WgPastRow *row;

      if (!wg_grid_tree_is_leaf (tree, i))
        continue;
      row = g_object_new (WG_TYPE_PAST_ROW, NULL);
      row->grid = wg_grid_copy (grid);
      row->counts = *wg_backlog_get_rolled (backlog, i);
      row->keepers = join_names (g_hash_table_lookup (names, &grid->id));
      g_ptr_array_add (rows, row);
    }
  self->updating = TRUE;
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)), rows->pdata, rows->len);
  self->updating = FALSE;
  wg_past_table_select (self, selected_id);
  show_detail (self);
}

guint
wg_past_table_get_n_rows (WgPastTable *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->store));
}

char *
wg_past_table_dup_text (WgPastTable *self, const char *code)
{
  for (guint i = 0; i < wg_past_table_get_n_rows (self); i++)
    {
      g_autoptr (WgPastRow) row = g_list_model_get_item (G_LIST_MODEL (self->store), i);

      if (g_strcmp0 (row->grid->code, code) == 0)
        return format_sentence (row);
    }
  return NULL;
}

/* --- The widget --- */

/* The rows are made when somebody looks. */
static void
on_shown (WgPastTable *self)
{
  if (gtk_column_view_get_model (GTK_COLUMN_VIEW (self->view)) == NULL)
    gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
}

static void
wg_past_table_dispose (GObject *object)
{
  WgPastTable *self = WG_PAST_TABLE (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_past_table_parent_class)->dispose (object);
}

static void
wg_past_table_class_init (WgPastTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_past_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", WG_TYPE_PAST_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_INT64);
}

static void
wg_past_table_init (WgPastTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkSortListModel *sorted;

  self->view = gtk_column_view_new (NULL);
  gtk_widget_add_css_class (self->view, "data-table");
  gtk_widget_add_css_class (self->view, "one-line");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Grids as they were"), -1);
  for (guint column = 0; column < N_COLUMNS; column++)
    add_column (self, (Column) column);
  self->store = g_list_store_new (WG_TYPE_PAST_ROW);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->store)),
                                    g_object_ref (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view))));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (on_selected), self);
  g_signal_connect_swapped (self->view, "map", G_CALLBACK (on_shown), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_widget_set_vexpand (scroller, TRUE);
  self->detail = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->detail, 0);
  gtk_label_set_wrap (self->detail, TRUE);
  gtk_label_set_selectable (self->detail, TRUE);
  self->foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (self->foot, "detail-section");
  gtk_box_append (GTK_BOX (self->foot), GTK_WIDGET (self->detail));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), scroller);
  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (self->box), self->foot);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
wg_past_table_new (WgContext *context)
{
  WgPastTable *self = g_object_new (WG_TYPE_PAST_TABLE, NULL);

  self->context = g_object_ref (context);
  self->family = WG_GRID_FAMILY (wg_grid_family_new (context));
  gtk_box_append (GTK_BOX (self->foot), GTK_WIDGET (self->family));
  show_detail (self);
  return GTK_WIDGET (self);
}
