/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what a case is called, which way it takes and how long it may take are properties of its class, and classes are
 * data of the centre: a plain record, the same whether it comes from the shipped table, the database or a file.
 */

#include "wg-case-class.h"

#include "wg-csv.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *nick;
  const char *label;
} kinds[WG_N_CLASS_KINDS] = {
  [WG_CLASS_EVENT] = { "event", NC_ ("class", "Event") },
  [WG_CLASS_PART] = { "part", NC_ ("class", "Facility") },
  [WG_CLASS_MATTER] = { "matter", NC_ ("class", "Community matter") },
  [WG_CLASS_FOREIGN] = { "foreign", NC_ ("class", "Imported class") },
};

G_DEFINE_BOXED_TYPE (WgCaseClass, wg_case_class, wg_case_class_copy, wg_case_class_free)

const char *
wg_class_kind_to_nick (WgClassKind kind)
{
  g_return_val_if_fail ((guint) kind < WG_N_CLASS_KINDS, NULL);

  return kinds[kind].nick;
}

const char *
wg_class_kind_get_label (WgClassKind kind)
{
  g_return_val_if_fail ((guint) kind < WG_N_CLASS_KINDS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "class", kinds[kind].label);
}

gboolean
wg_class_kind_from_nick (const char *nick, WgClassKind *kind)
{
  for (int i = 0; nick != NULL && i < WG_N_CLASS_KINDS; i++)
    {
      if (g_str_equal (kinds[i].nick, nick))
        {
          if (kind != NULL)
            *kind = (WgClassKind) i;
          return TRUE;
        }
    }
  return FALSE;
}

WgCaseClass *
wg_case_class_copy (const WgCaseClass *self)
{
  WgCaseClass *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (WgCaseClass, 1);
  *copy = *self;
  copy->code = g_strdup (self->code);
  copy->parent_code = g_strdup (self->parent_code);
  copy->name = g_strdup (self->name);
  copy->name_en = g_strdup (self->name_en);
  return copy;
}

void
wg_case_class_free (WgCaseClass *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->parent_code);
  g_free (self->name);
  g_free (self->name_en);
  g_free (self);
}

const char *
wg_case_class_get_name (const WgCaseClass *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->name_en == NULL || self->name_en[0] == '\0' || wg_csv_is_chinese ())
    return self->name;
  return self->name_en;
}

char *
wg_case_class_format_limit (const WgCaseClass *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->limit_n > 0 ? wg_limit_format (self->limit_n, self->limit_unit) : NULL;
}
