/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a signal emitted by hand does not prove that a key arrives; events of the server's own test extension do. */

#include "hands.h"

#include <X11/Xlib.h>
#include <dlfcn.h>
#include <gdk/x11/gdkx.h>

/* The extension has no header in the packages that build the program; its library comes with the accessibility bus. */
typedef int (*FakeKey) (Display *display, unsigned int code, int is_press, unsigned long delay);
typedef int (*FakeButton) (Display *display, unsigned int button, int is_press, unsigned long delay);
typedef int (*FakeMotion) (Display *display, int screen, int x, int y, unsigned long delay);

static struct
{
  Display *display;
  FakeKey key;
  FakeButton button;
  FakeMotion motion;
  guint n_keys;
  guint n_clicks;
} hands;

static void
find_function (gpointer library, const char *name, gpointer function)
{
  *(gpointer *) function = dlsym (library, name);
  g_assert_nonnull (*(gpointer *) function);
}

static void
open_hands (void)
{
  gpointer library;

  if (hands.display != NULL)
    return;
  library = dlopen ("libXtst.so.6", RTLD_NOW);
  g_assert_nonnull (library);
  find_function (library, "XTestFakeKeyEvent", &hands.key);
  find_function (library, "XTestFakeButtonEvent", &hands.button);
  find_function (library, "XTestFakeMotionEvent", &hands.motion);
  hands.display = XOpenDisplay (NULL);
  g_assert_nonnull (hands.display);
}

/* The events are with the program when the server has answered; what they cause is waited for by the test. */
static void
settle (void)
{
  XSync (hands.display, False);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static Window
get_xid (GtkWidget *widget)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (widget));

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  return gdk_x11_surface_get_xid (surface);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

void
hands_take (GtkWindow *window)
{
  open_hands ();
  while (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    g_main_context_iteration (NULL, TRUE);
  settle ();
  XSetInputFocus (hands.display, get_xid (GTK_WIDGET (window)), RevertToParent, CurrentTime);
  settle ();
  while (!gtk_window_is_active (window))
    g_main_context_iteration (NULL, TRUE);
}

static void
move_key (const char *name, gboolean press)
{
  KeySym symbol = XStringToKeysym (name);

  g_assert_cmpuint (symbol, !=, NoSymbol);
  hands.key (hands.display, XKeysymToKeycode (hands.display, symbol), press, CurrentTime);
}

static const char *
name_of (const char *word)
{
  static const struct
  {
    const char *word, *name;
  } names[] = { { "ctrl", "Control_L" }, { "shift", "Shift_L" }, { "alt", "Alt_L" } };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i].word, word))
        return names[i].name;
    }
  return word;
}

void
hands_press (const char *chord)
{
  g_auto (GStrv) words = g_strsplit (chord, "+", -1);
  guint n = g_strv_length (words);

  hands.n_keys += n;
  for (guint i = 0; i < n; i++)
    move_key (name_of (words[i]), TRUE);
  for (guint i = n; i > 0; i--)
    move_key (name_of (words[i - 1]), FALSE);
  settle ();
}

void
hands_type (const char *text)
{
  for (; *text != '\0'; text++)
    {
      const char letter[] = { *text, '\0' };

      hands_press (*text == ' ' ? "space" : letter);
    }
}

static void
note_paint (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

/* A hand goes to what it sees: what is yet to be laid out is somewhere else a moment later. */
static void
wait_for_paint (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (note_paint), &painted);

  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

static void
move_pointer (GtkWidget *widget, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double surface_x, surface_y, in_native_x, in_native_y;
  int root_x, root_y;
  Window child;

  gtk_native_get_surface_transform (native, &surface_x, &surface_y);
  g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &in_native_x, &in_native_y));
  XTranslateCoordinates (hands.display, get_xid (widget), DefaultRootWindow (hands.display),
                         (int) (in_native_x + surface_x), (int) (in_native_y + surface_y), &root_x, &root_y, &child);
  hands.motion (hands.display, -1, root_x, root_y, CurrentTime);
  settle ();
}

void
hands_click (GtkWidget *widget, double x, double y)
{
  hands.n_clicks++;
  wait_for_paint (widget);
  move_pointer (widget, x, y);
  hands.button (hands.display, 1, True, CurrentTime);
  hands.button (hands.display, 1, False, CurrentTime);
  settle ();
}

guint
hands_count_keys (void)
{
  return hands.n_keys;
}

guint
hands_count_clicks (void)
{
  return hands.n_clicks;
}

void
hands_scroll (GtkWidget *widget, double x, double y, int clicks)
{
  unsigned int button = clicks > 0 ? 4 : 5;

  move_pointer (widget, x, y);
  for (int i = 0; i < ABS (clicks); i++)
    {
      hands.button (hands.display, button, True, CurrentTime);
      hands.button (hands.display, button, False, CurrentTime);
      settle ();
    }
}

void
hands_click_middle (GtkWidget *widget)
{
  hands_click (widget, gtk_widget_get_width (widget) / 2.0, gtk_widget_get_height (widget) / 2.0);
}

/* As slow as a hand: what is faster than the frames of the screen is not seen one by one. */
static void
take_time (void)
{
  gint64 end_us = g_get_monotonic_time () + 60000;

  while (g_get_monotonic_time () < end_us)
    {
      settle ();
      g_usleep (2000);
    }
}

void
hands_drag_with (GtkWidget *widget, const double (*points)[2], guint n, const char *held, void (*before) (gpointer data), gpointer data)
{
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);

  if (held != NULL)
    move_key (name_of (held), TRUE);
  move_pointer (widget, points[0][0] * width, points[0][1] * height);
  hands.button (hands.display, 1, True, CurrentTime);
  settle ();
  for (guint i = 1; i < n; i++)
    {
      move_pointer (widget, points[i][0] * width, points[i][1] * height);
      take_time ();
    }
  if (before != NULL)
    before (data);
  hands.button (hands.display, 1, False, CurrentTime);
  settle ();
  if (held != NULL)
    move_key (name_of (held), FALSE);
  settle ();
}

void
hands_drag (GtkWidget *widget, const double (*points)[2], guint n, const char *held)
{
  hands_drag_with (widget, points, n, held, NULL, NULL);
}
