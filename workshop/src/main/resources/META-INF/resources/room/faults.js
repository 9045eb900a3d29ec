// The fault form: every kind of fault with its parameters, and the equivalent curl command.

import { el, say } from './dom.js';
import { ask } from './ask.js';
import { common, described, durations, kinds, match } from './kinds.js';
import { copyButton, field, options, tell } from './fields.js';
import { problem } from './words.js';

const LANES = [['both', 'both'], ['protected', 'protected'], ['unprotected', 'unprotected']];
const SERVICES = [['payment', 'payment'], ['inventory', 'inventory']];

/** Builds the form; returns end(lane, fault) for the chips in the lanes. */
export function faults(form) {
  const line = el('code', { id: 'curl', tabindex: '0', 'aria-label': 'The equivalent command' });
  const answer = el('p', { class: 'answer', role: 'status' });
  const words = el('p', { class: 'soft kind-words' });
  const own = el('div', { class: 'fields' });
  const changed = () => say(line, curl(read()));
  const more = [...common, ...match].map((each) => field(each, changed));
  let fields = [];

  form.append(
    el('div', { class: 'scroll' },
      options('service', 'Service', SERVICES, 'payment'),
      options('lane', 'Lane', LANES, 'both'),
      options('kind', 'Fault', kinds.map((each) => [each.kind, each.label, each.words]), 'hang'),
      options('duration', 'For', durations.map((each) => [each, each]), '30s'),
      words, own,
      el('details', {},
        el('summary', {}, 'Requests and limits'),
        el('div', { class: 'fields' }, ...more.map((each) => each.element)))),
    el('div', { class: 'foot' },
      answer,
      el('div', { class: 'curl' }, line, copyButton(line)),
      el('div', { class: 'row' },
        el('button', { type: 'submit', class: 'strong' }, 'Inject'),
        el('button', { type: 'button', class: 'end', onclick: () => endAll(answer) }, '■ End all faults'))));

  function ownFields() {
    const kind = described(form.elements.kind.value);
    say(words, kind.words);
    fields = kind.fields.map((each) => field(each.type === 'kind' ? kindChoice(each) : each, changed));
    own.replaceChildren(...fields.map((each) => each.element));
  }

  function read() {
    const chosen = form.elements;
    const body = { service: chosen.service.value };
    if (chosen.lane.value !== 'both') {
      body.lane = chosen.lane.value;
    }
    body.kind = chosen.kind.value;
    put(body, fields);
    body.duration = chosen.duration.value;
    put(body, more.slice(0, common.length).filter((each) => each.name !== 'probability' || each.read() !== 1));
    const only = {};
    put(only, more.slice(common.length));
    return Object.keys(only).length > 0 ? { ...body, match: only } : body;
  }

  form.addEventListener('change', (event) => {
    if (event.target.name === 'kind') {
      ownFields();
    }
    changed();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await inject(read(), answer);
  });
  ownFields();
  changed();
  return (lane, each) => end(lane, each, answer);
}

/** The fault that a flapping fault switches on and off, with its required fields. */
function kindChoice(each) {
  const inner = kinds.filter((kind) => !each.not.includes(kind.kind));
  return {
    ...each, choices: inner.map((kind) => kind.kind),
    labels: Object.fromEntries(inner.map((kind) => [kind.kind, kind.label])),
  };
}

function put(body, fields) {
  for (const each of fields) {
    const value = each.read();
    if (value !== undefined) {
      body[each.name] = each.name === 'fault' ? whole(value) : value;
    }
  }
}

function whole(kind) {
  const needed = described(kind).fields.filter((each) => each.required);
  return { kind, ...Object.fromEntries(needed.map((each) => [each.name, each.value])) };
}

function curl(body) {
  return `curl ${location.origin}/faults -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`;
}

async function inject(body, answer) {
  tell(answer, true, 'sending …');
  const { ok, status, json } = await ask('POST', '/faults', body);
  if (!ok) {
    tell(answer, false, problem(json));
  } else if (status === 207) {
    tell(answer, false, `failed in one lane: ${json.failed[0].lane}: ${problem(json.failed[0].problem)}`);
  } else {
    tell(answer, true, `${body.service}: ${described(body.kind).label.toLowerCase()}, for ${body.duration}`);
  }
}

async function endAll(answer) {
  const { ok, status, json } = await ask('DELETE', '/faults');
  const failed = status === 207 || !ok;
  tell(answer, !failed, failed ? problem(json.failed?.[0]?.problem ?? json) : 'all faults cleared');
}

async function end(lane, each, answer) {
  const { ok, json } = await ask('DELETE', `/faults/${lane}/${each.service}/${encodeURIComponent(each.id)}`);
  tell(answer, ok, ok ? `${each.service}: fault cleared` : problem(json));
}
