/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the history of a case is evidence; what an event is and how its hash is made must be readable in one place by
 * whoever has to prove it later, apart from any database.
 */

#include "wg-event.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (WgEvent, wg_event, wg_event_copy, wg_event_free)

WgEvent *
wg_event_new (void)
{
  WgEvent *self = g_new0 (WgEvent, 1);

  self->for_person_id = self->run = self->undoes_id = self->batch_id = G_MININT64;
  return self;
}

WgEvent *
wg_event_copy (const WgEvent *self)
{
  WgEvent *copy = g_memdup2 (self, sizeof *self);

  copy->desk = g_strdup (self->desk);
  copy->subject = g_strdup (self->subject);
  copy->verb = g_strdup (self->verb);
  copy->from_state = g_strdup (self->from_state);
  copy->to_state = g_strdup (self->to_state);
  copy->reason = g_strdup (self->reason);
  copy->fields = g_strdup (self->fields);
  copy->idem_key = g_strdup (self->idem_key);
  copy->operator_name = g_strdup (self->operator_name);
  copy->for_person_name = g_strdup (self->for_person_name);
  copy->case_number = g_strdup (self->case_number);
  return copy;
}

void
wg_event_free (WgEvent *self)
{
  g_free (self->desk);
  g_free (self->subject);
  g_free (self->verb);
  g_free (self->from_state);
  g_free (self->to_state);
  g_free (self->reason);
  g_free (self->fields);
  g_free (self->idem_key);
  g_free (self->operator_name);
  g_free (self->for_person_name);
  g_free (self->case_number);
  g_free (self);
}

static void
hash_text (GChecksum *checksum, const char *text)
{
  guint64 length = text != NULL ? strlen (text) : G_MAXUINT64;
  guint64 prefix = GUINT64_TO_BE (length);

  g_checksum_update (checksum, (const guchar *) &prefix, sizeof prefix);
  if (text != NULL)
    g_checksum_update (checksum, (const guchar *) text, (gssize) length);
}

static void
hash_int64 (GChecksum *checksum, gint64 value)
{
  char digits[32];

  if (value == G_MININT64)
    {
      hash_text (checksum, NULL);
      return;
    }
  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value);
  hash_text (checksum, digits);
}

void
wg_event_compute_hash (const WgEvent *self, gint64 district_id, const guint8 *previous, guint8 *hash)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size = WG_EVENT_HASH_SIZE;

  g_checksum_update (checksum, previous, WG_EVENT_HASH_SIZE);
  hash_int64 (checksum, district_id);
  hash_int64 (checksum, self->id);
  hash_int64 (checksum, self->at_ms);
  hash_int64 (checksum, self->operator_id);
  hash_int64 (checksum, self->for_person_id);
  hash_text (checksum, self->desk);
  hash_text (checksum, self->subject);
  hash_int64 (checksum, self->subject_id);
  hash_text (checksum, self->verb);
  hash_text (checksum, self->from_state);
  hash_text (checksum, self->to_state);
  hash_int64 (checksum, self->run);
  hash_text (checksum, self->reason);
  hash_text (checksum, self->fields);
  hash_int64 (checksum, self->undoes_id);
  hash_int64 (checksum, self->batch_id);
  hash_text (checksum, self->idem_key);
  g_checksum_get_digest (checksum, hash, &size);
}
