/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: each kind of row has its own idea of what it cannot do without. A grid needs a code, because everything later
 * hangs on it; a case needs the time it was reported, and is kept without a place.
 */

#include "wg-geo-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The first feature that brought a code. */
typedef struct
{
  gint64 seq;
  char words[]; /* name, NUL, parent, NUL */
} Piece;

static Piece *
piece_new (gint64 seq, const char *name, const char *parent)
{
  gsize name_size = strlen (name) + 1;
  gsize parent_size = strlen (parent) + 1;
  Piece *piece = g_malloc (sizeof (Piece) + name_size + parent_size);

  piece->seq = seq;
  memcpy (piece->words, name, name_size);
  memcpy (piece->words + name_size, parent, parent_size);
  return piece;
}

static void
bind_optional_number (WgGeoReader *reader, int parameter, int column)
{
  gint64 value;

  if (wg_geo_reader_get_number (reader, column, &value))
    wg_geo_staging_bind_number (reader->staging, parameter, value);
}

static void
bind_optional_time (WgGeoReader *reader, int parameter, int column)
{
  gint64 ms;

  if (wg_geo_reader_get_time (reader, column, &ms))
    wg_geo_staging_bind_number (reader->staging, parameter, ms);
}

static void
bind_text (WgGeoReader *reader, int parameter, int column)
{
  wg_geo_staging_bind_text (reader->staging, parameter, wg_geo_reader_get_text (reader, column));
}

static WgGeoOutcome
merge_piece (WgGeoReader *reader, const Piece *piece, const char *code)
{
  g_autoptr (GBytes) before = wg_geo_staging_load_wkb (reader->staging, piece->seq);
  g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT, piece->seq);

  if (before == NULL || !wg_geo_checker_unite (reader->checker, reader->wkb, before))
    return wg_geo_reader_refuse (reader, "merge_failed", reader->corner,
                                 _ ("It has the code %s of feature %s, but the two could not be united."), code, first);
  wg_geo_staging_replace_wkb (reader->staging, piece->seq, reader->wkb->data, reader->wkb->len);
  wg_geo_staging_add_piece (reader->staging, reader->seq, piece->seq);
  wg_geo_report_finding (reader->report, reader->seq, "duplicate_code_merged", "merged", reader->corner,
                         _ ("It has the code %s of feature %s and is a piece of the same grid."), code, first);
  return WG_GEO_MERGED;
}

static WgGeoOutcome
meet_piece (WgGeoReader *reader, const Piece *piece, const char *code, const char *name, const char *parent)
{
  const char *other_parent = piece->words + strlen (piece->words) + 1;
  g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT, piece->seq);

  if (reader->request->merges
      || wg_import_decisions_has (reader->request->decisions, "duplicate_code_refused", reader->seq, WG_IMPORT_ANSWER_FIX)
      || (g_str_equal (piece->words, name) && g_str_equal (other_parent, parent)))
    return merge_piece (reader, piece, code);
  if (g_str_equal (piece->words, name))
    return wg_geo_reader_refuse (reader, "duplicate_code_refused", reader->corner,
                                 _ ("The code %s belongs to “%s” under “%s” (feature %s) and to this one under “%s”; "
                                    "only the first came in."),
                                 code, piece->words, other_parent, first, parent);
  return wg_geo_reader_refuse (reader, "duplicate_code_refused", reader->corner,
                               _ ("The code %s belongs to “%s” (feature %s) and to this one, “%s”; only the first came "
                                  "in."),
                               code, piece->words, first, name);
}

WgGeoOutcome
wg_geo_store_grid (WgGeoReader *reader)
{
  const char *code;
  const char *name;
  const char *parent;
  const Piece *piece;
  gboolean repaired = FALSE;

  if (!wg_geo_reader_check_texts (reader))
    return WG_GEO_REFUSED;
  code = wg_geo_reader_get_text (reader, WG_GEO_GRID_CODE);
  name = wg_geo_reader_get_text (reader, WG_GEO_GRID_NAME);
  parent = wg_geo_reader_get_text (reader, WG_GEO_GRID_PARENT);
  if (code == NULL)
    return wg_geo_reader_refuse (reader, "code_missing", NULL, _ ("It has no code (name “%s”)."),
                                 name != NULL ? name : "");
  if (!wg_geo_reader_take_outline (reader, &repaired))
    return WG_GEO_REFUSED;
  if (name == NULL)
    wg_geo_report_sum (reader->report, reader->seq, "name_missing", "kept",
                       _ ("Features without a name, whose code is shown instead: %1$s (first: feature %2$s)."));
  name = name != NULL ? name : code;
  piece = g_hash_table_lookup (reader->pieces, code);
  if (piece != NULL)
    return meet_piece (reader, piece, code, name, parent != NULL ? parent : "");
  g_hash_table_insert (reader->pieces, g_strdup (code), piece_new (reader->seq, name, parent != NULL ? parent : ""));
  wg_geo_staging_bind_number (reader->staging, 1, reader->seq);
  wg_geo_staging_bind_text (reader->staging, 2, code);
  wg_geo_staging_bind_text (reader->staging, 3, name);
  wg_geo_staging_bind_text (reader->staging, 4, parent);
  bind_optional_number (reader, 5, WG_GEO_GRID_HOUSEHOLDS);
  bind_optional_number (reader, 6, WG_GEO_GRID_PEOPLE);
  wg_geo_staging_bind_blob (reader->staging, 7, reader->wkb->data, reader->wkb->len);
  wg_geo_staging_write_row (reader->staging);
  return repaired ? WG_GEO_REPAIRED : WG_GEO_STORED;
}

/* The first feature of the file with this code or number, 0 when it is this one. It is remembered as a number alone: there may
 * be a million.
 */
static gint64
claim_code (WgGeoReader *reader, const char *code)
{
  gpointer first = NULL;

  if (code == NULL)
    return 0;
  if (g_hash_table_lookup_extended (reader->claims, code, NULL, &first))
    return (gint64) GPOINTER_TO_SIZE (first);
  g_hash_table_insert (reader->claims, g_string_chunk_insert (reader->claimed, code), GSIZE_TO_POINTER ((gsize) reader->seq));
  return 0;
}

static WgGeoOutcome
refuse_twice (WgGeoReader *reader, const char *code, gint64 first)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, first);

  return wg_geo_reader_refuse (reader, "duplicate_code_refused", NULL,
                               _ ("The code %s was given to feature %s already; only that one came in."), code, number);
}

/* A field that was only guessed and whose values repeat is no code, and costs no row. */
static gboolean
was_guessed (WgGeoReader *reader, int column)
{
  if (reader->request->merges || reader->mapping.columns[column].said)
    return FALSE;
  wg_geo_report_sum (reader->report, reader->seq, "duplicate_code_dropped", "kept",
                     _ ("Features with the code of an earlier one, which were kept without a code: %1$s (first: feature %2$s). Say "
                        "which field is the code to have them refused."));
  return TRUE;
}

/* A piece of a building that came before, when the person has said so. */
static WgGeoOutcome
join_building (WgGeoReader *reader, const char *code, gint64 first)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, first);
  g_autoptr (GBytes) before = wg_geo_staging_load_wkb (reader->staging, first);

  if (before == NULL || !wg_geo_checker_unite (reader->checker, reader->wkb, before))
    return wg_geo_reader_refuse (reader, "merge_failed", reader->corner,
                                 _ ("It has the code %s of feature %s, but the two could not be united."), code, number);
  wg_geo_staging_replace_wkb (reader->staging, first, reader->wkb->data, reader->wkb->len);
  wg_geo_report_finding (reader->report, reader->seq, "duplicate_code_merged", "merged", reader->corner,
                         _ ("It has the code %s of feature %s and is a piece of the same building."), code, number);
  return WG_GEO_MERGED;
}

WgGeoOutcome
wg_geo_store_building (WgGeoReader *reader)
{
  const char *code;
  gboolean repaired = FALSE;
  gint64 first;

  if (!wg_geo_reader_check_texts (reader) || !wg_geo_reader_take_outline (reader, &repaired))
    return WG_GEO_REFUSED;
  code = wg_geo_reader_get_text (reader, WG_GEO_BUILDING_CODE);
  first = claim_code (reader, code);
  if (first != 0 && !was_guessed (reader, WG_GEO_BUILDING_CODE))
    return reader->request->merges ? join_building (reader, code, first) : refuse_twice (reader, code, first);
  if (first != 0)
    code = NULL;
  wg_geo_staging_bind_number (reader->staging, 1, reader->seq);
  wg_geo_staging_bind_text (reader->staging, 2, code);
  bind_text (reader, 3, WG_GEO_BUILDING_NAME);
  bind_text (reader, 4, WG_GEO_BUILDING_ADDRESS);
  bind_optional_number (reader, 5, WG_GEO_BUILDING_FLOORS);
  bind_optional_number (reader, 6, WG_GEO_BUILDING_HOUSEHOLDS);
  bind_optional_number (reader, 7, WG_GEO_BUILDING_PEOPLE);
  wg_geo_staging_bind_blob (reader->staging, 8, reader->wkb->data, reader->wkb->len);
  bind_text (reader, 9, WG_GEO_BUILDING_MARK);
  wg_geo_staging_write_row (reader->staging);
  return repaired ? WG_GEO_REPAIRED : WG_GEO_STORED;
}

static WgGeoOutcome
meet_facility (WgGeoReader *reader, const char *code, gint64 first)
{
  g_autofree char *number = NULL;

  if (!reader->request->merges)
    return refuse_twice (reader, code, first);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, first);
  wg_geo_report_finding (reader->report, reader->seq, "duplicate_code_merged", "merged", NULL,
                         _ ("It has the code %s of feature %s; that one was kept."), code, number);
  return WG_GEO_MERGED;
}

WgGeoOutcome
wg_geo_store_facility (WgGeoReader *reader)
{
  const char *class_code;
  const char *code;
  double place[2];
  gint64 first;

  if (!wg_geo_reader_check_texts (reader))
    return WG_GEO_REFUSED;
  class_code = wg_geo_reader_get_text (reader, WG_GEO_FACILITY_CLASS_CODE);
  if (class_code == NULL)
    return wg_geo_reader_refuse (reader, "class_missing", NULL, _ ("It has no class."));
  switch (wg_geo_reader_take_place (reader, WG_GEO_FACILITY_LON, WG_GEO_FACILITY_LAT, place))
    {
    case WG_GEO_PLACE_NONE:
      return wg_geo_reader_refuse (reader, "null_geometry", NULL, _ ("It has no place."));
    case WG_GEO_PLACE_WRONG_TYPE:
      return wg_geo_reader_refuse (reader, "not_point", NULL, _ ("It is not a point."));
    case WG_GEO_PLACE_UNREADABLE:
      return wg_geo_reader_refuse (reader, "place_unreadable", NULL, _ ("Its place “%s”, “%s” cannot be read."),
                                   wg_geo_reader_get_text (reader, WG_GEO_FACILITY_LON),
                                   wg_geo_reader_get_text (reader, WG_GEO_FACILITY_LAT));
    case WG_GEO_PLACE_OUT_OF_RANGE:
      return wg_geo_reader_refuse (reader, "out_of_range", NULL, _ ("Its place lies outside the world."));
    default:
      break;
    }
  code = wg_geo_reader_get_text (reader, WG_GEO_FACILITY_CODE);
  first = claim_code (reader, code);
  if (first != 0 && !was_guessed (reader, WG_GEO_FACILITY_CODE))
    return meet_facility (reader, code, first);
  if (first != 0)
    code = NULL;
  wg_geo_staging_bind_number (reader->staging, 1, reader->seq);
  wg_geo_staging_bind_text (reader->staging, 2, class_code);
  wg_geo_staging_bind_text (reader->staging, 3, code);
  bind_text (reader, 4, WG_GEO_FACILITY_NAME);
  wg_geo_staging_bind_degrees (reader->staging, 5, place[0]);
  wg_geo_staging_bind_degrees (reader->staging, 6, place[1]);
  wg_geo_staging_write_row (reader->staging);
  return WG_GEO_STORED;
}

/* Where the layer has no places at all, one finding says so. */
static void
tell_no_place (WgGeoReader *reader)
{
  gboolean has_places = reader->mapping.columns[WG_GEO_CASE_LON].field >= 0
                        || reader->source->chosen->type != wkbNone;

  if (has_places)
    wg_geo_report_finding (reader->report, reader->seq, "no_place", "kept", NULL,
                           _ ("It has no place; it was kept without one."));
  else
    wg_geo_report_sum (reader->report, reader->seq, "no_place", "kept",
                       _ ("Features that were kept without a place, because there is no field for one: %1$s (first: feature %2$s)."));
}

/* A case without a place is kept: somebody reported it all the same. */
static void
bind_case_place (WgGeoReader *reader)
{
  double place[2];

  switch (wg_geo_reader_take_place (reader, WG_GEO_CASE_LON, WG_GEO_CASE_LAT, place))
    {
    case WG_GEO_PLACE_GOOD:
      wg_geo_staging_bind_degrees (reader->staging, 19, place[0]);
      wg_geo_staging_bind_degrees (reader->staging, 20, place[1]);
      break;
    case WG_GEO_PLACE_NONE:
      tell_no_place (reader);
      break;
    case WG_GEO_PLACE_WRONG_TYPE:
      wg_geo_report_finding (reader->report, reader->seq, "not_point", "kept", NULL,
                             _ ("Its place is not a point; it was kept without a place."));
      break;
    case WG_GEO_PLACE_UNREADABLE:
      wg_geo_report_finding (reader->report, reader->seq, "place_unreadable", "kept", NULL,
                             _ ("Its place “%s”, “%s” cannot be read; it was kept without a place."),
                             wg_geo_reader_get_text (reader, WG_GEO_CASE_LON),
                             wg_geo_reader_get_text (reader, WG_GEO_CASE_LAT));
      break;
    case WG_GEO_PLACE_OUT_OF_RANGE:
      wg_geo_report_finding (reader->report, reader->seq, "place_out_of_range", "kept", NULL,
                             _ ("Its place lies outside the world; it was kept without a place."));
      break;
    }
}

static gboolean
claim_number (WgGeoReader *reader, const char *number)
{
  gint64 before = claim_code (reader, number);
  g_autofree char *first = NULL;

  if (before != 0)
    {
      first = g_strdup_printf ("%" G_GINT64_FORMAT, before);
      wg_geo_reader_refuse (reader, "number_duplicate", NULL,
                            _ ("The number %s was given to feature %s already; only that one came in."), number, first);
      return FALSE;
    }
  return TRUE;
}

static void
bind_case (WgGeoReader *reader, const char *state, gint64 reported_ms)
{
  wg_geo_staging_bind_number (reader->staging, 1, reader->seq);
  bind_text (reader, 2, WG_GEO_CASE_NUMBER);
  bind_text (reader, 3, WG_GEO_CASE_CHANNEL);
  bind_text (reader, 4, WG_GEO_CASE_CLASS_CODE);
  bind_text (reader, 5, WG_GEO_CASE_CLASS_TEXT);
  bind_text (reader, 6, WG_GEO_CASE_TITLE);
  bind_text (reader, 7, WG_GEO_CASE_BODY);
  bind_text (reader, 8, WG_GEO_CASE_ADDRESS);
  wg_geo_staging_bind_text (reader->staging, 9, state);
  bind_text (reader, 10, WG_GEO_CASE_STATE);
  wg_geo_staging_bind_number (reader->staging, 11, reported_ms);
  bind_optional_time (reader, 12, WG_GEO_CASE_FILED);
  bind_optional_time (reader, 13, WG_GEO_CASE_DUE);
  bind_optional_time (reader, 14, WG_GEO_CASE_DONE);
  bind_optional_time (reader, 15, WG_GEO_CASE_CLOSED);
  bind_text (reader, 16, WG_GEO_CASE_ASSIGNEE);
  bind_text (reader, 17, WG_GEO_CASE_REPORTER_NAME);
  bind_text (reader, 18, WG_GEO_CASE_REPORTER_PHONE);
  bind_optional_time (reader, 21, WG_GEO_CASE_APPOINTED);
  bind_case_place (reader);
}

WgGeoOutcome
wg_geo_store_case (WgGeoReader *reader)
{
  const char *foreign;
  const char *state = "reported";
  gint64 reported_ms;

  if (!wg_geo_reader_check_texts (reader))
    return WG_GEO_REFUSED;
  if (wg_geo_reader_get_text (reader, WG_GEO_CASE_REPORTED) == NULL)
    return wg_geo_reader_refuse (reader, "date_missing", NULL, _ ("It does not say when it was reported."));
  if (!wg_geo_reader_read_time (reader, WG_GEO_CASE_REPORTED, &reported_ms))
    return wg_geo_reader_refuse (reader, "date_unreadable", NULL, _ ("“%s”, when it was reported, is not a time that can be read."),
                                 wg_geo_reader_get_text (reader, WG_GEO_CASE_REPORTED));
  foreign = wg_geo_reader_get_text (reader, WG_GEO_CASE_STATE);
  if (foreign != NULL)
    state = wg_geo_mapping_get_state (&reader->mapping, foreign);
  if (state == NULL)
    return wg_geo_reader_refuse (reader, "state_unknown", NULL, _ ("Its state “%s” has no counterpart."), foreign);
  if (!claim_number (reader, wg_geo_reader_get_text (reader, WG_GEO_CASE_NUMBER)))
    return WG_GEO_REFUSED;
  bind_case (reader, state, reported_ms);
  wg_geo_staging_write_row (reader->staging);
  return WG_GEO_STORED;
}
