/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the numbers of the rail are right at every second. To look at each of 170,000 cases for that takes a frame and more, once
 * for the queue and once for the emergencies above it; and in a second hardly one of them comes into another queue.
 */

#include "wg-queue-tally.h"

#include <string.h>

typedef struct
{
  gint64 next_ms; /* when time alone changes its queues, or G_MAXINT64 */
  guint queues;   /* bits */
} Entry;

struct _WgQueueTally
{
  GArray *entries; /* of Entry, by place of the case */
  GArray *renewed; /* guint: places of cases that are others */
  WgQueueView view;
  gint64 next_ms; /* not later than the first of theirs */
  guint counts[WG_N_QUEUES];
};

WgQueueTally *
wg_queue_tally_new (void)
{
  WgQueueTally *self = g_new0 (WgQueueTally, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->renewed = g_array_new (FALSE, FALSE, sizeof (guint));
  self->next_ms = G_MAXINT64;
  return self;
}

void
wg_queue_tally_free (WgQueueTally *self)
{
  g_array_unref (self->entries);
  g_array_unref (self->renewed);
  g_free (self);
}

void
wg_queue_tally_forget (WgQueueTally *self)
{
  g_array_set_size (self->entries, 0);
  g_array_set_size (self->renewed, 0);
  memset (self->counts, 0, sizeof self->counts);
  self->next_ms = G_MAXINT64;
}

void
wg_queue_tally_renew (WgQueueTally *self, guint index)
{
  if (index < self->entries->len)
    g_array_append_val (self->renewed, index);
}

static void
add (WgQueueTally *self, guint queues, guint by)
{
  for (guint left = queues; left != 0; left &= left - 1)
    self->counts[g_bit_nth_lsf (left, -1)] += by;
}

static void
look (WgQueueTally *self, Entry *entry, const WgCaseRecord *record)
{
  guint queues = wg_queue_find (record, &self->view);

  add (self, entry->queues, G_MAXUINT);
  add (self, queues, 1);
  *entry = (Entry){ wg_queue_get_next_change (record, self->view.now_ms), queues };
  self->next_ms = MIN (self->next_ms, entry->next_ms);
}

static void
look_where_time_came (WgQueueTally *self, GPtrArray *cases)
{
  gint64 now_ms = self->view.now_ms;

  self->next_ms = G_MAXINT64;
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      if (entry->next_ms <= now_ms)
        look (self, entry, g_ptr_array_index (cases, i));
      else
        self->next_ms = MIN (self->next_ms, entry->next_ms);
    }
}

/* Time that goes on is another matter, as long as the day is the same. */
static gboolean
is_elsewhere (const WgQueueTally *self, const WgQueueView *view)
{
  return view->day_ms != self->view.day_ms || view->day_end_ms != self->view.day_end_ms || view->person_id != self->view.person_id
         || view->now_ms < self->view.now_ms;
}

const guint *
wg_queue_tally_count (WgQueueTally *self, GPtrArray *cases, const WgQueueView *view)
{
  if (is_elsewhere (self, view) || cases->len < self->entries->len)
    wg_queue_tally_forget (self);
  self->view = *view;
  for (guint i = 0; i < self->renewed->len; i++)
    {
      guint index = g_array_index (self->renewed, guint, i);

      look (self, &g_array_index (self->entries, Entry, index), g_ptr_array_index (cases, index));
    }
  g_array_set_size (self->renewed, 0);
  if (self->next_ms <= view->now_ms)
    look_where_time_came (self, cases);
  for (guint i = self->entries->len; i < cases->len; i++)
    {
      Entry entry = { G_MAXINT64, 0 };

      look (self, &entry, g_ptr_array_index (cases, i));
      g_array_append_val (self->entries, entry);
    }
  return self->counts;
}
