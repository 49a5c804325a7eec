/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the columns of a case are named once in data/queries/case.sql and read once here, so that a list, a detail and a
 * move can never disagree about what a case is.
 */

#include "wg-case-table.h"

#include "wg-error.h"
#include "wg-grid-table.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static void
read_identity (WgStatement *row, WgCaseRecord *record)
{
  record->id = wg_statement_get_int64 (row, 0);
  record->number = wg_statement_dup_text (row, 1);
  record->channel = wg_statement_dup_text (row, 2);
  record->class_code = wg_statement_dup_text (row, 3);
  record->class_text = wg_statement_dup_text (row, 4);
  wg_route_from_nick (wg_statement_get_text (row, 5), &record->route);
  record->title = wg_statement_dup_text (row, 6);
  record->body = wg_statement_dup_text (row, 7);
  record->address = wg_statement_dup_text (row, 8);
  wg_case_state_from_nick (wg_statement_get_text (row, 9), &record->state);
}

static void
read_relations (WgStatement *row, WgCaseRecord *record)
{
  record->suspended_until_ms = wg_statement_get_int64 (row, 10);
  record->grid_id = wg_statement_get_int64 (row, 11);
  record->filed_grid_version_id = wg_statement_get_int64 (row, 12);
  record->building_id = wg_statement_get_int64 (row, 13);
  record->person_id = wg_statement_get_int64 (row, 14);
  record->unit_id = wg_statement_get_int64 (row, 15);
  record->tracker_id = wg_statement_get_int64 (row, 16);
  record->master_id = wg_statement_get_int64 (row, 17);
  record->run = (int) wg_statement_get_int64 (row, 18);
  record->on_spot = wg_statement_get_int64 (row, 19) != 0;
  record->bounces = (int) wg_statement_get_int64 (row, 20);
  record->reworks = (int) wg_statement_get_int64 (row, 21);
  record->needs_duty = (int) wg_statement_get_int64 (row, 22);
}

static void
read_times (WgStatement *row, WgCaseRecord *record)
{
  record->reported_ms = wg_statement_get_int64 (row, 23);
  record->filed_ms = wg_statement_get_int64 (row, 24);
  record->first_assigned_ms = wg_statement_get_int64 (row, 25);
  record->due_ms = wg_statement_get_int64 (row, 26);
  record->warn_ms = wg_statement_get_int64 (row, 27);
  record->done_ms = wg_statement_get_int64 (row, 28);
  record->closed_ms = wg_statement_get_int64 (row, 29);
  record->foreign_state = wg_statement_dup_text (row, 30);
  record->given_due_ms = wg_statement_get_int64 (row, 31);
  record->clock = wg_case_clock_from_nick (wg_statement_get_text (row, 32));
  record->clock_ms = wg_statement_get_int64 (row, 33);
}

static WgCaseRecord *
read_as_kept (WgStatement *row)
{
  WgCaseRecord *record = wg_case_record_new ();

  read_identity (row, record);
  read_relations (row, record);
  read_times (row, record);
  record->batch_id = wg_statement_get_int64 (row, 34);
  record->version = wg_statement_get_int64 (row, 35);
  record->lon = wg_statement_get_double (row, 36);
  record->lat = wg_statement_get_double (row, 37);
  record->person_name = wg_statement_dup_text (row, 38);
  record->unit_name = wg_statement_dup_text (row, 39);
  record->extensions = (int) wg_statement_get_int64 (row, 40);
  record->signs = (int) wg_statement_get_int64 (row, 41);
  record->flags = wg_case_marks_from_json (wg_statement_get_text (row, 42));
  record->holder_gone = wg_statement_get_int64 (row, 43) != 0;
  wg_limit_unit_from_nick (wg_statement_get_text (row, 44), &record->limit_unit);
  return record;
}

WgCaseRecord *
wg_case_table_read_row (WgStatement *row)
{
  WgCaseRecord *record = read_as_kept (row);

  wg_case_record_calm (record);
  return record;
}

GPtrArray *
wg_case_table_read_all (WgStatement *rows, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  g_autoptr (GError) local = NULL;

  if (rows == NULL)
    return NULL;
  while (wg_statement_step (rows, &local))
    g_ptr_array_add (records, wg_case_table_read_row (rows));
  if (local == NULL)
    return g_steal_pointer (&records);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static WgCaseRecord *
read_one (WgStatement *row, GError **error)
{
  g_autoptr (WgCaseRecord) record = NULL;
  g_autoptr (GError) local = NULL;

  if (row != NULL && wg_statement_step (row, &local))
    record = read_as_kept (row);
  return wg_statement_end (row, g_steal_pointer (&local), error) ? g_steal_pointer (&record) : NULL;
}

WgCaseRecord *
wg_case_table_find (WgConnection *connection, const char *number, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgCaseRecord *record;

  record = read_one (wg_connection_query (connection, &local, "case-by-number", "is",
                                          wg_connection_get_district (connection), number),
                     &local);
  if (record == NULL && local == NULL)
    local = g_error_new (WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no case %s."), number);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return record;
}

WgCaseRecord *
wg_case_table_find_by_id (WgConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgCaseRecord *record;

  record = read_one (
      wg_connection_query (connection, &local, "case-by-id", "ii", wg_connection_get_district (connection), id), &local);
  if (record == NULL && local == NULL)
    local = g_error_new_literal (WG_ERROR, WG_ERROR_NOT_FOUND, _ ("The case is not there any more."));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return record;
}

gboolean
wg_case_table_update (WgConnection *connection, WgCaseRecord *record, GError **error)
{
  g_autofree char *flags = wg_case_marks_to_json (record->flags);
  gint64 changed = wg_connection_run (
      connection, error, "case-update", "iiisiiiiiiiiiiiiiiiiisiiiiissssssssi", wg_connection_get_district (connection), record->id,
      record->version, wg_case_state_to_nick (record->state), (gint64) wg_case_state_is_open (record->state),
      record->grid_id, record->filed_grid_version_id, record->person_id, record->unit_id, record->tracker_id,
      (gint64) record->run, (gint64) record->on_spot, (gint64) record->bounces, (gint64) record->reworks,
      (gint64) record->needs_duty, record->filed_ms, record->first_assigned_ms, record->due_ms, record->warn_ms,
      record->done_ms, record->closed_ms, wg_case_clock_to_nick (record->clock), record->clock_ms,
      record->suspended_until_ms, record->master_id, (gint64) record->extensions, (gint64) record->signs, flags,
      wg_route_to_nick (record->route), record->class_code, record->class_text, record->channel, record->title, record->body,
      record->address, record->given_due_ms);

  if (changed < 0)
    return FALSE;
  if (changed == 0)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_CONFLICT, _ ("Case %s was changed in the meantime. Nothing was changed; look again."),
                   record->number);
      return FALSE;
    }
  record->version++;
  return TRUE;
}

char *
wg_case_table_take_number (WgConnection *connection, GTimeZone *zone, gint64 at_ms, GError **error)
{
  gint32 day = wg_time_to_local (at_ms, zone, NULL);
  g_autofree char *iso = wg_time_day_format (day);
  g_autofree char *compact = g_strdup_printf ("%.4s%.2s%.2s", iso, iso + 5, iso + 8);
  g_autofree char *counter = g_strconcat ("number-", compact, NULL);
  g_autofree char *number = NULL;
  gboolean taken = TRUE;

  while (taken)
    {
      gint64 serial = wg_grid_table_take_ids (connection, counter, 1, error);
      g_autoptr (GError) local = NULL;

      if (serial < 0)
        return NULL;
      g_free (number);
      number = g_strdup_printf ("%s-%04" G_GINT64_FORMAT, compact, serial);
      wg_connection_get_value (connection, &taken, &local, "case-number-taken", "is", wg_connection_get_district (connection),
                               number);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  return g_steal_pointer (&number);
}

static void
put_double (guint8 *bytes, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  memcpy (bytes, &bits, sizeof bits);
}

GBytes *
wg_case_table_point_to_wkb (double lon, double lat)
{
  guint8 wkb[21] = { 1, 1, 0, 0, 0 };

  if (isnan (lon) || isnan (lat))
    return NULL;
  put_double (wkb + 5, lon);
  put_double (wkb + 13, lat);
  return g_bytes_new (wkb, sizeof wkb);
}
