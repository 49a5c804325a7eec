/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: ten people telephone about one burst pipe; which of their cases are the same is asked of the whole database, closed
 * ones too, and the answer says how sure it is.
 */

#include "wg-store-duplicates.h"

#include "wg-shape.h"
#include "wg-store-as-of.h"
#include "wg-store-settings.h"

#include <math.h>

#define PLACE_POINTS 60.0
#define TIME_POINTS 40.0

typedef struct
{
  char *number;
  double within_m;
  double hours;
  gint64 at_ms;
} Request;

static void
request_free (gpointer data)
{
  g_free (((Request *) data)->number);
  g_free (data);
}

void
wg_duplicate_free (WgDuplicate *self)
{
  g_free (self->number);
  g_free (self->class_code);
  g_free (self->title);
  g_free (self->state);
  g_free (self);
}

int
wg_duplicate_weigh (double distance_m, gint64 age_s, double within_m, double hours)
{
  double near = within_m > 0 ? MAX (0, 1 - distance_m / within_m) : 1;
  double soon = hours > 0 ? MAX (0, 1 - (double) age_s / (hours * 3600)) : 1;

  return (int) floor (PLACE_POINTS * near + TIME_POINTS * soon + 0.5);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const WgDuplicate *one = *(const WgDuplicate *const *) a;
  const WgDuplicate *two = *(const WgDuplicate *const *) b;

  if (one->score != two->score)
    return one->score > two->score ? -1 : 1;
  return g_strcmp0 (one->number, two->number);
}

typedef struct
{
  const char *number;
  const char *class_code;
  const char *title;
  const char *state;
  gint64 reported_ms;
  double lon;
  double lat;
} Other;

static void
take (GPtrArray *found, const Request *request, const WgCaseRecord *record, const Other *other)
{
  double metres = wg_geo_distance_m (record->lon, record->lat, other->lon, other->lat);
  gint64 apart_ms = ABS (other->reported_ms - record->reported_ms);
  WgDuplicate *duplicate;

  if (!(metres <= request->within_m))
    return;
  duplicate = g_new0 (WgDuplicate, 1);
  duplicate->number = g_strdup (other->number);
  duplicate->class_code = g_strdup (other->class_code);
  duplicate->title = g_strdup (other->title);
  duplicate->state = g_strdup (other->state);
  duplicate->distance_m = metres;
  duplicate->age_s = apart_ms / 1000;
  duplicate->score = wg_duplicate_weigh (metres, duplicate->age_s, request->within_m, request->hours);
  g_ptr_array_add (found, duplicate);
}

/* As of an instant: among the cases as they were then. */
static gboolean
take_past (WgStoreWork *work, GPtrArray *found, const Request *request, const WgCaseRecord *record, gint64 span_ms, GError **error)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GPtrArray) cases = NULL;

  query->as_of_ms = request->at_ms;
  query->from_ms = record->reported_ms - span_ms;
  query->to_ms = record->reported_ms + span_ms + 1;
  cases = wg_store_work_list_cases_at (work, query, error);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      const WgCaseRecord *other = g_ptr_array_index (cases, i);

      if (other->id != record->id && g_strcmp0 (other->class_code, record->class_code) == 0 && wg_case_record_has_place (other)
          && other->state != WG_CASE_STATE_REJECTED && other->state != WG_CASE_STATE_MERGED)
        take (found, request, record,
              &(Other){ other->number, other->class_code, other->title, wg_case_state_to_nick (other->state), other->reported_ms,
                        other->lon, other->lat });
    }
  g_ptr_array_sort (found, compare);
  return cases != NULL;
}

static gpointer
find_duplicates (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  Request *request = data;
  g_autoptr (WgCaseRecord) record = wg_store_work_find_case_at (work, request->number, request->at_ms, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_duplicate_free);
  g_autoptr (GError) local = NULL;
  gint64 span_ms;
  WgStatement *row;

  if (record == NULL)
    return NULL;
  if (isnan (request->within_m))
    request->within_m = wg_store_work_get_setting (work, "duplicate-metres", wg_clock_get_now (work->clock));
  if (isnan (request->hours))
    request->hours = wg_store_work_get_setting (work, "duplicate-hours", wg_clock_get_now (work->clock));
  span_ms = (gint64) (MIN (request->hours, 1e6) * 3600 * 1000);
  if (record->class_code == NULL || !wg_case_record_has_place (record))
    return g_steal_pointer (&found);
  if (request->at_ms != G_MININT64)
    return take_past (work, found, request, record, span_ms, error) ? g_steal_pointer (&found) : NULL;
  row = wg_connection_query (work->connection, &local, "case-alike", "isiii", wg_connection_get_district (work->connection), record->class_code,
                             record->reported_ms - span_ms, record->reported_ms + span_ms, record->id);
  while (row != NULL && wg_statement_step (row, &local))
    take (found, request, record,
          &(Other){ wg_statement_get_text (row, 0), wg_statement_get_text (row, 1), wg_statement_get_text (row, 2),
                    wg_statement_get_text (row, 3), wg_statement_get_int64 (row, 4), wg_statement_get_double (row, 5),
                    wg_statement_get_double (row, 6) });
  g_ptr_array_sort (found, compare);
  if (local == NULL)
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
wg_store_find_duplicates_async (WgStore *self,
                                const char *number,
                                double within_m,
                                double hours,
                                gint64 at_ms,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  const Request request = { g_strdup (number), within_m, hours, at_ms };

  wg_store_read_async (self, find_duplicates, g_memdup2 (&request, sizeof request), request_free, (GDestroyNotify) g_ptr_array_unref,
                       cancellable, callback, user_data);
}

GPtrArray *
wg_store_find_duplicates_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
