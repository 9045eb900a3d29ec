// The picture of a lane: users at the top, checkout, and below it payment and inventory. A breaker is
// drawn as a switch in the line to its service, with its state and numbers beside it.

import { el, mark, say, svg } from './dom.js';
import { breakerState, count, millis, perSecond, percent } from './words.js';
import { does } from './kinds.js';

const SERVICES = ['payment', 'inventory'];

/** Builds the picture below the users' tiles; update(lane) refreshes it. */
export function topology(shielded, endFault) {
  const checkout = checkoutBox();
  const branches = Object.fromEntries(SERVICES.map((service) => [service, branch(service, shielded)]));
  const element = el('div', { class: 'topology' },
    el('div', { class: 'hop', 'aria-hidden': 'true' }, arrow(), arrow()),
    checkout.element,
    el('div', { class: 'branches' }, ...SERVICES.map((service) => branches[service].element)));
  return {
    element,
    update(lane) {
      checkout.update(lane);
      for (const service of SERVICES) {
        updateBranch(branches[service], lane, service, shielded, endFault);
      }
    },
  };
}

function arrow() {
  return svg('svg', { viewBox: '0 0 24 16', class: 'arrow' }, svg('path', { d: 'M12 0 V10 M5 7 L12 14 L19 7' }));
}

function checkoutBox() {
  const meter = el('meter', { min: 0, 'aria-label': 'busy worker threads' });
  const threads = el('span', {});
  const queue = el('span', { class: 'queue' });
  const owed = el('span', { class: 'owed' });
  const element = el('div', { class: 'box checkout' },
    el('p', {}, el('b', {}, 'checkout'), meter, threads),
    el('p', {}, queue, owed));
  return {
    element,
    update(lane) {
      const down = lane.services.checkout === 'down';
      const limit = lane.workerLimit ?? 20;
      const busy = lane.busyWorkers;
      const share = busy === null ? 0 : busy / limit;
      mark(meter, 'max', String(limit));
      mark(meter, 'value', String(Math.min(busy ?? 0, limit)));
      mark(element, 'data-mood', down || share >= 0.95 ? 'bad' : share >= 0.6 ? 'warn' : 'good');
      say(queue, lane.queuedRequests > 0 ? `${count(lane.queuedRequests)} queued` : 'no queue');
      say(threads, down ? '✕ down' : `${share >= 0.95 ? '✕ ' : ''}${count(busy)} of ${count(limit)} threads busy`);
      const late = lane.oldestPendingSeconds >= 1 ? `, oldest ${count(lane.oldestPendingSeconds)} s` : '';
      say(owed, lane.pendingPayments === null ? 'pending –' : `${count(lane.pendingPayments)} pending${late}`);
    },
  };
}

function branch(service, shielded) {
  const parts = {
    lever: svg('path', { class: 'lever', d: shielded ? 'M24 26 V58' : 'M24 20 V64' }),
    state: el('b', { class: 'state' }),
    rate: el('span', { class: 'figure' }),
    failed: el('span', { class: 'figure failed' }),
    note: el('span', { class: 'note' }),
    trouble: el('span', { class: 'trouble' }),
    faults: el('span', { class: 'chips' }),
  };
  parts.wire = svg('svg', { viewBox: '0 0 48 84', class: 'switch', 'aria-hidden': 'true' },
    svg('path', { class: 'wire', d: shielded ? 'M24 0 V24 M24 60 V84' : 'M24 0 V84' }),
    shielded ? svg('circle', { cx: 24, cy: 25, r: 4.5 }) : null,
    shielded ? svg('circle', { cx: 24, cy: 59, r: 4.5 }) : null,
    shielded ? parts.lever : null);
  parts.edge = el('div', { class: 'edge' }, parts.wire,
    el('div', { class: 'along' }, parts.state, parts.rate, parts.failed, parts.note));
  parts.node = el('div', { class: 'box service' }, el('b', {}, service), parts.trouble, parts.faults);
  parts.element = el('div', { class: 'branch', 'data-service': service }, parts.edge, parts.node);
  return parts;
}

function updateBranch(part, lane, service, shielded, endFault) {
  const faults = lane.faults.filter((each) => each.service === service);
  const down = lane.services[service] === 'down';
  const failing = down || faults.length > 0;
  mark(part.node, 'data-mood', failing ? 'bad' : 'good');
  say(part.trouble, down ? '✕ down' : faults.length === 0 ? '✓ healthy' : '');
  chips(part.faults, faults, endFault);
  const calls = (lane.calls ?? []).find((each) => each.service === service);
  say(part.rate, calls ? `${perSecond(calls.perSecond)} · ${millis(calls.meanMillis)}` : 'no calls yet');
  const breaker = shielded ? lane.breakers.find((each) => each.name === service) : undefined;
  const failed = failedPercent(calls, breaker);
  mark(part.failed, 'data-mood', failed >= 20 ? 'bad' : failed >= 1 ? 'warn' : 'good');
  say(part.failed, calls?.perSecond > 0 ? `${percent(failed)} % failed` : faults.length > 0 ? 'no call ends' : 'no calls');
  if (shielded) {
    turn(part, breaker);
  } else {
    mark(part.edge, 'data-state', failing ? 'exposed' : 'bare');
    say(part.state, 'no breaker');
  }
}

/** Where the window's counts are shown, too, the percentage comes from the same window. */
function failedPercent(calls, breaker) {
  const window = breaker?.window;
  return breaker?.state === 'closed' && window?.calls > 0
    ? 100 * window.failures / window.calls : calls?.failedPercent ?? 0;
}

function turn(part, breaker) {
  const state = breaker?.state ?? 'unknown';
  mark(part.edge, 'data-state', state);
  const dry = breaker?.window?.mode === 'dry_run' ? ' (dry-run)' : '';
  say(part.state, breaker ? breakerState(state) + dry : 'unknown');
  if (state === 'open' || state === 'forced_open') {
    say(part.failed, 'rejects calls');
    mark(part.failed, 'data-mood', 'good');
  }
  say(part.note, note(breaker));
}

function note(breaker) {
  const window = breaker?.window;
  if (breaker?.state === 'open') {
    return breaker.nextProbeSeconds > 0 ? `probe in ${Math.ceil(breaker.nextProbeSeconds)} s` : 'probe next';
  }
  if (breaker?.state === 'recovering') {
    return window ? `admits ${window.admittedPercent} %` : '';
  }
  if (breaker?.state === 'half_open') {
    return 'probing';
  }
  return window && window.failures > 0 ? `${window.failures} of ${window.calls} calls` : '';
}

function chips(holder, faults, endFault) {
  const ids = faults.map((fault) => fault.id).join();
  if (holder.dataset.ids !== ids) {
    holder.dataset.ids = ids;
    holder.replaceChildren(...faults.map((fault) => el('span', { class: 'chip' },
      el('span', {}, `✕ ${does(fault)}`),
      el('span', { class: 'left' }),
      endFault ? el('button', {
        type: 'button', onclick: () => endFault(fault), 'aria-label': `end ${fault.kind} of ${fault.service}`,
      }, 'end') : null)));
  }
  faults.forEach((fault, i) => {
    say(holder.children[i].querySelector('.left'), `${Math.ceil(fault.secondsLeft ?? 0)} s`);
  });
}
