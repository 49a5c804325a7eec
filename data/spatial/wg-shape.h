/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <math.h>

G_BEGIN_DECLS

/**
 * WG_SHAPE_UNIT:
 *
 * Shapes are kept as integers of 1e-12 degree (a tenth of a micrometre): two corners are the same corner when the integers
 * are. Given outlines must come back as they came in: of 22,576 service requests of Washington, which are placed on street
 * centres and so on borders, 236 changed their district with outlines rounded to 1e-12 degree.
 */
#define WG_SHAPE_UNIT 1e-12
#define WG_SHAPE_UNITS_PER_DEGREE G_GINT64_CONSTANT (1000000000000)

/**
 * wg_shape_units_from_degrees:
 * @degrees: a finite longitude or latitude
 *
 * Returns: the nearest integer of %WG_SHAPE_UNIT, halves away from zero
 */
static inline gint64
wg_shape_units_from_degrees (double degrees)
{
  return (gint64) llround (degrees * WG_SHAPE_UNITS_PER_DEGREE);
}

/**
 * wg_shape_degrees_from_units:
 *
 * Returns: the double nearest to the decimal value; wg_shape_units_from_degrees() gives the same integer back
 */
static inline double
wg_shape_degrees_from_units (gint64 units)
{
  return (double) units / WG_SHAPE_UNITS_PER_DEGREE;
}

/**
 * WgBox:
 *
 * A box in degrees, longitude and latitude (CGCS2000, EPSG:4490). Empty when @min_lon > @max_lon.
 */
typedef struct
{
  double min_lon;
  double min_lat;
  double max_lon;
  double max_lat;
} WgBox;

#define WG_BOX_EMPTY ((WgBox){ 1.0, 1.0, -1.0, -1.0 })

gboolean wg_box_is_empty (const WgBox *box);

/**
 * wg_box_extend:
 *
 * Makes @box large enough for one more point.
 */
void wg_box_extend (WgBox *box, double lon, double lat);

/**
 * wg_box_union:
 *
 * Makes @box large enough for @other; an empty @other changes nothing.
 */
void wg_box_union (WgBox *box, const WgBox *other);

/**
 * wg_box_intersects:
 *
 * Returns: whether two boxes have a point in common; touching is enough, an empty one has none
 */
gboolean wg_box_intersects (const WgBox *a, const WgBox *b);
gboolean wg_box_contains (const WgBox *box, double lon, double lat);

/**
 * WgShape:
 *
 * An immutable, reference-counted polygon or multipolygon with holes. Rings are closed implicitly: the first corner is
 * not repeated. Every ring belongs to one polygon; the first ring of a polygon is its outer one (counter-clockwise),
 * the others are holes (clockwise). Safe to share between threads.
 */
typedef struct _WgShape WgShape;

#define WG_TYPE_SHAPE (wg_shape_get_type ())
GType wg_shape_get_type (void) G_GNUC_CONST;

/**
 * wg_shape_new_from_wkb:
 * @wkb: (array length=n_bytes): ISO or EWKB bytes of a POLYGON or MULTIPOLYGON; Z and M are dropped
 * @n_bytes: their number
 * @error: return location
 *
 * Corners are rounded to %WG_SHAPE_UNIT, repeated ones dropped, rings turned to the orientation above. A ring with
 * fewer than three different corners left encloses nothing and is dropped, an outer one together with its holes. Every
 * byte is distrusted: the bytes must end where the geometry does, counts must fit them, coordinates must be finite
 * degrees (|longitude| <= 360, |latitude| <= 90).
 *
 * Returns: (transfer full): the shape, or %NULL with %WG_ERROR_UNREADABLE, also when nothing is left of it.
 */
WgShape *wg_shape_new_from_wkb (const guint8 *wkb, gsize n_bytes, GError **error);

/**
 * wg_shape_new_from_ring:
 * @lonlat: (array length=n_points): pairs of longitude and latitude in degrees
 * @n_points: the number of pairs
 *
 * Returns: (transfer full) (nullable): a shape of one ring without holes, %NULL when fewer than three different corners
 *   are left or one is not in the range of degrees.
 */
WgShape *wg_shape_new_from_ring (const double *lonlat, gsize n_points);

WgShape *wg_shape_ref (WgShape *shape);
void wg_shape_unref (WgShape *shape);

/**
 * wg_shape_to_wkb:
 *
 * Returns: (transfer full): little-endian ISO WKB of a MULTIPOLYGON.
 */
GBytes *wg_shape_to_wkb (const WgShape *shape);

const WgBox *wg_shape_get_box (const WgShape *shape);
guint wg_shape_get_n_polygons (const WgShape *shape);
guint wg_shape_get_n_rings (const WgShape *shape);
guint wg_shape_get_n_points (const WgShape *shape);

/**
 * wg_shape_get_ring:
 * @shape: a shape
 * @ring: 0 .. wg_shape_get_n_rings() - 1
 * @n_points: (out): the number of corners
 * @polygon: (out) (optional): the index of the polygon it belongs to
 * @is_hole: (out) (optional): whether it is a hole
 *
 * Returns: (transfer none): @n_points pairs of longitude and latitude in %WG_SHAPE_UNIT.
 */
const gint64 *wg_shape_get_ring (const WgShape *shape, guint ring, guint *n_points, guint *polygon, gboolean *is_hole);

/**
 * wg_shape_contains:
 *
 * Even-odd test of one point in degrees, rounded to %WG_SHAPE_UNIT first and exact from there on. A point on the border
 * is inside, one that is not finite is outside. Only the edges in the point's strip of latitude are looked at.
 */
gboolean wg_shape_contains (const WgShape *shape, double lon, double lat);

/**
 * wg_shape_get_area_m2:
 *
 * Computed at every call. Edges are straight in degrees, as they are painted and as points are looked up; a border that
 * crosses itself subtracts what it turns round clockwise.
 *
 * Returns: the area on the CGCS2000 ellipsoid in square metres (PROJ's geodesic polygon area, Karney 2013).
 */
double wg_shape_get_area_m2 (const WgShape *shape);

/**
 * wg_shape_get_label_point:
 * @lon: (out): degrees
 * @lat: (out): degrees
 *
 * The pole of inaccessibility of the largest part: the point farthest from the border (within 1 % of that distance),
 * always inside. Computed at every call, on a plane whose longitudes are scaled by the cosine of the middle latitude.
 */
void wg_shape_get_label_point (const WgShape *shape, double *lon, double *lat);

/**
 * wg_shape_get_border_distance_m:
 *
 * The nearest place is found on the plane that touches the ellipsoid in the point, so this is for the neighbourhood (to
 * 1e-4 of the distance within 10 km).
 *
 * Returns: the distance in metres from a point in degrees to the nearest border of @shape, inside or outside.
 */
double wg_shape_get_border_distance_m (const WgShape *shape, double lon, double lat);

/**
 * wg_shape_get_shared_area_m2:
 *
 * Returns: how many square metres two shapes have in common (to 1e-4 of it for neighbours); 0 also when an outline cannot
 *   be understood even after repair
 */
double wg_shape_get_shared_area_m2 (const WgShape *a, const WgShape *b);

/**
 * wg_shape_find_shared:
 * @lon: (out): a place in it, degrees
 * @lat: (out): a place in it, degrees
 *
 * Returns: as wg_shape_get_shared_area_m2(); without any, the place is left alone
 */
double wg_shape_find_shared (const WgShape *a, const WgShape *b, double *lon, double *lat);

/**
 * wg_shape_is_valid:
 * @lon: (out): where it is not, degrees
 * @lat: (out): where it is not, degrees
 *
 * Returns: whether no ring crosses itself or another
 */
gboolean wg_shape_is_valid (const WgShape *shape, double *lon, double *lat);

/**
 * wg_geo_distance_m:
 *
 * Returns: the geodesic distance in metres between two points in degrees on the CGCS2000 ellipsoid.
 */
double wg_geo_distance_m (double lon_a, double lat_a, double lon_b, double lat_b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgShape, wg_shape_unref)

G_END_DECLS
