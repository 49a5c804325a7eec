/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "wg-staging.h"

G_BEGIN_DECLS

/* The writing end of a staging file. Values are bound by position, in the order of the columns of wg-staging.c, and
 * copied. What is written is written by a thread of its own, in order. The first error is kept and told by
 * wg_geo_staging_finish().
 */
typedef struct _WgGeoStaging WgGeoStaging;

/* Returns (transfer full) or NULL with WG_ERROR_IO. */
WgGeoStaging *wg_geo_staging_new (const char *folder, WgImportKind kind, GError **error);
void wg_geo_staging_free (WgGeoStaging *staging);

void wg_geo_staging_bind_number (WgGeoStaging *staging, int column, gint64 value);
void wg_geo_staging_bind_degrees (WgGeoStaging *staging, int column, double value);
/* NULL binds NULL. */
void wg_geo_staging_bind_text (WgGeoStaging *staging, int column, const char *text);
void wg_geo_staging_bind_blob (WgGeoStaging *staging, int column, const guint8 *bytes, gsize n_bytes);
/* Writes the row and forgets every value. */
void wg_geo_staging_write_row (WgGeoStaging *staging);

/* The outline of a row that is there already. Returns (transfer full): its bytes, or NULL. */
GBytes *wg_geo_staging_load_wkb (WgGeoStaging *staging, gint64 seq);
/* The feature @seq went into the row of another one. */
void wg_geo_staging_add_piece (WgGeoStaging *staging, gint64 seq, gint64 row_seq);

void wg_geo_staging_replace_wkb (WgGeoStaging *staging, gint64 seq, const guint8 *bytes, gsize n_bytes);

void wg_geo_staging_add_finding (WgGeoStaging *staging, gint64 feature, const char *rule, const char *outcome,
                                 const char *text, const double *lon_lat);
void wg_geo_staging_set_info (WgGeoStaging *staging, const char *key, const char *value);

/* How long the writing thread has worked, when it has done all that was to be done so far. */
double wg_geo_staging_get_seconds (WgGeoStaging *staging);

/* How long this thread has worked so far: other programs do not blur it. */
double wg_geo_get_thread_seconds (void);

/* TRUE soon after a write has failed: going on is of no use. */
gboolean wg_geo_staging_has_failed (WgGeoStaging *staging);

/* Commits. Returns FALSE with WG_ERROR_IO when any write failed. */
gboolean wg_geo_staging_finish (WgGeoStaging *staging, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGeoStaging, wg_geo_staging_free)

G_END_DECLS
