/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: base maps are set up once, by somebody who copies addresses out of a manual; a line that can be repeated is what
 * that person wants, and a list that says which of them work.
 */

#include "wg-command-basemaps.h"

#include "wg-command-keys.h"

#include "wg-basemap-preset.h"
#include "wg-basemap-token.h"
#include "wg-demo-files.h"
#include "wg-error.h"
#include "wg-store-basemaps.h"
#include "wg-store-finder.h"
#include "wg-store-layers.h"
#include "wg-tile-template.h"

#include <glib/gi18n.h>
#include <string.h>

#define PROBE_ZOOM 12
#define PROBE_MS 10000
#define MAX_TOKEN 4096

/* One base map of the list. */
typedef struct
{
  WgBasemap *basemap;
  gboolean beside;
  WgBaseLayer *layer;
  char *reason;
} Row;

static void
free_row (gpointer data)
{
  Row *row = data;

  wg_basemap_free (row->basemap);
  g_clear_object (&row->layer);
  g_free (row->reason);
  g_free (row);
}

static char *
dup_folder (WgCommandCall *call)
{
  g_autofree char *path = wg_store_finder_get_path (call->uri, NULL);

  return path != NULL ? g_path_get_dirname (path) : NULL;
}

static void
add_row (GPtrArray *rows, WgBasemap *basemap, gboolean beside)
{
  Row *row = g_new0 (Row, 1);

  row->basemap = basemap;
  row->beside = beside;
  g_ptr_array_add (rows, row);
}

static gboolean
add_imported (WgCommandCall *call, GPtrArray *rows, gint64 at_ms, GError **error)
{
  const char *name = _ ("Imported layers");
  g_autoptr (GPtrArray) shapes = NULL;

  wg_store_load_base_shapes_async (call->store, at_ms, call->cancellable, wg_command_call_ready, call);
  shapes = wg_store_load_base_shapes_finish (call->store, wg_command_call_wait (call), error);
  if (shapes == NULL)
    return FALSE;
  if (shapes->len == 0)
    return TRUE;
  add_row (rows, wg_basemap_new_imported (name), TRUE);
  ((Row *) g_ptr_array_index (rows, rows->len - 1))->layer = wg_base_layer_new_imported (name, shapes);
  return TRUE;
}

/* Returns the file beside the database, what was imported, then the list of the district. */
static GPtrArray *
list_rows (WgCommandCall *call, gint64 at_ms, GError **error)
{
  g_autofree char *path = wg_store_finder_get_path (call->uri, NULL);
  g_autofree char *own = path != NULL ? wg_basemap_path_for (path) : NULL;
  g_autoptr (GPtrArray) list = NULL;
  GPtrArray *rows;

  wg_store_load_basemaps_async (call->store, at_ms, call->cancellable, wg_command_call_ready, call);
  list = wg_store_load_basemaps_finish (call->store, wg_command_call_wait (call), error);
  if (list == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func (free_row);
  if (own != NULL && g_file_test (own, G_FILE_TEST_IS_REGULAR))
    add_row (rows, wg_basemap_new (own, NULL, NULL, NULL), TRUE);
  if (!add_imported (call, rows, at_ms, error))
    {
      g_ptr_array_unref (rows);
      return NULL;
    }
  for (guint i = 0; i < list->len; i++)
    add_row (rows, wg_basemap_copy (g_ptr_array_index (list, i)), FALSE);
  return rows;
}

static void
open_row (Row *row, const char *folder)
{
  g_autoptr (GError) error = NULL;

  if (row->layer != NULL)
    return;
  row->layer = wg_base_layer_open (row->basemap, folder, &error);
  if (row->layer == NULL)
    row->reason = g_strdup (error->message);
}

/* --- For painting --- */

static WgBaseLayer *
open_named (GPtrArray *rows, const char *name, const char *folder, GError **error)
{
  g_autoptr (WgBasemap) file = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->basemap->name, name))
        return row->layer != NULL ? g_object_ref (row->layer) : wg_base_layer_open (row->basemap, folder, error);
    }
  file = wg_basemap_new (name, NULL, NULL, error);
  return file != NULL ? wg_base_layer_open (file, NULL, error) : NULL;
}

static void
open_all (WgCommandCall *call, GPtrArray *rows, const char *folder, GPtrArray *layers)
{
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);

      open_row (row, folder);
      if (row->layer != NULL)
        g_ptr_array_add (layers, g_object_ref (row->layer));
      else
        wg_command_call_warn (call, row->reason);
    }
}

gboolean
wg_command_basemaps_open (WgCommandCall *call, GPtrArray *names, WgBaseStack **stack, GError **error)
{
  g_autoptr (GPtrArray) layers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folder = dup_folder (call);
  g_autoptr (GPtrArray) rows = list_rows (call, G_MININT64, error);

  *stack = NULL;
  if (rows == NULL)
    return FALSE;
  if (names == NULL)
    open_all (call, rows, folder, layers);
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      WgBaseLayer *layer;

      if (g_str_equal (name, "none"))
        continue;
      layer = open_named (rows, name, folder, error);
      if (layer == NULL)
        return FALSE;
      g_ptr_array_add (layers, layer);
    }
  if (layers->len > 0)
    *stack = wg_base_stack_new (layers);
  return TRUE;
}

gboolean
wg_command_basemaps_open_at (WgCommandCall *call, gint64 at_ms, WgBaseStack **stack, GError **error)
{
  g_autoptr (GPtrArray) layers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folder = dup_folder (call);
  g_autoptr (GPtrArray) rows = list_rows (call, at_ms, error);

  *stack = NULL;
  if (rows == NULL)
    return FALSE;
  open_all (call, rows, folder, layers);
  if (layers->len > 0)
    *stack = wg_base_stack_new (layers);
  return TRUE;
}

/* --- The list --- */

/* A server is asked for one tile of the district. */
static gboolean
probe (WgCommandCall *call, Row *row, GError **error)
{
  g_autoptr (WgGridTree) grids = NULL;
  guint zoom = CLAMP (PROBE_ZOOM, wg_base_layer_get_min_zoom (row->layer), wg_base_layer_get_max_zoom (row->layer));
  double lon = 105.0, lat = 35.0, span = exp2 (zoom);
  const WgBox *box;
  cairo_surface_t *picture;
  gboolean final;

  wg_store_load_grids_async (call->store, call->cancellable, wg_command_call_ready, call);
  grids = wg_store_load_grids_finish (call->store, wg_command_call_wait (call), error);
  if (grids == NULL)
    return FALSE;
  box = wg_grid_tree_get_box (grids);
  if (!wg_box_is_empty (box))
    {
      lon = (box->min_lon + box->max_lon) / 2.0;
      lat = (box->min_lat + box->max_lat) / 2.0;
    }
  picture = wg_base_layer_load (row->layer,
                                (WgTileId){ (guint8) zoom, (guint32) (wg_mercator_x_from_lon (lon) * span),
                                            (guint32) (wg_mercator_y_from_lat (lat) * span) },
                                FALSE, PROBE_MS, &final);
  if (picture != NULL)
    cairo_surface_destroy (picture);
  else
    row->reason = wg_base_layer_dup_trouble (row->layer);
  return TRUE;
}

static const char *
get_token_state (const WgBasemap *basemap)
{
  g_autoptr (WgTileTemplate) template
      = wg_basemap_is_network (basemap) ? wg_tile_template_new (basemap->location, NULL) : NULL;
  g_autofree char *token = NULL;

  if (template == NULL || !wg_tile_template_needs_token (template))
    return NULL;
  token = wg_basemap_token_load (wg_tile_template_get_host (template));
  return token != NULL ? "set" : "missing";
}

static void
write_row (WgJsonWriter *out, Row *row)
{
  const WgBasemap *basemap = row->basemap;
  gboolean known = row->layer != NULL || basemap->has_zooms;

  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "name", basemap->name);
  wg_json_writer_text (out, "kind", wg_basemap_kind_to_nick (basemap->kind));
  wg_json_writer_text (out, "url", basemap->location);
  wg_json_writer_key (out, "zooms");
  wg_json_writer_begin_array (out);
  if (known)
    {
      wg_json_writer_add_int (out, row->layer != NULL ? wg_base_layer_get_min_zoom (row->layer) : basemap->min_zoom);
      wg_json_writer_add_int (out, row->layer != NULL ? wg_base_layer_get_max_zoom (row->layer) : basemap->max_zoom);
    }
  wg_json_writer_end_array (out);
  wg_json_writer_text (out, "datum", wg_datum_to_nick (basemap->datum));
  wg_json_writer_bool (out, "ok", row->reason == NULL);
  wg_json_writer_text (out, "reason", row->reason);
  wg_json_writer_text (out, "attribution", row->layer != NULL ? wg_base_layer_get_attribution (row->layer) : basemap->attribution);
  wg_json_writer_text (out, "token", get_token_state (basemap));
  wg_json_writer_bool (out, "beside", row->beside);
  wg_json_writer_end_object (out);
}

static void
add_text_row (WgTextTable *table, Row *row)
{
  g_autofree char *zooms = row->layer != NULL ? g_strdup_printf ("%u–%u", wg_base_layer_get_min_zoom (row->layer),
                                                                 wg_base_layer_get_max_zoom (row->layer))
                                              : g_strdup ("–");

  wg_text_table_add (table, row->basemap->name);
  wg_text_table_add (table, wg_basemap_kind_to_nick (row->basemap->kind));
  wg_text_table_add (table, zooms);
  wg_text_table_add (table, wg_datum_to_nick (row->basemap->datum));
  wg_text_table_add (table, row->reason != NULL ? row->reason : C_ ("base map", "ready"));
  wg_text_table_add (table, row->basemap->location);
}

static gboolean
run_list (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Base map"), C_ ("column", "Kind"),  C_ ("column", "Zooms"),
                                 C_ ("column", "Datum"),    C_ ("column", "State"), C_ ("column", "Place") };
  g_autoptr (WgTextTable) table = wg_text_table_new ("llllll", titles);
  g_autofree char *folder = dup_folder (call);
  g_autoptr (GPtrArray) rows = list_rows (call, wg_command_call_get_time (call, "at", G_MININT64), error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);

      open_row (row, folder);
      if (row->layer != NULL && wg_basemap_is_network (row->basemap) && !probe (call, row, error))
        return FALSE;
      if (!call->json)
        {
          add_text_row (table, row);
          continue;
        }
      write_row (call->writer, row);
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return rows != NULL && wg_command_call_print_table (call, table, error);
}

/* --- Changing it --- */

static gboolean
print_done (WgCommandCall *call, const char *name, gint64 event_id, const char *sentence, GError **error)
{
  WgJsonWriter *out = call->writer;

  if (!call->json)
    {
      g_autofree char *line = g_strdup_printf ("%s: %s\n", name, sentence);

      return call->quiet || wg_command_call_print (call, line, error);
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_bool (out, "ok", TRUE);
  wg_json_writer_text (out, "name", name);
  wg_command_keys_write_end (out, NULL, G_MININT64, event_id > 0 ? event_id : G_MININT64);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

/* Not on the command line, where everybody on the computer could read it in the list of programs. */
static gboolean
read_token (WgCommandCall *call, char **token, GError **error)
{
  const char *path = wg_command_call_get_text (call, "token-file");
  g_autoptr (GError) local = NULL;
  gsize length = 0;

  *token = NULL;
  if (path == NULL)
    return TRUE;
  if (!g_file_get_contents (g_str_equal (path, "-") ? "/dev/stdin" : path, token, &length, &local))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("The token cannot be read from “%s” (%s). Nothing was changed."), path,
                   local->message);
      return FALSE;
    }
  g_strstrip (*token);
  if (length <= MAX_TOKEN && **token != '\0' && g_utf8_validate (*token, -1, NULL))
    return TRUE;
  g_clear_pointer (token, g_free);
  g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE, _ ("“%s” holds no token. Nothing was changed."), path);
  return FALSE;
}

static gboolean
keep_token (const WgBasemap *basemap, const char *token, GError **error)
{
  g_autoptr (WgTileTemplate) template = wg_basemap_is_network (basemap) ? wg_tile_template_new (basemap->location, error) : NULL;

  if (template != NULL && wg_tile_template_needs_token (template))
    return wg_basemap_token_save (wg_tile_template_get_host (template), token, error);
  g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("The base map “%s” has no {token} in its address. Nothing was changed."),
               basemap->name);
  return FALSE;
}

static gboolean
take_zooms (WgCommandCall *call, WgBasemap *basemap, GError **error)
{
  const char *text = wg_command_call_get_text (call, "zooms");
  guint64 zooms[2];
  g_auto (GStrv) parts = NULL;

  if (text == NULL)
    return TRUE;
  parts = g_strsplit (text, "-", 3);
  if (g_strv_length (parts) == 2 && g_ascii_string_to_unsigned (parts[0], 10, 0, 99, &zooms[0], NULL)
      && g_ascii_string_to_unsigned (parts[1], 10, 0, 99, &zooms[1], NULL))
    return wg_basemap_set_zooms (basemap, (guint) zooms[0], (guint) zooms[1], error);
  return wg_basemap_set_zooms (basemap, 1, 0, error);
}

static WgBasemap *
describe (WgCommandCall *call, char **token, GError **error)
{
  const char *owner = wg_command_call_get_text (call, "attribution");
  const char *datum = wg_command_call_get_text (call, "datum");
  g_autoptr (WgBasemap) basemap
      = wg_basemap_new (wg_command_call_get_argument (call, 0), wg_command_call_get_text (call, "name"), token, error);

  if (basemap == NULL || !take_zooms (call, basemap, error))
    return NULL;
  wg_datum_from_nick (datum, &basemap->datum);
  basemap->attribution = owner != NULL && *owner != '\0' ? g_strdup (owner) : NULL;
  return g_steal_pointer (&basemap);
}

static GPtrArray *
describe_all (WgCommandCall *call, char **token, GError **error)
{
  static const char *const own[] = { "name", "datum", "attribution", "zooms" };
  const char *place = wg_command_call_get_argument (call, 0);
  g_autoptr (GPtrArray) list = NULL;
  WgBasemap *basemap;
  guint preset;

  if (wg_basemap_preset_from_nick (place, &preset))
    {
      for (guint i = 0; i < G_N_ELEMENTS (own); i++)
        if (wg_command_call_get_text (call, own[i]) != NULL)
          {
            g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("“%s” needs no --%s. Nothing was changed."), place, own[i]);
            return NULL;
          }
      return wg_basemap_preset_make (preset);
    }
  basemap = describe (call, token, error);
  if (basemap == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_basemap_free);
  g_ptr_array_add (list, basemap);
  return g_steal_pointer (&list);
}

static gboolean
can_open_all (GPtrArray *list, GError **error)
{
  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr (WgBaseLayer) layer = wg_base_layer_open (g_ptr_array_index (list, i), NULL, error);

      if (layer == NULL)
        return FALSE;
    }
  return TRUE;
}

/* Whether it was done already, which is told again; -1 with @error set. */
static int
tell_again (WgCommandCall *call, const char *sentence, GError **error)
{
  g_autofree char *name = NULL;
  gint64 event_id;

  if (!wg_command_keys_find_setting (call, WG_BASEMAP_SETTING, &name, &event_id, error))
    return -1;
  return name == NULL ? FALSE : print_done (call, name, event_id, sentence, error) ? TRUE : -1;
}

/* A file is opened before it is put on the list; a server may be down today. */
static gboolean
add_new (WgCommandCall *call, GError **error)
{
  g_autofree char *pasted = NULL, *token = NULL, *folder = dup_folder (call);
  g_autoptr (GPtrArray) list = describe_all (call, &pasted, error);
  gint64 operator_id = list != NULL && can_open_all (list, error) ? wg_command_call_find_operator (call, error) : -1, event_id;
  WgBasemap *basemap;

  if (operator_id < 0 || !read_token (call, &token, error))
    return FALSE;
  basemap = g_ptr_array_index (list, 0);
  if ((token != NULL || pasted != NULL) && !keep_token (basemap, token != NULL ? token : pasted, error))
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    wg_basemap_make_relative (g_ptr_array_index (list, i), folder);
  wg_store_add_basemaps_async (call->store, operator_id, list, wg_command_keys_get (call), call->cancellable, wg_command_call_ready, call);
  event_id = wg_store_change_basemaps_finish (call->store, wg_command_call_wait (call), error);
  return event_id > 0 && print_done (call, basemap->name, event_id, _ ("added"), error);
}

static gboolean
run_add (WgCommandCall *call, GError **error)
{
  int told = tell_again (call, _ ("added"), error);

  return told > 0 || (told == 0 && add_new (call, error));
}

static gboolean
run_remove (WgCommandCall *call, GError **error)
{
  const char *name = wg_command_call_get_argument (call, 0);
  int told = tell_again (call, _ ("removed"), error);
  gint64 operator_id = told == 0 ? wg_command_call_find_operator (call, error) : -1, event_id;

  if (operator_id < 0)
    return told > 0;
  wg_store_remove_basemap_async (call->store, operator_id, name, wg_command_keys_get (call), call->cancellable, wg_command_call_ready,
                                 call);
  event_id = wg_store_change_basemaps_finish (call->store, wg_command_call_wait (call), error);
  return event_id > 0 && print_done (call, name, event_id, _ ("removed"), error);
}

static gboolean
run_move (WgCommandCall *call, GError **error)
{
  const char *name = wg_command_call_get_argument (call, 0);
  int steps = (int) CLAMP (wg_command_call_get_integer (call, "steps", 1), -100, 100);
  int told = tell_again (call, _ ("moved"), error);
  gint64 operator_id = told == 0 ? wg_command_call_find_operator (call, error) : -1, event_id;

  if (operator_id < 0)
    return told > 0;
  wg_store_move_basemap_async (call->store, operator_id, name, steps, wg_command_keys_get (call), call->cancellable,
                               wg_command_call_ready, call);
  event_id = wg_store_change_basemaps_finish (call->store, wg_command_call_wait (call), error);
  return event_id > 0 && print_done (call, name, event_id, _ ("moved"), error);
}

static gboolean
run_token (WgCommandCall *call, GError **error)
{
  const char *name = wg_command_call_get_argument (call, 0);
  g_autoptr (GPtrArray) rows = list_rows (call, G_MININT64, error);
  g_autofree char *token = NULL;

  if (rows == NULL || !read_token (call, &token, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->basemap->name, name))
        return keep_token (row->basemap, token, error)
               && print_done (call, name, 0, token != NULL ? _ ("the token is kept on this computer") : _ ("the token is forgotten"),
                              error);
    }
  g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no base map “%s” among those of the district. Nothing was changed."),
               name);
  return FALSE;
}

static const WgOption add_options[] = {
  { "name", WG_OPTION_TEXT, "NAME", N_ ("its name; else that of the file or the host") },
  { "datum", WG_OPTION_CHOICE, "none|gcj02|bd09", N_ ("the coordinates it was drawn in; else none: not shifted") },
  { "attribution", WG_OPTION_TEXT, "T", N_ ("whose map it is, shown on the map") },
  { "zooms", WG_OPTION_TEXT, "MIN-MAX", N_ ("the zooms it has; else as the file says, or 0-18") },
  { "token-file", WG_OPTION_TEXT, "FILE", N_ ("a file with the token, - for the standard input; kept with this user, not in the database") },
  { NULL },
};

static const WgOption move_options[] = {
  { "steps", WG_OPTION_INTEGER, "N", N_ ("how many others it is lifted over; negative puts it under them; else 1") },
  { NULL },
};

static const WgOption token_options[] = {
  { "token-file", WG_OPTION_TEXT, "FILE", N_ ("a file with the token, - for the standard input; without it the token is forgotten") },
  { NULL },
};

#define WRITES (WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED)
#define WRITE_SHAPE "{ok,name,state,version,event,warnings:[]}"

const WgCommand wg_commands_basemaps[] = {
  { "basemaps", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, "{name,kind,url,zooms,datum,ok,reason,attribution,token,beside}",
    N_ ("List the base maps, the lowest first, and whether they work"), run_list, NULL },
  { "basemaps", "add", "FILE|FOLDER|ADDRESS|tianditu|tianditu-imagery|tianditu-terrain", 1, 1, WRITES, WG_BASEMAP_ROLES, -1, WRITE_SHAPE,
    N_ ("Add a base map on top of the others"),
    run_add, add_options },
  { "basemaps", "remove", "NAME", 1, 1, WRITES, WG_BASEMAP_ROLES, -1, WRITE_SHAPE, N_ ("Remove a base map from the list"), run_remove,
    NULL },
  { "basemaps", "move", "NAME", 1, 1, WRITES, WG_BASEMAP_ROLES, -1, WRITE_SHAPE, N_ ("Lay a base map over others or under them"),
    run_move, move_options },
  { "basemaps", "token", "NAME", 1, 1, WG_COMMAND_OPENS, 0, -1, WRITE_SHAPE, N_ ("Keep the token of a base map on this computer, or forget it"),
    run_token, token_options },
  { NULL },
};
