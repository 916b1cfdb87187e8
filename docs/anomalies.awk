# SPDX-License-Identifier: GPL-2.0-or-later
# Writes what `winnow anomalies --explain --format tsv` says, a section for each detector: as Markdown or, with
# -v form=man, as part of a manual page.

BEGIN { FS = "\t" }

NR == 1 {
    for (i = 1; i <= NF; i++)
        column[$i] = i
    next
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

# "winnow.x.y 15 ports: Failed ports (2 to 65535)" → a row
function markdown_threshold(text,    name, standard, title) {
    name = text
    sub(/ .*/, "", name)
    standard = text
    sub(/^[^ ]* /, "", standard)
    sub(/: .*/, "", standard)
    title = text
    sub(/^[^:]*: /, "", title)
    printf "| `%s` | %s | %s |\n", name, standard, markdown(title)
}

function markdown_section(    count, i, parts) {
    printf "\n## %s\n\n**%s** (%s). %s\n", $column["name"], markdown($column["title"]), $column["severity"], markdown($column["rule"])
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

{
    if (form == "man")
        man_section()
    else
        markdown_section()
}
