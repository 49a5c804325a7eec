/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the columns of the staging file have names for programs; the person who maps fields reads these. */

#include "wg-import-page-private.h"

#include <glib/gi18n-lib.h>

const char *
wg_import_kind_get_label (WgImportKind kind)
{
  static const char *const labels[WG_N_IMPORT_KINDS] = {
    [WG_IMPORT_GRIDS] = NC_ ("import kind", "Grids"),
    [WG_IMPORT_BUILDINGS] = NC_ ("import kind", "Buildings"),
    [WG_IMPORT_CASES] = NC_ ("import kind", "Cases"),
    [WG_IMPORT_FACILITIES] = NC_ ("import kind", "Facilities"),
    [WG_IMPORT_ROADS] = NC_ ("import kind", "Roads of the base map"),
    [WG_IMPORT_WATER] = NC_ ("import kind", "Water of the base map"),
    [WG_IMPORT_GREEN] = NC_ ("import kind", "Parks and woods of the base map"),
    [WG_IMPORT_AREAS] = NC_ ("import kind", "Other areas, in one colour"),
    [WG_IMPORT_PERSONS] = NC_ ("import kind", "People"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "import kind", labels[kind]);
}

const char *
wg_import_column_get_label (const char *column)
{
  static const char *const words[][2] = {
    { "code", NC_ ("import field", "Code") },
    { "name", NC_ ("import field", "Name") },
    { "kind", NC_ ("import field", "Kind") },
    { "parent", NC_ ("import field", "Code of the grid above") },
    { "households", NC_ ("import field", "Households") },
    { "people", NC_ ("import field", "Inhabitants") },
    { "address", NC_ ("import field", "Address") },
    { "floors", NC_ ("import field", "Floors") },
    { "mark", NC_ ("import field", "Mark") },
    { "class_code", NC_ ("import field", "Class code") },
    { "class_text", NC_ ("import field", "Class in words") },
    { "lon", NC_ ("import field", "Longitude") },
    { "lat", NC_ ("import field", "Latitude") },
    { "number", NC_ ("import field", "Number") },
    { "channel", NC_ ("import field", "Channel") },
    { "title", NC_ ("import field", "Title") },
    { "body", NC_ ("import field", "Description") },
    { "state", NC_ ("import field", "State") },
    { "reported", NC_ ("import field", "Reported at") },
    { "filed", NC_ ("import field", "Filed at") },
    { "due", NC_ ("import field", "Due at") },
    { "done", NC_ ("import field", "Done at") },
    { "closed", NC_ ("import field", "Closed at") },
    { "appointed", NC_ ("import field", "Visit appointed for") },
    { "assignee", NC_ ("import field", "Assignee") },
    { "reporter_name", NC_ ("import field", "Name of the reporter") },
    { "unit", NC_ ("import field", "Unit") },
    { "post", NC_ ("import field", "Post") },
    { "grids", NC_ ("import field", "Grids kept") },
    { "from", NC_ ("import field", "Keeps them from") },
    { "to", NC_ ("import field", "Keeps them until") },
    { "phone", NC_ ("import field", "Telephone") },
    { "skills", NC_ ("import field", "Skills") },
    { "sections", NC_ ("import field", "Chief of streets and rivers") },
    { "reporter_phone", NC_ ("import field", "Phone of the reporter") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i][0], column))
      return g_dpgettext2 (GETTEXT_PACKAGE, "import field", words[i][1]);
  return column;
}

const char *
wg_import_rule_get_fix (const char *rule)
{
  static const char *const words[][2] = {
    { "duplicate_code_refused", NC_ ("verb: put right", "Join it to the first") },
    { "code_exists", NC_ ("verb: put right", "Take its place") },
    { "orphan", NC_ ("verb: put right", "Put it under the nearest") },
    { "gap", NC_ ("verb: put right", "Close the gap") },
    { "overlap", NC_ ("verb: put right", "Take it off") },
    { "sliver", NC_ ("verb: put right", "Close it") },
    { "spike", NC_ ("verb: put right", "Cut it off") },
    { "apart", NC_ ("verb: put right", "Fill to the middle") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i][0], rule))
      return g_dpgettext2 (GETTEXT_PACKAGE, "verb: put right", words[i][1]);
  return NULL;
}
