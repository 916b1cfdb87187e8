# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Wireshark on a screen of its own, driven by keys. Needs setup.bash, and what stage() there lays out.

# shellcheck disable=SC2034
to_show=(
    wireshark:wireshark xvfb:Xvfb openbox:openbox xdotool:xdotool imagemagick:import fonts-dejavu-core
)

started=() # processes, each a group of its own
patience=60 # s, for what should come at once

# Where whoever runs it may write. A folder of Wireshark's settings of its own, without questions and news.
prepare_home() {
    local settings=$stage/home/.config/wireshark
    mkdir -p "$settings" "$stage/home/run" "$stage/home/tmp"
    chmod 700 "$stage/home/run"
    printf '%s\n' 'gui.update.enabled: FALSE' 'gui.ask_unsaved: FALSE' 'nameres.network_name: FALSE' >"$settings/preferences"
    printf '%s\n' 'gui.geometry_main_maximized: TRUE' >"$settings/recent_common"
}

# start_screen WIDTHxHEIGHT: sets DISPLAY.
start_screen() {
    in_background Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp -noreset 3>"$stage/display"
    until_true grep -q . "$stage/display"
    DISPLAY=:$(<"$stage/display")
    export DISPLAY
    in_background env HOME="$stage/home" openbox
}

# In a process group of its own, with all that it starts.
in_background() {
    set -m
    "$@" >>"$stage/screen.log" 2>&1 &
    set +m
    started+=($!)
}

stop() {
    kill -- "-$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
}

# Only what was started here; the last one first.
stop_screen() {
    local i
    for ((i = ${#started[@]} - 1; i >= 0; i--)); do
        stop "${started[i]}"
    done
    started=()
}

# start_wireshark [OPTION…]: its process is $wireshark.
start_wireshark() {
    in_background with_plugin env HOME="$stage/home" XDG_RUNTIME_DIR="$stage/home/run" TMPDIR="$stage/home/tmp" LC_ALL=C.UTF-8 \
        WIRESHARK_EXTCAP_DIR="$stage/none" "${wireshark_environment[@]}" wireshark "$@"
    wireshark=$!
}
wireshark_environment=() # NAME=VALUE

# until_true COMMAND…: within our patience.
until_true() {
    local end=$((SECONDS + patience))
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $end ] || { say "In vain: $*" && return 1; }
        sleep 0.1
    done
}

windows() {
    xdotool search --onlyvisible --name "$1" 2>/dev/null
}

no_windows() {
    [ -z "$(windows "$1")" ]
}

# window TITLE: waits for it, as a regular expression, and brings it to the front; $came is its number then.
window() {
    until_true comes_up "$1"
}

comes_up() {
    came=$(windows "$1" | tail -n 1)
    [ -n "$came" ] && becomes_active "$came"
}

activate() {
    until_true becomes_active "$1"
}

# Where a window has just closed there may be none that is active, or the window manager makes another one so.
becomes_active() {
    xdotool windowactivate "$1"
    sleep 0.15
    [ "$(xdotool getactivewindow)" = "$1" ]
}

window_is_gone() {
    until_true no_windows "$1"
}

# accept TITLE: by its default button, however often it takes.
accept() {
    until_true accepts "$1"
}

accepts() {
    no_windows "$1" || { press Return; sleep 0.3; no_windows "$1"; }
}

press() {
    xdotool key --delay 40 "$@"
}

# chosen KEY…: one after the other, as menus need it.
chosen() {
    local key
    for key in "$@"; do
        press "$key"
        sleep 0.4
    done
}

enter() {
    xdotool type --delay 15 "$1"
}

# point X Y: in the active window; where negative, from its right or lower edge.
point() {
    local WINDOW X Y WIDTH HEIGHT SCREEN
    eval "$(xdotool getactivewindow getwindowgeometry --shell)"
    xdotool mousemove --window "$WINDOW" $(($1 < 0 ? WIDTH + $1 : $1)) $(($2 < 0 ? HEIGHT + $2 : $2))
}

click() {
    point "$@"
    xdotool click 1
}

click_twice() {
    point "$@"
    xdotool click --repeat 2 --delay 60 1
}

picture() {
    import -window "${2:-root}" "$1"
}
