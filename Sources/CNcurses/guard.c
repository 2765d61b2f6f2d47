#define _GNU_SOURCE

#include "guard.h"

#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const int crash_signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGSYS};
static const int asking_signals[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
static const int ignored_signals[] = {SIGPIPE, SIGXFSZ};

// Every mode that was ever switched on, off again, whichever the terminal knows: synchronised update,
// paste, focus, mouse, application keys, wrap, attributes, cursor, alternate screen.
static const char farewell[] =
    "\033[?2026l\033[?2004l\033[?1004l\033[?1006l\033[?1002l\033[?1000l\033[?1l\033>\033[?7h\033[0m\033[?25h"
    "\033[?1049l\r";

static int terminal = -1;
static struct termios settings;
static bool has_settings;
static struct sigaction earlier[NSIG];
static bool is_remembered[NSIG];
static bool wants_report;
static int wake_pipe[2] = {-1, -1};
static volatile sig_atomic_t asked;
static volatile double asked_at;
static volatile sig_atomic_t is_outside;
static char crash_stack[64 * 1024];

// Gives up after a second in which the terminal takes nothing, as when its output is stopped by Ctrl-S.
void guard_write(int descriptor, const char *text, size_t length) {
  while (length > 0) {
    struct pollfd wait = {.fd = descriptor, .events = POLLOUT};
    int ready = poll(&wait, 1, 1000);
    if (ready == 0 || (ready < 0 && errno != EINTR)) return;
    ssize_t written = ready > 0 ? write(descriptor, text, length) : 0;
    if (written < 0 && errno != EAGAIN && errno != EINTR) return;
    if (written > 0) {
      text += written;
      length -= (size_t)written;
    }
  }
}

static double seconds(void) {
  struct timespec now = {0};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void unblock(int number) {
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, number);
  pthread_sigmask(SIG_UNBLOCK, &one, NULL);
}

static void give_back(void) {
  if (!has_settings || is_outside) return;
  guard_write(terminal, farewell, sizeof(farewell) - 1);
  tcsetattr(terminal, TCSANOW, &settings);
}

// Runs on its own stack, with nothing but functions that are safe in a handler, and lets the default action
// follow. The handlers of Swift's runtime, which this replaces, would ask a question in the raw terminal.
static void crashed(int number) {
  // A developer who asked for Swift's report by SWIFT_BACKTRACE gets it, on a tidy terminal.
  if (wants_report && is_remembered[number]) sigaction(number, &earlier[number], NULL);
  give_back();
  raise(number);
}

// A core dump would be a file full of people's letters.
static void leave_no_core(void) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
}

// The loop hears of it and saves drafts first. Whoever asks again a second later, when it still has not heard
// (it may hang, or wait for a terminal that takes no output), means it. Two signals at once are common: a
// shell hands on the SIGHUP that the console gets by itself too.
static void asked_to_end(int number) {
  if (is_outside && (number == SIGINT || number == SIGQUIT)) return;
  int error = errno;
  if (asked == 0) asked_at = seconds();
  if (asked != 0 && !is_outside && seconds() - asked_at >= 1.0) {
    give_back();
    leave_no_core();
    signal(number, SIG_DFL);
    raise(number);
    unblock(number);
  }
  asked = number;
  terminal_wake(TERMINAL_WAKE_SIGNAL);
  errno = error;
}

static void told(int number) {
  int error = errno;
  if (number == SIGWINCH) terminal_wake(TERMINAL_WAKE_RESIZED);
  if (number == SIGTSTP && !is_outside) terminal_wake(TERMINAL_WAKE_SUSPEND);
  if (number == SIGCONT && !is_outside) terminal_wake(TERMINAL_WAKE_CONTINUED);
  errno = error;
}

static void install(int number, void (*handler)(int), int flags) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

static void remember(int number) {
  is_remembered[number] = sigaction(number, NULL, &earlier[number]) == 0;
}

bool guard_remember(int descriptor) {
  terminal = descriptor;
  has_settings = tcgetattr(descriptor, &settings) == 0;
  for (size_t i = 0; i < COUNT(crash_signals); i++) remember(crash_signals[i]);
  for (size_t i = 0; i < COUNT(asking_signals); i++) remember(asking_signals[i]);
  for (size_t i = 0; i < COUNT(ignored_signals); i++) remember(ignored_signals[i]);
  remember(SIGWINCH);
  remember(SIGTSTP);
  remember(SIGCONT);
  return has_settings;
}

void guard_install(void) {
  const char *report = getenv("SWIFT_BACKTRACE");
  wants_report = report != NULL && *report != '\0';
  stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
  sigaltstack(&stack, NULL);
  for (size_t i = 0; i < COUNT(crash_signals); i++)
    install(crash_signals[i], crashed, SA_RESETHAND | SA_NODEFER | SA_ONSTACK);
  for (size_t i = 0; i < COUNT(asking_signals); i++) install(asking_signals[i], asked_to_end, SA_RESTART);
  for (size_t i = 0; i < COUNT(ignored_signals); i++) install(ignored_signals[i], SIG_IGN, 0);
  install(SIGWINCH, told, SA_RESTART);
  install(SIGTSTP, told, SA_RESTART);
  install(SIGCONT, told, SA_RESTART);
}

// What was ignored is ignored again; the rest gets the default action. Swift's own handlers, which would ask
// a question and wait for half a minute, come back only for a developer who wants them.
static void restore(int number) {
  if (wants_report || earlier[number].sa_handler == SIG_IGN) {
    sigaction(number, &earlier[number], NULL);
  } else {
    install(number, SIG_DFL, 0);
  }
}

void guard_restore(bool everything) {
  if (has_settings) tcsetattr(terminal, TCSADRAIN, &settings);
  if (!everything) return;
  has_settings = false;
  for (int number = 1; number < NSIG; number++) {
    if (is_remembered[number]) restore(number);
    is_remembered[number] = false;
  }
}

void guard_set_outside(bool outside) { is_outside = outside; }

// The pipe stays open for the life of the process, so that a task that finishes late cannot write into a
// descriptor that has become something else.
bool guard_open_pipe(void) {
  return wake_pipe[0] >= 0 || pipe2(wake_pipe, O_CLOEXEC | O_NONBLOCK) == 0;
}

int terminal_wake_pipe(void) { return wake_pipe[0]; }

void terminal_wake(char reason) {
  if (wake_pipe[1] < 0) return;
  // A full pipe wakes as well as a fuller one.
  ssize_t written = write(wake_pipe[1], &reason, 1);
  (void)written;
}

int terminal_take_signal(void) {
  int number = asked;
  asked = 0;
  return number;
}

// The rest of the job first, then this process by a signal to this very thread: sent to the process, it may reach
// a thread that takes it only when the handler is back, since the threads of Dispatch block all signals.
void terminal_stop_job(void) {
  sigset_t before;
  install(SIGTSTP, SIG_IGN, 0);
  kill(0, SIGTSTP);
  install(SIGTSTP, SIG_DFL, 0);
  pthread_sigmask(SIG_SETMASK, NULL, &before);
  unblock(SIGTSTP);
  raise(SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  install(SIGTSTP, told, SA_RESTART);
}
