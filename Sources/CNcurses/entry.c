// <term.h> defines macros such as `columns` and `lines`, and so has a file of its own.

#include "entry.h"

#include <curses.h>
#include <term.h>

static bool has(const char *capability) {
  const char *text = tigetstr(capability);
  return text != NULL && text != (char *)-1;
}

enum entry_answer entry_look_up(const char *terminal, int descriptor, bool *keeps_screen) {
  int found = 0;
  if (setupterm((char *)terminal, descriptor, &found) != OK) return ENTRY_MISSING;
  *keeps_screen = has("smcup");
  enum entry_answer answer = has("cup") ? ENTRY_PLACES_TEXT : ENTRY_CANNOT_PLACE_TEXT;
  del_curterm(cur_term);
  return answer;
}

bool entry_has_direct_colour(void) { return tigetflag("RGB") > 0; }
