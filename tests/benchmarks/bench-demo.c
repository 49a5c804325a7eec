/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the benchmarks of the window want a large district, and none of them wants to leave it behind. */

#include "bench-demo.h"

#include <glib/gstdio.h>

char *
bench_demo_make (const char *wangge, const char *size, char **folder)
{
  char *path;
  const char *argv[] = { wangge, "--database", NULL, "--quiet", "demo", "--size", size, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  *folder = g_dir_make_tmp ("wangge-bench-XXXXXX", NULL);
  path = g_build_filename (*folder, "demo.wangge", NULL);
  argv[2] = path;
  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    g_error ("%s", error->message);
  return path;
}

void
bench_demo_remove (const char *folder, const char *database)
{
  g_autofree char *basemap = g_build_filename (folder, "demo.mbtiles", NULL);

  g_unlink (database);
  g_unlink (basemap);
  g_rmdir (folder);
}
