/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is loaded in bulk cannot be told from what came in row by row: the same bytes, the same answers of the spatial
 * index, and SpatiaLite's own checks stand guard again afterwards, whichever way the load ended.
 */

#include "wg-error.h"
#include "wg-shape.h"
#include "wg-sqlite-connection.h"
#include "wg-sqlite-driver.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  WgConnection *connection;
  sqlite3 *db;
  gint64 last_id;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (WgDriver) driver = NULL;
  g_autoptr (GError) error = NULL;
  gboolean created = FALSE;

  self->folder = g_dir_make_tmp ("wangge-load-XXXXXX", NULL);
  path = g_build_filename (self->folder, "load.wangge", NULL);
  driver = wg_sqlite_driver_new (path);
  g_assert_true (wg_driver_prepare_database (driver, TRUE, &created, &error));
  g_assert_no_error (error);
  self->connection = wg_driver_open (driver, WG_ACCESS_WRITE, &error);
  g_assert_no_error (error);
  self->db = wg_sqlite_connection_get_handle (WG_SQLITE_CONNECTION (self->connection));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_object (&self->connection);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
}

static void
execute (Fixture *self, const char *sql)
{
  char *message = NULL;

  sqlite3_exec (self->db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

static gint64
ask (Fixture *self, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  gint64 answer;

  g_assert_cmpint (sqlite3_prepare_v2 (self->db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  answer = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return answer;
}

/* Geometries. */

static void
assert_same_bytes (Fixture *self, const void *wkb, int size)
{
  sqlite3_stmt *stmt = NULL;

  sqlite3_prepare_v2 (self->db, "SELECT ST_GeomFromWKB(?1, 4490) IS GeomFromWKB(?1, 4490)", -1, &stmt, NULL);
  sqlite3_bind_blob (stmt, 1, wkb, size, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  g_assert_cmpint (sqlite3_column_int (stmt, 0), ==, 1);
  sqlite3_finalize (stmt);
}

static WgShape *
draw_shape (double size)
{
  double x = g_test_rand_double_range (116.0, 117.0);
  double y = g_test_rand_double_range (-40.0, 41.0);
  double w = g_test_rand_double_range (0.1, 1.0) * size;
  const double ring[] = { x, y, x + w, y, x + w, y + w / 2, x + w / 3, y + w };

  return wg_shape_new_from_ring (ring, 4);
}

static void
test_same_bytes (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    "POINT (116.25 40.5)", "POINT (-1e-12 1e300)", "LINESTRING (0 0, 1 1)", "POLYGON ((0 0, 4 0, 4 4, 0 0), (2 1, 3 1, 3 2, 2 1))",
    "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0), (2 1, 3 1, 3 2, 2 1)), ((10 10, 11 10, 11 11, 10 10)))", "MULTIPOINT (1 2, 3 4)",
    "POINT Z (1 2 3)", "GEOMETRYCOLLECTION (POINT (1 2))",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      sqlite3_stmt *stmt = NULL;

      sqlite3_prepare_v2 (self->db, "SELECT ST_AsBinary(ST_GeomFromText(?1))", -1, &stmt, NULL);
      sqlite3_bind_text (stmt, 1, texts[i], -1, SQLITE_STATIC);
      g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
      assert_same_bytes (self, sqlite3_column_blob (stmt, 0), sqlite3_column_bytes (stmt, 0));
      sqlite3_finalize (stmt);
    }
  for (int i = 0; i < 200; i++)
    {
      g_autoptr (WgShape) shape = draw_shape (0.01);
      g_autoptr (GBytes) wkb = wg_shape_to_wkb (shape);

      assert_same_bytes (self, g_bytes_get_data (wkb, NULL), (int) g_bytes_get_size (wkb));
    }
}

/* What is cut off never becomes something that SpatiaLite would not have made of it. */
static void
test_cut_bytes (Fixture *self, gconstpointer data)
{
  g_autoptr (WgShape) shape = draw_shape (0.01);
  g_autoptr (GBytes) wkb = wg_shape_to_wkb (shape);
  int size = (int) g_bytes_get_size (wkb);

  for (int cut = 0; cut < size; cut++)
    assert_same_bytes (self, g_bytes_get_data (wkb, NULL), cut);
}

/* The spatial index. */

static void
insert_building (Fixture *self, double size)
{
  g_autoptr (WgShape) shape = draw_shape (size);
  g_autoptr (GBytes) wkb = wg_shape_to_wkb (shape);
  g_autoptr (GError) error = NULL;

  wg_connection_run (self->connection, &error, "building-insert", "iisssiiiiibs", ++self->last_id, (gint64) 1, NULL, NULL, NULL,
                     WG_NULL_ID, WG_NULL_ID, WG_NULL_ID, WG_NULL_ID, WG_NULL_ID, wkb, NULL);
  g_assert_no_error (error);
}

/* Returns the number of transactions that the index has taken. */
static int
load (Fixture *self, int n)
{
  g_autoptr (GError) error = NULL;
  gint64 before = self->last_id;
  gboolean more = TRUE;
  int n_transactions = 0;

  g_assert_true (wg_connection_begin (self->connection, TRUE, NULL));
  g_assert_true (wg_connection_begin_load (self->connection, "building", NULL));
  for (int i = 0; i < n; i++)
    insert_building (self, 0.001);
  g_assert_true (wg_connection_end_load (self->connection, NULL));
  g_assert_true (wg_connection_commit (self->connection, NULL));
  while (more)
    {
      g_assert_true (wg_connection_begin (self->connection, TRUE, NULL));
      g_assert_true (wg_connection_enter_boxes (self->connection, "building", before, &more, &error));
      g_assert_no_error (error);
      g_assert_true (wg_connection_commit (self->connection, NULL));
      n_transactions++;
    }
  return n_transactions;
}

/* SQLite's opinion, SpatiaLite's opinion, and the answers themselves. */
static void
assert_good_index (Fixture *self)
{
  g_assert_cmpint (ask (self, "SELECT rtreecheck('main', 'idx_building_geom') = 'ok'"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT CheckSpatialIndex('building', 'geom')"), ==, 1);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM idx_building_geom"), ==, ask (self, "SELECT count(*) FROM building"));
  for (int i = 0; i < 20; i++)
    {
      double x = g_test_rand_double_range (116.0, 117.0);
      double y = g_test_rand_double_range (-40.0, 41.0);
      g_autofree char *by_index = g_strdup_printf (
          "SELECT count(*) FROM building b JOIN idx_building_geom i ON i.pkid = b.rowid WHERE i.xmax >= %.9f AND i.xmin <= %.9f AND "
          "i.ymax >= %.9f AND i.ymin <= %.9f AND MbrMaxX(b.geom) >= %.9f AND MbrMinX(b.geom) <= %.9f AND MbrMaxY(b.geom) >= %.9f AND "
          "MbrMinY(b.geom) <= %.9f",
          x, x + 0.3, y, y + 10.0, x, x + 0.3, y, y + 10.0);
      g_autofree char *by_look = g_strdup_printf ("SELECT count(*) FROM building WHERE MbrMaxX(geom) >= %.9f AND MbrMinX(geom) <= %.9f "
                                                  "AND MbrMaxY(geom) >= %.9f AND MbrMinY(geom) <= %.9f",
                                                  x, x + 0.3, y, y + 10.0);

      g_assert_cmpint (ask (self, by_index), ==, ask (self, by_look));
    }
}

static void
test_packed (Fixture *self, gconstpointer data)
{
  static const int numbers[] = { 1, 2, 50, 51, 52, 53, 500, 2700 };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_assert_cmpint (load (self, numbers[i]), ==, 1);
      assert_good_index (self);
    }
}

/* A few among many go in one by one, and a packed index takes and loses rows like any other. */
static void
test_packed_lives_on (Fixture *self, gconstpointer data)
{
  load (self, 3000);
  load (self, 20);
  assert_good_index (self);
  for (int i = 0; i < 300; i++)
    insert_building (self, 0.01);
  assert_good_index (self);
  execute (self, "DELETE FROM building WHERE id % 3 = 0 OR id BETWEEN 400 AND 1900");
  assert_good_index (self);
  load (self, 1000);
  assert_good_index (self);
  execute (self, "DELETE FROM building");
  assert_good_index (self);
  load (self, 100);
  assert_good_index (self);
}

/* Each text is in the index of the search, or noted to be entered, and never both. */
static void
assert_searched (Fixture *self)
{
  g_assert_cmpint (ask (self, "SELECT count(*) FROM building b WHERE (SELECT count(*) FROM search_doc d WHERE d.kind = 1 AND d.thing_id = b.id) + "
                              "(SELECT count(*) FROM search_todo t WHERE t.kind = 1 AND b.id BETWEEN t.from_id AND t.to_id) <> 1"),
                   ==, 0);
}

static void
assert_guarded (Fixture *self)
{
  g_assert_cmpint (sqlite3_exec (self->db,
                                 "INSERT INTO building (id, district_id, version, geom) VALUES (999999, 1, 1, "
                                 "ST_GeomFromText('POINT (1 2)', 4490))",
                                 NULL, NULL, NULL),
                   !=, SQLITE_OK);
  insert_building (self, 0.001);
  assert_good_index (self);
  assert_searched (self);
}

static void
test_guarded (Fixture *self, gconstpointer data)
{
  assert_guarded (self);
  load (self, 10);
  assert_guarded (self);
  g_assert_true (wg_connection_begin (self->connection, TRUE, NULL));
  g_assert_true (wg_connection_begin_load (self->connection, "building", NULL));
  insert_building (self, 0.001);
  wg_connection_rollback (self->connection);
  assert_guarded (self);
}

/* A table without a spatial index has nothing to do. */
static void
test_no_index (Fixture *self, gconstpointer data)
{
  gboolean more = TRUE;

  g_assert_true (wg_connection_begin (self->connection, TRUE, NULL));
  g_assert_true (wg_connection_enter_boxes (self->connection, "facility", 0, &more, NULL));
  g_assert_false (more);
  wg_connection_rollback (self->connection);
}

/* Taking turns. */

static gpointer
write_in_turn (gpointer path)
{
  g_autoptr (WgDriver) driver = wg_sqlite_driver_new (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgConnection) connection = wg_driver_open (driver, WG_ACCESS_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (wg_connection_begin (connection, TRUE, &error));
  g_assert_no_error (error);
  g_assert_true (wg_connection_run_script (connection, "INSERT INTO counter VALUES (1, 'turn', 1)", NULL));
  g_assert_true (wg_connection_commit (connection, NULL));
  return NULL;
}

/* Whoever waits for the lock has written when giving way ends. */
static void
test_gives_way (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "load.wangge", NULL);
  gint64 before = wg_sqlite_way_get_now ();
  GThread *other;

  g_assert_true (wg_connection_begin (self->connection, TRUE, NULL));
  other = g_thread_new ("other", write_in_turn, path);
  while (!wg_sqlite_way_is_asked_since (self->db, before))
    g_usleep (1000);
  g_assert_true (wg_connection_commit (self->connection, NULL));
  wg_connection_give_way (self->connection, 20 * G_USEC_PER_SEC);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM counter WHERE name = 'turn'"), ==, 1);
  g_thread_join (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sqlite/load/same-bytes", Fixture, NULL, set_up, test_same_bytes, tear_down);
  g_test_add ("/sqlite/load/cut-bytes", Fixture, NULL, set_up, test_cut_bytes, tear_down);
  g_test_add ("/sqlite/load/packed", Fixture, NULL, set_up, test_packed, tear_down);
  g_test_add ("/sqlite/load/packed-lives-on", Fixture, NULL, set_up, test_packed_lives_on, tear_down);
  g_test_add ("/sqlite/load/guarded", Fixture, NULL, set_up, test_guarded, tear_down);
  g_test_add ("/sqlite/load/no-index", Fixture, NULL, set_up, test_no_index, tear_down);
  g_test_add ("/sqlite/load/gives-way", Fixture, NULL, set_up, test_gives_way, tear_down);
  return g_test_run ();
}
