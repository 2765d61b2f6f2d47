#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1

#include "CNcurses.h"
#include "entry.h"
#include "guard.h"

#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#define STYLES 64
#define LONGEST_CELL 5

static const char *const common_terminals[] = {"xterm-256color", "xterm", "vt100", NULL};

static SCREEN *screen;
static FILE *output;
static FILE *input;
static int output_descriptor = -1;
static char name[64];
static bool is_active;
static bool has_colour;
static bool has_direct_colour;
static bool wants_mouse;
static bool wants_focus;
static bool own_locale_is_unicode;
// Terminals of the kind of xterm know the private modes for paste, mouse and synchronised update; the old
// ones and the console of Linux print or misread some of them.
static bool knows_modes;
static bool keeps_screen;
static attr_t style_attributes[STYLES];

static bool codeset_is_unicode(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

// Without a UTF-8 locale ncurses writes a blank for every letter outside ASCII and says nothing. What else a locale has
// is not asked of the system: the program has words, dates and an order of its own.
static void choose_locale(void) {
  own_locale_is_unicode = setlocale(LC_CTYPE, "") != NULL && codeset_is_unicode();
  if (!own_locale_is_unicode) setlocale(LC_CTYPE, "C.UTF-8");
}

static enum entry_answer look_up(const char *terminal) {
  if (terminal == NULL || *terminal == '\0' || strlen(terminal) >= sizeof name) return ENTRY_MISSING;
  return entry_look_up(terminal, output_descriptor, &keeps_screen);
}

static enum terminal_result choose_terminal(void) {
  const char *wanted = getenv("TERM");
  enum entry_answer answer = look_up(wanted);
  for (int i = 0; answer == ENTRY_MISSING && common_terminals[i] != NULL; i++) {
    if (look_up(common_terminals[i]) != ENTRY_PLACES_TEXT) continue;
    strcpy(name, common_terminals[i]);
    return TERMINAL_STARTED_AS_ANOTHER;
  }
  if (answer == ENTRY_MISSING) return TERMINAL_FAILED;
  strcpy(name, wanted);
  return answer == ENTRY_CANNOT_PLACE_TEXT ? TERMINAL_CANNOT_PLACE_TEXT : TERMINAL_STARTED;
}

// Terminals that can show any colour often run under an entry that does not say so; beside it lies one that does.
// A name ends in -direct there: xterm-256color has xterm-direct.
static void prefer_direct(void) {
  char direct[sizeof name];
  const char *end = strstr(name, "-256color");
  int length = end == NULL ? (int)strlen(name) : (int)(end - name);
  bool kept = keeps_screen;
  if (strstr(name, "-direct") != NULL || length + sizeof "-direct" > sizeof direct) return;
  snprintf(direct, sizeof direct, "%.*s-direct", length, name);
  if (look_up(direct) == ENTRY_PLACES_TEXT) {
    strcpy(name, direct);
  } else {
    keeps_screen = kept;
  }
}

static FILE *own_stream(int descriptor, const char *mode) {
  int copy = dup(descriptor);
  if (copy < 0) return NULL;
  FILE *stream = fdopen(copy, mode);
  if (stream == NULL) close(copy);
  return stream;
}

static void close_streams(void) {
  if (output != NULL) fclose(output);
  if (input != NULL) fclose(input);
  output = input = NULL;
  output_descriptor = -1;
}

static bool open_streams(void) {
  output = own_stream(STDOUT_FILENO, "w");
  input = own_stream(STDIN_FILENO, "r");
  if (output == NULL || input == NULL) return false;
  output_descriptor = fileno(output);
  return true;
}

static void send(const char *text) { guard_write(output_descriptor, text, strlen(text)); }

// Clicks, the wheel and dragging, with places of any size.
static const char mouse_on[] = "\033[?1000h\033[?1002h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1002l\033[?1000l";

static void switch_modes(bool on) {
  if (!knows_modes) return;
  send(on ? "\033[?2004h" : "\033[?2026l\033[?2004l");
  if (wants_mouse) send(on ? mouse_on : mouse_off);
  if (wants_focus) send(on ? "\033[?1004h" : "\033[?1004l");
}

void terminal_set_mouse(bool on) {
  if (screen == NULL || wants_mouse == on) return;
  wants_mouse = on;
  if (is_active && knows_modes) send(on ? mouse_on : mouse_off);
}

// In raw mode no key is a signal. Ctrl-\ stays one, as in every program: the kernel sends it, so that it ends a console
// that hangs too, by way of the guard, which gives the terminal back.
static void keep_quit_key(void) {
  struct termios mode;
  if (tcgetattr(output_descriptor, &mode) != 0) return;
  mode.c_lflag |= ISIG;
  mode.c_cc[VINTR] = mode.c_cc[VSUSP] = _POSIX_VDISABLE;
  if (tcsetattr(output_descriptor, TCSANOW, &mode) == 0) def_prog_mode();
}

static void set_up_keyboard(void) {
  raw();
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  keypad(stdscr, TRUE);
  // A burst of keys must not leave a frame half drawn.
  typeahead(-1);
  leaveok(stdscr, FALSE);
  scrollok(stdscr, FALSE);
  curs_set(1);
  keep_quit_key();
}

// ncurses would take any size the window claims to have, four thousand million cells if need be.
static void set_environment_size(void) {
  int height, width;
  char text[16];
  terminal_size(&height, &width);
  snprintf(text, sizeof text, "%d", height);
  setenv("LINES", text, 1);
  snprintf(text, sizeof text, "%d", width);
  setenv("COLUMNS", text, 1);
}

static enum terminal_result begin(enum terminal_colour colour) {
  set_environment_size();
  screen = newterm(name, output, input);
  // Left in place, they would keep ncurses and the person's editor to this size whatever the window does.
  unsetenv("LINES");
  unsetenv("COLUMNS");
  if (screen == NULL) return TERMINAL_FAILED;
  set_term(screen);
  has_colour = colour != TERMINAL_NO_COLOUR && has_colors() && start_color() == OK && use_default_colors() == OK;
  has_direct_colour = has_colour && entry_has_direct_colour();
  set_up_keyboard();
  guard_install();
  is_active = true;
  int rows, columns;
  terminal_size(&rows, &columns);
  terminal_resize(rows, columns);
  switch_modes(true);
  return TERMINAL_STARTED;
}

enum terminal_result terminal_start(enum terminal_colour colour, bool mouse, bool focus) {
  static bool ends_with_process;
  if (screen != NULL) return TERMINAL_ALREADY_STARTED;
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return TERMINAL_NOT_A_TERMINAL;
  choose_locale();
  if (!guard_open_pipe() || !open_streams()) return TERMINAL_FAILED;
  enum terminal_result chosen = choose_terminal();
  if (chosen <= TERMINAL_STARTED_AS_ANOTHER && colour == TERMINAL_DIRECT_COLOUR) prefer_direct();
  wants_mouse = mouse;
  wants_focus = focus;
  knows_modes = strncmp(name, "vt", 2) != 0 && strcmp(name, "linux") != 0;
  enum terminal_result result = chosen;
  if (chosen <= TERMINAL_STARTED_AS_ANOTHER) {
    result = guard_remember(output_descriptor) ? begin(colour) : TERMINAL_FAILED;
  }
  if (result > TERMINAL_STARTED_AS_ANOTHER) {
    close_streams();
    return result;
  }
  if (!ends_with_process) ends_with_process = atexit(terminal_stop) == 0;
  return chosen;
}

const char *terminal_name(void) { return name; }

void terminal_leave(void) {
  if (!is_active) return;
  is_active = false;
  guard_set_outside(true);
  switch_modes(false);
  endwin();
  // Names must not stay on a screen that has no second page to go back to.
  if (!keeps_screen) send("\033[H\033[J");
  guard_restore(false);
}

void terminal_enter(void) {
  if (screen == NULL) return;
  reset_prog_mode();
  guard_set_outside(false);
  is_active = true;
  switch_modes(true);
  terminal_repaint();
}

void terminal_stop(void) {
  if (screen == NULL) return;
  terminal_leave();
  guard_restore(true);
  guard_set_outside(false);
  delscreen(screen);
  screen = NULL;
  close_streams();
}

void terminal_size(int *rows, int *columns) {
  struct winsize size = {0};
  if (ioctl(output_descriptor, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) {
    size.ws_row = 24;
    size.ws_col = 80;
  }
  *rows = size.ws_row > 500 ? 500 : size.ws_row;
  *columns = size.ws_col > 1000 ? 1000 : size.ws_col;
}

void terminal_resize(int rows, int columns) {
  if (screen == NULL) return;
  if (is_term_resized(rows, columns)) resizeterm(rows, columns);
  terminal_repaint();
}

void terminal_repaint(void) {
  if (screen == NULL) return;
  werase(stdscr);
  clearok(curscr, TRUE);
}

int terminal_colours(void) {
  if (has_direct_colour) return 1 << 24;
  // Other entries with more colours than the palette of xterm number them in ways of their own.
  return has_colour ? (COLORS > 256 ? 256 : COLORS) : 0;
}

bool terminal_has_line_signs(void) { return own_locale_is_unicode && knows_modes; }

void terminal_define_style(int style, int foreground, int background, int attributes) {
  if (style < 0 || style >= STYLES) return;
  attr_t value = A_NORMAL;
  if (attributes & TERMINAL_BOLD) value |= A_BOLD;
  if (attributes & TERMINAL_REVERSE) value |= A_REVERSE;
  if (attributes & TERMINAL_UNDERLINE) value |= A_UNDERLINE;
  if (attributes & TERMINAL_DIM) value |= A_DIM;
  style_attributes[style] = value;
  // Pair 0 cannot be changed: it is the terminal's own.
  if (!has_colour || style + 1 >= COLOR_PAIRS) return;
  init_extended_pair(style + 1, foreground, background);
}

static void decode(const char *text, wchar_t cell[LONGEST_CELL + 1]) {
  mbstate_t state;
  memset(&state, 0, sizeof state);
  size_t left = strlen(text), count = 0;
  while (left > 0 && count < LONGEST_CELL) {
    size_t used = mbrtowc(&cell[count], text, left, &state);
    if (used == 0 || used > left) break;
    text += used;
    left -= used;
    count++;
  }
  if (count == 0) cell[count++] = L'?';
  cell[count] = L'\0';
}

void terminal_put(int row, int column, const char *text, int style) {
  if (screen == NULL || style < 0 || style >= STYLES) return;
  wchar_t letters[LONGEST_CELL + 1];
  cchar_t cell;
  decode(text, letters);
  short pair = has_colour && style + 1 < COLOR_PAIRS ? (short)(style + 1) : 0;
  if (setcchar(&cell, letters, style_attributes[style], pair, NULL) == OK) mvadd_wch(row, column, &cell);
}

// ncurses does not know the synchronised update, and writes from a buffer of its own: only write(2) before
// and after puts the marks around the frame.
void terminal_flush(int cursor_row, int cursor_column) {
  if (screen == NULL) return;
  wmove(stdscr, cursor_row, cursor_column);
  wnoutrefresh(stdscr);
  if (knows_modes) send("\033[?2026h");
  doupdate();
  if (knows_modes) send("\033[?2026l");
}

int terminal_input(void) { return STDIN_FILENO; }

int terminal_column_width(uint32_t scalar) {
  if (!codeset_is_unicode()) setlocale(LC_CTYPE, "C.UTF-8");
  return wcwidth((wchar_t)scalar);
}
