/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever reads a notice finds his street on its maps: the line is there, its name stands beside it, free of everything else; and
 * a map with too many streets keeps the great ones.
 */

#include "wg-sheet-streets.h"

#define SIDE 240
#define DEGREES 0.02 /* of the square that is seen, about */

typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
  WgSheetMap map;
  GPtrArray *ground;
  GArray *taken;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  const WgBox box = { 116.60, 40.30, 116.60 + DEGREES, 40.30 + DEGREES * 0.76 };

  f->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIDE, SIDE);
  f->cr = cairo_create (f->surface);
  wg_sheet_set_ink (f->cr, 0xffffff);
  cairo_paint (f->cr);
  f->map = wg_sheet_map_fit (&box, 0.0, 0.0, SIDE, SIDE);
  f->ground = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_base_shape_free);
  f->taken = g_array_new (FALSE, FALSE, sizeof (WgLabelRoom));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_array_unref (f->taken);
  g_ptr_array_unref (f->ground);
  cairo_destroy (f->cr);
  cairo_surface_destroy (f->surface);
}

static void
add_street (Fixture *f, const char *kind, const char *name, double lon0, double lat0, double lon1, double lat1)
{
  const double lonlat[] = { lon0, lat0, lon1, lat1 };
  const guint end = 2;
  WgBaseShape *shape = g_new0 (WgBaseShape, 1);

  shape->layer = g_strdup ("roads");
  shape->kind = g_strdup (kind);
  shape->name = g_strdup (name);
  shape->lonlat = g_memdup2 (lonlat, sizeof lonlat);
  shape->ends = g_memdup2 (&end, sizeof end);
  shape->n_lines = 1;
  g_ptr_array_add (f->ground, shape);
}

/* From west to east through all that is seen and beyond it. */
static void
add_level (Fixture *f, const char *kind, const char *name, double lat)
{
  add_street (f, kind, name, 116.50, lat, 116.70, lat);
}

static guint
count_dark (Fixture *f, const WgLabelRoom *room)
{
  guint n = 0;

  cairo_surface_flush (f->surface);
  for (int y = (int) MAX (room->y0, 0.0); y < (int) MIN (room->y1, SIDE); y++)
    {
      const guint32 *row
          = (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (f->surface) + (gsize) y * (gsize) cairo_image_surface_get_stride (f->surface));

      for (int x = (int) MAX (room->x0, 0.0); x < (int) MIN (room->x1, SIDE); x++)
        n += (row[x] & 0xff) < 0xf0;
    }
  return n;
}

static guint
draw (Fixture *f, GPtrArray *borders)
{
  g_autoptr (GArray) streets = wg_sheet_streets_choose (&f->map, f->ground);

  wg_sheet_streets_draw (streets, &f->map, f->cr);
  wg_sheet_streets_draw_names (streets, &f->map, f->cr, borders, f->taken);
  return streets->len;
}

/* What lies elsewhere is not drawn, and a street that goes on beyond the frame is cut to it. */
static void
test_line (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) borders = g_ptr_array_new ();
  g_autoptr (GArray) streets = NULL;
  double x, y;
  WgLabelRoom strip;

  add_level (f, "primary", NULL, 40.305);
  add_level (f, "primary", NULL, 40.5);
  streets = wg_sheet_streets_choose (&f->map, f->ground);
  g_assert_cmpuint (streets->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (g_array_index (streets, WgSheetStreet, 0).length, SIDE, 1e-6);
  g_assert_cmpuint (draw (f, borders), ==, 1);
  wg_sheet_map_project (&f->map, 116.60, 40.305, &x, &y);
  strip = (WgLabelRoom){ 0.0, y - 2.0, SIDE, y + 2.0 };
  g_assert_cmpuint (count_dark (f, &strip), >=, SIDE);
  g_assert_cmpuint (f->taken->len, ==, 0);
}

/* A name is written beside its line, outside what is taken, and no two lie over each other. */
static void
test_names (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) borders = g_ptr_array_new ();
  WgLabelRoom middle = { SIDE / 3.0, 0.0, SIDE * 2.0 / 3.0, SIDE };
  guint first = 1;

  g_array_append_val (f->taken, middle);
  add_level (f, "primary", "中心大街", 40.305);
  add_street (f, "lane", "斜街", 116.602, 40.301, 116.618, 40.314);
  add_street (f, "lane", "Plum Lane", 116.602, 40.29, 116.602, 40.33);
  draw (f, borders);
  g_assert_cmpuint (f->taken->len, >, first + 6);
  for (guint i = first; i < f->taken->len; i++)
    g_assert_false (wg_label_room_overlaps_any (&g_array_index (f->taken, WgLabelRoom, i), &(GArray){ (char *) &middle, 1 }));
  g_assert_cmpuint (count_dark (f, &g_array_index (f->taken, WgLabelRoom, first)), >, 5);
}

/* No name lies across a border; where everything is border there is none. */
static void
test_borders (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) borders = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_unref);

  add_level (f, "primary", "中心大街", 40.305);
  for (int i = -20; i < 60; i++)
    {
      double lon = 116.60 + i * 0.0005;
      const double ring[] = { lon, 40.29, lon + 0.0005, 40.29, lon + 0.0005, 40.33, lon, 40.33 };

      g_ptr_array_add (borders, wg_shape_new_from_ring (ring, 4));
    }
  draw (f, borders);
  g_assert_cmpuint (f->taken->len, ==, 0);
  g_ptr_array_set_size (borders, 30);
  draw (f, borders);
  g_assert_cmpuint (f->taken->len, >, 0);
}

/* Lanes that would be a grey ground are left out, all of them; the great streets stay. */
static void
test_too_many (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) streets = NULL;

  for (int i = 0; i < 500; i++)
    add_level (f, "lane", "巷", 40.30 + i * 0.00003);
  add_level (f, "secondary", "大街", 40.31);
  streets = wg_sheet_streets_choose (&f->map, f->ground);
  g_assert_cmpuint (streets->len, ==, 1);
  g_assert_cmpint (g_array_index (streets, WgSheetStreet, 0).kind, ==, WG_BASE_ROAD_SECONDARY);
}

/* Nothing known is nothing drawn. */
static void
test_none (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) borders = g_ptr_array_new ();
  g_autoptr (GArray) streets = wg_sheet_streets_choose (&f->map, NULL);
  const WgLabelRoom all = { 0.0, 0.0, SIDE, SIDE };

  g_assert_cmpuint (streets->len, ==, 0);
  g_assert_cmpuint (draw (f, borders), ==, 0);
  g_assert_cmpuint (count_dark (f, &all), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/paint/sheet-streets/line", Fixture, NULL, set_up, test_line, tear_down);
  g_test_add ("/paint/sheet-streets/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/paint/sheet-streets/borders", Fixture, NULL, set_up, test_borders, tear_down);
  g_test_add ("/paint/sheet-streets/too-many", Fixture, NULL, set_up, test_too_many, tear_down);
  g_test_add ("/paint/sheet-streets/none", Fixture, NULL, set_up, test_none, tear_down);
  return g_test_run ();
}
