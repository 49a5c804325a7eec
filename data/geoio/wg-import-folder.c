/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a program that is killed in the middle of an import leaves a working folder as large as the file it read. Each
 * folder is locked by its owner for as long as that one lives, whatever ends it, so that the next start can tell what
 * nobody needs any more.
 */

#include "wg-import-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "wg-error.h"

#define PREFIX "job-"

struct _WgImportFolder
{
  char *path;
  int lock; /* open and locked while the folder is in use */
};

static char *
get_place (void)
{
  return g_build_filename (g_get_user_cache_dir (), "wangge", "imports", NULL);
}

/* Removes a folder with everything in it, without following links. */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (!g_file_test (child, G_FILE_TEST_IS_SYMLINK) && g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static int
open_folder (const char *path)
{
  return open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static void
unlock (int lock)
{
  if (lock >= 0)
    close (lock);
}

/* With the lock of @place, under which folders are made as well: none of them is without its own lock. */
static void
clear_in (const char *place)
{
  g_autoptr (GDir) dir = g_dir_open (place, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place, name, NULL);
      int lock = g_str_has_prefix (name, PREFIX) ? open_folder (path) : -1;

      if (lock >= 0 && flock (lock, LOCK_EX | LOCK_NB) == 0)
        remove_folder (path);
      unlock (lock);
    }
}

void
wg_import_folder_clear_leftovers (void)
{
  g_autofree char *place = get_place ();
  int lock = open_folder (place);

  if (lock >= 0 && flock (lock, LOCK_EX) == 0)
    clear_in (place);
  unlock (lock);
}

/* A file system that knows no locks gets a folder all the same; then nothing on it is ever taken for a leftover. */
static int
make_locked (const char *place, char *path)
{
  int place_lock = open_folder (place);
  int lock = -1;
  int reason;

  if (place_lock >= 0 && flock (place_lock, LOCK_EX) == 0)
    clear_in (place);
  if (place_lock >= 0 && g_mkdtemp_full (path, 0700) != NULL)
    lock = open_folder (path);
  reason = errno;
  if (lock >= 0)
    flock (lock, LOCK_EX);
  unlock (place_lock);
  errno = reason;
  return lock;
}

WgImportFolder *
wg_import_folder_new (GError **error)
{
  g_autofree char *place = get_place ();
  g_autofree char *path = g_build_filename (place, PREFIX "XXXXXX", NULL);
  WgImportFolder *folder;
  int lock;

  g_mkdir_with_parents (place, 0700);
  lock = make_locked (place, path);
  if (lock < 0)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_IO,
                   _ ("No working folder could be made in “%s”: %s. Nothing was imported. Free some space there or set "
                      "XDG_CACHE_HOME to a folder that can be written."),
                   place, g_strerror (errno));
      return NULL;
    }
  folder = g_new (WgImportFolder, 1);
  *folder = (WgImportFolder){ g_steal_pointer (&path), lock };
  return folder;
}

void
wg_import_folder_free (WgImportFolder *folder)
{
  if (folder == NULL)
    return;
  remove_folder (folder->path);
  unlock (folder->lock);
  g_free (folder->path);
  g_free (folder);
}

const char *
wg_import_folder_get_path (const WgImportFolder *folder)
{
  return folder->path;
}
