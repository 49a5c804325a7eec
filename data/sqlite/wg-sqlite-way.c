/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: SQLite's lock goes to whoever asks for it at the right moment, and a program that writes one chunk after the other is
 * always there first. So whoever waits says so, where a writer can see it without a further file that could be left behind:
 * in the time of the last access to the database, which nobody else has a use for.
 */

#include "wg-sqlite-connection.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>

static gint64
to_nanoseconds (struct timespec time)
{
  return (gint64) time.tv_sec * 1000000000 + time.tv_nsec;
}

/* By the clock that the kernel takes for the times of files. */
gint64
wg_sqlite_way_get_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME_COARSE, &now);
  return to_nanoseconds (now);
}

void
wg_sqlite_way_ask (sqlite3 *db)
{
  const struct timespec times[2] = { { 0, UTIME_NOW }, { 0, UTIME_OMIT } };
  const char *path = sqlite3_db_filename (db, "main");

  /* Where it is not allowed the waiting is only longer. */
  if (path != NULL && utimensat (AT_FDCWD, path, times, 0) != 0)
    g_debug ("nobody hears that the lock is waited for");
}

gboolean
wg_sqlite_way_is_asked_since (sqlite3 *db, gint64 since)
{
  const char *path = sqlite3_db_filename (db, "main");
  struct stat status;

  return path != NULL && stat (path, &status) == 0 && to_nanoseconds (status.st_atim) > since;
}
