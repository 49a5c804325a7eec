/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-box-tree.h"
#include "wg-city.h"
#include "wg-world.h"

G_BEGIN_DECLS

/* WgCity, WgCityBuilder, the painter and the picker share these structs; nobody else does. Rings are runs of references
 * to arcs: `n` for arc n in its own direction, `~n` against it. An arc is a border between two nodes, stored once for
 * all grids of all levels that run along it; its first and last point are the nodes (the same for a closed one). Where a
 * patch left fewer arcs than there were, some numbers are of none: @n_points is 0, and no ring and no tree has them.
 */

typedef struct
{
  guint first_point;
  guint n_points;
  guint8 min_depth; /* the topmost level that it is a border of */
  guint8 is_alone;  /* a whole ring without a node; it begins where it is westernmost */
  WgWorldBox box;
  guint64 look; /* of its points */
} WgCityArc;

typedef struct
{
  gint64 id;
  const char *code; /* in strings */
  const char *name;
  gint64 parent_id; /* 0: none */
  guint parent;     /* WG_NO_INDEX: none that is there */
  guint first_ring;
  guint n_rings;
  guint8 depth;
  guint8 is_leaf;
  gint32 label_x;
  gint32 label_y;
  WgWorldBox box;
} WgCityGrid;

typedef struct
{
  gint64 id;
  const char *address;
  guint n_open;
  guint8 mark; /* from 1; 0: none */
  guint first_ring;
  guint n_rings;
  WgWorldBox box;
} WgCityBuilding;

/* What both kinds of rings are made of: points, each with the first zoom at which it is drawn. */
typedef struct
{
  gint32 *xy;
  guint8 *zooms;
  guint n_points;
} WgCityPoints;

typedef struct
{
  gint64 id;
  guint32 index;
} WgCityKey;

/* What one half of a city (its grids or its buildings) owns. Cities in which a half is the same share it, so that a new
 * building costs no grid. */
typedef struct
{
  gatomicrefcount refs;
  GPtrArray *blocks; /* freed by g_free () */
  GPtrArray *trees;  /* WgBoxTree */
  GPtrArray *texts;  /* GPtrArray of a GStringChunk each, shared with older states of the half */
  GStringChunk *strings;
  gsize n_string_bytes;
  WgBox box;
} WgCityHold;

WgCityHold *wg_city_hold_new (void);
WgCityHold *wg_city_hold_ref (WgCityHold *hold);
void wg_city_hold_unref (WgCityHold *hold);
/* Returns its argument, which is freed with the hold. */
gpointer wg_city_hold_take (WgCityHold *hold, gpointer block);
/* The same with the elements of an array, which is empty for no element. */
gpointer wg_city_hold_take_array (WgCityHold *hold, GArray *array);
/* Likewise; one of another hold is given as a reference. */
WgBoxTree *wg_city_hold_take_tree (WgCityHold *hold, WgBoxTree *tree);
const char *wg_city_hold_keep_text (WgCityHold *hold, const char *text);
/* From here on the texts of another hold may be used. */
void wg_city_hold_keep_texts_of (WgCityHold *hold, const WgCityHold *other);

struct _WgCity
{
  gatomicrefcount refs;
  WgCityHold *grid_hold;
  WgCityHold *building_hold;
  const char *level_names[WG_MAX_DEPTH + 1];
  guint n_levels;
  double median_size[WG_MAX_DEPTH + 1]; /* of the grids that a level shows, world units */

  WgCityGrid *grids;
  guint n_grids;
  WgCityKey *grid_keys; /* by id */
  guint *ring_starts;   /* n_rings + 1, into arc_refs */
  guint n_rings;
  gint32 *arc_refs;
  guint n_arc_refs;
  WgCityArc *arcs;
  guint n_arcs;
  WgCityPoints points;
  WgBoxTree *grid_trees[WG_MAX_DEPTH + 1]; /* by depth, values are grid indexes */
  WgBoxTree *arc_trees[WG_MAX_DEPTH + 1];  /* by min_depth, values are arc indexes */
  guint n_cut_grids;                       /* those whose outlines were cut for this state, not taken from the last */
  guint n_cut_arcs;

  WgCityBuilding *buildings;
  guint n_buildings;
  guint *building_ring_starts; /* n + 1, into building_points */
  guint n_building_rings;
  WgCityPoints building_points;
  WgBoxTree *building_tree;
  const WgCityMark *marks; /* in the hold of the buildings */
  guint n_marks;

  WgBox box;
};

/* Rings of grids before they are cut into arcs. With @opens and @nodes there may be pieces of rings among them. */
typedef struct
{
  GArray *xy;     /* gint32 pairs */
  GArray *starts; /* guint, one per ring, in points; the end of the last one is implied */
  GArray *depths; /* guint8, one per ring */
  GArray *opens;  /* nullable; guint8, one per ring: whether it is a line between two nodes */
  GArray *nodes;  /* nullable; guint8, one per point: whether it is a node though nobody passes it here */
} WgRingSet;

/* What rings become. */
typedef struct
{
  GArray *arcs;        /* WgCityArc */
  GArray *xy;          /* gint32 pairs */
  GArray *zooms;       /* guint8 */
  GArray *ring_starts; /* guint, one more than there are rings, into refs */
  GArray *refs;        /* gint32 */
} WgArcCut;

/* Buildings before they are packed. */
typedef struct
{
  GArray *buildings; /* WgCityBuilding */
  GArray *starts;    /* guint, one a ring, in points */
  GArray *xy;        /* gint32 pairs */
} WgBuildingSet;

/* Packs the buildings of @added into @city, behind those of @kept (nullable) whose ids are not in @replaced. */
void
wg_city_take_buildings (WgCity *city, const WgBuildingSet *added, const WgCity *kept, GHashTable *replaced);

/* Cuts @rings where borders meet and stores every border once. The arrays of @cut are the caller's. */
void wg_city_cut_arcs (const WgRingSet *rings, WgArcCut *cut);

/* Makes the grids of @city of those of @kept without @gone, and of @added in the place of those with their ids or behind
 * all. @rings are those of @added; more are added to them. Only what @gone and @added touch is cut again. */
void wg_city_patch_grids (WgCity *city, const WgCity *kept, GHashTable *gone, GArray *added, WgRingSet *rings);

/* What is said of grids when there are @grids and arcs: parents, levels, trees (as far as there is none yet), the box. */
void wg_city_index_grids (WgCity *city);

/* What makes a line look as it does, as a number. */
guint64 wg_city_look_at_line (const gint32 *xy, const guint8 *zooms, guint n_points);

/* Gives every point of a line its first zoom. Both ends are drawn at every zoom. */
void wg_city_simplify (const gint32 *xy, guint n_points, guint8 *zooms);

/* Appends the shown grids of @level that meet @box, as guint32. */
void wg_city_query_shown (const WgCity *city, guint level, const WgWorldBox *box, GArray *found);

/* Whether a world point is inside of a grid or on its border (exact). */
gboolean wg_city_grid_contains (const WgCity *city, guint grid, gint32 x, gint32 y);
gboolean wg_city_building_contains (const WgCity *city, guint building, gint32 x, gint32 y);

G_END_DECLS
