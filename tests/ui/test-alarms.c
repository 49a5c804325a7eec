/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An emergency stands above everything until somebody takes it up, one key does that from wherever one is, a flood is one
 * alarm, and every tone is a sound.
 */

#include "wg-store-silence.h"
#include "wg-test-window.h"

#include <string.h>

typedef WgTestWindow Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  wg_test_store_set_up (&f->base, NULL);
  wg_test_window_open (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  wg_test_window_close (f);
}

static char *
report_emergency_at (Fixture *f, double lon)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = NULL;
  WgAct *act = wg_test_report (lon, 40.305);

  act->route = WG_ROUTE_EMERGENCY;
  result = wg_test_perform (f->base.store, act, &error);
  g_assert_no_error (error);
  return g_strdup (result->number);
}

static char *
report_emergency (Fixture *f)
{
  return report_emergency_at (f, 116.605);
}

static guint
count (Fixture *f)
{
  return wg_alarm_book_get_n (wg_alarms_get_book (f->window->alarms), WG_ALARM_EMERGENCY);
}

static void
wait_for_count (Fixture *f, guint n)
{
  while (count (f) != n)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_acknowledged (Fixture *f, const char *number)
{
  g_autoptr (WgCaseFile) file = wg_test_load_case (f->base.store, number);

  return (file->record->flags & WG_CASE_MARK_ACKNOWLEDGED) != 0;
}

static void
test_one (Fixture *f, gconstpointer data)
{
  GtkWidget *bar = GTK_WIDGET (f->window->alarm_bar);
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  g_assert_false (gtk_widget_get_visible (bar));
  number = report_emergency (f);
  wait_for_count (f, 1);
  g_assert_true (gtk_widget_get_visible (bar));
  text = wg_alarms_describe (f->window->alarms);
  g_assert_nonnull (strstr (text, number));
  /* Typing does not keep it from being taken up. */
  wg_test_window_act (f, "filter", NULL);
  wg_test_window_act (f, "acknowledge", NULL);
  wait_for_count (f, 0);
  g_assert_false (gtk_widget_get_visible (bar));
  g_assert_true (is_acknowledged (f, number));
  wg_test_window_wait_for_state (f, WG_CASE_STATE_REPORTED);
  g_assert_cmpstr (wg_case_detail_get_record (f->detail)->number, ==, number);
}

/* Who may not acknowledge is shown the case and told whose it is; the bar stays. */
static void
test_no_right (Fixture *f, gconstpointer data)
{
  g_autoptr (WgOperator) who = wg_operator_copy (wg_context_get_operator (f->window->context));
  g_autofree char *number = NULL;

  who->roles = WG_ROLE_INTAKE;
  wg_context_set_operator (f->window->context, who);
  number = report_emergency (f);
  wait_for_count (f, 1);
  wg_test_window_act (f, "acknowledge", NULL);
  wg_test_window_wait_for_state (f, WG_CASE_STATE_REPORTED);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (f->window->alarm_bar)));
  g_assert_false (is_acknowledged (f, number));
}

static void
work_for (Fixture *f, const WgOperator *whole, const char *code)
{
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (f->window->context));
  const WgGrid *grid = wg_grid_tree_get_grid (grids, wg_grid_tree_find_by_code (grids, code));
  const WgGrant grant = { WG_ROLE_DISPATCHER | WG_ROLE_DUTY, grid->id, 0, G_MININT64 };
  g_autoptr (WgOperator) who = wg_operator_copy (whole);

  g_clear_pointer (&who->grants, g_array_unref);
  who->grants = g_array_new (FALSE, FALSE, sizeof (WgGrant));
  g_array_append_val (who->grants, grant);
  wg_context_set_operator (f->window->context, who);
}

/* The desk of a part of the district is warned of that part, and one key takes up nothing else. */
static void
test_area (Fixture *f, gconstpointer data)
{
  g_autoptr (WgOperator) whole = wg_operator_copy (wg_context_get_operator (f->window->context));
  g_autofree char *in_a = report_emergency_at (f, 116.605);
  g_autofree char *in_b = report_emergency_at (f, 116.615);
  g_autofree char *text = NULL;
  g_autofree char *later = NULL;

  wait_for_count (f, 2);
  work_for (f, whole, "B");
  g_assert_cmpuint (count (f), ==, 1);
  text = wg_alarms_describe (f->window->alarms);
  g_assert_nonnull (strstr (text, in_b));
  wg_test_window_act (f, "acknowledge", NULL);
  wait_for_count (f, 0);
  g_assert_true (is_acknowledged (f, in_b));
  g_assert_false (is_acknowledged (f, in_a));
  work_for (f, whole, "T");
  g_assert_cmpuint (count (f), ==, 1);
  work_for (f, whole, "B");
  later = report_emergency_at (f, 116.615);
  wait_for_count (f, 1);
  wg_context_set_operator (f->window->context, whole);
  g_assert_cmpuint (count (f), ==, 2);
}

static void
test_flood (Fixture *f, gconstpointer data)
{
  g_autofree char *first = report_emergency (f);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 8; i++)
    g_free (report_emergency (f));
  wait_for_count (f, 9);
  text = wg_alarms_describe (f->window->alarms);
  g_assert_null (strstr (text, first));
  g_assert_nonnull (strstr (text, "9"));
  wg_test_window_act (f, "acknowledge", NULL);
  wait_for_count (f, 0);
  g_assert_true (is_acknowledged (f, first));
}

static GPtrArray *
list_silences (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  WgTestWait wait = { 0 };
  GPtrArray *events;

  wg_store_list_silences_async (f->base.store, 10, NULL, wg_test_wait_ready, &wait);
  events = wg_store_list_silences_finish (f->base.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return events;
}

static gboolean
is_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

/* A desk is silent for a reason and a quarter of an hour, not for a blank, and both ends are in the history. */
static void
test_silence (Fixture *f, gconstpointer data)
{
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (f->window->alarms_button));
  g_autofree char *number = report_emergency (f);
  g_autofree char *told = NULL;
  g_autoptr (GPtrArray) events = NULL;
  GtkWidget *entry;

  wait_for_count (f, 1);
  wg_test_window_act (f, "silence", NULL);
  entry = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (f->window)), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "  ");
  gtk_widget_activate (entry);
  g_assert_false (gtk_widget_get_sensitive (wg_test_window_find (popover, is_button, "Silence for 15 minutes")));
  gtk_editable_set_text (GTK_EDITABLE (entry), "on the phone with 119");
  g_signal_emit_by_name (entry, "activate");
  while (wg_alarms_get_silent_ms (f->window->alarms) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (wg_alarms_get_silent_ms (f->window->alarms), ==, WG_ALARM_LONGEST_MUTE_MS);
  told = wg_alarms_describe_silence (f->window->alarms);
  g_assert_nonnull (strstr (told, "119"));
  g_assert_cmpstr (gtk_label_get_text (f->window->alarms_count), ==, "1 emergency · 15:00");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (f->window->alarm_bar)));
  while (!wg_test_window_shows_text (popover, told))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (wg_test_window_find (popover, is_button, "Sound again now"), "clicked");
  g_assert_cmpint (wg_alarms_get_silent_ms (f->window->alarms), ==, 0);
  do
    {
      g_clear_pointer (&events, g_ptr_array_unref);
      events = list_silences (f);
    }
  while (events->len < 2);
  g_assert_cmpstr (((WgEvent *) events->pdata[0])->verb, ==, WG_SILENCE_ENDS);
  g_assert_cmpstr (((WgEvent *) events->pdata[1])->reason, ==, "on the phone with 119");
}

/* It ends by itself; without a place in the history there is none. */
static void
test_silence_ends (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) events = NULL;

  wg_alarms_silence (f->window->alarms, " ");
  while (wg_alarms_get_refusal (f->window->alarms) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (wg_alarms_get_silent_ms (f->window->alarms), ==, 0);
  wg_alarms_silence (f->window->alarms, "shift change");
  while (wg_alarms_get_silent_ms (f->window->alarms) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (wg_alarms_get_refusal (f->window->alarms));
  wg_clock_advance (f->base.clock, WG_ALARM_LONGEST_MUTE_MS);
  wg_context_tick (f->window->context);
  g_assert_cmpint (wg_alarms_get_silent_ms (f->window->alarms), ==, 0);
  events = list_silences (f);
  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpint (wg_silence_get_until (events->pdata[0]), ==, wg_context_get_now (f->window->context));
}

static void
test_waves (void)
{
  for (WgTone tone = WG_TONE_EMERGENCY; tone < WG_N_TONES; tone++)
    {
      g_autoptr (GBytes) wave = wg_tone_make_wave (tone);
      gsize size;
      const guint8 *data = g_bytes_get_data (wave, &size);
      double seconds = (double) (size - 44) / 2 / 22050;
      gint16 loudest = 0;

      g_assert_cmpmem (data, 4, "RIFF", 4);
      g_assert_cmpfloat (seconds, >=, 0.4);
      g_assert_cmpfloat (seconds, <=, 0.9);
      for (gsize i = 44; i + 1 < size; i += 2)
        loudest = MAX (loudest, (gint16) (data[i] | data[i + 1] << 8));
      g_assert_cmpint (loudest, >, 5000);
      g_assert_cmpint (loudest, <, 20000);
      /* It begins and ends in silence. */
      g_assert_cmpint (ABS ((gint16) (data[44] | data[45] << 8)), <, 50);
      g_assert_cmpint (ABS ((gint16) (data[size - 2] | data[size - 1] << 8)), <, 50);
    }
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
  g_test_add_func ("/alarms/waves", test_waves);
  g_test_add ("/alarms/one", Fixture, NULL, set_up, test_one, tear_down);
  g_test_add ("/alarms/no-right", Fixture, NULL, set_up, test_no_right, tear_down);
  g_test_add ("/alarms/area", Fixture, NULL, set_up, test_area, tear_down);
  g_test_add ("/alarms/flood", Fixture, NULL, set_up, test_flood, tear_down);
  g_test_add ("/alarms/silence", Fixture, NULL, set_up, test_silence, tear_down);
  g_test_add ("/alarms/silence/ends", Fixture, NULL, set_up, test_silence_ends, tear_down);
  return g_test_run ();
}
