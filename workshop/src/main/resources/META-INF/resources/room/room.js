// The control room: one picture a second from /api/stream, handed to every part of the page.

import { el, mark, say } from './dom.js';
import { ask } from './ask.js';
import { lane } from './lane.js';
import { faults } from './faults.js';
import { play } from './play.js';
import { events } from './events.js';

const STALE_AFTER = 3500;
const RATES = [0, 10, 50, 100];

const byId = (id) => document.getElementById(id);
const endFault = faults(byId('fault-form'));
const lanes = {
  protected: lane('protected', byId('lane-protected'), endFault),
  unprotected: lane('unprotected', byId('lane-unprotected'), endFault),
};
const scenarios = play(byId('play'), byId('play-title'));
const happened = events(byId('events'));
let last = null;
let lastSeen = 0;

start();

async function start() {
  theme();
  rates();
  links();
  const { ok, json } = await ask('GET', '/api/history');
  if (ok) {
    json.forEach(remember);
  }
  const stream = new EventSource('/api/stream');
  stream.onmessage = (message) => {
    lastSeen = Date.now();
    show(JSON.parse(message.data));
  };
  setInterval(freshness, 500);
  addEventListener('resize', redraw);
}

function remember(picture) {
  if (last && picture.at <= last.at) {
    return;
  }
  const at = Date.parse(picture.at);
  picture.lanes.forEach((each) => lanes[each.lane].add(each, at));
  if (last) {
    happened.note(last, picture);
  }
  last = picture;
}

function show(picture) {
  remember(picture);
  picture.lanes.forEach((each) => lanes[each.lane].show(each));
  scenarios.show(picture.run);
  traffic(picture);
  redraw();
  freshness();
}

function redraw() {
  Object.values(lanes).forEach((each) => each.redraw());
}

function freshness() {
  const age = Date.now() - lastSeen;
  const live = lastSeen > 0 && age < STALE_AFTER;
  mark(byId('freshness'), 'data-state', lastSeen === 0 ? 'waiting' : live ? 'live' : 'stale');
  say(byId('freshness'), lastSeen === 0 ? 'connecting …' : live ? 'live' : `stale for ${Math.round(age / 1000)} s`);
}

function rates() {
  for (const rate of RATES) {
    byId('traffic').append(el('button', {
      type: 'button', 'data-rate': rate, 'aria-label': `${rate} users a second`,
      onclick: () => ask('PUT', '/api/traffic', { arrivalsPerSecond: rate }),
    }, rate === 0 ? 'pause' : String(rate)));
  }
}

function traffic(picture) {
  const { state, arrivalsPerSecond, dropped } = picture.traffic;
  const playing = picture.run && !['passed', 'failed', 'stopped', 'broken'].includes(picture.run.state);
  const words = { idle: 'no users', waiting: 'waiting for products' }[state] ?? `${arrivalsPerSecond} users/s a lane`;
  say(byId('traffic-now'), dropped > 0 ? `${words}, ${dropped} dropped!` : words);
  byId('traffic').disabled = Boolean(playing);
}

async function links() {
  const { ok, json } = await ask('GET', '/api/links');
  if (!ok) {
    return;
  }
  const link = ({ words, address }) => el('a', { href: address, target: '_blank', rel: 'noopener' }, words);
  byId('links').append(...json.pages.map(link));
  for (const [name, pages] of [['protected', json.protectedLane], ['unprotected', json.unprotectedLane]]) {
    byId('lane-' + name).append(el('p', { class: 'calm' }, 'APIs: ', ...pages.flatMap((page, i) => (i ? [' · ', link(page)] : [link(page)]))));
  }
}

function theme() {
  const light = matchMedia('(prefers-color-scheme: light)').matches;
  const apply = (name) => document.documentElement.setAttribute('data-theme', name);
  let current = localStorage.getItem('theme') ?? (light ? 'light' : 'dark');
  apply(current);
  byId('theme').addEventListener('click', () => {
    current = current === 'dark' ? 'light' : 'dark';
    localStorage.setItem('theme', current);
    apply(current);
    redraw();
  });
}
