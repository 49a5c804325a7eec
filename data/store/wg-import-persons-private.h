/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-run-private.h"

#include <json-glib/json-glib.h>
#include <math.h>

G_BEGIN_DECLS

/* A row of the file. Times that are not said are %WG_NULL_ID. */
typedef struct
{
  WgImportSlot slot;
  char *code;
  char *name;
  char *kind;
  gboolean kind_derived; /* from the post, which says nothing new of somebody who is there */
  char *unit;
  char *post;
  char *grids;
  gint64 from_ms;
  gint64 to_ms;
  char *phone;
  char *skills; /* JSON */
  char *sections;
} StagedPerson;

/* Somebody who is there; fresh: an earlier row of this file brought the person. */
typedef struct
{
  gint64 id;
  char *code;
  char *name;
  gboolean active;
  gboolean fresh;
} WgKnownPerson;

/* wg-import-roster.c: whom and what the rows are held against. */
typedef struct
{
  WgImportRun *run;
  WgStoreWork *work;
  WgGridTree *grids;
  GHashTable *grid_names; /* name to id (gint64), WG_NO_ID for one that several bear */
  GHashTable *units;      /* name to id (gint64), WG_NULL_ID for one that is unknown and was told */
  GPtrArray *persons;     /* WgKnownPerson, owned */
  GHashTable *by_code;    /* WgKnownPerson */
  GHashTable *by_phone;   /* name, a tab and the telephone to WgKnownPerson */
  GHashTable *names;
  JsonObject *chiefs;          /* section to the id of its chief, with what the file says; NULL until it names a section */
  GHashTable *sections;        /* names that the map has */
  GHashTable *said_sections;   /* that the file has given to somebody */
  GPtrArray *changed_sections; /* names */
} WgImportRoster;

WgImportRoster *wg_import_roster_new (WgImportRun *run, WgStoreWork *work, GError **error);
void wg_import_roster_free (WgImportRoster *self);

void wg_import_roster_add (
    WgImportRoster *self, const char *code, const char *name, const char *phone, gint64 id, gboolean fresh);

/* The person that the row is about, by its code, or by name and telephone where one of the two has no code; or %NULL. */
const WgKnownPerson *wg_import_roster_find (WgImportRoster *self, const StagedPerson *staged);

gboolean wg_import_roster_has_name (WgImportRoster *self, const char *name);

/* The unit that the row names; one that nobody knows is told once. */
gboolean wg_import_roster_find_unit (WgImportRoster *self, const StagedPerson *staged, gint64 *unit_id, GError **error);

/* Gives the person the posts and sections of the row, or ends them when it says until when; @n: how many were not so before. */
gboolean wg_import_roster_keep (WgImportRoster *self, const StagedPerson *staged, gint64 person_id, guint *n, GError **error);

/* wg-import-chiefs.c: the part of wg_import_roster_keep() about streets and rivers; what all rows changed, as one event. */
gboolean wg_import_roster_keep_sections (WgImportRoster *self, const StagedPerson *staged, gint64 person_id, guint *n, GError **error);
gboolean wg_import_roster_write_sections (WgImportRoster *self, GError **error);

/* Before the people of the batch go: their streets and rivers are given back to whose they were. */
gboolean wg_import_chiefs_withdraw (WgStoreWork *work, gint64 batch_id, gint64 operator_id, GError **error);

/* The words of a cell. */
char **wg_import_persons_split (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportRoster, wg_import_roster_free)

G_END_DECLS
