/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what an event keeps of a case must be what an undo puts back and what a look into the past takes back. One table
 * says what that is.
 */

#include "wg-case-facts.h"

#include <math.h>

typedef struct
{
  const char *key;
  GType type;
  gsize offset;
} Member;

/* By key. What the moves and the imports note of a case. */
static const Member members[] = {
  { "address", G_TYPE_STRING, G_STRUCT_OFFSET (WgCaseRecord, address) },
  { "body", G_TYPE_STRING, G_STRUCT_OFFSET (WgCaseRecord, body) },
  { "bounces", G_TYPE_INT, G_STRUCT_OFFSET (WgCaseRecord, bounces) },
  { "channel", G_TYPE_STRING, G_STRUCT_OFFSET (WgCaseRecord, channel) },
  { "class_code", G_TYPE_STRING, G_STRUCT_OFFSET (WgCaseRecord, class_code) },
  { "class_text", G_TYPE_STRING, G_STRUCT_OFFSET (WgCaseRecord, class_text) },
  { "closed_ms", G_TYPE_INT64, G_STRUCT_OFFSET (WgCaseRecord, closed_ms) },
  { "done_ms", G_TYPE_INT64, G_STRUCT_OFFSET (WgCaseRecord, done_ms) },
  { "due_ms", G_TYPE_INT64, G_STRUCT_OFFSET (WgCaseRecord, due_ms) },
  { "extensions", G_TYPE_INT, G_STRUCT_OFFSET (WgCaseRecord, extensions) },
  { "filed_grid_version_id", G_TYPE_INT64, G_STRUCT_OFFSET (WgCaseRecord, filed_grid_version_id) },
  { "filed_ms", G_TYPE_INT64, G_STRUCT_OFFSET (WgCaseRecord, filed_ms) },
  { "first_assigned_ms", G_TYPE_INT64, G_STRUCT_OFFSET (WgCaseRecord, first_assigned_ms) },
  { "flags", G_TYPE_UINT, G_STRUCT_OFFSET (WgCaseRecord, flags) },
  { "foreign_state", G_TYPE_STRING, G_STRUCT_OFFSET (WgCaseRecord, foreign_state) },
  { "given_due_ms", G_TYPE_INT64, G_STRUCT_OFFSET (WgCaseRecord, given_due_ms) },
  { "grid_id", G_TYPE_INT64, G_STRUCT_OFFSET (WgCaseRecord, grid_id) },
  { "lat", G_TYPE_DOUBLE, G_STRUCT_OFFSET (WgCaseRecord, lat) },
  { "lon", G_TYPE_DOUBLE, G_STRUCT_OFFSET (WgCaseRecord, lon) },
  { "master_id", G_TYPE_INT64, G_STRUCT_OFFSET (WgCaseRecord, master_id) },
  { "needs_duty", G_TYPE_INT, G_STRUCT_OFFSET (WgCaseRecord, needs_duty) },
  { "on_spot", G_TYPE_INT, G_STRUCT_OFFSET (WgCaseRecord, on_spot) },
  { "person_id", G_TYPE_INT64, G_STRUCT_OFFSET (WgCaseRecord, person_id) },
  { "reported_ms", G_TYPE_INT64, G_STRUCT_OFFSET (WgCaseRecord, reported_ms) },
  { "reworks", G_TYPE_INT, G_STRUCT_OFFSET (WgCaseRecord, reworks) },
  { "run", G_TYPE_INT, G_STRUCT_OFFSET (WgCaseRecord, run) },
  { "signs", G_TYPE_INT, G_STRUCT_OFFSET (WgCaseRecord, signs) },
  { "suspended_until_ms", G_TYPE_INT64, G_STRUCT_OFFSET (WgCaseRecord, suspended_until_ms) },
  { "title", G_TYPE_STRING, G_STRUCT_OFFSET (WgCaseRecord, title) },
  { "tracker_id", G_TYPE_INT64, G_STRUCT_OFFSET (WgCaseRecord, tracker_id) },
  { "unit_id", G_TYPE_INT64, G_STRUCT_OFFSET (WgCaseRecord, unit_id) },
  { "warn_ms", G_TYPE_INT64, G_STRUCT_OFFSET (WgCaseRecord, warn_ms) },
};

static gconstpointer
get_place (const WgCaseRecord *record, const Member *member)
{
  return G_STRUCT_MEMBER_P (record, member->offset);
}

static gboolean
is_same (const WgCaseRecord *a, const WgCaseRecord *b, const Member *member)
{
  gconstpointer left = get_place (a, member);
  gconstpointer right = get_place (b, member);

  if (member->type == G_TYPE_STRING)
    return g_strcmp0 (*(const char *const *) left, *(const char *const *) right) == 0;
  if (member->type == G_TYPE_INT64)
    return *(const gint64 *) left == *(const gint64 *) right;
  if (member->type == G_TYPE_DOUBLE)
    return *(const double *) left == *(const double *) right || (isnan (*(const double *) left) && isnan (*(const double *) right));
  return *(const int *) left == *(const int *) right;
}

static void
note (WgFields *fields, const WgCaseRecord *record, const Member *member)
{
  gconstpointer place = get_place (record, member);

  if (member->type == G_TYPE_STRING)
    wg_fields_set_text (fields, member->key, *(const char *const *) place);
  else if (member->type == G_TYPE_INT64)
    wg_fields_set_int64 (fields, member->key, *(const gint64 *) place);
  else if (member->type == G_TYPE_DOUBLE)
    wg_fields_set_double (fields, member->key, *(const double *) place);
  else
    wg_fields_set_int64 (fields, member->key, *(const int *) place);
}

void
wg_case_facts_note (const WgCaseRecord *before, const WgCaseRecord *after, WgFields *fields)
{
  WgFields *old = wg_fields_new ();
  WgFields *fresh = wg_fields_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (is_same (before, after, &members[i]))
        continue;
      note (old, before, &members[i]);
      note (fresh, after, &members[i]);
    }
  if (before->route != after->route)
    {
      wg_fields_set_text (old, "route", wg_route_to_nick (before->route));
      wg_fields_set_text (fresh, "route", wg_route_to_nick (after->route));
    }
  wg_fields_set_object (fields, "old", old);
  wg_fields_set_object (fields, "new", fresh);
}

static void
restore (WgCaseRecord *record, const Member *member, JsonNode *value)
{
  gpointer place = G_STRUCT_MEMBER_P (record, member->offset);
  gboolean is_null = JSON_NODE_HOLDS_NULL (value);

  if (member->type == G_TYPE_STRING)
    {
      g_free (*(char **) place);
      *(char **) place = is_null ? NULL : json_node_dup_string (value);
    }
  else if (member->type == G_TYPE_INT64)
    *(gint64 *) place = is_null ? G_MININT64 : json_node_get_int (value);
  else if (member->type == G_TYPE_DOUBLE)
    *(double *) place = is_null ? NAN : json_node_get_double (value);
  else
    *(int *) place = is_null ? 0 : (int) json_node_get_int (value);
}

void
wg_case_facts_restore (WgCaseRecord *record, JsonObject *old)
{
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *value = json_object_get_member (old, members[i].key);

      if (value != NULL && (JSON_NODE_HOLDS_VALUE (value) || JSON_NODE_HOLDS_NULL (value)))
        restore (record, &members[i], value);
    }
  if (json_object_has_member (old, "route"))
    wg_route_from_nick (json_object_get_string_member (old, "route"), &record->route);
}

static char *
dup_member (const WgCaseRecord *record, const Member *member)
{
  gconstpointer place = get_place (record, member);

  if (member->type == G_TYPE_STRING)
    return g_strdup (*(const char *const *) place);
  if (member->type == G_TYPE_INT64)
    return *(const gint64 *) place != G_MININT64 ? g_strdup_printf ("%" G_GINT64_FORMAT, *(const gint64 *) place) : NULL;
  if (member->type == G_TYPE_DOUBLE)
    return g_strdup_printf ("%.9g", *(const double *) place);
  return g_strdup_printf ("%d", *(const int *) place);
}

char *
wg_case_facts_dup_text (const WgCaseRecord *record, const char *key)
{
  if (g_str_equal (key, "route"))
    return g_strdup (wg_route_to_nick (record->route));
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (g_str_equal (members[i].key, key))
        return dup_member (record, &members[i]);
    }
  g_return_val_if_reached (NULL);
}
