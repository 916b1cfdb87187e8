# SPDX-License-Identifier: GPL-2.0-or-later
# Packets written down layer by layer → a hex dump for text2pcap. The language is told in tests/captures/README.md.

BEGIN {
    FLAG["F"] = 1; FLAG["S"] = 2; FLAG["R"] = 4; FLAG["P"] = 8
    FLAG["A"] = 16; FLAG["U"] = 32; FLAG["E"] = 64; FLAG["C"] = 128

    # What stands in the lower layer where this one follows.
    ETHERTYPE["ip"] = "0800"; ETHERTYPE["ip6"] = "86dd"; ETHERTYPE["arp"] = "0806"; ETHERTYPE["vlan"] = "8100"
    IP_PROTOCOL["icmp"] = 1; IP_PROTOCOL["ip"] = 4; IP_PROTOCOL["tcp"] = 6; IP_PROTOCOL["udp"] = 17
    IP_PROTOCOL["ip6"] = 41; IP_PROTOCOL["frag"] = 44; IP_PROTOCOL["gre"] = 47; IP_PROTOCOL["icmp6"] = 58
    IP_PROTOCOL["sctp"] = 132
    for (i = 0; i < 256; i++)
        CODE[sprintf("%c", i)] = i
}

function die(message) {
    printf "%s:%d: %s\n", FILENAME, FNR, message >"/dev/stderr"
    failed = 1
    exit 1
}

function hex(number, bytes,    text, i) {
    for (i = 0; i < bytes; i++) {
        text = sprintf("%02x", number % 256) text
        number = int(number / 256)
    }
    return text
}

function number(text,    i, value) {
    if (substr(text, 1, 2) != "0x")
        return text + 0
    for (i = 3; i <= length(text); i++)
        value = value * 16 + index("0123456789abcdef", tolower(substr(text, i, 1))) - 1
    return value + 0
}

function bytes_of(text) {
    return length(text) / 2
}

function checksum(text,    i, sum) {
    if (bytes_of(text) % 2)
        text = text "00"
    for (i = 1; i < length(text); i += 4)
        sum += number("0x" substr(text, i, 4))
    while (sum > 65535)
        sum = sum % 65536 + int(sum / 65536)
    return hex(65535 - sum, 2)
}

function repeat(text, times,    all) {
    while (times-- > 0)
        all = all text
    return all
}

# ---- addresses

function mac(text,    part, n) {
    if (text == "all")
        return repeat("ff", 6)
    n = split(text, part, ":")
    if (n == 1)
        return "0200000000" hex(text, 1)
    gsub(":", "", text)
    return text
}

function ipv4(text,    part) {
    if (split(text, part, ".") != 4)
        die("no IPv4 address: " text)
    return hex(part[1], 1) hex(part[2], 1) hex(part[3], 1) hex(part[4], 1)
}

function groups(text,    part, n, i, all) {
    n = split(text, part, ":")
    for (i = 1; i <= n; i++)
        all = all hex(number("0x" part[i]), 2)
    return all
}

function ipv6(text,    half, head, tail) {
    if (!index(text, "::"))
        return groups(text)
    split(text, half, "::")
    head = groups(half[1])
    tail = groups(half[2])
    return head repeat("00", 16 - bytes_of(head tail)) tail
}

# ---- options of a layer: KEY=VALUE among its words, or a bare KEY

function option(key, otherwise,    i, n) {
    for (i = 2; i <= words; i++) {
        if (word[i] == key)
            return 1
        n = index(word[i], "=")
        if (n && substr(word[i], 1, n - 1) == key)
            return substr(word[i], n + 1)
    }
    return otherwise
}

# ---- layers: each returns itself with `inner` inside; `above` is the name of the layer that follows

function ethertype(above, inner) {
    if (option("type", "") == "length")
        return hex(bytes_of(inner), 2)
    if (option("type", "") != "")
        return hex(number(option("type")), 2)
    return above in ETHERTYPE ? ETHERTYPE[above] : "ffff"
}

function eth(above, inner,    frame, size) {
    frame = mac(word[3]) mac(word[2]) ethertype(above, inner) inner
    size = option("size", 0)
    return frame repeat("00", size - bytes_of(frame))
}

function vlan(above, inner) {
    return hex(word[2], 2) ethertype(above, inner) inner
}

function arp(    operation) {
    operation = word[2] == "request" ? 1 : 2
    return "000108000604" hex(operation, 2) mac(word[3]) ipv4(word[4]) (operation == 1 ? repeat("00", 6) : mac(word[5])) \
        ipv4(word[operation == 1 ? 5 : 6])
}


function ip(above, inner,    header, offset, more) {
    offset = option("frag", "0")
    more = offset ~ /\+$/
    header = "4" option("ihl", "5") "00" hex(option("total", 20 + bytes_of(inner)), 2) hex(number(option("id", 0)), 2)
    header = header hex(more * 8192 + option("df", 0) * 16384 + int(offset) / 8, 2) hex(option("ttl", 64), 1)
    header = header hex(option("proto", IP_PROTOCOL[above]), 1)
    return header checksum(header "0000" ipv4(word[2]) ipv4(word[3])) ipv4(word[2]) ipv4(word[3]) inner
}

function ip6(above, inner) {
    return "60000000" hex(option("total", bytes_of(inner)), 2) hex(option("next", IP_PROTOCOL[above]), 1) \
        hex(option("ttl", 64), 1) ipv6(word[2]) ipv6(word[3]) inner
}

# frag OFFSET[+] id=N [next=N]
function frag(above, inner) {
    return hex(option("next", IP_PROTOCOL[above]), 1) "00" hex(int(word[2]) + (word[2] ~ /\+$/), 2) \
        hex(number(option("id", 0)), 4) inner
}

function flags(letters,    i, sum) {
    for (i = 1; i <= length(letters); i++)
        sum += FLAG[substr(letters, i, 1)]
    return sum
}

# MSS, window scale, then whatever is asked for; the end of the list fills the last word.
function tcp_options(    all) {
    if (option("mss", "") != "")
        all = all "0204" hex(option("mss"), 2)
    if (option("wscale", "") != "")
        all = all "0303" hex(option("wscale"), 1)
    all = all tolower(option("opt", ""))
    return all repeat("00", (4 - bytes_of(all) % 4) % 4)
}

function tcp(above, inner,    more) {
    more = tcp_options()
    return hex(word[2], 2) hex(word[3], 2) hex(option("seq", 0), 4) hex(option("ack", 0), 4) \
        hex((20 + bytes_of(more)) * 4, 1) hex(flags(word[4]), 1) hex(option("win", 65535), 2) "00000000" more inner
}

function udp(above, inner) {
    return hex(word[2], 2) hex(word[3], 2) hex(option("length", 8 + bytes_of(inner)), 2) "0000" inner
}

function icmp(above, inner,    rest) {
    rest = hex(number(option("id", 0)), 2) hex(option("seq", 0), 2) inner
    return hex(word[2], 1) hex(word[3], 1) checksum(hex(word[2], 1) hex(word[3], 1) "0000" rest) rest
}

function icmp6(above, inner) {
    return hex(word[2], 1) hex(word[3], 1) "0000" hex(number(option("id", 0)), 2) hex(option("seq", 0), 2) inner
}

function gre(above, inner) {
    return "0000" ethertype(above, inner) inner
}

function vxlan(above, inner) {
    return "08000000" hex(word[2], 3) "00" inner
}

function labels(name,    part, n, i, all) {
    n = split(name, part, ".")
    for (i = 1; i <= n; i++)
        all = all hex(length(part[i]), 1) quote(part[i])
    return all "00"
}

# dns ID NAME [ADDRESS]: asks, or with an address answers
function dns(    answer) {
    answer = words > 3
    return hex(number(word[2]), 2) (answer ? "8180" : "0100") "0001" hex(answer, 2) "00000000" labels(word[3]) "00010001" \
        (answer ? "c00c000100010000003c0004" ipv4(word[4]) : "")
}

# ---- contents

function quote(text,    i, all) {
    for (i = 1; i <= length(text); i++)
        all = all hex(CODE[substr(text, i, 1)], 1)
    return all
}

function text_of(text) {
    sub(/^[ \t]*text /, "", text)
    sub(/[ \t]+$/, "", text)
    gsub(/\\r/, "\r", text)
    gsub(/\\n/, "\n", text)
    return quote(text)
}

function hex_of(    i, all) {
    for (i = 2; i <= words; i++)
        all = all tolower(word[i])
    if (length(all) % 2 || all ~ /[^0-9a-f]/)
        die("no bytes: " all)
    return all
}

function values(first, last,    all) {
    while (first <= last)
        all = all hex(first++, 1)
    return all
}

function layer(name, text, above, inner) {
    if (name == "eth") return eth(above, inner)
    if (name == "vlan") return vlan(above, inner)
    if (name == "arp") return arp()
    if (name == "ip") return ip(above, inner)
    if (name == "ip6") return ip6(above, inner)
    if (name == "frag") return frag(above, inner)
    if (name == "tcp") return tcp(above, inner)
    if (name == "udp") return udp(above, inner)
    if (name == "icmp") return icmp(above, inner)
    if (name == "icmp6") return icmp6(above, inner)
    if (name == "gre") return gre(above, inner)
    if (name == "vxlan") return vxlan(above, inner)
    if (name == "dns") return dns() inner
    if (name == "text") return text_of(text) inner
    if (name == "hex") return hex_of() inner
    if (name == "values") return values(word[2], word[3] + 0) inner
    if (name == "bytes") return repeat(words > 2 ? word[3] : "78", word[2]) inner
    die("no such layer: " name)
}

# From the innermost layer outwards: each knows what it holds when its turn comes.
function assemble(text,    part, n, i, above, inner) {
    n = split(text, part, "|")
    for (i = n; i > 0; i--) {
        words = split(part[i], word)
        inner = layer(word[1], part[i], above, inner)
        above = word[1]
    }
    return inner
}

function dump(time, packet,    i, n) {
    print time (index(time, ".") ? "" : ".0")
    for (i = 0; i < bytes_of(packet); i += 16) {
        printf "%06x", i
        for (n = i; n < i + 16 && n < bytes_of(packet); n++)
            printf " %s", substr(packet, 2 * n + 1, 2)
        print ""
    }
    print ""
}

# A word that has a meaning stands for it.
function expand(text,    space, rest) {
    if (match(text, /^[a-z_0-9]+/) && substr(text, 1, RLENGTH) in meaning) {
        rest = substr(text, RLENGTH + 1)
        return expand(meaning[substr(text, 1, RLENGTH)]) rest
    }
    return text
}

/^[ \t]*(#|$)/ { next }

$2 == "=" {
    text = $0
    sub(/^[^=]*=[ \t]*/, "", text)
    meaning[$1] = text
    next
}

$1 ~ /^[0-9]/ {
    text = $0
    sub(/^[^ \t]+[ \t]+/, "", text)
    n = split(text, part, /[ \t]*[|][ \t]*/)
    text = expand(part[1])
    for (i = 2; i <= n; i++)
        text = text " | " expand(part[i])
    dump($1, assemble(text))
    next
}

{ die("expected TIME LAYERS… or NAME = LAYERS…") }
