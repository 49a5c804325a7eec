/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: `wangge-geoio` is the only program of the house that links GDAL. It lives for one file: reads its one argument,
 * locks itself in, says what it finds, leaves a staging file, or the file that it was to write, and ends. The protocol stands in wg-staging.h.
 */

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "wg-error.h"
#include "wg-geo-gdal.h"
#include "wg-geo-inspect.h"
#include "wg-geo-sandbox.h"
#include "wg-geo-write.h"

static void
set_language (const WgGeoRequest *request)
{
  setlocale (LC_ALL, "");
  /* Numbers in files have points, whatever the desk writes. */
  setlocale (LC_NUMERIC, "C");
  bindtextdomain (GETTEXT_PACKAGE, request->locale_folder != NULL ? request->locale_folder : WG_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

static gboolean
work (const WgGeoRequest *request, WgGeoReport *report, GError **error)
{
  g_autoptr (WgGeoStaging) staging = NULL;
  gboolean good;

  if (request->inspects)
    return wg_geo_inspect (request, report, error);
  if (request->writes)
    return wg_geo_write (request, report, error);
  staging = wg_geo_staging_new (request->folder, request->kind, error);
  if (staging == NULL)
    return FALSE;
  report->staging = staging;
  good = wg_geo_read (request, report, staging, error);
  report->staging = NULL;
  return good;
}

int
main (int argc, char **argv)
{
  g_autoptr (WgGeoReport) report = wg_geo_report_new ();
  g_autoptr (WgGeoRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  request = wg_geo_request_parse (argc == 2 ? argv[1] : "", &error);
  if (request != NULL)
    {
      set_language (request);
      g_setenv ("TMPDIR", request->folder, TRUE);
      g_setenv ("SQLITE_TMPDIR", request->folder, TRUE);
      wg_geo_sandbox_enter (request->folder);
      if (request->watch_stdin)
        wg_geo_sandbox_watch_parent ();
      wg_geo_gdal_init (request->folder);
      if (work (request, report, &error))
        return 0;
    }
  wg_geo_report_print_failed (report, error);
  return 1;
}
