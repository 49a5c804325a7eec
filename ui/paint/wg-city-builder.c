/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever has grids (the store, a file, a test) should hand them over in plain calls, in any order, without
 * knowing how they are packed. */

#include "wg-city-private.h"

#include <string.h>

struct _WgCityBuilder
{
  WgCity *city;
  GArray *grids; /* WgCityGrid */
  WgRingSet rings;
  WgBuildingSet buildings;
  GArray *marks;      /* WgCityMark */
  WgCity *kept_grids;
  GHashTable *gone; /* ids of kept grids that are not kept */
  WgCity *kept_buildings;
  GHashTable *replaced; /* ids of kept buildings that are not kept */
  GArray *scratch;      /* gint32 pairs of the ring being read */
};

static void
builder_begin (WgCityBuilder *builder)
{
  builder->city = g_new0 (WgCity, 1);
  g_atomic_ref_count_init (&builder->city->refs);
  builder->city->grid_hold = wg_city_hold_new ();
  builder->city->building_hold = wg_city_hold_new ();
  builder->city->box = WG_BOX_EMPTY;
  builder->grids = g_array_new (FALSE, FALSE, sizeof (WgCityGrid));
  builder->rings.xy = g_array_new (FALSE, FALSE, sizeof (gint32));
  builder->rings.starts = g_array_new (FALSE, FALSE, sizeof (guint));
  builder->rings.depths = g_array_new (FALSE, FALSE, sizeof (guint8));
  builder->buildings.buildings = g_array_new (FALSE, FALSE, sizeof (WgCityBuilding));
  builder->buildings.starts = g_array_new (FALSE, FALSE, sizeof (guint));
  builder->buildings.xy = g_array_new (FALSE, FALSE, sizeof (gint32));
  builder->marks = g_array_new (FALSE, FALSE, sizeof (WgCityMark));
  builder->gone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  builder->replaced = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
builder_end (WgCityBuilder *builder)
{
  g_clear_pointer (&builder->city, wg_city_unref);
  g_clear_pointer (&builder->grids, g_array_unref);
  g_clear_pointer (&builder->rings.xy, g_array_unref);
  g_clear_pointer (&builder->rings.starts, g_array_unref);
  g_clear_pointer (&builder->rings.depths, g_array_unref);
  g_clear_pointer (&builder->buildings.buildings, g_array_unref);
  g_clear_pointer (&builder->buildings.starts, g_array_unref);
  g_clear_pointer (&builder->buildings.xy, g_array_unref);
  g_clear_pointer (&builder->marks, g_array_unref);
  g_clear_pointer (&builder->kept_grids, wg_city_unref);
  g_clear_pointer (&builder->kept_buildings, wg_city_unref);
  g_clear_pointer (&builder->gone, g_hash_table_unref);
  g_clear_pointer (&builder->replaced, g_hash_table_unref);
}

WgCityBuilder *
wg_city_builder_new (void)
{
  WgCityBuilder *builder = g_new0 (WgCityBuilder, 1);

  builder->scratch = g_array_new (FALSE, FALSE, sizeof (gint32));
  builder_begin (builder);
  return builder;
}

void
wg_city_builder_free (WgCityBuilder *builder)
{
  builder_end (builder);
  g_array_unref (builder->scratch);
  g_free (builder);
}

void
wg_city_builder_keep_grids (WgCityBuilder *builder, WgCity *city)
{
  g_return_if_fail (builder->grids->len == 0);

  g_clear_pointer (&builder->kept_grids, wg_city_unref);
  builder->kept_grids = wg_city_ref (city);
}

void
wg_city_builder_keep_buildings (WgCityBuilder *builder, WgCity *city)
{
  g_return_if_fail (builder->buildings.buildings->len == 0);

  g_clear_pointer (&builder->kept_buildings, wg_city_unref);
  builder->kept_buildings = wg_city_ref (city);
}

void
wg_city_builder_remove_grid (WgCityBuilder *builder, gint64 id)
{
  g_hash_table_add (builder->gone, g_memdup2 (&id, sizeof id));
}

void
wg_city_builder_remove_building (WgCityBuilder *builder, gint64 id)
{
  g_hash_table_add (builder->replaced, g_memdup2 (&id, sizeof id));
}

void
wg_city_builder_add_level (WgCityBuilder *builder, guint depth, const char *name)
{
  g_return_if_fail (depth >= 1 && depth <= WG_MAX_DEPTH);

  builder->city->level_names[depth] = wg_city_hold_keep_text (builder->city->grid_hold, name);
  builder->city->n_levels = MAX (builder->city->n_levels, depth);
}

/* Reads one ring into the scratch array in world coordinates, without corners that fall together. Returns their number.
 */
static guint
read_ring (WgCityBuilder *builder, const WgShape *shape, guint ring)
{
  GArray *out = builder->scratch;
  guint n;
  const gint64 *lonlat = wg_shape_get_ring (shape, ring, &n, NULL, NULL);

  g_array_set_size (out, 0);
  for (guint i = 0; i < n; i++)
    {
      gint32 p[2] = { wg_mercator_int_x_from_lon ((double)lonlat[2 * i] * WG_SHAPE_UNIT),
                      wg_mercator_int_y_from_lat ((double)lonlat[2 * i + 1] * WG_SHAPE_UNIT) };

      if (out->len == 0 || memcmp (&g_array_index (out, gint32, out->len - 2), p, sizeof p) != 0)
        g_array_append_vals (out, p, 2);
    }
  while (out->len >= 4 && memcmp (out->data, &g_array_index (out, gint32, out->len - 2), 2 * sizeof (gint32)) == 0)
    g_array_set_size (out, out->len - 2);
  return out->len / 2;
}

/* Whether a shape leaves the world at its side or turns round it: at the antimeridian an outline would come out as a
 * band across the whole map.
 */
static gboolean
crosses_antimeridian (const WgShape *shape)
{
  const gint64 half = 180 * WG_SHAPE_UNITS_PER_DEGREE;

  for (guint ring = 0; ring < wg_shape_get_n_rings (shape); ring++)
    {
      guint n;
      const gint64 *lonlat = wg_shape_get_ring (shape, ring, &n, NULL, NULL);
      gint64 before = n > 0 ? lonlat[2 * (n - 1)] : 0;

      for (guint i = 0; i < n; i++)
        {
          gint64 lon = lonlat[2 * i];

          if (ABS (lon) > half || ABS (lon - before) > half)
            return TRUE;
          before = lon;
        }
    }
  return FALSE;
}

/* The number of rings that can be painted at all. */
static guint
count_rings (const WgShape *shape)
{
  return crosses_antimeridian (shape) ? 0 : wg_shape_get_n_rings (shape);
}

static void
extend_box (WgWorldBox *box, const GArray *xy)
{
  for (guint i = 0; i < xy->len; i += 2)
    wg_world_box_extend (box, g_array_index (xy, gint32, i), g_array_index (xy, gint32, i + 1));
}

void
wg_city_builder_add_grid (WgCityBuilder *builder,
                          gint64 id,
                          guint depth,
                          gint64 parent_id,
                          const char *code,
                          const char *name,
                          const WgShape *shape,
                          double lon,
                          double lat)
{
  guint8 small_depth = (guint8)depth;
  WgCityGrid grid = { .id = id,
                      .code = wg_city_hold_keep_text (builder->city->grid_hold, code),
                      .name = wg_city_hold_keep_text (builder->city->grid_hold, name),
                      .parent_id = parent_id,
                      .parent = WG_NO_INDEX,
                      .first_ring = builder->rings.starts->len,
                      .depth = small_depth,
                      .label_x = wg_mercator_int_x_from_lon (lon),
                      .label_y = wg_mercator_int_y_from_lat (lat),
                      .box = WG_WORLD_BOX_EMPTY };

  g_return_if_fail (depth >= 1 && depth <= WG_MAX_DEPTH);

  for (guint ring = 0, n_rings = count_rings (shape); ring < n_rings; ring++)
    {
      guint start = builder->rings.xy->len / 2;

      if (read_ring (builder, shape, ring) < 3)
        continue;
      extend_box (&grid.box, builder->scratch);
      g_array_append_vals (builder->rings.xy, builder->scratch->data, builder->scratch->len);
      g_array_append_val (builder->rings.starts, start);
      g_array_append_val (builder->rings.depths, small_depth);
      grid.n_rings++;
    }
  if (grid.n_rings == 0)
    wg_world_box_extend (&grid.box, grid.label_x, grid.label_y);
  builder->city->n_levels = MAX (builder->city->n_levels, depth);
  if (builder->kept_grids != NULL)
    wg_city_builder_remove_grid (builder, id);
  g_array_append_val (builder->grids, grid);
}

void
wg_city_builder_add_building (WgCityBuilder *builder,
                              gint64 id,
                              const WgShape *shape,
                              const char *address,
                              guint n_open)
{
  WgCityBuilding building = { .id = id,
                              .address = wg_city_hold_keep_text (builder->city->building_hold, address),
                              .n_open = n_open,
                              .first_ring = builder->buildings.starts->len,
                              .box = WG_WORLD_BOX_EMPTY };

  for (guint ring = 0, n_rings = count_rings (shape); ring < n_rings; ring++)
    {
      guint start = builder->buildings.xy->len / 2;

      if (read_ring (builder, shape, ring) < 3)
        continue;
      extend_box (&building.box, builder->scratch);
      g_array_append_vals (builder->buildings.xy, builder->scratch->data, builder->scratch->len);
      g_array_append_val (builder->buildings.starts, start);
      building.n_rings++;
    }
  if (building.n_rings == 0)
    return;
  wg_box_union (&builder->city->building_hold->box, wg_shape_get_box (shape));
  if (builder->kept_buildings != NULL)
    wg_city_builder_remove_building (builder, id);
  g_array_append_val (builder->buildings.buildings, building);
}

guint
wg_city_builder_add_mark (WgCityBuilder *builder, const char *name, guint32 rgb)
{
  WgCityMark mark = { .name = wg_city_hold_keep_text (builder->city->building_hold, name), .rgb = rgb };

  if (builder->marks->len >= WG_MAX_MARKS)
    return 0;
  g_array_append_val (builder->marks, mark);
  return builder->marks->len;
}

void
wg_city_builder_mark_building (WgCityBuilder *builder, gint64 id, guint mark)
{
  GArray *buildings = builder->buildings.buildings;
  WgCityBuilding *last = buildings->len > 0 ? &g_array_index (buildings, WgCityBuilding, buildings->len - 1) : NULL;

  g_return_if_fail (mark <= builder->marks->len);
  /* One that cannot be drawn was not taken. */
  if (last != NULL && last->id == id)
    last->mark = (guint8) mark;
}

/* Packs all grids. */
static void
take_grids (WgCity *city, WgCityBuilder *builder)
{
  WgCityHold *hold = city->grid_hold;
  WgArcCut cut;

  wg_city_cut_arcs (&builder->rings, &cut);
  city->n_grids = city->n_cut_grids = builder->grids->len;
  city->n_arcs = city->n_cut_arcs = cut.arcs->len;
  city->n_rings = builder->rings.starts->len;
  city->n_arc_refs = cut.refs->len;
  city->points.n_points = cut.xy->len / 2;
  city->grids = wg_city_hold_take_array (hold, g_steal_pointer (&builder->grids));
  city->arcs = wg_city_hold_take_array (hold, cut.arcs);
  city->points.xy = wg_city_hold_take_array (hold, cut.xy);
  city->points.zooms = wg_city_hold_take_array (hold, cut.zooms);
  city->ring_starts = wg_city_hold_take_array (hold, cut.ring_starts);
  city->arc_refs = wg_city_hold_take_array (hold, cut.refs);
  wg_city_index_grids (city);
}

/* Everything of @kept but its buildings. */
static void
share_grids (WgCity *city, const WgCity *kept)
{
  WgCity copy = *kept;

  copy.refs = city->refs;
  copy.n_cut_grids = copy.n_cut_arcs = 0;
  copy.grid_hold = wg_city_hold_ref (kept->grid_hold);
  copy.building_hold = city->building_hold;
  wg_city_hold_unref (city->grid_hold);
  *city = copy;
}

static void
share_buildings (WgCity *city, const WgCity *kept)
{
  wg_city_hold_unref (city->building_hold);
  city->building_hold = wg_city_hold_ref (kept->building_hold);
  city->buildings = kept->buildings;
  city->n_buildings = kept->n_buildings;
  city->building_ring_starts = kept->building_ring_starts;
  city->n_building_rings = kept->n_building_rings;
  city->building_points = kept->building_points;
  city->building_tree = kept->building_tree;
  city->marks = kept->marks;
  city->n_marks = kept->n_marks;
}

/* The marks that were added, else those of the kept buildings, counted anew. */
static void
take_marks (WgCity *city, GArray *added, const WgCity *kept)
{
  gboolean fresh = added->len > 0 || kept == NULL;
  guint n = fresh ? added->len : kept->n_marks;
  WgCityMark *marks = wg_city_hold_take (city->building_hold, g_new0 (WgCityMark, MAX (1, n)));

  for (guint i = 0; i < n; i++)
    {
      marks[i] = fresh ? g_array_index (added, WgCityMark, i) : kept->marks[i];
      marks[i].n_buildings = 0;
    }
  for (guint i = 0; i < city->n_buildings; i++)
    {
      guint mark = city->buildings[i].mark;

      if (mark > 0 && mark <= n)
        marks[mark - 1].n_buildings++;
      else
        city->buildings[i].mark = 0;
    }
  city->marks = marks;
  city->n_marks = n;
}

static void
make_buildings (WgCity *city, WgCityBuilder *builder)
{
  const WgCity *kept = builder->kept_buildings;

  if (kept != NULL && g_hash_table_size (builder->replaced) == 0)
    {
      share_buildings (city, kept);
      return;
    }
  if (kept != NULL)
    {
      wg_city_hold_keep_texts_of (city->building_hold, kept->building_hold);
      wg_box_union (&city->building_hold->box, &kept->building_hold->box);
    }
  wg_city_take_buildings (city, &builder->buildings, kept, builder->replaced);
  take_marks (city, builder->marks, kept);
}

WgCity *
wg_city_builder_build (WgCityBuilder *builder)
{
  WgCity *city = g_steal_pointer (&builder->city);

  if (builder->kept_grids == NULL)
    take_grids (city, builder);
  else if (g_hash_table_size (builder->gone) == 0)
    share_grids (city, builder->kept_grids);
  else
    wg_city_patch_grids (city, builder->kept_grids, builder->gone, builder->grids, &builder->rings);
  make_buildings (city, builder);
  city->box = city->grid_hold->box;
  wg_box_union (&city->box, &city->building_hold->box);
  builder_end (builder);
  builder_begin (builder);
  return city;
}
