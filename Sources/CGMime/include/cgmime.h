#ifndef CGMIME_H
#define CGMIME_H

#include <stddef.h>

// One message in, a sequence of calls out. No GLib type crosses this header: GLib's cast macros are not
// visible to Swift, and without them there would be no type check at all.

typedef enum { CGMIME_LEAF = 0, CGMIME_MULTIPART = 1, CGMIME_MESSAGE = 2 } cgmime_kind;

// What to do with the body of a leaf.
typedef enum { CGMIME_SKIP = 0, CGMIME_DELIVER = 1 } cgmime_wish;

typedef struct {
  int depth;            // levels of parts inside parts
  int parts;            // multiparts, messages and leaves together
  size_t header_bytes;  // names and values of all headers of the message
  size_t body_bytes;    // one leaf after decoding
} cgmime_limits;

typedef struct {
  // A part begins. `type` and `subtype` are what GMime takes it for, `text` and `plain` if undeclared.
  void (*begin)(void *context, cgmime_kind kind, const char *type, const char *subtype);
  // One header of the part that began last, its value raw and still folded.
  void (*header)(void *context, const char *name, size_t name_length, const char *value, size_t value_length);
  // Asked once for each leaf, after its headers.
  cgmime_wish (*wish)(void *context);
  // Bytes of the leaf, transfer encoding undone.
  void (*body)(void *context, const unsigned char *bytes, size_t length);
  // The part that began last ends.
  void (*end)(void *context);
} cgmime_callbacks;

// What came out, as flags.
enum {
  CGMIME_READ = 0,
  CGMIME_NO_MESSAGE = 1,    // GMime found no message in the bytes; nothing was called
  CGMIME_LIMIT_REACHED = 2  // something was left out because a limit was reached
};

// Once in each process, before the first message. Only the parsing worker calls it.
void cgmime_start(void);

// Reads one message. `bytes` must stay unchanged until the call returns.
int cgmime_parse(const unsigned char *bytes, size_t length, const cgmime_limits *limits,
                 const cgmime_callbacks *callbacks, void *context);

#endif
