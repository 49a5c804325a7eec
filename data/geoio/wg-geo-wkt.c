/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a street office that has no map program keeps its outlines in a spreadsheet, one text a row, as some database once gave
 * them out. GDAL reads such a text from a CSV with the right heading and nowhere else; here the text itself is what counts.
 */

#include "wg-geo-wkt.h"

#include <string.h>

#include "wg-geo-gdal.h"

#define LOOKED_ROWS 20
#define MAX_TOLD 40 /* characters */

/* PostGIS writes the number of the coordinate system before it; that is asked for like that of any other table. */
static const char *
skip_number (const char *text)
{
  const char *end;

  while (g_ascii_isspace (*text))
    text++;
  end = g_ascii_strncasecmp (text, "SRID=", 5) == 0 ? strchr (text, ';') : NULL;
  return end != NULL ? end + 1 : text;
}

static OGRwkbGeometryType
get_type (const char *text)
{
  static const struct
  {
    const char *word;
    OGRwkbGeometryType type;
  } words[] = { { "MULTIPOLYGON", wkbMultiPolygon },
                { "POLYGON", wkbPolygon },
                { "MULTILINESTRING", wkbMultiLineString },
                { "LINESTRING", wkbLineString },
                { "MULTIPOINT", wkbMultiPoint },
                { "POINT", wkbPoint } };
  const char *start = skip_number (text);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i].word);

      if (g_ascii_strncasecmp (start, words[i].word, length) == 0 && strchr (start, '(') != NULL
          && !g_ascii_isalnum (start[length]))
        return words[i].type;
    }
  return wkbNone;
}

/* The first field that has a shape in it; that of the first row with one decides the type. */
int
wg_geo_wkt_find_field (OGRLayerH layer, OGRwkbGeometryType *type)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer);
  OGRFeatureH feature;
  int found = -1;

  for (int n = 0; found < 0 && n < LOOKED_ROWS && (feature = OGR_L_GetNextFeature (layer)) != NULL; n++)
    {
      for (int i = 0; found < 0 && i < OGR_FD_GetFieldCount (definition); i++)
        {
          const char *text = OGR_F_IsFieldSetAndNotNull (feature, i) ? OGR_F_GetFieldAsString (feature, i) : "";

          if (get_type (text) == wkbNone)
            continue;
          *type = get_type (text);
          found = i;
        }
      OGR_F_Destroy (feature);
    }
  OGR_L_ResetReading (layer);
  return found;
}

OGRFeatureDefnH
wg_geo_wkt_make_definition (OGRLayerH layer)
{
  OGRFeatureDefnH of_layer = OGR_L_GetLayerDefn (layer), definition = OGR_FD_Create (OGR_FD_GetName (of_layer));

  OGR_FD_Reference (definition);
  for (int i = 0; i < OGR_FD_GetFieldCount (of_layer); i++)
    OGR_FD_AddFieldDefn (definition, OGR_FD_GetFieldDefn (of_layer, i));
  return definition;
}

OGRFeatureH
wg_geo_wkt_take_shape (OGRFeatureH feature, OGRFeatureDefnH definition, int field)
{
  int n_fields = OGR_F_GetFieldCount (feature);
  g_autofree int *places = g_new (int, (gsize) n_fields + 1);
  g_autofree char *text = NULL;
  OGRFeatureH taken = OGR_F_Create (definition);
  OGRGeometryH shape = NULL;
  char *rest;

  for (int i = 0; i < n_fields; i++)
    places[i] = i;
  OGR_F_SetFromWithMap (taken, feature, TRUE, places);
  OGR_F_SetFID (taken, OGR_F_GetFID (feature));
  text = g_strdup (OGR_F_IsFieldSetAndNotNull (feature, field) ? skip_number (OGR_F_GetFieldAsString (feature, field)) : "");
  OGR_F_Destroy (feature);
  rest = text;
  wg_geo_gdal_be_quiet (TRUE);
  if (OGR_G_CreateFromWkt (&rest, NULL, &shape) == OGRERR_NONE)
    OGR_F_SetGeometryDirectly (taken, shape);
  wg_geo_gdal_be_quiet (FALSE);
  return taken;
}

char *
wg_geo_wkt_dup_unread (OGRFeatureH feature, int field)
{
  g_autofree char *text = NULL;
  g_autofree char *start = NULL;

  if (field < 0 || OGR_F_GetGeometryRef (feature) != NULL || !OGR_F_IsFieldSetAndNotNull (feature, field))
    return NULL;
  text = g_utf8_make_valid (OGR_F_GetFieldAsString (feature, field), -1);
  if (*g_strstrip (text) == '\0')
    return NULL;
  if (g_utf8_strlen (text, -1) <= MAX_TOLD)
    return g_steal_pointer (&text);
  start = g_utf8_substring (text, 0, MAX_TOLD);
  return g_strconcat (start, "…", NULL);
}
