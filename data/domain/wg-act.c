/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a button, a typed line and a script ask for the same move in the same words, and the request travels to the
 * writer thread as one value.
 */

#include "wg-act.h"

#include <math.h>

G_DEFINE_BOXED_TYPE (WgAct, wg_act, wg_act_copy, wg_act_free)
G_DEFINE_BOXED_TYPE (WgActResult, wg_act_result, wg_act_result_copy, wg_act_result_free)

WgAct *
wg_act_new (WgVerb verb, const char *number)
{
  WgAct *self = g_new0 (WgAct, 1);

  self->verb = verb;
  self->number = g_strdup (number);
  self->expect_version = -1;
  self->for_person_id = self->to_person_id = self->to_unit_id = self->tracker_id = WG_NO_ID;
  self->lon = self->lat = NAN;
  self->route = -1;
  return self;
}

WgAct *
wg_act_copy (const WgAct *self)
{
  WgAct *copy = g_memdup2 (self, sizeof *self);

  copy->number = g_strdup (self->number);
  copy->desk = g_strdup (self->desk);
  copy->key = g_strdup (self->key);
  copy->reason = g_strdup (self->reason);
  copy->text = g_strdup (self->text);
  copy->method = g_strdup (self->method);
  copy->channel = g_strdup (self->channel);
  copy->class_code = g_strdup (self->class_code);
  copy->class_text = g_strdup (self->class_text);
  copy->title = g_strdup (self->title);
  copy->body = g_strdup (self->body);
  copy->address = g_strdup (self->address);
  copy->reporter_name = g_strdup (self->reporter_name);
  copy->reporter_phone = g_strdup (self->reporter_phone);
  return copy;
}

void
wg_act_free (WgAct *self)
{
  g_free (self->number);
  g_free (self->desk);
  g_free (self->key);
  g_free (self->reason);
  g_free (self->text);
  g_free (self->method);
  g_free (self->channel);
  g_free (self->class_code);
  g_free (self->class_text);
  g_free (self->title);
  g_free (self->body);
  g_free (self->address);
  g_free (self->reporter_name);
  g_free (self->reporter_phone);
  g_free (self);
}

WgActResult *
wg_act_result_copy (const WgActResult *self)
{
  WgActResult *copy = g_memdup2 (self, sizeof *self);

  copy->number = g_strdup (self->number);
  copy->warnings = g_strdupv (self->warnings);
  return copy;
}

void
wg_act_result_free (WgActResult *self)
{
  g_free (self->number);
  g_strfreev (self->warnings);
  g_free (self);
}
