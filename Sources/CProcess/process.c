#define _GNU_SOURCE
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

// Bytes that the kernel holds in a pipe: more means fewer calls. Where it is refused the pipe stays smaller.
enum { PIPE_BYTES = 1 << 20 };

static void close_both(const int pipe[2]) {
  close(pipe[0]);
  close(pipe[1]);
}

static int open_pipes(int requests[2], int answers[2]) {
  if (pipe2(requests, O_CLOEXEC)) return errno;
  if (pipe2(answers, O_CLOEXEC)) {
    int failure = errno;
    close_both(requests);
    return failure;
  }
  fcntl(requests[1], F_SETPIPE_SZ, PIPE_BYTES);
  fcntl(answers[1], F_SETPIPE_SZ, PIPE_BYTES);
  fcntl(requests[1], F_SETFL, O_NONBLOCK);
  fcntl(answers[0], F_SETFL, O_NONBLOCK);
  return 0;
}

static int spawn(const char *executable, int reading, int writing, pid_t *process) {
  char *const arguments[] = {(char *)executable, NULL};
  char *const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C", "SWIFT_BACKTRACE=enable=no", NULL};
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setsigmask(&attributes, &none);
  // A group of its own, so that a ^C on the terminal is for the program alone. The rights of the store's group stay
  // behind.
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(
      &attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_RESETIDS);
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, reading, 0);
  posix_spawn_file_actions_adddup2(&actions, writing, 1);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  int failure = posix_spawn(process, executable, &actions, &attributes, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return failure;
}

int process_start(const char *executable, int *process, int *input, int *output) {
  int requests[2], answers[2];
  int failure = open_pipes(requests, answers);
  if (failure) return failure;
  failure = spawn(executable, requests[0], answers[1], process);
  if (failure) {
    close_both(requests);
    close_both(answers);
    return failure;
  }
  close(requests[0]);
  close(answers[1]);
  *input = requests[1];
  *output = answers[0];
  return 0;
}

static int set_limit(int resource, rlim_t value) {
  struct rlimit limit = {value, value};
  return setrlimit(resource, &limit);
}

// Bytes of address space in use, from the first field of statm, which counts pages.
static unsigned long mapped_bytes(void) {
  unsigned long pages = 0;
  FILE *file = fopen("/proc/self/statm", "re");
  if (!file) return 0;
  if (fscanf(file, "%lu", &pages) != 1) pages = 0;
  fclose(file);
  return pages * (unsigned long)sysconf(_SC_PAGESIZE);
}

int process_confine(unsigned long memory) {
  gid_t group = getgid();
  uid_t user = getuid();
  if (setresgid(group, group, group) || setresuid(user, user, user)) return 1;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return 2;
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)) return 3;
  if (set_limit(RLIMIT_CORE, 0) || set_limit(RLIMIT_FSIZE, 0)) return 4;
  unsigned long mapped = mapped_bytes();
  if (mapped == 0 || set_limit(RLIMIT_AS, mapped + memory)) return 5;
  if (close_range(3, ~0U, 0)) return 6;
  // Charset tables of the C library are files: a few descriptors must stay possible.
  if (set_limit(RLIMIT_NOFILE, 16)) return 7;
  return 0;
}

void process_allow_seconds(unsigned int seconds) {
  struct rusage used;
  if (getrusage(RUSAGE_SELF, &used)) return;
  rlim_t until = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + seconds + 1;
  struct rlimit limit;
  if (getrlimit(RLIMIT_CPU, &limit) || limit.rlim_cur == until) return;
  limit.rlim_cur = until;
  setrlimit(RLIMIT_CPU, &limit);
}
