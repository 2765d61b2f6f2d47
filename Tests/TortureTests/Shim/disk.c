/* A disk between a program and its files, put there with LD_PRELOAD: it fails when it is told to, dies in the middle
 * of a write, or keeps a record of all that was written and of what was brought to the disk.
 *
 * DISK_MATCH   only files whose path contains this
 * DISK_KIND    write short torn exit fsync read truncate open rename link unlink chmod: what fails
 * DISK_N       which of these calls, from 1; DISK_STICKY=1: that and all after it
 * DISK_ERRNO   the error, as a number
 * DISK_HIT     a file that is made when the call came
 * DISK_WHEN    only while there is a file of this name: the disk was good before, and may be again
 * DISK_LOG     a file for the record of writes */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *variable(const char *name) {
  const char *value = getenv(name);
  return value && *value ? value : NULL;
}

static int concerns(const char *path) {
  const char *match = variable("DISK_MATCH");
  return match && path && strstr(path, match) != NULL;
}

static const char *path_of(int descriptor, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t count = readlink(link, path, 4095);
  path[count < 0 ? 0 : count] = 0;
  return path;
}

/* Whether this call of a kind is the one that fails. */
static int fails(const char *kind, const char *path) {
  static int calls = 0;
  const char *wanted = variable("DISK_KIND");
  if (!wanted || strcmp(wanted, kind) != 0 || !concerns(path)) return 0;
  const char *when = variable("DISK_WHEN");
  if (when && syscall(SYS_faccessat, AT_FDCWD, when, F_OK) != 0) return 0;
  int call = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
  int number = atoi(variable("DISK_N") ? variable("DISK_N") : "0");
  if (call != number && !(variable("DISK_STICKY") && call > number)) return 0;
  const char *hit = variable("DISK_HIT");
  if (hit) {
    int descriptor = syscall(SYS_openat, AT_FDCWD, hit, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor >= 0) syscall(SYS_close, descriptor);
  }
  return 1;
}

static int failure(void) {
  errno = variable("DISK_ERRNO") ? atoi(variable("DISK_ERRNO")) : EIO;
  return -1;
}

/* Any call that changes a file: the process may die just before it. */
static void may_die(const char *path) {
  if (fails("exit", path)) _exit(99);
}

/* A line of the record: what was done, in which file, where, how much, then the bytes. */
static void record(char what, const char *path, uint64_t offset, const void *bytes, uint32_t count) {
  static int log = -2;
  const char *name = variable("DISK_LOG");
  if (!name) return;
  if (log == -2) log = syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  size_t length = path ? strlen(path) : 0;
  char file = 'd';
  if (length > 4 && strcmp(path + length - 4, "-wal") == 0) file = 'w';
  else if (length > 8 && strcmp(path + length - 8, "-journal") == 0) file = 'j';
  else if (length > 7 && strcmp(path + length - 7, ".sqlite") != 0) return;
  unsigned char head[14] = {what, file};
  memcpy(head + 2, &offset, 8);
  memcpy(head + 10, &count, 4);
  struct iovec parts[2] = {{head, sizeof head}, {(void *)bytes, bytes ? count : 0}};
  syscall(SYS_writev, log, parts, 2);
}

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static ssize_t write_at(int descriptor, const void *bytes, size_t count, off64_t offset) {
  char path[4096];
  if (!concerns(path_of(descriptor, path))) return syscall(SYS_pwrite64, descriptor, bytes, count, offset);
  may_die(path);
  if (fails("write", path)) return failure();
  if (fails("short", path)) {
    errno = ENOSPC;
    return count > 1 ? syscall(SYS_pwrite64, descriptor, bytes, count / 2, offset) : -1;
  }
  if (fails("torn", path)) {
    syscall(SYS_pwrite64, descriptor, bytes, count / 2, offset);
    _exit(99);
  }
  ssize_t written = syscall(SYS_pwrite64, descriptor, bytes, count, offset);
  if (written > 0) record('W', path, offset, bytes, written);
  return written;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  return write_at(descriptor, bytes, count, offset);
}
ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  return write_at(descriptor, bytes, count, offset);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  char path[4096];
  if (descriptor == 1) {
    /* What the program tells the world stands in the record at the moment at which it is told. */
    if (variable("DISK_LOG")) record('A', ".sqlite", 0, bytes, count);
  } else if (concerns(path_of(descriptor, path))) {
    may_die(path);
    if (fails("write", path)) return failure();
  }
  return syscall(SYS_write, descriptor, bytes, count);
}

static ssize_t read_at(int descriptor, void *bytes, size_t count, off64_t offset) {
  char path[4096];
  if (variable("DISK_KIND") && fails("read", path_of(descriptor, path))) return failure();
  return syscall(SYS_pread64, descriptor, bytes, count, offset);
}
ssize_t pread(int descriptor, void *bytes, size_t count, off_t offset) {
  return read_at(descriptor, bytes, count, offset);
}
ssize_t pread64(int descriptor, void *bytes, size_t count, off64_t offset) {
  return read_at(descriptor, bytes, count, offset);
}

ssize_t read(int descriptor, void *bytes, size_t count) {
  char path[4096];
  if (variable("DISK_KIND") && fails("read", path_of(descriptor, path))) return failure();
  return syscall(SYS_read, descriptor, bytes, count);
}

static int sync_file(int descriptor, long call) {
  char path[4096];
  if (concerns(path_of(descriptor, path))) {
    may_die(path);
    if (fails("fsync", path)) return failure();
    int result = syscall(call, descriptor);
    if (result == 0) record('S', path, 0, NULL, 0);
    return result;
  }
  return syscall(call, descriptor);
}
int fsync(int descriptor) { return sync_file(descriptor, SYS_fsync); }
int fdatasync(int descriptor) { return sync_file(descriptor, SYS_fdatasync); }

static int truncate_file(int descriptor, off64_t length) {
  char path[4096];
  if (concerns(path_of(descriptor, path))) {
    may_die(path);
    if (fails("truncate", path)) return failure();
    record('T', path, length, NULL, 0);
  }
  return syscall(SYS_ftruncate, descriptor, length);
}
int ftruncate(int descriptor, off_t length) { return truncate_file(descriptor, length); }
int ftruncate64(int descriptor, off64_t length) { return truncate_file(descriptor, length); }

static int open_file(const char *path, int flags, mode_t mode) {
  if (fails("open", path)) return failure();
  return syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}
#define MODE(flags) \
  mode_t mode = 0; \
  if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *path, int flags, ...) { MODE(flags) return open_file(path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_file(path, flags | O_LARGEFILE, mode); }

int rename(const char *from, const char *to) {
  if (concerns(from)) may_die(from);
  return fails("rename", from) ? failure() : REAL(rename)(from, to);
}
int link(const char *from, const char *to) {
  if (concerns(from)) may_die(from);
  return fails("link", from) ? failure() : REAL(link)(from, to);
}
int unlink(const char *path) {
  if (concerns(path)) may_die(path);
  if (fails("unlink", path)) return failure();
  int result = REAL(unlink)(path);
  if (result == 0 && concerns(path)) record('U', path, 0, NULL, 0);
  return result;
}
int fchmod(int descriptor, mode_t mode) {
  char path[4096];
  return fails("chmod", path_of(descriptor, path)) ? failure() : REAL(fchmod)(descriptor, mode);
}
