// One lane: what its users feel, its picture, its numbers, its faults, its last five minutes.

import { el, say, mark } from './dom.js';
import { count, kind, millis, mood, percent } from './words.js';
import { map } from './map.js';
import { draw } from './chart.js';

const TITLES = {
  protected: ['Protected', 'with breakers'],
  unprotected: ['Unprotected', 'without'],
};

/** Builds a lane into its section. endFault(fault) is called by the chips' buttons. */
export function lane(name, section, endFault) {
  const [title, words] = TITLES[name];
  const shielded = name === 'protected';
  const buying = tile('Buyers answered', 'buying');
  const browsing = tile('Visitors answered', 'browsing');
  const picture = map(shielded);
  const books = el('span', { class: 'books mood' });
  const pending = fact('payments pending');
  const gateway = fact('gateway calls/s');
  const chips = el('div', { class: 'chips' });
  const canvas = el('canvas', {
    class: 'chart', role: 'img',
    'aria-label': `${title}: answered percent and p99 of the last five minutes`,
  });
  section.append(
    el('div', { class: 'lane-title' }, el('h2', {}, title), el('span', { class: 'calm' }, words), books),
    el('div', { class: 'felt' }, buying.element, browsing.element),
    picture.picture,
    el('div', { class: 'facts' }, pending.element, gateway.element),
    chips,
    canvas,
  );
  const moments = [];
  return {
    add(picture_, at) {
      moments.push(moment(picture_, at));
      while (moments.length > 0 && at - moments[0].t > 301_000) {
        moments.shift();
      }
    },
    show(now) {
      feel(buying, now.checkout);
      feel(browsing, now.products);
      picture.update(now);
      judge(books, now.invariants);
      say(pending.value, count(now.pendingPayments));
      say(pending.words, now.pendingPayments > 0 && now.oldestPendingSeconds >= 1
        ? `pending, ${count(now.oldestPendingSeconds)} s` : 'payments pending');
      say(gateway.value, count(now.gatewayArrivalsPerSecond));
      showFaults(chips, now.faults, (fault) => endFault(name, fault));
    },
    redraw() {
      draw(canvas, moments, shielded ? ['payment', 'inventory'] : []);
    },
  };
}

function moment(now, t) {
  const users = (felt) => ({ answered: felt.answeredPercent, p99: felt.p99Millis });
  return {
    t,
    buying: users(now.checkout),
    browsing: users(now.products),
    breakers: Object.fromEntries(now.breakers.map((breaker) => [breaker.name, breaker.state])),
    faults: now.faults.length,
  };
}

function tile(name, line) {
  const parts = {
    mood: el('span', { class: 'mood' }),
    number: el('p', { class: 'big' }, '–'),
    slow: el('span', {}),
    rate: el('p', { class: 'calm' }),
  };
  parts.element = el('article', { class: 'tile' },
    el('h3', {}, el('i', { class: 'swatch ' + line }), name),
    parts.number,
    el('p', { class: 'sub' }, parts.mood, parts.slow),
    parts.rate);
  return parts;
}

function feel(tile_, felt) {
  const { mood: feeling, word } = mood(felt.answeredPercent);
  mark(tile_.element, 'data-mood', feeling);
  say(tile_.mood, word);
  say(tile_.number, percent(felt.answeredPercent) + ' %');
  say(tile_.slow, 'p99 ' + millis(felt.p99Millis));
  const later = felt.outcomes.pending ?? 0;
  say(tile_.rate, later > 0 ? `${later} of ${felt.concluded} pay later` : `${felt.perSecond.toFixed(0)} a second`);
}

function judge(books, invariants) {
  const words = { hold: '✓ books balance', broken: '✕ books don’t balance', unknown: '? books not read yet' };
  mark(books, 'data-mood', { hold: 'good', broken: 'bad' }[invariants.state] ?? 'warn');
  say(books, words[invariants.state] + (invariants.state === 'broken' ? ` (${invariants.violations})` : ''));
  books.title = `${invariants.judgedOrders} orders judged`;
}

function fact(name) {
  const value = el('b', {}, '–');
  const words = el('span', {}, name);
  return { value, words, element: el('div', { class: 'fact' }, value, words) };
}

function showFaults(chips, faults, end) {
  const ids = faults.map((fault) => fault.id).join();
  if (chips.dataset.ids !== ids || chips.childElementCount === 0) {
    chips.dataset.ids = ids;
    chips.replaceChildren(...faults.map((fault) => chip(fault, end)));
    if (faults.length === 0) {
      chips.append(el('span', { class: 'calm' }, 'no fault'));
    }
  }
  faults.forEach((fault, i) => {
    say(chips.children[i].querySelector('.left'), `${Math.ceil(fault.secondsLeft ?? 0)} s left`);
  });
}

function chip(fault, end) {
  return el('span', { class: 'chip' },
    `✕ ${fault.service} ${kind(fault.kind)}`,
    el('span', { class: 'left' }),
    el('button', { type: 'button', onclick: () => end(fault), 'aria-label': `end ${fault.kind} of ${fault.service}` }, 'end'));
}
