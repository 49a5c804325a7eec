/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the rule of a finding is a name for programs and stays the same for ever; the heading over a thousand of them is read by
 * a person.
 */

#include "wg-finding-groups.h"

#include <glib/gi18n-lib.h>

static const char *const rules[][2] = {
  { "overlap", NC_ ("findings", "Overlaps") },
  { "covers_others", NC_ ("findings", "Grids over all others") },
  { "gap", NC_ ("findings", "Gaps") },
  { "sliver", NC_ ("findings", "Slivers along a border") },
  { "apart", NC_ ("findings", "Grids that touch no other") },
  { "orphan", NC_ ("findings", "Grids with none above them") },
  { "outside_parent", NC_ ("findings", "Grids that leave the one above") },
  { "parent_unknown", NC_ ("findings", "Grids above that are unknown") },
  { "grid_added", NC_ ("findings", "New grids") },
  { "grid_changed", NC_ ("findings", "Changed outlines") },
  { "grid_renamed", NC_ ("findings", "Changed names") },
  { "grid_gone", NC_ ("findings", "Grids that are not in the file") },
  { "grid_unknown", NC_ ("findings", "Unknown grids") },
  { "worked_on", NC_ ("findings", "Worked on since") },
  { "code_missing", NC_ ("findings", "Codes are missing") },
  { "code_exists", NC_ ("findings", "Codes that are there already") },
  { "duplicate_code_refused", NC_ ("findings", "Codes that come twice") },
  { "duplicate_code_dropped", NC_ ("findings", "Codes that come twice") },
  { "duplicate_code_merged", NC_ ("findings", "Pieces of one grid") },
  { "merge_failed", NC_ ("findings", "Pieces that could not be joined") },
  { "name_too_long", NC_ ("findings", "Names that are too long") },
  { "null_geometry", NC_ ("findings", "Without an outline or a place") },
  { "wkt_unreadable", NC_ ("findings", "Outlines written in a way that cannot be read") },
  { "empty_geometry", NC_ ("findings", "Empty outlines") },
  { "zero_area", NC_ ("findings", "Outlines without area") },
  { "not_polygon", NC_ ("findings", "Not areas") },
  { "not_line", NC_ ("findings", "Not lines") },
  { "not_point", NC_ ("findings", "Not points") },
  { "closed_line", NC_ ("findings", "Closed lines taken for outlines") },
  { "mixed_types", NC_ ("findings", "Parts of another type") },
  { "curve_straightened", NC_ ("findings", "Curves made straight") },
  { "ring_order", NC_ ("findings", "Holes that run the wrong way round") },
  { "unclosed_ring", NC_ ("findings", "Rings that were open") },
  { "duplicate_vertex", NC_ ("findings", "Corners that come twice") },
  { "spike", NC_ ("findings", "Spikes") },
  { "self_intersection", NC_ ("findings", "Outlines that cross themselves") },
  { "ring_self_intersection", NC_ ("findings", "Outlines that touch themselves") },
  { "hole_outside", NC_ ("findings", "Holes outside their outline") },
  { "nested_holes", NC_ ("findings", "Holes in holes") },
  { "nested_parts", NC_ ("findings", "Parts in other parts") },
  { "interior_cut", NC_ ("findings", "Areas cut by their holes") },
  { "duplicate_ring", NC_ ("findings", "Rings that come twice") },
  { "too_few_points", NC_ ("findings", "Rings with too few corners") },
  { "invalid_outline", NC_ ("findings", "Invalid outlines") },
  { "nan_coordinate", NC_ ("findings", "Coordinates that are no numbers") },
  { "out_of_range", NC_ ("findings", "Outside the world") },
  { "place_out_of_range", NC_ ("findings", "Places outside the world") },
  { "place_unreadable", NC_ ("findings", "Places that cannot be read") },
  { "no_place", NC_ ("findings", "Without a place") },
  { "outside", NC_ ("findings", "Outside all grids") },
  { "left_out", NC_ ("findings", "Left out") },
  { "text_cut", NC_ ("findings", "Text that was cut") },
  { "text_unreadable", NC_ ("findings", "Text that cannot be read") },
  { "number_exists", NC_ ("findings", "Numbers that are there already") },
  { "number_duplicate", NC_ ("findings", "Numbers that come twice") },
  { "date_missing", NC_ ("findings", "Times are missing") },
  { "date_unreadable", NC_ ("findings", "Times that cannot be read") },
  { "dates_reversed", NC_ ("findings", "Times in the wrong order") },
  { "state_unknown", NC_ ("findings", "Unknown states") },
  { "class_missing", NC_ ("findings", "Classes are missing") },
  { "assignee_unknown", NC_ ("findings", "Unknown assignees") },
  { "section_unknown", NC_ ("findings", "Streets and rivers that the map does not have") },
  { "section_twice", NC_ ("findings", "Streets and rivers with two chiefs") },
  { "section_taken", NC_ ("findings", "Streets and rivers that get another chief") },
  { "section_later", NC_ ("findings", "Chiefs who begin later") },
  { "unit_unknown", NC_ ("findings", "Unknown units") },
  { "person_exists", NC_ ("findings", "People who are there already") },
};

const char *
wg_finding_rule_get_label (const char *rule)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_strcmp0 (rules[i][0], rule) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "findings", rules[i][1]);
  return rule;
}
