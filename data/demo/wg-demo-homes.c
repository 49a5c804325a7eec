/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: once grids are known, houses get what depends on them: codes, addresses, and households that add up to what one
 * keeper can look after (300 to 500 a grid).
 */

#include "wg-demo-city-private.h"

#include <math.h>

static const char *
own_name (WgDemoCity *self, const WgDemoBlock *block, guint number)
{
  static const char *const tails[WG_DEMO_N_USES] = {
    [WG_DEMO_USE_SCHOOL] = "小学", [WG_DEMO_USE_HOSPITAL] = "医院", [WG_DEMO_USE_MARKET] = "农贸市场",
    [WG_DEMO_USE_FACTORY] = "产业园", [WG_DEMO_USE_SITE] = "工地",
  };
  static const char *const parts[] = { "主楼", "东楼", "西楼", "南楼", "北楼" };
  const WgDemoStreet *street;
  g_autofree char *stem = NULL;
  g_autofree char *name = NULL;

  if (tails[block->use] == NULL || block->street < 0)
    return NULL;
  street = &g_array_index (self->streets, WgDemoStreet, block->street);
  stem = g_utf8_substring (street->name, 0, 2);
  if (number == 1)
    name = g_strconcat (stem, tails[block->use], NULL);
  else
    name = g_strconcat (stem, tails[block->use], parts[number % G_N_ELEMENTS (parts)], NULL);
  return g_string_chunk_insert (self->strings, name);
}

static const char *
address_of (WgDemoCity *self, const WgDemoBlock *block, guint number)
{
  g_autofree char *address = NULL;

  switch (block->use)
    {
    case WG_DEMO_USE_HOUSES:
      address = g_strdup_printf ("%s院 %u 号", block->compound, number);
      break;
    case WG_DEMO_USE_VILLAGE:
      address = g_strdup_printf ("%s %u 号", block->compound, number);
      break;
    default:
      address = g_strdup_printf ("%s %u 号楼", block->compound, number);
    }
  return g_string_chunk_insert (self->strings, address);
}

/* How much each grid's expected dwellings are stretched to come into the range; open country is left as it is. */
static double *
leaf_scales (WgDemoCity *self)
{
  WgDemoRandom random;
  double *sums = g_new0 (double, self->grids->len);

  wg_demo_random_init (&random, self->seed, WG_DEMO_STREAM_BUILDINGS);
  for (guint i = 0; i < self->footprints->len; i++)
    {
      const WgDemoFootprint *print = &g_array_index (self->footprints, WgDemoFootprint, i);

      sums[wg_demo_block (self, print->block)->leaf] += print->dwellings;
    }
  for (guint i = 0; i < self->grids->len; i++)
    {
      double wanted = wg_demo_random_range (&random, 305.0, 490.0);

      if (wg_demo_random_chance (&random, 0.06))
        wanted *= wg_demo_random_range (&random, 0.6, 1.4);
      sums[i] = sums[i] > 0.0 ? CLAMP (wanted / sums[i], 0.4, 4.0) : 1.0;
    }
  return sums;
}

/* Households first, then as many storeys as they need: the two must agree in the list of a building. */
static void
settle (WgDemoBuilding *building, const WgDemoFootprint *print, double scale, WgDemoRandom *random)
{
  double expected = print->dwellings * scale;

  building->floors = print->floors;
  if (print->dwellings <= 0.0)
    return;
  building->households = (guint) floor (expected + wg_demo_random_unit (random));
  building->households = MAX (building->households, 1);
  building->people = (guint) lround (building->households * wg_demo_random_range (random, 2.1, 3.1));
  if (scale > 1.15 || scale < 0.85)
    building->floors = (guint) CLAMP (ceil (building->households * 88.0 / print->area_m2), 1.0, 32.0);
}

void
wg_demo_city_finish_buildings (WgDemoCity *self)
{
  WgDemoRandom random;
  g_autofree double *scales = leaf_scales (self);

  wg_demo_random_init (&random, self->seed, WG_DEMO_STREAM_BUILDINGS + 1000);
  for (guint i = 0; i < self->footprints->len; i++)
    {
      const WgDemoFootprint *print = &g_array_index (self->footprints, WgDemoFootprint, i);
      const WgDemoBlock *block = wg_demo_block (self, print->block);
      WgDemoGrid *leaf = &g_array_index (self->grids, WgDemoGrid, block->leaf);
      WgDemoBuilding building = { 0 };
      g_autofree char *code = g_strdup_printf ("%s%04u", leaf->code, ++leaf->n_buildings);

      building.code = g_string_chunk_insert (self->strings, code);
      building.name = own_name (self, block, print->number);
      building.address = address_of (self, block, print->number);
      building.leaf = (guint) block->leaf;
      settle (&building, print, scales[block->leaf], &random);
      building.shape = wg_demo_shape_from_metres (print->corners, print->n_corners);
      leaf->households += building.households;
      leaf->people += building.people;
      g_array_append_val (self->buildings, building);
    }
  for (guint i = self->grids->len; i-- > 0;)
    {
      const WgDemoGrid *grid = &g_array_index (self->grids, WgDemoGrid, i);
      WgDemoGrid *parent = grid->parent >= 0 ? &g_array_index (self->grids, WgDemoGrid, grid->parent) : NULL;

      if (parent == NULL)
        continue;
      parent->households += grid->households;
      parent->people += grid->people;
      parent->n_buildings += grid->n_buildings;
    }
}
