// One lane: what its users feel, and what goes on behind.

import { el, mark, say } from './dom.js';
import { millis, mood, percent, perSecond } from './words.js';
import { topology } from './topology.js';

const TITLES = {
  protected: ['Protected', 'with breakers'],
  unprotected: ['Unprotected', 'without'],
};

/** Builds a lane into its section. endFault(lane, fault) is called by the chips; none: read-only. */
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
    el('h3', {}, name, parts.rate),
    el('p', { class: 'big' }, parts.number, el('small', {}, '%')),
    el('p', { class: 'sub' }, parts.mood, parts.slow));
  return parts;
}

function feel(tile_, felt) {
  const { mood: feeling, word } = mood(felt.answeredPercent);
  mark(tile_.element, 'data-mood', feeling);
  say(tile_.mood, word);
  say(tile_.number, percent(felt.answeredPercent));
  say(tile_.slow, 'p99 ' + millis(felt.p99Millis));
  const later = felt.outcomes.pending ?? 0;
  say(tile_.rate, later > 0 ? `${Math.round(100 * later / felt.concluded)} % owed` : perSecond(felt.perSecond));
}

function judge(books, invariants) {
  const { state, violations, judgedOrders, secondsAgo, reason } = invariants;
  const age = secondsAgo === null ? 'nothing judged yet' : `judged up to ${secondsAgo} s ago`;
  if (state === 'hold' && judgedOrders === 0) {
    mark(books, 'data-mood', 'none');
    say(books, 'no orders judged yet');
    mark(books, 'title', '0 orders judged');
    return;
  }
  const words = {
    hold: '✓ books balance',
    broken: `✕ books don’t balance (${violations})`,
    unknown: `? auditing: ${age}`,
  };
  mark(books, 'data-mood', { hold: 'good', broken: 'bad' }[state] ?? 'warn');
  say(books, words[state]);
  mark(books, 'title', `${judgedOrders} orders judged, ${age}${reason ? ': ' + reason : ''}`);
}
