/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-event.h"
#include "wg-fields.h"
#include "wg-import-publisher.h"
#include "wg-kept-rows.h"

G_BEGIN_DECLS

/* One import on its way through the writer: what wg-import-publisher.c (who is told what, and when) and the steps in
 * wg-import-run.c and its siblings per kind (what is written) hand to each other.
 */

/* What became of a staged row. */
typedef enum
{
  WG_ROW_STORED,
  WG_ROW_REFUSED,
  WG_ROW_MERGED,
  WG_ROW_UPDATED,
  WG_ROW_UNCHANGED,
} WgRowOutcome;

/* A staged row that is about to be moved: its feature, its new id, its place and where that is at home. */
typedef struct
{
  gint64 seq;
  gint64 id;
  gsize kept; /* the row in run->rows */
  double lon;
  double lat;
  gint64 grid_id;
  gint64 grid_version_id;
} WgImportSlot;

typedef struct _WgImportRun WgImportRun;

/* What differs between the kinds. */
typedef struct
{
  /* Kinds that come in chunks. */
  const char *rows;    /* statement: seq and the rest of the row, after a seq, so many */
  const char *columns; /* of that statement, a letter each as in wg_statement_bind() */
  const char *table;   /* where they go */
  const char *counter; /* of their ids */
  guint chunk_rows; /* at most */
  gboolean goes_by_home; /* moved grid by grid, not in the order of the file */
  gboolean homeless; /* its rows belong to no grid */
  gboolean (*read_place) (WgStatement *row, WgImportSlot *slot, GError **error);
  gboolean (*move_row) (WgImportRun *run, WgStoreWork *work, WgStatement *row, const WgImportSlot *slot, WgRowOutcome *outcome, GError **error);

  /* Before the first chunk; inside the publishing transaction: what has events of its own, what has none. May be NULL. */
  gboolean (*open) (WgImportRun *run, WgStoreWork *work, GError **error);
  gboolean (*apply) (WgImportRun *run, WgStoreWork *work, GError **error);
  gboolean (*publish) (WgImportRun *run, WgStoreWork *work, GError **error);

  /* A kind that comes whole: everything between begin and commit. Then the members above are NULL. Before it, what can be found
   * out without keeping others from writing: all that is read of the database, and on a thread without a database what takes
   * long. Both may be NULL; a move that finds something else in force has `looks_again` set, and all of it begins anew.
   */
  gboolean (*look_whole) (WgImportRun *run, WgStoreWork *work, GError **error);
  gboolean (*weigh_whole) (WgImportRun *run, GError **error);
  gboolean (*move_whole) (WgImportRun *run, WgStoreWork *work, GError **error);
} WgImportOps;

struct _WgImportRun
{
  /* Given. */
  char *staging_path;
  WgImportRequest *request;
  gint64 operator_id;
  GCancellable *cancellable; /* may be NULL */

  /* Of the writer thread while a step runs there, else of the caller's. */
  const WgImportOps *ops;
  WgImportReport *report;
  char *file_name;
  char *owner;
  gboolean attached;
  gint64 batch_id; /* 0 until there is one */
  gint64 started_ms;
  gint64 last_seq; /* staged rows up to here are looked at */
  gint64 n_rows;
  WgKeptRows *rows;     /* a block of them */
  GArray *slots;        /* WgImportSlot: of the block; in the end in the order in which they go */
  guint next_slot;      /* the ones before it are moved */
  guint chunk_rows;     /* of the next chunk */
  WgGridTree *homed_by; /* the grids that were in force then */
  gboolean all_looked;  /* this is the last block */
  gint64 n_moved;
  gint64 before_id;     /* all ids that they got are higher */
  gint64 staged_findings; /* highest seq of them */
  gint64 told_findings;   /* staged ones up to here are written */
  gint64 n_own_findings;
  GPtrArray *noted; /* WgImportFinding: the first of them, which are not written yet; NULL for none */
  gboolean looks_again;
  gint64 n_outside_told;
  GHashTable *repaired; /* seqs (gint64) that the reader repaired; NULL until one of its rows is refused */
  gpointer data; /* of the kind */
  GDestroyNotify data_free;
};

/* wg-import-run.c and wg-import-move.c. Each step begins and ends its own transactions. */
gboolean wg_import_run_open (WgImportRun *run, WgStoreWork *work, GError **error);
gboolean wg_import_run_look (WgImportRun *run, WgStoreWork *work, gboolean *more, GError **error);
gboolean wg_import_run_move (WgImportRun *run, WgStoreWork *work, gboolean *more, GError **error);
gboolean wg_import_run_tell (WgImportRun *run, WgStoreWork *work, gboolean *more, GError **error);
gboolean wg_import_run_enter_boxes (WgImportRun *run, WgStoreWork *work, gboolean *more, GError **error);
gboolean wg_import_run_publish (WgImportRun *run, WgStoreWork *work, GError **error);
gboolean wg_import_run_close (WgImportRun *run, WgStoreWork *work, GError **error);

/* Whether nobody has stopped the import; a loop over rows asks now and then, so that a step ends as soon as it is not wanted. */
gboolean wg_import_run_is_wanted (WgImportRun *run, GError **error);

/* Fails when the batch was given up by somebody who took this program for dead. Inside a transaction. */
gboolean wg_import_run_touch_batch (WgImportRun *run, WgStoreWork *work, GError **error);

/* For the kinds, inside a transaction. */
gboolean wg_import_run_insert_batch (WgImportRun *run, WgStoreWork *work, GError **error);
gboolean wg_import_run_copy_findings (WgImportRun *run, WgStoreWork *work, gint64 until_seq, GError **error);
gboolean wg_import_run_publish_batch (WgImportRun *run, WgStoreWork *work, WgEvent *event, WgFields *fields, GError **error);
gboolean wg_import_run_start_event (WgImportRun *run, WgStoreWork *work, WgEvent *event, GError **error);
gboolean wg_import_run_count (WgImportRun *run, WgStoreWork *work, const WgImportSlot *slot, WgRowOutcome outcome, GError **error);

/* For the kinds that come whole: what was read is written in one transaction, which a dry run takes back. */
typedef gboolean (*WgImportWholeFunc) (WgImportRun *run, WgStoreWork *work, GPtrArray *all, GError **error);
gboolean wg_import_run_write_whole (WgImportRun *run, WgStoreWork *work, GPtrArray *all, WgImportWholeFunc write, GError **error);

/* Which rows the reader has mended. */
gboolean wg_import_run_load_repaired (WgImportRun *run, WgStoreWork *work, GError **error);

/* Counts a row that the store has mended, unless the reader did before; for who has loaded which those are. */
void wg_import_run_count_repaired (WgImportRun *run, const WgImportSlot *slot);

/* Fails when something was found that a person has refused the file for. */
gboolean wg_import_run_check_refusals (WgImportRun *run, GError **error);

/* Writes a finding of the store beside those of the reader. @slot NULL: about the whole file; else its place is shown. */
gboolean wg_import_run_find (WgImportRun *run,
                             WgStoreWork *work,
                             const WgImportSlot *slot,
                             const char *rule,
                             const char *outcome,
                             GError **error,
                             const char *format,
                             ...) G_GNUC_PRINTF (7, 8);

/* The same where there is no database at hand: it is noted, and written with wg_import_run_write_noted(); that is done before
 * any other is written.
 */
void wg_import_run_note (WgImportRun *run, const WgImportSlot *slot, const char *rule, const char *outcome, const char *format, ...)
    G_GNUC_PRINTF (5, 6);

/* Inside a transaction, once there is a batch. */
gboolean wg_import_run_write_noted (WgImportRun *run, WgStoreWork *work, GError **error);

/* Returns the id of the home grid, or WG_NO_ID. */
gint64 wg_import_find_home (WgGridTree *grids, double lon, double lat);

/* Who may import: a GIS editor or a duty officer, for the whole district. */
gboolean wg_import_check_operator (WgStoreWork *work, gint64 operator_id, GError **error);

/* The kinds. */
extern const WgImportOps wg_import_grids;
extern const WgImportOps wg_import_buildings;
extern const WgImportOps wg_import_facilities;
extern const WgImportOps wg_import_cases;
extern const WgImportOps wg_import_lines;
extern const WgImportOps wg_import_areas;
extern const WgImportOps wg_import_persons;

G_END_DECLS
