# SPDX-License-Identifier: GPL-2.0-or-later
# Of a file of colour rules, prints what nobody could read, and what not everybody could tell apart.
BEGIN {
    FS = "[][,@]+"
    LEAST_CONTRAST = LEAST_CONTRAST ? LEAST_CONTRAST : 7 # WCAG 2.1, level AAA
    LEAST_DISTANCE = 10  # CIE 1976, where 2.3 is just noticeable

    # What is left of linear red, green and blue: Machado, Oliveira and Fernandes 2009, severity 1.
    sight["normal vision"] = "1 0 0  0 1 0  0 0 1"
    sight["protanopia"] = "0.152286 1.052583 -0.204868  0.114503 0.786281 0.099216  -0.003882 -0.048116 1.051998"
    sight["deuteranopia"] = "0.367322 0.860646 -0.227968  0.280085 0.672501 0.047413  -0.011820 0.042940 0.968881"
    sight["tritanopia"] = "1.255528 -0.076749 -0.178779  -0.078411 0.930809 0.147602  0.004733 0.691367 0.303900"
}

# @name@filter@[background][text]
/^@/ {
    name[++rules] = $2
    for (i = 1; i <= 3; i++) {
        background[rules, i] = linear($(NF - 7 + i) / 65535)
        text[rules, i] = linear($(NF - 4 + i) / 65535)
    }
    ratio = contrast(luminance(background, rules), luminance(text, rules))
    if (ratio < LEAST_CONTRAST)
        printf "%s: text on background has a contrast of %.1f\n", name[rules], ratio
}

END {
    for (kind in sight)
        for (a = 1; a <= rules; a++) {
            look(a, kind)
            for (b = 1; b < a; b++)
                if (distance(a, b) < LEAST_DISTANCE)
                    printf "%s: %s and %s are %.1f apart\n", kind, name[a], name[b], distance(a, b)
        }
    if (!rules)
        print "no rules"
}

function linear(c) { return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ^ 2.4 }

function luminance(colour, n) { return 0.2126 * colour[n, 1] + 0.7152 * colour[n, 2] + 0.0722 * colour[n, 3] }

function contrast(a, b) { return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05) }

# Rule n's background in L*a*b*, as it is seen.
function look(n, kind,    m, rgb, i) {
    split(sight[kind], m, " +")
    for (i = 1; i <= 3; i++) {
        rgb[i] = m[3 * i - 2] * background[n, 1] + m[3 * i - 1] * background[n, 2] + m[3 * i] * background[n, 3]
        rgb[i] = rgb[i] < 0 ? 0 : rgb[i] > 1 ? 1 : rgb[i]
    }
    x = root((0.4124564 * rgb[1] + 0.3575761 * rgb[2] + 0.1804375 * rgb[3]) / 0.95047)
    y = root(0.2126729 * rgb[1] + 0.7151522 * rgb[2] + 0.0721750 * rgb[3])
    z = root((0.0193339 * rgb[1] + 0.1191920 * rgb[2] + 0.9503041 * rgb[3]) / 1.08883)
    lab[n, 1] = 116 * y - 16
    lab[n, 2] = 500 * (x - y)
    lab[n, 3] = 200 * (y - z)
}

function root(t) { return t > 216 / 24389 ? t ^ (1 / 3) : (24389 / 27 * t + 16) / 116 }

function distance(a, b) {
    return sqrt((lab[a, 1] - lab[b, 1]) ^ 2 + (lab[a, 2] - lab[b, 2]) ^ 2 + (lab[a, 3] - lab[b, 3]) ^ 2)
}
