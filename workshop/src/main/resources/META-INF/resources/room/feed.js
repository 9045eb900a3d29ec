// Receives one picture a second from the server's stream and reconnects by itself. If the stream is
// silent, for example behind a proxy that buffers it, the feed polls. The label shows stale data.

import { mark, say } from './dom.js';
import { ask } from './ask.js';

const STALE_AFTER = 3500;
const GIVE_UP_AFTER = 15_000;
const GAP = 2500;
const SILENT_AFTER = 2500;
const POLL_EVERY = 2000;
const POLL_TIMEOUT = 5000;

// All pages miss the same seconds. Requests for them are spread so that the server can answer all.
const SPREAD = 4000;
const TRIES = 4;

const pause = (millis) => new Promise((over) => { setTimeout(over, millis); });

/** Calls remember(picture) once for every picture, in order, and show(picture) for the live ones. */
export function feed(label, remember, show) {
  let last = '';
  let seen = 0;
  let opened = Date.now();
  let stream = null;
  let streamed = 0; // when the stream last delivered a picture
  let polled = 0; // when the last poll was sent
  let polling = false;
  let asking = false; // whether a poll is in flight
  let shift = 0; // how far the server's clock has been set back since the page was opened, in ms
  let waiting = null; // pictures to remember as soon as the earlier ones are known

  /** The time of the newest picture, remembered or waiting. */
  const newest = () => waiting?.at(-1)?.at ?? last;

  /** Keeps the page's time going forward when the server's clock is set back. */
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

  /** Requests the missing pictures; pictures that arrive meanwhile wait for them. */
  async function catchUp(spread) {
    if (waiting) {
      return;
    }
    waiting = [];
    for (let tries = 1, wait = spread; tries <= TRIES; tries += 1, wait = SPREAD * tries) {
      await pause(Math.random() * wait);
      if (shift > 0) {
        break; // times before and after the clock step cannot be told apart
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

  /** A browser has six connections for all tabs, so a hidden tab closes its stream. */
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
      const told = JSON.parse(message.data);
      if (polling && isOld(told)) {
        return; // a buffered stream delivers many old pictures at once
      }
      polling = false;
      streamed = Date.now();
      arrive(told);
    };
  }

  function isOld(told) {
    return Date.parse(told.at) + shift <= Date.parse(newest());
  }

  function arrive(told) {
    const picture = onward(told);
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
  }

  /** Requests the current picture; one request at a time. */
  async function poll() {
    polling = true;
    asking = true;
    polled = Date.now();
    const timeout = pause(POLL_TIMEOUT).then(() => ({ ok: false }));
    const { ok, json } = await Promise.race([ask('GET', '/api/lanes'), timeout]);
    asking = false;
    if (ok && polling && stream !== null) {
      arrive(json);
    }
  }

  function freshness() {
    const age = Date.now() - seen;
    const live = seen > 0 && age < STALE_AFTER;
    mark(document.body, 'data-feed', seen === 0 ? 'waiting' : live ? 'live' : 'stale');
    mark(label, 'data-state', seen === 0 ? 'waiting' : live ? 'live' : 'stale');
    const words = polling ? 'live (polling)' : 'live';
    say(label, seen === 0 ? 'connecting …' : live ? words : `stale for ${Math.round(age / 1000)} s`);
  }

  function watch() {
    freshness();
    const silent = Date.now() - Math.max(opened, streamed);
    if (stream !== null && !asking && (polling || silent > SILENT_AFTER) && Date.now() - polled >= POLL_EVERY) {
      poll();
    }
    if (stream !== null && silent > GIVE_UP_AFTER) {
      open();
    }
  }

  catchUp(0);
  visibility();
  document.addEventListener('visibilitychange', visibility);
  setInterval(watch, 500);
}
