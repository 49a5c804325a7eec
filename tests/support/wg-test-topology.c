/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what the editor made of a coverage is handed to SpatiaLite's ISO topology, which builds nodes, edges and faces of it in
 * its own way and knows nothing of how it was edited.
 */

#include "wg-test-topology.h"

#include <sqlite3.h>
#include <spatialite.h>

typedef struct
{
  sqlite3 *db;
  void *cache;
} Peer;

static void
open_peer (Peer *peer)
{
  peer->cache = spatialite_alloc_connection ();
  g_assert_cmpint (sqlite3_open (":memory:", &peer->db), ==, SQLITE_OK);
  spatialite_init_ex (peer->db, peer->cache, 0);
}

static void
close_peer (Peer *peer)
{
  sqlite3_close (peer->db);
  spatialite_cleanup_ex (peer->cache);
}

static gint64
ask (const Peer *peer, const char *sql)
{
  sqlite3_stmt *row = NULL;
  gint64 answer;

  g_assert_cmpint (sqlite3_prepare_v2 (peer->db, sql, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  answer = sqlite3_column_int64 (row, 0);
  sqlite3_finalize (row);
  return answer;
}

static void
add_grids (const Peer *peer, const WgCoverage *coverage, guint *n_pieces)
{
  g_autoptr (GArray) ids = wg_coverage_list (coverage);
  sqlite3_stmt *row = NULL;

  *n_pieces = 0;
  g_assert_cmpint (ask (peer, "SELECT InitSpatialMetaDataFull(1, 'NONE')"), ==, 1);
  g_assert_cmpint (ask (peer, "SELECT InsertEpsgSrid(4490)"), ==, 1);
  g_assert_cmpint (sqlite3_exec (peer->db, "CREATE TABLE grid (id INTEGER PRIMARY KEY)", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (ask (peer, "SELECT AddGeometryColumn('grid', 'geom', 4490, 'MULTIPOLYGON', 'XY')"), ==, 1);
  g_assert_cmpint (sqlite3_prepare_v2 (peer->db, "INSERT INTO grid VALUES (?1, GeomFromWKB(?2, 4490))", -1, &row, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (GBytes) wkb = wg_shape_to_wkb (wg_coverage_get (coverage, id));

      sqlite3_bind_int64 (row, 1, id);
      sqlite3_bind_blob (row, 2, g_bytes_get_data (wkb, NULL), (int) g_bytes_get_size (wkb), SQLITE_STATIC);
      g_assert_cmpint (sqlite3_step (row), ==, SQLITE_DONE);
      sqlite3_reset (row);
    }
  sqlite3_finalize (row);
  *n_pieces = (guint) ask (peer, "SELECT sum(ST_NumGeometries(geom)) FROM grid");
}

/* Face 0 is the world outside. */
static void
assert_agreed (const Peer *peer, guint n_pieces)
{
  g_assert_cmpint (ask (peer, "SELECT CreateTopology('t', 4490, 0, 0)"), ==, 1);
  g_assert_cmpint (ask (peer, "SELECT TopoGeo_FromGeoTable('t', NULL, 'grid', 'geom')"), ==, 1);
  g_assert_cmpint (ask (peer, "SELECT ST_ValidateTopoGeo('t') IS NULL"), ==, 1);
  g_assert_cmpint (ask (peer, "SELECT count(*) FROM t_validate_topogeo"), ==, 0);
  g_assert_cmpint (ask (peer, "SELECT count(*) FROM t_face WHERE face_id > 0"), ==, n_pieces);
  g_assert_cmpint (sqlite3_exec (peer->db, "CREATE TABLE place AS SELECT ST_PointOnSurface(ST_GetFaceGeometry('t', face_id)) AS geom"
                                           " FROM t_face WHERE face_id > 0",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (ask (peer, "SELECT count(*) FROM place p, grid g WHERE ST_Contains(g.geom, p.geom)"), ==, n_pieces);
}

guint
wg_test_topology_assert_agrees (const WgCoverage *coverage)
{
  Peer peer = { NULL, NULL };
  guint n_pieces;

  open_peer (&peer);
  add_grids (&peer, coverage, &n_pieces);
  assert_agreed (&peer, n_pieces);
  close_peer (&peer);
  return n_pieces;
}
