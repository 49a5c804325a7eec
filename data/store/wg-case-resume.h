/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * wg_case_resume_write:
 * @work: a writer inside its transaction
 *
 * Takes the mark off every case whose suspension has ended by now, one event each.
 */
gboolean wg_case_resume_write (WgStoreWork *work, GError **error);

G_END_DECLS
