// The Play tab: the scenarios by group, the current run with its verdict, and recent runs.

import { el, say } from './dom.js';
import { ask } from './ask.js';
import { isOver, performance_ } from './run.js';
import { problem } from './words.js';

const GROUPS = { incident: 'Incidents', lesson: 'Lessons: a harmful setting and its fix' };

/** Builds the panel; show(run) gets a summary of the run once a second. wantsToBeSeen() selects its tab. */
export function play(panel, wantsToBeSeen) {
  let shown = null; // id of the run on the panel
  let left = null; // id of the run whose verdict the user has closed
  let settled = false;
  const body = el('div', { class: 'scroll theatre' }, el('p', {}, 'loading …'));
  const answer = el('p', { class: 'answer', role: 'alert' });
  const foot = el('div', { class: 'foot' }, answer);
  panel.append(body, foot);

  async function list() {
    const focus = focused();
    shown = null;
    const [scenarios, runs] = await Promise.all([ask('GET', '/api/scenarios'), ask('GET', '/api/runs')]);
    const all = scenarios.ok ? scenarios.json : [];
    const groups = new Map();
    for (const scenario of all) {
      const name = scenario.name.startsWith('lesson-') ? 'lesson' : 'incident';
      groups.set(name, [...(groups.get(name) ?? []), scenario]);
    }
    body.replaceChildren(...[...groups].flatMap(([name, members]) => [
      el('h3', {}, GROUPS[name] ?? name), ...members.map(card)]));
    if (all.length === 0) {
      body.append(el('p', {}, 'No scenarios.'));
    }
    if (runs.ok && runs.json.length > 0) {
      body.append(el('h3', {}, 'Recent runs'), el('ol', { class: 'runs' }, ...runs.json.map(past)));
    }
    foot.replaceChildren(answer);
    refocus(focus);
  }

  function card(scenario) {
    const seconds = Math.round(scenario.warmUpSeconds + scenario.durationSeconds);
    return el('article', { class: 'scenario' },
      el('h4', {}, scenario.title),
      el('button', { type: 'button', class: 'strong', onclick: () => start(scenario.name), 'aria-label': `Play ${scenario.title}` }, '▶ Play'),
      el('details', {},
        el('summary', {}, `${seconds} s · what to say`),
        el('p', { class: 'say' }, scenario.say),
        el('p', {}, scenario.teaches),
        el('ol', { class: 'plan' }, ...scenario.steps.map((step) => el('li', {}, `${step.at} s: ${step.words}`))),
        el('p', { class: 'soft' }, `${scenario.expectations.length} expectations · ./demo ${scenario.name}`)));
  }

  function past(run) {
    return el('li', {}, el('button', { type: 'button', class: 'past', onclick: () => follow(run.id) },
      `${run.state === 'passed' ? '✓' : run.state === 'stopped' ? '■' : isOver(run) ? '✕' : '▶'} ${run.title}: ${run.state}`));
  }

  async function start(name) {
    say(answer, '');
    const { ok, json } = await ask('POST', `/api/scenarios/${encodeURIComponent(name)}/runs`);
    if (ok) {
      await follow(json.id);
    } else {
      say(answer, '✕ ' + problem(json));
    }
  }

  async function follow(id) {
    const { ok, json } = await ask('GET', '/api/runs/' + id);
    if (!ok) {
      return;
    }
    const scroll = shown === id ? body.scrollTop : 0;
    const focus = focused();
    const open = [...body.querySelectorAll('details')].map((each) => each.open);
    shown = id;
    settled = json.verdict !== null;
    body.replaceChildren(...performance_(json, await note(json.scenario)));
    body.querySelectorAll('details').forEach((each, i) => { each.open = open[i] ?? each.open; });
    body.scrollTop = scroll;
    foot.replaceChildren(answer, el('div', { class: 'row' }, settled
      ? el('button', { type: 'button', onclick: () => { left = id; list(); } }, 'Back to the scenarios')
      : el('button', { type: 'button', class: 'end', onclick: () => ask('DELETE', '/api/runs/' + id) }, '■ Stop')));
    refocus(focus);
  }

  /** The focused element of this panel: a summary of the body by its number, or the button of the foot. */
  function focused() {
    const active = document.activeElement;
    return panel.contains(active) ? { summary: [...body.querySelectorAll('summary')].indexOf(active), lost: active } : null;
  }

  /** Restores the focus after elements were replaced: same summary, or the button of the run. */
  function refocus(focus) {
    if (focus !== null && !panel.contains(focus.lost)) {
      (body.querySelectorAll('summary')[focus.summary] ?? foot.querySelector('button') ?? body.querySelector('button'))?.focus();
    }
  }

  const notes = new Map();
  async function note(name) {
    if (!notes.has(name)) {
      const { ok, json } = await ask('GET', '/api/scenarios');
      (ok ? json : []).forEach((each) => notes.set(each.name, each.say));
    }
    return notes.get(name);
  }

  let first = true;
  return {
    async show(run) {
      if (first) {
        first = false;
        if (run === null || isOver(run)) {
          left = run?.id ?? null;
          await list();
          return;
        }
      }
      if (run === null || run.id === left || (shown !== null && shown !== run.id && isOver(run))) {
        return;
      }
      if (shown !== run.id && !isOver(run)) {
        wantsToBeSeen();
      }
      if (shown !== run.id || !settled) {
        await follow(run.id);
      }
    },
  };
}
