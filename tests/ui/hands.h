/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The hands of a person at the X server of the test: keys and pointer go the whole way through server and toolkit, so
 * that a key which somebody swallows on the way is missed here as it is at a desk.
 */

/* Gives @window the keyboard, as a window manager would, and waits until it has it. */
void hands_take (GtkWindow *window);

/* @chord: "d", "1", "ctrl+Return", "shift+F6". The names of keys are those of X. */
void hands_press (const char *chord);

/* @text: lower-case letters, digits and blanks. */
void hands_type (const char *text);

/* @x, @y: in the coordinates of @widget. */
void hands_click (GtkWidget *widget, double x, double y);
void hands_click_middle (GtkWidget *widget);

/* Since the program began; of a chord every key counts. */
guint hands_count_keys (void);
guint hands_count_clicks (void);
/* @clicks: of the wheel, positive towards the map */
void hands_scroll (GtkWidget *widget, double x, double y, int clicks);

/* Along @n points, x and y in shares of the size of @widget. @held: (nullable): a key that is held meanwhile. */
void hands_drag (GtkWidget *widget, const double (*points)[2], guint n, const char *held);

/* The same; @before is called at the last point, before the button is let go. */
void hands_drag_with (GtkWidget *widget, const double (*points)[2], guint n, const char *held, void (*before) (gpointer data),
                      gpointer data);

G_END_DECLS
