/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what is typed after --map and --states must reach the child as it was meant, or be refused before anything is
 * read.
 */

#include <json-glib/json-glib.h>

#include "wg-error.h"
#include "wg-import-request.h"

static void
test_mapping_text (void)
{
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, "/tmp/cases.csv");
  g_autoptr (GError) error = NULL;

  g_assert_true (wg_import_request_add_mapping_text (request, "number=NO,reported_ms=ADDED,title=Street, and number",
                                                     &error));
  g_assert_no_error (error);
  g_assert_cmpstr (g_hash_table_lookup (request->mapping, "number"), ==, "NO");
  g_assert_cmpstr (g_hash_table_lookup (request->mapping, "reported"), ==, "ADDED");
  g_assert_cmpstr (g_hash_table_lookup (request->mapping, "title"), ==, "Street, and number");
  g_assert_true (wg_import_request_add_mapping_text (request, "channel==hotline", &error));
  g_assert_cmpstr (g_hash_table_lookup (request->mapping, "channel"), ==, "=hotline");
}

static void
test_mapping_refused (void)
{
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_GRIDS, "/tmp/grids.shp");
  g_autoptr (GError) error = NULL;

  g_assert_false (wg_import_request_add_mapping_text (request, "floors=F", &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, "households"));
  g_clear_error (&error);
  g_assert_false (wg_import_request_add_mapping_text (request, "code", &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_USAGE);
  g_assert_cmpuint (g_hash_table_size (request->mapping), ==, 0);
}

static void
test_states_text (void)
{
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_CASES, "/tmp/cases.csv");
  g_autoptr (GError) error = NULL;

  g_assert_true (wg_import_request_add_states_text (request, "IN WORK=handling,已办=closed", &error));
  g_assert_cmpstr (g_hash_table_lookup (request->states, "已办"), ==, "closed");
  g_assert_false (wg_import_request_add_states_text (request, "NEW=fresh", &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_USAGE);
  g_assert_nonnull (strstr (error->message, "fresh"));
}

static void
test_line (void)
{
  g_autoptr (WgImportRequest) request = wg_import_request_new (WG_IMPORT_GRIDS, "/tmp/a b/网格.shp");
  g_autoptr (WgImportRequest) copy = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *line = NULL;
  JsonObject *object;

  request->encoding = g_strdup ("GB18030");
  wg_import_request_map (request, "code", "编码\"1");
  copy = wg_import_request_copy (request);
  line = wg_import_request_to_line (copy, "read", "/tmp/folder");
  g_assert_true (g_str_has_suffix (line, "}\n"));
  g_assert_true (strchr (line, '\n') == line + strlen (line) - 1);
  node = json_from_string (line, NULL);
  object = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (object, "path"), ==, "/tmp/a b/网格.shp");
  g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, "grids");
  g_assert_cmpstr (json_object_get_string_member (object, "on_duplicate"), ==, "refuse");
  g_assert_cmpstr (json_object_get_string_member (object, "encoding"), ==, "GB18030");
  g_assert_false (json_object_has_member (object, "crs"));
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (object, "map"), "code"), ==,
                   "编码\"1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-request/mapping-text", test_mapping_text);
  g_test_add_func ("/import-request/mapping-refused", test_mapping_refused);
  g_test_add_func ("/import-request/states-text", test_states_text);
  g_test_add_func ("/import-request/line", test_line);
  return g_test_run ();
}
