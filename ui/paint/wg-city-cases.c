/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: five thousand sprites on one screen tell nobody where to look. Cases that would cover each other become one card
 * with the true count, at the place of the worst of them, so that the worst is never averaged away.
 *
 * Taken worst first, a case joins the nearest card within reach or opens one; hence a card stands on its worst case and
 * the same cases give the same cards.
 *
 * Far out a card with a number beside the number of a grid is a riddle: both count cases, neither counts the same ones.
 * Where most cases are inside of cards, the grids say how many, and of the cases only those are drawn that no grid
 * number can stand for: wg_case_clusters_shows().
 */

#include "wg-city-cases.h"

#include "wg-box-tree.h"
#include "wg-world.h"

#include <math.h>
#include <string.h>

struct _WgCaseClusters
{
  const WgCityCases *cases;
  GArray *clusters; /* WgCaseCluster, worst first */
  guint *members;
  WgBoxTree *tree;
  gboolean crowded;
};

struct _WgCityCases
{
  gatomicrefcount refs;
  guint64 generation;
  WgCasePoint *points;
  gint32 *xy;   /* world coordinates of each */
  guint *order; /* indexes, worst first */
  guint *by_id; /* indexes, ascending id */
  guint n_points;
  guint n_overdue;
  GHashTable *by_building; /* gint64 -> count; never changed once made */
  GMutex lock; /* guards the making of clusters */
  WgCaseClusters *clusters[WG_MAX_ZOOM + 1];
};

G_DEFINE_BOXED_TYPE (WgCityCases, wg_city_cases, wg_city_cases_ref, wg_city_cases_unref)

static gint last_generation;

/* Fewer cases than these never crowd out the numbers of the grids. */
#define MIN_CROWD 12

/* So few overdue cases are worth a mark each even in a crowd; more would be noise beside the numbers of the grids. */
#define MAX_MARKS 20

/* A card is wider than high. */
#define REACH_RATIO 1.3

/* How far a card reaches up and down, in logical pixels: far out cards are few and calm, close by only what covers each
 * other joins. */
static double
reach_at (guint zoom)
{
  static const double reaches[] = { 62, 58, 50, 42, 34, 32, 26, 18, 4 }; /* from zoom 12 on */

  return reaches[CLAMP ((int) zoom - 12, 0, (int) G_N_ELEMENTS (reaches) - 1)];
}

static int
flag_order (WgCaseFlags a, WgCaseFlags b, WgCaseFlags flag)
{
  return !!(b & flag) - !!(a & flag);
}

static int
compare_points (const WgCasePoint *a, const WgCasePoint *b)
{
  int order = flag_order (a->flags, b->flags, WG_CASE_FLAG_EMERGENCY);

  if (order == 0)
    order = flag_order (a->flags, b->flags, WG_CASE_FLAG_UNACKNOWLEDGED);
  if (order == 0)
    order = flag_order (a->flags, b->flags, WG_CASE_FLAG_OVERDUE);
  if (order == 0)
    order = !wg_case_state_is_open (a->state) - !wg_case_state_is_open (b->state);
  if (order == 0)
    order = flag_order (b->flags, a->flags, WG_CASE_FLAG_SUSPENDED);
  if (order == 0)
    order = (int) b->ring - (int) a->ring;
  if (order == 0)
    order = a->id < b->id ? -1 : a->id > b->id;
  return order;
}

static int
compare_order (gconstpointer a, gconstpointer b, gpointer points)
{
  const WgCasePoint *all = points;

  return compare_points (&all[*(const guint *) a], &all[*(const guint *) b]);
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer points)
{
  const WgCasePoint *all = points;
  gint64 ia = all[*(const guint *) a].id, ib = all[*(const guint *) b].id;

  return ia < ib ? -1 : ia > ib;
}

static GHashTable *
count_by_building (const WgCasePoint *points, guint n_points)
{
  GHashTable *counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < n_points; i++)
    {
      const WgCasePoint *point = &points[i];
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &point->building_id));

      if (point->building_id > 0 && wg_case_state_is_open (point->state) && !(point->flags & WG_CASE_FLAG_SUSPENDED))
        g_hash_table_insert (counts, g_memdup2 (&point->building_id, sizeof point->building_id),
                             GUINT_TO_POINTER (n + 1));
    }
  return counts;
}

WgCityCases *
wg_city_cases_new (const WgCasePoint *points, guint n_points)
{
  WgCityCases *cases = g_new0 (WgCityCases, 1);

  g_atomic_ref_count_init (&cases->refs);
  g_mutex_init (&cases->lock);
  cases->generation = (guint64) g_atomic_int_add (&last_generation, 1) + 1;
  cases->n_points = n_points;
  cases->points = g_new (WgCasePoint, MAX (1, n_points));
  cases->xy = g_new (gint32, 2 * MAX (1, n_points));
  cases->order = g_new (guint, MAX (1, n_points));
  cases->by_id = g_new (guint, MAX (1, n_points));
  for (guint i = 0; i < n_points; i++)
    {
      cases->points[i] = points[i];
      cases->xy[2 * i] = wg_mercator_int_x_from_lon (points[i].lon);
      cases->xy[2 * i + 1] = wg_mercator_int_y_from_lat (points[i].lat);
      cases->order[i] = cases->by_id[i] = i;
      cases->n_overdue += (points[i].flags & WG_CASE_FLAG_OVERDUE) != 0;
    }
  cases->by_building = count_by_building (points, n_points);
  g_qsort_with_data (cases->order, (int) n_points, sizeof (guint), compare_order, cases->points);
  g_qsort_with_data (cases->by_id, (int) n_points, sizeof (guint), compare_ids, cases->points);
  return cases;
}

WgCityCases *
wg_city_cases_ref (WgCityCases *cases)
{
  g_atomic_ref_count_inc (&cases->refs);
  return cases;
}

static void
clusters_free (WgCaseClusters *clusters)
{
  g_array_unref (clusters->clusters);
  g_free (clusters->members);
  wg_box_tree_unref (clusters->tree);
  g_free (clusters);
}

void
wg_city_cases_unref (WgCityCases *cases)
{
  if (!g_atomic_ref_count_dec (&cases->refs))
    return;
  for (guint zoom = 0; zoom <= WG_MAX_ZOOM; zoom++)
    g_clear_pointer (&cases->clusters[zoom], clusters_free);
  g_hash_table_unref (cases->by_building);
  g_mutex_clear (&cases->lock);
  g_free (cases->points);
  g_free (cases->xy);
  g_free (cases->order);
  g_free (cases->by_id);
  g_free (cases);
}

guint64
wg_city_cases_get_generation (const WgCityCases *cases)
{
  return cases->generation;
}

guint
wg_city_cases_get_n_points (const WgCityCases *cases)
{
  return cases->n_points;
}

const WgCasePoint *
wg_city_cases_get_point (const WgCityCases *cases, guint index)
{
  g_return_val_if_fail (index < cases->n_points, NULL);

  return &cases->points[index];
}

guint
wg_city_cases_find (const WgCityCases *cases, gint64 id)
{
  guint low = 0, high = cases->n_points;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (cases->points[cases->by_id[middle]].id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low < cases->n_points && cases->points[cases->by_id[low]].id == id ? cases->by_id[low] : G_MAXUINT;
}

guint
wg_city_cases_count_in_building (const WgCityCases *cases, gint64 id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (cases->by_building, &id));
}

/* --- Making cards --- */

typedef struct
{
  const WgCityCases *cases;
  double reach;
  GHashTable *cells; /* cell -> first card in it + 1 */
  GArray *clusters;
  GArray *next_in_cell; /* guint: card -> next card in its cell + 1 */
  guint *card_of;       /* in the order of the cases, worst first */
} Clustering;

static gpointer
cell_key (gint32 cx, gint32 cy)
{
  return GUINT_TO_POINTER ((guint) cx * 0x9e3779b1u ^ (guint) cy * 0x85ebca6bu);
}

static gboolean
is_outside (const Clustering *c, guint index)
{
  return (c->cases->points[index].flags & WG_CASE_FLAG_OUTSIDE) != 0;
}

static gpointer
cell_of (const Clustering *c, double x, double y, int dx, int dy)
{
  return cell_key ((gint32) floor (x / (c->reach * REACH_RATIO)) + dx, (gint32) floor (y / c->reach) + dy);
}

/* Cells that share a key by chance only cost a look: the distance decides. What no grid counts has cards of its own. */
static guint
find_card (const Clustering *c, double x, double y, gboolean outside)
{
  double best_distance = c->reach * c->reach;
  guint best = G_MAXUINT;

  for (int i = 0; i < 9; i++)
    {
      guint card = GPOINTER_TO_UINT (g_hash_table_lookup (c->cells, cell_of (c, x, y, i % 3 - 1, i / 3 - 1)));

      for (; card != 0; card = g_array_index (c->next_in_cell, guint, card - 1))
        {
          const WgCaseCluster *cluster = &g_array_index (c->clusters, WgCaseCluster, card - 1);
          double dx = (cluster->x - x) / REACH_RATIO, dy = cluster->y - y, d = dx * dx + dy * dy;

          if (is_outside (c, cluster->worst) == outside
              && (d < best_distance || (d == best_distance && card - 1 < best)))
            {
              best_distance = d;
              best = card - 1;
            }
        }
    }
  return best;
}

static guint
open_card (Clustering *c, guint index, gboolean joinable)
{
  WgCaseCluster cluster = { c->cases->xy[2 * index], c->cases->xy[2 * index + 1], index, 0, 0, 0 };
  gpointer key = cell_of (c, cluster.x, cluster.y, 0, 0);
  guint next = 0;

  g_array_append_val (c->clusters, cluster);
  if (joinable)
    {
      next = GPOINTER_TO_UINT (g_hash_table_lookup (c->cells, key));
      g_hash_table_insert (c->cells, key, GUINT_TO_POINTER (c->clusters->len));
    }
  g_array_append_val (c->next_in_cell, next);
  return c->clusters->len - 1;
}

static void
assign_cards (Clustering *c)
{
  for (guint i = 0; i < c->cases->n_points; i++)
    {
      guint index = c->cases->order[i];
      const WgCasePoint *point = &c->cases->points[index];
      gboolean alone = (point->flags & WG_CASE_FLAG_EMERGENCY) != 0;
      guint card = alone ? G_MAXUINT
                         : find_card (c, c->cases->xy[2 * index], c->cases->xy[2 * index + 1], is_outside (c, index));
      WgCaseCluster *cluster;

      if (card == G_MAXUINT)
        card = open_card (c, index, !alone);
      cluster = &g_array_index (c->clusters, WgCaseCluster, card);
      cluster->count++;
      cluster->n_overdue += (point->flags & WG_CASE_FLAG_OVERDUE) != 0;
      c->card_of[i] = card;
    }
}

static guint *
list_members (Clustering *c)
{
  guint *members = g_new (guint, MAX (1, c->cases->n_points));
  g_autofree guint *filled = g_new0 (guint, MAX (1, c->clusters->len));
  guint first = 0;

  for (guint i = 0; i < c->clusters->len; i++)
    {
      WgCaseCluster *cluster = &g_array_index (c->clusters, WgCaseCluster, i);

      cluster->first = first;
      first += cluster->count;
    }
  for (guint i = 0; i < c->cases->n_points; i++)
    {
      guint card = c->card_of[i];

      members[g_array_index (c->clusters, WgCaseCluster, card).first + filled[card]++] = c->cases->order[i];
    }
  return members;
}

static gboolean
is_crowded (const GArray *clusters, guint n_cases)
{
  guint n_lone = 0;

  for (guint i = 0; i < clusters->len; i++)
    n_lone += g_array_index (clusters, WgCaseCluster, i).count == 1;
  return n_cases >= MIN_CROWD && 4 * n_lone < n_cases;
}

static WgCaseClusters *
make_clusters (const WgCityCases *cases, guint zoom)
{
  WgCaseClusters *clusters = g_new0 (WgCaseClusters, 1);
  g_autofree guint *card_of = g_new (guint, MAX (1, cases->n_points));
  g_autofree WgWorldBox *boxes = NULL;
  Clustering c = { .cases = cases, .reach = reach_at (zoom) * wg_world_get_unit (zoom), .card_of = card_of };

  clusters->cases = cases;
  c.cells = g_hash_table_new (NULL, NULL);
  c.clusters = clusters->clusters = g_array_new (FALSE, FALSE, sizeof (WgCaseCluster));
  c.next_in_cell = g_array_new (FALSE, FALSE, sizeof (guint));
  assign_cards (&c);
  clusters->members = list_members (&c);
  boxes = g_new (WgWorldBox, MAX (1, c.clusters->len));
  for (guint i = 0; i < c.clusters->len; i++)
    {
      const WgCaseCluster *cluster = &g_array_index (c.clusters, WgCaseCluster, i);

      boxes[i] = WG_WORLD_BOX_EMPTY;
      wg_world_box_extend (&boxes[i], (gint32) cluster->x, (gint32) cluster->y);
    }
  clusters->tree = wg_box_tree_new (boxes, NULL, c.clusters->len);
  clusters->crowded = is_crowded (c.clusters, cases->n_points);
  g_hash_table_unref (c.cells);
  g_array_unref (c.next_in_cell);
  return clusters;
}

const WgCaseClusters *
wg_city_cases_get_clusters (WgCityCases *cases, guint zoom)
{
  WgCaseClusters *clusters;

  zoom = MIN (zoom, WG_MAX_ZOOM);
  g_mutex_lock (&cases->lock);
  if (cases->clusters[zoom] == NULL)
    cases->clusters[zoom] = make_clusters (cases, zoom);
  clusters = cases->clusters[zoom];
  g_mutex_unlock (&cases->lock);
  return clusters;
}

guint
wg_case_clusters_get_n (const WgCaseClusters *clusters)
{
  return clusters->clusters->len;
}

const WgCaseCluster *
wg_case_clusters_get (const WgCaseClusters *clusters, guint index)
{
  g_return_val_if_fail (index < clusters->clusters->len, NULL);

  return &g_array_index (clusters->clusters, WgCaseCluster, index);
}

const guint *
wg_case_clusters_get_members (const WgCaseClusters *clusters, const WgCaseCluster *cluster)
{
  return clusters->members + cluster->first;
}

gboolean
wg_case_clusters_are_crowded (const WgCaseClusters *clusters)
{
  return clusters->crowded;
}

gboolean
wg_case_clusters_shows (const WgCaseClusters *clusters, const WgCaseCluster *cluster)
{
  WgCaseFlags flags = clusters->cases->points[cluster->worst].flags;
  gboolean marked = (flags & WG_CASE_FLAG_OVERDUE) != 0 && clusters->cases->n_overdue <= MAX_MARKS;

  return !clusters->crowded || marked || (flags & (WG_CASE_FLAG_EMERGENCY | WG_CASE_FLAG_OUTSIDE)) != 0;
}

guint
wg_case_clusters_get_zoom (double zoom, double text_scale)
{
  return (guint) CLAMP (floor (zoom - log2 (MAX (text_scale, 0.25)) + 1e-6), 0.0, WG_MAX_ZOOM);
}

static int
compare_worst_last (gconstpointer a, gconstpointer b)
{
  guint32 ia = *(const guint32 *) a, ib = *(const guint32 *) b;

  return ia > ib ? -1 : ia < ib;
}

static gint32
to_int (double value)
{
  return (gint32) CLAMP (value, -WG_WORLD_SIZE, 1.9 * WG_WORLD_SIZE);
}

void
wg_case_clusters_query (const WgCaseClusters *clusters,
                        double min_x,
                        double min_y,
                        double max_x,
                        double max_y,
                        GArray *found)
{
  WgWorldBox box = { to_int (floor (min_x)), to_int (floor (min_y)), to_int (ceil (max_x)), to_int (ceil (max_y)) };
  guint first = found->len;

  wg_box_tree_query (clusters->tree, &box, found);
  if (found->len > first)
    qsort (found->data + first * sizeof (guint32), found->len - first, sizeof (guint32), compare_worst_last);
}
