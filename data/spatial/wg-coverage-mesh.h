/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage-between.h"
#include "wg-coverage-private.h"

G_BEGIN_DECLS

#define WG_MESH_NONE G_MAXUINT

/* A corner of an outline, or a place on a side of one. @owners: position in the mesh's list of who has it. */
typedef struct
{
  WgCorner corner;
  guint owners;
  gboolean is_corner; /* of an outline as it was given */
} WgMeshPoint;

typedef struct
{
  guint item;
  guint next; /* WG_MESH_NONE at the end */
} WgMeshOwner;

/* A piece of a side of an outline, with the land of @item on the left. */
typedef struct
{
  guint from;
  guint to;
  guint item;
} WgMeshStretch;

/* Counter-clockwise. @beside: which triangle lies across the side from point i to the one after it. */
typedef struct
{
  guint points[3];
  guint beside[3];
} WgMeshTriangle;

/* Outlines as points that are close enough to each other, and what lies inside, between and around them as triangles. */
typedef struct
{
  double x;          /* metres a unit eastwards, in the middle */
  double y;          /* metres a unit northwards */
  WgCorner origin;
  GArray *points;    /* WgMeshPoint */
  GArray *owners;    /* WgMeshOwner */
  GArray *stretches; /* WgMeshStretch */
  GArray *triangles; /* WgMeshTriangle */
  GArray *missing;   /* WgSide: stretches that are the side of no triangle, for they cross another one */
  GHashTable *by_corner; /* WgCorner to position of the point + 1 */
} WgMesh;

/* wg-coverage-mesh.c: sides that no other grid has the other way round get a point every @spacing_m at least. NULL when @step
 * wants no more or there are too many points.
 */
WgMesh *wg_mesh_new (const WgCoverageItem *items, guint n_items, double spacing_m, WgCoverageStep step, gpointer data,
                     GError **error);
void wg_mesh_free (WgMesh *mesh);
void wg_mesh_own_point (WgMesh *mesh, guint index, guint item);
gboolean wg_mesh_has_owner (const WgMesh *mesh, guint index, guint item);

/* wg-coverage-mesh-draw.c: makes every stretch the side of a triangle but where outlines cross, and says which triangles lie
 * beside each other. A stretch that runs through a point within %WG_MESH_TOUCH_M has a corner there from then on.
 */
#define WG_MESH_TOUCH_M 0.02
void wg_mesh_draw_stretches (WgMesh *mesh);

guint wg_mesh_find (const WgMesh *mesh, WgCorner corner);
double wg_mesh_distance_m (const WgMesh *mesh, WgCorner a, WgCorner b);

/* wg-coverage-chains.c: what is dropped from a common border is dropped for both sides of it. @room: how far, in tenths of a
 * millimetre, a corner may come to lie off the border; those that are not in it stay. Where a border turns
 * back on itself its corner goes, too, unless it was drawn by who has the land inside. Sides of all grids at once, each with its owner.
 */
#define WG_ROOM_UNITS 10000.0

typedef struct
{
  WgSide side;
  guint item;
} WgOwnedSide;

void wg_owned_sides_straighten (GArray *sides, GHashTable *room, const WgMesh *mesh);

guint wg_corner_hash (gconstpointer data);
gboolean wg_corner_equals (gconstpointer a, gconstpointer b);
guint wg_side_hash (gconstpointer data);
gboolean wg_side_equals (gconstpointer a, gconstpointer b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgMesh, wg_mesh_free)

G_END_DECLS
