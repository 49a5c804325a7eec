/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-request.h"

G_BEGIN_DECLS

/**
 * WgImportProfile:
 * @name: what the district calls it: whose files these are
 * @request: what is answered for such a file; its path is not part of it
 *
 * The answers to the questions of an import, kept for the next file of the same sender: kind, layer, level, fields, states,
 * coordinates, encoding.
 */
typedef struct
{
  char *name;
  WgImportRequest *request;
} WgImportProfile;

/**
 * wg_import_profile_new:
 * @request: copied
 */
WgImportProfile *wg_import_profile_new (const char *name, const WgImportRequest *request);
void wg_import_profile_free (WgImportProfile *profile);

/**
 * wg_import_profile_fill:
 * @request: gets every answer that it does not have already
 *
 * Returns: %FALSE with %WG_ERROR_REFUSED when the profile is for another kind of import
 */
gboolean wg_import_profile_fill (const WgImportProfile *profile, WgImportRequest *request, GError **error);

/**
 * wg_import_profiles_from_json:
 * @json: (nullable): what wg_import_profiles_to_json() made; anything else is an empty list
 *
 * Returns: (transfer full) (element-type WgImportProfile): by name
 */
GPtrArray *wg_import_profiles_from_json (const char *json);
char *wg_import_profiles_to_json (const GPtrArray *profiles);

/**
 * wg_import_profile_to_json:
 *
 * Returns: (transfer full): one object on one line: `{name,kind,layer,level,level_name,crs,encoding,on_duplicate,map,states}`
 */
char *wg_import_profile_to_json (const WgImportProfile *profile);

/**
 * wg_import_profiles_find:
 *
 * Returns: the position of a profile, -1 when there is none of that name
 */
int wg_import_profiles_find (const GPtrArray *profiles, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportProfile, wg_import_profile_free)

G_END_DECLS
