/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-source.h"

G_BEGIN_DECLS

#define WG_GEO_MAX_COLUMNS 20

/* The places of the columns of wg_import_request_get_columns(). */
enum
{
  WG_GEO_GRID_CODE,
  WG_GEO_GRID_NAME,
  WG_GEO_GRID_PARENT,
  WG_GEO_GRID_HOUSEHOLDS,
  WG_GEO_GRID_PEOPLE,
};
enum
{
  WG_GEO_BUILDING_CODE,
  WG_GEO_BUILDING_NAME,
  WG_GEO_BUILDING_ADDRESS,
  WG_GEO_BUILDING_FLOORS,
  WG_GEO_BUILDING_HOUSEHOLDS,
  WG_GEO_BUILDING_PEOPLE,
  WG_GEO_BUILDING_MARK,
};
enum
{
  WG_GEO_FACILITY_CLASS_CODE,
  WG_GEO_FACILITY_CODE,
  WG_GEO_FACILITY_NAME,
  WG_GEO_FACILITY_LON,
  WG_GEO_FACILITY_LAT,
};
enum
{
  WG_GEO_LAYER_NAME,
  WG_GEO_LAYER_KIND,
};
enum
{
  WG_GEO_CASE_NUMBER,
  WG_GEO_CASE_CHANNEL,
  WG_GEO_CASE_CLASS_CODE,
  WG_GEO_CASE_CLASS_TEXT,
  WG_GEO_CASE_TITLE,
  WG_GEO_CASE_BODY,
  WG_GEO_CASE_ADDRESS,
  WG_GEO_CASE_STATE,
  WG_GEO_CASE_REPORTED,
  WG_GEO_CASE_FILED,
  WG_GEO_CASE_DUE,
  WG_GEO_CASE_DONE,
  WG_GEO_CASE_CLOSED,
  WG_GEO_CASE_LON,
  WG_GEO_CASE_LAT,
  WG_GEO_CASE_ASSIGNEE,
  WG_GEO_CASE_REPORTER_NAME,
  WG_GEO_CASE_REPORTER_PHONE,
  WG_GEO_CASE_APPOINTED,
};

enum
{
  WG_GEO_PERSON_CODE,
  WG_GEO_PERSON_NAME,
  WG_GEO_PERSON_KIND,
  WG_GEO_PERSON_UNIT,
  WG_GEO_PERSON_POST,
  WG_GEO_PERSON_GRIDS,
  WG_GEO_PERSON_FROM,
  WG_GEO_PERSON_TO,
  WG_GEO_PERSON_PHONE,
  WG_GEO_PERSON_SKILLS,
  WG_GEO_PERSON_SECTIONS,
};

/* In a constant: the number of the feature in the source. */
#define WG_GEO_NUMBER "{n}"

typedef struct
{
  const char *ours;
  int field;      /* -1 = none */
  int second;     /* OpenStreetMap only: see joins; -1 = none */
  gboolean joins; /* the second follows the first, as a number follows its street; else it stands in for it */
  char *name;     /* of the field, as shown; NULL = none */
  char *constant; /* or the same text for every row, with its number for WG_GEO_NUMBER */
  gboolean said;  /* asked for, not guessed */
} WgGeoColumn;

typedef struct
{
  WgImportKind kind;
  int n_columns;
  WgGeoColumn columns[WG_GEO_MAX_COLUMNS];
  char **fields;      /* every field of the layer, as shown */
  gboolean *may_be_cut; /* for each of them: it may be the beginning of a longer name */
  GHashTable *states; /* folded foreign state to nick of ours; what was asked for */
  GHashTable *used;   /* foreign state as written to nick, as met while reading; NULL value = unknown */
} WgGeoMapping;

/* Guesses from names and some rows, then lays over it what was asked. FALSE with WG_ERROR_NOT_FOUND when a field asked
 * for does not exist. The layer is rewound.
 */
gboolean wg_geo_mapping_decide (WgGeoMapping *mapping, WgGeoSource *source, const WgGeoRequest *request,
                                GError **error);
void wg_geo_mapping_clear (WgGeoMapping *mapping);

/* Asks for the columns without which @mapping's kind cannot be stored. Returns TRUE when there is no question. */
gboolean wg_geo_mapping_check (const WgGeoMapping *mapping, WgGeoReport *report, GError **error);

gboolean wg_geo_mapping_has (const WgGeoMapping *mapping, int column);

/* The state of ours for @foreign, or NULL; remembered for the report either way. */
const char *wg_geo_mapping_get_state (WgGeoMapping *mapping, const char *foreign);

/* TRUE when every state met has one of ours; else asks with --states. */
gboolean wg_geo_mapping_check_states (const WgGeoMapping *mapping, WgGeoReport *report, GError **error);

/* {ours: FIELD} and {FOREIGN: state}. (transfer full) */
JsonNode *wg_geo_mapping_to_json (const WgGeoMapping *mapping);
JsonNode *wg_geo_mapping_states_to_json (const WgGeoMapping *mapping);

G_END_DECLS
