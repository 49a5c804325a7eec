/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: 98 % closed and 53 % satisfied are both true, and only whoever knows what was divided by what can say so. Every
 * figure is two counts, and every count is made here, by walking through the history of one case as it was known then.
 */

#include "wg-indicators.h"

#include "wg-time.h"

#include <glib/gi18n-lib.h>

#define DISPATCH_LIMIT_MS (15 * WG_MS_PER_MINUTE)
#define MOST_REPORTERS 32

/* --- One case, as it was known at an instant --- */

typedef struct
{
  gint8 reached;
  gint8 solved;
  gint8 satisfied;
} Answer;

typedef struct
{
  const WgStep *steps;
  gsize n_steps;
  const WgPeriod *period;
  gint64 *tallies;

  /* of the round under way */
  gboolean there;
  WgCaseState state;
  gint64 grid_id;
  gint64 due_ms;
  gint64 done_ms;
  gint64 closed_ms;
  gint64 until_ms; /* of a suspension that was not ended */
  guint bounces;
  guint assigns;
  guint returns; /* reassigns and bounces */
  gint64 first_assign_ms;
  Answer answers[MOST_REPORTERS];
  guint n_answers;

  gint64 reported_ms;
  gboolean reworked;
  gboolean checked;
} Walk;

static const struct
{
  const char *verb;
  WgStepKind kind;
} verbs[] = {
  { "report", WG_STEP_REPORT },     { "onspot", WG_STEP_ON_SPOT }, { "on_spot", WG_STEP_ON_SPOT }, { "file", WG_STEP_FILE },
  { "merge", WG_STEP_MERGE },       { "assign", WG_STEP_ASSIGN },  { "reassign", WG_STEP_REASSIGN }, { "bounce", WG_STEP_BOUNCE },
  { "done", WG_STEP_DONE },         { "pass", WG_STEP_PASS },      { "fail", WG_STEP_FAIL },         { "reopen", WG_STEP_REOPEN },
  { "suspend", WG_STEP_SUSPEND },   { "resume", WG_STEP_RESUME },  { "callback", WG_STEP_CALLBACK },
};

WgStepKind
wg_step_kind_from_verb (const char *verb)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      if (g_str_equal (verb, verbs[i].verb))
        return verbs[i].kind;
    }
  return WG_STEP_OTHER;
}

static gboolean
is_seen (const Walk *self, const WgStep *step)
{
  return step->at_ms < self->period->as_of_ms && (step->undone_ms == WG_NO_TIME || step->undone_ms >= self->period->as_of_ms);
}

static gboolean
is_in_period (const Walk *self, gint64 at_ms)
{
  return at_ms != WG_NO_TIME && at_ms >= self->period->from_ms && at_ms < MIN (self->period->to_ms, self->period->as_of_ms);
}

static void
begin_round (Walk *self)
{
  self->due_ms = self->done_ms = self->closed_ms = self->until_ms = self->first_assign_ms = WG_NO_TIME;
  self->bounces = self->assigns = self->returns = self->n_answers = 0;
}

static void
end_round (Walk *self)
{
  if (!is_in_period (self, self->first_assign_ms))
    return;
  self->tallies[WG_TALLY_ROUNDS]++;
  if (self->assigns == 1 && self->returns == 0)
    self->tallies[WG_TALLY_ACCURATE_ROUNDS]++;
}

/* From filing to the next assignment; a merge or a suspension before it takes the waiting out. */
static void
count_dispatch (Walk *self, gsize filed)
{
  gint64 waited_ms = self->period->as_of_ms - self->steps[filed].at_ms;
  gboolean assigned = FALSE;

  if (!is_in_period (self, self->steps[filed].at_ms))
    return;
  for (gsize i = filed + 1; i < self->n_steps && !assigned; i++)
    {
      const WgStep *step = &self->steps[i];

      if (!is_seen (self, step))
        continue;
      if (step->kind == WG_STEP_MERGE || step->kind == WG_STEP_SUSPEND)
        return;
      assigned = step->kind == WG_STEP_ASSIGN;
      if (assigned)
        waited_ms = step->at_ms - self->steps[filed].at_ms;
    }
  if (!assigned && waited_ms < DISPATCH_LIMIT_MS)
    return;
  self->tallies[WG_TALLY_DISPATCHED]++;
  if (assigned && waited_ms < DISPATCH_LIMIT_MS)
    self->tallies[WG_TALLY_DISPATCHED_ON_TIME]++;
}

static void
take_answer (Walk *self, const WgStep *step)
{
  guint at = (guint) CLAMP (step->reporter, 0, MOST_REPORTERS - 1);

  while (self->n_answers <= at)
    self->answers[self->n_answers++] = (Answer){ -1, -1, -1 };
  self->answers[at] = (Answer){ step->reached, step->solved, step->satisfied };
}

static void
count_event (Walk *self, const WgStep *step)
{
  gboolean inside = is_in_period (self, step->at_ms);

  self->tallies[WG_TALLY_BOUNCES] += inside && step->kind == WG_STEP_BOUNCE;
  self->tallies[WG_TALLY_REOPENED] += inside && step->kind == WG_STEP_REOPEN;
  self->tallies[WG_TALLY_REWORKS] += inside && step->kind == WG_STEP_FAIL;
  self->reworked |= inside && step->kind == WG_STEP_FAIL;
  self->checked |= inside && (step->kind == WG_STEP_FAIL || step->kind == WG_STEP_PASS);
}

static void
take_step (Walk *self, const WgStep *step)
{
  switch (step->kind)
    {
    case WG_STEP_ASSIGN:
      self->first_assign_ms = self->assigns == 0 ? step->at_ms : self->first_assign_ms;
      self->assigns++;
      break;
    case WG_STEP_BOUNCE:
      self->bounces++;
      self->returns++;
      break;
    case WG_STEP_REASSIGN:
      self->returns++;
      break;
    case WG_STEP_DONE:
      self->done_ms = step->at_ms;
      break;
    case WG_STEP_PASS:
    case WG_STEP_ON_SPOT:
      self->closed_ms = step->at_ms;
      break;
    case WG_STEP_SUSPEND:
      self->until_ms = step->until_ms;
      break;
    case WG_STEP_RESUME:
      self->until_ms = WG_NO_TIME;
      break;
    case WG_STEP_CALLBACK:
      take_answer (self, step);
      break;
    case WG_STEP_OTHER:
    case WG_STEP_REPORT:
    case WG_STEP_FILE:
    case WG_STEP_MERGE:
    case WG_STEP_FAIL:
    case WG_STEP_REOPEN:
    default:
      break;
    }
}

static void
walk (Walk *self)
{
  begin_round (self);
  for (gsize i = 0; i < self->n_steps; i++)
    {
      const WgStep *step = &self->steps[i];

      if (!is_seen (self, step))
        continue;
      if (!self->there)
        self->reported_ms = step->at_ms;
      self->there = TRUE;
      if (step->kind == WG_STEP_REOPEN)
        {
          end_round (self);
          begin_round (self);
        }
      self->state = step->state;
      self->grid_id = step->grid_id != WG_NO_ID ? step->grid_id : self->grid_id;
      self->due_ms = step->due_ms != WG_NO_TIME ? step->due_ms : self->due_ms;
      take_step (self, step);
      count_event (self, step);
      if (step->kind == WG_STEP_FILE)
        count_dispatch (self, i);
    }
  end_round (self);
}

/* --- What it counts for --- */

static gboolean
is_suspended (const Walk *self)
{
  return self->until_ms != WG_NO_TIME && self->until_ms > self->period->as_of_ms;
}

static gboolean
is_late (const Walk *self, gint64 at_ms)
{
  return self->due_ms != WG_NO_TIME && at_ms >= self->due_ms;
}

static void
count_open (Walk *self)
{
  gboolean suspended = is_suspended (self), at_work, late;

  if (!wg_case_state_is_open (self->state))
    return;
  self->tallies[WG_TALLY_THIRD_BOUNCE] += self->bounces >= 3;
  if (suspended)
    {
      self->tallies[WG_TALLY_SUSPENDED]++;
      return;
    }
  at_work = self->state == WG_CASE_STATE_FILED || self->state == WG_CASE_STATE_ASSIGNED || self->state == WG_CASE_STATE_HANDLING;
  late = is_late (self, self->state == WG_CASE_STATE_HANDLED ? self->done_ms : self->period->as_of_ms);
  self->tallies[WG_TALLY_OPEN]++;
  self->tallies[WG_TALLY_OVERDUE] += late;
  self->tallies[WG_TALLY_LATE_AT_WORK] += late && at_work;
  self->tallies[WG_TALLY_UNDISPATCHED] += self->state == WG_CASE_STATE_REPORTED || self->state == WG_CASE_STATE_FILED;
}

/* Every reporter counts: a case is solved when nobody who was reached denies it. */
static void
count_answers (Walk *self)
{
  gboolean reached = self->n_answers > 0, solved = TRUE, answered = FALSE, satisfied = TRUE;

  for (guint i = 0; i < self->n_answers; i++)
    {
      const Answer *answer = &self->answers[i];

      /* A reporter between two that were called has nothing to say. */
      if (answer->reached < 0)
        continue;
      reached &= answer->reached == 1;
      solved &= answer->solved == 1;
      answered |= answer->satisfied >= 0;
      satisfied &= answer->satisfied != 0;
    }
  if (!reached)
    return;
  self->tallies[WG_TALLY_REACHED]++;
  self->tallies[WG_TALLY_SOLVED] += solved;
  self->tallies[WG_TALLY_ANSWERED] += answered;
  self->tallies[WG_TALLY_SATISFIED] += answered && satisfied;
}

static void
count_closed (Walk *self)
{
  if (self->state != WG_CASE_STATE_CLOSED || !is_in_period (self, self->closed_ms))
    return;
  self->tallies[WG_TALLY_CLOSED]++;
  self->tallies[WG_TALLY_CLOSED_ON_TIME] += self->due_ms == WG_NO_TIME || !is_late (self, self->done_ms);
  count_answers (self);
}

static void
count_handled (Walk *self)
{
  if ((self->state != WG_CASE_STATE_HANDLED && self->state != WG_CASE_STATE_CLOSED) || !is_in_period (self, self->done_ms))
    return;
  self->tallies[WG_TALLY_HANDLED]++;
  self->tallies[WG_TALLY_HANDLED_ON_TIME] += !is_late (self, self->done_ms);
}

static void
count_received (Walk *self)
{
  if (!is_in_period (self, self->reported_ms) || self->state == WG_CASE_STATE_REJECTED || self->state == WG_CASE_STATE_MERGED)
    return;
  self->tallies[WG_TALLY_RECEIVED]++;
  self->tallies[WG_TALLY_RECEIVED_CLOSED] += self->state == WG_CASE_STATE_CLOSED;
}

gboolean
wg_indicators_count (const WgStep *steps, gsize n_steps, const WgPeriod *period, gint64 *tallies, gint64 *grid_id)
{
  Walk self = { .steps = steps, .n_steps = n_steps, .period = period, .tallies = tallies, .grid_id = WG_NO_ID };

  walk (&self);
  if (grid_id != NULL)
    *grid_id = self.grid_id;
  if (!self.there)
    return FALSE;
  count_open (&self);
  count_closed (&self);
  count_handled (&self);
  count_received (&self);
  tallies[WG_TALLY_REWORKED_CASES] += self.reworked;
  tallies[WG_TALLY_CHECKED_CASES] += self.checked;
  return TRUE;
}

static const char *const tally_nicks[WG_N_TALLIES] = {
  "open", "suspended", "overdue", "undispatched", "third_bounce", "bounces", "reopened", "reworks", "closed", "closed_on_time",
  "handled", "handled_on_time", "late_at_work", "dispatched", "dispatched_on_time", "checked", "reworked", "rounds",
  "accurate_rounds", "received", "received_closed", "reached", "solved", "answered", "satisfied",
};

const char *
wg_tally_to_nick (WgTally tally)
{
  return tally_nicks[tally];
}

/* --- The figures --- */

static const struct
{
  const char *nick;
  const char *title;
  int numerator;
  int denominator;      /* -1: a count */
  int more_denominator; /* added to it, or to the numerator of a count; -1: nothing */
} figures[WG_N_INDICATORS] = {
  { "backlog_open", NC_ ("indicator", "open cases"), WG_TALLY_OPEN, -1, -1 },
  { "backlog_suspended", NC_ ("indicator", "suspended cases"), WG_TALLY_SUSPENDED, -1, -1 },
  { "backlog_overdue", NC_ ("indicator", "past the handling limit"), WG_TALLY_OVERDUE, -1, -1 },
  { "undispatched", NC_ ("indicator", "not dispatched"), WG_TALLY_UNDISPATCHED, -1, -1 },
  { "third_bounce", NC_ ("indicator", "bounced three times"), WG_TALLY_THIRD_BOUNCE, -1, -1 },
  { "bounces", NC_ ("indicator", "bounces"), WG_TALLY_BOUNCES, -1, -1 },
  { "reopened", NC_ ("indicator", "reopened"), WG_TALLY_REOPENED, -1, -1 },
  { "rework_times", NC_ ("indicator", "reworks"), WG_TALLY_REWORKS, -1, -1 },
  { "due_to_close", NC_ ("indicator", "due to close"), WG_TALLY_CLOSED, -1, WG_TALLY_OVERDUE },
  { "close_rate", NC_ ("indicator", "closed of those due"), WG_TALLY_CLOSED, WG_TALLY_CLOSED, WG_TALLY_OVERDUE },
  { "close_on_time_rate", NC_ ("indicator", "closed in time of those due"), WG_TALLY_CLOSED_ON_TIME, WG_TALLY_CLOSED, WG_TALLY_OVERDUE },
  { "handle_rate", NC_ ("indicator", "handled"), WG_TALLY_HANDLED, WG_TALLY_HANDLED, WG_TALLY_LATE_AT_WORK },
  { "handle_on_time_rate", NC_ ("indicator", "handled in time"), WG_TALLY_HANDLED_ON_TIME, WG_TALLY_HANDLED, WG_TALLY_LATE_AT_WORK },
  { "dispatch_on_time_rate", NC_ ("indicator", "dispatched in time"), WG_TALLY_DISPATCHED_ON_TIME, WG_TALLY_DISPATCHED, -1 },
  { "rework_rate", NC_ ("indicator", "reworked of those checked"), WG_TALLY_REWORKED_CASES, WG_TALLY_CHECKED_CASES, -1 },
  { "accurate_dispatch_rate", NC_ ("indicator", "dispatched rightly at once"), WG_TALLY_ACCURATE_ROUNDS, WG_TALLY_ROUNDS, -1 },
  { "done_rate", NC_ ("indicator", "closed of those received"), WG_TALLY_RECEIVED_CLOSED, WG_TALLY_RECEIVED, -1 },
  { "feedback_rate", NC_ ("indicator", "reporters reached"), WG_TALLY_REACHED, WG_TALLY_CLOSED, -1 },
  { "solved_rate", NC_ ("indicator", "solved, say those reached"), WG_TALLY_SOLVED, WG_TALLY_REACHED, -1 },
  { "satisfaction_rate", NC_ ("indicator", "satisfied, of answers"), WG_TALLY_SATISFIED, WG_TALLY_ANSWERED, -1 },
  { "closed_but_unhappy", NC_ ("indicator", "closed but not happy"), WG_TALLY_RECEIVED_CLOSED, WG_TALLY_RECEIVED, -1 },
};

const char *
wg_indicator_to_nick (WgIndicator indicator)
{
  return figures[indicator].nick;
}

gboolean
wg_indicator_from_nick (const char *nick, WgIndicator *indicator)
{
  for (guint i = 0; i < WG_N_INDICATORS; i++)
    {
      if (g_str_equal (nick, figures[i].nick))
        {
          *indicator = (WgIndicator) i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
wg_indicator_get_title (WgIndicator indicator)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "indicator", figures[indicator].title);
}

/* In the order of the figures. */
static const char *const meanings[WG_N_INDICATORS] = {
  N_ ("Open and not suspended at the time that the data are of."),
  N_ ("Open and suspended at that time; counted beside the open ones."),
  N_ ("Open, not suspended, and past the handling limit; one whose check waits: done too late. At the desk overdue is more: limits of intake, dispatch and check count there, too."),
  N_ ("Reported or filed, and nobody has it yet."),
  N_ ("Open, and sent back three times or more since it was reported or reopened."),
  N_ ("How often cases were sent back in the period."),
  N_ ("How often closed cases were opened again in the period."),
  N_ ("How often a check failed in the period."),
  N_ ("Closed in the period, and the open ones past their handling limit."),
  N_ ("Closed in the period ÷ due to close."),
  N_ ("Closed in the period and done before the handling limit ÷ due to close."),
  N_ ("Done in the period ÷ those and the ones still at work past their handling limit."),
  N_ ("Done in the period before the handling limit ÷ those done and the ones still at work past their handling limit."),
  N_ ("Dispatched within the limit of dispatch ÷ dispatched in the period, or waiting beyond that limit."),
  N_ ("Cases whose check failed in the period ÷ cases that were checked in it."),
  N_ ("Assigned once and never sent back ÷ first assigned in the period."),
  N_ ("Closed ÷ reported in the period, both without rejected and merged ones."),
  N_ ("Closed cases whose reporters were all reached ÷ closed in the period."),
  N_ ("Solved, say all who were reached ÷ cases whose reporters were all reached."),
  N_ ("Satisfied ÷ reached and answered."),
  N_ ("Closed of those received − satisfied of those who answered."),
};

const char *
wg_indicator_get_meaning (WgIndicator indicator)
{
  return _ (meanings[indicator]);
}

gboolean
wg_indicator_is_rate (WgIndicator indicator)
{
  return figures[indicator].denominator >= 0;
}

gboolean
wg_indicator_is_less_better (WgIndicator indicator)
{
  return indicator <= WG_INDICATOR_DUE_TO_CLOSE || indicator == WG_INDICATOR_REWORK_RATE || indicator == WG_INDICATOR_CLOSED_BUT_UNHAPPY;
}

void
wg_indicator_get (WgIndicator indicator, const gint64 *tallies, gint64 *numerator, gint64 *denominator)
{
  gint64 more = figures[indicator].more_denominator >= 0 ? tallies[figures[indicator].more_denominator] : 0;

  *numerator = tallies[figures[indicator].numerator];
  *denominator = 1;
  if (!wg_indicator_is_rate (indicator))
    {
      *numerator += more;
      return;
    }
  *denominator = tallies[figures[indicator].denominator] + more;
  if (indicator != WG_INDICATOR_CLOSED_BUT_UNHAPPY)
    return;
  /* a / b - c / d as one fraction */
  *numerator = *numerator * tallies[WG_TALLY_ANSWERED] - *denominator * tallies[WG_TALLY_SATISFIED];
  *denominator *= tallies[WG_TALLY_ANSWERED];
}

gboolean
wg_indicator_counts_case (WgIndicator indicator, const gint64 *tallies)
{
  int more = wg_indicator_is_rate (indicator) ? -1 : figures[indicator].more_denominator;

  if (indicator == WG_INDICATOR_CLOSED_BUT_UNHAPPY)
    return tallies[WG_TALLY_ANSWERED] > tallies[WG_TALLY_SATISFIED];
  return tallies[figures[indicator].numerator] > 0 || (more >= 0 && tallies[more] > 0);
}

/* --- Percent --- */

gint64
wg_percent_hundredths (gint64 numerator, gint64 denominator, WgRounding rounding)
{
  gint64 size = ABS (numerator), whole, rest, hundredths;

  if (denominator <= 0)
    return G_MININT64;
  /* In two steps, so that nothing overflows. */
  whole = size / denominator;
  rest = size % denominator;
  hundredths = (gint64) ((__int128) rest * 10000 / denominator);
  if (rounding == WG_ROUNDING_ROUNDED && 2 * ((__int128) rest * 10000 % denominator) >= denominator)
    hundredths++;
  hundredths += whole * 10000;
  return numerator < 0 ? -hundredths : hundredths;
}

gint64
wg_indicator_get_value (WgIndicator indicator, const gint64 *tallies, WgRounding rounding, gint64 *numerator, gint64 *denominator)
{
  wg_indicator_get (indicator, tallies, numerator, denominator);
  return wg_indicator_is_rate (indicator) ? wg_percent_hundredths (*numerator, *denominator, rounding) : *numerator;
}

char *
wg_percent_format (gint64 hundredths)
{
  gint64 size;

  if (hundredths == G_MININT64)
    return NULL;
  size = ABS (hundredths);
  return g_strdup_printf ("%s%" G_GINT64_FORMAT ".%02d", hundredths < 0 ? "-" : "", size / 100, (int) (size % 100));
}
