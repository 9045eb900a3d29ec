// Scenarios: the list, the run under way, the verdict.

import { el, say } from './dom.js';
import { ask } from './ask.js';
import { percent, millis } from './words.js';

const MARKS = { waiting: '·', met: '✓', done: '✓', missed: '✕', failed: '✕', warned: '▲', unknown: '?' };
const OVER = ['passed', 'failed', 'stopped', 'broken'];

/** Builds the panel; show(run) gets the run in short once a second. */
export function play(panel, title) {
  let scenarios = [];
  let dismissed = null;
  let shown = null;
  let firstLook = true;

  async function list() {
    shown = null;
    say(title, 'Play a scenario');
    const { ok, json } = await ask('GET', '/api/scenarios');
    scenarios = ok ? json : [];
    panel.replaceChildren(...scenarios.map(card));
    if (scenarios.length === 0) {
      panel.append(el('p', {}, 'No scenarios.'));
    }
  }

  function card(scenario) {
    return el('article', { class: 'scenario' },
      el('b', {}, scenario.title),
      el('button', { type: 'button', class: 'strong', onclick: () => start(scenario.name), 'aria-label': `Play ${scenario.title}` }, '▶ Play'),
      el('details', {},
        el('summary', {}, `${Math.round(scenario.warmUpSeconds + scenario.durationSeconds)} s · what it teaches`),
        el('p', {}, scenario.teaches),
        el('p', {}, 'Say: ' + scenario.say)));
  }

  async function start(name) {
    const { ok, json } = await ask('POST', `/api/scenarios/${encodeURIComponent(name)}/runs`);
    if (ok) {
      follow(json);
    } else {
      panel.prepend(el('p', { class: 'answer', 'data-mood': 'bad', role: 'alert' }, '✕ ' + (json.detail ?? 'it did not start')));
    }
  }

  async function follow(run) {
    shown = run.id;
    say(title, OVER.includes(run.state) ? 'The verdict' : 'Playing');
    panel.replaceChildren(...performance_(run));
  }

  function performance_(run) {
    const over = run.verdict !== null;
    const began = run.t >= 0;
    const parts = [
      el('p', { class: 'run-title' }, el('span', {}, run.title), el('span', { class: 'run-clock' }, clock(run))),
      over ? verdict(run) : el('progress', { max: run.duration, value: began ? Math.min(run.t, run.duration) : 0, 'aria-label': 'progress of the run' }),
      listOf(run.steps.map((step) => [step.state, `${step.at} s · ${step.words}`, step.detail])),
      listOf(run.expectations.map((each) => [each.state, each.text, each.measured])),
      el('div', { class: 'row' }, over
        ? el('button', { type: 'button', onclick: () => { dismissed = run.id; list(); } }, 'Back to the scenarios')
        : el('button', { type: 'button', class: 'end', onclick: () => ask('DELETE', '/api/runs/' + run.id) }, '■ Stop')),
    ];
    return parts;
  }

  return {
    async show(run) {
      if (firstLook) {
        firstLook = false;
        if (run === null || OVER.includes(run.state)) {
          dismissed = run?.id ?? null;
          await list();
          return;
        }
      }
      if (run === null || run.id === dismissed) {
        return;
      }
      const settled = OVER.includes(run.state) && shown === run.id && panel.querySelector('.verdict');
      if (!settled) {
        const scroll = [...panel.querySelectorAll('.list')].map((each) => each.scrollTop);
        const { ok, json } = await ask('GET', '/api/runs/' + run.id);
        if (ok) {
          await follow(json);
          panel.querySelectorAll('.list').forEach((each, i) => { each.scrollTop = scroll[i] ?? 0; });
        }
      }
    },
  };
}

function clock(run) {
  if (OVER.includes(run.state)) {
    return run.state;
  }
  if (run.state === 'settling') {
    return 'settling, judging';
  }
  return run.state === 'running' ? `${Math.max(0, run.t).toFixed(0)} of ${run.duration} s` : run.state;
}

function listOf(rows) {
  return el('ol', { class: 'list' }, ...rows.map(([state, text, detail]) =>
    el('li', { 'data-state': state },
      el('span', { class: 'mark', title: state }, MARKS[state] ?? '·'),
      el('span', { class: 'text' }, text, detail ? el('span', { class: 'measured' }, detail) : null))));
}

function verdict(run) {
  const { passed, words, numbers } = run.verdict;
  return el('div', { class: 'verdict', 'data-mood': passed ? 'good' : 'bad' },
    el('span', { class: 'word' }, passed ? '✓ PASSED' : `✕ ${run.state.toUpperCase()}`),
    words,
    numbers.length === 0 ? null : el('table', {}, ...numbers.map((each) => el('tr', {},
      el('td', {}, `${each.lane} ${each.operation}`),
      el('td', {}, percent(each.answeredPercent) + ' %'),
      el('td', {}, 'p99 ' + millis(each.p99Millis))))));
}
