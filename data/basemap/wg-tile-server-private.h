/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "wg-tile-cache.h"
#include "wg-tile-server.h"

G_BEGIN_DECLS

/* How an attempt to get a tile ended. */
typedef enum
{
  WG_FETCH_DONE,    /* a picture, or the word that there is none */
  WG_FETCH_REFUSED, /* no use in asking for this tile again */
  WG_FETCH_DENIED,  /* no use in asking for any tile without another token */
  WG_FETCH_LATER,   /* the server, or the line, is not well */
} WgFetchEnd;

/* One tile on its way, on the server's thread. */
typedef struct
{
  WgTileServer *server;
  guint64 key; /* the tile, as of wg_tile_server_key() */
  char *cache_key;
  WgTileCopy copy; /* what is kept, then what came */
  GUri *uri;
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *body;
  GCancellable *cancellable;
  GSource *deadline;
  guint n_redirects;
  gboolean late;
  guint retry_after_s;
} WgTileFetch;

struct _WgTileServer
{
  GObject parent_instance;

  /* fixed */
  WgTileTemplate *address;
  char *token;
  char *cache_path;
  guint patience_ms;
  guint pause_ms;
  GMainContext *owner; /* where signals are emitted */

  /* of the thread */
  GMainContext *context;
  GMainLoop *loop;
  SoupSession *session;
  WgTileCache *cache;
  GHashTable *fetches; /* set of WgTileFetch */
  GQueue questions;    /* guint64 *, tiles that the disk has not, or only old ones; the newest first */
  GSource *resume;

  GMutex lock; /* guards everything below */
  GCond news;
  GThread *thread;     /* from the first question on */
  GHashTable *answers; /* key -> Answer */
  GQueue wishes;       /* guint64 *, tiles nobody has looked for; the newest first */
  GQueue order;        /* guint64 *, keys of final answers, the oldest first */
  char *trouble;
  guint n_failures; /* in a row */
  guint n_denied;   /* in a row */
  guint n_pictures; /* since the last retry */
  guint n_nothing;  /* tiles the server has not, before the first picture */
  gint64 resume_us; /* not to be asked before */
  gboolean stopping;
  gboolean pumping; /* the thread will look at the wishes */
};

static inline guint64
wg_tile_server_key (guint zoom, guint x, guint y)
{
  return (guint64)zoom << 48 | (guint64)x << 24 | y;
}

static inline guint
wg_tile_server_zoom (guint64 key)
{
  return (guint)(key >> 48);
}

static inline guint
wg_tile_server_x (guint64 key)
{
  return (guint)(key >> 24) & 0xffffff;
}

static inline guint
wg_tile_server_y (guint64 key)
{
  return (guint)key & 0xffffff;
}

/* wg-tile-fetch.c: asks the server for a tile; ends in wg_tile_server_end_fetch(), never before it returns. */
void wg_tile_fetch_begin (WgTileServer *server, guint64 key);
void wg_tile_fetch_free (WgTileFetch *fetch);

/* Under which name it is kept on the disk. */
char *wg_tile_fetch_make_cache_key (WgTileServer *server, guint64 key);

/* wg-tile-server.c, on its thread: takes the result and frees @fetch; @trouble: a sentence, or NULL. */
void wg_tile_server_end_fetch (WgTileServer *self, WgTileFetch *fetch, WgFetchEnd end, const char *trouble);

G_END_DECLS
