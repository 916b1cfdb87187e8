# SPDX-License-Identifier: GPL-2.0-or-later
# Writes what `winnow fields all --explain --format tsv` says, group by group: as Markdown or, with -v form=man, as part
# of a manual page.

BEGIN {
    FS = "\t"
    tcp = "TCP handshake and sequence"
    # A field belongs to the first group whose pattern its name fits, and to the last one if it fits none.
    group("^flow\\.(id|parent|protocol|address|port|vlan|tunnel_depth|direction_method|.*_frame)$", "Identity")
    group("^flow\\.(start|end|end_reason|duration|times?|clock_.*)$", "Time")
    group("^flow\\.(bulk|subflow)s?(_|$)", "Subflows and bulks")
    group("^flow\\.(active|idle)(_|$)", "Activity")
    group("^flow\\.iat_", "Inter-arrival times")
    group("^flow\\.(.*_)?(rate|ratio)$", "Rates and ratios")
    group("^flow\\.((fin|syn|rst|psh|ack|urg|ece|cwr)_count|.*flags)$", "TCP flags")
    group("^flow\\.(.*_)?(state|history|mss|window|scale|rtt|delay|retransmitted|out_of_order)(_|$)", tcp)
    group("^flow\\.payload_entropy$", "Payload")
    group("^flow\\.(icmp|ttl|fragment)", "ICMP and IP")
    group("^flow\\.(.*bytes|.*sizes?|size_.*|(payload|frame|header|ip)_.*)$", "Sizes")
    group("^flow\\.(.*_)?(packets|count)$", "Counts")
    group("^(app|category|class)(\\.|$)", "Application of the flow")
    group("^packet\\.", "Packet")
    group("^anomaly(\\.|$)", "Anomalies on the packet")
    group("", "Other")

    split("Identity|Time|Counts|Sizes|Inter-arrival times|Rates and ratios|TCP flags|" tcp "|Activity|" \
        "Subflows and bulks|Payload|ICMP and IP|Application of the flow|Packet|" \
        "Anomalies on the packet|Other", order, "|")
}

function group(pattern, title) {
    patterns[++groups] = pattern
    titles[groups] = title
}

# Which group, by the name without "winnow." and without the side.
function group_of(name,    i) {
    sub(/^winnow\./, "", name)
    sub(/^flow\.(initiator|responder)\./, "flow.", name)
    for (i = 1; i <= groups; i++)
        if (name ~ patterns[i])
            return titles[i]
}

function joined(one, two, between) {
    return one (one != "" && two != "" ? between : "") two
}

function whose(of) {
    sub(/initiator, responder$/, "sides", of)
    return of
}

# ---- Markdown ----

function markdown(text) {
    gsub(/[\\`*|<[_]/, "\\\\&", text)
    return text
}

function markdown_head(title) {
    printf "\n## %s\n\n| field | of | type, unit | what it is | reference |\n|---|---|---|---|---|\n", title
}

function markdown_row(of, kind, meaning, reference, name) {
    printf "| `%s` | %s | %s | %s | %s |\n", name, of, kind, markdown(meaning), markdown(reference)
}

# ---- manual page ----

function roff(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    sub(/^[.']/, "\\\\\\&&", text)
    return text
}

function man_head(title) {
    printf ".SH \"%s\"\n", toupper(title)
}

function man_row(of, kind, meaning, reference, name) {
    printf ".TP\n.B %s\n(%s; %s)\n.br\n%s.\n", roff(name), of, roff(kind), roff(meaning)
    if (reference != "")
        printf "[%s]\n", roff(reference)
}

# ---- both ----

NR == 1 {
    for (i = 1; i <= NF; i++)
        column[$i] = i
    next
}

{
    g = group_of($column["name"])
    n = ++rows[g]
    name[g, n] = $column["name"]
    of[g, n] = whose($column["of"])
    kind[g, n] = joined($column["type"], $column["unit"], ", ")
    meaning[g, n] = joined($column["title"], $column["definition"], ": ")
    reference[g, n] = $column["reference"]
}

function write_row(g, n) {
    if (form == "man")
        man_row(of[g, n], kind[g, n], meaning[g, n], reference[g, n], name[g, n])
    else
        markdown_row(of[g, n], kind[g, n], meaning[g, n], reference[g, n], name[g, n])
}

END {
    for (i = 1; i in order; i++) {
        g = order[i]
        if (!rows[g])
            continue
        if (form == "man")
            man_head(g)
        else
            markdown_head(g)
        for (n = 1; n <= rows[g]; n++)
            write_row(g, n)
    }
}
