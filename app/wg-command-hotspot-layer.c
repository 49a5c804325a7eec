/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what a map shows of hotspots can be seen and held against the figures of `hotspot` without a window. */

#include "wg-command-hotspot-layer.h"

#include "wg-error.h"
#include "wg-hotspot-choices.h"
#include "wg-store-hotspot.h"

#include <glib/gi18n.h>

#define DAY_MS G_GINT64_CONSTANT (86400000)

static gboolean
take_request (WgCommandCall *call, WgHotspotRequest *request, GError **error)
{
  const char *kernel = wg_command_call_get_text (call, "kernel");

  wg_hotspot_method_from_nick (wg_command_call_get_text (call, "hotspot"), &request->method);
  if (kernel != NULL)
    wg_kernel_from_nick (kernel, &request->kernel);
  request->bandwidth_m = wg_command_call_get_number (call, "bandwidth");
  request->edge = wg_command_call_has (call, "edge");
  request->as_of_ms = wg_command_call_get_now (call);
  request->to_ms = wg_command_call_get_time (call, "to", request->as_of_ms);
  request->from_ms = wg_command_call_get_time (call, "from", request->method == WG_HOTSPOT_SCAN ? request->to_ms - WG_HOTSPOT_SCAN_PERIOD * DAY_MS : WG_NO_TIME);
  request->depth = (int) wg_command_call_get_integer (call, "level", 0);
  request->n_draws = WG_HOTSPOT_N_DRAWS;
  request->seed = WG_HOTSPOT_SEED;
  if (request->method == WG_HOTSPOT_DENSITY && !(request->bandwidth_m > 0.0 && request->bandwidth_m < 1e7))
    g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("Density needs a --bandwidth: the radius in metres over which a case is spread."));
  else if (request->from_ms != WG_NO_TIME && request->from_ms >= request->to_ms)
    g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, _ ("The period ends before it begins."));
  else
    return TRUE;
  return FALSE;
}

gboolean
wg_command_hotspot_layer_load (WgCommandCall *call, WgCity *city, WgHotspotLayer **layer, GError **error)
{
  WgHotspotRequest request = { 0 };
  g_autoptr (WgHotspot) hotspot = NULL;

  *layer = NULL;
  if (wg_command_call_get_text (call, "hotspot") == NULL)
    return TRUE;
  if (!take_request (call, &request, error))
    return FALSE;
  wg_store_find_hotspots_async (call->store, &request, call->cancellable, wg_command_call_ready, call);
  hotspot = wg_store_find_hotspots_finish (call->store, wg_command_call_wait (call), error);
  if (hotspot != NULL)
    *layer = wg_hotspot_layer_new (hotspot, city, call->zone);
  return hotspot != NULL;
}

static void
write_peak (WgJsonWriter *out, const WgDensityMesh *mesh)
{
  wg_json_writer_key (out, "peak");
  if (mesh == NULL)
    {
      wg_json_writer_add_raw (out, "null");
      return;
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_double (out, "lon", mesh->peak_lon);
  wg_json_writer_double (out, "lat", mesh->peak_lat);
  wg_json_writer_double (out, "per_km2", mesh->peak);
  wg_json_writer_end_object (out);
}

static void
write_keys (WgJsonWriter *out, const WgHotspotLayer *layer)
{
  g_autoptr (GPtrArray) keys = wg_hotspot_layer_list_keys (layer, WG_THEME_LIGHT);

  wg_json_writer_key (out, "legend");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < keys->len; i++)
    {
      const WgHotspotKey *key = g_ptr_array_index (keys, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "text", key->text);
      wg_json_writer_int (out, "grids", key->n >= 0 ? key->n : G_MININT64);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

static void
write_marks (WgJsonWriter *out, const GPtrArray *marks)
{
  wg_json_writer_key (out, "marks");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < marks->len; i++)
    {
      const WgHotspotMark *mark = g_ptr_array_index (marks, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "name", mark->title);
      wg_json_writer_text (out, "text", mark->text);
      wg_json_writer_bool (out, "watched", mark->watched);
      wg_json_writer_double (out, "lon", mark->lon);
      wg_json_writer_double (out, "lat", mark->lat);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

void
wg_command_hotspot_layer_write (WgJsonWriter *out, const WgHotspotLayer *layer)
{
  const WgHotspot *hotspot = layer != NULL ? wg_hotspot_layer_get_hotspot (layer) : NULL;
  const WgHotspotRequest *request = hotspot != NULL ? &hotspot->request : NULL;

  wg_json_writer_key (out, "hotspot");
  if (hotspot == NULL)
    {
      wg_json_writer_add_raw (out, "null");
      return;
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "method", wg_hotspot_method_to_nick (request->method));
  wg_json_writer_int (out, "level", request->depth);
  wg_json_writer_time (out, "from", request->from_ms);
  wg_json_writer_time (out, "to", request->to_ms);
  wg_json_writer_int (out, "cases", wg_hotspot_get_n_cases (hotspot));
  wg_json_writer_text (out, "kernel", hotspot->mesh != NULL ? wg_kernel_to_nick (request->kernel) : NULL);
  wg_json_writer_double (out, "bandwidth_m", hotspot->mesh != NULL ? request->bandwidth_m : NAN);
  wg_json_writer_bool (out, "edge_corrected", hotspot->mesh != NULL && request->edge);
  write_peak (out, hotspot->mesh);
  write_keys (out, layer);
  write_marks (out, wg_hotspot_layer_get_marks (layer));
  wg_json_writer_end_object (out);
}
