/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a filter follows its operator to every desk, and one of the duty officer is seen at all of them; the list is changed as
 * it is at that moment, so that two desks that keep one each have both.
 */

#include "wg-store-filters.h"

#include "wg-error.h"
#include "wg-setting.h"

#include <glib/gi18n-lib.h>

#define ANY_ROLE ((1u << WG_N_DESK_ROLES) - 1)

typedef struct
{
  gint64 operator_id;
  char *key;
  WgCaseFilter *kept; /* or */
  char *removed;
  gint64 owner_id; /* of the removed one */
} Change;

typedef struct
{
  gint64 operator_id;
  gint64 at_ms;
} Question;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->kept, wg_case_filter_free);
  g_free (change->removed);
  g_free (change->key);
  g_free (change);
}

static GPtrArray *
read_list (WgStoreWork *work, gint64 at_ms, GError **error)
{
  g_autofree char *text = NULL;

  return wg_setting_read (work, WG_FILTER_SETTING, at_ms, &text, error) ? wg_case_filters_from_json (text) : NULL;
}

static gpointer
read_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const Question *question = request;
  g_autoptr (GPtrArray) kept = read_list (work, question->at_ms, error);
  GPtrArray *filters;

  if (kept == NULL)
    return NULL;
  filters = wg_case_filter_list_ready ();
  for (guint i = 0; i < kept->len; i++)
    {
      const WgCaseFilter *filter = g_ptr_array_index (kept, i);

      if (filter->operator_id == WG_NO_ID || filter->operator_id == question->operator_id)
        g_ptr_array_add (filters, wg_case_filter_new (filter->name, filter->operator_id, filter->query));
    }
  return filters;
}

void
wg_store_load_filters_async (WgStore *self, gint64 operator_id, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Question question = { operator_id, at_ms };

  wg_store_read_async (self, read_work, g_memdup2 (&question, sizeof question), g_free, (GDestroyNotify) g_ptr_array_unref, cancellable,
                       callback, user_data);
}

GPtrArray *
wg_store_load_filters_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* --- Changing --- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(WgCaseFilter *const *) a)->name, (*(WgCaseFilter *const *) b)->name);
}

static int
find (GPtrArray *list, const char *name, gint64 owner_id)
{
  for (guint i = 0; i < list->len; i++)
    {
      const WgCaseFilter *filter = g_ptr_array_index (list, i);

      if (filter->operator_id == owner_id && g_str_equal (filter->name, name))
        return (int) i;
    }
  return -1;
}

static gboolean
check_name (const char *name, GError **error)
{
  g_autoptr (GPtrArray) ready = wg_case_filter_list_ready ();

  if (wg_case_filters_find (ready, name) == NULL)
    return TRUE;
  g_set_error (error, WG_ERROR, WG_ERROR_EXISTS, _ ("“%s” is a filter that comes with the program. Nothing was changed; choose another name."),
               name);
  return FALSE;
}

static gboolean
change_list (GPtrArray *list, const Change *change, GError **error)
{
  const char *name = change->kept != NULL ? change->kept->name : change->removed;
  int at = find (list, name, change->kept != NULL ? change->kept->operator_id : change->owner_id);

  if (!check_name (name, error))
    return FALSE;
  if (at >= 0)
    g_ptr_array_remove_index (list, (guint) at);
  else if (change->kept == NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no filter “%s”. “wangge filters” lists those there are."), name);
      return FALSE;
    }
  if (change->kept != NULL)
    g_ptr_array_add (list, wg_case_filter_new (name, change->kept->operator_id, change->kept->query));
  g_ptr_array_sort (list, compare_names);
  return TRUE;
}

static char *
edit (WgStoreWork *work, gint64 at_ms, gconstpointer request, GError **error)
{
  g_autoptr (GPtrArray) list = read_list (work, at_ms, error);

  return list != NULL && change_list (list, request, error) ? wg_case_filters_to_json (list) : NULL;
}

static gpointer
write_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const Change *change = request;
  gint64 owner_id = change->kept != NULL ? change->kept->operator_id : change->owner_id;
  const WgSettingChange how = { WG_FILTER_SETTING, change->operator_id, owner_id == WG_NO_ID ? WG_FILTER_ROLES : ANY_ROLE,
                                _ ("Filters for all can be changed by: %s. Nothing was changed."),
                                change->kept != NULL ? change->kept->name : change->removed, change->key };

  return wg_setting_change (work, &how, edit, change, error);
}

void
wg_store_keep_filter_async (WgStore *self, gint64 operator_id, const WgCaseFilter *filter, const char *key, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  Change change = { operator_id, g_strdup (key), wg_case_filter_new (filter->name, filter->operator_id, filter->query), NULL, WG_NO_ID };

  wg_store_write_async (self, write_work, g_memdup2 (&change, sizeof change), change_free, g_free, cancellable, callback, user_data);
}

void
wg_store_remove_filter_async (WgStore *self, gint64 operator_id, const char *name, gboolean for_all, const char *key,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Change change = { operator_id, g_strdup (key), NULL, g_strdup (name), for_all ? WG_NO_ID : operator_id };

  wg_store_write_async (self, write_work, g_memdup2 (&change, sizeof change), change_free, g_free, cancellable, callback, user_data);
}

gint64
wg_store_change_filters_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_setting_change_finish (self, result, error);
}
