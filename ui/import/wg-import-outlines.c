/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the preview draws thousands of outlines while a hand drags it. Kept in world units with a box each, a ring out of
 * sight costs one comparison, and corners that fall on one pixel cost one line.
 */

#include "wg-import-outlines.h"

#include "wg-mercator.h"

WgImportOutlines *
wg_import_outlines_new (void)
{
  WgImportOutlines *self = g_new0 (WgImportOutlines, 1);

  self->corners = g_array_new (FALSE, FALSE, sizeof (double));
  self->rings = g_array_new (FALSE, FALSE, sizeof (WgImportRing));
  self->west = self->north = INFINITY;
  self->east = self->south = -INFINITY;
  return self;
}

void
wg_import_outlines_free (WgImportOutlines *self)
{
  g_array_unref (self->corners);
  g_array_unref (self->rings);
  g_free (self);
}

gboolean
wg_import_outlines_is_empty (const WgImportOutlines *self)
{
  return self->rings->len == 0;
}

static void
begin_ring (WgImportOutlines *self)
{
  WgImportRing ring = { self->corners->len / 2, 0, INFINITY, INFINITY, -INFINITY, -INFINITY };

  g_array_append_val (self->rings, ring);
}

static void
add_corner (WgImportOutlines *self, double lon, double lat)
{
  WgImportRing *ring = &g_array_index (self->rings, WgImportRing, self->rings->len - 1);
  double place[2] = { wg_mercator_x_from_lon (lon), wg_mercator_y_from_lat (lat) };

  g_array_append_vals (self->corners, place, 2);
  ring->n++;
  ring->west = fmin (ring->west, place[0]);
  ring->north = fmin (ring->north, place[1]);
  ring->east = fmax (ring->east, place[0]);
  ring->south = fmax (ring->south, place[1]);
}

static void
end_ring (WgImportOutlines *self)
{
  const WgImportRing *ring = &g_array_index (self->rings, WgImportRing, self->rings->len - 1);

  if (ring->n == 0)
    {
      g_array_set_size (self->rings, self->rings->len - 1);
      return;
    }
  self->west = fmin (self->west, ring->west);
  self->north = fmin (self->north, ring->north);
  self->east = fmax (self->east, ring->east);
  self->south = fmax (self->south, ring->south);
}

static void
add_shape (WgImportOutlines *self, const WgShape *shape)
{
  for (guint r = 0; r < wg_shape_get_n_rings (shape); r++)
    {
      guint n;
      const gint64 *corners = wg_shape_get_ring (shape, r, &n, NULL, NULL);

      begin_ring (self);
      for (guint i = 0; i < n; i++)
        add_corner (self, (double) corners[2 * i] * WG_SHAPE_UNIT, (double) corners[2 * i + 1] * WG_SHAPE_UNIT);
      end_ring (self);
    }
}

WgImportOutlines *
wg_import_outlines_new_from_grids (const WgGridTree *grids)
{
  WgImportOutlines *self = wg_import_outlines_new ();

  for (guint i = 0; grids != NULL && i < wg_grid_tree_get_n_grids (grids); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (grids, i);
      guint n_children;

      wg_grid_tree_get_children (grids, i, &n_children);
      if (n_children == 0 && grid->shape != NULL)
        add_shape (self, grid->shape);
    }
  return self;
}

WgImportOutlines *
wg_import_outlines_new_from_shapes (const GPtrArray *shapes)
{
  WgImportOutlines *self = wg_import_outlines_new ();

  for (guint i = 0; shapes != NULL && i < shapes->len; i++)
    add_shape (self, g_ptr_array_index (shapes, i));
  return self;
}

/* The reader is another process: what is not two numbers is no corner. */
static void
add_json_corner (WgImportOutlines *self, JsonNode *node)
{
  JsonArray *place = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  double lon, lat;

  if (place == NULL || json_array_get_length (place) != 2)
    return;
  lon = json_array_get_double_element (place, 0);
  lat = json_array_get_double_element (place, 1);
  if (isfinite (lon) && isfinite (lat))
    add_corner (self, lon, lat);
}

static JsonArray *
get_array (JsonObject *source, const char *name)
{
  JsonNode *node = source != NULL ? json_object_get_member (source, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* Each ring encloses something of its own, whichever way round it was drawn: turned the same way they do not empty each other
 * where one lies over another.
 */
static void
turn_ring (WgImportOutlines *self)
{
  const WgImportRing *ring = &g_array_index (self->rings, WgImportRing, self->rings->len - 1);
  double *corners = &g_array_index (self->corners, double, (gsize) 2 * ring->start), area = 0.0;

  for (guint i = 1; i + 1 < ring->n; i++)
    area += (corners[2 * i] - corners[0]) * (corners[2 * i + 3] - corners[1])
            - (corners[2 * i + 2] - corners[0]) * (corners[2 * i + 1] - corners[1]);
  for (guint i = 0; area < 0.0 && i < ring->n / 2; i++)
    {
      double *other = corners + (gsize) 2 * (ring->n - 1 - i), kept[2] = { corners[2 * i], corners[2 * i + 1] };

      memcpy (corners + 2 * i, other, sizeof kept);
      memcpy (other, kept, sizeof kept);
    }
}

WgImportOutlines *
wg_import_outlines_new_from_source (JsonObject *source)
{
  WgImportOutlines *self = wg_import_outlines_new ();
  JsonArray *lines = get_array (source, "lines"), *points = get_array (source, "points");
  JsonArray *shapes = lines != NULL ? lines : get_array (source, "shapes");

  for (guint s = 0; shapes != NULL && s < json_array_get_length (shapes); s++)
    {
      JsonNode *node = json_array_get_element (shapes, s);
      JsonArray *corners = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      begin_ring (self);
      for (guint i = 0; corners != NULL && i < json_array_get_length (corners); i++)
        add_json_corner (self, json_array_get_element (corners, i));
      turn_ring (self);
      end_ring (self);
    }
  self->is_open = lines != NULL;
  for (guint i = 0; points != NULL && i < json_array_get_length (points); i++)
    {
      begin_ring (self);
      add_json_corner (self, json_array_get_element (points, i));
      end_ring (self);
    }
  return self;
}

static void
trace_ring (const WgImportOutlines *self, const WgImportRing *ring, const WgImportView *view, cairo_t *cr)
{
  const double *corners = &g_array_index (self->corners, double, (gsize) 2 * ring->start);
  double last_x = NAN, last_y = NAN;

  for (guint i = 0; i < ring->n; i++)
    {
      double x = (corners[2 * i] - view->x) * view->scale + view->width / 2.0;
      double y = (corners[2 * i + 1] - view->y) * view->scale + view->height / 2.0;

      if (i > 0 && i + 1 < ring->n && fabs (x - last_x) < 0.7 && fabs (y - last_y) < 0.7)
        continue;
      if (i == 0)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
      last_x = x;
      last_y = y;
    }
  if (!self->is_open)
    cairo_close_path (cr);
}

void
wg_import_outlines_trace (const WgImportOutlines *self, const WgImportView *view, double radius, cairo_t *cr)
{
  double reach_x = (view->width / 2.0 + radius) / view->scale, reach_y = (view->height / 2.0 + radius) / view->scale;

  for (guint r = 0; r < self->rings->len; r++)
    {
      const WgImportRing *ring = &g_array_index (self->rings, WgImportRing, r);

      if (ring->east < view->x - reach_x || ring->west > view->x + reach_x || ring->south < view->y - reach_y
          || ring->north > view->y + reach_y)
        continue;
      if (ring->n > 1)
        {
          trace_ring (self, ring, view, cr);
          continue;
        }
      cairo_new_sub_path (cr);
      cairo_arc (cr, (ring->west - view->x) * view->scale + view->width / 2.0,
                 (ring->north - view->y) * view->scale + view->height / 2.0, radius, 0, 2 * G_PI);
    }
}
