/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: writer thread, lists, map and command line hand the same facts about a case around; a plain, shared, unchanging
 * record lets them do so without locks and without an object per row.
 */

#include "wg-case-record.h"

#include "wg-calm-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

G_DEFINE_BOXED_TYPE (WgCaseRecord, wg_case_record, wg_case_record_ref, wg_case_record_unref)

static const struct
{
  const char *nick;
  const char *label;
} clocks[] = {
  [WG_CASE_CLOCK_NONE] = { NULL, NULL },
  [WG_CASE_CLOCK_INTAKE] = { "intake", NC_ ("clock", "Intake limit") },
  [WG_CASE_CLOCK_DISPATCH] = { "dispatch", NC_ ("clock", "Dispatch limit") },
  [WG_CASE_CLOCK_HANDLING] = { "handling", NC_ ("clock", "Handling limit") },
  [WG_CASE_CLOCK_CHECK] = { "check", NC_ ("clock", "Check limit") },
  [WG_CASE_CLOCK_GIVEN] = { "given", NC_ ("clock", "Imported due date") },
  [WG_CASE_CLOCK_PRECHECK] = { "precheck", NC_ ("clock", "Pre-check limit") },
};

/* In the order of the bits of WgCaseMark. */
static const char *const flag_nicks[] = { "precheck",      "unreal",       "extension",    "supervised", "unanswered", "answered",
                                          "was_suspended", "acknowledged", "not_approved", "co",         "not_solved", "call_back",  "unsatisfied" };

char *
wg_case_marks_to_json (guint flags)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (gsize i = 0; i < G_N_ELEMENTS (flag_nicks); i++)
    {
      if ((flags & (1u << i)) != 0)
        g_string_append_printf (json, "%s\"%s\"", json->len > 1 ? "," : "", flag_nicks[i]);
    }
  g_string_append_c (json, ']');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

guint
wg_case_marks_from_json (const char *json)
{
  guint flags = 0;

  for (gsize i = 0; json != NULL && i < G_N_ELEMENTS (flag_nicks); i++)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", flag_nicks[i]);

      if (strstr (json, quoted) != NULL)
        flags |= 1u << i;
    }
  return flags;
}

const char *
wg_case_clock_to_nick (WgCaseClock clock)
{
  return clocks[clock].nick;
}

WgCaseClock
wg_case_clock_from_nick (const char *nick)
{
  for (gsize i = 1; i < G_N_ELEMENTS (clocks); i++)
    {
      if (g_strcmp0 (clocks[i].nick, nick) == 0)
        return (WgCaseClock) i;
    }
  return WG_CASE_CLOCK_NONE;
}

const char *
wg_case_clock_get_label (WgCaseClock clock)
{
  if (clock == WG_CASE_CLOCK_NONE)
    return NULL;
  return g_dpgettext2 (GETTEXT_PACKAGE, "clock", clocks[clock].label);
}

WgCaseRecord *
wg_case_record_new (void)
{
  WgCaseRecord *self = g_new0 (WgCaseRecord, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->run = 1;
  self->version = 1;
  self->lon = self->lat = NAN;
  self->suspended_until_ms = self->reported_ms = self->filed_ms = self->first_assigned_ms = WG_NO_TIME;
  self->due_ms = self->warn_ms = self->done_ms = self->closed_ms = WG_NO_TIME;
  self->given_due_ms = self->appointed_ms = self->clock_ms = WG_NO_TIME;
  self->grid_id = self->filed_grid_version_id = self->building_id = self->person_id = WG_NO_ID;
  self->unit_id = self->tracker_id = self->master_id = self->batch_id = WG_NO_ID;
  return self;
}

WgCaseRecord *
wg_case_record_ref (WgCaseRecord *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
wg_case_record_unref (WgCaseRecord *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->number);
  g_free (self->channel);
  g_free (self->class_code);
  g_free (self->class_text);
  g_free (self->title);
  g_free (self->body);
  g_free (self->address);
  g_free (self->foreign_state);
  g_free (self->person_name);
  g_free (self->unit_name);
  g_clear_pointer (&self->office_hours, wg_office_hours_unref);
  g_free (self);
}

void
wg_case_record_set_office_hours (WgCaseRecord *self, WgOfficeHours *hours)
{
  g_clear_pointer (&self->office_hours, wg_office_hours_unref);
  if (hours == NULL || wg_limit_unit_is_continuous (self->limit_unit))
    return;
  self->office_hours = wg_office_hours_ref (hours);
  self->due_mark = (WgOfficeMark){ self->due_ms, wg_office_hours_until (hours, self->due_ms) };
  self->warn_mark = (WgOfficeMark){ self->warn_ms, wg_office_hours_until (hours, self->warn_ms) };
}

WgCaseRecord *
wg_case_record_copy (const WgCaseRecord *self)
{
  WgCaseRecord *copy = g_memdup2 (self, sizeof *self);

  if (copy->office_hours != NULL)
    wg_office_hours_ref (copy->office_hours);
  g_atomic_ref_count_init (&copy->ref_count);
  copy->number = g_strdup (self->number);
  copy->channel = g_strdup (self->channel);
  copy->class_code = g_strdup (self->class_code);
  copy->class_text = g_strdup (self->class_text);
  copy->title = g_strdup (self->title);
  copy->body = g_strdup (self->body);
  copy->address = g_strdup (self->address);
  copy->foreign_state = g_strdup (self->foreign_state);
  copy->person_name = g_strdup (self->person_name);
  copy->unit_name = g_strdup (self->unit_name);
  return copy;
}

static void
calm (char **text)
{
  char *calmed = wg_calm_text (*text);

  g_free (*text);
  *text = calmed;
}

void
wg_case_record_calm (WgCaseRecord *self)
{
  calm (&self->title);
  calm (&self->body);
  calm (&self->address);
}

gboolean
wg_case_record_is_suspended (const WgCaseRecord *self)
{
  return self->suspended_until_ms != WG_NO_TIME;
}

gboolean
wg_case_record_is_backlog (const WgCaseRecord *self)
{
  return wg_case_state_is_open (self->state) && !wg_case_record_is_suspended (self);
}

gboolean
wg_case_record_is_hard (const WgCaseRecord *self)
{
  return wg_case_state_is_open (self->state)
         && (self->needs_duty > 0 || self->bounces >= 3 || self->reworks >= 2 || self->extensions >= 2 || self->run >= 2);
}

gboolean
wg_case_record_is_overdue (const WgCaseRecord *self, gint64 now_ms)
{
  return wg_case_record_is_backlog (self) && self->due_ms != WG_NO_TIME && self->due_ms <= now_ms;
}

gboolean
wg_case_record_is_unacknowledged (const WgCaseRecord *self)
{
  return self->route == WG_ROUTE_EMERGENCY && wg_case_record_is_backlog (self)
         && (self->batch_id == WG_NO_ID || self->state <= WG_CASE_STATE_FILED) && (self->flags & WG_CASE_MARK_ACKNOWLEDGED) == 0;
}

static double
interpolate (gint64 from, gint64 to, gint64 now)
{
  if (to <= from)
    return 1.0;
  return CLAMP ((double) (now - from) / (double) (to - from), 0.0, 1.0);
}

/* Of a clock that nobody stopped otherwise the quarters are of the same length, as its own time counts. */
static gboolean
is_even (gint64 whole_ms, gint64 quarter_ms)
{
  return ABS (whole_ms - 4 * quarter_ms) < 4 * G_GINT64_CONSTANT (1000);
}

/* As the clock counts. A copy may have another end than the record had. */
static gint64
count_until (const WgCaseRecord *self, gint64 ms)
{
  if (self->office_hours == NULL)
    return ms;
  if (ms == self->due_mark.ms)
    return self->due_mark.open_ms;
  return ms == self->warn_mark.ms ? self->warn_mark.open_ms : wg_office_hours_until (self->office_hours, ms);
}

static gint64
count (const WgCaseRecord *self, gint64 from_ms, gint64 to_ms)
{
  return count_until (self, to_ms) - count_until (self, from_ms);
}

/* The last quarter says how long the limit is, and what is left of it how much is used: nothing that is over is asked for. */
double
wg_case_record_get_used_share (const WgCaseRecord *self, gint64 now_ms)
{
  gint64 quarter_ms;
  double share;

  if (self->due_ms == WG_NO_TIME || self->clock_ms == WG_NO_TIME || !wg_case_record_is_backlog (self))
    return -1.0;
  if (now_ms >= self->due_ms)
    return 1.0;
  quarter_ms = self->warn_ms != WG_NO_TIME ? count (self, self->warn_ms, self->due_ms) : 0;
  if (quarter_ms <= 0)
    return interpolate (self->clock_ms, self->due_ms, now_ms);
  share = 1.0 - (double) count (self, now_ms, self->due_ms) / (4.0 * (double) quarter_ms);
  return now_ms < self->warn_ms ? CLAMP (share, 0.0, 0.75) : CLAMP (share, 0.75, 1.0);
}

gboolean
wg_case_record_knows_used_share (const WgCaseRecord *self, gint64 now_ms)
{
  if (self->due_ms == WG_NO_TIME || self->warn_ms == WG_NO_TIME || self->clock_ms == WG_NO_TIME)
    return FALSE;
  return now_ms <= self->warn_ms || now_ms >= self->due_ms
         || is_even (count (self, self->clock_ms, self->due_ms), count (self, self->warn_ms, self->due_ms));
}

gboolean
wg_case_record_has_place (const WgCaseRecord *self)
{
  return !isnan (self->lon);
}

const char *
wg_case_record_get_holder (const WgCaseRecord *self)
{
  return self->person_name != NULL ? self->person_name : self->unit_name;
}
