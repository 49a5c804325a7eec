/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a row of a roster names its grids and its unit as people do, and the same person in the next row again. What those
 * names stand for is looked up in what is there, once for the whole file.
 */

#include "wg-import-persons-private.h"

#include <glib/gi18n-lib.h>

static void
known_free (gpointer data)
{
  WgKnownPerson *known = data;

  g_free (known->code);
  g_free (known->name);
  g_free (known);
}

void
wg_import_roster_free (WgImportRoster *self)
{
  g_clear_pointer (&self->grids, wg_grid_tree_unref);
  g_hash_table_unref (self->grid_names);
  g_hash_table_unref (self->units);
  g_hash_table_unref (self->by_code);
  g_hash_table_unref (self->by_phone);
  g_hash_table_unref (self->names);
  g_clear_pointer (&self->chiefs, json_object_unref);
  g_hash_table_unref (self->sections);
  g_hash_table_unref (self->said_sections);
  g_ptr_array_unref (self->changed_sections);
  g_ptr_array_unref (self->persons);
  g_free (self);
}

static void
note_grids (WgImportRoster *self)
{
  for (guint i = 0; i < wg_grid_tree_get_n_grids (self->grids); i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (self->grids, i);
      gint64 id = g_hash_table_contains (self->grid_names, grid->name) ? WG_NO_ID : grid->id;

      g_hash_table_replace (self->grid_names, g_strdup (grid->name), g_memdup2 (&id, sizeof id));
    }
}

static char *
make_phone_key (const char *name, const char *phone)
{
  return g_strconcat (name, "\t", phone, NULL);
}

void
wg_import_roster_add (WgImportRoster *self, const char *code, const char *name, const char *phone, gint64 id, gboolean fresh)
{
  WgKnownPerson *known = g_new0 (WgKnownPerson, 1);

  *known = (WgKnownPerson){ id, g_strdup (code), g_strdup (name), TRUE, fresh };
  g_ptr_array_add (self->persons, known);
  g_hash_table_add (self->names, g_strdup (name));
  if (code != NULL)
    g_hash_table_replace (self->by_code, g_strdup (code), known);
  if (phone != NULL)
    g_hash_table_replace (self->by_phone, make_phone_key (name, phone), known);
}

static gboolean
read_known (WgImportRoster *self, GError **error)
{
  WgConnection *connection = self->work->connection;
  WgStatement *row = wg_connection_query (connection, error, "person-identities", "i", wg_connection_get_district (connection));
  g_autoptr (GError) local = NULL;

  if (row == NULL)
    return FALSE;
  while (wg_statement_step (row, &local))
    {
      wg_import_roster_add (self, wg_statement_get_text (row, 1), wg_statement_get_text (row, 2), wg_statement_get_text (row, 4),
                            wg_statement_get_int64 (row, 0), FALSE);
      ((WgKnownPerson *) g_ptr_array_index (self->persons, self->persons->len - 1))->active = wg_statement_get_int64 (row, 3) != 0;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

WgImportRoster *
wg_import_roster_new (WgImportRun *run, WgStoreWork *work, GError **error)
{
  g_autoptr (WgImportRoster) self = g_new0 (WgImportRoster, 1);

  self->run = run;
  self->work = work;
  self->grid_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->persons = g_ptr_array_new_with_free_func (known_free);
  self->by_code = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_phone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->said_sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->changed_sections = g_ptr_array_new_with_free_func (g_free);
  self->grids = wg_store_work_get_grids (work, error);
  if (self->grids == NULL || !read_known (self, error))
    return NULL;
  note_grids (self);
  return g_steal_pointer (&self);
}

const WgKnownPerson *
wg_import_roster_find (WgImportRoster *self, const StagedPerson *staged)
{
  const WgKnownPerson *known = staged->code != NULL ? g_hash_table_lookup (self->by_code, staged->code) : NULL;
  g_autofree char *key = NULL;

  if (known != NULL || staged->phone == NULL)
    return known;
  key = make_phone_key (staged->name, staged->phone);
  known = g_hash_table_lookup (self->by_phone, key);
  return known != NULL && (known->code == NULL || staged->code == NULL) ? known : NULL;
}

gboolean
wg_import_roster_has_name (WgImportRoster *self, const char *name)
{
  return g_hash_table_contains (self->names, name);
}

static gboolean
look_up_unit (WgImportRoster *self, const char *name, gint64 *id, GError **error)
{
  WgConnection *connection = self->work->connection;
  WgStatement *row = wg_connection_query (connection, error, "unit-by-name", "is", wg_connection_get_district (connection), name);
  g_autoptr (GError) local = NULL;
  guint n = 0;

  if (row == NULL)
    return FALSE;
  for (; wg_statement_step (row, &local); n++)
    *id = wg_statement_get_int64 (row, 0);
  if (n != 1)
    *id = WG_NULL_ID;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
wg_import_roster_find_unit (WgImportRoster *self, const StagedPerson *staged, gint64 *unit_id, GError **error)
{
  const gint64 *there = staged->unit != NULL ? g_hash_table_lookup (self->units, staged->unit) : NULL;

  *unit_id = there != NULL ? *there : WG_NULL_ID;
  if (staged->unit == NULL || there != NULL)
    return TRUE;
  if (!look_up_unit (self, staged->unit, unit_id, error))
    return FALSE;
  g_hash_table_insert (self->units, g_strdup (staged->unit), g_memdup2 (unit_id, sizeof *unit_id));
  return *unit_id != WG_NULL_ID
         || wg_import_run_find (self->run, self->work, &staged->slot, "unit_unknown", "kept", error,
                                _ ("No unit is called %s, or more than one; its people come in without a unit."), staged->unit);
}

/* Posts. */

#define BETWEEN_PIECES "[,，、;；|/\\n]+"

char **
wg_import_persons_split (const char *text)
{
  return g_regex_split_simple ("[,，、;；|/\\s]+", text, 0, 0);
}

static gint64
look_up_grid (WgImportRoster *self, const char *text)
{
  guint grid = wg_grid_tree_find_by_code (self->grids, text);
  const gint64 *id = grid == WG_GRID_NONE ? g_hash_table_lookup (self->grid_names, text) : NULL;

  if (grid != WG_GRID_NONE)
    return wg_grid_tree_get_grid (self->grids, grid)->id;
  return id != NULL ? *id : WG_NO_ID;
}

/* Returns: rows changed, -1 with @error set. */
static gint64
set_post (WgImportRoster *self, const StagedPerson *staged, gint64 person_id, gint64 grid_id, const char *post, GError **error)
{
  WgConnection *connection = self->work->connection;
  gint64 district_id = wg_connection_get_district (connection);
  gint64 from_ms = staged->from_ms != WG_NULL_ID ? staged->from_ms : self->run->started_ms;

  if (staged->from_ms == WG_NULL_ID && staged->to_ms != WG_NULL_ID && staged->to_ms <= from_ms)
    from_ms = staged->to_ms - 1;
  if (wg_connection_get_value (connection, NULL, NULL, "post-held", "iiisi", district_id, person_id, grid_id, post, from_ms) == 0)
    return wg_connection_run (connection, error, "post-import", "iiisii", district_id, person_id, grid_id, post, from_ms,
                              staged->to_ms);
  if (staged->to_ms == WG_NULL_ID)
    return 0;
  return wg_connection_run (connection, error, "post-end-current", "iiisi", district_id, person_id, grid_id, post, staged->to_ms);
}

static gboolean
keep_one (
    WgImportRoster *self, const StagedPerson *staged, gint64 person_id, const char *text, const char *post, guint *n, GError **error)
{
  gint64 grid_id = look_up_grid (self, text);
  gint64 changed = 0;

  if (grid_id == WG_NO_ID)
    return wg_import_run_find (self->run, self->work, &staged->slot, "grid_unknown", "kept", error,
                               _ ("No grid has the code or the name %s, or more than one; %s came in without it."), text, staged->name);
  changed = set_post (self, staged, person_id, grid_id, post, error);
  *n += changed > 0;
  return changed >= 0;
}

static gboolean
is_post (const char *word)
{
  static const char *const posts[] = { "A", "B", "chief", "supervisor", "assistant", "police", NULL };

  return word != NULL && g_strv_contains (posts, word);
}

/* A grid whose name may have a blank in it; or grids with blanks between them; or, as our own export writes it, a grid and
 * the post there.
 */
static gboolean
keep_piece (
    WgImportRoster *self, const StagedPerson *staged, gint64 person_id, const char *piece, const char *post, guint *n, GError **error)
{
  g_auto (GStrv) words = wg_import_persons_split (piece);
  guint n_words = g_strv_length (words);

  if (n_words <= 1 || look_up_grid (self, piece) != WG_NO_ID)
    return *piece == '\0' || keep_one (self, staged, person_id, piece, post, n, error);
  if (n_words == 2 && is_post (words[1]))
    return keep_one (self, staged, person_id, words[0], words[1], n, error);
  for (char **word = words; *word != NULL; word++)
    {
      if (**word != '\0' && !keep_one (self, staged, person_id, *word, post, n, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
wg_import_roster_keep (WgImportRoster *self, const StagedPerson *staged, gint64 person_id, guint *n, GError **error)
{
  const char *post = staged->post != NULL ? staged->post : "A";
  g_auto (GStrv) pieces = staged->grids != NULL ? g_regex_split_simple (BETWEEN_PIECES, staged->grids, 0, 0) : NULL;

  for (char **piece = pieces; piece != NULL && *piece != NULL; piece++)
    {
      if (!keep_piece (self, staged, person_id, g_strstrip (*piece), post, n, error))
        return FALSE;
    }
  return wg_import_roster_keep_sections (self, staged, person_id, n, error);
}
