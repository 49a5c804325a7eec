/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-record.h"
#include "wg-paper.h"

G_BEGIN_DECLS

/**
 * WgAgenda:
 * @title: what the round table sits about
 * @district: (nullable): the name of the district
 * @records: (element-type WgCaseRecord): the cases, in their order
 * @grid_names: grid id to what it is called
 * @at_ms: as of when, milliseconds UTC
 * @zone: (nullable): the zone of the district
 * @is_list: a row a case, without room for decisions
 */
typedef struct
{
  const char *title;
  const char *district;
  GPtrArray *records;
  GHashTable *grid_names;
  gint64 at_ms;
  GTimeZone *zone;
  gboolean is_list;
} WgAgenda;

/**
 * wg_agenda_paper_new:
 *
 * The cases of a filter, one below the other, each with what has happened to it and room for what is decided, or as a list.
 * Without personal data.
 */
WgPaper *wg_agenda_paper_new (const WgAgenda *agenda);

G_END_DECLS
