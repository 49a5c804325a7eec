/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-geo-encoding.h"
#include "wg-geo-gdal.h"
#include "wg-geo-request.h"
#include "wg-geo-shapefile.h"

G_BEGIN_DECLS

/* One layer of one file of the source. */
typedef struct
{
  char *name; /* as shown */
  char *path; /* what GDAL opens */
  const WgGeoFormat *format;
  WgGeoShapefile *shapefile; /* or NULL */
  int index;                 /* of the layer in its file */
  OGRwkbGeometryType type;   /* flattened */
  int wkt_field;             /* of a table whose shapes are texts; -1 for any other */
  gint64 count;              /* -1 = unknown */
  char **fields;             /* as shown; "name\ttype" */
  WgGeoEncoding converted;   /* what the file was in before it was converted; name NULL = it was not */
} WgGeoLayer;

/* Everything that can be read at the path of a request, and the one layer that will be. */
typedef struct
{
  GPtrArray *layers; /* WgGeoLayer */
  WgGeoLayer *chosen; /* borrowed from layers */
  GDALDatasetH dataset;
  char *kept_path; /* of it, when it is open since its layers were listed; else NULL */
  OGRLayerH layer;
  OGRFeatureDefnH definition; /* of features whose shapes are texts; NULL = as the layer has it */
  WgImportKind wanted; /* of OpenStreetMap: what else is none of ours */
  int needed_field; /* features without it are none of ours; -1 = all are */
  WgGeoEncoding encoding;
  WgGeoDecoder *decoder; /* NULL = texts are UTF-8 already */
} WgGeoSource;

/* Finds the files, unpacks a zip, lists the layers. Returns NULL with %WG_ERROR_NOT_FOUND, %WG_ERROR_UNREADABLE or
 * %WG_ERROR_IO.
 */
WgGeoSource *wg_geo_source_open (const WgGeoRequest *request, WgGeoReport *report, GError **error);
void wg_geo_source_free (WgGeoSource *source);

/* Chooses the layer: the one asked for, or the only one that suits. FALSE with %WG_ERROR_AMBIGUOUS is a question,
 * %WG_ERROR_NOT_FOUND and %WG_ERROR_UNREADABLE say that nothing suits.
 */
gboolean wg_geo_source_choose (WgGeoSource *source, const WgGeoRequest *request, WgGeoReport *report, GError **error);

/* The chosen layer is opened for reading. */
gboolean wg_geo_source_begin (WgGeoSource *source, const WgGeoRequest *request, GError **error);

/* The next feature that is one of ours (transfer full), or NULL. */
OGRFeatureH wg_geo_source_next (WgGeoSource *source);

/* Settles the encoding of the chosen layer. FALSE with %WG_ERROR_AMBIGUOUS or %WG_ERROR_USAGE; the source can then be
 * read as UTF-8 with replaced characters.
 */
gboolean wg_geo_source_settle_encoding (WgGeoSource *source, const WgGeoRequest *request, WgGeoReport *report,
                                        GError **error);

/* Text of the chosen layer as UTF-8; see wg_geo_decoder_decode(). */
const char *wg_geo_source_decode (WgGeoSource *source, const char *text, gboolean *cut, gboolean *bad);

/* Whether @type can become what @kind wants. */
gboolean wg_geo_source_suits (WgImportKind kind, OGRwkbGeometryType type);

/* The word for a geometry type in JSON: polygon, line, point, none, mixed. */
const char *wg_geo_source_get_type_word (OGRwkbGeometryType type);

/* The files that are hashed: (transfer full). */
char **wg_geo_source_get_hashed_files (const WgGeoSource *source, const WgGeoRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGeoSource, wg_geo_source_free)

G_END_DECLS
