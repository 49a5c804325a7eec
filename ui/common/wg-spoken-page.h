/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * wg_spoken_page_watch:
 * @page: a page that says why there is nothing, and what to do
 *
 * The scrolled part of @page, on which the focus stops when there is no button in it, is called what @page says, now and
 * whenever it changes.
 */
void wg_spoken_page_watch (AdwStatusPage *page);

G_END_DECLS
