# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What ./run and ./test have in common: get what is missing, build, and start tshark with the plugin of this checkout.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# PACKAGE, or PACKAGE:COMMAND where the command will do, wherever it comes from.
# shellcheck disable=SC2034
to_build=(
    cmake:cmake ninja-build:ninja gcc:cc libc6-dev pkg-config:pkg-config
    libglib2.0-dev libjson-glib-dev libpsl-dev libzstd-dev libsoup-3.0-dev librsvg2-dev libcairo2-dev publicsuffix
    wireshark-dev libwireshark-dev libwiretap-dev libwsutil-dev
)
# shellcheck disable=SC2034
to_run=(tshark:tshark publicsuffix wireshark-common:dumpcap util-linux:setpriv)

say() {
    echo "$*" >&2
}

is_missing() {
    local package=${1%%:*} program=${1#*:}
    if [ "$program" != "$1" ]; then
        ! PATH=$PATH:/usr/sbin:/sbin command -v "$program" >/dev/null
    else
        ! dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed
    fi
}

as_root() {
    if [ "$EUID" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "There is no sudo here; as root, do: $*"
        return 1
    fi
}

apt_install() {
    local install=(env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends --quiet "$@")
    if ! compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null || ! as_root "${install[@]}" >&2; then
        as_root apt-get update --quiet >&2
        as_root "${install[@]}" >&2
    fi
}

get_what_is_missing() {
    local missing=() wanted
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "This is neither Debian nor Ubuntu. Needed, by Debian's names of packages: ${*%%:*}"
        return
    fi
    for wanted in "$@"; do
        if is_missing "$wanted"; then
            missing+=("${wanted%%:*}")
        fi
    done
    if [ ${#missing[@]} -gt 0 ]; then
        say "Installing with apt-get: ${missing[*]}"
        apt_install "${missing[@]}"
    fi
}

# A folder that was configured for a checkout elsewhere is made anew.
configure() {
    local folder=$1
    shift
    if ! grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        rm -rf "$folder"
    fi
    if [ ! -e "$folder/build.ninja" ]; then
        cmake -S "$root" -B "$folder" -G Ninja "$@"
    fi
}

# build FOLDER [CMAKE_OPTION…]: quiet where all goes well.
build() {
    local folder=$1 log
    log=$(mktemp)
    say "Building in ${folder#"$root"/}/"
    if ! { configure "$@" && cmake --build "$folder"; } >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

# stage_plugins BUILD FOLDER: those of Wireshark and ours, in a new folder.
stage_plugins() {
    local theirs
    mkdir -p "$2"
    theirs=$(pkg-config --variable=plugindir wireshark || true)
    if [ -d "$theirs" ]; then
        cp -rs "$theirs" "$2"
    fi
    cp -r --remove-destination "$1/plugins/." "$2"
}

# stage BUILD: a fresh folder that anybody may read, with the plugins and the command `winnow`. The checkout itself may be
# where nobody else can look. It goes away at the end.
stage() {
    stage=$(mktemp -d /tmp/winnow-XXXXXX)
    trap 'rm -rf "$stage"' EXIT
    mkdir "$stage/home"
    stage_plugins "$1" "$stage/plugins"
    cp "$1/winnow" "$stage"
    chmod -R a+rX "$stage"
}

keep=''   # capabilities that nobody has all the same
inside=() # a command that leads to where it all happens

# Root's tshark takes plugins from nowhere but its own folder: there nobody has to run it, who keeps the capabilities of
# $keep, if any, within what the command $inside leads to.
with_plugin() {
    local drop=()
    if [ "$EUID" -eq 0 ]; then
        drop=("${inside[@]}" setpriv --reuid 65534 --regid 65534 --clear-groups ${keep:+--inh-caps "$keep" --ambient-caps "$keep"}
            env HOME="$stage/home")
    fi
    "${drop[@]}" env WIRESHARK_PLUGIN_DIR="$stage/plugins" "$@"
}

# own FOLDER…: for whoever with_plugin() lets run it.
own() {
    if [ "$EUID" -eq 0 ]; then
        chown -R 65534:65534 "$@"
    fi
}
