# SPDX-License-Identifier: GPL-2.0-or-later
# The bytes of a capture, a decimal number a line (nanosecond pcap, little-endian) → seeds of headers, dns and signatures,
# as files FOLDER/TARGET/NAME-N: -v folder=FOLDER -v name=NAME

function le32(at) {
    return b[at] + 256 * b[at + 1] + 65536 * b[at + 2] + 16777216 * b[at + 3]
}

function be16(at) {
    return 256 * b[at] + b[at + 1]
}

# The prefix is a list of numbers.
function put(target, number, prefix, from, to,    file, i, numbers, count) {
    file = folder "/" target "/" name "-" number
    count = split(prefix, numbers, " ")
    for (i = 1; i <= count; i++)
        printf "%c", numbers[i] + 0 >file
    for (i = from; i < to; i++)
        printf "%c", b[i] + 0 >file
    close(file)
}

# What of the payload is worth a record in a seed of signatures; 256 bytes at most.
function add_payload(protocol, is_from_initiator, from, to,    length_less_1, i) {
    if (to > from + 256)
        to = from + 256
    length_less_1 = to - from - 1
    payloads[protocol] = payloads[protocol] " " is_from_initiator " 0 " length_less_1
    for (i = from; i < to; i++)
        payloads[protocol] = payloads[protocol] " " b[i]
    count[protocol]++
}

# Of TCP and UDP over IPv4 and IPv6 without anything between.
function read_packet(number, ip, end,    version, protocol, transport, payload) {
    version = int(b[ip] / 16)
    protocol = version == 4 ? b[ip + 9] : b[ip + 6]
    transport = ip + (version == 4 ? b[ip] % 16 * 4 : 40)
    payload = transport + (protocol == 6 ? int(b[transport + 12] / 16) * 4 : 8)
    if ((protocol != 6 && protocol != 17) || payload >= end)
        return
    if (protocol == 17 && (be16(transport) == 53 || be16(transport + 2) == 53) && dns++ < 3)
        put("dns", number, "0 0 0", payload, end)
    if (count[protocol] < 8)
        add_payload(protocol, be16(transport) > be16(transport + 2), payload, end)
}

{ b[NR - 1] = $1 }

END {
    link = le32(20) == 1 ? 14 : 0
    for (at = 24; at + 16 < NR && number < 100; at += 16 + bytes) {
        bytes = le32(at + 8)
        packet = at + 16 + link
        if (number++ < 3)
            put("headers", number, "0 0", packet, at + 16 + bytes)
        if (!link || be16(packet - 2) == 2048 || be16(packet - 2) == 34525)
            read_packet(number, packet, at + 16 + bytes)
    }
    for (protocol in payloads)
        put("signatures", protocol, (protocol == 6 ? "0" : "1") " 2" payloads[protocol], 0, 0)
}
