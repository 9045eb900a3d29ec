// Form fields made from a description: {name, label, type, min, max, choices, value, example}.

import { el } from './dom.js';
import { toMillis } from './words.js';

let number = 0;

/** A labelled field; its value by read(). */
export function field(description, changed) {
  const id = `field-${++number}`;
  const input = description.choices ? choice(description, id) : entry(description, id);
  const unit = { percent: '%' }[description.type] ?? '';
  const hint = description.words ? el('span', { class: 'hint', id: id + '-hint' }, description.words) : null;
  if (hint) {
    input.setAttribute('aria-describedby', hint.id);
  }
  input.addEventListener('input', () => {
    check(input, description);
    changed();
  });
  check(input, description);
  return {
    input,
    name: description.name,
    element: el('div', { class: 'field' }, el('label', { for: id }, description.label), input, unit, hint),
    read: () => value(input, description),
    fine: () => input.checkValidity(),
  };
}

function choice({ choices, value: chosen, labels }, id) {
  return el('select', { id }, ...choices.map((each) =>
    el('option', { value: each, selected: each === chosen }, labels?.[each] ?? (each === '' ? 'any' : each))));
}

function entry({ type, min, max, value: start, example, required }, id) {
  const plain = type === 'duration' || type === 'text';
  return el('input', {
    id, type: plain ? 'text' : 'number', value: start, required, placeholder: example,
    min: plain ? null : min, max: plain ? null : max, step: type === 'decimal' || type === 'percent' ? 'any' : plain ? null : 1,
    inputmode: plain ? null : 'decimal', autocomplete: 'off', spellcheck: 'false',
  });
}

function check(input, { type, min, max }) {
  const text = input.value.trim();
  const wrong = type === 'duration' && text !== '' && Number.isNaN(toMillis(text));
  const far = type === 'duration' && min !== undefined && text !== '' && (toMillis(text) < min || toMillis(text) > max);
  input.setCustomValidity(wrong ? 'must be a duration such as 500ms, 3s or 1m' : far ? `must be from ${min} ms to ${max} ms` : '');
}

/** Undefined when the field is empty; such a field is not sent. */
function value(input, { type }) {
  const text = input.value.trim();
  if (text === '') {
    return undefined;
  }
  return ['integer', 'decimal', 'count', 'percent'].includes(type) ? Number(text) : text;
}

/** A row of radio buttons as large as a finger. */
export function options(name, legend, choices, chosen) {
  return el('fieldset', { class: 'choice' },
    el('legend', {}, legend),
    el('div', { class: 'options' }, ...choices.map(([value_, words, title]) =>
      el('label', { title },
        el('input', { type: 'radio', name, value: value_, checked: value_ === chosen }),
        words))));
}

/** Shows the result of a request, with ✓ or ✕ before it. */
export function tell(answer, ok, words) {
  answer.setAttribute('data-mood', ok ? 'good' : 'bad');
  answer.textContent = (ok ? '✓ ' : '✕ ') + words;
}

/** A button that copies the text of an element, or selects it if copying is not allowed. */
export function copyButton(line) {
  const button = el('button', { type: 'button', class: 'small', 'aria-label': 'Copy the command' }, 'copy');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(line.textContent);
      button.textContent = 'copied';
    } catch {
      getSelection().selectAllChildren(line);
      button.textContent = 'selected';
    }
    setTimeout(() => { button.textContent = 'copy'; }, 1500);
  });
  return button;
}
