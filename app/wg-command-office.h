/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-call.h"
#include "wg-store-office.h"

G_BEGIN_DECLS

/**
 * wg_command_office_perform:
 * @verb: what is done, as the arguments and options of @call say
 *
 * Returns: (transfer full): its event, that of the first time when the key was used before; %NULL with @error set.
 */
WgEvent *wg_command_office_perform (WgCommandCall *call, WgOfficeVerb verb, GError **error);

G_END_DECLS
