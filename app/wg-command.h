/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-workflow.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WgOptionKind:
 * @WG_OPTION_FLAG: there or not, without a value
 * @WG_OPTION_TEXT: any text
 * @WG_OPTION_INTEGER: a whole number
 * @WG_OPTION_NUMBER: a decimal number
 * @WG_OPTION_TIME: what wg_time_parse() reads
 * @WG_OPTION_CHOICE: one of the words in @value, which `|` separates
 * @WG_OPTION_POINT: `LON,LAT` in degrees
 * @WG_OPTION_SIZE: `WxH`, two whole numbers above 0
 * @WG_OPTION_TEXTS: any text; may be given several times
 */
typedef enum
{
  WG_OPTION_FLAG,
  WG_OPTION_TEXT,
  WG_OPTION_INTEGER,
  WG_OPTION_NUMBER,
  WG_OPTION_TIME,
  WG_OPTION_CHOICE,
  WG_OPTION_POINT,
  WG_OPTION_SIZE,
  WG_OPTION_TEXTS,
} WgOptionKind;

/**
 * WgOption:
 * @name: without the two dashes; %NULL ends a list
 * @kind: what follows it
 * @value: (nullable): what the help calls the value; the words of a choice
 * @help: a msgid
 */
typedef struct
{
  const char *name;
  WgOptionKind kind;
  const char *value;
  const char *help;
} WgOption;

/**
 * WgCommandFlags:
 * @WG_COMMAND_OPENS: works on a database, which must be there
 * @WG_COMMAND_CREATES: makes the database when it is missing, and opens it itself
 * @WG_COMMAND_WRITES: changes the database, in the name of an operator
 * @WG_COMMAND_AS_OF: takes `--at`
 * @WG_COMMAND_KEYED: takes `--key`
 * @WG_COMMAND_VERSIONED: takes `--expect-version`, being about one thing that has a version
 */
typedef enum
{
  WG_COMMAND_OPENS = 1 << 0,
  WG_COMMAND_CREATES = 1 << 1,
  WG_COMMAND_WRITES = 1 << 2,
  WG_COMMAND_AS_OF = 1 << 3,
  WG_COMMAND_KEYED = 1 << 4,
  WG_COMMAND_VERSIONED = 1 << 5,
} WgCommandFlags;

typedef struct _WgCommandCall WgCommandCall;
typedef struct _WgCommand WgCommand;

/**
 * WgCommandFunc:
 * @call: what was typed, and what the verb may use
 * @error: %WG_ERROR_USAGE ends the program with 2, anything else with 1
 *
 * Does what a row of the table says and prints its result.
 */
typedef gboolean (*WgCommandFunc) (WgCommandCall *call, GError **error);

/**
 * WgCommand:
 * @noun: the first word; %NULL ends a list
 * @verb: (nullable): the second word, %NULL when the noun stands alone
 * @arguments: (nullable): what the help calls the words that follow
 * @min_arguments: how many there must be
 * @max_arguments: how many there may be
 * @flags: #WgCommandFlags
 * @roles: bits of #WgRole of those who may use it, 0 for everybody: a hint, the store decides
 * @case_verb: the #WgVerb it makes, or -1
 * @shape: (nullable): what `--json` prints
 * @help: a msgid: one line
 * @options: (nullable): its own options
 *
 * One verb of the command line. Help, man page, completion and tests are made from these rows; a verb without a row does
 * not exist.
 */
struct _WgCommand
{
  const char *noun;
  const char *verb;
  const char *arguments;
  guint min_arguments;
  guint max_arguments;
  guint flags;
  guint roles;
  int case_verb;
  const char *shape;
  const char *help;
  WgCommandFunc func;
  const WgOption *options;
};

/* The lists of the nouns, each ended by a row without a noun. */
extern const WgCommand wg_commands_help[];
extern const WgCommand wg_commands_database[];
extern const WgCommand wg_commands_grids[];
extern const WgCommand wg_commands_cases[];
extern const WgCommand wg_commands_case[];
extern const WgCommand wg_commands_queues[];
extern const WgCommand wg_commands_replay[];
extern const WgCommand wg_commands_daylist[];
extern const WgCommand wg_commands_people[];
extern const WgCommand wg_commands_drafts[];
extern const WgCommand wg_commands_boundary[];
extern const WgCommand wg_commands_coverage[];
extern const WgCommand wg_commands_notice[];
extern const WgCommand wg_commands_office[];
extern const WgCommand wg_commands_rights[];
extern const WgCommand wg_commands_suggest[];
extern const WgCommand wg_commands_line[];
extern const WgCommand wg_commands_events[];
extern const WgCommand wg_commands_export[];
extern const WgCommand wg_commands_basemaps[];
extern const WgCommand wg_commands_marks[];
extern const WgCommand wg_commands_sections[];
extern const WgCommand wg_commands_print_case[];
extern const WgCommand wg_commands_print_classes[];
extern const WgCommand wg_commands_settings[];
extern const WgCommand wg_commands_positions[];
extern const WgCommand wg_commands_filters[];
extern const WgCommand wg_commands_profiles[];
extern const WgCommand wg_commands_paint[];
extern const WgCommand wg_commands_pick[];
extern const WgCommand wg_commands_hotspot[];
extern const WgCommand wg_commands_brief[];
extern const WgCommand wg_commands_plans[];
extern const WgCommand wg_commands_campaigns[];
extern const WgCommand wg_commands_ranking[];
extern const WgCommand wg_commands_rules[];
extern const WgCommand wg_commands_import[];
extern const WgCommand wg_commands_inspect[];
extern const WgCommand wg_commands_indicators[];
extern const WgCommand wg_commands_batches[];
extern const WgCommand wg_commands_calendar[];
extern const WgCommand wg_commands_import_calendar[];
extern const WgCommand wg_commands_classes[];
extern const WgCommand wg_commands_import_classes[];
extern const WgCommand wg_commands_clock[];
extern const WgCommand wg_commands_deadline[];
extern const WgCommand wg_commands_demo[];

/**
 * wg_commands_moves_add:
 * @rows: (element-type WgCommand): the table under construction; takes what is added
 * @workflow: the moves of this centre
 *
 * Adds `case VERB` for every move of @workflow that starts from a case.
 */
void wg_commands_moves_add (GPtrArray *rows, WgWorkflow *workflow);

/**
 * wg_commands_many_add:
 * @rows: (element-type WgCommand): the table under construction; takes what is added
 * @workflow: the moves of this centre
 *
 * Adds `cases VERB` for the moves that are made on many cases at once, and `cases undo`.
 */
void wg_commands_many_add (GPtrArray *rows, WgWorkflow *workflow);

/**
 * wg_command_free:
 *
 * Frees a row made by wg_commands_moves_add().
 */
void wg_command_free (gpointer command);

G_END_DECLS
