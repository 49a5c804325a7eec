/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgDuplicateList:
 *
 * The open cases on the board that may be the same as one that is not registered yet: of the same class, and as near and as
 * new as wg_duplicate_list_set_limits() says, the nearest first. A click selects one. Without any it is hidden.
 */
#define WG_TYPE_DUPLICATE_LIST (wg_duplicate_list_get_type ())
G_DECLARE_FINAL_TYPE (WgDuplicateList, wg_duplicate_list, WG, DUPLICATE_LIST, GtkWidget)

/**
 * wg_duplicate_list_set_context:
 * @context: gives the board; once only
 */
void wg_duplicate_list_set_context (WgDuplicateList *self, WgContext *context);

/**
 * wg_duplicate_list_set_limits:
 * @metres: as near as this two cases may be the same
 * @hours: reported within this time they may be
 *
 * The district's `duplicate-metres` and `duplicate-hours`. Nothing is found before they are known.
 */
void wg_duplicate_list_set_limits (WgDuplicateList *self, double metres, double hours);

/**
 * wg_duplicate_list_set_case:
 * @class_code: (nullable): the class asked for; %NULL for none
 * @lon: degrees, NAN when the place is not known
 * @lat: degrees
 *
 * Says which case duplicates are looked for.
 */
void wg_duplicate_list_set_case (WgDuplicateList *self, const char *class_code, double lon, double lat);

/**
 * wg_duplicate_list_get_n_cases:
 *
 * Returns: how many cases are listed.
 */
guint wg_duplicate_list_get_n_cases (WgDuplicateList *self);

G_END_DECLS
