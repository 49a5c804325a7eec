/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: outlines come out of files and databases that nobody checked. This reader takes nothing on trust: every count is
 * measured against the bytes that are left before anything is allocated or read.
 */

#include "wg-shape-private.h"

#include <glib/gi18n-lib.h>

#include "wg-error.h"
#include "wg-shape-builder.h"

#define WKB_POLYGON 3
#define WKB_MULTIPOLYGON 6
#define EWKB_Z 0x80000000u
#define EWKB_M 0x40000000u
#define EWKB_SRID 0x20000000u
/* More than any district; keeps the number of corners well inside of an array. */
#define MAX_BYTES ((gsize) 1 << 31)

typedef struct
{
  const guint8 *at;
  gsize left;
  gboolean big_endian;
} Reader;

static gboolean
read_uint32 (Reader *reader, guint32 *value)
{
  guint32 raw;

  if (reader->left < sizeof raw)
    return FALSE;
  memcpy (&raw, reader->at, sizeof raw);
  *value = reader->big_endian ? GUINT32_FROM_BE (raw) : GUINT32_FROM_LE (raw);
  reader->at += sizeof raw;
  reader->left -= sizeof raw;
  return TRUE;
}

/* The caller has made sure that eight bytes are left. */
static double
read_double (Reader *reader)
{
  guint64 raw;
  double value;

  memcpy (&raw, reader->at, sizeof raw);
  raw = reader->big_endian ? GUINT64_FROM_BE (raw) : GUINT64_FROM_LE (raw);
  memcpy (&value, &raw, sizeof value);
  reader->at += sizeof raw;
  reader->left -= sizeof raw;
  return value;
}

static gboolean
set_cut_off (GError **error)
{
  g_set_error_literal (error, WG_ERROR, WG_ERROR_UNREADABLE,
                       _ ("The outline cannot be read: its data end too early. Nothing of it was taken over; have the "
                          "file delivered again."));
  return FALSE;
}

static gboolean
set_wrong_kind (GError **error)
{
  g_set_error_literal (error, WG_ERROR, WG_ERROR_UNREADABLE,
                       _ ("The outline cannot be read: it is not a polygon. Nothing of it was taken over; choose a "
                          "layer of areas."));
  return FALSE;
}

/* ISO writes the dimensions as thousands (1003 has Z), EWKB as high bits; some writers mix both. */
static gboolean
read_header (Reader *reader, guint32 *kind, guint *n_dimensions, GError **error)
{
  guint32 type, srid;

  if (reader->left < 1)
    return set_cut_off (error);
  if (*reader->at > 1)
    return set_wrong_kind (error);
  reader->big_endian = *reader->at == 0;
  reader->at++;
  reader->left--;
  if (!read_uint32 (reader, &type))
    return set_cut_off (error);
  if ((type & EWKB_SRID) != 0 && !read_uint32 (reader, &srid))
    return set_cut_off (error);

  *kind = (type & 0x0fffffff) % 1000;
  switch ((type & 0x0fffffff) / 1000)
    {
    case 0:
      *n_dimensions = 2;
      break;
    case 1:
    case 2:
      *n_dimensions = 3;
      break;
    case 3:
      *n_dimensions = 4;
      break;
    default:
      return set_wrong_kind (error);
    }
  if (*n_dimensions == 2)
    *n_dimensions += ((type & EWKB_Z) != 0) + ((type & EWKB_M) != 0);
  return TRUE;
}

static gboolean
read_corner (Reader *reader, guint n_dimensions, WgShapeBuilder *builder, GError **error)
{
  double lon = read_double (reader);
  double lat = read_double (reader);

  for (guint i = 2; i < n_dimensions; i++)
    read_double (reader);
  if (!(fabs (lon) <= 360.0 && fabs (lat) <= 90.0))
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_UNREADABLE,
                           _ ("The outline cannot be read: a corner is not in degrees. Nothing of it was taken over; "
                              "state the coordinate system of the file."));
      return FALSE;
    }
  wg_shape_builder_add (builder, wg_shape_units_from_degrees (lon), wg_shape_units_from_degrees (lat));
  return TRUE;
}

static gboolean
read_ring (Reader *reader, guint n_dimensions, WgShapeBuilder *builder, GError **error)
{
  guint32 n_corners;

  if (!read_uint32 (reader, &n_corners) || n_corners > reader->left / (n_dimensions * sizeof (double)))
    return set_cut_off (error);
  wg_shape_builder_begin_ring (builder);
  for (guint32 i = 0; i < n_corners; i++)
    {
      if (!read_corner (reader, n_dimensions, builder, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_polygon (Reader *reader, guint n_dimensions, WgShapeBuilder *builder, GError **error)
{
  guint32 n_rings;

  if (!read_uint32 (reader, &n_rings) || n_rings > reader->left / sizeof (guint32))
    return set_cut_off (error);
  wg_shape_builder_begin_polygon (builder);
  for (guint32 i = 0; i < n_rings; i++)
    {
      if (!read_ring (reader, n_dimensions, builder, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_multipolygon (Reader *reader, WgShapeBuilder *builder, GError **error)
{
  guint32 n_polygons, kind;
  guint n_dimensions;

  /* The least a polygon needs: byte order, type, number of rings. */
  if (!read_uint32 (reader, &n_polygons) || n_polygons > reader->left / 9)
    return set_cut_off (error);
  for (guint32 i = 0; i < n_polygons; i++)
    {
      if (!read_header (reader, &kind, &n_dimensions, error))
        return FALSE;
      if (kind != WKB_POLYGON)
        return set_wrong_kind (error);
      if (!read_polygon (reader, n_dimensions, builder, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_geometry (Reader *reader, WgShapeBuilder *builder, GError **error)
{
  guint32 kind;
  guint n_dimensions;

  if (!read_header (reader, &kind, &n_dimensions, error))
    return FALSE;
  if (kind == WKB_POLYGON)
    return read_polygon (reader, n_dimensions, builder, error);
  if (kind == WKB_MULTIPOLYGON)
    return read_multipolygon (reader, builder, error);
  return set_wrong_kind (error);
}

WgShape *
wg_shape_new_from_wkb (const guint8 *wkb, gsize n_bytes, GError **error)
{
  g_autoptr (WgShapeBuilder) builder = wg_shape_builder_new ();
  Reader reader = { wkb, n_bytes, FALSE };
  WgShape *shape;

  if (n_bytes > MAX_BYTES || !read_geometry (&reader, builder, error))
    {
      if (n_bytes > MAX_BYTES)
        g_set_error_literal (error, WG_ERROR, WG_ERROR_UNREADABLE,
                             _ ("The outline cannot be read: it is larger than 2 GB. Nothing of it was taken over; "
                                "simplify it and deliver it again."));
      return NULL;
    }
  if (reader.left > 0)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_UNREADABLE,
                           _ ("The outline cannot be read: foreign bytes follow its data. Nothing of it was taken "
                              "over; have the file delivered again."));
      return NULL;
    }
  shape = wg_shape_builder_end (builder);
  if (shape == NULL)
    g_set_error_literal (error, WG_ERROR, WG_ERROR_UNREADABLE,
                         _ ("The outline encloses no area: it has fewer than three different corners. It was left "
                            "out; draw it again."));
  return shape;
}

static void
append_uint32 (GByteArray *bytes, guint32 value)
{
  guint32 raw = GUINT32_TO_LE (value);

  g_byte_array_append (bytes, (const guint8 *) &raw, sizeof raw);
}

static void
append_double (GByteArray *bytes, double value)
{
  guint64 raw;

  memcpy (&raw, &value, sizeof raw);
  raw = GUINT64_TO_LE (raw);
  g_byte_array_append (bytes, (const guint8 *) &raw, sizeof raw);
}

static void
append_header (GByteArray *bytes, guint32 kind, guint32 n_parts)
{
  static const guint8 little_endian = 1;

  g_byte_array_append (bytes, &little_endian, 1);
  append_uint32 (bytes, kind);
  append_uint32 (bytes, n_parts);
}

static void
append_ring (GByteArray *bytes, const WgShape *shape, const WgShapeRing *ring)
{
  append_uint32 (bytes, ring->n_points + 1);
  for (guint i = 0; i <= ring->n_points; i++)
    {
      append_double (bytes, wg_shape_degrees_from_units (shape->corners[ring->first + i].lon));
      append_double (bytes, wg_shape_degrees_from_units (shape->corners[ring->first + i].lat));
    }
}

GBytes *
wg_shape_to_wkb (const WgShape *shape)
{
  GByteArray *bytes = g_byte_array_new ();
  guint next;

  append_header (bytes, WKB_MULTIPOLYGON, shape->n_polygons);
  for (guint ring = 0; ring < shape->n_rings; ring = next)
    {
      for (next = ring + 1; next < shape->n_rings && shape->rings[next].is_hole; next++)
        ;
      append_header (bytes, WKB_POLYGON, next - ring);
      for (guint i = ring; i < next; i++)
        append_ring (bytes, shape, &shape->rings[i]);
    }
  return g_byte_array_free_to_bytes (bytes);
}
