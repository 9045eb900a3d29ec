// Alerts from Alertmanager, if there is one: a chip in the bar that opens the whole list.

import { el, mark, say } from './dom.js';

/** Builds the chip; show(alerts) gets the picture's alerts. */
export function alerts(holder) {
  const summary = el('summary', {});
  const list = el('ul', {});
  const chip = el('details', { class: 'alerts', hidden: true }, summary, list);
  holder.append(chip);
  return {
    show(all = []) {
      const firing = all.filter((alert) => alert.endedAt === null);
      chip.hidden = all.length === 0;
      mark(chip, 'data-mood', firing.length > 0 ? 'bad' : 'good');
      say(summary, firing.length > 0 ? `▲ ${firing.length} alert${firing.length > 1 ? 's' : ''}` : '✓ alerts resolved');
      const key = all.map((alert) => alert.name + alert.lane + alert.endedAt).join();
      if (list.dataset.key !== key) {
        list.dataset.key = key;
        list.replaceChildren(...all.map(row));
      }
    },
  };
}

function row(alert) {
  const book = alert.runbook?.startsWith('http')
    ? el('a', { href: alert.runbook, target: '_blank', rel: 'noopener' }, 'runbook') : alert.runbook;
  return el('li', { 'data-mood': alert.endedAt === null ? 'bad' : 'good' },
    el('b', {}, `${alert.endedAt === null ? '▲' : '✓'} ${alert.summary}`),
    el('span', {}, alert.endedAt === null ? alert.todo : 'resolved'),
    book ? el('span', { class: 'soft' }, book) : null);
}

/** [mood, words] for each alert that started or was resolved between two pictures. */
export function alertNews(before = [], now = []) {
  const key = (alert) => `${alert.name} ${alert.lane} ${alert.subject} ${alert.startedAt}`;
  const known = new Map(before.map((alert) => [key(alert), alert]));
  return now.flatMap((alert) => {
    const earlier = known.get(key(alert));
    if (alert.endedAt !== null) {
      return earlier && earlier.endedAt === null ? [['good', `alert resolved: ${alert.summary}`]] : [];
    }
    return earlier ? [] : [['bad', `alert: ${alert.summary}`]];
  });
}
