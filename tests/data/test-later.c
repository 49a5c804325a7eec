/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What another thread works for stays the main thread's: whoever is last to let go of it, it ends where it is used. */

#include "wg-later.h"

/* --- An object that notes where it ended --- */

#define TEST_TYPE_WITNESS (test_witness_get_type ())
G_DECLARE_FINAL_TYPE (TestWitness, test_witness, TEST, WITNESS, GObject)

struct _TestWitness
{
  GObject parent_instance;

  GThread **ended_in;
};

G_DEFINE_FINAL_TYPE (TestWitness, test_witness, G_TYPE_OBJECT)

static void
test_witness_finalize (GObject *object)
{
  g_atomic_pointer_set (TEST_WITNESS (object)->ended_in, g_thread_self ());
  G_OBJECT_CLASS (test_witness_parent_class)->finalize (object);
}

static void
test_witness_class_init (TestWitnessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_witness_finalize;
}

static void
test_witness_init (TestWitness *self)
{
}

static TestWitness *
make_witness (GThread **ended_in)
{
  TestWitness *self = g_object_new (TEST_TYPE_WITNESS, NULL);

  self->ended_in = ended_in;
  return self;
}

/* --- A thread that is slow to let go --- */

typedef struct
{
  gint answered; /* atomic: the main thread has the result, and holds nothing any more */
  GThread *source_ended_in, *data_ended_in;
} Slow;

static Slow slow;

static void
answer_and_linger (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_int (task, 42);
  while (!g_atomic_int_get (&slow.answered))
    g_usleep (1000);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (TEST_IS_WITNESS (source));
  *(gssize *) user_data = g_task_propagate_int (G_TASK (result), NULL);
}

static gboolean
note_answered (gpointer data)
{
  g_atomic_int_set (&slow.answered, 1);
  return G_SOURCE_REMOVE;
}

static void
test_last_reference (void)
{
  TestWitness *source = make_witness (&slow.source_ended_in);
  GTask *task;
  gssize answer = 0;

  task = g_task_new (source, NULL, on_answer, &answer);
  g_task_set_task_data (task, make_witness (&slow.data_ended_in), g_object_unref);
  wg_later_run_in_thread (task, answer_and_linger);
  g_object_unref (source);
  g_object_unref (task);
  while (answer == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (answer, ==, 42);
  g_assert_null (g_atomic_pointer_get (&slow.source_ended_in));
  g_idle_add (note_answered, NULL);
  while (g_atomic_pointer_get (&slow.source_ended_in) == NULL || g_atomic_pointer_get (&slow.data_ended_in) == NULL)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (slow.source_ended_in == g_thread_self ());
  g_assert_true (slow.data_ended_in == g_thread_self ());
}

/* --- Without another thread --- */

static gboolean
count (gpointer data)
{
  ++*(int *) data;
  return G_SOURCE_REMOVE;
}

/* Also where nobody iterates the loop: it is not run at once. */
static void
test_not_at_once (void)
{
  int n = 0;

  wg_later (NULL, G_PRIORITY_DEFAULT, count, &n, NULL);
  g_assert_cmpint (n, ==, 0);
  while (n == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (n, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/later/last-reference", test_last_reference);
  g_test_add_func ("/later/not-at-once", test_not_at_once);
  return g_test_run ();
}
