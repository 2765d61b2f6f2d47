// The whole of ncurses that Casebook uses, as plain functions. There is one terminal in a process, so the
// functions take no handle; all of them but terminal_wake() belong to the main thread.

#ifndef CASEBOOK_CNCURSES_H
#define CASEBOOK_CNCURSES_H

#include <stdbool.h>
#include <stdint.h>

enum terminal_result {
  TERMINAL_STARTED = 0,
  // The entry for TERM was missing, and that of a common terminal is used instead.
  TERMINAL_STARTED_AS_ANOTHER = 1,
  TERMINAL_NOT_A_TERMINAL = 2,
  TERMINAL_CANNOT_PLACE_TEXT = 3,
  TERMINAL_ALREADY_STARTED = 4,
  TERMINAL_FAILED = 5,
};

enum terminal_attribute {
  TERMINAL_BOLD = 1,
  TERMINAL_REVERSE = 2,
  TERMINAL_UNDERLINE = 4,
  TERMINAL_DIM = 8,
};

// What is wanted of the terminal's colours.
enum terminal_colour {
  TERMINAL_NO_COLOUR = 0,
  TERMINAL_COLOUR = 1,
  // Red, green and blue as they are, where the terminal has an entry for that.
  TERMINAL_DIRECT_COLOUR = 2,
};

// What a byte on the wake pipe means.
enum terminal_wake {
  TERMINAL_WAKE_ARRIVED = 'a',
  TERMINAL_WAKE_RESIZED = 'r',
  TERMINAL_WAKE_SIGNAL = 's',
  TERMINAL_WAKE_SUSPEND = 'z',
  TERMINAL_WAKE_CONTINUED = 'c',
};

// Takes the terminal on standard input and output. Signals, crashes and exit(3) give it back from now on.
enum terminal_result terminal_start(enum terminal_colour colour, bool mouse, bool focus);
// The terminal whose entry is in use; only valid until the next start.
const char *terminal_name(void);
// Gives the terminal back as it was. Does nothing when it was not taken.
void terminal_stop(void);

// Switches the reports of the mouse on or off.
void terminal_set_mouse(bool on);

// Gives the terminal to the shell or to another program for a while, and takes it again.
void terminal_leave(void);
void terminal_enter(void);
// Stops the job as Ctrl-Z does and returns when it is in the foreground again. Call between leave and enter.
void terminal_stop_job(void);

// The size the terminal has now, within 1x1 and 500x1000; 24x80 when it does not say.
void terminal_size(int *rows, int *columns);
// Fits the screen to a size and blanks it; the next flush sends everything.
void terminal_resize(int rows, int columns);
// Blanks the screen; the next flush sends everything.
void terminal_repaint(void);

// 0 when there are no colours or they are not wanted; 2^24 when they are red, green and blue.
int terminal_colours(void);
// Whether the person's own locale is UTF-8 and the terminal is known to have signs for lines.
bool terminal_has_line_signs(void);
// Says how style number 0...63 looks; -1 is the terminal's own colour. With direct colours the numbers are red,
// green and blue.
void terminal_define_style(int style, int foreground, int background, int attributes);

// Puts one base character and up to four marks, in UTF-8, into a cell.
void terminal_put(int row, int column, const char *text, int style);
// Sends what changed and leaves the cursor at this place, visible.
void terminal_flush(int cursor_row, int cursor_column);

// The descriptors to wait on.
int terminal_input(void);
int terminal_wake_pipe(void);
// Writes one byte to the wake pipe. May be called from any thread and from a signal handler.
void terminal_wake(char reason);
// The signal that asked the process to end, once; 0 when there was none.
int terminal_take_signal(void);

// wcwidth(3) in a UTF-8 locale.
int terminal_column_width(uint32_t scalar);

#endif
