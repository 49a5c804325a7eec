/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a hotspot that was always there is known to everybody. What the duty officer wants to be told of is the one that
 * has just begun, with its places and its first day, and only if chance would not have made it.
 *
 * A cluster is a disc of places and the last days. The days of all cases are dealt out anew to see how strong a cluster
 * chance alone makes somewhere; most discs are left at once, because even the bound of their ratio is below the best.
 */

#include "wg-cluster-scan.h"

#include "wg-weights.h"

#include <math.h>
#include <string.h>

typedef struct
{
  const double *x;
  const double *y;
  const WgScanOptions *options;
  guint n_places;
  guint max_days;
  gsize n_cases;
  const guint *places;
  guint *starts;  /* n_places + 1 */
  guint *order;   /* the discs: places in the order of their distance, the middle first */
  double *totals; /* cases a place */
  double *since;  /* [d]: all cases of the last d + 1 days */
  double *counts; /* [place][d]: its cases of the last d + 1 days */
  double *sums;   /* [d]: the same of a disc under way */
} Scan;

void
wg_scan_cluster_free (WgScanCluster *self)
{
  g_free (self->places);
  g_free (self);
}

typedef struct
{
  double square;
  guint index;
} Far;

static int
compare_far (gconstpointer a, gconstpointer b)
{
  const Far *p = a, *q = b;

  if (p->square != q->square)
    return p->square < q->square ? -1 : 1;
  return (p->index > q->index) - (p->index < q->index);
}

/* Appends the disc round @center, up to half of all cases. */
static void
add_disc (Scan *self, const WgWeights *near, guint center, GArray *order, GArray *sorted)
{
  guint n_near;
  const guint *neighbours = wg_weights_get_neighbours (near, center, &n_near);
  double n_inside = 0.0;

  g_array_set_size (sorted, 0);
  for (guint i = 0; i < n_near; i++)
    {
      double dx = self->x[neighbours[i]] - self->x[center], dy = self->y[neighbours[i]] - self->y[center];
      Far far = { dx * dx + dy * dy, neighbours[i] };

      if (far.square <= self->options->max_radius_m * self->options->max_radius_m)
        g_array_append_val (sorted, far);
    }
  g_array_sort (sorted, compare_far);
  g_array_append_val (order, center);
  n_inside = self->totals[center];
  for (guint i = 0; i < sorted->len; i++)
    {
      guint place = g_array_index (sorted, Far, i).index;

      n_inside += self->totals[place];
      if (2.0 * n_inside > (double) self->n_cases)
        break;
      g_array_append_val (order, place);
    }
}

static void
make_discs (Scan *self)
{
  g_autoptr (WgWeights) near
      = wg_weights_new_nearest (self->x, self->y, self->n_places, MAX (self->options->max_places, 1) - 1);
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (Far));

  self->starts = g_new0 (guint, self->n_places + 1);
  for (guint i = 0; i < self->n_places; i++)
    {
      add_disc (self, near, i, order, sorted);
      self->starts[i + 1] = order->len;
    }
  self->order = (guint *) (gpointer) g_array_free (order, FALSE);
}

/* Counts the cases of every place over the last 1, 2, … days, with the days as they are dealt now. */
static void
count (Scan *self, const guint *days)
{
  guint n_days = self->options->n_days;

  memset (self->counts, 0, (gsize) self->n_places * self->max_days * sizeof (double));
  memset (self->since, 0, self->max_days * sizeof (double));
  for (gsize i = 0; i < self->n_cases; i++)
    {
      guint ago = n_days - 1 - days[i];

      if (ago >= self->max_days)
        continue;
      self->counts[(gsize) self->places[i] * self->max_days + ago] += 1.0;
      self->since[ago] += 1.0;
    }
  for (guint d = 1; d < self->max_days; d++)
    self->since[d] += self->since[d - 1];
  for (guint place = 0; place < self->n_places; place++)
    {
      for (guint d = 1; d < self->max_days; d++)
        self->counts[(gsize) place * self->max_days + d] += self->counts[(gsize) place * self->max_days + d - 1];
    }
}

/* The logarithm of the likelihood ratio, or 0 when it cannot be above @best. */
static double
get_ratio (double observed, double expected, double all, double best)
{
  double ratio;

  if (!(observed > expected) || !(expected > 0.0) || observed * (observed - expected) / expected <= best)
    return 0.0;
  ratio = observed * log (observed / expected);
  if (observed < all)
    ratio += (all - observed) * log ((all - observed) / (all - expected));
  return ratio;
}

/* The strongest cluster round one place that is stronger than @best; %FALSE without one. */
static gboolean
find_round (Scan *self, guint center, double best, WgScanCluster *found)
{
  double total = 0.0, all = (double) self->n_cases;
  gboolean any = FALSE;

  memset (self->sums, 0, self->max_days * sizeof (double));
  for (guint i = self->starts[center]; i < self->starts[center + 1]; i++)
    {
      const double *counts = self->counts + (gsize) self->order[i] * self->max_days;

      total += self->totals[self->order[i]];
      for (guint d = 0; d < self->max_days; d++)
        {
          double expected = total * self->since[d] / all, ratio;

          self->sums[d] += counts[d];
          ratio = get_ratio (self->sums[d], expected, all, best);
          if (ratio <= best)
            continue;
          best = ratio;
          any = TRUE;
          *found = (WgScanCluster){ .center = center, .n_places = i + 1 - self->starts[center], .n_days = d + 1,
                                    .observed = self->sums[d], .expected = expected, .ratio = ratio };
        }
    }
  return any;
}

static double
find_strongest (Scan *self)
{
  WgScanCluster found = { 0 };
  double best = 0.0;

  for (guint i = 0; i < self->n_places; i++)
    {
      if (find_round (self, i, best, &found))
        best = found.ratio;
    }
  return best;
}

static int
compare_clusters (gconstpointer a, gconstpointer b)
{
  const WgScanCluster *p = *(WgScanCluster *const *) a, *q = *(WgScanCluster *const *) b;

  if (p->ratio != q->ratio)
    return p->ratio > q->ratio ? -1 : 1;
  return (p->center > q->center) - (p->center < q->center);
}

static gboolean
is_free (const Scan *self, const WgScanCluster *cluster, const gboolean *taken)
{
  for (guint i = 0; i < cluster->n_places; i++)
    {
      if (taken[self->order[self->starts[cluster->center] + i]])
        return FALSE;
    }
  return TRUE;
}

/* The strongest cluster of every place, of which those are kept that touch no stronger one. */
static GPtrArray *
list_clusters (Scan *self)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_scan_cluster_free);
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_scan_cluster_free);
  g_autofree gboolean *taken = g_new0 (gboolean, MAX (self->n_places, 1));

  for (guint i = 0; i < self->n_places; i++)
    {
      WgScanCluster found = { 0 };

      if (find_round (self, i, 0.0, &found))
        g_ptr_array_add (all, g_memdup2 (&found, sizeof found));
    }
  g_ptr_array_sort (all, compare_clusters);
  for (guint i = 0; i < all->len && kept->len < self->options->max_clusters; i++)
    {
      WgScanCluster *cluster = g_ptr_array_index (all, i);
      const guint *order = self->order + self->starts[cluster->center];

      if (!is_free (self, cluster, taken))
        continue;
      for (guint k = 0; k < cluster->n_places; k++)
        taken[order[k]] = TRUE;
      cluster = g_memdup2 (cluster, sizeof *cluster);
      cluster->places = g_memdup2 (order, cluster->n_places * sizeof (guint));
      g_ptr_array_add (kept, cluster);
    }
  return kept;
}

/* Deals the days out anew and counts how often chance is as strong. */
static gboolean
judge (Scan *self, const guint *days, GPtrArray *clusters, GCancellable *cancellable, GError **error)
{
  g_autofree guint *dealt = g_memdup2 (days, self->n_cases * sizeof (guint));
  g_autofree guint *stronger = g_new0 (guint, MAX (clusters->len, 1));
  g_autoptr (GRand) dice = g_rand_new_with_seed (self->options->seed);

  for (guint round = 0; round < self->options->n_draws; round++)
    {
      double best;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (gsize i = self->n_cases; i > 1; i--)
        {
          gsize other = (gsize) g_rand_int_range (dice, 0, (gint32) i);
          guint day = dealt[i - 1];

          dealt[i - 1] = dealt[other];
          dealt[other] = day;
        }
      count (self, dealt);
      best = find_strongest (self);
      for (guint i = 0; i < clusters->len; i++)
        stronger[i] += best >= ((WgScanCluster *) g_ptr_array_index (clusters, i))->ratio ? 1 : 0;
    }
  for (guint i = 0; i < clusters->len; i++)
    ((WgScanCluster *) g_ptr_array_index (clusters, i))->p = (stronger[i] + 1.0) / (self->options->n_draws + 1.0);
  return TRUE;
}

static void
scan_end (Scan *self)
{
  g_free (self->starts);
  g_free (self->order);
  g_free (self->totals);
  g_free (self->since);
  g_free (self->counts);
  g_free (self->sums);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scan, scan_end)

GPtrArray *
wg_cluster_scan (const double *x,
                 const double *y,
                 guint n_places,
                 const guint *places,
                 const guint *days,
                 gsize n_cases,
                 const WgScanOptions *options,
                 GCancellable *cancellable,
                 GError **error)
{
  g_auto (Scan) self = { .x = x, .y = y, .options = options, .n_places = n_places, .n_cases = n_cases, .places = places };
  g_autoptr (GPtrArray) clusters = NULL;

  self.max_days = CLAMP (options->max_days, 1, MAX (options->n_days / 2, 1));
  self.totals = g_new0 (double, MAX (n_places, 1));
  self.since = g_new0 (double, self.max_days);
  self.sums = g_new0 (double, self.max_days);
  self.counts = g_new0 (double, MAX ((gsize) n_places * self.max_days, 1));
  for (gsize i = 0; i < n_cases; i++)
    self.totals[places[i]] += 1.0;
  make_discs (&self);
  count (&self, days);
  clusters = list_clusters (&self);
  if (!judge (&self, days, clusters, cancellable, error))
    return NULL;
  return g_steal_pointer (&clusters);
}
