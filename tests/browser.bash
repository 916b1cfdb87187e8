# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A headless Chromium, driven by WebDriver with curl and jq. browser_begin; browser_open ADDRESS; browser_tells SCRIPT …;
# browser_end.

browser_is_there() {
    command -v chromedriver >/dev/null && command -v chromium >/dev/null
}

# browser METHOD PATH [JSON]
browser() {
    curl -sS -m 30 -X "$1" -H 'Content-Type: application/json' "http://127.0.0.1:$browser_port$2" ${3:+-d "$3"}
}

browser_begin() {
    local options
    browser_profile=$(mktemp -d "${TMPDIR:-/tmp}/browser-XXXXXX")
    chromedriver --port=0 --log-level=SEVERE >"$browser_profile/said" 2>&1 &
    browser_driver=$!
    for _ in {1..100}; do
        browser_port=$(sed -nE 's/.*started successfully on port ([0-9]+).*/\1/p' "$browser_profile/said")
        [ -z "$browser_port" ] || break
        sleep 0.1
    done
    options=$(jq -nc --arg binary "$(command -v chromium)" --arg profile "$browser_profile/profile" '{
        binary: $binary,
        args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--user-data-dir=" + $profile]
    } | { capabilities: { alwaysMatch: { "goog:chromeOptions": ., "goog:loggingPrefs": { browser: "ALL" } } } }')
    browser_session=/session/$(browser POST /session "$options" | jq -r .value.sessionId)
}

browser_end() {
    browser DELETE "$browser_session" >/dev/null
    kill "$browser_driver"
    wait "$browser_driver" || true
    rm -rf "$browser_profile"
}

browser_open() {
    browser POST "$browser_session/url" "$(jq -nc --arg url "$1" '{ url: $url }')" >/dev/null
}

# What the script returns: a text as it is, all else as JSON.
browser_tells() {
    browser POST "$browser_session/execute/sync" "$(jq -nc --arg script "$1" '{ script: $script, args: [] }')" | jq -r .value
}

# Until the script returns true, or half a minute has passed.
browser_waits() {
    for _ in {1..100}; do
        [ "$(browser_tells "$1")" != true ] || return 0
        sleep 0.3
    done
    return 1
}

browser_clicks() {
    local found
    found=$(browser POST "$browser_session/element" "$(jq -nc --arg css "$1" '{ using: "css selector", value: $css }')" |
        jq -r '.value[]')
    browser POST "$browser_session/element/$found/click" '{}' >/dev/null
}

# What the page complained of since it was asked before.
browser_complaints() {
    browser POST "$browser_session/se/log" '{ "type": "browser" }' | jq -r '.value[].message'
}
