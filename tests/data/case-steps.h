/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-error.h"
#include "wg-store-verify.h"
#include "wg-test-store.h"

/* How the tests of the workflow walk a case: each step must succeed or be refused as it says, and at the end of every test
 * the register must be able to prove itself.
 */

#define DAY G_GINT64_CONSTANT (86400000)
#define HOUR G_GINT64_CONSTANT (3600000)

static void
set_up (WgTestStore *self, gconstpointer data)
{
  wg_test_store_set_up (self, NULL);
}

/* Whatever a test did, the register must be able to prove itself afterwards. */
static void
tear_down (WgTestStore *self, gconstpointer data)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WgVerification) verification = NULL;

  wg_store_verify_async (self->store, 0, NULL, NULL, NULL, wg_test_wait_ready, &wait);
  verification = wg_store_verify_finish (self->store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < verification->problems->len; i++)
    g_test_message ("%s", ((WgProblem *) g_ptr_array_index (verification->problems, i))->text);
  g_assert_true (verification->ok);
  g_object_unref (wait.result);
  wg_test_store_tear_down (self);
}

static G_GNUC_UNUSED WgAct *
make (WgVerb verb, const char *number, gint64 operator_id)
{
  WgAct *act = wg_test_act (verb, number, operator_id);

  act->text = g_strdup ("说明");
  return act;
}

static G_GNUC_UNUSED WgActResult *
perform (WgTestStore *self, WgAct *act)
{
  g_autoptr (GError) error = NULL;
  WgActResult *result = wg_test_perform (self->store, act, &error);

  g_assert_no_error (error);
  return result;
}

static void
step (WgTestStore *self, WgAct *act)
{
  g_autoptr (WgActResult) result = perform (self, act);
}

static void
refuse (WgTestStore *self, WgAct *act, WgErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (self->store, act, &error);

  g_assert_null (result);
  g_assert_error (error, WG_ERROR, (int) code);
}

static G_GNUC_UNUSED char *
report (WgTestStore *self)
{
  g_autoptr (WgActResult) result = perform (self, wg_test_report (116.605, 40.305));

  return g_strdup (result->number);
}

static void
assign (WgTestStore *self, const char *number, gint64 person_id)
{
  WgAct *act = make (WG_VERB_ASSIGN, number, WG_TEST_DISPATCHER);

  act->to_person_id = person_id;
  step (self, act);
}

static G_GNUC_UNUSED char *
make_handling (WgTestStore *self)
{
  char *number = report (self);

  step (self, make (WG_VERB_FILE, number, WG_TEST_INTAKE));
  assign (self, number, 1);
  step (self, make (WG_VERB_ACCEPT, number, WG_TEST_KEEPER));
  return number;
}

static G_GNUC_UNUSED WgCaseRecord *
look (WgTestStore *self, const char *number)
{
  g_autoptr (WgCaseFile) file = wg_test_load_case (self->store, number);

  return wg_case_record_ref (file->record);
}
