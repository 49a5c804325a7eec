/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a million rows must reach the disk in seconds and a killed child may leave anything behind, so everything is one
 * transaction without a journal: the file is either complete and validated, or thrown away. Writing a row takes as long as
 * checking one, so it happens on a thread of its own: what is to be written is packed into parcels, which that thread runs
 * in the order in which they were packed. Whoever asks for something that was written waits until all of them are back.
 */

#include "wg-geo-staging.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>
#include <time.h>

#include "wg-error.h"

/* A parcel is sent when it holds so much; one that had to grow far beyond gives its memory back. */
#define PARCEL_BYTES (64 * 1024)
#define LARGE_PARCEL_BYTES (16 * PARCEL_BYTES)
#define N_PARCELS 4

enum
{
  ROW,
  FINDING,
  REPLACE,
  PIECE,
  INFO,
  N_STATEMENTS,
};

typedef enum
{
  PACKED_STATEMENT, /* its values follow, so many bytes */
  PACKED_NUMBER,
  PACKED_DEGREES,
  PACKED_TEXT,
  PACKED_BLOB,
} PackedType;

/* In front of everything that is packed. */
typedef struct
{
  guint32 size;   /* of what follows, in bytes */
  guint16 type;   /* PackedType */
  guint16 number; /* of the statement, or of its parameter */
} Head;

typedef struct
{
  GByteArray *bytes;
  gboolean last;
} Parcel;

struct _WgGeoStaging
{
  sqlite3 *db; /* of the thread, while any parcel is not back */
  sqlite3_stmt *statements[N_STATEMENTS];
  sqlite3_stmt *load;
  GThread *thread;
  GAsyncQueue *full;
  GAsyncQueue *empty;
  Parcel parcels[N_PARCELS];
  Parcel *at;      /* the one that is being packed */
  GByteArray *row; /* the values of the next row: findings may be told before it is written */
  GByteArray *other;
  gint64 n_findings;
  double seconds; /* of the thread */
  char *failure;
  gint failed; /* whether there is a failure, for any thread */
};

static const int n_columns[WG_N_IMPORT_KINDS] = {
  [WG_IMPORT_GRIDS] = 7,
  [WG_IMPORT_BUILDINGS] = 9,
  [WG_IMPORT_CASES] = 21,
  [WG_IMPORT_FACILITIES] = 6,
  [WG_IMPORT_ROADS] = 4,
  [WG_IMPORT_WATER] = 4,
  [WG_IMPORT_GREEN] = 4,
  [WG_IMPORT_AREAS] = 4,
  [WG_IMPORT_PERSONS] = 12,
};

static gboolean
check (WgGeoStaging *staging, int result)
{
  if (result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW)
    return TRUE;
  if (staging->failure == NULL)
    staging->failure = g_strdup (sqlite3_errmsg (staging->db));
  g_atomic_int_set (&staging->failed, TRUE);
  return FALSE;
}

static void
execute (WgGeoStaging *staging, const char *sql)
{
  if (staging->failure == NULL)
    check (staging, sqlite3_exec (staging->db, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *
prepare (WgGeoStaging *staging, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (staging->failure == NULL)
    check (staging, sqlite3_prepare_v3 (staging->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
  return statement;
}

static void
create_tables (WgGeoStaging *staging)
{
  gsize n_tables;
  const WgStagingTable *tables = wg_staging_get_tables (&n_tables);
  g_autofree char *marks = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                            WG_STAGING_APPLICATION_ID, WG_STAGING_FORMAT);

  execute (staging, "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;");
  execute (staging, marks);
  execute (staging, "BEGIN");
  for (gsize i = 0; i < n_tables; i++)
    execute (staging, tables[i].sql);
}

static void
prepare_statements (WgGeoStaging *staging, WgImportKind kind)
{
  g_autoptr (GString) row = g_string_new (NULL);
  g_autofree char *load = NULL;
  g_autofree char *replace = NULL;

  g_string_append_printf (row, "INSERT INTO %s VALUES (?1", wg_staging_get_row_table (kind));
  for (int i = 2; i <= n_columns[kind]; i++)
    g_string_append_printf (row, ",?%d", i);
  g_string_append_c (row, ')');
  staging->statements[ROW] = prepare (staging, row->str);
  staging->statements[FINDING] = prepare (staging, "INSERT INTO finding VALUES (?1,?2,?3,?4,?5,?6,?7)");
  staging->statements[INFO] = prepare (staging, "INSERT INTO info VALUES (?1, ?2)");
  if (kind != WG_IMPORT_GRIDS && kind != WG_IMPORT_BUILDINGS)
    return;
  load = g_strdup_printf ("SELECT wkb FROM %s WHERE seq = ?1", wg_staging_get_row_table (kind));
  replace = g_strdup_printf ("UPDATE %s SET wkb = ?2 WHERE seq = ?1", wg_staging_get_row_table (kind));
  staging->load = prepare (staging, load);
  staging->statements[REPLACE] = prepare (staging, replace);
  staging->statements[PIECE] = prepare (staging, "INSERT INTO piece VALUES (?1, ?2)");
}

static void
set_io_error (WgGeoStaging *staging, GError **error)
{
  g_set_error (error, WG_ERROR, WG_ERROR_IO,
               _ ("The working file could not be written: %s. Nothing was imported. Free some space and try again."),
               staging->failure);
}

double
wg_geo_get_thread_seconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

/* Unpacking, on the thread. */

static const guint8 *
take_head (const guint8 *at, Head *head)
{
  memcpy (head, at, sizeof *head);
  return at + sizeof *head;
}

static void
bind (WgGeoStaging *staging, sqlite3_stmt *statement, const Head *head, const guint8 *bytes)
{
  gint64 number;
  double degrees;

  switch ((PackedType) head->type)
    {
    case PACKED_NUMBER:
      memcpy (&number, bytes, sizeof number);
      check (staging, sqlite3_bind_int64 (statement, head->number, number));
      break;
    case PACKED_DEGREES:
      memcpy (&degrees, bytes, sizeof degrees);
      check (staging, sqlite3_bind_double (statement, head->number, degrees));
      break;
    case PACKED_TEXT:
      check (staging, sqlite3_bind_text64 (statement, head->number, (const char *) bytes, head->size, SQLITE_STATIC, SQLITE_UTF8));
      break;
    case PACKED_BLOB:
      check (staging, sqlite3_bind_blob64 (statement, head->number, bytes, head->size, SQLITE_STATIC));
      break;
    case PACKED_STATEMENT:
    default:
      g_assert_not_reached ();
    }
}

static void
run_parcel (WgGeoStaging *staging, const Parcel *parcel)
{
  const guint8 *at = parcel->bytes->data;
  const guint8 *end = at + parcel->bytes->len;

  while (at < end && staging->failure == NULL)
    {
      Head order;
      const guint8 *next = take_head (at, &order) + order.size;
      sqlite3_stmt *statement = staging->statements[order.number];

      for (at += sizeof order; at < next;)
        {
          Head head;

          at = take_head (at, &head);
          bind (staging, statement, &head, at);
          at += head.size;
        }
      check (staging, sqlite3_step (statement));
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
    }
}

static void
empty_parcel (Parcel *parcel)
{
  if (parcel->bytes->len > LARGE_PARCEL_BYTES)
    {
      g_byte_array_unref (parcel->bytes);
      parcel->bytes = g_byte_array_new ();
    }
  g_byte_array_set_size (parcel->bytes, 0);
}

static gpointer
run_parcels (gpointer data)
{
  WgGeoStaging *staging = data;
  gboolean last = FALSE;

  while (!last)
    {
      Parcel *parcel = g_async_queue_pop (staging->full);

      last = parcel->last;
      run_parcel (staging, parcel);
      empty_parcel (parcel);
      staging->seconds = wg_geo_get_thread_seconds ();
      g_async_queue_push (staging->empty, parcel);
    }
  return NULL;
}

/* Packing. */

static void
pack (GByteArray *to, PackedType type, int number, const void *bytes, gsize size)
{
  Head head = { .size = (guint32) size, .type = (guint16) type, .number = (guint16) number };

  g_byte_array_append (to, (const guint8 *) &head, sizeof head);
  g_byte_array_append (to, bytes, (guint) size);
}

static void
pack_number (GByteArray *to, int number, gint64 value)
{
  pack (to, PACKED_NUMBER, number, &value, sizeof value);
}

static void
pack_degrees (GByteArray *to, int number, double value)
{
  pack (to, PACKED_DEGREES, number, &value, sizeof value);
}

static void
pack_text (GByteArray *to, int number, const char *text)
{
  if (text != NULL)
    pack (to, PACKED_TEXT, number, text, strlen (text));
}

/* Values were packed: their statement goes into the parcel, and the parcel on its way when it is full. */
static void
order_statement (WgGeoStaging *staging, int statement, GByteArray *values)
{
  pack (staging->at->bytes, PACKED_STATEMENT, statement, values->data, values->len);
  g_byte_array_set_size (values, 0);
  if (staging->at->bytes->len < PARCEL_BYTES)
    return;
  g_async_queue_push (staging->full, staging->at);
  staging->at = g_async_queue_pop (staging->empty);
}

/* Everything that was ordered is done, and the database is this thread's until the next parcel is sent. */
static void
wait_for_all (WgGeoStaging *staging)
{
  g_async_queue_push (staging->full, staging->at);
  for (int i = 0; i < N_PARCELS; i++)
    g_async_queue_pop (staging->empty);
  staging->at = &staging->parcels[0];
  for (int i = 1; i < N_PARCELS; i++)
    g_async_queue_push (staging->empty, &staging->parcels[i]);
}

static void
begin_packing (WgGeoStaging *staging)
{
  staging->full = g_async_queue_new ();
  staging->empty = g_async_queue_new ();
  for (int i = 0; i < N_PARCELS; i++)
    staging->parcels[i].bytes = g_byte_array_sized_new (2 * PARCEL_BYTES);
  staging->at = &staging->parcels[0];
  for (int i = 1; i < N_PARCELS; i++)
    g_async_queue_push (staging->empty, &staging->parcels[i]);
  staging->row = g_byte_array_new ();
  staging->other = g_byte_array_new ();
  staging->thread = g_thread_new ("stage", run_parcels, staging);
}

static void
end_packing (WgGeoStaging *staging)
{
  if (staging->thread == NULL)
    return;
  staging->at->last = TRUE;
  g_async_queue_push (staging->full, staging->at);
  g_thread_join (staging->thread);
  g_async_queue_unref (staging->full);
  g_async_queue_unref (staging->empty);
  for (int i = 0; i < N_PARCELS; i++)
    g_byte_array_unref (staging->parcels[i].bytes);
  g_byte_array_unref (staging->row);
  g_byte_array_unref (staging->other);
}

WgGeoStaging *
wg_geo_staging_new (const char *folder, WgImportKind kind, GError **error)
{
  g_autoptr (WgGeoStaging) staging = g_new0 (WgGeoStaging, 1);
  g_autofree char *path = g_build_filename (folder, WG_STAGING_FILE_NAME, NULL);

  check (staging, sqlite3_open_v2 (path, &staging->db,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL));
  create_tables (staging);
  prepare_statements (staging, kind);
  if (staging->failure != NULL)
    {
      set_io_error (staging, error);
      return NULL;
    }
  begin_packing (staging);
  return g_steal_pointer (&staging);
}

void
wg_geo_staging_free (WgGeoStaging *staging)
{
  if (staging == NULL)
    return;
  end_packing (staging);
  for (int i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (staging->statements[i]);
  sqlite3_finalize (staging->load);
  sqlite3_close (staging->db);
  g_free (staging->failure);
  g_free (staging);
}

void
wg_geo_staging_bind_number (WgGeoStaging *staging, int column, gint64 value)
{
  pack_number (staging->row, column, value);
}

void
wg_geo_staging_bind_degrees (WgGeoStaging *staging, int column, double value)
{
  pack_degrees (staging->row, column, value);
}

void
wg_geo_staging_bind_text (WgGeoStaging *staging, int column, const char *text)
{
  pack_text (staging->row, column, text);
}

void
wg_geo_staging_bind_blob (WgGeoStaging *staging, int column, const guint8 *bytes, gsize n_bytes)
{
  pack (staging->row, PACKED_BLOB, column, bytes, n_bytes);
}

void
wg_geo_staging_write_row (WgGeoStaging *staging)
{
  order_statement (staging, ROW, staging->row);
}

double
wg_geo_staging_get_seconds (WgGeoStaging *staging)
{
  wait_for_all (staging);
  return staging->seconds;
}

GBytes *
wg_geo_staging_load_wkb (WgGeoStaging *staging, gint64 seq)
{
  GBytes *bytes = NULL;

  wait_for_all (staging);
  sqlite3_bind_int64 (staging->load, 1, seq);
  if (sqlite3_step (staging->load) == SQLITE_ROW)
    bytes = g_bytes_new (sqlite3_column_blob (staging->load, 0), (gsize) sqlite3_column_bytes (staging->load, 0));
  sqlite3_reset (staging->load);
  return bytes;
}

void
wg_geo_staging_replace_wkb (WgGeoStaging *staging, gint64 seq, const guint8 *bytes, gsize n_bytes)
{
  pack_number (staging->other, 1, seq);
  pack (staging->other, PACKED_BLOB, 2, bytes, n_bytes);
  order_statement (staging, REPLACE, staging->other);
}

void
wg_geo_staging_add_piece (WgGeoStaging *staging, gint64 seq, gint64 row_seq)
{
  pack_number (staging->other, 1, seq);
  pack_number (staging->other, 2, row_seq);
  order_statement (staging, PIECE, staging->other);
}

void
wg_geo_staging_add_finding (WgGeoStaging *staging, gint64 feature, const char *rule, const char *outcome,
                            const char *text, const double *lon_lat)
{
  pack_number (staging->other, 1, ++staging->n_findings);
  if (feature > 0)
    pack_number (staging->other, 2, feature);
  pack_text (staging->other, 3, rule);
  pack_text (staging->other, 4, outcome);
  pack_text (staging->other, 5, text);
  if (lon_lat != NULL)
    {
      pack_degrees (staging->other, 6, lon_lat[0]);
      pack_degrees (staging->other, 7, lon_lat[1]);
    }
  order_statement (staging, FINDING, staging->other);
}

void
wg_geo_staging_set_info (WgGeoStaging *staging, const char *key, const char *value)
{
  pack_text (staging->other, 1, key);
  pack_text (staging->other, 2, value);
  order_statement (staging, INFO, staging->other);
}

gboolean
wg_geo_staging_has_failed (WgGeoStaging *staging)
{
  return g_atomic_int_get (&staging->failed);
}

gboolean
wg_geo_staging_finish (WgGeoStaging *staging, GError **error)
{
  wait_for_all (staging);
  execute (staging, "COMMIT");
  if (staging->failure == NULL)
    return TRUE;
  set_io_error (staging, error);
  return FALSE;
}
