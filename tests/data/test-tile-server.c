/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A server on this computer that does everything a server can do wrong, and what is made of it. */

#include "wg-tile-cache.h"
#include "wg-tile-server.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#define SECRET "s3cret-key"

typedef struct
{
  SoupServer *server;
  char *base;
  char *folder;
  char *cache;
  WgTileServer *tiles;
  guint n_requests;
  guint n_revalidated;
  guint n_chunks;
  guint n_arrived;
  guint n_failures_left;
  GPtrArray *paused; /* SoupServerMessage */
  char *agent;
  char *query;
} Fixture;

static const guint8 picture[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 'w', 'g' };

/* --- The server --- */

static void
answer_picture (SoupServerMessage *message)
{
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "image/png", SOUP_MEMORY_STATIC, (const char *)picture, sizeof picture);
}

static void
send_chunk (SoupServerMessage *message, Fixture *f)
{
  static char nothing[65536];

  f->n_chunks++;
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, nothing,
                            sizeof nothing);
  soup_server_message_unpause (message);
}

static void
answer_endlessly (SoupServerMessage *message, Fixture *f)
{
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message), SOUP_ENCODING_CHUNKED);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message), "image/png", NULL);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (send_chunk), f);
  send_chunk (message, f);
}

static void
answer_text (SoupServerMessage *message, const char *type)
{
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_STATIC, "not a picture", 13);
}

static void
answer_redirect (SoupServerMessage *message, const char *to)
{
  soup_server_message_set_redirect (message, SOUP_STATUS_FOUND, to);
}

static void
answer_tagged (SoupServerMessage *message, Fixture *f)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_append (headers, "ETag", "\"one\"");
  soup_message_headers_append (headers, "Cache-Control", "no-cache");
  if (g_strcmp0 (soup_message_headers_get_one (soup_server_message_get_request_headers (message), "If-None-Match"),
                 "\"one\"")
      != 0)
    {
      answer_picture (message);
      return;
    }
  f->n_revalidated++;
  soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
}

static void
answer_status (SoupServerMessage *message, Fixture *f, const char *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (g_str_has_prefix (path, "/often/"))
    {
      soup_message_headers_append (headers, "Retry-After", "3600");
      soup_server_message_set_status (message, 429, NULL);
    }
  else if (g_str_has_prefix (path, "/flaky/") && f->n_failures_left > 0)
    {
      f->n_failures_left--;
      soup_server_message_set_status (message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
    }
  else if (g_str_has_prefix (path, "/denied/"))
    soup_server_message_set_status (message, SOUP_STATUS_FORBIDDEN, NULL);
  else if (g_str_has_prefix (path, "/nothing/"))
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
  else
    answer_picture (message);
}

static void
on_request (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Fixture *f = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  f->n_requests++;
  g_free (f->agent);
  f->agent = g_strdup (soup_message_headers_get_one (soup_server_message_get_request_headers (message), "User-Agent"));
  g_free (f->query);
  f->query = g_strdup (g_uri_get_query (soup_server_message_get_uri (message)));
  if (g_str_has_prefix (path, "/kept/"))
    soup_message_headers_append (headers, "Cache-Control", "max-age=1000");
  if (g_str_has_prefix (path, "/nostore/"))
    soup_message_headers_append (headers, "Cache-Control", "no-store");
  if (g_str_has_prefix (path, "/garbage/"))
    answer_text (message, "image/png");
  else if (g_str_has_prefix (path, "/html/"))
    answer_text (message, "text/html");
  else if (g_str_has_prefix (path, "/loop/"))
    answer_redirect (message, path);
  else if (g_str_has_prefix (path, "/scheme/"))
    answer_redirect (message, "file:///etc/passwd");
  else if (g_str_has_prefix (path, "/moved/"))
    answer_redirect (message, "/ok/1/0/0.png");
  else if (g_str_has_prefix (path, "/endless/"))
    answer_endlessly (message, f);
  else if (g_str_has_prefix (path, "/tagged/"))
    answer_tagged (message, f);
  else if (g_str_has_prefix (path, "/slow/"))
    {
      g_ptr_array_add (f->paused, g_object_ref (message));
      soup_server_message_pause (message);
    }
  else
    answer_status (message, f, path);
}

/* --- The fixture --- */

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  f->server = soup_server_new ("server-header", "test", NULL);
  f->paused = g_ptr_array_new_with_free_func (g_object_unref);
  soup_server_add_handler (f->server, NULL, on_request, f, NULL);
  soup_server_listen_local (f->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (f->server);
  f->base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  f->folder = g_dir_make_tmp ("wg-tiles-XXXXXX", &error);
  g_assert_no_error (error);
  f->cache = g_build_filename (f->folder, "tiles.sqlite", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "tiles.sqlite", "tiles.sqlite-wal", "tiles.sqlite-shm" };

  g_clear_object (&f->tiles);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  soup_server_disconnect (f->server);
  g_object_unref (f->server);
  g_ptr_array_unref (f->paused);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->cache);
  g_free (f->base);
  g_free (f->agent);
  g_free (f->query);
}

static void
on_arrived (Fixture *f)
{
  f->n_arrived++;
}

static void
open_server (Fixture *f, const char *what, guint patience_ms, guint pause_ms)
{
  g_autofree char *address = g_strconcat (f->base, "/", what, NULL);
  g_autoptr (GError) error = NULL;

  /* What the last one has to tell holds it; it is told first. */
  g_clear_object (&f->tiles);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  f->tiles = wg_tile_server_new (address, SECRET, f->cache, &error);
  g_assert_no_error (error);
  wg_tile_server_set_patience (f->tiles, patience_ms, pause_ms);
  g_signal_connect_swapped (f->tiles, "arrived", G_CALLBACK (on_arrived), f);
}

static gboolean
ask (Fixture *f, guint x, GBytes **bytes)
{
  g_autoptr (GBytes) own = NULL;

  return wg_tile_server_load_tile (f->tiles, 6, x, 7, 0, bytes != NULL ? bytes : &own);
}

/* Runs the loops until tile @x has its answer; a test that hangs is ended by its runner. */
static GBytes *
wait_for (Fixture *f, guint x)
{
  GBytes *bytes = NULL;

  while (!ask (f, x, &bytes))
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      g_main_context_iteration (NULL, TRUE);
    }
  return bytes;
}

static char *
wait_for_trouble (Fixture *f)
{
  char *trouble;

  while ((trouble = wg_tile_server_dup_trouble (f->tiles)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_test_message ("%s", trouble);
  g_assert_null (strstr (trouble, SECRET));
  return trouble;
}

static gboolean
set_flag (gpointer flag)
{
  *(gboolean *)flag = TRUE;
  return G_SOURCE_REMOVE;
}

/* Lets whatever is still going to happen happen. */
static void
run_for (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, set_flag, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_trouble (Fixture *f, const char *words)
{
  g_autofree char *trouble = wait_for_trouble (f);

  g_assert_nonnull (strstr (trouble, words));
  g_assert_nonnull (strstr (trouble, "127.0.0.1"));
}

/* --- What it is for --- */

static void
test_picture (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *trouble = NULL;

  open_server (f, "ok/{z}/{x}/{y}.png?tk={token}", 5000, 10);
  g_assert_false (ask (f, 1, NULL));
  bytes = wait_for (f, 1);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), picture, sizeof picture);
  g_assert_cmpuint (f->n_requests, ==, 1);
  while (f->n_arrived == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_str_has_prefix (f->agent, "Wangge/"));
  g_assert_cmpstr (f->query, ==, "tk=" SECRET);
  trouble = wg_tile_server_dup_trouble (f->tiles);
  g_assert_null (trouble);
}

static gpointer
ask_and_wait (gpointer data)
{
  Fixture *f = data;
  GBytes *bytes = NULL;

  g_assert_true (wg_tile_server_load_tile (f->tiles, 6, 3, 7, 30000, &bytes));
  g_main_context_wakeup (NULL);
  return bytes;
}

static void
test_waiting (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  GThread *thread;

  open_server (f, "ok/{z}/{x}/{y}.png", 5000, 10);
  thread = g_thread_new ("asks", ask_and_wait, f);
  while (f->n_arrived == 0)
    g_main_context_iteration (NULL, TRUE);
  bytes = g_thread_join (thread);
  g_assert_nonnull (bytes);
}

static void
ask_twice (Fixture *f, const char *what)
{
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      open_server (f, what, 5000, 10);
      bytes = wait_for (f, 2);
      g_assert_cmpuint (g_bytes_get_size (bytes), ==, sizeof picture);
    }
}

static void
test_kept (Fixture *f, gconstpointer data)
{
  ask_twice (f, "kept/{z}/{x}/{y}.png");
  g_assert_cmpuint (f->n_requests, ==, 1);
}

/* A new token is no new map. */
static void
test_kept_without_token (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *address = g_strconcat (f->base, "/kept/{z}/{x}/{y}.png?tk={token}", NULL);

  open_server (f, "kept/{z}/{x}/{y}.png?tk={token}", 5000, 10);
  bytes = wait_for (f, 2);
  g_clear_pointer (&bytes, g_bytes_unref);
  g_clear_object (&f->tiles);
  f->tiles = wg_tile_server_new (address, "another", f->cache, NULL);
  bytes = wait_for (f, 2);
  g_assert_nonnull (bytes);
  g_assert_cmpuint (f->n_requests, ==, 1);
}

static void
test_not_kept (Fixture *f, gconstpointer data)
{
  ask_twice (f, "nostore/{z}/{x}/{y}.png");
  g_assert_cmpuint (f->n_requests, ==, 2);
}

static void
test_revalidated (Fixture *f, gconstpointer data)
{
  ask_twice (f, "tagged/{z}/{x}/{y}.png");
  g_assert_cmpuint (f->n_requests, ==, 2);
  g_assert_cmpuint (f->n_revalidated, ==, 1);
}

/* The line is down: what was kept is shown, old as it is, and the trouble is told. */
static void
test_kept_while_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;

  open_server (f, "tagged/{z}/{x}/{y}.png", 5000, 60000);
  bytes = wait_for (f, 2);
  g_clear_pointer (&bytes, g_bytes_unref);
  open_server (f, "tagged/{z}/{x}/{y}.png", 5000, 60000);
  soup_server_disconnect (f->server);
  g_assert_false (ask (f, 2, NULL));
  assert_trouble (f, "does not answer");
  g_assert_false (ask (f, 2, &bytes));
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, sizeof picture);
}

/* --- What can go wrong --- */

static void
assert_refused (Fixture *f, const char *what, const char *words)
{
  g_autoptr (GBytes) bytes = NULL;

  open_server (f, what, 20000, 60000);
  g_assert_false (ask (f, 1, NULL));
  assert_trouble (f, words);
  bytes = wait_for (f, 1);
  g_assert_null (bytes);
}

static void
test_garbage (Fixture *f, gconstpointer data)
{
  assert_refused (f, "garbage/{z}/{x}/{y}.png", "something else than pictures (image/png)");
}

static void
test_html (Fixture *f, gconstpointer data)
{
  assert_refused (f, "html/{z}/{x}/{y}.png", "something else than pictures (text/html)");
}

static void
test_circle (Fixture *f, gconstpointer data)
{
  assert_refused (f, "loop/{z}/{x}/{y}.png", "on and on");
  g_assert_cmpuint (f->n_requests, ==, 4);
}

static void
test_other_scheme (Fixture *f, gconstpointer data)
{
  assert_refused (f, "scheme/{z}/{x}/{y}.png", "not taken");
  g_assert_cmpuint (f->n_requests, ==, 1);
}

static void
test_redirect (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;

  open_server (f, "moved/{z}/{x}/{y}.png", 5000, 10);
  bytes = wait_for (f, 1);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, sizeof picture);
  g_assert_cmpuint (f->n_requests, ==, 2);
}

/* What it sent when it was cut off is what buffers on the way hold, not what it had in mind. */
static void
test_gigabyte (Fixture *f, gconstpointer data)
{
  assert_refused (f, "endless/{z}/{x}/{y}.png", "more than 4 MB");
  g_assert_cmpuint (f->n_chunks, <, 64 * 16);
  run_for (200);
  g_assert_cmpuint (f->n_chunks, <, 64 * 16);
}

static void
test_nothing (Fixture *f, gconstpointer data)
{
  open_server (f, "nothing/{z}/{x}/{y}.png", 5000, 10);
  for (guint x = 0; x < 3; x++)
    g_assert_null (wait_for (f, x));
  g_assert_null (wg_tile_server_dup_trouble (f->tiles));
  g_assert_null (wait_for (f, 3));
  assert_trouble (f, "no pictures of this place");
  g_assert_cmpuint (f->n_requests, ==, 4);
}

static void
test_slow (Fixture *f, gconstpointer data)
{
  open_server (f, "slow/{z}/{x}/{y}.png", 200, 60000);
  g_assert_false (ask (f, 1, NULL));
  assert_trouble (f, "too slow");
}

/* Forty wishes are four questions at a time, and the window can be closed in the middle of it. */
static void
test_few_connections (Fixture *f, gconstpointer data)
{
  open_server (f, "slow/{z}/{x}/{y}.png", 60000, 60000);
  for (guint x = 0; x < 40; x++)
    ask (f, x, NULL);
  while (f->n_requests < 4)
    g_main_context_iteration (NULL, TRUE);
  run_for (200);
  g_assert_cmpuint (f->n_requests, ==, 4);
}

static void
test_too_often (Fixture *f, gconstpointer data)
{
  open_server (f, "often/{z}/{x}/{y}.png", 5000, 1);
  g_assert_false (ask (f, 0, NULL));
  assert_trouble (f, "asked too often");
  for (guint x = 1; x < 20; x++)
    ask (f, x, NULL);
  run_for (200);
  g_assert_cmpuint (f->n_requests, ==, 1);
  /* The operator may insist. */
  wg_tile_server_retry (f->tiles);
  while (f->n_requests < 2)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_comes_back (Fixture *f, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *trouble = NULL;

  f->n_failures_left = 3;
  open_server (f, "flaky/{z}/{x}/{y}.png", 5000, 5);
  g_assert_false (ask (f, 1, NULL));
  assert_trouble (f, "out of order (503)");
  bytes = wait_for (f, 1);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, sizeof picture);
  g_assert_cmpuint (f->n_requests, ==, 4);
  trouble = wg_tile_server_dup_trouble (f->tiles);
  g_assert_null (trouble);
}

static void
test_denied (Fixture *f, gconstpointer data)
{
  open_server (f, "denied/{z}/{x}/{y}.png?tk={token}", 5000, 10);
  for (guint x = 0; x < 30; x++)
    ask (f, x, NULL);
  assert_trouble (f, "without a valid token");
  run_for (200);
  /* After four refusals nobody is asked any more; up to three were on the way. */
  g_assert_cmpuint (f->n_requests, >=, 4);
  g_assert_cmpuint (f->n_requests, <=, 7);
}

static gboolean
talk_nonsense (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_output_stream_write_all (out, "\x16\x03\x01 nonsense\r\n\r\n", 13, NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return FALSE;
}

static void
test_no_http (Fixture *f, gconstpointer data)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);

  g_assert_no_error (error);
  g_signal_connect (service, "incoming", G_CALLBACK (talk_nonsense), NULL);
  g_free (f->base);
  f->base = g_strdup_printf ("http://127.0.0.1:%u", port);
  open_server (f, "{z}/{x}/{y}.png", 5000, 60000);
  g_assert_false (ask (f, 1, NULL));
  assert_trouble (f, "does not answer");
  g_socket_service_stop (service);
}

/* --- The disk --- */

static void
test_cache_is_bounded (Fixture *f, gconstpointer data)
{
  WgTileCache *cache = wg_tile_cache_open (f->cache, 100000);
  g_autofree guint8 *block = g_malloc0 (1000);
  WgTileCopy copy = { NULL };

  for (guint i = 0; i < 512; i++)
    {
      g_autofree char *key = g_strdup_printf ("%04u", i);
      WgTileCopy stored = { g_bytes_new (block, 1000), NULL, NULL, 0 };

      wg_tile_cache_store (cache, key, &stored);
      wg_tile_copy_clear (&stored);
    }
  g_assert_cmpint (wg_tile_cache_get_size (cache), <=, 100000);
  g_assert_cmpint (wg_tile_cache_get_size (cache), >=, 80000);
  g_assert_true (wg_tile_cache_lookup (cache, "0511", &copy));
  wg_tile_copy_clear (&copy);
  g_assert_false (wg_tile_cache_lookup (cache, "0000", &copy));
  wg_tile_cache_free (cache);
}

static void
test_cache_is_mended (Fixture *f, gconstpointer data)
{
  WgTileCache *cache;

  g_assert_true (g_file_set_contents (f->cache, "this is no database, but it is long enough to look at", -1, NULL));
  cache = wg_tile_cache_open (f->cache, 100000);
  g_assert_nonnull (cache);
  g_assert_cmpint (wg_tile_cache_get_size (cache), ==, 0);
  wg_tile_cache_free (cache);
}

#define ADD(path, func) g_test_add ("/data/tile-server/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("picture", test_picture);
  ADD ("waiting", test_waiting);
  ADD ("kept", test_kept);
  ADD ("kept-without-token", test_kept_without_token);
  ADD ("not-kept", test_not_kept);
  ADD ("revalidated", test_revalidated);
  ADD ("kept-while-down", test_kept_while_down);
  ADD ("garbage", test_garbage);
  ADD ("html", test_html);
  ADD ("circle", test_circle);
  ADD ("other-scheme", test_other_scheme);
  ADD ("redirect", test_redirect);
  ADD ("gigabyte", test_gigabyte);
  ADD ("nothing", test_nothing);
  ADD ("slow", test_slow);
  ADD ("few-connections", test_few_connections);
  ADD ("too-often", test_too_often);
  ADD ("comes-back", test_comes_back);
  ADD ("denied", test_denied);
  ADD ("no-http", test_no_http);
  ADD ("cache-is-bounded", test_cache_is_bounded);
  ADD ("cache-is-mended", test_cache_is_mended);
  return g_test_run ();
}
