/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WgDuplicate:
 * @number: another case of the same class
 * @distance_m: how far apart the two are
 * @age_s: how many seconds lie between their reports
 * @score: 0 to 100: 60 for the same place, falling to 0 at the limit, and 40 for the same time
 */
typedef struct
{
  char *number;
  char *class_code;
  char *title;
  char *state;
  double distance_m;
  gint64 age_s;
  int score;
} WgDuplicate;

void wg_duplicate_free (WgDuplicate *self);

/**
 * wg_duplicate_weigh:
 * @within_m: the limit
 * @hours: the limit
 *
 * Returns: the score.
 */
int wg_duplicate_weigh (double distance_m, gint64 age_s, double within_m, double hours);

/**
 * wg_store_find_duplicates_async:
 * @number: a case
 * @within_m: how near, NAN for the setting
 * @hours: how long before or after, NAN for the setting
 * @at_ms: as of when, milliseconds UTC; %G_MININT64 for the present
 */
void wg_store_find_duplicates_async (WgStore *self,
                                     const char *number,
                                     double within_m,
                                     double hours,
                                     gint64 at_ms,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/**
 * wg_store_find_duplicates_finish:
 *
 * Returns: (transfer full) (element-type WgDuplicate): the most likely first. Rejected and merged cases are left out.
 */
GPtrArray *wg_store_find_duplicates_finish (WgStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
