/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-event.h"
#include "wg-workflow.h"

G_BEGIN_DECLS

/**
 * WgEventNames:
 * @find_person: (nullable): the name of a person by id, or %NULL while it is not known
 * @find_unit: (nullable): the name of a unit by id, or %NULL
 * @user_data: handed to both
 * @class_text: (nullable): the class of the case as people read it
 * @route_text: (nullable): its route as people read it
 *
 * What an event does not say itself: it keeps ids.
 */
typedef struct
{
  const char *(*find_person) (gint64 id, gpointer user_data);
  const char *(*find_unit) (gint64 id, gpointer user_data);
  gpointer user_data;
  const char *class_text;
  const char *route_text;
} WgEventNames;

/**
 * wg_event_text_format:
 * @event: an event of a case
 * @workflow: gives the sentence of the move
 * @names: (nullable): names of what the event holds as ids; without one the id itself is written
 *
 * The history sentence of the move with its blanks filled in, in the language of the screen, and "(for …)" behind it when
 * it was entered on behalf of somebody. An event whose verb has no row is told by the label of its verb, who and when it
 * came from.
 *
 * Returns: (transfer full): a sentence without a full stop.
 */
char *wg_event_text_format (const WgEvent *event, WgWorkflow *workflow, const WgEventNames *names);

/**
 * wg_event_text_format_verb:
 *
 * Returns: (transfer none): what was done, in one word: "Assign", "Bounce".
 */
const char *wg_event_text_format_verb (const WgEvent *event);

/**
 * wg_event_text_tell_warnings:
 * @event: an event of a case
 *
 * Returns: (transfer full) (nullable): what the move was made in spite of, in the language of the screen, or %NULL when
 *   nothing stood against it.
 */
char *wg_event_text_tell_warnings (const WgEvent *event);

/**
 * wg_event_text_list_persons:
 * @event: an event of a case
 * @ids: (element-type gint64): where the ids of the persons that its sentence names are appended
 * @units: (element-type gint64): the same for units
 */
void wg_event_text_list_persons (const WgEvent *event, GArray *ids, GArray *units);

G_END_DECLS
