/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store.h"

G_BEGIN_DECLS

/**
 * WG_SILENCE_SUBJECT:
 *
 * What the events are about that tell of the alarms of a desk. Their verbs are %WG_SILENCE_BEGINS and %WG_SILENCE_ENDS; the
 * first has the reason, and in its fields `until_ms`.
 */
#define WG_SILENCE_SUBJECT "desk"
#define WG_SILENCE_BEGINS "silence"
#define WG_SILENCE_ENDS "sound"

/**
 * wg_store_begin_silence_async:
 * @operator_id: who wants it
 * @desk: the seat that is silent, "" for one without a name
 * @for_ms: how long, milliseconds; more than %WG_ALARM_LONGEST_MUTE_MS is that much
 * @reason: why; %WG_ERROR_REFUSED without one
 *
 * Writes into the history that a desk is not rung at. Whoever keeps tones back does so after this has succeeded.
 */
void wg_store_begin_silence_async (WgStore *self,
                                   gint64 operator_id,
                                   const char *desk,
                                   gint64 for_ms,
                                   const char *reason,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * wg_store_begin_silence_finish:
 *
 * Returns: until when, milliseconds UTC; -1 with @error set.
 */
gint64 wg_store_begin_silence_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_end_silence_async:
 *
 * Writes into the history that a desk is rung at again before the silence was over.
 */
void wg_store_end_silence_async (WgStore *self,
                                 gint64 operator_id,
                                 const char *desk,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean wg_store_end_silence_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_store_list_silences_async:
 * @limit: how many at most
 *
 * The newest silences of all desks.
 */
void wg_store_list_silences_async (
    WgStore *self, guint limit, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/**
 * wg_store_list_silences_finish:
 *
 * Returns: (transfer full) (element-type WgEvent): the newest first.
 */
GPtrArray *wg_store_list_silences_finish (WgStore *self, GAsyncResult *result, GError **error);

/**
 * wg_silence_get_until:
 * @event: one of wg_store_list_silences_finish()
 *
 * Returns: until when the desk was to be silent, milliseconds UTC; %WG_NO_TIME for the end of a silence.
 */
gint64 wg_silence_get_until (const WgEvent *event);

G_END_DECLS
