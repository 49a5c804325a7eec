/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the window and the command line ask the same questions about a file; one boxed request holds the answers and
 * writes the line that the child reads, so that neither can send something the other cannot.
 */

#include "wg-import-request.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "wg-error.h"
#include "wg-words.h"

static const char *const grid_columns[] = { "code", "name", "parent", "households", "people", NULL };
static const char *const building_columns[] = { "code", "name", "address", "floors", "households", "people", "mark", NULL };
static const char *const facility_columns[] = { "class_code", "code", "name", "lon", "lat", NULL };
static const char *const case_columns[]
    = { "number",   "channel",       "class_code",     "class_text", "title",   "body",    "address",   "state",
        "reported", "filed",         "due",            "done",       "closed",  "lon",     "lat",       "assignee",
        "reporter_name", "reporter_phone", "appointed", NULL };

static const char *const person_columns[]
    = { "code", "name", "kind", "unit", "post", "grids", "from", "to", "phone", "skills", "sections", NULL };

static const char *const layer_columns[] = { "name", "kind", NULL };

static const char *const *const columns[WG_N_IMPORT_KINDS] = {
  [WG_IMPORT_GRIDS] = grid_columns,
  [WG_IMPORT_BUILDINGS] = building_columns,
  [WG_IMPORT_CASES] = case_columns,
  [WG_IMPORT_FACILITIES] = facility_columns,
  [WG_IMPORT_ROADS] = layer_columns,
  [WG_IMPORT_WATER] = layer_columns,
  [WG_IMPORT_GREEN] = layer_columns,
  [WG_IMPORT_AREAS] = layer_columns,
  [WG_IMPORT_PERSONS] = person_columns,
};

static const char *const duplicates[] = { "refuse", "merge", "update" };

G_DEFINE_BOXED_TYPE (WgImportRequest, wg_import_request, wg_import_request_copy, wg_import_request_free)

WgImportRequest *
wg_import_request_new (WgImportKind kind, const char *path)
{
  WgImportRequest *request;

  g_return_val_if_fail (path != NULL, NULL);

  request = g_new0 (WgImportRequest, 1);
  request->kind = kind;
  request->path = g_strdup (path);
  request->mapping = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  request->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  request->decisions = wg_import_decisions_new ();
  return request;
}

static void
copy_pairs (GHashTable *from, GHashTable *to)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_replace (to, g_strdup (key), g_strdup (value));
}

WgImportRequest *
wg_import_request_copy (const WgImportRequest *request)
{
  WgImportRequest *copy;

  g_return_val_if_fail (request != NULL, NULL);

  copy = wg_import_request_new (request->kind, request->path);
  copy->layer = g_strdup (request->layer);
  copy->level = request->level;
  copy->level_name = g_strdup (request->level_name);
  copy_pairs (request->mapping, copy->mapping);
  copy_pairs (request->states, copy->states);
  copy->crs = g_strdup (request->crs);
  copy->attribution = g_strdup (request->attribution);
  copy->encoding = g_strdup (request->encoding);
  copy->timezone = g_strdup (request->timezone);
  copy->shown_rows = request->shown_rows;
  copy->on_duplicate = request->on_duplicate;
  g_ptr_array_unref (copy->decisions);
  copy->decisions = wg_import_decisions_copy (request->decisions);
  copy->snap_m = request->snap_m;
  copy->dry_run = request->dry_run;
  copy->key = g_strdup (request->key);
  return copy;
}

void
wg_import_request_free (WgImportRequest *request)
{
  if (request == NULL)
    return;
  g_free (request->path);
  g_free (request->layer);
  g_free (request->level_name);
  g_hash_table_unref (request->mapping);
  g_hash_table_unref (request->states);
  g_free (request->crs);
  g_free (request->attribution);
  g_free (request->encoding);
  g_free (request->timezone);
  g_ptr_array_unref (request->decisions);
  g_free (request->key);
  g_free (request);
}

void
wg_import_request_map (WgImportRequest *request, const char *ours, const char *field)
{
  g_return_if_fail (request != NULL && ours != NULL && field != NULL);

  if (g_str_has_suffix (ours, "_ms"))
    g_hash_table_replace (request->mapping, g_strndup (ours, strlen (ours) - 3), g_strdup (field));
  else
    g_hash_table_replace (request->mapping, g_strdup (ours), g_strdup (field));
}

/* Splits "a=b,c=d" and hands each pair to @take until that refuses one. A comma that no "=" follows belongs to the
 * value before it, so that "name=Street, No" needs no quoting.
 */
static gboolean
split_pairs (WgImportRequest *request, const char *text,
             gboolean (*take) (WgImportRequest *, const char *, const char *, GError **), GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *left = NULL;
      g_autoptr (GString) right = NULL;
      const char *equals = strchr (parts[i], '=');

      if (equals == NULL || equals == parts[i])
        {
          g_set_error (error, WG_ERROR, WG_ERROR_USAGE,
                       _ ("“%s” is not of the form name=value. Nothing was read. Write pairs with commas between "
                          "them."),
                       parts[i]);
          return FALSE;
        }
      left = g_strstrip (g_strndup (parts[i], (gsize) (equals - parts[i])));
      right = g_string_new (equals + 1);
      while (parts[i + 1] != NULL && strchr (parts[i + 1], '=') == NULL)
        g_string_append_printf (right, ",%s", parts[++i]);
      if (!take (request, left, right->str, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_mapping (WgImportRequest *request, const char *ours, const char *field, GError **error)
{
  g_autofree char *column = g_str_has_suffix (ours, "_ms") ? g_strndup (ours, strlen (ours) - 3) : g_strdup (ours);

  if (!g_strv_contains (columns[request->kind], column))
    {
      g_autofree char *all = g_strjoinv (", ", (char **) columns[request->kind]);

      g_set_error (error, WG_ERROR, WG_ERROR_USAGE,
                   _ ("There is no column “%s” for this kind of import. Nothing was read. Columns are: %s."), ours,
                   all);
      return FALSE;
    }
  wg_import_request_map (request, column, field);
  return TRUE;
}

gboolean
wg_import_request_add_mapping_text (WgImportRequest *request, const char *text, GError **error)
{
  g_return_val_if_fail (request != NULL && text != NULL, FALSE);

  return split_pairs (request, text, take_mapping, error);
}

static gboolean
take_state (WgImportRequest *request, const char *foreign, const char *state, GError **error)
{
  if (!wg_case_state_from_nick (state, NULL))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE,
                   _ ("There is no state “%s”. Nothing was read. States are: %s."), state,
                   "reported, filed, assigned, handling, handled, closed, rejected, merged");
      return FALSE;
    }
  g_hash_table_replace (request->states, g_strdup (foreign), g_strdup (state));
  return TRUE;
}

gboolean
wg_import_request_add_states_text (WgImportRequest *request, const char *text, GError **error)
{
  g_return_val_if_fail (request != NULL && text != NULL, FALSE);

  return split_pairs (request, text, take_state, error);
}

const char *const *
wg_import_request_get_columns (WgImportKind kind)
{
  g_return_val_if_fail ((gsize) kind < WG_N_IMPORT_KINDS, NULL);

  return columns[kind];
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_pairs (JsonBuilder *builder, const char *name, GHashTable *pairs)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  g_hash_table_iter_init (&iter, pairs);
  while (g_hash_table_iter_next (&iter, &key, &value))
    add_text (builder, key, value);
  json_builder_end_object (builder);
}

/* JSON is UTF-8 and file names are bytes: one that is no text goes as a URI. */
static char *
write_path (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);

  return g_utf8_validate (absolute, -1, NULL) ? g_steal_pointer (&absolute) : g_filename_to_uri (absolute, NULL, NULL);
}

char *
wg_import_request_to_line (const WgImportRequest *request, const char *mode, const char *folder)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (request != NULL && mode != NULL && folder != NULL, NULL);

  path = write_path (request->path);
  json_builder_begin_object (builder);
  add_text (builder, "mode", mode);
  add_text (builder, "kind", wg_import_kind_to_nick (request->kind));
  add_text (builder, "path", path);
  add_text (builder, "folder", folder);
  add_text (builder, "layer", request->layer);
  add_text (builder, "encoding", request->encoding);
  add_text (builder, "crs", request->crs);
  add_text (builder, "tz", request->timezone);
  add_text (builder, "on_duplicate", duplicates[request->on_duplicate]);
  add_text (builder, "locale_folder", bindtextdomain (GETTEXT_PACKAGE, NULL));
  json_builder_set_member_name (builder, "rows");
  json_builder_add_int_value (builder, request->shown_rows);
  add_pairs (builder, "map", request->mapping);
  add_pairs (builder, "states", request->states);
  json_builder_set_member_name (builder, "decisions");
  wg_import_decisions_write (request->decisions, builder);
  json_builder_set_member_name (builder, "watch_stdin");
  json_builder_add_boolean_value (builder, TRUE);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  return g_strconcat (text, "\n", NULL);
}
