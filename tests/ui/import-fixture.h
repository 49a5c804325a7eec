/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-page.h"

#include "wg-grid-tree.h"
#include "wg-test-store.h"

typedef struct
{
  WgTestStore store;
  WgContext *context;
  WgImportPage *page;
  GtkWidget *window;
  char *file;
} ImportFixture;

/* Functions of a GTest fixture. */
void import_fixture_set_up (ImportFixture *f, gconstpointer user_data);
void import_fixture_tear_down (ImportFixture *f, gconstpointer user_data);

/* Writes a file of that name and opens it. */
void import_fixture_open_text (ImportFixture *f, const char *name, const char *text);
/* Until the page is not busy. */
void import_fixture_settle (ImportFixture *f);
/* Presses what leads to the next step, and settles. */
void import_fixture_go_on (ImportFixture *f);
/* Of the database: (transfer full). */
WgGridTree *import_fixture_load_grids (ImportFixture *f);
guint import_fixture_count_grids (ImportFixture *f);
/* Whether a label with @text in it can be seen in @widget. */
gboolean import_fixture_says (GtkWidget *widget, const char *text);
