/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: at the zoom of a street the question is "which house?". A house answers with its number, and first of all when a
 * case waits in it.
 */

#include "wg-building-labels.h"

#include "wg-city-private.h"
#include "wg-label-room.h"
#include "wg-palette.h"

#include <glib/gi18n-lib.h>

#define COUNT_ZOOM 17
#define ADDRESS_ZOOM 18
#define MAX_LABELS 200
#define OVERHANG 1.25 /* an address may be so many times as wide as its house */
#define GAP 2.0
#define INK 0.36 /* the share of a sprite's picture that is not air, to each side of its middle */

typedef struct
{
  guint building;
  guint n_open;
  double size;
  gint64 id;
} Wish;

typedef struct
{
  const WgCity *city;
  const WgMapView *view;
  WgTextPainter *text;
  GArray *taken; /* WgLabelRoom */
  GArray *items;
  double unit;
  double left;
  double top;
  guint zoom;
} Placing;

char *
wg_building_labels_shorten (const char *address)
{
  const char *digit = strpbrk (address, "0123456789");

  if (digit == NULL)
    return g_strdup (address);
  return digit == address ? g_strndup (address, strcspn (address, " ,，")) : g_strdup (digit);
}

/* --- Room --- */

static gboolean
is_free (const Placing *p, const WgLabelRoom *r)
{
  return r->x0 >= 0.0 && r->y0 >= 0.0 && r->x1 <= p->view->width && r->y1 <= p->view->height
         && !wg_label_room_overlaps_any (r, p->taken);
}

static void
take_room (Placing *p, const GArray *items, double share)
{
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const WgMapItem *item = &g_array_index (items, WgMapItem, i);
      double x = (item->x - p->left) / p->unit + item->dx, y = (item->y - p->top) / p->unit + item->dy;
      double cut_x = (1.0 - share) / 2.0 * item->width, cut_y = (1.0 - share) / 2.0 * item->height;
      WgLabelRoom r = { x + cut_x, y + cut_y, x + item->width - cut_x, y + item->height - cut_y };

      g_array_append_val (p->taken, r);
    }
}

/* --- One label --- */

/* Puts @surface, which is consumed, @dy below the middle of the house, if there is room. */
static gboolean
put (Placing *p, const Wish *wish, WgMapItemKind kind, cairo_surface_t *surface, double dy, double max_width)
{
  const WgWorldBox *box = &p->city->buildings[wish->building].box;
  WgMapItem item = { .kind = kind, .id = wish->id, .count = wish->n_open, .surface = surface };
  double x, y;
  WgLabelRoom r;

  item.x = ((double) box->min_x + box->max_x) / 2.0;
  item.y = ((double) box->min_y + box->max_y) / 2.0;
  wg_surface_get_logical_size (surface, &item.width, &item.height);
  item.dx = -item.width / 2.0;
  item.dy = dy - item.height / 2.0;
  x = (item.x - p->left) / p->unit;
  y = (item.y - p->top) / p->unit + item.dy;
  r = (WgLabelRoom){ x - item.width / 2.0, y, x + item.width / 2.0, y + item.height };
  if (item.width > max_width || !is_free (p, &r))
    {
      cairo_surface_destroy (surface);
      return FALSE;
    }
  r = (WgLabelRoom){ r.x0 - GAP, r.y0 - GAP, r.x1 + GAP, r.y1 + GAP };
  g_array_append_val (p->taken, r);
  g_array_append_val (p->items, item);
  return TRUE;
}

static gboolean
put_count (Placing *p, const Wish *wish)
{
  WgTextStyle style = { 11.0 * p->view->text_scale,
                        800,
                        wg_palette_get (p->view->theme, WG_TOKEN_PAPER),
                        0,
                        0.0,
                        (gint64) wg_palette_get (p->view->theme, WG_TOKEN_INK) };
  /* Translators: a pill on a house of the map: so many open cases. Keep it as short. */
  g_autofree char *number = g_strdup_printf (C_ ("house pill", "%u open"), wish->n_open);
  double dy = p->zoom >= ADDRESS_ZOOM ? 11.0 * p->view->text_scale : 0.0;

  return put (p, wish, WG_MAP_ITEM_BUILDING, wg_text_painter_get (p->text, number, &style), dy, G_MAXDOUBLE);
}

static gboolean
put_address (Placing *p, const Wish *wish)
{
  const char *address = p->city->buildings[wish->building].address;
  g_autofree char *short_one = wg_building_labels_shorten (address);
  WgTextStyle style = { 11.0 * p->view->text_scale,
                        400,
                        wg_palette_get (p->view->theme, WG_TOKEN_INK),
                        wg_palette_get (p->view->theme, WG_TOKEN_PAPER),
                        1.6 * p->view->text_scale,
                        -1 };
  double dy = wish->n_open > 0 ? -9.0 * p->view->text_scale : 0.0, room = OVERHANG * wish->size;

  if (*address == '\0')
    return FALSE;
  return put (p, wish, WG_MAP_ITEM_BUILDING, wg_text_painter_get (p->text, address, &style), dy, room)
         || put (p, wish, WG_MAP_ITEM_BUILDING, wg_text_painter_get (p->text, short_one, &style), dy, room);
}

/* --- All of them --- */

static int
compare_wishes (gconstpointer a, gconstpointer b)
{
  const Wish *one = a, *other = b;

  if (one->n_open != other->n_open)
    return one->n_open > other->n_open ? -1 : 1;
  if (one->size != other->size)
    return one->size > other->size ? -1 : 1;
  return one->id < other->id ? -1 : one->id > other->id;
}

static GArray *
list_wishes (const Placing *p, const WgCityCases *cases)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  GArray *wishes = g_array_new (FALSE, FALSE, sizeof (Wish));
  WgWorldBox box
      = { (gint32) floor (p->left), (gint32) floor (p->top), (gint32) ceil (p->left + p->view->width * p->unit),
          (gint32) ceil (p->top + p->view->height * p->unit) };

  wg_box_tree_query (p->city->building_tree, &box, found);
  for (guint i = 0; i < found->len; i++)
    {
      guint index = g_array_index (found, guint32, i);
      const WgCityBuilding *building = &p->city->buildings[index];
      Wish wish = { .building = index, .id = building->id };

      wish.size = ((double) building->box.max_x - building->box.min_x) / p->unit;
      wish.n_open = cases != NULL ? wg_city_cases_count_in_building (cases, building->id) : 0;
      if (wish.n_open > 0 || p->zoom >= ADDRESS_ZOOM)
        g_array_append_val (wishes, wish);
    }
  g_array_sort (wishes, compare_wishes);
  return wishes;
}

guint
wg_building_labels_place (const WgCity *city,
                          const WgCityCases *cases,
                          const WgMapView *view,
                          WgTextPainter *text,
                          const GArray *grids,
                          const GArray *sprites,
                          GArray *items)
{
  Placing p = { .city = city,
                .view = view,
                .text = text,
                .items = items,
                .unit = wg_world_get_unit (view->zoom),
                .left = wg_map_view_get_left (view),
                .top = wg_map_view_get_top (view),
                .zoom = wg_case_clusters_get_zoom (view->zoom, view->text_scale) };
  g_autoptr (GArray) wishes = NULL;
  guint n = 0;

  if (p.zoom < COUNT_ZOOM || city->n_buildings == 0)
    return 0;
  p.taken = g_array_new (FALSE, FALSE, sizeof (WgLabelRoom));
  take_room (&p, grids, 1.0);
  take_room (&p, sprites, 2.0 * INK);
  wishes = list_wishes (&p, cases);
  for (guint i = 0; i < wishes->len && n < MAX_LABELS; i++)
    {
      const Wish *wish = &g_array_index (wishes, Wish, i);
      gboolean counted = wish->n_open > 0 && put_count (&p, wish);
      gboolean named = p.zoom >= ADDRESS_ZOOM && put_address (&p, wish);

      n += counted || named;
    }
  g_array_unref (p.taken);
  return n;
}
