/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of painting, what is dropped, and that nothing is left behind. */

#include "wg-paint-queue.h"

#include <string.h>

/* One worker that waits at a gate, so that the order of what follows can be seen. */
static GMutex gate;
static gint n_requests; /* alive */
static GArray *order;

static gpointer
work (gpointer request)
{
  if (GPOINTER_TO_INT (request) == 1)
    {
      g_mutex_lock (&gate);
      g_mutex_unlock (&gate);
    }
  return g_memdup2 (&request, sizeof request);
}

static void
take (guint64 key, gpointer request, gpointer result, gpointer user_data)
{
  g_assert_cmpint ((int)key, ==, GPOINTER_TO_INT (request));
  g_assert_true (*(gpointer *)result == request);
  g_array_append_val (order, key);
  g_free (result);
}

static void
drop (gpointer request)
{
  g_atomic_int_dec_and_test (&n_requests);
}

static void
want (WgPaintQueue *queue, const int *keys, guint n)
{
  g_autoptr (GArray) jobs = g_array_new (FALSE, FALSE, sizeof (WgPaintJob));

  for (guint i = 0; i < n; i++)
    {
      WgPaintJob job = { (guint64)keys[i], keys[i] * 10.0, GINT_TO_POINTER (keys[i]) };

      g_atomic_int_inc (&n_requests);
      g_array_append_val (jobs, job);
    }
  wg_paint_queue_replace (queue, jobs);
  g_assert_cmpuint (jobs->len, ==, 0);
}

static void
test_order_and_dropping (void)
{
  WgPaintQueue *queue;
  static const int first[] = { 1 }, stale[] = { 9, 8, 1 }, wanted[] = { 5, 1, 3, 4, 3 };

  order = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_mutex_lock (&gate);
  queue = wg_paint_queue_new (1, work, take, NULL, drop, g_free);
  want (queue, first, 1);
  while (!wg_paint_queue_is_running (queue, 1))
    g_usleep (1000);
  want (queue, stale, 3);
  want (queue, wanted, 5);
  g_assert_cmpuint (wg_paint_queue_get_n (queue), ==, 4);
  g_mutex_unlock (&gate);
  while (wg_paint_queue_get_n (queue) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (order->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (g_array_index (order, guint64, i), ==, i == 0 ? 1 : i + 2);
  wg_paint_queue_free (queue);
  g_assert_cmpint (g_atomic_int_get (&n_requests), ==, 0);
  g_array_unref (order);
}

/* What is waiting or done when the queue goes is freed, and nobody is told. */
static void
test_free_with_work (void)
{
  static const int keys[] = { 2, 3, 4, 5, 6 };

  order = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (guint i = 0; i < 50; i++)
    {
      WgPaintQueue *queue = wg_paint_queue_new (2, work, take, NULL, drop, g_free);

      want (queue, keys, G_N_ELEMENTS (keys));
      if (i % 2 == 0)
        g_main_context_iteration (NULL, FALSE);
      wg_paint_queue_free (queue);
      g_assert_cmpint (g_atomic_int_get (&n_requests), ==, 0);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_array_unref (order);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/paint-queue/order-and-dropping", test_order_and_dropping);
  g_test_add_func ("/map/paint-queue/free-with-work", test_free_with_work);
  return g_test_run ();
}
