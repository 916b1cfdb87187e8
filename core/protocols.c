/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "protocols.h"

static const char *const NAMES[256] = {
    [0] = "HOPOPT",      [1] = "ICMP",    [2] = "IGMP",    [3] = "GGP",      [4] = "IPIP",      [5] = "ST",
    [6] = "TCP",         [8] = "EGP",     [9] = "IGP",     [17] = "UDP",     [27] = "RDP",      [29] = "TP4",
    [33] = "DCCP",       [37] = "DDP",    [41] = "IPv6",   [43] = "Routing", [44] = "Fragment", [46] = "RSVP",
    [47] = "GRE",        [50] = "ESP",    [51] = "AH",     [55] = "MOBILE",  [57] = "SKIP",     [58] = "ICMPv6",
    [59] = "IPv6-NoNxt", [60] = "DSTOPT", [80] = "CLNP",   [88] = "EIGRP",   [89] = "OSPF",     [94] = "IPIP-94",
    [97] = "EtherIP",    [98] = "ENCAP",  [103] = "PIM",   [108] = "IPComp", [112] = "VRRP",    [113] = "PGM",
    [115] = "L2TP",      [121] = "SMP",   [124] = "ISIS",  [132] = "SCTP",   [133] = "FC",      [135] = "MIPv6",
    [136] = "UDP-Lite",  [137] = "MPLS",  [138] = "MANET", [139] = "HIP",    [140] = "Shim6",   [143] = "Ethernet",
};

const char *ip_protocol_name(guint8 ip_protocol)
{
    static char numbered[256][sizeof "IP-255"];
    char       *name = numbered[ip_protocol];

    if (NAMES[ip_protocol])
        return NAMES[ip_protocol];
    if (!*name)
        g_snprintf(name, sizeof numbered[0], "IP-%u", ip_protocol);
    return name;
}

gboolean ip_protocol_has_ports(guint8 ip_protocol)
{
    return ip_protocol == IP_TCP || ip_protocol == IP_UDP || ip_protocol == IP_SCTP || ip_protocol == IP_DCCP ||
           ip_protocol == IP_UDP_LITE;
}
