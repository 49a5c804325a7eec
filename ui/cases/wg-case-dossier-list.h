/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"
#include "wg-store-cases.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WgCaseDossierList:
 *
 * What lies beside a case: the cases merged with it, who helps, what is asked and answered, signatures, calls and files.
 * Takes no room where there is none of it.
 */
#define WG_TYPE_CASE_DOSSIER_LIST (wg_case_dossier_list_get_type ())
G_DECLARE_FINAL_TYPE (WgCaseDossierList, wg_case_dossier_list, WG, CASE_DOSSIER_LIST, GtkWidget)

/**
 * wg_case_dossier_list_show:
 * @file: (nullable): the case; %NULL shows nothing
 */
void wg_case_dossier_list_show (WgCaseDossierList *self, WgContext *context, const WgCaseFile *file);

G_END_DECLS
