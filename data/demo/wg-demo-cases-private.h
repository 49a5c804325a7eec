/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-demo-city-private.h"
#include "wg-demo-topics.h"

G_BEGIN_DECLS

typedef struct
{
  WgDemoHot kind;
  guint *blocks;           /* around its middle, nearest first */
  guint n_blocks;
} WgDemoHotspot;

/* Where cases happen: blocks by grid, how troubled each grid is, and the hotspots. */
typedef struct
{
  WgDemoCity *city;
  guint *leaves;           /* indices of leaf grids */
  double *trouble;         /* running sums, in the order of leaves */
  guint n_leaves;
  guint *first_block;      /* by grid, into blocks; one more at the end */
  guint *blocks;
  GArray *rim;             /* guint: arcs of the outline */
  GArray *hotspots;        /* WgDemoHotspot */
} WgDemoPlaces;

void wg_demo_places_init (WgDemoPlaces *places, WgDemoCity *city, WgDemoRandom *random);
void wg_demo_places_clear (WgDemoPlaces *places);
void wg_demo_places_pick (WgDemoPlaces *places, WgDemoRandom *random, const WgDemoTopic *topic,
                          const WgDemoHotspot *hotspot, gboolean needs_keeper, WgDemoCase *item);
void wg_demo_places_pick_beside (WgDemoPlaces *places, WgDemoRandom *random, const WgDemoCase *other,
                                 WgDemoCase *item);

/* What a case is to have gone through. */
typedef struct
{
  WgCaseState state;
  gboolean overdue;        /* open and past its limit */
  gboolean emergency;      /* the one open emergency */
  guint bounces;           /* 0..3, in the last run */
  gboolean rework;
  gboolean reopened;       /* in its second run; of a rejected case: taken up again */
  gboolean reassigned;
  int beside;              /* same place and class as this case, -1 = none */
} WgDemoTarget;

/* Fills the times, the holder and the steps of a case whose class, route, place and reporter are set. @reported_ms is
 * when a case that is not open was reported; an open one is placed relative to now.
 */
void wg_demo_script_write (WgDemoCity *city, WgDemoRandom *random, const WgDemoTarget *target, gint64 reported_ms,
                           WgDemoCase *item);

/* Title, body and address in words; channel and reporter. */
void wg_demo_words_write (WgDemoCity *city, WgDemoRandom *random, WgDemoNamer *namer, const WgDemoTopic *topic,
                          const WgDemoTarget *target, WgDemoCase *item);

G_END_DECLS
