/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the places and the people of a demo district, written straight into their tables: nothing has happened to them
 * yet that the log would have to tell, but one event that they are there.
 */

#include "wg-demo-loader-private.h"

#include "wg-event-log.h"
#include "wg-grid-table.h"
#include "wg-people-table.h"
#include "wg-setting.h"
#include "wg-store-sections.h"

#include <json-glib/json-glib.h>

static gint64
district (WgDemoLoad *load)
{
  return wg_connection_get_district (load->work->connection);
}

static gint64
id_of (int index)
{
  return index < 0 ? WG_NULL_ID : (gint64) index + 1;
}

static gboolean
write_levels (WgDemoLoad *load, GError **error)
{
  guint n_levels;
  const WgDemoLevel *levels = wg_demo_city_get_levels (load->city, &n_levels);

  for (guint i = 0; i < n_levels; i++)
    {
      if (wg_connection_run (load->work->connection, error, "level-upsert", "iiss", district (load), (gint64) i + 1,
                             levels[i].name, levels[i].derived ? "derived" : "given")
          < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_grid (WgDemoLoad *load, const WgDemoGrid *demo, guint index, GError **error)
{
  g_autoptr (WgGrid) grid = wg_grid_new ();

  grid->id = grid->version_id = (gint64) index + 1;
  grid->parent_id = demo->parent < 0 ? 0 : (gint64) demo->parent + 1;
  grid->depth = (int) demo->depth;
  grid->code = g_strdup (demo->code);
  grid->name = g_strdup (demo->name);
  grid->special = demo->is_special;
  grid->households = demo->households;
  grid->people = demo->people;
  grid->shape = wg_shape_ref (demo->shape);
  grid->area_m2 = wg_shape_get_area_m2 (demo->shape);
  wg_shape_get_label_point (demo->shape, &grid->label_lon, &grid->label_lat);
  grid->valid_from_ms = load->start_ms;
  return wg_grid_table_insert (load->work->connection, grid, WG_NULL_ID, error);
}

typedef gboolean (*WriteRows) (WgDemoLoad *load, GError **error);

/* The table was empty. */
static gboolean
enter_boxes (WgDemoLoad *load, const char *table, GError **error)
{
  gboolean more = TRUE;

  while (more)
    {
      if (!wg_connection_enter_boxes (load->work->connection, table, 0, &more, error))
        return FALSE;
    }
  return TRUE;
}

/* The shapes are our own: what SpatiaLite asks of each of them is asked once, at the end. */
static gboolean
write_table (WgDemoLoad *load, const char *table, WriteRows write_rows, GError **error)
{
  return wg_connection_begin_load (load->work->connection, table, error) && write_rows (load, error)
         && wg_connection_end_load (load->work->connection, error) && enter_boxes (load, table, error);
}

static gboolean
write_grids (WgDemoLoad *load, GError **error)
{
  guint n_grids;
  const WgDemoGrid *grids = wg_demo_city_get_grids (load->city, &n_grids);

  if (wg_grid_table_take_ids (load->work->connection, "grid", n_grids, error) < 0
      || wg_grid_table_take_ids (load->work->connection, "grid_version", n_grids, error) < 0)
    return FALSE;
  for (guint i = 0; i < n_grids; i++)
    {
      if (g_cancellable_set_error_if_cancelled (load->cancellable, error) || !write_grid (load, &grids[i], i, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_buildings (WgDemoLoad *load, GError **error)
{
  guint n_buildings;
  const WgDemoBuilding *buildings = wg_demo_city_get_buildings (load->city, &n_buildings);

  if (wg_grid_table_take_ids (load->work->connection, "building", n_buildings, error) < 0)
    return FALSE;
  for (guint i = 0; i < n_buildings; i++)
    {
      const WgDemoBuilding *building = &buildings[i];
      g_autoptr (GBytes) wkb = wg_shape_to_wkb (building->shape);

      if (g_cancellable_set_error_if_cancelled (load->cancellable, error)
          || wg_connection_run (load->work->connection, error, "building-insert", "iisssiiiiibs", (gint64) i + 1,
                                district (load), building->code, building->name, building->address,
                                (gint64) building->floors, (gint64) building->households, (gint64) building->people,
                                (gint64) building->leaf + 1, WG_NULL_ID, wkb, NULL)
                 < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_ground (WgDemoLoad *load, const WgDemoArea *areas, guint n_areas, GError **error)
{
  gint64 first = wg_grid_table_take_ids (load->work->connection, "base_area", n_areas, error);

  for (guint i = 0; first >= 0 && i < n_areas; i++)
    {
      g_autoptr (GBytes) wkb = wg_shape_to_wkb (areas[i].shape);

      if (wg_connection_run (load->work->connection, error, "base-area-insert", "iisssib", first + i, district (load),
                             "demo", wg_demo_area_kind_to_nick (areas[i].kind), areas[i].name, WG_NULL_ID, wkb)
          < 0)
        return FALSE;
    }
  return first >= 0;
}

/* MULTILINESTRING of one line. */
static GBytes *
line_to_wkb (const WgDemoLine *line)
{
  g_autoptr (GByteArray) wkb = g_byte_array_new ();
  const guint8 head[] = { 1, 5, 0, 0, 0, 1, 0, 0, 0, 1, 2, 0, 0, 0 };
  guint32 n_points = GUINT32_TO_LE (line->n_points);

  g_byte_array_append (wkb, head, sizeof head);
  g_byte_array_append (wkb, (const guint8 *) &n_points, sizeof n_points);
  for (guint i = 0; i < 2 * line->n_points; i++)
    {
      union
      {
        double degrees;
        guint64 bits;
      } value = { .degrees = (double) line->points[i] * WG_SHAPE_UNIT };

      value.bits = GUINT64_TO_LE (value.bits);
      g_byte_array_append (wkb, (const guint8 *) &value.bits, sizeof value.bits);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&wkb));
}

static gboolean
write_lines (WgDemoLoad *load, const WgDemoLine *lines, guint n_lines, GError **error)
{
  gint64 first = wg_grid_table_take_ids (load->work->connection, "base_line", n_lines, error);

  for (guint i = 0; first >= 0 && i < n_lines; i++)
    {
      g_autoptr (GBytes) wkb = line_to_wkb (&lines[i]);

      if (wg_connection_run (load->work->connection, error, "base-line-insert", "iisssib", first + i, district (load),
                             "demo", wg_demo_line_kind_to_nick (lines[i].kind), lines[i].name, WG_NULL_ID, wkb)
          < 0)
        return FALSE;
    }
  return first >= 0;
}

static gboolean
write_all_lines (WgDemoLoad *load, GError **error)
{
  guint n_roads;
  guint n_river;
  const WgDemoLine *roads = wg_demo_city_get_roads (load->city, &n_roads);
  const WgDemoLine *river = wg_demo_city_get_river (load->city, &n_river);

  return write_lines (load, roads, n_roads, error) && write_lines (load, river, n_river, error);
}

static gboolean
write_all_ground (WgDemoLoad *load, GError **error)
{
  guint n_water;
  guint n_parks;
  const WgDemoArea *water = wg_demo_city_get_water (load->city, &n_water);
  const WgDemoArea *parks = wg_demo_city_get_parks (load->city, &n_parks);

  return write_ground (load, water, n_water, error) && write_ground (load, parks, n_parks, error);
}

static gboolean
write_event (WgDemoLoad *load, GError **error)
{
  g_autoptr (WgEvent) event = wg_event_new ();

  if (!wg_event_log_open (load->work->connection, event, load->start_ms, error))
    return FALSE;
  event->operator_id = 1;
  event->subject = g_strdup ("grid");
  event->verb = g_strdup ("demo");
  return wg_event_log_append (load->work->connection, event, error);
}

gboolean
wg_demo_load_places (WgDemoLoad *load, GError **error)
{
  return wg_connection_run (load->work->connection, error, "district-update", "issss", district (load),
                            wg_demo_city_get_code (load->city), wg_demo_city_get_name (load->city), "Asia/Shanghai", NULL)
             >= 0
         && write_levels (load, error) && write_table (load, "grid_version", write_grids, error)
         && write_table (load, "building", write_buildings, error) && write_table (load, "base_line", write_all_lines, error)
         && write_table (load, "base_area", write_all_ground, error) && write_event (load, error);
}

/* People. */

static gboolean
write_units (WgDemoLoad *load, GError **error)
{
  guint n_units;
  const WgDemoUnit *units = wg_demo_city_get_units (load->city, &n_units);

  if (wg_grid_table_take_ids (load->work->connection, "unit", n_units, error) < 0)
    return FALSE;
  for (guint i = 0; i < n_units; i++)
    {
      if (wg_connection_run (load->work->connection, error, "unit-insert", "iiissis", district (load), (gint64) i + 1,
                             id_of (units[i].parent), units[i].kind, units[i].name, id_of (units[i].grid), units[i].phone)
          < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_class_units (WgDemoLoad *load, GError **error)
{
  const char *code;
  int unit;

  for (guint i = 0; wg_demo_city_get_class_unit (load->city, i, &code, &unit); i++)
    {
      if (wg_connection_run (load->work->connection, error, "class-give-unit", "isi", district (load), code, id_of (unit)) < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_person (WgDemoLoad *load, const WgDemoPerson *demo, guint index, GError **error)
{
  WgPerson person = { .id = (gint64) index + 1,
                      .code = (char *) demo->code,
                      .name = (char *) demo->name,
                      .kind = (char *) demo->kind,
                      .unit_id = id_of (demo->unit) };

  return wg_people_table_insert (load->work, &person, demo->phone, error);
}

static gboolean
write_persons (WgDemoLoad *load, GError **error)
{
  guint n_persons;
  const WgDemoPerson *persons = wg_demo_city_get_persons (load->city, &n_persons);

  if (wg_grid_table_take_ids (load->work->connection, "person", n_persons, error) < 0)
    return FALSE;
  for (guint i = 0; i < n_persons; i++)
    {
      if (!write_person (load, &persons[i], i, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_posts (WgDemoLoad *load, GError **error)
{
  guint n_posts;
  const WgDemoPost *posts = wg_demo_city_get_posts (load->city, &n_posts);

  for (guint i = 0; i < n_posts; i++)
    {
      if (wg_connection_run (load->work->connection, error, "post-insert", "iiisi", district (load),
                             (gint64) posts[i].person + 1, (gint64) posts[i].grid + 1, posts[i].kind, posts[i].from_ms)
          < 0)
        return FALSE;
    }
  return TRUE;
}

/* A desk below the centre has its roles in one subtree only. */
static gboolean
write_operator (WgDemoLoad *load, const WgDemoOperator *demo, GError **error)
{
  WgConnection *connection = load->work->connection;
  guint here = demo->grid < 0 ? demo->roles : 0;
  gint64 id = wg_people_table_insert_operator (load->work, demo->login, demo->name, WG_NULL_ID, here, error);

  for (int bit = 0; id >= 0 && bit < WG_N_DESK_ROLES; bit++)
    {
      if (((demo->roles & ~here) & (1u << bit)) != 0
          && wg_connection_run (connection, error, "operator-role-insert", "iisii", district (load), id, wg_role_to_nick ((WgRole) (1u << bit)),
                                id_of (demo->grid), (gint64) 0)
                 < 0)
        return FALSE;
    }
  return id >= 0;
}

static GArray *
list_chiefs (WgDemoLoad *load)
{
  guint n_persons;
  const WgDemoPerson *persons = wg_demo_city_get_persons (load->city, &n_persons);
  GArray *chiefs = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n_persons; i++)
    {
      gint64 id = (gint64) i + 1;

      if (g_str_equal (persons[i].kind, "chief"))
        g_array_append_val (chiefs, id);
    }
  return chiefs;
}

/* The chiefs in turn, whatever number of lines a street has. */
static void
share_out (const WgDemoLine *lines, guint n_lines, const GArray *chiefs, JsonObject *sections)
{
  for (guint i = 0; i < n_lines; i++)
    {
      guint turn = json_object_get_size (sections) % chiefs->len;

      if (lines[i].name != NULL && lines[i].kind != WG_DEMO_LINE_LANE && !json_object_has_member (sections, lines[i].name))
        json_object_set_int_member (sections, lines[i].name, g_array_index (chiefs, gint64, turn));
    }
}

static gboolean
write_sections (WgDemoLoad *load, JsonObject *sections, GError **error)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), sections);
  g_autofree char *value = json_to_string (node, FALSE);
  g_autoptr (WgEvent) event = wg_event_new ();

  if (!wg_event_log_open (load->work->connection, event, load->start_ms, error))
    return FALSE;
  event->operator_id = 1;
  return wg_setting_write (load->work, event, WG_SECTION_SETTING, "demo", value, "demo-sections", error);
}

/* Streets and the river have somebody who answers for them beside the keepers; the lanes are the keepers' own. */
static gboolean
write_street_chiefs (WgDemoLoad *load, GError **error)
{
  guint n_roads, n_river;
  const WgDemoLine *roads = wg_demo_city_get_roads (load->city, &n_roads);
  const WgDemoLine *river = wg_demo_city_get_river (load->city, &n_river);
  g_autoptr (GArray) chiefs = list_chiefs (load);
  g_autoptr (JsonObject) sections = json_object_new ();

  if (chiefs->len == 0)
    return TRUE;
  share_out (roads, n_roads, chiefs, sections);
  share_out (river, n_river, chiefs, sections);
  return write_sections (load, sections, error);
}

gboolean
wg_demo_load_people (WgDemoLoad *load, GError **error)
{
  guint n_operators;
  const WgDemoOperator *operators = wg_demo_city_get_operators (load->city, &n_operators);

  if (!write_units (load, error) || !write_class_units (load, error) || !write_persons (load, error) || !write_posts (load, error)
      || !write_street_chiefs (load, error))
    return FALSE;
  for (guint i = 0; i < n_operators; i++)
    {
      if (!write_operator (load, &operators[i], error))
        return FALSE;
    }
  return TRUE;
}
