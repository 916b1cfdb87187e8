# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What test scripts ask of sharkd, in JSON, a request a line. Answers carry the request's ID.

# request ID METHOD [PARAMETERS]
request() {
    echo "{\"jsonrpc\":\"2.0\",\"id\":$1,\"method\":\"$2\",\"params\":${3:-{\}}}"
}

load_file() {
    request 1 load "{\"file\":\"$(realpath "$1")\"}"
}

# setting NAME VALUE: of winnow.NAME
setting() {
    request 1 setconf "{\"name\":\"winnow.$1\",\"value\":\"$2\"}"
}

# columns FIELD[:OCCURRENCE]…: what a request for frames asks for; no more than 32. Occurrence 0 are all.
columns() {
    local asked='' number=0 field
    for field in "$@"; do
        [[ $field == *:* ]] || field+=:1
        asked+="${asked:+,}\"column$((number++))\":\"$field\""
    done
    echo "$asked"
}

# Columns have units, and say yes and no in words.
bare() {
    awk -F '\t' -v OFS='\t' '{ for (i = 1; i <= NF; i++) if ($i ~ /^[0-9.]+ [a-z\/]+$/) sub(/ .*/, "", $i); print }' | truths
}
