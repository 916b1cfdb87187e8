// SPDX-License-Identifier: GPL-2.0-or-later
// The live page: draws what the server says, and tells it what was pressed. What came from packets is drawn by the server,
// escaped; here it only goes where it belongs.
'use strict';

const SAY_EVERY_MS = 10000;
const element = id => document.getElementById(id);
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

let status = { state: 'idle' };
let report = '';    // as the server last drew it
let sources = 0;     // there are so many
let saidAt = 0;
let saidState = '';

function amount(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (bytes >= 999.5 && unit < units.length - 1) {
    bytes /= 1000;
    unit++;
  }
  return `${unit ? short.format(bytes) : whole.format(bytes)} ${units[unit]}`;
}

function clock(ms) {
  const seconds = Math.floor(ms / 1000);
  const two = number => String(number).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function isRunning() {
  return status.state === 'running' || status.state === 'stopping';
}

function stateText() {
  const since = status.since_ms ? new Date(status.since_ms).toLocaleTimeString() : '';
  const source = status.source;
  switch (status.state) {
    case 'running':
      return !status.is_live ? `Reading ${source}`
        : status.file_bytes ? `Capturing from ${source} since ${since}` : `Starting to capture from ${source}…`;
    case 'stopping': return `Stopping ${source}…`;
    case 'stopped': return status.is_live ? `Stopped capturing from ${source}` : `Stopped reading ${source}`;
    case 'ended': return status.is_live ? `The capture from ${source} has ended` : `${source} has been read`;
    case 'full': return `The capture from ${source} has ended: its file has reached ${amount(status.limit_bytes)}`;
    case 'failed': return status.packets ? `${source} ended early` : `Nothing came from ${source}`;
    case 'gone': return 'winnow serve has ended: this page shows what was last';
    default: return 'Ready';
  }
}

// For those who hear the page: when something begins or ends, and now and then how much there is.
function say(text) {
  const now = Date.now();
  if (status.state === saidState && (status.state !== 'running' || now - saidAt < SAY_EVERY_MS)) {
    return;
  }
  saidState = status.state;
  saidAt = now;
  element('said').textContent =
    status.packets ? `${text}: ${whole.format(status.packets)} packets, ${amount(status.bytes)}` : text;
}

function put(id, text) {
  const node = element(id);
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

function showNumbers() {
  put('number-packets', whole.format(status.packets || 0));
  put('number-bytes', amount(status.bytes || 0));
  put('number-packet-rate', status.packets_per_second >= 99.5 ? whole.format(status.packets_per_second)
    : short.format(status.packets_per_second || 0));
  put('number-byte-rate', amount(status.bytes_per_second || 0));
  put('number-duration', clock(status.duration_ms || 0));
  put('number-file-size', amount(status.file_bytes || 0));
  put('number-file-limit', status.limit_bytes ? `Temporary file, ends at ${amount(status.limit_bytes)}` : 'Temporary file');
  element('file-number').hidden = !status.is_live;
  element('time-number').hidden = !status.is_live;
  element('numbers').hidden = status.state === 'idle';
  document.querySelectorAll('.rate').forEach(rate => { rate.hidden = status.state !== 'running'; });
}

function showMessages() {
  const messages = status.messages || [];
  const list = element('messages');
  const forbidden = status.is_live && messages.some(message => /permission/i.test(message));
  if (list.dataset.shown !== messages.join('\n')) {
    list.dataset.shown = messages.join('\n');
    list.replaceChildren(...messages.map(message => {
      const item = document.createElement('li');
      item.textContent = message;
      return item;
    }));
  }
  list.hidden = forbidden || !messages.length;
  element('permission').hidden = !forbidden;
}

function showState() {
  const runs = isRunning();
  const gone = status.state === 'gone';
  const text = stateText();
  element('state').dataset.state = status.state;
  put('state-text', text);
  document.title = status.source ? `${text} – Winnow` : 'Winnow';
  element('start').disabled = runs || gone || !sources;
  element('source').disabled = runs || gone || !sources;
  element('stop').disabled = status.state !== 'running';
  element('save').hidden = gone || !status.packets;
  element('save-capture').hidden = runs || !status.is_live || !status.file_bytes;
  element('welcome').hidden = status.state !== 'idle';
  element('page-packets').hidden = element('to-packets').hidden = !status.packets;
  say(text);
}

// What of a part somebody could have the hand on.
function handles(root) {
  return Array.from(root.querySelectorAll('a, button, input, [tabindex]'));
}

// How its tables are sorted and filtered, and how far it is scrolled.
function habitsOf(root) {
  return {
    tables: Array.from(root.querySelectorAll('table'), table => {
      const sorted = table.querySelector('thead [aria-sort]');
      const filter = filterOf(table);
      return { id: table.id, key: sorted && sorted.dataset.key, order: sorted && sorted.getAttribute('aria-sort'),
               filter: filter ? filter.value : '' };
    }),
    scrolled: Array.from(root.querySelectorAll('.scroll, .wide'), node => [node.scrollLeft, node.scrollTop]),
    focus: handles(root).indexOf(document.activeElement),
    caret: document.activeElement.selectionStart,
  };
}

function filterOf(table) {
  const tools = table.parentNode.previousElementSibling;
  return tools && tools.matches('.tools') ? tools.querySelector('input') : null;
}

function restoreTable(table, habit) {
  const head = habit.key && table.querySelector(`thead [data-key="${habit.key}"]`);
  for (let i = 0; head && head.getAttribute('aria-sort') !== habit.order && i < 2; i++) {
    head.querySelector('button').click();
  }
  const filter = filterOf(table);
  if (filter && habit.filter) {
    filter.value = habit.filter;
    filter.dispatchEvent(new Event('input'));
  }
}

function restore(root, habits) {
  for (const habit of habits.tables) {
    const table = root.querySelector(`table#${habit.id}`);
    if (table) {
      restoreTable(table, habit);
    }
  }
  root.querySelectorAll('.scroll, .wide').forEach((node, i) => {
    [node.scrollLeft, node.scrollTop] = habits.scrolled[i] || [0, 0];
  });
  const focus = handles(root)[habits.focus];
  if (focus) {
    focus.focus({ preventScroll: true });
    if (focus.type === 'search') {
      focus.setSelectionRange(habits.caret, habits.caret);
    }
  }
}

// While somebody marks text, it stays as it is.
function isMarked(root) {
  const selection = document.getSelection();
  return !selection.isCollapsed && root.contains(selection.anchorNode);
}

function chosenQuantity() {
  const chosen = document.querySelector('#page-by input:checked');
  return chosen ? chosen.value : '';
}

// Puts something new into the document by a function, and keeps what somebody did to what was there before, if anything.
function renew(before, part, put) {
  const quantity = chosenQuantity();
  const habits = before && habitsOf(before);
  put();
  winnowEnhance(part);
  if (quantity && quantity !== 'packets') {
    const choice = part.querySelector(`input[name="by"][value="${quantity}"]`);
    if (choice) {
      choice.checked = true;
    }
    winnowShowBy(part, quantity);
  }
  if (habits) {
    restore(part, habits);
  }
}

const drawn = new Map(); // what each part was made from

function keyOf(part) {
  return part.id || part.className;
}

function partsOf(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return Array.from(template.content.children);
}

// While it grows, only parts that look different are put anew.
function showGrowing(report, parts) {
  const keys = parts.map(keyOf);
  for (const part of Array.from(report.children).filter(child => !keys.includes(keyOf(child)))) {
    drawn.delete(keyOf(part));
    part.remove();
  }
  parts.forEach((part, place) => {
    const key = keyOf(part);
    const before = Array.from(report.children).find(child => keyOf(child) === key);
    if (before && (drawn.get(key) === part.outerHTML || isMarked(before))) {
      return;
    }
    drawn.set(key, part.outerHTML);
    renew(before, part, before ? () => before.replaceWith(part)
      : () => report.insertBefore(part, report.children[place] || null));
  });
}

// Once it is whole, there is a range of time to choose.
function showWhole(report, parts) {
  drawn.clear();
  renew(report, report, () => report.replaceChildren(...parts));
}

function showReport(html) {
  (isRunning() ? showGrowing : showWhole)(element('report'), partsOf(html));
}

function showPackets(html) {
  const newest = element('newest');
  if (isMarked(newest)) {
    return;
  }
  const part = document.createElement('div');
  part.id = 'newest';
  part.innerHTML = html;
  renew(newest, part, () => newest.replaceWith(part));
}

function show(news) {
  const before = isRunning();
  status = news.status;
  showNumbers();
  showMessages();
  showState();
  report = news.sections.report ?? report;
  if ('report' in news.sections || before !== isRunning()) {
    showReport(report);
  }
  if ('packets' in news.sections) {
    showPackets(news.sections.packets);
  }
}

function option(value, text) {
  const node = document.createElement('option');
  node.value = value;
  node.textContent = text;
  return node;
}

function group(label, options) {
  const node = document.createElement('optgroup');
  node.label = label;
  node.append(...options);
  return options.length ? [node] : [];
}

async function askSources() {
  const told = await (await fetch('sources')).json();
  const files = told.files.map((name, number) => option(`file=${number}`, name));
  const interfaces = told.interfaces.map(({ name, description }) =>
    option(`interface=${encodeURIComponent(name)}`, description ? `${name} (${description})` : name));
  sources = files.length + interfaces.length;
  element('source').replaceChildren(...group('Files', files), ...group('Interfaces', interfaces));
  if (told.problem) {
    const item = document.createElement('li');
    item.textContent = told.problem;
    element('messages').append(item);
    element('permission').hidden = !/permission/i.test(told.problem);
  }
  showState();
}

async function act(path, body) {
  const answer = await fetch(path, { method: 'POST', body: new URLSearchParams(body) });
  if (!answer.ok) {
    put('state-text', await answer.text());
  }
}

element('control').addEventListener('submit', event => {
  event.preventDefault();
  act('start', element('source').value);
  element('stop').disabled = false;
  element('stop').focus();
});
element('stop').addEventListener('click', () => act('stop', ''));

const events = new EventSource('events');
events.addEventListener('message', event => show(JSON.parse(event.data)));
events.addEventListener('error', () => {
  status = { ...status, state: 'gone' };
  showState();
});
askSources();
