/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a draft names every grid that it touches, the neighbour too that only got a corner. Whoever looks at the map wants to
 * see where a border comes and where one goes, and a line that two outlines share is dashed only when it is drawn once.
 */

#include "wg-boundary-lines.h"

#include <math.h>

/* Coordinates are kept to a millimetre: a corner put into a straight border is hardly ever on it. */
#define SAME_M 0.05
#define N_PARTS 5 /* of a segment, whose ends are looked at */

typedef struct
{
  gint64 ends[4]; /* units, the lesser end first */
} Segment;

static Segment
make_segment (const gint64 *from, const gint64 *to)
{
  gboolean turned = from[0] > to[0] || (from[0] == to[0] && from[1] > to[1]);
  const gint64 *first = turned ? to : from, *last = turned ? from : to;

  return (Segment){ { first[0], first[1], last[0], last[1] } };
}

static guint
hash_segment (gconstpointer data)
{
  const Segment *segment = data;
  guint64 hash = 0;

  for (guint i = 0; i < G_N_ELEMENTS (segment->ends); i++)
    hash = (hash ^ (guint64) segment->ends[i]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint) (hash >> 32);
}

static gboolean
is_same_segment (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Segment)) == 0;
}

static GHashTable *
make_set (void)
{
  return g_hash_table_new_full (hash_segment, is_same_segment, g_free, NULL);
}

static void
collect (GHashTable *set, const WgShape *shape)
{
  for (guint r = 0; r < wg_shape_get_n_rings (shape); r++)
    {
      guint n;
      const gint64 *ring = wg_shape_get_ring (shape, r, &n, NULL, NULL);

      for (guint i = 0; i < n; i++)
        {
          Segment segment = make_segment (ring + 2 * i, ring + 2 * ((i + 1) % n));

          g_hash_table_add (set, g_memdup2 (&segment, sizeof segment));
        }
    }
}

/* --- What lies on what --- */

static gboolean
touches (const WgShape *shape, const Segment *segment)
{
  const double slack = 1e-5;
  WgBox box = WG_BOX_EMPTY;

  for (guint i = 0; i < 2; i++)
    {
      double lon = wg_shape_degrees_from_units (segment->ends[2 * i]), lat = wg_shape_degrees_from_units (segment->ends[2 * i + 1]);

      wg_box_extend (&box, lon - slack, lat - slack);
      wg_box_extend (&box, lon + slack, lat + slack);
    }
  return wg_box_intersects (wg_shape_get_box (shape), &box);
}

static gboolean
is_on_border (double lon, double lat, const GPtrArray *near)
{
  for (guint i = 0; i < near->len; i++)
    {
      if (wg_shape_get_border_distance_m (g_ptr_array_index (near, i), lon, lat) <= SAME_M)
        return TRUE;
    }
  return FALSE;
}

/* Of a grid that was cut the pieces have the long border in parts, so each place may be on another one. */
static gboolean
lies_on_borders (const Segment *segment, const GPtrArray *shapes)
{
  const gint64 *ends = segment->ends;
  g_autoptr (GPtrArray) near = g_ptr_array_new ();

  for (guint i = 0; i < shapes->len; i++)
    {
      if (touches (g_ptr_array_index (shapes, i), segment))
        g_ptr_array_add (near, g_ptr_array_index (shapes, i));
    }
  for (gint64 i = 0; i <= N_PARTS; i++)
    {
      double lon = wg_shape_degrees_from_units (ends[0] * (N_PARTS - i) + ends[2] * i) / N_PARTS;
      double lat = wg_shape_degrees_from_units (ends[1] * (N_PARTS - i) + ends[3] * i) / N_PARTS;

      if (!is_on_border (lon, lat, near))
        return FALSE;
    }
  return TRUE;
}

/* --- The lines --- */

static void
add_place (GArray *lines, const gint64 *place)
{
  double pair[2] = { wg_shape_degrees_from_units (place[0]), wg_shape_degrees_from_units (place[1]) };

  g_array_append_vals (lines, pair, 2);
}

static void
end_line (GArray *lines)
{
  const double nowhere[2] = { NAN, NAN };

  if (lines->len > 0 && !isnan (g_array_index (lines, double, lines->len - 1)))
    g_array_append_vals (lines, nowhere, 2);
}

/* @taken: what is drawn already, and what @others have. */
static void
add_ring (GArray *lines, const gint64 *ring, guint n, GHashTable *taken, const GPtrArray *others)
{
  for (guint i = 0; i < n; i++)
    {
      const gint64 *from = ring + 2 * i, *to = ring + 2 * ((i + 1) % n);
      Segment segment = make_segment (from, to);

      if (g_hash_table_contains (taken, &segment) || lies_on_borders (&segment, others))
        {
          end_line (lines);
          continue;
        }
      g_hash_table_add (taken, g_memdup2 (&segment, sizeof segment));
      if (lines->len == 0 || isnan (g_array_index (lines, double, lines->len - 1)))
        add_place (lines, from);
      add_place (lines, to);
    }
  end_line (lines);
}

GArray *
wg_boundary_lines_new (const GPtrArray *shapes, const GPtrArray *others)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GHashTable) taken = make_set ();

  for (guint i = 0; i < others->len; i++)
    collect (taken, g_ptr_array_index (others, i));
  for (guint i = 0; i < shapes->len; i++)
    {
      const WgShape *shape = g_ptr_array_index (shapes, i);

      for (guint r = 0; r < wg_shape_get_n_rings (shape); r++)
        {
          guint n;
          const gint64 *ring = wg_shape_get_ring (shape, r, &n, NULL, NULL);

          add_ring (lines, ring, n, taken, others);
        }
    }
  return lines;
}
