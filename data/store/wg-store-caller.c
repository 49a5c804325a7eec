/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever telephones again wants to know what became of the first time; the telephone finds it, and goes no further. */

#include "wg-store-caller.h"

#include "wg-case-table.h"

typedef struct
{
  char *phone;
  guint most;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->phone);
  g_free (question);
}

static gpointer
list (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const Question *question = request;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, error, "case-of-phone", "isi", wg_connection_get_district (work->connection),
                                          question->phone, (gint64) question->most);

  if (row == NULL)
    return NULL;
  while (wg_statement_step (row, &local))
    g_ptr_array_add (records, wg_case_table_read_row (row));
  if (local == NULL)
    return g_steal_pointer (&records);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
wg_store_list_cases_of_phone_async (
    WgStore *self, const char *phone, guint most, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Question question = { g_strdup (phone), most };

  wg_store_read_async (self, list, g_memdup2 (&question, sizeof question), question_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
wg_store_list_cases_of_phone_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
