/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-run-private.h"

G_BEGIN_DECLS

/* What buildings and facilities have in common: a code that may be taken, and then what the request says about it. Rows
 * that change one which is there wait in memory until the publishing transaction; they are few.
 */
typedef struct
{
  GHashTable *ids;    /* char * → gint64 *: the codes that were there before */
  GPtrArray *pending; /* WgImportUpdate at the start of each, in the order in which they were met */
} WgImportCodes;

/* A thing that is there and takes the values of the file; each kind has more behind it. */
typedef struct
{
  gint64 seq; /* of the row */
  gint64 id;
  GBytes *wkb;
  double lon; /* what decides its home */
  double lat;
} WgImportUpdate;

/* Writes one of them. */
typedef gboolean (*WgImportUpdateFunc) (WgStoreWork *work, const WgImportUpdate *change, gint64 grid_id, GError **error);

/* Reads the codes that are there; run->data becomes a WgImportCodes whose pending rows are freed with @free_pending. */
gboolean wg_import_codes_open (
    WgImportRun *run, WgStoreWork *work, const char *statement, GDestroyNotify free_pending, GError **error);

/* Returns the id of the row with that code, or WG_NO_ID. */
gint64 wg_import_codes_find (WgImportRun *run, const char *code);

/* For a row whose code is taken, unless it is to be updated. */
gboolean wg_import_codes_meet (
    WgImportRun *run, WgStoreWork *work, const WgImportSlot *slot, const char *code, WgRowOutcome *outcome, GError **error);

/* In the publishing transaction: of two rows with the same code the last one of the file counts. */
gboolean wg_import_codes_apply (WgImportRun *run, WgStoreWork *work, WgImportUpdateFunc write, GError **error);

G_END_DECLS
