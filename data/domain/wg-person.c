/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the people of a centre as plain values: who can be sent, the units they belong to, and the accounts at the desk. */

#include "wg-person.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (WgPerson, wg_person, wg_person_copy, wg_person_free)
G_DEFINE_BOXED_TYPE (WgUnit, wg_unit, wg_unit_copy, wg_unit_free)
G_DEFINE_BOXED_TYPE (WgOperator, wg_operator, wg_operator_copy, wg_operator_free)

static const struct
{
  const char *nick;
  const char *label;
} kinds[] = {
  { "keeper", NC_ ("person kind", "Grid worker") }, { "chief", NC_ ("person kind", "Grid head") },
  { "supervisor", NC_ ("person kind", "Supervisor") },   { "assistant", NC_ ("person kind", "Assistant") },
  { "police", NC_ ("person kind", "Police") },           { "department", NC_ ("person kind", "Department") },
  { "company", NC_ ("person kind", "Company") },         { "volunteer", NC_ ("person kind", "Volunteer") },
};

const char *
wg_person_kind_get_label (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].nick, kind) == 0)
        return g_dpgettext2 (GETTEXT_PACKAGE, "person kind", kinds[i].label);
    }
  return kind;
}

static gpointer
copy_post (gconstpointer data, gpointer user_data)
{
  const WgPost *post = data;
  WgPost *copy = g_memdup2 (post, sizeof *post);

  copy->grid_code = g_strdup (post->grid_code);
  copy->kind = g_strdup (post->kind);
  return copy;
}

WgPerson *
wg_person_copy (const WgPerson *self)
{
  WgPerson *copy = g_memdup2 (self, sizeof *self);

  copy->code = g_strdup (self->code);
  copy->name = g_strdup (self->name);
  copy->pinyin = g_strdup (self->pinyin);
  copy->initials = g_strdup (self->initials);
  copy->kind = g_strdup (self->kind);
  copy->unit_name = g_strdup (self->unit_name);
  copy->phone_masked = g_strdup (self->phone_masked);
  copy->posts = g_ptr_array_copy (self->posts, copy_post, NULL);
  return copy;
}

void
wg_person_free (WgPerson *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->pinyin);
  g_free (self->initials);
  g_free (self->kind);
  g_free (self->unit_name);
  g_free (self->phone_masked);
  g_clear_pointer (&self->posts, g_ptr_array_unref);
  g_free (self);
}

WgUnit *
wg_unit_copy (const WgUnit *self)
{
  WgUnit *copy = g_memdup2 (self, sizeof *self);

  copy->kind = g_strdup (self->kind);
  copy->name = g_strdup (self->name);
  copy->phone = g_strdup (self->phone);
  return copy;
}

void
wg_unit_free (WgUnit *self)
{
  g_free (self->kind);
  g_free (self->name);
  g_free (self->phone);
  g_free (self);
}

void
wg_duty_free (WgDuty *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->kind);
  g_free (self);
}

WgOperator *
wg_operator_copy (const WgOperator *self)
{
  WgOperator *copy = g_memdup2 (self, sizeof *self);

  copy->login = g_strdup (self->login);
  copy->name = g_strdup (self->name);
  copy->grants = self->grants != NULL ? g_array_copy (self->grants) : NULL;
  return copy;
}

void
wg_operator_free (WgOperator *self)
{
  g_free (self->login);
  g_free (self->name);
  g_clear_pointer (&self->grants, g_array_unref);
  g_free (self);
}
