/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a register that decides who was late must be able to show that nobody touched it behind its back. Derived columns,
 * figures and the log are held against each other, each by a way of its own.
 */

#include "wg-store-verify.h"

#include "wg-backlog.h"
#include "wg-draft-private.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-file-check.h"
#include "wg-file-keeper.h"
#include "wg-later.h"
#include "wg-store-cases.h"
#include "wg-store-workflow.h"
#include "wg-verify-private.h"
#include "wg-words.h"

#include <glib/gi18n-lib.h>

#define MAX_OF_A_KIND 100

typedef struct
{
  gint64 since;
  WgVerifyProgress progress;
  gpointer progress_data;
  GMainContext *context;
} Request;

/* Progress, back on the thread that asked. */

typedef struct
{
  WgVerifyProgress progress;
  gpointer progress_data;
  gint64 done;
  gint64 total;
} Report;

static gboolean
deliver_report (gpointer data)
{
  Report *report = data;

  report->progress (report->done, report->total, report->progress_data);
  return G_SOURCE_REMOVE;
}

static void
send_report (WgSearch *self, gint64 done)
{
  const Request *request = self->request;
  Report *report;

  if (request->progress == NULL)
    return;
  report = g_new0 (Report, 1);
  *report = (Report){ request->progress, request->progress_data, done, self->n_events };
  wg_later (request->context, G_PRIORITY_DEFAULT, deliver_report, report, g_free);
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_main_context_unref (request->context);
  g_free (request);
}

static void
problem_free (gpointer data)
{
  WgProblem *problem = data;

  g_free (problem->kind);
  g_free (problem->subject);
  g_free (problem->text);
  g_free (problem);
}

void
wg_verification_free (WgVerification *self)
{
  g_ptr_array_unref (self->problems);
  g_free (self);
}

void
wg_search_add_problem (WgSearch *self, const char *kind, const char *subject, char *text)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, kind));
  WgProblem *problem;

  g_hash_table_insert (self->counts, (gpointer) kind, GUINT_TO_POINTER (n + 1));
  self->verification->ok = FALSE;
  if (n >= MAX_OF_A_KIND)
    {
      g_free (text);
      return;
    }
  problem = g_new0 (WgProblem, 1);
  problem->kind = g_strdup (kind);
  problem->subject = g_strdup (subject);
  problem->text = text;
  g_ptr_array_add (self->verification->problems, problem);
}

static void
report_chain (gint64 event_id, const char *text, gpointer data)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, event_id);

  wg_search_add_problem (data, "chain", number, g_strdup_printf (_ ("Event %s: %s."), number, text));
}

static void
report_progress (gint64 done, gpointer data)
{
  send_report (data, done);
}

static gboolean
check_chain (WgSearch *self, GError **error)
{
  gint64 since = MAX (0, ((const Request *) self->request)->since);
  gint64 last = wg_event_log_get_last_id (self->work->connection, error);
  gint64 n_events;

  if (last < 0)
    return FALSE;
  self->n_events = MAX (0, last - since);
  n_events = wg_event_log_verify (self->work->connection, since, report_chain, report_progress, self, error);
  if (n_events < 0)
    return FALSE;
  self->verification->events = self->n_events = n_events;
  send_report (self, n_events);
  return TRUE;
}

/* Runs @statement and hands each row to @found. */
static gboolean
ask (WgSearch *self, const char *statement, void (*found) (WgSearch *self, WgStatement *row), GError **error)
{
  WgStatement *row = wg_connection_query (self->work->connection, error, statement, "i",
                                          wg_connection_get_district (self->work->connection));
  g_autoptr (GError) local = NULL;

  /* What was stopped between two statements has nothing to interrupt. */
  if (row == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  while (wg_statement_step (row, &local))
    found (self, row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static const char *
get_state_label (const char *nick)
{
  WgCaseState state;

  return wg_case_state_from_nick (nick, &state) ? wg_case_state_get_label (state) : nick;
}

static void
found_state (WgSearch *self, WgStatement *row)
{
  const char *number = wg_statement_get_text (row, 0);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, wg_statement_get_int64 (row, 3));

  if (*number == '\0')
    wg_search_add_problem (self, "state", id, g_strdup_printf (_ ("There are events of a case that is not there (%s)."), id));
  else
    wg_search_add_problem (self, "state", number,
                 g_strdup_printf (_ ("Case %s is “%s”, but its last event made it “%s”."), number,
                                  get_state_label (wg_statement_get_text (row, 1)),
                                  get_state_label (wg_statement_get_text (row, 2))));
}

static void
found_counters (WgSearch *self, WgStatement *row)
{
  const char *number = wg_statement_get_text (row, 0);
  int n[6];

  for (int i = 0; i < 6; i++)
    n[i] = (int) wg_statement_get_int64 (row, i + 1);
  /* Translators: run, bounces and reworks of a case, as it says and as its events say */
  wg_search_add_problem (self, "state", number,
               g_strdup_printf (_ ("Case %s says run %d, bounces %d, reworks %d; its events say %d, %d, %d."), number, n[0], n[2],
                                n[4], n[1], n[3], n[5]));
}

static void
found_parent (WgSearch *self, WgStatement *row)
{
  const char *code = wg_statement_get_text (row, 0);

  wg_search_add_problem (self, "parent", code, g_strdup_printf (_ ("Grid %s has no parent one level above."), code));
}

static void
found_versions (WgSearch *self, WgStatement *row)
{
  const char *code = wg_statement_get_text (row, 0);

  wg_search_add_problem (self, "version", code, g_strdup_printf (_ ("Two outlines of grid %s were in force at the same time."), code));
}

static void
found_codes (WgSearch *self, WgStatement *row)
{
  const char *code = wg_statement_get_text (row, 0);

  wg_search_add_problem (self, "version", code, g_strdup_printf (_ ("Two grids in force have the code %s."), code));
}

static void
found_approval (WgSearch *self, WgStatement *row)
{
  const char *draft = wg_statement_get_text (row, 0);

  wg_search_add_problem (self, "approval", draft, g_strdup_printf (_ ("One person has drawn and approved draft “%s”."), draft));
}

static void
found_batch (WgSearch *self, WgStatement *row)
{
  g_autofree char *batch = g_strdup_printf ("%" G_GINT64_FORMAT, wg_statement_get_int64 (row, 1));
  g_autofree char *n = g_strdup_printf ("%" G_GINT64_FORMAT, wg_statement_get_int64 (row, 2));

  wg_search_add_problem (self, "batch", batch,
               g_strdup_printf (_ ("%s rows of the table %s belong to import %s, which is not there."), n,
                                wg_statement_get_text (row, 0), batch));
}

static void
found_attachment (WgSearch *self, WgStatement *row)
{
  g_autofree char *folder = wg_store_dup_files_folder (self->work->store);
  const char *number = wg_statement_get_text (row, 0);

  if (!wg_file_keeper_check (folder, wg_statement_get_text (row, 1), wg_statement_get_int64 (row, 3)))
    wg_search_add_problem (self, "attachment", number,
                 g_strdup_printf (_ ("The file “%s” of case %s is missing or was altered."), wg_statement_get_text (row, 2), number));
}

/* Backlog. */

static char *
describe_counts (const WgBacklogCounts *counts)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, counts->open,
                          counts->overdue, counts->suspended, counts->total);
}

static void
compare_counts (WgSearch *self, WgBacklog *backlog, WgStatement *row)
{
  WgGridTree *grids = wg_backlog_get_tree (backlog);
  guint index = wg_grid_tree_find_by_id (grids, wg_statement_get_int64 (row, 0));
  const WgBacklogCounts plain = { wg_statement_get_int64 (row, 1), wg_statement_get_int64 (row, 2),
                                  wg_statement_get_int64 (row, 3), wg_statement_get_int64 (row, 4) };
  const WgBacklogCounts *rolled = index != WG_GRID_NONE ? wg_backlog_get_rolled (backlog, index) : NULL;
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;
  const char *code;

  if (rolled == NULL
      || (rolled->open == plain.open && rolled->overdue == plain.overdue && rolled->suspended == plain.suspended
          && rolled->total == plain.total))
    return;
  code = wg_grid_tree_get_grid (grids, index)->code;
  ours = describe_counts (rolled);
  theirs = describe_counts (&plain);
  wg_search_add_problem (self, "backlog", code,
               g_strdup_printf (_ ("The backlog of grid %s is %s (open/overdue/suspended/all); a plain count gives %s."), code,
                                ours, theirs));
}

static gboolean
check_backlog (WgSearch *self, GError **error)
{
  gint64 now_ms = wg_clock_get_now (self->work->clock);
  g_autoptr (GError) local = NULL;
  g_autoptr (WgBacklog) backlog = wg_store_work_count_backlog (self->work, now_ms, &local);
  gint64 n_rows = 0;
  WgStatement *row;

  if (g_error_matches (local, WG_ERROR, WG_ERROR_DAMAGED))
    {
      wg_search_add_problem (self, "parent", "", g_strdup (local->message));
      return TRUE;
    }
  if (backlog == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  row = wg_connection_query (self->work->connection, error, "verify-backlog", "ii",
                             wg_connection_get_district (self->work->connection), now_ms);
  if (row == NULL)
    return FALSE;
  for (; wg_statement_step (row, &local); n_rows++)
    compare_counts (self, backlog, row);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (n_rows != (gint64) wg_grid_tree_get_n_grids (wg_backlog_get_tree (backlog)))
    wg_search_add_problem (self, "backlog", "", g_strdup (_ ("The grids in force are not those that the figures were counted for.")));
  return TRUE;
}

/* Every open case is counted in the deepest grid in force that contains it. */

static const char *
name_grid (WgGridTree *grids, guint index)
{
  return index != WG_GRID_NONE ? wg_grid_tree_get_grid (grids, index)->code : _ ("outside");
}

static void
compare_home (WgSearch *self, WgGridTree *grids, WgStatement *row)
{
  guint home = wg_grid_tree_find_home (grids, wg_statement_get_double (row, 2), wg_statement_get_double (row, 3));
  guint counted = wg_statement_is_null (row, 1) ? WG_GRID_NONE : wg_grid_tree_find_by_id (grids, wg_statement_get_int64 (row, 1));
  const char *number = wg_statement_get_text (row, 0);

  if (home != counted)
    wg_search_add_problem (self, "backlog", number,
                 g_strdup_printf (_ ("Case %s is counted in %s, but lies in %s."), number, name_grid (grids, counted),
                                  name_grid (grids, home)));
}

static gboolean
check_homes (WgSearch *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (WgGridTree) grids = wg_store_work_get_grids (self->work, &local);
  WgStatement *row = NULL;

  /* Grids that cannot be read are told by the backlog. */
  if (g_error_matches (local, WG_ERROR, WG_ERROR_DAMAGED))
    return TRUE;
  if (grids != NULL)
    row = wg_connection_query (self->work->connection, &local, "verify-places", "i",
                               wg_connection_get_district (self->work->connection));
  while (row != NULL && wg_statement_step (row, &local))
    compare_home (self, grids, row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* What was drawn lies on nothing, and a grid that is made of others is made of all of them. */
static gboolean
check_coverage (WgSearch *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (WgGridTree) grids = wg_store_work_get_grids (self->work, &local);
  g_autoptr (GPtrArray) problems = grids != NULL ? wg_draft_prove_grids (self->work, grids, &local) : NULL;

  for (guint i = 0; problems != NULL && i + 1 < problems->len; i += 2)
    wg_search_add_problem (self, "coverage", g_ptr_array_index (problems, i), g_strdup (g_ptr_array_index (problems, i + 1)));
  /* Grids that cannot be read are told by the backlog. */
  if (local == NULL || g_error_matches (local, WG_ERROR, WG_ERROR_DAMAGED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
count_rows (WgSearch *self, const char *statement, gint64 *n, GError **error)
{
  g_autoptr (GError) local = NULL;

  *n = wg_connection_get_value (self->work->connection, NULL, &local, statement, "i",
                                wg_connection_get_district (self->work->connection));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
search (WgSearch *self, GError **error)
{
  return check_chain (self, error) && count_rows (self, "case-count", &self->verification->cases, error)
         && count_rows (self, "grid-count", &self->verification->grids, error)
         && ask (self, "verify-states", found_state, error) && ask (self, "verify-counters", found_counters, error)
         && wg_verify_cases (self, error) && ask (self, "verify-parents", found_parent, error)
         && ask (self, "verify-versions", found_versions, error) && ask (self, "verify-codes", found_codes, error)
         && ask (self, "verify-approvals", found_approval, error) && ask (self, "verify-batches", found_batch, error)
         && ask (self, "verify-attachments", found_attachment, error) && check_backlog (self, error) && check_homes (self, error)
         && check_coverage (self, error);
}

/* What is wrong with the file comes first: the rest may follow from it. */
static void
add_damage (WgSearch *self, GPtrArray *texts)
{
  g_autoptr (GPtrArray) others = g_steal_pointer (&self->verification->problems);

  self->verification->problems = g_ptr_array_new_with_free_func (problem_free);
  for (guint i = 0; i < texts->len; i++)
    wg_search_add_problem (self, "file", "",
                 g_strdup_printf (_ ("The file is damaged: %s."), (const char *) g_ptr_array_index (texts, i)));
  g_ptr_array_extend_and_steal (self->verification->problems, g_steal_pointer (&others));
}

static gpointer
verify (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgVerification) verification = g_new0 (WgVerification, 1);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GError) local = NULL;
  WgSearch self = { verification, work, request, cancellable, counts };
  WgFileCheck *file = wg_file_check_start (wg_store_get_driver (work->store), cancellable);
  gboolean whole;

  verification->ok = TRUE;
  verification->problems = g_ptr_array_new_with_free_func (problem_free);
  whole = search (&self, &local);
  texts = wg_file_check_join (file, local == NULL ? &local : NULL);
  /* That some of the questions could not be asked of a damaged file, which is told, follows from the damage. */
  if (texts != NULL && (whole || texts->len > 0))
    {
      add_damage (&self, texts);
      return g_steal_pointer (&verification);
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
wg_store_verify_async (WgStore *self,
                       gint64 since,
                       WgVerifyProgress progress,
                       gpointer progress_data,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  const Request request = { since, progress, progress_data, g_main_context_ref_thread_default () };

  wg_store_read_async (self, verify, g_memdup2 (&request, sizeof request), request_free,
                       (GDestroyNotify) wg_verification_free, cancellable, callback, user_data);
}

WgVerification *
wg_store_verify_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
