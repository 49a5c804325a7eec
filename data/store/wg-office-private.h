/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-actor.h"
#include "wg-fields.h"
#include "wg-store-office.h"

G_BEGIN_DECLS

/* One act of the office on its way: inside the transaction, after the head of the log was locked. */
typedef struct
{
  WgStoreWork *work;
  const WgOfficeAct *act;
  WgActor *actor;
  WgEvent *event; /* subject_id is the function's to set */
  WgFields *fields;
  WgGridTree *grids;
} WgOfficeRun;

typedef gboolean (*WgOfficeFunc) (WgOfficeRun *run, GError **error);

gboolean wg_office_person_add (WgOfficeRun *run, GError **error);
gboolean wg_office_person_deactivate (WgOfficeRun *run, GError **error);
gboolean wg_office_person_keep (WgOfficeRun *run, GError **error);
gboolean wg_office_person_release (WgOfficeRun *run, GError **error);
gboolean wg_office_unit_add (WgOfficeRun *run, GError **error);
gboolean wg_office_duty_add (WgOfficeRun *run, GError **error);
gboolean wg_office_operator_add (WgOfficeRun *run, GError **error);
gboolean wg_office_operator_grant (WgOfficeRun *run, GError **error);
gboolean wg_office_operator_revoke (WgOfficeRun *run, GError **error);

/* Refuses unless the actor has one of the roles of the verb at @grid_id; %WG_NO_ID asks for a role that holds anywhere. */
gboolean wg_office_demand (WgOfficeRun *run, gint64 grid_id, GError **error);

/* The id of the grid in force that has this code. */
gboolean wg_office_find_grid (WgOfficeRun *run, const char *code, gint64 *grid_id, GError **error);

/* A unit by name or id; %NULL is none. */
gboolean wg_office_find_unit (WgOfficeRun *run, const char *name, gint64 *unit_id, GError **error);

/* The district, for binding. */
gint64 wg_office_get_district (WgOfficeRun *run);

/* A refusal of the office: what is wrong, and that nothing was changed. */
gboolean wg_office_refuse (GError **error, const char *sentence);

/* The text of @text without blanks around it, or %NULL with a refusal when it is empty or longer than it may be. */
char *wg_office_take_name (const char *text, GError **error);

G_END_DECLS
