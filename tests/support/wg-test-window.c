/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what the window shows is looked at by keys, by actions, by another process and by a screen reader; all of them
 * begin with the same window.
 */

#include "wg-test-window.h"

#include "wg-application.h"

#include <libintl.h>
#include <locale.h>

/* One a process, as in the program. */
static WgApplication *application;
static WgSession *session;

/* gtk_test_init () goes back to the locale "C", which has no language. */
static void
find_translations (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "po", NULL);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

void
wg_test_window_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  gtk_test_init (argc, argv, NULL);
  find_translations ();
  application = wg_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  session = wg_session_new ();
}

WgWindow *
wg_test_window_new (void)
{
  WgWindow *window = wg_window_new (GTK_APPLICATION (application), session);

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1800, 1000);
  return window;
}

void
wg_test_window_open (WgTestWindow *self)
{
  self->window = wg_test_window_new ();
  wg_window_set_store (self->window, self->base.store);
  gtk_window_present (GTK_WINDOW (self->window));
  while (!wg_case_board_is_loaded (wg_context_get_board (self->window->context))
         || wg_context_get_operator (self->window->context) == NULL)
    g_main_context_iteration (NULL, TRUE);
  self->detail = wg_dispatch_page_get_detail (self->window->page);
}

void
wg_test_window_close (WgTestWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  wg_test_store_tear_down (&self->base);
}

void
wg_test_window_wait_for_state (WgTestWindow *self, WgCaseState state)
{
  WgCaseDetail *detail = self->detail;

  while (detail->record == NULL || detail->record->state != state || detail->file == NULL
         || detail->file->record->version < detail->record->version || detail->offers == NULL)
    g_main_context_iteration (NULL, TRUE);
}

void
wg_test_window_wait_for_people (WgTestWindow *self)
{
  while (wg_assign_list_get_n_rows (self->detail->assign) == 0)
    g_main_context_iteration (NULL, TRUE);
}

void
wg_test_window_act (WgTestWindow *self, const char *name, GVariant *value)
{
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), name));
  g_action_group_activate_action (G_ACTION_GROUP (self->window), name, value);
}

char *
wg_test_window_register (WgTestWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (self->base.store, wg_test_report (116.605, 40.305), &error);

  g_assert_no_error (error);
  while (wg_case_board_find (wg_context_get_board (self->window->context), result->case_id) == NULL)
    g_main_context_iteration (NULL, TRUE);
  wg_test_window_act (self, "select", g_variant_new_string (result->number));
  wg_test_window_wait_for_state (self, WG_CASE_STATE_REPORTED);
  return g_strdup (result->number);
}

GtkWidget *
wg_test_window_find (GtkWidget *widget, gboolean (*is_it) (GtkWidget *widget, gconstpointer data), gconstpointer data)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (is_it (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = wg_test_window_find (child, is_it, data);
  return found;
}

gboolean
wg_test_window_shows_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (wg_test_window_shows_text (child, text))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_larger (GtkWidget *window, int width, int height)
{
  return gtk_widget_get_width (window) > width || gtk_widget_get_height (window) > height;
}

void
wg_test_window_resize (WgTestWindow *self, int width, int height)
{
  GtkWidget *window = GTK_WIDGET (self->window);

  /* A size that comes between the wish for a window and its first layout is lost. */
  while (!gtk_widget_get_mapped (window) || gtk_widget_get_width (window) == 0)
    wg_test_wait_ms (10);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  for (int i = 0; i < 1000 && is_larger (window, width, height); i++)
    wg_test_wait_ms (10);
  /* What stands in it finds its place. */
  wg_test_wait_ms (500);
  if (is_larger (window, width, height))
    g_test_fail_printf ("The window wants %d x %d where there are %d x %d", gtk_widget_get_width (window), gtk_widget_get_height (window),
                        width, height);
}
