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
  { "number", NC_ ("export field", "Number"), WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "code", NC_ ("export field", "Code"), WG_EXPORT_TEXT, GRIDS | BUILDINGS | PERSONS, FALSE, FALSE },
  { "name", NC_ ("export field", "Name"), WG_EXPORT_TEXT, GRIDS | BUILDINGS | PERSONS, FALSE, FALSE },
  { "level", NC_ ("export field", "Level"), WG_EXPORT_INTEGER, GRIDS, FALSE, FALSE },
  { "parent", NC_ ("export field", "Code of the grid above"), WG_EXPORT_TEXT, GRIDS, FALSE, FALSE },
  { "kind", NC_ ("export field", "Kind"), WG_EXPORT_TEXT, GRIDS | PERSONS, FALSE, FALSE },
  { "address", NC_ ("export field", "Address"), WG_EXPORT_TEXT, BUILDINGS, FALSE, FALSE },
  { "floors", NC_ ("export field", "Floors"), WG_EXPORT_INTEGER, BUILDINGS, FALSE, FALSE },
  { "households", NC_ ("export field", "Households"), WG_EXPORT_INTEGER, GRIDS | BUILDINGS, FALSE, FALSE },
  { "people", NC_ ("export field", "Inhabitants"), WG_EXPORT_INTEGER, GRIDS | BUILDINGS, FALSE, FALSE },
  { "mark", NC_ ("export field", "Mark"), WG_EXPORT_TEXT, BUILDINGS, FALSE, FALSE },
  { "area_m2", NC_ ("export field", "Area, m²"), WG_EXPORT_REAL, GRIDS, FALSE, FALSE },
  { "keepers", NC_ ("export field", "Keepers"), WG_EXPORT_TEXT, GRIDS, FALSE, FALSE },
  { "valid_from", NC_ ("export field", "In force since"), WG_EXPORT_TEXT, GRIDS, FALSE, FALSE },
  { "lon", NC_ ("export field", "Longitude of the name"), WG_EXPORT_REAL, GRIDS, TRUE, FALSE },
  { "lat", NC_ ("export field", "Latitude of the name"), WG_EXPORT_REAL, GRIDS, TRUE, FALSE },
  { "state", NC_ ("export field", "State"), WG_EXPORT_TEXT, CASES, FALSE, FALSE },
  { "class", NC_ ("export field", "Class, code"), WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "class_name", NC_ ("export field", "Class, name"), WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "route", NC_ ("export field", "Route"), WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "channel", NC_ ("export field", "Channel"), WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "title", NC_ ("export field", "Title"), WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "address", NC_ ("export field", "Address"), WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "body", NC_ ("export field", "Text of the report"), WG_EXPORT_TEXT, CASES, TRUE, TRUE },
  { "grid", NC_ ("export field", "Grid, code"), WG_EXPORT_TEXT, BUILDINGS | CASES | CLOSED, FALSE, FALSE },
  { "grid_name", NC_ ("export field", "Grid, name"), WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "assignee", NC_ ("export field", "Assignee"), WG_EXPORT_TEXT, CASES, FALSE, FALSE },
  { "unit", NC_ ("export field", "Unit"), WG_EXPORT_TEXT, CASES | PERSONS, FALSE, FALSE },
  { "reported", NC_ ("export field", "Reported at"), WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "filed", NC_ ("export field", "Filed at"), WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "appointed", NC_ ("export field", "Appointed for"), WG_EXPORT_TEXT, CASES, FALSE, FALSE },
  { "due", NC_ ("export field", "Due at"), WG_EXPORT_TEXT, CASES, FALSE, FALSE },
  { "done", NC_ ("export field", "Done at"), WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "closed", NC_ ("export field", "Closed at"), WG_EXPORT_TEXT, CASES | CLOSED, FALSE, FALSE },
  { "overdue", NC_ ("export field", "Overdue"), WG_EXPORT_INTEGER, CASES, FALSE, FALSE },
  { "grids", NC_ ("export field", "Grids"), WG_EXPORT_TEXT, PERSONS, FALSE, FALSE },
  { "posts", NC_ ("export field", "Posts"), WG_EXPORT_TEXT, PERSONS, FALSE, FALSE },
  { "sections", NC_ ("export field", "Chief of streets and rivers"), WG_EXPORT_TEXT, PERSONS, FALSE, FALSE },
  { "on_duty", NC_ ("export field", "On duty"), WG_EXPORT_INTEGER, PERSONS, FALSE, FALSE },
  { "open_cases", NC_ ("export field", "Open cases"), WG_EXPORT_INTEGER, PERSONS, FALSE, FALSE },
  { "phone", NC_ ("export field", "Phone, masked"), WG_EXPORT_TEXT, PERSONS, FALSE, FALSE },
  { "phone_full", NC_ ("export field", "Phone, in full"), WG_EXPORT_TEXT, PERSONS, TRUE, TRUE },
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

GArray *
wg_export_kind_list_choices (WgExportKind kind)
{
  GArray *choices = g_array_new (FALSE, FALSE, sizeof (WgExportChoice));

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const WgExportChoice choice = { fields[i].name, g_dpgettext2 (GETTEXT_PACKAGE, "export field", fields[i].label),
                                      fields[i].is_extra, fields[i].is_personal };

      if ((fields[i].kinds & 1 << kind) != 0)
        g_array_append_val (choices, choice);
    }
  return choices;
}
