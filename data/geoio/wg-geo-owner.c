/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: who gives a map away asks for one thing, to be named on it. Whoever imports an extract has forgotten by then where it
 * came from; the file often knows.
 */

#include "wg-geo-owner.h"

#include <string.h>

#define OPENSTREETMAP "© OpenStreetMap contributors"

/* Keys that only what was taken from OpenStreetMap has. */
static const char *const osm_fields[] = { "osm_id", "osm_way_id", "osm_type", "other_tags", "@id", NULL };
static const char *const items[] = { "ATTRIBUTION", "attribution", "COPYRIGHT", "copyright" };

static gboolean
is_openstreetmap (const WgGeoSource *source)
{
  if (strstr (source->chosen->format->drivers[0], "OSM") != NULL)
    return TRUE;
  for (int i = 0; source->chosen->fields[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (source->chosen->fields[i], "\t", 2);

      if (g_strv_contains (osm_fields, parts[0]))
        return TRUE;
    }
  return FALSE;
}

char *
wg_geo_owner_find (const WgGeoSource *source)
{
  const GDALMajorObjectH objects[] = { source->layer, source->dataset };

  for (gsize i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      for (gsize k = 0; objects[i] != NULL && k < G_N_ELEMENTS (items); k++)
        {
          const char *text = GDALGetMetadataItem (objects[i], items[k], NULL);

          if (text != NULL && *text != '\0')
            return g_utf8_make_valid (text, -1);
        }
    }
  return is_openstreetmap (source) ? g_strdup (OPENSTREETMAP) : NULL;
}
