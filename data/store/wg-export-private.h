/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-export-rows.h"
#include "wg-store-export.h"

G_BEGIN_DECLS

/* wg-export-fields.c: the fields of a kind, the chosen ones of a request, and whether the operator may have them. */
typedef struct
{
  const char *name;
  const char *label;    /* for a person, in the context "export field" */
  WgExportType type;
  guint kinds;          /* bits of the kinds that have it */
  gboolean is_extra;    /* only when it is asked for by name */
  gboolean is_personal; /* only for WG_EXPORT_PERSONAL_ROLES */
} WgExportField;

WgExportPlace wg_export_kind_get_place (WgExportKind kind);
/* (transfer container) (element-type WgExportField), or NULL with WG_ERROR_USAGE or WG_ERROR_FORBIDDEN */
GPtrArray *wg_export_fields_choose (WgExportKind kind, const char *const *asked, guint roles, GError **error);

/* wg-export-kinds.c: reads everything of a kind and fills the rows. */
gboolean wg_export_fill (WgStoreWork *work, const WgExportRequest *request, const GPtrArray *fields, WgExportRows *rows,
                         GError **error);

G_END_DECLS
