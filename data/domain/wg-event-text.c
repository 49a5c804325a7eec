/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: history must read the same in the window, on the command line and on paper. The sentences belong to the moves of
 * the workflow; here their blanks are filled from what the event kept.
 */

#include "wg-event-text.h"

#include "wg-calm-text.h"
#include "wg-warning.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* No move of anybody's: what a draft of boundaries does to a case when it takes effect. */
#define REHOME "rehome"

typedef struct
{
  const WgEvent *event;
  const WgEventNames *names;
  JsonObject *fields; /* borrowed from the parser */
} Telling;

static JsonObject *
parse_fields (const WgEvent *event, JsonParser *parser)
{
  JsonNode *root;

  if (event->fields == NULL || !json_parser_load_from_data (parser, event->fields, -1, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}

/* A member of "new" or "old", or G_MININT64. */
static gint64
get_id (JsonObject *fields, const char *when, const char *key)
{
  JsonNode *values = fields != NULL ? json_object_get_member (fields, when) : NULL;
  JsonNode *node = values != NULL && JSON_NODE_HOLDS_OBJECT (values)
                       ? json_object_get_member (json_node_get_object (values), key)
                       : NULL;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? json_node_get_int (node) : G_MININT64;
}

static const char *
get_text (JsonObject *fields, const char *key)
{
  JsonNode *node = fields != NULL ? json_object_get_member (fields, key) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static char *
get_number (JsonObject *fields, const char *key)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT,
                          fields != NULL ? json_object_get_int_member_with_default (fields, key, 0) : 0);
}

static char *
tell_who (const Telling *telling)
{
  return g_strdup (telling->event->operator_name != NULL ? wg_operator_name_get_label (telling->event->operator_name) : "?");
}

static char *
name_holder (const Telling *telling, const char *when)
{
  gint64 person_id = get_id (telling->fields, when, "person_id");
  gint64 unit_id = get_id (telling->fields, when, "unit_id");
  const WgEventNames *names = telling->names;
  const char *name = NULL;

  if (person_id != G_MININT64 && names != NULL && names->find_person != NULL)
    name = names->find_person (person_id, names->user_data);
  else if (person_id == G_MININT64 && unit_id != G_MININT64 && names != NULL && names->find_unit != NULL)
    name = names->find_unit (unit_id, names->user_data);
  if (name != NULL)
    return g_strdup (name);
  if (person_id == G_MININT64 && unit_id == G_MININT64)
    return g_strdup (_ ("the same assignee"));
  return g_strdup_printf ("#%" G_GINT64_FORMAT, person_id != G_MININT64 ? person_id : unit_id);
}

static char *
tell_reason (const Telling *telling)
{
  const char *reason = telling->event->reason != NULL ? telling->event->reason : "";
  const char *text = get_text (telling->fields, "text");

  if (text != NULL && strcmp (text, reason) != 0)
    return g_strdup_printf (C_ ("reason and text", "%s, %s"), wg_reason_get_label (reason), text);
  return g_strdup (wg_reason_get_label (reason));
}

/* The reason where one may be given but need not. */
static char *
tell_reason_if_any (const Telling *telling)
{
  g_autofree char *reason = tell_reason (telling);

  return *reason != '\0' ? g_strdup_printf (C_ ("history", ", %s"), reason) : g_strdup ("");
}

/* What an undo took back; the undo of an import names no verb. */
static char *
tell_undone (const Telling *telling)
{
  const char *nick = get_text (telling->fields, "undone");
  WgVerb verb = WG_VERB_IMPORT;

  return g_strdup (nick == NULL || wg_verb_from_nick (nick, &verb) ? wg_verb_get_label (verb) : nick);
}

static char *
tell_place (const Telling *telling, const char *key, const char *when)
{
  const char *code = get_text (telling->fields, key);

  if (code != NULL)
    return g_strdup (code);
  if (telling->fields != NULL && json_object_has_member (telling->fields, key))
    return g_strdup (_ ("outside"));
  return name_holder (telling, when);
}

/* A person named by an id beside the holder. */
static char *
tell_person (const Telling *telling)
{
  gint64 id = telling->fields != NULL ? json_object_get_int_member_with_default (telling->fields, "person_id", 0) : 0;
  const WgEventNames *names = telling->names;
  const char *name = id != 0 && names != NULL && names->find_person != NULL ? names->find_person (id, names->user_data) : NULL;

  if (name != NULL)
    return g_strdup (name);
  if (telling->event->for_person_name != NULL)
    return g_strdup (telling->event->for_person_name);
  return id != 0 ? g_strdup_printf ("#%" G_GINT64_FORMAT, id) : tell_who (telling);
}

/* Whose signature it is: that of whoever it was entered for, else of whoever entered it. */
static char *
tell_signer (const Telling *telling)
{
  return telling->event->for_person_name != NULL ? g_strdup (telling->event->for_person_name) : tell_who (telling);
}

static char *
tell_answer (const Telling *telling, const char *key)
{
  const char *nick = get_text (telling->fields, key);

  return g_strdup (nick != NULL ? wg_answer_get_label (nick) : "–");
}

/* What stands under @key in the values before or after. */
static char *
tell_value (const Telling *telling, const char *when, const char *key)
{
  JsonNode *values = telling->fields != NULL ? json_object_get_member (telling->fields, when) : NULL;
  const char *text = values != NULL && JSON_NODE_HOLDS_OBJECT (values) ? get_text (json_node_get_object (values), key) : NULL;

  return text != NULL ? g_strdup (text) : NULL;
}

static char *
tell_class (const Telling *telling, const char *when)
{
  char *text = tell_value (telling, when, "class_text");

  if (text == NULL)
    text = tell_value (telling, when, "class_code");
  return text != NULL ? text : g_strdup ("–");
}

static char *
tell_new_route (const Telling *telling)
{
  g_autofree char *nick = tell_value (telling, "new", "route");
  WgRoute route;

  return g_strdup (nick != NULL && wg_route_from_nick (nick, &route) ? wg_route_get_label (route) : "–");
}

static char *
tell_channel (const Telling *telling)
{
  const char *nick = get_text (telling->fields, "channel");

  return g_strdup (wg_channel_get_label (nick != NULL ? nick : "desk"));
}

static char *
tell_names_class (const Telling *telling)
{
  return g_strdup (telling->names != NULL && telling->names->class_text != NULL ? telling->names->class_text : "–");
}

static char *
tell_names_route (const Telling *telling)
{
  return g_strdup (telling->names != NULL && telling->names->route_text != NULL ? telling->names->route_text : "–");
}

static char *
tell_old_class (const Telling *telling)
{
  return tell_class (telling, "old");
}

static char *
tell_new_class (const Telling *telling)
{
  return tell_class (telling, "new");
}

static char *
tell_to (const Telling *telling)
{
  return tell_place (telling, "to", "new");
}

static char *
tell_from (const Telling *telling)
{
  return tell_place (telling, "from", "old");
}

typedef struct
{
  const char *name;
  char *(*tell) (const Telling *telling);
} Blank;

static const Blank blanks[] = {
  { "who", tell_who },
  { "to", tell_to },
  { "from", tell_from },
  { "reason", tell_reason },
  { ", reason", tell_reason_if_any },
  { "channel", tell_channel },
  { "class", tell_names_class },
  { "route", tell_names_route },
  { "verb", tell_undone },
  { "person", tell_person },
  { "signer", tell_signer },
  { "class_from", tell_old_class },
  { "class_to", tell_new_class },
  { "route_to", tell_new_route },
};

/* Plain numbers, words of a closed list, and texts, each under its own name in the fields. */
static const char *const numbers[] = { "n", "metres", "stage", "reporter", NULL };
static const char *const answers[] = { "answer", "reached", "solved", "satisfied", NULL };
static const char *const texts[] = { "file", "master", "child", "date", "due", "name", "within", NULL };

/* Returns what stands for the blank @name, or NULL when there is no such blank. */
static char *
fill (const Telling *telling, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (blanks); i++)
    {
      if (strcmp (blanks[i].name, name) == 0)
        return blanks[i].tell (telling);
    }
  if (strcmp (name, "n") == 0 && strcmp (telling->event->subject, "batch") == 0)
    return get_number (telling->fields, "stored");
  if (g_strv_contains (numbers, name))
    return get_number (telling->fields, name);
  if (g_strv_contains (answers, name))
    return tell_answer (telling, name);
  if (g_strv_contains (texts, name))
    return g_strdup (get_text (telling->fields, name) != NULL ? get_text (telling->fields, name) : "–");
  return NULL;
}

static char *
fill_blanks (const Telling *telling, const char *sentence)
{
  GString *text = g_string_new (NULL);

  while (*sentence != '\0')
    {
      const char *end = *sentence == '{' ? strchr (sentence, '}') : NULL;
      g_autofree char *name = end != NULL ? g_strndup (sentence + 1, (gsize) (end - sentence - 1)) : NULL;
      g_autofree char *value = name != NULL ? fill (telling, name) : NULL;

      if (value == NULL)
        {
          g_string_append_c (text, *sentence++);
          continue;
        }
      g_string_append (text, value);
      sentence = end + 1;
    }
  return g_string_free (text, FALSE);
}

static const WgMove *
find_move (WgWorkflow *workflow, const WgEvent *event)
{
  const WgMove *move;
  WgCaseState from;
  WgVerb verb;

  if (!wg_verb_from_nick (event->verb, &verb))
    return NULL;
  if (event->from_state == NULL || !wg_case_state_from_nick (event->from_state, &from))
    return wg_workflow_find_birth (workflow, verb);
  move = wg_workflow_find (workflow, verb, from);
  /* A merged case goes along when its master is merged: the same sentence from a state that has no such row. */
  return move != NULL || verb != WG_VERB_MERGE ? move : wg_workflow_find (workflow, verb, WG_CASE_STATE_REPORTED);
}

/* What happened to a case beside its moves. */
static char *
tell_plainly (const WgEvent *event)
{
  const char *who = event->operator_name != NULL ? wg_operator_name_get_label (event->operator_name) : "?";

  if (strcmp (event->verb, "retime") == 0)
    return g_strdup_printf (C_ ("history", "Due time found anew: %s has changed the calendar"), who);
  return g_strdup_printf (C_ ("history", "%s by %s"), wg_event_text_format_verb (event), who);
}

/* The unit that got the result for information, when there is one. */
static char *
add_informed (const Telling *telling, char *sentence)
{
  g_autofree char *owned = sentence;
  gint64 id = telling->fields != NULL ? json_object_get_int_member_with_default (telling->fields, "informed_unit_id", 0) : 0;
  const WgEventNames *names = telling->names;
  const char *unit = id != 0 && names != NULL && names->find_unit != NULL ? names->find_unit (id, names->user_data) : NULL;

  return unit != NULL ? g_strdup_printf (C_ ("history", "%s; for information: %s"), sentence, unit) : g_steal_pointer (&owned);
}

static gboolean
tells_for_whom (const WgMove *move)
{
  return move != NULL && (move->verb == WG_VERB_ON_SPOT || move->verb == WG_VERB_SIGN);
}

char *
wg_event_text_format (const WgEvent *event, WgWorkflow *workflow, const WgEventNames *names)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  const Telling telling = { event, names, parse_fields (event, parser) };
  const WgMove *move = find_move (workflow, event);
  g_autofree char *sentence = NULL;
  g_autofree char *calm = NULL;

  if (move != NULL && move->verb == WG_VERB_RESUME && event->reason == NULL)
    sentence = g_strdup (C_ ("history", "Resumed: the suspension has ended"));
  else if (g_strcmp0 (event->verb, REHOME) == 0)
    sentence = fill_blanks (&telling, C_ ("history", "Boundaries redrawn: grid {from} → {to}"));
  else if (move == NULL || move->history == NULL)
    sentence = tell_plainly (event);
  else
    sentence = add_informed (&telling, fill_blanks (&telling, g_dpgettext2 (GETTEXT_PACKAGE, "history", move->history)));
  calm = wg_calm_text (sentence);
  if (event->for_person_name == NULL || tells_for_whom (move))
    return g_steal_pointer (&calm);
  return g_strdup_printf (C_ ("history", "%s (for %s)"), calm, event->for_person_name);
}

const char *
wg_event_text_format_verb (const WgEvent *event)
{
  WgVerb verb;

  if (strcmp (event->verb, "retime") == 0)
    return C_ ("verb", "Find the due time anew");
  if (g_strcmp0 (event->verb, REHOME) == 0)
    return C_ ("verb", "New boundary");
  if (g_strcmp0 (event->subject, "desk") == 0)
    return strcmp (event->verb, "silence") == 0 ? C_ ("verb", "Silence alarms") : C_ ("verb", "Let alarms sound again");
  return wg_verb_from_nick (event->verb, &verb) ? wg_verb_get_label (verb) : event->verb;
}

char *
wg_event_text_tell_warnings (const WgEvent *event)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *fields = parse_fields (event, parser);
  JsonNode *node = fields != NULL ? json_object_get_member (fields, "warnings") : NULL;
  JsonArray *warnings = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; warnings != NULL && i < json_array_get_length (warnings); i++)
    {
      JsonNode *kept = json_array_get_element (warnings, i);
      g_autofree char *told = JSON_NODE_HOLDS_VALUE (kept) && json_node_get_string (kept) != NULL
                                  ? wg_warning_tell (json_node_get_string (kept))
                                  : NULL;

      if (told != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", told);
    }
  return g_string_free (text, text->len == 0);
}

static void
append_id (GArray *ids, gint64 id)
{
  if (id != G_MININT64)
    g_array_append_val (ids, id);
}

void
wg_event_text_list_persons (const WgEvent *event, GArray *ids, GArray *units)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *fields = parse_fields (event, parser);

  append_id (ids, get_id (fields, "new", "person_id"));
  append_id (ids, get_id (fields, "old", "person_id"));
  append_id (units, get_id (fields, "new", "unit_id"));
  append_id (units, get_id (fields, "old", "unit_id"));
}
