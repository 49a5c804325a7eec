/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-application.h"
#include "wg-session.h"
#include "wg-wall-window.h"

G_BEGIN_DECLS

struct _WgApplication
{
  AdwApplication parent_instance;

  WgSession *session; /* owned, made at startup */
  int plain_dpi;      /* gtk-xft-dpi as the desktop asks for it */
};

void wg_application_add_actions (WgApplication *self);
/* Shows @store on a wall, in a window of its own. */
void wg_application_show_wall (WgApplication *self, WgStore *store, const WgWallOptions *options);

G_END_DECLS
