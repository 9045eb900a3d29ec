// The last five minutes, in the form that the time axis needs.

export const SPAN = 300_000;

const USERS = {
  everyone: (lane) => both(lane.checkout, lane.products),
  buyers: (lane) => one(lane.checkout),
  visitors: (lane) => one(lane.products),
};
export const CHOICES = Object.keys(USERS);

function one(felt) {
  return { answered: felt.answeredPercent, p99: felt.p99Millis };
}

/** All users together: the weighted share answered, and the higher p99. */
function both(buying, browsing) {
  const concluded = buying.concluded + browsing.concluded;
  const answered = (felt) => (felt.answeredPercent ?? 0) * felt.concluded;
  const slowest = Math.max(buying.p99Millis ?? -1, browsing.p99Millis ?? -1);
  return {
    answered: concluded > 0 ? (answered(buying) + answered(browsing)) / concluded : null,
    p99: slowest < 0 ? null : slowest,
  };
}

/** Keeps moments {t, users: {choice: {lane: {answered, p99}}}, breakers, faults: Map(id → …)}. */
export function moments() {
  const kept = [];
  return {
    all: kept,
    add(picture) {
      const t = Date.parse(picture.at);
      const users = {};
      for (const choice of CHOICES) {
        users[choice] = Object.fromEntries(picture.lanes.map((lane) => [lane.lane, USERS[choice](lane)]));
      }
      const shielded = picture.lanes.find((lane) => lane.lane === 'protected');
      kept.push({
        t,
        users,
        breakers: Object.fromEntries(shielded.breakers.map((each) => [each.name, each.state])),
        faults: picture.lanes.flatMap((lane) => lane.faults.map((fault) => ({ ...fault, lane: lane.lane }))),
      });
      while (kept.length > 0 && t - kept[0].t > SPAN + 1000) {
        kept.shift();
      }
    },
  };
}

/** Windows {from, to, service, kind, lanes} of faults; the same fault in both lanes is one window. */
export function faultWindows(all) {
  const byId = new Map();
  const windows = [];
  for (const moment of all) {
    for (const fault of moment.faults) {
      const known = byId.get(fault.id) ?? twin(windows, fault);
      if (known) {
        byId.set(fault.id, known);
        known.to = moment.t;
        known.lanes.add(fault.lane);
      } else {
        const window = { ...fault, from: moment.t, to: moment.t, lanes: new Set([fault.lane]) };
        byId.set(fault.id, window);
        windows.push(window);
      }
    }
  }
  return windows;
}

/** The same fault in the other lane, started at nearly the same time. */
function twin(windows, { service, kind, lane, startedAt }) {
  return windows.find((each) => each.service === service && each.kind === kind && !each.lanes.has(lane)
    && Math.abs(Date.parse(each.startedAt) - Date.parse(startedAt)) < 2500);
}

/** Periods {name, state, from, to} of one breaker. */
export function stretches(all, name) {
  const found = [];
  for (const moment of all) {
    const state = moment.breakers[name];
    const open = found[found.length - 1];
    if (open && open.state === state) {
      open.to = moment.t;
    } else if (state) {
      if (open) {
        open.to = moment.t;
      }
      found.push({ name, state, from: moment.t, to: moment.t });
    }
  }
  return found;
}
