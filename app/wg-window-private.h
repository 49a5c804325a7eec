/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-alarm-bar.h"
#include "wg-boundary-page.h"
#include "wg-briefing-page.h"
#include "wg-dispatch-page.h"
#include "wg-liveness.h"
#include "wg-start-page.h"
#include "wg-store-lead.h"
#include "wg-window.h"

G_BEGIN_DECLS

struct _WgWindow
{
  AdwApplicationWindow parent_instance;

  /* Template. */
  AdwToastOverlay *toasts;
  AdwViewStack *stack;
  AdwViewStack *titles;
  GtkWidget *header;
  GtkWidget *queue_button;
  GtkWidget *new_button;
  GtkWidget *import_button;
  GtkWidget *new_label;
  GtkWidget *import_label;
  GtkMenuButton *view_button;
  GtkWidget *detail_button;
  GtkMenuButton *search_button;
  GtkMenuButton *operator_button;
  AdwAvatar *operator_avatar;
  GtkLabel *operator_name;
  GtkLabel *operator_roles;
  GtkMenuButton *alarms_button;
  GtkImage *alarms_icon;
  GtkLabel *alarms_count;
  WgAlarmBar *alarm_bar;
  GtkWidget *notice;
  GtkLabel *notice_text;
  GtkWidget *copy_button;
  GtkWidget *reopen_button;
  WgStartPage *start;
  AdwViewStack *views;

  /* Borrowed: it outlives every window. */
  WgSession *session;

  /* Owned. */
  WgContext *context;   /* nullable: nothing is open */
  WgAlarms *alarms; /* nullable, of `context` */
  WgDispatchPage *page; /* nullable, belongs to `views` */
  WgBoundaryPage *boundaries; /* nullable, belongs to `views` */
  WgBriefingPage *briefing;   /* nullable, belongs to `views` */
  WgImportPage *import;       /* nullable, belongs to `boundaries` */
  GCancellable *cancellable;
  GCancellable *making; /* nullable: of the making of the demo district */
  AdwToast *toast; /* weak, nullable: the newest one */
  gboolean undo_wanted; /* asked for while the move it means is still being written */
  gboolean redo_wanted; /* the same of doing it again */
  GPtrArray *done;      /* nullable, of WgAct: the own last move, when it can be undone */
  GPtrArray *undone;    /* nullable, of WgAct: the move that was undone last, each with the version that its undo left */
  gint64 last_version;  /* that `done` left, when it was a move on one case */
  char *last_batch;     /* key of the own last move when it was one on several cases */
  gboolean import_first; /* the database is opened in order to import into it */
  gboolean import_aside; /* the import was begun in another view, and leads back there */
  char *past_from; /* the view from which the past was asked for, and to which it leads back */
  GtkWidget *export; /* weak, nullable: the form of a file for others */
  WgLead *lead;     /* nullable: the newest entry of the history */
  char *lead_text;  /* nullable: what was said of it last */
  WgLiveness *liveness; /* owned, once there is a database */
  gboolean file_lost;   /* its notice is shown */
  guint tick_timer;
  guint status_timer;
  GtkWidget *last_focus; /* weak, nullable: what had the focus before a popover took it */
  gboolean in_popover; /* the focus is in one */
  guint focus_idle;
  GSignalGroup *focused; /* what has the focus, watched */
  GtkWidget *focus_parent; /* weak, nullable: the list of a row that has the focus */
  guint adopt_idle;
};

/* Actions (wg-window-actions.c). */
void wg_window_add_actions (WgWindow *self);
void wg_window_enable_actions (WgWindow *self);
void wg_window_add_keys (WgWindow *self);

/* The own last move, taken back and done again (wg-window-undo.c). */
void wg_window_undo (WgWindow *self, const char *number);
void wg_window_undo_last (WgWindow *self);
void wg_window_redo_last (WgWindow *self);
void wg_window_remember_move (WgWindow *self, const WgAct *act, const WgActResult *result);
/* @acts is NULL for the undo of a batch. */
void wg_window_remember_batch (WgWindow *self, WgVerb verb, GPtrArray *acts, const char *undo_key);
/* Another database, or somebody else sits here. */
void wg_window_forget_moves (WgWindow *self);
/* What an undo or a redo waited for was refused. */
void wg_window_forget_wanted (WgWindow *self);

/* The briefing and the full screen (wg-window-briefing.c). */
void wg_window_add_briefing (WgWindow *self);
void wg_window_show_briefing (WgWindow *self);
void wg_window_watch_fullscreen (WgWindow *self);

/* What scripts see (wg-window-status.c). */
void wg_window_add_status (WgWindow *self);
void wg_window_renew_status (WgWindow *self);

/* The page of a foreign file, wherever one is (wg-window.c). */
void wg_window_enter_import (WgWindow *self);

/* What is said of moves, and who makes them (wg-window-desk.c). */
void wg_window_connect_desk (WgWindow *self);
void wg_window_tell_in_force (WgWindow *self, gint64 draft_id, const char *name);
void wg_window_find_operator (WgWindow *self);

/* What is alarming (wg-window-alarms.c). */
void wg_window_add_alarms (WgWindow *self);
void wg_window_drop_alarms (WgWindow *self);
/* Acknowledges the oldest emergency and shows it. */
void wg_window_acknowledge (WgWindow *self);
/* Opens the alarms where tones are kept back. */
void wg_window_silence (WgWindow *self);

/* Where the focus goes when something closes (wg-window-focus.c). */
void wg_window_watch_focus (WgWindow *self);
void wg_window_forget_focus (WgWindow *self);
/* Buttons of popovers below @widget do not take the focus from a click. */
void wg_window_spare_focus (GtkWidget *widget);

/* Whether the clock of this computer is behind the history (wg-window-lead.c). */
void wg_window_watch_lead (WgWindow *self);
void wg_window_forget_lead (WgWindow *self);

/* What is wrong with the database (wg-window.c). */
void wg_window_show_notice (WgWindow *self);
void wg_window_show_trouble (WgWindow *self, const char *text);
/* Opens what lies now where the database lay. */
void wg_window_reopen (WgWindow *self);

/* Paper (wg-window-print.c): writes the case that is shown as PDF, or the card of the selected grid; where to is asked for
 * when @path is NULL.
 */
void wg_window_print (WgWindow *self, const char *path);

/* Files for others (wg-window-export.c): opens the form. @kind and @path are both NULL, or what a script wants written where. */
void wg_window_export (WgWindow *self, const char *kind, const char *path);
/* The database is left. */
void wg_window_drop_export (WgWindow *self);

/* The start page (wg-window-start.c). */
void wg_window_start_with (WgWindow *self, const char *way);
void wg_window_choose_database (WgWindow *self);
/* Writes a copy of the open database to @path, where nothing is yet, and opens it. */
void wg_window_work_on_copy (WgWindow *self, const char *path);
void wg_window_choose_copy (WgWindow *self);

G_END_DECLS
