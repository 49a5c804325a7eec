/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what an event says beyond its columns is a text in the log, which may be older than the program that reads it.
 */

#include "wg-event-fields.h"

JsonObject *
wg_event_read_fields (const WgEvent *self)
{
  g_autoptr (JsonNode) root = self->fields != NULL ? json_from_string (self->fields, NULL) : NULL;

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_dup_object (root) : NULL;
}

static JsonNode *
find_value (JsonObject *fields, const char *name)
{
  JsonNode *node = fields != NULL ? json_object_get_member (fields, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

gint64
wg_event_get_number (const WgEvent *self, const char *name, gint64 otherwise)
{
  g_autoptr (JsonObject) fields = wg_event_read_fields (self);
  JsonNode *node = find_value (fields, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : otherwise;
}

char *
wg_event_dup_text (const WgEvent *self, const char *name)
{
  g_autoptr (JsonObject) fields = wg_event_read_fields (self);
  JsonNode *node = find_value (fields, name);

  return node != NULL ? json_node_dup_string (node) : NULL;
}
