/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-detail-private.h"
#include "wg-session.h"
#include "wg-test-store.h"
#include "wg-window-private.h"

G_BEGIN_DECLS

/* The window of the program over the small district of wg-test-store.h, for tests that look at it or use it. */
typedef struct
{
  WgTestStore base;
  WgWindow *window;
  WgCaseDetail *detail;
} WgTestWindow;

/* Once a process, instead of gtk_test_init(): the program as it starts, with the translation of the build folder. */
void wg_test_window_init (int *argc, char ***argv);

/* A window without a database. */
WgWindow *wg_test_window_new (void);

/* Shows the store of @self, which is set up already, and waits until the cases are read and somebody sits there. */
void wg_test_window_open (WgTestWindow *self);
/* Closes the window, and tears the store down. */
void wg_test_window_close (WgTestWindow *self);

/* Gives the window that size, waits until it has it, and looks whether it is no larger: a larger one would not fit the screen. */
void wg_test_window_resize (WgTestWindow *self, int width, int height);

/* Until the detail shows the case in this state with its history read and its next steps. */
void wg_test_window_wait_for_state (WgTestWindow *self, WgCaseState state);
/* Until somebody can be chosen to assign the case to. */
void wg_test_window_wait_for_people (WgTestWindow *self);

/* Activates an action of the window, which must be possible, and takes @value. */
void wg_test_window_act (WgTestWindow *self, const char *name, GVariant *value);

/* The first mapped widget below @widget that @is_it says yes to, in the order of Tab, or %NULL. */
GtkWidget *wg_test_window_find (GtkWidget *widget, gboolean (*is_it) (GtkWidget *widget, gconstpointer data),
                                gconstpointer data);

/* Registers a case and selects it. Returns: (transfer full): its number */
char *wg_test_window_register (WgTestWindow *self);

/* Whether a label below @widget, seen or not, has that text. */
gboolean wg_test_window_shows_text (GtkWidget *widget, const char *text);

G_END_DECLS
