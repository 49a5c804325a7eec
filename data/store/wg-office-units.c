/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: two-level command is a tree of units, and who is there at all is a list of shifts; both are kept by the centre
 * itself, and a tree must stay a tree.
 */

#include "wg-office-private.h"

#include "wg-error.h"
#include "wg-grid-table.h"
#include "wg-people-table.h"

#include <glib/gi18n-lib.h>

#define LONGEST_DUTY_MS (G_GINT64_CONSTANT (366) * 24 * 3600 * 1000)

static const char *const unit_kinds[] = { "centre", "subcentre", "platform", "department", "police", "company", "volunteers", NULL };

static const char *
get_unit_kind (WgOfficeRun *run, GError **error)
{
  const char *kind = run->act->kind != NULL ? run->act->kind : "department";

  if (g_strv_contains (unit_kinds, kind))
    return kind;
  g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("There is no kind of unit “%s”. Nothing was changed."), kind);
  return NULL;
}

static gboolean
name_is_free (WgOfficeRun *run, const char *name, GError **error)
{
  gboolean found = FALSE;

  wg_connection_get_value (run->work->connection, &found, NULL, "unit-by-name", "is", wg_office_get_district (run), name);
  if (!found)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_EXISTS, _ ("There is a unit “%s” already. Nothing was changed."), name);
  return FALSE;
}

gboolean
wg_office_unit_add (WgOfficeRun *run, GError **error)
{
  g_autofree char *name = wg_office_take_name (run->act->name, error);
  const char *kind = name != NULL ? get_unit_kind (run, error) : NULL;
  gboolean stands_for_grid = run->act->grids != NULL && run->act->grids[0] != NULL;
  gint64 grid_id = WG_NO_ID;
  gint64 parent_id;

  if (kind == NULL || (stands_for_grid && !wg_office_find_grid (run, run->act->grids[0], &grid_id, error))
      || !wg_office_demand (run, grid_id, error) || !wg_office_find_unit (run, run->act->unit, &parent_id, error)
      || !name_is_free (run, name, error))
    return FALSE;
  run->event->subject_id = wg_grid_table_take_ids (run->work->connection, "unit", 1, error);
  wg_fields_set_text (run->fields, "name", name);
  wg_fields_set_text (run->fields, "kind", kind);
  wg_fields_set_int64 (run->fields, "parent_id", parent_id);
  wg_fields_set_text (run->fields, "grid", stands_for_grid ? run->act->grids[0] : NULL);
  return run->event->subject_id >= 0
         && wg_connection_run (run->work->connection, error, "unit-insert", "iiissis", wg_office_get_district (run), run->event->subject_id,
                               parent_id, kind, name, grid_id, run->act->phone)
                >= 0;
}

/* Duties. */

static gboolean
check_span (WgOfficeRun *run, GError **error)
{
  const WgOfficeAct *act = run->act;

  if (act->from_ms == G_MININT64 || act->to_ms == G_MININT64)
    return wg_office_refuse (error, _ ("Say from when to when. Nothing was changed."));
  if (act->to_ms <= act->from_ms)
    return wg_office_refuse (error, _ ("The end lies before the beginning. Nothing was changed."));
  if (act->to_ms - act->from_ms > LONGEST_DUTY_MS)
    return wg_office_refuse (error, _ ("A shift or a leave lasts a year at most. Nothing was changed."));
  return TRUE;
}

/* Whoever keeps a grid in the subtree of a role is on its list; who keeps none is on that of the whole centre. */
static gboolean
demand_at_posts (WgOfficeRun *run, const WgPerson *person, GError **error)
{
  for (guint i = 0; i < person->posts->len; i++)
    {
      if (wg_office_demand (run, ((const WgPost *) g_ptr_array_index (person->posts, i))->grid_id, NULL))
        return TRUE;
    }
  return wg_office_demand (run, WG_NO_ID, error);
}

gboolean
wg_office_duty_add (WgOfficeRun *run, GError **error)
{
  const WgOfficeAct *act = run->act;
  const char *kind = act->kind != NULL ? act->kind : "shift";
  g_autoptr (WgPerson) person = wg_people_table_find (run->work, act->name != NULL ? act->name : "", error);

  if (person == NULL || !wg_people_table_complete (run->work, person, run->grids, WG_PEOPLE_NOW, error)
      || !demand_at_posts (run, person, error) || !check_span (run, error))
    return FALSE;
  if (!g_str_equal (kind, "shift") && !g_str_equal (kind, "leave"))
    return wg_office_refuse (error, _ ("A duty is a shift or a leave. Nothing was changed."));
  if (wg_connection_get_value (run->work->connection, NULL, NULL, "duty-overlap", "iisii", wg_office_get_district (run), person->id, kind,
                               act->from_ms, act->to_ms)
      > 0)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_EXISTS, _ ("%s has one at that time already. Nothing was changed."), person->name);
      return FALSE;
    }
  run->event->subject_id = person->id;
  wg_fields_set_text (run->fields, "kind", kind);
  wg_fields_set_int64 (run->fields, "from_ms", act->from_ms);
  wg_fields_set_int64 (run->fields, "to_ms", act->to_ms);
  return wg_connection_run (run->work->connection, error, "duty-insert", "iiiis", wg_office_get_district (run), person->id, act->from_ms,
                            act->to_ms, kind)
         >= 0;
}
