/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "small things do not leave the grid" is a promise that is measured by who closed a case, and posts change: the level
 * is that of the day on which it was done.
 */

#include "wg-closing-levels.h"

#include "wg-connection.h"
#include "wg-figures.h"

#define MOST_UNITS_ABOVE 50

typedef struct
{
  gint64 from_ms;
  gint64 to_ms;
  int depth;
} Post;

typedef struct
{
  gint64 parent_id;
  int depth; /* of its grid, -1 when it has none */
} Unit;

typedef struct
{
  GHashTable *depths;  /* grid id → depth */
  GHashTable *posts;   /* person id → GArray of Post */
  GHashTable *units;   /* unit id → Unit */
  GHashTable *members; /* person id → unit id */
} Office;

static void
office_init (Office *self)
{
  self->depths = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->posts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  self->units = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->members = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

static void
office_clear (Office *self)
{
  g_clear_pointer (&self->depths, g_hash_table_unref);
  g_clear_pointer (&self->posts, g_hash_table_unref);
  g_clear_pointer (&self->units, g_hash_table_unref);
  g_clear_pointer (&self->members, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Office, office_clear)

static gint64 *
dup_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

static gint64
get_id (WgStatement *row, int column)
{
  return wg_statement_is_null (row, column) ? WG_NO_ID : wg_statement_get_int64 (row, column);
}

static int
find_depth (Office *self, gint64 grid_id)
{
  gpointer depth;

  return g_hash_table_lookup_extended (self->depths, &grid_id, NULL, &depth) ? GPOINTER_TO_INT (depth) : -1;
}

/* --- Reading --- */

static void
take_depth (Office *self, WgStatement *row)
{
  g_hash_table_insert (self->depths, dup_id (get_id (row, 0)), GINT_TO_POINTER ((int) wg_statement_get_int64 (row, 1)));
}

static void
take_post (Office *self, WgStatement *row)
{
  gint64 person_id = get_id (row, 0);
  Post post = { wg_statement_get_int64 (row, 2), wg_statement_is_null (row, 3) ? G_MAXINT64 : wg_statement_get_int64 (row, 3),
                find_depth (self, get_id (row, 1)) };
  GArray *posts = g_hash_table_lookup (self->posts, &person_id);

  if (posts == NULL)
    {
      posts = g_array_new (FALSE, FALSE, sizeof (Post));
      g_hash_table_insert (self->posts, dup_id (person_id), posts);
    }
  g_array_append_val (posts, post);
}

static void
take_unit (Office *self, WgStatement *row)
{
  Unit unit = { get_id (row, 1), find_depth (self, get_id (row, 2)) };

  g_hash_table_insert (self->units, dup_id (get_id (row, 0)), g_memdup2 (&unit, sizeof unit));
}

static void
take_member (Office *self, WgStatement *row)
{
  g_hash_table_insert (self->members, dup_id (get_id (row, 0)), dup_id (get_id (row, 1)));
}

static gboolean
read_rows (Office *self, WgStoreWork *work, const char *statement, void (*take) (Office *, WgStatement *), GError **error)
{
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, statement, "i", wg_connection_get_district (work->connection));

  while (row != NULL && wg_statement_step (row, &local))
    take (self, row);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* --- Finding --- */

static int
find_post (Office *self, gint64 person_id, gint64 at_ms)
{
  const GArray *posts = g_hash_table_lookup (self->posts, &person_id);
  int deepest = -1;

  for (guint i = 0; posts != NULL && i < posts->len; i++)
    {
      const Post *post = &g_array_index (posts, Post, i);

      if (post->from_ms <= at_ms && post->to_ms > at_ms)
        deepest = MAX (deepest, post->depth);
    }
  return deepest;
}

static int
find_unit (Office *self, gint64 unit_id)
{
  for (guint i = 0; unit_id != WG_NO_ID && i < MOST_UNITS_ABOVE; i++)
    {
      const Unit *unit = g_hash_table_lookup (self->units, &unit_id);

      if (unit == NULL)
        break;
      if (unit->depth > 0)
        return unit->depth;
      unit_id = unit->parent_id;
    }
  return 0;
}

static int
find_level (Office *self, const WgCaseHistory *history, gint64 at_ms)
{
  int level = history->person_id != WG_NO_ID ? find_post (self, history->person_id, at_ms) : -1;
  const gint64 *unit_id = g_hash_table_lookup (self->members, &history->person_id);

  if (level > 0)
    return level;
  if (history->unit_id != WG_NO_ID)
    return find_unit (self, history->unit_id);
  if (history->person_id == WG_NO_ID)
    return WG_LEVEL_UNKNOWN;
  return unit_id != NULL ? find_unit (self, *unit_id) : 0;
}

/* When it was done the last time, if it is closed. */
static gint64
find_done (const WgCaseHistory *history)
{
  gint64 at_ms = WG_NO_TIME;

  for (guint i = 0; i < history->steps->len; i++)
    {
      const WgStep *step = &g_array_index (history->steps, WgStep, i);

      if (step->kind == WG_STEP_DONE || step->kind == WG_STEP_ON_SPOT || (step->kind == WG_STEP_PASS && at_ms == WG_NO_TIME))
        at_ms = step->at_ms;
    }
  return at_ms;
}

gboolean
wg_closing_levels_fill (WgStoreWork *work, GPtrArray *histories, gint64 until_ms, GError **error)
{
  g_auto (Office) office = { 0 };

  office_init (&office);
  if (!read_rows (&office, work, "closing-depths", take_depth, error) || !read_rows (&office, work, "closing-posts", take_post, error)
      || !read_rows (&office, work, "closing-units", take_unit, error) || !read_rows (&office, work, "closing-members", take_member, error))
    return FALSE;
  for (guint i = 0; i < histories->len; i++)
    {
      WgCaseHistory *history = g_ptr_array_index (histories, i);
      gint64 at_ms = find_done (history);

      if (at_ms != WG_NO_TIME && at_ms < until_ms)
        history->level = find_level (&office, history, at_ms);
    }
  return TRUE;
}
