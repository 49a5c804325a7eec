/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "which ones?" is the question after every number. The answer is counted by the code that counted the number. */

#include "wg-briefing-cases.h"

#include "wg-figures.h"
#include "wg-store-as-of.h"
#include "wg-store-indicators.h"

#include <string.h>

typedef struct
{
  WgPeriod period;
  WgGridTree *tree;
  char *kind; /* before the colon */
  char *name; /* behind it */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  wg_grid_tree_unref (question->tree);
  g_free (question->kind);
  g_free (question->name);
  g_free (question);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *records = wg_store_read_cases_finish (WG_STORE (source), result, &error);

  if (records != NULL)
    g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_histories (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) histories = wg_store_load_histories_finish (WG_STORE (source), result, &error);
  const Question *question = g_task_get_task_data (task);
  WgFiguresFilter filter = { WG_GRID_NONE, WG_FIGURES_BY_NOTHING, NULL, WG_INDICATOR_BACKLOG_OPEN };
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id;

  if (histories == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  wg_indicator_from_nick (question->name, &filter.indicator);
  found = wg_figures_list_cases (histories, question->tree, &filter, &question->period);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (ids, id, 1);
  wg_store_read_cases_async (WG_STORE (source), (const gint64 *) (gpointer) ids->data, ids->len, g_task_get_cancellable (task), on_read, g_object_ref (task));
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *records = wg_store_list_cases_finish (WG_STORE (source), result, &error);

  if (records != NULL)
    g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
wg_briefing_cases_find_async (WgStore *store,
                              const WgBriefingPaper *paper,
                              const char *what,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  const char *colon = strchr (what, ':');
  Question *question = g_new0 (Question, 1);
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();

  g_return_if_fail (colon != NULL);
  question->period = (WgPeriod){ json_object_get_int_member (paper->figures, "from_ms"), json_object_get_int_member (paper->figures, "to_ms"),
                                 json_object_get_int_member (paper->figures, "as_of_ms") };
  question->tree = wg_grid_tree_ref (paper->tree);
  question->kind = g_strndup (what, (gsize) (colon - what));
  question->name = g_strdup (colon + 1);
  g_task_set_task_data (task, question, question_free);
  if (g_str_equal (question->kind, "indicator"))
    {
      wg_store_load_histories_async (store, question->period.as_of_ms, cancellable, on_histories, g_object_ref (task));
      return;
    }
  query->as_of_ms = question->period.as_of_ms;
  if (g_str_equal (question->kind, "grid"))
    {
      query->grid_code = g_strdup (question->name);
      query->from_ms = question->period.from_ms;
      query->to_ms = question->period.to_ms;
    }
  else
    query->text = g_strdup (question->name);
  wg_store_list_cases_async (store, query, cancellable, on_listed, g_object_ref (task));
}

GPtrArray *
wg_briefing_cases_find_finish (WgStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
