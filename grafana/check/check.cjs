// Reads [{dashboard, answers: {panel id: {refId: series}}}] from standard input; prints what Grafana's own code finds wrong.
const { readFileSync } = require("node:fs");
const panels = require("./panels.cjs");
const types = require("./types.cjs");

const watched = JSON.parse(readFileSync(0, "utf8"));
types.problems(watched.map(({ dashboard }) => dashboard)).forEach((problem) => console.log(problem));
let count = 0;
for (const { dashboard, answers } of watched) {
  for (const panel of dashboard.panels) {
    panels.problems(panel, answers[panel.id] ?? {}).forEach((problem) =>
      console.log(`${dashboard.uid}, panel "${panel.title}": ${problem}`));
    count++;
  }
}
console.error(`${count} panels went through Grafana's field engine and types`);
