/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a demo district must be the same on every machine, and GRand promises its sequence for no longer than a release;
 * forty lines of our own cannot change under us.
 */

#include "wg-demo-random.h"

static guint64
split_mix (guint64 *x)
{
  guint64 z = (*x += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static guint64
rotate_left (guint64 x, int k)
{
  return (x << k) | (x >> (64 - k));
}

guint64
wg_demo_hash (guint64 seed, gint64 a, gint64 b, gint64 c)
{
  guint64 x = seed;

  x = split_mix (&x) ^ (guint64) a;
  x = split_mix (&x) ^ (guint64) b;
  x = split_mix (&x) ^ (guint64) c;
  return split_mix (&x);
}

void
wg_demo_random_init (WgDemoRandom *random, guint64 seed, guint64 stream)
{
  guint64 x = wg_demo_hash (seed, (gint64) stream, 0, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (random->state); i++)
    random->state[i] = split_mix (&x);
}

guint64
wg_demo_random_next (WgDemoRandom *random)
{
  guint64 *s = random->state;
  guint64 result = rotate_left (s[1] * 5, 7) * 9;
  guint64 t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate_left (s[3], 45);
  return result;
}

double
wg_demo_random_unit (WgDemoRandom *random)
{
  return (double) (wg_demo_random_next (random) >> 11) * 0x1.0p-53;
}

guint
wg_demo_random_below (WgDemoRandom *random, guint n)
{
  return (guint) (((wg_demo_random_next (random) >> 32) * (guint64) n) >> 32);
}

gint64
wg_demo_random_between (WgDemoRandom *random, gint64 low, gint64 high)
{
  double span = (double) (high - low) + 1.0;

  g_return_val_if_fail (low <= high, low);

  return low + (gint64) (wg_demo_random_unit (random) * span);
}

double
wg_demo_random_range (WgDemoRandom *random, double low, double high)
{
  return low + (high - low) * wg_demo_random_unit (random);
}

gboolean
wg_demo_random_chance (WgDemoRandom *random, double probability)
{
  return wg_demo_random_unit (random) < probability;
}

double
wg_demo_random_normal (WgDemoRandom *random)
{
  double sum = -6.0;

  for (int i = 0; i < 12; i++)
    sum += wg_demo_random_unit (random);
  return sum;
}

guint
wg_demo_random_weighted (WgDemoRandom *random, const double *cumulative, guint n)
{
  double wanted = wg_demo_random_unit (random) * cumulative[n - 1];
  guint low = 0;
  guint high = n - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (cumulative[middle] > wanted)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}
