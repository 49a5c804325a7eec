/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what the writer puts out is read by parsers of others; it is checked with one that we did not write. */

#include "wg-json-writer.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

static JsonNode *
read_back (WgJsonWriter *writer)
{
  GString *buffer = wg_json_writer_get_buffer (writer);
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (buffer->str, &error);

  g_assert_no_error (error);
  g_assert_true (strchr (buffer->str, '\n') == buffer->str + buffer->len - 1);
  return node;
}

static void
test_doubles (void)
{
  static const double given[] = { 0, -0.0, 0.1, 116.605, 1e300, 5e-324, 123456789012345678.0, -116.59999999999999 };

  for (guint i = 0; i < 10000; i++)
    {
      g_autoptr (WgJsonWriter) writer = wg_json_writer_new ();
      g_autoptr (JsonNode) node = NULL;
      double value = i < G_N_ELEMENTS (given) ? given[i] : g_test_rand_double_range (-180, 180);

      wg_json_writer_add_double (writer, value);
      g_assert_cmpuint (wg_json_writer_get_buffer (writer)->len, <=, 25);
      wg_json_writer_end_line (writer);
      node = read_back (writer);
      g_assert_cmpfloat (json_node_get_double (node), ==, value);
    }
}

static void
test_nothing_is_null (void)
{
  g_autoptr (WgJsonWriter) writer = wg_json_writer_new ();

  wg_json_writer_begin_array (writer);
  wg_json_writer_add_text (writer, NULL);
  wg_json_writer_add_int (writer, G_MININT64);
  wg_json_writer_add_double (writer, NAN);
  wg_json_writer_add_double (writer, INFINITY);
  wg_json_writer_add_time (writer, G_MININT64);
  wg_json_writer_add_time (writer, G_MAXINT64);
  wg_json_writer_add_raw (writer, NULL);
  wg_json_writer_add_texts (writer, NULL);
  wg_json_writer_end_array (writer);
  g_assert_cmpstr (wg_json_writer_get_buffer (writer)->str, ==, "[null,null,null,null,null,null,null,[]]");
}

static void
test_nesting (void)
{
  g_autoptr (WgJsonWriter) writer = wg_json_writer_new ();

  for (int i = 0; i < 2; i++)
    {
      wg_json_writer_begin_object (writer);
      wg_json_writer_int (writer, "a", 1);
      wg_json_writer_key (writer, "b");
      wg_json_writer_begin_array (writer);
      wg_json_writer_begin_object (writer);
      wg_json_writer_end_object (writer);
      wg_json_writer_add_bool (writer, TRUE);
      wg_json_writer_end_array (writer);
      wg_json_writer_time (writer, "c", 0);
      wg_json_writer_end_object (writer);
      wg_json_writer_end_line (writer);
    }
  g_assert_cmpstr (wg_json_writer_get_buffer (writer)->str, ==,
                   "{\"a\":1,\"b\":[{},true],\"c\":\"1970-01-01T00:00:00Z\"}\n{\"a\":1,\"b\":[{},true],\"c\":\"1970-01-01T00:00:00Z\"}\n");
}

/* Any bytes at all give one line that another parser reads; valid text comes back as it was. */
static void
test_any_text (void)
{
  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr (WgJsonWriter) writer = wg_json_writer_new ();
      g_autoptr (JsonNode) node = NULL;
      char text[16] = "";
      gsize length = (gsize) g_test_rand_int_range (0, 15);

      for (gsize i = 0; i < length; i++)
        text[i] = (char) g_test_rand_int_range (1, 256);
      wg_json_writer_add_text (writer, text);
      wg_json_writer_end_line (writer);
      node = read_back (writer);
      if (g_utf8_validate (text, -1, NULL))
        g_assert_cmpstr (json_node_get_string (node), ==, text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-writer/doubles", test_doubles);
  g_test_add_func ("/json-writer/nothing-is-null", test_nothing_is_null);
  g_test_add_func ("/json-writer/nesting", test_nesting);
  g_test_add_func ("/json-writer/any-text", test_any_text);
  return g_test_run ();
}
