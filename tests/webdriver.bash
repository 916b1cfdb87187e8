# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# A headless Chromium, and what a script can have it do: by the WebDriver protocol, curl and jq.

# browser_start FOLDER: its files and messages go there.
browser_start() {
    browser_port=$((20000 + RANDOM % 20000))
    browser=http://127.0.0.1:$browser_port
    chromedriver --port=$browser_port >"$1/chromedriver" 2>&1 &
    browser_pid=$!
    for _ in {1..100}; do
        curl -sf "$browser/status" >/dev/null && break
        sleep 0.1
    done
    mkdir -p "$1/browser"
    session=$(jq -n --arg folder "$1/browser" '{capabilities: {alwaysMatch: {
        browserName: "chrome", unhandledPromptBehavior: "ignore",
        "goog:loggingPrefs": {browser: "ALL", performance: "ALL"},
        "goog:chromeOptions": {args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--disable-component-update", "--no-first-run", "--window-size=1280,900", "--user-data-dir=\($folder)"]}}}}' |
        curl -s "$browser/session" -d @- | jq -r '.value.sessionId // empty')
    [ -n "$session" ] && open_page about:blank && requests >/dev/null
}

browser_stop() {
    ask DELETE "" >/dev/null || true
    kill "$browser_pid" 2>/dev/null || true
    wait "$browser_pid" 2>/dev/null || true
}

# ask METHOD PATH: the body comes in; the answer's value goes out.
ask() {
    if [ "$1" = POST ]; then
        curl -s "$browser/session/$session$2" -d @- | jq .value
    else
        curl -s -X "$1" "$browser/session/$session$2" | jq .value
    fi
}

open_page() {
    jq -n --arg url "$1" '{url: $url}' | ask POST /url >/dev/null
}

# js SCRIPT [FILE]: what it returns; FILE is JSON, and the script's `arguments[0]`. Texts as they are, all else as JSON.
js() {
    jq -n --arg script "$1" --slurpfile file "${2:-/dev/null}" '{script: $script, args: $file}' |
        ask POST /execute/sync | jq -r 'if type == "object" and .error then "error: " + .message else . end'
}

# press SELECTOR: as a person does.
press() {
    local element
    element=$(jq -n --arg css "$1" '{using: "css selector", value: $css}' | ask POST /element | jq -r 'to_entries[0].value')
    echo '{}' | ask POST "/element/$element/click" >/dev/null
}

# type_into SELECTOR TEXT
type_into() {
    local element
    element=$(jq -n --arg css "$1" '{using: "css selector", value: $css}' | ask POST /element | jq -r 'to_entries[0].value')
    jq -n --arg text "$2" '{text: $text}' | ask POST "/element/$element/value" >/dev/null
}

# cdp COMMAND PARAMETERS: Chromium's own protocol.
cdp() {
    jq -n --arg cmd "$1" --argjson params "$2" '{cmd: $cmd, params: $params}' | ask POST /goog/cdp/execute >/dev/null
}

# What the page asked for since the last call, but itself.
requests() {
    echo '{"type": "performance"}' | ask POST /se/log |
        jq -r '.[].message | fromjson.message | select(.method == "Network.requestWillBeSent") | .params.request.url'
}

# What Chromium complained about.
complaints() {
    echo '{"type": "browser"}' | ask POST /se/log | jq -r '.[].message'
}
