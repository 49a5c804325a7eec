/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: another program, a spreadsheet or an auditor must be able to check any deadline without our database. A question
 * comes from outside, so that everything in it is doubted here, and the clock behind it sees only what it can count.
 */

#include "wg-deadline-question.h"

#include "wg-error.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>

#define MAX_DEPTH 32
#define MAX_UNITS 1e6
/* The years whose changes of the wall clock a calendar knows: 1900 to 2199. */
#define FIRST_MS (G_GINT64_CONSTANT (-2208988800) * WG_MS_PER_SECOND)
#define LAST_MS (G_GINT64_CONSTANT (7258118400) * WG_MS_PER_SECOND)

gboolean
wg_limit_unit_from_short (const char *text, WgLimitUnit *unit)
{
  static const char *const shorts[WG_N_LIMIT_UNITS] = { "eh", "wh", "wd", "cd" };

  for (int i = 0; text != NULL && i < WG_N_LIMIT_UNITS; i++)
    {
      if (g_str_equal (shorts[i], text))
        {
          *unit = (WgLimitUnit) i;
          return TRUE;
        }
    }
  return wg_limit_unit_from_nick (text, unit);
}

gboolean
wg_deadline_question_reaches (gint64 ms)
{
  return ms >= FIRST_MS && ms <= LAST_MS;
}

static gboolean
refuse (GError **error, const char *member, const char *wanted)
{
  g_set_error (error, WG_ERROR, WG_ERROR_UNREADABLE, _ ("“%s” is missing or cannot be read: it is %s."), member, wanted);
  return FALSE;
}

static gboolean
number_of_text (const char *text, double *number)
{
  char *end = NULL;

  if (text == NULL || *text == '\0' || g_ascii_isspace (*text))
    return FALSE;
  *number = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (*number);
}

static gboolean
number_of_node (JsonNode *node, double *number)
{
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type == G_TYPE_STRING)
    return number_of_text (json_node_get_string (node), number);
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  *number = json_node_get_double (node);
  return isfinite (*number);
}

/* A whole number in [least, most], where a double still holds every one. */
static gboolean
integer_of_node (JsonNode *node, gint64 least, gint64 most, gint64 *value)
{
  double number;

  if (!number_of_node (node, &number) || number != floor (number) || number < (double) least || number > (double) most)
    return FALSE;
  *value = (gint64) number;
  return TRUE;
}

static gboolean
read_instant (JsonObject *object, const char *member, gint64 *ms, GError **error)
{
  return integer_of_node (json_object_get_member (object, member), FIRST_MS, LAST_MS, ms)
         || refuse (error, member, _ ("milliseconds since 1970 in UTC, in the years 1900 to 2199"));
}

static gboolean
read_limit (WgDeadlineQuestion *self, JsonObject *object, GError **error)
{
  gboolean in_ms = json_object_has_member (object, "limit_ms"), in_units = json_object_has_member (object, "limit_value");
  WgDeadline *deadline = &self->deadline;
  double unit_ms, most_ms;
  gint64 limit_ms = 0;

  if (!wg_limit_unit_from_short (json_object_get_string_member_with_default (object, "unit", NULL), &deadline->limit_unit))
    return refuse (error, "unit", _ ("one of eh, wh, wd, cd"));
  unit_ms = (double) wg_limit_to_ms (1.0, deadline->limit_unit);
  most_ms = MAX_UNITS * unit_ms;
  if ((in_units || !in_ms)
      && (!number_of_node (json_object_get_member (object, "limit_value"), &deadline->limit_n) || deadline->limit_n < 0.0
          || deadline->limit_n > MAX_UNITS))
    return refuse (error, "limit_value", _ ("a number of units from 0 to a million"));
  if (!in_ms)
    return TRUE;
  if (!integer_of_node (json_object_get_member (object, "limit_ms"), 0, (gint64) most_ms, &limit_ms))
    return refuse (error, "limit_ms", _ ("whole milliseconds, under a million units"));
  /* Whoever wrote both may have cut a millisecond where we round. */
  if (in_units && ABS (wg_limit_to_ms (deadline->limit_n, deadline->limit_unit) - limit_ms) > 1)
    return refuse (error, "limit_ms", _ ("as long as “limit_value” in its unit"));
  deadline->limit_n = (double) limit_ms / unit_ms;
  return TRUE;
}

static gboolean
read_pause (JsonNode *node, WgPause *pause)
{
  JsonArray *pair = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (pair == NULL || json_array_get_length (pair) != 2
      || !integer_of_node (json_array_get_element (pair, 0), FIRST_MS, LAST_MS, &pause->from_ms))
    return FALSE;
  pause->to_ms = WG_TIME_NONE;
  return json_array_get_null_element (pair, 1)
         || integer_of_node (json_array_get_element (pair, 1), FIRST_MS, LAST_MS, &pause->to_ms);
}

static gboolean
read_pauses (WgDeadlineQuestion *self, JsonObject *object, GError **error)
{
  JsonNode *node = json_object_get_member (object, "pauses");
  JsonArray *pauses = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gboolean ok = node == NULL || JSON_NODE_HOLDS_NULL (node) || pauses != NULL;

  for (guint i = 0; ok && pauses != NULL && i < json_array_get_length (pauses); i++)
    {
      WgPause pause;

      ok = read_pause (json_array_get_element (pauses, i), &pause);
      if (ok)
        g_array_append_val (self->pauses, pause);
    }
  self->deadline.pauses = (const WgPause *) (gpointer) self->pauses->data;
  self->deadline.n_pauses = self->pauses->len;
  return ok || refuse (error, "pauses", _ ("a list of pairs [from, to] of instants"));
}

/* Office hours as text, or as a list of such texts. Whether they are any is for the calendar to say. */
static char *
join_spans (JsonNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *spans;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  spans = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (spans); i++)
    {
      JsonNode *span = json_array_get_element (spans, i);

      if (!JSON_NODE_HOLDS_VALUE (span) || json_node_get_value_type (span) != G_TYPE_STRING)
        return NULL;
      g_string_append_printf (text, "%s%s", i > 0 ? ";" : "", json_node_get_string (span));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
read_zones (WgDeadlineQuestion *self, JsonObject *object, GError **error)
{
  JsonNode *spans = json_object_get_member (object, "spans");
  const char *zone = json_object_get_string_member_with_default (object, "display_tz", NULL);

  if (spans != NULL && !JSON_NODE_HOLDS_NULL (spans))
    {
      self->spans = join_spans (spans);
      if (self->spans == NULL)
        return refuse (error, "spans", _ ("office hours like 08:00-12:00;14:00-18:00"));
    }
  else if (json_object_has_member (object, "timetable"))
    return refuse (error, "spans", _ ("the hours that the “timetable” stands for, like 08:00-12:00;14:00-18:00"));
  if (zone == NULL)
    return TRUE;
  self->display_zone = g_time_zone_new_identifier (zone);
  return self->display_zone != NULL || refuse (error, "display_tz", _ ("a time zone like Asia/Shanghai"));
}

static gboolean
read_extensions (WgDeadlineQuestion *self, JsonObject *object, GError **error)
{
  gint64 extensions = 0;

  if (json_object_has_member (object, "extensions")
      && !integer_of_node (json_object_get_member (object, "extensions"), 0, WG_DEADLINE_MAX_EXTENSIONS, &extensions))
    return refuse (error, "extensions", _ ("a whole number from 0 to 1000"));
  self->deadline.extensions = (guint) extensions;
  return TRUE;
}

/* The reader of JSON goes down into every bracket; a line of nothing else must not take the stack away. */
static gboolean
is_shallow (const char *line, gsize length)
{
  gboolean quoted = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (quoted && line[i] == '\\')
        i++;
      else if (line[i] == '"')
        quoted = !quoted;
      else if (!quoted && (line[i] == '[' || line[i] == '{') && ++depth > MAX_DEPTH)
        return FALSE;
      else if (!quoted && depth > 0 && (line[i] == ']' || line[i] == '}'))
        depth--;
    }
  return TRUE;
}

static JsonNode *
parse_object (const char *line, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (length > WG_DEADLINE_QUESTION_MAX_BYTES || !g_utf8_validate_len (line, length, NULL) || !is_shallow (line, length)
      || !json_parser_load_from_data (parser, line, (gssize) length, NULL))
    return NULL;
  root = json_parser_steal_root (parser);
  if (root == NULL || JSON_NODE_HOLDS_OBJECT (root))
    return root;
  json_node_unref (root);
  return NULL;
}

/* Every member that must be text is checked to be text, so that reading it as such is no mistake of ours. */
static gboolean
check_texts (JsonObject *object, GError **error)
{
  static const char *const members[] = { "unit", "display_tz", "timetable" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *node = json_object_get_member (object, members[i]);

      if (node != NULL && (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING))
        return refuse (error, members[i], _ ("a text"));
    }
  return TRUE;
}

WgDeadlineQuestion *
wg_deadline_question_parse (const char *line, gsize length, GError **error)
{
  WgDeadlineQuestion *self = g_new0 (WgDeadlineQuestion, 1);
  g_autoptr (JsonNode) root = parse_object (line, length);
  JsonObject *object;

  self->pauses = g_array_new (FALSE, FALSE, sizeof (WgPause));
  if (root == NULL)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_UNREADABLE,
                           _ ("This line is not a JSON object in UTF-8 of at most a megabyte."));
      return self;
    }
  object = json_node_get_object (root);
  if (json_object_has_member (object, "id"))
    self->id = json_to_string (json_object_get_member (object, "id"), FALSE);
  if (check_texts (object, error) && read_instant (object, "start_ms", &self->deadline.start_ms, error)
      && read_instant (object, "now_ms", &self->now_ms, error) && read_limit (self, object, error)
      && read_extensions (self, object, error) && read_pauses (self, object, error))
    read_zones (self, object, error);
  return self;
}

void
wg_deadline_question_free (WgDeadlineQuestion *self)
{
  g_free (self->id);
  g_free (self->spans);
  g_clear_pointer (&self->pauses, g_array_unref);
  g_clear_pointer (&self->display_zone, g_time_zone_unref);
  g_free (self);
}
