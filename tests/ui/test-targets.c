/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A dispatcher has 470 cases a day: from a case that waits in the queue to one that somebody has it takes at most twelve keys
 * and three clicks, by a key, by a line, or by the pointer. Keys and clicks are counted where they are made.
 */

#include "hands.h"
#include "wg-test-window.h"

#include <string.h>

#define MOST_KEYS 12
#define MOST_CLICKS 3

typedef struct
{
  WgTestWindow shown;
  gint64 case_id;
  char *number;
} Fixture;

static WgCaseRecord *
find (Fixture *f)
{
  return wg_case_board_find (wg_context_get_board (f->shown.window->context), f->case_id);
}

static gboolean
says (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL && gtk_widget_get_width (widget) > 0;
}

static GtkWidget *
wait_for (GtkWidget *above, const char *text)
{
  GtkWidget *label;

  while ((label = wg_test_window_find (above, says, text)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return label;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) born = NULL, filed = NULL;
  WgCaseList *list;

  wg_test_store_set_up (&f->shown.base, NULL);
  wg_test_window_open (&f->shown);
  hands_take (GTK_WINDOW (f->shown.window));
  born = wg_test_perform (f->shown.base.store, wg_test_report (116.605, 40.305), &error);
  g_assert_no_error (error);
  filed = wg_test_perform (f->shown.base.store, wg_test_act (WG_VERB_FILE, born->number, WG_TEST_INTAKE), &error);
  g_assert_no_error (error);
  f->case_id = born->case_id;
  f->number = g_strdup (born->number);
  list = wg_dispatch_page_get_list (f->shown.window->page);
  wait_for (GTK_WIDGET (list), f->number);
  while (!wg_case_list_focus_rows (list))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->number);
  wg_test_window_close (&f->shown);
}

static void
wait_for_people (Fixture *f)
{
  while (f->shown.detail->record == NULL)
    g_main_context_iteration (NULL, TRUE);
  wg_test_window_wait_for_people (&f->shown);
}

static void
assign_by_line (Fixture *f)
{
  hands_press ("slash");
  hands_type ("p ");
  hands_type (f->number + strlen (f->number) - 4);
  hands_type (" wjg");
  hands_press ("Return");
}

static void
assign_by_key (Fixture *f)
{
  hands_press ("Home");
  wait_for_people (f);
  hands_press ("1");
}

static void
assign_by_pointer (Fixture *f)
{
  hands_click_middle (wait_for (GTK_WIDGET (wg_dispatch_page_get_list (f->shown.window->page)), f->number));
  wait_for_people (f);
  hands_click_middle (wait_for (GTK_WIDGET (f->shown.detail->assign), "王建国"));
}

typedef struct
{
  const char *path;
  void (*assign) (Fixture *f);
} Way;

static const Way ways[] = { { "/targets/assign/line", assign_by_line }, { "/targets/assign/key", assign_by_key },
                            { "/targets/assign/pointer", assign_by_pointer } };

static void
test_assign (Fixture *f, gconstpointer data)
{
  const Way *way = data;
  guint n_keys = hands_count_keys (), n_clicks = hands_count_clicks ();

  way->assign (f);
  while (find (f)->state != WG_CASE_STATE_ASSIGNED)
    g_main_context_iteration (NULL, TRUE);
  n_keys = hands_count_keys () - n_keys;
  n_clicks = hands_count_clicks () - n_clicks;
  g_test_message ("%u keys, %u clicks", n_keys, n_clicks);
  g_assert_cmpstr (find (f)->person_name, ==, "王建国");
  g_assert_cmpuint (n_keys, <=, MOST_KEYS);
  g_assert_cmpuint (n_clicks, <=, MOST_CLICKS);
  g_assert_cmpuint (n_keys + n_clicks, >, 0);
  /* The window hears of its own move a moment after the row has changed. */
  while (f->shown.window->done == NULL)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    g_test_add (ways[i].path, Fixture, &ways[i], set_up, test_assign, tear_down);
  return g_test_run ();
}
