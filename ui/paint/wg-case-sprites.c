/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a case looks the same on the map, in the queue and in the detail pane. Shape says the state, the ring says how
 * much of the limit is used, a badge says what colour alone must not say.
 *
 * All measures are those of the sprite sheet, for a box of 32, around the place of the case.
 */

#include "wg-case-sprites.h"

#include "wg-case-glyphs.h"
#include "wg-world.h"

/* Below this zoom a lone case is its glyph only. */
#define SMALL_ZOOM 13.0

struct _WgCaseSprites
{
  GObject parent_instance;
  WgTheme theme;
  double scale;
  double size;
  GMutex lock;          /* guards the pictures */
  GHashTable *pictures; /* key -> cairo_surface_t */
};

G_DEFINE_FINAL_TYPE (WgCaseSprites, wg_case_sprites, G_TYPE_OBJECT)

static void
wg_case_sprites_finalize (GObject *object)
{
  WgCaseSprites *self = WG_CASE_SPRITES (object);

  g_hash_table_unref (self->pictures);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (wg_case_sprites_parent_class)->finalize (object);
}

static void
wg_case_sprites_class_init (WgCaseSpritesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_case_sprites_finalize;
}

static void
wg_case_sprites_init (WgCaseSprites *self)
{
  g_mutex_init (&self->lock);
  self->pictures = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) cairo_surface_destroy);
}

WgCaseSprites *
wg_case_sprites_new (WgTheme theme, double scale, double size)
{
  WgCaseSprites *self = g_object_new (WG_TYPE_CASE_SPRITES, NULL);

  self->theme = theme;
  self->scale = CLAMP (scale, 0.5, 8.0);
  self->size = CLAMP (size, 8.0, 512.0);
  return self;
}

WgCaseLook
wg_case_look_of_point (const WgCasePoint *point)
{
  return (WgCaseLook){ .state = point->state, .ring = point->ring, .flags = point->flags };
}

/* 17 bits that say all of a look; never 0. The key of a card has it above bit 40, with both numbers below. */
static guint
look_key (const WgCaseLook *look)
{
  guint ring = MIN (look->ring, 8);

  /* What hides the ring makes all rings one look. */
  if (look->flags & (WG_CASE_FLAG_EMERGENCY | WG_CASE_FLAG_SUSPENDED | WG_CASE_FLAG_OVERDUE)
      || !wg_case_state_is_open (look->state))
    ring = 0;
  return 1u | (guint) look->state << 1 | ring << 5 | (guint) look->flags << 9 | (guint) look->selected << 15
         | (guint) look->small << 16;
}

/* Takes the picture of @key from the store, or puts @made there; @made is consumed. */
static cairo_surface_t *
keep (WgCaseSprites *self, gpointer key, cairo_surface_t *made)
{
  cairo_surface_t *picture;

  g_mutex_lock (&self->lock);
  picture = g_hash_table_lookup (self->pictures, key);
  if (picture == NULL && made != NULL)
    {
      picture = made;
      g_hash_table_insert (self->pictures, key, cairo_surface_reference (made));
    }
  else if (picture != NULL)
    {
      g_clear_pointer (&made, cairo_surface_destroy);
      cairo_surface_reference (picture);
    }
  g_mutex_unlock (&self->lock);
  return picture;
}

static cairo_surface_t *
make_surface (WgCaseSprites *self, double width, double height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width * self->scale),
                                                         (int) ceil (height * self->scale));

  cairo_surface_set_device_scale (surface, self->scale, self->scale);
  return surface;
}

/* How far a look reaches from its middle, in units of the sheet. */
static double
look_reach (const WgCaseLook *look)
{
  if (look->small && !(look->flags & WG_CASE_FLAG_EMERGENCY))
    return 10.0;
  if (look->flags & WG_CASE_FLAG_UNACKNOWLEDGED)
    return 31.0;
  return look->selected || look->flags & WG_CASE_FLAG_EMERGENCY ? 22.0 : 18.0;
}

cairo_surface_t *
wg_case_sprites_get (WgCaseSprites *sprites, const WgCaseLook *look)
{
  gpointer key = GUINT_TO_POINTER (look_key (look));
  cairo_surface_t *picture = keep (sprites, key, NULL);
  double unit = sprites->size / 32.0, side = 2.0 * look_reach (look) * unit;
  cairo_t *cr;

  if (picture != NULL)
    return picture;
  picture = make_surface (sprites, side, side);
  cr = cairo_create (picture);
  cairo_translate (cr, side / 2.0, side / 2.0);
  cairo_scale (cr, unit, unit);
  wg_case_glyphs_draw_case (cr, sprites->theme, look);
  cairo_destroy (cr);
  return keep (sprites, key, picture);
}

cairo_surface_t *
wg_case_sprites_get_cluster (WgCaseSprites *sprites, const WgCaseLook *worst, guint count, guint n_overdue)
{
  guint glyph = look_key (
      &(WgCaseLook){ .state = worst->state, .flags = worst->flags & WG_CASE_FLAG_SUSPENDED, .small = worst->small });
  guint64 wide = (guint64) glyph << 40 | (guint64) MIN (count, 0xfffff) << 20 | MIN (n_overdue, 0xfffff);
  gpointer key = GSIZE_TO_POINTER ((gsize) wide);
  cairo_surface_t *picture = keep (sprites, key, NULL);
  /* Far out the numbers of the grids matter more. */
  double unit = sprites->size / 32.0 * (worst->small ? 0.8 : 1.0), width, height;
  cairo_t *cr;

  if (picture != NULL)
    return picture;
  wg_case_glyphs_measure_cluster (count, &width, &height);
  picture = make_surface (sprites, width * unit, height * unit);
  cr = cairo_create (picture);
  cairo_translate (cr, width * unit / 2.0, height * unit / 2.0);
  cairo_scale (cr, unit, unit);
  wg_case_glyphs_draw_cluster (cr, sprites->theme, worst, count, n_overdue);
  cairo_destroy (cr);
  return keep (sprites, key, picture);
}

static void
append_item (GArray *items, WgMapItemKind kind, gint64 id, guint count, double x, double y, cairo_surface_t *surface)
{
  WgMapItem item = { .kind = kind, .id = id, .count = count, .x = x, .y = y, .surface = surface };

  wg_surface_get_logical_size (surface, &item.width, &item.height);
  item.dx = -item.width / 2.0;
  item.dy = -item.height / 2.0;
  g_array_append_val (items, item);
}

static void
append_case (WgCaseSprites *sprites, const WgCasePoint *point, double x, double y, WgCaseLook *look, GArray *items)
{
  gboolean emergency = (point->flags & WG_CASE_FLAG_EMERGENCY) != 0;

  append_item (items, emergency ? WG_MAP_ITEM_EMERGENCY : WG_MAP_ITEM_CASE, point->id, 1, x, y,
               wg_case_sprites_get (sprites, look));
}

static void
append_cluster (WgCaseSprites *sprites,
                const WgCityCases *cases,
                const WgCaseClusters *clusters,
                const WgCaseCluster *cluster,
                gboolean small,
                GArray *items)
{
  const WgCasePoint *worst = wg_city_cases_get_point (cases, cluster->worst);
  WgCaseLook look = wg_case_look_of_point (worst);
  gboolean mark = wg_case_clusters_are_crowded (clusters) && !(worst->flags & WG_CASE_FLAG_OUTSIDE);

  look.small = small || mark;
  if (cluster->count == 1 || mark)
    {
      append_case (sprites, worst, cluster->x, cluster->y, &look, items);
      g_array_index (items, WgMapItem, items->len - 1).yields = mark && !(worst->flags & WG_CASE_FLAG_EMERGENCY);
    }
  else
    append_item (items, WG_MAP_ITEM_CLUSTER, worst->id, cluster->count, cluster->x, cluster->y,
                 wg_case_sprites_get_cluster (sprites, &look, cluster->count, cluster->n_overdue));
}

static void
append_selected (WgCaseSprites *sprites, const WgCityCases *cases, gint64 id, GArray *items)
{
  guint index = id != 0 ? wg_city_cases_find (cases, id) : G_MAXUINT;
  const WgCasePoint *point;
  WgCaseLook look;

  if (index == G_MAXUINT)
    return;
  point = wg_city_cases_get_point (cases, index);
  look = wg_case_look_of_point (point);
  look.selected = TRUE;
  append_case (sprites, point, wg_world_x (point->lon), wg_world_y (point->lat), &look, items);
}

static const WgCaseClusters *
get_clusters (WgCityCases *cases, const WgMapView *view)
{
  return wg_city_cases_get_clusters (cases, wg_case_clusters_get_zoom (view->zoom, view->text_scale));
}

gboolean
wg_city_cases_are_crowded_in (WgCityCases *cases, const WgMapView *view)
{
  return cases == NULL || wg_case_clusters_are_crowded (get_clusters (cases, view));
}

guint
wg_case_sprites_place (WgCaseSprites *sprites,
                       WgCityCases *cases,
                       const WgMapView *view,
                       gint64 selected_id,
                       GArray *items)
{
  const WgCaseClusters *clusters = get_clusters (cases, view);
  double unit = wg_world_get_unit (view->zoom), left = wg_map_view_get_left (view), top = wg_map_view_get_top (view);
  double margin = sprites->size * unit;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n = 0;

  wg_case_clusters_query (clusters, left - margin, top - margin, left + view->width * unit + margin,
                          top + view->height * unit + margin, found);
  for (guint i = 0; i < found->len; i++)
    {
      const WgCaseCluster *cluster = wg_case_clusters_get (clusters, g_array_index (found, guint32, i));

      n += cluster->count;
      if (wg_case_clusters_shows (clusters, cluster))
        append_cluster (sprites, cases, clusters, cluster, view->zoom < SMALL_ZOOM, items);
    }
  append_selected (sprites, cases, selected_id, items);
  return n;
}
