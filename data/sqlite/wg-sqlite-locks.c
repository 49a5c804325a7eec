/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a POSIX lock belongs to the process and is gone as soon as any handle of the file is closed in it. A file chooser
 * that looks into the folder of the database to show what kinds of files are there does just that. Then another program
 * believes it is the last one, takes the log away when it leaves, and what this desk enters afterwards is written into a
 * file without a name.
 *
 * Linux has locks that belong to an open file (fcntl(2), F_OFD_SETLK). They keep other programs out just the same, those
 * with POSIX locks too. SQLite counts its connections to a database and means one lock for all of them, whichever handle
 * it is asked on; so the locks of a database are taken on a handle of its own, which is closed when they are all let go.
 * The index of the log has one handle a process, which carries its locks itself.
 */

#include "wg-sqlite-locks.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#define DATABASE_LOCKS 0x40000000 /* where the locks of a database begin; those of its index lie far below */

typedef struct
{
  dev_t device;
  ino_t inode;
  int fd;
} Holder;

static GMutex mutex;
static GArray *holders; /* under mutex */

static gboolean
is_all (const struct flock *lock)
{
  return lock->l_start == 0 && lock->l_len == 0;
}

/* Under mutex. Returns the place in holders, or -1. */
static int
find_holder (const struct stat *file)
{
  for (guint i = 0; i < holders->len; i++)
    {
      const Holder *holder = &g_array_index (holders, Holder, i);

      if (holder->device == file->st_dev && holder->inode == file->st_ino)
        return (int) i;
    }
  return -1;
}

/* Under mutex. A handle of its own on the same file; -1 where the system does not give one. */
static int
ensure_holder (int fd, const struct stat *file)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  Holder holder = { file->st_dev, file->st_ino, -1 };
  int at = find_holder (file);

  if (at >= 0)
    return g_array_index (holders, Holder, at).fd;
  holder.fd = open (path, O_RDWR | O_CLOEXEC);
  if (holder.fd < 0)
    holder.fd = open (path, O_RDONLY | O_CLOEXEC);
  if (holder.fd >= 0)
    g_array_append_val (holders, holder);
  return holder.fd;
}

static void
drop_holder (const struct stat *file)
{
  int at = find_holder (file);

  if (at < 0)
    return;
  close (g_array_index (holders, Holder, at).fd);
  g_array_remove_index_fast (holders, (guint) at);
}

/* Asks on @on what SQLite asked on @fd. */
static int
set_lock (int on, int fd, int command, struct flock *lock)
{
  int result;

  lock->l_pid = 0;
  result = on >= 0 ? fcntl (on, command == F_SETLK ? F_OFD_SETLK : F_OFD_GETLK, lock) : -1;
  /* An old kernel or a mount without /proc: as good as the system allows. */
  if (on < 0 || (result < 0 && errno == EINVAL))
    return fcntl (fd, command, lock);
  return result;
}

/* The index of the log is locked at every transaction and stays off the mutex. */
static int
lock_file (int fd, int command, struct flock *lock)
{
  g_autoptr (GMutexLocker) locker = NULL;
  struct stat file;

  if ((!is_all (lock) && lock->l_start < DATABASE_LOCKS) || fstat (fd, &file) != 0)
    return set_lock (fd, fd, command, lock);
  locker = g_mutex_locker_new (&mutex);
  if (!is_all (lock) || lock->l_type != F_UNLCK)
    return set_lock (ensure_holder (fd, &file), fd, command, lock);
  drop_holder (&file);
  return fcntl (fd, command, lock); /* for a lock from before */
}

static int
control_file (int fd, int command, ...)
{
  va_list arguments;
  void *argument;

  va_start (arguments, command);
  argument = va_arg (arguments, void *);
  va_end (arguments);
  if (command == F_SETLK || command == F_GETLK)
    return lock_file (fd, command, argument);
  return fcntl (fd, command, argument);
}

void
wg_sqlite_locks_install (void)
{
  static gsize installed;
  sqlite3_vfs *system;

  if (!g_once_init_enter (&installed))
    return;
  holders = g_array_new (FALSE, FALSE, sizeof (Holder));
  system = sqlite3_vfs_find (NULL);
  if (system == NULL || system->iVersion < 3
      || system->xSetSystemCall (system, "fcntl", (sqlite3_syscall_ptr) control_file) != SQLITE_OK)
    g_error ("This SQLite does not let its file locks be chosen.");
  g_once_init_leave (&installed, 1);
}
