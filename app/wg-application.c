/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: one process a desktop session; it finds the database to open and applies what the desk prefers to all windows. */

#include "wg-application-private.h"

#include "wg-graphics.h"
#include "wg-import-folder.h"
#include "wg-tooltips.h"
#include "wg-window.h"

#include <glib/gi18n-lib.h>

#define MOST_TOUR_SECONDS 86400

G_DEFINE_FINAL_TYPE (WgApplication, wg_application, ADW_TYPE_APPLICATION)

/* Preferences that hold for the whole program. */

static void
apply_theme (WgApplication *self)
{
  static const AdwColorScheme schemes[]
      = { ADW_COLOR_SCHEME_PREFER_LIGHT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  int theme = g_settings_get_enum (wg_session_get_settings (self->session), "theme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[CLAMP (theme, 0, 2)]);
}

static void
apply_text_size (WgApplication *self)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int percent = g_settings_get_int (wg_session_get_settings (self->session), "text-size");

  if (self->plain_dpi == 0)
    g_object_get (settings, "gtk-xft-dpi", &self->plain_dpi, NULL);
  if (self->plain_dpi <= 0)
    self->plain_dpi = 96 * 1024;
  if (percent != 100)
    g_object_set (settings, "gtk-xft-dpi", self->plain_dpi * percent / 100, NULL);
  else
    gtk_settings_reset_property (settings, "gtk-xft-dpi");
}

/* A desktop that names no font leaves GTK with whatever "Sans" is; then it is the one that the window was drawn with. */
static void
choose_font (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *name = NULL;

  g_object_get (settings, "gtk-font-name", &name, NULL);
  if (name == NULL || g_str_has_prefix (name, "Sans "))
    g_object_set (settings, "gtk-font-name", "Cantarell 11", NULL);
}

static void
follow_settings (WgApplication *self)
{
  GSettings *settings = wg_session_get_settings (self->session);

  if (settings == NULL)
    return;
  apply_theme (self);
  apply_text_size (self);
  g_signal_connect_object (settings, "changed::theme", G_CALLBACK (apply_theme), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::text-size", G_CALLBACK (apply_text_size), self, G_CONNECT_SWAPPED);
}

/* The life of the program. */

static void
wg_application_startup (GApplication *application)
{
  WgApplication *self = WG_APPLICATION (application);

  G_APPLICATION_CLASS (wg_application_parent_class)->startup (application);
  wg_import_folder_clear_leftovers ();
  self->session = wg_session_new ();
  wg_application_add_actions (self);
  choose_font ();
  wg_tooltips_install ();
  follow_settings (self);
}

static WgWindow *
get_window (WgApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (WG_IS_WINDOW (window))
    return WG_WINDOW (window);
  return wg_window_new (GTK_APPLICATION (self), self->session);
}

static void
open_or_start (WgApplication *self, const char *uri)
{
  WgWindow *window = get_window (self);
  gboolean named = uri != NULL;
  g_autofree char *last = !named && wg_window_get_context (window) == NULL ? wg_session_dup_last_database (self->session)
                                                                           : NULL;

  gtk_window_present (GTK_WINDOW (window));
  if (named || last != NULL)
    wg_window_open_uri (window, named ? uri : last, FALSE);
}

void
wg_application_show_wall (WgApplication *self, WgStore *store, const WgWallOptions *options)
{
  gtk_window_present (GTK_WINDOW (wg_wall_window_new (GTK_APPLICATION (self), store,
                                                      wg_session_get_settings (self->session), options)));
}

typedef struct
{
  GApplicationCommandLine *command_line;
  WgWallOptions options;
} WallWish;

/* Nobody reads a start page on a wall: what goes wrong is told where the wall was started. */
static void
on_wall_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WallWish *wish = user_data;
  WgApplication *self = WG_APPLICATION (g_application_get_default ());
  g_autoptr (GError) error = NULL;
  g_autoptr (WgStore) store = wg_session_open_finish (WG_SESSION (source), result, &error);

  if (store != NULL)
    wg_application_show_wall (self, store, &wish->options);
  else
    {
      g_application_command_line_printerr (wish->command_line, "%s\n", error->message);
      g_application_command_line_set_exit_status (wish->command_line, 1);
    }
  g_application_release (G_APPLICATION (self));
  g_object_unref (wish->command_line);
  g_free (wish);
}

/* Where the wall was started somebody reads what is wrong; a wall on another monitor nobody may notice for a day. A
 * number that is 0 never arrives from GApplication as a number, so both come as texts. */
static gboolean
take_monitor (GApplicationCommandLine *command_line, GVariantDict *options, int *monitor)
{
  guint n = g_list_model_get_n_items (gdk_display_get_monitors (gdk_display_get_default ()));
  const char *text;
  gint64 number;

  if (!g_variant_dict_lookup (options, "monitor", "&s", &text))
    return TRUE;
  if (g_ascii_string_to_signed (text, 10, 1, MAX (1, n), &number, NULL))
    {
      *monitor = (int)number;
      return TRUE;
    }
  g_application_command_line_printerr (
      command_line,
      g_dngettext (GETTEXT_PACKAGE, "There is no monitor %s: this desk has %u, numbered from 1. Nothing was opened.\n",
                   "There is no monitor %s: this desk has %u, numbered from 1. Nothing was opened.\n", n),
      text, n);
  return FALSE;
}

static gboolean
take_tour (GApplicationCommandLine *command_line, GVariantDict *options, int *seconds)
{
  const char *text;
  gint64 number;

  if (!g_variant_dict_lookup (options, "tour", "&s", &text))
    return TRUE;
  if (g_ascii_string_to_signed (text, 10, 0, MOST_TOUR_SECONDS, &number, NULL))
    {
      *seconds = (int)number;
      return TRUE;
    }
  g_application_command_line_printerr (command_line, _ ("--%s takes %g to %g."), "tour", 0.0, (double)MOST_TOUR_SECONDS);
  g_application_command_line_printerr (command_line, "\n");
  return FALSE;
}

static int
start_wall (WgApplication *self, GApplicationCommandLine *command_line, GVariantDict *options, const char *path)
{
  g_autofree char *last = path == NULL ? wg_session_dup_last_database (self->session) : NULL;
  WgWallOptions wall = { .tour_seconds = -1 };
  WallWish *wish;

  if (path == NULL && last == NULL)
    {
      g_application_command_line_printerr (command_line, "%s\n",
                                           _ ("There is no database to show. Name one: wangge --wall --database FILE"));
      return 1;
    }
  if (!take_monitor (command_line, options, &wall.monitor) || !take_tour (command_line, options, &wall.tour_seconds))
    return 1;
  wish = g_new0 (WallWish, 1);
  wish->command_line = g_object_ref (command_line);
  wish->options = wall;
  g_variant_dict_lookup (options, "distance", "d", &wish->options.distance);
  g_application_hold (G_APPLICATION (self));
  wg_session_open_async (self->session, path != NULL ? path : last, FALSE, NULL, on_wall_opened, wish);
  return 0;
}

static int
wg_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (command_line, NULL);
  const char *uri = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (!g_variant_dict_lookup (options, "database", "&s", &uri) && g_strv_length (arguments) > 1)
    uri = arguments[1];
  if (uri != NULL && strstr (uri, "://") == NULL)
    {
      file = g_application_command_line_create_file_for_arg (command_line, uri);
      path = g_file_get_path (file);
    }
  if (g_variant_dict_contains (options, "wall"))
    return start_wall (WG_APPLICATION (application), command_line, options, path != NULL ? path : uri);
  open_or_start (WG_APPLICATION (application), path != NULL ? path : uri);
  return 0;
}

static void
wg_application_activate (GApplication *application)
{
  open_or_start (WG_APPLICATION (application), NULL);
}

static void
wg_application_finalize (GObject *object)
{
  g_clear_object (&WG_APPLICATION (object)->session);
  G_OBJECT_CLASS (wg_application_parent_class)->finalize (object);
}

static void
wg_application_class_init (WgApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wg_application_finalize;
  application_class->startup = wg_application_startup;
  application_class->activate = wg_application_activate;
  application_class->command_line = wg_application_command_line;
}

static void
wg_application_init (WgApplication *self)
{
  static const GOptionEntry options[] = {
    { "database", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL, N_ ("The database to open"), N_ ("FILE") },
    { "wall", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, NULL, N_ ("Show the wall instead of the desk"), NULL },
    { "monitor", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL, N_ ("The monitor of the wall, from 1"), N_ ("N") },
    { "tour", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, NULL, N_ ("Seconds at each stop of the tour, 0 for no tour"), N_ ("S") },
    { "distance", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_DOUBLE, NULL, N_ ("Metres from the wall to the last row of seats"), N_ ("M") },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

WgApplication *
wg_application_new (void)
{
  return g_object_new (WG_TYPE_APPLICATION, "application-id", "org.wangge.Wangge", "resource-base-path",
                       "/org/wangge/Wangge", "flags", G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}

int
wg_application_run (int argc, char **argv)
{
  g_autoptr (WgApplication) self = wg_application_new ();

  wg_graphics_limit_heaps ();
  wg_graphics_choose ();
  return g_application_run (G_APPLICATION (self), argc, argv);
}
