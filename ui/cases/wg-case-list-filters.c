/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the saved filters stand where the order of the queue is chosen; what one finds is shown in place of the queue until it
 * is closed, and can be laid before the round table on paper.
 */

#include "wg-case-list-private.h"

#include "wg-agenda-paper.h"
#include "wg-paper-saver.h"
#include "wg-store-filters.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  WgCaseList *list; /* owned */
  WgCaseFilter *filter;
} Asking;

static void
asking_free (Asking *self)
{
  g_object_unref (self->list);
  wg_case_filter_free (self->filter);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static void
set_printable (WgCaseList *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "agenda");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), self->found_records != NULL);
}

/* What the filter means now: queues are asked of the hour. */
static void
keep_queue (WgCaseList *self, const WgCaseFilter *filter, GPtrArray *records)
{
  WgContext *context = self->context;
  const WgOperator *account = wg_context_get_operator (context);
  WgQueueView view;

  if (filter->query->queue < 0)
    return;
  wg_queue_view_init (&view, wg_context_get_now (context), wg_store_get_zone (wg_context_get_store (context)),
                      account != NULL ? account->person_id : WG_NO_ID);
  for (guint i = records->len; i > 0; i--)
    {
      if (!wg_queue_contains ((WgQueue) filter->query->queue, records->pdata[i - 1], &view))
        g_ptr_array_remove_index (records, i - 1);
    }
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asking) asking = data;
  WgCaseList *self = asking->list;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = wg_store_list_cases_finish (WG_STORE (source), result, &error);

  if (self->context == NULL)
    return;
  if (records == NULL)
    {
      wg_context_toast (self->context, error->message, NULL);
      return;
    }
  keep_queue (self, asking->filter, records);
  wg_case_list_show_found (self, wg_case_filter_get_label (asking->filter), records);
  self->found_records = g_ptr_array_ref (records);
  self->found_list = asking->filter->query->queue >= 0;
  set_printable (self);
}

static void
on_filter (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  WgCaseList *self = user_data;
  const WgCaseFilter *filter = self->filters != NULL ? wg_case_filters_find (self->filters, g_variant_get_string (value, NULL)) : NULL;
  Asking *asking;

  if (filter == NULL)
    return;
  asking = g_new0 (Asking, 1);
  asking->list = g_object_ref (self);
  asking->filter = wg_case_filter_new (filter->name, filter->operator_id, filter->query);
  asking->filter->ready = filter->ready;
  asking->filter->query->as_of_ms = wg_context_get_now (self->context);
  asking->filter->query->only_live |= filter->query->queue >= 0;
  wg_store_list_cases_async (wg_context_get_store (self->context), asking->filter->query, NULL, on_found, asking);
}

/* Paper. */

static void
on_agenda (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  WgCaseList *self = user_data;
  WgStore *store = wg_context_get_store (self->context);
  const WgDistrict *district = wg_store_get_district (store);
  const WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (self->context));
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autofree char *name = NULL;
  WgAgenda agenda = { self->found_title, district != NULL ? district->name : NULL, self->found_records, names,
                      wg_context_get_now (self->context), wg_store_get_zone (store), self->found_list };

  if (self->found_records == NULL || self->found_title == NULL)
    return;
  if (grids != NULL)
    wg_grid_tree_add_names (grids, names);
  name = g_strdup_printf ("%s.pdf", self->found_title);
  wg_paper_save (GTK_WIDGET (self), self->context, wg_agenda_paper_new (&agenda), name);
}

/* The menu. */

static void
fill_menu (WgCaseList *self)
{

  g_menu_remove_all (self->filter_menu);
  for (guint i = 0; i < self->filters->len; i++)
    {
      const WgCaseFilter *filter = g_ptr_array_index (self->filters, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (wg_case_filter_get_label (filter), NULL);

      g_menu_item_set_action_and_target (item, "queue.filter", "s", filter->name);
      g_menu_append_item (self->filter_menu, item);
    }
  g_menu_append (self->filter_menu, _ ("Print the agenda…"), "queue.agenda");
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WgCaseList) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *now = NULL;
  GPtrArray *filters = wg_store_load_filters_finish (WG_STORE (source), result, &error);

  if (filters == NULL || self->context == NULL)
    {
      if (self->context != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        wg_context_toast (self->context, error->message, NULL);
      g_clear_pointer (&filters, g_ptr_array_unref);
      return;
    }
  before = wg_case_filters_to_json (self->filters);
  now = wg_case_filters_to_json (filters);
  g_clear_pointer (&self->filters, g_ptr_array_unref);
  self->filters = filters;
  if (!g_str_equal (before, now))
    fill_menu (self);
}

static void
load (WgCaseList *self)
{
  const WgOperator *account = self->context != NULL ? wg_context_get_operator (self->context) : NULL;

  if (self->context != NULL)
    wg_store_load_filters_async (wg_context_get_store (self->context), account != NULL ? account->id : WG_NO_ID, G_MININT64, NULL, on_loaded,
                                 g_object_ref (self));
}

/* Another desk may have kept one since. */
static void
on_menu_shown (GtkWidget *popover, WgCaseList *self)
{
  load (self);
}

void
wg_case_list_add_filters (WgCaseList *self)
{
  static const GActionEntry entries[] = { { "filter", on_filter, "s", NULL, NULL, { 0 } }, { "agenda", on_agenda, NULL, NULL, NULL, { 0 } } };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  set_printable (self);
  self->filters = wg_case_filter_list_ready ();
  self->filter_menu = g_menu_new ();
  fill_menu (self);
  g_menu_append_section (self->sort_menu, _ ("Saved filters"), G_MENU_MODEL (self->filter_menu));
  g_signal_connect (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->sort_button)), "map", G_CALLBACK (on_menu_shown), self);
}

void
wg_case_list_forget_found (WgCaseList *self)
{
  g_clear_pointer (&self->found_title, g_free);
  g_clear_pointer (&self->found_records, g_ptr_array_unref);
  set_printable (self);
}
