# SPDX-License-Identifier: GPL-2.0-or-later
# Writes what `winnow anomalies --explain --format tsv` says, a section for each detector, in the form that is asked for:
# -v form=markdown; man, as part of a manual page; html, as part of a page; contents, as links into that.

BEGIN { FS = "\t" }

NR == 1 {
    for (i = 1; i <= NF; i++)
        column[$i] = i
    next
}

# "the local network" → "The local network"
function section_title() {
    return toupper(substr($column["section"], 1, 1)) substr($column["section"], 2)
}

function markdown(text) {
    gsub(/[\\`*|<[_]/, "\\\\&", text)
    return text
}

function roff(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    sub(/^[.']/, "\\\\\\&&", text)
    return text
}

function sentence(text) {
    return text ~ /\.$/ ? text : text "."
}

# "winnow.x.y 15 ports: Failed ports (2 to 65535)": what it consists of
function read_threshold(text) {
    match(text, /^[^ ]+ /)
    threshold["name"] = substr(text, 1, RLENGTH - 1)
    text = substr(text, RLENGTH + 1)
    match(text, /: /)
    threshold["standard"] = substr(text, 1, RSTART - 1)
    threshold["title"] = substr(text, RSTART + 2)
}

function markdown_threshold(text) {
    read_threshold(text)
    printf "| `%s` | %s | %s |\n", threshold["name"], threshold["standard"], markdown(threshold["title"])
}

function markdown_section(    count, i, parts) {
    printf "\n### %s\n\n**%s** (%s). %s\n", $column["name"], markdown($column["title"]), $column["severity"], markdown($column["rule"])
    if ($column["misses"] != "")
        printf "\n*Known to miss:* %s\n", markdown($column["misses"])
    if ($column["yields_to"] != "")
        printf "\n*Silent where one of these has spoken of the same:* %s.\n", markdown($column["yields_to"])
    printf "\n*Reference:* %s\n", markdown(sentence($column["reference"]))
    count = split($column["thresholds"], parts, "; ")
    if (count)
        print "\n| preference | as delivered | what it is (from – to) |\n|---|---|---|"
    for (i = 1; i <= count; i++)
        markdown_threshold(parts[i])
}

function man_section(    count, i, parts) {
    printf ".SS %s\n%s (%s).\n%s\n", $column["name"], roff($column["title"]), $column["severity"], roff($column["rule"])
    if ($column["misses"] != "")
        printf ".PP\nKnown to miss: %s\n", roff($column["misses"])
    if ($column["yields_to"] != "")
        printf ".PP\nSilent where one of these has spoken of the same: %s.\n", roff($column["yields_to"])
    printf ".PP\nReference: %s\n", roff(sentence($column["reference"]))
    count = split($column["thresholds"], parts, "; ")
    for (i = 1; i <= count; i++)
        printf ".br\n%s\n", roff(parts[i])
}

function html(text) {
    gsub(/&/, "\\&amp;", text)
    gsub(/</, "\\&lt;", text)
    gsub(/>/, "\\&gt;", text)
    return text
}

# Of "note to warn" the louder one gives the colour.
function html_severity(    loudest) {
    loudest = $column["severity"]
    sub(/.* /, "", loudest)
    return "<span class=\"severity " loudest "\">" $column["severity"] "</span>"
}

function html_links(names,    count, i, parts, links) {
    count = split(names, parts, /, */)
    for (i = 1; i <= count; i++)
        links = links (i > 1 ? ", " : "") "<a href=\"#" parts[i] "\">" parts[i] "</a>"
    return links
}

function html_item(term, text) {
    if (text != "")
        printf "<dt>%s</dt>\n<dd>%s</dd>\n", term, text
}

function html_threshold(text,    bounds) {
    read_threshold(text)
    text = threshold["title"]
    match(text, / \([0-9]+ to [0-9]+\)$/)
    bounds = substr(text, RSTART + 2, RLENGTH - 3)
    gsub(/\./, ".<wbr>", threshold["name"])
    printf "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td><code>%s</code></td></tr>\n",
        html(substr(text, 1, RSTART - 1)), html(threshold["standard"]), bounds, threshold["name"]
}

function html_thresholds(    count, i, parts) {
    count = split($column["thresholds"], parts, "; ")
    if (!count)
        return
    print "<table>\n<caption>Thresholds</caption>"
    print "<thead><tr><th scope=\"col\">What it is</th><th scope=\"col\">As delivered</th>" \
        "<th scope=\"col\">Bounds</th><th scope=\"col\">Preference</th></tr></thead>\n<tbody>"
    for (i = 1; i <= count; i++)
        html_threshold(parts[i])
    print "</tbody>\n</table>"
}

function html_section() {
    printf "<section id=\"%s\">\n", $column["name"]
    printf "<h3>%s</h3>\n", html($column["title"])
    printf "<p class=\"name\"><code>%s</code> · %s</p>\n", $column["name"], html_severity()
    printf "<p>%s</p>\n<dl>\n", html($column["rule"])
    html_item("Known to miss", html($column["misses"]))
    html_item("Silent where one of these has spoken of the same", html_links($column["yields_to"]))
    html_item("Reference", html(sentence($column["reference"])))
    print "</dl>"
    html_thresholds()
    print "</section>"
}

function html_entry() {
    printf "<li><a href=\"#%s\">%s</a> %s</li>\n", $column["name"], html($column["title"]), html_severity()
}

$column["section"] != section {
    if (form == "markdown")
        printf "\n## %s\n", section_title()
    else if (form == "man")
        printf ".SH \"ANOMALIES: %s\"\n", toupper($column["section"])
    else if (form == "html")
        printf "<h2>%s</h2>\n", html(section_title())
    else if (form == "contents")
        printf "%s<p>%s</p>\n<ul>\n", section ? "</ul>\n" : "", html(section_title())
    section = $column["section"]
}

form == "markdown" { markdown_section() }
form == "man" { man_section() }
form == "html" { html_section() }
form == "contents" { html_entry() }

END {
    if (form == "contents")
        print "</ul>"
}
