# SPDX-License-Identifier: GPL-2.0-or-later
# Writes the file TEXT as the C array NAME_text and its length NAME_length to OUTPUT.
file(READ ${TEXT} bytes HEX)
string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
string(REGEX REPLACE "('[^,]*',){32}" "\\0\n" bytes "${bytes}")
file(WRITE ${OUTPUT}.new "#include <glib.h>

extern const char  ${NAME}_text[];
extern const gsize ${NAME}_length;

const char ${NAME}_text[] = {
${bytes}
};
const gsize ${NAME}_length = sizeof ${NAME}_text;
")
file(RENAME ${OUTPUT}.new ${OUTPUT})
