/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: many a file has blocks with the streets left out, and a case in a street is then in no grid. Nobody hands out a thousand
 * streets one by one: each block gets its half of what lies before it, and what is too wide to be a street stays.
 */

#include "wg-coverage-between.h"

#include "wg-box-index.h"
#include "wg-coverage-mesh.h"

#include <math.h>

#define LEAST_SPACING_M 0.5
#define MOST_SPACING_M 10.0
#define SPACING_PART 3.0    /* points a width of a street */
#define CROSSING 1.5        /* the diagonal of a crossing, in widths of its streets */
#define STRAIGHT_M 0.002    /* how far off a border a point may lie that was put on it here */
#define MOST_ROOM_M 0.3     /* how far the middle of a street may be moved to make it straight */
#define MOST_ROOM_PART 0.2  /* and what part of the way to the border */

typedef enum
{
  AREA_INSIDE, /* an outline, or where outlines cross */
  AREA_OPEN,   /* lies between, and stays */
  AREA_TAKEN,  /* is handed out */
} Area;

typedef struct
{
  WgMesh *mesh;
  const WgCoverageItem *items;
  const gboolean *grows;
  double width_m;
  double spacing_m;
  WgBoxIndex *boxes;   /* of the outlines */
  WgBoxIndex *crossed; /* of the mesh's missing stretches */
  GHashTable *stretches; /* WgSide of each stretch to its item + 1 */
  GArray *areas;         /* Area of each triangle */
  GArray *sides;         /* WgOwnedSide of all grids that may grow */
  GHashTable *room;
  gboolean *gets;        /* which grids get land */
} Between;

/* --- What a triangle is --- */

static const WgMeshTriangle *
get_triangle (const Between *self, guint i)
{
  return &g_array_index (self->mesh->triangles, WgMeshTriangle, i);
}

static WgCorner
get_corner (const Between *self, guint point)
{
  return g_array_index (self->mesh->points, WgMeshPoint, point).corner;
}

static WgSide
get_side (const Between *self, const WgMeshTriangle *triangle, guint k)
{
  return (WgSide){ get_corner (self, triangle->points[k]), get_corner (self, triangle->points[(k + 1) % 3]) };
}

/* Which outlines have a place; those that are known not to are not asked. */
typedef struct
{
  const Between *self;
  double at[2];
  guint others[3];
  guint n_others;
} Question;

static gboolean
contains (guint item, gpointer data)
{
  const Question *question = data;

  for (guint i = 0; i < question->n_others; i++)
    {
      if (question->others[i] == item)
        return TRUE;
    }
  return !wg_shape_contains (question->self->items[item].shape, question->at[0], question->at[1]);
}

static gboolean
is_inside (const Between *self, const WgMeshTriangle *triangle)
{
  Question question = { .self = self };

  for (guint k = 0; k < 3; k++)
    {
      WgSide side = get_side (self, triangle, k);
      WgSide twin = { side.to, side.from };
      guint beside = GPOINTER_TO_UINT (g_hash_table_lookup (self->stretches, &twin));

      if (g_hash_table_contains (self->stretches, &side))
        return TRUE;
      if (beside > 0)
        question.others[question.n_others++] = beside - 1;
      question.at[0] += wg_shape_degrees_from_units (side.from.lon) / 3.0;
      question.at[1] += wg_shape_degrees_from_units (side.from.lat) / 3.0;
    }
  return !wg_box_index_query_point (self->boxes, question.at[0], question.at[1], contains, &question);
}

/* Of the circle through its corners, in which no other point lies. */
static double
get_diameter_m (const Between *self, const WgMeshTriangle *triangle)
{
  double lengths = 1.0, twice_area;
  WgCorner corners[3];

  for (guint k = 0; k < 3; k++)
    {
      WgSide side = get_side (self, triangle, k);

      corners[k] = side.from;
      lengths *= wg_mesh_distance_m (self->mesh, side.from, side.to);
    }
  twice_area = (double) wg_exact_turn (corners[0], corners[1], corners[2]) * self->mesh->x * self->mesh->y;
  return twice_area > 0.0 ? lengths / twice_area : G_MAXDOUBLE;
}

static gboolean
has_owner (const Between *self, guint point, guint item)
{
  for (guint i = g_array_index (self->mesh->points, WgMeshPoint, point).owners; i != WG_MESH_NONE;)
    {
      const WgMeshOwner *owner = &g_array_index (self->mesh->owners, WgMeshOwner, i);

      if (owner->item == item)
        return TRUE;
      i = owner->next;
    }
  return FALSE;
}

/* Whose a corner of a triangle is: of several, one that has another corner of it, too. */
static guint
choose_owner (const Between *self, const WgMeshTriangle *triangle, guint k)
{
  guint first = g_array_index (self->mesh->points, WgMeshPoint, triangle->points[k]).owners;
  guint chosen = g_array_index (self->mesh->owners, WgMeshOwner, first).item;

  for (guint i = first; i != WG_MESH_NONE; i = g_array_index (self->mesh->owners, WgMeshOwner, i).next)
    {
      guint item = g_array_index (self->mesh->owners, WgMeshOwner, i).item;

      if (has_owner (self, triangle->points[(k + 1) % 3], item) || has_owner (self, triangle->points[(k + 2) % 3], item))
        return item;
      chosen = MIN (chosen, item);
    }
  return chosen;
}

static guint
list_owners (const Between *self, const WgMeshTriangle *triangle, guint owners[3])
{
  for (guint k = 0; k < 3; k++)
    owners[k] = choose_owner (self, triangle, k);
  return 1 + (owners[1] != owners[0]) + (owners[2] != owners[0] && owners[2] != owners[1]);
}

typedef struct
{
  const Between *self;
  const WgMeshTriangle *triangle;
} Crossing;

static gboolean
does_not_cross (guint index, gpointer data)
{
  const Crossing *crossing = data;
  const WgSide *missing = &g_array_index (crossing->self->mesh->missing, WgSide, index);

  for (guint k = 0; k < 3; k++)
    {
      WgSide side = get_side (crossing->self, crossing->triangle, k);

      if (wg_exact_cross (side.from, side.to, missing->from, missing->to))
        return FALSE;
    }
  return TRUE;
}

static void
extend (WgBox *box, WgCorner corner)
{
  wg_box_extend (box, wg_shape_degrees_from_units (corner.lon), wg_shape_degrees_from_units (corner.lat));
}

/* Where outlines cross each other it is not known what lies between them. */
static gboolean
is_crossed (const Between *self, const WgMeshTriangle *triangle)
{
  Crossing crossing = { self, triangle };
  WgBox box = WG_BOX_EMPTY;

  for (guint k = 0; k < 3; k++)
    extend (&box, get_corner (self, triangle->points[k]));
  return !wg_box_index_query (self->crossed, &box, does_not_cross, &crossing);
}

static gboolean
is_stretch (const Between *self, const WgSide *side)
{
  WgSide twin = { side->to, side->from };

  return g_hash_table_contains (self->stretches, side) || g_hash_table_contains (self->stretches, &twin);
}

/* The position of the owner that is alone. */
static guint
find_alone (const guint owners[3])
{
  guint k = 0;

  while (k < 2 && owners[(k + 1) % 3] != owners[(k + 2) % 3])
    k++;
  return k;
}

/* How far corner @k lies off the border that is opposite; endless when that is none or lies beside it. */
static double
get_height_m (const Between *self, const WgMeshTriangle *triangle, guint k)
{
  WgSide base = get_side (self, triangle, (k + 1) % 3);
  WgCorner apex = get_corner (self, triangle->points[k]);
  double x = (double) (base.to.lon - base.from.lon) * self->mesh->x, y = (double) (base.to.lat - base.from.lat) * self->mesh->y;
  double east = (double) (apex.lon - base.from.lon) * self->mesh->x, north = (double) (apex.lat - base.from.lat) * self->mesh->y;
  double along = east * x + north * y, square = x * x + y * y;

  if (!is_stretch (self, &base) || along < 0.0 || along > square)
    return G_MAXDOUBLE;
  return fabs (x * north - y * east) / sqrt (square);
}

/* Whether it lies across a street that is narrow enough, or where streets meet. */
static gboolean
is_narrow (const Between *self, const WgMeshTriangle *triangle)
{
  guint owners[3];
  guint n = list_owners (self, triangle, owners);
  gboolean any = self->grows[owners[0]] || self->grows[owners[1]] || self->grows[owners[2]];
  double across = hypot (self->width_m, self->spacing_m);

  if (!any || n == 1)
    return FALSE;
  return get_diameter_m (self, triangle) <= (n == 3 ? fmax (CROSSING * self->width_m, across) : across)
         || (n == 2 && get_height_m (self, triangle, find_alone (owners)) <= self->width_m);
}

static void
sort_areas (Between *self)
{
  g_array_set_size (self->areas, self->mesh->triangles->len);
  for (guint i = 0; i < self->areas->len; i++)
    {
      const WgMeshTriangle *triangle = get_triangle (self, i);

      g_array_index (self->areas, Area, i) = is_inside (self, triangle) || is_crossed (self, triangle) ? AREA_INSIDE
                                             : is_narrow (self, triangle)                              ? AREA_TAKEN
                                                                                                       : AREA_OPEN;
    }
}

/* --- What is left in a crossing --- */

/* The triangles that hang together, and whether they are shut in. */
static gboolean
collect (const Between *self, guint start, gboolean *seen, GArray *pocket, double *area_m2, gboolean *narrow)
{
  gboolean shut = TRUE;

  *area_m2 = 0.0;
  *narrow = TRUE;
  g_array_set_size (pocket, 0);
  g_array_append_val (pocket, start);
  seen[start] = TRUE;
  for (guint i = 0; i < pocket->len; i++)
    {
      const WgMeshTriangle *triangle = get_triangle (self, g_array_index (pocket, guint, i));
      WgSide side = get_side (self, triangle, 0);

      *area_m2 += (double) wg_exact_turn (side.from, side.to, get_corner (self, triangle->points[2])) / 2.0 * self->mesh->x
                  * self->mesh->y;
      *narrow = *narrow && get_diameter_m (self, triangle) <= self->width_m;
      for (guint k = 0; k < 3; k++)
        {
          guint beside = triangle->beside[k];

          if (beside == WG_MESH_NONE)
            shut = FALSE;
          else if (!seen[beside] && g_array_index (self->areas, Area, beside) == AREA_OPEN)
            {
              seen[beside] = TRUE;
              g_array_append_val (pocket, beside);
            }
        }
    }
  return shut;
}

static gboolean
any_grows (const Between *self, const GArray *pocket)
{
  for (guint i = 0; i < pocket->len; i++)
    {
      guint owners[3];

      list_owners (self, get_triangle (self, g_array_index (pocket, guint, i)), owners);
      if (self->grows[owners[0]] || self->grows[owners[1]] || self->grows[owners[2]])
        return TRUE;
    }
  return FALSE;
}

/* What is no larger than a crossing and shut in by streets is one. */
static void
take_pockets (Between *self)
{
  g_autofree gboolean *seen = g_new0 (gboolean, self->areas->len + 1);
  g_autoptr (GArray) pocket = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->areas->len; i++)
    {
      double area_m2;
      gboolean narrow;

      if (seen[i] || g_array_index (self->areas, Area, i) != AREA_OPEN
          || !collect (self, i, seen, pocket, &area_m2, &narrow) || (!narrow && area_m2 > self->width_m * self->width_m)
          || !any_grows (self, pocket))
        continue;
      for (guint k = 0; k < pocket->len; k++)
        g_array_index (self->areas, Area, g_array_index (pocket, guint, k)) = AREA_TAKEN;
    }
}

/* --- Handing out --- */

static void
give_room (Between *self, WgCorner corner, double room_m)
{
  guint room = (guint) (room_m * WG_ROOM_UNITS);

  if (room > 0 && !g_hash_table_contains (self->room, &corner))
    g_hash_table_insert (self->room, g_memdup2 (&corner, sizeof (WgCorner)), GUINT_TO_POINTER (room));
}

static void
add_side (Between *self, guint item, WgCorner from, WgCorner to)
{
  WgOwnedSide side = { { from, to }, item };

  if (!self->grows[item] || wg_corner_equal (from, to))
    return;
  self->gets[item] = TRUE;
  g_array_append_val (self->sides, side);
}

static WgCorner
get_middle (WgCorner a, WgCorner b)
{
  return (WgCorner){ (a.lon + b.lon) / 2, (a.lat + b.lat) / 2 };
}

static WgCorner
get_centre (WgCorner a, WgCorner b, WgCorner c)
{
  return (WgCorner){ (a.lon + b.lon + c.lon) / 3, (a.lat + b.lat + c.lat) / 3 };
}

/* A side that is no border has a corner in its middle, as in the triangle on its other side. */
static void
add_edge (Between *self, guint item, const WgSide *side)
{
  WgCorner middle = get_middle (side->from, side->to);

  if (is_stretch (self, side))
    {
      add_side (self, item, side->from, side->to);
      return;
    }
  give_room (self, middle, fmin (MOST_ROOM_M, MOST_ROOM_PART * wg_mesh_distance_m (self->mesh, side->from, middle)));
  add_side (self, item, side->from, middle);
  add_side (self, item, middle, side->to);
}

static void
add_half (Between *self, guint item, const WgSide *side, gboolean first)
{
  WgCorner middle = get_middle (side->from, side->to);

  give_room (self, middle, fmin (MOST_ROOM_M, MOST_ROOM_PART * wg_mesh_distance_m (self->mesh, side->from, middle)));
  if (first)
    add_side (self, item, side->from, middle);
  else
    add_side (self, item, middle, side->to);
}

static void
give_whole (Between *self, const WgMeshTriangle *triangle, guint item)
{
  for (guint k = 0; k < 3; k++)
    {
      WgSide side = get_side (self, triangle, k);

      add_edge (self, item, &side);
    }
}

/* A stretch whose ends are said to be of two grids cannot be parted in its middle. */
static gboolean
can_be_parted (const Between *self, const WgMeshTriangle *triangle, const guint owners[3])
{
  for (guint k = 0; k < 3; k++)
    {
      WgSide side = get_side (self, triangle, k);

      if (owners[k] != owners[(k + 1) % 3] && is_stretch (self, &side))
        return FALSE;
    }
  return TRUE;
}

/* Corner @k is of one, the two after it are of another: the border runs from the middle of one side to that of the other. */
static void
give_two (Between *self, const WgMeshTriangle *triangle, guint k, const guint owners[3])
{
  WgSide out = get_side (self, triangle, k), far = get_side (self, triangle, (k + 1) % 3);
  WgSide in = get_side (self, triangle, (k + 2) % 3);
  WgCorner after = get_middle (out.from, out.to), before = get_middle (in.from, in.to);
  guint one = owners[k], other = owners[(k + 1) % 3];

  add_half (self, one, &in, FALSE);
  add_half (self, one, &out, TRUE);
  add_side (self, one, after, before);
  add_half (self, other, &out, FALSE);
  add_edge (self, other, &far);
  add_half (self, other, &in, TRUE);
  add_side (self, other, before, after);
}

/* Corner @k is of a grid that does not grow: the border of the other two runs up to it. */
static void
give_beside (Between *self, const WgMeshTriangle *triangle, guint k, const guint owners[3])
{
  WgSide out = get_side (self, triangle, k), far = get_side (self, triangle, (k + 1) % 3);
  WgSide in = get_side (self, triangle, (k + 2) % 3);
  WgCorner middle = get_middle (far.from, far.to);
  guint one = owners[(k + 1) % 3], other = owners[(k + 2) % 3];

  add_edge (self, one, &out);
  add_half (self, one, &far, TRUE);
  add_side (self, one, middle, out.from);
  add_half (self, other, &far, FALSE);
  add_edge (self, other, &in);
  add_side (self, other, out.from, middle);
}

static void
give_three (Between *self, const WgMeshTriangle *triangle, const guint owners[3])
{
  WgCorner centre = get_centre (get_corner (self, triangle->points[0]), get_corner (self, triangle->points[1]),
                                get_corner (self, triangle->points[2]));

  for (guint k = 0; k < 3; k++)
    {
      WgSide out = get_side (self, triangle, k), in = get_side (self, triangle, (k + 2) % 3);

      add_half (self, owners[k], &in, FALSE);
      add_half (self, owners[k], &out, TRUE);
      add_side (self, owners[k], get_middle (out.from, out.to), centre);
      add_side (self, owners[k], centre, get_middle (in.from, in.to));
    }
}

static guint
find_fixed (const Between *self, const guint owners[3])
{
  guint k = 0;

  while (k < 2 && self->grows[owners[k]])
    k++;
  return k;
}

static void
hand_out (Between *self, const WgMeshTriangle *triangle)
{
  guint owners[3], grower = WG_MESH_NONE, n_growers = 0, n = list_owners (self, triangle, owners);

  for (guint k = 0; k < 3; k++)
    {
      gboolean known = (k > 0 && owners[k] == owners[0]) || (k > 1 && owners[k] == owners[1]);

      if (!self->grows[owners[k]] || known)
        continue;
      grower = MIN (grower, owners[k]);
      n_growers++;
    }
  if (n_growers == 0)
    return;
  if (n_growers == 1 || !can_be_parted (self, triangle, owners))
    give_whole (self, triangle, grower);
  else if (n == 3 && n_growers == 2)
    give_beside (self, triangle, find_fixed (self, owners), owners);
  else if (n == 3)
    give_three (self, triangle, owners);
  else
    give_two (self, triangle, find_alone (owners), owners);
}

/* The outlines as they were, point by point. */
static void
add_outlines (Between *self)
{
  for (guint i = 0; i < self->mesh->stretches->len; i++)
    {
      const WgMeshStretch *stretch = &g_array_index (self->mesh->stretches, WgMeshStretch, i);
      WgOwnedSide side = { { get_corner (self, stretch->from), get_corner (self, stretch->to) }, stretch->item };

      if (self->grows[stretch->item])
        g_array_append_val (self->sides, side);
    }
  for (guint i = 0; i < self->mesh->points->len; i++)
    {
      const WgMeshPoint *point = &g_array_index (self->mesh->points, WgMeshPoint, i);

      if (!point->is_corner)
        give_room (self, point->corner, STRAIGHT_M);
    }
}

/* --- Outlines --- */

static int
compare_owned (gconstpointer a, gconstpointer b)
{
  const WgOwnedSide *one = a, *other = b;

  return (one->item > other->item) - (one->item < other->item);
}

/* The sides of one grid from @at on, which moves behind them. */
static GArray *
take_sides (const GArray *all, guint *at)
{
  GArray *sides = wg_sides_new ();
  guint item = g_array_index (all, WgOwnedSide, *at).item;

  for (; *at < all->len && g_array_index (all, WgOwnedSide, *at).item == item; (*at)++)
    g_array_append_val (sides, g_array_index (all, WgOwnedSide, *at).side);
  return sides;
}

/* Sides that are there in both directions are inside a grid. */
static void
cancel (Between *self)
{
  g_autoptr (GArray) rest = g_array_new (FALSE, FALSE, sizeof (WgOwnedSide));

  g_array_sort (self->sides, compare_owned);
  for (guint at = 0; at < self->sides->len;)
    {
      guint item = g_array_index (self->sides, WgOwnedSide, at).item;
      g_autoptr (GArray) sides = take_sides (self->sides, &at);

      wg_sides_cancel (sides);
      for (guint i = 0; i < sides->len; i++)
        {
          WgOwnedSide owned = { g_array_index (sides, WgSide, i), item };

          g_array_append_val (rest, owned);
        }
    }
  g_array_set_size (self->sides, 0);
  g_array_append_vals (self->sides, rest->data, rest->len);
}

static void
make_outlines (Between *self, WgShape **grown)
{
  g_array_sort (self->sides, compare_owned);
  for (guint at = 0; at < self->sides->len;)
    {
      guint item = g_array_index (self->sides, WgOwnedSide, at).item;
      g_autoptr (GArray) sides = take_sides (self->sides, &at);
      g_autoptr (GPtrArray) rings = NULL, pieces = NULL;
      WgCorner where;

      if (!self->gets[item])
        continue;
      wg_sides_cancel (sides);
      rings = wg_sides_walk (sides, TRUE, NULL);
      pieces = wg_rings_to_pieces (rings, &where);
      grown[item] = pieces != NULL ? wg_pieces_to_shape (pieces) : NULL;
    }
}

static WgBoxIndex *
index_missing (const GArray *missing)
{
  g_autofree WgBox *boxes = g_new0 (WgBox, missing->len + 1);

  for (guint i = 0; i < missing->len; i++)
    {
      boxes[i] = WG_BOX_EMPTY;
      extend (&boxes[i], g_array_index (missing, WgSide, i).from);
      extend (&boxes[i], g_array_index (missing, WgSide, i).to);
    }
  return wg_box_index_new (boxes, missing->len);
}

static void
index_stretches (Between *self, GArray *keys)
{
  g_array_set_size (keys, self->mesh->stretches->len);
  for (guint i = 0; i < self->mesh->stretches->len; i++)
    {
      const WgMeshStretch *stretch = &g_array_index (self->mesh->stretches, WgMeshStretch, i);
      WgSide *side = &g_array_index (keys, WgSide, i);

      *side = (WgSide){ get_corner (self, stretch->from), get_corner (self, stretch->to) };
      g_hash_table_insert (self->stretches, side, GUINT_TO_POINTER (stretch->item + 1));
    }
}

static void
fill (Between *self, WgShape **grown)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (WgSide));
  g_autoptr (WgBoxIndex) crossed = index_missing (self->mesh->missing);

  self->crossed = crossed;
  index_stretches (self, keys);
  sort_areas (self);
  take_pockets (self);
  for (guint i = 0; i < self->areas->len; i++)
    {
      if (g_array_index (self->areas, Area, i) == AREA_TAKEN)
        hand_out (self, get_triangle (self, i));
    }
  add_outlines (self);
  cancel (self);
  wg_owned_sides_straighten (self->sides, self->room, self->mesh->x, self->mesh->y);
  make_outlines (self, grown);
}

gboolean
wg_coverage_fill_between (const WgCoverageItem *items, const gboolean *grows, guint n_items, double width_m, WgCoverageStep step,
                          gpointer data, WgShape **grown, GError **error)
{
  double spacing_m = CLAMP (width_m / SPACING_PART, LEAST_SPACING_M, MOST_SPACING_M);
  g_autoptr (WgMesh) mesh = NULL;
  g_autoptr (WgBoxIndex) boxes = wg_coverage_index_items (items, n_items);
  g_autoptr (GHashTable) stretches = g_hash_table_new (wg_side_hash, wg_side_equals);
  g_autoptr (GHashTable) room = g_hash_table_new_full (wg_corner_hash, wg_corner_equals, g_free, NULL);
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (Area));
  g_autoptr (GArray) sides = g_array_new (FALSE, FALSE, sizeof (WgOwnedSide));
  g_autofree gboolean *gets = g_new0 (gboolean, n_items + 1);
  Between self = { NULL, items, grows, width_m, spacing_m, boxes, NULL, stretches, areas, sides, room, gets };

  g_return_val_if_fail (width_m > 0.0, FALSE);

  for (guint i = 0; i < n_items; i++)
    grown[i] = NULL;
  mesh = wg_mesh_new (items, n_items, spacing_m, step, data, error);
  if (mesh == NULL)
    return FALSE;
  self.mesh = mesh;
  fill (&self, grown);
  return TRUE;
}
