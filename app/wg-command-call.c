/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: verbs should read like sentences ("list the cases, print each"); what they share (typed options, waiting for the
 * store, writing out) is here.
 */

#include "wg-command-call.h"

#include "wg-error.h"
#include "wg-import-folder.h"
#include "wg-store-finder.h"
#include "wg-store-lead.h"
#include "wg-time.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_BYTES 65536
#define PROGRESS_INTERVAL (G_USEC_PER_SEC / 10)

WgCommandCall *
wg_command_call_new (WgCommandTable *table)
{
  WgCommandCall *self = g_new0 (WgCommandCall, 1);

  self->table = table;
  self->arguments = g_ptr_array_new_with_free_func (g_free);
  self->cancellable = g_cancellable_new ();
  self->writer = wg_json_writer_new ();
  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
wg_command_call_free (WgCommandCall *self)
{
  wg_command_call_close (self);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->arguments, g_ptr_array_unref);
  g_clear_pointer (&self->options, g_hash_table_unref);
  g_clear_pointer (&self->writer, wg_json_writer_free);
  g_clear_object (&self->cancellable);
  g_free (self->uri);
  g_free (self->key);
  g_free (self);
}

/* The database. */

/* Limits are read, and moves are dated, by the clock of this computer; when it is behind the history, that is said first. */
static void
warn_of_lead (WgCommandCall *self)
{
  g_autoptr (WgLead) lead = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  wg_store_find_lead_async (self->store, self->cancellable, wg_command_call_ready, self);
  lead = wg_store_find_lead_finish (self->store, wg_command_call_wait (self), &error);
  /* A history that cannot be read is a damage that the command itself tells, or was called to look for. */
  sentence = lead != NULL ? wg_lead_describe (lead, wg_clock_get_now (wg_store_get_clock (self->store)), self->zone) : NULL;
  if (sentence != NULL)
    wg_command_call_warn (self, sentence);
}

gboolean
wg_command_call_open (WgCommandCall *self, gboolean create, GError **error)
{
  wg_import_folder_clear_leftovers ();
  self->store = wg_store_finder_new_store (self->uri, error);
  if (self->store == NULL)
    return FALSE;
  wg_store_open_async (self->store, create, self->cancellable, wg_command_call_ready, self);
  if (!wg_store_open_finish (self->store, wg_command_call_wait (self), error) || !wg_command_call_take_zone (self, error))
    return FALSE;
  warn_of_lead (self);
  return TRUE;
}

void
wg_command_call_close (WgCommandCall *self)
{
  g_clear_object (&self->result);
  if (self->store != NULL)
    wg_store_close (self->store);
  g_clear_object (&self->store);
}

gboolean
wg_command_call_take_zone (WgCommandCall *self, GError **error)
{
  const char *name = wg_command_call_get_text (self, "tz");

  g_clear_pointer (&self->zone, g_time_zone_unref);
  if (name == NULL)
    {
      self->zone = self->store != NULL ? g_time_zone_ref (wg_store_get_zone (self->store)) : g_time_zone_new_utc ();
      return TRUE;
    }
  self->zone = g_time_zone_new_identifier (name);
  if (self->zone == NULL)
    g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("There is no time zone “%s”. A zone is named like Asia/Shanghai."), name);
  return self->zone != NULL;
}

/* What was typed. */

void
wg_command_call_add_option (WgCommandCall *self, const WgOption *option, const char *value)
{
  GPtrArray *values = g_hash_table_lookup (self->options, option->name);

  if (values == NULL)
    {
      values = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->options, g_strdup (option->name), values);
    }
  g_ptr_array_add (values, g_strdup (value));
}

const char *
wg_command_call_get_argument (WgCommandCall *self, guint index)
{
  return index < self->arguments->len ? g_ptr_array_index (self->arguments, index) : NULL;
}

gboolean
wg_command_call_has (WgCommandCall *self, const char *option)
{
  return g_hash_table_contains (self->options, option);
}

GPtrArray *
wg_command_call_get_texts (WgCommandCall *self, const char *option)
{
  return g_hash_table_lookup (self->options, option);
}

const char *
wg_command_call_get_text (WgCommandCall *self, const char *option)
{
  GPtrArray *values = wg_command_call_get_texts (self, option);

  return values != NULL ? g_ptr_array_index (values, values->len - 1) : NULL;
}

gint64
wg_command_call_get_integer (WgCommandCall *self, const char *option, gint64 otherwise)
{
  const char *text = wg_command_call_get_text (self, option);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : otherwise;
}

double
wg_command_call_get_number (WgCommandCall *self, const char *option)
{
  const char *text = wg_command_call_get_text (self, option);

  return text != NULL ? g_ascii_strtod (text, NULL) : NAN;
}

gint64
wg_command_call_get_time (WgCommandCall *self, const char *option, gint64 otherwise)
{
  const char *text = wg_command_call_get_text (self, option);
  gint64 ms = otherwise;

  if (text != NULL)
    wg_time_parse (text, self->zone, &ms, NULL);
  return ms;
}

gboolean
wg_command_call_get_point (WgCommandCall *self, const char *option, double *lon, double *lat)
{
  const char *text = wg_command_call_get_text (self, option);

  if (text == NULL)
    return FALSE;
  *lon = g_ascii_strtod (text, NULL);
  *lat = g_ascii_strtod (strchr (text, ',') + 1, NULL);
  return TRUE;
}

gboolean
wg_command_call_get_size (WgCommandCall *self, const char *option, int *width, int *height)
{
  const char *text = wg_command_call_get_text (self, option);

  return text != NULL && sscanf (text, "%dx%d", width, height) == 2;
}

gint64
wg_command_call_get_now (WgCommandCall *self)
{
  return wg_command_call_get_time (self, "at", wg_clock_get_now (wg_store_get_clock (self->store)));
}

/* Waiting. */

void
wg_command_call_ready (GObject *source, GAsyncResult *result, gpointer call)
{
  WgCommandCall *self = call;

  g_set_object (&self->result, result);
}

GAsyncResult *
wg_command_call_wait (WgCommandCall *self)
{
  g_autoptr (GAsyncResult) before = g_steal_pointer (&self->result);

  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return self->result;
}

/* Writing. */

/* Not through g_printerr(), which spoils Chinese text in a locale that was not set. */
void
wg_command_call_complain (const char *sentence)
{
  fprintf (stderr, "%s\n", sentence);
}

void
wg_command_call_warn (WgCommandCall *self, const char *sentence)
{
  if (!self->quiet)
    wg_command_call_complain (sentence);
}

void
wg_command_call_progress (WgCommandCall *self, const char *sentence)
{
  gint64 now = g_get_monotonic_time ();

  if (self->quiet || !isatty (STDERR_FILENO) || (sentence != NULL && now - self->progressed < PROGRESS_INTERVAL))
    return;
  if (sentence == NULL && self->progressed == 0)
    return;
  self->progressed = sentence != NULL ? now : 0;
  fprintf (stderr, "\r\033[K%s", sentence != NULL ? sentence : "");
}

static gboolean
write_all (const char *bytes, gsize size, GError **error)
{
  while (size > 0)
    {
      gssize written = write (STDOUT_FILENO, bytes, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("The result could not be written: %s."), g_strerror (errno));
          return FALSE;
        }
      bytes += written;
      size -= (gsize) written;
    }
  return TRUE;
}

gboolean
wg_command_call_flush (WgCommandCall *self, GError **error)
{
  GString *buffer = wg_json_writer_get_buffer (self->writer);
  gboolean ok = write_all (buffer->str, buffer->len, error);

  g_string_truncate (buffer, 0);
  return ok;
}

void
wg_command_call_stand (WgCommandCall *self)
{
  self->stands = TRUE;
  g_cancellable_reset (self->cancellable);
}

gboolean
wg_command_call_end_line (WgCommandCall *self, GError **error)
{
  wg_json_writer_end_line (self->writer);
  if (wg_json_writer_get_buffer (self->writer)->len < BUFFER_BYTES)
    return TRUE;
  g_main_context_iteration (NULL, FALSE);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error) && wg_command_call_flush (self, error);
}

gboolean
wg_command_call_print (WgCommandCall *self, const char *text, GError **error)
{
  return write_all (text, strlen (text), error);
}

gboolean
wg_command_call_print_table (WgCommandCall *self, WgTextTable *rows, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  wg_text_table_print (rows, out);
  return wg_command_call_print (self, out->str, error);
}
