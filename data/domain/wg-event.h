/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WG_EVENT_HASH_SIZE:
 *
 * Bytes of the SHA-256 that chains each event to the one before it.
 */
#define WG_EVENT_HASH_SIZE 32

/**
 * WgEvent:
 * @id: order of the log; ids are committed in their order
 * @at_ms: milliseconds UTC, never before the event with the id before
 * @subject: `case`, `desk`, `batch`, `grid`, `person`, `setting`, `database`
 * @fields: JSON object with sorted keys; `old` and `new` values, never personal data
 * @operator_name: (nullable): who, for a person to read; not part of the chain
 * @case_number: (nullable): the number of the case that the event is about; not part of the chain
 *
 * One row of the append-only history.
 */
typedef struct
{
  gint64 id;
  gint64 at_ms;
  gint64 operator_id;
  gint64 for_person_id;
  char *desk;
  char *subject;
  gint64 subject_id;
  char *verb;
  char *from_state;
  char *to_state;
  gint64 run;
  char *reason;
  char *fields;
  gint64 undoes_id;
  gint64 batch_id;
  char *idem_key;
  guint8 hash[WG_EVENT_HASH_SIZE];
  char *operator_name;
  char *for_person_name;
  char *case_number;
} WgEvent;

#define WG_TYPE_EVENT (wg_event_get_type ())
GType wg_event_get_type (void) G_GNUC_CONST;

WgEvent *wg_event_new (void);
WgEvent *wg_event_copy (const WgEvent *self);
void wg_event_free (WgEvent *self);

/**
 * wg_event_compute_hash:
 * @self: an event
 * @district_id: the district whose chain it belongs to
 * @previous: (array fixed-size=32): the hash of the event before it
 * @hash: (out) (array fixed-size=32): the result
 *
 * SHA-256 over the previous hash, then every column of the table `event` in declared order but the hash, each as its
 * length in bytes (8 bytes, big-endian; all ones for NULL) and its UTF-8 text, integers as decimal digits.
 */
void wg_event_compute_hash (const WgEvent *self, gint64 district_id, const guint8 *previous, guint8 *hash);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgEvent, wg_event_free)

G_END_DECLS
