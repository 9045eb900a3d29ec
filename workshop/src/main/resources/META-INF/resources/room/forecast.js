// Predicts when a breaker with these settings opens and closes. docs/workshop.md derives the
// formulas. They assume a constant call rate and a window that is full of successes before.

/**
 * settings: {threshold (percent), minimum, windowMillis | windowCalls, inARow, waitMillis, probes,
 * successes}; perSecond: calls let through; failedShare: of the calls from now on, 0..1.
 */
export function opening(settings, perSecond, failedShare = 1) {
  const { threshold, minimum, windowMillis, windowCalls, inARow } = settings;
  if (perSecond <= 0) {
    return { opens: false, why: 'no calls arrive' };
  }
  const held = windowCalls ?? perSecond * windowMillis / 1000;
  if (inARow > 0 && failedShare === 1) {
    const byRow = inARow / perSecond;
    const byRate = rate(threshold, minimum, held, perSecond, failedShare);
    return byRate.opens && byRate.seconds < byRow ? byRate
      : { opens: true, seconds: byRow, failures: inARow, held };
  }
  return rate(threshold, minimum, held, perSecond, failedShare);
}

/** failures(t) = perSecond · share · t of a window that holds `held` calls: equal to the threshold at t. */
function rate(threshold, minimum, held, perSecond, failedShare) {
  if (held < minimum) {
    return { opens: false, held, why: `the window holds ${Math.floor(held)} calls, fewer than ${minimum}` };
  }
  if (failedShare * 100 < threshold) {
    return { opens: false, held, why: `${Math.round(failedShare * 100)} % of the calls fail, less than ${threshold} %` };
  }
  const failures = Math.max(1, Math.ceil(held * threshold / 100));
  return { opens: true, seconds: failures / (perSecond * failedShare), failures, held };
}

/** Counted from the moment the fault is cleared; at worst the open wait has just begun. */
export function closing(settings, perSecond, callMillis = 50) {
  const { waitMillis, probes, successes } = settings;
  const rounds = Math.ceil(successes / probes);
  const probing = Math.max(rounds * callMillis, perSecond > 0 ? successes * 1000 / perSecond : 0);
  return { atBest: probing / 1000, atWorst: (waitMillis + probing) / 1000 };
}

/** If fewer failures than this open the breaker, it opens at every single error. */
export const FLAPPY = 5;
