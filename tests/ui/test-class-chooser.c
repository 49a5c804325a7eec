/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A class is found by words, is the centre's own as it is now, and stays under the hand while the classes are read again. */

#include "wg-class-chooser.h"

#include "wg-class-catalogue.h"
#include "wg-store-classes.h"
#include "wg-test-store.h"

typedef struct
{
  WgTestStore store;
  WgContext *context;
  GtkWidget *window;
  WgClassChooser *chooser;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  wg_test_store_set_up (&f->store, NULL);
  f->context = wg_context_new (f->store.store, NULL);
  f->window = gtk_window_new ();
  f->chooser = g_object_new (WG_TYPE_CLASS_CHOOSER, NULL);
  wg_class_chooser_set_context (f->chooser, f->context);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->chooser));
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_unref (f->context);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  wg_test_store_tear_down (&f->store);
}

static gpointer
get_child (Fixture *f, const char *name)
{
  GObject *child = gtk_widget_get_template_child (GTK_WIDGET (f->chooser), WG_TYPE_CLASS_CHOOSER, name);

  g_assert_nonnull (child);
  return child;
}

static gboolean
says (gpointer label, const char *text)
{
  return gtk_widget_get_visible (label) && strstr (gtk_label_get_text (label), text) != NULL;
}

static void
test_finds_a_class (Fixture *f, gconstpointer data)
{
  gpointer search = get_child (f, "search");
  GtkLabel *facts = get_child (f, "facts");

  gtk_editable_set_text (search, "open burning");
  g_assert_null (wg_class_chooser_get_class (f->chooser));
  g_assert_true (gtk_widget_get_visible (get_child (f, "hits_frame")));
  g_signal_emit_by_name (search, "activate");
  g_assert_nonnull (wg_class_chooser_get_class (f->chooser));
  g_assert_cmpstr (wg_class_chooser_get_class (f->chooser)->code, ==, "E0120-1");
  g_assert_true (says (facts, "E0120-1"));
  g_assert_true (says (facts, "2 continuous hours"));
  g_assert_false (gtk_widget_get_visible (get_child (f, "hits_frame")));
  gtk_editable_set_text (search, "open burning of nothing");
  g_assert_null (wg_class_chooser_get_class (f->chooser));
  g_assert_true (says (facts, "No class"));
}

static void
change_class (Fixture *f, const WgCaseClass *changed)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *classes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_class_free);
  WgTestWait wait = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (WgEvent) event = NULL;

  g_ptr_array_add (classes, wg_case_class_copy (changed));
  wg_store_set_classes_async (f->store.store, classes, WG_TEST_ADMIN, NULL, NULL, NULL, wg_test_wait_ready, &wait);
  result = wg_test_wait (&wait);
  event = wg_store_set_classes_finish (f->store.store, result, &error);
  g_assert_no_error (error);
}

/* The centre has classes of its own and limits of its own, and changes them while the form is open. */
static void
test_own_classes (Fixture *f, gconstpointer data)
{
  g_autoptr (WgCaseClass) item = NULL;

  wg_class_chooser_set_code (f->chooser, "P0101-1");
  item = wg_case_class_copy (wg_class_chooser_get_class (f->chooser));
  item->limit_n += 3;
  change_class (f, item);
  while (wg_class_chooser_get_class (f->chooser)->limit_n < item->limit_n)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (wg_class_chooser_get_class (f->chooser)->code, ==, "P0101-1");
}

/* Whoever has gone down into what was found stays on the class when the classes are read again. */
static void
test_class_under_the_hand (Fixture *f, gconstpointer data)
{
  GtkListBox *hits = get_child (f, "hits");
  g_autoptr (WgCaseClass) item = NULL;
  GtkListBoxRow *row;

  wg_class_chooser_set_code (f->chooser, "P0101-1");
  item = wg_case_class_copy (wg_class_chooser_get_class (f->chooser));
  item->limit_n += 3;
  gtk_editable_set_text (get_child (f, "search"), "P0102");
  row = gtk_list_box_get_row_at_index (hits, 1);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (row)));
  g_object_add_weak_pointer (G_OBJECT (row), (gpointer *) &row);
  change_class (f, item);
  while (row != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (hits, 1))));
  g_signal_emit_by_name (gtk_list_box_get_row_at_index (hits, 1), "activate");
  g_assert_cmpstr (wg_class_chooser_get_class (f->chooser)->code, ==, "P0102-2");
}

#define ADD(path, func) g_test_add ("/class-chooser/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("finds-a-class", test_finds_a_class);
  ADD ("own-classes", test_own_classes);
  ADD ("under-the-hand", test_class_under_the_hand);
  return g_test_run ();
}
