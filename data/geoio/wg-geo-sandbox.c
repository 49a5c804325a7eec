/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a file from outside is read by two million lines of other people's C++. Whatever such a file makes them do must
 * end in this process: no network, no other program, no file outside the folder it was given, no end of memory.
 */

#include "wg-geo-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define NATIVE_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCH AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define NATIVE_ARCH AUDIT_ARCH_RISCV64
#elif defined(__loongarch64)
#define NATIVE_ARCH AUDIT_ARCH_LOONGARCH64
#endif

#define MEMORY_LIMIT (G_GUINT64_CONSTANT (4) << 30)
#define FILE_LIMIT (G_GUINT64_CONSTANT (8) << 30)
#define CPU_LIMIT 1800

static void
limit (int resource, guint64 value)
{
  struct rlimit limits = { value, value };
  struct rlimit old;

  if (getrlimit (resource, &old) == 0 && old.rlim_max != RLIM_INFINITY && old.rlim_max < value)
    limits.rlim_cur = limits.rlim_max = old.rlim_max;
  setrlimit (resource, &limits);
}

static void
set_limits (void)
{
  /* A sanitizer reserves terabytes of address space that it never touches. */
#if !defined(__SANITIZE_ADDRESS__)
  limit (RLIMIT_AS, MEMORY_LIMIT);
#endif
  limit (RLIMIT_CPU, CPU_LIMIT);
  limit (RLIMIT_FSIZE, FILE_LIMIT);
  /* The parent goes on when a file grows too large; this process must not. */
  signal (SIGXFSZ, SIG_DFL);
  limit (RLIMIT_CORE, 0);
}

static void
leave_network (void)
{
  /* Root may do it as it is; anybody else inside a user namespace of his own, where the kernel lets him. */
  if (unshare (CLONE_NEWNET) != 0 && unshare (CLONE_NEWUSER | CLONE_NEWNET) != 0)
    g_debug ("no network namespace: %s", g_strerror (errno));
}

static void
forbid_calls (void)
{
#ifdef NATIVE_ARCH
#define FORBID(number) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1), \
                       BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES)
  struct sock_filter rules[] = {
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, arch)),
    BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCH, 1, 0),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr)),
    FORBID (__NR_socket),
    FORBID (__NR_connect),
    FORBID (__NR_bind),
    FORBID (__NR_execve),
    FORBID (__NR_execveat),
    FORBID (__NR_ptrace),
    FORBID (__NR_mount),
    BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = { G_N_ELEMENTS (rules), rules };

  if (prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
    g_debug ("no call filter: %s", g_strerror (errno));
#endif
}

static void
write_only_in (const char *folder)
{
  struct landlock_ruleset_attr handled = {
    .handled_access_fs = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE
                         | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG
                         | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK
                         | LANDLOCK_ACCESS_FS_MAKE_SYM,
  };
  struct landlock_path_beneath_attr beneath = { .allowed_access = handled.handled_access_fs };
  int rules = (int) syscall (__NR_landlock_create_ruleset, &handled, sizeof handled, 0);

  if (rules < 0)
    {
      g_debug ("no file rules: %s", g_strerror (errno));
      return;
    }
  beneath.parent_fd = open (folder, O_PATH | O_CLOEXEC);
  if (beneath.parent_fd >= 0
      && syscall (__NR_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0)
    syscall (__NR_landlock_restrict_self, rules, 0);
  close (beneath.parent_fd);
  close (rules);
}

/* What the program had open when it started this one is not for the readers of a foreign file. */
static void
close_inherited (void)
{
  if (close_range (STDERR_FILENO + 1, ~0U, 0) != 0)
    g_debug ("inherited files stay open: %s", g_strerror (errno));
}

void
wg_geo_sandbox_enter (const char *folder)
{
  close_inherited ();
  set_limits ();
  leave_network ();
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  write_only_in (folder);
  forbid_calls ();
}

static gpointer
watch (gpointer unused)
{
  char bytes[64];
  gssize n;

  do
    n = read (STDIN_FILENO, bytes, sizeof bytes);
  while (n > 0 || (n < 0 && errno == EINTR));
  _exit (1);
}

void
wg_geo_sandbox_watch_parent (void)
{
  g_thread_unref (g_thread_new ("parent", watch, NULL));
}
