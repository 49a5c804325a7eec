/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WgClassGroup:
 *
 * The classes under which cases are filed: found by words, each with its limit, unit and route to be changed, and all of them to
 * be written as the table that is posted.
 */
#define WG_TYPE_CLASS_GROUP (wg_class_group_get_type ())
G_DECLARE_FINAL_TYPE (WgClassGroup, wg_class_group, WG, CLASS_GROUP, AdwPreferencesGroup)

GtkWidget *wg_class_group_new (WgContext *context);

G_END_DECLS
