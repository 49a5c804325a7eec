/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-context.h"

G_BEGIN_DECLS

/**
 * WgNameBook:
 *
 * Names of persons and units by id, read when they are first asked for and kept.
 *
 * Signal: `changed`: a name that was asked for is known now.
 */
#define WG_TYPE_NAME_BOOK (wg_name_book_get_type ())
G_DECLARE_FINAL_TYPE (WgNameBook, wg_name_book, WG, NAME_BOOK, GObject)

/**
 * wg_name_book_get:
 *
 * Returns: (transfer none): the book of @context.
 */
WgNameBook *wg_name_book_get (WgContext *context);

/**
 * wg_name_book_find_person:
 *
 * Returns: (transfer none) (nullable): the name; %NULL while it is being read.
 */
const char *wg_name_book_find_person (WgNameBook *self, gint64 id);
const char *wg_name_book_find_unit (WgNameBook *self, gint64 id);

G_END_DECLS
