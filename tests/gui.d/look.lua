-- SPDX-License-Identifier: GPL-2.0-or-later
-- A window in Wireshark with one button. It writes what Wireshark tells of all packets of the open file, as a person would
-- see it: the fields that LOOK_FIELDS names, a line a packet, into the file LOOK_AT; the first line is the display filter.

local names = {}
for name in os.getenv("LOOK_FIELDS"):gmatch("%S+") do
    names[#names + 1] = name
end

local extractors = {}
for i, name in ipairs(names) do
    extractors[i] = Field.new(name)
end

local function values(extractor)
    local found = { extractor() }
    for i, value in ipairs(found) do
        found[i] = tostring(value)
    end
    return table.concat(found, ",")
end

local function row()
    local cells = {}
    for i, extractor in ipairs(extractors) do
        cells[i] = values(extractor)
    end
    return table.concat(cells, "\t")
end

-- There is a listener for a moment only: with one, Wireshark would build trees while it loads a file.
local function look()
    local rows = { get_filter() or "" }
    local tap = Listener.new("frame")
    function tap.packet()
        rows[#rows + 1] = row()
    end
    retap_packets()
    tap:remove()

    local path = os.getenv("LOOK_AT")
    local file = io.open(path .. ".new", "w")
    file:write(table.concat(rows, "\n"), "\n")
    file:close()
    os.rename(path .. ".new", path)
end

window = TextWindow.new("Look") -- without the name it would close when garbage is collected
window:add_button("Look", look)
