/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: reading and writing foreign files go through the same process of ours; where it lies, how it is started and what its
 * last words mean is known once.
 */

#include "wg-geo-child.h"

#include <glib/gi18n-lib.h>

#include "wg-error.h"

/* A build tree is told by its own folders: a program that is installed never looks beside itself. */
static char *
find_in_build_tree (void)
{
  g_autofree char *place = g_file_read_link ("/proc/self/exe", NULL);

  for (int up = 0; place != NULL && up < 4; up++)
    {
      g_autofree char *folder = g_path_get_dirname (place);
      g_autofree char *mark = g_build_filename (folder, "meson-private", NULL);
      g_autofree char *helper = g_build_filename (folder, "data", "geoio", "wangge-geoio", NULL);

      if (g_file_test (mark, G_FILE_TEST_IS_DIR) && g_file_test (helper, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&helper);
      g_free (place);
      place = g_steal_pointer (&folder);
    }
  return NULL;
}

static char *
find_helper (void)
{
  const char *told = g_getenv ("WANGGE_GEOIO");
  char *built;

  if (told != NULL && *told != '\0')
    return g_strdup (told);
  built = find_in_build_tree ();
  return built != NULL ? built : g_build_filename (WG_PKGLIBEXECDIR, "wangge-geoio", NULL);
}

GSubprocess *
wg_geo_child_start (const char *line, GError **error)
{
  g_autofree char *helper = find_helper ();
  g_autoptr (GError) local_error = NULL;
  /* With the descriptors inherited the child is begun without a fork of this process: the handlers that libraries run in a
   * fork do not know of the threads at work here. The child closes what it inherits.
   */
  GSubprocess *child = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_INHERIT_FDS, &local_error, helper, line, NULL);

  if (child == NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_IO,
                 _ ("The program that reads and writes foreign files could not be started: %s. Nothing was done. Install Wangge "
                    "again."),
                 local_error->message);
  return child;
}

static WgErrorCode
code_from_nick (const char *nick)
{
  for (int code = 0; nick != NULL && code <= WG_ERROR_USAGE; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (WG_ERROR, code, "");

      if (g_str_equal (wg_error_code_to_nick (error), nick))
        return (WgErrorCode) code;
    }
  return WG_ERROR_UNREADABLE;
}

GError *
wg_geo_child_make_error (JsonObject *failed, const char *otherwise)
{
  GError *error = g_error_new_literal (
      WG_ERROR, code_from_nick (json_object_get_string_member_with_default (failed, "code", NULL)),
      json_object_get_string_member_with_default (failed, "text", otherwise));
  JsonNode *choices = json_object_get_member (failed, "choices");

  if (choices != NULL && JSON_NODE_HOLDS_ARRAY (choices))
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_auto (GStrv) allowed = NULL;
      JsonArray *array = json_node_get_array (choices);

      for (guint i = 0; i < json_array_get_length (array); i++)
        g_strv_builder_add (builder, json_array_get_string_element (array, i));
      allowed = g_strv_builder_end (builder);
      wg_error_set_allowed (error, (const char *const *) allowed);
    }
  return error;
}
