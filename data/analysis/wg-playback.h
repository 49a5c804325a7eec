/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WgPlaybackPoint:
 * @x: 0 to 1 of the Web Mercator world, NAN without a place
 * @y: likewise, from the north
 * @from_ms: when it was reported, milliseconds UTC
 * @to_ms: when it was closed, %G_MAXINT64 while it is open
 */
typedef struct
{
  double x;
  double y;
  gint64 from_ms;
  gint64 to_ms;
} WgPlaybackPoint;

/**
 * WgPlayback:
 *
 * All cases on the line of time, so that any moment of it can be shown without asking the database. Immutable,
 * reference-counted, safe to share between threads.
 */
typedef struct _WgPlayback WgPlayback;

#define WG_TYPE_PLAYBACK (wg_playback_get_type ())
GType wg_playback_get_type (void) G_GNUC_CONST;

/**
 * wg_playback_new:
 * @records: (element-type WgCaseRecord): cases; merged and rejected ones are left out
 *
 * Returns: (transfer full): the playback
 */
WgPlayback *wg_playback_new (const GPtrArray *records);
WgPlayback *wg_playback_ref (WgPlayback *playback);
void wg_playback_unref (WgPlayback *playback);

/**
 * wg_playback_get_points:
 *
 * Returns: (transfer none) (array length=n): by the time they were reported
 */
const WgPlaybackPoint *wg_playback_get_points (const WgPlayback *playback, guint *n);

/**
 * wg_playback_find:
 *
 * Returns: how many were reported before @at_ms: the position of the first that was not
 */
guint wg_playback_find (const WgPlayback *playback, gint64 at_ms);

/**
 * WgPlaybackCounts:
 * @received: reported in the time
 * @closed: closed in it
 * @open: reported and not closed at its end
 */
typedef struct
{
  guint received;
  guint closed;
  guint open;
} WgPlaybackCounts;

/**
 * wg_playback_count:
 * @from_ms: the first instant
 * @to_ms: the first instant after it
 */
WgPlaybackCounts wg_playback_count (const WgPlayback *playback, gint64 from_ms, gint64 to_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgPlayback, wg_playback_unref)

G_END_DECLS
