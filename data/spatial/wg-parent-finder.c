/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: files of grids seldom say who is above whom. Borders of two levels never match exactly, so containment finds no
 * parent for one child in ten; the greatest shared area finds the one a person would name, and says how sure it is.
 */

#include "wg-parent-finder.h"

#include <geos_c.h>

#include "wg-box-index.h"

typedef struct
{
  WgShape *shape;
  /* NULL when GEOS can make no area of the shape. */
  GEOSGeometry *geometry;
  const GEOSPreparedGeometry *prepared;
} Parent;

struct _WgParentFinder
{
  GEOSContextHandle_t context;
  GEOSWKBReader *reader;
  Parent *parents;
  guint n_parents;
  WgBoxIndex *boxes;
};

/* Returns: a valid geometry with an area, or NULL. */
static GEOSGeometry *
make_geometry (WgParentFinder *finder, const WgShape *shape)
{
  g_autoptr (GBytes) wkb = wg_shape_to_wkb (shape);
  GEOSGeometry *geometry
      = GEOSWKBReader_read_r (finder->context, finder->reader, g_bytes_get_data (wkb, NULL), g_bytes_get_size (wkb));
  double area = 0.0;

  if (geometry != NULL && GEOSisValid_r (finder->context, geometry) != 1)
    {
      GEOSGeometry *broken = geometry;

      geometry = GEOSMakeValid_r (finder->context, broken);
      GEOSGeom_destroy_r (finder->context, broken);
    }
  if (geometry != NULL && GEOSArea_r (finder->context, geometry, &area) == 1 && area > 0.0)
    return geometry;
  if (geometry != NULL)
    GEOSGeom_destroy_r (finder->context, geometry);
  return NULL;
}

WgParentFinder *
wg_parent_finder_new (WgShape *const *parents, guint n_parents)
{
  WgParentFinder *finder = g_new0 (WgParentFinder, 1);
  g_autofree WgBox *boxes = g_new (WgBox, MAX (n_parents, 1));

  finder->context = GEOS_init_r ();
  finder->reader = GEOSWKBReader_create_r (finder->context);
  finder->parents = g_new0 (Parent, MAX (n_parents, 1));
  finder->n_parents = n_parents;
  for (guint i = 0; i < n_parents; i++)
    {
      Parent *parent = &finder->parents[i];

      boxes[i] = WG_BOX_EMPTY;
      if (parents[i] == NULL)
        continue;
      boxes[i] = *wg_shape_get_box (parents[i]);
      parent->shape = wg_shape_ref (parents[i]);
      parent->geometry = make_geometry (finder, parent->shape);
      if (parent->geometry != NULL)
        parent->prepared = GEOSPrepare_r (finder->context, parent->geometry);
    }
  finder->boxes = wg_box_index_new (boxes, n_parents);
  return finder;
}

void
wg_parent_finder_free (WgParentFinder *finder)
{
  for (guint i = 0; i < finder->n_parents; i++)
    {
      Parent *parent = &finder->parents[i];

      if (parent->prepared != NULL)
        GEOSPreparedGeom_destroy_r (finder->context, parent->prepared);
      if (parent->geometry != NULL)
        GEOSGeom_destroy_r (finder->context, parent->geometry);
      g_clear_pointer (&parent->shape, wg_shape_unref);
    }
  g_free (finder->parents);
  wg_box_index_unref (finder->boxes);
  GEOSWKBReader_destroy_r (finder->context, finder->reader);
  GEOS_finish_r (finder->context);
  g_free (finder);
}

/* The child as it is looked for. */
typedef struct
{
  const WgShape *shape;
  GEOSGeometry *geometry;
  double area;
} Child;

static double
get_share_by_label (const Parent *parent, const Child *child)
{
  double lon, lat;

  wg_shape_get_label_point (child->shape, &lon, &lat);
  return wg_shape_contains (parent->shape, lon, lat) ? 1.0 : 0.0;
}

/* Both areas are of the plane of degrees: stretching it changes no ratio. */
static double
get_share (WgParentFinder *finder, const Parent *parent, const Child *child)
{
  GEOSGeometry *shared;
  double area = 0.0;
  int measured;

  if (parent->prepared == NULL || child->geometry == NULL)
    return get_share_by_label (parent, child);
  if (GEOSPreparedCovers_r (finder->context, parent->prepared, child->geometry) == 1)
    return 1.0;
  if (GEOSPreparedIntersects_r (finder->context, parent->prepared, child->geometry) == 0)
    return 0.0;
  shared = GEOSIntersection_r (finder->context, parent->geometry, child->geometry);
  if (shared == NULL)
    return get_share_by_label (parent, child);
  measured = GEOSArea_r (finder->context, shared, &area);
  GEOSGeom_destroy_r (finder->context, shared);
  return measured == 1 ? MIN (area / child->area, 1.0) : get_share_by_label (parent, child);
}

static gboolean
add_index (guint item, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, item);
  return TRUE;
}

static int
compare_indices (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

guint
wg_parent_finder_find (WgParentFinder *finder, const WgShape *child, double *share)
{
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (guint));
  Child looked_for = { child, make_geometry (finder, child), 0.0 };
  guint found = WG_PARENT_NONE;
  double best = 0.0;

  if (looked_for.geometry != NULL)
    GEOSArea_r (finder->context, looked_for.geometry, &looked_for.area);
  wg_box_index_query (finder->boxes, wg_shape_get_box (child), add_index, near);
  g_array_sort (near, compare_indices);
  /* Nothing beats the whole. */
  for (guint i = 0; i < near->len && best < 1.0; i++)
    {
      guint index = g_array_index (near, guint, i);
      double here = get_share (finder, &finder->parents[index], &looked_for);

      if (here > best)
        {
          best = here;
          found = index;
        }
    }
  if (looked_for.geometry != NULL)
    GEOSGeom_destroy_r (finder->context, looked_for.geometry);
  if (share != NULL)
    *share = best;
  return found;
}
