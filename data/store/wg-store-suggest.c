/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: who should go depends on posts, shifts, load, way and skill of everybody; twenty-six thousand people are looked at
 * one after the other, which takes less time than asking an index whom to look at. Names are read for the chosen few only.
 */

#include "wg-store-suggest.h"

#include "wg-grid-table.h"
#include "wg-people-table.h"
#include "wg-shape.h"
#include "wg-store-as-of.h"
#include "wg-store-sections.h"
#include "wg-store-settings.h"

#include <math.h>
#include <string.h>

typedef struct
{
  WgStoreWork *work;
  WgCaseRecord *record;
  WgGridTree *grids;
  guint home;
  char *class_words; /* names of the class and of those above it */
  gint64 now_ms;
  gint64 at_ms; /* the past that is asked for, or G_MININT64 */
  gboolean shifts_known;
  GHashTable *presences; /* person id -> WgPresence, of those with a shift or a leave now */
  GHashTable *loads;     /* person id -> open cases */
  GArray *all;           /* of Candidate, by person id */
  WgSection *section;    /* that the case lies on, nullable */
  double *ways;          /* from the case to each grid, below 0 where nobody asked yet: several people keep one grid */
} Search;

/* What is compared; the rest is read for those who are shown. */
typedef struct
{
  WgSuggestion facts; /* no text in it yet */
  guint grid;
  double way; /* to that grid, metres */
} Candidate;

static gint64
district (Search *self)
{
  return wg_connection_get_district (self->work->connection);
}

/* Steps through the rows of @row and hands each to @take. */
static gboolean
read_rows (Search *self, WgStatement *row, void (*take) (Search *self, WgStatement *row), GError **error)
{
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (wg_statement_step (row, &local))
    take (self, row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gpointer
key_of (gint64 id)
{
  return GSIZE_TO_POINTER ((gsize) id);
}

static void
take_duty (Search *self, WgStatement *row)
{
  gpointer person = key_of (wg_statement_get_int64 (row, 0));
  gboolean leave = g_strcmp0 (wg_statement_get_text (row, 1), "leave") == 0;

  self->shifts_known |= !leave;
  if (leave)
    g_hash_table_insert (self->presences, person, GINT_TO_POINTER (WG_PRESENCE_ON_LEAVE));
  else if (!g_hash_table_contains (self->presences, person))
    g_hash_table_insert (self->presences, person, GINT_TO_POINTER (WG_PRESENCE_HERE));
}

static void
take_load (Search *self, WgStatement *row)
{
  g_hash_table_insert (self->loads, key_of (wg_statement_get_int64 (row, 0)), GINT_TO_POINTER ((int) wg_statement_get_int64 (row, 1)));
}

/* As of an instant the loads are those of the cases as they were then. */
static gboolean
read_past_loads (Search *self, GError **error)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GPtrArray) cases = NULL;

  query->only_open = TRUE;
  query->as_of_ms = self->at_ms;
  cases = wg_store_work_list_cases_at (self->work, query, error);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      gpointer person = key_of (((const WgCaseRecord *) g_ptr_array_index (cases, i))->person_id);

      g_hash_table_insert (self->loads, person, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (self->loads, person)) + 1));
    }
  return cases != NULL;
}

static gboolean
read_loads (Search *self, GError **error)
{
  if (self->at_ms != G_MININT64)
    return read_past_loads (self, error);
  return read_rows (self, wg_connection_query (self->work->connection, error, "person-loads", "i", district (self)), take_load, error);
}

static void
take_class (Search *self, WgStatement *row)
{
  char *before = self->class_words;

  self->class_words = g_strdup_printf ("%s %s", before, wg_statement_get_text (row, 0));
  g_free (before);
}

/* @skills is a JSON array of plain words. */
static gboolean
has_skill (const char *skills, const char *class_words)
{
  const char *open = skills != NULL ? strchr (skills, '"') : NULL;

  while (open != NULL)
    {
      const char *close = strchr (open + 1, '"');
      g_autofree char *word = close != NULL && close > open + 1 ? g_strndup (open + 1, (gsize) (close - open - 1)) : NULL;

      if (word != NULL && strstr (class_words, word) != NULL)
        return TRUE;
      open = close != NULL ? strchr (close + 1, '"') : NULL;
    }
  return FALSE;
}

static void
take_person (Search *self, WgStatement *row)
{
  Candidate candidate = { .grid = WG_GRID_NONE };
  gpointer presence = NULL;

  candidate.facts.person_id = wg_statement_get_int64 (row, 0);
  candidate.facts.skill = *self->class_words != '\0' && has_skill (wg_statement_get_text (row, 1), self->class_words);
  candidate.facts.open_cases = GPOINTER_TO_INT (g_hash_table_lookup (self->loads, key_of (candidate.facts.person_id)));
  candidate.facts.presence = self->shifts_known ? WG_PRESENCE_OFF_DUTY : WG_PRESENCE_HERE;
  if (g_hash_table_lookup_extended (self->presences, key_of (candidate.facts.person_id), NULL, &presence))
    candidate.facts.presence = (WgPresence) GPOINTER_TO_INT (presence);
  candidate.facts.distance_m = NAN;
  g_array_append_val (self->all, candidate);
}

static Candidate *
find_candidate (Search *self, gint64 person_id)
{
  guint low = 0;
  guint high = self->all->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      Candidate *candidate = &g_array_index (self->all, Candidate, middle);

      if (candidate->facts.person_id == person_id)
        return candidate;
      if (candidate->facts.person_id < person_id)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

static WgTie
find_tie (Search *self, guint grid, const char *kind)
{
  if (self->home == WG_GRID_NONE || !wg_grid_tree_is_below (self->grids, self->home, grid))
    return WG_TIE_NONE;
  if (grid == self->home)
    return g_str_equal (kind, "A") ? WG_TIE_A : g_str_equal (kind, "B") ? WG_TIE_B : WG_TIE_OTHER;
  /* Who leads the grid above, not whoever supervises or polices it. */
  return wg_grid_tree_get_grid (self->grids, self->home)->parent == grid
                 && (g_str_equal (kind, "chief") || g_str_equal (kind, "A") || g_str_equal (kind, "B"))
             ? WG_TIE_ABOVE
             : WG_TIE_FURTHER;
}

static double
measure_way (Search *self, guint grid)
{
  const WgGrid *kept = wg_grid_tree_get_grid (self->grids, grid);

  if (!wg_case_record_has_place (self->record))
    return NAN;
  if (self->ways[grid] < 0 && self->home != WG_GRID_NONE && wg_grid_tree_is_below (self->grids, self->home, grid))
    self->ways[grid] = 0;
  if (self->ways[grid] < 0)
    self->ways[grid] = wg_geo_distance_m (self->record->lon, self->record->lat, kept->label_lon, kept->label_lat);
  return self->ways[grid];
}

/* Posts come in any order: the closest tie counts, then the shortest way, then the lower id. */
static gboolean
is_better (Search *self, const Candidate *candidate, guint grid, WgTie tie, double way)
{
  if (candidate->grid == WG_GRID_NONE || tie != candidate->facts.tie)
    return candidate->grid == WG_GRID_NONE || tie > candidate->facts.tie;
  if (way < candidate->way || way > candidate->way)
    return way < candidate->way;
  return wg_grid_tree_get_grid (self->grids, grid)->id < wg_grid_tree_get_grid (self->grids, candidate->grid)->id;
}

static void
take_post (Search *self, WgStatement *row)
{
  Candidate *candidate = find_candidate (self, wg_statement_get_int64 (row, 0));
  guint grid = wg_grid_tree_find_by_id (self->grids, wg_statement_get_int64 (row, 1));
  WgTie tie;
  double way;

  if (candidate == NULL || grid == WG_GRID_NONE)
    return;
  tie = find_tie (self, grid, wg_statement_get_text (row, 2));
  way = measure_way (self, grid);
  if (is_better (self, candidate, grid, tie, way))
    {
      candidate->grid = grid;
      candidate->way = way;
    }
  candidate->facts.tie = MAX (tie, candidate->facts.tie);
  candidate->facts.distance_m = isnan (candidate->facts.distance_m) ? way : MIN (way, candidate->facts.distance_m);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = ((const Candidate *) a)->facts.person_id;
  gint64 y = ((const Candidate *) b)->facts.person_id;

  return (x > y) - (x < y);
}

/* The rows lie in the order in which people came, which is nearly always that of their ids. */
static void
sort_everybody (Search *self)
{
  for (guint i = 1; i < self->all->len; i++)
    {
      if (compare_ids (&g_array_index (self->all, Candidate, i - 1), &g_array_index (self->all, Candidate, i)) <= 0)
        continue;
      g_array_sort (self->all, compare_ids);
      return;
    }
}

static WgStatement *
query_skills (Search *self, GError **error)
{
  if (self->at_ms != G_MININT64)
    return wg_connection_query (self->work->connection, error, "person-skills-at", "ii", district (self), self->at_ms);
  return wg_connection_query (self->work->connection, error, "person-skills", "i", district (self));
}

static gboolean
read_persons (Search *self, GError **error)
{
  if (!read_rows (self, query_skills (self, error), take_person, error))
    return FALSE;
  sort_everybody (self);
  return TRUE;
}

/* Whoever answers for the street or the river. A post at the grid of the case may tie more. */
static gboolean
read_section (Search *self, GError **error)
{
  Candidate *candidate;

  if (!wg_case_record_has_place (self->record))
    return TRUE;
  if (!wg_store_work_find_section (self->work, self->record->lon, self->record->lat, self->at_ms, &self->section, error))
    return FALSE;
  candidate = self->section != NULL ? find_candidate (self, self->section->chief_id) : NULL;
  if (candidate == NULL)
    return TRUE;
  candidate->facts.tie = MAX (candidate->facts.tie, WG_TIE_SECTION);
  candidate->facts.distance_m = isnan (candidate->facts.distance_m) ? self->section->metres : MIN (self->section->metres, candidate->facts.distance_m);
  return TRUE;
}

static gboolean
read_everybody (Search *self, GError **error)
{
  WgConnection *connection = self->work->connection;

  return read_rows (self, wg_connection_query (connection, error, "duty-now", "ii", district (self), self->now_ms), take_duty, error)
         && read_loads (self, error)
         && read_rows (self, wg_connection_query (connection, error, "class-names-up", "is", district (self), self->record->class_code),
                       take_class, error)
         && read_persons (self, error)
         && read_rows (self, wg_connection_query (connection, error, "post-now", "ii", district (self), self->now_ms), take_post, error)
         && read_section (self, error);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  return wg_suggestion_compare (&((const Candidate *) a)->facts, &((const Candidate *) b)->facts);
}

/* The best @most of all, without sorting everybody. */
static GArray *
choose (Search *self, guint most)
{
  gboolean upward = self->record->route == WG_ROUTE_COORDINATION;
  int weights[WG_N_TERMS];
  GArray *best = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint i = 0; i < WG_N_TERMS; i++)
    {
      g_autofree char *name = g_strconcat ("weight-", wg_term_to_nick (i), NULL);

      weights[i] = (int) wg_store_work_get_setting (self->work, name, self->now_ms);
    }
  for (guint i = 0; i < self->all->len; i++)
    {
      Candidate *candidate = &g_array_index (self->all, Candidate, i);

      wg_suggestion_weigh (&candidate->facts, upward, weights);
      if (best->len == most && (most == 0 || compare_candidates (candidate, &g_array_index (best, Candidate, most - 1)) > 0))
        continue;
      if (best->len == most)
        g_array_set_size (best, most - 1);
      g_array_append_val (best, *candidate);
      g_array_sort (best, compare_candidates);
    }
  return best;
}

static WgSuggestion *
complete (Search *self, const Candidate *candidate, guint rank, GError **error)
{
  g_autoptr (WgPerson) person = wg_people_table_find_by_id (self->work, candidate->facts.person_id, self->grids, error);
  WgSuggestion *suggestion;

  if (person == NULL)
    return NULL;
  suggestion = g_memdup2 (&candidate->facts, sizeof candidate->facts);
  suggestion->rank = rank;
  suggestion->code = g_strdup (person->code);
  suggestion->name = g_strdup (person->name);
  suggestion->kind = g_strdup (person->kind);
  suggestion->unit_name = g_strdup (person->unit_name);
  if (self->section != NULL && self->section->chief_id == candidate->facts.person_id)
    suggestion->section = g_strdup (self->section->name);
  if (candidate->grid != WG_GRID_NONE)
    {
      suggestion->grid_code = g_strdup (wg_grid_tree_get_grid (self->grids, candidate->grid)->code);
      suggestion->grid_name = g_strdup (wg_grid_tree_get_grid (self->grids, candidate->grid)->name);
    }
  return suggestion;
}

static GPtrArray *
complete_all (Search *self, GArray *best, GError **error)
{
  g_autoptr (GPtrArray) suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_suggestion_free);

  for (guint i = 0; i < best->len; i++)
    {
      WgSuggestion *suggestion = complete (self, &g_array_index (best, Candidate, i), i + 1, error);

      if (suggestion == NULL)
        return NULL;
      g_ptr_array_add (suggestions, suggestion);
    }
  return g_steal_pointer (&suggestions);
}

static WgGridTree *
load_grids (WgStoreWork *work, gint64 at_ms, GError **error)
{
  return at_ms != G_MININT64 ? wg_grid_table_load_at (work->connection, at_ms, error) : wg_store_work_get_grids (work, error);
}

GPtrArray *
wg_store_work_suggest (WgStoreWork *work, const char *number, guint most, gint64 at_ms, GError **error)
{
  g_autoptr (WgCaseRecord) record = wg_store_work_find_case_at (work, number, at_ms, error);
  g_autoptr (WgGridTree) grids = record != NULL ? load_grids (work, at_ms, error) : NULL;
  g_autoptr (GHashTable) presences = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) loads = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GArray) best = NULL;
  Search self = { work, record, grids, WG_GRID_NONE, NULL, at_ms != G_MININT64 ? at_ms : wg_clock_get_now (work->clock), at_ms,
                  FALSE, presences, loads, all, NULL, NULL };
  g_autoptr (WgSection) section = NULL;
  g_autofree double *ways = grids != NULL ? g_new (double, MAX (wg_grid_tree_get_n_grids (grids), 1)) : NULL;
  gboolean ok;

  if (grids == NULL)
    return NULL;
  for (guint i = 0; i < wg_grid_tree_get_n_grids (grids); i++)
    ways[i] = -1;
  self.ways = ways;
  if (record->grid_id != WG_NO_ID)
    self.home = wg_grid_tree_find_by_id (grids, record->grid_id);
  self.class_words = g_strdup ("");
  ok = read_everybody (&self, error);
  section = self.section;
  g_free (self.class_words);
  if (!ok)
    return NULL;
  best = choose (&self, most);
  return complete_all (&self, best, error);
}

/* From the main thread. */

typedef struct
{
  char *number;
  guint most;
  gint64 at_ms;
} Request;

static void
request_free (gpointer data)
{
  g_free (((Request *) data)->number);
  g_free (data);
}

static gpointer
suggest (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;

  return wg_store_work_suggest (work, request->number, request->most, request->at_ms, error);
}

void
wg_store_suggest_async (
    WgStore *self, const char *number, guint most, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  const Request request = { g_strdup (number), most, at_ms };

  wg_store_read_async (self, suggest, g_memdup2 (&request, sizeof request), request_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
wg_store_suggest_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

static void
free_suggestion (gpointer data)
{
  if (data != NULL)
    wg_suggestion_free (data);
}

static gpointer
suggest_each (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func (free_suggestion);

  for (char **number = data; *number != NULL; number++)
    {
      g_autoptr (GPtrArray) found = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      found = wg_store_work_suggest (work, *number, 1, G_MININT64, error);
      if (found == NULL)
        return NULL;
      g_ptr_array_add (first, found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL);
    }
  return g_steal_pointer (&first);
}

void
wg_store_suggest_each_async (
    WgStore *self, const char *const *numbers, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, suggest_each, g_strdupv ((char **) numbers), (GDestroyNotify) g_strfreev, (GDestroyNotify) g_ptr_array_unref,
                       cancellable, callback, user_data);
}

GPtrArray *
wg_store_suggest_each_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
