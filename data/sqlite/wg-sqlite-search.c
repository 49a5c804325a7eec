/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the index of the search belongs to this backend alone. It is kept by triggers of the writing connection, inside the
 * transaction that changes a text, so that no verb can forget it; a load of many rows leaves a note instead, and the note
 * is worked off later in short transactions. A trigger that is there only to learn that it is not wanted is a third of the
 * cost of a row, so a load takes the one of its table away and puts it back, inside its own transaction. A row of the
 * index is never changed: a text that changes gets another one, and what the old one says leads nowhere.
 */

#include "wg-sqlite-search.h"

#include "wg-search-text.h"
#include "wg-sqlite-connection.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK "4000"

#define CASE_TEXT(c) c ".number || ' ' || " c ".title || ' ' || coalesce (" c ".address, '') || ' ' || coalesce (" c ".class_text, '') || ' ' || coalesce (" c ".body, '')"
#define CASE_READ(c) c ".title || ' ' || coalesce (" c ".address, '')"
#define BUILDING_TEXT(b) "coalesce (" b ".name, '') || ' ' || coalesce (" b ".address, '')"

#define FACILITY_TEXT(f) "coalesce (" f ".code, '') || ' ' || coalesce (" f ".name, '')"

/* What is entered of a row of each kind. */
#define CASE_TERMS(c) "wg_terms (0, " CASE_TEXT (c) ", " CASE_READ (c) ")"
#define BUILDING_TERMS(b) "wg_terms (1, " BUILDING_TEXT (b) ", " BUILDING_TEXT (b) ")"
#define FACILITY_TERMS(f) "wg_terms (2, " FACILITY_TEXT (f) ", " f ".name)"
#define LINE_TERMS(l) "wg_terms (3, " l ".name, " l ".name)"
#define AREA_TERMS(a) "wg_terms (4, " a ".name, " a ".name)"

#define NOTE(kind, table) "INSERT INTO search_todo SELECT " kind ", 1, max (id) FROM " table " HAVING count (*) > 0;"

static const char tables[]
    = "CREATE VIRTUAL TABLE search_words USING fts5 (terms, content='', columnsize=0, detail=none, tokenize='ascii');"
      "CREATE TABLE search_doc (id INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL, thing_id INTEGER NOT NULL);"
      "CREATE UNIQUE INDEX search_doc_thing ON search_doc (kind, thing_id);"
      "CREATE TABLE search_todo (kind INTEGER NOT NULL, from_id INTEGER NOT NULL, to_id INTEGER NOT NULL);"
      NOTE ("0", "case_file");

/* An index that was made when buildings had the terms of cases, and layers none, has no table that says otherwise. */
static const char realms[]
    = "CREATE TABLE search_realms (realm INTEGER PRIMARY KEY); INSERT INTO search_realms VALUES (1), (2), (3), (4);"
      "DELETE FROM search_todo WHERE kind > 0; DELETE FROM search_doc WHERE kind > 0;"
      NOTE ("1", "building") NOTE ("2", "facility") NOTE ("3", "base_line") NOTE ("4", "base_area");

#define ENTER(kind, terms)                                                                                                         \
  "INSERT INTO search_doc (kind, thing_id) VALUES (" kind ", new.id);"                                                            \
  "INSERT INTO search_words (rowid, terms) VALUES ((SELECT id FROM search_doc WHERE kind = " kind " AND thing_id = new.id), " terms ");"
#define LEAVE(kind, row) "DELETE FROM search_doc WHERE kind = " kind " AND thing_id = " row ".id;"

/* What keeps the index with every row that is inserted. Of what lies under the grids most has no name. */
#define IN(name, table, when, kind, terms) "CREATE TEMP TRIGGER " name " AFTER INSERT ON main." table when " BEGIN " ENTER (kind, terms) " END;"
#define NAMED " WHEN new.name IS NOT NULL"
#define CASE_IN IN ("search_case_in", "case_file", "", "0", CASE_TERMS ("new"))
#define BUILDING_IN IN ("search_building_in", "building", "", "1", BUILDING_TERMS ("new"))
#define FACILITY_IN IN ("search_facility_in", "facility", "", "2", FACILITY_TERMS ("new"))
#define LINE_IN IN ("search_line_in", "base_line", NAMED, "3", LINE_TERMS ("new"))
#define AREA_IN IN ("search_area_in", "base_area", NAMED, "4", AREA_TERMS ("new"))

/* With every row that is changed or goes. */
#define AT(name, columns, table, kind, terms)                                                                                      \
  "CREATE TEMP TRIGGER " name " AFTER UPDATE OF " columns " ON main." table " BEGIN " LEAVE (kind, "new") ENTER (kind, terms) " END;"
#define OUT(name, table, kind) "CREATE TEMP TRIGGER " name " AFTER DELETE ON main." table " BEGIN " LEAVE (kind, "old") " END;"

static const char triggers[]
    = CASE_IN AT ("search_case_at", "number, title, address, class_text, body", "case_file", "0", CASE_TERMS ("new"))
      OUT ("search_case_out", "case_file", "0")
      BUILDING_IN AT ("search_building_at", "name, address", "building", "1", BUILDING_TERMS ("new"))
      OUT ("search_building_out", "building", "1")
      FACILITY_IN AT ("search_facility_at", "code, name", "facility", "2", FACILITY_TERMS ("new"))
      OUT ("search_facility_out", "facility", "2")
      LINE_IN OUT ("search_line_out", "base_line", "3")
      AREA_IN OUT ("search_area_out", "base_area", "4");

/* The tables whose texts are searched. */
typedef struct
{
  const char *table;
  const char *kind;
  const char *is_kept; /* whether this connection keeps the index with every row that is inserted */
  const char *stop;
  const char *go_on;
} Searched;

#define SEARCHED(table, kind, trigger, go_on)                                                                                      \
  { table, kind, "SELECT count (*) FROM temp.sqlite_master WHERE name = '" trigger "'", "DROP TRIGGER temp." trigger, go_on }

static const Searched searched[] = {
  SEARCHED ("case_file", "0", "search_case_in", CASE_IN),
  SEARCHED ("building", "1", "search_building_in", BUILDING_IN),
  SEARCHED ("facility", "2", "search_facility_in", FACILITY_IN),
  SEARCHED ("base_line", "3", "search_line_in", LINE_IN),
  SEARCHED ("base_area", "4", "search_area_in", AREA_IN),
};

/* The rows of the first note that are of this kind. */
#define ENTER_CHUNK(kind, table, which, terms)                                                                                     \
  "INSERT INTO search_doc (kind, thing_id) SELECT " kind ", x.id FROM search_chunk k JOIN " table " x ON x.id BETWEEN k.from_id AND k.to_id " \
  "WHERE k.kind = " kind which " ORDER BY x.id;"                                                                                  \
  "INSERT INTO search_words (rowid, terms) SELECT d.id, " terms " FROM search_chunk k JOIN " table " x ON x.id BETWEEN k.from_id AND k.to_id " \
  "JOIN search_doc d ON d.kind = " kind " AND d.thing_id = x.id WHERE k.kind = " kind " ORDER BY d.id;"

/* The rest of the first note: which rows, and what is left of it. */
static const char work_off[]
    = "CREATE TEMP TABLE search_chunk AS SELECT kind, from_id, min (to_id, from_id + " CHUNK " - 1) AS to_id, rowid AS note FROM main.search_todo ORDER BY kind, rowid LIMIT 1;"
      "DELETE FROM search_doc WHERE kind = (SELECT kind FROM search_chunk) AND thing_id BETWEEN (SELECT from_id FROM search_chunk) AND (SELECT to_id FROM search_chunk);"
      ENTER_CHUNK ("0", "case_file", "", CASE_TERMS ("x"))
      ENTER_CHUNK ("1", "building", "", BUILDING_TERMS ("x"))
      ENTER_CHUNK ("2", "facility", "", FACILITY_TERMS ("x"))
      ENTER_CHUNK ("3", "base_line", " AND x.name IS NOT NULL", LINE_TERMS ("x"))
      ENTER_CHUNK ("4", "base_area", " AND x.name IS NOT NULL", AREA_TERMS ("x"))
      "UPDATE search_todo SET from_id = (SELECT to_id + 1 FROM search_chunk) WHERE rowid IN (SELECT note FROM search_chunk);"
      "DELETE FROM search_todo WHERE from_id > to_id;"
      "DROP TABLE temp.search_chunk;";

/* Functions. */

static const char *
get_text (sqlite3_value *value)
{
  return (const char *) sqlite3_value_text (value);
}

static void
return_text (sqlite3_context *context, char *text)
{
  sqlite3_result_text (context, text, -1, g_free);
}

static void
fold (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  return_text (context, wg_search_fold (get_text (values[0])));
}

static void
terms (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  return_text (context, wg_search_make_terms ((WgSearchKind) sqlite3_value_int (values[0]), get_text (values[1]), get_text (values[2])));
}

static void
spells (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = get_text (values[0]);
  const char *folded = get_text (values[1]);

  sqlite3_result_int (context, text != NULL && folded != NULL && wg_search_spells (text, folded));
}

static void
question (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  return_text (context, wg_search_make_question (WG_SEARCH_CASES, get_text (values[0])));
}

gboolean
wg_sqlite_search_register (sqlite3 *db, GError **error)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
  int code = sqlite3_create_function_v2 (db, "wg_fold", 1, flags, NULL, fold, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2 (db, "wg_terms", 3, flags, NULL, terms, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2 (db, "wg_spells", 2, flags, NULL, spells, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2 (db, "wg_question", 1, flags, NULL, question, NULL, NULL, NULL);
  if (code != SQLITE_OK)
    wg_sqlite_set_error (error, db, code);
  return code == SQLITE_OK;
}

static gboolean
execute (sqlite3 *db, const char *sql, GError **error)
{
  int code = sqlite3_exec (db, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    wg_sqlite_set_error (error, db, code);
  return code == SQLITE_OK;
}

static gint64
ask (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  gint64 value = -1;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW)
    value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return value;
}

static gboolean
is_there (sqlite3 *db)
{
  return ask (db, "SELECT count (*) FROM main.sqlite_master WHERE name IN ('search_words', 'search_doc', 'search_todo')") == 3;
}

/* Making and keeping. */

static gboolean
has_realms (sqlite3 *db)
{
  return ask (db, "SELECT count (*) FROM main.sqlite_master WHERE name = 'search_realms'") == 1;
}

/* Another writer may have been quicker. */
static gboolean
make (sqlite3 *db, GError **error)
{
  static const char drop[] = "DROP TABLE IF EXISTS search_words; DROP TABLE IF EXISTS search_doc; DROP TABLE IF EXISTS search_todo;"
                             "DROP TABLE IF EXISTS search_realms;";

  return (is_there (db) || (execute (db, drop, error) && execute (db, tables, error)))
         && (has_realms (db) || execute (db, realms, error));
}

gboolean
wg_sqlite_search_begin (sqlite3 *db, GError **error)
{
  gboolean good = TRUE;

  if (!is_there (db) || !has_realms (db))
    {
      good = execute (db, "BEGIN IMMEDIATE", error) && make (db, error);
      if (!execute (db, good ? "COMMIT" : "ROLLBACK", good ? error : NULL))
        return FALSE;
    }
  return good && execute (db, triggers, error);
}

static const Searched *
find_searched (const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (searched); i++)
    {
      if (g_str_equal (searched[i].table, table))
        return &searched[i];
    }
  return NULL;
}

gboolean
wg_sqlite_search_before_load (sqlite3 *db, const char *table, WgSqliteSearchLoad *load, GError **error)
{
  const Searched *one = find_searched (table);
  g_autofree char *sql = g_strdup_printf ("SELECT coalesce (max (id), 0) FROM \"%s\"", table);

  *load = (WgSqliteSearchLoad){ 0 };
  if (one == NULL)
    return TRUE;
  load->before = ask (db, sql);
  load->was_kept = ask (db, one->is_kept) > 0;
  return !load->was_kept || execute (db, one->stop, error);
}

gboolean
wg_sqlite_search_after_load (sqlite3 *db, const char *table, const WgSqliteSearchLoad *load, GError **error)
{
  const Searched *one = find_searched (table);
  g_autofree char *sql = NULL;

  if (one == NULL || (load->was_kept && !execute (db, one->go_on, error)))
    return one == NULL;
  if (!is_there (db))
    return TRUE;
  sql = g_strdup_printf ("INSERT INTO search_todo SELECT %s, %" G_GINT64_FORMAT ", max (id) FROM \"%s\" WHERE id >= %" G_GINT64_FORMAT
                         " HAVING count (*) > 0",
                         one->kind, load->before + 1, table, load->before + 1);
  return execute (db, sql, error);
}

gboolean
wg_sqlite_search_work_off (sqlite3 *db, gboolean *more, GError **error)
{
  *more = FALSE;
  if (!is_there (db) || ask (db, "SELECT count (*) FROM search_todo") <= 0)
    return TRUE;
  if (!execute (db, work_off, error))
    return FALSE;
  *more = ask (db, "SELECT count (*) FROM search_todo") > 0;
  return TRUE;
}

/* Asking. */

const char *
wg_sqlite_search_get_statement (sqlite3 *db, WgSearchKind kind, gboolean *complete)
{
  g_autofree char *left = g_strdup_printf ("SELECT count (*) FROM search_todo WHERE kind = %d", (int) kind);

  *complete = FALSE;
  if (!is_there (db))
    return NULL;
  *complete = (kind == WG_SEARCH_CASES || has_realms (db)) && ask (db, left) == 0;
  return "SELECT d.thing_id FROM search_words CROSS JOIN search_doc d ON d.id = search_words.rowid WHERE search_words MATCH ?1 AND d.kind = ?2 LIMIT ?3";
}

/* Proving. */

typedef struct
{
  const char *sql;
  const char *text;
} Check;

void
wg_sqlite_search_check (sqlite3 *db, WgIntegrityFunc report, gpointer user_data)
{
  static const Check checks[] = {
    { "SELECT count (*) FROM case_file c WHERE NOT EXISTS (SELECT 1 FROM search_doc d WHERE d.kind = 0 AND d.thing_id = c.id) "
      "AND NOT EXISTS (SELECT 1 FROM search_todo t WHERE t.kind = 0 AND c.id BETWEEN t.from_id AND t.to_id)",
      N_ ("cases are missing in the index of the search") },
    { "SELECT count (*) FROM search_doc d WHERE d.kind = 0 AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.id = d.thing_id)",
      N_ ("the index of the search knows cases that are not there") },
    { "SELECT count (*) FROM (SELECT c.number, d.id FROM search_doc d JOIN case_file c ON c.id = d.thing_id WHERE d.kind = 0 ORDER BY d.id * 7919 % 1009 LIMIT 100) s "
      "WHERE s.id NOT IN (SELECT rowid FROM search_words WHERE search_words MATCH wg_question (s.number))",
      N_ ("cases are not found by their number in the index of the search") },
  };

  if (!is_there (db))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      gint64 n = ask (db, checks[i].sql);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n);
      g_autofree char *text = NULL;

      if (n == 0)
        continue;
      text = g_strdup_printf ("%s: %s", _ (checks[i].text), number);
      report (text, user_data);
    }
}
