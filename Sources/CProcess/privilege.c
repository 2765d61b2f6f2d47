#define _GNU_SOURCE
#include "privilege.h"

#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static gid_t saved_group(void) {
  gid_t real, effective, saved;
  return getresgid(&real, &effective, &saved) ? getgid() : saved;
}

int privilege_begin(void) {
  gid_t person = getgid(), store = getegid();
  if (geteuid() != getuid()) return -1;
  if (store == person) return 0;
  if (setresgid(person, person, store) || getegid() != person) return -1;
  // A core file or a tracer would hand out what the group alone may read.
  struct rlimit none = {0, 0};
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) || setrlimit(RLIMIT_CORE, &none)) return -1;
  umask(007);
  return 1;
}

int privilege_is_at_hand(void) { return saved_group() != getgid(); }

int privilege_raise(void) {
  gid_t store = saved_group();
  return setresgid((gid_t)-1, store, (gid_t)-1) || getegid() != store ? -1 : 0;
}

int privilege_give_up(void) {
  gid_t person = getgid();
  return setresgid(person, person, person) || saved_group() != person ? -1 : 0;
}

void privilege_open_as_person(void) { setfsgid(getgid()); }

void privilege_open_as_program(void) { setfsgid(getegid()); }
