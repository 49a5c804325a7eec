/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-demo-city.h"
#include "wg-demo-names.h"
#include "wg-demo-random.h"

/* Metres of one degree in the middle of every demo district. */
#define WG_DEMO_METRES_PER_LON 85019.0
#define WG_DEMO_METRES_PER_LAT 111040.0

G_BEGIN_DECLS

/* How the district comes about. Streets are axis-parallel in a plan of (u, v) in metres; the frame bends that plan into
 * the district, so that crossings stay crossings whatever the bend. Cutting the plan gives blocks; the pieces of street
 * between crossings are arcs, each with its corners, and everything that has a border (block, grid, parent) is made of
 * whole arcs: that is why borders agree to the last digit.
 */

/* Independent streams of the dice: a change in one part of the generator leaves the others as they were. */
typedef enum
{
  WG_DEMO_STREAM_TERRAIN,
  WG_DEMO_STREAM_STREETS,
  WG_DEMO_STREAM_NAMES,
  WG_DEMO_STREAM_GRIDS,
  WG_DEMO_STREAM_BUILDINGS,
  WG_DEMO_STREAM_PEOPLE,
  WG_DEMO_STREAM_CASES,
} WgDemoStream;

typedef struct
{
  guint64 seed;
  double width_m;        /* of the plan, along u (east) */
  double height_m;       /* along v (north) */
  double river_v;        /* the river is the line v = river_v of the plan */
  double river_sway_m;   /* how far it swings north and south */
  double river_rise_m;   /* how much farther north it leaves than it enters, half of it */
  double river_reach_m;  /* how far from it streets still follow its bends */
  double river_phase;
  double tilt_cos;
  double tilt_sin;
} WgDemoFrame;

typedef enum
{
  WG_DEMO_USE_SLABS,
  WG_DEMO_USE_HOUSES,
  WG_DEMO_USE_SHOPS,
  WG_DEMO_USE_SCHOOL,
  WG_DEMO_USE_HOSPITAL,
  WG_DEMO_USE_MARKET,
  WG_DEMO_USE_FACTORY,
  WG_DEMO_USE_SITE,
  WG_DEMO_USE_VILLAGE,
  WG_DEMO_USE_FIELD,
  WG_DEMO_USE_PARK,
  WG_DEMO_USE_BANK,
  WG_DEMO_N_USES,
} WgDemoUse;

/* The numbers that make one size differ from another. */
typedef struct
{
  const char *name;
  const char *code;
  double width_m;
  double height_m;
  double corner;          /* exponent of the outline: 2 = ellipse, large = rectangle */
  double town_block_m2;   /* blocks where the density is 1 */
  double rural_block_m2;  /* blocks where it is 0 */
  guint n_towns;          /* centres of density; 0 = dense everywhere */
  double primary_m;       /* mean distance of main roads */
  double slab_share;      /* share of blocks of flats among dwelling blocks */
  double corner_every_m;  /* borders bend at least so often */
  double least_pieces;    /* and consist of so many pieces between two crossings */
  guint n_levels;
  const char *level_names[4];
  guint level_counts[4];
  guint n_buildings;
  guint n_cases;
  guint n_open;
  guint n_scripted;       /* of the last cases; older ones are imported */
  guint n_months;
  guint n_persons;        /* 0 = as many as there are posts */
  guint n_subcentres;
  guint n_platforms;
  guint n_hotspots;
} WgDemoPlan;

typedef struct
{
  int u0, v0, u1, v1;
  WgDemoUse use;
  double x, y;            /* metres, of its middle */
  double weight;          /* households and a little for the land */
  int leaf;
  guint first_arc;        /* into block_arcs: (arc << 1 | reversed), counter-clockwise */
  guint n_arcs;
  int street;             /* the widest street it lies on */
  guint house_number;
  const char *compound;   /* address of the block: 和平路 38 号 */
  guint first_building;
  guint n_buildings;
} WgDemoBlock;

typedef struct
{
  guint a, b;             /* nodes, a = start */
  int left, right;        /* blocks, -1 = outside */
  guint8 kind;            /* WgDemoLineKind */
  guint8 axis;            /* 0: runs along u, 1: along v */
  int at, from, to;       /* the line of the plan it lies on, and where */
  int street;
  guint first_point;      /* into points; both ends included */
  guint n_points;
} WgDemoArc;

typedef struct
{
  int u, v;
  gint64 lon, lat;        /* WG_SHAPE_UNIT */
} WgDemoNode;

typedef struct
{
  guint8 axis;
  guint8 kind;
  int at, from, to;
} WgDemoCut;

typedef struct
{
  const char *name;
  WgDemoLineKind kind;
} WgDemoStreet;

/* Who works on what kind of case; each but the keepers is a unit. */
typedef enum
{
  WG_DEMO_CREW_KEEPER,
  WG_DEMO_CREW_MUNICIPAL,
  WG_DEMO_CREW_CLEANING,
  WG_DEMO_CREW_ORDER,
  WG_DEMO_CREW_BUILDING,
  WG_DEMO_CREW_WATER,
  WG_DEMO_CREW_GREEN,
  WG_DEMO_CREW_WELFARE,
  WG_DEMO_CREW_POLICE,
  WG_DEMO_N_CREWS,
} WgDemoCrew;

/* By grid: persons (keepers, chief) and the unit that stands for it or for the grid above; -1 = none. */
typedef struct
{
  int keeper_a;
  int keeper_b;
  int chief;
  int platform;
} WgDemoStaff;

/* By unit: the people who can speak for it are listed in a row. */
typedef struct
{
  guint first_person;
  guint n_persons;
} WgDemoMembers;

struct _WgDemoCity
{
  GObject parent_instance;

  WgDemoSize size;
  guint64 seed;
  gint64 now_ms;
  const WgDemoClass *classes;
  guint n_classes;
  const WgDemoPlan *plan;
  WgDemoFrame frame;
  WgBox box;
  GStringChunk *strings;

  /* What is handed out. */
  GArray *levels;
  GArray *grids;
  GArray *buildings;
  GArray *roads;
  GArray *river;
  GArray *water;
  GArray *parks;
  GArray *ground;
  GArray *units;
  GArray *persons;
  GArray *posts;
  GArray *operators;
  GArray *cases;
  GArray *moves;
  GPtrArray *chunks;      /* arrays that the above point into */

  /* Scaffolding, gone when the city is complete. */
  GArray *cuts;           /* WgDemoCut */
  GArray *blocks;         /* WgDemoBlock */
  GArray *nodes;          /* WgDemoNode */
  GArray *arcs;           /* WgDemoArc */
  GArray *points;         /* gint64 pairs, WG_SHAPE_UNIT */
  GArray *block_arcs;     /* guint */
  GArray *streets;        /* WgDemoStreet */
  GArray *footprints;     /* WgDemoFootprint */
  GArray *staff;          /* WgDemoStaff */
  GArray *members;        /* WgDemoMembers */
  int crews[WG_DEMO_N_CREWS][4];  /* units, -1 = no more */
};

/* A building before it has a grid. */
typedef struct
{
  guint block;
  guint8 n_corners;       /* 4 or 6 */
  double corners[12];     /* metres, counter-clockwise */
  double x, y;
  double area_m2;
  guint floors;
  double dwellings;       /* expected households, 0 for other buildings */
  gint64 keep;            /* the order in which surplus ones are dropped */
  guint number;           /* within its block, from 1 */
} WgDemoFootprint;

/* wg-demo-frame.c */
void wg_demo_frame_init (WgDemoFrame *frame, const WgDemoPlan *plan, double scale, guint64 seed);
double wg_demo_frame_noise (guint64 seed, gint64 channel, double x, double y);
void wg_demo_frame_to_metres (const WgDemoFrame *frame, double u, double v, double *x, double *y);
void wg_demo_metres_to_unit (double x, double y, gint64 *lon, gint64 *lat);
void wg_demo_unit_to_metres (gint64 lon, gint64 lat, double *x, double *y);

/* wg-demo-terrain.c */
double wg_demo_city_density (WgDemoCity *self, double u, double v);
gboolean wg_demo_city_is_inside (WgDemoCity *self, double u, double v);
void wg_demo_city_make_terrain (WgDemoCity *self);
WgShape *wg_demo_shape_from_metres (const double *xy, guint n_points);

/* wg-demo-ground.c */
void wg_demo_city_make_ground (WgDemoCity *self);

/* wg-demo-streets.c */
void wg_demo_city_cut_blocks (WgDemoCity *self);

double wg_demo_line_kind_width (WgDemoLineKind kind);

/* wg-demo-roads.c */
void wg_demo_city_name_streets (WgDemoCity *self);

/* wg-demo-network.c */
void wg_demo_city_make_network (WgDemoCity *self);
double wg_demo_arc_cost (const WgDemoArc *arc);
double *wg_demo_city_block_outline (WgDemoCity *self, guint block, double **half_widths, guint *n_points);

/* wg-demo-rings.c */
WgShape **wg_demo_city_trace_regions (WgDemoCity *self, const int *owner, guint n_regions);

/* wg-demo-partition.c */
void wg_demo_city_partition (WgDemoCity *self, WgDemoRandom *random, const GArray *members, guint n_parts,
                             GPtrArray *parts);

/* wg-demo-grids.c */
void wg_demo_city_make_grids (WgDemoCity *self);

/* wg-demo-buildings.c, wg-demo-homes.c */
double wg_demo_city_place_buildings (WgDemoCity *self);
void wg_demo_city_thin_buildings (WgDemoCity *self);
void wg_demo_city_finish_buildings (WgDemoCity *self);

/* wg-demo-units.c */
void wg_demo_city_make_units (WgDemoCity *self);

/* wg-demo-people.c */
void wg_demo_city_make_people (WgDemoCity *self);

/* wg-demo-cases.c */
void wg_demo_city_make_cases (WgDemoCity *self);

#define wg_demo_grid(self, i) (&g_array_index ((self)->grids, WgDemoGrid, (i)))
#define wg_demo_staff(self, i) (&g_array_index ((self)->staff, WgDemoStaff, (i)))
#define wg_demo_members(self, i) (&g_array_index ((self)->members, WgDemoMembers, (i)))
#define wg_demo_block(self, i) (&g_array_index ((self)->blocks, WgDemoBlock, (i)))
#define wg_demo_arc(self, i) (&g_array_index ((self)->arcs, WgDemoArc, (i)))

G_END_DECLS
