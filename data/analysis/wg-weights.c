/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every statement about clustering rests on who counts as near. That choice is made once, here, and the statistics
 * know nothing of metres or outlines.
 */

#include "wg-weights.h"

#include <string.h>

struct _WgWeights
{
  gatomicrefcount ref_count;
  guint n;
  guint *starts; /* n + 1 */
  guint *neighbours;
};

G_DEFINE_BOXED_TYPE (WgWeights, wg_weights, wg_weights_ref, wg_weights_unref)

static int
compare_indices (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

WgWeights *
wg_weights_new (guint n, const guint *starts, const guint *neighbours)
{
  WgWeights *self = g_new0 (WgWeights, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  self->starts = g_memdup2 (starts, (n + 1) * sizeof (guint));
  self->neighbours = g_new (guint, MAX (starts[n], 1));
  for (guint i = 0; i < starts[n]; i++)
    self->neighbours[i] = neighbours[i];
  for (guint i = 0; i < n; i++)
    qsort (self->neighbours + starts[i], starts[i + 1] - starts[i], sizeof (guint), compare_indices);
  return self;
}

WgWeights *
wg_weights_ref (WgWeights *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
wg_weights_unref (WgWeights *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->starts);
  g_free (self->neighbours);
  g_free (self);
}

guint
wg_weights_get_n (const WgWeights *self)
{
  return self->n;
}

const guint *
wg_weights_get_neighbours (const WgWeights *self, guint place, guint *n_neighbours)
{
  g_return_val_if_fail (place < self->n, NULL);

  *n_neighbours = self->starts[place + 1] - self->starts[place];
  return self->neighbours + self->starts[place];
}

/* --- Places in the order of x: what is within reach stands close by --- */

typedef struct
{
  double x;
  double y;
  guint index;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *p = a, *q = b;

  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return p->index < q->index ? -1 : 1;
}

static Place *
sort_places (const double *x, const double *y, guint n)
{
  Place *places = g_new (Place, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    places[i] = (Place){ x[i], y[i], i };
  qsort (places, n, sizeof (Place), compare_places);
  return places;
}

static double
get_square (const Place *a, const Place *b)
{
  double dx = a->x - b->x, dy = a->y - b->y;

  return dx * dx + dy * dy;
}

/* One list a place, in the order of the places, from lists in any order. */
static WgWeights *
gather (GArray **lists, guint n)
{
  g_autofree guint *starts = g_new0 (guint, n + 1);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n; i++)
    {
      g_array_append_vals (all, lists[i]->data, lists[i]->len);
      starts[i + 1] = all->len;
      g_array_unref (lists[i]);
    }
  return wg_weights_new (n, starts, (const guint *) (gpointer) all->data);
}

static GArray **
make_lists (guint n)
{
  GArray **lists = g_new (GArray *, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    lists[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  return lists;
}

WgWeights *
wg_weights_new_within (const double *x, const double *y, guint n, double radius_m)
{
  g_autofree Place *places = sort_places (x, y, n);
  g_autofree GArray **lists = make_lists (n);

  for (guint i = 0; i < n; i++)
    {
      for (guint j = i + 1; j < n && places[j].x - places[i].x <= radius_m; j++)
        {
          if (get_square (&places[i], &places[j]) > radius_m * radius_m)
            continue;
          g_array_append_val (lists[places[i].index], places[j].index);
          g_array_append_val (lists[places[j].index], places[i].index);
        }
    }
  return gather (lists, n);
}

/* --- The k nearest --- */

typedef struct
{
  double square;
  guint index;
} Near;

static gboolean
is_nearer (double square, guint index, const Near *than)
{
  return square < than->square || (square == than->square && index < than->index);
}

/* Puts a place into the ascending list of the best @k, if it belongs there. */
static void
offer (Near *best, guint *n_best, guint k, double square, guint index)
{
  guint at = *n_best;

  if (at == k && !is_nearer (square, index, &best[k - 1]))
    return;
  if (at < k)
    (*n_best)++;
  else
    at--;
  for (; at > 0 && is_nearer (square, index, &best[at - 1]); at--)
    best[at] = best[at - 1];
  best[at] = (Near){ square, index };
}

/* Walks outwards to both sides along x until even the nearest thinkable one is too far. */
static guint
find_nearest (const Place *places, guint n, guint at, guint k, Near *best)
{
  guint n_best = 0, left = at, right = at + 1;
  gboolean going = TRUE;

  while (going)
    {
      double reach = n_best == k ? best[k - 1].square : G_MAXDOUBLE;
      double dl = left > 0 ? places[at].x - places[left - 1].x : G_MAXDOUBLE;
      double dr = right < n ? places[right].x - places[at].x : G_MAXDOUBLE;

      going = FALSE;
      if (left > 0 && dl * dl <= reach)
        {
          left--;
          offer (best, &n_best, k, get_square (&places[at], &places[left]), places[left].index);
          going = TRUE;
        }
      if (right < n && dr * dr <= reach)
        {
          offer (best, &n_best, k, get_square (&places[at], &places[right]), places[right].index);
          right++;
          going = TRUE;
        }
    }
  return n_best;
}

WgWeights *
wg_weights_new_nearest (const double *x, const double *y, guint n, guint k)
{
  g_autofree Place *places = sort_places (x, y, n);
  g_autofree GArray **lists = make_lists (n);
  g_autofree Near *best = NULL;

  k = MIN (k, n > 0 ? n - 1 : 0);
  best = g_new (Near, MAX (k, 1));
  for (guint i = 0; k > 0 && i < n; i++)
    {
      guint n_best = find_nearest (places, n, i, k, best);

      for (guint j = 0; j < n_best; j++)
        g_array_append_val (lists[places[i].index], best[j].index);
    }
  return gather (lists, n);
}
