/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-store-verify.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One run of verify: what its parts share. */
typedef struct
{
  WgVerification *verification;
  WgStoreWork *work;
  gconstpointer request;
  GCancellable *cancellable;
  GHashTable *counts; /* kind → how many */
  gint64 n_events;    /* to look at */
} WgSearch;

/* Takes @text; of each kind a hundred are kept. */
void wg_search_add_problem (WgSearch *self, const char *kind, const char *subject, char *text);

/* wg-verify-cases.c: what every case says beside its state, held against its events and its clocks. */
gboolean wg_verify_cases (WgSearch *search, GError **error);

G_END_DECLS
