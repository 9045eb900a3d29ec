// Numbers as people read them. What isn't known is a dash.

export const UNKNOWN = '–';

/** Rounded down: 99.96 never reads as 100. */
export function percent(value) {
  if (value === null || value === undefined) {
    return UNKNOWN;
  }
  const down = Math.floor(value * 10) / 10;
  return down === 100 ? '100' : down.toFixed(1);
}

export function millis(value) {
  if (value === null || value === undefined) {
    return UNKNOWN;
  }
  if (value >= 1000) {
    return (value / 1000).toFixed(value >= 10000 ? 0 : 1) + ' s';
  }
  return (value < 10 ? value.toFixed(1) : Math.round(value)) + ' ms';
}

export function count(value, digits = 0) {
  return value === null || value === undefined ? UNKNOWN : value.toFixed(digits);
}

/** good, warn or bad, with the word and the shape that say the same. */
export function mood(answeredPercent) {
  if (answeredPercent === null || answeredPercent === undefined) {
    return { mood: 'none', word: 'no users' };
  }
  if (answeredPercent >= 99.9) {
    return { mood: 'good', word: '✓ fine' };
  }
  return answeredPercent >= 95 ? { mood: 'warn', word: '▲ hurting' } : { mood: 'bad', word: '✕ failing' };
}

const STATES = {
  closed: 'closed',
  open: 'OPEN',
  half_open: 'half-open',
  forced_open: 'FORCED OPEN',
  disabled: 'disabled',
  recovering: 'recovering',
};

export function breakerState(state) {
  return STATES[state] ?? state;
}

export function clock(instant) {
  return new Date(instant).toLocaleTimeString([], { hour12: false });
}

const KINDS = {
  hang: 'hangs',
  latency: 'is slow',
  error: 'fails',
  reset: 'cuts off',
};

export function kind(name) {
  return KINDS[name] ?? name;
}
