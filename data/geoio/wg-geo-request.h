/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "wg-import-decision.h"
#include "wg-staging.h"

G_BEGIN_DECLS

/* What the child was asked for; the keys are described in wg-staging.h. Every pointer is owned. */
typedef struct
{
  gboolean inspects;
  gboolean writes;
  WgImportKind kind;
  char *path;
  char *folder;
  char *layer;
  char *encoding;
  char *crs;
  char *format;
  char *timezone;
  char *locale_folder;
  gboolean merges;
  gboolean watch_stdin;
  guint rows; /* that an inspection shows, each with its place; 0 = a few, without */
  GHashTable *map;
  GHashTable *states;
  GPtrArray *decisions;
  GHashTable *left_out; /* number of a feature (gint64) to the decision (borrowed) */
} WgGeoRequest;

/* Returns (transfer full) or NULL with WG_ERROR_USAGE. */
WgGeoRequest *wg_geo_request_parse (const char *json, GError **error);
void wg_geo_request_free (WgGeoRequest *request);

/* The name of the source for a person: the last part of its path, as valid UTF-8. (transfer full) */
char *wg_geo_request_get_name (const WgGeoRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGeoRequest, wg_geo_request_free)

G_END_DECLS
