#include "cgmime.h"

#include <string.h>

#include <gmime/gmime.h>

typedef struct {
  const cgmime_limits *limits;
  const cgmime_callbacks *callbacks;
  void *context;
  int parts;
  size_t header_bytes;
  int flags;
} walk;

enum { CHUNK = 32 * 1024 };

void cgmime_start(void) { g_mime_init(); }

static void give_headers(walk *walk, GMimeObject *object) {
  GMimeHeaderList *list = g_mime_object_get_header_list(object);
  int count = list ? g_mime_header_list_get_count(list) : 0;
  for (int index = 0; index < count; index++) {
    GMimeHeader *header = g_mime_header_list_get_header_at(list, index);
    const char *name = g_mime_header_get_name(header);
    const char *value = g_mime_header_get_raw_value(header);
    if (!name || !value) continue;
    size_t name_length = strlen(name), value_length = strlen(value);
    if (name_length + value_length > walk->limits->header_bytes - walk->header_bytes) {
      walk->flags |= CGMIME_LIMIT_REACHED;
      return;
    }
    walk->header_bytes += name_length + value_length;
    walk->callbacks->header(walk->context, name, name_length, value, value_length);
  }
}

static void give_body(walk *walk, GMimePart *part) {
  GMimeDataWrapper *content = g_mime_part_get_content(part);
  GMimeStream *stream = content ? g_mime_data_wrapper_get_stream(content) : NULL;
  if (!stream || walk->callbacks->wish(walk->context) == CGMIME_SKIP) return;

  char coded[CHUNK], plain[2 * CHUNK + 64];
  size_t given = 0;
  ssize_t got;
  GMimeEncoding decoder;
  g_mime_encoding_init_decode(&decoder, g_mime_data_wrapper_get_encoding(content));
  g_mime_stream_reset(stream);
  while ((got = g_mime_stream_read(stream, coded, CHUNK)) > 0) {
    size_t length = g_mime_encoding_step(&decoder, coded, (size_t)got, plain);
    size_t room = walk->limits->body_bytes - given;
    if (length > room) {
      walk->flags |= CGMIME_LIMIT_REACHED;
      walk->callbacks->body(walk->context, (unsigned char *)plain, room);
      return;
    }
    walk->callbacks->body(walk->context, (unsigned char *)plain, length);
    given += length;
  }
  // What a decoder still holds at the end is less than one line of any encoding.
  size_t rest = g_mime_encoding_flush(&decoder, coded, 0, plain);
  if (rest > 0 && rest <= sizeof plain && given + rest <= walk->limits->body_bytes)
    walk->callbacks->body(walk->context, (unsigned char *)plain, rest);
}

static void visit(walk *walk, GMimeObject *object, int depth);

static void visit_children(walk *walk, GMimeMultipart *multipart, int depth) {
  int count = g_mime_multipart_get_count(multipart);
  for (int index = 0; index < count; index++) {
    if (walk->parts >= walk->limits->parts) {
      walk->flags |= CGMIME_LIMIT_REACHED;
      return;
    }
    visit(walk, g_mime_multipart_get_part(multipart, index), depth);
  }
}

static void begin(walk *walk, GMimeObject *object, cgmime_kind kind) {
  GMimeContentType *type = g_mime_object_get_content_type(object);
  const char *media = type ? g_mime_content_type_get_media_type(type) : NULL;
  const char *subtype = type ? g_mime_content_type_get_media_subtype(type) : NULL;
  walk->callbacks->begin(walk->context, kind, media ? media : "text", subtype ? subtype : "plain");
  give_headers(walk, object);
}

static void visit(walk *walk, GMimeObject *object, int depth) {
  if (!object) return;
  if (depth > walk->limits->depth || walk->parts >= walk->limits->parts) {
    walk->flags |= CGMIME_LIMIT_REACHED;
    return;
  }
  walk->parts++;
  if (GMIME_IS_MESSAGE(object)) {
    begin(walk, object, CGMIME_MESSAGE);
    visit(walk, g_mime_message_get_mime_part(GMIME_MESSAGE(object)), depth + 1);
  } else if (GMIME_IS_MESSAGE_PART(object)) {
    // The envelope of a forwarded message is a multipart with one child.
    begin(walk, object, CGMIME_MULTIPART);
    visit(walk, GMIME_OBJECT(g_mime_message_part_get_message(GMIME_MESSAGE_PART(object))), depth + 1);
  } else if (GMIME_IS_MULTIPART(object)) {
    begin(walk, object, CGMIME_MULTIPART);
    visit_children(walk, GMIME_MULTIPART(object), depth + 1);
  } else if (GMIME_IS_PART(object)) {
    begin(walk, object, CGMIME_LEAF);
    give_body(walk, GMIME_PART(object));
  } else {
    return;
  }
  walk->callbacks->end(walk->context);
}

int cgmime_parse(const unsigned char *bytes, size_t length, const cgmime_limits *limits,
                 const cgmime_callbacks *callbacks, void *context) {
  if (length > G_MAXUINT) return CGMIME_NO_MESSAGE;
  // A view of the caller's bytes: the stream only reads, so the largest messages are not held twice.
  GByteArray view = {(guint8 *)bytes, (guint)length};
  GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(&view);
  g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
  GMimeParser *parser = g_mime_parser_new_with_stream(stream);
  g_mime_parser_set_persist_stream(parser, TRUE);
  GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);

  walk walk = {limits, callbacks, context, 0, 0, CGMIME_READ};
  if (message) {
    visit(&walk, GMIME_OBJECT(message), 0);
    g_object_unref(message);
  } else {
    walk.flags = CGMIME_NO_MESSAGE;
  }
  g_object_unref(parser);
  g_object_unref(stream);
  return walk.flags;
}
