# SPDX-License-Identifier: GPL-2.0-or-later
# Writes paragraphs and lists of Markdown, with `code`, **strong** and *emphasis*, as HTML.

function paired(text, mark, tag,    parts, count, i, written) {
    count = split(text, parts, mark)
    written = parts[1]
    for (i = 2; i <= count; i++)
        written = written (i % 2 ? "</" tag ">" : "<" tag ">") parts[i]
    return written
}

function inline(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    gsub(/>/, "\\&gt;", text)
    text = paired(text, "`", "code")
    text = paired(text, "[*][*]", "strong")
    return paired(text, "[*]", "em")
}

# What was gathered is complete.
function flush_block() {
    if (block != "")
        print is_item ? "<li>" inline(block) "</li>" : "<p>" inline(block) "</p>"
    block = ""
}

function list(begins) {
    if (begins != is_item)
        print begins ? "<ul>" : "</ul>"
    is_item = begins
}

/^- / {
    flush_block()
    list(1)
    block = substr($0, 3)
    next
}

/^$/ {
    flush_block()
    list(0)
    next
}

{
    sub(/^ +/, "")
    block = block == "" ? $0 : block "\n" $0
}

END {
    flush_block()
    list(0)
}
