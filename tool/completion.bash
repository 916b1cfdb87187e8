# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Completes the command line of winnow in bash, from what `winnow --help` and `winnow COMMAND --help` say.

# A line for each option in a command's help: its name, with = if it takes a value, the word that stands for the value,
# and the names that the value may have: beside it, as in "note, warn or error", or below in a line as "Tables: flows, ports."
# Operands have a line with - as its name.
_winnow_table() {
    awk '
        function names(text) {
            gsub(/ \([^)]*\)/, "", text)
            if (!match(text, /[a-z-]+(, [a-z-]+)+( or [a-z-]+)?/)) return ""
            text = substr(text, RSTART, RLENGTH)
            gsub(/, | or /, " ", text)
            return text
        }
        /^  winnow / { word = $4; gsub(/[^A-Z]/, "", word); print "-", word, word == "SET" ? names($0) : "" }
        /^  (-., )?--/ {
            match($0, /--[^ ]+/)
            text = substr($0, RSTART + RLENGTH)
            named = split(substr($0, RSTART, RLENGTH), part, "=") > 1 ? "=" : ""
            values = part[2] ~ /^(FORMAT|QUANTITY|SET|LEAST)$/ ? names(text) : ""
            print part[1] named, part[2], values
            if ($1 ~ /,$/) print substr($1, 1, 2) named, part[2], values
        }
        /^[A-Z][a-z]+s: / { print "--" tolower(substr($1, 1, length($1) - 2)) "=", "NAME,", names($0) }'
}

# _winnow_offer WORD CHOICE…
_winnow_offer() {
    mapfile -t COMPREPLY < <(compgen -W "${*:2}" -- "$1")
    if [[ ${COMPREPLY[0]} == *= ]]; then
        compopt -o nospace
    fi
}

# Files whose names end in one of ENDING|…, and folders; any file where there are none.
_winnow_files() {
    compopt -o filenames -o default
    mapfile -t COMPREPLY < <(
        shopt -s extglob
        compgen -f -X "!*.@($2)?(.gz|.zst|.lz4)" -- "$1"
        compgen -d -- "$1"
    )
}

# What is no option and no option's value
_winnow_operand() {
    local captures='pcap|pcapng|cap'
    case $2 in
        INPUT) _winnow_files "$1" "$captures|tsv|csv|txt" ;;
        CAPTURE) _winnow_files "$1" "$captures" ;;
        PART) _winnow_files "$1" json ;;
        *) _winnow_offer "$1" "${@:3}" ;;
    esac
}

_winnow_value() {
    case $2 in
        FILE | FILES | PATH) compopt -o default ;;
        INTERFACE) _winnow_offer "$1" "$(ls /sys/class/net)" ;;
        NAME,*)
            mapfile -t COMPREPLY < <(compgen -P "${1%"${1##*,}"}" -W "${*:3}" -- "${1##*,}")
            compopt -o nospace
            ;;
        *) _winnow_offer "$1" "${@:3}" ;;
    esac
}

# _winnow_row TABLE NAME: the word and the names of that option, with nothing else in the way
_winnow_row() {
    awk -v name="$2" '$1 == name { if (!found++) printf "%s ", $2; for (i = 3; i <= NF; i++) printf "%s ", $i }' <<<"$1"
}

_winnow() {
    local program=$1 word=${COMP_WORDS[COMP_CWORD]} option=$3 table row
    if [ "$word" = = ]; then # bash makes three words of --format=csv
        word=
    elif [ "$option" = = ]; then
        option=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    if [ "$COMP_CWORD" -eq 1 ]; then
        _winnow_offer "$word" "$("$program" --help 2>/dev/null | sed -n 's/^  winnow \([a-z]*\) .*/\1/p')" --help --version
        return
    fi
    table=$("$program" "${COMP_WORDS[1]}" --help 2>/dev/null | _winnow_table)
    read -ra row < <(_winnow_row "$table" "$option=")
    if [ ${#row[@]} -gt 0 ]; then
        _winnow_value "$word" "${row[@]}"
    elif [[ $word == -* ]]; then
        _winnow_offer "$word" "$(awk '/^--/ { print $1 }' <<<"$table")"
    elif [[ ${COMP_WORDS[1]} == anomalies && " ${COMP_WORDS[*]} " == *' --explain '* ]]; then
        _winnow_offer "$word" "$("$program" anomalies --explain --format csv 2>/dev/null | sed '1d; s/,.*//')"
    else
        read -ra row < <(_winnow_row "$table" -)
        _winnow_operand "$word" "${row[@]}"
    fi
}

complete -F _winnow winnow
