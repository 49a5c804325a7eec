/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-assign-list.h"
#include "wg-case-detail.h"
#include "wg-case-dossier-list.h"
#include "wg-case-form.h"
#include "wg-case-history.h"
#include "wg-case-icon.h"
#include "wg-case-offers.h"
#include "wg-clock-ring.h"
#include "wg-evidence-popover.h"
#include "wg-ledger-popover.h"
#include "wg-wrap-box.h"

G_BEGIN_DECLS

struct _WgCaseDetail
{
  GtkWidget parent_instance;

  /* Template. */
  AdwViewStack *stack;
  AdwStatusPage *none;
  GtkWidget *unsent;
  WgCaseIcon *icon;
  GtkLabel *title;
  GtkLabel *number;
  WgWrapBox *pills;
  WgClockRing *ring;
  GtkLabel *clock_words;
  GtkLabel *clock_due;
  GtkLabel *limit_note;
  GtkLabel *holder;
  GtkMenuButton *why;
  GtkLabel *address;
  GtkLabel *grid;
  GtkMenuButton *evidence;
  GtkWidget *border_label;
  GtkLabel *border;
  GtkLabel *reporter;
  GtkButton *reveal;
  GtkWidget *body_label;
  GtkLabel *body;
  GtkWidget *unfold; /* of a long body: all of it, or its beginning */
  WgCaseDossierList *dossier;
  GtkButton *assign_unit;
  WgAssignList *assign;
  GtkLabel *history_count;
  WgCaseHistory *history;
  GtkWidget *news_box;
  GtkLabel *news;
  WgCaseForm *form;
  GtkEditable *note;
  GtkBox *verbs;
  GtkMenuButton *menu_button;

  /* Owned. */
  WgContext *context;
  WgCaseRecord *record;        /* nullable: nothing is shown */
  WgCaseFile *file;            /* nullable: not read yet */
  GPtrArray *offers;           /* of WgCaseOffer */
  gboolean overdue; /* when they were listed */
  GSimpleActionGroup *actions; /* one per verb, enabled when it is allowed */
  gboolean bringing;           /* the note is being set from its draft */
  GCancellable *cancellable;   /* of the reading of the file */

  char *said; /* nullable: the answer to what was done here */
  GPtrArray *news_events; /* nullable: the last of them is what somebody else did while the case was shown */
  gint64 last_event;   /* the newest event of the case that is known here */
  char *reveal_key;    /* the act whose commit reveals the reporter */
  guint conceal_timer; /* running while the reporter is shown */
  char *style;         /* the style class that the words of the clock have */
};

/* What is known (wg-case-detail-facts.c). */
void wg_case_detail_show_record (WgCaseDetail *self);
void wg_case_detail_unfold (WgCaseDetail *self);
void wg_case_detail_show_clock (WgCaseDetail *self);
void wg_case_detail_show_file (WgCaseDetail *self);
void wg_case_detail_conceal_reporter (WgCaseDetail *self);
void wg_case_detail_note_revealed (WgCaseDetail *self, const WgAct *act);

/* What is allowed (wg-case-detail-moves.c). */
void wg_case_detail_show_offers (WgCaseDetail *self);
void wg_case_detail_connect_moves (WgCaseDetail *self);
void wg_case_detail_bind_moves (GtkWidgetClass *widget_class);
/* What was typed into the form, looked up and sent (wg-case-detail-send.c); takes @act. */
void wg_case_detail_send_form (WgCaseDetail *self, WgAct *act, guint demands);
void wg_case_detail_say (WgCaseDetail *self, const char *text);

G_END_DECLS
