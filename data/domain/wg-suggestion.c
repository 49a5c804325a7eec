/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a proposal that cannot say why is not believed. Every reason is a number of its own and the score is their sum.
 * The first weights are set so that the rule of the centres always comes out: A before B, B before A when A is off duty,
 * both before anybody else; load, distance and skill decide among equals. A centre may weigh otherwise.
 */

#include "wg-suggestion.h"

#include <math.h>

#define MOST_LOAD 10
#define MOST_DISTANCE 10
#define NO_DISTANCE_FROM 5000.0
#define SKILL 5

static const int tie_points[] = { 0, 4, 8, 12, 14, 30, 50 };
static const int tie_points_upward[] = { 0, 30, 50, 4, 6, 8, 12 };
static const int presence_points[] = { 20, -20, -40 };
static const int first_weights[WG_N_TERMS] = { 50, 20, MOST_LOAD, MOST_DISTANCE, SKILL };

/* Whole numbers, so that the sum is the same everywhere; with the first weight they are what the tables say. */
static int
scale (int points, int weight, guint term)
{
  int product = points * weight;

  return (product + (product < 0 ? -1 : 1) * first_weights[term] / 2) / first_weights[term];
}

static int
weigh_distance (double metres)
{
  if (isnan (metres) || metres >= NO_DISTANCE_FROM)
    return 0;
  return MOST_DISTANCE - (int) floor (metres / NO_DISTANCE_FROM * MOST_DISTANCE);
}

void
wg_suggestion_weigh (WgSuggestion *self, gboolean upward, const int *weights)
{
  self->points[WG_TERM_RESPONSIBILITY] = upward ? tie_points_upward[self->tie] : tie_points[self->tie];
  self->points[WG_TERM_DUTY] = presence_points[self->presence];
  self->points[WG_TERM_LOAD] = (int) MAX (0, MOST_LOAD - self->open_cases);
  self->points[WG_TERM_DISTANCE] = weigh_distance (self->distance_m);
  self->points[WG_TERM_SKILL] = self->skill ? SKILL : 0;
  self->score = 0;
  for (guint i = 0; i < WG_N_TERMS; i++)
    {
      if (weights != NULL)
        self->points[i] = scale (self->points[i], weights[i], i);
      self->score += self->points[i];
    }
}

static int
compare_distance (double a, double b)
{
  if (isnan (a) || isnan (b))
    return isnan (a) - isnan (b);
  return a < b ? -1 : a > b;
}

int
wg_suggestion_compare (const WgSuggestion *a, const WgSuggestion *b)
{
  int way;

  if (a->score != b->score)
    return a->score > b->score ? -1 : 1;
  if (a->open_cases != b->open_cases)
    return a->open_cases < b->open_cases ? -1 : 1;
  way = compare_distance (a->distance_m, b->distance_m);
  if (way != 0)
    return way;
  return a->person_id < b->person_id ? -1 : a->person_id > b->person_id;
}

const char *
wg_term_to_nick (guint term)
{
  static const char *const nicks[] = { "responsibility", "duty", "load", "distance", "skill" };

  return nicks[term];
}

const char *
wg_tie_to_nick (WgTie tie)
{
  static const char *const nicks[] = { "none", "further", "above", "other", "section", "B", "A" };

  return nicks[tie];
}

const char *
wg_presence_to_nick (WgPresence presence)
{
  static const char *const nicks[] = { "on_duty", "off_duty", "leave" };

  return nicks[presence];
}

void
wg_suggestion_free (WgSuggestion *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->kind);
  g_free (self->unit_name);
  g_free (self->grid_code);
  g_free (self->grid_name);
  g_free (self->section);
  g_free (self);
}
