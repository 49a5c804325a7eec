/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is looked for again and again is found in one step: the saved filters of the queue, and the house that a caller names. */

#include "wg-case-list-private.h"
#include "wg-case-page-new.h"
#include "wg-place-chooser.h"
#include "wg-place-offers.h"
#include "wg-store-filters.h"
#include "wg-test-staging.h"
#include "wg-test-window.h"

#include <math.h>
#include <string.h>

typedef WgTestWindow Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  wg_test_store_set_up (&self->base, NULL);
  wg_test_window_open (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  wg_test_window_close (self);
}

static WgCaseList *
get_list (Fixture *self)
{
  return wg_dispatch_page_get_list (self->window->page);
}

static char *
register_case (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (self->base.store, wg_test_report (116.605, 40.305), &error);

  g_assert_no_error (error);
  while (wg_case_board_find (wg_context_get_board (self->window->context), result->case_id) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_strdup (result->number);
}

/* Another desk keeps a filter: the cases that nobody has filed. */
static void
keep_filter (Fixture *self, const char *name)
{
  gint64 operator_id = wg_context_get_operator (self->window->context)->id;
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  WgCaseFilter *filter;
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  query->state = WG_CASE_STATE_REPORTED;
  filter = wg_case_filter_new (name, operator_id, query);
  wg_store_keep_filter_async (self->base.store, operator_id, filter, NULL, NULL, wg_test_wait_ready, &wait);
  wg_case_filter_free (filter);
  result = wg_test_wait (&wait);
  wg_store_change_filters_finish (self->base.store, result, &error);
  g_assert_no_error (error);
}

static gboolean
offers (GMenuModel *menu, const char *label)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *text = NULL;

      if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &text) && g_str_equal (text, label))
        return TRUE;
    }
  return FALSE;
}

/* The menu has what was kept since; what a filter finds stands in place of the queue, can be printed, and gives way to a queue. */
static void
test_filters (Fixture *self, gconstpointer data)
{
  WgCaseList *list = get_list (self);
  g_autofree char *waiting = register_case (self);
  g_autofree char *filed = register_case (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (self->base.store, wg_test_act (WG_VERB_FILE, filed, WG_TEST_DESK), &error);
  g_autoptr (WgCaseItem) item = NULL;

  g_assert_no_error (error);
  keep_filter (self, "待我受理");
  g_assert_false (offers (G_MENU_MODEL (list->filter_menu), "待我受理"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (list->actions), "agenda"));
  gtk_menu_button_popup (GTK_MENU_BUTTON (list->sort_button));
  while (!offers (G_MENU_MODEL (list->filter_menu), "待我受理"))
    g_main_context_iteration (NULL, TRUE);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (list->sort_button));
  g_action_group_activate_action (G_ACTION_GROUP (list->actions), "filter", g_variant_new_string ("待我受理"));
  while (list->found_records == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (gtk_label_get_text (list->grid_label), "待我受理"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list->model)), ==, 1);
  item = g_list_model_get_item (G_LIST_MODEL (list->model), 0);
  g_assert_cmpstr (wg_case_item_get_record (item)->number, ==, waiting);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (list->actions), "agenda"));
  wg_case_list_set_queue (list, WG_QUEUE_OPEN);
  while (g_list_model_get_n_items (G_LIST_MODEL (list->model)) != 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (list->actions), "agenda"));
}

static void
wait_for_count (WgCaseList *list, const char *text)
{
  while (g_strcmp0 (gtk_label_get_text (list->count), text) != 0)
    g_main_context_iteration (NULL, TRUE);
}

/* What is chosen on the map need not be in the queue that is shown, and is no share of it then. */
static void
test_chosen_elsewhere (Fixture *self, gconstpointer data)
{
  WgCaseBoard *board = wg_context_get_board (self->window->context);
  WgCaseList *list = get_list (self);
  gint64 ids[2];

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *number = register_case (self);

      ids[i] = wg_case_board_find_number (board, number)->id;
    }
  wg_case_list_set_queue (list, WG_QUEUE_TO_DISPATCH);
  wg_selection_select_cases (wg_context_get_selection (self->window->context), ids, G_N_ELEMENTS (ids));
  wait_for_count (list, "2 cases selected");
  wg_case_list_set_queue (list, WG_QUEUE_OPEN);
  wait_for_count (list, "2 selected of 2");
}

static void
bring_building (Fixture *self)
{
  WgTestStaging staging;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = NULL;

  wg_test_staging_begin (&staging, WG_IMPORT_BUILDINGS);
  wg_test_staging_add_building (&staging, "B1", 116.602, 40.302, 0.001);
  wg_test_staging_run (&staging, "UPDATE building_row SET address = '和平里 3 号楼'");
  report = wg_test_publish (self->base.store, &staging, WG_TEST_GIS, &error);
  g_assert_no_error (error);
  wg_test_staging_clear (&staging);
}

static gboolean
is_place (GtkWidget *widget, gconstpointer data)
{
  return WG_IS_PLACE_CHOOSER (widget);
}

static gboolean
is_label_with (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

static WgPlaceOffers *
get_offers (GtkWidget *place)
{
  GtkWidget *child = gtk_widget_get_first_child (place);

  while (child != NULL && !WG_IS_PLACE_OFFERS (child))
    child = gtk_widget_get_next_sibling (child);
  g_assert_nonnull (child);
  return WG_PLACE_OFFERS (child);
}

/* The search learns of new houses behind the window, so it is asked until it knows. */
static void
ask_until_known (WgPlaceOffers *found, GtkEditable *address)
{
  do
    {
      gtk_editable_set_text (address, "");
      gtk_editable_set_text (address, "和平");
      wg_test_wait_ms (50);
    }
  while (wg_place_offers_get_n_places (found) == 0);
}

/* A part of the address finds the house, which then has a point, a grid and its whole address; one letter finds nothing. */
static void
test_address (Fixture *self, gconstpointer data)
{
  GtkWidget *place;
  GtkEditable *address;
  WgPlaceOffers *found;
  GtkListBox *rows;
  g_autofree char *text = NULL;
  double lon, lat;

  bring_building (self);
  wg_test_window_act (self, "new-case", NULL);
  while ((place = wg_test_window_find (GTK_WIDGET (self->window), is_place, NULL)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  address = GTK_EDITABLE (gtk_widget_get_template_child (place, WG_TYPE_PLACE_CHOOSER, "address"));
  found = get_offers (place);
  ask_until_known (found, address);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (found)));
  rows = GTK_LIST_BOX (gtk_widget_get_first_child (GTK_WIDGET (found)));
  g_assert_false (wg_place_chooser_get_place (WG_PLACE_CHOOSER (place), &lon, &lat));
  g_signal_emit_by_name (rows, "row-activated", gtk_list_box_get_row_at_index (rows, 0));
  g_assert_true (wg_place_chooser_get_place (WG_PLACE_CHOOSER (place), &lon, &lat));
  g_assert_cmpfloat (fabs (lon - 116.6025) + fabs (lat - 40.3025), <, 1e-5);
  text = wg_place_chooser_dup_address (WG_PLACE_CHOOSER (place));
  g_assert_cmpstr (text, ==, "和平里 3 号楼");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (found)));
  /* Blanks about a number mean nothing. */
  gtk_editable_set_text (address, "和平里3号");
  while (wg_place_offers_get_n_places (found) != 1)
    g_main_context_iteration (NULL, TRUE);
  /* A number that is not known leads to the street, which is not passed off as the house. */
  gtk_editable_set_text (address, "和平里 99 号");
  while (wg_place_offers_get_n_places (found) != 1 || wg_test_window_find (place, is_label_with, "only the street") == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (rows, "row-activated", gtk_list_box_get_row_at_index (rows, 0));
  g_assert_true (wg_place_chooser_get_place (WG_PLACE_CHOOSER (place), &lon, &lat));
  g_assert_cmpstr (gtk_editable_get_text (address), ==, "和平里 99 号");
  g_assert_nonnull (wg_test_window_find (place, is_label_with, "not at the house"));
  wg_place_chooser_set_place (WG_PLACE_CHOOSER (place), 116.6031, 40.3022);
  g_assert_null (wg_test_window_find (place, is_label_with, "not at the house"));
  gtk_editable_set_text (address, "和");
  wg_test_wait_ms (50);
  g_assert_cmpuint (wg_place_offers_get_n_places (found), ==, 0);
}

static gboolean
is_entry (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_SEARCH_ENTRY (widget);
}

static void
on_go_to (WgContext *context, double lon, double lat, double zoom, double *at)
{
  at[0] = lon;
  at[1] = lat;
}

/* The number that stands on a lamp post leads to it, as soon as its layer is indexed. */
static void
test_feature (Fixture *self, gconstpointer data)
{
  GtkWidget *box = GTK_WIDGET (self->window->search_button);
  GtkWidget *found = NULL;
  GtkWidget *entry;
  WgTestStaging staging;
  double at[2] = { 0, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgImportReport) report = NULL;

  wg_test_staging_begin (&staging, WG_IMPORT_FACILITIES);
  wg_test_staging_add_facilities (&staging, 50);
  wg_test_staging_run (&staging, "INSERT INTO facility_row VALUES (NULL, '0101', 'L-20731', '聚鑫路灯', 116.6071, 40.3052)");
  report = wg_test_publish (self->base.store, &staging, WG_TEST_GIS, &error);
  g_assert_no_error (error);
  wg_test_staging_clear (&staging);
  g_signal_connect (self->window->context, "go-to", G_CALLBACK (on_go_to), at);
  wg_test_window_act (self, "search", NULL);
  while ((entry = wg_test_window_find (box, is_entry, NULL)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "l-20731");
  while ((found = wg_test_window_find (box, is_label_with, "聚鑫路灯")) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpfloat (fabs (at[0] - 116.6071) + fabs (at[1] - 40.3052), <, 1e-6);
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
  g_test_add ("/finding/filters", Fixture, NULL, set_up, test_filters, tear_down);
  g_test_add ("/finding/address", Fixture, NULL, set_up, test_address, tear_down);
  g_test_add ("/finding/feature", Fixture, NULL, set_up, test_feature, tear_down);
  g_test_add ("/finding/chosen-elsewhere", Fixture, NULL, set_up, test_chosen_elsewhere, tear_down);
  return g_test_run ();
}
