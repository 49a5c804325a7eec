/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-demo-random.h"

#include <glib.h>

G_BEGIN_DECLS

/* Names of people and places, made of word lists, each handed out once. */

typedef struct _WgDemoNamer WgDemoNamer;

WgDemoNamer *wg_demo_namer_new (guint64 seed);
void wg_demo_namer_free (WgDemoNamer *namer);

/**
 * wg_demo_namer_next_place:
 *
 * Returns: (transfer full): two characters fit for a street or a community, as 和平, never the same twice.
 */
char *wg_demo_namer_next_place (WgDemoNamer *namer);

/**
 * wg_demo_namer_next_village:
 *
 * Returns: (transfer full): the name of a village, as 杨家庄, never the same twice.
 */
char *wg_demo_namer_next_village (WgDemoNamer *namer);

/**
 * wg_demo_namer_next_person:
 * @unique: whether a name may not be handed out twice
 * @pinyin: (out) (optional): its syllables, as `wang jian guo`
 * @initials: (out) (optional): as `wjg`
 *
 * Returns: (transfer full): a name of two or three characters.
 */
char *wg_demo_namer_next_person (WgDemoNamer *namer, gboolean unique, char **pinyin, char **initials);

/**
 * wg_demo_namer_reserve:
 *
 * Keeps @name from being handed out.
 */
void wg_demo_namer_reserve (WgDemoNamer *namer, const char *name);

/**
 * wg_demo_phone:
 *
 * Returns: (transfer full): eleven digits, 1380000xxxx: the area part is not allotted, so that nobody can be rung.
 */
char *wg_demo_phone (WgDemoRandom *random);

/**
 * wg_demo_chinese_number:
 *
 * Returns: (transfer full): @n (1 to 99) in characters, as 十二.
 */
char *wg_demo_chinese_number (guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgDemoNamer, wg_demo_namer_free)

G_END_DECLS
