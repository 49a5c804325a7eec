/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-briefing-composer.h"

G_BEGIN_DECLS

/* What the parts of the panel share. */

struct _WgBriefingComposer
{
  GtkWidget parent_instance;

  WgBriefingPlan *plan; /* owned, nullable */
  char *saved;
  char *reason; /* nullable: why it cannot be saved */
  GPtrArray *choices; /* owned: those without a name, in the order of @reports */
  char **expressions; /* owned */
  guint page;
  gboolean filling; /* the controls are being set, nobody chose */

  GtkWidget *scroller; /* child */
  GtkWidget *name;
  GtkDropDown *reports;
  GtkWidget *title;
  GtkWidget *earlier;
  GtkWidget *later;
  GtkWidget *remove_page;
  GtkWidget *add_page;
  GtkWidget *tiles;
  GtkWidget *add_tile;
  GtkWidget *trouble;
  GtkWidget *save;
  GtkWidget *copy;
  GtkWidget *remove;
};

/* wg-briefing-composer.c */
WgBriefingLeaf *wg_briefing_composer_get_leaf (WgBriefingComposer *self);
/* The controls of a tile are replaced when it changes, so not while one of them still speaks. */
void wg_briefing_composer_change_soon (WgBriefingComposer *self);
void wg_briefing_composer_name_widget (GtkWidget *widget, const char *name);

/* wg-briefing-composer-tiles.c */
void wg_briefing_composer_fill_tiles (WgBriefingComposer *self);
void wg_briefing_composer_put_tile (WgBriefingComposer *self, guint i, WgTileKind kind, const char *about);

G_END_DECLS
