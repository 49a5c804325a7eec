/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a form holds names and paths, a move wants ids and kept files. They are looked up one after the other before the move
 * is sent, and what is not found is said where it was typed.
 */

#include "wg-case-detail-private.h"

#include "wg-error.h"
#include "wg-merge-compare.h"
#include "wg-store-people.h"
#include "wg-store-workflow.h"

#include <glib/gi18n-lib.h>

#define MOST_NAMES 5

typedef struct
{
  WgCaseDetail *detail; /* owned */
  WgAct *act;           /* owned until it is sent */
  char *name;
  gboolean may_be_unit;
  gboolean alike; /* nobody is called exactly so */
  GPtrArray *paths;
  guint next_path;
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->detail);
  g_clear_pointer (&sending->act, wg_act_free);
  g_free (sending->name);
  g_ptr_array_unref (sending->paths);
  g_free (sending);
}

static void
fail (Sending *sending, const char *text)
{
  if (sending->detail->context != NULL)
    wg_case_detail_say (sending->detail, text);
  sending_free (sending);
}

static void keep_next (Sending *sending);

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (GError) error = NULL;
  WgKeptFile *file = wg_store_keep_file_finish (WG_STORE (source), result, &error);

  if (file == NULL)
    {
      fail (sending, error->message);
      return;
    }
  if (sending->act->files == NULL)
    sending->act->files = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_kept_file_free);
  g_ptr_array_add (sending->act->files, file);
  keep_next (sending);
}

static void
keep_next (Sending *sending)
{
  WgCaseDetail *detail = sending->detail;

  if (detail->context == NULL)
    {
      sending_free (sending);
      return;
    }
  if (sending->next_path < sending->paths->len)
    {
      wg_store_keep_file_async (wg_context_get_store (detail->context), g_ptr_array_index (sending->paths, sending->next_path++), NULL,
                                on_kept, sending);
      return;
    }
  wg_case_detail_say (detail, NULL);
  wg_context_perform (detail->context, g_steal_pointer (&sending->act));
  sending_free (sending);
}

static void
take_person (Sending *sending, gint64 person_id)
{
  if (sending->act->verb == WG_VERB_SIGN || sending->act->verb == WG_VERB_DONE)
    sending->act->for_person_id = person_id;
  else if (sending->may_be_unit)
    sending->act->to_person_id = person_id;
  else
    sending->act->person_id = person_id;
  keep_next (sending);
}

static void
on_units (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (GPtrArray) units = wg_store_list_units_finish (WG_STORE (source), result, NULL);
  g_autofree char *text = g_strdup_printf (_ ("There is no person and no unit “%s”. Nothing was changed."), sending->name);

  for (guint i = 0; units != NULL && i < units->len; i++)
    {
      const WgUnit *unit = g_ptr_array_index (units, i);

      if (!g_str_equal (unit->name, sending->name))
        continue;
      sending->act->to_unit_id = unit->id;
      keep_next (sending);
      return;
    }
  fail (sending, text);
}

/* Whoever bears a name that others bear has a code or a number. */
static char *
list_names (GPtrArray *persons)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < persons->len; i++)
    {
      const WgPerson *person = g_ptr_array_index (persons, i);

      g_string_append_printf (names, "%s%s (", i > 0 ? C_ ("list separator", ", ") : "", person->name);
      if (person->code != NULL)
        g_string_append_printf (names, "%s)", person->code);
      else
        g_string_append_printf (names, "%" G_GINT64_FORMAT ")", person->id);
    }
  return g_string_free (names, FALSE);
}

static void
fail_with_several (Sending *sending, GPtrArray *persons)
{
  g_autofree char *names = list_names (persons);
  /* Translators: what was typed, then names with the code or number of each. */
  g_autofree char *text = g_strdup_printf (_ ("Several people can be meant by “%s”: %s. Nothing was changed; type the code or number."),
                                           sending->name, names);

  fail (sending, text);
}

static void ask_for_persons (Sending *sending, gboolean alike);

/* First who is called exactly so, then whose name, pinyin or initials are like it, then a unit. */
static void
on_persons (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = wg_store_list_persons_finish (WG_STORE (source), result, &error);

  if (!sending->alike && g_error_matches (error, WG_ERROR, WG_ERROR_NOT_FOUND))
    ask_for_persons (sending, TRUE);
  else if (error != NULL)
    fail (sending, error->message);
  else if (persons->len == 1)
    take_person (sending, ((WgPerson *) g_ptr_array_index (persons, 0))->id);
  else if (persons->len > 1)
    fail_with_several (sending, persons);
  else if (sending->may_be_unit)
    wg_store_list_units_async (WG_STORE (source), G_MININT64, NULL, on_units, sending);
  else
    fail (sending, _ ("There is no such person. Nothing was changed."));
}

static void
ask_for_persons (Sending *sending, gboolean alike)
{
  const WgPersonQuery query = { .unit_id = WG_NO_ID, .limit = MOST_NAMES, .text = alike ? sending->name : NULL, .name = alike ? NULL : sending->name };

  sending->alike = alike;
  if (sending->detail->context == NULL)
    sending_free (sending);
  else
    wg_store_list_persons_async (wg_context_get_store (sending->detail->context), &query, NULL, on_persons, sending);
}

/* Digits mean the newest open case whose number ends so. */
static void
complete_master (WgCaseDetail *self, WgAct *act)
{
  char *number;

  if (act->master == NULL)
    return;
  number = wg_merge_compare_complete (wg_context_get_board (self->context), act->master, self->record->id);
  g_free (act->master);
  act->master = number;
}

void
wg_case_detail_send_form (WgCaseDetail *self, WgAct *act, guint demands)
{
  Sending *sending = g_new0 (Sending, 1);
  const char *name = wg_case_form_get_name (self->form);
  GPtrArray *paths = wg_case_form_get_paths (self->form);

  complete_master (self, act);
  sending->detail = g_object_ref (self);
  sending->act = act;
  sending->name = g_strdup (name);
  sending->may_be_unit = (demands & WG_DEMAND_BELOW) != 0 || act->verb == WG_VERB_FAIL;
  sending->paths = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (sending->paths, g_strdup (g_ptr_array_index (paths, i)));
  if (name == NULL)
    keep_next (sending);
  else
    ask_for_persons (sending, FALSE);
}
