// One picture a second from the server. Comes back by itself, and says when what you see is old.

import { mark, say } from './dom.js';
import { ask } from './ask.js';

const STALE_AFTER = 3500;
const GIVE_UP_AFTER = 15_000;
const GAP = 2500;

// All pages miss the same seconds. If all asked for them at once, the room would miss the next ones.
const SPREAD = 4000;
const TRIES = 4;

const pause = (millis) => new Promise((over) => { setTimeout(over, millis); });

/** remember(picture) gets every picture once, in order; show(picture) the live ones. */
export function feed(label, remember, show) {
  let last = '';
  let seen = 0;
  let opened = Date.now();
  let stream = null;
  let shift = 0; // what the server's clock has been set back since the page was opened, in ms
  let waiting = null; // pictures to remember once what came before them is known

  /** When the newest picture was taken, remembered or waiting. */
  const newest = () => waiting?.at(-1)?.at ?? last;

  /** The page's time goes on when the server's clock is set back. */
  function onward(picture) {
    const behind = Date.parse(newest()) - (Date.parse(picture.at) + shift);
    if (newest() !== '' && behind > GAP) {
      shift += behind + 1000;
    }
    return shift === 0 ? picture : { ...picture, at: new Date(Date.parse(picture.at) + shift).toISOString() };
  }

  function take(picture) {
    if (picture.at > last) {
      last = picture.at;
      remember(picture);
    }
  }

  /** Asks for the pictures that are missing; those that arrive meanwhile wait for them. */
  async function catchUp(spread) {
    if (waiting) {
      return;
    }
    waiting = [];
    for (let tries = 1, wait = spread; tries <= TRIES; tries += 1, wait = SPREAD * tries) {
      await pause(Math.random() * wait);
      if (shift > 0) {
        break; // the server's times are from before and after the step, and can't be told apart
      }
      const { ok, json } = await ask('GET', `/api/history${last ? `?since=${encodeURIComponent(last)}` : ''}`);
      if (ok) {
        json.forEach(take);
        break;
      }
    }
    waiting.forEach(take);
    waiting = null;
  }

  /** A browser has six connections for all tabs: one that nobody sees gives its own back. */
  function visibility() {
    if (document.hidden) {
      stream?.close();
      stream = null;
    } else if (stream === null) {
      open();
    }
  }

  function open() {
    stream?.close();
    opened = Date.now();
    stream = new EventSource('/api/stream');
    stream.onmessage = (message) => {
      const picture = onward(JSON.parse(message.data));
      if (last !== '' && Date.parse(picture.at) - Date.parse(last) > GAP) {
        catchUp(SPREAD);
      }
      seen = Date.now();
      if (waiting) {
        waiting.push(picture);
      } else {
        take(picture);
      }
      show(picture);
      freshness();
    };
  }

  function freshness() {
    const age = Date.now() - seen;
    const live = seen > 0 && age < STALE_AFTER;
    mark(document.body, 'data-feed', seen === 0 ? 'waiting' : live ? 'live' : 'stale');
    mark(label, 'data-state', seen === 0 ? 'waiting' : live ? 'live' : 'stale');
    say(label, seen === 0 ? 'connecting …' : live ? 'live' : `stale for ${Math.round(age / 1000)} s`);
    if (!live && stream !== null && Date.now() - Math.max(opened, seen) > GIVE_UP_AFTER) {
      open();
    }
  }

  catchUp(0);
  visibility();
  document.addEventListener('visibilitychange', visibility);
  setInterval(freshness, 500);
}
