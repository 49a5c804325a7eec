/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-draft-sides.h"
#include "wg-paper.h"
#include "wg-store-card.h"

G_BEGIN_DECLS

/**
 * WgNotice:
 * @sides: the draft, the grids without and with it, and the streets around
 * @district: (nullable): whose notice it is
 * @zone: (nullable): the zone of the district
 *
 * What a public notice says. Borrowed for the time of a call.
 */
typedef struct
{
  const WgDraftSides *sides;
  const char *district;
  GTimeZone *zone;
} WgNotice;

/**
 * wg_notice_paper_new:
 *
 * The public notice of a redrawing: from when on, the map before and after, with the streets, every grid with its code and
 * where its land came from, who drafted and who approved it. One that nobody has approved says so.
 */
WgPaper *wg_notice_paper_new (const WgNotice *notice);

/**
 * wg_card_paper_new:
 * @district: (nullable): whose card it is
 *
 * The card for the stairwell: the grid, its map with the houses, its keepers and their telephones.
 */
WgPaper *wg_card_paper_new (const WgGridCard *card, const char *district);

G_END_DECLS
