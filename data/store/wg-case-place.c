/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: which grid a case belongs to is decided in one way, whether it is registered, moved or imported: the deepest grid
 * in force that contains its point, and "outside" when there is none.
 */

#include "wg-case-moves-private.h"

#include "wg-case-table.h"
#include "wg-error.h"
#include "wg-store-settings.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const char *
grid_code (WgGridTree *grids, guint index)
{
  return index != WG_GRID_NONE ? wg_grid_tree_get_grid (grids, index)->code : NULL;
}

static void
note_move (WgMoveRun *run, WgGridTree *grids, guint home)
{
  guint old = run->before->grid_id != WG_NO_ID ? wg_grid_tree_find_by_id (grids, run->before->grid_id) : WG_GRID_NONE;

  wg_fields_set_text (run->fields, "from", grid_code (grids, old));
  wg_fields_set_text (run->fields, "to", grid_code (grids, home));
  if (wg_case_record_has_place (run->before))
    wg_fields_set_int64 (run->fields, "metres",
                         llround (wg_geo_distance_m (run->before->lon, run->before->lat, run->record->lon, run->record->lat)));
  if (old != home && (run->before->person_id != WG_NO_ID || run->before->unit_id != WG_NO_ID))
    g_ptr_array_add (run->warnings, wg_warning_keep (WG_WARNING_OTHER_GRID, NULL, NULL));
}

gboolean
wg_case_place_set (WgMoveRun *run, double lon, double lat, GError **error)
{
  g_autoptr (WgGridTree) grids = NULL;
  WgCaseRecord *record = run->record;
  guint home;

  if (!(lon >= -180.0 && lon <= 180.0 && lat >= -90.0 && lat <= 90.0))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("%g, %g is not a place on the earth. Nothing was changed."), lon, lat);
      return FALSE;
    }
  grids = wg_store_work_get_grids (run->work, error);
  if (grids == NULL)
    return FALSE;
  home = wg_grid_tree_find_home (grids, lon, lat);
  record->lon = lon;
  record->lat = lat;
  record->grid_id = home != WG_GRID_NONE ? wg_grid_tree_get_grid (grids, home)->id : WG_NO_ID;
  record->filed_grid_version_id = home != WG_GRID_NONE ? wg_grid_tree_get_grid (grids, home)->version_id : WG_NO_ID;
  if (home == WG_GRID_NONE)
    g_ptr_array_add (run->warnings, wg_warning_keep (WG_WARNING_OUTSIDE, NULL, NULL));
  if (run->before == NULL)
    return TRUE;
  note_move (run, grids, home);
  return wg_case_place_write (run, error);
}

gboolean
wg_case_place_write (WgMoveRun *run, GError **error)
{
  g_autoptr (GBytes) wkb = wg_case_table_point_to_wkb (run->record->lon, run->record->lat);

  return wg_connection_run (run->work->connection, error, "case-update-place", "iib",
                            wg_connection_get_district (run->work->connection), run->record->id, wkb)
         >= 0;
}

void
wg_case_place_warn_border (WgMoveRun *run)
{
  const WgCaseRecord *record = run->record;
  g_autoptr (WgGridTree) grids = NULL;
  g_autoptr (GArray) near = NULL;
  g_autofree char *metres = NULL;
  guint other;

  if (!wg_case_record_has_place (record) || record->grid_id == WG_NO_ID)
    return;
  grids = wg_store_work_get_grids (run->work, NULL);
  if (grids == NULL)
    return;
  near = wg_grid_tree_find_near_borders (grids, record->lon, record->lat, wg_store_work_get_setting (run->work, "border-metres", run->event->at_ms));
  if (near->len == 0)
    return;
  other = g_array_index (near, guint, 0);
  metres = g_strdup_printf ("%.0f", wg_grid_tree_get_distance_m (grids, other, record->lon, record->lat));
  g_ptr_array_add (run->warnings, wg_warning_keep (WG_WARNING_NEAR_BORDER, metres, wg_grid_tree_get_grid (grids, other)->name));
}
