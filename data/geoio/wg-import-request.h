/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "wg-import-decision.h"
#include "wg-staging.h"

G_BEGIN_DECLS

/**
 * WgImportDuplicates:
 * @WG_IMPORT_DUPLICATES_REFUSE: a code or number that is taken is refused.
 * @WG_IMPORT_DUPLICATES_MERGE: features with one code are pieces of one thing, whatever their names.
 * @WG_IMPORT_DUPLICATES_UPDATE: what is there takes the values of the file.
 */
typedef enum
{
  WG_IMPORT_DUPLICATES_REFUSE,
  WG_IMPORT_DUPLICATES_MERGE,
  WG_IMPORT_DUPLICATES_UPDATE,
} WgImportDuplicates;

/**
 * WgImportRequest:
 * @kind: what the features become
 * @path: (owned): the file, zip or folder
 * @layer: (owned) (nullable): the layer, when the source has several
 * @level: the level the grids belong to, 1 = topmost; 0 = not said (grids only; for the store)
 * @level_name: (owned) (nullable): the name of a level that does not exist yet (for the store)
 * @mapping: (owned) (element-type utf8 utf8): column of the staging table to field of the source; see
 *   wg_import_request_map()
 * @states: (owned) (element-type utf8 utf8): state of the source to state of ours
 * @crs: (owned) (nullable): `EPSG:N`, when the source does not say or says it wrongly
 * @attribution: (owned) (nullable): whose data it is, shown on the map; "" = nobody's; %NULL = what the source says of itself
 * @encoding: (owned) (nullable): the encoding, when the source does not say or says it wrongly
 * @timezone: (owned) (nullable): IANA zone in which times without a zone are read; %NULL = UTC
 * @on_duplicate: what happens to a code or number that is taken
 * @decisions: (owned) (element-type WgImportDecision): what was said about findings
 * @snap_m: gaps and overlaps between grids that are nowhere wider than this are closed, metres (grids only; for the store)
 * @dry_run: everything but the last step (for the store)
 * @shown_rows: how many rows inspecting shows, each with its place; 0 = five, without places
 * @key: (owned) (nullable): idempotency key of the event that publishes it (for the store)
 *
 * What is wanted from one file. Fields may be read and set freely until the request is handed over.
 */
typedef struct
{
  WgImportKind kind;
  char *path;
  char *layer;
  int level;
  char *level_name;
  GHashTable *mapping;
  GHashTable *states;
  char *crs;
  char *attribution;
  char *encoding;
  char *timezone;
  WgImportDuplicates on_duplicate;
  GPtrArray *decisions;
  double snap_m;
  gboolean dry_run;
  guint shown_rows;
  char *key;
} WgImportRequest;

#define WG_TYPE_IMPORT_REQUEST (wg_import_request_get_type ())
GType wg_import_request_get_type (void) G_GNUC_CONST;

WgImportRequest *wg_import_request_new (WgImportKind kind, const char *path);
WgImportRequest *wg_import_request_copy (const WgImportRequest *request);
void wg_import_request_free (WgImportRequest *request);

/**
 * wg_import_request_map:
 * @request: a request
 * @ours: a column of the staging table; `reported` is as good as `reported_ms`
 * @field: a field of the source, `=TEXT` for the same text in every row (`{n}` in it is the number of the
 *   feature), or "" for none
 *
 * Overrides what would be guessed from the names of the fields.
 */
void wg_import_request_map (WgImportRequest *request, const char *ours, const char *field);

/**
 * wg_import_request_add_mapping_text:
 * @request: a request
 * @text: `ours=FIELD,ours=FIELD,...`, as typed after `--map`
 * @error: return location
 *
 * Returns: %FALSE with %WG_ERROR_USAGE when @text is written wrongly or names a column that @request's kind lacks.
 */
gboolean wg_import_request_add_mapping_text (WgImportRequest *request, const char *text, GError **error);

/**
 * wg_import_request_add_states_text:
 * @request: a request
 * @text: `FOREIGN=state,FOREIGN=state,...`, as typed after `--states`
 * @error: return location
 *
 * Returns: %FALSE with %WG_ERROR_USAGE when @text is written wrongly or names a state that does not exist.
 */
gboolean wg_import_request_add_states_text (WgImportRequest *request, const char *text, GError **error);

/**
 * wg_import_request_get_columns:
 * @kind: a kind of import
 *
 * Returns: (transfer none) (array zero-terminated=1): the columns that can be mapped for @kind.
 */
const char *const *wg_import_request_get_columns (WgImportKind kind);

/**
 * wg_import_request_to_line:
 * @request: a request
 * @mode: `inspect` or `read`
 * @folder: the empty folder that the child may write to
 *
 * Returns: (transfer full): the request as one line of JSON, with its newline; the protocol is in `wg-staging.h`.
 */
char *wg_import_request_to_line (const WgImportRequest *request, const char *mode, const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportRequest, wg_import_request_free)

G_END_DECLS
