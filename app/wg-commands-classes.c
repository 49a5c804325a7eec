/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the class catalogue by script and terminal: what is a case, which way it takes, how long it may take. */

#include "wg-command-keys.h"

#include "wg-csv.h"
#include "wg-error.h"
#include "wg-event-fields.h"
#include "wg-store-classes.h"
#include "wg-store-people.h"
#include "wg-text-file.h"
#include "wg-time.h"

#include <glib/gi18n.h>
#include <math.h>

static WgClassCatalogue *
load_classes (WgCommandCall *call, GError **error)
{
  gint64 at_ms = wg_command_call_get_time (call, "at", WG_TIME_NONE);

  wg_store_load_classes_async (call->store, at_ms, call->cancellable, wg_command_call_ready, call);
  return wg_store_load_classes_finish (call->store, wg_command_call_wait (call), error);
}

/* The list. */

static const char *
find_unit (GPtrArray *units, gint64 id)
{
  for (guint i = 0; i < units->len; i++)
    {
      const WgUnit *unit = g_ptr_array_index (units, i);

      if (unit->id == id)
        return unit->name;
    }
  return NULL;
}

static gboolean
print_class (WgCommandCall *call, WgTextTable *rows, const WgCaseClass *item, GPtrArray *units, GError **error)
{
  WgJsonWriter *out = call->writer;
  g_autofree char *limit = wg_case_class_format_limit (item);
  gboolean limited = item->limit_n > 0.0;

  if (!call->json)
    {
      wg_text_table_add (rows, item->code);
      wg_text_table_add (rows, wg_case_class_get_name (item));
      wg_text_table_add (rows, limit);
      wg_text_table_add (rows, wg_route_get_label (item->route));
      wg_text_table_add (rows, find_unit (units, item->unit_id));
      return TRUE;
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "code", item->code);
  wg_json_writer_text (out, "parent", item->parent_code);
  wg_json_writer_text (out, "kind", wg_class_kind_to_nick (item->kind));
  wg_json_writer_text (out, "name", item->name);
  wg_json_writer_text (out, "name_en", item->name_en);
  wg_json_writer_text (out, "route", wg_route_to_nick (item->route));
  wg_json_writer_double (out, "limit", limited ? item->limit_n : NAN);
  wg_json_writer_text (out, "unit", limited ? wg_limit_unit_to_nick (item->limit_unit) : NULL);
  wg_json_writer_bool (out, "photo", item->need_photo);
  wg_json_writer_bool (out, "leaf", item->is_leaf);
  wg_json_writer_text (out, "responsible", find_unit (units, item->unit_id));
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

static gboolean
run_classes (WgCommandCall *call, GError **error)
{
  const char *const titles[] = { C_ ("column", "Code"), C_ ("column", "Class"), C_ ("column", "Limit"), C_ ("column", "Route"), C_ ("column", "Unit by default") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("lllll", titles);
  const char *kind = wg_command_call_get_text (call, "kind"), *text = wg_command_call_get_text (call, "text");
  g_autoptr (WgClassCatalogue) catalogue = load_classes (call, error);
  g_autoptr (GPtrArray) found = catalogue != NULL && text != NULL ? wg_class_catalogue_search (catalogue, text) : NULL;
  const GPtrArray *classes = catalogue != NULL && found == NULL ? wg_class_catalogue_get_all (catalogue) : found;
  g_autoptr (GPtrArray) units = NULL;

  if (classes == NULL)
    return FALSE;
  wg_store_list_units_async (call->store, wg_command_call_get_time (call, "at", G_MININT64), call->cancellable, wg_command_call_ready, call);
  units = wg_store_list_units_finish (call->store, wg_command_call_wait (call), error);
  if (units == NULL)
    return FALSE;
  for (guint i = 0; classes != NULL && i < classes->len; i++)
    {
      const WgCaseClass *item = g_ptr_array_index (classes, i);

      if ((kind == NULL || g_str_equal (kind, wg_class_kind_to_nick (item->kind))) && !print_class (call, rows, item, units, error))
        return FALSE;
    }
  return classes != NULL && (call->json || wg_command_call_print_table (call, rows, error));
}

/* Changing. */

static gboolean
print_event (WgCommandCall *call, const WgEvent *event, GError **error)
{
  WgJsonWriter *out = call->writer;
  gint64 n_kept = wg_event_get_number (event, "kept", 0);
  g_autofree char *kept
      = n_kept > 0 ? g_strdup_printf (ngettext ("%d open case keeps the limit that it started with.",
                                                "%d open cases keep the limit that they started with.", (gulong) n_kept), (int) n_kept) : NULL;
  g_autofree char *text = NULL;

  if (kept != NULL)
    wg_command_call_warn (call, kept);
  if (!call->json)
    {
      text = g_strdup_printf (_ ("%d classes added, %d changed, %d were so already.\n"), (int) wg_event_get_number (event, "added", 0),
                              (int) wg_event_get_number (event, "changed", 0), (int) wg_event_get_number (event, "unchanged", 0));
      return wg_command_call_print (call, text, error);
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_bool (out, "ok", TRUE);
  wg_json_writer_int (out, "id", event->id);
  wg_json_writer_int (out, "read", wg_event_get_number (event, "read", 0));
  wg_json_writer_int (out, "stored", wg_event_get_number (event, "read", 0));
  wg_json_writer_int (out, "added", wg_event_get_number (event, "added", 0));
  wg_json_writer_int (out, "changed", wg_event_get_number (event, "changed", 0));
  wg_json_writer_int (out, "unchanged", wg_event_get_number (event, "unchanged", 0));
  wg_json_writer_int (out, "kept", n_kept);
  wg_json_writer_text (out, "state", NULL);
  wg_json_writer_int (out, "version", G_MININT64);
  wg_json_writer_int (out, "event", event->id);
  wg_json_writer_key (out, "warnings");
  wg_json_writer_add_texts (out, (const char *const[]){ kept, NULL });
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

/* Takes @classes. */
static gboolean
set_classes (WgCommandCall *call, GPtrArray *classes, const char *file, GError **error)
{
  g_autoptr (GPtrArray) owned = classes;
  g_autoptr (WgEvent) event = NULL;
  gint64 operator_id;

  if (!wg_command_keys_find_event (call, "class", &event, error))
    return FALSE;
  if (event != NULL)
    return print_event (call, event, error);
  operator_id = wg_command_call_find_operator (call, error);
  if (operator_id < 0)
    return FALSE;
  wg_store_set_classes_async (call->store, g_steal_pointer (&owned), operator_id, file, wg_command_keys_get (call),
                              call->cancellable, wg_command_call_ready, call);
  event = wg_store_set_classes_finish (call->store, wg_command_call_wait (call), error);
  return event != NULL && print_event (call, event, error);
}

static void
replace (char **place, const char *text)
{
  if (text == NULL)
    return;
  g_free (*place);
  *place = g_strdup (text);
}

/* What the options say, over what the class is; what is not said stays. */
static void
take_options (WgCommandCall *call, WgCaseClass *item)
{
  double limit = wg_command_call_get_number (call, "limit");
  const char *photo = wg_command_call_get_text (call, "photo");

  replace (&item->name, wg_command_call_get_text (call, "name"));
  replace (&item->parent_code, wg_command_call_get_text (call, "parent"));
  wg_class_kind_from_nick (wg_command_call_get_text (call, "kind"), &item->kind);
  if (wg_command_call_has (call, "route"))
    wg_route_from_nick (wg_command_call_get_text (call, "route"), &item->route);
  wg_limit_unit_from_nick (wg_command_call_get_text (call, "unit"), &item->limit_unit);
  if (!isnan (limit))
    item->limit_n = limit;
  if (photo != NULL)
    item->need_photo = g_str_equal (photo, "yes");
}

/* An empty name takes it away. */
static gboolean
take_unit (WgCommandCall *call, WgCaseClass *item, GError **error)
{
  const char *name = wg_command_call_get_text (call, "responsible");
  gint64 unit_id = 0;

  if (name == NULL)
    return TRUE;
  if (*name != '\0' && !wg_command_call_find_unit (call, name, &unit_id, error))
    return FALSE;
  item->unit_id = unit_id;
  return TRUE;
}

static gboolean
run_set (WgCommandCall *call, GError **error)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_class_free);
  g_autoptr (WgClassCatalogue) catalogue = load_classes (call, error);
  const char *code = wg_command_call_get_argument (call, 0), *parent_code = wg_command_call_get_text (call, "parent");
  const WgCaseClass *old = catalogue != NULL ? wg_class_catalogue_find (catalogue, code) : NULL;
  const WgCaseClass *parent = catalogue != NULL ? wg_class_catalogue_find (catalogue, parent_code) : NULL;
  const WgCaseClass fresh = { .code = (char *) code, .kind = parent != NULL ? parent->kind : WG_CLASS_EVENT,
                              .route = parent != NULL ? parent->route : WG_ROUTE_GENERAL };
  WgCaseClass *item;

  if (catalogue == NULL)
    return FALSE;
  item = wg_case_class_copy (old != NULL ? old : &fresh);
  take_options (call, item);
  if (!take_unit (call, item, error))
    {
      wg_case_class_free (item);
      return FALSE;
    }
  g_ptr_array_add (classes, item);
  return set_classes (call, g_steal_pointer (&classes), NULL, error);
}

/* A table. */

enum
{
  KIND, CODE, PARENT, NAME, ROUTE, LIMIT, UNIT, PHOTO, N_COLUMNS
};

static const char *const column_names[N_COLUMNS] = { "kind", "code", "parent", "name", "route", "limit", "unit", "need_photo" };

static const char *
get (const char *const *row, const int *columns, int column)
{
  return wg_csv_get (row, columns[column]);
}

static WgCaseClass *
read_row (const char *const *row, const int *columns)
{
  g_autoptr (WgCaseClass) item = g_new0 (WgCaseClass, 1);
  const char *route = get (row, columns, ROUTE), *limit = get (row, columns, LIMIT), *unit = get (row, columns, UNIT);
  const char *photo = get (row, columns, PHOTO);
  char *end = NULL;

  item->code = g_strdup (get (row, columns, CODE));
  item->parent_code = *get (row, columns, PARENT) != '\0' ? g_strdup (get (row, columns, PARENT)) : NULL;
  item->name = g_strdup (get (row, columns, NAME));
  item->limit_n = g_ascii_strtod (*limit != '\0' ? limit : "0", &end);
  item->need_photo = g_str_equal (photo, "1") || g_str_equal (photo, "yes");
  if (*end != '\0' || !(item->limit_n >= 0.0) || !wg_class_kind_from_nick (get (row, columns, KIND), &item->kind)
      || (*route != '\0' && !wg_route_from_nick (route, &item->route))
      || (*limit != '\0' && !wg_limit_unit_from_nick (unit, &item->limit_unit)))
    return NULL;
  return g_steal_pointer (&item);
}

static GPtrArray *
read_table (const char *text, GError **error)
{
  g_autoptr (GPtrArray) rows = wg_csv_parse (text);
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_class_free);
  const char *const *header = rows->len > 0 ? g_ptr_array_index (rows, 0) : (const char *const[]){ NULL };
  int columns[N_COLUMNS];

  for (int i = 0; i < N_COLUMNS; i++)
    columns[i] = wg_csv_find_column (header, column_names[i]);
  for (guint i = 1; i < rows->len; i++)
    {
      WgCaseClass *item = read_row (g_ptr_array_index (rows, i), columns);

      if (item == NULL)
        {
          g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE,
                       _ ("Row %u of the classes cannot be read; nothing was changed. A row has kind (event, part, matter), code, "
                          "parent, name, route, limit and unit (urgent_hour, work_hour, work_day, calendar_day)."), i + 1);
          return NULL;
        }
      g_ptr_array_add (classes, item);
    }
  return g_steal_pointer (&classes);
}

static gboolean
run_import (WgCommandCall *call, GError **error)
{
  const char *path = wg_command_call_get_argument (call, 0);
  g_autofree char *text = wg_text_file_read (path, error), *name = g_filename_display_basename (path);
  g_autoptr (GPtrArray) classes = text != NULL ? read_table (text, error) : NULL;

  return classes != NULL && wg_command_call_open (call, TRUE, error) && set_classes (call, g_steal_pointer (&classes), name, error);
}

#define KINDS "event|part|matter"

static const WgOption classes_options[] = {
  { "kind", WG_OPTION_CHOICE, KINDS, N_ ("only classes of this kind") },
  { "text", WG_OPTION_TEXT, "TEXT", N_ ("only classes to file under whose code or names hold these words") },
  { NULL },
};

static const WgOption set_options[] = {
  { "name", WG_OPTION_TEXT, "NAME", N_ ("what it is called") },
  { "parent", WG_OPTION_TEXT, "CODE", N_ ("the class above, for a new one") },
  { "kind", WG_OPTION_CHOICE, KINDS, N_ ("what it is, for a new one at the top") },
  { "route", WG_OPTION_CHOICE, "general|coordination|emergency|approval", N_ ("the way its cases take") },
  { "limit", WG_OPTION_NUMBER, "N", N_ ("how many units") },
  { "unit", WG_OPTION_CHOICE, "urgent_hour|work_hour|work_day|calendar_day",
    N_ ("continuous hours, office hours, working days, calendar days") },
  { "responsible", WG_OPTION_TEXT, "UNIT", N_ ("the unit that its cases go to by default; empty for none") },
  { "photo", WG_OPTION_CHOICE, "yes|no", N_ ("whether work reported done needs a photo") },
  { NULL },
};

#define WRITE_SHAPE "{ok,id,read,stored,added,changed,unchanged,kept,state,version,event,warnings:[]}"
#define CLASS_ROLES (WG_ROLE_ADMIN | WG_ROLE_DUTY)

const WgCommand wg_commands_classes[] = {
  { "classes", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1,
    "{code,parent,kind,name,name_en,route,limit,unit,photo,leaf,responsible}", N_ ("List the classes of cases with their limits"), run_classes,
    classes_options },
  { "class", "set", "CODE", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED, CLASS_ROLES, -1, WRITE_SHAPE,
    N_ ("Change a class or add one; clocks that run keep their limit"), run_set, set_options },
  { NULL },
};

const WgCommand wg_commands_import_classes[] = {
  { "import", "classes", "FILE", 1, 1, WG_COMMAND_CREATES | WG_COMMAND_WRITES | WG_COMMAND_KEYED, CLASS_ROLES, -1, WRITE_SHAPE,
    N_ ("Take the classes of a table, all of them or none"), run_import, NULL },
  { NULL },
};
