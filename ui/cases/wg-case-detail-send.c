/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a form holds names and paths, a move wants ids and kept files. They are looked up one after the other before the move
 * is sent, and what is not found is said where it was typed.
 */

#include "wg-case-detail-private.h"

#include "wg-merge-compare.h"
#include "wg-store-people.h"
#include "wg-store-workflow.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  WgCaseDetail *detail; /* owned */
  WgAct *act;           /* owned until it is sent */
  char *name;
  gboolean may_be_unit;
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
  if (sending->act->verb == WG_VERB_SIGN)
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

static void
on_persons (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = wg_store_list_persons_finish (WG_STORE (source), result, &error);

  if (persons != NULL && persons->len == 1)
    take_person (sending, ((WgPerson *) g_ptr_array_index (persons, 0))->id);
  else if (sending->may_be_unit)
    wg_store_list_units_async (WG_STORE (source), G_MININT64, NULL, on_units, sending);
  else
    fail (sending, error != NULL ? error->message : _ ("There is no such person. Nothing was changed."));
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
  WgPersonQuery query = { .unit_id = WG_NO_ID, .limit = 2 };

  complete_master (self, act);
  sending->detail = g_object_ref (self);
  sending->act = act;
  sending->name = g_strdup (name);
  sending->may_be_unit = (demands & WG_DEMAND_BELOW) != 0;
  sending->paths = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (sending->paths, g_strdup (g_ptr_array_index (paths, i)));
  if (name == NULL)
    {
      keep_next (sending);
      return;
    }
  query.name = sending->name;
  wg_store_list_persons_async (wg_context_get_store (self->context), &query, NULL, on_persons, sending);
}
