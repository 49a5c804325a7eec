/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: who speaks before a wall has a keyboard or a clicker in the hand and no eye for a pointer. */

#include "wg-briefing-page-private.h"

static void
step (WgBriefingPage *self, int by)
{
  int n = (int) self->leaves->len;

  wg_briefing_page_set_page (self, (guint) (((int) self->page + by + n) % MAX (n, 1)));
}

static void
toggle_map (WgBriefingPage *self)
{
  if (g_str_equal (wg_briefing_page_get_shown (self), "board"))
    wg_briefing_board_set_map_only (self->board, !wg_briefing_board_get_map_only (self->board));
}

static void
toggle_rows (WgBriefingPage *self)
{
  wg_briefing_page_show_rows (self, !g_str_equal (wg_briefing_page_get_shown (self), "rows"));
}

static void
toggle_time (WgBriefingPage *self)
{
  wg_briefing_page_show_time (self, !g_str_equal (wg_briefing_page_get_shown (self), "time"));
}

/* Before the line of time: a day earlier, a day later, run. */
static gboolean
walk_time (WgBriefingPage *self, guint key)
{
  if (key == GDK_KEY_space)
    wg_time_view_set_playing (self->time, !wg_time_view_get_playing (self->time));
  else if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    wg_time_view_step (self->time, key == GDK_KEY_Left ? -1 : 1);
  else
    return FALSE;
  return TRUE;
}

static gboolean
is_in_text (WgBriefingPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus));
}

static void
toggle_printed (WgBriefingPage *self)
{
  wg_briefing_page_set_printed (self, !self->printed);
}

static void
toggle_compose (WgBriefingPage *self)
{
  wg_briefing_page_set_composing (self, !self->composing);
}

static void
drill (WgBriefingPage *self)
{
  g_autofree char *what = wg_briefing_page_name_number (self);

  if (what != NULL)
    wg_briefing_page_drill (self, what);
  else
    toggle_rows (self);
}

/* Keys that turn pages; with a table the arrows and Enter are its own. */
static gboolean
turn (WgBriefingPage *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Page_Up:
      step (self, -1);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_Page_Down:
    case GDK_KEY_space:
      step (self, 1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      drill (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, WgBriefingPage *self)
{
  static const struct
  {
    guint key;
    void (*act) (WgBriefingPage *self);
  } acts[] = { { GDK_KEY_m, toggle_map },
               { GDK_KEY_t, toggle_time },
               { GDK_KEY_d, toggle_rows },
               { GDK_KEY_e, toggle_compose },
               { GDK_KEY_w, toggle_printed },
               { GDK_KEY_p, wg_briefing_page_print },
               { GDK_KEY_f, wg_briefing_page_ask_pdf },
               { GDK_KEY_g, wg_briefing_page_ask_png },
               { GDK_KEY_c, wg_briefing_page_ask_csv } };

  if (self->briefing == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) || is_in_text (self))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      if (gdk_keyval_to_lower (key) != acts[i].key)
        continue;
      acts[i].act (self);
      return TRUE;
    }
  if (key >= GDK_KEY_1 && key <= GDK_KEY_9 && key - GDK_KEY_1 < self->leaves->len)
    {
      wg_briefing_page_set_page (self, key - GDK_KEY_1);
      return TRUE;
    }
  if (g_str_equal (wg_briefing_page_get_shown (self), "time"))
    return walk_time (self, key);
  return g_str_equal (wg_briefing_page_get_shown (self), "board") && turn (self, key);
}

void
wg_briefing_page_add_keys (WgBriefingPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_BUBBLE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
