/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-command-call.h"
#include "wg-store-drafts.h"

G_BEGIN_DECLS

/**
 * wg_command_drafts_take_id:
 * @text: (nullable): the number of a draft
 */
gboolean wg_command_drafts_take_id (const char *text, gint64 *id, GError **error);

/**
 * wg_command_drafts_write:
 *
 * Writes the keys of a draft into an object that has begun; with its grids when they were read.
 */
void wg_command_drafts_write (WgJsonWriter *out, const WgDraft *draft);

/**
 * wg_command_drafts_write_plan:
 *
 * Writes the keys of what a draft does: `grids`, `moved_cases`, `flags`.
 */
void wg_command_drafts_write_plan (WgJsonWriter *out, const WgDraftPlan *plan);

/**
 * wg_command_drafts_load:
 *
 * Returns: (transfer full): the draft, waited for
 */
WgDraft *wg_command_drafts_load (WgCommandCall *call, gint64 id, GError **error);

#define WG_DRAFT_SHAPE "draft,name,state,author,approver,effective,note,steps,trouble,changes:[{code,name,op,parent,area_m2}],conflicts:[{draft,grid}]"
#define WG_PLAN_SHAPE "grids:[{code,before:{area_m2,households,buildings,open,overdue,officers},after:{…}}],moved_cases:[{number,from,to}],flags:[{grid,rule,value}]"

G_END_DECLS
