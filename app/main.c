/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: one program with two faces: with a noun it is a command that needs no display, without one it is the window. */

#include "wg-command-line.h"
#include "wg-translation.h"
#ifdef WG_WITH_WINDOW
#include "wg-application.h"
#endif

#include <glib/gi18n.h>
#include <signal.h>

static int
run_window (int argc, char **argv)
{
#ifdef WG_WITH_WINDOW
  return wg_application_run (argc, argv);
#else
  wg_command_call_complain (_ ("This program was built without its window. “wangge help” lists what it can do."));
  return 1;
#endif
}

int
main (int argc, char **argv)
{
  gboolean wants_window = wg_command_line_wants_window (argv);

  /* First of all: a command that is stopped before it has begun says so like any other. */
  if (!wants_window)
    wg_command_line_hold_signals ();
  wg_translation_init ();
  /* A limit on the size of files is an error like a full disk, not an end. */
  signal (SIGXFSZ, SIG_IGN);
  if (wants_window)
    return run_window (argc, argv);
  return wg_command_line_run (argv);
}
