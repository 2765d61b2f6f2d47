// Which functions a program calls for its first screen and in the half second after it, each once, in the order of the
// first calls.
//
// Usage: nm PROGRAM | calls ROWS COLUMNS TEXT PROGRAM      (the screen is there when it shows TEXT; x86-64)
//
// Each function begins with a trap, which is taken away when it is met: after that it runs as it would.

#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct function {
  unsigned long address;
  char *name;
  // The byte that the trap stands for.
  unsigned char first;
  int met;
};

static struct function *functions;
static size_t count;
static const unsigned char trap = 0xCC;

static int by_address(const void *one, const void *other) {
  unsigned long a = ((const struct function *)one)->address, b = ((const struct function *)other)->address;
  return a < b ? -1 : a > b;
}

static void read_functions(void) {
  char *line = NULL;
  size_t room = 0;
  while (getline(&line, &room, stdin) > 0) {
    unsigned long address;
    char kind, name[8192];
    if (sscanf(line, "%lx %c %8191s", &address, &kind, name) != 3 || !strchr("tTwW", kind)) continue;
    functions = realloc(functions, (count + 1) * sizeof *functions);
    functions[count++] = (struct function){address, strdup(name), 0, 0};
  }
  free(line);
  qsort(functions, count, sizeof *functions, by_address);
}

// Where the file's first byte lies in the memory of the program.
static unsigned long base_of(pid_t program) {
  char path[64], file[PATH_MAX] = "", line[PATH_MAX + 256];
  snprintf(path, sizeof path, "/proc/%d/exe", program);
  if (readlink(path, file, sizeof file - 1) < 0) return 0;
  snprintf(path, sizeof path, "/proc/%d/maps", program);
  FILE *maps = fopen(path, "r");
  unsigned long base = 0;
  while (maps && fgets(line, sizeof line, maps)) {
    if (!strstr(line, file)) continue;
    base = strtoul(line, NULL, 16);
    break;
  }
  if (maps) fclose(maps);
  return base;
}

// Several names may have one address: all of them are said.
static void say(unsigned long address, int memory, unsigned long base) {
  struct function key = {address, NULL, 0, 0};
  struct function *found = bsearch(&key, functions, count, sizeof *functions, by_address);
  if (!found) return;
  while (found > functions && found[-1].address == address) found--;
  if (found->met) return;
  found->met = 1;
  pwrite(memory, &found->first, 1, base + address);
  for (; found < functions + count && found->address == address; found++) puts(found->name);
}

static void meet(pid_t thread, int memory, unsigned long base) {
  struct user_regs_struct registers;
  ptrace(PTRACE_GETREGS, thread, 0, &registers);
  registers.rip--;
  say(registers.rip - base, memory, base);
  ptrace(PTRACE_SETREGS, thread, 0, &registers);
}

static int shows(int terminal, const char *text) {
  static char seen[1 << 20];
  static size_t length;
  ssize_t more;
  while (length < sizeof seen && (more = read(terminal, seen + length, sizeof seen - length)) > 0) length += more;
  return memmem(seen, length, text, strlen(text)) != NULL;
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc < 5) return fprintf(stderr, "usage: nm PROGRAM | calls ROWS COLUMNS TEXT PROGRAM\n"), 2;
  read_functions();
  struct winsize size = {atoi(argv[1]), atoi(argv[2]), 0, 0};
  int terminal;
  pid_t program = forkpty(&terminal, NULL, NULL, &size);
  if (program == 0) {
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    execv(argv[4], argv + 4);
    _exit(127);
  }
  int status;
  if (waitpid(program, &status, 0) != program || !WIFSTOPPED(status)) return 1;
  ptrace(PTRACE_SETOPTIONS, program, 0, PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL);
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/mem", program);
  int memory = open(path, O_RDWR);
  unsigned long base = base_of(program);
  for (size_t i = 0; i < count; i++) {
    if (i && functions[i].address == functions[i - 1].address) continue;
    pread(memory, &functions[i].first, 1, base + functions[i].address);
    pwrite(memory, &trap, 1, base + functions[i].address);
  }
  fcntl(terminal, F_SETFL, O_NONBLOCK);
  ptrace(PTRACE_CONT, program, 0, 0);
  double shown = 0;
  while (!shown || seconds() < shown + 0.5) {
    if (!shown && shows(terminal, argv[3])) shown = seconds();
    pid_t thread = waitpid(-1, &status, __WALL | WNOHANG);
    if (thread <= 0) continue;
    if (!WIFSTOPPED(status)) {
      if (thread == program) return fprintf(stderr, "calls: the program ended before it showed '%s'\n", argv[3]), 1;
      continue;
    }
    int number = WSTOPSIG(status);
    if (number == SIGTRAP && status >> 16 == 0) meet(thread, memory, base);
    ptrace(PTRACE_CONT, thread, 0, number == SIGTRAP || number == SIGSTOP ? 0 : number);
  }
  kill(program, SIGKILL);
  return 0;
}
