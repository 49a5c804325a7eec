/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: of the layers of a source exactly one is read. It is named, or it is the only one that fits what is to become of it; between
 * two that fit there is no guessing, and where none fits it is said what there is instead.
 */

#include "wg-geo-source.h"

#include <glib/gi18n-lib.h>

#include "wg-error.h"

const char *
wg_geo_source_get_type_word (OGRwkbGeometryType type)
{
  switch (type)
    {
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbCurvePolygon:
    case wkbMultiSurface:
      return "polygon";
    case wkbLineString:
    case wkbMultiLineString:
    case wkbCompoundCurve:
    case wkbMultiCurve:
      return "line";
    case wkbPoint:
    case wkbMultiPoint:
      return "point";
    case wkbNone:
      return "none";
    default:
      return "mixed";
    }
}

static gboolean
wants_polygons (WgImportKind kind)
{
  return kind == WG_IMPORT_GRIDS || kind == WG_IMPORT_BUILDINGS
         || (kind > WG_IMPORT_ROADS && kind != WG_IMPORT_PERSONS);
}

gboolean
wg_geo_source_suits (WgImportKind kind, OGRwkbGeometryType type)
{
  const char *word = wg_geo_source_get_type_word (type);

  if (g_str_equal (word, "mixed"))
    return TRUE;
  if (kind == WG_IMPORT_ROADS)
    return g_str_equal (word, "line");
  if (wants_polygons (kind))
    return g_str_equal (word, "polygon");
  return g_str_equal (word, "point") || g_str_equal (word, "none");
}

/* The relations that OpenStreetMap could not make areas of are of every type and of no use. */
static gboolean
layer_suits (const WgGeoLayer *layer, WgImportKind kind)
{
  return wg_geo_source_suits (kind, layer->type) && layer->count != 0
         && !(wg_geo_format_is_osm (layer->format) && layer->type == wkbGeometryCollection);
}

static char **
list_names (const WgGeoSource *source, WgImportKind kind, gboolean all)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < source->layers->len; i++)
    {
      const WgGeoLayer *layer = source->layers->pdata[i];

      if (all || layer_suits (layer, kind))
        g_strv_builder_add (builder, layer->name);
    }
  return g_strv_builder_end (builder);
}

static WgGeoLayer *
find_layer (const WgGeoSource *source, const char *name)
{
  for (guint i = 0; i < source->layers->len; i++)
    {
      WgGeoLayer *layer = source->layers->pdata[i];

      if (g_str_equal (layer->name, name))
        return layer;
    }
  return NULL;
}

static gboolean
choose_named (WgGeoSource *source, const char *name, GError **error)
{
  g_auto (GStrv) names = list_names (source, WG_IMPORT_GRIDS, TRUE);
  g_autofree char *all = g_strjoinv (", ", names);

  source->chosen = find_layer (source, name);
  if (source->chosen != NULL)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND,
               _ ("There is no layer “%s”. Nothing was imported. Layers are: %s."), name, all);
  wg_error_set_allowed (*error, (const char *const *) names);
  return FALSE;
}

static gboolean
say_nothing_suits (const WgGeoSource *source, WgImportKind kind, GError **error)
{
  const WgGeoLayer *layer = source->layers->pdata[0];

  if (kind == WG_IMPORT_ROADS)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
                   _ ("No layer holds lines; “%s” is of type %s. Nothing was imported. Ask for the roads as lines."),
                   layer->name, wg_geo_source_get_type_word (layer->type));
      return FALSE;
    }
  g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
               wants_polygons (kind) ? _ ("No layer holds polygons; “%s” is of type %s. Nothing was imported. Ask for the "
                                   "boundaries as polygons.")
                              : _ ("No layer holds points or rows; “%s” is of type %s. Nothing was imported. Ask for "
                                   "the places as points."),
               layer->name, wg_geo_source_get_type_word (layer->type));
  return FALSE;
}

gboolean
wg_geo_source_choose (WgGeoSource *source, const WgGeoRequest *request, WgGeoReport *report, GError **error)
{
  g_auto (GStrv) names = list_names (source, request->kind, FALSE);
  g_autofree char *text = NULL;
  g_autofree char *all = NULL;

  if (request->layer != NULL && *request->layer != '\0')
    return choose_named (source, request->layer, error);
  if (names[0] == NULL && source->layers->len == 1)
    {
      /* A single layer is never a question; what does not suit in it is refused feature by feature, and who only looks is
       * told what else could become of it.
       */
      source->chosen = source->layers->pdata[0];
      return request->inspects || wg_geo_source_suits (request->kind, source->chosen->type)
             || say_nothing_suits (source, request->kind, error);
    }
  if (names[0] == NULL)
    return say_nothing_suits (source, request->kind, error);
  source->chosen = find_layer (source, names[0]);
  if (names[1] == NULL)
    return TRUE;
  all = g_strjoinv (", ", names);
  text = g_strdup_printf (_ ("There are several layers. Nothing was imported. Say with --layer which one is meant: "
                             "%s."),
                          all);
  return wg_geo_report_ask (report, "--layer", (const char *const *) names, text, error);
}
