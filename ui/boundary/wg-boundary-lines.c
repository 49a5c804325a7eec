/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a draft names every grid that it touches, the neighbour too that only got a corner. Whoever looks at the map wants to
 * see where a border comes and where one goes, and a line that two outlines share is dashed only when it is drawn once.
 */

#include "wg-boundary-lines.h"

#include "wg-box-index.h"
#include "wg-later.h"

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

/* Outlines that are looked up by where they are. */
typedef struct
{
  const GPtrArray *shapes; /* WgShape */
  WgBoxIndex *boxes;
  GPtrArray *near; /* those of the last question */
} Outlines;

static void
outlines_init (Outlines *self, const GPtrArray *shapes)
{
  g_autofree WgBox *boxes = g_new (WgBox, shapes->len + 1);

  for (guint i = 0; i < shapes->len; i++)
    boxes[i] = *wg_shape_get_box (g_ptr_array_index (shapes, i));
  *self = (Outlines){ shapes, wg_box_index_new (boxes, shapes->len), g_ptr_array_new () };
}

static void
outlines_clear (Outlines *self)
{
  wg_box_index_unref (self->boxes);
  g_ptr_array_unref (self->near);
}

static gboolean
take_near (guint index, gpointer data)
{
  const Outlines *self = data;

  g_ptr_array_add (self->near, g_ptr_array_index (self->shapes, index));
  return TRUE;
}

static void
find_near (Outlines *self, const Segment *segment)
{
  const double slack = 1e-5;
  WgBox box = WG_BOX_EMPTY;

  for (guint i = 0; i < 2; i++)
    {
      double lon = wg_shape_degrees_from_units (segment->ends[2 * i]), lat = wg_shape_degrees_from_units (segment->ends[2 * i + 1]);

      wg_box_extend (&box, lon - slack, lat - slack);
      wg_box_extend (&box, lon + slack, lat + slack);
    }
  g_ptr_array_set_size (self->near, 0);
  wg_box_index_query (self->boxes, &box, take_near, self);
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
lies_on_borders (const Segment *segment, Outlines *outlines)
{
  const gint64 *ends = segment->ends;

  find_near (outlines, segment);
  for (gint64 i = 0; i <= N_PARTS; i++)
    {
      double lon = wg_shape_degrees_from_units (ends[0] * (N_PARTS - i) + ends[2] * i) / N_PARTS;
      double lat = wg_shape_degrees_from_units (ends[1] * (N_PARTS - i) + ends[3] * i) / N_PARTS;

      if (!is_on_border (lon, lat, outlines->near))
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
add_ring (GArray *lines, const gint64 *ring, guint n, GHashTable *taken, Outlines *others)
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
  Outlines outlines;

  outlines_init (&outlines, others);
  for (guint i = 0; i < others->len; i++)
    collect (taken, g_ptr_array_index (others, i));
  for (guint i = 0; i < shapes->len; i++)
    {
      const WgShape *shape = g_ptr_array_index (shapes, i);

      for (guint r = 0; r < wg_shape_get_n_rings (shape); r++)
        {
          guint n;
          const gint64 *ring = wg_shape_get_ring (shape, r, &n, NULL, NULL);

          add_ring (lines, ring, n, taken, &outlines);
        }
    }
  outlines_clear (&outlines);
  return lines;
}

/* --- Both ways --- */

void
wg_boundary_change_clear (WgBoundaryChange *change)
{
  g_clear_pointer (&change->coming, g_array_unref);
  g_clear_pointer (&change->going, g_array_unref);
}

void
wg_boundary_change_init (WgBoundaryChange *change, const GPtrArray *before, const GPtrArray *after)
{
  change->coming = wg_boundary_lines_new (after, before);
  change->going = wg_boundary_lines_new (before, after);
}

typedef struct
{
  GPtrArray *before;
  GPtrArray *after;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_ptr_array_unref (question->before);
  g_ptr_array_unref (question->after);
  g_free (question);
}

static void
change_free (gpointer data)
{
  wg_boundary_change_clear (data);
  g_free (data);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Question *question = task_data;
  WgBoundaryChange *change;

  if (g_task_return_error_if_cancelled (task))
    return;
  change = g_new0 (WgBoundaryChange, 1);
  wg_boundary_change_init (change, question->before, question->after);
  g_task_return_pointer (task, change, change_free);
}

void
wg_boundary_change_find_async (GObject *source,
                               GPtrArray *before,
                               GPtrArray *after,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  Question *question = g_new (Question, 1);

  *question = (Question){ before, after };
  g_task_set_task_data (task, question, question_free);
  wg_later_run_in_thread (task, find_in_thread);
}

gboolean
wg_boundary_change_find_finish (WgBoundaryChange *change, GAsyncResult *result, GError **error)
{
  g_autofree WgBoundaryChange *found = g_task_propagate_pointer (G_TASK (result), error);

  if (found == NULL)
    return FALSE;
  *change = *found;
  return TRUE;
}
