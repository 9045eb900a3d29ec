// A run: its position on the time axis, its expectations, and its verdict.

import { el, svg } from './dom.js';
import { millis, percent } from './words.js';

const MARKS = { waiting: '·', met: '✓', done: '✓', missed: '✕', failed: '✕', warned: '▲', unknown: '?' };
const OVER = ['passed', 'failed', 'stopped', 'broken'];
const WIDE = 340;

export function isOver(run) {
  return OVER.includes(run.state);
}

/** The elements that show a run. */
export function performance_(run, say) {
  const open = run.verdict === null;
  const decided = run.expectations.filter((each) => each.state !== 'waiting').length;
  return [
    el('p', { class: 'run-title' }, el('b', {}, run.title), el('span', { class: 'run-clock' }, clock(run))),
    open ? null : verdict(run),
    axis(run),
    say ? el('details', { class: 'say', open }, el('summary', {}, 'What to say'), el('p', {}, say)) : null,
    listOf('Steps', run.steps.map((step) => [step.state, `${step.at} s · ${step.words}`, step.detail ?? step.note])),
    listOf(`Expectations, ${decided} of ${run.expectations.length} decided`,
      run.expectations.map((each) => [each.state, each.text, each.measured])),
  ].filter((each) => each !== null);
}

function clock(run) {
  if (isOver(run)) {
    return run.state;
  }
  if (run.state === 'settling') {
    return 'waiting for settlement and audit';
  }
  return run.state === 'running' ? `${Math.max(0, run.t).toFixed(0)} of ${run.duration} s` : run.state;
}

/** Steps as flags on a line; the elapsed part is thick. */
function axis(run) {
  const at = (t) => 8 + (WIDE - 16) * Math.min(1, Math.max(0, t / run.duration));
  const now = at(isOver(run) || run.state === 'settling' ? run.duration : run.t);
  return svg('svg', {
    class: 'run-axis', viewBox: `0 0 ${WIDE} 34`, role: 'progressbar', 'aria-label': 'progress of the run',
    'aria-valuemin': 0, 'aria-valuemax': run.duration, 'aria-valuenow': Math.min(run.duration, Math.max(0, Math.round(run.t))),
  },
  svg('path', { class: 'all', d: `M8 20 H${WIDE - 8}` }),
  svg('path', { class: 'gone', d: `M8 20 H${now}` }),
  ...run.steps.map((step) => svg('path', { class: 'flag', 'data-state': step.state, d: `M${at(step.at)} 30 V4 L${at(step.at) + 9} 8 L${at(step.at)} 12` })),
  svg('circle', { class: 'now', cx: now, cy: 20, r: 6 }));
}

function listOf(title, rows) {
  return el('section', {}, el('h4', {}, title), el('ol', { class: 'list' }, ...rows.map(([state, text, detail]) =>
    el('li', { 'data-state': state },
      el('span', { class: 'mark', title: state }, MARKS[state] ?? '·'),
      el('span', {}, text, detail ? el('span', { class: 'measured' }, detail) : null)))));
}

function verdict(run) {
  const { passed, words, budget, numbers, rungs } = run.verdict;
  const report = `/api/runs/${run.id}/report.html`;
  return el('div', { class: 'verdict', 'data-mood': passed ? 'good' : 'bad' },
    el('p', { class: 'word' }, passed ? '✓ PASSED' : `✕ ${run.state.toUpperCase()}`),
    el('p', {}, words),
    budget ? el('p', { class: 'budget' }, budget + '.') : null,
    !rungs?.length ? null : ladder(rungs),
    numbers.length === 0 ? null : table(numbers),
    el('a', { href: report, target: '_blank', rel: 'noopener' }, 'Open the report'));
}

function table(numbers) {
  const head = el('tr', {}, ...['lane', 'users', 'answered', 'p99'].map((each) => el('th', { scope: 'col' }, each)));
  return el('table', {}, el('thead', {}, head), el('tbody', {}, ...numbers.map((each) => el('tr', {},
    el('td', {}, each.lane), el('td', {}, each.operation === 'checkout' ? 'buyers' : 'visitors'),
    el('td', {}, percent(each.answeredPercent) + ' %'), el('td', {}, millis(each.p99Millis))))));
}

/** The protected lane, one part more in each row. */
function ladder(rungs) {
  const head = el('tr', {}, ...['parts', 'buyers', 'pages p99', 'load', 'threads'].map((each) => el('th', { scope: 'col' }, each)));
  return el('table', { class: 'ladder' }, el('thead', {}, head), el('tbody', {}, ...rungs.map((each) => el('tr', {},
    el('td', {}, each.name), el('td', {}, percent(each.answeredPercent) + ' %'), el('td', {}, millis(each.productsP99Millis)),
    el('td', {}, each.gatewayLoad?.toFixed(2) ?? '–'), el('td', {}, each.threadsHeld ?? '–')))));
}
