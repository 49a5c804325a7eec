/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-demo-city.h"

G_BEGIN_DECLS

/* The demo districts that several test programs look at, made once a program. With WG_TEST_HUAIROU they look at the
 * large one instead of the two small ones.
 */

#ifndef WG_TEST_HUAIROU
#define WG_TEST_HUAIROU 0
#endif

#define WG_TEST_NOW_MS G_GINT64_CONSTANT (1793500927000)
#define WG_TEST_HOUR_MS G_GINT64_CONSTANT (3600000)

/* Twelve classes: every route, and limits from one hour to a week. */
const WgDemoClass *wg_test_demo_classes (guint *n_classes);

/* The same city for every call; never freed. */
WgDemoCity *wg_test_demo_city (WgDemoSize size);

/* Another one, as if the program had been started again. */
WgDemoCity *wg_test_demo_city_again (WgDemoSize size, guint64 seed);

/* Adds to a checksum. */
void wg_test_demo_add_text (GChecksum *sum, const char *text);
void wg_test_demo_add_numbers (GChecksum *sum, const gint64 *numbers, gsize n);
void wg_test_demo_add_shape (GChecksum *sum, const WgShape *shape);

typedef struct
{
  const char *name;
  GTestDataFunc test;
} WgTestDemoCheck;

/* Adds every check for every size this program looks at; the data of a check is its #WgDemoSize. */
void wg_test_demo_add_checks (const char *prefix, const WgTestDemoCheck *checks, gsize n_checks);

G_END_DECLS
