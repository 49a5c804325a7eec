/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a case is its history. Here the history is written move by move as the rows of the workflow allow, so that the
 * store can make every one of them again and come to the same state.
 */

#include "wg-demo-cases-private.h"
#include "wg-demo-office.h"

#include <string.h>

#define MINUTE WG_DEMO_MINUTE_MS
#define HOUR WG_DEMO_HOUR_MS
#define DAY WG_DEMO_DAY_MS
#define NO_LIMIT_MS (5 * DAY)

typedef struct
{
  WgDemoCity *city;
  WgDemoRandom *random;
  const WgDemoTarget *target;
  WgDemoCase *item;
  const WgDemoTopic *topic;
  GArray *steps;           /* WgDemoStep */
  gint64 last_ms;
  gint64 run_start_ms;     /* first assignment of the run: from here the limit counts */
  int person, unit;        /* who has it */
  int speaker;             /* who answers the telephone for it */
  guint n_offers;
} Script;

static const char *const intakes[] = { "intake", "zhaomin" };
static const char *const dispatchers[] = { "dispatcher", "linxiao", "wudan" };
static const char *const checkers[] = { "checker", "hejing" };
static const char *const callers[] = { "callback", "sunli" };
static const char *const officers[] = { "duty", "zhouzheng" };

#define PICK(script, list) (list[wg_demo_random_below ((script)->random, G_N_ELEMENTS (list))])

static gint64
minutes (Script *script, gint64 low, gint64 high)
{
  return wg_demo_random_between (script->random, low * MINUTE, high * MINUTE);
}

/* A delay that is mostly within a desk's limit. */
static gint64
mostly (Script *script, double share, gint64 low, gint64 high, gint64 worst)
{
  return wg_demo_random_chance (script->random, share) ? minutes (script, low, high) : minutes (script, high, worst);
}

/* MIN and MAX would draw twice from the dice. */
static gint64
earlier (gint64 a, gint64 b)
{
  return a < b ? a : b;
}

static gint64
later (gint64 a, gint64 b)
{
  return a > b ? a : b;
}

static gint64
limit_of (Script *script)
{
  gint64 limit = script->city->classes[script->item->class_index].limit_ms;

  return limit > 0 ? limit : NO_LIMIT_MS;
}

static gboolean
is_working_time (Script *script)
{
  return script->city->classes[script->item->class_index].working_time;
}

static WgDemoStep *
push (Script *script, WgVerb verb, gint64 at_ms, const char *login)
{
  WgDemoStep step = { verb, MAX (at_ms, script->last_ms + 1000), login, -1, -1, -1, -1 };

  script->last_ms = step.at_ms;
  g_array_append_val (script->steps, step);
  return &g_array_index (script->steps, WgDemoStep, script->steps->len - 1);
}

static void
report (Script *script, gint64 at_ms)
{
  push (script, WG_VERB_REPORT, at_ms, PICK (script, intakes));
}

static void
file_case (Script *script, gint64 at_ms)
{
  push (script, WG_VERB_FILE, at_ms, PICK (script, intakes))->outside = script->item->leaf < 0;
}

static void
reject (Script *script, gint64 at_ms)
{
  static const struct
  {
    const char *reason;
    const char *text;
  } refusals[] = {
    { "not_ours", "反映事项属法院在审案件，不属受理范围，已告知途径" },
    { "untrue", "现场核对无此情况，照片为往年所拍" },
    { "too_vague", "未说明具体地点，两次回拨无人接听" },
    { "withdrawn", "反映人来电说明已自行解决，要求撤回" },
    { "other", "与当日另一事项内容相同，已一并答复" },
  };
  guint which = wg_demo_random_below (script->random, G_N_ELEMENTS (refusals));
  WgDemoStep *step = push (script, WG_VERB_REJECT, at_ms, PICK (script, intakes));

  step->reason = refusals[which].reason;
  step->text = refusals[which].text;
}

static void
give_to_person (Script *script, int person)
{
  script->person = person;
  script->unit = -1;
  script->speaker = person;
}

static void
give_to_unit (Script *script, int unit)
{
  const WgDemoMembers *members = wg_demo_members (script->city, (guint) unit);

  script->person = -1;
  script->unit = unit;
  script->speaker = (int) (members->first_person + wg_demo_random_below (script->random, members->n_persons));
}

static void
give_to_crew (Script *script, WgDemoCrew crew)
{
  const int *units = script->city->crews[crew == WG_DEMO_CREW_KEEPER ? WG_DEMO_CREW_ORDER : crew];
  guint n = 0;

  while (n < G_N_ELEMENTS (script->city->crews[0]) && units[n] >= 0)
    n++;
  give_to_unit (script, units[wg_demo_random_below (script->random, n)]);
}

/* One level up: the chief of the grid above, or the platform that stands for it. */
static void
give_upwards (Script *script, const WgDemoStaff *staff)
{
  int parent = wg_demo_grid (script->city, (guint) script->item->leaf)->parent;
  int chief = parent >= 0 ? wg_demo_staff (script->city, (guint) parent)->chief : -1;

  if (staff->platform >= 0 && (chief < 0 || wg_demo_random_chance (script->random, 0.5)))
    give_to_unit (script, staff->platform);
  else if (chief >= 0)
    give_to_person (script, chief);
  else
    give_to_crew (script, script->topic->crew);
}

/* Who gets the case: what the class needs at first, after a bounce somebody else. */
static void
choose_holder (Script *script)
{
  const WgDemoStaff *staff = script->item->leaf >= 0 ? wg_demo_staff (script->city, (guint) script->item->leaf) : NULL;
  guint offer = script->n_offers++;
  gboolean keeper_first = script->topic->crew == WG_DEMO_CREW_KEEPER || wg_demo_random_chance (script->random, 0.38);

  if (staff == NULL || script->item->route == WG_ROUTE_EMERGENCY)
    give_to_crew (script, offer % 2 == 0 ? script->topic->crew : WG_DEMO_CREW_POLICE);
  else if (script->item->route == WG_ROUTE_COORDINATION && offer % 2 == 0)
    give_upwards (script, staff);
  else if (staff->keeper_a < 0)
    give_upwards (script, staff);
  else if (offer == 0 && keeper_first)
    give_to_person (script, wg_demo_random_chance (script->random, 0.82) ? staff->keeper_a : staff->keeper_b);
  else if (offer % 3 == 1)
    give_upwards (script, staff);
  else
    give_to_crew (script, script->topic->crew);
}

static void
fill_holder (Script *script, WgDemoStep *step)
{
  step->to_person = script->person;
  step->to_unit = script->unit;
  if (script->item->route != WG_ROUTE_EMERGENCY)
    return;
  step->tracker = script->item->leaf >= 0 ? wg_demo_staff (script->city, (guint) script->item->leaf)->keeper_a : -1;
}

/* The third bounce is for the duty officer to decide. Whoever sends an emergency out has heard of it. */
static void
assign (Script *script, gint64 at_ms)
{
  gboolean decided = script->item->bounces >= 3;
  const char *login = decided ? PICK (script, officers) : PICK (script, dispatchers);
  WgDemoStep *step;

  if (script->item->route == WG_ROUTE_EMERGENCY)
    push (script, WG_VERB_ACK, at_ms - MINUTE / 2, login);
  step = push (script, WG_VERB_ASSIGN, at_ms, login);
  choose_holder (script);
  fill_holder (script, step);
  if (decided)
    step->text = "三次退单，值班长裁定由该单位牵头办理";
  if (script->run_start_ms == 0)
    script->run_start_ms = step->at_ms;
  if (script->item->assigned_ms == 0)
    script->item->assigned_ms = step->at_ms;
}

static void
reassign (Script *script, gint64 at_ms)
{
  WgDemoStep *step = push (script, WG_VERB_REASSIGN, at_ms, PICK (script, dispatchers));
  int person = script->person;
  int unit = script->unit;

  for (guint tries = 0; tries < 6 && script->person == person && script->unit == unit; tries++)
    choose_holder (script);
  fill_holder (script, step);
  step->text = "原承办人外出，改由就近力量办理";
}

static void
accept (Script *script, gint64 at_ms)
{
  push (script, WG_VERB_ACCEPT, at_ms, PICK (script, dispatchers))->for_person = script->speaker;
}

static void
bounce (Script *script, gint64 at_ms)
{
  static const struct
  {
    const char *reason;
    const char *text;
  } refusals[] = {
    { "wrong_area", "地点在界线另一侧，不属本网格" },
    { "not_our_property", "设施产权不在本单位，需先确权" },
    { "not_our_job", "职责不在本单位，建议转主管部门" },
    { "cannot", "现场需要吊车，本单位没有设备" },
    { "other", "同一路段已有养护工程，建议并入工程处理" },
  };
  guint which = wg_demo_random_below (script->random, G_N_ELEMENTS (refusals));
  WgDemoStep *step = push (script, WG_VERB_BOUNCE, at_ms, PICK (script, dispatchers));

  step->for_person = script->speaker;
  step->reason = refusals[which].reason;
  step->text = refusals[which].text;
  script->item->bounces++;
}

static void
note (Script *script, gint64 at_ms)
{
  static const char *const texts[] = { "已电话联系反映人，约下午到现场", "现场已设围挡，等配件到货", "与物业对接，先行清理一半",
                                       "已函告产权单位，等回复", "天气原因，作业顺延半天" };

  push (script, WG_VERB_NOTE, at_ms, PICK (script, dispatchers))->text = PICK (script, texts);
}

static void
done (Script *script, gint64 at_ms)
{
  WgDemoStep *step = push (script, WG_VERB_DONE, at_ms, PICK (script, dispatchers));

  step->for_person = script->speaker;
  step->text = script->topic->result;
}

static void
fail (Script *script, gint64 at_ms)
{
  static const char *const texts[] = { "现场仍有残留，照片与实地不符", "只清理了一侧，另一侧未处理", "反映人表示没有解决",
                                       "修复处再次松动" };

  push (script, WG_VERB_FAIL, at_ms, PICK (script, checkers))->text = PICK (script, texts);
  script->item->reworks++;
}

/* Bounces until the case stays with somebody, as often as there is time for before @until_ms; ends assigned. */
static void
hand_over (Script *script, guint n_bounces, gint64 at_ms, gint64 until_ms)
{
  assign (script, at_ms);
  for (guint i = 0; i < n_bounces && until_ms - script->last_ms > 130 * MINUTE; i++)
    {
      if (wg_demo_random_chance (script->random, 0.3))
        accept (script, script->last_ms + minutes (script, 2, 20));
      bounce (script, script->last_ms + minutes (script, 8, 50));
      assign (script, script->last_ms + mostly (script, 0.9, 2, 13, 50));
    }
  if (script->target->reassigned && until_ms - script->last_ms > 60 * MINUTE)
    reassign (script, script->last_ms + minutes (script, 15, 50));
}

/* From filed to handled, the work ending when @share of the limit is used. */
static void
work (Script *script, guint n_bounces, double share, gint64 assigned_ms)
{
  gint64 start;
  gint64 end;

  hand_over (script, n_bounces, assigned_ms, G_MAXINT64);
  start = script->run_start_ms;
  accept (script, script->last_ms + mostly (script, 0.85, 2, 28, 110));
  end = wg_demo_office_add (start, (gint64) (share * (double) limit_of (script)), is_working_time (script));
  end = later (end, script->last_ms + minutes (script, 6, 25));
  if (wg_demo_random_chance (script->random, 0.12))
    note (script, script->last_ms + (end - script->last_ms) / 2);
  done (script, end);
}

static double
share_of_limit (Script *script)
{
  if (wg_demo_random_chance (script->random, 0.055))
    return wg_demo_random_range (script->random, 1.04, 1.9);
  return wg_demo_random_range (script->random, 0.06, 0.55) + wg_demo_random_range (script->random, 0.0, 0.38);
}

static void
check (Script *script, gboolean rework)
{
  if (rework)
    {
      fail (script, script->last_ms + mostly (script, 0.9, 3, 28, 160));
      done (script, script->last_ms + minutes (script, 20, 190));
    }
  push (script, WG_VERB_PASS, script->last_ms + mostly (script, 0.9, 3, 28, 190), PICK (script, checkers));
}

static void
reopen (Script *script, gint64 at_ms)
{
  static const char *const texts[] = { "回访：反映人表示问题又出现", "回访：未解决，现场复查属实", "回访：只处理了一部分" };

  push (script, WG_VERB_REOPEN, at_ms, PICK (script, callers))->text = PICK (script, texts);
  script->item->run++;
  script->item->bounces = 0;
  script->item->reworks = 0;
  script->run_start_ms = 0;
}

/* Moves everything written so far by the same amount. */
static void
shift (Script *script, gint64 by_ms)
{
  for (guint i = 0; i < script->steps->len; i++)
    g_array_index (script->steps, WgDemoStep, i).at_ms += by_ms;
  script->last_ms += by_ms;
  script->run_start_ms += script->run_start_ms != 0 ? by_ms : 0;
  script->item->assigned_ms += script->item->assigned_ms != 0 ? by_ms : 0;
}

static void
write_rejected (Script *script, gint64 reported_ms)
{
  report (script, reported_ms);
  reject (script, script->last_ms + mostly (script, 0.92, 3, 14, 60));
}

static void
write_start (Script *script, gint64 reported_ms)
{
  report (script, reported_ms);
  if (script->target->state == WG_CASE_STATE_CLOSED && !script->target->emergency
      && script->item->route == WG_ROUTE_GENERAL && wg_demo_random_chance (script->random, 0.004))
    {
      reject (script, script->last_ms + minutes (script, 3, 14));
      push (script, WG_VERB_REOPEN, script->last_ms + minutes (script, 60, 900), PICK (script, officers))->text =
        "反映人补充了地点和照片，重新受理";
    }
  file_case (script, script->last_ms + mostly (script, 0.93, 1, 13, 50));
}

static void
write_closed (Script *script, gint64 reported_ms)
{
  const WgDemoTarget *target = script->target;

  write_start (script, reported_ms);
  work (script, target->reopened ? 0 : target->bounces, share_of_limit (script),
        script->last_ms + mostly (script, 0.92, 1, 13, 80));
  check (script, target->rework && !target->reopened);
  if (!target->reopened)
    return;
  reopen (script, script->last_ms + minutes (script, 240, 2400));
  work (script, target->bounces, share_of_limit (script) * 0.8, script->last_ms + mostly (script, 0.92, 1, 13, 80));
  check (script, target->rework);
}

/* The beginning of an open case: up to being filed, in its first or second run, so that it is filed at @filed_ms. */
static void
write_until_filed (Script *script, gint64 filed_ms)
{
  gint64 gap = minutes (script, 300, 2600);

  if (!script->target->reopened)
    {
      report (script, filed_ms - mostly (script, 0.95, 1, 13, 40));
      file_case (script, filed_ms);
      return;
    }
  report (script, filed_ms - 30 * DAY);
  file_case (script, script->last_ms + minutes (script, 2, 12));
  work (script, 0, wg_demo_random_range (script->random, 0.2, 0.8), script->last_ms + minutes (script, 2, 12));
  check (script, FALSE);
  shift (script, filed_ms - gap - script->last_ms);
  reopen (script, filed_ms);
}

/* How long ago something happened that a desk should have dealt with in @fresh minutes. */
static gint64
desk_age (Script *script, gint64 fresh)
{
  return wg_demo_random_chance (script->random, 0.82) ? minutes (script, 1, fresh - 1)
                                                      : minutes (script, fresh, 2 * fresh);
}

/* Filed and waiting; a bounced one has been out before. */
static void
write_filed (Script *script)
{
  gint64 now = script->city->now_ms;

  if (script->target->bounces == 0)
    {
      write_until_filed (script, now - desk_age (script, 15));
      return;
    }
  write_until_filed (script, now - 1 * DAY);
  hand_over (script, script->target->bounces - 1, script->last_ms + minutes (script, 2, 12), G_MAXINT64);
  bounce (script, script->last_ms + minutes (script, 8, 40));
  shift (script, now - desk_age (script, 15) - script->last_ms);
}

/* How much of its limit an open case has used. */
static double
open_share (Script *script)
{
  if (script->target->overdue)
    return wg_demo_random_range (script->random, 1.08, 2.2);
  if (script->target->emergency)
    return wg_demo_random_range (script->random, 0.3, 0.5);
  return wg_demo_random_range (script->random, 0.03, 0.90);
}

/* Assigned @age ago, at the start of the limit; what else happened fits between then and now. */
static void
write_out (Script *script)
{
  gint64 now = script->city->now_ms;
  gboolean waiting = script->target->state == WG_CASE_STATE_ASSIGNED;
  gint64 limit = (gint64) (open_share (script) * (double) limit_of (script));
  gint64 assigned = wg_demo_office_subtract (now, limit, is_working_time (script));
  gint64 span;

  if (waiting && !script->target->overdue)
    assigned = later (assigned, now - mostly (script, 0.7, 1, 29, 300));
  assigned = MIN (assigned, now - MINUTE);
  write_until_filed (script, assigned - mostly (script, 0.93, 1, 13, 60));
  hand_over (script, script->target->bounces, assigned, now);
  span = now - script->last_ms;
  if (waiting)
    return;
  accept (script, script->last_ms + earlier (mostly (script, 0.85, 2, 28, 110), span * 2 / 3));
  span = now - script->last_ms;
  if (script->target->rework && span > 3 * HOUR)
    {
      done (script, script->last_ms + span / 2);
      fail (script, script->last_ms + earlier (minutes (script, 4, 28), span / 4));
    }
  else if (span > 2 * HOUR && wg_demo_random_chance (script->random, 0.25))
    note (script, script->last_ms + span / 3);
}

/* Done a few minutes ago, waiting for the check. */
static void
write_handled (Script *script)
{
  gint64 now = script->city->now_ms;
  gint64 done_ms = now - desk_age (script, 30);
  double share = wg_demo_random_range (script->random, 0.1, 0.85);
  gint64 used = (gint64) (share * (double) limit_of (script));
  gint64 assigned = wg_demo_office_subtract (done_ms, used, is_working_time (script));

  assigned = MIN (assigned, done_ms - 20 * MINUTE);
  write_until_filed (script, assigned - mostly (script, 0.93, 1, 13, 60));
  assign (script, assigned);
  accept (script, script->last_ms + earlier (mostly (script, 0.85, 2, 28, 110), (done_ms - assigned) / 2));
  if (script->target->rework && done_ms - script->last_ms > 3 * HOUR)
    {
      done (script, script->last_ms + (done_ms - script->last_ms) / 2);
      fail (script, script->last_ms + minutes (script, 4, 28));
    }
  done (script, done_ms);
}

/* Nothing happens after now; what is over has been over for a while. */
static void
settle_before_now (Script *script)
{
  gint64 late = script->last_ms - script->city->now_ms;

  if (late > 0)
    shift (script, -late - minutes (script, 1, wg_case_state_is_open (script->target->state) ? 3 : 1200));
}

/* Some hours after the case is closed the reporter is called; who has just been served is not called yet. The hour follows
 * from the case itself: no die is thrown for it.
 */
static void
call_back (Script *script)
{
  guint which = script->item->class_index * 31 + (guint) (script->last_ms / 1000 % 977);
  gint64 at_ms = script->last_ms + (2 + which % 22) * HOUR;
  WgDemoStep *step;

  if (script->target->state != WG_CASE_STATE_CLOSED || script->item->reporter == NULL || at_ms > script->city->now_ms - MINUTE)
    return;
  step = push (script, WG_VERB_CALLBACK, at_ms, callers[which % G_N_ELEMENTS (callers)]);
  step->reached = "yes";
  step->satisfied = which % 9 == 0 ? "no" : which % 5 == 0 ? "no_answer" : "yes";
}

/* The columns of the case, as its steps left them. */
static void
take_over (Script *script)
{
  WgDemoCase *item = script->item;
  gint64 done_at = 0;
  gint64 paused = 0;

  for (guint i = 0; i < script->steps->len; i++)
    {
      const WgDemoStep *step = &g_array_index (script->steps, WgDemoStep, i);

      if (step->verb == WG_VERB_REPORT)
        item->reported_ms = step->at_ms;
      else if (step->verb == WG_VERB_FILE)
        item->filed_ms = step->at_ms;
      else if (step->verb == WG_VERB_DONE)
        done_at = step->at_ms;
      else if (step->verb == WG_VERB_FAIL)
        paused += step->at_ms - done_at;
      else if (step->verb == WG_VERB_REOPEN)
        paused = 0;
      else if (step->verb == WG_VERB_PASS || step->verb == WG_VERB_REJECT)
        item->closed_ms = step->at_ms;
      if (step->verb == WG_VERB_FAIL || step->verb == WG_VERB_REOPEN)
        done_at = 0;
    }
  if (item->state != WG_CASE_STATE_CLOSED && item->state != WG_CASE_STATE_REJECTED)
    item->closed_ms = 0;
  item->done_ms = done_at;
  item->person = script->person;
  item->unit = script->unit;
  if (script->run_start_ms != 0 && script->city->classes[item->class_index].limit_ms > 0)
    item->due_ms = wg_demo_office_add (script->run_start_ms, limit_of (script), is_working_time (script)) + paused;
  item->overdue = wg_case_state_is_open (item->state) && item->due_ms != 0 && item->done_ms == 0
                  && item->due_ms <= script->city->now_ms;
  item->n_steps = script->steps->len;
  item->steps = g_memdup2 (script->steps->data, sizeof (WgDemoStep) * script->steps->len);
}

void
wg_demo_script_write (WgDemoCity *city, WgDemoRandom *random, const WgDemoTarget *target, gint64 reported_ms,
                      WgDemoCase *item)
{
  Script script = { city, random, target, item };

  script.topic = wg_demo_topic_for (city->classes[item->class_index].code);
  script.steps = g_array_new (FALSE, FALSE, sizeof (WgDemoStep));
  script.person = script.unit = script.speaker = -1;
  item->run = 1;
  item->state = target->state;
  if (target->state == WG_CASE_STATE_REPORTED)
    report (&script, city->now_ms - desk_age (&script, 15));
  else if (target->state == WG_CASE_STATE_FILED)
    write_filed (&script);
  else if (target->state == WG_CASE_STATE_ASSIGNED || target->state == WG_CASE_STATE_HANDLING)
    write_out (&script);
  else if (target->state == WG_CASE_STATE_HANDLED)
    write_handled (&script);
  else if (target->state == WG_CASE_STATE_CLOSED)
    write_closed (&script, reported_ms);
  else
    write_rejected (&script, reported_ms);
  settle_before_now (&script);
  call_back (&script);
  take_over (&script);
  g_array_unref (script.steps);
}
