/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the cases of a demo district. What an older system left comes as one published import; everything younger is
 * done again, move by move, by the verbs of the store.
 */

#include "wg-demo-loader-private.h"

#include "wg-case-moves.h"
#include "wg-case-table.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-fields.h"
#include "wg-grid-table.h"
#include "wg-time.h"

#define REPORT_EVERY 256

static gint64
district (WgDemoLoad *load)
{
  return wg_connection_get_district (load->work->connection);
}

static gint64
id_of (int index)
{
  return index < 0 ? WG_NULL_ID : (gint64) index + 1;
}

static gint64
time_or_null (gint64 ms)
{
  return ms == 0 ? WG_NULL_ID : ms;
}

static const char *
class_code (WgDemoLoad *load, const WgDemoCase *item)
{
  return g_ptr_array_index (load->class_codes, item->class_index);
}

/* The older system. */

static gint64
find_home (WgGridTree *grids, const WgDemoCase *item)
{
  guint home = item->has_place ? wg_grid_tree_find_home (grids, item->lon, item->lat) : WG_GRID_NONE;

  return home == WG_GRID_NONE ? WG_NULL_ID : wg_grid_tree_get_grid (grids, home)->id;
}

static gboolean
insert_imported (WgDemoLoad *load, WgGridTree *grids, guint index, gint64 batch_id, guint serial, GError **error)
{
  guint n_cases;
  const WgDemoCase *item = &wg_demo_city_get_cases (load->city, &n_cases)[index];
  g_autofree char *number = g_strdup_printf ("H-%06u", serial);
  g_autoptr (GBytes) wkb = item->has_place ? wg_case_table_point_to_wkb (item->lon, item->lat) : NULL;
  gboolean open = wg_case_state_is_open (item->state);
  gint64 due_ms = time_or_null (item->due_ms);
  gint64 master = item->master < 0 ? WG_NULL_ID : load->case_ids[item->master];

  return wg_connection_run (load->work->connection, error, "case-insert-imported", "iissssssssiiiiiiiiiiisiib",
                            load->case_ids[index], district (load), number, item->channel, class_code (load, item),
                            wg_route_to_nick (item->route), item->title, item->body, item->address,
                            wg_case_state_to_nick (item->state), (gint64) open, find_home (grids, item),
                            id_of (item->person), id_of (item->unit), item->reported_ms, time_or_null (item->filed_ms),
                            time_or_null (item->assigned_ms), due_ms, time_or_null (item->done_ms),
                            time_or_null (item->closed_ms), batch_id,
                            due_ms == WG_NULL_ID ? NULL : "given", due_ms == WG_NULL_ID ? WG_NULL_ID : item->reported_ms,
                            master == 0 ? WG_NULL_ID : master, wkb)
         >= 0;
}

static gboolean
insert_reporter (WgDemoLoad *load, const WgDemoCase *item, gint64 case_id, GError **error)
{
  return wg_connection_run (load->work->connection, error, "reporter-insert", "iiiisisss", district (load), case_id,
                            (gint64) 1, item->reported_ms, item->channel, (gint64) (item->reporter == NULL),
                            item->reporter, item->reporter_phone, NULL)
         >= 0;
}

static gboolean
publish (WgDemoLoad *load, gint64 batch_id, guint n_stored, GError **error)
{
  g_autoptr (WgEvent) event = wg_event_new ();
  g_autoptr (WgFields) fields = wg_fields_new ();

  if (wg_connection_run (load->work->connection, error, "batch-publish", "iiiiiiiiiii", district (load), batch_id,
                         (gint64) n_stored, (gint64) n_stored, (gint64) 0, (gint64) 0, (gint64) 0, (gint64) 0, (gint64) 0,
                         (gint64) 0, load->import_ms)
          < 0
      || !wg_event_log_open (load->work->connection, event, load->import_ms, error))
    return FALSE;
  wg_fields_set_int64 (fields, "stored", n_stored);
  wg_fields_set_text (fields, "kind", "cases");
  wg_fields_set_text (fields, "file", "demo");
  event->operator_id = 1;
  event->subject = g_strdup ("batch");
  event->subject_id = event->batch_id = batch_id;
  event->verb = g_strdup ("import");
  event->fields = wg_fields_to_json (fields);
  return wg_event_log_append (load->work->connection, event, error);
}

/* Returns the first of as many as there are imported cases. */
static gint64
take_case_ids (WgDemoLoad *load, GError **error)
{
  guint n_cases;
  const WgDemoCase *cases = wg_demo_city_get_cases (load->city, &n_cases);
  gint64 n_imported = 0;

  for (guint i = 0; i < n_cases; i++)
    n_imported += cases[i].imported;
  return wg_grid_table_take_ids (load->work->connection, "case", n_imported, error);
}

static gboolean
insert_all_imported (WgDemoLoad *load, WgGridTree *grids, gint64 batch_id, guint *n_stored, GError **error)
{
  guint n_cases;
  const WgDemoCase *cases = wg_demo_city_get_cases (load->city, &n_cases);
  gint64 next_id = take_case_ids (load, error);

  *n_stored = 0;
  for (guint i = 0; next_id >= 0 && i < n_cases; i++)
    {
      if (!cases[i].imported)
        continue;
      load->case_ids[i] = next_id++;
      if (g_cancellable_set_error_if_cancelled (load->cancellable, error)
          || !insert_imported (load, grids, i, batch_id, ++*n_stored, error)
          || !insert_reporter (load, &cases[i], load->case_ids[i], error))
        return FALSE;
    }
  return next_id >= 0;
}

gboolean
wg_demo_load_imported (WgDemoLoad *load, GError **error)
{
  g_autoptr (WgGridTree) grids = wg_store_work_get_grids (load->work, error);
  gint64 batch_id = wg_grid_table_take_ids (load->work->connection, "batch", 1, error);
  guint n_stored;

  if (grids == NULL || batch_id < 0
      || wg_connection_run (load->work->connection, error, "batch-insert", "iissssii", district (load), batch_id, "cases",
                            "demo", "", "{}", (gint64) 1, load->import_ms)
             < 0)
    return FALSE;
  return insert_all_imported (load, grids, batch_id, &n_stored, error) && publish (load, batch_id, n_stored, error);
}

/* The moves. */

static gint64
find_operator (GHashTable *accounts, WgDemoLoad *load, const char *login)
{
  gint64 *known = g_hash_table_lookup (accounts, login);
  gint64 id;

  if (known != NULL)
    return *known;
  id = wg_connection_get_value (load->work->connection, NULL, NULL, "operator-by-login", "is", district (load), login);
  g_hash_table_insert (accounts, (gpointer) login, g_memdup2 (&id, sizeof id));
  return id;
}

static void
describe_birth (WgAct *act, WgDemoLoad *load, const WgDemoCase *item)
{
  act->channel = g_strdup (item->channel);
  act->class_code = g_strdup (class_code (load, item));
  act->route = (int) item->route;
  act->title = g_strdup (item->title);
  act->body = g_strdup (item->body);
  act->address = g_strdup (item->address);
  act->anonymous = item->reporter == NULL;
  act->reporter_name = g_strdup (item->reporter);
  act->reporter_phone = g_strdup (item->reporter_phone);
  if (item->has_place)
    {
      act->lon = item->lon;
      act->lat = item->lat;
    }
}

static WgAct *
make_act (WgDemoLoad *load, GHashTable *accounts, const WgDemoCase *item, const WgDemoStep *step, const char *number)
{
  WgAct *act = wg_act_new (step->verb, number);

  act->operator_id = find_operator (accounts, load, step->login);
  act->for_person_id = id_of (step->for_person);
  act->to_person_id = id_of (step->to_person);
  act->to_unit_id = id_of (step->to_unit);
  act->tracker_id = id_of (step->tracker);
  act->reason = g_strdup (step->reason);
  act->text = g_strdup (step->text);
  act->outside_confirmed = step->outside;
  act->reporter = step->reached != NULL ? 1 : 0;
  act->reached = g_strdup (step->reached);
  act->solved = step->satisfied != NULL ? g_strdup ("yes") : NULL;
  act->satisfied = g_strdup (step->satisfied);
  act->desk = g_strdup ("demo");
  if (step->verb == WG_VERB_REPORT)
    describe_birth (act, load, item);
  return act;
}

static gboolean
make_move (WgDemoLoad *load, GHashTable *accounts, GPtrArray *numbers, const WgDemoMove *move, GError **error)
{
  guint n_cases;
  const WgDemoCase *item = &wg_demo_city_get_cases (load->city, &n_cases)[move->case_index];
  const WgDemoStep *step = &item->steps[move->step];
  g_autoptr (WgAct) act = make_act (load, accounts, item, step, g_ptr_array_index (numbers, move->case_index));
  g_autoptr (WgActResult) result = NULL;

  wg_clock_set_now (load->work->clock, step->at_ms);
  result = wg_case_moves_perform (load->work, act, error);
  if (result == NULL)
    {
      g_prefix_error (error, "%s %u/%u: ", wg_verb_to_nick (step->verb), move->case_index, move->step);
      return FALSE;
    }
  load->case_ids[move->case_index] = result->case_id;
  if (step->verb == WG_VERB_REPORT)
    g_ptr_array_index (numbers, move->case_index) = g_strdup (result->number);
  return TRUE;
}

gboolean
wg_demo_load_moves (WgDemoLoad *load, GError **error)
{
  g_autoptr (GHashTable) accounts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  guint n_cases;
  guint n_moves;
  const WgDemoMove *moves = wg_demo_city_get_moves (load->city, &n_moves);

  wg_demo_city_get_cases (load->city, &n_cases);
  g_ptr_array_set_size (numbers, (int) n_cases);
  for (guint i = 0; i < n_moves; i++)
    {
      if (g_cancellable_set_error_if_cancelled (load->cancellable, error)
          || !make_move (load, accounts, numbers, &moves[i], error))
        return FALSE;
      if (i % REPORT_EVERY == 0)
        load->report (load->report_data, i, n_moves);
    }
  return TRUE;
}
