/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the page of an import is walked through by two programs; both open it over a district of five grids, as the GIS editor.
 */

#include "import-fixture.h"

#include <adwaita.h>
#include <glib/gstdio.h>

void
import_fixture_set_up (ImportFixture *f, gconstpointer user_data)
{
  WgOperator who = { .id = WG_TEST_GIS,
                     .login = (char *)"gis",
                     .name = (char *)"GIS",
                     .person_id = G_MININT64,
                     .active = TRUE,
                     .roles = WG_ROLE_GIS };

  wg_test_store_set_up (&f->store, NULL);
  f->context = wg_context_new (f->store.store, NULL);
  wg_context_set_operator (f->context, &who);
  f->page = WG_IMPORT_PAGE (wg_import_page_new (f->context));
  f->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1300, 800);
  adw_window_set_content (ADW_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_window_present (GTK_WINDOW (f->window));
  f->file = NULL;
}

void
import_fixture_tear_down (ImportFixture *f, gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_unref (f->context);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  if (f->file != NULL)
    g_unlink (f->file);
  g_free (f->file);
  wg_test_store_tear_down (&f->store);
}

void
import_fixture_open_text (ImportFixture *f, const char *name, const char *text)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  f->file = g_build_filename (f->store.folder, name, NULL);
  g_file_set_contents (f->file, text, -1, &error);
  g_assert_no_error (error);
  file = g_file_new_for_path (f->file);
  wg_import_page_open (f->page, file);
}

void
import_fixture_settle (ImportFixture *f)
{
  while (wg_import_page_is_busy (f->page))
    g_main_context_iteration (NULL, TRUE);
}

void
import_fixture_go_on (ImportFixture *f)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), "import.next", NULL));
  import_fixture_settle (f);
}

WgGridTree *
import_fixture_load_grids (ImportFixture *f)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  WgGridTree *grids;

  wg_store_load_grids_async (f->store.store, NULL, wg_test_wait_ready, &wait);
  grids = wg_store_load_grids_finish (f->store.store, wg_test_wait (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return grids;
}

guint
import_fixture_count_grids (ImportFixture *f)
{
  g_autoptr (WgGridTree) grids = import_fixture_load_grids (f);

  return wg_grid_tree_get_n_grids (grids);
}

gboolean
import_fixture_says (GtkWidget *widget, const char *text)
{
  gboolean visible = gtk_widget_get_visible (widget);
  gboolean found = visible && GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); visible && child != NULL && !found; child = gtk_widget_get_next_sibling (child))
    found = import_fixture_says (child, text);
  return found;
}
