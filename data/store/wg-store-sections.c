/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a street has its chief and a river one for each stretch, whatever grids they run through. Who that is, is an agreement of
 * the district and no post in a grid; it is found by the line on the map that is nearest to a case.
 */

#include "wg-store-sections.h"

#include "wg-error.h"
#include "wg-shape.h"
#include "wg-store-layers.h"
#include "wg-store-members.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define METRES_A_DEGREE 111320.0

void
wg_section_free (WgSection *self)
{
  g_free (self->name);
  g_free (self->kind);
  g_free (self->chief);
  g_free (self);
}

static gint64
get_chief (JsonObject *chiefs, const char *name)
{
  return json_object_get_int_member_with_default (chiefs, name, WG_NO_ID);
}

/* --- The nearest --- */

/* Within a hundred metres the ground is flat. */
static double
measure_piece (const double *from, const double *to, double lon, double lat)
{
  double scale = cos (lat * G_PI / 180.0);
  double x = (from[0] - lon) * scale, y = from[1] - lat;
  double dx = (to[0] - from[0]) * scale, dy = to[1] - from[1];
  double length = dx * dx + dy * dy;
  double t = length > 0 ? CLAMP (-(x * dx + y * dy) / length, 0, 1) : 0;

  return hypot (x + t * dx, y + t * dy) * METRES_A_DEGREE;
}

static double
measure_lines (const WgBaseShape *lines, double lon, double lat)
{
  double nearest = INFINITY;
  guint begin = 0;

  for (guint i = 0; i < lines->n_lines; i++)
    {
      for (guint k = begin; k + 1 < lines->ends[i]; k++)
        nearest = MIN (nearest, measure_piece (&lines->lonlat[2 * (gsize) k], &lines->lonlat[2 * ((gsize) k + 1)], lon, lat));
      begin = lines->ends[i];
    }
  return nearest;
}

static WgStatement *
query_near (WgStoreWork *work, double lon, double lat, gint64 at_ms, GError **error)
{
  double dy = WG_SECTION_REACH_M / METRES_A_DEGREE;
  double dx = dy / MAX (cos (lat * G_PI / 180.0), 0.01);

  return wg_connection_query (work->connection, error, "sections-near", "iidddd", wg_connection_get_district (work->connection),
                              at_ms != G_MININT64 ? at_ms : G_MAXINT64, lon - dx, lat - dy, lon + dx, lat + dy);
}

/* The nearest; of two that meet there, the first by name. */
static void
take_near (WgStatement *row, JsonObject *chiefs, double lon, double lat, WgSection **section)
{
  g_autoptr (WgBaseShape) lines = wg_base_shape_take (row);
  double metres = lines != NULL ? measure_lines (lines, lon, lat) : INFINITY;
  gint64 chief_id = lines != NULL ? get_chief (chiefs, lines->name) : WG_NO_ID;

  if (chief_id == WG_NO_ID || metres > WG_SECTION_REACH_M
      || (*section != NULL && (metres > (*section)->metres || (metres >= (*section)->metres && strcmp (lines->name, (*section)->name) >= 0))))
    return;
  g_clear_pointer (section, wg_section_free);
  *section = g_new0 (WgSection, 1);
  (*section)->name = g_strdup (lines->name);
  (*section)->kind = g_strdup (lines->kind);
  (*section)->chief_id = chief_id;
  (*section)->metres = metres;
}

gboolean
wg_store_work_find_section (WgStoreWork *work, double lon, double lat, gint64 at_ms, WgSection **section, GError **error)
{
  g_autoptr (JsonObject) chiefs = wg_store_work_read_members (work, WG_SECTION_SETTING, at_ms, error);
  g_autoptr (GError) local = NULL;
  WgStatement *row;

  *section = NULL;
  if (chiefs == NULL)
    return FALSE;
  if (json_object_get_size (chiefs) == 0)
    return TRUE;
  row = query_near (work, lon, lat, at_ms, &local);
  while (row != NULL && wg_statement_step (row, &local))
    take_near (row, chiefs, lon, lat, section);
  if (local == NULL)
    return TRUE;
  g_clear_pointer (section, wg_section_free);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* --- Listing --- */

static char *
read_name (WgStoreWork *work, gint64 person_id)
{
  WgStatement *row = wg_connection_query (work->connection, NULL, "person-name", "ii", wg_connection_get_district (work->connection), person_id);
  char *name = row != NULL && wg_statement_step (row, NULL) ? wg_statement_dup_text (row, 0) : NULL;

  if (row != NULL)
    wg_statement_reset (row);
  return name;
}

static gpointer
list_work (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 at_ms = *(gint64 *) data;
  g_autoptr (JsonObject) chiefs = wg_store_work_read_members (work, WG_SECTION_SETTING, at_ms, error);
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_section_free);
  g_autoptr (GError) local = NULL;
  WgStatement *row;

  if (chiefs == NULL)
    return NULL;
  row = wg_connection_query (work->connection, &local, "section-list", "ii", wg_connection_get_district (work->connection),
                             at_ms != G_MININT64 ? at_ms : G_MAXINT64);
  while (row != NULL && wg_statement_step (row, &local))
    {
      WgSection *section = g_new0 (WgSection, 1);

      section->name = wg_statement_dup_text (row, 0);
      section->kind = wg_statement_dup_text (row, 1);
      section->chief_id = get_chief (chiefs, section->name);
      g_ptr_array_add (sections, section);
    }
  for (guint i = 0; local == NULL && i < sections->len; i++)
    {
      WgSection *section = g_ptr_array_index (sections, i);

      section->chief = section->chief_id != WG_NO_ID ? read_name (work, section->chief_id) : NULL;
    }
  if (local == NULL)
    return g_steal_pointer (&sections);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
wg_store_list_sections_async (WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, list_work, g_memdup2 (&at_ms, sizeof at_ms), g_free, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                       user_data);
}

GPtrArray *
wg_store_list_sections_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* --- Choosing --- */

static gboolean
check_name (WgStoreWork *work, const char *name, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 n = wg_connection_get_value (work->connection, NULL, &local, "section-count", "is",
                                      wg_connection_get_district (work->connection), name);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (n == 0)
    g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND,
                 _ ("The map has no street or river called “%s”. Nothing was changed; “wangge sections” lists those there are."), name);
  return n > 0;
}

static const WgMemberRules rules
    = { WG_SECTION_ROLES, N_ ("Who answers for a street or a river is said by: %s. Nothing was changed."), check_name };

void
wg_store_set_section_chief_async (WgStore *self,
                                  gint64 operator_id,
                                  const char *name,
                                  gint64 chief_id,
                                  const char *key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autofree char *chief = chief_id != WG_NO_ID ? g_strdup_printf ("%" G_GINT64_FORMAT, chief_id) : NULL;
  const WgMemberChange change
      = { operator_id, WG_MEMBER_PUT, (char *) WG_SECTION_SETTING, (char *) name, chief, (char *) key, &rules };

  wg_store_change_member_async (self, &change, cancellable, callback, user_data);
}

gint64
wg_store_set_section_chief_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_change_member_finish (self, result, error);
}
