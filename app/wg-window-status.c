/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: tests and scripts must be able to read what the window shows without guessing from pixels; one action holds it
 * all as JSON.
 */

#include "wg-window-private.h"

#include "wg-json.h"
#include "wg-map-pane.h"
#include "wg-time.h"

#include <json-glib/json-glib.h>
#include <math.h>

/* Changes within this time are told together. */
#define GATHER_MS 50

static void
add_number (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (isnan (value))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, value);
}

static void
add_integer (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static gboolean
is_busy (WgWindow *self)
{
  GtkWidget *map = wg_dispatch_page_get_map (self->page);

  return wg_context_is_busy (self->context) || !wg_case_board_is_loaded (wg_context_get_board (self->context))
         || (wg_boundary_page_get_past (self->boundaries) != NULL
             && !wg_past_view_is_settled (wg_boundary_page_get_past (self->boundaries)))
         || (WG_IS_MAP_PANE (map) && !wg_map_pane_is_settled (WG_MAP_PANE (map)));
}

static void
add_sight (JsonBuilder *builder, WgContext *context)
{
  const WgMapSight *sight = wg_context_get_sight (context);

  add_integer (builder, "level", wg_context_get_level (context));
  add_number (builder, "zoom", sight->zoom);
  add_number (builder, "lon", sight->lon);
  add_number (builder, "lat", sight->lat);
  add_integer (builder, "visible_cases", sight->visible_cases);
}

static char *
format_filter (WgWindow *self)
{
  WgCaseListModel *model = wg_case_list_get_model (wg_dispatch_page_get_list (self->page));
  const char *text = wg_case_list_model_get_text (model);
  const char *queue = wg_queue_to_nick (wg_case_list_model_get_queue (model));

  return text != NULL && *text != '\0' ? g_strdup_printf ("%s %s", queue, text) : g_strdup (queue);
}

static void
add_queue (JsonBuilder *builder, WgWindow *self)
{
  WgCaseRecord *record = wg_case_detail_get_record (wg_dispatch_page_get_detail (self->page));
  WgCaseListModel *model = wg_case_list_get_model (wg_dispatch_page_get_list (self->page));
  g_autofree char *filter = format_filter (self);
  WgPastView *past = wg_boundary_page_get_past (self->boundaries);
  g_autofree char *as_of = wg_time_format_utc (past != NULL ? wg_past_view_get_time (past)
                                                            : wg_case_board_get_as_of (wg_context_get_board (self->context)));

  wg_json_add_text (builder, "selected", record != NULL ? record->number : NULL);
  add_sight (builder, self->context);
  add_integer (builder, "queue_rows", g_list_model_get_n_items (G_LIST_MODEL (model)));
  wg_json_add_text (builder, "filter", filter);
  wg_json_add_text (builder, "as_of", as_of);
}

char *
wg_window_dup_status (WgWindow *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  if (self->page != NULL)
    add_queue (builder, self);
  json_builder_set_member_name (builder, "busy");
  json_builder_add_boolean_value (builder, self->page == NULL || is_busy (self));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gboolean
on_gathered (gpointer user_data)
{
  WgWindow *self = user_data;
  g_autofree char *status = wg_window_dup_status (self);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "status");
  g_autoptr (GVariant) old = g_action_get_state (action);

  self->status_timer = 0;
  if (g_strcmp0 (g_variant_get_string (old, NULL), status) != 0)
    g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (status));
  return G_SOURCE_REMOVE;
}

void
wg_window_renew_status (WgWindow *self)
{
  if (self->status_timer == 0)
    self->status_timer = g_timeout_add (GATHER_MS, on_gathered, self);
}

void
wg_window_add_status (WgWindow *self)
{
  WgContext *context = self->context;
  g_autofree char *status = wg_window_dup_status (self);
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful ("status", NULL, g_variant_new_string (status));
  GCallback renew = G_CALLBACK (wg_window_renew_status);

  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
  g_signal_connect_object (context, "sight-changed", renew, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "tick", renew, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::level", renew, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "performed", renew, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "refused", renew, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_selection (context), "changed", renew, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_board (context), "cases-changed", renew, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_case_list_get_model (wg_dispatch_page_get_list (self->page)), "items-changed", renew, self,
                           G_CONNECT_SWAPPED);
}
