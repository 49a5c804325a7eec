/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes shapefiles byte by byte, so that a test can make every mistake that real ones have. */
typedef struct _WgTestShapefile WgTestShapefile;

#define WG_TEST_POINT 1
#define WG_TEST_LINE 3
#define WG_TEST_POLYGON 5

WgTestShapefile *wg_test_shapefile_new (int type);
void wg_test_shapefile_free (WgTestShapefile *shapefile);

/* @name: at most 10 bytes, as they are. @type: 'C' or 'N'. */
void wg_test_shapefile_add_field (WgTestShapefile *shapefile, const char *name, char type, guint8 width);

/* @xy: x, y, ... of one ring as it is to be written (closed or not), or of one point; NULL for a null shape. @values:
 * the bytes of each field.
 */
void wg_test_shapefile_add (WgTestShapefile *shapefile, const double *xy, gsize n_points, const char *const *values);

/* A square ring, closed and clockwise, with its lower left corner at @x, @y. */
void wg_test_shapefile_add_square (WgTestShapefile *shapefile, double x, double y, double size,
                                   const char *const *values);

/* Writes @stem.shp, .shx, .dbf, and .prj and .cpg with the texts given, if any. @language: the byte of the DBF. */
void wg_test_shapefile_write (const WgTestShapefile *shapefile, const char *stem, guint8 language, const char *prj,
                              const char *cpg);

/* A zip of files that are in @folder, deflated. @names: what they are called in the zip; @files: in the folder. */
void wg_test_zip_write (const char *path, const char *folder, const char *const *files, const char *const *names);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgTestShapefile, wg_test_shapefile_free)

G_END_DECLS
