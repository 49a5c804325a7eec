/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what a centre decides holds at every desk from the moment it is decided, and not before: each number has a past, which
 * every count that was made with it can be made from again.
 */

#include "wg-store-settings.h"

#include "wg-actor.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-setting.h"

#include <glib/gi18n-lib.h>

static double
take_value (const WgDistrictSetting *setting, const char *text)
{
  char *end = NULL;
  double value = text != NULL ? g_ascii_strtod (text, &end) : setting->otherwise;

  return (end == NULL || (end != text && *end == '\0')) && value >= setting->least && value <= setting->most ? value
                                                                                                           : setting->otherwise;
}

static double
read_value (WgStoreWork *work, const WgDistrictSetting *setting, gint64 at_ms, GError **error)
{
  g_autofree char *text = NULL;

  return wg_setting_read (work, setting->name, at_ms, &text, error) ? take_value (setting, text) : setting->otherwise;
}

double
wg_store_work_get_setting (WgStoreWork *work, const char *name, gint64 at_ms)
{
  const WgDistrictSetting *setting = wg_district_setting_find (name);

  g_return_val_if_fail (setting != NULL, 0.0);
  return read_value (work, setting, at_ms, NULL);
}

static gpointer
load (WgStoreWork *work, gpointer at_ms, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  gsize n = 0;
  const WgDistrictSetting *settings = wg_district_setting_get_all (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) failure = NULL;
      double value = read_value (work, &settings[i], *(gint64 *) at_ms, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      g_array_append_val (values, value);
    }
  return g_steal_pointer (&values);
}

void
wg_store_load_settings_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, load, g_memdup2 (&at_ms, sizeof at_ms), g_free, (GDestroyNotify) g_array_unref, cancellable, callback,
                       user_data);
}

GArray *
wg_store_load_settings_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* Changing. */

typedef struct
{
  gint64 operator_id;
  char *name;
  double value;
  char *key;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->name);
  g_free (change->key);
  g_free (change);
}

static gboolean
check (WgStoreWork *work, const Change *change, GError **error)
{
  const WgDistrictSetting *setting = wg_district_setting_find (change->name);

  if (setting == NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no setting “%s”. Nothing was changed."), change->name);
      return FALSE;
    }
  if (!wg_district_setting_check (setting, change->value, error))
    return FALSE;
  return wg_actor_may (work, change->operator_id, WG_SETTING_ROLES, _ ("The settings of the district belong to: %s. Nothing was changed."),
                       error);
}

static gpointer
write_work (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  const Change *change = request;
  g_autoptr (WgEvent) event = wg_event_new (), done = NULL;
  char value[G_ASCII_DTOSTR_BUF_SIZE];

  if (!wg_setting_find_done (work, change->name, change->key, &done, error))
    return NULL;
  if (done != NULL)
    return g_memdup2 (&done->id, sizeof done->id);
  event->operator_id = change->operator_id;
  if (!wg_event_log_open (work->connection, event, wg_clock_get_now (work->clock), error) || !check (work, change, error))
    return NULL;
  g_ascii_formatd (value, sizeof value, "%.10g", change->value);
  return wg_setting_write (work, event, change->name, value, value, change->key, error) ? g_memdup2 (&event->id, sizeof event->id)
                                                                                         : NULL;
}

void
wg_store_change_setting_async (WgStore *self,
                               gint64 operator_id,
                               const char *name,
                               double value,
                               const char *key,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Change *change = g_new0 (Change, 1);

  change->operator_id = operator_id;
  change->name = g_strdup (name);
  change->value = value;
  change->key = g_strdup (key);
  wg_store_write_async (self, write_work, change, change_free, g_free, cancellable, callback, user_data);
}

gint64
wg_store_change_setting_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_setting_change_finish (self, result, error);
}
