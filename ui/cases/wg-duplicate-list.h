/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WG_DUPLICATE_METRES:
 *
 * As near as this two cases may be the same; domain.md, duplicate suggestion.
 */
#define WG_DUPLICATE_METRES 50.0

/**
 * WG_DUPLICATE_MS:
 *
 * Reported within this time two cases may be the same.
 */
#define WG_DUPLICATE_MS (24 * G_GINT64_CONSTANT (3600000))

/**
 * WgDuplicateList:
 *
 * The open cases on the board that may be the same as one that is not registered yet: of the same class, at most
 * %WG_DUPLICATE_METRES away and reported at most %WG_DUPLICATE_MS ago, the nearest first. A click selects one. Without
 * any it is hidden.
 */
#define WG_TYPE_DUPLICATE_LIST (wg_duplicate_list_get_type ())
G_DECLARE_FINAL_TYPE (WgDuplicateList, wg_duplicate_list, WG, DUPLICATE_LIST, GtkWidget)

/**
 * wg_duplicate_list_set_context:
 * @context: gives the board; once only
 */
void wg_duplicate_list_set_context (WgDuplicateList *self, WgContext *context);

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
