// The tuning form: the settings of a breaker in the protected lane, and a forecast of their effect.

import { el, mark, say } from './dom.js';
import { ask } from './ask.js';
import { field, options, tell } from './fields.js';
import { problem, span, toMillis } from './words.js';
import { FLAPPY, closing, opening } from './forecast.js';

const HANDS = [['reset', 'Reset'], ['force-open', 'Force open'], ['disable', 'Disable'], ['close', 'Close']];

/** Builds the form; show(lane) gets the protected lane once a second, open() runs when the tab is chosen. */
export function tuning(panel) {
  const state = { name: 'payment', breakers: [], knobs: [], fields: [], lane: null };
  const parts = {
    which: el('div', { class: 'which' }, options('breaker', 'Breaker', [['payment', 'payment'], ['inventory', 'inventory']], 'payment')),
    fields: el('div', { class: 'fields knobs' }),
    forecast: el('ul', { class: 'forecast', 'aria-label': 'Effect of these settings' }),
    answer: el('p', { class: 'answer', role: 'status' }),
  };
  const form = el('form', { class: 'lab' },
    el('div', { class: 'scroll' }, parts.which, parts.fields),
    el('div', { class: 'foot' }, parts.forecast, parts.answer,
      el('div', { class: 'row' },
        el('button', { type: 'submit', class: 'strong' }, 'Apply'),
        el('button', { type: 'button', onclick: () => send('POST', '/defaults', 'defaults restored') }, 'Defaults')),
      el('div', { class: 'row hands', role: 'group', 'aria-label': 'Breaker state' },
        ...HANDS.map(([action, words]) => el('button', {
          type: 'button', class: 'small', onclick: () => send('POST', '/' + action, words.toLowerCase()),
        }, words)))));
  panel.append(form);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send('PATCH', '', 'applied', Object.fromEntries(changes()));
  });
  form.addEventListener('change', (event) => {
    if (event.target.name === 'breaker') {
      state.name = event.target.value;
      say(parts.answer, '');
      build();
    }
  });

  const breaker = () => state.breakers.find((each) => each.name === state.name);

  async function load() {
    const { ok, json } = await ask('GET', '/api/tuning');
    if (ok) {
      state.knobs = json.knobs;
      state.breakers = json.breakers;
      build();
    } else {
      tell(parts.answer, false, problem(json));
    }
  }

  async function send(method, path, done, body) {
    if (body && Object.keys(body).length === 0) {
      tell(parts.answer, true, 'no changes');
      return;
    }
    const { ok, json } = await ask(method, `/api/tuning/${state.name}${path}`, body);
    tell(parts.answer, ok, ok ? `${state.name}: ${done}` : problem(json));
    if (ok) {
      state.breakers = state.breakers.map((each) => (each.name === json.name ? json : each));
      build();
    }
  }

  function build() {
    const settings = breaker()?.settings ?? {};
    const shown = state.knobs.filter((knob) => !knob.optional || settings[knob.key] != null);
    state.fields = shown.map((knob) => {
      const made = field({
        ...knob, name: knob.key, value: written(knob, settings[knob.key]),
        choices: knob.choices.length > 0 ? knob.choices : undefined, required: true,
      }, forecast);
      return { ...made, knob, was: made.input.value };
    });
    parts.fields.replaceChildren(...state.fields.map((each) => each.element));
    forecast();
  }

  function changes() {
    return state.fields.filter((each) => each.input.value !== each.was).map((each) => [each.knob.key, each.read()]);
  }

  function forecast() {
    state.fields.forEach((each) => mark(each.element, 'data-changed', String(each.input.value !== each.was)));
    const asked = Object.fromEntries(state.fields.map((each) => [each.knob.key, each.read()]));
    const calls = state.lane?.calls?.find((each) => each.service === state.name);
    const words = breaker() ? consequences(asked, breaker().settings, calls) : [];
    const key = words.map(([, text]) => text).join();
    if (parts.forecast.dataset.key !== key) {
      parts.forecast.dataset.key = key;
      parts.forecast.replaceChildren(...words.map(([mood, text]) => el('li', { 'data-mood': mood }, text)));
    }
  }

  return {
    open: load,
    show(lane) {
      state.lane = lane;
      if (!panel.hidden) {
        forecast();
      }
    },
  };
}

/** Formats a value as a user would type it: PT4S is 4s. An absent slow-call duration is 0s. */
function written(knob, value) {
  if (knob.type !== 'duration') {
    return value ?? (knob.type === 'count' ? 0 : '');
  }
  const told = /PT[\dHMS.]+/.exec(value ?? 'PT0S'); // a wait is reported as "fixed PT5S"
  const milliseconds = told ? toMillis(told[0]) : toMillis(value);
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}

function consequences(asked, told, calls) {
  const settings = {
    threshold: asked['failure-rate-threshold'], minimum: asked['minimum-calls'],
    windowMillis: toMillis(asked.window ?? ''), windowCalls: told['window-calls'],
    inARow: asked['consecutive-failures'], waitMillis: toMillis(asked['open-wait'] ?? ''),
    probes: asked['permitted-calls-in-half-open'], successes: asked['success-threshold'],
  };
  // An open breaker records no calls; then assume the usual rate of the demo.
  const perSecond = calls?.perSecond >= 1 ? calls.perSecond : 25;
  const rate = `at ${Math.round(perSecond)} calls/s`;
  const all = opening(settings, perSecond);
  const words = [all.opens
    ? ['good', `If all calls fail ${rate}, it opens after ~${span(all.seconds * 1000)} (${all.failures} of ${Math.round(all.held)} calls).`]
    : ['bad', `Never opens ${rate}: ${all.why}.`]];
  if (all.opens && all.failures < FLAPPY) {
    words.push(['warn', `▲ ${all.failures} ${all.failures === 1 ? 'failure is' : 'failures are'} enough to open it: it will flap.`]);
  }
  // The duration of hanging calls does not predict that of successful probes.
  const usual = calls?.failedPercent < 20 ? calls.meanMillis ?? undefined : undefined;
  const back = closing(settings, perSecond, usual);
  words.push(['calm', `Closes ${span(back.atBest * 1000)} to ${span(back.atWorst * 1000)} after the fault is cleared.`]);
  if (asked.mode === 'dry-run') {
    words.push(['warn', '▲ Dry-run: it only counts the calls it would have rejected.']);
  }
  return words;
}
