// Formats numbers for people. An unknown number is a dash.

export const UNKNOWN = '–';

const missing = (value) => value === null || value === undefined;

/** Rounded down: 99.96 never reads as 100. */
export function percent(value) {
  if (missing(value)) {
    return UNKNOWN;
  }
  const down = Math.floor(value * 10) / 10;
  return down === 100 || down === 0 ? String(down) : down.toFixed(1);
}

export function millis(value) {
  if (missing(value)) {
    return UNKNOWN;
  }
  if (value >= 1000) {
    return (value / 1000).toFixed(value >= 10000 ? 0 : 1) + ' s';
  }
  return (value < 10 ? value.toFixed(1) : Math.round(value)) + ' ms';
}

export function count(value, digits = 0) {
  return missing(value) ? UNKNOWN : value.toFixed(digits);
}

/** A rate; one decimal below 9.5/s. */
export function perSecond(value) {
  return missing(value) ? UNKNOWN : (value > 0 && value < 9.5 ? value.toFixed(1) : value.toFixed(0)) + '/s';
}

// Fewer requests in flight than this are normal; so is less than one second's worth.
const MANY_IN_FLIGHT = 10;

/**
 * good, warn or bad, with a word and a shape that say the same. The percentage counts only requests
 * that have ended, so requests that pile up are reported as soon as they are in flight.
 */
export function mood({ answeredPercent, inFlight, perSecond }) {
  const piling = inFlight >= MANY_IN_FLIGHT && inFlight > perSecond;
  if (missing(answeredPercent) && !piling) {
    return { mood: 'none', word: 'no users' };
  }
  if (!missing(answeredPercent) && answeredPercent < 95) {
    return { mood: 'bad', word: '✕ failing' };
  }
  if (piling) {
    return { mood: 'warn', word: '▲ stalled' };
  }
  return answeredPercent >= 99.9 ? { mood: 'good', word: '✓ healthy' } : { mood: 'warn', word: '▲ degraded' };
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

/** "PT1M30S" or "1.5m" in milliseconds; NaN if it is not a duration. */
export function toMillis(text) {
  const short = /^(\d+(?:\.\d+)?)\s?(ms|s|m|h)$/.exec(text);
  if (short) {
    return Number(short[1]) * { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[short[2]];
  }
  const iso = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(text);
  return iso && text !== 'PT'
    ? ((Number(iso[1] ?? 0) * 60 + Number(iso[2] ?? 0)) * 60 + Number(iso[3] ?? 0)) * 1000 : NaN;
}

/** 4000 as "4 s", 250 as "250 ms". */
export function span(milliseconds) {
  const seconds = milliseconds / 1000;
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${Number(seconds.toFixed(1))} s`;
}

/** A problem document in one line. */
export function problem(json) {
  const fields = (json?.errors ?? []).map((error) => `${error.field} ${error.message}`).join('; ');
  return fields || json?.detail || json?.title || 'no response';
}
