/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-event.h"

G_BEGIN_DECLS

/**
 * WgChangeSet:
 *
 * What has changed since the last one, gathered from the event log: of this process, of another one on the same file, of
 * an import. Immutable once emitted.
 */
typedef struct _WgChangeSet WgChangeSet;

#define WG_TYPE_CHANGE_SET (wg_change_set_get_type ())
GType wg_change_set_get_type (void) G_GNUC_CONST;

/**
 * wg_change_set_new_from_events:
 * @events: (element-type WgEvent): consecutive events
 */
WgChangeSet *wg_change_set_new_from_events (GPtrArray *events);
WgChangeSet *wg_change_set_ref (WgChangeSet *self);
void wg_change_set_unref (WgChangeSet *self);

/**
 * wg_change_set_get_events:
 *
 * Returns: (transfer none) (element-type WgEvent): the events themselves, in order.
 */
GPtrArray *wg_change_set_get_events (WgChangeSet *self);

/**
 * wg_change_set_get_case_ids:
 * @n_ids: (out): their number
 *
 * Returns: (transfer none) (array length=n_ids): each case that changed, once.
 */
const gint64 *wg_change_set_get_case_ids (WgChangeSet *self, gsize *n_ids);

/**
 * wg_change_set_touches_all:
 *
 * Returns: whether so much changed at once (an import, an undone import) that lists must be read anew.
 */
gboolean wg_change_set_touches_all (WgChangeSet *self);

/**
 * wg_change_set_touches:
 * @subject: `grid`, `person`, `setting`, …
 */
gboolean wg_change_set_touches (WgChangeSet *self, const char *subject);

gint64 wg_change_set_get_last_event (WgChangeSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgChangeSet, wg_change_set_unref)

G_END_DECLS
