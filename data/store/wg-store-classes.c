/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what counts as a case and how long it may take is each city's own decision, and is decided anew every other year.
 * A class is a row that is valid from an instant on; what ran before keeps the limit that was promised.
 */

#include "wg-store-classes.h"

#include "wg-actor.h"
#include "wg-error.h"
#include "wg-event-log.h"
#include "wg-fields.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define CLASS_ROLES (WG_ROLE_ADMIN | WG_ROLE_DUTY)
#define MOST_CODE_BYTES 32
#define MOST_NAME_CHARACTERS 200
#define MOST_LEVELS 8

/* Reading. */

static void
read_class (WgStatement *row, WgClassCatalogue *catalogue)
{
  WgCaseClass item = { 0 };

  if (!wg_class_kind_from_nick (wg_statement_get_text (row, 2), &item.kind) || item.kind == WG_CLASS_FOREIGN)
    return;
  item.code = wg_statement_dup_text (row, 0);
  item.parent_code = wg_statement_dup_text (row, 1);
  item.name = wg_statement_dup_text (row, 3);
  wg_route_from_nick (wg_statement_get_text (row, 4), &item.route);
  item.limit_n = wg_statement_is_null (row, 5) ? 0.0 : wg_statement_get_double (row, 5);
  wg_limit_unit_from_nick (wg_statement_get_text (row, 6), &item.limit_unit);
  item.need_photo = wg_statement_get_int64 (row, 7) != 0;
  item.unit_id = wg_statement_is_null (row, 9) ? 0 : wg_statement_get_int64 (row, 9);
  wg_class_catalogue_add (catalogue, &item);
  g_free (item.code);
  g_free (item.parent_code);
  g_free (item.name);
}

static WgClassCatalogue *
load_classes (WgStoreWork *work, gint64 at_ms, GError **error)
{
  g_autoptr (WgClassCatalogue) catalogue = wg_class_catalogue_new ();
  g_autoptr (GError) local = NULL;
  WgStatement *row = wg_connection_query (work->connection, &local, "class-list", "ii",
                                          wg_connection_get_district (work->connection), at_ms);

  while (row != NULL && wg_statement_step (row, &local))
    read_class (row, catalogue);
  if (local == NULL)
    return g_steal_pointer (&catalogue);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gpointer
load (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  return load_classes (work, *(gint64 *) request, error);
}

void
wg_store_load_classes_async (
    WgStore *self, gint64 at_ms, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, load, g_memdup2 (&at_ms, sizeof at_ms), g_free, g_object_unref, cancellable, callback, user_data);
}

WgClassCatalogue *
wg_store_load_classes_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

/* Changing. */

typedef struct
{
  GPtrArray *classes;
  gint64 operator_id;
  char *file;
  char *key;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_ptr_array_unref (request->classes);
  g_free (request->file);
  g_free (request->key);
  g_free (request);
}

typedef struct
{
  WgStoreWork *work;
  const Request *request;
  WgClassCatalogue *before;
  WgClassCatalogue *after;
  WgEvent *event;
  GPtrArray *codes; /* what was written */
  gint64 n_added;
  gint64 n_changed;
  gint64 n_unchanged;
  gint64 n_kept;
} Change;

static void
change_clear (Change *self)
{
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  g_clear_pointer (&self->event, wg_event_free);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static gboolean
refuse (const WgCaseClass *item, const char *why, GError **error)
{
  g_set_error (error, WG_ERROR, WG_ERROR_REFUSED, _ ("Class %s: %s. Nothing was changed."), item->code, why);
  return FALSE;
}

static gboolean
is_code (const char *code)
{
  gsize length = code != NULL ? strlen (code) : 0;

  return length > 0 && length <= MOST_CODE_BYTES
         && strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == length;
}

/* Up to the top in few steps, each known and of the same kind. */
static gboolean
check_parents (Change *self, const WgCaseClass *item, GError **error)
{
  const WgCaseClass *above = item;

  for (guint n_levels = 0; above->parent_code != NULL; n_levels++)
    {
      const WgCaseClass *parent = wg_class_catalogue_find (self->after, above->parent_code);

      if (parent == NULL || parent->kind != item->kind || n_levels == MOST_LEVELS)
        return refuse (item, _ ("the class above is not there, or is of another kind, or below it"), error);
      above = parent;
    }
  return TRUE;
}

static gboolean
check_class (Change *self, const WgCaseClass *item, GError **error)
{
  const WgCaseClass *kept = wg_class_catalogue_find (self->after, item->code);

  if (kept->name == NULL || *kept->name == '\0' || g_utf8_strlen (kept->name, -1) > MOST_NAME_CHARACTERS)
    return refuse (kept, _ ("it needs a name of at most 200 characters"), error);
  if (!check_parents (self, kept, error))
    return FALSE;
  if (kept->is_leaf && !(kept->limit_n > 0.0 && kept->limit_n <= 1e6))
    return refuse (kept, _ ("cases are filed under it, so it needs a limit"), error);
  if (!kept->is_leaf && kept->limit_n != 0.0)
    return refuse (kept, _ ("there are classes below it, which have the limits"), error);
  return TRUE;
}

/* What it is to be, over what it was. */
static gboolean
take_class (Change *self, const WgCaseClass *item, GError **error)
{
  const WgCaseClass *old = is_code (item->code) ? wg_class_catalogue_find (self->before, item->code) : NULL;

  if (!is_code (item->code))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_REFUSED,
                   _ ("“%s” is no code of a class: it has 1 to 32 capital letters, digits and dashes. Nothing was changed."),
                   item->code != NULL ? item->code : "");
      return FALSE;
    }
  if (item->kind == WG_CLASS_FOREIGN)
    return refuse (item, _ ("it is an event, a part or a matter"), error);
  if (old != NULL && (old->kind != item->kind || g_strcmp0 (old->parent_code, item->parent_code) != 0))
    return refuse (item, _ ("it keeps its kind and its place in the tree"), error);
  wg_class_catalogue_add (self->after, item);
  return TRUE;
}

/* A table that is imported says nothing of units. */
static gint64
find_unit (Change *self, const WgCaseClass *old, const WgCaseClass *item)
{
  return self->request->file != NULL && old != NULL ? old->unit_id : item->unit_id;
}

static gboolean
is_same (const WgCaseClass *old, const WgCaseClass *item, gint64 unit_id)
{
  return old != NULL && g_str_equal (old->name, item->name) && old->route == item->route && old->limit_n == item->limit_n
         && (old->limit_n == 0.0 || old->limit_unit == item->limit_unit) && old->need_photo == item->need_photo && old->unit_id == unit_id;
}

static gboolean
write_class (Change *self, const WgCaseClass *item, GError **error)
{
  gint64 district_id = wg_connection_get_district (self->work->connection);
  const WgCaseClass *old = wg_class_catalogue_find (self->before, item->code);
  gboolean limited = item->limit_n > 0.0;
  gint64 unit_id;

  if (!check_class (self, item, error))
    return FALSE;
  unit_id = find_unit (self, old, item);
  if (is_same (old, item, unit_id))
    {
      self->n_unchanged++;
      return TRUE;
    }
  *(old != NULL ? &self->n_changed : &self->n_added) += 1;
  g_ptr_array_add (self->codes, g_strdup (item->code));
  if (old != NULL && (old->limit_n != item->limit_n || old->limit_unit != item->limit_unit))
    self->n_kept += wg_connection_get_value (self->work->connection, NULL, NULL, "class-count-running", "is", district_id, item->code);
  return wg_connection_run (self->work->connection, error, "class-put", "isissssdsii", district_id, item->code, self->event->at_ms,
                            item->parent_code, wg_class_kind_to_nick (item->kind), item->name, wg_route_to_nick (item->route),
                            limited ? item->limit_n : NAN, limited ? wg_limit_unit_to_nick (item->limit_unit) : NULL, unit_id != 0 ? unit_id : WG_NULL_ID,
                            (gint64) item->need_photo)
         >= 0;
}

static gboolean
write_event (Change *self, GError **error)
{
  g_autoptr (WgFields) fields = wg_fields_new ();
  WgEvent *event = self->event;

  g_ptr_array_add (self->codes, NULL);
  wg_fields_set_int64 (fields, "read", self->request->classes->len);
  wg_fields_set_int64 (fields, "added", self->n_added);
  wg_fields_set_int64 (fields, "changed", self->n_changed);
  wg_fields_set_int64 (fields, "unchanged", self->n_unchanged);
  wg_fields_set_int64 (fields, "kept", self->n_kept);
  wg_fields_set_texts (fields, "codes", (const char *const *) self->codes->pdata);
  wg_fields_set_text (fields, "file", self->request->file);
  event->operator_id = self->request->operator_id;
  event->subject = g_strdup ("class");
  event->verb = g_strdup (self->request->file != NULL ? "import" : "set");
  event->idem_key = g_strdup (self->request->key);
  g_free (event->fields);
  event->fields = wg_fields_to_json (fields);
  return wg_event_log_append (self->work->connection, event, error);
}

static gboolean
make_change (Change *self, GError **error)
{
  GPtrArray *classes = self->request->classes;

  for (guint i = 0; i < classes->len; i++)
    {
      if (!take_class (self, g_ptr_array_index (classes, i), error))
        return FALSE;
    }
  for (guint i = 0; i < classes->len; i++)
    {
      if (!write_class (self, g_ptr_array_index (classes, i), error))
        return FALSE;
    }
  return write_event (self, error);
}

static WgEvent *
set_classes (WgStoreWork *work, const Request *request, GError **error)
{
  g_auto (Change) change = { .work = work, .request = request };

  change.event = wg_event_new ();
  change.codes = g_ptr_array_new_with_free_func (g_free);
  if (!wg_event_log_open (work->connection, change.event, wg_clock_get_now (work->clock), error)
      || !wg_actor_may (work, request->operator_id, CLASS_ROLES, _ ("The classes belong to: %s. Nothing was changed."), error))
    return NULL;
  change.before = load_classes (work, WG_TIME_NONE, error);
  change.after = change.before != NULL ? load_classes (work, WG_TIME_NONE, error) : NULL;
  return change.after != NULL && make_change (&change, error) ? g_steal_pointer (&change.event) : NULL;
}

static gpointer
set_classes_once (WgStoreWork *work, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  g_autoptr (GError) local = NULL;
  WgEvent *before = request->key != NULL ? wg_event_log_find_by_key (work->connection, request->key, &local) : NULL;

  if (before != NULL)
    return before;
  if (local == NULL)
    return set_classes (work, request, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

void
wg_store_set_classes_async (WgStore *self,
                            GPtrArray *classes,
                            gint64 operator_id,
                            const char *file,
                            const char *key,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->classes = classes;
  request->operator_id = operator_id;
  request->file = g_strdup (file);
  request->key = g_strdup (key);
  wg_store_write_async (self, set_classes_once, request, request_free, (GDestroyNotify) wg_event_free, cancellable, callback,
                        user_data);
}

WgEvent *
wg_store_set_classes_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}
