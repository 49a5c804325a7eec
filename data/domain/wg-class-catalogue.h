/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-case-class.h"

G_BEGIN_DECLS

/**
 * WG_APPOINTMENT_CLASS:
 *
 * The class of visits by appointment (预约上门). The handling clock of a case of this class or of one below it starts at the
 * appointed time; a centre adds its own below.
 */
#define WG_APPOINTMENT_CLASS "M0105"

#define WG_TYPE_CLASS_CATALOGUE (wg_class_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (WgClassCatalogue, wg_class_catalogue, WG, CLASS_CATALOGUE, GObject)

/* The tree of classes under which cases are filed. It is filled first and shared between threads afterwards: once
 * shared it must not be changed any more. Classes it hands out belong to it.
 */

/**
 * wg_class_catalogue_new:
 *
 * Returns: (transfer full): a catalogue without classes.
 */
WgClassCatalogue *wg_class_catalogue_new (void);

/**
 * wg_class_catalogue_new_shipped:
 *
 * The classes a new database starts with: 6 top classes of events and 5 of parts, their sub-classes, and below these
 * the filing conditions with their limits. Cases of the top class 突发事件 (emergencies) take the emergency route.
 *
 * Returns: (transfer full): the catalogue shipped with the program.
 */
WgClassCatalogue *wg_class_catalogue_new_shipped (void);

/**
 * wg_class_catalogue_add:
 * @item: a class; `is_leaf` is not read
 *
 * Puts a copy of @item at the end, or in the place of the class of the same code. A class may come before its parent. A
 * class without an English name that the shipped catalogue has under the same code and Chinese name gets that one's.
 */
void wg_class_catalogue_add (WgClassCatalogue *self, const WgCaseClass *item);

/**
 * wg_class_catalogue_find:
 * @code: (nullable): a code
 *
 * Returns: (transfer none) (nullable): the class, or %NULL.
 */
const WgCaseClass *wg_class_catalogue_find (WgClassCatalogue *self, const char *code);

/**
 * wg_class_catalogue_is_leaf:
 * @code: (nullable): a code
 *
 * Returns: whether @code is known and cases are filed under it.
 */
gboolean wg_class_catalogue_is_leaf (WgClassCatalogue *self, const char *code);

/**
 * wg_class_catalogue_get_all:
 *
 * Returns: (transfer none) (element-type WgCaseClass): every class, in the order they were added.
 */
const GPtrArray *wg_class_catalogue_get_all (WgClassCatalogue *self);

/**
 * wg_class_catalogue_list_children:
 * @parent_code: (nullable): a code; %NULL lists the top classes
 *
 * Returns: (transfer container) (element-type WgCaseClass): the classes directly below, in order.
 */
GPtrArray *wg_class_catalogue_list_children (WgClassCatalogue *self, const char *parent_code);

/**
 * wg_class_catalogue_format_name:
 * @code: a code
 *
 * Returns: (transfer full) (nullable): a leaf with the class above it, which it cannot be understood without: "Sewer
 *   cover: hole in the cover over 25 cm2"; any other class by its own name; %NULL when @code is not known.
 */
char *wg_class_catalogue_format_name (WgClassCatalogue *self, const char *code);

/**
 * wg_class_catalogue_format_of_case:
 * @code: (nullable): the class of a case
 * @text: (nullable): what its class is called in the database
 *
 * Returns: (transfer full) (nullable): the class as people read it, in the language of the screen where the shipped catalogue
 *   has it: see wg_class_catalogue_format_name(), else @text, else @code.
 */
char *wg_class_catalogue_format_of_case (const char *code, const char *text);

/**
 * wg_class_catalogue_search:
 * @text: words of names, in Chinese or English, or a code
 *
 * Finds the leaves of which a code, or the Chinese or English name together with those of the classes above, contains
 * every word of @text; upper and lower case are the same. First the code itself, then codes that begin with @text, then
 * those whose own or parent's name begins with it, then the rest; in the order of the catalogue within each. When there is
 * none, the names are searched as pinyin and as its initials.
 *
 * Returns: (transfer container) (element-type WgCaseClass): the leaves found; all leaves for an empty @text.
 */
GPtrArray *wg_class_catalogue_search (WgClassCatalogue *self, const char *text);

G_END_DECLS
