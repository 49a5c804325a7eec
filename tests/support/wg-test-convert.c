/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: GeoPackages, workbooks and the like are not written by hand. This little program turns a GeoJSON fixture into
 * one: wg-test-convert DRIVER FROM TO.
 */

#include <gdal.h>
#include <gdal_utils.h>
#include <glib.h>

int
main (int argc, char **argv)
{
  gboolean mapinfo = argc == 4 && g_str_equal (argv[1], "MapInfo File");
  gboolean shapefile = argc == 4 && g_str_equal (argv[1], "ESRI Shapefile");
  char *arguments[] = { (char *) "-f", argc == 4 ? argv[1] : NULL, mapinfo || shapefile ? (char *) "-lco" : NULL,
                        (char *) (mapinfo ? "ENCODING=CP936" : "ENCODING=UTF-8"), NULL };
  GDALVectorTranslateOptions *options;
  GDALDatasetH from;
  GDALDatasetH to;

  if (argc != 4)
    return 2;
  GDALAllRegister ();
  from = GDALOpenEx (argv[2], GDAL_OF_VECTOR, NULL, NULL, NULL);
  options = GDALVectorTranslateOptionsNew (arguments, NULL);
  to = from != NULL ? GDALVectorTranslate (argv[3], NULL, 1, &from, options, NULL) : NULL;
  GDALVectorTranslateOptionsFree (options);
  if (to != NULL)
    GDALClose (to);
  if (from != NULL)
    GDALClose (from);
  return to != NULL ? 0 : 1;
}
