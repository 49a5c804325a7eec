/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the program has to speak the desk's language wherever it lies, also in a build folder and also where it was moved
 * to after it had been built.
 */

#include "wg-translation.h"

#include <glib/gi18n.h>
#include <locale.h>

static char *
find_folder (void)
{
  static const char *const places[] = { "../po", "../share/locale" };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  for (gsize i = 0; folder != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *place = g_build_filename (folder, places[i], NULL);
      g_autofree char *probe = g_build_filename (place, "zh_CN", "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

      if (g_file_test (probe, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&place);
    }
  return g_strdup (WG_LOCALEDIR);
}

void
wg_translation_init (void)
{
  g_autofree char *folder = find_folder ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
