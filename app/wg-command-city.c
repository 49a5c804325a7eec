/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what a script is told about a place must be what the window shows there, so both are made from the same city. */

#include "wg-command-city.h"

#include "wg-city-loader.h"
#include "wg-command-cases.h"

GPtrArray *
wg_command_city_list_cases (WgCommandCall *call, GError **error)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();

  query->only_open = TRUE;
  query->as_of_ms = wg_command_call_get_now (call);
  return wg_command_cases_list (call, query, error);
}

WgCity *
wg_command_city_build (WgCommandCall *call, WgGridTree *grids, GPtrArray *records, GError **error)
{
  g_autoptr (WgBuildingNews) buildings = NULL;
  GHashTable *n_open = NULL;

  if (records != NULL)
    {
      wg_city_loader_read_buildings_async (call->store, NULL, call->cancellable, wg_command_call_ready, call);
      buildings = wg_city_loader_read_buildings_finish (call->store, wg_command_call_wait (call), error);
      if (buildings == NULL)
        return NULL;
      n_open = wg_city_loader_count_by_building (records);
    }
  wg_city_loader_build_async (grids, buildings, n_open, NULL, NULL, call->cancellable, wg_command_call_ready, call);
  return wg_city_loader_build_finish (wg_command_call_wait (call), error);
}
