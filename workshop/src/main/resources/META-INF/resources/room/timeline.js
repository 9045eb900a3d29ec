// One time axis for both lanes: answered, p99, the states of the breakers, and faults as shaded areas.

import { el, say } from './dom.js';
import { CHOICES, SPAN, faultWindows, moments, stretches } from './moments.js';
import { does } from './kinds.js';
import { breakerState, clock, millis, percent } from './words.js';

const LANES = ['protected', 'unprotected'];
const BREAKERS = ['payment', 'inventory'];
const SLOWEST = 10_000;

/** Builds the axis; add(picture) stores a picture, redraw() draws all. */
export function timeline(section) {
  const kept = moments();
  const canvas = el('canvas', {
    tabindex: '0', role: 'img',
    'aria-label': 'Percent answered and p99 of both lanes, breaker states and faults of the last five minutes. Arrow keys move the cursor.',
  });
  const reading = el('p', { class: 'reading', role: 'status' });
  const state = { users: 'everyone', at: null };
  section.append(head(state, redraw), canvas, reading);
  pointing(canvas, state, kept.all, redraw);

  function redraw() {
    draw(canvas, kept.all, state);
    say(reading, words(kept.all, state));
  }
  return { add: kept.add, redraw };
}

function head(state, changed) {
  const choice = (name) => el('label', {},
    el('input', { type: 'radio', name: 'users', value: name, checked: name === state.users, onchange: () => { state.users = name; changed(); } }),
    name);
  return el('header', {},
    el('h2', {}, 'Last 5 minutes'),
    el('span', { class: 'key protected' }, 'protected'),
    el('span', { class: 'key unprotected' }, 'unprotected'),
    el('fieldset', { class: 'options' }, el('legend', { class: 'unseen' }, 'Users shown'), ...CHOICES.map(choice)));
}

function pointing(canvas, state, all, changed) {
  const set = (at) => { state.at = at; changed(); };
  canvas.addEventListener('pointermove', (event) => {
    const box = canvas.getBoundingClientRect();
    const frame = geometry(canvas, all);
    const share = (event.clientX - box.left - frame.left) / frame.inner;
    set(share < 0 || share > 1 ? null : frame.now - SPAN * (1 - share));
  });
  canvas.addEventListener('pointerleave', () => set(null));
  canvas.addEventListener('blur', () => set(null));
  canvas.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1000, ArrowRight: 1000 }[event.key];
    if (step && all.length > 0) {
      event.preventDefault();
      const now = all[all.length - 1].t;
      set(Math.min(now, Math.max(all[0].t, (state.at ?? now) + step * (event.shiftKey ? 10 : 1))));
    }
  });
}

function nearest(all, at) {
  return all.reduce((best, each) => (Math.abs(each.t - at) < Math.abs(best.t - at) ? each : best), all[0]);
}

function words(all, state) {
  if (state.at === null || all.length === 0) {
    return '';
  }
  const moment = nearest(all, state.at);
  const felt = LANES.map((lane) => {
    const users = moment.users[state.users][lane];
    return `${lane} ${percent(users?.answered)} %, p99 ${millis(users?.p99)}`;
  });
  const breakers = BREAKERS.map((name) => `${name} ${breakerState(moment.breakers[name] ?? '–')}`);
  return [clock(moment.t), ...felt, ...breakers].join(' · ');
}

function geometry(canvas, all) {
  const root = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  const left = 5.3 * root;
  const band = 1.35 * root;
  const bottom = height - 1.35 * root;
  const bands = bottom - band * BREAKERS.length - 0.2 * root;
  const top = 1.35 * root;
  const pane = (bands - top - 0.9 * root) / 2;
  return {
    root, width, height, left, inner: width - left - 0.6 * root, bottom, band, bands,
    answered: { top, height: pane }, slow: { top: top + pane + 0.6 * root, height: pane },
    now: all.length ? all[all.length - 1].t : Date.now(),
  };
}

function draw(canvas, all, state) {
  const frame = geometry(canvas, all);
  const scale = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(frame.width * scale) || canvas.height !== Math.round(frame.height * scale)) {
    canvas.width = Math.round(frame.width * scale);
    canvas.height = Math.round(frame.height * scale);
  }
  const pen = canvas.getContext('2d');
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, frame.width, frame.height);
  pen.font = `${frame.root}px system-ui, "Segoe UI", "Noto Sans", sans-serif`;
  pen.textBaseline = 'middle';
  const style = getComputedStyle(document.documentElement);
  const art = { pen, frame, ink: (name) => style.getPropertyValue('--' + name).trim() };
  faults(art, all);
  scales(art);
  for (const lane of [...LANES].reverse()) {
    line(art, frame.answered, all, (m) => share(m.users[state.users][lane]?.answered), lane);
    line(art, frame.slow, all, (m) => slowness(m.users[state.users][lane]?.p99), lane);
  }
  BREAKERS.forEach((name, i) => band(art, all, name, frame.bands + i * frame.band));
  axis(art);
  if (state.at !== null) {
    pen.fillStyle = art.ink('ink');
    pen.fillRect(x(frame, state.at), 0, 1.5, frame.bottom);
  }
}

const share = (answered) => (answered === null || answered === undefined ? null : answered / 100);
const slowness = (p99) => (p99 === null || p99 === undefined ? null
  : Math.min(1, Math.log(Math.max(1, p99)) / Math.log(SLOWEST)));

function x(frame, t) {
  return frame.left + frame.inner * (1 - (frame.now - t) / SPAN);
}

function faults({ pen, frame, ink }, all) {
  let labelledTo = 0;
  for (const each of faultWindows(all)) {
    const from = Math.max(frame.left, x(frame, each.from));
    const to = Math.max(from + 2, x(frame, each.to));
    pen.fillStyle = ink('fault');
    pen.fillRect(from, 0, to - from, frame.bottom);
    pen.fillStyle = ink('bad');
    pen.fillRect(from, 0, 2, frame.bottom);
    const words = `${each.service} ${does(each)}${each.lanes.size === 1 ? ', ' + [...each.lanes][0] : ''}`;
    const at = Math.min(from + 6, frame.left + frame.inner - pen.measureText(words).width);
    if (at > labelledTo) {
      pen.textAlign = 'left';
      pen.fillText(words, at, 0.65 * frame.root);
      labelledTo = at + pen.measureText(words).width + frame.root;
    }
  }
}

function scales({ pen, frame, ink }) {
  const ticks = [
    [frame.answered, 1, '100 %'], [frame.answered, 0, '0 %'],
    [frame.slow, slowness(5000), '5 s'], [frame.slow, 0.5, '100 ms'], [frame.slow, 0, '1 ms']];
  pen.textAlign = 'right';
  for (const [pane, at, words] of ticks) {
    const y = pane.top + pane.height * (1 - at);
    pen.fillStyle = ink('line');
    pen.fillRect(frame.left, y, frame.inner, 1);
    pen.fillStyle = ink('soft');
    if (at > 0 || pane === frame.slow || pane.height > 3 * frame.root) {
      pen.fillText(words, frame.left - 6, at === 0 ? y - 0.3 * frame.root : y);
    }
  }
  pen.textAlign = 'left';
  pen.fillText('answered', frame.left + 6, frame.answered.top + frame.answered.height - 0.6 * frame.root);
  pen.fillText('p99', frame.left + 6, frame.slow.top + 0.6 * frame.root);
}

function line({ pen, frame, ink }, pane, all, value, lane) {
  pen.strokeStyle = ink(lane);
  pen.lineWidth = (lane === 'protected' ? 0.19 : 0.15) * frame.root;
  pen.lineJoin = 'round';
  pen.setLineDash(lane === 'protected' ? [] : [0.5 * frame.root, 0.28 * frame.root]);
  pen.beginPath();
  let down = false;
  for (const moment of all) {
    const at = value(moment);
    const left = x(frame, moment.t);
    if (at === null || left < frame.left) {
      down = false;
      continue;
    }
    const y = pane.top + pane.height * (1 - at);
    pen[down ? 'lineTo' : 'moveTo'](left, y);
    down = true;
  }
  pen.stroke();
  pen.setLineDash([]);
}

const LOOKS = {
  closed: ['good', 0.2], open: ['bad', 0.86], forced_open: ['bad', 0.86], half_open: ['warn', 0.5],
  recovering: ['warn', 0.35], disabled: ['soft', 0.1],
};

/** Height and colour show the state: full is open, thin is closed. A tick marks each change. */
function band({ pen, frame, ink }, all, name, top) {
  const base = top + frame.band * 0.93;
  pen.fillStyle = ink('soft');
  pen.textAlign = 'right';
  pen.fillText(name, frame.left - 6, top + frame.band / 2);
  pen.textAlign = 'left';
  stretches(all, name).forEach((each, i) => {
    const from = Math.max(frame.left, x(frame, each.from));
    const to = x(frame, each.to);
    if (to < frame.left) {
      return;
    }
    const [colour, high] = LOOKS[each.state] ?? ['soft', 0.1];
    pen.fillStyle = ink(colour);
    pen.fillRect(from, base - frame.band * high, Math.max(2, to - from), frame.band * high);
    if (i > 0 && from > frame.left) {
      pen.fillRect(from - 1, top, 2, frame.band);
    }
  });
  troubles(all, name).forEach(({ word, from, to }) => {
    const left = Math.max(frame.left, x(frame, from));
    if (x(frame, to) - left > pen.measureText(word).width + frame.root) {
      pen.fillStyle = ink('on-bad');
      pen.fillText(word, left + 0.4 * frame.root, top + frame.band / 2 + 1);
    }
  });
}

/** Periods from each opening to the next closing, probes included. */
function troubles(all, name) {
  const found = [];
  let open = null;
  for (const each of stretches(all, name)) {
    if (each.state === 'closed' || each.state === 'disabled') {
      open = null;
    } else if (open) {
      open.to = each.to;
    } else {
      open = { word: breakerState(each.state), from: each.from, to: each.to };
      found.push(open);
    }
  }
  return found;
}

function axis({ pen, frame, ink }) {
  pen.fillStyle = ink('soft');
  const ends = [['5 min ago', 1, 'left'], ['now', 0, 'right']];
  const between = ['4', '3', '2', '1'].map((minute) => [minute, minute / 5, 'center']);
  for (const [words, ago, align] of frame.inner > 22 * frame.root ? [...ends, ...between] : ends) {
    pen.textAlign = align;
    pen.fillText(words, x(frame, frame.now - ago * SPAN), frame.height - 0.6 * frame.root);
  }
}
