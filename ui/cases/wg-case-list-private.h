/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-late.h"
#include "wg-case-list.h"

G_BEGIN_DECLS

typedef enum
{
  WG_GROWTH_NONE,    /* no row yet */
  WG_GROWTH_STARTED, /* the first rows are there */
  WG_GROWTH_SEEN,    /* and on the screen */
  WG_GROWTH_WANING,  /* other rows are being found */
} WgGrowth;

struct _WgCaseList
{
  GtkWidget parent_instance;

  /* Template. */
  GtkLabel *title;
  GtkDropDown *chooser;
  GtkLabel *count;
  GtkEditable *search;
  GtkWidget *sort_button;
  GMenu *sort_menu;
  GtkWidget *grid_chip;
  GtkLabel *grid_label;
  GtkWidget *pinned;
  GtkLabel *pinned_title;
  GtkScrolledWindow *pinned_frame;
  GtkListView *pinned_view;
  GtkButton *more_button;
  AdwViewStack *stack;
  GtkWidget *scroller;
  GtkColumnView *view;
  GtkColumnViewColumn *icon_column;
  GtkColumnViewColumn *case_column;
  GtkColumnViewColumn *reported_column;
  GtkColumnViewColumn *class_column;
  GtkColumnViewColumn *limit_column;
  AdwStatusPage *empty;
  GtkButton *empty_button;

  /* Owned. */
  WgContext *context;
  WgCaseListModel *model;
  WgCaseListModel *emergencies;
  GtkSliceListModel *slice; /* the rows of `model` that the table has so far */
  GtkMultiSelection *selection;
  GtkSingleSelection *pinned_selection;
  GtkSliceListModel *pinned_slice;
  GSimpleActionGroup *actions;
  WgCaseLate *late; /* of the cells of `view` */

  char *found_title; /* nullable: the queue is shown */
  GPtrArray *found_records; /* nullable: what a saved filter found */
  gboolean found_list; /* they are those of a queue, and printed as a list */
  GPtrArray *filters; /* WgCaseFilter */
  GMenu *filter_menu;
  WgGrowth growth;
  gboolean compact;
  gboolean syncing;     /* the selection is being copied; do not copy it back */
  gboolean all_pinned;  /* more than three emergencies are unfolded */
  gboolean choosing;    /* the first of the rows that are still to come is wanted */
  guint release_timer;  /* lets the rows move again after the pointer rested */
  guint wait_timer;     /* says that rows are still to come */
  WgQueue empty_target; /* where the button of the empty page leads, when it leads to a queue */
  const char *empty_action; /* nullable: what it does else */
};

/* Columns and rows (wg-case-list-columns.c). */
void wg_case_list_make_columns (WgCaseList *self);
void wg_case_list_make_rows (WgCaseList *self);
void wg_case_list_choose_columns (WgCaseList *self);
void wg_case_list_order_by (WgCaseList *self, WgCaseOrder order);
void wg_case_list_ask_menu (WgCaseList *self, GtkWidget *at, double x, double y);

/* Rows are taken up and let go elsewhere (wg-case-list-drag.c). */
void wg_case_list_add_drag (WgCaseList *self);
/* A hand is among the rows: they stay where they are, for as long as @held, or until it has rested. */
void wg_case_list_hold (WgCaseList *self, gboolean held);

/* How many rows the table has (wg-case-list-growth.c). */
GListModel *wg_case_list_make_slice (WgCaseList *self);
/* The model has rows: these frames bring the first of them, the next ones the others. */
void wg_case_list_grow (WgCaseList *self);
/* All rows will be others, @n of them: those that are on the screen at once, the others frame by frame. */
void wg_case_list_shrink (WgCaseList *self, guint n);
/* Rows that are not on the screen go frame by frame, because all of them will be others. */
void wg_case_list_wane (WgCaseList *self);
/* The row at this place of the model is wanted now. */
void wg_case_list_reach (WgCaseList *self, guint position);

/* Keys in the rows (wg-case-list-keys.c). */
void wg_case_list_watch_keys (WgCaseList *self);
void wg_case_list_scroll_to (WgCaseList *self, guint position);
/* The one row that is selected, or GTK_INVALID_LIST_POSITION for none and for several. */
guint wg_case_list_get_selected (WgCaseList *self);

/* Saved filters (wg-case-list-filters.c). */
void wg_case_list_add_filters (WgCaseList *self);
/* The queue is shown again. */
void wg_case_list_forget_found (WgCaseList *self);

/* The page of an empty queue (wg-case-list-empty.c). */
void wg_case_list_show_empty (WgCaseList *self);
/* Does what its button says; FALSE means that it says to show all. */
gboolean wg_case_list_follow_empty (WgCaseList *self);

G_END_DECLS
