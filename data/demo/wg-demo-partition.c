/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: grids hold about equally many households, hang together, and end at streets, rather wide ones. A set of blocks
 * is halved across its longer direction again and again; after each cut, blocks along it change sides while that
 * shortens the border or moves it to a wider street.
 */

#include "wg-demo-city-private.h"

#include <math.h>
#include <stdlib.h>

#define POLISH_ROUNDS 6

typedef struct
{
  WgDemoCity *city;
  WgDemoRandom *random;
  int *side;               /* by block: 1 or 2 within the set at work, else 0 */
  int *mark;               /* by block: scratch of the component search */
  GPtrArray *parts;
} Divider;

typedef struct
{
  guint block;
  double key;
} Keyed;

static int
compare_keyed (gconstpointer a, gconstpointer b)
{
  const Keyed *x = a;
  const Keyed *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return x->block < y->block ? -1 : x->block > y->block;
}

static int
neighbour (WgDemoCity *self, const WgDemoBlock *block, guint i, const WgDemoArc **arc)
{
  guint use = g_array_index (self->block_arcs, guint, block->first_arc + i);

  *arc = wg_demo_arc (self, use >> 1);
  return use & 1 ? (*arc)->left : (*arc)->right;
}

static double
total_weight (WgDemoCity *self, const GArray *members)
{
  double sum = 0.0;

  for (guint i = 0; i < members->len; i++)
    sum += wg_demo_block (self, g_array_index (members, guint, i))->weight;
  return sum;
}

/* The direction in which a set of blocks is longest (principal axis of their middles), give or take a little. */
static double
longest_direction (Divider *divider, const GArray *members)
{
  double n = members->len;
  double x = 0.0, y = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;

  for (guint i = 0; i < members->len; i++)
    {
      const WgDemoBlock *block = wg_demo_block (divider->city, g_array_index (members, guint, i));

      x += block->x;
      y += block->y;
      xx += block->x * block->x;
      yy += block->y * block->y;
      xy += block->x * block->y;
    }
  xx = xx / n - x / n * (x / n);
  yy = yy / n - y / n * (y / n);
  xy = xy / n - x / n * (y / n);
  return 0.5 * atan2 (2.0 * xy, xx - yy) + wg_demo_random_range (divider->random, -0.35, 0.35);
}

static guint
flood_side (Divider *divider, guint start, int label)
{
  WgDemoCity *self = divider->city;
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));
  int side = divider->side[start];
  guint n = 0;

  g_array_append_val (stack, start);
  divider->mark[start] = label;
  while (stack->len > 0)
    {
      const WgDemoBlock *block = wg_demo_block (self, g_array_index (stack, guint, stack->len - 1));

      g_array_set_size (stack, stack->len - 1);
      n++;
      for (guint i = 0; i < block->n_arcs; i++)
        {
          const WgDemoArc *arc;
          int other = neighbour (self, block, i, &arc);

          if (other < 0 || divider->side[other] != side || divider->mark[other] != 0)
            continue;
          divider->mark[other] = label;
          g_array_append_val (stack, other);
        }
    }
  return n;
}

/* Gives all but the largest connected piece of one side to the other side. */
static void
join_side (Divider *divider, const GArray *members, int side)
{
  guint best = 0;
  int largest = 0;

  for (guint i = 0; i < members->len; i++)
    divider->mark[g_array_index (members, guint, i)] = 0;
  for (guint i = 0; i < members->len; i++)
    {
      guint block = g_array_index (members, guint, i);
      guint size = divider->side[block] == side && divider->mark[block] == 0
                     ? flood_side (divider, block, (int) i + 1) : 0;

      if (size > best)
        {
          best = size;
          largest = (int) i + 1;
        }
    }
  for (guint i = 0; i < members->len; i++)
    {
      guint block = g_array_index (members, guint, i);

      if (divider->side[block] == side && divider->mark[block] != largest)
        divider->side[block] = 3 - side;
    }
}

/* Whether @block may leave its side without cutting it in two: going round it, its side is met in one run only. */
static gboolean
may_leave (Divider *divider, const WgDemoBlock *block, int side)
{
  guint changes = 0;
  gboolean last = FALSE;
  gboolean first = FALSE;

  for (guint i = 0; i < block->n_arcs; i++)
    {
      const WgDemoArc *arc;
      int other = neighbour (divider->city, block, i, &arc);
      gboolean same = other >= 0 && divider->side[other] == side;

      if (i == 0)
        first = same;
      else if (same != last)
        changes++;
      last = same;
    }
  if (first != last)
    changes++;
  return changes == 2;
}

static double
gain_of_leaving (Divider *divider, const WgDemoBlock *block, int side)
{
  double gain = 0.0;

  for (guint i = 0; i < block->n_arcs; i++)
    {
      const WgDemoArc *arc;
      int other = neighbour (divider->city, block, i, &arc);

      if (other >= 0 && divider->side[other] == 3 - side)
        gain += wg_demo_arc_cost (arc);
      else if (other >= 0 && divider->side[other] == side)
        gain -= wg_demo_arc_cost (arc);
    }
  return gain;
}

/* Moves blocks over the cut while the border gets cheaper and the weights stay near @wanted (of side 1). */
static void
polish (Divider *divider, const GArray *members, double wanted, double slack)
{
  WgDemoCity *self = divider->city;
  double weight = 0.0;

  for (guint i = 0; i < members->len; i++)
    {
      guint block = g_array_index (members, guint, i);

      weight += divider->side[block] == 1 ? wg_demo_block (self, block)->weight : 0.0;
    }
  for (guint round = 0; round < POLISH_ROUNDS; round++)
    {
      for (guint i = 0; i < members->len; i++)
        {
          guint index = g_array_index (members, guint, i);
          const WgDemoBlock *block = wg_demo_block (self, index);
          int side = divider->side[index];
          double after = weight + (side == 1 ? -block->weight : block->weight);
          double away = fabs (after - wanted);

          if ((away > slack && away >= fabs (weight - wanted)) || !may_leave (divider, block, side))
            continue;
          if (gain_of_leaving (divider, block, side) <= (fabs (weight - wanted) > slack ? -60.0 : 0.0))
            continue;
          divider->side[index] = 3 - side;
          weight = after;
        }
    }
}

static void
cut_in_two (Divider *divider, const GArray *members, double share)
{
  WgDemoCity *self = divider->city;
  double angle = longest_direction (divider, members);
  g_autofree Keyed *keyed = g_new (Keyed, members->len);
  double total = total_weight (self, members);
  double sum = 0.0;

  for (guint i = 0; i < members->len; i++)
    {
      guint block = g_array_index (members, guint, i);

      keyed[i].block = block;
      keyed[i].key = wg_demo_block (self, block)->x * cos (angle) + wg_demo_block (self, block)->y * sin (angle);
    }
  qsort (keyed, members->len, sizeof (Keyed), compare_keyed);
  for (guint i = 0; i < members->len; i++)
    {
      double weight = wg_demo_block (self, keyed[i].block)->weight;

      divider->side[keyed[i].block] = i == 0 || (sum + weight / 2.0 < share * total && i + 1 < members->len) ? 1 : 2;
      sum += weight;
    }
  join_side (divider, members, 1);
  join_side (divider, members, 2);
  polish (divider, members, share * total, 0.10 * MIN (share, 1.0 - share) * total);
  join_side (divider, members, 1);
  join_side (divider, members, 2);
}

static void
divide (Divider *divider, GArray *members, guint n_parts)
{
  WgDemoCity *self = divider->city;
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) second = NULL;
  double share;
  guint n_first;

  if (n_parts <= 1)
    {
      g_ptr_array_add (divider->parts, g_array_ref (members));
      return;
    }
  cut_in_two (divider, members, (double) (n_parts / 2) / n_parts);
  first = g_array_new (FALSE, FALSE, sizeof (guint));
  second = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < members->len; i++)
    {
      guint block = g_array_index (members, guint, i);

      g_array_append_val (divider->side[block] == 1 ? first : second, block);
    }
  for (guint i = 0; i < members->len; i++)
    divider->side[g_array_index (members, guint, i)] = 0;
  share = total_weight (self, first) / total_weight (self, members);
  n_first = (guint) CLAMP (lround (share * n_parts), 1, (long) n_parts - 1);
  n_first = MIN (n_first, first->len);
  n_first = MAX (n_first, n_parts > second->len ? n_parts - second->len : 1);
  divide (divider, first, n_first);
  divide (divider, second, n_parts - n_first);
}

/* Appends @n_parts arrays of block indices to @parts; there are never more parts than blocks. */
void
wg_demo_city_partition (WgDemoCity *self, WgDemoRandom *random, const GArray *members, guint n_parts,
                        GPtrArray *parts)
{
  Divider divider = { self, random };

  g_return_if_fail (n_parts <= members->len);

  divider.side = g_new0 (int, self->blocks->len);
  divider.mark = g_new0 (int, self->blocks->len);
  divider.parts = parts;
  divide (&divider, (GArray *) members, n_parts);
  g_free (divider.side);
  g_free (divider.mark);
}
