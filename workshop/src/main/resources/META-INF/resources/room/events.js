// The event list. Breakers report their changes with the exact time; other events are found by
// comparing each picture with the previous one.

import { alertNews } from './alerts.js';
import { el } from './dom.js';
import { breakerState, clock } from './words.js';
import { does } from './kinds.js';

const MOST = 60;
const SHAPES = { good: '✓', bad: '✕', warn: '▲', calm: '·' };

/** Maintains the list; note(before, now) compares two pictures. */
export function events(list) {
  const told = new Set();

  function add(at, mood, words) {
    list.prepend(el('li', { 'data-mood': mood },
      el('time', { datetime: at }, clock(at)), el('span', { class: 'shape' }, SHAPES[mood]), el('span', {}, words)));
    while (list.childElementCount > MOST) {
      list.lastElementChild.remove();
    }
  }

  function changes(lane) {
    const news = lane.breakers.flatMap((breaker) => (breaker.changes ?? []).map((change) => ({ breaker, ...change })));
    news.sort((one, other) => one.at.localeCompare(other.at));
    for (const change of news) {
      const key = `${change.breaker.name} ${change.at} ${change.to}`;
      if (!told.has(key)) {
        told.add(key);
        add(change.at, moodOf(change.to), transition(change.breaker, change));
      }
    }
  }

  return {
    add,
    note(before, now) {
      now.lanes.forEach((lane, i) => {
        if (lane.lane === 'protected') {
          changes(lane);
        }
        faults(before.lanes[i], lane).forEach(([mood, words]) => add(now.at, mood, words));
        books(before.lanes[i], lane).forEach((words) => add(now.at, 'bad', words));
      });
      alertNews(before.alerts, now.alerts).forEach(([mood, words]) => add(now.at, mood, words));
      run(before.run, now.run).forEach(([mood, words]) => add(now.at, mood, words));
    },
  };
}

function moodOf(state) {
  return { closed: 'good', open: 'bad', forced_open: 'bad', half_open: 'warn', recovering: 'warn' }[state] ?? 'calm';
}

/** "payment opened: 12 of 20 calls failed (60 % ≥ 50 %), next probe in 8 s" */
export function transition(breaker, change) {
  const verb = { open: 'opened', closed: 'closed', half_open: 'half-open', recovering: 'recovering' }[change.to]
    ?? `is ${breakerState(change.to)}`;
  const numbers = /(\d+) of (\d+) calls failed \(([\d.]+) %\)/.exec(change.why ?? '');
  const threshold = breaker.window?.thresholdPercent;
  const why = numbers && threshold && change.to === 'open' && change.from === 'closed' && Number(numbers[3]) >= threshold
    ? `${numbers[1]} of ${numbers[2]} calls failed (${Number(numbers[3])} % ≥ ${threshold} %)`
    : change.why;
  const probe = change.to === 'open' && breaker.state === 'open' && breaker.nextProbeSeconds > 0
    ? `, next probe in ${Math.ceil(breaker.nextProbeSeconds)} s` : '';
  return `${breaker.name} ${verb}${why ? ': ' + why : ''}${probe}`;
}

function faults(before, now) {
  const ids = (lane) => new Set(lane.faults.map((fault) => fault.id));
  const were = ids(before);
  const are = ids(now);
  return [
    ...now.faults.filter((fault) => !were.has(fault.id))
      .map((fault) => ['bad', `${now.lane}: ${fault.service} ${does(fault)}`]),
    ...before.faults.filter((fault) => !are.has(fault.id))
      .map((fault) => ['good', `${now.lane}: ${fault.service}: fault cleared`]),
  ];
}

function books(before, now) {
  return before.invariants.state !== 'broken' && now.invariants.state === 'broken'
    ? [`${now.lane}: the books do not balance; see /api/audit`] : [];
}

function run(before, now) {
  if (!now || (before && before.id === now.id && before.state === now.state)) {
    return [];
  }
  const mood = { passed: 'good', failed: 'bad', broken: 'bad', stopped: 'warn' }[now.state] ?? 'calm';
  return before || now.state !== 'passed' ? [[mood, `scenario “${now.title}”: ${now.state}`]] : [];
}
