/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the tree of grids is made from the top down, every set of blocks divided among its children, so that a child can
 * never leave its parent; the tree may end early on some branches, as real ones do.
 */

#include "wg-demo-city-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "wg-numbering.h"

typedef struct
{
  int parent;              /* region of the level above */
  GArray *members;
  double weight;
  guint n_children;
  guint rank;              /* among its level, in the order of codes */
  guint grid;
} Region;

typedef struct
{
  WgDemoCity *city;
  WgDemoRandom random;
  WgDemoNamer *namer;
  GArray *levels[4];       /* of Region */
  WgShape **shapes[4];
  GHashTable *serials;     /* code of a community → number of the last grid below it */
} Planner;

#define region(planner, level, i) (&g_array_index ((planner)->levels[level], Region, (i)))

static void
add_region (Planner *planner, guint level, int parent, GArray *members)
{
  Region made = { parent, g_array_ref (members) };

  for (guint i = 0; i < members->len; i++)
    made.weight += wg_demo_block (planner->city, g_array_index (members, guint, i))->weight;
  g_array_append_val (planner->levels[level], made);
}

/* How many children a region can have so that the levels below still find blocks. */
static guint
capacity (Planner *planner, guint level, const Region *parent)
{
  guint n_levels = planner->city->plan->n_levels;
  guint spare = level + 2 < n_levels ? 3 : 1;

  return MAX (1, parent->members->len / spare);
}

/* Divides @total children among the regions of the level above, in proportion to their weight (highest averages), two
 * or more to each where that is possible.
 */
static void
allot (Planner *planner, guint level, guint total)
{
  GArray *parents = planner->levels[level - 1];
  guint given = 0;

  for (guint i = 0; i < parents->len; i++)
    {
      Region *parent = &g_array_index (parents, Region, i);

      parent->n_children = MIN (capacity (planner, level, parent), total >= 2 * parents->len ? 2 : 1);
      given += parent->n_children;
    }
  for (; given < total; given++)
    {
      Region *best = NULL;

      for (guint i = 0; i < parents->len; i++)
        {
          Region *parent = &g_array_index (parents, Region, i);

          if (parent->n_children < capacity (planner, level, parent)
              && (best == NULL || parent->weight * (best->n_children + 1) > best->weight * (parent->n_children + 1)))
            best = parent;
        }
      g_assert (best != NULL);
      best->n_children++;
    }
}

static int
compare_weights (gconstpointer a, gconstpointer b)
{
  const Region *p = *(const Region *const *) a;
  const Region *q = *(const Region *const *) b;

  if (p->weight != q->weight)
    return p->weight < q->weight ? 1 : -1;
  return p < q ? -1 : p > q;
}

/* The last level of a ragged tree: only the heaviest regions that have blocks enough are divided. */
static void
allot_ragged (Planner *planner, guint level, guint total)
{
  GArray *parents = planner->levels[level - 1];
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  guint left = total;

  for (guint i = 0; i < parents->len; i++)
    {
      if (g_array_index (parents, Region, i).members->len >= 5)
        g_ptr_array_add (order, &g_array_index (parents, Region, i));
    }
  g_ptr_array_sort (order, compare_weights);
  for (guint i = 0; i < order->len && left > 0; i++)
    {
      Region *parent = g_ptr_array_index (order, i);
      guint wanted = 2 + wg_demo_random_below (&planner->random, 4);

      parent->n_children = left - MIN (wanted, left) == 1 ? wanted + 1 : MIN (wanted, left);
      parent->n_children = MIN (parent->n_children, MIN (left, 5));
      left -= parent->n_children;
    }
  g_assert (left == 0);
}

static void
divide_level (Planner *planner, guint level)
{
  const WgDemoPlan *plan = planner->city->plan;
  GArray *parents = planner->levels[level - 1];

  if (plan->level_counts[level] < plan->level_counts[level - 1])
    allot_ragged (planner, level, plan->level_counts[level]);
  else
    allot (planner, level, plan->level_counts[level]);
  for (guint i = 0; i < parents->len; i++)
    {
      const Region *parent = &g_array_index (parents, Region, i);
      g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

      if (parent->n_children == 0)
        continue;
      wg_demo_city_partition (planner->city, &planner->random, parent->members, parent->n_children, parts);
      for (guint k = 0; k < parts->len; k++)
        add_region (planner, level, (int) i, g_ptr_array_index (parts, k));
    }
}

static void
divide_top (Planner *planner)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < planner->city->blocks->len; i++)
    g_array_append_val (all, i);
  wg_demo_city_partition (planner->city, &planner->random, all, planner->city->plan->level_counts[0], parts);
  for (guint k = 0; k < parts->len; k++)
    add_region (planner, 0, -1, g_ptr_array_index (parts, k));
}

static void
trace_level (Planner *planner, guint level)
{
  WgDemoCity *self = planner->city;
  g_autofree int *owner = g_new (int, self->blocks->len);

  for (guint i = 0; i < self->blocks->len; i++)
    owner[i] = -1;
  for (guint i = 0; i < planner->levels[level]->len; i++)
    {
      const GArray *members = region (planner, level, i)->members;

      for (guint k = 0; k < members->len; k++)
        owner[g_array_index (members, guint, k)] = (int) i;
    }
  planner->shapes[level] = wg_demo_city_trace_regions (self, owner, planner->levels[level]->len);
}

/* The order of codes: parents in theirs, children of one parent from north to south and west to east. */
static guint *
order_level (Planner *planner, guint level)
{
  guint n = planner->levels[level]->len;
  guint n_parents = level == 0 ? 1 : planner->levels[level - 1]->len;
  guint *order = g_new (guint, n);
  guint filled = 0;
  g_autofree guint *by_rank = g_new0 (guint, n_parents);

  for (guint i = 0; level > 0 && i < n_parents; i++)
    by_rank[region (planner, level - 1, i)->rank] = i;
  for (guint p = 0; p < n_parents; p++)
    {
      g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (GPtrArray) shapes = g_ptr_array_new ();
      g_autofree guint *sequence = NULL;

      for (guint i = 0; i < n; i++)
        {
          if (level > 0 && region (planner, level, i)->parent != (int) by_rank[p])
            continue;
          g_array_append_val (children, i);
          g_ptr_array_add (shapes, planner->shapes[level][i]);
        }
      if (children->len == 0)
        continue;
      sequence = g_new (guint, children->len);
      wg_numbering_sort ((WgShape *const *) shapes->pdata, NULL, shapes->len, WG_DEMO_METRES_PER_LON,
                         WG_DEMO_METRES_PER_LAT, sequence);
      for (guint k = 0; k < children->len; k++)
        order[filled++] = g_array_index (children, guint, sequence[k]);
    }
  for (guint k = 0; k < n; k++)
    region (planner, level, order[k])->rank = k;
  return order;
}

static guint
code_digits (const WgDemoPlan *plan, guint level)
{
  return MIN (15, plan->n_levels == 2 ? 12 + 3 * level : 9 + 3 * level);
}

/* Grids below a community share one sequence of numbers, whatever their level. */
static const char *
make_code (Planner *planner, guint level, const char *parent_code)
{
  WgDemoCity *self = planner->city;
  guint digits = code_digits (self->plan, level);
  g_autofree char *prefix = NULL;
  g_autofree char *code = NULL;
  guint serial;

  if (parent_code == NULL)
    prefix = g_strconcat (self->plan->code, digits == 12 ? "001" : "", NULL);
  else
    prefix = g_strndup (parent_code, digits - 3);
  serial = GPOINTER_TO_UINT (g_hash_table_lookup (planner->serials, prefix)) + 1;
  code = g_strdup_printf ("%s%03u", prefix, serial);
  g_hash_table_insert (planner->serials, g_steal_pointer (&prefix), GUINT_TO_POINTER (serial));
  return g_string_chunk_insert (self->strings, code);
}

/* 和平 of 和平社区 and of 和平第二片区. */
static char *
stem_of (const char *name)
{
  static const char *const tails[] = { "社区", "第", "组", NULL };

  for (guint i = 0; tails[i] != NULL; i++)
    {
      const char *at = strstr (name, tails[i]);

      if (at != NULL)
        return g_strndup (name, (gsize) (at - name));
    }
  return g_strdup (name);
}

static const char *
make_name (Planner *planner, guint level, const char *parent_name, const char *code, guint position)
{
  WgDemoCity *self = planner->city;
  guint n_levels = self->plan->n_levels;
  g_autofree char *stem = parent_name != NULL ? stem_of (parent_name) : NULL;
  g_autofree char *place = NULL;
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;

  if (n_levels == 3 && level == 0)
    name = g_strdup ("云溪镇");
  else if ((n_levels == 3 && level == 1) || (n_levels != 3 && level == 0))
    {
      place = wg_demo_namer_next_place (planner->namer);
      name = g_strconcat (place, n_levels == 2 ? "组" : "社区", NULL);
    }
  else if (n_levels == 4 && level == 1)
    {
      number = wg_demo_chinese_number (position + 1);
      name = g_strconcat (stem, "第", number, "片区", NULL);
    }
  else if (n_levels == 4 && level == 2)
    name = g_strdup_printf ("%s-%.2s%s", stem, code + 10, code + 13);
  else
    name = g_strdup_printf ("%s-%02u", stem, position + 1);
  return g_string_chunk_insert (self->strings, name);
}

static void
publish_level (Planner *planner, guint level, const guint *order)
{
  WgDemoCity *self = planner->city;
  guint n = planner->levels[level]->len;
  WgDemoLevel info = { self->plan->level_names[level], level + 1 < self->plan->n_levels, self->grids->len, n };
  int last_parent = -2;
  guint position = 0;

  for (guint k = 0; k < n; k++)
    {
      Region *made = region (planner, level, order[k]);
      const Region *above = made->parent >= 0 ? region (planner, level - 1, made->parent) : NULL;
      const WgDemoGrid *parent = above != NULL ? &g_array_index (self->grids, WgDemoGrid, above->grid) : NULL;
      WgDemoGrid grid = { NULL, NULL, level + 1, above != NULL ? (int) above->grid : -1, made->n_children == 0 };

      position = made->parent == last_parent ? position + 1 : 0;
      last_parent = made->parent;
      grid.code = make_code (planner, level, parent != NULL ? parent->code : NULL);
      grid.name = make_name (planner, level, parent != NULL ? parent->name : NULL, grid.code, position);
      grid.shape = planner->shapes[level][order[k]];
      made->grid = self->grids->len;
      g_array_append_val (self->grids, grid);
    }
  g_array_append_val (self->levels, info);
}

static void
settle_blocks (Planner *planner)
{
  WgDemoCity *self = planner->city;

  for (guint level = 0; level < self->plan->n_levels; level++)
    {
      for (guint i = 0; i < planner->levels[level]->len; i++)
        {
          const Region *made = region (planner, level, i);

          for (guint k = 0; k < made->members->len; k++)
            wg_demo_block (self, g_array_index (made->members, guint, k))->leaf = (int) made->grid;
        }
    }
}

static void
finish_planner (Planner *planner)
{
  for (guint level = 0; level < planner->city->plan->n_levels; level++)
    {
      for (guint i = 0; i < planner->levels[level]->len; i++)
        g_array_unref (region (planner, level, i)->members);
      g_array_unref (planner->levels[level]);
      g_free (planner->shapes[level]);
    }
  g_hash_table_unref (planner->serials);
  wg_demo_namer_free (planner->namer);
}

void
wg_demo_city_make_grids (WgDemoCity *self)
{
  Planner planner = { self };

  wg_demo_random_init (&planner.random, self->seed, WG_DEMO_STREAM_GRIDS);
  planner.namer = wg_demo_namer_new (self->seed ^ 0x67);
  planner.serials = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint level = 0; level < self->plan->n_levels; level++)
    {
      planner.levels[level] = g_array_new (FALSE, FALSE, sizeof (Region));
      if (level == 0)
        divide_top (&planner);
      else
        divide_level (&planner, level);
      trace_level (&planner, level);
    }
  for (guint level = 0; level < self->plan->n_levels; level++)
    {
      g_autofree guint *order = order_level (&planner, level);

      publish_level (&planner, level, order);
    }
  settle_blocks (&planner);
  finish_planner (&planner);
}
