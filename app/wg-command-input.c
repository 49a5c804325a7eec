/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a program that asks and waits, a file of a million lines and somebody who leans on a key write into the same
 * pipe; memory stays small, the answer comes before the next question is waited for, and Ctrl-C works.
 */

#include "wg-command-input.h"

#include <gio/gunixinputstream.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_BYTES 65536

struct _WgCommandInput
{
  GInputStream *stream;
  GByteArray *line;  /* of the line so far, one byte beyond the limit at most */
  GBytes *chunk;     /* what was read last */
  gsize at;          /* how much of it was taken */
  gsize max_bytes;
  gboolean ended;
};

WgCommandInput *
wg_command_input_new (gsize max_bytes)
{
  WgCommandInput *self = g_new0 (WgCommandInput, 1);

  self->stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  self->line = g_byte_array_new ();
  self->max_bytes = max_bytes;
  return self;
}

void
wg_command_input_free (WgCommandInput *self)
{
  g_object_unref (self->stream);
  g_byte_array_unref (self->line);
  g_clear_pointer (&self->chunk, g_bytes_unref);
  g_free (self);
}

/* Moves the rest of a line, or what there is of it, from the chunk to the line. */
static gboolean
take_line (WgCommandInput *self)
{
  gsize size = 0, room = self->max_bytes + 1 - self->line->len, length;
  const guint8 *bytes = self->chunk != NULL ? g_bytes_get_data (self->chunk, &size) : NULL;
  const guint8 *end;

  if (self->at == size)
    return FALSE;
  end = memchr (bytes + self->at, '\n', size - self->at);
  length = (end != NULL ? (gsize) (end - bytes) : size) - self->at;
  g_byte_array_append (self->line, bytes + self->at, (guint) MIN (length, room));
  self->at += length + (end != NULL ? 1 : 0);
  return end != NULL;
}

static gboolean
read_chunk (WgCommandInput *self, WgCommandCall *call, GError **error)
{
  if (!wg_command_call_flush (call, error))
    return FALSE;
  g_clear_pointer (&self->chunk, g_bytes_unref);
  self->at = 0;
  g_input_stream_read_bytes_async (self->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, call->cancellable,
                                   wg_command_call_ready, call);
  self->chunk = g_input_stream_read_bytes_finish (self->stream, wg_command_call_wait (call), error);
  self->ended = self->chunk != NULL && g_bytes_get_size (self->chunk) == 0;
  return self->chunk != NULL;
}

const char *
wg_command_input_read_line (WgCommandInput *self, WgCommandCall *call, gsize *length, GError **error)
{
  g_byte_array_set_size (self->line, 0);
  while (!take_line (self))
    {
      if (self->ended && self->line->len == 0)
        return NULL;
      if (self->ended)
        break;
      if (!read_chunk (self, call, error))
        return NULL;
    }
  *length = self->line->len;
  g_byte_array_append (self->line, (const guint8 *) "", 1);
  return (const char *) self->line->data;
}
