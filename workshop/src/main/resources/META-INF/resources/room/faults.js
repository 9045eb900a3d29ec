// The form that injects faults, and the curl line that does the same.

import { el, mark, say } from './dom.js';
import { ask } from './ask.js';

const CHOICES = {
  service: ['Where', [['payment', 'payment'], ['inventory', 'inventory']]],
  kind: ['What', [['hang', 'hang'], ['latency', 'slow 3 s'], ['error', 'errors'], ['reset', 'cut off']]],
  lane: ['Lane', [['both', 'both'], ['protected', 'protected'], ['unprotected', 'unprotected']]],
  duration: ['For', [['10s', '10 s'], ['30s', '30 s'], ['60s', '60 s'], ['5m', '5 min']]],
};
const DEFAULTS = { service: 'payment', kind: 'hang', lane: 'both', duration: '30s' };
const SETTINGS = { latency: { delay: '3s' }, error: { status: 503 } };

/** Builds the form; returns endFault(lane, fault) for others. */
export function faults(form) {
  const line = el('code', { id: 'curl' });
  const answer = el('p', { class: 'answer', role: 'status' });
  const copy = el('button', { type: 'button', onclick: () => copyText(line, copy) }, 'copy');
  for (const [name, [legend, options]] of Object.entries(CHOICES)) {
    form.append(choice(name, legend, options));
  }
  form.append(
    el('div', { class: 'row' },
      el('button', { type: 'submit', class: 'strong' }, 'Inject'),
      el('button', { type: 'button', class: 'end', onclick: () => endAll(answer) }, 'End all faults')),
    el('div', { class: 'curl' }, line, copy),
    answer);
  form.addEventListener('input', () => say(line, curl(fault(form))));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    inject(fault(form), answer);
  });
  say(line, curl(fault(form)));
  return (lane, each) => end(lane, each, answer);
}

function choice(name, legend, options) {
  return el('fieldset', { class: 'choice' },
    el('legend', {}, legend),
    el('div', { class: 'options' }, ...options.map(([value, words]) =>
      el('label', {},
        el('input', { type: 'radio', name, value, checked: DEFAULTS[name] === value }),
        words))));
}

function fault(form) {
  const chosen = Object.fromEntries(new FormData(form));
  const body = { service: chosen.service, lane: chosen.lane, kind: chosen.kind, ...SETTINGS[chosen.kind] };
  if (body.lane === 'both') {
    delete body.lane;
  }
  return { ...body, duration: chosen.duration };
}

function curl(body) {
  return `curl ${location.origin}/faults -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`;
}

async function inject(body, answer) {
  const { ok, status, json } = await ask('POST', '/faults', body);
  if (!ok) {
    tell(answer, 'bad', '✕ ' + problem(json));
  } else if (status === 207) {
    const where = json.failed.map((each) => `${each.lane}: ${problem(each.problem)}`).join('; ');
    tell(answer, 'bad', '▲ only in part – ' + where);
  } else {
    tell(answer, 'good', `✓ ${body.kind} on ${body.service} for ${body.duration}`);
  }
}

async function endAll(answer) {
  const { ok, status, json } = await ask('DELETE', '/faults');
  const failed = status === 207 || !ok;
  tell(answer, failed ? 'bad' : 'good', failed ? '✕ ' + problem(json.failed?.[0]?.problem ?? json) : '✓ all faults ended');
}

async function end(lane, each, answer) {
  const { ok, json } = await ask('DELETE', `/faults/${lane}/${each.service}/${encodeURIComponent(each.id)}`);
  tell(answer, ok ? 'good' : 'bad', ok ? `✓ ${each.service} is well again` : '✕ ' + problem(json));
}

function problem(json) {
  const fields = (json?.errors ?? []).map((error) => `${error.field} ${error.message}`).join('; ');
  return fields || json?.detail || json?.title || 'no answer';
}

function tell(answer, mood, words) {
  mark(answer, 'data-mood', mood);
  say(answer, words);
}

async function copyText(line, button) {
  try {
    await navigator.clipboard.writeText(line.textContent);
    say(button, 'copied');
  } catch {
    getSelection().selectAllChildren(line);
    say(button, 'selected');
  }
  setTimeout(() => say(button, 'copy'), 1500);
}
