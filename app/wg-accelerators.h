/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-workflow.h"

G_BEGIN_DECLS

/**
 * WgAcceleratorPlace:
 *
 * Where a key works. Letters work only while no text widget has the focus; those of %WG_ACCELERATOR_EVERYWHERE always.
 */
typedef enum
{
  WG_ACCELERATOR_EVERYWHERE,
  WG_ACCELERATOR_QUEUE,
  WG_ACCELERATOR_VERBS,
  WG_ACCELERATOR_MAP,
  WG_ACCELERATOR_BRIEFING,
  WG_ACCELERATOR_START,
  WG_ACCELERATOR_WALL,
  WG_ACCELERATOR_BOUNDARIES,
  WG_ACCELERATOR_IMPORT,
} WgAcceleratorPlace;
#define WG_N_ACCELERATOR_PLACES 9

const char *wg_accelerator_place_get_label (WgAcceleratorPlace place);

/**
 * WgAccelerator:
 * @place: where it works
 * @action: the detailed name of the action; %NULL when the widget that has the focus handles the keys itself
 * @keys: accelerators, separated by blanks
 * @title: what it does, translated
 *
 * One row of the keyboard table. Buttons, the shortcuts window and the tests read the same rows.
 */
typedef struct
{
  WgAcceleratorPlace place;
  char *action;
  char *keys;
  char *title;
} WgAccelerator;

/**
 * wg_accelerators_list:
 * @workflow: gives the letters of the verbs: a verb without a row has no key
 *
 * Returns: (transfer full) (element-type WgAccelerator): the whole table, place by place.
 */
GPtrArray *wg_accelerators_list (WgWorkflow *workflow);

G_END_DECLS
