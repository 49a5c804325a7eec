/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the report names the file by its bytes. Hashing a hundred megabytes takes as long as reading them, so it happens
 * beside the reading.
 */

#include "wg-geo-hash.h"

#include <stdio.h>

struct _WgGeoHash
{
  char **paths;
  GThread *thread;
};

static gpointer
run (gpointer data)
{
  WgGeoHash *hash = data;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (1 << 18);

  for (guint i = 0; hash->paths[i] != NULL; i++)
    {
      FILE *file = fopen (hash->paths[i], "rb");
      gsize n;

      while (file != NULL && (n = fread (buffer, 1, 1 << 18, file)) > 0)
        g_checksum_update (checksum, buffer, (gssize) n);
      if (file != NULL)
        fclose (file);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

WgGeoHash *
wg_geo_hash_begin (const char *const *paths)
{
  WgGeoHash *hash = g_new0 (WgGeoHash, 1);

  hash->paths = g_strdupv ((char **) paths);
  hash->thread = g_thread_new ("hash", run, hash);
  return hash;
}

char *
wg_geo_hash_end (WgGeoHash *hash)
{
  char *text = g_thread_join (hash->thread);

  g_strfreev (hash->paths);
  g_free (hash);
  return text;
}
