/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a button, a typed line and a script ask for the same move in the same words, and the request travels to the
 * writer thread as one value.
 */

#include "wg-act.h"

#include <math.h>

G_DEFINE_BOXED_TYPE (WgKeptFile, wg_kept_file, wg_kept_file_copy, wg_kept_file_free)
G_DEFINE_BOXED_TYPE (WgAct, wg_act, wg_act_copy, wg_act_free)
G_DEFINE_BOXED_TYPE (WgActResult, wg_act_result, wg_act_result_copy, wg_act_result_free)

WgKeptFile *
wg_kept_file_copy (const WgKeptFile *self)
{
  WgKeptFile *copy = g_memdup2 (self, sizeof *self);

  copy->sha256 = g_strdup (self->sha256);
  copy->name = g_strdup (self->name);
  copy->mime = g_strdup (self->mime);
  return copy;
}

void
wg_kept_file_free (WgKeptFile *self)
{
  g_free (self->sha256);
  g_free (self->name);
  g_free (self->mime);
  g_free (self);
}

WgAct *
wg_act_new (WgVerb verb, const char *number)
{
  WgAct *self = g_new0 (WgAct, 1);

  self->verb = verb;
  self->number = g_strdup (number);
  self->expect_version = -1;
  self->for_person_id = self->to_person_id = self->to_unit_id = self->tracker_id = self->person_id = WG_NO_ID;
  self->until_ms = self->from_ms = WG_NO_TIME;
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
  copy->master = g_strdup (self->master);
  copy->answer = g_strdup (self->answer);
  copy->value = g_strdup (self->value);
  copy->reached = g_strdup (self->reached);
  copy->solved = g_strdup (self->solved);
  copy->satisfied = g_strdup (self->satisfied);
  copy->co = self->co != NULL ? g_array_copy (self->co) : NULL;
  copy->files = self->files != NULL ? g_ptr_array_new_with_free_func ((GDestroyNotify) wg_kept_file_free) : NULL;
  for (guint i = 0; self->files != NULL && i < self->files->len; i++)
    g_ptr_array_add (copy->files, wg_kept_file_copy (g_ptr_array_index (self->files, i)));
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
  g_free (self->master);
  g_free (self->answer);
  g_free (self->value);
  g_free (self->reached);
  g_free (self->solved);
  g_free (self->satisfied);
  g_clear_pointer (&self->co, g_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
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
wg_act_result_new (void)
{
  WgActResult *self = g_new0 (WgActResult, 1);

  self->proposes = -1;
  return self;
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
