/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-limit.h"
#include "wg-words.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WgClassKind:
 * @WG_CLASS_EVENT: 事件, something that happens in a place
 * @WG_CLASS_PART: 部件, something that is wrong with a thing of the city
 * @WG_CLASS_MATTER: 社区事项, a matter of the community
 * @WG_CLASS_FOREIGN: a class that came with imported cases and is in no catalogue
 *
 * The nicks are `event`, `part`, `matter`, `foreign`.
 */
typedef enum
{
  WG_CLASS_EVENT,
  WG_CLASS_PART,
  WG_CLASS_MATTER,
  WG_CLASS_FOREIGN,
} WgClassKind;
#define WG_N_CLASS_KINDS 4

const char *wg_class_kind_to_nick (WgClassKind kind);
const char *wg_class_kind_get_label (WgClassKind kind);
gboolean wg_class_kind_from_nick (const char *nick, WgClassKind *kind);

/**
 * WgCaseClass:
 * @code: its code: `E01`, `E0110`, `E0110-1` and the like, or one of the centre's own
 * @parent_code: (nullable): the class above; %NULL at the top
 * @kind: event, part, matter or foreign
 * @name: its Chinese name, as stored
 * @name_en: (nullable): its English name
 * @route: the way its cases take by default
 * @limit_n: the handling limit, in @limit_unit; 0 where the class has none
 * @limit_unit: the unit of @limit_n
 * @need_photo: whether a photo is demanded when the work is reported done
 * @unit_id: the unit that its cases go to by default, proposed when they are dispatched; 0 for none
 * @is_leaf: whether cases are filed under it: no other class of its catalogue names it as its parent. Kept up to date
 *   by the catalogue
 *
 * A class of cases. A leaf is one filing condition (立案条件) with its own limit.
 */
typedef struct
{
  char *code;
  char *parent_code;
  WgClassKind kind;
  char *name;
  char *name_en;
  WgRoute route;
  double limit_n;
  WgLimitUnit limit_unit;
  gboolean need_photo;
  gint64 unit_id;
  gboolean is_leaf;
} WgCaseClass;

#define WG_TYPE_CASE_CLASS (wg_case_class_get_type ())
GType wg_case_class_get_type (void);

/**
 * wg_case_class_copy:
 *
 * Returns: (transfer full): a class equal to @self.
 */
WgCaseClass *wg_case_class_copy (const WgCaseClass *self);

void wg_case_class_free (WgCaseClass *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgCaseClass, wg_case_class_free)

/**
 * wg_case_class_get_name:
 *
 * Returns: (transfer none): the name in the language of the screen; the Chinese one when there is no other.
 */
const char *wg_case_class_get_name (const WgCaseClass *self);

/**
 * wg_case_class_format_limit:
 *
 * Returns: (transfer full) (nullable): the handling limit for people, or %NULL where the class has none.
 */
char *wg_case_class_format_limit (const WgCaseClass *self);

G_END_DECLS
