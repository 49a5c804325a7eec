/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the map that the window shows, as a picture for a report or a test, on a machine without a display. */

#include "wg-command-basemaps.h"
#include "wg-command-bench.h"
#include "wg-command-city.h"
#include "wg-command-grids.h"
#include "wg-command-hotspot-layer.h"

#include "wg-case-points.h"
#include "wg-class-breaks.h"
#include "wg-error.h"
#include "wg-fit.h"
#include "wg-keeper-counts.h"
#include "wg-map-painter.h"
#include "wg-time.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define MARGIN 56.0
#define MAX_FIT_ZOOM 18.0

/* Everything that a picture borrows. */
typedef struct
{
  gint64 now_ms;
  WgBacklog *backlog;
  GPtrArray *records;
  WgCity *city;
  WgCityColours *colours;
  WgCityCases *cases;
  WgHotspotLayer *hotspot;
  WgBaseStack *base;
  char *as_of;
  WgMapPicture picture;
} Sheet;

static void
sheet_clear (Sheet *sheet)
{
  g_clear_object (&sheet->backlog);
  g_clear_pointer (&sheet->records, g_ptr_array_unref);
  g_clear_pointer (&sheet->city, wg_city_unref);
  g_clear_pointer (&sheet->colours, wg_city_colours_unref);
  g_clear_pointer (&sheet->cases, wg_city_cases_unref);
  g_clear_pointer (&sheet->hotspot, wg_hotspot_layer_unref);
  g_clear_object (&sheet->base);
  g_clear_pointer (&sheet->as_of, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheet, sheet_clear)

/* What is seen. */

static double
fit_zoom (const WgBox *box, int width, int height)
{
  return CLAMP (wg_fit_get_zoom (box, MAX (width - 2 * MARGIN, 64), MAX (height - 2 * MARGIN, 64)), 0, MAX_FIT_ZOOM);
}

static WgTheme
get_theme (WgCommandCall *call)
{
  const char *word = wg_command_call_get_text (call, "theme");

  if (g_strcmp0 (word, "dark") == 0)
    return WG_THEME_DARK;
  return g_strcmp0 (word, "print") == 0 ? WG_THEME_PRINT : WG_THEME_LIGHT;
}

static gboolean
check_range (const char *option, double value, double low, double high, GError **error)
{
  if (value >= low && value <= high)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("--%s takes %g to %g."), option, low, high);
  return FALSE;
}

static gboolean
take_view (WgCommandCall *call, WgMapView *view, const WgBox *box, GError **error)
{
  double zoom = wg_command_call_get_number (call, "zoom");
  double scale = wg_command_call_get_number (call, "scale");
  double lon = (box->min_lon + box->max_lon) / 2;
  double lat = wg_world_lat ((wg_world_y (box->min_lat) + wg_world_y (box->max_lat)) / 2);
  gboolean placed = wg_command_call_get_point (call, "center", &lon, &lat);

  if (box->min_lon > box->max_lon && (!placed || isnan (zoom)))
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_AMBIGUOUS,
                           _ ("There are no grids to paint. Nothing was written; say what to show with --center and --zoom."));
      return FALSE;
    }
  view->width = 1600;
  view->height = 1000;
  wg_command_call_get_size (call, "size", &view->width, &view->height);
  view->zoom = isnan (zoom) ? fit_zoom (box, view->width, view->height) : zoom;
  view->scale = isnan (scale) ? 1 : scale;
  view->text_scale = 1;
  view->theme = get_theme (call);
  view->level = (guint) CLAMP (wg_command_call_get_integer (call, "level", WG_LEVEL_AUTOMATIC), 0, WG_MAX_DEPTH);
  view->center_x = wg_world_x (lon);
  view->center_y = wg_world_y (lat);
  return check_range ("zoom", view->zoom, 0, WG_MAX_ZOOM, error) && check_range ("scale", view->scale, 0.25, 8, error);
}

/* Colours: the bounds that the district has frozen, else a proposal as the window makes it. */

/* How many keepers each grid has, for the measure that divides by them. */
static gboolean
take_values (WgCommandCall *call, Sheet *sheet, gint64 **values, GError **error)
{
  g_autoptr (WgGridBook) book = NULL;
  g_autofree gint64 *keepers = NULL;

  if (sheet->picture.measure == WG_MEASURE_KEEPERS)
    {
      wg_store_load_grid_book_async (call->store, wg_command_call_get_now (call), call->cancellable, wg_command_call_ready, call);
      book = wg_store_load_grid_book_finish (call->store, wg_command_call_wait (call), error);
      if (book == NULL)
        return FALSE;
      keepers = wg_keeper_counts_new (wg_backlog_get_tree (sheet->backlog), book);
    }
  *values = wg_measure_list_values (sheet->picture.measure, sheet->backlog, keepers);
  return TRUE;
}

static gboolean
take_colours (WgCommandCall *call, Sheet *sheet, GError **error)
{
  WgGridTree *tree = wg_backlog_get_tree (sheet->backlog);
  guint n = wg_grid_tree_get_n_grids (tree);
  guint level = wg_city_resolve_level (sheet->city, sheet->picture.view.level, sheet->picture.view.zoom);
  g_autofree gint64 *ids = g_new0 (gint64, n + 1);
  g_autofree WgGridColour *rows = g_new0 (WgGridColour, n + 1);
  guint limits[WG_BACKLOG_N_BREAKS];
  g_autofree gint64 *values = NULL;
  WgClassBreaks breaks;

  wg_class_breaks_init (&breaks, sheet->picture.measure);
  wg_class_breaks_load_async (call->store, call->cancellable, wg_command_call_ready, call);
  if (!wg_class_breaks_load_finish (&breaks, 1, call->store, wg_command_call_wait (call), error)
      || !take_values (call, sheet, &values, error))
    return FALSE;
  wg_class_breaks_propose (&breaks, wg_backlog_get_tree (sheet->backlog), values);
  for (guint i = 0; i < n; i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);

      ids[i] = grid->id;
      rows[i] = wg_class_breaks_get_row (&breaks, grid->depth, wg_backlog_get_rolled (sheet->backlog, i), values[i]);
    }
  for (guint i = 0; i < WG_BACKLOG_N_BREAKS; i++)
    limits[i] = (guint) breaks.breaks[level][i];
  sheet->colours = wg_city_colours_new (sheet->city, NULL, ids, rows, n, limits);
  return TRUE;
}

/* Buildings are many and seen from street zooms on only. */
static gboolean
take_city (WgCommandCall *call, Sheet *sheet, GError **error)
{
  WgGridTree *tree = wg_backlog_get_tree (sheet->backlog);
  WgMapView *view = &sheet->picture.view;
  gboolean with_buildings;

  if (!take_view (call, view, wg_grid_tree_get_box (tree), error))
    return FALSE;
  sheet->records = wg_command_city_list_cases (call, error);
  if (sheet->records == NULL)
    return FALSE;
  sheet->cases = wg_case_points_of (sheet->records, sheet->now_ms);
  with_buildings = view->zoom >= WG_BUILDING_ZOOM || wg_command_call_has (call, "bench");
  sheet->city = wg_command_city_build (call, tree, with_buildings ? sheet->records : NULL, error);
  return sheet->city != NULL;
}

static gboolean
take_basemap (WgCommandCall *call, Sheet *sheet, GError **error)
{
  return wg_command_basemaps_open (call, wg_command_call_get_texts (call, "basemap"), &sheet->base, error);
}

/* What a base map could not give is missing in the picture, and said. */
static void
warn_of_base (WgCommandCall *call, Sheet *sheet)
{
  g_autofree char *trouble = sheet->base != NULL ? wg_base_stack_dup_trouble (sheet->base) : NULL;

  if (trouble != NULL)
    wg_command_call_warn (call, trouble);
}

static char *
format_as_of (gint64 ms, GTimeZone *zone)
{
  gint64 ms_of_day;
  gint32 day = wg_time_to_local (ms, zone, &ms_of_day);
  g_autofree char *date = wg_time_day_format (day);

  return g_strdup_printf ("%s %02d:%02d", date, (int) (ms_of_day / WG_MS_PER_HOUR),
                          (int) (ms_of_day % WG_MS_PER_HOUR / WG_MS_PER_MINUTE));
}

static gboolean
fill_sheet (WgCommandCall *call, Sheet *sheet, GError **error)
{
  WgMapPicture *picture = &sheet->picture;

  sheet->now_ms = wg_command_call_get_now (call);
  picture->measure = WG_MEASURE_OPEN;
  wg_measure_from_nick (wg_command_call_get_text (call, "measure"), &picture->measure);
  sheet->backlog = wg_command_grids_count_backlog (call, error);
  if (sheet->backlog == NULL || !take_city (call, sheet, error) || !take_colours (call, sheet, error)
      || !take_basemap (call, sheet, error) || !wg_command_hotspot_layer_load (call, sheet->city, &sheet->hotspot, error))
    return FALSE;
  sheet->as_of = format_as_of (sheet->now_ms, call->zone);
  picture->city = sheet->city;
  picture->base = sheet->base;
  picture->cancellable = call->cancellable;
  picture->colours = sheet->colours;
  /* Cases one by one would hide what they amount to. */
  picture->cases = sheet->hotspot == NULL ? sheet->cases : NULL;
  picture->hotspot = sheet->hotspot;
  picture->furniture = WG_MAP_FURNITURE_ALL;
  picture->n_outside = (guint) wg_backlog_get_outside (sheet->backlog)->open;
  picture->as_of = sheet->as_of;
  return TRUE;
}

static gboolean
print_painted (WgCommandCall *call, const WgMapView *view, const WgHotspotLayer *hotspot, const char *out_path, const WgMapPainted *painted, GError **error)
{
  WgJsonWriter *out = call->writer;
  int width = (int) lround (view->width * view->scale);
  int height = (int) lround (view->height * view->scale);

  if (!call->json)
    {
      g_autofree char *text = g_strdup_printf (_ ("%s: %d × %d pixels, %u grids, %u cases\n"), out_path, width, height,
                                               painted->n_grids, painted->n_cases);

      return call->quiet || wg_command_call_print (call, text, error);
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "out", out_path);
  wg_json_writer_int (out, "width", width);
  wg_json_writer_int (out, "height", height);
  wg_json_writer_int (out, "grids", painted->n_grids);
  wg_json_writer_int (out, "cases", painted->n_cases);
  wg_json_writer_double (out, "cpu_ms", painted->cpu_ms);
  wg_json_writer_double (out, "wall_ms", painted->wall_ms);
  wg_json_writer_int (out, "level", painted->level);
  wg_json_writer_double (out, "zoom", view->zoom);
  wg_json_writer_double (out, "lon", wg_world_lon (view->center_x));
  wg_json_writer_double (out, "lat", wg_world_lat (view->center_y));
  wg_command_hotspot_layer_write (out, hotspot);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_paint (WgCommandCall *call, GError **error)
{
  const char *out = wg_command_call_get_text (call, "out");
  g_auto (Sheet) sheet = { 0 };
  WgMapPainted painted;

  if (wg_command_call_has (call, "bench"))
    return fill_sheet (call, &sheet, error)
           && wg_command_bench_run (call, sheet.city, sheet.colours, sheet.cases, error);
  if (out == NULL)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_AMBIGUOUS,
                           _ ("It is not said where the picture goes. Nothing was painted; name a file with --out."));
      return FALSE;
    }
  if (!fill_sheet (call, &sheet, error) || !wg_map_painter_write_png (&sheet.picture, out, &painted, error))
    return FALSE;
  warn_of_base (call, &sheet);
  return print_painted (call, &sheet.picture.view, sheet.hotspot, out, &painted, error);
}

static const WgOption paint_options[] = {
  { "center", WG_OPTION_POINT, "LON,LAT", N_ ("the middle of the picture; else of the district") },
  { "zoom", WG_OPTION_NUMBER, "Z", N_ ("the zoom, 0 to 22; else so that the district fits") },
  { "size", WG_OPTION_SIZE, "WxH", N_ ("the size in logical pixels; else 1600x1000") },
  { "level", WG_OPTION_INTEGER, "N", N_ ("the level of the grids; else the one that suits the zoom") },
  { "measure", WG_OPTION_CHOICE, "open|overdue|households|keepers", N_ ("what the colours and numbers tell; else the open cases") },
  { "hotspot", WG_OPTION_CHOICE, "kde|gi|moran|scan", N_ ("where cases cluster, in place of the colours of --measure") },
  { "bandwidth", WG_OPTION_NUMBER, "M", N_ ("with --hotspot kde: how far a case is spread, in metres") },
  { "kernel", WG_OPTION_CHOICE, "quartic|gaussian", N_ ("with --hotspot kde: how a case is spread; else quartic") },
  { "edge", WG_OPTION_FLAG, NULL, N_ ("with --hotspot kde: corrected for the edge of the district") },
  { "from", WG_OPTION_TIME, "TIME", N_ ("with --hotspot: only cases reported at or after this time") },
  { "to", WG_OPTION_TIME, "TIME", N_ ("with --hotspot: only cases reported before this time; else now") },
  { "basemap", WG_OPTION_TEXTS, "NAME|FILE|none", N_ ("a base map, given several times the lowest first; else those of the district") },
  { "theme", WG_OPTION_CHOICE, "light|dark|print", N_ ("the theme; else light") },
  { "scale", WG_OPTION_NUMBER, "S", N_ ("pixels of the picture for one of its size; else 1") },
  { "out", WG_OPTION_TEXT, "F.png", N_ ("the picture; replaced when it is there") },
  { "bench", WG_OPTION_FLAG, NULL, N_ ("measure the painter instead and print the table of targets") },
  { "peer", WG_OPTION_CHOICE, "mapnik|cairo", N_ ("with --bench: the painter to compare with") },
  { "rounds", WG_OPTION_INTEGER, "N", N_ ("with --bench: how often each row is measured; else 5") },
  { NULL },
};

const WgCommand wg_commands_paint[] = {
  { "paint", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{out,width,height,grids,cases,cpu_ms,wall_ms,level,zoom,lon,lat,hotspot}; with --bench [{row,ours_ms,peer_ms,ratio,bytes,target,met,skipped}]",
    N_ ("Paint the map into a picture"), run_paint, paint_options },
  { NULL },
};
