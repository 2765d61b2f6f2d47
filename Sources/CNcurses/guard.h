// What must happen to the terminal when the process is signalled, crashes or ends.

#ifndef CASEBOOK_GUARD_H
#define CASEBOOK_GUARD_H

#include <stdbool.h>
#include <stddef.h>

// Remembers the terminal's settings and the signal actions before anything is changed.
bool guard_remember(int terminal);
// Installs the handlers; after newterm(), which installs its own.
void guard_install(void);
// Puts settings back, and with `everything` the signal actions too.
void guard_restore(bool everything);
// Whether another program has the terminal: interrupt and quit keys are meant for that one.
void guard_set_outside(bool outside);

bool guard_open_pipe(void);
void guard_write(int descriptor, const char *text, size_t length);

#endif
