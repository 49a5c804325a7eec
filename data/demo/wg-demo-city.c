/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a program nobody can try without a district is not tried. This is the district: it is made whole, by parts that
 * each add to it, and then never changes, so that any thread may read it.
 */

#include "wg-demo-city-private.h"

#include <math.h>

G_DEFINE_FINAL_TYPE (WgDemoCity, wg_demo_city, G_TYPE_OBJECT)

static const WgDemoPlan plans[] = {
  [WG_DEMO_SIZE_COMMUNITY] = {
    .name = "白沙村（演示）", .code = "110192", .width_m = 780.0, .height_m = 700.0, .corner = 5.0,
    .town_block_m2 = 7600.0, .rural_block_m2 = 20000.0, .n_towns = 0, .primary_m = 700.0, .slab_share = 0.75,
    .corner_every_m = 22.0, .least_pieces = 3.0,
    .n_levels = 2, .level_names = { "网格组", "网格" }, .level_counts = { 7, 14 }, .n_buildings = 300,
    .n_cases = 260, .n_open = 30, .n_scripted = 260, .n_months = 3, .n_persons = 0, .n_subcentres = 0,
    .n_platforms = 7, .n_hotspots = 3,
  },
  [WG_DEMO_SIZE_DISTRICT] = {
    .name = "云溪区（演示）", .code = "110191", .width_m = 2300.0, .height_m = 2080.0, .corner = 3.6,
    .town_block_m2 = 6600.0, .rural_block_m2 = 20000.0, .n_towns = 0, .primary_m = 900.0, .slab_share = 0.28,
    .corner_every_m = 34.0, .least_pieces = 2.0,
    .n_levels = 3, .level_names = { "街道", "社区", "基础网格" }, .level_counts = { 1, 8, 59 },
    .n_buildings = 6000, .n_cases = 5000, .n_open = 430, .n_scripted = 5000, .n_months = 12, .n_persons = 0,
    .n_subcentres = 1, .n_platforms = 8, .n_hotspots = 6,
  },
  [WG_DEMO_SIZE_HUAIROU] = {
    .name = "怀溪区（演示）", .code = "110193", .width_m = 27000.0, .height_m = 25000.0, .corner = 2.6,
    .town_block_m2 = 6400.0, .rural_block_m2 = 70000.0, .n_towns = 19, .primary_m = 1500.0, .slab_share = 0.78,
    .corner_every_m = 24.0, .least_pieces = 4.0,
    .n_levels = 4, .level_names = { "社区", "片区", "网格", "微网格" }, .level_counts = { 340, 1221, 4571, 1452 },
    .n_buildings = 116471, .n_cases = 98115, .n_open = 5000, .n_scripted = 10000, .n_months = 12,
    .n_persons = 26341, .n_subcentres = 16, .n_platforms = 318, .n_hotspots = 26,
  },
};

static const char *const size_nicks[] = { "community", "district", "huairou" };
static const char *const line_nicks[] = { "primary", "secondary", "tertiary", "lane", "river" };
static const char *const area_nicks[] = { "water", "park", "block", "field" };

gboolean
wg_demo_size_from_nick (const char *nick, WgDemoSize *size)
{
  for (gsize i = 0; nick != NULL && i < G_N_ELEMENTS (size_nicks); i++)
    {
      if (!g_str_equal (nick, size_nicks[i]))
        continue;
      *size = (WgDemoSize) i;
      return TRUE;
    }
  return FALSE;
}

const char *
wg_demo_line_kind_to_nick (WgDemoLineKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (line_nicks), NULL);

  return line_nicks[kind];
}

const char *
wg_demo_area_kind_to_nick (WgDemoAreaKind kind)
{
  g_return_val_if_fail ((gsize) kind < G_N_ELEMENTS (area_nicks), NULL);

  return area_nicks[kind];
}

#define CLEAR_SHAPE(Type)                                                                                              \
  static void clear_##Type (gpointer data)                                                                             \
  {                                                                                                                    \
    g_clear_pointer (&((Type *) data)->shape, wg_shape_unref);                                                         \
  }

CLEAR_SHAPE (WgDemoGrid)
CLEAR_SHAPE (WgDemoBuilding)
CLEAR_SHAPE (WgDemoArea)

static GArray *
new_list (gsize size, GDestroyNotify clear)
{
  GArray *list = g_array_new (FALSE, FALSE, (guint) size);

  if (clear != NULL)
    g_array_set_clear_func (list, clear);
  return list;
}

static void
wg_demo_city_init (WgDemoCity *self)
{
  self->strings = g_string_chunk_new (1 << 16);
  self->chunks = g_ptr_array_new_with_free_func (g_free);
  self->levels = new_list (sizeof (WgDemoLevel), NULL);
  self->grids = new_list (sizeof (WgDemoGrid), clear_WgDemoGrid);
  self->buildings = new_list (sizeof (WgDemoBuilding), clear_WgDemoBuilding);
  self->roads = new_list (sizeof (WgDemoLine), NULL);
  self->river = new_list (sizeof (WgDemoLine), NULL);
  self->water = new_list (sizeof (WgDemoArea), clear_WgDemoArea);
  self->parks = new_list (sizeof (WgDemoArea), clear_WgDemoArea);
  self->ground = new_list (sizeof (WgDemoArea), clear_WgDemoArea);
  self->units = new_list (sizeof (WgDemoUnit), NULL);
  self->persons = new_list (sizeof (WgDemoPerson), NULL);
  self->posts = new_list (sizeof (WgDemoPost), NULL);
  self->operators = new_list (sizeof (WgDemoOperator), NULL);
  self->cases = new_list (sizeof (WgDemoCase), NULL);
  self->moves = new_list (sizeof (WgDemoMove), NULL);
}

static void
build_scaffolding (WgDemoCity *self)
{
  self->cuts = new_list (sizeof (WgDemoCut), NULL);
  self->blocks = new_list (sizeof (WgDemoBlock), NULL);
  self->nodes = new_list (sizeof (WgDemoNode), NULL);
  self->arcs = new_list (sizeof (WgDemoArc), NULL);
  self->points = new_list (sizeof (gint64), NULL);
  self->block_arcs = new_list (sizeof (guint), NULL);
  self->streets = new_list (sizeof (WgDemoStreet), NULL);
  self->footprints = new_list (sizeof (WgDemoFootprint), NULL);
  self->staff = new_list (sizeof (WgDemoStaff), NULL);
  self->members = new_list (sizeof (WgDemoMembers), NULL);
}

static void
take_down_scaffolding (WgDemoCity *self)
{
  g_clear_pointer (&self->cuts, g_array_unref);
  g_clear_pointer (&self->blocks, g_array_unref);
  g_clear_pointer (&self->nodes, g_array_unref);
  g_clear_pointer (&self->arcs, g_array_unref);
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->block_arcs, g_array_unref);
  g_clear_pointer (&self->streets, g_array_unref);
  g_clear_pointer (&self->footprints, g_array_unref);
  g_clear_pointer (&self->staff, g_array_unref);
  g_clear_pointer (&self->members, g_array_unref);
}

static void
wg_demo_city_finalize (GObject *object)
{
  WgDemoCity *self = WG_DEMO_CITY (object);
  GArray **lists[] = { &self->levels, &self->grids, &self->buildings, &self->roads,   &self->river,
                       &self->water,  &self->parks, &self->ground,    &self->units,   &self->persons,
                       &self->posts,  &self->operators, &self->cases, &self->moves };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    g_clear_pointer (lists[i], g_array_unref);
  g_clear_pointer (&self->chunks, g_ptr_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);

  G_OBJECT_CLASS (wg_demo_city_parent_class)->finalize (object);
}

static void
wg_demo_city_class_init (WgDemoCityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_demo_city_finalize;
}

/* The plan says how many houses there are: the land is made a little larger or smaller until they fill it, with a few
 * to spare. A seed that does not settle gets more land than it needs.
 */
static void
settle_land (WgDemoCity *self)
{
  double scale = 1.0;

  for (guint tries = 1;; tries++)
    {
      double fill;

      build_scaffolding (self);
      wg_demo_frame_init (&self->frame, self->plan, scale, self->seed);
      wg_demo_city_cut_blocks (self);
      wg_demo_city_make_network (self);
      fill = wg_demo_city_place_buildings (self);
      if (fill >= 1.0 && (fill < 1.10 || tries > 6))
        break;
      take_down_scaffolding (self);
      scale *= tries > 6 ? 1.05 : sqrt (1.05 / fill);
    }
  wg_demo_city_thin_buildings (self);
}

static void
measure_box (WgDemoCity *self)
{
  self->box = WG_BOX_EMPTY;
  for (guint i = 0; i < self->grids->len; i++)
    {
      const WgDemoGrid *grid = &g_array_index (self->grids, WgDemoGrid, i);

      if (grid->depth == 1)
        wg_box_union (&self->box, wg_shape_get_box (grid->shape));
    }
}

WgDemoCity *
wg_demo_city_new (WgDemoSize size, guint64 seed, gint64 now_ms, const WgDemoClass *classes, guint n_classes)
{
  WgDemoCity *self;

  g_return_val_if_fail ((gsize) size < G_N_ELEMENTS (plans), NULL);
  g_return_val_if_fail (classes != NULL && n_classes > 0, NULL);

  self = g_object_new (WG_TYPE_DEMO_CITY, NULL);
  self->size = size;
  self->seed = seed;
  self->now_ms = now_ms;
  self->classes = classes;
  self->n_classes = n_classes;
  self->plan = &plans[size];
  settle_land (self);
  wg_demo_city_make_terrain (self);
  wg_demo_city_name_streets (self);
  wg_demo_city_make_ground (self);
  wg_demo_city_make_grids (self);
  wg_demo_city_finish_buildings (self);
  measure_box (self);
  wg_demo_city_make_units (self);
  wg_demo_city_make_people (self);
  wg_demo_city_make_cases (self);
  take_down_scaffolding (self);
  return self;
}

const char *
wg_demo_city_get_name (WgDemoCity *self)
{
  g_return_val_if_fail (WG_IS_DEMO_CITY (self), NULL);

  return self->plan->name;
}

const char *
wg_demo_city_get_code (WgDemoCity *self)
{
  g_return_val_if_fail (WG_IS_DEMO_CITY (self), NULL);

  return self->plan->code;
}

const WgBox *
wg_demo_city_get_box (WgDemoCity *self)
{
  g_return_val_if_fail (WG_IS_DEMO_CITY (self), NULL);

  return &self->box;
}

#define DEFINE_LIST(Type, name, field)                                                                                 \
  const Type *wg_demo_city_get_##name (WgDemoCity *self, guint *n)                                                     \
  {                                                                                                                    \
    g_return_val_if_fail (WG_IS_DEMO_CITY (self) && n != NULL, NULL);                                                  \
    *n = self->field->len;                                                                                             \
    return (const Type *) (gconstpointer) self->field->data;                                                           \
  }

DEFINE_LIST (WgDemoLevel, levels, levels)
DEFINE_LIST (WgDemoGrid, grids, grids)
DEFINE_LIST (WgDemoBuilding, buildings, buildings)
DEFINE_LIST (WgDemoLine, roads, roads)
DEFINE_LIST (WgDemoLine, river, river)
DEFINE_LIST (WgDemoArea, water, water)
DEFINE_LIST (WgDemoArea, parks, parks)
DEFINE_LIST (WgDemoArea, blocks, ground)
DEFINE_LIST (WgDemoUnit, units, units)
DEFINE_LIST (WgDemoPerson, persons, persons)
DEFINE_LIST (WgDemoPost, posts, posts)
DEFINE_LIST (WgDemoOperator, operators, operators)
DEFINE_LIST (WgDemoCase, cases, cases)
DEFINE_LIST (WgDemoMove, moves, moves)
