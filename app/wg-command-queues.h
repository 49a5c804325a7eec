/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-call.h"
#include "wg-queue.h"

G_BEGIN_DECLS

/**
 * wg_command_queues_keep_cases:
 * @records: (element-type WgCaseRecord): open cases; afterwards those in @queue
 *
 * "Mine" are those of the person behind `--as`.
 */
gboolean wg_command_queues_keep_cases (WgCommandCall *call, WgQueue queue, GPtrArray *records, GError **error);

G_END_DECLS
