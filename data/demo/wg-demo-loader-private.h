/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-demo-loader.h"
#include "wg-store.h"

G_BEGIN_DECLS

/* One load, on the writer thread. Ids in the database are the index in the city plus one. */
typedef struct
{
  WgStoreWork *work;
  WgDemoCity *city;
  GPtrArray *class_codes; /* of char *, as the city was made with */
  gint64 start_ms;        /* before anything happened */
  gint64 import_ms;       /* when the older system was taken over */
  GCancellable *cancellable;
  void (*report) (gpointer data, guint done, guint total);
  gpointer report_data;
  gint64 *case_ids; /* by index in the city */
} WgDemoLoad;

/* wg-demo-load-places.c */
gboolean wg_demo_load_places (WgDemoLoad *load, GError **error);
gboolean wg_demo_load_people (WgDemoLoad *load, GError **error);

/* wg-demo-load-cases.c */
gboolean wg_demo_load_imported (WgDemoLoad *load, GError **error);
gboolean wg_demo_load_moves (WgDemoLoad *load, GError **error);

G_END_DECLS
