// The kinds of faults. A test compares kinds.json with the fault reader of the stubs.

const response = await fetch('/room/kinds.json');
export const { kinds, common, match, durations } = await response.json();

const byKind = new Map(kinds.map((each) => [each.kind, each]));

export function described(kind) {
  return byKind.get(kind);
}

/** "hangs", "is slow", … */
export function does(fault) {
  const known = byKind.get(fault.kind)?.does ?? fault.kind;
  if (fault.kind === 'latency' && fault.delay) {
    return `${known} (${fault.delay})`;
  }
  return fault.kind === 'error' && fault.status ? `${known} (${fault.status})` : known;
}
