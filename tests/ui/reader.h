/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a screen reader is told of this program: the tree behind the accessibility bus, asked over that bus, so that a name
 * which the toolkit does not hand on is missed here as it is by whoever listens.
 */
typedef struct _ReaderNode ReaderNode;

struct _ReaderNode
{
  ReaderNode *parent; /* NULL for the program itself */
  char *name;
  char *description;
  guint role;         /* of AT-SPI: READER_ROLE_… */
  guint64 states;     /* bits of AT-SPI: READER_STATE_… */
  char **interfaces;
  gboolean holds_focusable; /* something in it can take the focus */
};

enum
{
  READER_ROLE_CHECK_BOX = 7,
  READER_ROLE_COMBO_BOX = 11,
  READER_ROLE_DIALOG = 16,
  READER_ROLE_FRAME = 23,
  READER_ROLE_IMAGE = 27,
  READER_ROLE_LABEL = 29,
  READER_ROLE_LIST = 31,
  READER_ROLE_LIST_ITEM = 32,
  READER_ROLE_MENU = 33,
  READER_ROLE_MENU_ITEM = 35,
  READER_ROLE_PROGRESS_BAR = 42,
  READER_ROLE_PUSH_BUTTON = 43,
  READER_ROLE_RADIO_BUTTON = 44,
  READER_ROLE_SCROLL_PANE = 49,
  READER_ROLE_TABLE_CELL = 56,
  READER_ROLE_TEXT = 61,
  READER_ROLE_TOGGLE_BUTTON = 62,
  READER_ROLE_TREE_TABLE = 66,
  READER_ROLE_ENTRY = 79,
  READER_ROLE_TABLE_ROW = 90,
};

enum
{
  READER_STATE_FOCUSABLE = 11,
  READER_STATE_VISIBLE = 30,
};

/* Reads the whole tree; free with g_ptr_array_unref(). */
GPtrArray *reader_read (void);

gboolean reader_has_state (const ReaderNode *node, guint state);
gboolean reader_has_interface (const ReaderNode *node, const char *interface);
/* Whether @node lies in something called @name. */
gboolean reader_is_in (const ReaderNode *node, const char *name);
/* Roles and names from the window down to @node, for a message. */
char *reader_describe (const ReaderNode *node);

G_END_DECLS
