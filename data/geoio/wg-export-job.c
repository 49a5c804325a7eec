/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever fetches a file must never fetch half of one: it is made elsewhere, by a process that can be stopped, and gets
 * its name when it is whole.
 */

#include "wg-export-job.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "wg-error.h"
#include "wg-geo-child.h"

#define WRITTEN_FOLDER "out"
#define WRITTEN_STEM "export."

void
wg_export_form_clear (WgExportForm *form)
{
  g_clear_pointer (&form->out, g_free);
  g_clear_pointer (&form->format, g_free);
  g_clear_pointer (&form->crs, g_free);
  g_clear_pointer (&form->encoding, g_free);
  g_clear_pointer (&form->layer, g_free);
}

char *
wg_export_form_get_format (const WgExportForm *form)
{
  g_autofree char *name = g_path_get_basename (form->out);
  const char *dot = strrchr (name, '.');

  if (form->format != NULL)
    return g_strdup (form->format);
  return dot != NULL && dot[1] != '\0' ? g_ascii_strdown (dot + 1, -1) : NULL;
}

/* Without its extension, when that is the format's own. */
static char *
get_stem (const WgExportForm *form, const char *format)
{
  g_autofree char *extension = g_strconcat (".", format, NULL);
  g_autofree char *lower = g_ascii_strdown (form->out, -1);

  return g_str_has_suffix (lower, extension) ? g_strndup (form->out, strlen (form->out) - strlen (extension)) : g_strdup (form->out);
}

static char *
get_place (const WgExportForm *form, const char *format, const char *extension)
{
  g_autofree char *stem = get_stem (form, format);

  return g_str_equal (extension, format) ? g_strdup (form->out) : g_strconcat (stem, ".", extension, NULL);
}

static gboolean
set_exists (GError **error, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, WG_ERROR, WG_ERROR_EXISTS, _ ("“%s” is there already. Nothing was exported; choose another name or say --yes."),
               shown);
  return FALSE;
}

gboolean
wg_export_job_check (const WgExportForm *form, GError **error)
{
  g_autofree char *format = wg_export_form_get_format (form);
  g_autofree char *folder = g_path_get_dirname (form->out);
  g_autofree char *shown = g_filename_display_name (form->out);

  if (format == NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("“%s” does not end in a format. Formats are: %s."), shown,
                 "shp, gpkg, geojson, kml, dxf, xlsx, csv");
  else if (g_file_test (form->out, G_FILE_TEST_IS_DIR) || (!form->overwrites && g_file_test (form->out, G_FILE_TEST_EXISTS)))
    set_exists (error, form->out);
  else if (g_access (folder, W_OK) != 0)
    g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("Nothing can be written beside “%s”: %s. Nothing was exported."), shown,
                 g_strerror (errno));
  else
    return TRUE;
  return FALSE;
}

/* --- The child --- */

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static char *
make_line (const WgExportForm *form, const char *folder)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *rows = g_build_filename (folder, WG_EXPORT_ROWS_FILE_NAME, NULL);
  g_autofree char *format = wg_export_form_get_format (form);

  json_builder_begin_object (builder);
  add_text (builder, "mode", "write");
  add_text (builder, "path", rows);
  add_text (builder, "folder", folder);
  add_text (builder, "format", format);
  add_text (builder, "layer", form->layer);
  add_text (builder, "crs", form->crs);
  add_text (builder, "encoding", form->encoding);
  add_text (builder, "locale_folder", bindtextdomain (GETTEXT_PACKAGE, NULL));
  json_builder_set_member_name (builder, "watch_stdin");
  json_builder_add_boolean_value (builder, TRUE);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

typedef struct
{
  WgExportProgress progress;
  gpointer user_data;
  GPtrArray *warnings;
  JsonObject *failed;
  gboolean done;
} Hearing;

static void
hear_line (Hearing *self, const char *line)
{
  g_autoptr (JsonNode) node = json_from_string (line, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *event = object != NULL ? json_object_get_string_member_with_default (object, "event", "") : "";

  if (g_str_equal (event, "progress") && self->progress != NULL)
    self->progress (json_object_get_int_member_with_default (object, "done", 0),
                    json_object_get_int_member_with_default (object, "total", 0), self->user_data);
  else if (g_str_equal (event, "finding"))
    g_ptr_array_add (self->warnings, g_strdup (json_object_get_string_member_with_default (object, "text", "")));
  else if (g_str_equal (event, "failed") && self->failed == NULL)
    self->failed = json_object_ref (object);
  else if (g_str_equal (event, "done"))
    self->done = TRUE;
}

static void
on_cancelled (GCancellable *cancellable, gpointer child)
{
  g_subprocess_force_exit (child);
}

static gboolean
set_ending (Hearing *self, GSubprocess *child, GCancellable *cancellable, GError **error)
{
  const char *stopped = _ ("The file could not be written to its end. Nothing was exported. Try another format.");

  if (g_cancellable_is_cancelled (cancellable))
    g_set_error_literal (error, WG_ERROR, WG_ERROR_CANCELLED, _ ("The export was stopped. Nothing was written."));
  else if (self->failed != NULL)
    g_propagate_error (error, wg_geo_child_make_error (self->failed, stopped));
  else if (!self->done || !g_subprocess_get_if_exited (child) || g_subprocess_get_exit_status (child) != 0)
    g_set_error_literal (error, WG_ERROR, WG_ERROR_IO, stopped);
  else
    return TRUE;
  return FALSE;
}

gboolean
wg_export_job_write (const WgExportForm *form, WgImportFolder *folder, WgExportProgress progress, gpointer user_data,
                     GPtrArray *warnings, GCancellable *cancellable, GError **error)
{
  Hearing hearing = { progress, user_data, warnings, NULL, FALSE };
  g_autofree char *request = make_line (form, wg_import_folder_get_path (folder));
  g_autoptr (GSubprocess) child = wg_geo_child_start (request, error);
  g_autoptr (GDataInputStream) lines = NULL;
  gboolean good;
  gulong id;

  if (child == NULL)
    return FALSE;
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  id = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), child, NULL);
  while (TRUE)
    {
      g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

      if (line == NULL)
        break;
      hear_line (&hearing, line);
    }
  g_subprocess_wait (child, NULL, NULL);
  g_cancellable_disconnect (cancellable, id);
  good = set_ending (&hearing, child, cancellable, error);
  g_clear_pointer (&hearing.failed, json_object_unref);
  return good;
}

/* --- Its place --- */

static gboolean
set_failed (GError **error, const char *path, int reason)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("“%s” cannot be written: %s. Nothing was exported."), shown, g_strerror (reason));
  return FALSE;
}

/* A copy beside the place, whole and on the disk. */
static gboolean
copy_beside (const char *from, const char *to, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) copy = g_file_new_for_path (to);
  g_autoptr (GError) local = NULL;
  int file;
  gboolean synced;

  if (!g_file_copy (source, copy, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &local))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("The file could not be written: %s. Nothing was exported."), local->message);
      return FALSE;
    }
  file = open (to, O_RDONLY | O_CLOEXEC);
  synced = file >= 0 && fsync (file) == 0;
  if (file >= 0)
    close (file);
  return synced || set_failed (error, to, errno);
}

typedef struct
{
  char *from;
  char *part;
  char *place;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_unlink (step->part);
  g_free (step->from);
  g_free (step->part);
  g_free (step->place);
  g_free (step);
}

static int
compare_steps (gconstpointer a, gconstpointer b, gpointer out)
{
  const Step *one = *(const Step *const *) a, *two = *(const Step *const *) b;

  return g_str_equal (one->place, out) - g_str_equal (two->place, out);
}

/* Every file that the child has written, the one that bears the asked name last. */
static GPtrArray *
list_steps (const WgExportForm *form, WgImportFolder *folder)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func (step_free);
  g_autofree char *written = g_build_filename (wg_import_folder_get_path (folder), WRITTEN_FOLDER, NULL);
  g_autofree char *format = wg_export_form_get_format (form);
  g_autoptr (GDir) dir = g_dir_open (written, 0, NULL);
  g_autofree char *mark = g_uuid_string_random ();
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      Step *step;

      if (!g_str_has_prefix (name, WRITTEN_STEM))
        continue;
      step = g_new0 (Step, 1);
      step->from = g_build_filename (written, name, NULL);
      step->place = get_place (form, format, name + strlen (WRITTEN_STEM));
      step->part = g_strdup_printf ("%s.%.8s.part", step->place, mark);
      g_ptr_array_add (steps, step);
    }
  g_ptr_array_sort_with_data (steps, compare_steps, form->out);
  return steps;
}

gboolean
wg_export_job_publish (const WgExportForm *form, WgImportFolder *folder, GError **error)
{
  g_autoptr (GPtrArray) steps = list_steps (form, folder);

  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = g_ptr_array_index (steps, i);

      if (!form->overwrites && g_file_test (step->place, G_FILE_TEST_EXISTS))
        return set_exists (error, step->place);
      if (!copy_beside (step->from, step->part, error))
        return FALSE;
    }
  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = g_ptr_array_index (steps, i);

      if (g_rename (step->part, step->place) != 0)
        return set_failed (error, step->place, errno);
    }
  return TRUE;
}
