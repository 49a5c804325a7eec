/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: everything the child has to say leaves through here, so that standard output carries whole lines of one shape
 * and no finding is told without being kept.
 */

#include "wg-geo-report.h"

#include <stdio.h>

#include "wg-error.h"
#include "wg-json.h"

typedef struct
{
  const char *rule;
  const char *outcome;
  const char *text;
  gint64 first;
  gint64 count;
} Sum;

static void
question_free (WgGeoQuestion *question)
{
  g_free (question->option);
  g_free (question->text);
  g_strfreev (question->choices);
  g_free (question);
}

WgGeoReport *
wg_geo_report_new (void)
{
  WgGeoReport *report = g_new0 (WgGeoReport, 1);

  report->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) question_free);
  report->sums = g_ptr_array_new_with_free_func (g_free);
  return report;
}

void
wg_geo_report_free (WgGeoReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->questions);
  g_ptr_array_unref (report->sums);
  g_free (report);
}

void
wg_geo_report_print (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  puts (text);
  fflush (stdout);
}

static void
begin (JsonBuilder *builder, const char *event)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "event");
  json_builder_add_string_value (builder, event);
}

static void
print_finding (gint64 feature, const char *rule, const char *outcome, const char *text, const double *lon_lat)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  begin (builder, "finding");
  json_builder_set_member_name (builder, "feature");
  json_builder_add_int_value (builder, feature);
  wg_json_add_text (builder, "rule", rule);
  wg_json_add_text (builder, "outcome", outcome);
  wg_json_add_text (builder, "text", text);
  if (lon_lat != NULL)
    {
      json_builder_set_member_name (builder, "lon");
      json_builder_add_double_value (builder, lon_lat[0]);
      json_builder_set_member_name (builder, "lat");
      json_builder_add_double_value (builder, lon_lat[1]);
    }
  json_builder_end_object (builder);
  wg_geo_report_print (builder);
}

static void
tell (WgGeoReport *report, gint64 feature, const char *rule, const char *outcome, const double *lon_lat,
      const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  if (report->staging != NULL)
    wg_geo_staging_add_finding (report->staging, feature, rule, outcome, valid, lon_lat);
  if (report->n_findings++ < WG_STAGING_FINDINGS_TOLD)
    print_finding (feature, rule, outcome, valid, lon_lat);
}

void
wg_geo_report_finding (WgGeoReport *report, gint64 feature, const char *rule, const char *outcome,
                       const double *lon_lat, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  tell (report, feature, rule, outcome, lon_lat, text);
}

void
wg_geo_report_sum (WgGeoReport *report, gint64 feature, const char *rule, const char *outcome, const char *text)
{
  Sum *sum = NULL;

  for (guint i = 0; i < report->sums->len && sum == NULL; i++)
    {
      Sum *other = report->sums->pdata[i];

      if (g_str_equal (other->rule, rule) && g_str_equal (other->outcome, outcome))
        sum = other;
    }
  if (sum == NULL)
    {
      sum = g_new0 (Sum, 1);
      *sum = (Sum){ rule, outcome, text, feature, 0 };
      g_ptr_array_add (report->sums, sum);
    }
  sum->count++;
}

void
wg_geo_report_flush (WgGeoReport *report)
{
  for (guint i = 0; i < report->sums->len; i++)
    {
      const Sum *sum = report->sums->pdata[i];
      g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, sum->count);
      g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT, sum->first);
      g_autoptr (GString) text = g_string_new (sum->text);

      g_string_replace (text, "%1$s", count, 0);
      g_string_replace (text, "%2$s", first, 0);
      tell (report, 0, sum->rule, sum->outcome, NULL, text->str);
    }
  g_ptr_array_set_size (report->sums, 0);
}

gboolean
wg_geo_report_ask (WgGeoReport *report, const char *option, const char *const *choices, const char *text,
                   GError **error)
{
  WgGeoQuestion *question = g_new0 (WgGeoQuestion, 1);

  question->option = g_strdup (option);
  question->text = g_strdup (text);
  question->choices = g_strdupv ((char **) choices);
  g_ptr_array_add (report->questions, question);
  if (error != NULL)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_AMBIGUOUS, text);
      wg_error_set_allowed (*error, choices);
    }
  return FALSE;
}

void
wg_geo_report_progress (WgGeoReport *report, gint64 done, gint64 total)
{
  g_autoptr (JsonBuilder) builder = NULL;
  gint64 now = g_get_monotonic_time ();

  if (now - report->last_progress_us < G_USEC_PER_SEC / 10)
    return;
  report->last_progress_us = now;
  builder = json_builder_new ();
  begin (builder, "progress");
  json_builder_set_member_name (builder, "done");
  json_builder_add_int_value (builder, done);
  json_builder_set_member_name (builder, "total");
  json_builder_add_int_value (builder, MAX (total, 0));
  json_builder_end_object (builder);
  wg_geo_report_print (builder);
}

void
wg_geo_report_print_failed (WgGeoReport *report, const GError *error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *const *choices = wg_error_get_allowed (error);
  g_autofree char *text = g_utf8_make_valid (error->message, -1);

  begin (builder, "failed");
  wg_json_add_text (builder, "code", wg_error_code_to_nick (error));
  wg_json_add_text (builder, "text", text);
  if (g_error_matches (error, WG_ERROR, WG_ERROR_AMBIGUOUS) && report->questions->len > 0)
    {
      const WgGeoQuestion *question = report->questions->pdata[report->questions->len - 1];

      wg_json_add_text (builder, "option", question->option);
    }
  json_builder_set_member_name (builder, "choices");
  json_builder_begin_array (builder);
  for (int i = 0; choices != NULL && choices[i] != NULL; i++)
    json_builder_add_string_value (builder, choices[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  wg_geo_report_print (builder);
}
