/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-shape.h"
#include "wg-words.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* A district that does not exist, made from a seed: places, people, and months of cases. It needs no file, no database
 * and no network, and the same size, seed, time and classes give the same bytes. Everything handed out is owned by the
 * city, never changes, and lives as long as the city does. Lists refer to each other by index; -1 means none.
 * Times are UTC milliseconds since 1970 unless a name ends in _days.
 */

/**
 * WgDemoSize:
 * @WG_DEMO_SIZE_COMMUNITY: one village community: 2 levels, 7 groups, 14 grids, 300 buildings, 260 cases in 3 months
 * @WG_DEMO_SIZE_DISTRICT: 1 town, 8 communities, 59 grids, 6,000 buildings, 5,000 cases in 12 months
 * @WG_DEMO_SIZE_HUAIROU: 340 / 1,221 / 4,571 / 1,452 grids in four levels, 116,471 buildings, 26,341 people, 98,115
 *   cases in 12 months
 */
typedef enum
{
  WG_DEMO_SIZE_COMMUNITY,
  WG_DEMO_SIZE_DISTRICT,
  WG_DEMO_SIZE_HUAIROU,
} WgDemoSize;

/**
 * wg_demo_size_from_nick:
 * @nick: `community`, `district` or `huairou`
 * @size: (out): the size
 *
 * Returns: %FALSE when @nick is none of them.
 */
gboolean wg_demo_size_from_nick (const char *nick, WgDemoSize *size);

/**
 * WgDemoClass:
 * @code: a leaf of the catalogue, as `E0110-1`
 * @name: its name in Chinese, as one would say it of a case: 上水井盖缺失
 * @route: its default route
 * @limit_ms: its handling limit in counted milliseconds; 0 = none
 * @working_time: whether only office hours count (工作时, 工作日: 8 hours a day, Monday to Friday). Holidays are not
 *   known here, so the generator's own idea of a due time can be some days early.
 *
 * What the generator must know of a class of cases.
 */
typedef struct
{
  const char *code;
  const char *name;
  WgRoute route;
  gint64 limit_ms;
  gboolean working_time;
} WgDemoClass;

/**
 * WgDemoLevel:
 * @name: its name in Chinese
 * @derived: %TRUE when outlines of this level are the union of their children (`derived`), %FALSE when they stand for
 *   themselves (`given`)
 * @first_grid: index of its first grid; grids are listed level by level
 * @n_grids: their number
 *
 * A level of the tree of grids; index 0 is the topmost, depth 1.
 */
typedef struct
{
  const char *name;
  gboolean derived;
  guint first_grid;
  guint n_grids;
} WgDemoLevel;

/**
 * WgDemoGrid:
 * @code: 9 digits, 12 digits, or 15 digits below a community
 * @name: its name in Chinese, unique in the district
 * @depth: 1 = topmost
 * @parent: index of the parent grid, or -1
 * @is_leaf: whether it has no children
 * @is_special: a grid of its own for a market, a school or an enterprise (专属网格)
 * @households: sum over its buildings
 * @people: likewise
 * @n_buildings: the number of its buildings
 * @shape: its outline; leaves share their borders corner by corner, and a parent is exactly the union of its children
 */
typedef struct
{
  const char *code;
  const char *name;
  guint depth;
  int parent;
  gboolean is_leaf;
  gboolean is_special;
  guint households;
  guint people;
  guint n_buildings;
  WgShape *shape;
} WgDemoGrid;

/**
 * WgDemoBuilding:
 * @code: unique, leaf code and a serial
 * @name: (nullable): a name of its own, as that of a market
 * @address: as 和平路 38 号 2 号楼
 * @floors: storeys above ground
 * @households: 0 for shops, halls and schools
 * @people: who live there
 * @leaf: index of the leaf grid that contains it whole
 * @shape: its footprint
 */
typedef struct
{
  const char *code;
  const char *name;
  const char *address;
  guint floors;
  guint households;
  guint people;
  guint leaf;
  WgShape *shape;
} WgDemoBuilding;

/**
 * WgDemoLineKind:
 *
 * What a line of the base map is, widest road first.
 */
typedef enum
{
  WG_DEMO_LINE_PRIMARY,
  WG_DEMO_LINE_SECONDARY,
  WG_DEMO_LINE_TERTIARY,
  WG_DEMO_LINE_LANE,
  WG_DEMO_LINE_RIVER,
} WgDemoLineKind;

/**
 * WgDemoLine:
 * @kind: a road of some rank, or the middle line of the river
 * @name: (nullable): in Chinese
 * @width_m: from edge to edge in metres
 * @points: @n_points pairs of longitude and latitude in %WG_SHAPE_UNIT
 */
typedef struct
{
  WgDemoLineKind kind;
  const char *name;
  double width_m;
  const gint64 *points;
  guint n_points;
} WgDemoLine;

const char *wg_demo_line_kind_to_nick (WgDemoLineKind kind);

/**
 * WgDemoAreaKind:
 * @WG_DEMO_AREA_WATER: river and lakes
 * @WG_DEMO_AREA_PARK: parks and green
 * @WG_DEMO_AREA_BLOCK: ground between roads that is built on
 * @WG_DEMO_AREA_FIELD: ground between roads that is not
 */
typedef enum
{
  WG_DEMO_AREA_WATER,
  WG_DEMO_AREA_PARK,
  WG_DEMO_AREA_BLOCK,
  WG_DEMO_AREA_FIELD,
} WgDemoAreaKind;

/**
 * WgDemoArea:
 * @kind: what covers the ground
 * @name: (nullable): in Chinese
 * @shape: the ground itself
 */
typedef struct
{
  WgDemoAreaKind kind;
  const char *name;
  WgShape *shape;
} WgDemoArea;

const char *wg_demo_area_kind_to_nick (WgDemoAreaKind kind);

/**
 * WgDemoUnit:
 * @kind: `centre`, `subcentre`, `platform`, `department`, `police`, `company` or `volunteers`
 * @name: in Chinese, unique
 * @parent: index of the unit above, or -1; always smaller than the unit's own index
 * @grid: index of the grid it stands for, or -1
 * @phone: from a range that is not in use
 */
typedef struct
{
  const char *kind;
  const char *name;
  int parent;
  int grid;
  const char *phone;
} WgDemoUnit;

/**
 * WgDemoPerson:
 * @code: unique
 * @name: in Chinese; unique in the community and the district
 * @pinyin: syllables with blanks between, as `wang jian guo`
 * @initials: as `wjg`
 * @kind: `keeper`, `chief`, `supervisor`, `assistant`, `police`, `department`, `company` or `volunteer`
 * @unit: index of the unit, or -1
 * @phone: from a range that is not in use
 * @skills: (array zero-terminated=1): words in Chinese, as 市政; may be empty
 */
typedef struct
{
  const char *code;
  const char *name;
  const char *pinyin;
  const char *initials;
  const char *kind;
  int unit;
  const char *phone;
  const char *const *skills;
} WgDemoPerson;

/**
 * WgDemoPost:
 * @person: index of the person
 * @grid: index of the grid
 * @kind: `A`, `B`, `chief`, `supervisor`, `assistant` or `police`
 * @from_ms: since when
 */
typedef struct
{
  guint person;
  guint grid;
  const char *kind;
  gint64 from_ms;
} WgDemoPost;

/**
 * WgDemoOperator:
 * @login: the short name typed at the desk
 * @name: in Chinese
 * @roles: #WgRole bits
 * @grid: the grid in whose subtree alone the roles hold, or -1
 *
 * An operator beyond the ten that every database has (`intake` … `desk`). None of them is a person of the list, so none
 * can have had a hand in a case.
 */
typedef struct
{
  const char *login;
  const char *name;
  guint roles;
  int grid;
} WgDemoOperator;

/**
 * WgDemoStep:
 * @verb: the move
 * @at_ms: when; rising within a case, never after the city's now
 * @login: who makes it, an operator of the list or one of the ten that every database has
 * @for_person: index of the person in whose name it is entered (accept, bounce, done), or -1
 * @to_person: assign, reassign: index of the person, or -1
 * @to_unit: assign, reassign: index of the unit, or -1; exactly one of the two is set
 * @tracker: assign on the emergency route: index of the person who follows it on the spot, else -1
 * @reason: (nullable): a code of wg_reason_get_all() for reject and bounce
 * @text: (nullable): the words that go with it
 * @reached: (nullable): call-back: what wg_answer_get_all() calls it
 * @satisfied: (nullable): call-back of who was reached
 * @outside: file: the place is outside all grids, or unknown, and this is confirmed
 */
typedef struct
{
  WgVerb verb;
  gint64 at_ms;
  const char *login;
  int for_person;
  int to_person;
  int to_unit;
  int tracker;
  const char *reason;
  const char *text;
  const char *reached;
  const char *satisfied;
  gboolean outside;
} WgDemoStep;

/**
 * WgDemoCase:
 * @channel: a channel of wg_channel_get_all()
 * @class_index: index into the classes the city was made with
 * @route: the route of that class, or a narrower one for some cases of the general route
 * @title: in Chinese
 * @body: (nullable): in Chinese
 * @address: (nullable): in Chinese
 * @has_place: whether @lon and @lat are known
 * @lon: degrees
 * @lat: degrees
 * @leaf: index of the leaf grid it was made for; -1 outside and without place. A point exactly on a border belongs to
 *   one of its two sides.
 * @building: index of the building it happened at, or -1
 * @on_border: whether the point is exactly on the border of @leaf
 * @reporter: (nullable): name of the reporter; %NULL = anonymous
 * @reporter_phone: (nullable): set when @reporter is
 * @state: where it stands at the city's now
 * @imported: %TRUE for a case that comes as a row of an older system, with its times and without steps
 * @master: index of the case it was merged into (@state is merged), or -1
 * @run: 1, and one more for every time it was reopened after closing
 * @bounces: in the current run
 * @reworks: in the current run
 * @overdue: open, and by the generator's own calendar past its limit
 * @reported_ms: always set
 * @filed_ms: 0 = never
 * @assigned_ms: first assignment; 0 = never
 * @due_ms: by the generator's own calendar, of the current run; 0 = none
 * @done_ms: 0 = not
 * @closed_ms: 0 = not; the time of rejecting or merging for such cases
 * @person: index of the person it lies with or lay with last, or -1
 * @unit: index of the unit likewise, or -1
 * @steps: (array length=n_steps): the moves that lead to @state; the first is report
 * @n_steps: 0 when @imported
 */
typedef struct
{
  const char *channel;
  guint class_index;
  WgRoute route;
  const char *title;
  const char *body;
  const char *address;
  gboolean has_place;
  double lon;
  double lat;
  int leaf;
  int building;
  gboolean on_border;
  const char *reporter;
  const char *reporter_phone;
  WgCaseState state;
  gboolean imported;
  int master;
  guint run;
  guint bounces;
  guint reworks;
  gboolean overdue;
  gint64 reported_ms;
  gint64 filed_ms;
  gint64 assigned_ms;
  gint64 due_ms;
  gint64 done_ms;
  gint64 closed_ms;
  int person;
  int unit;
  const WgDemoStep *steps;
  guint n_steps;
} WgDemoCase;

/**
 * WgDemoMove:
 * @case_index: index of the case
 * @step: index of its step
 *
 * One step of the whole city, for a replay in the order of time.
 */
typedef struct
{
  guint case_index;
  guint step;
} WgDemoMove;

#define WG_TYPE_DEMO_CITY (wg_demo_city_get_type ())
G_DECLARE_FINAL_TYPE (WgDemoCity, wg_demo_city, WG, DEMO_CITY, GObject)

/**
 * wg_demo_city_new:
 * @size: how large
 * @seed: any number; another seed is another district
 * @now_ms: the present, to which all times are relative
 * @classes: (array length=n_classes): the classes cases are drawn from; the strings must outlive the city
 * @n_classes: at least 1
 *
 * Makes the district. Takes a fraction of a second for the two small sizes and some seconds for the large one; touches
 * no global state, so it may run in any thread.
 *
 * Returns: (transfer full): the district, complete.
 */
WgDemoCity *wg_demo_city_new (WgDemoSize size, guint64 seed, gint64 now_ms, const WgDemoClass *classes,
                              guint n_classes);

/**
 * wg_demo_city_get_name:
 *
 * Returns: (transfer none): the name of the district in Chinese.
 */
const char *wg_demo_city_get_name (WgDemoCity *self);

/**
 * wg_demo_city_get_code:
 *
 * Returns: (transfer none): six digits that no real district has.
 */
const char *wg_demo_city_get_code (WgDemoCity *self);

/**
 * wg_demo_city_get_box:
 *
 * Returns: (transfer none): the box around all grids, in degrees.
 */
const WgBox *wg_demo_city_get_box (WgDemoCity *self);

const WgDemoLevel *wg_demo_city_get_levels (WgDemoCity *self, guint *n_levels);

/**
 * wg_demo_city_get_grids:
 * @n_grids: (out): their number
 *
 * Returns: (array length=n_grids): all grids, level by level, parents first.
 */
const WgDemoGrid *wg_demo_city_get_grids (WgDemoCity *self, guint *n_grids);

const WgDemoBuilding *wg_demo_city_get_buildings (WgDemoCity *self, guint *n_buildings);

/**
 * wg_demo_city_get_roads:
 * @n_roads: (out): their number
 *
 * Returns: (array length=n_roads): whole streets, widest first; some go on beyond the outline.
 */
const WgDemoLine *wg_demo_city_get_roads (WgDemoCity *self, guint *n_roads);

const WgDemoLine *wg_demo_city_get_river (WgDemoCity *self, guint *n_lines);
const WgDemoArea *wg_demo_city_get_water (WgDemoCity *self, guint *n_areas);
const WgDemoArea *wg_demo_city_get_parks (WgDemoCity *self, guint *n_areas);
const WgDemoArea *wg_demo_city_get_blocks (WgDemoCity *self, guint *n_areas);

const WgDemoUnit *wg_demo_city_get_units (WgDemoCity *self, guint *n_units);

/**
 * wg_demo_city_get_class_unit:
 * @n: from 0
 * @code: (out) (transfer none): a class near the top of the catalogue
 * @unit: (out): the index of the unit that goes out for what is below it
 *
 * Returns: %FALSE when there are not so many.
 */
gboolean wg_demo_city_get_class_unit (WgDemoCity *self, guint n, const char **code, int *unit);
const WgDemoPerson *wg_demo_city_get_persons (WgDemoCity *self, guint *n_persons);
const WgDemoPost *wg_demo_city_get_posts (WgDemoCity *self, guint *n_posts);
const WgDemoOperator *wg_demo_city_get_operators (WgDemoCity *self, guint *n_operators);

/**
 * wg_demo_city_get_cases:
 * @n_cases: (out): their number
 *
 * Returns: (array length=n_cases): all cases in the order they were reported.
 */
const WgDemoCase *wg_demo_city_get_cases (WgDemoCity *self, guint *n_cases);

/**
 * wg_demo_city_get_moves:
 * @n_moves: (out): their number
 *
 * Returns: (array length=n_moves): the steps of all cases in the order of time; equal times in the order of cases.
 */
const WgDemoMove *wg_demo_city_get_moves (WgDemoCity *self, guint *n_moves);

G_END_DECLS
