/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a finding is a question, and what was answered must reach the reader, the store and the next import of the same
 * file in one form.
 */

#include "wg-import-decision.h"

#include <glib/gi18n-lib.h>

#include "wg-error.h"
#include "wg-json.h"

/* Between a rule and the grids it is about; the answer for all overlaps that are not named. */
#define BETWEEN "/"
#define REST ";*"

static const char *const answers[] = { "none", "ignore", "fix", "refuse" };

static void
decision_free (gpointer data)
{
  WgImportDecision *decision = data;

  g_free (decision->rule);
  g_free (decision->text);
  g_free (decision);
}

GPtrArray *
wg_import_decisions_new (void)
{
  return g_ptr_array_new_with_free_func (decision_free);
}

static WgImportDecision *
find_exactly (const GPtrArray *decisions, const char *rule, gint64 feature)
{
  for (guint i = 0; i < decisions->len; i++)
    {
      WgImportDecision *decision = g_ptr_array_index (decisions, i);

      if (decision->feature == feature && g_str_equal (decision->rule, rule))
        return decision;
    }
  return NULL;
}

static void
add (GPtrArray *decisions, const char *rule, gint64 feature, WgImportAnswer answer, const char *text)
{
  WgImportDecision *decision = g_new0 (WgImportDecision, 1);

  decision->rule = g_strdup (rule);
  decision->feature = feature;
  decision->answer = answer;
  decision->text = g_strdup (text);
  g_ptr_array_add (decisions, decision);
}

GPtrArray *
wg_import_decisions_copy (const GPtrArray *decisions)
{
  GPtrArray *copy = wg_import_decisions_new ();

  for (guint i = 0; i < decisions->len; i++)
    {
      const WgImportDecision *decision = g_ptr_array_index (decisions, i);

      add (copy, decision->rule, decision->feature, decision->answer, decision->text);
    }
  return copy;
}

void
wg_import_decisions_set (GPtrArray *decisions, const char *rule, gint64 feature, WgImportAnswer answer, const char *text)
{
  WgImportDecision *before;

  g_return_if_fail (decisions != NULL && rule != NULL && feature >= 0);

  before = find_exactly (decisions, rule, feature);
  if (before == NULL)
    {
      add (decisions, rule, feature, answer, text);
      return;
    }
  before->answer = answer;
  g_free (before->text);
  before->text = g_strdup (text);
}

/* A rule, or what it finds between certain grids. */
static gboolean
is_about (const WgImportDecision *decision, const char *rule)
{
  gsize length = strlen (rule);

  return strncmp (decision->rule, rule, length) == 0 && (decision->rule[length] == '\0' || decision->rule[length] == BETWEEN[0]);
}

char *
wg_import_decisions_name_between (const char *rule, const char *grids)
{
  return g_strconcat (rule, BETWEEN, grids, NULL);
}

const WgImportDecision *
wg_import_decisions_find_between (const GPtrArray *decisions, const char *rule, const char *grids)
{
  g_autofree char *name = wg_import_decisions_name_between (rule, grids);

  g_return_val_if_fail (decisions != NULL, NULL);

  return find_exactly (decisions, name, 0);
}

static gboolean
names_keepers (const WgImportDecision *decision)
{
  return decision->answer == WG_IMPORT_ANSWER_FIX && decision->text != NULL && strchr (decision->text, '>') != NULL;
}

void
wg_import_decisions_set_all (GPtrArray *decisions, const char *rule, WgImportAnswer answer, const char *text)
{
  g_return_if_fail (decisions != NULL && rule != NULL);

  for (guint i = decisions->len; i > 0; i--)
    {
      WgImportDecision *decision = g_ptr_array_index (decisions, i - 1);

      if (!is_about (decision, rule))
        continue;
      if (answer == WG_IMPORT_ANSWER_NONE || !names_keepers (decision))
        g_ptr_array_remove_index (decisions, i - 1);
      else if (answer == WG_IMPORT_ANSWER_FIX && !g_str_has_suffix (decision->text, REST))
        {
          char *longer = g_strconcat (decision->text, REST, NULL);

          g_free (decision->text);
          decision->text = longer;
        }
    }
  wg_import_decisions_set (decisions, rule, 0, answer, text);
}

const WgImportDecision *
wg_import_decisions_find (const GPtrArray *decisions, const char *rule, gint64 feature)
{
  const WgImportDecision *own;
  g_auto (GStrv) halves = NULL;

  g_return_val_if_fail (decisions != NULL && rule != NULL, NULL);

  own = find_exactly (decisions, rule, feature);
  if (own != NULL)
    return own;
  halves = g_strsplit (rule, BETWEEN, 2);
  return find_exactly (decisions, halves[0] != NULL ? halves[0] : rule, 0);
}

gboolean
wg_import_decisions_has (const GPtrArray *decisions, const char *rule, gint64 feature, WgImportAnswer answer)
{
  const WgImportDecision *decision = wg_import_decisions_find (decisions, rule, feature);

  return decision != NULL && decision->answer == answer;
}

/* --- Who gets what two have --- */

static char **
split_keepers (const WgImportDecision *decision)
{
  return g_strsplit (decision != NULL && decision->text != NULL ? decision->text : "", ";", -1);
}

/* Which of the two an answer means: `KEEPER>OTHER`, or `KEEPER` alone. -1 when it is about others. */
static int
read_keeper (const char *answer, const char *const codes[2])
{
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *pair = g_strconcat (codes[i], ">", codes[1 - i], NULL);

      if (g_str_equal (answer, codes[i]) || g_str_equal (answer, pair))
        return i;
    }
  return -1;
}

void
wg_import_decisions_give (GPtrArray *decisions, const char *rule, gint64 feature, const char *keeper, const char *other)
{
  const WgImportDecision *before = find_exactly (decisions, rule, feature);
  g_auto (GStrv) answers_before
      = split_keepers (before != NULL && before->answer == WG_IMPORT_ANSWER_FIX ? before : NULL);
  const char *const codes[2] = { keeper, other };
  g_autoptr (GString) text = g_string_new (keeper);

  g_string_append_printf (text, ">%s", other);
  for (char **answer = answers_before; *answer != NULL; answer++)
    {
      if (read_keeper (*answer, codes) < 0)
        g_string_append_printf (text, ";%s", *answer);
    }
  wg_import_decisions_set (decisions, rule, feature, WG_IMPORT_ANSWER_FIX, text->str);
}

gboolean
wg_import_decisions_find_keeper (const GPtrArray *decisions, const char *rule, gint64 feature, const char *const codes[2],
                                 int *keeper)
{
  const WgImportDecision *decision = wg_import_decisions_find (decisions, rule, feature);
  g_auto (GStrv) given = split_keepers (decision);

  *keeper = -1;
  if (decision == NULL || decision->answer != WG_IMPORT_ANSWER_FIX)
    return FALSE;
  for (char **answer = given; *answer != NULL && *keeper < 0; answer++)
    *keeper = read_keeper (g_strstrip (*answer), codes);
  return *keeper >= 0 || *given == NULL || g_strv_contains ((const char *const *) given, REST + 1);
}

/* --- As typed --- */

static gboolean
refuse_text (const char *text, GError **error)
{
  g_set_error (error, WG_ERROR, WG_ERROR_USAGE,
               _ ("“%s” names no finding. Nothing was read. Write its rule, and after a colon the number of the feature when only "
                  "that one is meant."),
               text);
  return FALSE;
}

gboolean
wg_import_decisions_add_text (GPtrArray *decisions, WgImportAnswer answer, const char *text, GError **error)
{
  g_auto (GStrv) halves = NULL;
  g_auto (GStrv) names = NULL;
  gint64 feature = 0;

  g_return_val_if_fail (decisions != NULL && text != NULL, FALSE);

  halves = g_strsplit (text, "=", 2);
  if (halves[0] == NULL || *halves[0] == '\0')
    return refuse_text (text, error);
  names = g_strsplit (halves[0], ":", 2);
  if (*names[0] == '\0' || (names[1] != NULL && !g_ascii_string_to_signed (names[1], 10, 1, G_MAXINT64, &feature, NULL)))
    return refuse_text (text, error);
  if (answer == WG_IMPORT_ANSWER_IGNORE && (halves[1] == NULL || *g_strstrip (halves[1]) == '\0'))
    {
      g_set_error (error, WG_ERROR, WG_ERROR_USAGE, _ ("It is not said why “%s” is ignored. Nothing was read. Write it after “=”."),
                   halves[0]);
      return FALSE;
    }
  wg_import_decisions_set (decisions, names[0], feature, answer, halves[1]);
  return TRUE;
}

/* --- JSON --- */

void
wg_import_decisions_write (const GPtrArray *decisions, JsonBuilder *builder)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < decisions->len; i++)
    {
      const WgImportDecision *decision = g_ptr_array_index (decisions, i);

      json_builder_begin_object (builder);
      wg_json_add_text (builder, "rule", decision->rule);
      json_builder_set_member_name (builder, "feature");
      json_builder_add_int_value (builder, decision->feature);
      wg_json_add_text (builder, "answer", answers[decision->answer]);
      wg_json_add_text (builder, "text", decision->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
read_one (GPtrArray *decisions, JsonObject *object)
{
  const char *rule = json_object_get_string_member_with_default (object, "rule", NULL);
  const char *answer = json_object_get_string_member_with_default (object, "answer", "");
  gint64 feature = json_object_get_int_member_with_default (object, "feature", 0);

  for (guint i = 0; rule != NULL && feature >= 0 && i < G_N_ELEMENTS (answers); i++)
    {
      if (g_str_equal (answers[i], answer))
        add (decisions, rule, feature, (WgImportAnswer) i, json_object_get_string_member_with_default (object, "text", NULL));
    }
}

GPtrArray *
wg_import_decisions_read (JsonNode *node)
{
  GPtrArray *decisions = wg_import_decisions_new ();
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        read_one (decisions, json_node_get_object (element));
    }
  return decisions;
}
