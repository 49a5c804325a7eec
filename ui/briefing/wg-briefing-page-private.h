/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-maps.h"
#include "wg-briefing-board.h"
#include "wg-briefing-composer.h"
#include "wg-briefing-page.h"
#include "wg-briefing-rows.h"
#include "wg-store-briefings.h"
#include "wg-time-view.h"

G_BEGIN_DECLS

struct _WgBriefingPage
{
  GtkWidget parent_instance;

  /* owned */
  WgContext *context;
  WgBaseMaps *base_maps;
  GPtrArray *leaves; /* of WgBriefingLeaf */
  WgBriefing *briefing;
  JsonNode *root; /* of its figures */
  WgGridTree *tree;
  WgCity *city;
  GCancellable *making; /* nullable: a briefing is being made */
  GTask *writing;        /* nullable: a file is being written */
  GCancellable *finding; /* nullable: cases are looked for */
  GPtrArray *choices;    /* of WgBriefingChoice */
  GPtrArray *issued;     /* nullable: of WgBriefing, without their figures */
  JsonObject *campaigns; /* nullable */
  JsonObject *plans;     /* nullable */
  char *report;
  char *campaign; /* nullable */
  char *name;     /* nullable: of what the centre composed */

  /* children */
  GtkWidget *box;
  GtkWidget *head;
  GtkWidget *tools;
  GtkDropDown *kinds;
  GtkWidget *as_of;
  GtkWidget *issue;
  GtkWidget *issued_button;
  GtkStringList *issued_rows; /* of the list */
  GtkWidget *task;            /* the report of the month */
  WgBriefingComposer *composer;
  GtkWidget *progress;
  AdwViewStack *stack; /* loading, trouble, board, rows, time */
  AdwStatusPage *trouble;
  WgBriefingBoard *board;
  WgBriefingRows *rows;
  WgTimeView *time;
  GtkWidget *bar;
  GtkWidget *pages; /* the buttons of the bar */
  WgBriefingPaper paper;
  GtkCssProvider *sizes; /* owned: text grows with the window */

  gint64 as_of_ms; /* asked for */
  gint64 task_id;  /* the report of the month as it was issued, 0 for none */
  guint n_reads;   /* lists that are being read, and what is being saved */
  guint page;
  guint pulse_timer;
  guint writing_timer;
  guint size_idle;
  int em; /* of the style sheet */
  gboolean wall;
  gboolean composing;
  gboolean printed; /* shown in the colours of paper */
  gboolean keep_focus; /* in the panel, while the page beside it changes */
  gboolean filling; /* the controls are being set, nobody chose */
};

/* wg-briefing-page.c */
void wg_briefing_page_show_page (WgBriefingPage *self);
WgTheme wg_briefing_page_get_theme (WgBriefingPage *self);
void wg_briefing_page_show_rows (WgBriefingPage *self, gboolean shown);
void wg_briefing_page_show_time (WgBriefingPage *self, gboolean shown);
void wg_briefing_page_drill (WgBriefingPage *self, const char *what);
/* `indicator:NICK` when the tile in focus is a number whose cases can be listed, else NULL. */
char *wg_briefing_page_name_number (WgBriefingPage *self);
/* Shows that something takes its time, until it is told with FALSE. */
void wg_briefing_page_set_busy (WgBriefingPage *self, gboolean busy);

/* wg-briefing-page-keys.c */
void wg_briefing_page_add_keys (WgBriefingPage *self);

/* wg-briefing-page-files.c: print, and ask where a file goes. */
void wg_briefing_page_print (WgBriefingPage *self);
/* Whether something was being written, which is cancelled. */
gboolean wg_briefing_page_cancel_writing (WgBriefingPage *self);
void wg_briefing_page_ask_pdf (WgBriefingPage *self);
void wg_briefing_page_ask_png (WgBriefingPage *self);
void wg_briefing_page_ask_csv (WgBriefingPage *self);

/* wg-briefing-page-bar.c: what stands above and below the tiles. */
void wg_briefing_page_place_tools (WgBriefingPage *self);
void wg_briefing_page_add_tools (WgBriefingPage *self, GtkWidget *line);
GtkWidget *wg_briefing_page_make_bar (WgBriefingPage *self);
void wg_briefing_page_update_bar (WgBriefingPage *self);
void wg_briefing_page_fill_tools (WgBriefingPage *self);
void wg_briefing_page_fill_pages (WgBriefingPage *self);

/* wg-briefing-page-choices.c: which briefings there are. */
void wg_briefing_page_add_lists (WgBriefingPage *self, GtkWidget *box);
void wg_briefing_page_read_lists (WgBriefingPage *self);
void wg_briefing_page_fill_choices (WgBriefingPage *self);
void wg_briefing_page_select_choice (WgBriefingPage *self);

/* wg-briefing-page-compose.c */
GtkWidget *wg_briefing_page_make_composer (WgBriefingPage *self);
/* Takes the pages, the standard ones for NULL, and shows one. */
void wg_briefing_page_take_leaves (WgBriefingPage *self, GPtrArray *leaves);

G_END_DECLS
