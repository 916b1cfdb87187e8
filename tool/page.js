/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sorts and filters tables, switches pictures, chooses a range of time. All that it knows it reads from the document. */
(function () {
    "use strict";

    function all(root, selector) {
        return Array.from(root.querySelectorAll(selector));
    }

    function rowsOf(table) {
        return Array.from(table.tBodies[0].rows).filter(function (row) { return !row.classList.contains("remark"); });
    }

    function plain(cell) {
        return cell.hasAttribute("data-v") ? cell.getAttribute("data-v") : cell.textContent;
    }

    /* The first whose key fits, or -1. */
    function columnOf(table, key) {
        return all(table, "thead th").findIndex(function (head) { return key.test(head.getAttribute("data-key")); });
    }

    /* A row is seen while nobody hides it. */
    function hide(row, why, hidden) {
        row.classList.toggle("hidden-by-" + why, hidden);
        row.hidden = row.classList.contains("hidden-by-filter") || row.classList.contains("hidden-by-time");
    }

    /* Sorting */

    function compare(a, b) {
        if (a !== "" && b !== "" && !isNaN(a) && !isNaN(b))
            return a - b;
        return a < b ? -1 : a > b ? 1 : 0;
    }

    function sort(table, column, falling) {
        var rows = rowsOf(table).map(function (row, at) { return { row: row, key: plain(row.cells[column]), at: at }; });
        rows.sort(function (a, b) {
            if ((a.key === "") !== (b.key === ""))
                return a.key === "" ? 1 : -1; /* what is not known stands last */
            return (falling ? -1 : 1) * compare(a.key, b.key) || a.at - b.at;
        });
        rows.reverse().forEach(function (item) { table.tBodies[0].insertBefore(item.row, table.tBodies[0].firstChild); });
        all(table, "thead th").forEach(function (head) { head.removeAttribute("aria-sort"); });
        table.tHead.rows[0].cells[column].setAttribute("aria-sort", falling ? "descending" : "ascending");
    }

    function makeSortable(table) {
        all(table, "thead th").forEach(function (head, column) {
            var button = document.createElement("button");
            button.type = "button";
            button.textContent = head.textContent;
            head.textContent = "";
            head.appendChild(button);
            button.addEventListener("click", function () {
                var was = head.getAttribute("aria-sort"), numbers = head.classList.contains("n");
                sort(table, column, was ? was === "ascending" : numbers);
            });
        });
    }

    /* Filtering */

    var MANY_ROWS = 8;

    function makeFilterable(table) {
        var rows = rowsOf(table), tools = document.createElement("div"), label = document.createElement("label");
        var input = document.createElement("input"), said = document.createElement("output");
        if (rows.length < MANY_ROWS)
            return;
        tools.className = "tools";
        label.textContent = "Filter ";
        input.type = "search";
        input.setAttribute("aria-label", "Filter " + table.caption.textContent);
        label.appendChild(input);
        tools.appendChild(label);
        tools.appendChild(said);
        table.parentNode.parentNode.insertBefore(tools, table.parentNode);
        input.addEventListener("input", function () {
            var wanted = input.value.toLowerCase(), shown = 0;
            rows.forEach(function (row) {
                var fits = row.textContent.toLowerCase().indexOf(wanted) >= 0;
                hide(row, "filter", !fits);
                shown += fits;
            });
            said.textContent = wanted === "" ? "" : shown + " of " + rows.length + " rows";
        });
    }

    /* Packets, bytes, flows */

    function showBy(root, by) {
        all(root, ".picture").forEach(function (picture) {
            var figures = all(picture, "figure");
            var wanted = figures.find(function (figure) { return figure.getAttribute("data-by") === by; }) || figures[0];
            figures.forEach(function (figure) { figure.hidden = figure !== wanted; });
        });
        all(root, "table").forEach(function (table) {
            var column = columnOf(table, new RegExp("^" + by + "$"));
            if (column >= 0 && table.id !== "timeline")
                sort(table, column, true);
        });
    }

    function makeSwitch(root) {
        var choice = root.querySelector("#page-by");
        if (!choice)
            return;
        choice.hidden = false;
        choice.addEventListener("change", function (event) { showBy(document, event.target.value); });
    }

    /* Time */

    function number(element, name) {
        return parseFloat(element.getAttribute(name));
    }

    function zoom(svg, from, to) {
        all(svg, ".plot").forEach(function (plot) {
            var left = number(plot, "x"), width = number(plot, "width"), height = number(plot, "height");
            plot.setAttribute("viewBox", from * 10 + " 0 " + (to - from) * 10 + " " + height);
            all(svg, ".at").forEach(function (mark) {
                var slot = number(mark, "data-slot"), seen = slot >= from && slot <= to;
                mark.setAttribute("transform", "translate(" + (left + width * (slot - from) / (to - from)) + " 0)");
                mark.setAttribute("display", seen ? "inline" : "none");
            });
        });
    }

    function hideByTime(root, from, to) {
        all(root, "#timeline, #anomalies").forEach(function (table) {
            var column = columnOf(table, /time$/);
            rowsOf(table).forEach(function (row) {
                var time = plain(row.cells[column]);
                hide(row, "time", time !== "" && (time < from || (to !== "" && time >= to)));
            });
        });
    }

    function timeOf(bin) {
        return bin.querySelector("title").textContent.replace(/: .*/, "");
    }

    function makeSlider(label, value, last) {
        var around = document.createElement("label"), input = document.createElement("input");
        input.type = "range";
        input.min = 0;
        input.max = last;
        input.value = value;
        around.textContent = label + " ";
        around.appendChild(input);
        return { around: around, input: input };
    }

    function makeRange(root) {
        var section = root.querySelector("#page-timeline"), bins = section ? all(section, "figure:first-child .bin") : [];
        var range = document.createElement("fieldset"), legend = document.createElement("legend");
        var from = makeSlider("from", 0, bins.length - 1), to = makeSlider("to", bins.length - 1, bins.length - 1);
        var said = document.createElement("output");

        function choose(moved) {
            var first = +from.input.value, last = +to.input.value, amount = 0, whole;
            if (first > last) {
                moved.value = moved === from.input ? last : first;
                first = +from.input.value;
                last = +to.input.value;
            }
            whole = first === 0 && last === bins.length - 1;
            all(root, "#page-timeline svg, #page-anomalies svg").forEach(function (svg) {
                zoom(svg, number(bins[first], "x") / 10, number(bins[last], "x") / 10 + 1);
            });
            hideByTime(root, whole ? "" : bins[first].getAttribute("data-time"),
                       last + 1 < bins.length ? bins[last + 1].getAttribute("data-time") : "");
            bins.slice(first, last + 1).forEach(function (bin) { amount += number(bin, "data-amount"); });
            [from.input, to.input].forEach(function (input) {
                input.setAttribute("aria-valuetext", timeOf(bins[+input.value]));
            });
            said.textContent = whole ? "" :
                timeOf(bins[first]) + " to " + timeOf(bins[last]) + " UTC: " + amount.toLocaleString("en") + " packets";
        }

        if (bins.length < 2)
            return;
        range.id = "page-range";
        range.className = "choice";
        legend.textContent = "Time";
        [legend, from.around, to.around, said].forEach(function (part) { range.appendChild(part); });
        section.insertBefore(range, section.querySelector(".pictures"));
        range.addEventListener("input", function (event) { choose(event.target); });
    }

    function enhance(root) {
        all(root, "main table").forEach(function (table) {
            makeSortable(table);
            makeFilterable(table);
        });
        makeSwitch(root);
        makeRange(root);
    }

    window.winnowEnhance = enhance;
    window.winnowShowBy = showBy;
    enhance(document);
}());
