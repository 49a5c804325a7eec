/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what may leave the house is a list, not whatever a table happens to hold; and what concerns a person leaves only when it
 * is asked for by name, by somebody who may have it.
 */

#include "wg-export-private.h"

#include "wg-error.h"

#include <glib/gi18n-lib.h>

#define GRIDS (1 << WG_EXPORT_GRIDS)
#define BUILDINGS (1 << WG_EXPORT_BUILDINGS)
#define CASES (1 << WG_EXPORT_CASES)
#define PERSONS (1 << WG_EXPORT_PERSONS)
#define CLOSED (1 << WG_EXPORT_CLOSED)

static const WgExportField fields[] = {
  { "number", WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "code", WG_EXPORT_TEXT, GRIDS | BUILDINGS | PERSONS, FALSE, FALSE },
  { "name", WG_EXPORT_TEXT, GRIDS | BUILDINGS | PERSONS, FALSE, FALSE },
  { "level", WG_EXPORT_INTEGER, GRIDS, FALSE, FALSE },
  { "parent", WG_EXPORT_TEXT, GRIDS, FALSE, FALSE },
  { "kind", WG_EXPORT_TEXT, GRIDS | PERSONS, FALSE, FALSE },
  { "address", WG_EXPORT_TEXT, BUILDINGS, FALSE, FALSE },
  { "floors", WG_EXPORT_INTEGER, BUILDINGS, FALSE, FALSE },
  { "households", WG_EXPORT_INTEGER, GRIDS | BUILDINGS, FALSE, FALSE },
  { "people", WG_EXPORT_INTEGER, GRIDS | BUILDINGS, FALSE, FALSE },
  { "mark", WG_EXPORT_TEXT, BUILDINGS, FALSE, FALSE },
  { "area_m2", WG_EXPORT_REAL, GRIDS, FALSE, FALSE },
  { "keepers", WG_EXPORT_TEXT, GRIDS, FALSE, FALSE },
  { "valid_from", WG_EXPORT_TEXT, GRIDS, FALSE, FALSE },
  { "lon", WG_EXPORT_REAL, GRIDS, TRUE, FALSE },
  { "lat", WG_EXPORT_REAL, GRIDS, TRUE, FALSE },
  { "state", WG_EXPORT_TEXT, CASES, FALSE, FALSE },
  { "class", WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "class_name", WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "route", WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "channel", WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "title", WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "address", WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "body", WG_EXPORT_TEXT, CASES, TRUE, TRUE },
  { "grid", WG_EXPORT_TEXT, BUILDINGS | CASES | CLOSED, FALSE, FALSE },
  { "grid_name", WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "assignee", WG_EXPORT_TEXT, CASES, FALSE, FALSE },
  { "unit", WG_EXPORT_TEXT, CASES | PERSONS, FALSE, FALSE },
  { "reported", WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "filed", WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "appointed", WG_EXPORT_TEXT, CASES, FALSE, FALSE },
  { "due", WG_EXPORT_TEXT, CASES, FALSE, FALSE },
  { "done", WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "closed", WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "overdue", WG_EXPORT_INTEGER, CASES, FALSE, FALSE },
  { "grids", WG_EXPORT_TEXT, PERSONS, FALSE, FALSE },
  { "posts", WG_EXPORT_TEXT, PERSONS, FALSE, FALSE },
  { "on_duty", WG_EXPORT_INTEGER, PERSONS, FALSE, FALSE },
  { "open_cases", WG_EXPORT_INTEGER, PERSONS, FALSE, FALSE },
  { "phone", WG_EXPORT_TEXT, PERSONS, FALSE, FALSE },
  { "phone_full", WG_EXPORT_TEXT, PERSONS, TRUE, TRUE },
};

WgExportPlace
wg_export_kind_get_place (WgExportKind kind)
{
  if (kind == WG_EXPORT_PERSONS)
    return WG_EXPORT_NO_PLACE;
  return kind == WG_EXPORT_GRIDS || kind == WG_EXPORT_BUILDINGS ? WG_EXPORT_AREAS : WG_EXPORT_POINTS;
}

static const WgExportField *
find_field (WgExportKind kind, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if ((fields[i].kinds & 1 << kind) != 0 && g_str_equal (fields[i].name, name))
        return &fields[i];
    }
  return NULL;
}

static char *
list_names (WgExportKind kind)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if ((fields[i].kinds & 1 << kind) != 0)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", fields[i].name);
    }
  return g_string_free (names, FALSE);
}

static gboolean
take_field (WgExportKind kind, const char *name, guint roles, GPtrArray *chosen, GError **error)
{
  const WgExportField *field = find_field (kind, name);
  g_autofree char *text = NULL;

  if (field == NULL)
    {
      text = list_names (kind);
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("There is no field “%s”. Fields are: %s."), name, text);
      return FALSE;
    }
  if (field->is_personal && (roles & WG_EXPORT_PERSONAL_ROLES) == 0)
    {
      text = wg_roles_to_text (WG_EXPORT_PERSONAL_ROLES);
      g_set_error (error, WG_ERROR, WG_ERROR_FORBIDDEN, _ ("The field “%s” is personal. Only these may export it: %s. Nothing was exported."),
                   name, text);
      return FALSE;
    }
  if (!g_ptr_array_find (chosen, field, NULL))
    g_ptr_array_add (chosen, (gpointer) field);
  return TRUE;
}

GPtrArray *
wg_export_fields_choose (WgExportKind kind, const char *const *asked, guint roles, GError **error)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; asked != NULL && asked[i] != NULL; i++)
    {
      if (!take_field (kind, asked[i], roles, chosen, error))
        return NULL;
    }
  for (gsize i = 0; asked == NULL && i < G_N_ELEMENTS (fields); i++)
    {
      if ((fields[i].kinds & 1 << kind) != 0 && !fields[i].is_extra)
        g_ptr_array_add (chosen, (gpointer) &fields[i]);
    }
  return g_steal_pointer (&chosen);
}
