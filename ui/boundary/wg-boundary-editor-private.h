/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-boundary-check.h"
#include "wg-boundary-editor.h"
#include "wg-boundary-overlay.h"
#include "wg-city-feed.h"

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define WG_EDITOR_MIN_ZOOM 3
#define WG_EDITOR_MAX_ZOOM 22
#define WG_EDITOR_GRAB_PX 12.0
#define WG_EDITOR_SNAP_PX 14.0
#define WG_N_SIDES 4 /* more grids than that hardly meet in a corner */

/* One side of the border: its card on the right. */
typedef struct
{
  GtkWidget *card;
  GtkLabel *title;
  GtkLabel *values[5][3];
} WgSideCard;

struct _WgBoundaryEditor
{
  GtkWidget parent_instance;

  /* owned */
  WgContext *context;
  WgCityFeed *feed;
  WgBaseMaps *base_maps;
  WgBoundarySketch *sketch;
  WgBoundaryCheck *check;
  WgBoundaryHand hand;

  WgBoundaryTool tool;
  gboolean snap_on;
  gboolean trace_on; /* a line follows what both its ends lie on */
  gboolean round_on; /* a line goes round houses */
  gboolean pending;   /* a step is being kept */
  gboolean inserting; /* what is held is a place on a border, not a corner */
  gboolean fitted;
  gboolean hand_taken; /* what was in the hand the last time is in it again */
  gboolean dragging;
  double pointer[2]; /* where it was last, NAN before */
  gint64 wipe_us; /* when W went down, 0 when it is up */

  /* children */
  GtkWidget *column;
  GtkWidget *overlay;
  ShumateMap *map;
  WgCityLayer *layer;
  GtkWidget *drawing;
  GtkWidget *palette;
  GtkToggleButton *tools[WG_N_TOOLS];
  GtkToggleButton *snap_button;
  GtkToggleButton *trace_button;
  GtkToggleButton *round_button;
  GtkToggleButton *wipe_button;

  GtkLabel *bar_title;
  GtkLabel *bar_text;
  GtkLabel *bar_state;
  GtkLabel *bar_reason;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *next_button;   /* the next step of the draft */
  GtkWidget *return_button; /* a menu button with the reason */
  GtkEditable *return_reason;
  GtkWidget *withdraw_button;
  GtkWidget *notice_button; /* while it is on its way */
  GtkWidget *print_button;  /* the notice once it is in force: nothing else is to be done then */
  WgDraftVerb next_verb;

  GtkWidget *left;
  GtkWidget *right;
  GtkWidget *hand_part; /* of the right: both sides and the coordinates, for who draws */
  GtkLabel *no_side;
  GtkListBox *findings;
  GtkLabel *findings_title;
  GtkListBox *changes;
  GtkLabel *changes_title;
  WgSideCard sides[WG_N_SIDES];
  GtkLabel *impact_title;
  GtkLabel *impact;
  GtkListBox *weights; /* the redrawn grids */
  GtkListBox *moves;
  GtkEditable *lon_entry;
  GtkEditable *lat_entry;
  GtkLabel *place_hint; /* how to write a place, and what was written instead */
  GtkLabel *hint;
  GtkLabel *coverage_state;
  char *refusal; /* nullable: why the last step was refused */
};

/* wg-boundary-editor-tools.c: what a tool does with points */
void wg_boundary_editor_point_at (WgBoundaryEditor *self, double lon, double lat, gboolean snap);
void wg_boundary_editor_add_point (WgBoundaryEditor *self);
void wg_boundary_editor_accept (WgBoundaryEditor *self);
void wg_boundary_editor_end_step (WgBoundaryEditor *self);
gboolean wg_boundary_editor_abandon (WgBoundaryEditor *self);
gboolean wg_boundary_editor_hold (WgBoundaryEditor *self, double lon, double lat, double within_m);
gboolean wg_boundary_editor_next_corner (WgBoundaryEditor *self, int by);
void wg_boundary_editor_shift (WgBoundaryEditor *self, double east_m, double north_m);
void wg_boundary_editor_show_cursor (WgBoundaryEditor *self);
void wg_boundary_editor_insert (WgBoundaryEditor *self);
void wg_boundary_editor_delete (WgBoundaryEditor *self);
void wg_boundary_editor_drop_point (WgBoundaryEditor *self);
void wg_boundary_editor_refresh (WgBoundaryEditor *self);
void wg_boundary_editor_follow (WgBoundaryEditor *self);
double wg_boundary_editor_get_metres (WgBoundaryEditor *self, double pixels);
const char *wg_boundary_tool_get_label (WgBoundaryTool tool);

/* wg-boundary-editor-card.c: what is said beside the cursor */
void wg_boundary_editor_renew_card (WgBoundaryEditor *self);

/* wg-boundary-editor-hand.c: a line that is no step yet, over the end of the program */
void wg_boundary_editor_keep_hand (WgBoundaryEditor *self);
void wg_boundary_editor_take_hand (WgBoundaryEditor *self);

/* wg-boundary-editor-input.c */
void wg_boundary_editor_add_input (WgBoundaryEditor *self);

/* wg-boundary-editor-panes.c */
GtkWidget *wg_boundary_editor_make_left (WgBoundaryEditor *self);
GtkWidget *wg_boundary_editor_make_right (WgBoundaryEditor *self);
GtkWidget *wg_boundary_editor_make_status (WgBoundaryEditor *self);
void wg_boundary_editor_size_panes (WgBoundaryEditor *self);
void wg_boundary_editor_show_left (WgBoundaryEditor *self);
void wg_boundary_editor_show_right (WgBoundaryEditor *self);
void wg_boundary_editor_show_sides (WgBoundaryEditor *self);
void wg_boundary_editor_show_status (WgBoundaryEditor *self);
gboolean wg_boundary_editor_leave_place (WgBoundaryEditor *self);

GtkLabel *wg_boundary_editor_make_label (const char *text, const char *class, float align);
GtkListBox *wg_boundary_editor_add_list (GtkBox *column, const char *name);
const char *wg_boundary_editor_name_of (WgBoundaryEditor *self, const char *code);

/* wg-boundary-editor-impact.c: what the whole draft does */
void wg_boundary_editor_add_impact (WgBoundaryEditor *self, GtkBox *column);
void wg_boundary_editor_show_impact (WgBoundaryEditor *self);

/* wg-boundary-editor-findings.c: fills the empty list, and returns how many there are to look at */
guint wg_boundary_editor_fill_findings (WgBoundaryEditor *self);
void wg_boundary_editor_show_finding (GtkListBox *list, GtkListBoxRow *row, WgBoundaryEditor *self);

/* wg-boundary-editor-draft.c */
GtkWidget *wg_boundary_editor_make_bar (WgBoundaryEditor *self);
void wg_boundary_editor_show_bar (WgBoundaryEditor *self);

/* wg-boundary-editor.c */
void wg_boundary_editor_go_to (WgBoundaryEditor *self, double lon, double lat, double zoom);
void wg_boundary_editor_fit_box (WgBoundaryEditor *self, const WgBox *box);
void wg_boundary_editor_set_wiped (WgBoundaryEditor *self, gboolean wiped);

G_END_DECLS
