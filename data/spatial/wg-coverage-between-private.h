/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-box-index.h"
#include "wg-coverage-mesh.h"

G_BEGIN_DECLS

/* What a triangle of the mesh is. */
typedef enum
{
  WG_AREA_INSIDE, /* an outline, or where outlines cross */
  WG_AREA_OPEN,   /* lies between, and stays */
  WG_AREA_TAKEN,  /* is handed out */
} WgBetweenArea;

/* The filling of what lies between grids, while it is worked on. */
typedef struct
{
  WgMesh *mesh;
  const WgCoverageItem *items;
  const gboolean *grows;
  guint n_items;
  double width_m;
  double spacing_m;
  WgBoxIndex *boxes;   /* of the outlines */
  WgBoxIndex *crossed; /* of the mesh's missing stretches */
  GHashTable *stretches; /* WgSide of each stretch to its item + 1 */
  GArray *areas;         /* WgBetweenArea of each triangle */
  GArray *sides;         /* WgOwnedSide of all grids that may grow */
  GHashTable *room;
  double room_m;         /* how far the middles in the triangle that is handed out may be moved */
  gboolean *gets;        /* which grids get land */
} WgBetween;

/* wg-coverage-between-areas.c: which land is handed out */
void wg_between_sort_areas (WgBetween *self);
const WgMeshTriangle *wg_between_get_triangle (const WgBetween *self, guint i);
WgCorner wg_between_get_corner (const WgBetween *self, guint point);
/* from corner @k of a triangle to the next one */
WgSide wg_between_get_side (const WgBetween *self, const WgMeshTriangle *triangle, guint k);
/* of the three corners; returns how many different ones */
guint wg_between_list_owners (const WgBetween *self, const WgMeshTriangle *triangle, guint owners[3]);
guint wg_between_find_alone (const guint owners[3]);
static inline WgCorner
wg_between_get_middle (WgCorner a, WgCorner b)
{
  return (WgCorner){ (a.lon + b.lon) / 2, (a.lat + b.lat) / 2 };
}
/* whether a side is one of an outline, either way round */
gboolean wg_between_is_stretch (const WgBetween *self, const WgSide *side);

/* wg-coverage-between-ends.c: leaves what would end in a spike; then what does, as @grown shows, and was not drawn: FALSE when
 * nothing does
 */
void wg_between_leave_spikes (WgBetween *self);
gboolean wg_between_leave_tips (WgBetween *self, WgShape *const *grown);

G_END_DECLS
