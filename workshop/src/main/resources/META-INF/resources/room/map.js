// The picture of a lane: users → checkout → payment and inventory, with the breakers as switches.

import { svg, say, mark } from './dom.js';
import { breakerState, count, kind } from './words.js';

const WIRES = { payment: 48, inventory: 142 };
const MIDDLE = 95;
const LEFT_END = 200;
const RIGHT_END = 250;

/** Builds the picture once; update(lane) brings it up to date. */
export function map(shielded) {
  const parts = {};
  const picture = svg('svg', {
    class: 'map', viewBox: '0 0 400 184', role: 'img',
    'aria-label': 'users, checkout, payment, inventory and the switches between them',
  });
  picture.append(
    svg('path', { class: 'wire', d: `M 60 ${MIDDLE} H 74` }),
    node(1, 66, 60, 58),
    text(31, 91, 'users', 'name'), parts.users = text(31, 113, ''),
    node(74, 44, 112, 102),
    text(130, 69, 'checkout', 'name'), parts.workers = text(130, 91, ''),
    svg('rect', { class: 'meter', x: 84, y: 101, width: 92, height: 9, rx: 4 }),
    parts.meter = svg('rect', { class: 'meter-full', x: 84, y: 101, width: 0, height: 9, rx: 4 }),
    parts.queue = text(130, 131, '', 'soft'),
  );
  for (const [service, y] of Object.entries(WIRES)) {
    parts[service] = branch(picture, service, y, shielded);
  }
  return { picture, update: (lane) => update(parts, lane, shielded) };
}

function branch(picture, service, y, shielded) {
  const from = y < MIDDLE ? 62 : 128;
  const middle = (LEFT_END + RIGHT_END) / 2;
  const part = {
    wire: svg('path', { class: 'wire', d: `M 186 ${from} L ${LEFT_END} ${y}` }),
    wireOn: svg('path', { class: 'wire', d: `M ${RIGHT_END} ${y} H 266` }),
    lever: svg('path', { class: shielded ? 'switch' : 'wire', d: `M ${LEFT_END} ${y} H ${RIGHT_END}` }),
    state: text(middle, y - 12, shielded ? '' : 'no', shielded ? 'state' : 'soft'),
    detail: text(middle, y + 24, shielded ? '' : 'breaker', 'soft'),
    node: node(266, y - 34, 132, 68),
    name: text(332, y - 6, service, 'name'),
    trouble: text(332, y + 20, '', 'trouble'),
  };
  picture.append(part.wire, part.wireOn, part.lever,
    svg('circle', { cx: LEFT_END, cy: y, r: 5, fill: 'currentColor' }),
    svg('circle', { cx: RIGHT_END, cy: y, r: 5, fill: 'currentColor' }),
    part.state, part.detail, part.node, part.name, part.trouble);
  return part;
}

function update(parts, lane, shielded) {
  const waiting = lane.checkout.inFlight + lane.products.inFlight;
  say(parts.users, waiting > 0 ? `${waiting} wait` : '');
  const limit = lane.workerLimit ?? 20;
  const busy = lane.busyWorkers;
  say(parts.workers, busy === null ? 'threads –' : `${count(busy)}/${count(limit)} busy`);
  const share = busy === null ? 0 : Math.min(1, busy / limit);
  parts.meter.setAttribute('width', 92 * share);
  mark(parts.meter, 'data-mood', share >= 0.95 ? 'bad' : share >= 0.6 ? 'warn' : 'good');
  say(parts.queue, lane.queuedRequests > 0 ? `${count(lane.queuedRequests)} queued` : '');
  for (const service of Object.keys(WIRES)) {
    const fault = lane.faults.find((each) => each.service === service);
    const down = lane.services[service] === 'down';
    const part = parts[service];
    mark(part.node, 'data-mood', fault || down ? 'bad' : 'good');
    mark(part.wireOn, 'data-mood', fault || down ? 'bad' : 'good');
    say(part.trouble, down ? '✕ gone' : fault ? '✕ ' + kind(fault.kind) : '');
    if (shielded) {
      turn(part, lane.breakers.find((each) => each.name === service), WIRES[service]);
    }
  }
  if (!parts.payment.trouble.textContent) {
    const rate = lane.gatewayArrivalsPerSecond;
    mark(parts.payment.trouble, 'class', 'soft');
    say(parts.payment.trouble, rate === null ? '' : `${count(rate)} calls/s`);
  } else {
    mark(parts.payment.trouble, 'class', 'trouble');
  }
}

function turn(part, breaker, y) {
  const state = breaker?.state ?? 'unknown';
  const lifted = { open: 26, forced_open: 26, half_open: 13, recovering: 6 }[state] ?? 0;
  mark(part.lever, 'data-state', state);
  mark(part.lever, 'd', `M ${LEFT_END} ${y} L ${RIGHT_END - lifted / 4} ${y - lifted}`);
  mark(part.state, 'data-state', state);
  part.state.setAttribute('y', y - 12 - (lifted > 20 ? 20 : 0));
  say(part.state, breaker ? breakerState(state) : '');
  const probe = breaker?.nextProbeSeconds;
  say(part.detail, state === 'open' && probe > 0 ? `in ${Math.ceil(probe)} s` : '');
}

function node(x, y, width, height) {
  return svg('rect', { class: 'node', x, y, width, height, rx: 10 });
}

function text(x, y, content, style = '') {
  return svg('text', { x, y, class: style, 'text-anchor': 'middle' }, content);
}
