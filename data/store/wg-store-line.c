/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a line is three words typed in a hurry; which case and which person they mean is decided from the rows as they are,
 * in the transaction that makes the move, and a preview is the move itself, made and taken back.
 */

#include "wg-store-line.h"

#include "wg-actor.h"
#include "wg-case-moves.h"
#include "wg-case-table.h"
#include "wg-error.h"
#include "wg-line-cases.h"
#include "wg-people-table.h"
#include "wg-search-text.h"
#include "wg-store-cases.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_MEANINGS 9

typedef struct
{
  char *text;
  gint64 operator_id;
  char *key;
  gboolean dry_run;
} Request;

typedef struct
{
  WgStoreWork *work;
  const Request *request;
  const WgLine *line;
  WgLineResult *result;
  guint n_meanings;
  WgCaseRecord *record; /* of the one case */
  gint64 person_id;
  gint64 unit_id;
  gint64 until_ms;
} Run;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->text);
  g_free (request->key);
  g_free (request);
}

static WgLineResult *
result_new (void)
{
  WgLineResult *self = g_new0 (WgLineResult, 1);

  self->verb = WG_LINE_SHOW;
  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_line_choice_free);
  self->event = self->version = G_MININT64;
  self->due_ms = WG_NO_TIME;
  return self;
}

void
wg_line_result_free (WgLineResult *self)
{
  g_free (self->number);
  g_free (self->title);
  g_free (self->to);
  g_free (self->preview);
  g_ptr_array_unref (self->choices);
  g_free (self->state);
  g_strfreev (self->warnings);
  g_clear_pointer (&self->act, wg_act_free);
  g_clear_error (&self->refusal);
  g_free (self);
}

static gint64
district (Run *run)
{
  return wg_connection_get_district (run->work->connection);
}

static void
add_meaning (Run *run, const char *insert, const char *label)
{
  if (run->n_meanings++ < MOST_MEANINGS)
    g_ptr_array_add (run->result->choices, wg_line_choice_new (insert, label));
}

static void
forget_meanings (Run *run)
{
  run->n_meanings = 0;
  g_ptr_array_set_size (run->result->choices, 0);
}

/* The case. */

/* The one case whose number ends so and that @verb is possible for, beside the one that is meant already. */
static gboolean
find_ending (Run *run, const char *digits, int verb, WgCaseRecord **found, GError **error)
{
  const char *except = run->record != NULL ? run->record->number : NULL;
  g_autoptr (GPtrArray) cases = NULL;

  *found = wg_case_table_find (run->work->connection, digits, NULL);
  if (*found != NULL)
    {
      wg_case_record_calm (*found);
      return TRUE;
    }
  cases = wg_line_cases_list (run->work, digits, verb, except, MOST_MEANINGS, error);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (cases, i);
      g_autofree char *meaning = g_strdup_printf ("%s %s", record->number, record->title);

      add_meaning (run, record->number, meaning);
    }
  if (cases != NULL && cases->len == 0)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND,
                 except != NULL ? _ ("No open case has a number that ends in %s. Nothing was done.")
                                : _ ("No case has a number that ends in %s. Nothing was done."),
                 digits);
  else if (cases != NULL && cases->len == 1)
    *found = wg_case_record_ref (g_ptr_array_index (cases, 0));
  return cases != NULL && cases->len > 0;
}

static gboolean
find_case (Run *run, GError **error)
{
  if (run->line->digits != NULL)
    return find_ending (run, run->line->digits, run->line->verb, &run->record, error);
  g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Say which case: the last digits of its number. Nothing was done."));
  return FALSE;
}

/* Whom to. */

/* How well a person fits what was typed: 2 exactly, 1 partly. */
static int
fit_person (WgStatement *row, const char *typed)
{
  int best = 0;

  for (int column = 1; column <= 4; column++)
    {
      g_autofree char *value = wg_search_fold (wg_statement_get_text (row, column));

      if (g_str_equal (value, typed))
        return 2;
      if (strstr (value, typed) != NULL)
        best = 1;
    }
  return best;
}

typedef struct
{
  gint64 person_id;
  gint64 unit_id;
  char *code; /* nullable */
  char *name;
  char *meaning;
  int fit;
} Holder;

static void
holder_clear (gpointer data)
{
  Holder *holder = data;

  g_free (holder->code);
  g_free (holder->name);
  g_free (holder->meaning);
}

static void
append_person (GArray *found, WgStatement *row, int fit)
{
  Holder holder = { wg_statement_get_int64 (row, 0), WG_NO_ID, wg_statement_dup_text (row, 1), wg_statement_dup_text (row, 2), NULL, fit };

  holder.meaning = g_strdup_printf ("%" G_GINT64_FORMAT " %s %s", holder.person_id, holder.name, holder.code != NULL ? holder.code : "");
  g_array_append_val (found, holder);
}

/* An id is what is left to say when two of one name have no code. */
static gboolean
list_by_id (Run *run, const char *typed, GArray *found, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 id;
  WgStatement *row;

  if (!g_ascii_string_to_signed (typed, 10, 1, G_MAXINT64, &id, NULL))
    return TRUE;
  row = wg_connection_query (run->work->connection, &local, "person-by-id", "ii", district (run), id);
  if (row != NULL && wg_statement_step (row, &local) && wg_statement_get_int64 (row, 8) != 0)
    append_person (found, row, 2);
  return wg_statement_end (row, g_steal_pointer (&local), error);
}

static gboolean
list_holders (Run *run, const char *typed, GArray *found, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (run->work->connection, &local, "person-list", "iis", district (run), WG_NULL_ID, typed);

  while (row != NULL && wg_statement_step (row, &local))
    {
      if (wg_statement_get_int64 (row, 8) != 0)
        append_person (found, row, fit_person (row, typed));
    }
  if (local == NULL)
    row = wg_connection_query (run->work->connection, &local, "unit-list", "i", district (run));
  while (local == NULL && row != NULL && wg_statement_step (row, &local))
    {
      g_autofree char *name = wg_search_fold (wg_statement_get_text (row, 3));
      Holder holder = { WG_NO_ID, wg_statement_get_int64 (row, 0), NULL, NULL, NULL, g_str_equal (name, typed) ? 2 : 1 };

      if (strstr (name, typed) == NULL || wg_statement_get_int64 (row, 5) == 0)
        continue;
      holder.name = wg_statement_dup_text (row, 3);
      holder.meaning = g_strdup (holder.name);
      g_array_append_val (found, holder);
    }
  if (local == NULL)
    return list_by_id (run, typed, found, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* The blanks of wg_line_parse(). */
static gsize
measure_word (const char *text)
{
  const char *at = text;

  while (*at != '\0' && !wg_line_is_blank (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return (gsize) (at - text);
}

static const char *
skip_blanks (const char *text)
{
  while (*text != '\0' && wg_line_is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

static void
take_holders (Run *run, GArray *found, int best)
{
  guint n = 0;

  for (guint i = 0; i < found->len; i++)
    n += g_array_index (found, Holder, i).fit == best;
  for (guint i = 0; i < found->len; i++)
    {
      const Holder *holder = &g_array_index (found, Holder, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, holder->person_id);

      if (holder->fit < best)
        continue;
      add_meaning (run, n == 1 || holder->person_id == WG_NO_ID ? holder->name : holder->code != NULL ? holder->code : id, holder->meaning);
      run->person_id = holder->person_id;
      run->unit_id = holder->unit_id;
      g_free (run->result->to);
      run->result->to = g_strdup (holder->name);
    }
}

/* The first word of the rest; whoever is called exactly so comes before whoever is only called something like it. */
static gboolean
find_holder (Run *run, char **text, GError **error)
{
  const char *rest = run->line->rest != NULL ? run->line->rest : "";
  gsize length = measure_word (rest);
  g_autofree char *word = g_strndup (rest, length);
  g_autofree char *typed = wg_search_fold (word);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Holder));
  int best = 0;

  *text = g_strstrip (g_strdup (skip_blanks (rest + length)));
  if (*typed == '\0')
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Say to whom. Nothing was done."));
      return FALSE;
    }
  g_array_set_clear_func (found, holder_clear);
  if (!list_holders (run, typed, found, error))
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    best = MAX (best, g_array_index (found, Holder, i).fit);
  take_holders (run, found, best);
  if (best == 0)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no person and no unit “%s”. Nothing was changed."), word);
  return best > 0;
}

/* What else a move demands. */

/* The first word of the rest, folded; @text gets what follows it. */
static char *
take_word (Run *run, char **text)
{
  const char *rest = run->line->rest != NULL ? run->line->rest : "";
  gsize length = measure_word (rest);
  g_autofree char *word = g_strndup (rest, length);

  *text = g_strstrip (g_strdup (skip_blanks (rest + length)));
  return wg_search_fold (word);
}

static gboolean
find_master (Run *run, char **text, GError **error)
{
  g_autofree char *typed = take_word (run, text);
  g_autoptr (WgCaseRecord) master = NULL;

  forget_meanings (run);
  if (*typed == '\0')
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Say into which case: the last digits of its number. Nothing was done."));
      return FALSE;
    }
  if (!find_ending (run, typed, WG_LINE_SHOW, &master, error))
    return FALSE;
  if (master != NULL)
    run->result->to = g_strdup (master->number);
  return TRUE;
}

/* A date, or so many days from today: 7d, 7天. */
static gboolean
find_day (Run *run, char **text, GError **error)
{
  g_autofree char *typed = take_word (run, text);
  char *end = NULL;
  guint64 days = g_ascii_strtoull (typed, &end, 10);
  gint32 today = wg_time_to_local (wg_clock_get_now (run->work->clock), run->work->zone, NULL);

  if (*typed == '\0')
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Say until when: a date, or so many days as 7d. Nothing was done."));
      return FALSE;
    }
  if (end != typed && days < 10000 && (g_str_equal (end, "d") || g_str_equal (end, "天")))
    run->until_ms = wg_time_from_local (today + (gint32) days, 0, run->work->zone);
  else if (!wg_time_parse (typed, run->work->zone, &run->until_ms, error))
    return FALSE;
  run->result->to = wg_time_day_format (wg_time_to_local (run->until_ms, run->work->zone, NULL));
  return TRUE;
}

static gboolean
find_rest (Run *run, char **text, GError **error)
{
  switch (run->line->verb)
    {
    case WG_VERB_ASSIGN:
    case WG_VERB_REASSIGN:
      forget_meanings (run);
      return find_holder (run, text, error);
    case WG_VERB_MERGE:
      return find_master (run, text, error);
    case WG_VERB_SUSPEND:
      return find_day (run, text, error);
    default:
      *text = g_strdup (run->line->rest != NULL ? run->line->rest : "");
      return TRUE;
    }
}

/* The move. */

/* A move of the assignee's is entered for whoever holds the case, by those who may. */
static gint64
find_for (Run *run, const WgMove *move)
{
  g_autoptr (WgActor) actor = NULL;
  guint roles;

  if (move == NULL || run->record->person_id == WG_NO_ID || (move->roles & WG_ROLE_ASSIGNEE) == 0)
    return WG_NO_ID;
  actor = wg_actor_load (run->work, run->request->operator_id, NULL);
  roles = actor != NULL ? wg_actor_get_roles_at (actor, run->work, run->record->grid_id, NULL) : 0;
  return (roles & (WG_ROLE_DISPATCHER | WG_ROLE_DUTY)) != 0 && actor->person_id != run->record->person_id ? run->record->person_id : WG_NO_ID;
}

/* A reason code may stand before the text; else the reason is "other" and the text says which. */
static void
take_reason (WgAct *act, const char *text)
{
  const char *const *codes = wg_reason_get_all (act->verb);
  gsize length = measure_word (text);
  g_autofree char *word = g_strndup (text, length);

  act->text = *text != '\0' ? g_strdup (text) : NULL;
  if (codes == NULL)
    return;
  for (const char *const *code = codes; *code != NULL; code++)
    {
      if (!g_str_equal (*code, word) && !g_str_equal (wg_reason_get_label (*code), word))
        continue;
      act->reason = g_strdup (*code);
      return;
    }
  act->reason = *text != '\0' ? g_strdup ("other") : NULL;
}

/* An extension is asked for with a reason and, behind a semicolon, what was done so far. */
static void
take_evidence (WgAct *act)
{
  g_auto (GStrv) parts = act->text != NULL ? g_regex_split_simple ("[;；]", act->text, 0, 0) : NULL;

  if (parts == NULL || parts[0] == NULL || parts[1] == NULL)
    return;
  act->value = g_strstrip (g_strjoinv ("; ", parts + 1));
  g_free (act->text);
  act->text = g_strstrip (g_strdup (parts[0]));
}

static WgAct *
make_act (Run *run, const char *text)
{
  WgVerb verb = (WgVerb) run->line->verb;
  WgAct *act = wg_act_new (verb, run->record->number);

  act->expect_version = run->record->version;
  act->to_person_id = run->person_id;
  act->to_unit_id = run->unit_id;
  act->for_person_id = find_for (run, wg_workflow_find (run->work->workflow, verb, run->record->state));
  act->until_ms = run->until_ms;
  act->master = verb == WG_VERB_MERGE ? g_strdup (run->result->to) : NULL;
  take_reason (act, text);
  if (verb == WG_VERB_EXTEND)
    take_evidence (act);
  return act;
}

static char *
tell_preview (Run *run, const WgActResult *done)
{
  const char *verb = wg_verb_get_label ((WgVerb) run->line->verb);
  const char *before = wg_case_state_get_label (run->record->state);

  if (run->line->verb == WG_VERB_SUSPEND)
    return g_strdup_printf (_ ("%s: case %s, “%s”, until %s"), verb, run->record->number, before, run->result->to);
  if (run->line->verb == WG_VERB_MERGE)
    return g_strdup_printf (_ ("%s: case %s, “%s”, into %s"), verb, run->record->number, before, run->result->to);
  return g_strdup_printf (run->result->to != NULL ? _ ("%s: case %s, “%s” → “%s”, to %s") : _ ("%s: case %s, “%s” → “%s”"), verb,
                          run->record->number, before, wg_case_state_get_label (done->state), run->result->to);
}

/* What is known of the case afterwards. */
static gboolean
take_result (Run *run, const WgActResult *done, GError **error)
{
  g_autoptr (WgCaseRecord) after = wg_case_table_find_by_id (run->work->connection, done->case_id, error);
  WgLineResult *result = run->result;

  if (after == NULL)
    return FALSE;
  result->state = g_strdup (wg_case_state_to_nick (done->state));
  result->due_ms = after->due_ms;
  result->clock = after->clock;
  result->version = done->version;
  result->event = run->request->dry_run ? G_MININT64 : done->event_id;
  result->warnings = g_strdupv (done->warnings);
  result->preview = tell_preview (run, done);
  return TRUE;
}

static gboolean
make_move (Run *run, const char *text, GError **error)
{
  g_autoptr (WgAct) act = make_act (run, text);
  g_autoptr (WgActResult) done = NULL;

  run->result->act = wg_act_copy (act);
  if (wg_store_is_read_only (run->work->store))
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, _ ("The database can only be read. Nothing was done."));
      return FALSE;
    }
  act->operator_id = run->request->operator_id;
  act->key = g_strdup (run->request->key);
  done = wg_case_moves_perform (run->work, act, error);
  return done != NULL && take_result (run, done, error);
}

/* What is not a move. */

static gboolean
find_grid (Run *run, GError **error)
{
  g_autoptr (WgGridTree) grids = wg_store_work_get_grids (run->work, error);
  g_autofree char *typed = wg_search_fold (run->line->rest != NULL ? run->line->rest : "");
  int best = 0;

  if (grids == NULL)
    return FALSE;
  for (int pass = 2; pass > 0 && best == 0; pass--)
    {
      for (guint i = 0; *typed != '\0' && i < wg_grid_tree_get_n_grids (grids); i++)
        {
          const WgGrid *grid = wg_grid_tree_get_grid (grids, i);
          g_autofree char *name = wg_search_fold (grid->name);
          g_autofree char *code = wg_search_fold (grid->code);
          g_autofree char *meaning = g_strdup_printf ("%s %s", grid->code, grid->name);
          gboolean exact = g_str_equal (name, typed) || g_str_equal (code, typed);

          if (!(pass == 2 ? exact : strstr (name, typed) != NULL || wg_search_spells (grid->name, typed)))
            continue;
          best = pass;
          add_meaning (run, grid->code, meaning);
          g_free (run->result->to);
          run->result->to = g_strdup (grid->code);
          g_free (run->result->preview);
          run->result->preview = g_strdup_printf (_ ("Go to grid %s"), grid->name);
        }
    }
  if (best == 0)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no grid %s in force."), typed);
  return best > 0;
}

static gboolean
run_parsed (Run *run, GError **error)
{
  g_autofree char *text = NULL;

  if (run->line->verb == WG_LINE_SEARCH)
    {
      run->result->to = g_strdup (run->line->rest);
      run->result->preview = g_strdup_printf (_ ("Search for “%s”"), run->line->rest != NULL ? run->line->rest : "");
      return TRUE;
    }
  if (run->line->verb == WG_LINE_GRID)
    return find_grid (run, error);
  if (!find_case (run, error))
    return FALSE;
  if (run->record == NULL)
    return TRUE;
  g_free (run->result->number);
  run->result->number = g_strdup (run->record->number);
  run->result->title = g_strdup (run->record->title);
  if (run->line->verb == WG_LINE_SHOW)
    {
      run->result->preview = g_strdup_printf (_ ("Show case %s"), run->record->number);
      return TRUE;
    }
  /* A move that is asked for again with its key may be one that is not possible any more. */
  if (run->request->key == NULL && wg_case_moves_find (run->work->workflow, run->record, (WgVerb) run->line->verb, error) == NULL)
    {
      forget_meanings (run);
      return FALSE;
    }
  if (!find_rest (run, &text, error))
    return FALSE;
  return run->n_meanings > 1 || make_move (run, text, error);
}

/* Everything that a line does, in a transaction of its own that the caller ends. */
static gboolean
run_text (Run *run, GError **error)
{
  g_autoptr (WgLine) line = wg_line_parse (run->request->text, error);
  WgLineResult *result = run->result;
  gboolean good;

  if (line == NULL)
    return FALSE;
  run->line = line;
  result->verb = line->verb;
  good = run_parsed (run, error);
  result->ambiguous = run->n_meanings > 1;
  if (result->ambiguous)
    {
      g_clear_pointer (&result->to, g_free);
      g_free (result->preview);
      result->preview = g_strdup (_ ("Several are meant; nothing was done"));
    }
  g_clear_pointer (&run->record, wg_case_record_unref);
  return good;
}

static gpointer
run_line (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  g_autoptr (WgLineResult) result = result_new ();
  Run run = { work, request, NULL, result, 0, NULL, WG_NO_ID, WG_NO_ID, WG_NO_TIME };
  gboolean good = wg_connection_begin (work->connection, TRUE, error) && run_text (&run, error);

  if (good && !request->dry_run && result->event != G_MININT64)
    good = wg_connection_commit (work->connection, error);
  else
    wg_connection_rollback (work->connection);
  return good ? g_steal_pointer (&result) : NULL;
}

/* A refusal is an answer to who is still typing; a disk that fails is not. */
static gboolean
is_refusal (const GError *error)
{
  return error->domain == WG_ERROR && error->code != WG_ERROR_IO && error->code != WG_ERROR_DAMAGED && error->code != WG_ERROR_CANCELLED
         && error->code != WG_ERROR_BUSY;
}

static gpointer
preview_line (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean writes = !wg_store_is_read_only (work->store);
  g_autoptr (WgLineResult) result = result_new ();
  g_autoptr (GError) local = NULL;
  Run run = { work, data, NULL, result, 0, NULL, WG_NO_ID, WG_NO_ID, WG_NO_TIME };

  if (!writes || wg_connection_begin (work->connection, TRUE, &local))
    run_text (&run, &local);
  if (writes)
    wg_connection_rollback (work->connection);
  if (local == NULL || is_refusal (local))
    {
      result->refusal = g_steal_pointer (&local);
      return g_steal_pointer (&result);
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
wg_store_run_line_async (WgStore *self,
                         const char *text,
                         gint64 operator_id,
                         const char *key,
                         gboolean dry_run,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  const Request request = { g_strdup (text), operator_id, g_strdup (key), dry_run };

  wg_store_write_steps_async (self, run_line, g_memdup2 (&request, sizeof request), request_free, (GDestroyNotify) wg_line_result_free,
                              cancellable, callback, user_data);
}

WgLineResult *
wg_store_run_line_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

void
wg_store_preview_line_async (WgStore *self,
                             const char *text,
                             gint64 operator_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  const Request request = { g_strdup (text), operator_id, NULL, TRUE };
  gpointer copy = g_memdup2 (&request, sizeof request);

  if (wg_store_is_read_only (self))
    wg_store_read_async (self, preview_line, copy, request_free, (GDestroyNotify) wg_line_result_free, cancellable, callback, user_data);
  else
    wg_store_write_steps_async (self, preview_line, copy, request_free, (GDestroyNotify) wg_line_result_free, cancellable, callback,
                                user_data);
}

WgLineResult *
wg_store_preview_line_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
