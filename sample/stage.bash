# SPDX-License-Identifier: GPL-2.0-or-later
# What the scenes are made with. A scene starts its servers, then its clients.

# serve HOST PORT COMMAND...: start a server and wait until it listens
serve() {
    local host=$1 port=$2
    shift 2
    on "$host" "$@" </dev/null >"logs/$host-$port" 2>&1 &
    for ((tries = 0; tries < 100; tries++)); do
        [ -z "$(ip netns exec "$host" ss -Hlntu "sport = :$port")" ] || return 0
        sleep 0.1
    done
    cat "logs/$host-$port"
    return 1
}

# say LINES...: a person who types
say() {
    for line in "$@"; do
        sleep 0.4
        printf '%s\n' "$line"
    done
}

text() {
    seq -f 'Line %g of a text that says nothing.' "$1"
}
