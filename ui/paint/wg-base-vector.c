/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an extract of OpenStreetMap, or the roads and rivers of a survey, are a base map as good as one that was bought:
 * painted calmly, so that backlog colours and cases stay what is seen first.
 */

#include "wg-base-vector.h"

#include <string.h>

/* Words of OpenStreetMap, of its derivates and of Chinese road tables; what is in none of them is a lane. */
typedef struct
{
  WgBaseFeatureKind kind;
  double width_m;
  const char *words; /* with | around each */
} Road;

static const Road roads[] = {
  { WG_BASE_ROAD_PRIMARY, 16.0,
    "|motorway|motorway_link|trunk|trunk_link|primary|primary_link|高速公路|快速路|国道|主干路|主干道|" },
  { WG_BASE_ROAD_SECONDARY, 12.0, "|secondary|secondary_link|省道|次干路|次干道|" },
  { WG_BASE_ROAD_TERTIARY, 9.0, "|tertiary|tertiary_link|县道|支路|" },
  { WG_BASE_ROAD_LANE, 2.0, "|footway|path|steps|cycleway|track|pedestrian|bridleway|corridor|人行道|步道|" },
  { WG_BASE_RAILWAY, 3.0, "|rail|railway|light_rail|铁路|" },
  { WG_BASE_RIVER, 0.0, "|river|河流|" }, /* as wide as rivers are */
  { WG_BASE_RIVER, 12.0, "|canal|" },
  { WG_BASE_RIVER, 4.0, "|stream|" },
};

static const Road lane = { WG_BASE_ROAD_LANE, 5.0, NULL };

static const Road *
find_road (const char *kind)
{
  g_autofree char *word = kind != NULL ? g_strdup_printf ("|%s|", kind) : NULL;

  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (roads); i++)
    {
      if (strstr (roads[i].words, word) != NULL)
        return &roads[i];
    }
  return &lane;
}

WgBaseFeatureKind
wg_base_vector_find_line (const char *kind)
{
  return find_road (kind)->kind;
}

static WgBaseFeatureKind
find_area_kind (const char *layer)
{
  if (g_str_equal (layer, "water"))
    return WG_BASE_WATER;
  return g_str_equal (layer, "green") ? WG_BASE_PARK : WG_BASE_OTHER;
}

static void
add_lines (WgBasemapPainter *painter, const WgBaseShape *shape)
{
  const Road *road = find_road (shape->kind);
  guint start = 0;

  for (guint i = 0; i < shape->n_lines; i++)
    {
      wg_basemap_painter_add (painter, road->kind, FALSE, shape->lonlat + 2 * (gsize)start, shape->ends[i] - start,
                              road->width_m, shape->name);
      start = shape->ends[i];
    }
}

WgBasemapPainter *
wg_base_vector_new_painter (GPtrArray *shapes, WgTheme theme)
{
  WgBasemapPainter *painter = wg_basemap_painter_new (theme);

  for (guint i = 0; i < shapes->len; i++)
    {
      const WgBaseShape *shape = g_ptr_array_index (shapes, i);

      if (shape->shape != NULL)
        wg_basemap_painter_add_shape (painter, find_area_kind (shape->layer), shape->shape, shape->name);
      else
        add_lines (painter, shape);
    }
  wg_basemap_painter_freeze (painter);
  return painter;
}
