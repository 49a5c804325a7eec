/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the paper, the spreadsheet and whoever draws a briefing next read the stored figures with the same words; sentences
 * are made here and nowhere stored, so that an old briefing is told in the language of whoever asks.
 */

#include "wg-briefing-private.h"

#include "wg-expression.h"
#include "wg-indicators.h"

#include <glib/gi18n-lib.h>

/* --- Reading --- */

static gboolean
is_there (JsonObject *object, const char *member)
{
  return object != NULL && json_object_has_member (object, member) && !json_object_get_null_member (object, member);
}

gint64
wg_briefing_get_int (JsonObject *object, const char *member)
{
  return is_there (object, member) ? json_object_get_int_member (object, member) : G_MININT64;
}

JsonArray *
wg_briefing_get_list (JsonObject *object, const char *member)
{
  return is_there (object, member) ? json_object_get_array_member (object, member) : NULL;
}

JsonObject *
wg_briefing_get_object (JsonObject *object, const char *member)
{
  return is_there (object, member) ? json_object_get_object_member (object, member) : NULL;
}

const char *
wg_briefing_get_text (JsonObject *object, const char *member)
{
  return is_there (object, member) ? json_object_get_string_member (object, member) : "–";
}

gint64
wg_briefing_get_made (const WgBriefingPaper *paper)
{
  return paper->made_ms != 0 ? paper->made_ms : json_object_get_int_member (paper->figures, "as_of_ms");
}

JsonObject *
wg_briefing_find_figure (JsonObject *figures, const char *key)
{
  JsonArray *const lists[] = { json_object_get_array_member (figures, "figures"), wg_briefing_get_list (figures, "expressions") };

  for (guint n = 0; n < G_N_ELEMENTS (lists); n++)
    {
      for (guint i = 0; lists[n] != NULL && i < json_array_get_length (lists[n]); i++)
        {
          JsonObject *figure = json_array_get_object_element (lists[n], i);

          if (g_str_equal (json_object_get_string_member (figure, "key"), key))
            return figure;
        }
    }
  return NULL;
}

/* --- Titles --- */

const char *
wg_briefing_get_title (JsonObject *figures)
{
  static const struct
  {
    const char *kind;
    const char *title;
  } titles[] = {
    { "day", NC_ ("briefing", "Grid management: daily report") },
    { "week", NC_ ("briefing", "Grid management: weekly report") },
    { "month", NC_ ("briefing", "Grid management: monthly report") },
    { "quarter", NC_ ("briefing", "Grid management: quarterly report") },
    { "half", NC_ ("briefing", "Grid management: half-year report") },
    { "year", NC_ ("briefing", "Grid management: annual report") },
    { "campaign", NC_ ("briefing", "Grid management: campaign report") },
    { "supervision", NC_ ("briefing", "Grid management: supervision report") },
  };
  const char *kind = json_object_get_string_member (figures, "kind");
  JsonObject *layout = wg_briefing_get_object (figures, "layout");

  if (layout != NULL)
    return json_object_get_string_member (layout, "name");
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      if (g_str_equal (titles[i].kind, kind))
        return g_dpgettext2 (GETTEXT_PACKAGE, "briefing", titles[i].title);
    }
  return kind;
}

const char *
wg_briefing_paper_get_title (const WgBriefingPaper *paper)
{
  return wg_briefing_get_title (paper->figures);
}

const char *
wg_briefing_get_label (JsonObject *figure)
{
  const char *key = json_object_get_string_member (figure, "key");
  WgIndicator indicator;

  if (wg_indicator_from_nick (key, &indicator))
    return wg_indicator_get_title (indicator);
  return g_str_equal (key, WG_EXPRESSION_FIT) ? C_ ("indicator", "matching degree") : key;
}

/* --- Numbers --- */

char *
wg_briefing_format_time (const WgBriefingPaper *paper, gint64 ms, const char *format)
{
  return wg_sheet_format_time (paper->zone, ms, format);
}

gboolean
wg_briefing_is_rate (JsonObject *figure)
{
  return !json_object_get_null_member (figure, "denominator");
}

char *
wg_briefing_format_percent (gint64 hundredths)
{
  g_autofree char *percent = wg_percent_format (hundredths);

  return percent != NULL ? g_strdup_printf ("%s %%", percent) : g_strdup ("–");
}

char *
wg_briefing_format_value (JsonObject *figure)
{
  gint64 value = wg_briefing_get_int (figure, "value");

  if (value == G_MININT64)
    return g_strdup ("–");
  return wg_briefing_is_rate (figure) ? wg_briefing_format_percent (value) : g_strdup_printf ("%" G_GINT64_FORMAT, value);
}

/* The exact fraction of a difference has a numerator and a denominator that count nothing. */
static char *
format_gap (JsonObject *figures)
{
  JsonObject *done = wg_briefing_find_figure (figures, wg_indicator_to_nick (WG_INDICATOR_DONE_RATE));
  JsonObject *satisfied = wg_briefing_find_figure (figures, wg_indicator_to_nick (WG_INDICATOR_SATISFACTION_RATE));
  g_autofree char *from = wg_briefing_format_ground (figures, done), *what = wg_briefing_format_ground (figures, satisfied);

  return g_strdup_printf ("%s − %s", from, what);
}

char *
wg_briefing_format_ground (JsonObject *figures, JsonObject *figure)
{
  gint64 numerator = wg_briefing_get_int (figure, "numerator");

  if (numerator == G_MININT64)
    return g_strdup (_ ("not sayable"));
  if (g_str_equal (json_object_get_string_member (figure, "key"), wg_indicator_to_nick (WG_INDICATOR_CLOSED_BUT_UNHAPPY)))
    return format_gap (figures);
  if (!wg_briefing_is_rate (figure))
    return g_strdup_printf ("%" G_GINT64_FORMAT, numerator);
  return g_strdup_printf ("%" G_GINT64_FORMAT " / %" G_GINT64_FORMAT, numerator, wg_briefing_get_int (figure, "denominator"));
}

char *
wg_briefing_format_change (gint64 change, gboolean is_rate)
{
  g_autofree char *size = NULL;

  if (change == G_MININT64)
    return g_strdup ("–");
  if (change == 0)
    return g_strdup ("=");
  size = is_rate ? wg_percent_format (ABS (change)) : g_strdup_printf ("%" G_GINT64_FORMAT, ABS (change));
  return g_strdup_printf ("%s %s", change > 0 ? "▲" : "▼", size);
}

/* --- Sentences --- */

char *
wg_briefing_describe_hotspots (JsonObject *hotspots)
{
  guint n = json_array_get_length (json_object_get_array_member (hotspots, "clusters"));
  guint n_watched = (guint) json_object_get_int_member (hotspots, "watched");
  g_autofree char *found = NULL, *watched = NULL;

  if (n == 0 && n_watched == 0)
    return g_strdup (_ ("Hotspots: none that chance does not explain"));
  found = n == 0 ? g_strdup (_ ("none that chance does not explain"))
                 : g_strdup_printf (ngettext ("%u cluster that is hardly chance", "%u clusters that are hardly chance", n), n);
  watched = g_strdup_printf (ngettext ("%u grid to be watched", "%u grids to be watched", n_watched), n_watched);
  return g_strdup_printf (_ ("Hotspots: %s, %s"), found, watched);
}

char *
wg_briefing_list_clusters (JsonObject *hotspots)
{
  JsonArray *clusters = json_object_get_array_member (hotspots, "clusters");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (clusters); i++)
    {
      JsonObject *cluster = json_array_get_object_element (clusters, i);
      guint n_cases = (guint) json_object_get_int_member (cluster, "cases"), n_grids = (guint) json_object_get_int_member (cluster, "grids");
      g_autofree char *cases = g_strdup_printf (ngettext ("%u case", "%u cases", n_cases), n_cases);
      g_autofree char *grids = g_strdup_printf (ngettext ("%u grid", "%u grids", n_grids), n_grids);

      g_string_append_printf (text, _ ("%s%u %s: %s, %s"), i > 0 ? _ ("; ") : "", i + 1, json_object_get_string_member (cluster, "name"), cases, grids);
    }
  return g_string_free (text, FALSE);
}

char *
wg_briefing_describe_overdue (const WgBriefingPaper *paper)
{
  JsonArray *overdue = json_object_get_array_member (paper->figures, "overdue");
  guint n = (guint) wg_briefing_get_int (wg_briefing_find_figure (paper->figures, "backlog_overdue"), "numerator");
  JsonObject *first = json_array_get_length (overdue) > 0 ? json_array_get_object_element (overdue, 0) : NULL;
  g_autofree char *count = g_strdup_printf (ngettext ("%u open case is past its handling limit", "%u open cases are past their handling limit", n), n), *due = NULL;

  if (first == NULL)
    return g_strdup (_ ("No open case is past its handling limit."));
  due = wg_briefing_format_time (paper, json_object_get_int_member (first, "due_ms"), "%Y-%m-%d %H:%M");
  return g_strdup_printf (_ ("%s; the one that waits longest is %s (%s), due %s."), count, json_object_get_string_member (first, "number"),
                          is_there (first, "name") ? json_object_get_string_member (first, "name") : _ ("outside these grids"), due);
}

char *
wg_briefing_describe_rising (JsonObject *figures)
{
  JsonArray *rising = json_object_get_array_member (figures, "rising");
  GString *text = g_string_new (NULL);

  if (json_object_has_member (figures, "rising_known") && !json_object_get_boolean_member (figures, "rising_known"))
    return g_string_free (g_string_append (text, _ ("Which grids rise cannot be said: the eight weeks before are not all registered.")), FALSE);
  if (json_array_get_length (rising) == 0)
    return g_string_free (g_string_append (text, _ ("No grid rises beyond chance in its last week against the eight before.")), FALSE);
  g_string_append (text, _ ("Rising in the last week against the eight before:"));
  for (guint i = 0; i < MIN (json_array_get_length (rising), 4); i++)
    {
      JsonObject *row = json_array_get_object_element (rising, i);

      g_string_append_printf (text, "%s %s %d (%.1f)", i > 0 ? _ (",") : "", json_object_get_string_member (row, "name"),
                              (int) json_object_get_int_member (row, "cases"), json_object_get_double_member (row, "before"));
    }
  return g_string_free (text, FALSE);
}

char *
wg_briefing_describe_desks (JsonObject *figures)
{
  return g_strdup_printf (_ ("Not dispatched: %d. Bounced three times: %d. Reopened in the period: %d."),
                          (int) wg_briefing_get_int (wg_briefing_find_figure (figures, "undispatched"), "numerator"),
                          (int) wg_briefing_get_int (wg_briefing_find_figure (figures, "third_bounce"), "numerator"),
                          (int) wg_briefing_get_int (wg_briefing_find_figure (figures, "reopened"), "numerator"));
}

/* Why 98 % and 53 % are both true. */
char *
wg_briefing_describe_both (JsonObject *figures)
{
  JsonObject *close = wg_briefing_find_figure (figures, "close_rate"), *satisfied = wg_briefing_find_figure (figures, "satisfaction_rate");
  g_autofree char *rate = wg_briefing_format_value (close), *due = wg_briefing_format_ground (figures, close);
  g_autofree char *happy = wg_briefing_format_value (satisfied), *answered = wg_briefing_format_ground (figures, satisfied);

  if (wg_briefing_get_int (satisfied, "denominator") <= 0)
    return g_strdup_printf (_ ("%s (%s) of what was due is closed. Whether people are satisfied cannot be said: of no closed case an answer is on record."),
                            rate, due);
  return g_strdup_printf (_ ("%s (%s) of what was due is closed, and %s (%s) of those who answered are satisfied. Both are true: the first asks "
                             "whether a case was closed, the second asks only people who were reached and who answered, so the two are not divided "
                             "by the same number."),
                          rate, due, happy, answered);
}

char *
wg_briefing_describe_boundary (const WgBriefingPaper *paper)
{
  JsonObject *boundary = wg_briefing_get_object (paper->figures, "boundary");
  gint64 changed = wg_briefing_get_int (boundary, "changed"), moved = wg_briefing_get_int (boundary, "moved");

  if (boundary == NULL || (changed <= 0 && moved <= 0))
    return NULL;
  if (moved <= 0)
    return g_strdup_printf (_ ("Boundaries changed within the period (%d grids). Cases count in the grid that they were homed in on their day."), (int) changed);
  return g_strdup_printf (_ ("Boundaries changed within the period (%d grids). Cases count in the grid that they were homed in on their day; "
                             "%d whose grid is no longer in force count in the one that holds their place now."),
                          (int) changed, (int) moved);
}

char *
wg_briefing_describe_begin (const WgBriefingPaper *paper, JsonArray *rows, const char *first, const char *second)
{
  gint64 begin_ms = wg_briefing_get_int (paper->figures, "begin_ms");
  g_autofree char *day = begin_ms != G_MININT64 ? wg_briefing_format_time (paper, begin_ms, "%Y-%m-%d") : NULL;
  gboolean all = TRUE;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      all = all && is_there (row, first) && is_there (row, second);
    }
  if (all || !json_object_has_member (paper->figures, "begin_ms"))
    return NULL;
  return day != NULL ? g_strdup_printf (_ ("no data before %s"), day) : g_strdup (_ ("no data yet"));
}

char *
wg_briefing_describe_version (const WgBriefingPaper *paper)
{
  JsonObject *boundary = wg_briefing_get_object (paper->figures, "boundary");
  gint64 version = wg_briefing_get_int (boundary, "version");
  gint64 at_ms = wg_briefing_get_int (boundary, version != G_MININT64 ? "version_ms" : "since_ms");
  g_autofree char *day = at_ms != G_MININT64 ? wg_briefing_format_time (paper, at_ms, "%Y-%m-%d") : NULL;

  if (day == NULL)
    return NULL;
  return version != G_MININT64 ? g_strdup_printf (_ ("boundary version %d of %s"), (int) version, day) : g_strdup_printf (_ ("boundaries of %s"), day);
}

char *
wg_briefing_describe_hands (JsonObject *figures)
{
  return g_strdup_printf (_ ("Drafted by %s    reviewed by nobody    issued ____________"),
                          json_object_get_string_member_with_default (figures, "drafter", "____________"));
}
