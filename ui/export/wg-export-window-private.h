/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-export-window.h"

G_BEGIN_DECLS

struct _WgExportWindow
{
  AdwWindow parent_instance;

  WgContext *context; /* owned; NULL when disposed of */

  /* The questions (wg-export-window-form.c). */
  GtkWidget *page;
  AdwPreferencesGroup *form;
  AdwComboRow *kind;
  AdwComboRow *level;
  AdwComboRow *format;
  AdwComboRow *encoding;
  AdwComboRow *coordinates;
  GtkWidget *epsg;  /* an entry row, shown when the coordinates are others */
  GArray *depths;   /* of int: what the answers of `level` mean, 0 for all */
  GPtrArray *nicks; /* what the answers of `format` mean, borrowed */
  gboolean filling; /* answers change because the questions do */

  /* The fields (wg-export-window-fields.c). */
  AdwPreferencesGroup *fields;
  GPtrArray *rows;   /* of AdwActionRow, borrowed */
  GPtrArray *checks; /* of GtkCheckButton, borrowed */
  GArray *choices;   /* of WgExportChoice */

  /* What is being written, and what became of it (wg-export-window-work.c). */
  GtkWidget *progress;
  GtkLabel *result;
  GtkLabel *reason; /* why nothing can be written */
  GtkWidget *write;
  GtkWidget *cancel;
  GCancellable *running; /* nullable */
  guint timer;
  int n_done;  /* atomic */
  int n_total; /* atomic */
};

void wg_export_window_add_form (WgExportWindow *self);
WgExportKind wg_export_window_get_kind (WgExportWindow *self);
const char *wg_export_window_get_format (WgExportWindow *self);
/* Returns: whether it is among those that are offered */
gboolean wg_export_window_choose_format (WgExportWindow *self, const char *nick);
/* Enters the answers. */
void wg_export_window_fill_request (WgExportWindow *self, WgExportRequest *request);

void wg_export_window_add_fields (WgExportWindow *self);
/* Those of the kind that is chosen, as they leave when nobody asks otherwise. */
void wg_export_window_list_fields (WgExportWindow *self);
/* Who sits here may have changed. */
void wg_export_window_renew_fields (WgExportWindow *self);
/* Returns: (transfer full): the names of the chosen ones, in the order of the file */
char **wg_export_window_dup_fields (WgExportWindow *self);

/* Returns: (transfer floating): the foot of the window */
GtkWidget *wg_export_window_make_foot (WgExportWindow *self);
/* Whether something can be written, and why not. */
void wg_export_window_renew_reason (WgExportWindow *self);
/* Returns: whether there was something to stop */
gboolean wg_export_window_stop (WgExportWindow *self);

G_END_DECLS
