// What happened, in words, found by comparing each picture with the one before.

import { el } from './dom.js';
import { breakerState, clock, kind } from './words.js';

const MOST = 60;

/** Keeps the list; note(before, now) compares two pictures. */
export function events(list) {
  function add(at, words) {
    list.prepend(el('li', {}, el('time', { datetime: at }, clock(at)), el('span', {}, words)));
    while (list.childElementCount > MOST) {
      list.lastElementChild.remove();
    }
  }
  return {
    note(before, now) {
      now.lanes.forEach((lane, i) => {
        const earlier = before.lanes[i];
        breakers(earlier, lane).forEach((words) => add(now.at, words));
        faults(earlier, lane).forEach((words) => add(now.at, words));
        books(earlier, lane).forEach((words) => add(now.at, words));
      });
      run(before.run, now.run).forEach((words) => add(now.at, words));
    },
  };
}

function breakers(before, now) {
  if (now.lane !== 'protected') {
    return [];
  }
  return now.breakers.flatMap((breaker) => {
    const earlier = before.breakers.find((each) => each.name === breaker.name);
    if (!earlier || earlier.state === breaker.state) {
      return [];
    }
    const probe = breaker.state === 'open' && breaker.nextProbeSeconds > 0
      ? `, next probe in ${Math.ceil(breaker.nextProbeSeconds)} s` : '';
    return [`${breaker.name} breaker ${breakerState(breaker.state)}${breaker.why ? ': ' + breaker.why : ''}${probe}`];
  });
}

function faults(before, now) {
  const ids = (lane) => new Set(lane.faults.map((fault) => fault.id));
  const were = ids(before);
  const are = ids(now);
  return [
    ...now.faults.filter((fault) => !were.has(fault.id))
      .map((fault) => `${now.lane}: ${fault.service} ${kind(fault.kind)}`),
    ...before.faults.filter((fault) => !are.has(fault.id))
      .map((fault) => `${now.lane}: ${fault.service} is well again`),
  ];
}

function books(before, now) {
  return before.invariants.state !== 'broken' && now.invariants.state === 'broken'
    ? [`${now.lane}: the books don’t balance, see /api/audit`] : [];
}

function run(before, now) {
  if (!now || (before && before.id === now.id && before.state === now.state)) {
    return [];
  }
  return before || now.state !== 'passed' ? [`scenario “${now.title}”: ${now.state}`] : [];
}
