/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-demo-files.h"
#include "wg-demo-loader.h"

G_BEGIN_DECLS

/**
 * WgDemoMade:
 * @database: the database
 * @basemap: the base map that was painted beside it
 *
 * What a demo district consists of. @seconds is the time it took, on the wall.
 */
typedef struct
{
  char *database;
  char *basemap;
  guint grids;
  guint buildings;
  guint cases;
  guint persons;
  double seconds;
} WgDemoMade;

void wg_demo_made_free (WgDemoMade *self);

/**
 * wg_demo_make_async:
 * @path: the database to make
 * @replace: whether a database that is there is replaced; only ever a Wangge database that nobody has open
 * @key: (nullable): as wg_demo_load_async() has it
 * @progress: (nullable): told of the cases written
 *
 * Makes a demo district and paints its base map (`<database without suffix>.mbtiles`). For the window and for
 * `wangge demo`. Both appear whole or not at all; what there was before stays until then.
 */
void wg_demo_make_async (const char *path,
                         WgDemoSize size,
                         guint64 seed,
                         gint64 now_ms,
                         gboolean replace,
                         const char *key,
                         WgDemoProgress progress,
                         gpointer progress_data,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
WgDemoMade *wg_demo_make_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgDemoMade, wg_demo_made_free)

G_END_DECLS
