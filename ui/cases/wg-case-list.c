/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the queue is where an operator lives. It shows a live model, never moves a row under the pointer, keeps the
 * emergencies in sight, and says what to do next when there is nothing to do.
 */

#include "wg-case-list-private.h"

#include "wg-spoken-page.h"

#include <glib/gi18n-lib.h>

#define N_PINNED 3
/* What comes sooner is not announced. */
#define WAIT_MS 200

G_DEFINE_FINAL_TYPE (WgCaseList, wg_case_list, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  MENU,
  COUNTED,
  SELECTED_OLD,
  N_SIGNALS
};

static GParamSpec *queue_property;
static guint signals[N_SIGNALS];

/* What stands in the head and on the empty page. */

/* On the map cases are chosen that are in no such queue; then nothing is said of how many the queue has. */
static gboolean
are_all_here (WgCaseList *self, const gint64 *ids, guint n)
{
  gboolean here = n <= g_list_model_get_n_items (G_LIST_MODEL (self->model));

  for (guint i = 0; here && i < n; i++)
    here = wg_case_list_model_find (self->model, ids[i]) != G_MAXUINT;
  return here;
}

static void
show_count (WgCaseList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint all = wg_case_list_model_get_counts (self->model)[wg_case_list_get_queue (self)];
  guint n_marked;
  const gint64 *marked = wg_selection_get_cases (wg_context_get_selection (self->context), &n_marked);
  g_autofree char *text = NULL;

  if (n_marked > 0 && !are_all_here (self, marked, n_marked))
    text = g_strdup_printf (ngettext ("%u case selected", "%u cases selected", n_marked), n_marked);
  else if (n_marked > 0)
    text = g_strdup_printf (ngettext ("%u selected of %u", "%u selected of %u", n_marked), n_marked, n);
  else
    text = n == all || self->found_title != NULL ? g_strdup_printf ("%u", n) : g_strdup_printf (C_ ("filtered count", "%u of %u"), n, all);
  gtk_label_set_text (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->title), n_marked == 0 && !gtk_widget_get_visible (GTK_WIDGET (self->chooser)));
}

static gboolean
on_waited (gpointer user_data)
{
  WgCaseList *self = user_data;

  self->wait_timer = 0;
  gtk_widget_add_css_class (GTK_WIDGET (self->stack), "waiting");
  return G_SOURCE_REMOVE;
}

/* The old rows stay, and pale when the others take long. */
static gboolean
is_waiting (WgCaseList *self)
{
  gboolean waiting = wg_case_list_model_is_arranging (self->model);

  if (waiting && self->wait_timer == 0)
    self->wait_timer = g_timeout_add (WAIT_MS, on_waited, self);
  if (waiting)
    return TRUE;
  g_clear_handle_id (&self->wait_timer, g_source_remove);
  gtk_widget_remove_css_class (GTK_WIDGET (self->stack), "waiting");
  return FALSE;
}

/* Whoever worked in the page that goes works in the one that comes, and not in the next field of the window, where the letters of
 * moves would be text.
 */
static void
turn_to (WgCaseList *self, const char *page)
{
  GtkWidget *before = adw_view_stack_get_visible_child (self->stack);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean inside = before != NULL && focus != NULL && gtk_widget_is_ancestor (focus, before);

  adw_view_stack_set_visible_child_name (self->stack, page);
  if (inside && adw_view_stack_get_visible_child (self->stack) != before)
    wg_case_list_focus_rows (self);
}

static void
show_head (WgCaseList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  if (is_waiting (self))
    return;
  show_count (self);
  if (n == 0)
    wg_case_list_show_empty (self);
  turn_to (self, n > 0 ? "list" : "empty");
}

static void
show_pinned (WgCaseList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->emergencies));
  g_autofree char *title = g_strdup_printf ("%s (%u)", wg_queue_get_label (WG_QUEUE_EMERGENCY), n);
  g_autofree char *more = self->all_pinned
                              ? g_strdup (_ ("Fewer"))
                              : g_strdup_printf (ngettext ("%u more", "%u more", n - N_PINNED), n - N_PINNED);

  gtk_widget_set_visible (self->pinned, n > 0);
  gtk_label_set_text (self->pinned_title, title);
  gtk_slice_list_model_set_size (self->pinned_slice, self->all_pinned ? G_MAXUINT : N_PINNED);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), n > N_PINNED);
  gtk_button_set_label (self->more_button, more);
}

static void
on_emergencies_changed (GListModel *model, guint position, guint removed, guint added, WgCaseList *self)
{
  show_pinned (self);
}

/* The selection: of the context, of the table, of the pinned rows. */

static void
pull_one (WgCaseList *self, guint position)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  if (position == G_MAXUINT)
    {
      gtk_selection_model_unselect_all (model);
      return;
    }
  if (wg_case_list_get_selected (self) == position)
    return;
  wg_case_list_reach (self, position);
  gtk_selection_model_select_item (model, position, TRUE);
  wg_case_list_scroll_to (self, position);
}

static void
pull_several (WgCaseList *self, const gint64 *ids, guint n)
{
  g_autoptr (GtkBitset) rows = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = NULL;

  for (guint i = 0; i < n; i++)
    {
      guint position = wg_case_list_model_find (self->model, ids[i]);

      if (position == G_MAXUINT)
        continue;
      wg_case_list_reach (self, position);
      gtk_bitset_add (rows, position);
    }
  all = gtk_bitset_new_range (0, g_list_model_get_n_items (G_LIST_MODEL (self->selection)));
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), rows, all);
}

static void
pull_selection (WgCaseList *self)
{
  WgSelection *selection = wg_context_get_selection (self->context);
  gint64 id = wg_selection_get_case (selection);
  guint n;
  const gint64 *ids = wg_selection_get_cases (selection, &n);

  self->syncing = TRUE;
  if (n > 0)
    pull_several (self, ids, n);
  else
    pull_one (self, wg_case_list_model_find (self->model, id));
  gtk_single_selection_set_selected (self->pinned_selection, wg_case_list_model_find (self->emergencies, id));
  self->syncing = FALSE;
}

/* The rows that are marked; what comes by itself with other rows is not a choice of the hand. */
static void
push_rows (GtkSelectionModel *model, guint position, guint n_items, WgCaseList *self)
{
  g_autoptr (GtkBitset) rows = gtk_selection_model_get_selection (model);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint row;

  if (self->syncing || gtk_bitset_is_empty (rows))
    return;
  for (gboolean more = gtk_bitset_iter_init_first (&iter, rows, &row); more; more = gtk_bitset_iter_next (&iter, &row))
    {
      g_autoptr (WgCaseItem) item = g_list_model_get_item (G_LIST_MODEL (model), row);

      g_array_append_val (ids, wg_case_item_get_record (item)->id);
    }
  wg_selection_select_cases (wg_context_get_selection (self->context), (const gint64 *) (gpointer) ids->data, ids->len);
}

static void
push_selection (GtkSingleSelection *selection, GParamSpec *pspec, WgCaseList *self)
{
  WgCaseItem *item = gtk_single_selection_get_selected_item (selection);

  if (self->syncing || item == NULL)
    return;
  wg_selection_select_case (wg_context_get_selection (self->context), wg_case_item_get_record (item)->id);
  if (wg_case_board_find (wg_context_get_board (self->context), wg_case_item_get_record (item)->id) == NULL)
    g_signal_emit (self, signals[SELECTED_OLD], 0, wg_case_item_get_record (item)->number);
}

static void
on_selection_changed (WgSelection *selection, WgCaseList *self)
{
  gint64 grid_id = wg_selection_get_grid (selection);

  pull_selection (self);
  show_count (self);
  if (grid_id != WG_NO_ID)
    wg_case_list_model_set_grid (self->model, grid_id);
}

static void
show_grid (WgCaseList *self)
{
  gint64 grid_id = wg_case_list_model_get_grid (self->model);
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (self->context));
  guint index = grids != NULL && grid_id != WG_NO_ID ? wg_grid_tree_find_by_id (grids, grid_id) : WG_GRID_NONE;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->grid_chip, grid_id != WG_NO_ID || self->found_title != NULL);
  if (self->found_title != NULL)
    {
      text = g_strdup_printf (_ ("Only: %s"), self->found_title);
      gtk_label_set_text (self->grid_label, text);
      return;
    }
  if (index == WG_GRID_NONE)
    return;
  text = g_strdup_printf (_ ("Only grid %s"), wg_grid_tree_get_grid (grids, index)->name);
  gtk_label_set_text (self->grid_label, text);
}

static void
choose_first (WgCaseList *self)
{
  g_autoptr (WgCaseItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), 0);

  self->choosing = FALSE;
  if (item == NULL)
    return;
  wg_selection_select_case (wg_context_get_selection (self->context), wg_case_item_get_record (item)->id);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
on_arranged (WgCaseListModel *model, WgCaseList *self)
{
  show_head (self);
  show_grid (self);
  pull_selection (self);
  wg_case_list_grow (self);
  if (self->choosing)
    choose_first (self);
}

static void
on_counted (WgCaseListModel *model, WgCaseList *self)
{
  show_head (self);
  g_signal_emit (self, signals[COUNTED], 0);
}

/* What the head does. */

static void
on_search_changed (GtkSearchEntry *entry, WgCaseList *self)
{
  wg_case_list_model_set_text (self->model, gtk_editable_get_text (self->search));
  show_head (self);
}

static void
on_stop_search (GtkSearchEntry *entry, WgCaseList *self)
{
  gtk_editable_set_text (self->search, "");
  wg_case_list_model_set_text (self->model, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
on_search_activate (GtkSearchEntry *entry, WgCaseList *self)
{
  on_search_changed (entry, self);
  if (wg_case_list_model_is_arranging (self->model))
    self->choosing = TRUE;
  else
    choose_first (self);
}

static void
on_grid_cleared (GtkButton *button, WgCaseList *self)
{
  wg_case_list_forget_found (self);
  wg_case_list_model_set_found (self->model, NULL);
  wg_case_list_model_set_grid (self->model, WG_NO_ID);
  wg_selection_select_grid (wg_context_get_selection (self->context), WG_NO_ID);
  show_head (self);
  show_grid (self);
}

static void
on_more_clicked (GtkButton *button, WgCaseList *self)
{
  self->all_pinned = !self->all_pinned;
  show_pinned (self);
}

static void
on_empty_clicked (GtkButton *button, WgCaseList *self)
{
  if (wg_case_list_follow_empty (self))
    return;
  on_stop_search (NULL, self);
  on_grid_cleared (NULL, self);
}

static void
on_activate (GtkWidget *view, guint position, WgCaseList *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
on_chosen (GtkDropDown *chooser, GParamSpec *pspec, WgCaseList *self)
{
  if (!self->syncing && gtk_drop_down_get_selected (chooser) < WG_N_RAIL_QUEUES)
    wg_case_list_set_queue (self, gtk_drop_down_get_selected (chooser));
}

static void
on_order (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  WgCaseOrder order;

  if (wg_case_order_from_nick (g_variant_get_string (value, NULL), &order))
    wg_case_list_order_by (user_data, order);
}

static void
on_order_state (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  g_simple_action_set_state (action, value);
}

/* The widget. */

static void
fill_chooser (WgCaseList *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < WG_N_RAIL_QUEUES; i++)
    gtk_string_list_append (names, wg_queue_get_label (i));
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->chooser, WG_QUEUE_TO_DISPATCH);
  g_signal_connect (self->chooser, "notify::selected", G_CALLBACK (on_chosen), self);
}

static void
wg_case_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_uint (value, wg_case_list_get_queue (WG_CASE_LIST (object)));
}

static void
wg_case_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  wg_case_list_set_queue (WG_CASE_LIST (object), g_value_get_uint (value));
}

/* Backwards the focus comes to the rows first, which GTK passes over. */
static gboolean
wg_case_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean outside = focus == NULL || !gtk_widget_is_ancestor (focus, widget);

  if (direction == GTK_DIR_TAB_BACKWARD && outside && wg_case_list_focus_rows (WG_CASE_LIST (widget)))
    return TRUE;
  return GTK_WIDGET_CLASS (wg_case_list_parent_class)->focus (widget, direction);
}

static void
wg_case_list_dispose (GObject *object)
{
  WgCaseList *self = WG_CASE_LIST (object);
  GtkWidget *child;

  g_clear_handle_id (&self->release_timer, g_source_remove);
  g_clear_handle_id (&self->wait_timer, g_source_remove);
  g_clear_pointer (&self->found_title, g_free);
  g_clear_pointer (&self->found_records, g_ptr_array_unref);
  g_clear_pointer (&self->filters, g_ptr_array_unref);
  g_clear_object (&self->filter_menu);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->pinned_selection);
  g_clear_object (&self->pinned_slice);
  g_clear_object (&self->slice);
  g_clear_object (&self->model);
  g_clear_object (&self->emergencies);
  g_clear_object (&self->actions);
  g_clear_object (&self->late);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_case_list_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/cases/wg-case-list.ui");
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, title);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, chooser);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, count);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, search);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, sort_button);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, sort_menu);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, grid_chip);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, grid_label);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, pinned);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, pinned_title);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, pinned_frame);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, pinned_view);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, more_button);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, stack);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, scroller);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, view);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, icon_column);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, case_column);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, reported_column);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, class_column);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, limit_column);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, empty);
  gtk_widget_class_bind_template_child (widget_class, WgCaseList, empty_button);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_grid_cleared);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_empty_clicked);
}

static void
wg_case_list_class_init (WgCaseListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = WG_TYPE_CASE_LIST;

  object_class->dispose = wg_case_list_dispose;
  object_class->get_property = wg_case_list_get_property;
  object_class->set_property = wg_case_list_set_property;
  GTK_WIDGET_CLASS (klass)->focus = wg_case_list_focus;
  queue_property = g_param_spec_uint ("queue", NULL, NULL, 0, WG_N_RAIL_QUEUES - 1, WG_QUEUE_TO_DISPATCH,
                                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, 1, queue_property);
  signals[ACTIVATED] = g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MENU] = g_signal_new ("menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, GTK_TYPE_WIDGET,
                                G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[COUNTED] = g_signal_new ("counted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SELECTED_OLD]
      = g_signal_new ("selected-old", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
wg_case_list_init (WgCaseList *self)
{
  static const GActionEntry entries[] = { { "order", on_order, "s", "'urgency'", on_order_state, { 0 } } };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  self->late = wg_case_late_new (GTK_WIDGET (self->view));
  wg_case_list_add_filters (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "queue", G_ACTION_GROUP (self->actions));
  wg_case_list_watch_keys (self);
  wg_case_list_add_drag (self);
  fill_chooser (self);
  wg_spoken_page_watch (self->empty);
}

static GtkSingleSelection *
make_selection (GListModel *model)
{
  GtkSingleSelection *selection = gtk_single_selection_new (g_object_ref (model));

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  return selection;
}

static void
make_models (WgCaseList *self)
{
  self->model = wg_case_list_model_new (self->context, WG_QUEUE_TO_DISPATCH);
  self->emergencies = wg_case_list_model_new (self->context, WG_QUEUE_EMERGENCY);
  self->pinned_slice
      = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->emergencies)), 0, N_PINNED);
  self->selection = gtk_multi_selection_new (g_object_ref (wg_case_list_make_slice (self)));
  self->pinned_selection = make_selection (G_LIST_MODEL (self->pinned_slice));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  gtk_list_view_set_model (self->pinned_view, GTK_SELECTION_MODEL (self->pinned_selection));
}

static void
connect_signals (WgCaseList *self)
{
  g_signal_connect_swapped (self->model, "wanted", G_CALLBACK (wg_case_list_wane), self);
  g_signal_connect_swapped (self->model, "exchanged", G_CALLBACK (wg_case_list_shrink), self);
  g_signal_connect (self->model, "arranged", G_CALLBACK (on_arranged), self);
  g_signal_connect (self->model, "counted", G_CALLBACK (on_counted), self);
  g_signal_connect (self->emergencies, "items-changed", G_CALLBACK (on_emergencies_changed), self);
  g_signal_connect (self->selection, "selection-changed", G_CALLBACK (push_rows), self);
  g_signal_connect (self->pinned_selection, "notify::selected-item", G_CALLBACK (push_selection), self);
  g_signal_connect_object (wg_context_get_selection (self->context), "changed", G_CALLBACK (on_selection_changed), self, 0);
  g_signal_connect_object (wg_context_get_board (self->context), "grids-changed", G_CALLBACK (show_head), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "notify::size-class", G_CALLBACK (wg_case_list_choose_columns), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "notify::text-scale", G_CALLBACK (wg_case_list_choose_columns), self,
                           G_CONNECT_SWAPPED);
}

void
wg_case_list_set_context (WgCaseList *self, WgContext *context)
{
  g_return_if_fail (self->context == NULL);
  self->context = g_object_ref (context);
  make_models (self);
  connect_signals (self);
  g_signal_connect_object (wg_context_get_board (context), "loaded", G_CALLBACK (show_head), self, G_CONNECT_SWAPPED);
  wg_case_list_make_columns (self);
  gtk_label_set_text (self->title, wg_queue_get_label (WG_QUEUE_TO_DISPATCH));
  show_head (self);
  show_pinned (self);
  wg_case_list_grow (self);
}

WgQueue
wg_case_list_get_queue (WgCaseList *self)
{
  return wg_case_list_model_get_queue (self->model);
}

void
wg_case_list_set_queue (WgCaseList *self, WgQueue queue)
{
  g_return_if_fail (queue < WG_N_RAIL_QUEUES);
  if (wg_case_list_get_queue (self) == queue)
    return;
  wg_case_list_forget_found (self);
  wg_case_list_model_set_found (self->model, NULL);
  wg_case_list_model_set_queue (self->model, queue);
  gtk_label_set_text (self->title, wg_queue_get_label (queue));
  self->syncing = TRUE;
  gtk_drop_down_set_selected (self->chooser, queue);
  self->syncing = FALSE;
  show_head (self);
  g_object_notify_by_pspec (G_OBJECT (self), queue_property);
}

WgCaseListModel *
wg_case_list_get_model (WgCaseList *self)
{
  return self->model;
}

const guint *
wg_case_list_get_counts (WgCaseList *self)
{
  return wg_case_list_model_get_counts (self->model);
}

void
wg_case_list_set_chooser_visible (WgCaseList *self, gboolean visible)
{
  gtk_widget_set_visible (GTK_WIDGET (self->chooser), visible);
  gtk_widget_set_visible (GTK_WIDGET (self->title), !visible);
}

void
wg_case_list_set_compact (WgCaseList *self, gboolean compact)
{
  if (self->compact == compact)
    return;
  self->compact = compact;
  if (compact)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
  if (self->context != NULL)
    wg_case_list_make_rows (self);
}

void
wg_case_list_focus_filter (WgCaseList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
wg_case_list_set_text (WgCaseList *self, const char *text)
{
  gtk_editable_set_text (self->search, text);
  on_search_changed (NULL, self);
}

void
wg_case_list_show_found (WgCaseList *self, const char *title, GPtrArray *records)
{
  g_return_if_fail (WG_IS_CASE_LIST (self));
  on_stop_search (NULL, self);
  wg_case_list_model_set_grid (self->model, WG_NO_ID);
  wg_case_list_forget_found (self);
  self->found_title = g_strdup (title);
  wg_case_list_model_set_found (self->model, records);
  show_head (self);
  show_grid (self);
}

void
wg_case_list_ask_menu (WgCaseList *self, GtkWidget *at, double x, double y)
{
  g_signal_emit (self, signals[MENU], 0, at, x, y);
}

gboolean
wg_case_list_focus_rows (WgCaseList *self)
{
  GtkWidget *shown = adw_view_stack_get_visible_child (self->stack);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* To move on from where it is already would be to leave. */
  if (focus != NULL && shown != NULL && gtk_widget_get_mapped (focus) && gtk_widget_is_ancestor (focus, shown))
    return TRUE;
  return gtk_widget_get_mapped (GTK_WIDGET (self)) && shown != NULL
         && (gtk_widget_child_focus (shown, GTK_DIR_TAB_FORWARD)
             || gtk_widget_child_focus (GTK_WIDGET (self->pinned), GTK_DIR_TAB_FORWARD));
}
