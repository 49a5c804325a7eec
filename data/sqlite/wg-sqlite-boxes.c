/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: entering a hundred thousand boxes into the spatial index one by one costs more than everything else about their
 * rows. Sorted into tiles (Leutenegger, Lopez and Edgington, "STR: a simple and efficient algorithm for R-tree packing",
 * ICDE 1997) the whole index is written at once, in the format of SQLite's R-tree module, which then judges it; what it
 * does not accept is taken back, and what is too much for one short transaction goes in one by one, in pieces.
 */

#include "wg-sqlite-connection.h"

#include <math.h>
#include <string.h>

/* As many are sorted, written and checked in a third of a second. */
#define MAX_PACKED 200000
#define PIECE_ROWS 10000
/* A node that is not quite full takes the first newcomers without being split. */
#define FILL 0.9
#define CELL_BYTES 24
#define HEAD_BYTES 4
#define ROOT 1
/* SpatiaLite keeps the box of a geometry at its front: west, south, east, north. */
#define BLOB_BOX_AT 6
#define BLOB_MIN_BYTES 44

typedef struct
{
  gint64 id;    /* of a row, or of a node */
  float box[4]; /* west, east, south, north, as the index keeps them */
} Entry;

typedef struct
{
  gint64 id;
  gint64 node;
} Place;

typedef struct
{
  sqlite3 *db;
  const char *table;
  gint64 after_id;
  gsize node_bytes;
  guint capacity;
  GArray *entries; /* Entry: of the level that is being written */
  GArray *parents; /* Entry: of the one above */
  GArray *places;  /* Place: in which leaf a row is */
  sqlite3_stmt *write_node;
  sqlite3_stmt *write_parent;
  gint64 last_node;
  int depth;
  int code; /* the first one that was not good */
} Packing;

static gboolean
execute (sqlite3 *db, int *code, const char *format, ...)
{
  va_list args;
  char *sql;

  va_start (args, format);
  sql = sqlite3_vmprintf (format, args);
  va_end (args);
  *code = sql != NULL ? sqlite3_exec (db, sql, NULL, NULL, NULL) : SQLITE_NOMEM;
  sqlite3_free (sql);
  return *code == SQLITE_OK;
}

static sqlite3_stmt *
prepare (sqlite3 *db, int *code, const char *format, ...)
{
  sqlite3_stmt *stmt = NULL;
  va_list args;
  char *sql;

  va_start (args, format);
  sql = sqlite3_vmprintf (format, args);
  va_end (args);
  *code = sql != NULL ? sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) : SQLITE_NOMEM;
  sqlite3_free (sql);
  return stmt;
}

/* The index keeps floats, and a box of them never lies inside the one it stands for. */
static float
round_down (double value)
{
  float rounded = (float) value;

  return (double) rounded > value ? nextafterf (rounded, -G_MAXFLOAT) : rounded;
}

static float
round_up (double value)
{
  float rounded = (float) value;

  return (double) rounded < value ? nextafterf (rounded, G_MAXFLOAT) : rounded;
}

static gboolean
read_box (const guint8 *blob, int size, Entry *entry)
{
  double box[4];

  if (blob == NULL || size < BLOB_MIN_BYTES || blob[0] != 0 || blob[1] != 1)
    return FALSE;
  for (int i = 0; i < 4; i++)
    {
      guint64 bits;

      memcpy (&bits, blob + BLOB_BOX_AT + 8 * i, sizeof bits);
      bits = GUINT64_FROM_LE (bits);
      memcpy (&box[i], &bits, sizeof bits);
    }
  entry->box[0] = round_down (box[0]);
  entry->box[1] = round_up (box[2]);
  entry->box[2] = round_down (box[1]);
  entry->box[3] = round_up (box[3]);
  return TRUE;
}

/* What the index holds, and the rows that are new to it. */
static gboolean
read_entries (Packing *self)
{
  sqlite3_stmt *stmt = prepare (self->db, &self->code,
                                "SELECT pkid, xmin, xmax, ymin, ymax FROM \"idx_%w_geom\" WHERE pkid <= %lld", self->table,
                                self->after_id);

  while (self->code == SQLITE_OK && (self->code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      Entry entry = { .id = sqlite3_column_int64 (stmt, 0) };

      for (int i = 0; i < 4; i++)
        entry.box[i] = (float) sqlite3_column_double (stmt, 1 + i);
      g_array_append_val (self->entries, entry);
      self->code = SQLITE_OK;
    }
  sqlite3_finalize (stmt);
  if (self->code != SQLITE_DONE)
    return FALSE;
  stmt = prepare (self->db, &self->code, "SELECT rowid, geom FROM \"%w\" WHERE rowid > %lld", self->table, self->after_id);
  while (self->code == SQLITE_OK && (self->code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      Entry entry = { .id = sqlite3_column_int64 (stmt, 0) };
      gboolean good = read_box (sqlite3_column_blob (stmt, 1), sqlite3_column_bytes (stmt, 1), &entry);

      g_array_append_val (self->entries, entry);
      self->code = good ? SQLITE_OK : SQLITE_MISMATCH;
    }
  sqlite3_finalize (stmt);
  return self->code == SQLITE_DONE;
}

static int
compare_x (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;
  float one = x->box[0] + x->box[1], other = y->box[0] + y->box[1];

  return (one > other) - (one < other);
}

static int
compare_y (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;
  float one = x->box[2] + x->box[3], other = y->box[2] + y->box[3];

  return (one > other) - (one < other);
}

static int
compare_place (gconstpointer a, gconstpointer b)
{
  const Place *x = a, *y = b;

  return (x->id > y->id) - (x->id < y->id);
}

static void
put_cell (guint8 *cell, const Entry *entry)
{
  guint64 id = GUINT64_TO_BE ((guint64) entry->id);

  memcpy (cell, &id, sizeof id);
  for (int i = 0; i < 4; i++)
    {
      guint32 bits;

      memcpy (&bits, &entry->box[i], sizeof bits);
      bits = GUINT32_TO_BE (bits);
      memcpy (cell + 8 + 4 * i, &bits, sizeof bits);
    }
}

static void
extend (Entry *all, const Entry *one, gboolean first)
{
  for (int i = 0; i < 4; i += 2)
    {
      all->box[i] = first ? one->box[i] : MIN (all->box[i], one->box[i]);
      all->box[i + 1] = first ? one->box[i + 1] : MAX (all->box[i + 1], one->box[i + 1]);
    }
}

static void
run_pair (Packing *self, sqlite3_stmt *stmt, gint64 first, gint64 second)
{
  sqlite3_bind_int64 (stmt, 1, first);
  sqlite3_bind_int64 (stmt, 2, second);
  if (sqlite3_step (stmt) != SQLITE_DONE)
    self->code = sqlite3_errcode (self->db);
  sqlite3_reset (stmt);
}

/* @n entries become node @number; the level above gets its box. */
static void
write_node (Packing *self, const Entry *entries, guint n, gint64 number)
{
  guint8 *node = g_alloca (self->node_bytes);
  guint16 depth = GUINT16_TO_BE (number == ROOT ? (guint16) self->depth : 0);
  guint16 count = GUINT16_TO_BE ((guint16) n);
  Entry all = { .id = number };

  memset (node, 0, self->node_bytes);
  memcpy (node, &depth, sizeof depth);
  memcpy (node + 2, &count, sizeof count);
  for (guint i = 0; i < n; i++)
    {
      Place place = { entries[i].id, number };

      put_cell (node + HEAD_BYTES + i * CELL_BYTES, &entries[i]);
      extend (&all, &entries[i], i == 0);
      if (self->depth == 0)
        g_array_append_val (self->places, place);
      else
        run_pair (self, self->write_parent, entries[i].id, number);
    }
  sqlite3_bind_int64 (self->write_node, 1, number);
  sqlite3_bind_blob (self->write_node, 2, node, (int) self->node_bytes, SQLITE_STATIC);
  if (sqlite3_step (self->write_node) != SQLITE_DONE)
    self->code = sqlite3_errcode (self->db);
  sqlite3_reset (self->write_node);
  g_array_append_val (self->parents, all);
}

/* Where part @i of @n_parts begins, so that all are of nearly one size. */
static guint
part_start (guint n, guint n_parts, guint i)
{
  return (guint) ((guint64) n * i / n_parts);
}

/* One level: columns from west to east, in each of them nodes from south to north. */
static void
write_level (Packing *self)
{
  Entry *entries = (Entry *) (gpointer) self->entries->data;
  guint n = self->entries->len;
  guint fill = MAX ((guint) (FILL * self->capacity), 1);
  guint n_nodes = (n + fill - 1) / fill;
  guint n_columns = (guint) ceil (sqrt (n_nodes));

  qsort (entries, n, sizeof *entries, compare_x);
  for (guint c = 0; c < n_columns; c++)
    {
      guint start = part_start (n, n_columns, c);
      guint length = part_start (n, n_columns, c + 1) - start;
      guint n_rows = (length + fill - 1) / fill;

      qsort (entries + start, length, sizeof *entries, compare_y);
      for (guint r = 0; r < n_rows; r++)
        {
          guint from = part_start (length, n_rows, r);

          write_node (self, entries + start + from, part_start (length, n_rows, r + 1) - from, ++self->last_node);
        }
    }
}

static void
write_levels (Packing *self)
{
  self->last_node = ROOT;
  while (self->entries->len > self->capacity && self->code == SQLITE_OK)
    {
      GArray *lower = self->entries;

      write_level (self);
      self->depth++;
      self->entries = self->parents;
      self->parents = lower;
      g_array_set_size (self->parents, 0);
    }
  write_node (self, (const Entry *) (gpointer) self->entries->data, self->entries->len, ROOT);
}

static void
write_places (Packing *self)
{
  sqlite3_stmt *stmt = prepare (self->db, &self->code, "INSERT INTO \"idx_%w_geom_rowid\" VALUES (?1, ?2)", self->table);

  if (self->code == SQLITE_OK)
    g_array_sort (self->places, compare_place);
  for (guint i = 0; i < self->places->len && self->code == SQLITE_OK; i++)
    {
      const Place *place = &g_array_index (self->places, Place, i);

      run_pair (self, stmt, place->id, place->node);
    }
  sqlite3_finalize (stmt);
}

/* The module itself says whether what was written is an index. */
static gboolean
is_accepted (Packing *self)
{
  sqlite3_stmt *stmt = prepare (self->db, &self->code, "SELECT rtreecheck('main', 'idx_%q_geom')", self->table);
  gboolean good = self->code == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW
                  && g_strcmp0 ((const char *) sqlite3_column_text (stmt, 0), "ok") == 0;

  sqlite3_finalize (stmt);
  return good;
}

static gint64
read_value (sqlite3 *db, const char *format, const char *table, gint64 number)
{
  int code;
  sqlite3_stmt *stmt = prepare (db, &code, format, table, number);
  gint64 value = stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW ? sqlite3_column_int64 (stmt, 0) : -1;

  sqlite3_finalize (stmt);
  return value;
}

/* The size of a node is that of the root, which is always there. */
static gboolean
write_all (Packing *self)
{
  gint64 node_bytes = read_value (self->db, "SELECT length(data) FROM \"idx_%w_geom_node\" WHERE nodeno = 1", self->table, 0);

  if (node_bytes < HEAD_BYTES + 2 * CELL_BYTES || node_bytes > G_MAXUINT16)
    return FALSE;
  self->node_bytes = (gsize) node_bytes;
  self->capacity = (guint) (self->node_bytes - HEAD_BYTES) / CELL_BYTES;
  if (!execute (self->db, &self->code,
                "DELETE FROM \"idx_%w_geom_node\"; DELETE FROM \"idx_%w_geom_parent\"; DELETE FROM \"idx_%w_geom_rowid\"",
                self->table, self->table, self->table))
    return FALSE;
  self->write_node = prepare (self->db, &self->code, "INSERT INTO \"idx_%w_geom_node\" VALUES (?1, ?2)", self->table);
  if (self->code == SQLITE_OK)
    self->write_parent = prepare (self->db, &self->code, "INSERT INTO \"idx_%w_geom_parent\" VALUES (?1, ?2)", self->table);
  if (self->code == SQLITE_OK)
    write_levels (self);
  if (self->code == SQLITE_OK)
    write_places (self);
  sqlite3_finalize (self->write_node);
  sqlite3_finalize (self->write_parent);
  return self->code == SQLITE_OK && is_accepted (self);
}

static gboolean
pack (sqlite3 *db, const char *table, gint64 after_id)
{
  Packing self = { .db = db, .table = table, .after_id = after_id };
  gboolean good = FALSE;
  int code;

  self.entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self.parents = g_array_new (FALSE, FALSE, sizeof (Entry));
  self.places = g_array_new (FALSE, FALSE, sizeof (Place));
  if (read_entries (&self) && execute (db, &code, "SAVEPOINT packing"))
    {
      good = write_all (&self);
      good = execute (db, &code, good ? "RELEASE packing" : "ROLLBACK TO packing; RELEASE packing") && good;
    }
  g_array_unref (self.entries);
  g_array_unref (self.parents);
  g_array_unref (self.places);
  return good;
}

static gboolean
enter_piece (sqlite3 *db, const char *table, gint64 after_id, gboolean *more, GError **error)
{
  int code;

  if (!execute (db, &code,
                "INSERT INTO \"idx_%w_geom\" (pkid, xmin, xmax, ymin, ymax) SELECT rowid, MbrMinX(geom), MbrMaxX(geom), "
                "MbrMinY(geom), MbrMaxY(geom) FROM \"%w\" WHERE rowid > %lld AND geom IS NOT NULL AND rowid NOT IN (SELECT rowid "
                "FROM \"idx_%w_geom_rowid\") LIMIT %d",
                table, table, after_id, table, PIECE_ROWS))
    {
      wg_sqlite_set_error (error, db, code);
      return FALSE;
    }
  *more = sqlite3_changes64 (db) == PIECE_ROWS;
  return TRUE;
}

gboolean
wg_sqlite_boxes_enter (sqlite3 *db, const char *table, gint64 after_id, gboolean *more, GError **error)
{
  gint64 n_new;
  gint64 n_there;

  *more = FALSE;
  if (read_value (db, "SELECT count(*) FROM geometry_columns WHERE f_table_name = %Q AND spatial_index_enabled = 1", table, 0) == 0)
    return TRUE;
  n_new = read_value (db, "SELECT count(*) FROM \"%w\" WHERE rowid > %lld", table, after_id);
  n_there = read_value (db, "SELECT count(*) FROM \"idx_%w_geom_rowid\"", table, 0);
  /* A handful among many is cheaper one by one. */
  if (n_new > 0 && n_there >= 0 && n_new >= n_there / 8 && n_new + n_there <= MAX_PACKED && pack (db, table, after_id))
    return TRUE;
  return enter_piece (db, table, after_id, more, error);
}
