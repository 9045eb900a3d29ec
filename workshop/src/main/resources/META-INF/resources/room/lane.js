// One lane: what its users experience, and the state of its services.

import { el, mark, say } from './dom.js';
import { millis, mood, percent, perSecond } from './words.js';
import { topology } from './topology.js';

const TITLES = {
  protected: ['Protected', 'with breakers'],
  unprotected: ['Unprotected', 'without'],
};

/** Builds a lane into its section. The chips call endFault(lane, fault); without it the lane is read-only. */
export function lane(name, section, endFault) {
  const [title, words] = TITLES[name];
  const buyers = tile('Buyers');
  const visitors = tile('Visitors');
  const books = el('span', { class: 'books mood' });
  const picture = topology(name === 'protected', endFault && ((fault) => endFault(name, fault)));
  section.append(
    el('header', { class: 'lane-title' }, el('h2', {}, title), el('span', { class: 'soft' }, words), books),
    el('div', { class: 'felt' }, buyers.element, visitors.element),
    picture.element);
  return {
    show(now) {
      feel(buyers, now.checkout);
      feel(visitors, now.products);
      picture.update(now);
      judge(books, now.invariants);
    },
  };
}

function tile(name) {
  const parts = {
    number: el('span', {}, '–'),
    mood: el('span', { class: 'mood' }),
    slow: el('span', { class: 'slow' }),
    rate: el('span', { class: 'soft' }),
  };
  parts.element = el('article', { class: 'tile', 'aria-label': name },
    el('h3', {}, name + ' answered'),
    el('p', { class: 'big' }, parts.number, el('small', {}, '%')),
    el('p', { class: 'sub' }, parts.mood, parts.slow),
    el('p', { class: 'sub' }, parts.rate));
  return parts;
}

function feel(tile_, felt) {
  const { mood: feeling, word } = mood(felt);
  mark(tile_.element, 'data-mood', feeling);
  say(tile_.mood, word);
  say(tile_.number, percent(felt.answeredPercent));
  say(tile_.slow, 'p99 ' + millis(felt.p99Millis));
  const pending = felt.outcomes.pending ?? 0;
  const share = pending > 0 ? ` · ${percent(100 * pending / felt.concluded)} % pending` : '';
  say(tile_.rate, perSecond(felt.perSecond) + share);
  mark(tile_.rate, 'title', pending > 0 ? 'orders accepted with payment pending' : '');
}

function judge(books, invariants) {
  const { state, violations, judgedOrders, secondsAgo, reason } = invariants;
  const age = secondsAgo === null ? 'no orders audited yet' : `audited up to ${secondsAgo} s ago`;
  if (state === 'hold' && judgedOrders === 0) {
    mark(books, 'data-mood', 'none');
    say(books, 'no orders audited yet');
    mark(books, 'title', '0 orders audited');
    return;
  }
  const words = {
    hold: '✓ books balance',
    broken: `✕ books do not balance (${violations})`,
    unknown: `? books: ${age}`,
  };
  mark(books, 'data-mood', { hold: 'good', broken: 'bad' }[state] ?? 'warn');
  say(books, words[state]);
  mark(books, 'title', `${judgedOrders} orders audited, ${age}${reason ? ': ' + reason : ''}`);
}
