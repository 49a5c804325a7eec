/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: not all that lies between blocks is a street. What is narrow enough, or a crossing of what is, is handed out; a park, a
 * river and the land outside are not, and where outlines cross nobody can say what lies between them.
 */

#include "wg-coverage-between-private.h"

#include <math.h>

#define CROSSING 1.5 /* the diagonal of a crossing, in widths of its streets */

/* --- What a triangle has --- */

const WgMeshTriangle *
wg_between_get_triangle (const WgBetween *self, guint i)
{
  return &g_array_index (self->mesh->triangles, WgMeshTriangle, i);
}

WgCorner
wg_between_get_corner (const WgBetween *self, guint point)
{
  return g_array_index (self->mesh->points, WgMeshPoint, point).corner;
}

WgSide
wg_between_get_side (const WgBetween *self, const WgMeshTriangle *triangle, guint k)
{
  return (WgSide){ wg_between_get_corner (self, triangle->points[k]), wg_between_get_corner (self, triangle->points[(k + 1) % 3]) };
}

/* --- What it is --- */

/* Which outlines have a place; those that are known not to are not asked. */
typedef struct
{
  const WgBetween *self;
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
is_inside (const WgBetween *self, const WgMeshTriangle *triangle)
{
  Question question = { .self = self };

  for (guint k = 0; k < 3; k++)
    {
      WgSide side = wg_between_get_side (self, triangle, k);
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
get_diameter_m (const WgBetween *self, const WgMeshTriangle *triangle)
{
  double lengths = 1.0, twice_area;
  WgCorner corners[3];

  for (guint k = 0; k < 3; k++)
    {
      WgSide side = wg_between_get_side (self, triangle, k);

      corners[k] = side.from;
      lengths *= wg_mesh_distance_m (self->mesh, side.from, side.to);
    }
  twice_area = (double) wg_exact_turn (corners[0], corners[1], corners[2]) * self->mesh->x * self->mesh->y;
  return twice_area > 0.0 ? lengths / twice_area : G_MAXDOUBLE;
}

/* Whose a corner of a triangle is: of several, one that has another corner of it, too. */
static guint
choose_owner (const WgBetween *self, const WgMeshTriangle *triangle, guint k)
{
  guint first = g_array_index (self->mesh->points, WgMeshPoint, triangle->points[k]).owners;
  guint chosen = g_array_index (self->mesh->owners, WgMeshOwner, first).item;

  for (guint i = first; i != WG_MESH_NONE; i = g_array_index (self->mesh->owners, WgMeshOwner, i).next)
    {
      guint item = g_array_index (self->mesh->owners, WgMeshOwner, i).item;

      if (wg_mesh_has_owner (self->mesh, triangle->points[(k + 1) % 3], item) || wg_mesh_has_owner (self->mesh, triangle->points[(k + 2) % 3], item))
        return item;
      chosen = MIN (chosen, item);
    }
  return chosen;
}

guint
wg_between_list_owners (const WgBetween *self, const WgMeshTriangle *triangle, guint owners[3])
{
  for (guint k = 0; k < 3; k++)
    owners[k] = choose_owner (self, triangle, k);
  return 1 + (owners[1] != owners[0]) + (owners[2] != owners[0] && owners[2] != owners[1]);
}

typedef struct
{
  const WgBetween *self;
  const WgMeshTriangle *triangle;
} Crossing;

static gboolean
does_not_cross (guint index, gpointer data)
{
  const Crossing *crossing = data;
  const WgSide *missing = &g_array_index (crossing->self->mesh->missing, WgSide, index);

  for (guint k = 0; k < 3; k++)
    {
      WgSide side = wg_between_get_side (crossing->self, crossing->triangle, k);

      if (wg_exact_cross (side.from, side.to, missing->from, missing->to))
        return FALSE;
    }
  return TRUE;
}

/* Where outlines cross each other it is not known what lies between them. */
static gboolean
is_crossed (const WgBetween *self, const WgMeshTriangle *triangle)
{
  Crossing crossing = { self, triangle };
  WgBox box = WG_BOX_EMPTY;

  for (guint k = 0; k < 3; k++)
    wg_box_extend_corner (&box, wg_between_get_corner (self, triangle->points[k]));
  return !wg_box_index_query (self->crossed, &box, does_not_cross, &crossing);
}

gboolean
wg_between_is_stretch (const WgBetween *self, const WgSide *side)
{
  WgSide twin = { side->to, side->from };

  return g_hash_table_contains (self->stretches, side) || g_hash_table_contains (self->stretches, &twin);
}

/* The position of the owner that is alone. */
guint
wg_between_find_alone (const guint owners[3])
{
  guint k = 0;

  while (k < 2 && owners[(k + 1) % 3] != owners[(k + 2) % 3])
    k++;
  return k;
}

/* How far corner @k lies off the border that is opposite; endless when that is none or lies beside it. */
static double
get_height_m (const WgBetween *self, const WgMeshTriangle *triangle, guint k)
{
  WgSide base = wg_between_get_side (self, triangle, (k + 1) % 3);
  WgCorner apex = wg_between_get_corner (self, triangle->points[k]);
  double x = (double) (base.to.lon - base.from.lon) * self->mesh->x, y = (double) (base.to.lat - base.from.lat) * self->mesh->y;
  double east = (double) (apex.lon - base.from.lon) * self->mesh->x, north = (double) (apex.lat - base.from.lat) * self->mesh->y;
  double along = east * x + north * y, square = x * x + y * y;

  if (!wg_between_is_stretch (self, &base) || along < 0.0 || along > square)
    return G_MAXDOUBLE;
  return fabs (x * north - y * east) / sqrt (square);
}

/* Whether it lies across a street that is narrow enough, or where streets meet. */
static gboolean
is_narrow (const WgBetween *self, const WgMeshTriangle *triangle)
{
  guint owners[3];
  guint n = wg_between_list_owners (self, triangle, owners);
  gboolean any = self->grows[owners[0]] || self->grows[owners[1]] || self->grows[owners[2]];
  double across = hypot (self->width_m, self->spacing_m);

  if (!any || n == 1)
    return FALSE;
  return get_diameter_m (self, triangle) <= (n == 3 ? fmax (CROSSING * self->width_m, across) : across)
         || (n == 2 && get_height_m (self, triangle, wg_between_find_alone (owners)) <= self->width_m);
}

static void
sort_areas (WgBetween *self)
{
  g_array_set_size (self->areas, self->mesh->triangles->len);
  for (guint i = 0; i < self->areas->len; i++)
    {
      const WgMeshTriangle *triangle = wg_between_get_triangle (self, i);

      g_array_index (self->areas, WgBetweenArea, i) = is_inside (self, triangle) || is_crossed (self, triangle) ? WG_AREA_INSIDE
                                             : is_narrow (self, triangle)                              ? WG_AREA_TAKEN
                                                                                                       : WG_AREA_OPEN;
    }
}

/* --- What is left in a crossing --- */

/* The triangles that hang together, and whether they are shut in. */
static gboolean
collect (const WgBetween *self, guint start, gboolean *seen, GArray *pocket, double *area_m2, gboolean *narrow)
{
  gboolean shut = TRUE;

  *area_m2 = 0.0;
  *narrow = TRUE;
  g_array_set_size (pocket, 0);
  g_array_append_val (pocket, start);
  seen[start] = TRUE;
  for (guint i = 0; i < pocket->len; i++)
    {
      const WgMeshTriangle *triangle = wg_between_get_triangle (self, g_array_index (pocket, guint, i));
      WgSide side = wg_between_get_side (self, triangle, 0);

      *area_m2 += (double) wg_exact_turn (side.from, side.to, wg_between_get_corner (self, triangle->points[2])) / 2.0 * self->mesh->x
                  * self->mesh->y;
      *narrow = *narrow && get_diameter_m (self, triangle) <= self->width_m;
      for (guint k = 0; k < 3; k++)
        {
          guint beside = triangle->beside[k];

          if (beside == WG_MESH_NONE)
            shut = FALSE;
          else if (!seen[beside] && g_array_index (self->areas, WgBetweenArea, beside) == WG_AREA_OPEN)
            {
              seen[beside] = TRUE;
              g_array_append_val (pocket, beside);
            }
        }
    }
  return shut;
}

static gboolean
any_grows (const WgBetween *self, const GArray *pocket)
{
  for (guint i = 0; i < pocket->len; i++)
    {
      guint owners[3];

      wg_between_list_owners (self, wg_between_get_triangle (self, g_array_index (pocket, guint, i)), owners);
      if (self->grows[owners[0]] || self->grows[owners[1]] || self->grows[owners[2]])
        return TRUE;
    }
  return FALSE;
}

/* What is no larger than a crossing and shut in by streets is one. */
static void
take_pockets (WgBetween *self)
{
  g_autofree gboolean *seen = g_new0 (gboolean, self->areas->len + 1);
  g_autoptr (GArray) pocket = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->areas->len; i++)
    {
      double area_m2;
      gboolean narrow;

      if (seen[i] || g_array_index (self->areas, WgBetweenArea, i) != WG_AREA_OPEN
          || !collect (self, i, seen, pocket, &area_m2, &narrow) || (!narrow && area_m2 > self->width_m * self->width_m)
          || !any_grows (self, pocket))
        continue;
      for (guint k = 0; k < pocket->len; k++)
        g_array_index (self->areas, WgBetweenArea, g_array_index (pocket, guint, k)) = WG_AREA_TAKEN;
    }
}

/* --- All of them --- */

static WgBoxIndex *
index_missing (const GArray *missing)
{
  g_autofree WgBox *boxes = g_new0 (WgBox, missing->len + 1);

  for (guint i = 0; i < missing->len; i++)
    {
      boxes[i] = WG_BOX_EMPTY;
      wg_box_extend_corner (&boxes[i], g_array_index (missing, WgSide, i).from);
      wg_box_extend_corner (&boxes[i], g_array_index (missing, WgSide, i).to);
    }
  return wg_box_index_new (boxes, missing->len);
}

void
wg_between_sort_areas (WgBetween *self)
{
  g_autoptr (WgBoxIndex) crossed = index_missing (self->mesh->missing);

  self->crossed = crossed;
  sort_areas (self);
  take_pockets (self);
  wg_between_leave_spikes (self);
  self->crossed = NULL;
}
