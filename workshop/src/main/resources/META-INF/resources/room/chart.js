// The last five minutes of a lane: answered % above, p99 below, breakers as bands, faults shaded.

const SPAN = 300_000;
const FONT = 16;
const LEFT = 78;
const RIGHT = 10;
const SLOWEST = 10_000;
const FASTEST = 1;

/** Draws the moments into the canvas. A moment is {t, buying, browsing, breakers, faults}. */
export function draw(canvas, moments, breakerNames) {
  const scale = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
  }
  const pen = canvas.getContext('2d');
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  const root = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  pen.font = `${FONT * root}px system-ui, sans-serif`;
  const now = moments.length ? moments[moments.length - 1].t : Date.now();
  const frame = { pen, width, height, root, left: LEFT * root, now, colours: colours() };
  const band = breakerNames.length ? 20 * root : 0;
  const axis = 20 * root;
  const pane = (height - band * breakerNames.length - axis - 42 * root) / 2;
  const above = { top: 10 * root, height: pane };
  const below = { top: pane + 30 * root, height: pane };
  shadeFaults(frame, moments, below.top + below.height);
  answered(frame, moments, above);
  latency(frame, moments, below);
  breakerNames.forEach((name, i) =>
    bands(frame, moments, name, below.top + below.height + 10 * root + i * band, band - 4 * root));
  timeAxis(frame, height - 3 * root);
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  return {
    ink: colour('--ink'), soft: colour('--soft'), line: colour('--line'), good: colour('--good'),
    warn: colour('--warn'), bad: colour('--bad'), fault: colour('--fault'),
    buying: colour('--buying'), browsing: colour('--browsing'),
  };
}

function x(frame, t) {
  const inner = frame.width - frame.left - RIGHT;
  return frame.left + inner * (1 - (frame.now - t) / SPAN);
}

function shadeFaults(frame, moments, bottom) {
  const { pen, colours: c } = frame;
  let from = null;
  moments.forEach((moment, i) => {
    const last = i === moments.length - 1;
    if (moment.faults > 0 && from === null) {
      from = moment.t;
    }
    if (from !== null && (moment.faults === 0 || last)) {
      const start = Math.max(frame.left, x(frame, from));
      pen.fillStyle = c.fault;
      pen.fillRect(start, 0, x(frame, moment.t) - start, bottom);
      pen.fillStyle = c.bad;
      if (x(frame, moment.t) - start > 50 * frame.root) {
        pen.textAlign = 'left';
        pen.fillText('fault', start + 4, 26 * frame.root);
      }
      from = null;
    }
  });
}

function grid(frame, pane, ticks) {
  const { pen, colours: c } = frame;
  pen.lineWidth = 1;
  pen.setLineDash([]);
  for (const [label, at] of ticks) {
    const y = pane.top + pane.height * (1 - at);
    pen.strokeStyle = c.line;
    pen.beginPath();
    pen.moveTo(frame.left, y);
    pen.lineTo(frame.width - RIGHT, y);
    pen.stroke();
    pen.fillStyle = c.soft;
    pen.textAlign = 'right';
    pen.fillText(label, frame.left - 6, y + 5 * frame.root);
  }
}

function caption(frame, pane, words) {
  const { pen, colours: c, root } = frame;
  pen.fillStyle = c.soft;
  pen.textAlign = 'left';
  pen.fillText(words, frame.left + 4 * root, pane.top + pane.height - 6 * root);
}

function answered(frame, moments, pane) {
  grid(frame, pane, [['100 %', 1], ['0 %', 0]]);
  caption(frame, pane, 'answered');
  const at = (users) => (users.answered === null ? null : users.answered / 100);
  line(frame, moments, pane, (m) => at(m.browsing), frame.colours.browsing, [7, 5]);
  line(frame, moments, pane, (m) => at(m.buying), frame.colours.buying, []);
}

function latency(frame, moments, pane) {
  const at = (value) => (value === null ? null
    : Math.log(Math.max(FASTEST, value) / FASTEST) / Math.log(SLOWEST / FASTEST));
  grid(frame, pane, [['5 s', at(5000)], ['100 ms', at(100)], ['1 ms', 0]]);
  caption(frame, pane, 'p99');
  line(frame, moments, pane, (m) => at(m.browsing.p99), frame.colours.browsing, [7, 5]);
  line(frame, moments, pane, (m) => at(m.buying.p99), frame.colours.buying, []);
}

function line(frame, moments, pane, value, colour, dash) {
  const { pen } = frame;
  pen.strokeStyle = colour;
  pen.lineWidth = 2.5 * frame.root;
  pen.lineJoin = 'round';
  pen.setLineDash(dash);
  pen.beginPath();
  let down = false;
  for (const moment of moments) {
    const at = value(moment);
    const left = x(frame, moment.t);
    if (at === null || left < frame.left) {
      down = false;
      continue;
    }
    const y = pane.top + pane.height * (1 - Math.min(1, Math.max(0, at)));
    if (down) {
      pen.lineTo(left, y);
    } else {
      pen.moveTo(left, y);
    }
    down = true;
  }
  pen.stroke();
  pen.setLineDash([]);
}

function bands(frame, moments, name, top, height) {
  const { pen, colours: c } = frame;
  pen.fillStyle = c.soft;
  pen.textAlign = 'right';
  pen.fillText(name === 'inventory' ? 'invent.' : name, frame.left - 6, top + height - 3 * frame.root);
  for (let i = 0; i + 1 < moments.length; i++) {
    const state = moments[i].breakers[name];
    const from = Math.max(frame.left, x(frame, moments[i].t));
    const to = x(frame, moments[i + 1].t);
    if (!state || to <= frame.left) {
      continue;
    }
    const half = state === 'half_open' || state === 'recovering';
    const open = state === 'open' || state === 'forced_open';
    pen.fillStyle = open ? c.bad : half ? c.warn : c.good;
    // The height says the same as the colour: full is open, half is half-open, thin is closed.
    const share = open ? 1 : half ? 0.6 : 0.25;
    pen.fillRect(from, top + height * (1 - share), Math.max(1, to - from + 0.5), height * share);
  }
}

function timeAxis(frame, y) {
  const { pen, colours: c } = frame;
  pen.fillStyle = c.soft;
  for (const [label, ago, align] of [['5 min ago', SPAN, 'left'], ['2½', SPAN / 2, 'center'], ['now', 0, 'right']]) {
    pen.textAlign = align;
    pen.fillText(label, x(frame, frame.now - ago), y);
  }
}
