// The control room: passes one picture a second to every part of the page.

import { alerts } from './alerts.js';
import { el, say } from './dom.js';
import { ask } from './ask.js';
import { events } from './events.js';
import { faults } from './faults.js';
import { feed } from './feed.js';
import { lane } from './lane.js';
import { play } from './play.js';
import { isOver } from './run.js';
import { tabs } from './tabs.js';
import { theme } from './theme.js';
import { timeline } from './timeline.js';
import { tuning } from './tuning.js';

const RATES = [0, 10, 50, 100];
const byId = (id) => document.getElementById(id);

const desk = tabs(document.querySelector('[role=tablist]'));
const endFault = faults(byId('fault-form'));
const lanes = {
  protected: lane('protected', byId('lane-protected'), endFault),
  unprotected: lane('unprotected', byId('lane-unprotected'), endFault),
};
const lab = tuning(byId('tune'));
const theatre = play(byId('play'), () => desk.choose('tab-play'));
const axis = timeline(byId('time'));
const happened = events(byId('events'));
const alarm = alerts(byId('alerts'));
let last = null;

byId('tab-tune').addEventListener('chosen', () => lab.open());
theme(byId('theme'), axis.redraw);
rates();
links();
addEventListener('resize', axis.redraw);
feed(byId('freshness'), remember, show);

function remember(picture) {
  axis.add(picture);
  if (last) {
    happened.note(last, picture);
  }
  last = picture;
}

function show(picture) {
  picture.lanes.forEach((each) => lanes[each.lane].show(each));
  lab.show(picture.lanes.find((each) => each.lane === 'protected'));
  theatre.show(picture.run);
  alarm.show(picture.alerts);
  traffic(picture);
  axis.redraw();
}

function rates() {
  for (const rate of RATES) {
    byId('traffic').append(el('button', {
      type: 'button', 'data-rate': rate, 'aria-label': rate === 0 ? 'pause traffic' : `${rate} users per second`,
      onclick: () => ask('PUT', '/api/traffic', { arrivalsPerSecond: rate }),
    }, rate === 0 ? 'pause' : String(rate)));
  }
}

function traffic(picture) {
  const { state, arrivalsPerSecond, dropped } = picture.traffic;
  const playing = picture.run && !isOver(picture.run);
  const words = { idle: 'no users', waiting: 'waiting for the product list' }[state] ?? `${arrivalsPerSecond} users/s per lane`;
  say(byId('traffic-now'), dropped > 0 ? `${words}, ${dropped} dropped!` : words);
  byId('traffic').disabled = Boolean(playing);
  for (const button of byId('traffic').querySelectorAll('button')) {
    button.setAttribute('aria-pressed', String(Number(button.dataset.rate) === arrivalsPerSecond));
  }
}

async function links() {
  const { ok, json } = await ask('GET', '/api/links');
  if (ok) {
    const link = ({ words, address }) => el('a', { href: address, target: '_blank', rel: 'noopener' }, words);
    byId('links').append(el('a', { href: '/audience', target: '_blank' }, 'Audience'), ...json.pages.map(link));
  }
}
