/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_SECTION_GROUP (wg_section_group_get_type ())
G_DECLARE_FINAL_TYPE (WgSectionGroup, wg_section_group, WG, SECTION_GROUP, AdwPreferencesGroup)

/**
 * wg_section_group_new:
 *
 * Returns: (transfer floating): the named streets and rivers of the district with who answers for each, and a line to change that;
 * who may not sees whose it is.
 */
GtkWidget *wg_section_group_new (WgContext *context);

G_END_DECLS
