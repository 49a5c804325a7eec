/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "what is here?" asked by a script, answered as a click on the map is answered. */

#include "wg-command-city.h"
#include "wg-command-grids.h"

#include "wg-case-points.h"
#include "wg-error.h"
#include "wg-map-picker.h"
#include "wg-world.h"

#include <glib/gi18n.h>
#include <math.h>

#define STREET_ZOOM 18.0

typedef struct
{
  WgBacklog *backlog;
  GPtrArray *records;
  WgCity *city;
  WgCityCases *cases;
  WgMapPick pick;
  GArray *grids;
  double zoom;
} Place;

static void
place_clear (Place *place)
{
  g_clear_object (&place->backlog);
  g_clear_pointer (&place->records, g_ptr_array_unref);
  g_clear_pointer (&place->city, wg_city_unref);
  g_clear_pointer (&place->cases, wg_city_cases_unref);
  g_clear_pointer (&place->grids, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
check_place (WgCommandCall *call, double *lon, double *lat, double *zoom, GError **error)
{
  *lon = wg_command_call_get_number (call, "lon");
  *lat = wg_command_call_get_number (call, "lat");
  *zoom = wg_command_call_get_number (call, "zoom");
  if (isnan (*zoom))
    *zoom = STREET_ZOOM;
  if (fabs (*lon) <= 180.0 && fabs (*lat) <= 85.0 && *zoom >= 0.0 && *zoom <= WG_MAX_ZOOM)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_USAGE,
               _ ("A place has a --lon of -180 to 180 and a --lat of -85 to 85, a --zoom is 0 to %d."), WG_MAX_ZOOM);
  return FALSE;
}

static gboolean
look (WgCommandCall *call, Place *place, double lon, double lat, GError **error)
{
  place->backlog = wg_command_grids_count_backlog (call, error);
  place->records = place->backlog != NULL ? wg_command_city_list_cases (call, error) : NULL;
  if (place->records == NULL)
    return FALSE;
  place->city = wg_command_city_build (call, wg_backlog_get_tree (place->backlog), place->records, error);
  if (place->city == NULL)
    return FALSE;
  place->cases = wg_case_points_of (place->records, wg_command_call_get_now (call));
  wg_map_pick (place->city, place->cases, lon, lat, place->zoom, WG_LEVEL_AUTOMATIC, 1.0, &place->pick);
  place->grids = g_array_new (FALSE, FALSE, sizeof (guint));
  wg_map_pick_list_grids (place->city, lon, lat, place->grids);
  return TRUE;
}

static const char *
find_number (const Place *place, gint64 id)
{
  for (guint i = 0; i < place->records->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (place->records, i);

      if (record->id == id)
        return record->number;
    }
  return NULL;
}

/* The numbers behind a card, the worst first; the one number of a lone case. */
static GPtrArray *
list_numbers (const Place *place)
{
  GPtrArray *numbers = g_ptr_array_new ();
  const WgCaseCluster *cluster = place->pick.case_cluster;
  const WgCaseClusters *clusters
      = wg_city_cases_get_clusters (place->cases, wg_case_clusters_get_zoom (place->zoom, 1.0));
  const guint *members = cluster != NULL ? wg_case_clusters_get_members (clusters, cluster) : NULL;

  for (guint i = 0; members != NULL && i < cluster->count; i++)
    g_ptr_array_add (numbers,
                     (char *) find_number (place, wg_city_cases_get_point (place->cases, members[i])->id));
  if (members == NULL && place->pick.case_id != 0)
    g_ptr_array_add (numbers, (char *) find_number (place, place->pick.case_id));
  g_ptr_array_add (numbers, NULL);
  return numbers;
}

static GPtrArray *
list_codes (const Place *place)
{
  GPtrArray *codes = g_ptr_array_new ();

  for (guint i = 0; i < place->grids->len; i++)
    g_ptr_array_add (codes, (char *) wg_city_get_grid_code (place->city, g_array_index (place->grids, guint, i)));
  g_ptr_array_add (codes, NULL);
  return codes;
}

static void
write_building (WgJsonWriter *out, const Place *place)
{
  guint building = place->pick.building, mark;
  const char *address;

  wg_json_writer_key (out, "building");
  if (building == WG_NO_INDEX)
    {
      wg_json_writer_add_text (out, NULL);
      return;
    }
  address = wg_city_get_building_address (place->city, building);
  wg_json_writer_begin_object (out);
  wg_json_writer_int (out, "id", wg_city_get_building_id (place->city, building));
  wg_json_writer_text (out, "address", address[0] != '\0' ? address : NULL);
  wg_json_writer_int (out, "open", wg_city_get_building_n_open (place->city, building));
  mark = wg_city_get_building_mark (place->city, building);
  wg_json_writer_text (out, "mark", mark > 0 ? wg_city_get_mark (place->city, mark)->name : NULL);
  wg_json_writer_end_object (out);
}

static gboolean
print_json (WgCommandCall *call, const Place *place, GError **error)
{
  g_autoptr (GPtrArray) numbers = list_numbers (place), codes = list_codes (place);
  WgJsonWriter *out = call->writer;

  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "case", numbers->pdata[0]);
  write_building (out, place);
  wg_json_writer_key (out, "grids");
  wg_json_writer_add_texts (out, (const char *const *) codes->pdata);
  wg_json_writer_key (out, "cases");
  wg_json_writer_add_texts (out, (const char *const *) numbers->pdata);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

static char *
join (GPtrArray *texts)
{
  return texts->len > 1 ? g_strjoinv (", ", (char **) texts->pdata) : g_strdup ("–");
}

static gboolean
print_text (WgCommandCall *call, const Place *place, GError **error)
{
  g_autoptr (GPtrArray) numbers = list_numbers (place), codes = list_codes (place);
  g_autofree char *cases = join (numbers), *grids = join (codes), *text = NULL;
  guint building = place->pick.building;
  const char *address = building != WG_NO_INDEX ? wg_city_get_building_address (place->city, building) : "–";

  /* Translators: what lies at a place: case numbers, the address of a building, codes of grids. */
  text = g_strdup_printf (_ ("Cases: %s\nBuilding: %s\nGrids: %s\n"), cases, address, grids);
  return wg_command_call_print (call, text, error);
}

static gboolean
run_pick (WgCommandCall *call, GError **error)
{
  g_auto (Place) place = { 0 };
  double lon, lat;

  return check_place (call, &lon, &lat, &place.zoom, error) && look (call, &place, lon, lat, error)
         && (call->json ? print_json (call, &place, error) : print_text (call, &place, error));
}

static const WgOption pick_options[] = {
  { "lon", WG_OPTION_NUMBER, "LON", N_ ("the place, degrees east") },
  { "lat", WG_OPTION_NUMBER, "LAT", N_ ("the place, degrees north") },
  { "zoom", WG_OPTION_NUMBER, "Z", N_ ("as a click at this zoom, 0 to 22; else 18, where streets are seen") },
  { NULL },
};

const WgCommand wg_commands_pick[] = {
  { "pick", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1,
    "{case,building:{id,address,open,mark},grids:[deepest first],cases:[worst first]}",
    N_ ("Say what lies at a place of the map"), run_pick, pick_options },
  { NULL },
};
