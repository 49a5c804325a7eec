/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a filter of the queue, an option of the command line and a saved view are the same question. */

#include "wg-case-query.h"

G_DEFINE_BOXED_TYPE (WgCaseQuery, wg_case_query, wg_case_query_copy, wg_case_query_free)

WgCaseQuery *
wg_case_query_new (void)
{
  WgCaseQuery *self = g_new0 (WgCaseQuery, 1);

  self->state = self->queue = -1;
  self->from_ms = self->to_ms = WG_NO_TIME;
  self->person_id = self->unit_id = WG_NO_ID;
  return self;
}

WgCaseQuery *
wg_case_query_copy (const WgCaseQuery *self)
{
  WgCaseQuery *copy = g_memdup2 (self, sizeof *self);

  copy->grid_code = g_strdup (self->grid_code);
  copy->class_code = g_strdup (self->class_code);
  copy->text = g_strdup (self->text);
  return copy;
}

void
wg_case_query_free (WgCaseQuery *self)
{
  g_free (self->grid_code);
  g_free (self->class_code);
  g_free (self->text);
  g_free (self);
}
