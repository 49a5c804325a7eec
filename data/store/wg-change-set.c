/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: there is one way for news to reach the screen, whoever made it; the event log says what changed, and this turns
 * a stretch of it into "which cases, which kinds of thing".
 */

#include "wg-change-set.h"

struct _WgChangeSet
{
  gatomicrefcount ref_count;
  GPtrArray *events;
  GArray *case_ids;
};

G_DEFINE_BOXED_TYPE (WgChangeSet, wg_change_set, wg_change_set_ref, wg_change_set_unref)

WgChangeSet *
wg_change_set_new_from_events (GPtrArray *events)
{
  WgChangeSet *self = g_new0 (WgChangeSet, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  g_atomic_ref_count_init (&self->ref_count);
  self->events = g_ptr_array_ref (events);
  self->case_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < events->len; i++)
    {
      WgEvent *event = g_ptr_array_index (events, i);

      if (g_str_equal (event->subject, "case") && g_hash_table_add (seen, &event->subject_id))
        g_array_append_val (self->case_ids, event->subject_id);
    }
  return self;
}

WgChangeSet *
wg_change_set_ref (WgChangeSet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
wg_change_set_unref (WgChangeSet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->events);
  g_array_unref (self->case_ids);
  g_free (self);
}

GPtrArray *
wg_change_set_get_events (WgChangeSet *self)
{
  return self->events;
}

const gint64 *
wg_change_set_get_case_ids (WgChangeSet *self, gsize *n_ids)
{
  *n_ids = self->case_ids->len;
  return (const gint64 *) (gpointer) self->case_ids->data;
}

gboolean
wg_change_set_touches (WgChangeSet *self, const char *subject)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      WgEvent *event = g_ptr_array_index (self->events, i);

      if (g_str_equal (event->subject, subject))
        return TRUE;
    }
  return FALSE;
}

gboolean
wg_change_set_touches_all (WgChangeSet *self)
{
  return wg_change_set_touches (self, "batch");
}

gint64
wg_change_set_get_last_event (WgChangeSet *self)
{
  WgEvent *last;

  if (self->events->len == 0)
    return 0;
  last = g_ptr_array_index (self->events, self->events->len - 1);
  return last->id;
}
