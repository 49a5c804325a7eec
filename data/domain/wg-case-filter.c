/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what a centre looks at every morning is the same question every morning, so it has a name; and those that every
 * centre asks are there from the first day.
 */

#include "wg-case-filter.h"

#include "wg-json.h"
#include "wg-queue.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* Cases about doing business are those that say so, in their class, title or text. */
#define BUSINESS "营商"

static const struct
{
  const char *name;
  const char *label;
} ready[] = {
  { "unsatisfied-business", NC_ ("filter", "Unsatisfied business cases") },
  { "hard", NC_ ("filter", "Hard cases") },
  { "day-list", NC_ ("filter", "List of the day") },
};

WgCaseFilter *
wg_case_filter_new (const char *name, gint64 operator_id, const WgCaseQuery *query)
{
  WgCaseFilter *self = g_new0 (WgCaseFilter, 1);

  self->name = g_strdup (name);
  self->operator_id = operator_id;
  self->query = wg_case_query_copy (query);
  self->query->from_ms = self->query->to_ms = WG_NO_TIME;
  self->query->as_of_ms = 0;
  self->query->limit = 0;
  return self;
}

void
wg_case_filter_free (WgCaseFilter *self)
{
  g_free (self->name);
  wg_case_query_free (self->query);
  g_free (self);
}

const char *
wg_case_filter_get_label (const WgCaseFilter *self)
{
  for (gsize i = 0; self->ready && i < G_N_ELEMENTS (ready); i++)
    {
      if (g_str_equal (ready[i].name, self->name))
        return g_dpgettext2 (GETTEXT_PACKAGE, "filter", ready[i].label);
    }
  return self->name;
}

GPtrArray *
wg_case_filter_list_ready (void)
{
  GPtrArray *filters = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_filter_free);
  g_autoptr (WgCaseQuery) unsatisfied = wg_case_query_new ();
  g_autoptr (WgCaseQuery) hard = wg_case_query_new ();
  g_autoptr (WgCaseQuery) day = wg_case_query_new ();

  unsatisfied->only_unsatisfied = TRUE;
  unsatisfied->text = g_strdup (BUSINESS);
  hard->only_hard = TRUE;
  day->queue = WG_QUEUE_UNCLEARED;
  g_ptr_array_add (filters, wg_case_filter_new (ready[0].name, WG_NO_ID, unsatisfied));
  g_ptr_array_add (filters, wg_case_filter_new (ready[1].name, WG_NO_ID, hard));
  g_ptr_array_add (filters, wg_case_filter_new (ready[2].name, WG_NO_ID, day));
  for (guint i = 0; i < filters->len; i++)
    ((WgCaseFilter *) g_ptr_array_index (filters, i))->ready = TRUE;
  return filters;
}

const WgCaseFilter *
wg_case_filters_find (GPtrArray *filters, const char *name)
{
  const WgCaseFilter *found = NULL;

  for (guint i = 0; i < filters->len; i++)
    {
      const WgCaseFilter *filter = g_ptr_array_index (filters, i);

      if (!g_str_equal (filter->name, name) && !g_str_equal (wg_case_filter_get_label (filter), name))
        continue;
      if (found == NULL || filter->operator_id != WG_NO_ID)
        found = filter;
    }
  return found;
}

/* JSON. */

static WgCaseFilter *
read_filter (JsonObject *object)
{
  const char *name = json_object_get_string_member_with_default (object, "name", NULL);
  const char *state = json_object_get_string_member_with_default (object, "state", NULL);
  const char *queue = json_object_get_string_member_with_default (object, "queue", NULL);
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  WgCaseState known_state;
  WgQueue known_queue;

  if (name == NULL)
    return NULL;
  if (wg_case_state_from_nick (state, &known_state))
    query->state = (int) known_state;
  if (wg_queue_from_nick (queue, &known_queue))
    query->queue = (int) known_queue;
  query->only_open = json_object_get_boolean_member_with_default (object, "open", FALSE);
  query->only_overdue = json_object_get_boolean_member_with_default (object, "overdue", FALSE);
  query->only_outside = json_object_get_boolean_member_with_default (object, "outside", FALSE);
  query->only_unsatisfied = json_object_get_boolean_member_with_default (object, "unsatisfied", FALSE);
  query->only_hard = json_object_get_boolean_member_with_default (object, "hard", FALSE);
  query->grid_code = g_strdup (json_object_get_string_member_with_default (object, "grid", NULL));
  query->class_code = g_strdup (json_object_get_string_member_with_default (object, "class", NULL));
  query->text = g_strdup (json_object_get_string_member_with_default (object, "text", NULL));
  query->person_id = json_object_get_int_member_with_default (object, "person", WG_NO_ID);
  query->unit_id = json_object_get_int_member_with_default (object, "unit", WG_NO_ID);
  return wg_case_filter_new (name, json_object_get_int_member_with_default (object, "operator", WG_NO_ID), query);
}

GPtrArray *
wg_case_filters_from_json (const char *json)
{
  GPtrArray *filters = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_filter_free);
  g_autoptr (JsonNode) root = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonArray *array = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      WgCaseFilter *filter = JSON_NODE_HOLDS_OBJECT (node) ? read_filter (json_node_get_object (node)) : NULL;

      if (filter != NULL)
        g_ptr_array_add (filters, filter);
    }
  return filters;
}

static void
add_flag (JsonBuilder *builder, const char *name, gboolean value)
{
  if (!value)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, TRUE);
}

static void
add_id (JsonBuilder *builder, const char *name, gint64 id)
{
  if (id == WG_NO_ID)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, id);
}

static void
add_filter (JsonBuilder *builder, const WgCaseFilter *filter)
{
  const WgCaseQuery *query = filter->query;

  json_builder_begin_object (builder);
  wg_json_add_text (builder, "name", filter->name);
  add_id (builder, "operator", filter->operator_id);
  wg_json_add_text (builder, "state", query->state >= 0 ? wg_case_state_to_nick ((WgCaseState) query->state) : NULL);
  wg_json_add_text (builder, "queue", query->queue >= 0 ? wg_queue_to_nick ((WgQueue) query->queue) : NULL);
  add_flag (builder, "open", query->only_open);
  add_flag (builder, "overdue", query->only_overdue);
  add_flag (builder, "outside", query->only_outside);
  add_flag (builder, "unsatisfied", query->only_unsatisfied);
  add_flag (builder, "hard", query->only_hard);
  wg_json_add_text (builder, "grid", query->grid_code);
  wg_json_add_text (builder, "class", query->class_code);
  wg_json_add_text (builder, "text", query->text);
  add_id (builder, "person", query->person_id);
  add_id (builder, "unit", query->unit_id);
  json_builder_end_object (builder);
}

char *
wg_case_filters_to_json (GPtrArray *filters)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < filters->len; i++)
    add_filter (builder, g_ptr_array_index (filters, i));
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
