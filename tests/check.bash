# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# How test scripts say what came out. ./test counts the lines that begin with ok, FAILED and skipped.

ok() {
    echo "ok $1"
}

failed() {
    echo "FAILED $1"
    sed 's/^/    /'
}

skipped() {
    echo "skipped $1: $2"
}

# same NAME EXPECTED ACTUAL
same() {
    if [ "$2" = "$3" ]; then
        ok "$1"
    else
        { diff -u <(printf '%s\n' "$2") <(printf '%s\n' "$3") || true; } | sed -n '4,13p' | cut -c 1-300 | failed "$1"
    fi
}

# holds NAME COMMAND…
holds() {
    local name=$1 output
    shift
    if output=$("$@" 2>&1); then
        ok "$name"
    else
        printf '%s\n' "$output" | tail -n 30 | failed "$name"
    fi
}

# nothing NAME: what comes in are the lines that should not be.
nothing() {
    local found
    found=$(cat)
    if [ -z "$found" ]; then
        ok "$1"
    else
        failed "$1" <<<"$found"
    fi
}

# 1 and 0 for True and False, which some forms and all since 4.2 say.
truths() {
    awk -F '\t' -v OFS='\t' '{ for (i = 1; i <= NF; i++) if ($i == "True" || $i == "False") $i = $i == "True"; print }'
}

# tshark -T fields doubles them since 4.2.
single_backslashes() {
    sed 's/\\\\/\\/g'
}

# rounded DIGITS: reals, of which tshark -T fields prints 17 digits since 4.6, and 15 before; not times, of 9 decimals.
rounded() {
    awk -F '\t' -v OFS='\t' -v form="%.$1g" '{
        for (i = 1; i <= NF; i++) if ($i ~ /^[0-9]+\.[0-9]+$/ && length($i) - index($i, ".") != 9) $i = sprintf(form, $i)
        print
    }'
}

# The folder of what Wireshark knows for all users.
global_configuration() {
    tshark -G folders 2>/dev/null | sed -n 's/^Global configuration:[[:blank:]]*//p'
}
