/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window that is drawn the slow way still works, so nobody would say that the wrong way was chosen. */

#include "wg-graphics.h"

#include <glib/gstdio.h>

static void
make_device (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static void
remove_device (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

/* A card that only shows pictures is none that calculates them. */
static void
test_processor (void)
{
  g_autofree char *devices = g_dir_make_tmp ("wangge-devices-XXXXXX", NULL);
  g_autofree char *dri = g_build_filename (devices, "dri", NULL);

  g_assert_false (wg_graphics_has_processor (dri));
  g_assert_false (wg_graphics_has_processor (devices));
  make_device (devices, "nvidiactl");
  g_assert_false (wg_graphics_has_processor (devices));
  g_assert_cmpint (g_mkdir (dri, 0700), ==, 0);
  make_device (dri, "card0");
  g_assert_false (wg_graphics_has_processor (devices));
  make_device (dri, "renderD128");
  g_assert_true (wg_graphics_has_processor (devices));
  remove_device (dri, "renderD128");
  make_device (devices, "nvidia0");
  g_assert_true (wg_graphics_has_processor (devices));
  remove_device (devices, "nvidia0");
  remove_device (devices, "nvidiactl");
  remove_device (dri, "card0");
  g_rmdir (dri);
  g_rmdir (devices);
}

static void
test_wish (void)
{
  g_setenv ("GSK_RENDERER", "gl", TRUE);
  wg_graphics_choose ();
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "gl");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graphics/processor", test_processor);
  g_test_add_func ("/graphics/wish", test_wish);
  return g_test_run ();
}
