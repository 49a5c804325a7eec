/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: GTK prefers OpenGL, and without a graphics processor OpenGL is a program that calculates every pixel: a frame of the
 * map takes it three times the processor time that Cairo takes, and it holds half as much memory again. A display even
 * starts it to choose a visual when Cairo draws; the compiler that comes with it takes 60 MB and never runs.
 */

#include "wg-graphics.h"

#include <malloc.h>
#include <string.h>

/* A tile has more, a record of a case less. */
#define LARGE_BYTES (64 * 1024)
#define MAX_HEAPS 2

static gboolean
has_entry (const char *folder, const char *start)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_prefix (name, start) && g_ascii_isdigit (name[strlen (start)]))
        return TRUE;
    }
  return FALSE;
}

gboolean
wg_graphics_has_processor (const char *devices)
{
  g_autofree char *direct = g_build_filename (devices, "dri", NULL);

  /* The second is what the driver of one maker has without the first. */
  return has_entry (direct, "renderD") || has_entry (devices, "nvidia");
}

void
wg_graphics_choose (void)
{
  if (wg_graphics_has_processor ("/dev"))
    return;
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  if (g_str_equal (g_getenv ("GSK_RENDERER"), "cairo"))
    g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
}

/* Left alone, the C library takes what is large out of heaps, of which every thread has its own, once something larger
 * has been freed; between tiles that stay and tiles that go these heaps are full of holes that nobody else can use.
 */
void
wg_graphics_limit_heaps (void)
{
  mallopt (M_MMAP_THRESHOLD, LARGE_BYTES);
  mallopt (M_TRIM_THRESHOLD, LARGE_BYTES);
  mallopt (M_ARENA_MAX, MAX_HEAPS);
}
