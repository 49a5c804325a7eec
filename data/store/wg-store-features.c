/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: somebody on the telephone reads the number off a lamp post or names a road; among a million features it is found while it
 * is typed. The index proposes and the features themselves decide, a handful at a time, until there are enough: hundreds of
 * thousands may hold two digits, and nobody looks at more than a screen of them.
 */

#include "wg-store-features.h"

#include "wg-class-catalogue.h"
#include "wg-search-text.h"
#include "wg-staging.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HANDFUL 500
/* So many are proposed at most: what is typed further narrows them. */
#define MOST_PROPOSED 20000
/* Of so many that fit the best are chosen. */
#define MOST_FITTING 60
/* Where so many of the first hold a single character. */
#define N_FIRST 2000
#define ENOUGH_FIRST 10

typedef struct
{
  char *text;
  guint most;
} Request;

typedef struct
{
  GPtrArray *features; /* of WgFoundFeature */
  gboolean complete;
} Answer;

typedef struct
{
  WgStoreWork *work;
  const char *folded;
  Answer *answer;
  GHashTable *names; /* of what was found: name, layer */
  WgSearchKind kind; /* that is looked through */
} Search;

static void
request_free (gpointer data)
{
  g_free (((Request *) data)->text);
  g_free (data);
}

void
wg_found_feature_free (WgFoundFeature *self)
{
  g_free (self->name);
  g_free (self->layer);
  g_free (self);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->features, g_ptr_array_unref);
  g_free (answer);
}

/* What came with a base map or a demo is of no kind that an import knows. */
static const char *
get_layer_label (WgSearchKind search, const char *nick)
{
  WgImportKind kind = WG_IMPORT_AREAS;
  gboolean known = nick != NULL && wg_import_kind_from_nick (nick, &kind);

  if (!known && search == WG_SEARCH_LINES)
    return _ ("Street or river");
  switch (kind)
    {
    case WG_IMPORT_ROADS:
      return C_ ("layer", "Road");
    case WG_IMPORT_WATER:
      return C_ ("layer", "Water");
    case WG_IMPORT_GREEN:
      return C_ ("layer", "Green");
    default:
      return C_ ("layer", "Area");
    }
}

/* A facility by its class, a line or an area by its layer. */
static char *
tell_layer (WgSearchKind search, const char *class_code, const char *nick)
{
  g_autofree char *name = class_code != NULL ? wg_class_catalogue_format_of_case (class_code, NULL) : NULL;

  /* Translators: a thing of the city and what it is: “Facility: sewer cover”. */
  return name != NULL ? g_strdup_printf (_ ("Facility: %s"), name) : g_strdup (get_layer_label (search, nick));
}

/* The pieces of one road are one. */
static void
take_feature (Search *self, WgStatement *row)
{
  const char *name = wg_statement_get_text (row, 0);
  g_autofree char *layer = tell_layer (self->kind, wg_statement_get_text (row, 1), wg_statement_get_text (row, 2));
  g_autofree char *key = g_strconcat (name, "\n", layer, NULL);
  WgFoundFeature *feature;

  if (!g_hash_table_add (self->names, g_steal_pointer (&key)))
    return;
  feature = g_new0 (WgFoundFeature, 1);
  feature->name = g_strdup (name);
  feature->layer = g_steal_pointer (&layer);
  feature->lon = wg_statement_get_double (row, 3);
  feature->lat = wg_statement_get_double (row, 4);
  g_ptr_array_add (self->answer->features, feature);
}

static gboolean
take_handful (Search *self, const char *statement, const char *ids, GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (self->work->connection, &local, statement, "issi", wg_connection_get_district (self->work->connection),
                                          ids, self->folded, (gint64) wg_search_may_be_pinyin (self->folded));

  while (row != NULL && wg_statement_step (row, &local))
    take_feature (self, row);
  return wg_statement_end (row, g_steal_pointer (&local), error);
}

/* The ids of the next handful; a statement that has come to its end must not be asked again. */
static gboolean
read_handful (WgStatement *row, GString *ids, gboolean *more, GError **error)
{
  g_autoptr (GError) local = NULL;
  guint n = 0;

  g_string_assign (ids, "[");
  while (n < HANDFUL && wg_statement_step (row, &local))
    g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, n++ > 0 ? "," : "", wg_statement_get_int64 (row, 0));
  g_string_append_c (ids, ']');
  *more = n == HANDFUL;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* A single character begins many terms, and to put all of them together takes longer than to find it in the first features when it is
 * one of those that many hold.
 */
static gboolean
look_at_first (Search *self, const char *statement, guint *n_found, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  guint before = self->answer->features->len;
  gboolean more = self->kind == WG_SEARCH_FACILITIES && g_utf8_strlen (self->folded, -1) == 1;
  WgStatement *row = more ? wg_connection_query (self->work->connection, &local, "facility-first", "ii",
                                                 wg_connection_get_district (self->work->connection), (gint64) N_FIRST)
                          : NULL;

  while (row != NULL && more && read_handful (row, ids, &more, &local) && take_handful (self, statement, ids->str, &local))
    ;
  *n_found = self->answer->features->len - before;
  return wg_statement_end (row, g_steal_pointer (&local), error);
}

static gboolean
find_kind (Search *self, const char *statement, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);
  gboolean complete = TRUE;
  guint enough = self->answer->features->len + MOST_FITTING;
  WgStatement *row = wg_connection_search (self->work->connection, self->kind, self->folded, MOST_PROPOSED, &complete, &local);
  guint n_first = 0;
  gboolean more = row != NULL && look_at_first (self, statement, &n_first, &local) && n_first < ENOUGH_FIRST;

  self->answer->complete &= complete;
  while (more && self->answer->features->len < enough && read_handful (row, ids, &more, &local)
         && take_handful (self, statement, ids->str, &local))
    ;
  return wg_statement_end (row, g_steal_pointer (&local), error);
}

static int
compare_features (gconstpointer a, gconstpointer b, gpointer text)
{
  const WgFoundFeature *first = *(const WgFoundFeature *const *) a;
  const WgFoundFeature *second = *(const WgFoundFeature *const *) b;
  gboolean first_is = g_ascii_strcasecmp (first->name, text) == 0;
  gboolean second_is = g_ascii_strcasecmp (second->name, text) == 0;
  glong difference = g_utf8_strlen (first->name, -1) - g_utf8_strlen (second->name, -1);

  if (first_is != second_is)
    return first_is ? -1 : 1;
  if (difference != 0)
    return difference < 0 ? -1 : 1;
  return strcmp (first->name, second->name);
}

static gpointer
find_features (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  static const struct
  {
    WgSearchKind kind;
    const char *statement;
  } kinds[] = { { WG_SEARCH_LINES, "line-among" }, { WG_SEARCH_AREAS, "area-among" }, { WG_SEARCH_FACILITIES, "facility-among" } };
  const Request *request = data;
  g_autofree char *folded = wg_search_fold (request->text);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Answer *answer = g_new0 (Answer, 1);
  Search search = { work, folded, answer, names, WG_SEARCH_LINES };
  gboolean good = TRUE;

  answer->features = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_found_feature_free);
  answer->complete = TRUE;
  for (gsize i = 0; good && i < G_N_ELEMENTS (kinds); i++)
    {
      search.kind = kinds[i].kind;
      good = !g_cancellable_set_error_if_cancelled (cancellable, error) && find_kind (&search, kinds[i].statement, error);
    }
  if (!good)
    {
      answer_free (answer);
      return NULL;
    }
  g_ptr_array_sort_with_data (answer->features, compare_features, request->text);
  if (answer->features->len > request->most)
    g_ptr_array_set_size (answer->features, (int) request->most);
  return answer;
}

void
wg_store_find_features_async (
    WgStore *self, const char *text, guint most, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  const Request request = { g_strdup (text), most };

  wg_store_read_async (self, find_features, g_memdup2 (&request, sizeof request), request_free, answer_free, cancellable, callback, user_data);
}

GPtrArray *
wg_store_find_features_finish (WgStore *self, GAsyncResult *result, gboolean *complete, GError **error)
{
  Answer *answer = wg_store_work_finish (self, result, error);
  GPtrArray *features = NULL;

  *complete = answer != NULL && answer->complete;
  if (answer == NULL)
    return NULL;
  features = g_steal_pointer (&answer->features);
  answer_free (answer);
  return features;
}
