/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file from outside is a stranger: what it is called, links to or pretends to be must not matter. */

#include "wg-error.h"
#include "wg-file-keeper.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PNG "\x89PNG\r\n\x1a\n, and the rest of it"

typedef struct
{
  char *folder;
  char *kept;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("wangge-keeper-XXXXXX", NULL);
  self->kept = g_build_filename (self->folder, "kept", NULL);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_all (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_all (self->folder);
  g_free (self->folder);
  g_free (self->kept);
}

static char *
write_file (Fixture *self, const char *name, const char *bytes, gsize size)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  return path;
}

static void
refuse (Fixture *self, const char *path, WgErrorCode code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (wg_file_keeper_take (self->kept, path, WG_FILE_KEEPER_MAX_BYTES, &error));
  g_assert_error (error, WG_ERROR, (int) code);
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  /* A picture that calls itself a text. */
  g_autofree char *path = write_file (self, "证据.txt", PNG, sizeof PNG);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgKeptFile) kept = wg_file_keeper_take (self->kept, path, WG_FILE_KEEPER_MAX_BYTES, &error);
  g_autoptr (WgKeptFile) again = NULL;
  g_autofree char *at = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (kept->mime, ==, "image/png");
  g_assert_cmpstr (kept->name, ==, "证据.txt");
  g_assert_cmpint (kept->bytes, ==, sizeof PNG);
  /* What happens to the original later does not matter; the same bytes are kept once. */
  again = wg_file_keeper_take (self->kept, path, WG_FILE_KEEPER_MAX_BYTES, &error);
  g_assert_cmpstr (again->sha256, ==, kept->sha256);
  g_unlink (path);
  g_assert_true (wg_file_keeper_check (self->kept, kept->sha256, kept->bytes));
  at = wg_file_keeper_get_path (self->kept, kept->sha256);
  g_chmod (at, 0600);
  g_assert_true (g_file_set_contents (at, "altered", -1, NULL));
  g_assert_false (wg_file_keeper_check (self->kept, kept->sha256, kept->bytes));
}

static void
test_strangers (Fixture *self, gconstpointer data)
{
  g_autofree char *path = write_file (self, "a.jpg", "\xff\xd8\xff and so on", 13);
  g_autofree char *zip = write_file (self, "b.jpg", "PK\x03\x04\0\0", 6);
  g_autofree char *empty = write_file (self, "c.jpg", "", 0);
  g_autofree char *link = g_build_filename (self->folder, "link.jpg", NULL);
  g_autofree char *pipe = g_build_filename (self->folder, "pipe.jpg", NULL);
  g_autofree char *missing = g_build_filename (self->folder, "missing.jpg", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (path, link), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  refuse (self, zip, WG_ERROR_REFUSED);
  refuse (self, empty, WG_ERROR_REFUSED);
  refuse (self, link, WG_ERROR_REFUSED);
  refuse (self, pipe, WG_ERROR_REFUSED);
  refuse (self, self->folder, WG_ERROR_REFUSED);
  refuse (self, "/dev/zero", WG_ERROR_REFUSED);
  refuse (self, missing, WG_ERROR_NOT_FOUND);
  g_assert_null (wg_file_keeper_take (self->kept, path, 12, &error));
  g_assert_error (error, WG_ERROR, WG_ERROR_REFUSED);
}

static void
test_names (void)
{
  g_autofree char *path = wg_file_keeper_clean_name ("../../etc/passwd");
  g_autofree char *turned = wg_file_keeper_clean_name ("photo\xe2\x80\xaegpj.exe");
  g_autofree char *bytes = wg_file_keeper_clean_name ("\xd6\xa4\xbe\xdd.jpg");
  g_autofree char *dots = wg_file_keeper_clean_name ("a/..");
  g_autofree char *long_name = g_strnfill (4000, 'x');
  g_autofree char *long_path = g_strconcat (long_name, ".jpeg", NULL);
  g_autofree char *shortened = wg_file_keeper_clean_name (long_path);

  g_assert_cmpstr (path, ==, "passwd");
  g_assert_cmpstr (turned, ==, "photogpj.exe");
  g_assert_true (g_utf8_validate (bytes, -1, NULL));
  g_assert_cmpstr (dots, ==, "file");
  g_assert_cmpint (g_utf8_strlen (shortened, -1), ==, 120);
  g_assert_true (g_str_has_suffix (shortened, ".jpeg"));
  g_assert_null (wg_file_keeper_get_path ("/x", "../../etc/passwd"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/file-keeper/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/file-keeper/strangers", Fixture, NULL, set_up, test_strangers, tear_down);
  g_test_add_func ("/file-keeper/names", test_names);
  return g_test_run ();
}
