/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hands.h"
#include "wg-test-window.h"

G_BEGIN_DECLS

/* A desk at which cases are walked by keys and through the forms of the window, in whatever language it speaks: the answers are
 * places in lists and plain words.
 */
typedef struct
{
  WgTestWindow shown;
  char *number;
  char *other;
} DayFixture;

/* One move: @who makes it, by @key or through the menu. What the form asks is answered in its order, with | between: “+word” is
 * typed, “>2” is the second of a list, “=” is left as it is proposed, “#” is the number of the other case, “/word” is typed and
 * the first of what it finds taken; “<” goes back a field before the answer.
 */
typedef struct
{
  gint64 who;
  WgVerb verb;
  const char *key;
  const char *answers;
  WgCaseState state; /* after it */
} DayStep;

#define DAY_MS (G_GINT64_CONSTANT (24) * 3600 * 1000)

#define RED WG_CASE_STATE_REPORTED
#define FILED WG_CASE_STATE_FILED
#define ASSIGNED WG_CASE_STATE_ASSIGNED
#define HANDLING WG_CASE_STATE_HANDLING
#define HANDLED WG_CASE_STATE_HANDLED
#define CLOSED WG_CASE_STATE_CLOSED
#define DESK WG_TEST_DESK
#define DUTY WG_TEST_DUTY

#define MAKE(f, steps) day_make_all (f, steps, G_N_ELEMENTS (steps))

/* Of g_test_add(). */
void day_set_up (DayFixture *f, gconstpointer data);
void day_tear_down (DayFixture *f, gconstpointer data);

/* A case is reported by @route and looked at; @f->number is its number. */
void day_begin (DayFixture *f, WgRoute route);

/* A move is made when the case is a version further and the letters are moves again. */
void day_make_all (DayFixture *f, const DayStep *steps, gsize n_steps);

/* @who sits down at the desk. */
void day_sit_down (DayFixture *f, gint64 who);

/* Until the case is further than @version, and the letters are moves again. */
void day_wait_for_move (DayFixture *f, gint64 version, WgCaseState state);

/* What is not allowed is said in place and changes nothing. */
void day_refuse (DayFixture *f, gint64 who, const char *key);

/* Returns: (transfer full): the case as it is stored */
WgCaseFile *day_load (DayFixture *f);

void day_let_pass (DayFixture *f, gint64 ms);

G_END_DECLS
