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

/* Datums differ by some hundred metres and zones by hundreds of kilometres; nothing that is outside is said to be at 0. */
static char *
word_outside (double metres)
{
  if (metres < 1000.0)
    return g_strdup_printf (_ ("%.0f m outside the district"), ceil (metres / 10.0) * 10.0);
  if (metres < 10000.0)
    return g_strdup_printf (_ ("%.1f km outside the district"), ceil (metres / 100.0) / 10.0);
  return g_strdup_printf (_ ("%.0f km outside the district"), ceil (metres / 1000.0));
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
  return metres <= 0.0 ? g_strdup (_ ("inside the district")) : word_outside (metres);
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

static gboolean
find_middle (WgImportPage *self, double middle[2])
{
  WgBox extent;

  if (!find_extent (self, &extent))
    return FALSE;
  middle[0] = (extent.min_lon + extent.max_lon) / 2;
  middle[1] = (extent.min_lat + extent.max_lat) / 2;
  return TRUE;
}

static double
get_share_inside (const WgBox *extent, const WgBox *box)
{
  double width = MIN (extent->max_lon, box->max_lon) - MAX (extent->min_lon, box->min_lon);
  double height = MIN (extent->max_lat, box->max_lat) - MAX (extent->min_lat, box->min_lat);

  return width * height / ((extent->max_lon - extent->min_lon) * (extent->max_lat - extent->min_lat));
}

/* Where the whole file is: what lies across the edge is neither inside nor so and so far away. Returns %NULL while it does not
 * say in what its numbers are.
 */
char *
wg_import_page_describe_extent (WgImportPage *self)
{
  const WgBox *box = get_district (self);
  double middle[2];
  WgBox extent;

  if (!find_middle (self, middle) || !find_extent (self, &extent))
    return NULL;
  if (box == NULL || !wg_box_intersects (&extent, box)
      || (wg_box_contains (box, extent.min_lon, extent.min_lat) && wg_box_contains (box, extent.max_lon, extent.max_lat)))
    return wg_import_page_describe_place (self, middle[0], middle[1]);
  /* Translators: a part of what a file covers. */
  return g_strdup_printf (_ ("about %.0f %% inside the district"), CLAMP (100.0 * get_share_inside (&extent, box), 1.0, 99.0));
}

/* Blue outlines alone on an empty ground look as right as any. One place far away from the others is a finding of its own. */
char *
wg_import_page_warn_of_place (WgImportPage *self)
{
  const WgBox *box = get_district (self);
  g_autofree char *where = NULL;
  WgBox extent;

  if (box == NULL || !find_extent (self, &extent) || wg_box_intersects (&extent, box))
    return NULL;
  where = wg_import_page_describe_extent (self);
  /* Translators: a distance, as “600 m outside the district”. */
  return g_strdup_printf (_ ("▲ The shapes fall %s. Look at “Coordinates”."), where);
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
