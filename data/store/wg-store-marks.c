/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what a centre marks its buildings for (dangerous, let, a dormitory) is its own affair, and so is the colour; it has to
 * mean the same at every desk, so it is a setting of the district.
 */

#include "wg-store-marks.h"

#include "wg-error.h"
#include "wg-store-members.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* Apart from each other, from the backlog classes and from red. */
static const guint32 first_colours[] = { 0x1a5fb4, 0xc64600, 0x813d9c, 0x865e3c, 0x0f7b6c, 0x5c5c00, 0xb5308f, 0x3d3846 };

static void
free_mark (gpointer data)
{
  WgBuildingMark *mark = data;

  g_free (mark->name);
  g_free (mark);
}

/* --- Colours --- */

static gboolean
is_red (guint32 rgb)
{
  int r = (int) (rgb >> 16 & 0xff), g = (int) (rgb >> 8 & 0xff), b = (int) (rgb & 0xff);

  return r >= 128 && 2 * g < r && 2 * b < r && ABS (g - b) < r / 5;
}

gboolean
wg_building_mark_parse_colour (const char *text, guint32 *rgb, GError **error)
{
  const char *digits = *text == '#' ? text + 1 : text;
  guint64 value = 0;

  if (strlen (digits) != 6 || !g_ascii_string_to_unsigned (digits, 16, 0, 0xffffff, &value, NULL))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("“%s” is no colour; write it as #1a5fb4."), text);
      return FALSE;
    }
  if (is_red ((guint32) value))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED,
                   _ ("“%s” is red, which is kept for what is overdue. Nothing was changed; choose another colour."), text);
      return FALSE;
    }
  *rgb = (guint32) value;
  return TRUE;
}

static gboolean
find_chosen (JsonObject *chosen, const char *name, guint32 *rgb)
{
  const char *text = json_object_get_string_member_with_default (chosen, name, NULL);

  return text != NULL && wg_building_mark_parse_colour (text, rgb, NULL);
}

/* --- Listing --- */

static WgBuildingMark *
take_mark (WgStatement *row, JsonObject *chosen, guint place)
{
  WgBuildingMark *mark = g_new0 (WgBuildingMark, 1);

  mark->name = wg_statement_dup_text (row, 0);
  mark->n_buildings = wg_statement_get_int64 (row, 1);
  mark->rgb = first_colours[place % G_N_ELEMENTS (first_colours)];
  mark->chosen = find_chosen (chosen, mark->name, &mark->rgb);
  return mark;
}

GPtrArray *
wg_store_work_list_marks (WgStoreWork *work, gint64 at_ms, GError **error)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (free_mark);
  g_autoptr (JsonObject) chosen = wg_store_work_read_members (work, WG_MARK_SETTING, at_ms, error);
  g_autoptr (GError) failure = NULL;
  WgStatement *row;

  if (chosen == NULL)
    return NULL;
  row = wg_connection_query (work->connection, &failure, "mark-list", "ii", wg_connection_get_district (work->connection),
                             at_ms != G_MININT64 ? at_ms : G_MAXINT64);
  while (row != NULL && wg_statement_step (row, &failure))
    g_ptr_array_add (marks, take_mark (row, chosen, marks->len));
  if (failure == NULL)
    return g_steal_pointer (&marks);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gpointer
list_work (WgStoreWork *work, gpointer at_ms, GCancellable *cancellable, GError **error)
{
  return wg_store_work_list_marks (work, *(gint64 *) at_ms, error);
}

void
wg_store_list_marks_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, list_work, g_memdup2 (&at_ms, sizeof at_ms), g_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
wg_store_list_marks_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* --- Choosing --- */

static const WgMemberRules rules = { WG_MARK_ROLES, N_ ("The colours of marked buildings can be chosen by: %s. Nothing was changed."), NULL };

void
wg_store_set_mark_colour_async (WgStore *self,
                                gint64 operator_id,
                                const char *name,
                                guint32 rgb,
                                const char *key,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autofree char *colour = g_strdup_printf ("\"#%06x\"", rgb);
  const WgMemberChange change
      = { operator_id, WG_MEMBER_PUT, (char *) WG_MARK_SETTING, (char *) name, colour, (char *) key, &rules };

  wg_store_change_member_async (self, &change, cancellable, callback, user_data);
}

gint64
wg_store_set_mark_colour_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_change_member_finish (self, result, error);
}
