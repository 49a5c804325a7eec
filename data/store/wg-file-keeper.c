/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a photo is evidence, and a file from outside is a stranger. It is copied once under the hash of its bytes, beside the
 * database, where no name, link or later change can reach it; what it is, its bytes say and not its ending.
 */

#include "wg-file-keeper.h"

#include "wg-calm-text.h"
#include "wg-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK 65536
#define HEAD_BYTES 512
#define MAX_NAME 120
#define MAX_ENDING 8

/* What it is. */

typedef struct
{
  const char *mime;
  gsize offset;
  const char *bytes;
  gsize size;
} Magic;

static const Magic magics[] = {
  { "image/jpeg", 0, "\xff\xd8\xff", 3 },
  { "image/png", 0, "\x89PNG\r\n\x1a\n", 8 },
  { "image/gif", 0, "GIF8", 4 },
  { "image/webp", 8, "WEBP", 4 },
  { "image/heic", 4, "ftypheic", 8 },
  { "image/heic", 4, "ftypmif1", 8 },
  { "application/pdf", 0, "%PDF-", 5 },
  { "video/mp4", 4, "ftyp", 4 },
  { "audio/mpeg", 0, "ID3", 3 },
  { "audio/amr", 0, "#!AMR", 5 },
  { "audio/ogg", 0, "OggS", 4 },
};

static gboolean
is_plain_text (const guint8 *head, gsize size)
{
  const char *end = NULL;

  if (memchr (head, '\0', size) != NULL)
    return FALSE;
  /* The last character may be cut. */
  return g_utf8_validate ((const char *) head, (gssize) size, &end) || (size == HEAD_BYTES && (const char *) head + size - end < 4);
}

static const char *
find_mime (const guint8 *head, gsize size)
{
  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    {
      if (size >= magics[i].offset + magics[i].size && memcmp (head + magics[i].offset, magics[i].bytes, magics[i].size) == 0)
        return magics[i].mime;
    }
  return is_plain_text (head, size) ? "text/plain" : NULL;
}

/* Names. */

static gboolean
is_harmless (gunichar c)
{
  gboolean turns = wg_text_turns (c) || c == 0x200e || c == 0x200f || c == 0x061c;

  return c != '/' && c != '\\' && !g_unichar_iscntrl (c) && !turns && c != 0x2028 && c != 0x2029 && c != 0xfeff;
}

static char *
shorten (char *name)
{
  g_autofree char *owned = name;
  glong length = g_utf8_strlen (name, -1);
  const char *ending = strrchr (name, '.');
  glong kept = ending != NULL ? g_utf8_strlen (ending, -1) : 0;
  g_autofree char *start = NULL;

  if (length <= MAX_NAME)
    return g_steal_pointer (&owned);
  if (kept > MAX_ENDING)
    kept = 0;
  start = g_utf8_substring (name, 0, MAX_NAME - kept);
  return g_strconcat (start, kept > 0 ? ending : "", NULL);
}

char *
wg_file_keeper_clean_name (const char *path)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *valid = g_utf8_make_valid (slash != NULL ? slash + 1 : path, -1);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (is_harmless (g_utf8_get_char (p)))
        g_string_append_unichar (name, g_utf8_get_char (p));
    }
  if (name->len == 0 || g_str_equal (name->str, ".") || g_str_equal (name->str, ".."))
    g_string_assign (name, "file");
  return shorten (g_string_free (g_steal_pointer (&name), FALSE));
}

/* Opening. */

static int
fail (GError **error, int code, const char *name, const char *why)
{
  g_set_error (error, WG_ERROR, code, _ ("“%s” was not attached: %s."), name, why);
  return -1;
}

static int
check_kind (int fd, const char *name, gint64 max_bytes, GError **error)
{
  g_autofree char *limit = g_format_size ((guint64) max_bytes);
  g_autofree char *why = g_strdup_printf (_ ("it is larger than %s"), limit);
  struct stat info;

  if (fstat (fd, &info) != 0)
    return fail (error, WG_ERROR_IO, name, g_strerror (errno));
  if (!S_ISREG (info.st_mode))
    return fail (error, WG_ERROR_REFUSED, name, _ ("it is no plain file"));
  if (info.st_size == 0)
    return fail (error, WG_ERROR_REFUSED, name, _ ("it is empty"));
  return info.st_size > max_bytes ? fail (error, WG_ERROR_REFUSED, name, why) : fd;
}

/* Neither follows a link nor waits for somebody at the other end of a pipe. */
static int
open_plain (const char *path, const char *name, gint64 max_bytes, GError **error)
{
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  int code = errno;

  if (fd < 0 && code == ELOOP)
    return fail (error, WG_ERROR_REFUSED, name, _ ("it is a link, not a file"));
  if (fd < 0)
    return fail (error, code == ENOENT ? WG_ERROR_NOT_FOUND : WG_ERROR_IO, name, g_strerror (code));
  if (check_kind (fd, name, max_bytes, error) >= 0)
    return fd;
  close (fd);
  return -1;
}

/* Copying. */

typedef struct
{
  int in;
  int out;
  const char *name;
  gint64 max_bytes;
  gint64 bytes;
  const char *mime;
  GChecksum *checksum;
} Copy;

static gboolean
write_all (int fd, const guint8 *data, gsize size)
{
  while (size > 0)
    {
      gssize written = write (fd, data, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      data += written;
      size -= (gsize) written;
    }
  return TRUE;
}

static gboolean
take_chunk (Copy *copy, const guint8 *data, gsize size, GError **error)
{
  if (copy->bytes == 0)
    copy->mime = find_mime (data, MIN (size, HEAD_BYTES));
  if (copy->mime == NULL)
    return fail (error, WG_ERROR_REFUSED, copy->name, _ ("it is neither a picture, film, sound, PDF nor plain text")) >= 0;
  copy->bytes += (gint64) size;
  /* It may have grown since it was looked at. */
  if (copy->bytes > copy->max_bytes)
    return fail (error, WG_ERROR_REFUSED, copy->name, _ ("it grew while it was read")) >= 0;
  g_checksum_update (copy->checksum, data, (gssize) size);
  return write_all (copy->out, data, size) || fail (error, WG_ERROR_IO, copy->name, g_strerror (errno)) >= 0;
}

static gboolean
copy_all (Copy *copy, GError **error)
{
  g_autofree guint8 *data = g_malloc (CHUNK);

  while (TRUE)
    {
      gssize size = read (copy->in, data, CHUNK);

      if (size < 0 && errno == EINTR)
        continue;
      if (size < 0)
        return fail (error, WG_ERROR_IO, copy->name, g_strerror (errno)) >= 0;
      if (size == 0)
        break;
      if (!take_chunk (copy, data, (gsize) size, error))
        return FALSE;
    }
  return fsync (copy->out) == 0 || fail (error, WG_ERROR_IO, copy->name, g_strerror (errno)) >= 0;
}

char *
wg_file_keeper_get_path (const char *folder, const char *sha256)
{
  char shelf[3] = { 0 };

  if (strlen (sha256) != 64 || strspn (sha256, "0123456789abcdef") != 64)
    return NULL;
  memcpy (shelf, sha256, 2);
  return g_build_filename (folder, shelf, sha256, NULL);
}

/* The same bytes are kept once. */
static gboolean
put_on_shelf (const char *folder, const char *part, const char *sha256, const char *name, GError **error)
{
  g_autofree char *path = wg_file_keeper_get_path (folder, sha256);
  g_autofree char *shelf = g_path_get_dirname (path);

  if (g_mkdir_with_parents (shelf, 0700) == 0 && g_chmod (part, 0400) == 0 && g_rename (part, path) == 0)
    return TRUE;
  return fail (error, WG_ERROR_IO, name, g_strerror (errno)) >= 0;
}

static WgKeptFile *
keep (const char *folder, int in, const char *name, gint64 max_bytes, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *part = g_build_filename (folder, "part-XXXXXX", NULL);
  Copy copy = { .in = in, .out = g_mkstemp_full (part, O_WRONLY | O_CLOEXEC, 0600), .name = name, .max_bytes = max_bytes, .checksum = checksum };
  WgKeptFile *kept = NULL;

  if (copy.out < 0)
    {
      fail (error, WG_ERROR_IO, name, g_strerror (errno));
      return NULL;
    }
  if (copy_all (&copy, error) && put_on_shelf (folder, part, g_checksum_get_string (checksum), name, error))
    {
      kept = g_new0 (WgKeptFile, 1);
      kept->sha256 = g_strdup (g_checksum_get_string (checksum));
      kept->name = g_strdup (name);
      kept->mime = g_strdup (copy.mime);
      kept->bytes = copy.bytes;
    }
  else
    g_unlink (part);
  close (copy.out);
  return kept;
}

WgKeptFile *
wg_file_keeper_take (const char *folder, const char *path, gint64 max_bytes, GError **error)
{
  g_autofree char *name = wg_file_keeper_clean_name (path);
  WgKeptFile *kept = NULL;
  int in = open_plain (path, name, max_bytes, error);

  if (in < 0)
    return NULL;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    fail (error, WG_ERROR_IO, name, g_strerror (errno));
  else
    kept = keep (folder, in, name, max_bytes, error);
  close (in);
  return kept;
}

gboolean
wg_file_keeper_check (const char *folder, const char *sha256, gint64 bytes)
{
  g_autofree char *path = wg_file_keeper_get_path (folder, sha256);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *data = g_malloc (CHUNK);
  int fd = path != NULL ? open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) : -1;
  gint64 found = 0;
  gssize size;

  if (fd < 0)
    return FALSE;
  while ((size = read (fd, data, CHUNK)) > 0)
    {
      g_checksum_update (checksum, data, size);
      found += size;
    }
  close (fd);
  return size == 0 && found == bytes && g_str_equal (g_checksum_get_string (checksum), sha256);
}

/* A copy of all of them. */

static gboolean
fail_copy (GError **error, const char *path, const char *why)
{
  g_set_error (error, WG_ERROR, WG_ERROR_IO, _ ("The attached file “%s” cannot be copied: %s. No copy was made."), path, why);
  return FALSE;
}

static gboolean
copy_one (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (from), target = g_file_new_for_path (to);
  g_autoptr (GError) local = NULL;

  if (g_file_copy (source, target, G_FILE_COPY_NOFOLLOW_SYMLINKS, cancellable, NULL, NULL, &local))
    return TRUE;
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local));
  else
    fail_copy (error, from, local->message);
  return FALSE;
}

/* What is no file of ours, like one that is being taken in just now, is not of the copy either. */
static gboolean
copy_shelf (const char *from, const char *to, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDir) shelf = g_dir_open (from, 0, NULL);
  const char *name;

  if (shelf == NULL)
    return TRUE;
  if (g_mkdir_with_parents (to, 0700) != 0)
    return fail_copy (error, to, g_strerror (errno));
  while ((name = g_dir_read_name (shelf)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL), *target = g_build_filename (to, name, NULL);

      if (strlen (name) == 64 && !copy_one (source, target, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
copy_shelves (GDir *shelves, const char *folder, const char *target, GCancellable *cancellable, GError **error)
{
  const char *name;

  while ((name = g_dir_read_name (shelves)) != NULL)
    {
      g_autofree char *from = g_build_filename (folder, name, NULL), *to = g_build_filename (target, name, NULL);

      if (strlen (name) == 2 && !copy_shelf (from, to, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static void
remove_copy (const char *target)
{
  g_autoptr (GDir) shelves = g_dir_open (target, 0, NULL);
  const char *name;

  while (shelves != NULL && (name = g_dir_read_name (shelves)) != NULL)
    {
      g_autofree char *path = g_build_filename (target, name, NULL);
      g_autoptr (GDir) shelf = g_dir_open (path, 0, NULL);
      const char *file;

      while (shelf != NULL && (file = g_dir_read_name (shelf)) != NULL)
        {
          g_autofree char *kept = g_build_filename (path, file, NULL);

          g_unlink (kept);
        }
      g_rmdir (path);
    }
  g_rmdir (target);
}

gboolean
wg_file_keeper_copy (const char *folder, const char *target, GCancellable *cancellable, GError **error)
{
  g_autoptr (GDir) shelves = g_dir_open (folder, 0, NULL);

  if (shelves == NULL)
    return TRUE;
  if (g_file_test (target, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_EXISTS, _ ("“%s” exists already. Nothing was written; choose another name."), target);
      return FALSE;
    }
  if (copy_shelves (shelves, folder, target, cancellable, error))
    return TRUE;
  remove_copy (target);
  return FALSE;
}
