/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-check.h"
#include "wg-geo-mapping.h"
#include "wg-geo-time.h"

G_BEGIN_DECLS

/* Everything that is at hand while features become rows. */
typedef struct
{
  const WgGeoRequest *request; /* borrowed */
  WgGeoSource *source;         /* borrowed */
  WgGeoReport *report;         /* borrowed */
  WgGeoStaging *staging;       /* borrowed */
  WgGeoMapping mapping;
  WgGeoCrs crs;
  gboolean latitude_first; /* most of the raw numbers are degrees that way round only */
  gboolean swaps;          /* the two numbers of every place are exchanged */
  WgGeoChecker *checker;
  WgGeoShape shape;
  GByteArray *wkb;
  GString *texts[WG_GEO_MAX_COLUMNS]; /* the row's texts */
  const char *values[WG_GEO_MAX_COLUMNS];
  GTimeZone *zone;
  WgGeoDayOrder day_order;
  int n_day_first;   /* of the dates that were measured: the day is the first number */
  int n_month_first;
  int n_year_last;   /* all that begin with two numbers */
  GHashTable *pieces;    /* code of a grid to Piece */
  GHashTable *claims;    /* any other code or number to the seq that brought it */
  GStringChunk *claimed; /* their text */
  GString *left_out; /* codes of the grids that a person leaves out, a line each */
  GString *fault;   /* what was wrong with a text of this row that must be right; empty = nothing */
  gint64 seq;
  double corner[2]; /* the first corner of the outline that was taken last, in degrees */
  OGRFeatureH feature;
  double read_seconds;  /* of the thread that read ahead */
  double check_seconds; /* of this one */
} WgGeoReader;

/* What became of a feature. */
typedef enum
{
  WG_GEO_STORED,
  WG_GEO_REPAIRED,
  WG_GEO_MERGED,
  WG_GEO_REFUSED,
} WgGeoOutcome;

/* The box (west, south, east, north) of a sample of the layer's raw numbers, turned when they are latitude first; FALSE
 * when it has none. Rewinds.
 */
gboolean wg_geo_reader_measure (WgGeoReader *reader, double *box);

/* Looks at the dates of one of the measured features. */
void wg_geo_reader_note_dates (WgGeoReader *reader, OGRFeatureH feature);

/* Decides which number of 3/5/2024 is the day, by what was measured, and tells it. */
void wg_geo_reader_settle_dates (WgGeoReader *reader);

/* Decides whether the two numbers of a place are exchanged, when the system is known; @box: what was measured, or NULL. */
void wg_geo_reader_settle_axes (WgGeoReader *reader, const double *box);

/* The outline in reader->shape, or one place, from raw numbers to degrees. FALSE: it is not in the world. */
gboolean wg_geo_reader_to_degrees (WgGeoReader *reader);
gboolean wg_geo_reader_place_to_degrees (WgGeoReader *reader, double lon_lat[2]);

/* Where the feature at hand is, for a finding about it: one corner of it in degrees. */
gboolean wg_geo_reader_find_place (WgGeoReader *reader, double lon_lat[2]);

/* Reads the whole layer into the staging file. */
gboolean wg_geo_read (const WgGeoRequest *request, WgGeoReport *report, WgGeoStaging *staging, GError **error);

/* Makes @feature the one at hand and reads its texts; one that cannot be read is noted in reader->fault. */
void wg_geo_reader_load (WgGeoReader *reader, OGRFeatureH feature);

/* Whether every text of the feature at hand could be read; else it is refused, with the one that could not. */
gboolean wg_geo_reader_check_texts (WgGeoReader *reader);

/* Values of the feature at hand. Texts are valid until the next feature. */
const char *wg_geo_reader_get_text (WgGeoReader *reader, int column);
/* FALSE when there is none; one that cannot be read is told. */
gboolean wg_geo_reader_get_number (WgGeoReader *reader, int column, gint64 *value);
gboolean wg_geo_reader_get_time (WgGeoReader *reader, int column, gint64 *ms);
/* The same, without a word about it. */
gboolean wg_geo_reader_read_time (WgGeoReader *reader, int column, gint64 *ms);

/* Tells that the feature at hand is refused. @lon_lat: where; NULL = one of its corners. Returns %WG_GEO_REFUSED. */
WgGeoOutcome wg_geo_reader_refuse (WgGeoReader *reader, const char *rule, const double *lon_lat, const char *format,
                                   ...)
    G_GNUC_PRINTF (4, 5);

/* Tells something about the feature at hand, with one of its corners as the place. */
void wg_geo_reader_tell (WgGeoReader *reader, const char *rule, const char *outcome, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* The feature's polygons as valid WKB in reader->wkb. */
gboolean wg_geo_reader_take_outline (WgGeoReader *reader, gboolean *repaired);

/* The feature's point in degrees. */
typedef enum
{
  WG_GEO_PLACE_GOOD,
  WG_GEO_PLACE_NONE,
  WG_GEO_PLACE_WRONG_TYPE,
  WG_GEO_PLACE_OUT_OF_RANGE,
  WG_GEO_PLACE_UNREADABLE, /* what stands in its columns are no numbers */
} WgGeoPlaceResult;
WgGeoPlaceResult wg_geo_reader_take_place (WgGeoReader *reader, int lon_column, int lat_column, double lon_lat[2]);

/* One feature to one row. */
WgGeoOutcome wg_geo_store_grid (WgGeoReader *reader);
WgGeoOutcome wg_geo_store_building (WgGeoReader *reader);
WgGeoOutcome wg_geo_store_facility (WgGeoReader *reader);
WgGeoOutcome wg_geo_store_case (WgGeoReader *reader);
WgGeoOutcome wg_geo_store_person (WgGeoReader *reader);

/* Used by wg_geo_read() and by the inspector. */
void wg_geo_reader_init (WgGeoReader *reader, const WgGeoRequest *request, WgGeoSource *source, WgGeoReport *report,
                         WgGeoStaging *staging);
void wg_geo_reader_clear (WgGeoReader *reader);

G_END_DECLS
