// The page for phones: read-only.

import { say } from './dom.js';
import { events } from './events.js';
import { feed } from './feed.js';
import { lane } from './lane.js';
import { theme } from './theme.js';
import { timeline } from './timeline.js';

const byId = (id) => document.getElementById(id);
const lanes = {
  protected: lane('protected', byId('lane-protected')),
  unprotected: lane('unprotected', byId('lane-unprotected')),
};
const axis = timeline(byId('time'));
const happened = events(byId('events'));
let last = null;

theme(byId('theme'), axis.redraw);
addEventListener('resize', axis.redraw);
feed(byId('freshness'), (picture) => {
  axis.add(picture);
  if (last) {
    happened.note(last, picture);
  }
  last = picture;
}, (picture) => {
  picture.lanes.forEach((each) => lanes[each.lane].show(each));
  const run = picture.run;
  say(byId('now-playing'), run ? `${run.title}: ${run.state}` : '');
  axis.redraw();
});
