/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: who redraws one grid of seven thousand wants to see it at once, and its neighbours are all that it can touch. What
 * a border is, is decided at its corners: only borders with a corner that a grid which goes or comes has too can be other
 * ones afterwards. These are cut again, with what is left of the rings that they belong to, and all others stay as they
 * are. What comes out is what packing everything again gives, but for the numbers that borders have.
 */

#include "wg-city-private.h"
#include "wg-key-map.h"

/* A city that was patched so often has texts in so many places that they are brought together. */
#define MOST_TEXTS 32

enum
{
  UNKNOWN,
  UNTOUCHED,
  TOUCHED
};

/* What a kept ring consists of now: a border that stays, or a piece that was cut again. */
typedef struct
{
  gboolean is_piece;
  gint32 value; /* reference to the border, or the number of the piece among the rings that are cut */
} Part;

typedef struct
{
  const WgCity *kept;
  GHashTable *gone;
  GArray *added; /* WgCityGrid */
  WgRingSet *rings;
  WgKeyMap corners; /* of the grids that go or come */
  GArray *boxes;    /* WgWorldBox: of these grids */
  guint8 *arcs;     /* of each border of @kept: UNKNOWN, ... */
  GArray *parts;    /* Part */
  guint *firsts;    /* of each ring of @kept: where its parts begin, and one; 0 when it stays */
  guint *n_parts;
  WgArcCut cut;
  guint *slots; /* of each border that was cut: its number in the city */
} Patch;

static guint
arc_of (gint32 ref)
{
  return (guint)(ref < 0 ? ~ref : ref);
}

static gboolean
is_gone (const Patch *patch, guint grid)
{
  return g_hash_table_contains (patch->gone, &patch->kept->grids[grid].id);
}

/* --- What is touched --- */

static void
enter_corner (Patch *patch, const gint32 *xy)
{
  guint64 key = wg_key_map_corner (xy);

  patch->corners.keys[wg_key_map_slot (&patch->corners, key)] = key;
}

static void
enter_arc (Patch *patch, guint index)
{
  const WgCityArc *arc = &patch->kept->arcs[index];

  patch->arcs[index] = TOUCHED;
  for (guint i = 0; i < arc->n_points; i++)
    enter_corner (patch, patch->kept->points.xy + 2 * (arc->first_point + i));
}

static guint
count_corners (const Patch *patch)
{
  const WgCity *kept = patch->kept;
  guint n = patch->rings->xy->len / 2;

  for (guint grid = 0; grid < kept->n_grids; grid++)
    {
      const WgCityGrid *g = &kept->grids[grid];

      for (guint i = kept->ring_starts[g->first_ring];
           is_gone (patch, grid) && i < kept->ring_starts[g->first_ring + g->n_rings]; i++)
        n += kept->arcs[arc_of (kept->arc_refs[i])].n_points;
    }
  return n;
}

static void
enter_corners (Patch *patch)
{
  const WgCity *kept = patch->kept;
  const WgRingSet *rings = patch->rings;

  wg_key_map_init (&patch->corners, count_corners (patch));
  for (guint i = 0; i < rings->xy->len; i += 2)
    enter_corner (patch, &g_array_index (rings->xy, gint32, i));
  for (guint i = 0; i < patch->added->len; i++)
    g_array_append_val (patch->boxes, g_array_index (patch->added, WgCityGrid, i).box);
  for (guint grid = 0; grid < kept->n_grids; grid++)
    {
      const WgCityGrid *g = &kept->grids[grid];

      if (!is_gone (patch, grid))
        continue;
      g_array_append_val (patch->boxes, g->box);
      for (guint i = kept->ring_starts[g->first_ring]; i < kept->ring_starts[g->first_ring + g->n_rings]; i++)
        enter_arc (patch, arc_of (kept->arc_refs[i]));
    }
}

static guint8
look_at_arc (const Patch *patch, const WgCityArc *arc)
{
  for (guint i = 0; i < arc->n_points; i++)
    {
      if (wg_key_map_has (&patch->corners,
                          wg_key_map_corner (patch->kept->points.xy + 2 * (arc->first_point + i))))
        return TOUCHED;
    }
  return UNTOUCHED;
}

/* Appends what lies near a grid that goes or comes, as guint32. */
static void
query_near (WgBoxTree *const *trees, const Patch *patch, GArray *found)
{
  g_array_set_size (found, 0);
  for (guint i = 0; i < patch->boxes->len; i++)
    {
      for (guint depth = 1; depth <= patch->kept->n_levels; depth++)
        wg_box_tree_query (trees[depth], &g_array_index (patch->boxes, WgWorldBox, i), found);
    }
}

static void
touch_arcs (Patch *patch, GArray *found)
{
  query_near (patch->kept->arc_trees, patch, found);
  for (guint i = 0; i < found->len; i++)
    {
      guint arc = g_array_index (found, guint32, i);

      if (patch->arcs[arc] == UNKNOWN)
        patch->arcs[arc] = look_at_arc (patch, &patch->kept->arcs[arc]);
    }
}

/* --- Rings that lose a border --- */

/* Adds the points of a border but its last. @is_end: a line begins with it. */
static void
add_points (Patch *patch, gint32 ref, gboolean is_end)
{
  const WgCity *kept = patch->kept;
  const WgCityArc *arc = &kept->arcs[arc_of (ref)];

  for (guint i = 0; i + 1 < arc->n_points; i++)
    {
      const gint32 *xy = kept->points.xy + 2 * (arc->first_point + (ref < 0 ? arc->n_points - 1 - i : i));
      /* Where a corner is looked at again, all that pass it do so here. */
      guint8 is_node = i == 0
                       && (is_end || (!arc->is_alone && !wg_key_map_has (&patch->corners, wg_key_map_corner (xy))));

      g_array_append_vals (patch->rings->xy, xy, 2);
      g_array_append_val (patch->rings->nodes, is_node);
    }
}

static void
add_end (Patch *patch, gint32 ref)
{
  const WgCityArc *arc = &patch->kept->arcs[arc_of (ref)];
  guint8 is_node = TRUE;

  g_array_append_vals (patch->rings->xy,
                       patch->kept->points.xy + 2 * (arc->first_point + (ref < 0 ? 0 : arc->n_points - 1)), 2);
  g_array_append_val (patch->rings->nodes, is_node);
}

static void
begin_piece (Patch *patch, guint8 depth, guint8 open)
{
  guint start = patch->rings->xy->len / 2;
  Part part = { TRUE, (gint32)patch->rings->starts->len };

  g_array_append_val (patch->parts, part);
  g_array_append_val (patch->rings->starts, start);
  g_array_append_val (patch->rings->depths, depth);
  g_array_append_val (patch->rings->opens, open);
}

/* Between two borders that stay there is a line of those that are cut again, its ends as fast as before; a ring of which
 * none stays is cut as a ring. */
static void
take_ring_apart (Patch *patch, guint ring, guint8 depth)
{
  const gint32 *refs = patch->kept->arc_refs + patch->kept->ring_starts[ring];
  guint n = patch->kept->ring_starts[ring + 1] - patch->kept->ring_starts[ring], first = 0;
  gboolean in_piece = FALSE;

  while (first < n && patch->arcs[arc_of (refs[first])] == TOUCHED)
    first++;
  if (first == n)
    begin_piece (patch, depth, FALSE);
  for (guint i = 0; i < n; i++)
    {
      gint32 ref = refs[(first + i) % n];

      if (patch->arcs[arc_of (ref)] != TOUCHED)
        {
          Part part = { FALSE, ref };

          if (in_piece)
            add_end (patch, refs[(first + i + n - 1) % n]);
          in_piece = FALSE;
          g_array_append_val (patch->parts, part);
          continue;
        }
      if (first < n && !in_piece)
        begin_piece (patch, depth, TRUE);
      add_points (patch, ref, first < n && !in_piece);
      in_piece = TRUE;
    }
  if (first < n && in_piece)
    add_end (patch, refs[(first + n - 1) % n]);
}

static gboolean
is_touched (const Patch *patch, guint ring)
{
  const WgCity *kept = patch->kept;

  for (guint i = kept->ring_starts[ring]; i < kept->ring_starts[ring + 1]; i++)
    {
      if (patch->arcs[arc_of (kept->arc_refs[i])] == TOUCHED)
        return TRUE;
    }
  return FALSE;
}

/* Returns the number of grids that have a ring which is touched. */
static guint
touch_rings (Patch *patch, GArray *found)
{
  guint n_grids = 0;

  query_near (patch->kept->grid_trees, patch, found);
  for (guint i = 0; i < found->len; i++)
    {
      guint grid = g_array_index (found, guint32, i);
      const WgCityGrid *g = &patch->kept->grids[grid];
      gboolean any = FALSE;

      for (guint ring = g->first_ring; !is_gone (patch, grid) && ring < g->first_ring + g->n_rings; ring++)
        {
          if (patch->firsts[ring] != 0 || !is_touched (patch, ring))
            continue;
          patch->firsts[ring] = patch->parts->len + 1;
          take_ring_apart (patch, ring, g->depth);
          patch->n_parts[ring] = patch->parts->len + 1 - patch->firsts[ring];
          any = TRUE;
        }
      n_grids += any;
    }
  return n_grids;
}

/* --- Borders --- */

static gboolean
stays (const Patch *patch, guint arc)
{
  return patch->kept->arcs[arc].n_points > 0 && patch->arcs[arc] != TOUCHED;
}

static void
append_points (GArray *xy, GArray *zooms, WgCityArc *arc, const gint32 *from_xy, const guint8 *from_zooms)
{
  guint from = arc->first_point;

  arc->first_point = xy->len / 2;
  g_array_append_vals (xy, from_xy + 2 * from, 2 * arc->n_points);
  g_array_append_vals (zooms, from_zooms + from, arc->n_points);
}

/* Those that stay keep their numbers; the others take the numbers that are free. */
static GArray *
number_arcs (Patch *patch)
{
  const WgCity *kept = patch->kept;
  GArray *arcs = g_array_sized_new (FALSE, TRUE, sizeof (WgCityArc), kept->n_arcs + patch->cut.arcs->len);
  guint slot = 0;

  g_array_append_vals (arcs, kept->arcs, kept->n_arcs);
  for (guint i = 0; i < kept->n_arcs; i++)
    {
      if (!stays (patch, i))
        g_array_index (arcs, WgCityArc, i) = (WgCityArc){ .box = WG_WORLD_BOX_EMPTY };
    }
  patch->slots = g_new (guint, MAX (1, patch->cut.arcs->len));
  for (guint i = 0; i < patch->cut.arcs->len; i++)
    {
      while (slot < arcs->len && g_array_index (arcs, WgCityArc, slot).n_points > 0)
        slot++;
      if (slot == arcs->len)
        g_array_set_size (arcs, slot + 1);
      g_array_index (arcs, WgCityArc, slot) = g_array_index (patch->cut.arcs, WgCityArc, i);
      patch->slots[i] = slot;
    }
  return arcs;
}

static void
put_arcs (Patch *patch, WgCity *city)
{
  const WgCity *kept = patch->kept;
  GArray *arcs = number_arcs (patch);
  GArray *xy = g_array_sized_new (FALSE, FALSE, sizeof (gint32), 2 * kept->points.n_points + patch->cut.xy->len);
  GArray *zooms = g_array_sized_new (FALSE, FALSE, 1, kept->points.n_points + patch->cut.zooms->len);

  for (guint i = 0; i < kept->n_arcs; i++)
    {
      if (stays (patch, i))
        append_points (xy, zooms, &g_array_index (arcs, WgCityArc, i), kept->points.xy, kept->points.zooms);
    }
  for (guint i = 0; i < patch->cut.arcs->len; i++)
    append_points (xy, zooms, &g_array_index (arcs, WgCityArc, patch->slots[i]),
                   (const gint32 *)(gconstpointer)patch->cut.xy->data, (const guint8 *)patch->cut.zooms->data);
  city->n_arcs = arcs->len;
  city->points.n_points = zooms->len;
  city->arcs = wg_city_hold_take_array (city->grid_hold, arcs);
  city->points.xy = wg_city_hold_take_array (city->grid_hold, xy);
  city->points.zooms = wg_city_hold_take_array (city->grid_hold, zooms);
}

/* --- Grids --- */

/* Where the rings of the grids go. */
typedef struct
{
  GArray *grids;
  GArray *ring_starts;
  GArray *refs;
} Shelf;

static void
put_cut_refs (const Patch *patch, Shelf *shelf, guint ring)
{
  for (guint i = g_array_index (patch->cut.ring_starts, guint, ring);
       i < g_array_index (patch->cut.ring_starts, guint, ring + 1); i++)
    {
      gint32 ref = g_array_index (patch->cut.refs, gint32, i), slot = (gint32)patch->slots[arc_of (ref)];

      ref = ref < 0 ? ~slot : slot;
      g_array_append_val (shelf->refs, ref);
    }
}

static void
put_kept_refs (const Patch *patch, Shelf *shelf, guint ring)
{
  const WgCity *kept = patch->kept;
  guint start = kept->ring_starts[ring];

  if (patch->firsts[ring] == 0)
    g_array_append_vals (shelf->refs, kept->arc_refs + start, kept->ring_starts[ring + 1] - start);
  for (guint i = 0; i < patch->n_parts[ring]; i++)
    {
      const Part *part = &g_array_index (patch->parts, Part, patch->firsts[ring] - 1 + i);

      if (part->is_piece)
        put_cut_refs (patch, shelf, (guint)part->value);
      else
        g_array_append_val (shelf->refs, part->value);
    }
}

static void
put_grid (const Patch *patch, Shelf *shelf, const WgCityGrid *grid, gboolean is_kept)
{
  WgCityGrid copy = *grid;

  copy.first_ring = shelf->ring_starts->len;
  for (guint ring = grid->first_ring; ring < grid->first_ring + grid->n_rings; ring++)
    {
      g_array_append_val (shelf->ring_starts, shelf->refs->len);
      if (is_kept)
        put_kept_refs (patch, shelf, ring);
      else
        put_cut_refs (patch, shelf, ring);
    }
  g_array_append_val (shelf->grids, copy);
}

/* Every grid that has a successor is followed by it at its place, so that the others keep their numbers. Returns whether
 * they do. */
static gboolean
put_all_grids (const Patch *patch, Shelf *shelf)
{
  g_autoptr (GHashTable) successors = g_hash_table_new (g_int64_hash, g_int64_equal);
  gboolean in_place = TRUE;

  for (guint i = 0; i < patch->added->len; i++)
    {
      const WgCityGrid *grid = &g_array_index (patch->added, WgCityGrid, i);

      g_hash_table_insert (successors, (gpointer)&grid->id, (gpointer)grid);
    }
  for (guint i = 0; i < patch->kept->n_grids; i++)
    {
      const WgCityGrid *grid = &patch->kept->grids[i], *successor = g_hash_table_lookup (successors, &grid->id);

      if (successor != NULL)
        put_grid (patch, shelf, successor, FALSE);
      else if (!is_gone (patch, i))
        put_grid (patch, shelf, grid, TRUE);
      else
        in_place = FALSE;
      if (successor != NULL)
        g_hash_table_remove (successors, &grid->id);
    }
  for (guint i = 0; i < patch->added->len; i++)
    {
      const WgCityGrid *grid = &g_array_index (patch->added, WgCityGrid, i);

      if (g_hash_table_contains (successors, &grid->id))
        put_grid (patch, shelf, grid, FALSE);
    }
  return in_place;
}

/* The trees of levels in which nothing is different. */
static void
share_trees (const Patch *patch, WgCity *city, gboolean in_place)
{
  const WgCity *kept = patch->kept;
  gboolean other_grids[WG_MAX_DEPTH + 1] = { FALSE }, other_arcs[WG_MAX_DEPTH + 1] = { FALSE };

  for (guint i = 0; i < patch->added->len; i++)
    other_grids[g_array_index (patch->added, WgCityGrid, i).depth] = TRUE;
  for (guint i = 0; i < kept->n_grids; i++)
    other_grids[kept->grids[i].depth] |= is_gone (patch, i);
  for (guint i = 0; i < kept->n_arcs; i++)
    other_arcs[kept->arcs[i].min_depth] |= patch->arcs[i] == TOUCHED;
  for (guint i = 0; i < patch->cut.arcs->len; i++)
    other_arcs[g_array_index (patch->cut.arcs, WgCityArc, i).min_depth] = TRUE;
  for (guint depth = 1; depth <= kept->n_levels; depth++)
    {
      if (in_place && !other_grids[depth])
        city->grid_trees[depth] = wg_box_tree_ref (kept->grid_trees[depth]);
      if (!other_arcs[depth])
        city->arc_trees[depth] = wg_box_tree_ref (kept->arc_trees[depth]);
    }
}

static void
keep_texts (const Patch *patch, WgCity *city, GArray *grids)
{
  const WgCity *kept = patch->kept;
  gboolean moves = kept->grid_hold->texts->len >= MOST_TEXTS;

  if (!moves)
    wg_city_hold_keep_texts_of (city->grid_hold, kept->grid_hold);
  for (guint depth = 1; depth <= kept->n_levels; depth++)
    city->level_names[depth]
        = moves ? wg_city_hold_keep_text (city->grid_hold, kept->level_names[depth]) : kept->level_names[depth];
  for (guint i = 0; moves && i < grids->len; i++)
    {
      WgCityGrid *grid = &g_array_index (grids, WgCityGrid, i);

      grid->code = wg_city_hold_keep_text (city->grid_hold, grid->code);
      grid->name = wg_city_hold_keep_text (city->grid_hold, grid->name);
    }
}

static void
put_grids (Patch *patch, WgCity *city)
{
  const WgCity *kept = patch->kept;
  Shelf shelf = { g_array_sized_new (FALSE, FALSE, sizeof (WgCityGrid), kept->n_grids + patch->added->len),
                  g_array_sized_new (FALSE, FALSE, sizeof (guint), kept->n_rings + 1),
                  g_array_sized_new (FALSE, FALSE, sizeof (gint32), kept->n_arc_refs) };
  gboolean in_place = put_all_grids (patch, &shelf);

  city->n_levels = MAX (city->n_levels, kept->n_levels);
  keep_texts (patch, city, shelf.grids);
  share_trees (patch, city, in_place);
  city->n_rings = shelf.ring_starts->len;
  g_array_append_val (shelf.ring_starts, shelf.refs->len);
  city->n_grids = shelf.grids->len;
  city->n_arc_refs = shelf.refs->len;
  city->grids = wg_city_hold_take_array (city->grid_hold, shelf.grids);
  city->ring_starts = wg_city_hold_take_array (city->grid_hold, shelf.ring_starts);
  city->arc_refs = wg_city_hold_take_array (city->grid_hold, shelf.refs);
}

/* --- All of it --- */

static void
patch_init (Patch *patch, const WgCity *kept, GHashTable *gone, GArray *added, WgRingSet *rings)
{
  *patch = (Patch){ .kept = kept, .gone = gone, .added = added, .rings = rings };
  patch->boxes = g_array_new (FALSE, FALSE, sizeof (WgWorldBox));
  patch->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  patch->arcs = g_new0 (guint8, MAX (1, kept->n_arcs));
  patch->firsts = g_new0 (guint, MAX (1, kept->n_rings));
  patch->n_parts = g_new0 (guint, MAX (1, kept->n_rings));
  rings->opens = g_array_new (FALSE, TRUE, sizeof (guint8));
  rings->nodes = g_array_new (FALSE, TRUE, sizeof (guint8));
  g_array_set_size (rings->opens, rings->starts->len);
  g_array_set_size (rings->nodes, rings->xy->len / 2);
  enter_corners (patch);
}

static void
patch_clear (Patch *patch)
{
  wg_key_map_clear (&patch->corners);
  g_array_unref (patch->boxes);
  g_array_unref (patch->parts);
  g_free (patch->arcs);
  g_free (patch->firsts);
  g_free (patch->n_parts);
  g_free (patch->slots);
  g_array_unref (patch->cut.arcs);
  g_array_unref (patch->cut.xy);
  g_array_unref (patch->cut.zooms);
  g_array_unref (patch->cut.ring_starts);
  g_array_unref (patch->cut.refs);
  g_clear_pointer (&patch->rings->opens, g_array_unref);
  g_clear_pointer (&patch->rings->nodes, g_array_unref);
}

void
wg_city_patch_grids (WgCity *city, const WgCity *kept, GHashTable *gone, GArray *added, WgRingSet *rings)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  Patch patch;

  patch_init (&patch, kept, gone, added, rings);
  touch_arcs (&patch, found);
  city->n_cut_grids = added->len + touch_rings (&patch, found);
  wg_city_cut_arcs (rings, &patch.cut);
  city->n_cut_arcs = patch.cut.arcs->len;
  put_arcs (&patch, city);
  put_grids (&patch, city);
  wg_city_index_grids (city);
  patch_clear (&patch);
}
