#ifndef CPRIVILEGE_H
#define CPRIVILEGE_H

// The rights of the store's group, of a program that is installed set-group-ID. What Swift's Glibc does not show.

// To be called first of all. Puts the group's rights aside, so that whatever is opened is opened with the rights of
// the person. Returns 1 when there are such rights, 0 when there are none, -1 when the program is installed
// set-user-ID or the rights cannot be put aside: then it must not go on.
int privilege_begin(void);

// Whether rights were put aside and not given up.
int privilege_is_at_hand(void);

// Takes the group's rights up, for all threads. Returns 0, or -1.
int privilege_raise(void);

// Gives the group's rights up for the rest of this process. Returns 0, or -1.
int privilege_give_up(void);

// What this thread opens from now on it opens with the rights of the person, or again with those of the program.
//
// The file-system group is a thread's own: other threads, which may be reading the store, keep theirs.
void privilege_open_as_person(void);
void privilege_open_as_program(void);

#endif
