/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window says of the own last move, and how it takes that back. */

#include "wg-test-window.h"

typedef WgTestWindow Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  wg_test_store_set_up (&self->base, NULL);
  wg_test_window_open (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  wg_test_window_close (self);
}

/* The hand does not wait for the disk: Ctrl+Z right after a move means that move; after it there is nothing left. */
static void
test_undo_at_once (Fixture *self, gconstpointer data)
{
  g_autofree char *number = wg_test_window_register (self);
  gint64 version = self->detail->record->version;

  wg_test_window_act (self, "verb", g_variant_new_string ("file"));
  wg_test_window_act (self, "undo", NULL);
  while (self->detail->record->version < version + 2 || wg_context_is_busy (self->window->context))
    g_main_context_iteration (NULL, TRUE);
  wg_test_window_wait_for_state (self, WG_CASE_STATE_REPORTED);
  wg_test_window_act (self, "undo", NULL);
  while (!wg_test_window_shows_text (GTK_WIDGET (self->window->toasts), "There is nothing to undo: of your moves in this window, only the last one can be taken back."))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (self->detail->record->version, ==, version + 2);
}

static gboolean
has_name (GtkWidget *widget, gconstpointer data)
{
  return g_strcmp0 (gtk_widget_get_css_name (widget), data) == 0 || g_strcmp0 (G_OBJECT_TYPE_NAME (widget), data) == 0;
}

/* What was done is told above the figures of the status line, not over them; also in large text. */
static void
test_covers_nothing (Fixture *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);

  for (int text_size = 1; text_size <= 2; text_size++)
    {
      graphene_rect_t toast, status;

      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", text_size * 96 * 1024, NULL);
      wg_context_toast (self->window->context, "toast", NULL);
      wg_test_wait_ms (1000);
      g_assert_true (gtk_widget_compute_bounds (wg_test_window_find (window, has_name, "toast"), window, &toast));
      g_assert_true (gtk_widget_compute_bounds (wg_test_window_find (window, has_name, "WgStatusLine"), window, &status));
      g_assert_cmpfloat (toast.origin.y + toast.size.height, <=, status.origin.y);
    }
}

/* Whoever is quick reads of what was done last, and takes that back. */
static void
test_newest (Fixture *self, gconstpointer data)
{
  GtkWidget *overlay = GTK_WIDGET (self->window->toasts);

  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *text = g_strdup_printf ("toast %d", i);

      wg_context_toast (self->window->context, text, NULL);
    }
  wg_test_wait_ms (1000);
  g_assert_false (wg_test_window_shows_text (overlay, "toast 1"));
  g_assert_false (wg_test_window_shows_text (overlay, "toast 2"));
  g_assert_true (wg_test_window_shows_text (overlay, "toast 3"));
}

int
main (int argc, char **argv)
{
  wg_test_window_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/toasts/undo-at-once", test_undo_at_once);
  ADD ("/toasts/cover-nothing", test_covers_nothing);
  ADD ("/toasts/newest", test_newest);
  return g_test_run ();
}
