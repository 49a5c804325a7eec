/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a file that does not say what its coordinates are could lie in thirty zones, and in all but one of them far from
 * here. The district tells which: the nearest stands first, and the only one that falls inside or near is proposed.
 */

#include "wg-import-page-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define NEAR_M 100000.0

static const WgBox *
get_district (WgImportPage *self)
{
  const WgBox *box = self->grids != NULL ? wg_grid_tree_get_box (self->grids) : NULL;

  return box != NULL && !wg_box_is_empty (box) ? box : NULL;
}

static double
get_distance_m (const WgBox *box, double lon, double lat)
{
  return wg_box_contains (box, lon, lat) ? 0.0
                                         : wg_geo_distance_m (lon, lat, CLAMP (lon, box->min_lon, box->max_lon),
                                                              CLAMP (lat, box->min_lat, box->max_lat));
}

/* Where a place is, seen from the district: the one thing that tells a right zone from a wrong one. */
char *
wg_import_page_describe_place (WgImportPage *self, double lon, double lat)
{
  const WgBox *box = get_district (self);
  double metres;

  if (box == NULL)
    return g_strdup_printf ("%.3f, %.3f", lon, lat);
  metres = get_distance_m (box, lon, lat);
  if (metres <= 0.0)
    return g_strdup (_ ("inside the district"));
  return g_strdup_printf (_ ("%.0f km outside the district"), ceil (metres / 1000));
}

static gboolean
find_extent (WgImportPage *self, WgBox *box)
{
  JsonNode *node = self->source != NULL ? json_object_get_member (self->source, "extent") : NULL;
  JsonArray *extent = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (extent == NULL)
    return FALSE;
  *box = (WgBox){ json_array_get_double_element (extent, 0), json_array_get_double_element (extent, 1),
                  json_array_get_double_element (extent, 2), json_array_get_double_element (extent, 3) };
  return TRUE;
}

gboolean
wg_import_page_find_middle (WgImportPage *self, double middle[2])
{
  WgBox extent;

  if (!find_extent (self, &extent))
    return FALSE;
  middle[0] = (extent.min_lon + extent.max_lon) / 2;
  middle[1] = (extent.min_lat + extent.max_lat) / 2;
  return TRUE;
}

/* Blue outlines alone on an empty ground look as right as any. One place far away from the others is a finding of its own. */
char *
wg_import_page_warn_of_place (WgImportPage *self)
{
  const WgBox *box = get_district (self);
  WgBox extent;
  double metres;

  if (box == NULL || !find_extent (self, &extent) || wg_box_intersects (&extent, box))
    return NULL;
  metres = get_distance_m (box, (extent.min_lon + extent.max_lon) / 2, (extent.min_lat + extent.max_lat) / 2);
  return g_strdup_printf (_ ("▲ The shapes fall %.0f km outside the district. Look at “Coordinates”."), ceil (metres / 1000));
}

static double
measure (JsonObject *choice, const WgBox *box)
{
  return get_distance_m (box, json_object_get_double_member_with_default (choice, "lon", 0),
                         json_object_get_double_member_with_default (choice, "lat", 0));
}

static gint
compare (gconstpointer a, gconstpointer b, gpointer box)
{
  double one = measure (*(JsonObject *const *) a, box), other = measure (*(JsonObject *const *) b, box);

  return (one > other) - (one < other);
}

GPtrArray *
wg_import_page_list_places (WgImportPage *self)
{
  JsonNode *node = json_object_get_member (self->source, "crs_choices");
  JsonArray *choices = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint i = 0; choices != NULL && i < json_array_get_length (choices); i++)
    g_ptr_array_add (sorted, json_array_get_object_element (choices, i));
  if (get_district (self) != NULL)
    g_ptr_array_sort_with_data (sorted, compare, (gpointer) get_district (self));
  return sorted;
}

/* A 3-degree and a 6-degree zone over the same meridian are one place under two names. */
static gboolean
is_same_place (JsonObject *one, JsonObject *other)
{
  return wg_geo_distance_m (json_object_get_double_member_with_default (one, "lon", 0),
                            json_object_get_double_member_with_default (one, "lat", 0),
                            json_object_get_double_member_with_default (other, "lon", 0),
                            json_object_get_double_member_with_default (other, "lat", 0))
         < 1.0;
}

/* Meridians lie 200 km apart and more, and a dirty file has shapes far away from all others, which draw its middle with them:
 * what comes near is in the right zone.
 */
const char *
wg_import_page_find_only_place (WgImportPage *self)
{
  const WgBox *box = get_district (self);
  g_autoptr (GPtrArray) sorted = wg_import_page_list_places (self);

  if (box == NULL || sorted->len == 0 || measure (sorted->pdata[0], box) > NEAR_M)
    return NULL;
  for (guint i = 1; i < sorted->len && measure (sorted->pdata[i], box) <= NEAR_M; i++)
    if (!is_same_place (sorted->pdata[0], sorted->pdata[i]))
      return NULL;
  return json_object_get_string_member_with_default (sorted->pdata[0], "crs", NULL);
}
