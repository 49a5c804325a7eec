/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store-cases.h"

G_BEGIN_DECLS

/* A store over a fresh database in a folder of its own, with a clock that stands still, and a small district in it:
 * one topmost grid "T" of 4 leaves "A".."D" (a 2 x 2 square of 0.01 degree each, lower left corner at 116.6, 40.3), and
 * three persons: 王建国 (1, keeper A of A), 李秀英 (2), 张伟 (3, of unit 1 市政维护班).
 */
typedef struct
{
  char *folder;
  char *path;
  WgClock *clock;
  WgStore *store;
} WgTestStore;

#define WG_TEST_NOW G_GINT64_CONSTANT (1795142527000) /* 2026-11-20T02:42:07Z, a Friday morning in Shanghai */

void wg_test_store_set_up (WgTestStore *self, WgWorkflow *workflow);
/* Only what every new database has. */
void wg_test_store_set_up_empty (WgTestStore *self);
void wg_test_store_tear_down (WgTestStore *self);

/* Opens another store on the same file, as a second desk would. */
WgStore *wg_test_store_open_again (WgTestStore *self);

/* Runs the main context until the result of a call is there. */
typedef struct
{
  GAsyncResult *result;
} WgTestWait;

void wg_test_wait_ready (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *wg_test_wait (WgTestWait *wait);

/* Makes one move and takes ownership of @act. */
WgActResult *wg_test_perform (WgStore *store, WgAct *act, GError **error);
WgAct *wg_test_act (WgVerb verb, const char *number, gint64 operator_id);
WgAct *wg_test_report (double lon, double lat);

/* Runs @func on the writer inside a transaction. */
gpointer wg_test_write (WgStore *store, WgStoreFunc func, gpointer request, GError **error);
gpointer wg_test_read (WgStore *store, WgStoreFunc func, gpointer request, GError **error);

WgCaseFile *wg_test_load_case (WgStore *store, const char *number);

/* Somebody leaves, by the word of the administrator. */
void wg_test_deactivate (WgStore *store, const char *name);

/* Lets the main loop run for that long. */
void wg_test_wait_ms (guint ms);

/* Ids of the seeded operators, in the order in which every database has them. */
enum
{
  WG_TEST_DESK = 1,
  WG_TEST_INTAKE,
  WG_TEST_DISPATCHER,
  WG_TEST_CHECKER,
  WG_TEST_CALLBACK,
  WG_TEST_DUTY,
  WG_TEST_GIS,
  WG_TEST_LEADER,
  WG_TEST_AUDITOR,
  WG_TEST_ADMIN,
  WG_TEST_KEEPER, /* the account of 王建国 */
};

G_END_DECLS
