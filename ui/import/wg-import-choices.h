/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WgImportChoices:
 *
 * A group of questions that are each answered from a list: "code" is "SQBM". Rows that are asked again keep their widgets,
 * so that the keyboard stays where it is while the answers around it change.
 *
 * Signals:
 * - `chosen (char *key, char *value)`: a person answered; filling the group does not emit it.
 */
#define WG_TYPE_IMPORT_CHOICES (wg_import_choices_get_type ())
G_DECLARE_FINAL_TYPE (WgImportChoices, wg_import_choices, WG, IMPORT_CHOICES, AdwPreferencesGroup)

GtkWidget *wg_import_choices_new (void);

/**
 * wg_import_choices_begin:
 *
 * From here to wg_import_choices_end() the questions are asked anew, in the order in which they were asked first.
 */
void wg_import_choices_begin (WgImportChoices *self);

/**
 * wg_import_choices_ask:
 * @key: names the question
 * @title: the question for a person
 * @subtitle: (nullable): what is known about it
 * @values: the answers, for the program
 * @labels: the answers, for a person; as many as @values
 * @chosen: (nullable): the answer that holds; one that is not in @values shows the first
 */
void wg_import_choices_ask (WgImportChoices *self,
                            const char *key,
                            const char *title,
                            const char *subtitle,
                            const char *const *values,
                            const char *const *labels,
                            const char *chosen);

/**
 * wg_import_choices_end:
 *
 * Removes the questions that were not asked again; a group without any hides.
 */
void wg_import_choices_end (WgImportChoices *self);

/**
 * wg_import_choices_choose:
 *
 * Answers as a person would: for keys and tests.
 *
 * Returns: whether @key is asked and @value is among its answers.
 */
gboolean wg_import_choices_choose (WgImportChoices *self, const char *key, const char *value);

/**
 * wg_import_choices_get:
 *
 * Returns: (transfer none) (nullable): the answer that is shown, %NULL when @key is not asked.
 */
const char *wg_import_choices_get (WgImportChoices *self, const char *key);

G_END_DECLS
