/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a map asks for hundreds of tiles a second and forgets most of them again; a server is a guest's host who must
 * not be overrun, and may be gone. Between the two stands a queue with a memory, on a thread of its own.
 */

#include "wg-tile-server-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_CONNECTIONS 4
#define MAX_WISHES 256  /* tiles waiting; the oldest wishes are forgotten */
#define MAX_ANSWERS 512 /* answers held in memory until they are decoded */
#define MAX_DENIED 4    /* refusals in a row after which nothing is asked any more */
#define MANY_NOTHINGS 4 /* tiles without a picture, and none with one, are worth a word */
#define MAX_DOUBLINGS 6
#define USER_AGENT "Wangge/" WG_VERSION

typedef enum
{
  WANTED,
  THERE,
  NOTHING,
} AnswerState;

typedef struct
{
  AnswerState state;
  GBytes *bytes; /* of a wanted one: what was kept */
} Answer;

enum
{
  ARRIVED,
  TROUBLE_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgTileServer, wg_tile_server, G_TYPE_OBJECT)

static void pump (WgTileServer *self);

/* --- Telling the owner --- */

typedef struct
{
  WgTileServer *self;
  guint64 key; /* G_MAXUINT64: the trouble changed */
} News;

static gboolean
tell (gpointer user_data)
{
  News *news = user_data;

  if (news->key == G_MAXUINT64)
    g_signal_emit (news->self, signals[TROUBLE_CHANGED], 0);
  else
    g_signal_emit (news->self, signals[ARRIVED], 0, wg_tile_server_zoom (news->key), wg_tile_server_x (news->key),
                   wg_tile_server_y (news->key));
  return G_SOURCE_REMOVE;
}

static void
free_news (gpointer user_data)
{
  News *news = user_data;

  g_object_unref (news->self);
  g_free (news);
}

/* Always through the loop of the owner: g_main_context_invoke() would run it here when nobody runs that loop. */
static void
send_news (WgTileServer *self, guint64 key)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  News *news = g_new (News, 1);

  *news = (News){ g_object_ref (self), key };
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell, news, free_news);
  g_source_attach (source, self->owner);
}

/* With the lock held. */
static void
set_trouble (WgTileServer *self, const char *trouble)
{
  if (g_strcmp0 (self->trouble, trouble) == 0)
    return;
  g_free (self->trouble);
  self->trouble = g_strdup (trouble);
  send_news (self, G_MAXUINT64);
}

/* --- Answers; with the lock held --- */

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->bytes, g_bytes_unref);
  g_free (answer);
}

static void
put_answer (WgTileServer *self, guint64 key, AnswerState state, GBytes *bytes)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->state = state;
  answer->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  g_hash_table_replace (self->answers, g_memdup2 (&key, sizeof key), answer);
  if (state == WANTED)
    return;
  g_queue_push_tail (&self->order, g_memdup2 (&key, sizeof key));
  while (self->order.length > MAX_ANSWERS)
    {
      g_autofree guint64 *oldest = g_queue_pop_head (&self->order);
      const Answer *old = g_hash_table_lookup (self->answers, oldest);

      if (old != NULL && old->state != WANTED && *oldest != key)
        g_hash_table_remove (self->answers, oldest);
    }
}

static void
add_to (WgTileServer *self, GQueue *queue, guint64 key)
{
  g_queue_push_head (queue, g_memdup2 (&key, sizeof key));
  while (queue->length > MAX_WISHES)
    {
      g_autofree guint64 *oldest = g_queue_pop_tail (queue);

      g_hash_table_remove (self->answers, oldest);
    }
}

/* --- What a fetch brings; on the thread, with the lock held --- */

static void
note_success (WgTileServer *self, gboolean picture)
{
  self->n_failures = 0;
  self->n_denied = 0;
  self->resume_us = 0;
  self->n_pictures += picture;
  self->n_nothing += !picture;
  if (picture || self->n_pictures > 0)
    set_trouble (self, NULL);
  else if (self->n_nothing >= MANY_NOTHINGS)
    {
      g_autofree char *text = g_strdup_printf (
          _ ("The base map of %s has no pictures of this place (404). Grids, cases and dispatch go on."),
          wg_tile_server_get_host (self));

      set_trouble (self, text);
    }
}

/* Stays away twice as long as the last time, and as long as the server wants. Failures of questions that were under way
 * together count as one.
 */
static void
note_failure (WgTileServer *self, guint retry_after_s)
{
  gint64 now = g_get_monotonic_time (), pause;

  if (now >= self->resume_us)
    self->n_failures++;
  pause = (gint64)self->pause_ms * 1000 << MIN (MAX (self->n_failures, 1) - 1, MAX_DOUBLINGS);
  self->resume_us = MAX (self->resume_us, now + MAX (pause, (gint64)retry_after_s * G_USEC_PER_SEC));
}

static void
take_end (WgTileServer *self, WgTileFetch *fetch, WgFetchEnd end, const char *trouble)
{
  gsize size = end == WG_FETCH_DONE ? g_bytes_get_size (fetch->copy.bytes) : 0;

  if (end == WG_FETCH_DONE)
    {
      put_answer (self, fetch->key, size > 0 ? THERE : NOTHING, size > 0 ? fetch->copy.bytes : NULL);
      note_success (self, size > 0);
      return;
    }
  if (end == WG_FETCH_LATER)
    {
      note_failure (self, fetch->retry_after_s);
      add_to (self, &self->questions, fetch->key);
    }
  else
    put_answer (self, fetch->key, NOTHING, NULL);
  self->n_denied = end == WG_FETCH_DENIED ? self->n_denied + 1 : self->n_denied;
  set_trouble (self, trouble);
}

void
wg_tile_server_end_fetch (WgTileServer *self, WgTileFetch *fetch, WgFetchEnd end, const char *trouble)
{
  guint64 key = fetch->key;
  gboolean stopping;

  g_mutex_lock (&self->lock);
  stopping = self->stopping;
  if (!stopping)
    take_end (self, fetch, end, trouble);
  g_cond_broadcast (&self->news);
  g_mutex_unlock (&self->lock);
  g_hash_table_remove (self->fetches, fetch);
  if (stopping)
    {
      if (g_hash_table_size (self->fetches) == 0)
        g_main_loop_quit (self->loop);
      return;
    }
  if (end != WG_FETCH_LATER)
    send_news (self, key);
  pump (self);
}

/* --- Asking; on the thread --- */

static gboolean
resume (gpointer user_data)
{
  WgTileServer *self = user_data;

  g_clear_pointer (&self->resume, g_source_unref);
  pump (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for (WgTileServer *self, gint64 us)
{
  if (self->resume != NULL)
    return;
  self->resume = g_timeout_source_new ((guint)(us / 1000) + 1);
  g_source_set_callback (self->resume, resume, self, NULL);
  g_source_attach (self->resume, self->context);
}

/* Returns the next tile to ask for, or NULL; a server that fails is asked one question at a time. */
static guint64 *
next_question (WgTileServer *self, gint64 *wait_us)
{
  guint limit = self->n_failures > 0 ? 1 : MAX_CONNECTIONS;

  *wait_us = 0;
  if (self->stopping || self->n_denied >= MAX_DENIED || g_hash_table_size (self->fetches) >= limit
      || g_queue_is_empty (&self->questions))
    return NULL;
  *wait_us = MAX (0, self->resume_us - g_get_monotonic_time ());
  return *wait_us == 0 ? g_queue_pop_head (&self->questions) : NULL;
}

/* What is kept is shown, be the server well or not; what is not, or is old, becomes a question. */
static void
look_on_disk (WgTileServer *self, guint64 key)
{
  g_autofree char *cache_key = wg_tile_fetch_make_cache_key (self, key);
  WgTileCopy copy = { NULL };
  gboolean kept = self->cache != NULL && wg_tile_cache_lookup (self->cache, cache_key, &copy);
  gboolean fresh = kept && copy.fresh_until_s > g_get_real_time () / G_USEC_PER_SEC;
  gboolean picture = kept && g_bytes_get_size (copy.bytes) > 0;

  g_mutex_lock (&self->lock);
  if (fresh || picture)
    put_answer (self, key, fresh ? (picture ? THERE : NOTHING) : WANTED, picture ? copy.bytes : NULL);
  if (!fresh)
    add_to (self, &self->questions, key);
  if (fresh)
    g_cond_broadcast (&self->news);
  g_mutex_unlock (&self->lock);
  if (fresh || picture)
    send_news (self, key);
  wg_tile_copy_clear (&copy);
}

static void
empty_wishes (WgTileServer *self)
{
  for (;;)
    {
      g_autofree guint64 *key = NULL;

      g_mutex_lock (&self->lock);
      /* The oldest first: the questions then end with the newest on top. */
      key = self->stopping ? NULL : g_queue_pop_tail (&self->wishes);
      g_mutex_unlock (&self->lock);
      if (key == NULL)
        return;
      look_on_disk (self, *key);
    }
}

static void
pump (WgTileServer *self)
{
  empty_wishes (self);
  for (;;)
    {
      g_autofree guint64 *key = NULL;
      gint64 wait_us;

      g_mutex_lock (&self->lock);
      key = next_question (self, &wait_us);
      g_mutex_unlock (&self->lock);
      if (wait_us > 0)
        wait_for (self, wait_us);
      if (key == NULL)
        return;
      wg_tile_fetch_begin (self, *key);
    }
}

static gboolean
pump_now (gpointer user_data)
{
  WgTileServer *self = user_data;

  g_mutex_lock (&self->lock);
  self->pumping = FALSE;
  g_mutex_unlock (&self->lock);
  if (self->resume != NULL)
    {
      g_source_destroy (self->resume);
      g_clear_pointer (&self->resume, g_source_unref);
    }
  pump (self);
  return G_SOURCE_REMOVE;
}

static void
attach (WgTileServer *self, GSourceFunc func)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, self->context);
}

static gpointer
run (gpointer data)
{
  WgTileServer *self = data;

  g_main_context_push_thread_default (self->context);
  self->cache = wg_tile_cache_open (self->cache_path, WG_TILE_CACHE_BYTES);
  self->session
      = soup_session_new_with_options ("user-agent", USER_AGENT, "max-conns", MAX_CONNECTIONS, "max-conns-per-host",
                                       MAX_CONNECTIONS, "timeout", 30, "idle-timeout", 30, NULL);
  g_main_loop_run (self->loop);
  g_clear_object (&self->session);
  g_clear_pointer (&self->cache, wg_tile_cache_free);
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

/* With the lock held: the first question starts the thread. */
static void
wake (WgTileServer *self)
{
  if (self->stopping)
    return;
  if (self->thread == NULL)
    self->thread = g_thread_new ("tile server", run, self);
  if (self->pumping)
    return;
  self->pumping = TRUE;
  attach (self, pump_now);
}

/* --- The object --- */

static gboolean
stop (gpointer user_data)
{
  WgTileServer *self = user_data;
  GHashTableIter iter;
  gpointer fetch;

  g_hash_table_iter_init (&iter, self->fetches);
  while (g_hash_table_iter_next (&iter, &fetch, NULL))
    g_cancellable_cancel (((WgTileFetch *)fetch)->cancellable);
  if (g_hash_table_size (self->fetches) == 0)
    g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

/* Not in finalize: until the thread has ended it may hold the object once more to tell its owner something. */
static void
wg_tile_server_dispose (GObject *object)
{
  WgTileServer *self = WG_TILE_SERVER (object);
  GThread *thread;

  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  thread = g_steal_pointer (&self->thread);
  g_mutex_unlock (&self->lock);
  if (thread != NULL)
    {
      attach (self, stop);
      g_thread_join (thread);
    }
  G_OBJECT_CLASS (wg_tile_server_parent_class)->dispose (object);
}

static void
wg_tile_server_finalize (GObject *object)
{
  WgTileServer *self = WG_TILE_SERVER (object);

  if (self->resume != NULL)
    {
      g_source_destroy (self->resume);
      g_source_unref (self->resume);
    }
  g_hash_table_unref (self->fetches);
  g_hash_table_unref (self->answers);
  g_queue_clear_full (&self->wishes, g_free);
  g_queue_clear_full (&self->order, g_free);
  g_queue_clear_full (&self->questions, g_free);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_main_context_unref (self->owner);
  g_clear_pointer (&self->address, wg_tile_template_free);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->news);
  g_free (self->token);
  g_free (self->cache_path);
  g_free (self->trouble);
  G_OBJECT_CLASS (wg_tile_server_parent_class)->finalize (object);
}

static void
wg_tile_server_class_init (WgTileServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_tile_server_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_tile_server_finalize;

  signals[ARRIVED] = g_signal_new ("arrived", WG_TYPE_TILE_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
  signals[TROUBLE_CHANGED]
      = g_signal_new ("trouble-changed", WG_TYPE_TILE_SERVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_tile_server_init (WgTileServer *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->news);
  g_queue_init (&self->wishes);
  g_queue_init (&self->order);
  g_queue_init (&self->questions);
  self->owner = g_main_context_ref_thread_default ();
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->fetches = g_hash_table_new_full (NULL, NULL, (GDestroyNotify)wg_tile_fetch_free, NULL);
  self->answers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_answer);
  wg_tile_server_set_patience (self, 20000, 1000);
}

WgTileServer *
wg_tile_server_new (const char *address, const char *token, const char *cache_path, GError **error)
{
  g_autoptr (WgTileServer) self = g_object_new (WG_TYPE_TILE_SERVER, NULL);

  self->address = wg_tile_template_new (address, error);
  if (self->address == NULL)
    return NULL;
  self->token = g_strdup (token);
  self->cache_path = g_strdup (cache_path);
  return g_steal_pointer (&self);
}

void
wg_tile_server_set_patience (WgTileServer *self, guint patience_ms, guint pause_ms)
{
  g_return_if_fail (self->thread == NULL);
  self->patience_ms = patience_ms;
  self->pause_ms = pause_ms;
}

/* --- From any thread --- */

/* With the lock held. */
static gboolean
look_up (WgTileServer *self, guint64 key, GBytes **bytes)
{
  Answer *answer = g_hash_table_lookup (self->answers, &key);

  if (answer == NULL)
    {
      put_answer (self, key, WANTED, NULL);
      add_to (self, &self->wishes, key);
      wake (self);
      return FALSE;
    }
  if (answer->bytes != NULL)
    *bytes = g_bytes_ref (answer->bytes);
  return answer->state != WANTED;
}

gboolean
wg_tile_server_load_tile (WgTileServer *self, guint zoom, guint x, guint y, guint wait_ms, GBytes **bytes)
{
  gint64 until = g_get_monotonic_time () + (gint64)wait_ms * 1000;
  gboolean final, in_time = wait_ms > 0;

  *bytes = NULL;
  g_mutex_lock (&self->lock);
  for (;;)
    {
      g_clear_pointer (bytes, g_bytes_unref);
      final = look_up (self, wg_tile_server_key (zoom, x, y), bytes);
      /* One that fails is not waited for a second time. */
      if (final || !in_time || self->n_failures > 0 || self->n_denied >= MAX_DENIED)
        break;
      in_time = g_cond_wait_until (&self->news, &self->lock, until);
    }
  g_mutex_unlock (&self->lock);
  return final;
}

GBytes *
wg_tile_server_peek_tile (WgTileServer *self, guint zoom, guint x, guint y)
{
  guint64 key = wg_tile_server_key (zoom, x, y);
  GBytes *bytes = NULL;
  Answer *answer;

  g_mutex_lock (&self->lock);
  answer = g_hash_table_lookup (self->answers, &key);
  if (answer != NULL && answer->bytes != NULL)
    bytes = g_bytes_ref (answer->bytes);
  g_mutex_unlock (&self->lock);
  return bytes;
}

char *
wg_tile_server_dup_trouble (WgTileServer *self)
{
  char *trouble;

  g_mutex_lock (&self->lock);
  trouble = g_strdup (self->trouble);
  g_mutex_unlock (&self->lock);
  return trouble;
}

static gboolean
is_nothing (gpointer key, gpointer answer, gpointer user_data)
{
  return ((Answer *)answer)->state == NOTHING;
}

void
wg_tile_server_retry (WgTileServer *self)
{
  g_mutex_lock (&self->lock);
  g_hash_table_foreach_remove (self->answers, is_nothing, NULL);
  self->n_failures = 0;
  self->n_denied = 0;
  self->n_pictures = 0;
  self->n_nothing = 0;
  self->resume_us = 0;
  set_trouble (self, NULL);
  if (self->thread != NULL)
    wake (self);
  g_mutex_unlock (&self->lock);
}

const char *
wg_tile_server_get_host (WgTileServer *self)
{
  return wg_tile_template_get_host (self->address);
}
