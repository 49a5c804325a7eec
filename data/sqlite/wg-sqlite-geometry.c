/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: SpatiaLite makes an object of every WKB it is given, only to write nearly the same bytes again. Points and outlines
 * that we made ourselves are rewritten in one pass; everything else still goes the long way, so the answer is the same.
 */

#include "wg-sqlite-connection.h"

#include <string.h>

/* The extension's own header wants this one first. */
#include <spatialite/gaiageo.h>

#define WKB_POINT 1
#define WKB_POLYGON 3
#define WKB_MULTIPOLYGON 6
/* Start, byte order, SRID, box, mark; then the class; at the end a last mark. */
#define BOX_AT 6
#define CLASS_AT 39
#define BODY_AT 43
#define PART_MARK 0x69

typedef struct
{
  guint8 *at;
  gsize left;
  double box[4]; /* west, south, east, north */
} Walk;

static guint32
read_number (const guint8 *bytes)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);
  return GUINT32_FROM_LE (value);
}

static double
read_double (const guint8 *bytes)
{
  union
  {
    guint64 bits;
    double value;
  } both;

  memcpy (&both.bits, bytes, sizeof both.bits);
  both.bits = GUINT64_FROM_LE (both.bits);
  return both.value;
}

static gboolean
take_number (Walk *walk, guint32 *value)
{
  if (walk->left < 4)
    return FALSE;
  *value = read_number (walk->at);
  walk->at += 4;
  walk->left -= 4;
  return TRUE;
}

static gboolean
take_points (Walk *walk, guint32 n)
{
  if (walk->left / 16 < n)
    return FALSE;
  for (guint32 i = 0; i < n; i++, walk->at += 16)
    {
      double x = read_double (walk->at);
      double y = read_double (walk->at + 8);

      walk->box[0] = MIN (walk->box[0], x);
      walk->box[1] = MIN (walk->box[1], y);
      walk->box[2] = MAX (walk->box[2], x);
      walk->box[3] = MAX (walk->box[3], y);
    }
  walk->left -= 16 * (gsize) n;
  return TRUE;
}

/* A part begins with its byte order here and with a mark there. */
static gboolean
take_polygon (Walk *walk)
{
  guint32 type;
  guint32 n_rings;

  if (walk->left < 1 || *walk->at != 1)
    return FALSE;
  *walk->at++ = PART_MARK;
  walk->left--;
  if (!take_number (walk, &type) || type != WKB_POLYGON || !take_number (walk, &n_rings) || n_rings == 0)
    return FALSE;
  for (guint32 i = 0; i < n_rings; i++)
    {
      guint32 n_points;

      if (!take_number (walk, &n_points) || n_points == 0 || !take_points (walk, n_points))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_body (Walk *walk, guint32 type)
{
  guint32 n_parts;

  if (type == WKB_POINT)
    return take_points (walk, 1) && walk->left == 0;
  if (type != WKB_MULTIPOLYGON || !take_number (walk, &n_parts) || n_parts == 0)
    return FALSE;
  while (n_parts > 0 && take_polygon (walk))
    n_parts--;
  return n_parts == 0 && walk->left == 0;
}

static void
put_number (guint8 *bytes, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (bytes, &value, sizeof value);
}

static void
put_double (guint8 *bytes, double value)
{
  union
  {
    double value;
    guint64 bits;
  } both = { value };

  both.bits = GUINT64_TO_LE (both.bits);
  memcpy (bytes, &both.bits, sizeof both.bits);
}

/* Returns the geometry as SpatiaLite keeps it, or NULL when it is none of the two kinds. */
static guint8 *
rewrite (const guint8 *wkb, gsize size, guint32 srid, gsize *out_size)
{
  guint32 type = size > 5 && *wkb == 1 ? read_number (wkb + 1) : 0;
  Walk walk = { .box = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE } };
  guint8 *out;

  if (type != WKB_POINT && type != WKB_MULTIPOLYGON)
    return NULL;
  *out_size = BODY_AT + (size - 5) + 1;
  out = sqlite3_malloc64 (*out_size);
  if (out == NULL)
    return NULL;
  memcpy (out + BODY_AT, wkb + 5, size - 5);
  walk.at = out + BODY_AT;
  walk.left = size - 5;
  if (!take_body (&walk, type))
    {
      sqlite3_free (out);
      return NULL;
    }
  out[0] = GAIA_MARK_START;
  out[1] = GAIA_LITTLE_ENDIAN;
  put_number (out + 2, srid);
  for (int i = 0; i < 4; i++)
    put_double (out + BOX_AT + 8 * i, walk.box[i]);
  out[CLASS_AT - 1] = GAIA_MARK_MBR;
  put_number (out + CLASS_AT, type);
  out[*out_size - 1] = GAIA_MARK_END;
  return out;
}

static void
return_the_long_way (sqlite3_context *context, const guint8 *wkb, int size, int srid)
{
  gaiaGeomCollPtr geometry = gaiaFromWkb (wkb, (unsigned int) size);
  unsigned char *blob = NULL;
  int blob_size = 0;

  if (geometry == NULL)
    {
      sqlite3_result_null (context);
      return;
    }
  geometry->Srid = srid;
  gaiaToSpatiaLiteBlobWkb (geometry, &blob, &blob_size);
  gaiaFreeGeomColl (geometry);
  if (blob != NULL)
    sqlite3_result_blob (context, blob, blob_size, free);
  else
    sqlite3_result_null (context);
}

static void
geometry_from_wkb (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const guint8 *wkb;
  guint8 *out;
  gsize out_size = 0;
  int size;

  if (sqlite3_value_type (values[0]) != SQLITE_BLOB || sqlite3_value_type (values[1]) != SQLITE_INTEGER)
    {
      sqlite3_result_null (context);
      return;
    }
  wkb = sqlite3_value_blob (values[0]);
  size = sqlite3_value_bytes (values[0]);
  out = rewrite (wkb, (gsize) size, (guint32) sqlite3_value_int (values[1]), &out_size);
  if (out != NULL)
    sqlite3_result_blob64 (context, out, out_size, sqlite3_free);
  else
    return_the_long_way (context, wkb, size, sqlite3_value_int (values[1]));
}

gboolean
wg_sqlite_geometry_register (sqlite3 *db, GError **error)
{
  int code = sqlite3_create_function_v2 (db, "ST_GeomFromWKB", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
                                         geometry_from_wkb, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    wg_sqlite_set_error (error, db, code);
  return code == SQLITE_OK;
}
