/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a street name that crosses the edge of a tile is painted by two tiles that know nothing of each other; so the
 * places of all names of a zoom are found once, from whole streets, the widest first, without two names touching.
 */

#include "wg-basemap-private.h"

#define SPACING 360.0 /* between two names on one line, logical pixels */
#define AIR 6.0       /* around a name, logical pixels */

/* From which zoom on a kind is named; 99 for never. */
static const guint name_zooms[WG_N_BASE_KINDS] = {
  [WG_BASE_BLOCK] = 99,        [WG_BASE_PARK] = 14,      [WG_BASE_WATER] = 14,         [WG_BASE_RIVER] = 13,
  [WG_BASE_BUILDING] = 99,     [WG_BASE_ROAD_LANE] = 17, [WG_BASE_ROAD_TERTIARY] = 15, [WG_BASE_ROAD_SECONDARY] = 14,
  [WG_BASE_ROAD_PRIMARY] = 13, [WG_BASE_RAILWAY] = 99,
};

typedef struct
{
  WgBasemapPainter *painter;
  WgBaseNames *names;
  double unit;
  GArray *boxes; /* WgWorldBox of each name, in logical pixels of the zoom */
} Placer;

static gpointer
tile_key (gint32 x, gint32 y)
{
  return GSIZE_TO_POINTER ((gsize) (guint32) x << 32 | (guint32) y);
}

const GArray *
wg_basemap_names_of_tile (const WgBaseNames *names, guint x, guint y)
{
  return g_hash_table_lookup (names->tiles, tile_key ((gint32) x, (gint32) y));
}

/* Han characters are as wide as high, others about half; exact widths would make the map depend on the fonts. */
static double
guess_width (const char *name)
{
  double width = 0.0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 1.0 : 0.56;
  return width * WG_BASE_NAME_SIZE;
}

static gboolean
is_free (const Placer *placer, const WgWorldBox *box)
{
  for (gint32 y = box->min_y / WG_TILE_SIZE; y <= box->max_y / WG_TILE_SIZE; y++)
    {
      for (gint32 x = box->min_x / WG_TILE_SIZE; x <= box->max_x / WG_TILE_SIZE; x++)
        {
          const GArray *list = wg_basemap_names_of_tile (placer->names, (guint) x, (guint) y);

          for (guint i = 0; list != NULL && i < list->len; i++)
            {
              if (wg_world_box_intersects (&g_array_index (placer->boxes, WgWorldBox, g_array_index (list, guint, i)),
                                           box))
                return FALSE;
            }
        }
    }
  return TRUE;
}

static void
take (Placer *placer, const WgBaseName *name, const WgWorldBox *box)
{
  guint index = placer->names->names->len;

  g_array_append_vals (placer->names->names, name, 1);
  g_array_append_vals (placer->boxes, box, 1);
  for (gint32 y = box->min_y / WG_TILE_SIZE; y <= box->max_y / WG_TILE_SIZE; y++)
    {
      for (gint32 x = box->min_x / WG_TILE_SIZE; x <= box->max_x / WG_TILE_SIZE; x++)
        {
          GArray *list = g_hash_table_lookup (placer->names->tiles, tile_key (x, y));

          if (list == NULL)
            {
              list = g_array_new (FALSE, FALSE, sizeof (guint));
              g_hash_table_insert (placer->names->tiles, tile_key (x, y), list);
            }
          g_array_append_val (list, index);
        }
    }
}

static void
try_name (Placer *placer, const WgBaseName *name, double width)
{
  double px = name->x / placer->unit, py = name->y / placer->unit;
  double along = name->upright ? WG_BASE_NAME_SIZE : width, across = name->upright ? width : WG_BASE_NAME_SIZE;
  double half_x = (fabs (cos (name->angle)) * along + fabs (sin (name->angle)) * across) / 2.0 + AIR;
  double half_y = (fabs (sin (name->angle)) * along + fabs (cos (name->angle)) * across) / 2.0 + AIR;
  WgWorldBox box = { (gint32) (px - half_x), (gint32) (py - half_y), (gint32) (px + half_x), (gint32) (py + half_y) };

  if (box.min_x >= 0 && box.min_y >= 0 && is_free (placer, &box))
    take (placer, name, &box);
}

static void
name_area (Placer *placer, guint index, const WgBaseFeature *feature)
{
  double width = guess_width (feature->name);
  WgBaseName name = { .feature = index, .x = feature->label_x, .y = feature->label_y };

  if (((double) feature->box.max_x - feature->box.min_x) / placer->unit > width * 1.2
      && ((double) feature->box.max_y - feature->box.min_y) / placer->unit > WG_BASE_NAME_SIZE * 2.0)
    try_name (placer, &name, width);
}

/* A line that lies is written along; one that stands top down, if its script can be. */
gboolean
wg_basemap_turn_name (const char *name, double dx, double dy, double *angle)
{
  gboolean upright;

  *angle = atan2 (dy, dx);
  if (*angle > G_PI / 2.0)
    *angle -= G_PI;
  else if (*angle <= -G_PI / 2.0)
    *angle += G_PI;
  upright = fabs (*angle) > G_PI / 3.0 && g_unichar_iswide (g_utf8_get_char (name));
  if (upright || fabs (*angle) < 0.05)
    *angle = 0.0;
  return upright;
}

static void
name_at (Placer *placer, guint index, const gint32 *a, const gint32 *b, double t, double width)
{
  double dx = (double) b[0] - a[0], dy = (double) b[1] - a[1];
  WgBaseName name = { .feature = index, .x = a[0] + t * dx, .y = a[1] + t * dy };

  name.upright = wg_basemap_turn_name (g_array_index (placer->painter->features, WgBaseFeature, index).name, dx, dy, &name.angle);
  try_name (placer, &name, width);
}

static double
measure_line (const gint32 *xy, guint n)
{
  double length = 0.0;

  for (guint i = 1; i < n; i++)
    length += hypot ((double) xy[2 * i] - xy[2 * i - 2], (double) xy[2 * i + 1] - xy[2 * i - 1]);
  return length;
}

static void
name_line (Placer *placer, guint index, const WgBaseFeature *feature)
{
  guint start = g_array_index (placer->painter->part_starts, guint, feature->first_part);
  guint n = g_array_index (placer->painter->part_starts, guint, feature->first_part + 1) - start;
  const gint32 *xy = (const gint32 *) (gconstpointer) placer->painter->xy->data + 2 * start;
  double width = guess_width (feature->name), length = measure_line (xy, n), passed = 0.0, next;
  guint n_names = (guint) MAX (1.0, floor (length / placer->unit / SPACING));
  double step = length / n_names;

  if (length / placer->unit < width * 1.3)
    return;
  next = step / 2.0;
  for (guint i = 1; i < n; i++)
    {
      double piece = hypot ((double) xy[2 * i] - xy[2 * i - 2], (double) xy[2 * i + 1] - xy[2 * i - 1]);

      for (; piece > 0.0 && next <= passed + piece && next < length; next += step)
        name_at (placer, index, xy + 2 * (i - 1), xy + 2 * i, (next - passed) / piece, width);
      passed += piece;
    }
}

static WgBaseNames *
make_names (WgBasemapPainter *self, guint zoom)
{
  WgBaseNames *names = g_new0 (WgBaseNames, 1);
  Placer placer = { self, names, wg_world_get_unit (zoom), g_array_new (FALSE, FALSE, sizeof (WgWorldBox)) };

  names->names = g_array_new (FALSE, FALSE, sizeof (WgBaseName));
  names->tiles = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  /* Wide roads are the last kinds and the first to be named. */
  for (int kind = WG_N_BASE_KINDS - 1; kind >= 0; kind--)
    {
      for (guint i = 0; zoom >= name_zooms[kind] && i < self->features->len; i++)
        {
          const WgBaseFeature *feature = &g_array_index (self->features, WgBaseFeature, i);

          if ((int) feature->kind != kind || feature->name == NULL)
            continue;
          if (feature->closed)
            name_area (&placer, i, feature);
          else
            name_line (&placer, i, feature);
        }
    }
  g_array_unref (placer.boxes);
  return names;
}

const WgBaseNames *
wg_basemap_get_names (WgBasemapPainter *self, guint zoom)
{
  const WgBaseNames *names;

  g_mutex_lock (&self->lock);
  if (self->names[zoom] == NULL)
    self->names[zoom] = make_names (self, zoom);
  names = self->names[zoom];
  g_mutex_unlock (&self->lock);
  return names;
}

void
wg_basemap_names_free (WgBaseNames *names)
{
  g_array_unref (names->names);
  g_hash_table_unref (names->tiles);
  g_free (names);
}
