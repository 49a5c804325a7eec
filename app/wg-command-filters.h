/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-query.h"
#include "wg-command-call.h"

G_BEGIN_DECLS

/**
 * wg_command_filters_lay_under:
 * @query: what the other options say
 *
 * Adds what the filter says that `--filter` names, where no option says otherwise.
 */
gboolean wg_command_filters_lay_under (WgCommandCall *call, WgCaseQuery *query, GError **error);

G_END_DECLS
