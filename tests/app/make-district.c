/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the commands are tested from outside, as a program among programs, on a small district that is the same for all
 * tests of the store: make-district FILE writes it.
 */

#include "wg-test-store.h"

int
main (int argc, char **argv)
{
  WgTestStore district = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_cmpint (argc, ==, 2);
  wg_test_store_set_up (&district, NULL);
  wg_store_close (district.store);
  g_file_get_contents (district.path, &bytes, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (argv[1], bytes, (gssize) size, &error);
  g_assert_no_error (error);
  wg_test_store_tear_down (&district);
  return 0;
}
