/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a new database must be usable at once and always the same way: the operators a script can name, the classes a
 * case can have, the days work is done.
 */

#include "wg-seed.h"

#include "wg-calendar.h"
#include "wg-csv.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-grid-table.h"
#include "wg-time.h"
#include "wg-words.h"

#include <math.h>

#define FIRST_DISTRICT 1

/* The newest number of data/schema. */
#define FORMAT 4

typedef struct
{
  const char *login;
  const char *name;
  guint roles;
} SeedOperator;

#define DESK_ROLES (WG_ROLE_INTAKE | WG_ROLE_DISPATCHER | WG_ROLE_CHECKER | WG_ROLE_CALLBACK | WG_ROLE_DUTY | WG_ROLE_GIS | WG_ROLE_LEADER | WG_ROLE_AUDITOR | WG_ROLE_ADMIN)

static const SeedOperator operators[] = {
  { "desk", "desk", DESK_ROLES },
  { "intake", "intake", WG_ROLE_INTAKE },
  { "dispatcher", "dispatcher", WG_ROLE_DISPATCHER },
  { "checker", "checker", WG_ROLE_CHECKER },
  { "callback", "callback", WG_ROLE_CALLBACK },
  { "duty", "duty", WG_ROLE_DUTY },
  { "gis", "gis", WG_ROLE_GIS },
  { "leader", "leader", WG_ROLE_LEADER },
  { "auditor", "auditor", WG_ROLE_AUDITOR },
  { "admin", "admin", WG_ROLE_ADMIN },
};

static gboolean
seed_roles (WgConnection *connection, gint64 operator_id, guint roles, GError **error)
{
  for (int bit = 0; bit < WG_N_DESK_ROLES; bit++)
    {
      if ((roles & (1u << bit)) != 0
          && wg_connection_run (connection, error, "operator-role-insert", "iisii", wg_connection_get_district (connection),
                                operator_id, wg_role_to_nick ((WgRole) (1u << bit)), WG_NULL_ID, (gint64) 0)
                 < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
seed_operators (WgConnection *connection, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      gint64 id = wg_grid_table_take_ids (connection, "operator", 1, error);

      if (id < 0
          || wg_connection_run (connection, error, "operator-insert", "iissi", wg_connection_get_district (connection), id,
                                operators[i].login, operators[i].name, WG_NULL_ID)
                 < 0
          || !seed_roles (connection, id, operators[i].roles, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
seed_calendar (WgConnection *connection, GError **error)
{
  g_autoptr (WgCalendar) calendar = wg_calendar_new (NULL, error);
  g_autoptr (GArray) days = calendar != NULL ? wg_calendar_list_days (calendar) : NULL;

  if (days == NULL)
    return FALSE;
  for (guint i = 0; i < days->len; i++)
    {
      WgCalendarDay *day = &g_array_index (days, WgCalendarDay, i);
      g_autofree char *iso = wg_time_day_format (day->day);

      if (wg_connection_run (connection, error, "calendar-insert", "isisss", wg_connection_get_district (connection), iso,
                             (gint64) 0, wg_day_kind_to_nick (day->kind), day->spans != NULL ? day->spans : "", day->name)
          < 0)
        return FALSE;
    }
  return TRUE;
}

static double
parse_number (const char *text)
{
  return text == NULL || *text == '\0' ? NAN : g_ascii_strtod (text, NULL);
}

static const char *
empty_to_null (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

/* kind, code, parent, name, name_en, route, limit, unit, need_photo */
static gboolean
seed_class (WgConnection *connection, char **row, GError **error)
{
  return wg_connection_run (connection, error, "class-insert", "isissssdsii", wg_connection_get_district (connection), row[1],
                            (gint64) 0, empty_to_null (row[2]), row[0], row[3], row[5], parse_number (row[6]),
                            empty_to_null (row[7]), WG_NULL_ID, g_ascii_strtoll (row[8], NULL, 10))
         >= 0;
}

static gboolean
seed_classes (WgConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) rows = wg_csv_load ("classes.csv");

  for (guint i = 0; i < rows->len; i++)
    {
      if (!seed_class (connection, g_ptr_array_index (rows, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
seed_log (WgConnection *connection, gint64 now_ms, GError **error)
{
  guint8 zero[WG_EVENT_HASH_SIZE] = { 0 };
  g_autoptr (GBytes) hash = g_bytes_new (zero, sizeof zero);
  g_autoptr (WgEvent) event = wg_event_new ();

  if (wg_connection_run (connection, error, "event-head-insert", "ib", wg_connection_get_district (connection), hash) < 0
      || !wg_event_log_open (connection, event, now_ms, error))
    return FALSE;
  event->operator_id = 1;
  event->subject = g_strdup ("database");
  event->verb = g_strdup ("create");
  return wg_event_log_append (connection, event, error);
}

gboolean
wg_seed_database (WgConnection *connection, gint64 now_ms, GError **error)
{
  wg_connection_set_district (connection, FIRST_DISTRICT);
  return wg_connection_run (connection, error, "district-insert", "issssii", (gint64) FIRST_DISTRICT, "", "",
                            "Asia/Shanghai", "tmerc", (gint64) FORMAT, now_ms)
             >= 0
         && seed_operators (connection, error) && seed_classes (connection, error) && seed_calendar (connection, error)
         && seed_log (connection, now_ms, error);
}
