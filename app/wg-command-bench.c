/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever doubts a figure about the painter can measure it again with the own district. The peer is a program of
 * its own, in a process of its own: it gets the same outlines in files and answers with its times.
 */

#include "wg-command-bench.h"

#include "wg-error.h"
#include "wg-paint-export.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#define PEER_INSTALL "apt install python3-mapnik mapnik-utils"
#define PEER_SCRIPT "/org/wangge/Wangge/bench/mapnik-peer.py"
/* Where Debian's modules for Python are found, whichever Python comes first in the path. */
#define PEER_PYTHON "/usr/bin/python3"
#define PEER_MISSING 3
#define DEFAULT_ROUNDS 5
#define MAX_ROUNDS 1000
/* Of the processor time of Mapnik: everywhere, and where the whole district is seen. */
#define MAPNIK_TARGET 0.35
#define MAPNIK_CITY_TARGET 0.15
/* Of that of Cairo. */
#define CAIRO_TARGET 0.20

/* The folder holds files only. */
static void
remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      g_unlink (file);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);
}

static gboolean
write_script (const char *folder, char **script, GError **error)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (PEER_SCRIPT, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  *script = g_build_filename (folder, "mapnik-peer.py", NULL);
  return bytes != NULL
         && g_file_set_contents (*script, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error);
}

static gboolean
read_times (const char *answer, double *peer_ms)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object;
  JsonArray *times;

  if (!json_parser_load_from_data (parser, answer, -1, NULL) || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return FALSE;
  object = json_node_get_object (json_parser_get_root (parser));
  if (!json_object_has_member (object, "ms"))
    return FALSE;
  times = json_object_get_array_member (object, "ms");
  if (times == NULL || json_array_get_length (times) != WG_PAINT_BENCH_N_VIEWS)
    return FALSE;
  for (guint i = 0; i < WG_PAINT_BENCH_N_VIEWS; i++)
    peer_ms[i] = json_array_get_double_element (times, i);
  return TRUE;
}

/* Runs the peer; @missing says that it is not installed. */
static gboolean
run_peer (WgCommandCall *call, const char *folder, guint rounds, double *peer_ms, gboolean *missing, GError **error)
{
  g_autofree char *script = NULL, *count = g_strdup_printf ("%u", rounds), *answer = NULL;
  g_autoptr (GSubprocess) child = NULL;

  *missing = FALSE;
  if (!write_script (folder, &script, error))
    return FALSE;
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, PEER_PYTHON, script, folder, count, NULL);
  if (child == NULL)
    {
      *missing = TRUE;
      return TRUE;
    }
  if (!g_subprocess_communicate_utf8 (child, NULL, call->cancellable, &answer, NULL, error))
    {
      g_subprocess_force_exit (child);
      return FALSE;
    }
  *missing = g_subprocess_get_if_exited (child) && g_subprocess_get_exit_status (child) == PEER_MISSING;
  if (*missing || (g_subprocess_get_successful (child) && read_times (answer, peer_ms)))
    return TRUE;
  g_set_error_literal (error, WG_ERROR, WG_ERROR_IO,
                       _ ("Mapnik was there but did not paint the views; what it said stands above. Without --peer the "
                          "painter is measured alone."));
  return FALSE;
}

static gboolean
measure_peer (WgCommandCall *call, WgCity *city, WgCityColours *colours, guint rounds, double *peer_ms, gboolean *missing, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("wangge-bench-XXXXXX", error);
  gboolean done;

  if (folder == NULL)
    return FALSE;
  wg_command_call_progress (call, _ ("Mapnik paints"));
  done = wg_paint_export (city, colours, folder, error) && run_peer (call, folder, rounds, peer_ms, missing, error);
  remove_folder (folder);
  return done;
}

static void
add_figure (WgJsonWriter *out, const char *key, double value)
{
  if (isnan (value))
    wg_json_writer_text (out, key, NULL);
  else
    wg_json_writer_double (out, key, value);
}

/* Why a row is not complete, or NULL. @missing: (nullable): what installs the peer */
static const char *
get_skipped (const WgPaintBenchRow *row, const char *missing)
{
  if (row->skipped != NULL)
    return row->skipped;
  return row->is_ratio && isnan (row->peer) ? missing : NULL;
}

static gboolean
print_json (WgCommandCall *call, const GArray *rows, const char *skipped, GError **error)
{
  WgJsonWriter *out = call->writer;

  wg_json_writer_begin_array (out);
  for (guint i = 0; i < rows->len; i++)
    {
      const WgPaintBenchRow *row = &g_array_index (rows, WgPaintBenchRow, i);
      gboolean is_ms = strcmp (row->unit, "ms") == 0;
      int met = wg_paint_bench_row_is_met (row);

      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "row", row->name);
      add_figure (out, "ours_ms", is_ms ? row->ours : NAN);
      add_figure (out, "peer_ms", is_ms ? row->peer : NAN);
      add_figure (out, "ratio", row->ours / row->peer);
      add_figure (out, "bytes", is_ms ? NAN : row->ours);
      add_figure (out, "target", row->target);
      if (met < 0)
        wg_json_writer_text (out, "met", NULL);
      else
        wg_json_writer_bool (out, "met", met);
      wg_json_writer_text (out, "skipped", get_skipped (row, skipped));
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
  return wg_command_call_end_line (call, error);
}

static char *
format_figure (const WgPaintBenchRow *row, double value)
{
  if (isnan (value))
    return g_strdup ("");
  if (strcmp (row->unit, "ms") != 0)
    return g_format_size (value);
  return g_strdup_printf (value < 1.0 ? "%.4f ms" : "%.1f ms", value);
}

static gboolean
print_text (WgCommandCall *call, const GArray *rows, const char *skipped, GError **error)
{
  const char *const titles[] = { _ ("Row"), _ ("Ours"), _ ("Peer"), _ ("Ratio"), _ ("Target"), _ ("Met") };
  g_autoptr (WgTextTable) table = wg_text_table_new ("lrrrrl", titles);

  for (guint i = 0; i < rows->len; i++)
    {
      const WgPaintBenchRow *row = &g_array_index (rows, WgPaintBenchRow, i);
      int met = wg_paint_bench_row_is_met (row);
      g_autofree char *ours = format_figure (row, row->ours), *peer = format_figure (row, row->peer);
      g_autofree char *ratio = isnan (row->peer) ? g_strdup ("") : g_strdup_printf ("%.3f", row->ours / row->peer);
      g_autofree char *target = row->is_ratio ? g_strdup_printf ("%.2f", row->target) : format_figure (row, row->target);

      wg_text_table_add (table, row->name);
      wg_text_table_add (table, ours);
      wg_text_table_add (table, peer);
      wg_text_table_add (table, ratio);
      wg_text_table_add (table, target);
      if (met >= 0)
        wg_text_table_add (table, met ? _ ("yes") : _ ("no"));
      else if (row->skipped != NULL)
        {
          g_autofree char *where = g_strdup_printf (_ ("a window has it: %s"), row->skipped);

          wg_text_table_add (table, where);
        }
      else if (get_skipped (row, skipped) != NULL)
        wg_text_table_add (table, get_skipped (row, skipped));
      else
        wg_text_table_add (table, row->is_ratio ? _ ("no peer") : "");
    }
  return wg_command_call_print_table (call, table, error);
}

gboolean
wg_command_bench_run (WgCommandCall *call, WgCity *city, WgCityColours *colours, WgCityCases *cases, GError **error)
{
  gint64 rounds = wg_command_call_get_integer (call, "rounds", DEFAULT_ROUNDS);
  double peer_ms[WG_PAINT_BENCH_N_VIEWS] = { NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN };
  g_autoptr (GArray) rows = NULL;
  const char *peer = wg_command_call_get_text (call, "peer"), *skipped = NULL;
  gboolean missing = FALSE, by_cairo = g_strcmp0 (peer, "cairo") == 0;

  if (rounds < 1 || rounds > MAX_ROUNDS)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("--%s takes %g to %g."), "rounds", 1.0, (double) MAX_ROUNDS);
      return FALSE;
    }
  if (g_strcmp0 (peer, "mapnik") == 0 && !measure_peer (call, city, colours, (guint) rounds, peer_ms, &missing, error))
    return FALSE;
  if (by_cairo)
    {
      wg_command_call_progress (call, _ ("Cairo paints"));
      wg_paint_bench_measure_cairo (city, colours, (guint) rounds, peer_ms);
    }
  if (missing)
    skipped = PEER_INSTALL;
  wg_command_call_progress (call, _ ("The painter is measured"));
  /* The hems have no counterpart in the files that Mapnik reads. */
  rows = wg_paint_bench_run (city, colours, cases, (guint) rounds, by_cairo ? WG_PAINT_ALL : WG_PAINT_ALL & ~WG_PAINT_HEMS,
                             peer_ms, by_cairo ? CAIRO_TARGET : MAPNIK_TARGET,
                             by_cairo ? CAIRO_TARGET : MAPNIK_CITY_TARGET);
  return call->json ? print_json (call, rows, skipped, error) : print_text (call, rows, skipped, error);
}
