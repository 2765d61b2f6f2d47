#ifndef CPROCESS_H
#define CPROCESS_H

// The worker as a process: what Swift cannot call, as C hides it behind feature macros or variadic functions.

// Starts `executable` without arguments, with a clean environment, default signals, errors to nowhere (a library's
// complaint about a letter must not write over the screen) and no descriptor but its two pipes.
//
// Gives its process id, the end where requests go and the end whence answers come; neither blocks, and both
// close in programs started later. Returns 0 or an error number.
int process_start(const char *executable, int *process, int *input, int *output);

// Gives up, for the rest of this process, what a parser of hostile bytes does not need: group and user
// privileges, new privileges, core dumps, tracing, writing files, more than `memory` bytes on top of what is
// mapped now, and every descriptor above 2. Returns 0, or the number of the step that failed.
//
// There is no parent-death signal: the kernel sends it when the *thread* that started the worker ends, and
// threads of a pool come and go. The end of the input pipe and the CPU limit serve instead.
int process_confine(unsigned long memory);

// Lets this process use at most `seconds` of processor time from now on; then the kernel kills it.
void process_allow_seconds(unsigned int seconds);

#endif
