/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"

G_BEGIN_DECLS

/**
 * WG_GRID_NONE:
 *
 * The index that stands for "no grid": outside of all grids, or above the topmost ones.
 */
#define WG_GRID_NONE G_MAXUINT

/**
 * WgGrid:
 * @id: the identity that survives redrawing, never 0
 * @parent_id: id of the grid above, 0 for none
 * @depth: 1 is the topmost level
 * @code: the code, unique among the grids in force
 * @name: the name
 * @special: a mall, a school, an enterprise (专属网格)
 * @households: households, -1 when unknown
 * @people: inhabitants, -1 when unknown
 * @area_m2: square metres on the ellipsoid
 * @label_lon: where its name stands, degrees
 * @label_lat: where its name stands, degrees
 * @version_id: the boundary version
 * @valid_from_ms: in force since, milliseconds UTC
 * @shape: (nullable): the outline; a grid without one contains no point
 * @parent: index in the tree of the grid above, or %WG_GRID_NONE; written by the tree, ignored in what it is made from.
 *   %WG_GRID_NONE with a @parent_id that is not 0 means that the parent is not in force
 *
 * One grid in force.
 */
typedef struct
{
  gint64 id;
  gint64 parent_id;
  int depth;
  char *code;
  char *name;
  gboolean special;
  gint64 households;
  gint64 people;
  double area_m2;
  double label_lon;
  double label_lat;
  gint64 version_id;
  gint64 valid_from_ms;
  WgShape *shape;
  guint parent;
} WgGrid;

/**
 * wg_grid_new:
 *
 * Returns: (transfer full): a grid with nothing known: counts -1, texts and shape %NULL.
 */
WgGrid *wg_grid_new (void);
WgGrid *wg_grid_copy (const WgGrid *grid);
void wg_grid_free (WgGrid *grid);

#define WG_TYPE_GRID (wg_grid_get_type ())
GType wg_grid_get_type (void) G_GNUC_CONST;

/**
 * WgGridOutline:
 * @WG_GRID_OUTLINE_GIVEN: the grids of the level have outlines of their own, never rewritten.
 * @WG_GRID_OUTLINE_DERIVED: the outline is the union of the children.
 */
typedef enum
{
  WG_GRID_OUTLINE_GIVEN,
  WG_GRID_OUTLINE_DERIVED,
} WgGridOutline;

/**
 * wg_grid_outline_to_nick:
 *
 * Returns: (transfer none): the stored word, `given` or `derived`.
 */
const char *wg_grid_outline_to_nick (WgGridOutline outline);
gboolean wg_grid_outline_from_nick (const char *nick, WgGridOutline *outline);

/**
 * WgGridLevel:
 * @depth: 1 is the topmost
 * @name: what the district calls it; "" when nobody named it
 * @outline: where its outlines come from
 * @n_grids: how many grids in force it has
 */
typedef struct
{
  int depth;
  char *name;
  WgGridOutline outline;
  guint n_grids;
} WgGridLevel;

/**
 * WgGridTree:
 *
 * An immutable, reference-counted snapshot of all grids in force, shared with worker threads. Grids are numbered in
 * pre-order: a grid is followed by everything below it, siblings stand in the order of their codes. An index is valid
 * for this snapshot only; what is kept longer must be an id.
 */
typedef struct _WgGridTree WgGridTree;

#define WG_TYPE_GRID_TREE (wg_grid_tree_get_type ())
GType wg_grid_tree_get_type (void) G_GNUC_CONST;

/**
 * WgGridTreeBuilder:
 *
 * Collects levels and grids in any order.
 */
typedef struct _WgGridTreeBuilder WgGridTreeBuilder;

WgGridTreeBuilder *wg_grid_tree_builder_new (void);
void wg_grid_tree_builder_free (WgGridTreeBuilder *builder);

/**
 * wg_grid_tree_builder_add_level:
 *
 * Names a level; of two calls for one depth the later holds. Levels that have grids but were not named are made up with
 * an empty name and given outlines.
 */
void wg_grid_tree_builder_add_level (WgGridTreeBuilder *builder, int depth, const char *name, WgGridOutline outline);

/**
 * wg_grid_tree_builder_take_grid:
 * @grid: (transfer full): a grid
 */
void wg_grid_tree_builder_take_grid (WgGridTreeBuilder *builder, WgGrid *grid);

/**
 * wg_grid_tree_builder_end:
 * @builder: a builder; it is empty afterwards, also when it failed
 * @error: return location
 *
 * Returns: (transfer full): the tree, or %NULL with %WG_ERROR_DAMAGED: an id twice or 0, a grid that is its own
 *   ancestor, or a depth below 1.
 */
WgGridTree *wg_grid_tree_builder_end (WgGridTreeBuilder *builder, GError **error);

/**
 * wg_grid_tree_new_from_array:
 * @grids: (element-type WgGrid) (transfer none): grids in any order; copied, shapes are shared
 * @error: return location
 *
 * Returns: (transfer full): a tree with unnamed levels, or %NULL as wg_grid_tree_builder_end().
 */
WgGridTree *wg_grid_tree_new_from_array (const GPtrArray *grids, GError **error);

WgGridTree *wg_grid_tree_ref (WgGridTree *tree);
void wg_grid_tree_unref (WgGridTree *tree);

guint wg_grid_tree_get_n_grids (const WgGridTree *tree);

/**
 * wg_grid_tree_get_grid:
 * @index: 0 .. wg_grid_tree_get_n_grids() - 1
 *
 * Returns: (transfer none): the grid, valid as long as the tree.
 */
const WgGrid *wg_grid_tree_get_grid (const WgGridTree *tree, guint index);

guint wg_grid_tree_get_n_levels (const WgGridTree *tree);

/**
 * wg_grid_tree_get_level:
 * @level: 0 .. wg_grid_tree_get_n_levels() - 1, from the top
 *
 * Returns: (transfer none): the level; @level is a position, not a depth.
 */
const WgGridLevel *wg_grid_tree_get_level (const WgGridTree *tree, guint level);

/**
 * wg_grid_tree_find_level:
 *
 * Returns: (transfer none) (nullable): the level of a depth
 */
const WgGridLevel *wg_grid_tree_find_level (const WgGridTree *tree, int depth);

guint wg_grid_tree_find_by_id (const WgGridTree *tree, gint64 id);

/**
 * wg_grid_tree_find_by_code:
 *
 * Returns: the index, or %WG_GRID_NONE; should a code be there twice, the first index.
 */
guint wg_grid_tree_find_by_code (const WgGridTree *tree, const char *code);

/**
 * wg_grid_tree_get_children:
 * @index: a grid, or %WG_GRID_NONE for the topmost ones
 * @n_children: (out): their number
 *
 * Returns: (transfer none) (array length=n_children): indices, ascending
 */
const guint *wg_grid_tree_get_children (const WgGridTree *tree, guint index, guint *n_children);

gboolean wg_grid_tree_is_leaf (const WgGridTree *tree, guint index);

/**
 * wg_grid_tree_get_ancestors:
 *
 * Returns: (transfer full) (element-type guint): the grids above, the nearest first, without the grid itself
 */
GArray *wg_grid_tree_get_ancestors (const WgGridTree *tree, guint index);

/**
 * wg_grid_tree_get_subtree_end:
 *
 * Returns: the first index behind the subtree of @index: the subtree is @index (the grid itself) up to, but without,
 *   what is returned.
 */
guint wg_grid_tree_get_subtree_end (const WgGridTree *tree, guint index);

/**
 * wg_grid_tree_is_below:
 *
 * Returns: whether @index is @ancestor or anywhere below it; everything is below %WG_GRID_NONE, the whole district, and
 *   %WG_GRID_NONE is below nothing else.
 */
gboolean wg_grid_tree_is_below (const WgGridTree *tree, guint index, guint ancestor);

/**
 * wg_grid_tree_is_within:
 * @id: of a grid
 * @top_id: of another one, or of the same
 *
 * Returns: whether both are in the tree, and the one is the other or anywhere below it.
 */
gboolean wg_grid_tree_is_within (const WgGridTree *tree, gint64 id, gint64 top_id);

/**
 * wg_grid_tree_add_names:
 * @names: from the ids of grids, as `gint64`, to texts; both are given to it
 */
void wg_grid_tree_add_names (const WgGridTree *tree, GHashTable *names);

/**
 * wg_grid_tree_list_at_depth:
 * @below: list only what is below this grid (or the grid itself), %WG_GRID_NONE for all
 *
 * Returns: (transfer full) (element-type guint): indices of the grids of one level, ascending
 */
GArray *wg_grid_tree_list_at_depth (const WgGridTree *tree, int depth, guint below);

/**
 * wg_grid_tree_get_box:
 *
 * Returns: (transfer none): the box around all outlines, empty without any
 */
const WgBox *wg_grid_tree_get_box (const WgGridTree *tree);

/**
 * wg_grid_tree_find_home:
 * @lon: degrees
 * @lat: degrees
 *
 * The home grid of a point: the deepest one that contains it (a grid that is no leaf where its children leave a gap),
 * borders included. Among several of that depth the lowest id wins: the one rule for points on a border.
 *
 * Returns: the index, or %WG_GRID_NONE outside of all grids
 */
guint wg_grid_tree_find_home (const WgGridTree *tree, double lon, double lat);

/**
 * wg_grid_tree_find_homes:
 * @lonlat: (array): @n_points pairs of degrees; a pair that is not finite is outside
 * @n_points: the number of points
 * @homes: (out caller-allocates) (array length=n_points): the indices
 *
 * The same for many points.
 */
void wg_grid_tree_find_homes (const WgGridTree *tree, const double *lonlat, gsize n_points, guint *homes);

/**
 * wg_grid_tree_find_at_depth:
 *
 * Returns: the grid of one level that contains a point (lowest id on a border), or %WG_GRID_NONE. This asks geometry;
 *   figures roll up along parents instead.
 */
guint wg_grid_tree_find_at_depth (const WgGridTree *tree, int depth, double lon, double lat);

/**
 * wg_grid_tree_get_distance_m:
 * @index: a grid
 *
 * Returns: how far a point is from the grid: 0 inside it and on its border, else metres to the border
 */
double wg_grid_tree_get_distance_m (const WgGridTree *tree, guint index, double lon, double lat);

/**
 * wg_grid_tree_find_near_borders:
 * @lon: degrees
 * @lat: degrees
 * @metres: how near
 *
 * The grids that a point might belong to as well: all leaves other than its home grid that contain it or have a border
 * at most @metres away.
 *
 * Returns: (transfer full) (element-type guint): indices, the nearest first, then by id
 */
GArray *wg_grid_tree_find_near_borders (const WgGridTree *tree, double lon, double lat, double metres);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGrid, wg_grid_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGridTree, wg_grid_tree_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGridTreeBuilder, wg_grid_tree_builder_free)

G_END_DECLS
