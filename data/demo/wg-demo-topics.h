/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-demo-city-private.h"

G_BEGIN_DECLS

/* Where cases pile up. */
typedef enum
{
  WG_DEMO_HOT_NONE,
  WG_DEMO_HOT_MARKET,
  WG_DEMO_HOT_SITE,
  WG_DEMO_HOT_HOSPITAL,
  WG_DEMO_HOT_NIGHT,
  WG_DEMO_N_HOTS,
} WgDemoHot;

/* At what time of the day cases are reported. */
typedef enum
{
  WG_DEMO_RHYTHM_DAY,
  WG_DEMO_RHYTHM_MORNING,
  WG_DEMO_RHYTHM_EVENING,
  WG_DEMO_RHYTHM_NIGHT,
  WG_DEMO_RHYTHM_OFFICE,
  WG_DEMO_N_RHYTHMS,
} WgDemoRhythm;

/* Where on the ground they happen. */
typedef enum
{
  WG_DEMO_SPOT_HOUSE,
  WG_DEMO_SPOT_STREET,
} WgDemoSpot;

/* What people say about a class of cases, and what is done about it. */
typedef struct
{
  const char *prefix;      /* of the codes of its classes */
  double weight;           /* how often, beside the others */
  WgDemoCrew crew;
  WgDemoHot hot;
  WgDemoRhythm rhythm;
  WgDemoSpot spot;
  const char *titles[4];   /* NULL = no more */
  const char *detail;
  const char *result;
} WgDemoTopic;

/* The topic with the longest prefix that fits; there is always one. */
const WgDemoTopic *wg_demo_topic_for (const char *class_code);

/* Weights of the 24 hours of a day, local time. */
const double *wg_demo_rhythm_hours (WgDemoRhythm rhythm);

G_END_DECLS
