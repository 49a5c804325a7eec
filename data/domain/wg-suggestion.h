/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgPresence:
 *
 * Whether somebody is there. Where no shift is known at all, everybody is.
 */
typedef enum
{
  WG_PRESENCE_HERE,
  WG_PRESENCE_OFF_DUTY,
  WG_PRESENCE_ON_LEAVE,
} WgPresence;

/**
 * WgTie:
 * @WG_TIE_NONE: keeps nothing there
 * @WG_TIE_FURTHER: a post further up
 * @WG_TIE_ABOVE: who leads the grid right above that of the case
 * @WG_TIE_OTHER: another post at the grid of the case
 * @WG_TIE_SECTION: answers for the street or the river that it lies on
 * @WG_TIE_B: its keeper B
 * @WG_TIE_A: its keeper A
 *
 * What ties a person to the place of a case.
 */
typedef enum
{
  WG_TIE_NONE,
  WG_TIE_FURTHER,
  WG_TIE_ABOVE,
  WG_TIE_OTHER,
  WG_TIE_SECTION,
  WG_TIE_B,
  WG_TIE_A,
} WgTie;

/**
 * WgSuggestion:
 * @rank: 1 for the first
 * @grid_code: (nullable): the grid that ties the person to the case, else the nearest one kept
 * @grid_name: (nullable): its name
 * @section: (nullable): the street or the river that the case lies on and the person answers for
 * @open_cases: how many the person has in hand
 * @distance_m: from the case to what the person keeps, 0 inside it, NAN when one of the two is not known
 * @skill: whether one of the person's skills is a word of the class or of one above it
 * @points: what each term is worth, in the order responsibility, duty, load, distance, skill
 * @score: the sum of @points
 *
 * Somebody who could be sent, and why. Keeper A comes before B, and B before A when A is not there.
 */
typedef struct
{
  guint rank;
  gint64 person_id;
  char *code;
  char *name;
  char *kind;
  char *unit_name;
  char *grid_code;
  char *grid_name;
  char *section;
  WgTie tie;
  WgPresence presence;
  gint64 open_cases;
  double distance_m;
  gboolean skill;
  int points[5];
  int score;
} WgSuggestion;

enum
{
  WG_TERM_RESPONSIBILITY,
  WG_TERM_DUTY,
  WG_TERM_LOAD,
  WG_TERM_DISTANCE,
  WG_TERM_SKILL,
  WG_N_TERMS
};

/**
 * wg_suggestion_weigh:
 * @upward: whether a grid above is to handle it (the coordination route)
 * @weights: (nullable) (array fixed-size=5): the points of each term at its best, as the centre weighs them; %NULL for the
 *   first weights 50, 20, 10, 10, 5
 *
 * Computes @points and @score from the facts. Whole numbers only, so that the sum is the same everywhere.
 */
void wg_suggestion_weigh (WgSuggestion *self, gboolean upward, const int *weights);

/**
 * wg_suggestion_compare:
 *
 * Returns: below 0 when @a comes before @b: the higher score, then fewer cases, then the shorter way, then the lower id.
 */
int wg_suggestion_compare (const WgSuggestion *a, const WgSuggestion *b);

/**
 * wg_term_to_nick:
 *
 * Returns: (transfer none): `responsibility`, `duty`, `load`, `distance`, `skill`.
 */
const char *wg_term_to_nick (guint term);

const char *wg_tie_to_nick (WgTie tie);
const char *wg_presence_to_nick (WgPresence presence);

void wg_suggestion_free (WgSuggestion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgSuggestion, wg_suggestion_free)

G_END_DECLS
