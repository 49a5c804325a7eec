/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: grids, buildings and base areas meet in the tree of grids, on the map and in the editor of boundaries. One
 * immutable shape on integer corners lets all of them share it between threads and ask "the same corner?" exactly.
 */

#include "wg-shape-private.h"
#include "wg-shape-builder.h"

/* Most outlines by far are buildings: room for one from the start. */
#define FIRST_CORNERS 16
#define FIRST_RINGS 2

struct _WgShapeBuilder
{
  GArray *corners;
  GArray *rings;
  guint n_polygons;
  gboolean outer_next;
  gboolean outer_dropped;
};

G_DEFINE_BOXED_TYPE (WgShape, wg_shape, wg_shape_ref, wg_shape_unref)

gboolean
wg_box_is_empty (const WgBox *box)
{
  return !(box->min_lon <= box->max_lon && box->min_lat <= box->max_lat);
}

void
wg_box_extend (WgBox *box, double lon, double lat)
{
  WgBox point = { lon, lat, lon, lat };

  wg_box_union (box, &point);
}

void
wg_box_union (WgBox *box, const WgBox *other)
{
  if (wg_box_is_empty (other))
    return;
  if (wg_box_is_empty (box))
    {
      *box = *other;
      return;
    }
  box->min_lon = MIN (box->min_lon, other->min_lon);
  box->min_lat = MIN (box->min_lat, other->min_lat);
  box->max_lon = MAX (box->max_lon, other->max_lon);
  box->max_lat = MAX (box->max_lat, other->max_lat);
}

gboolean
wg_box_intersects (const WgBox *a, const WgBox *b)
{
  return !wg_box_is_empty (a) && !wg_box_is_empty (b) && a->min_lon <= b->max_lon && b->min_lon <= a->max_lon
         && a->min_lat <= b->max_lat && b->min_lat <= a->max_lat;
}

gboolean
wg_box_contains (const WgBox *box, double lon, double lat)
{
  return lon >= box->min_lon && lon <= box->max_lon && lat >= box->min_lat && lat <= box->max_lat;
}

WgShapeBuilder *
wg_shape_builder_new (void)
{
  WgShapeBuilder *builder = g_new0 (WgShapeBuilder, 1);

  builder->corners = g_array_sized_new (FALSE, FALSE, sizeof (WgCorner), FIRST_CORNERS);
  builder->rings = g_array_sized_new (FALSE, FALSE, sizeof (WgShapeRing), FIRST_RINGS);
  return builder;
}

void
wg_shape_builder_free (WgShapeBuilder *builder)
{
  g_array_unref (builder->corners);
  g_array_unref (builder->rings);
  g_free (builder);
}

static gboolean
corner_equal (const WgCorner *a, const WgCorner *b)
{
  return a->lon == b->lon && a->lat == b->lat;
}

static guint
count_different (const WgCorner *corners, guint n_corners)
{
  guint second = 1;

  while (second < n_corners && corner_equal (&corners[0], &corners[second]))
    second++;
  for (guint i = second + 1; i < n_corners; i++)
    {
      if (!corner_equal (&corners[i], &corners[0]) && !corner_equal (&corners[i], &corners[second]))
        return 3;
    }
  return MIN (n_corners, 2);
}

/* Corners are at most 3.6e10 apart, so a term is below 2^71 and even 2^40 of them fit into 128 bits. */
static gboolean
is_clockwise (const WgCorner *corners, guint n_corners)
{
  __int128 twice_area = 0;
  WgCorner origin = corners[0];

  for (guint i = 1; i + 1 < n_corners; i++)
    {
      twice_area += (__int128) (corners[i].lon - origin.lon) * (corners[i + 1].lat - origin.lat);
      twice_area -= (__int128) (corners[i + 1].lon - origin.lon) * (corners[i].lat - origin.lat);
    }
  return twice_area < 0;
}

static void
reverse (WgCorner *corners, guint n_corners)
{
  for (guint i = 0, j = n_corners - 1; i < j; i++, j--)
    {
      WgCorner corner = corners[i];

      corners[i] = corners[j];
      corners[j] = corner;
    }
}

static void
drop_last_ring (WgShapeBuilder *builder, const WgShapeRing *ring)
{
  if (!ring->is_hole)
    {
      builder->outer_dropped = TRUE;
      builder->n_polygons--;
    }
  g_array_set_size (builder->corners, ring->first);
  g_array_set_size (builder->rings, builder->rings->len - 1);
}

/* Closes the ring that is being added, or takes it out again when it encloses nothing. */
static void
finish_ring (WgShapeBuilder *builder)
{
  WgShapeRing *ring;
  WgCorner *corners;
  WgCorner first;
  guint n_corners;

  if (builder->rings->len == 0)
    return;
  ring = &g_array_index (builder->rings, WgShapeRing, builder->rings->len - 1);
  if (ring->n_points != 0)
    return;

  corners = &g_array_index (builder->corners, WgCorner, 0) + ring->first;
  n_corners = builder->corners->len - ring->first;
  while (n_corners > 1 && corner_equal (&corners[0], &corners[n_corners - 1]))
    n_corners--;
  if (count_different (corners, n_corners) < 3 || (ring->is_hole && builder->outer_dropped))
    {
      drop_last_ring (builder, ring);
      return;
    }
  if (is_clockwise (corners, n_corners) != ring->is_hole)
    reverse (corners + 1, n_corners - 1); /* it begins where it began */
  ring->n_points = n_corners;
  g_array_set_size (builder->corners, ring->first + n_corners);
  first = g_array_index (builder->corners, WgCorner, ring->first);
  g_array_append_val (builder->corners, first);
}

void
wg_shape_builder_begin_polygon (WgShapeBuilder *builder)
{
  finish_ring (builder);
  builder->outer_next = TRUE;
}

void
wg_shape_builder_begin_ring (WgShapeBuilder *builder)
{
  WgShapeRing ring = { 0 };

  finish_ring (builder);
  if (builder->outer_next)
    {
      builder->outer_dropped = FALSE;
      builder->n_polygons++;
    }
  ring.first = builder->corners->len;
  ring.polygon = builder->n_polygons - 1;
  ring.is_hole = !builder->outer_next;
  builder->outer_next = FALSE;
  g_array_append_val (builder->rings, ring);
}

void
wg_shape_builder_add (WgShapeBuilder *builder, gint64 lon, gint64 lat)
{
  WgCorner corner = { lon, lat };
  guint first;

  g_return_if_fail (builder->rings->len > 0);

  first = g_array_index (builder->rings, WgShapeRing, builder->rings->len - 1).first;
  if (builder->corners->len > first
      && corner_equal (&corner, &g_array_index (builder->corners, WgCorner, builder->corners->len - 1)))
    return;
  g_array_append_val (builder->corners, corner);
}

/* In whole units: degrees go up with them, so the outermost corners are the same. */
static void
extend_by_ring (WgShape *shape, const WgShapeRing *ring)
{
  const WgCorner *corners = shape->corners + ring->first;
  WgCorner low = corners[0];
  WgCorner high = corners[0];
  WgBox box;

  shape->n_points += ring->n_points;
  for (guint i = 1; i < ring->n_points; i++)
    {
      low.lon = MIN (low.lon, corners[i].lon);
      low.lat = MIN (low.lat, corners[i].lat);
      high.lon = MAX (high.lon, corners[i].lon);
      high.lat = MAX (high.lat, corners[i].lat);
    }
  box.min_lon = wg_shape_degrees_from_units (low.lon);
  box.min_lat = wg_shape_degrees_from_units (low.lat);
  box.max_lon = wg_shape_degrees_from_units (high.lon);
  box.max_lat = wg_shape_degrees_from_units (high.lat);
  wg_box_union (&shape->box, &box);
}

WgShape *
wg_shape_builder_end (WgShapeBuilder *builder)
{
  WgShape *shape = NULL;

  finish_ring (builder);
  if (builder->rings->len > 0)
    {
      shape = g_new0 (WgShape, 1);
      g_atomic_ref_count_init (&shape->ref_count);
      shape->n_rings = builder->rings->len;
      shape->n_polygons = builder->n_polygons;
      shape->box = WG_BOX_EMPTY;
      shape->corners = g_memdup2 (builder->corners->data, builder->corners->len * sizeof (WgCorner));
      shape->rings = g_memdup2 (builder->rings->data, builder->rings->len * sizeof (WgShapeRing));
      for (guint i = 0; i < shape->n_rings; i++)
        extend_by_ring (shape, &shape->rings[i]);
      wg_shape_strips_init (&shape->strips, shape);
    }
  g_array_set_size (builder->corners, 0);
  g_array_set_size (builder->rings, 0);
  builder->n_polygons = 0;
  builder->outer_next = FALSE;
  builder->outer_dropped = FALSE;
  return shape;
}

WgShape *
wg_shape_new_from_ring (const double *lonlat, gsize n_points)
{
  g_autoptr (WgShapeBuilder) builder = wg_shape_builder_new ();

  wg_shape_builder_begin_polygon (builder);
  wg_shape_builder_begin_ring (builder);
  for (gsize i = 0; i < n_points; i++)
    {
      if (!(fabs (lonlat[2 * i]) <= 360.0 && fabs (lonlat[2 * i + 1]) <= 90.0))
        return NULL;
      wg_shape_builder_add (builder, wg_shape_units_from_degrees (lonlat[2 * i]),
                            wg_shape_units_from_degrees (lonlat[2 * i + 1]));
    }
  return wg_shape_builder_end (builder);
}

WgShape *
wg_shape_ref (WgShape *shape)
{
  g_atomic_ref_count_inc (&shape->ref_count);
  return shape;
}

void
wg_shape_unref (WgShape *shape)
{
  if (!g_atomic_ref_count_dec (&shape->ref_count))
    return;
  wg_shape_strips_clear (&shape->strips);
  g_free (shape->corners);
  g_free (shape->rings);
  g_free (shape);
}

const WgBox *
wg_shape_get_box (const WgShape *shape)
{
  return &shape->box;
}

guint
wg_shape_get_n_polygons (const WgShape *shape)
{
  return shape->n_polygons;
}

guint
wg_shape_get_n_rings (const WgShape *shape)
{
  return shape->n_rings;
}

guint
wg_shape_get_n_points (const WgShape *shape)
{
  return shape->n_points;
}

const gint64 *
wg_shape_get_ring (const WgShape *shape, guint ring, guint *n_points, guint *polygon, gboolean *is_hole)
{
  const WgShapeRing *found;

  g_return_val_if_fail (ring < shape->n_rings, NULL);

  found = &shape->rings[ring];
  *n_points = found->n_points;
  if (polygon != NULL)
    *polygon = found->polygon;
  if (is_hole != NULL)
    *is_hole = found->is_hole;
  return (const gint64 *) (shape->corners + found->first);
}
