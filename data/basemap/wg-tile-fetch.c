/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: everything that a stranger's server can do to a program while it hands over one picture is dealt with here: it
 * dawdles, lies about what it sends, sends us round in circles, or never stops sending.
 */

#include "wg-tile-server-private.h"

#include "wg-tile-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_REDIRECTS 3
#define CHUNK 65536
#define DAY_S 86400
#define MAX_RETRY_AFTER_S 3600
#define TOO_MANY_REQUESTS 429

static void send (WgTileFetch *fetch);

void
wg_tile_fetch_free (WgTileFetch *fetch)
{
  if (fetch->deadline != NULL)
    {
      g_source_destroy (fetch->deadline);
      g_source_unref (fetch->deadline);
    }
  wg_tile_copy_clear (&fetch->copy);
  g_clear_pointer (&fetch->uri, g_uri_unref);
  g_clear_pointer (&fetch->body, g_byte_array_unref);
  g_clear_object (&fetch->message);
  g_clear_object (&fetch->stream);
  g_clear_object (&fetch->cancellable);
  g_free (fetch->cache_key);
  g_free (fetch);
}

static void
end (WgTileFetch *fetch, WgFetchEnd how, char *trouble)
{
  wg_tile_server_end_fetch (fetch->server, fetch, how, trouble);
  g_free (trouble);
}

/* What was opened is cut off: libsoup would otherwise read the rest to keep the connection. */
static void
abandon (WgTileFetch *fetch, WgFetchEnd how, char *trouble)
{
  g_cancellable_cancel (fetch->cancellable);
  if (fetch->stream != NULL)
    g_input_stream_close_async (fetch->stream, G_PRIORITY_DEFAULT, fetch->cancellable, NULL, NULL);
  end (fetch, how, trouble);
}

static const char *
get_host (WgTileFetch *fetch)
{
  return wg_tile_server_get_host (fetch->server);
}

static void
fail (WgTileFetch *fetch, const GError *error)
{
  char *text;

  if (fetch->late)
    text = g_strdup_printf (
        _ ("The base map of %s is too slow: a tile took more than %u s. Grids, cases and dispatch go on."),
        get_host (fetch), MAX (1, fetch->server->patience_ms / 1000));
  else
    text = g_strdup_printf (_ ("The base map of %s does not answer (%s). Grids, cases and dispatch go on."),
                            get_host (fetch), error->message);
  abandon (fetch, WG_FETCH_LATER, text);
}

/* --- How long an answer holds --- */

static gint64
now_s (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Returns the seconds a directive of Cache-Control names, or -1. */
static gint64
get_seconds (GHashTable *directives, const char *name)
{
  const char *text = g_hash_table_lookup (directives, name);
  guint64 seconds;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &seconds, NULL) ? (gint64)seconds : -1;
}

/* RFC 9111, for a cache of one user. Returns whether the answer may be kept at all. */
static gboolean
find_freshness (SoupMessageHeaders *headers, gint64 *fresh_until_s)
{
  const char *control = soup_message_headers_get_list (headers, "Cache-Control");
  const char *expires = soup_message_headers_get_one (headers, "Expires");
  const char *age = soup_message_headers_get_one (headers, "Age");
  g_autoptr (GDateTime) date = expires != NULL ? soup_date_time_new_from_http_string (expires) : NULL;
  GHashTable *directives = soup_header_parse_param_list (control != NULL ? control : "");
  gint64 max_age = get_seconds (directives, "max-age");
  gboolean kept = !g_hash_table_contains (directives, "no-store");

  if (g_hash_table_contains (directives, "no-cache"))
    *fresh_until_s = 0;
  else if (max_age >= 0)
    *fresh_until_s = now_s () + max_age - (age != NULL ? CLAMP (g_ascii_strtoll (age, NULL, 10), 0, max_age) : 0);
  else if (expires != NULL)
    *fresh_until_s = date != NULL ? g_date_time_to_unix (date) : 0;
  else
    *fresh_until_s = now_s () + DAY_S;
  soup_header_free_param_list (directives);
  return kept;
}

/* --- The answer --- */

static void
keep (WgTileFetch *fetch)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (fetch->message);
  WgTileCopy *copy = &fetch->copy;
  const char *etag = soup_message_headers_get_one (headers, "ETag");
  const char *modified = soup_message_headers_get_one (headers, "Last-Modified");

  if (etag != NULL)
    {
      g_free (copy->etag);
      copy->etag = g_strdup (etag);
    }
  if (modified != NULL)
    {
      g_free (copy->modified);
      copy->modified = g_strdup (modified);
    }
  if (fetch->server->cache == NULL)
    return;
  if (find_freshness (headers, &copy->fresh_until_s))
    wg_tile_cache_store (fetch->server->cache, fetch->cache_key, copy);
  else
    wg_tile_cache_store (fetch->server->cache, fetch->cache_key, NULL);
}

static void
take_body (WgTileFetch *fetch)
{
  const char *format = wg_tile_format_sniff (fetch->body->data, fetch->body->len);

  /* An empty answer is how some say that there is nothing. */
  if (fetch->body->len > 0 && (format == NULL || g_str_equal (format, "pbf")))
    {
      const char *type
          = soup_message_headers_get_content_type (soup_message_get_response_headers (fetch->message), NULL);

      abandon (fetch, WG_FETCH_REFUSED,
               g_strdup_printf (
                   _ ("The base map of %s sends something else than pictures (%s). Grids, cases and dispatch go "
                      "on; look at its address and token."),
                   get_host (fetch), type != NULL ? type : "–"));
      return;
    }
  wg_tile_copy_clear (&fetch->copy);
  fetch->copy.bytes = g_byte_array_free_to_bytes (g_steal_pointer (&fetch->body));
  keep (fetch);
  g_input_stream_close_async (fetch->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  end (fetch, WG_FETCH_DONE, NULL);
}

static void
too_much (WgTileFetch *fetch)
{
  abandon (
      fetch, WG_FETCH_REFUSED,
      g_strdup_printf (_ ("The base map of %s sends more than %d MB for one tile; it was cut off. Grids, cases and "
                          "dispatch go on."),
                       get_host (fetch), MAX_BYTES / 1024 / 1024));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgTileFetch *fetch = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (bytes == NULL)
    {
      fail (fetch, error);
      return;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      take_body (fetch);
      return;
    }
  g_byte_array_append (fetch->body, g_bytes_get_data (bytes, NULL), (guint)g_bytes_get_size (bytes));
  if (fetch->body->len > MAX_BYTES)
    {
      too_much (fetch);
      return;
    }
  g_input_stream_read_bytes_async (fetch->stream, CHUNK, G_PRIORITY_DEFAULT, fetch->cancellable, on_read, fetch);
}

static gboolean
is_picture_type (SoupMessageHeaders *headers)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  return type == NULL || g_str_has_prefix (type, "image/") || g_str_equal (type, "application/octet-stream")
         || g_str_equal (type, "binary/octet-stream");
}

static void
read_body (WgTileFetch *fetch)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (fetch->message);

  if (!is_picture_type (headers))
    {
      g_byte_array_append (fetch->body, (const guint8 *)"?", 1);
      take_body (fetch);
      return;
    }
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
      && soup_message_headers_get_content_length (headers) > MAX_BYTES)
    {
      too_much (fetch);
      return;
    }
  g_input_stream_read_bytes_async (fetch->stream, CHUNK, G_PRIORITY_DEFAULT, fetch->cancellable, on_read, fetch);
}

/* The server has no such tile, which is an answer. */
static void
take_nothing (WgTileFetch *fetch)
{
  wg_tile_copy_clear (&fetch->copy);
  fetch->copy.bytes = g_bytes_new_static ("", 0);
  keep (fetch);
  abandon (fetch, WG_FETCH_DONE, NULL);
}

static void
follow_redirect (WgTileFetch *fetch)
{
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (fetch->message), "Location");
  g_autoptr (GUri) next
      = location != NULL ? g_uri_parse_relative (fetch->uri, location, SOUP_HTTP_URI_FLAGS, NULL) : NULL;
  const char *from = g_uri_get_scheme (fetch->uri), *to = next != NULL ? g_uri_get_scheme (next) : "";
  gboolean allowed = g_str_equal (from, to) || (g_str_equal (from, "http") && g_str_equal (to, "https"));

  if (!allowed || ++fetch->n_redirects > MAX_REDIRECTS)
    {
      abandon (
          fetch, WG_FETCH_REFUSED,
          g_strdup_printf (allowed ? _ ("The base map of %s passes us on and on and never answers. Grids, cases and "
                                        "dispatch go on; look at its address.")
                                   : _ ("The base map of %s passes us on to an address that is not taken. Grids, cases "
                                        "and dispatch go on; look at its address."),
                           get_host (fetch)));
      return;
    }
  g_input_stream_close_async (fetch->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_clear_object (&fetch->stream);
  g_clear_object (&fetch->message);
  g_uri_unref (fetch->uri);
  fetch->uri = g_steal_pointer (&next);
  send (fetch);
}

static void
postpone (WgTileFetch *fetch, guint status)
{
  const char *after = soup_message_headers_get_one (soup_message_get_response_headers (fetch->message), "Retry-After");
  gint64 seconds = after != NULL ? g_ascii_strtoll (after, NULL, 10) : 0;
  char *text;

  fetch->retry_after_s = (guint)CLAMP (seconds, 0, MAX_RETRY_AFTER_S);
  if (status == TOO_MANY_REQUESTS)
    text = g_strdup_printf (
        _ ("The base map of %s says that it was asked too often (429); it is asked less. Grids, cases and "
           "dispatch go on."),
        get_host (fetch));
  else
    text = g_strdup_printf (
        _ ("The base map of %s is out of order (%u); it is asked again later. Grids, cases and dispatch "
           "go on."),
        get_host (fetch), status);
  abandon (fetch, WG_FETCH_LATER, text);
}

static void
deny (WgTileFetch *fetch, guint status)
{
  char *text = wg_tile_template_needs_token (fetch->server->address)
                   ? g_strdup_printf (
                       _ ("The base map of %s lets nobody in without a valid token (%u). Grids, cases and dispatch go "
                          "on; enter the token under Layers."),
                       get_host (fetch), status)
                   : g_strdup_printf (
                       _ ("The base map of %s does not let us in (%u). Grids, cases and dispatch go on; look at its "
                          "address."),
                       get_host (fetch), status);

  abandon (fetch,
           status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN ? WG_FETCH_DENIED : WG_FETCH_REFUSED,
           text);
}

static void
take_status (WgTileFetch *fetch, guint status)
{
  if (status == SOUP_STATUS_OK)
    read_body (fetch);
  else if (status == SOUP_STATUS_NOT_MODIFIED && fetch->copy.bytes != NULL)
    {
      keep (fetch);
      g_input_stream_close_async (fetch->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
      end (fetch, WG_FETCH_DONE, NULL);
    }
  else if (SOUP_STATUS_IS_REDIRECTION (status))
    follow_redirect (fetch);
  else if (status == SOUP_STATUS_NO_CONTENT || status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE)
    take_nothing (fetch);
  else if (status == TOO_MANY_REQUESTS || status == SOUP_STATUS_REQUEST_TIMEOUT || SOUP_STATUS_IS_SERVER_ERROR (status))
    postpone (fetch, status);
  else
    deny (fetch, status);
}

static void
on_headers (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgTileFetch *fetch = user_data;
  g_autoptr (GError) error = NULL;

  fetch->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (fetch->stream == NULL)
    fail (fetch, error);
  else
    take_status (fetch, soup_message_get_status (fetch->message));
}

/* --- The question --- */

static void
send (WgTileFetch *fetch)
{
  SoupMessageHeaders *headers;

  fetch->message = soup_message_new_from_uri (SOUP_METHOD_GET, fetch->uri);
  soup_message_add_flags (fetch->message, SOUP_MESSAGE_NO_REDIRECT);
  headers = soup_message_get_request_headers (fetch->message);
  soup_message_headers_append (headers, "Accept", "image/png,image/jpeg,image/webp");
  if (fetch->copy.etag != NULL)
    soup_message_headers_append (headers, "If-None-Match", fetch->copy.etag);
  if (fetch->copy.modified != NULL)
    soup_message_headers_append (headers, "If-Modified-Since", fetch->copy.modified);
  soup_session_send_async (fetch->server->session, fetch->message, G_PRIORITY_DEFAULT, fetch->cancellable, on_headers,
                           fetch);
}

static gboolean
lose_patience (gpointer user_data)
{
  WgTileFetch *fetch = user_data;

  fetch->late = TRUE;
  g_cancellable_cancel (fetch->cancellable);
  return G_SOURCE_REMOVE;
}

/* The token is no part of the name under which a tile is kept. */
char *
wg_tile_fetch_make_cache_key (WgTileServer *server, guint64 key)
{
  g_autofree char *address = wg_tile_template_expand (server->address, wg_tile_server_zoom (key),
                                                      wg_tile_server_x (key), wg_tile_server_y (key), NULL);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, address, -1);
}

/* An address that cannot be one after all is cancelled before it is asked. */
static void
set_address (WgTileFetch *fetch)
{
  WgTileServer *server = fetch->server;
  g_autofree char *address
      = wg_tile_template_expand (server->address, wg_tile_server_zoom (fetch->key), wg_tile_server_x (fetch->key),
                                 wg_tile_server_y (fetch->key), server->token);

  fetch->uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  if (fetch->uri != NULL)
    return;
  fetch->uri = g_uri_build (G_URI_FLAGS_NONE, "http", NULL, "invalid.", -1, "/", NULL, NULL);
  g_cancellable_cancel (fetch->cancellable);
}

void
wg_tile_fetch_begin (WgTileServer *server, guint64 key)
{
  WgTileFetch *fetch = g_new0 (WgTileFetch, 1);

  fetch->server = server;
  fetch->key = key;
  fetch->cache_key = wg_tile_fetch_make_cache_key (server, key);
  fetch->cancellable = g_cancellable_new ();
  fetch->body = g_byte_array_new ();
  g_hash_table_add (server->fetches, fetch);
  if (server->cache != NULL)
    wg_tile_cache_lookup (server->cache, fetch->cache_key, &fetch->copy);
  set_address (fetch);
  fetch->deadline = g_timeout_source_new (server->patience_ms);
  g_source_set_callback (fetch->deadline, lose_patience, fetch, NULL);
  g_source_attach (fetch->deadline, server->context);
  send (fetch);
}
