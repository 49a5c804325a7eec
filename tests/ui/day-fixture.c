/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the routes and what lies beside them are walked by the same hands. */

#include "day-fixture.h"

void
day_set_up (DayFixture *f, gconstpointer data)
{
  wg_test_store_set_up (&f->shown.base, NULL);
  wg_test_window_open (&f->shown);
  hands_take (GTK_WINDOW (f->shown.window));
}

void
day_tear_down (DayFixture *f, gconstpointer data)
{
  g_free (f->number);
  g_free (f->other);
  wg_test_window_close (&f->shown);
}

/* --- Hands --- */

static gboolean
is_popover (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_POPOVER (widget);
}

static gboolean
has_popup (DayFixture *f)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->shown.window));

  return wg_test_window_find (GTK_WIDGET (f->shown.detail->form), is_popover, NULL) != NULL || focus == NULL
         || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL;
}

static void
wait_for_popup (DayFixture *f, gboolean there)
{
  while (has_popup (f) != there)
    g_main_context_iteration (NULL, TRUE);
}

static void
pick (DayFixture *f, int nth)
{
  hands_press ("space");
  wait_for_popup (f, TRUE);
  for (int i = 0; i < nth; i++)
    hands_press ("Down");
  hands_press ("Return");
  wait_for_popup (f, FALSE);
}

static void
find_and_take (DayFixture *f, const char *word)
{
  hands_type (word);
  hands_press ("Down");
  hands_press ("Return");
}

static void
answer (DayFixture *f, const char *word)
{
  if (*word == '+')
    hands_type (word + 1);
  else if (*word == '>')
    pick (f, atoi (word + 1));
  else if (*word == '#')
    hands_type (f->other + strlen (f->other) - 4);
  else if (*word == '/')
    find_and_take (f, word + 1);
  else if (*word == '<')
    {
      hands_press ("shift+Tab");
      answer (f, word + 1);
    }
}

static void
answer_all (DayFixture *f, const char *answers)
{
  g_auto (GStrv) words = g_strsplit (answers, "|", -1);

  while (!wg_case_form_is_open (f->shown.detail->form))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (i > 0)
        hands_press ("Tab");
      answer (f, words[i]);
    }
  hands_press ("ctrl+Return");
}

/* --- Steps --- */

void
day_sit_down (DayFixture *f, gint64 id)
{
  static const guint roles[] = { [WG_TEST_DESK] = WG_ROLE_INTAKE | WG_ROLE_DISPATCHER | WG_ROLE_CHECKER | WG_ROLE_CALLBACK | WG_ROLE_DUTY,
                                 [WG_TEST_INTAKE] = WG_ROLE_INTAKE,
                                 [WG_TEST_DISPATCHER] = WG_ROLE_DISPATCHER,
                                 [WG_TEST_CHECKER] = WG_ROLE_CHECKER,
                                 [WG_TEST_CALLBACK] = WG_ROLE_CALLBACK,
                                 [WG_TEST_DUTY] = WG_ROLE_DUTY,
                                 [WG_TEST_LEADER] = WG_ROLE_LEADER };
  const WgOperator who = { id, (char *) "somebody", (char *) "somebody", G_MININT64, TRUE, roles[id] };

  if (wg_context_get_operator (f->shown.window->context)->id == id)
    return;
  wg_context_set_operator (f->shown.window->context, &who);
  while (f->shown.detail->offers == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
begin_move (DayFixture *f, const DayStep *step)
{
  if (step->verb == WG_VERB_ASSIGN)
    wg_test_window_wait_for_people (&f->shown);
  if (step->key != NULL)
    hands_press (step->key);
  else
    wg_test_window_act (&f->shown, "verb", g_variant_new_string (wg_verb_to_nick (step->verb)));
}

/* Letters are moves there; in a field of text they would be lost. */
static gboolean
hears_letters (DayFixture *f)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->shown.window));

  return !GTK_IS_EDITABLE (focus) && !GTK_IS_TEXT_VIEW (focus);
}

void
day_wait_for_move (DayFixture *f, gint64 version, WgCaseState state)
{
  while (f->shown.detail->record->version == version || wg_context_is_busy (f->shown.window->context)
         || wg_case_form_is_open (f->shown.detail->form) || !hears_letters (f))
    {
      /* A form that stays open under a sentence was refused. */
      if (wg_case_form_is_open (f->shown.detail->form) && gtk_widget_get_visible (f->shown.detail->news_box)
          && f->shown.detail->record->version == version)
        g_error ("%s", gtk_label_get_text (f->shown.detail->news));
      g_main_context_iteration (NULL, TRUE);
    }
  wg_test_window_wait_for_state (&f->shown, state);
}

static void
make (DayFixture *f, const DayStep *step)
{
  gint64 version = f->shown.detail->record->version;

  g_test_message ("%s: %s", f->number, wg_verb_to_nick (step->verb));
  day_sit_down (f, step->who);
  begin_move (f, step);
  if (step->answers != NULL)
    answer_all (f, step->answers);
  day_wait_for_move (f, version, step->state);
}

void
day_make_all (DayFixture *f, const DayStep *steps, gsize n_steps)
{
  for (gsize i = 0; i < n_steps; i++)
    make (f, &steps[i]);
}

void
day_refuse (DayFixture *f, gint64 who, const char *key)
{
  gint64 version = f->shown.detail->record->version;

  day_sit_down (f, who);
  hands_press (key);
  while (!gtk_widget_get_visible (f->shown.detail->news_box))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (f->shown.detail->record->version, ==, version);
}

static char *
report (DayFixture *f, WgRoute route, const char *class_code)
{
  WgAct *act = wg_test_report (116.605, 40.305);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = NULL;

  act->anonymous = FALSE;
  act->reporter_name = g_strdup ("李四");
  act->route = route;
  g_free (act->class_code);
  act->class_code = g_strdup (class_code);
  result = wg_test_perform (f->shown.base.store, act, &error);
  g_assert_no_error (error);
  while (wg_case_board_find (wg_context_get_board (f->shown.window->context), result->case_id) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_strdup (result->number);
}

static void
take_up (DayFixture *f, const char *number)
{
  g_free (f->number);
  f->number = g_strdup (number);
  wg_test_window_act (&f->shown, "select", g_variant_new_string (number));
  while (f->shown.detail->record == NULL || g_strcmp0 (f->shown.detail->record->number, number) != 0)
    g_main_context_iteration (NULL, TRUE);
  wg_test_window_wait_for_state (&f->shown, f->shown.detail->record->state);
}

void
day_begin (DayFixture *f, WgRoute route)
{
  g_autofree char *number = report (f, route, "P0101-1");

  take_up (f, number);
}

WgCaseFile *
day_load (DayFixture *f)
{
  return wg_test_load_case (f->shown.base.store, f->number);
}

void
day_let_pass (DayFixture *f, gint64 ms)
{
  wg_clock_advance (f->shown.base.clock, ms);
  wg_context_tick (f->shown.window->context);
}
