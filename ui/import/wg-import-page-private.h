/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-maps.h"
#include "wg-import-choices.h"
#include "wg-import-findings.h"
#include "wg-import-job.h"
#include "wg-import-page.h"
#include "wg-import-preview.h"
#include "wg-import-profile.h"

G_BEGIN_DECLS

struct _WgImportPage
{
  GtkWidget parent_instance;

  /* The file and the answers about it. */
  WgContext *context;
  WgBaseMaps *base_maps; /* from the first file on */
  WgGridTree *grids;
  WgImportRequest *request; /* NULL without a file */
  gboolean kind_said;       /* a person chose the kind: no more guessing */
  gboolean level_said;      /* a person chose the level */
  gboolean duplicates_said; /* a person chose what becomes of a code that is there */
  GPtrArray *profiles;      /* WgImportProfile; NULL until they are loaded */
  char *profile;            /* the one that was chosen or kept, or NULL */
  gboolean crs_proposed;    /* the system asked for is not a person's choice */
  JsonObject *source;       /* what the last look found */

  /* The work. */
  WgImportPhase phase;
  gboolean looking;
  WgImportJob *job; /* keeps the staging file */
  GCancellable *cancellable;
  WgImportReport *report;
  gint64 batch;
  guint pulsing;       /* the source that moves the bar */
  gint64 last_feature; /* of the finding that was answered; found again after the check */

  /* The template. */
  GtkWidget *content;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkPaned *panes;
  AdwClamp *questions_clamp;
  AdwClamp *outcome_clamp;
  AdwViewStack *stack;
  WgImportChoices *choices_kind;
  AdwEntryRow *level_name;
  GtkWidget *names;
  AdwEntryRow *owner;
  GtkWidget *owners;
  WgImportChoices *choices_encoding;
  GtkLevelBar *confidence;
  GtkLabel *confidence_text;
  GtkGrid *rows;
  WgImportChoices *choices_crs;
  AdwEntryRow *other_crs;
  WgImportChoices *choices_fields;
  WgImportChoices *choices_states;
  GtkLabel *result_title;
  GtkLabel *result_text;
  WgImportFindings *findings;
  GtkWidget *no_findings;
  GtkWidget *decisions;
  GtkWidget *button_fix;
  GtkWidget *width_box;
  GtkSpinButton *width; /* of what is filled, metres */
  GtkWidget *takers; /* who can get what two grids have: one of two, or the other */
  GtkWidget *button_one;
  GtkWidget *button_other;
  GtkWidget *button_ignore;
  GtkEntry *reason;
  GtkLabel *scope; /* what an answer is for */
  WgImportPreview *preview;
  GtkWidget *legend_card;
  GtkLabel *legend;
  GtkLabel *far_away; /* that the shapes lie outside the district */
  GtkWidget *error_box;
  GtkLabel *error_text;
  GtkProgressBar *progress;
  GtkLabel *sentence;
  GtkWidget *button_cancel;
  GtkWidget *button_choose;
  GtkWidget *button_profile;
  GtkEntry *sender;
  GtkWidget *button_save;
  GtkWidget *button_undo;
  GtkWidget *button_next;
};

/* wg-import-page-show.c: what the buttons and lines say in this phase. */
void wg_import_page_show_phase (WgImportPage *self);
/* Whether another check would leave out something else than the last one. */
gboolean wg_import_page_has_new_ticks (WgImportPage *self);
void wg_import_page_set_phase (WgImportPage *self, WgImportPhase phase);
void wg_import_page_show_error (WgImportPage *self, const GError *error);

/* wg-import-page-fill.c: the questions, from what was found. */
void wg_import_page_fill (WgImportPage *self);
char *wg_import_page_describe_source (WgImportPage *self);
/* Whose data it is, as said here, else as the file says; "" when neither does. */
const char *wg_import_page_get_owner (WgImportPage *self);
/* (nullable): the first question that must be answered before a check. */
char *wg_import_page_find_question (WgImportPage *self);
gboolean wg_import_page_take_answer (WgImportPage *self, const char *key, const char *value);

/* wg-import-page-place.c: what the coordinates could be, the nearest to the district first (element-type JsonObject), and
 * (nullable) the only one of them that falls inside it.
 */
GPtrArray *wg_import_page_list_places (WgImportPage *self);
const char *wg_import_page_find_only_place (WgImportPage *self);
char *wg_import_page_describe_place (WgImportPage *self, double lon, double lat);
/* (nullable): the same of all that is drawn, NULL while nothing is known of it. */
char *wg_import_page_describe_extent (WgImportPage *self);
/* (transfer full) (nullable): that it falls outside the district. */
char *wg_import_page_warn_of_place (WgImportPage *self);

/* wg-import-page-rows.c */
void wg_import_rows_fill (GtkGrid *grid, JsonObject *source);
char *wg_import_rows_get_sample (JsonObject *source, const char *field);

/* wg-import-words.c */
const char *wg_import_kind_get_label (WgImportKind kind);
const char *wg_import_column_get_label (const char *column);

/* (nullable): what can be done about a finding of @rule, as a verb. */
const char *wg_import_rule_get_fix (const char *rule);
void wg_import_page_fill_legend (WgImportPage *self);

/* wg-import-page-profile.c */
void wg_import_page_install_profiles (GtkWidgetClass *widget_class);
void wg_import_page_load_profiles (WgImportPage *self);
void wg_import_page_show_profiles (WgImportPage *self);
/* FALSE: there is none of that name. */
gboolean wg_import_page_take_profile (WgImportPage *self, const char *name);

/* wg-import-page-decide.c */
void wg_import_page_install_decisions (GtkWidgetClass *widget_class);
void wg_import_page_show_decisions (WgImportPage *self);
void wg_import_page_select_last (WgImportPage *self);
/* Checks again what was ticked otherwise. */
void wg_import_page_check_ticks (WgImportPage *self);

/* wg-import-page-guess.c: TRUE when another kind fits better than the one that was looked for. */
gboolean wg_import_guess_kind (const char *path, JsonObject *source, WgImportKind *kind);

/* wg-import-page-work.c */
void wg_import_page_look (WgImportPage *self);
void wg_import_page_check (WgImportPage *self);
void wg_import_page_import (WgImportPage *self);
void wg_import_page_undo (WgImportPage *self);
void wg_import_page_save_report (WgImportPage *self, GFile *file);
void wg_import_page_stop (WgImportPage *self);
/* (nullable): why this person cannot import. */
const char *wg_import_page_find_obstacle (WgImportPage *self);

G_END_DECLS
