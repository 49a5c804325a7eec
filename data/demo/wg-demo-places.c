/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: trouble is not spread evenly. Some grids have much of it and most have little, a market or a hospital gate has
 * its own kind, and a few reports come without a place, from outside, or from exactly between two grids.
 */

#include "wg-demo-cases-private.h"

#include <math.h>
#include <stdlib.h>

#define NO_PLACE 0.010
#define OUTSIDE 0.005
#define ON_BORDER 0.006
#define HOTSPOT_REACH_M 190.0

typedef struct
{
  guint block;
  double distance;
} Near;

static int
compare_near (gconstpointer a, gconstpointer b)
{
  const Near *p = a;
  const Near *q = b;

  if (p->distance != q->distance)
    return p->distance < q->distance ? -1 : 1;
  return p->block < q->block ? -1 : p->block > q->block;
}

static void
index_blocks (WgDemoPlaces *places)
{
  WgDemoCity *self = places->city;
  guint *fill;

  places->first_block = g_new0 (guint, self->grids->len + 1);
  places->blocks = g_new (guint, self->blocks->len);
  for (guint i = 0; i < self->blocks->len; i++)
    places->first_block[wg_demo_block (self, i)->leaf + 1]++;
  for (guint i = 0; i < self->grids->len; i++)
    places->first_block[i + 1] += places->first_block[i];
  fill = g_memdup2 (places->first_block, sizeof (guint) * self->grids->len);
  for (guint i = 0; i < self->blocks->len; i++)
    places->blocks[fill[wg_demo_block (self, i)->leaf]++] = i;
  g_free (fill);
}

/* How troubled a grid is follows a log-normal law: a few have many times the mean. */
static void
spread_trouble (WgDemoPlaces *places, WgDemoRandom *random)
{
  WgDemoCity *self = places->city;
  double sum = 0.0;

  places->leaves = g_new (guint, self->grids->len);
  places->trouble = g_new (double, self->grids->len);
  for (guint i = 0; i < self->grids->len; i++)
    {
      if (!wg_demo_grid (self, i)->is_leaf)
        continue;
      sum += (wg_demo_grid (self, i)->households + 25.0) * exp (0.85 * wg_demo_random_normal (random));
      places->leaves[places->n_leaves] = i;
      places->trouble[places->n_leaves++] = sum;
    }
}

static WgDemoUse
use_of_hotspot (WgDemoHot kind)
{
  static const WgDemoUse uses[] = { WG_DEMO_USE_SHOPS, WG_DEMO_USE_MARKET, WG_DEMO_USE_SITE, WG_DEMO_USE_HOSPITAL,
                                    WG_DEMO_USE_SHOPS };

  return uses[kind];
}

/* A block of the use wanted; one built on will do where there is none. */
static guint
find_centre (WgDemoPlaces *places, WgDemoRandom *random, WgDemoHot kind)
{
  WgDemoCity *self = places->city;
  guint last = 0;

  for (guint tries = 0; tries < 4 * self->blocks->len; tries++)
    {
      guint i = wg_demo_random_below (random, self->blocks->len);
      const WgDemoBlock *block = wg_demo_block (self, i);

      if (block->n_buildings == 0)
        continue;
      last = i;
      if (block->use == use_of_hotspot (kind) || tries > 2 * self->blocks->len)
        break;
    }
  return last;
}

static void
add_hotspot (WgDemoPlaces *places, WgDemoRandom *random, WgDemoHot kind)
{
  WgDemoCity *self = places->city;
  const WgDemoBlock *centre = wg_demo_block (self, find_centre (places, random, kind));
  g_autoptr (GArray) around = g_array_new (FALSE, FALSE, sizeof (Near));
  WgDemoHotspot hotspot = { kind };

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const WgDemoBlock *block = wg_demo_block (self, i);
      Near near = { i, hypot (block->x - centre->x, block->y - centre->y) };

      if (near.distance < HOTSPOT_REACH_M)
        g_array_append_val (around, near);
    }
  g_array_sort (around, compare_near);
  hotspot.n_blocks = around->len;
  hotspot.blocks = g_new (guint, around->len);
  for (guint i = 0; i < around->len; i++)
    hotspot.blocks[i] = g_array_index (around, Near, i).block;
  g_array_append_val (places->hotspots, hotspot);
}

void
wg_demo_places_init (WgDemoPlaces *places, WgDemoCity *city, WgDemoRandom *random)
{
  places->city = city;
  index_blocks (places);
  spread_trouble (places, random);
  places->rim = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < city->arcs->len; i++)
    {
      if (wg_demo_arc (city, i)->left < 0 || wg_demo_arc (city, i)->right < 0)
        g_array_append_val (places->rim, i);
    }
  places->hotspots = g_array_new (FALSE, FALSE, sizeof (WgDemoHotspot));
  for (guint i = 0; i < city->plan->n_hotspots; i++)
    add_hotspot (places, random, (WgDemoHot) (WG_DEMO_HOT_MARKET + i % (WG_DEMO_N_HOTS - 1)));
}

void
wg_demo_places_clear (WgDemoPlaces *places)
{
  for (guint i = 0; i < places->hotspots->len; i++)
    g_free (g_array_index (places->hotspots, WgDemoHotspot, i).blocks);
  g_array_unref (places->hotspots);
  g_array_unref (places->rim);
  g_free (places->leaves);
  g_free (places->trouble);
  g_free (places->first_block);
  g_free (places->blocks);
}

static void
set_point (WgDemoCase *item, gint64 lon, gint64 lat)
{
  item->has_place = TRUE;
  item->lon = (double) lon * WG_SHAPE_UNIT;
  item->lat = (double) lat * WG_SHAPE_UNIT;
}

static gboolean
try_metres (WgDemoPlaces *places, WgDemoCase *item, double x, double y)
{
  const WgShape *shape = wg_demo_grid (places->city, (guint) item->leaf)->shape;
  gint64 lon;
  gint64 lat;

  wg_demo_metres_to_unit (x, y, &lon, &lat);
  if (!wg_shape_contains (shape, (double) lon * WG_SHAPE_UNIT, (double) lat * WG_SHAPE_UNIT))
    return FALSE;
  set_point (item, lon, lat);
  return TRUE;
}

static const char *
street_name (WgDemoCity *self, int street)
{
  return street >= 0 ? g_array_index (self->streets, WgDemoStreet, street).name : NULL;
}

/* 和平路与文昌街交叉口, or a house number nearby. */
static const char *
street_address (WgDemoCity *self, WgDemoRandom *random, const WgDemoBlock *block, const WgDemoArc *arc)
{
  g_autofree char *address = NULL;
  const char *name = street_name (self, arc->street);
  const char *other = street_name (self, block->street);

  if (name == NULL)
    address = g_strdup_printf ("%s附近", block->compound);
  else if (other != NULL && arc->street != block->street && wg_demo_random_chance (random, 0.5))
    address = g_strdup_printf ("%s与%s交叉口", other, name);
  else
    address = g_strdup_printf ("%s %u 号附近", name,
                               (guint) (arc->from + (arc->to - arc->from) / 2) / 8 + block->house_number % 2);
  return g_string_chunk_insert_const (self->strings, address);
}

/* On a street of the block, on its side of the middle line. */
static void
place_on_street (WgDemoPlaces *places, WgDemoRandom *random, const WgDemoBlock *block, WgDemoCase *item)
{
  WgDemoCity *self = places->city;
  guint use = g_array_index (self->block_arcs, guint,
                             block->first_arc + wg_demo_random_below (random, block->n_arcs));
  const WgDemoArc *arc = wg_demo_arc (self, use >> 1);
  guint at = 2 * (arc->first_point + wg_demo_random_below (random, arc->n_points));
  double inwards = wg_demo_line_kind_width ((WgDemoLineKind) arc->kind) * wg_demo_random_range (random, 0.15, 0.75);
  double x, y, length;

  wg_demo_unit_to_metres (g_array_index (self->points, gint64, at), g_array_index (self->points, gint64, at + 1),
                          &x, &y);
  length = MAX (1.0, hypot (block->x - x, block->y - y));
  item->address = street_address (self, random, block, arc);
  if (try_metres (places, item, x + (block->x - x) / length * inwards, y + (block->y - y) / length * inwards))
    return;
  if (!try_metres (places, item, block->x, block->y))
    item->has_place = FALSE;
}

/* At the door of a house. */
static void
place_at_house (WgDemoPlaces *places, WgDemoRandom *random, const WgDemoBlock *block, WgDemoCase *item)
{
  guint index = block->first_building + wg_demo_random_below (random, block->n_buildings);
  const WgDemoFootprint *print = &g_array_index (places->city->footprints, WgDemoFootprint, index);
  double angle = wg_demo_random_range (random, 0.0, 2.0 * G_PI);
  double away = wg_demo_random_range (random, 1.0, 11.0);

  item->building = (int) index;
  item->address = g_array_index (places->city->buildings, WgDemoBuilding, index).address;
  if (!try_metres (places, item, print->x + away * cos (angle), print->y + away * sin (angle)))
    try_metres (places, item, print->x, print->y);
}

/* Exactly a corner of the border towards another grid, if the block has one. */
static gboolean
place_on_border (WgDemoPlaces *places, WgDemoRandom *random, const WgDemoBlock *block, WgDemoCase *item)
{
  WgDemoCity *self = places->city;

  for (guint i = 0; i < block->n_arcs; i++)
    {
      guint use = g_array_index (self->block_arcs, guint, block->first_arc + i);
      const WgDemoArc *arc = wg_demo_arc (self, use >> 1);
      int other = use & 1 ? arc->left : arc->right;
      guint at = 2 * (arc->first_point + 1 + wg_demo_random_below (random, arc->n_points - 2));

      if (other < 0 || arc->n_points < 3 || wg_demo_block (self, (guint) other)->leaf == block->leaf)
        continue;
      set_point (item, g_array_index (self->points, gint64, at), g_array_index (self->points, gint64, at + 1));
      item->on_border = TRUE;
      item->address = street_address (self, random, block, arc);
      return TRUE;
    }
  return FALSE;
}

static gboolean
lies_outside (WgDemoCity *self, double lon, double lat)
{
  for (guint i = 0; i < self->plan->level_counts[0]; i++)
    {
      if (wg_shape_contains (wg_demo_grid (self, i)->shape, lon, lat))
        return FALSE;
    }
  return TRUE;
}

/* Across the outline, a few dozen to a few hundred metres. */
static void
place_outside (WgDemoPlaces *places, WgDemoRandom *random, WgDemoCase *item)
{
  WgDemoCity *self = places->city;

  item->leaf = -1;
  for (guint tries = 1;; tries++)
    {
      guint rim = g_array_index (places->rim, guint, wg_demo_random_below (random, places->rim->len));
      const WgDemoArc *arc = wg_demo_arc (self, rim);
      const WgDemoBlock *block = wg_demo_block (self, (guint) MAX (arc->left, arc->right));
      guint at = 2 * (arc->first_point + arc->n_points / 2);
      double away = wg_demo_random_range (random, 25.0, 260.0 + 40.0 * tries);
      double x, y, length;
      gint64 lon, lat;

      wg_demo_unit_to_metres (g_array_index (self->points, gint64, at), g_array_index (self->points, gint64, at + 1),
                              &x, &y);
      length = MAX (1.0, hypot (x - block->x, y - block->y));
      wg_demo_metres_to_unit (x + (x - block->x) / length * away, y + (y - block->y) / length * away, &lon, &lat);
      if (!lies_outside (self, (double) lon * WG_SHAPE_UNIT, (double) lat * WG_SHAPE_UNIT))
        continue;
      set_point (item, lon, lat);
      item->address = street_address (self, random, block, arc);
      return;
    }
}

static const WgDemoBlock *
pick_block (WgDemoPlaces *places, WgDemoRandom *random, const WgDemoHotspot *hotspot, gboolean needs_keeper)
{
  WgDemoCity *self = places->city;

  for (guint tries = 0;; tries++)
    {
      const WgDemoBlock *block;

      if (hotspot != NULL && tries < 20)
        {
          double near = wg_demo_random_unit (random);

          block = wg_demo_block (self, hotspot->blocks[(guint) (near * near * hotspot->n_blocks)]);
        }
      else
        {
          guint leaf = places->leaves[wg_demo_random_weighted (random, places->trouble, places->n_leaves)];
          guint first = places->first_block[leaf];
          guint nth = wg_demo_random_below (random, places->first_block[leaf + 1] - first);

          block = wg_demo_block (self, places->blocks[first + nth]);
        }
      if (!needs_keeper || wg_demo_staff (self, (guint) block->leaf)->keeper_a >= 0)
        return block;
    }
}

void
wg_demo_places_pick (WgDemoPlaces *places, WgDemoRandom *random, const WgDemoTopic *topic,
                     const WgDemoHotspot *hotspot, gboolean needs_keeper, WgDemoCase *item)
{
  const WgDemoBlock *block = pick_block (places, random, hotspot, needs_keeper);
  double dice = needs_keeper ? 1.0 : wg_demo_random_unit (random);

  item->leaf = block->leaf;
  item->building = -1;
  if (dice < NO_PLACE)
    {
      item->leaf = -1;
      item->address = block->compound;
      return;
    }
  if (dice < NO_PLACE + OUTSIDE)
    {
      place_outside (places, random, item);
      return;
    }
  if (dice < NO_PLACE + OUTSIDE + ON_BORDER && place_on_border (places, random, block, item))
    return;
  if (topic->spot == WG_DEMO_SPOT_HOUSE && block->n_buildings > 0)
    place_at_house (places, random, block, item);
  else
    place_on_street (places, random, block, item);
  if (!item->has_place)
    item->leaf = -1;
}

/* The same thing seen by somebody else: a few steps away in the same grid. */
void
wg_demo_places_pick_beside (WgDemoPlaces *places, WgDemoRandom *random, const WgDemoCase *other, WgDemoCase *item)
{
  gint64 lon;
  gint64 lat;
  double x;
  double y;

  item->leaf = other->leaf;
  item->building = other->building;
  item->address = other->address;
  if (!other->has_place)
    return;
  lon = llround (other->lon / WG_SHAPE_UNIT);
  lat = llround (other->lat / WG_SHAPE_UNIT);
  wg_demo_unit_to_metres (lon, lat, &x, &y);
  x += wg_demo_random_range (random, -14.0, 14.0);
  y += wg_demo_random_range (random, -14.0, 14.0);
  if (other->on_border || other->leaf < 0 || !try_metres (places, item, x, y))
    {
      set_point (item, lon, lat);
      item->on_border = other->on_border;
    }
}
