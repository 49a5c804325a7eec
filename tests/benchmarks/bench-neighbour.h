/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Another desk, in a process of its own, that reads and writes a database now and then, and how long it had to wait. */
typedef struct _BenchNeighbour BenchNeighbour;

typedef struct
{
  int n_writes;
  double longest_lock;  /* seconds, from wanting the lock to having it */
  double longest_write; /* from wanting the lock to the end of the commit */
  int n_reads;
  double longest_read; /* a recount of the backlog */
} BenchWaits;

/* The neighbour has the database open when this returns. */
BenchNeighbour *bench_neighbour_start (const char *path);
BenchWaits bench_neighbour_stop (BenchNeighbour *self);

/* What `main` does when it is started as a neighbour: the second argument is the database. */
gboolean bench_neighbour_is_wanted (int argc, char **argv);
int bench_neighbour_main (const char *path);

G_END_DECLS
