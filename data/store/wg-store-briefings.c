/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "re-issuing prints those": figures are counted on a reader, in one look at the database, and kept by one small
 * transaction with their fingerprint. From then on nobody counts them again.
 */

#include "wg-store-briefings.h"

#include "wg-actor.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-fields.h"
#include "wg-grid-table.h"
#include "wg-store-campaigns.h"
#include "wg-store-indicators.h"
#include "wg-store-members.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gint64 operator_id;
  char *key;
  WgBriefing *briefing;
} Issue;

void
wg_briefing_free (WgBriefing *self)
{
  g_free (self->kind);
  g_free (self->name);
  g_free (self->figures);
  g_free (self->sha256);
  g_free (self);
}

static WgBriefing *
copy_briefing (const WgBriefing *self)
{
  WgBriefing *copy = g_memdup2 (self, sizeof *self);

  copy->kind = g_strdup (self->kind);
  copy->name = g_strdup (self->name);
  copy->figures = g_strdup (self->figures);
  copy->sha256 = g_strdup (self->sha256);
  return copy;
}

/* --- Making --- */

static gint64
get_number (WgStatement *row, int column)
{
  return wg_statement_is_null (row, column) ? G_MININT64 : wg_statement_get_int64 (row, column);
}

static char *
read_district_name (WgStoreWork *work, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "district-read", "");
  char *name = NULL;

  if (row != NULL && wg_statement_step (row, error))
    name = wg_statement_dup_text (row, 2);
  if (row != NULL)
    wg_statement_reset (row);
  return name;
}

/* How often boundaries had changed up to @at_ms, and when they last did. A grid that was only taken away leaves no newer grid
 * behind, so all grids that ever were are asked and not those in force.
 */
static gboolean
read_boundary (WgStoreWork *work, gint64 at_ms, gint64 *version, gint64 *version_ms, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "briefing-boundary", "ii", wg_connection_get_district (work->connection), at_ms);

  if (row != NULL && wg_statement_step (row, &local))
    {
      *version = wg_statement_get_int64 (row, 0);
      *version_ms = get_number (row, 1);
    }
  return wg_statement_end (row, g_steal_pointer (&local), error);
}

/* The grids of that time; where none were known yet, those of now: cases may be older than the file of their grids. They are
 * named by the instant since which they are in force, so that tomorrow the same briefing has the same fingerprint.
 */
static WgGridTree *
load_grids (WgStoreWork *work, gint64 *at_ms, GError **error)
{
  g_autoptr (WgGridTree) tree = wg_grid_table_load_at (work->connection, *at_ms, error);
  gint64 version, since_ms = G_MININT64;

  if (tree == NULL || wg_grid_tree_get_n_grids (tree) > 0)
    return g_steal_pointer (&tree);
  if (!read_boundary (work, wg_clock_get_now (work->clock), &version, &since_ms, error))
    return NULL;
  if (since_ms != G_MININT64)
    *at_ms = since_ms;
  g_clear_pointer (&tree, wg_grid_tree_unref);
  tree = wg_grid_table_load_at (work->connection, *at_ms, error);
  if (tree == NULL || wg_grid_tree_get_n_grids (tree) > 0)
    return g_steal_pointer (&tree);
  g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, _ ("There are no grids. “wangge import grids FILE” brings them in."));
  return NULL;
}

/* Everything that is read for one briefing. */
typedef struct
{
  WgBriefingRequest request;
  char *district;
  const char *report; /* borrowed, like the next */
  const char *campaign_name;
  WgBriefingPlan *plan;
  WgActor *actor;
  WgCampaign *campaign;
  WgGridTree *tree;
  GPtrArray *all;
  GPtrArray *histories;
  GPtrArray *expressions;
  GPtrArray *asks;
} Gathered;

static void
gathered_clear (Gathered *self)
{
  g_clear_pointer (&self->district, g_free);
  g_clear_pointer (&self->plan, wg_briefing_plan_free);
  g_clear_pointer (&self->actor, wg_actor_free);
  g_clear_pointer (&self->campaign, wg_campaign_free);
  g_clear_pointer (&self->tree, wg_grid_tree_unref);
  g_clear_pointer (&self->histories, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->expressions, g_ptr_array_unref);
  g_clear_pointer (&self->asks, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Gathered, gathered_clear)

/* A briefing that the centre composed says itself what it is about. It is looked up as it is now: how figures are shown is no
 * figure, and what was issued keeps its pages.
 */
static gboolean
take_plan (WgStoreWork *work, const WgBriefingOrder *order, Gathered *self, GError **error)
{
  g_autoptr (JsonObject) members = NULL;
  JsonNode *node;

  self->report = order->report;
  self->campaign_name = order->campaign;
  if (order->name == NULL)
    return TRUE;
  members = wg_store_work_read_members (work, WG_BRIEFING_PLAN_SETTING, G_MININT64, error);
  node = members != NULL ? json_object_get_member (members, order->name) : NULL;
  if (members == NULL)
    return FALSE;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no briefing “%s”. “wangge briefings saved” lists those there are."), order->name);
      return FALSE;
    }
  self->plan = wg_briefing_plan_from_json (order->name, json_node_get_object (node), error);
  if (self->plan == NULL)
    return FALSE;
  self->report = self->plan->report;
  self->campaign_name = self->plan->campaign;
  self->request.plan = self->plan;
  return TRUE;
}

static gboolean
take_period (WgStoreWork *work, const WgBriefingOrder *order, Gathered *self, GError **error)
{
  WgBriefingRequest *request = &self->request;

  request->kind = WG_PERIOD_WEEK;
  if (!g_str_equal (self->report, "campaign"))
    {
      wg_period_kind_from_nick (self->report, &request->kind);
      request->period = wg_briefing_get_period (request->kind, work->zone, order->as_of_ms);
      return TRUE;
    }
  /* Campaigns are added and never changed: one that was entered late is the same for every day. */
  self->campaign = wg_store_work_find_campaign (work, self->campaign_name != NULL ? self->campaign_name : "", G_MININT64, error);
  if (self->campaign == NULL)
    return FALSE;
  request->kind = WG_PERIOD_FREE;
  request->campaign = self->campaign;
  request->period = (WgPeriod){ self->campaign->from_ms, self->campaign->to_ms, order->as_of_ms };
  if (request->period.from_ms < order->as_of_ms)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("The campaign “%s” has not begun at that time."), self->campaign->name);
  return FALSE;
}

static gboolean
read_rules (WgStoreWork *work, const WgBriefingOrder *order, Gathered *self, GError **error)
{
  g_autoptr (JsonObject) rules = wg_store_work_read_members (work, WG_ROUNDING_SETTING, order->as_of_ms, error);
  g_autoptr (JsonObject) expressions = rules != NULL ? wg_store_work_read_members (work, WG_EXPRESSION_SETTING, order->as_of_ms, error) : NULL;

  if (expressions == NULL)
    return FALSE;
  self->request.rounding = (WgRounding) order->rounding;
  if (order->rounding < 0)
    self->request.rounding = g_str_equal (json_object_get_string_member_with_default (rules, "rounding", ""), "rounded") ? WG_ROUNDING_ROUNDED
                                                                                                                      : WG_ROUNDING_TRUNCATED;
  self->expressions = wg_expression_list (expressions, error);
  self->request.expressions = self->expressions;
  return self->expressions != NULL;
}

static gboolean
read_asks (WgStoreWork *work, gint64 as_of_ms, Gathered *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "briefing-asks", "ii", wg_connection_get_district (work->connection), as_of_ms);

  self->request.asks = self->asks = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_briefing_ask_free);
  while (row != NULL && wg_statement_step (row, &local))
    {
      WgBriefingAsk *ask = g_new0 (WgBriefingAsk, 1);

      ask->number = wg_statement_dup_text (row, 0);
      ask->grid_id = get_number (row, 1);
      ask->kind = wg_statement_dup_text (row, 2);
      ask->asked_ms = get_number (row, 3);
      ask->reply_by_ms = get_number (row, 4);
      ask->answered_ms = get_number (row, 5);
      g_ptr_array_add (self->asks, ask);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Of the events before the instant: later ones change nothing in what is known of it. */
static gboolean
read_last_event (WgStoreWork *work, gint64 as_of_ms, gint64 *last_event, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "briefing-last-event", "ii", wg_connection_get_district (work->connection), as_of_ms);

  *last_event = 0;
  if (row != NULL && wg_statement_step (row, &local))
    *last_event = wg_statement_get_int64 (row, 0);
  return wg_statement_end (row, g_steal_pointer (&local), error);
}

static gboolean
read_cases (WgStoreWork *work, const WgBriefingOrder *order, Gathered *self, GCancellable *cancellable, GError **error)
{
  self->request.grids_ms = order->as_of_ms;
  self->tree = load_grids (work, &self->request.grids_ms, error);
  if (self->tree == NULL)
    return FALSE;
  self->request.tree = self->tree;
  self->all = read_boundary (work, self->request.grids_ms, &self->request.boundary_version, &self->request.boundary_ms, error)
                      && read_last_event (work, order->as_of_ms, &self->request.last_event, error)
                  ? wg_store_work_load_histories (work, order->as_of_ms, cancellable, error)
                  : NULL;
  if (self->all == NULL)
    return FALSE;
  self->histories = self->campaign != NULL ? wg_campaign_keep (self->campaign, self->tree, self->all) : g_ptr_array_ref (self->all);
  self->request.histories = self->histories;
  self->request.all = self->all;
  return TRUE;
}

static gboolean
gather (WgStoreWork *work, const WgBriefingOrder *order, Gathered *self, GCancellable *cancellable, GError **error)
{
  if (!take_plan (work, order, self, error))
    return FALSE;
  self->request.report = self->report;
  self->request.zone = work->zone;
  self->district = read_district_name (work, error);
  self->request.district = self->district;
  self->actor = self->district != NULL ? wg_actor_load (work, order->operator_id, error) : NULL;
  if (self->actor == NULL)
    return FALSE;
  self->request.drafter = self->actor->name;
  return take_period (work, order, self, error) && read_rules (work, order, self, error)
         && read_cases (work, order, self, cancellable, error) && read_asks (work, order->as_of_ms, self, error);
}

static gpointer
make_work (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const WgBriefingOrder *order = data;
  g_auto (Gathered) gathered = { 0 };
  g_autoptr (JsonNode) figures = gather (work, order, &gathered, cancellable, error) ? wg_briefing_make (&gathered.request, cancellable, error) : NULL;
  WgBriefing *briefing;

  if (figures == NULL)
    return NULL;
  briefing = g_new0 (WgBriefing, 1);
  briefing->kind = g_strdup (gathered.report);
  briefing->name = gathered.plan != NULL ? g_strdup (gathered.plan->name) : NULL;
  briefing->as_of_ms = order->as_of_ms;
  briefing->last_event = gathered.request.last_event;
  briefing->figures = json_to_string (figures, FALSE);
  briefing->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, briefing->figures, -1);
  return briefing;
}

static void
order_free (gpointer data)
{
  WgBriefingOrder *order = data;

  g_free (order->report);
  g_free (order->campaign);
  g_free (order->name);
  g_free (order);
}

void
wg_store_make_briefing_async (
    WgStore *self, const WgBriefingOrder *order, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  WgBriefingOrder *copy = g_memdup2 (order, sizeof *order);

  copy->report = g_strdup (order->report);
  copy->campaign = g_strdup (order->campaign);
  copy->name = g_strdup (order->name);
  wg_store_read_async (self, make_work, copy, order_free, (GDestroyNotify) wg_briefing_free, cancellable, callback, user_data);
}

WgBriefing *
wg_store_make_briefing_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* --- Reading --- */

static WgBriefing *
read_row (WgStatement *row)
{
  WgBriefing *briefing = g_new0 (WgBriefing, 1);

  briefing->id = wg_statement_get_int64 (row, 0);
  briefing->kind = wg_statement_dup_text (row, 1);
  briefing->as_of_ms = wg_statement_get_int64 (row, 2);
  briefing->last_event = wg_statement_get_int64 (row, 3);
  briefing->figures = wg_statement_dup_text (row, 4);
  briefing->sha256 = wg_statement_dup_text (row, 5);
  briefing->made_ms = wg_statement_get_int64 (row, 6);
  briefing->name = wg_statement_is_null (row, 7) ? NULL : wg_statement_dup_text (row, 7);
  return briefing;
}

static WgBriefing *
find_briefing (WgStoreWork *work, gint64 id, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "briefing-by-id", "ii", wg_connection_get_district (work->connection), id);
  g_autoptr (WgBriefing) briefing = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *sha256 = NULL;

  if (row == NULL)
    return NULL;
  if (wg_statement_step (row, &local))
    briefing = read_row (row);
  wg_statement_reset (row);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (briefing == NULL)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no briefing %s."), text);
      return NULL;
    }
  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, briefing->figures, -1);
  if (g_str_equal (sha256, briefing->sha256))
    return g_steal_pointer (&briefing);
  g_set_error_literal (error, WG_ERROR, WG_ERROR_DAMAGED, _ ("The figures of this briefing are not those that were issued. It is not printed."));
  return NULL;
}

static gpointer
load_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return find_briefing (work, *(gint64 *) request, error);
}

void
wg_store_load_briefing_async (WgStore *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, load_work, g_memdup2 (&id, sizeof id), g_free, (GDestroyNotify) wg_briefing_free, cancellable, callback, user_data);
}

WgBriefing *
wg_store_load_briefing_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

static gpointer
list_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "briefing-list", "i", wg_connection_get_district (work->connection));
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_briefing_free);
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return NULL;
  while (wg_statement_step (row, &local))
    g_ptr_array_add (list, read_row (row));
  wg_statement_reset (row);
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
wg_store_list_briefings_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, list_work, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
wg_store_list_briefings_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

const WgBriefing *
wg_briefing_find_of_month (const GPtrArray *list, const WgPeriod *month, gint64 now_ms)
{
  const WgBriefing *issued = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const WgBriefing *briefing = g_ptr_array_index (list, i);

      if (g_str_equal (briefing->kind, "month") && briefing->made_ms <= now_ms && briefing->as_of_ms >= month->to_ms && briefing->as_of_ms <= now_ms)
        issued = briefing;
    }
  return issued;
}

/* --- Issuing --- */

static void
issue_free (gpointer data)
{
  Issue *issue = data;

  g_free (issue->key);
  wg_briefing_free (issue->briefing);
  g_free (issue);
}

static gboolean
check_right (WgStoreWork *work, gint64 operator_id, GError **error)
{
  return wg_actor_may (work, operator_id, WG_BRIEFING_ROLES,
                       _ ("Briefings are issued by: %s. Nothing was changed."), error);
}

static WgEvent *
make_event (const Issue *issue)
{
  g_autoptr (WgFields) fields = wg_fields_new ();
  WgEvent *event = wg_event_new ();

  event->operator_id = issue->operator_id;
  event->subject = g_strdup ("briefing");
  event->verb = g_strdup ("issue");
  event->idem_key = issue->key != NULL ? g_strdup (issue->key) : g_uuid_string_random ();
  wg_fields_set_text (fields, "kind", issue->briefing->kind);
  wg_fields_set_int64 (fields, "as_of_ms", issue->briefing->as_of_ms);
  wg_fields_set_int64 (fields, "last_event", issue->briefing->last_event);
  wg_fields_set_text (fields, "sha256", issue->briefing->sha256);
  event->fields = wg_fields_to_json (fields);
  return event;
}

static gpointer
issue_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const Issue *issue = request;
  const WgBriefing *made = issue->briefing;
  g_autoptr (WgEvent) event = make_event (issue), before = NULL;
  g_autoptr (GError) local = NULL;
  WgBriefing *issued;

  before = issue->key != NULL ? wg_event_log_find_by_key (work->connection, issue->key, &local) : NULL;
  if (before != NULL && g_str_equal (before->subject, "briefing"))
    return find_briefing (work, before->subject_id, error);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (!wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error) || !check_right (work, issue->operator_id, error))
    return NULL;
  event->subject_id = wg_grid_table_take_ids (work->connection, "briefing", 1, error);
  if (event->subject_id < 0
      || wg_connection_run (work->connection, error, "briefing-insert", "iisiiiiss", wg_connection_get_district (work->connection),
                            event->subject_id, made->kind, made->as_of_ms, event->at_ms, issue->operator_id, made->last_event, made->figures,
                            made->sha256)
             < 0
      || !wg_event_log_append (work->connection, event, error))
    return NULL;
  issued = copy_briefing (made);
  issued->id = event->subject_id;
  issued->made_ms = event->at_ms;
  return issued;
}

void
wg_store_issue_briefing_async (WgStore *self,
                               gint64 operator_id,
                               const char *key,
                               const WgBriefing *briefing,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Issue *issue = g_new0 (Issue, 1);

  issue->operator_id = operator_id;
  issue->key = g_strdup (key);
  issue->briefing = copy_briefing (briefing);
  wg_store_write_async (self, issue_work, issue, issue_free, (GDestroyNotify) wg_briefing_free, cancellable, callback, user_data);
}

WgBriefing *
wg_store_issue_briefing_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
