/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the child creates these tables and the parent believes in nothing but these tables, so both compile one text.
 */

#include "wg-staging.h"

static const char *const kinds[WG_N_IMPORT_KINDS]
    = { "grids", "buildings", "cases", "facilities", "roads", "water", "green", "areas", "persons" };

static const char *const row_tables[WG_N_IMPORT_KINDS]
    = { "grid_row", "building_row", "case_row", "facility_row", "line_row", "area_row", "area_row", "area_row", "person_row" };

static const WgStagingTable tables[] = {
  { "info", "CREATE TABLE info (key TEXT NOT NULL PRIMARY KEY, value TEXT) WITHOUT ROWID" },
  { "grid_row", "CREATE TABLE grid_row (seq INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, parent TEXT,"
                " households INTEGER, people INTEGER, wkb BLOB NOT NULL)" },
  { "building_row", "CREATE TABLE building_row (seq INTEGER PRIMARY KEY, code TEXT, name TEXT, address TEXT,"
                    " floors INTEGER, households INTEGER, people INTEGER, wkb BLOB NOT NULL, mark TEXT)" },
  { "facility_row", "CREATE TABLE facility_row (seq INTEGER PRIMARY KEY, class_code TEXT NOT NULL, code TEXT,"
                    " name TEXT, lon REAL NOT NULL, lat REAL NOT NULL)" },
  { "case_row", "CREATE TABLE case_row (seq INTEGER PRIMARY KEY, number TEXT, channel TEXT, class_code TEXT,"
                " class_text TEXT, title TEXT, body TEXT, address TEXT, state TEXT NOT NULL, foreign_state TEXT,"
                " reported_ms INTEGER NOT NULL, filed_ms INTEGER, due_ms INTEGER, done_ms INTEGER, closed_ms INTEGER,"
                " assignee TEXT, reporter_name TEXT, reporter_phone TEXT, lon REAL, lat REAL, appointed_ms INTEGER)" },
  { "line_row", "CREATE TABLE line_row (seq INTEGER PRIMARY KEY, name TEXT, kind TEXT, wkb BLOB NOT NULL)" },
  { "area_row", "CREATE TABLE area_row (seq INTEGER PRIMARY KEY, name TEXT, kind TEXT, wkb BLOB NOT NULL)" },
  { "person_row", "CREATE TABLE person_row (seq INTEGER PRIMARY KEY, code TEXT, name TEXT NOT NULL, kind TEXT, unit TEXT,"
                  " post TEXT, grids TEXT, from_ms INTEGER, to_ms INTEGER, phone TEXT, skills TEXT, sections TEXT)" },
  { "piece", "CREATE TABLE piece (seq INTEGER PRIMARY KEY, row_seq INTEGER NOT NULL)" },
  { "finding", "CREATE TABLE finding (seq INTEGER PRIMARY KEY, feature INTEGER, rule TEXT NOT NULL,"
               " outcome TEXT NOT NULL, text TEXT NOT NULL, lon REAL, lat REAL)" },
};

const WgStagingTable *
wg_staging_get_tables (gsize *n_tables)
{
  g_return_val_if_fail (n_tables != NULL, NULL);

  *n_tables = G_N_ELEMENTS (tables);
  return tables;
}

const char *
wg_staging_get_row_table (WgImportKind kind)
{
  g_return_val_if_fail ((gsize) kind < WG_N_IMPORT_KINDS, NULL);

  return row_tables[kind];
}

const char *
wg_import_kind_to_nick (WgImportKind kind)
{
  g_return_val_if_fail ((gsize) kind < WG_N_IMPORT_KINDS, NULL);

  return kinds[kind];
}

gboolean
wg_import_kind_from_nick (const char *nick, WgImportKind *kind)
{
  for (gsize i = 0; nick != NULL && i < WG_N_IMPORT_KINDS; i++)
    {
      if (!g_str_equal (kinds[i], nick))
        continue;
      if (kind != NULL)
        *kind = (WgImportKind) i;
      return TRUE;
    }
  return FALSE;
}

gboolean
wg_import_kind_is_layer (WgImportKind kind)
{
  return kind >= WG_IMPORT_ROADS && kind <= WG_IMPORT_AREAS;
}
