// What terminfo says about a terminal before it is used.

#ifndef CASEBOOK_ENTRY_H
#define CASEBOOK_ENTRY_H

#include <stdbool.h>

enum entry_answer { ENTRY_MISSING, ENTRY_CANNOT_PLACE_TEXT, ENTRY_PLACES_TEXT };

// Also says whether the terminal has a second screen, so that the first comes back afterwards.
enum entry_answer entry_look_up(const char *terminal, int descriptor, bool *keeps_screen);

// Whether the entry in use takes red, green and blue for a colour, eight bits each (user_caps(5), RGB).
bool entry_has_direct_colour(void);

#endif
