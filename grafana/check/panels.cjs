// Runs every panel of a dashboard through Grafana's field engine, with the answers that a Prometheus gave to its queries.
globalThis.navigator ??= { language: "en-US", languages: ["en-US"] }; // Node 20 has none
const data = require("@grafana/data");

/** What a series can be configured by: the options that Grafana has for every panel. */
const STANDARD = ["unit", "min", "max", "decimals", "displayName", "color", "noValue", "thresholds", "mappings", "links"];
const THEME = data.createTheme();
const UNITS = new Set(data.getValueFormats().flatMap((group) => group.submenu.map((unit) => unit.value)));
const FREE_UNIT = /^(suffix|prefix|time|si|count|currency|bool):/;
const COLOR = /^(#[0-9a-f]{3,8}|rgba?\(.*\))$/i;

const registry = new data.FieldConfigOptionsRegistry(() => []);
for (const id of STANDARD) {
  registry.register({
    id,
    path: id,
    name: id,
    isCustom: false,
    process: (value) => value,
    shouldApply: () => true,
    override: () => null,
    editor: () => null,
    getItemsCount: () => 0,
  });
}

/** An answer as Grafana's Prometheus data source hands it to a panel. */
function frames(panel, answers) {
  return panel.targets.flatMap((target) => (answers[target.refId] ?? []).map((series) => {
    const points = series.values ?? [series.value];
    const name = target.legendFormat.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (whole, label) => series.metric[label] ?? whole);
    return data.toDataFrame({
      refId: target.refId,
      fields: [
        { name: "Time", type: data.FieldType.time, config: {}, values: points.map(([at]) => at * 1000) },
        {
          name: "Value",
          type: data.FieldType.number,
          labels: series.metric,
          config: { displayNameFromDS: name },
          values: points.map(([, value]) => Number(value.replace("Inf", "Infinity"))),
        },
      ],
    });
  }));
}

/** The fields of a panel, after the field engine has applied defaults and overrides. */
function configured(panel, answers) {
  return data.applyFieldOverrides({
    data: frames(panel, answers),
    fieldConfig: panel.fieldConfig,
    fieldConfigRegistry: registry,
    replaceVariables: (text) => text,
    theme: THEME,
    timeZone: "utc",
  });
}

/** Returns what is wrong with a panel, one sentence each. */
function problems(panel, answers) {
  const found = [];
  const { defaults, overrides } = panel.fieldConfig;
  const configs = [defaults, ...overrides.map((one) => Object.fromEntries(one.properties.map(({ id, value }) => [id, value])))];
  for (const config of configs) {
    found.push(...unit(config), ...thresholds(config), ...colors(config));
  }
  for (const calc of panel.options.reduceOptions?.calcs ?? []) {
    if (!data.isReducerID(calc)) {
      found.push(`there is no reducer ${calc}`);
    }
  }
  const plain = frames(panel, answers);
  found.push(...overrides.flatMap((one) => override(one, plain)));
  found.push(...shown(panel, answers));
  return [...new Set(found)];
}

function unit({ unit: id }) {
  return id === undefined || UNITS.has(id) || FREE_UNIT.test(id) ? [] : [`there is no unit ${id}`];
}

function thresholds({ thresholds: limits }) {
  const steps = limits?.steps ?? [];
  const values = steps.map((step) => step.value);
  const found = [];
  if (steps.length > 0 && values[0] !== null) {
    found.push("the first threshold has a value: nothing colours what is below");
  }
  if (values.some((value, i) => i > 1 && value <= values[i - 1])) {
    found.push("the thresholds are not in ascending order");
  }
  return found;
}

/** Every color that is named must be one: Grafana hands an unknown name to the browser, which draws black. */
function colors(config) {
  const names = [];
  JSON.stringify(config, (key, value) => {
    if ((key === "fixedColor" || key === "color") && typeof value === "string") {
      names.push(value);
    }
    return value;
  });
  const found = names
    .filter((name) => name !== "text" && name !== "transparent" && !COLOR.test(THEME.visualization.getColorByName(name)))
    .map((name) => `there is no color ${name}`);
  const mode = config.color?.mode;
  return mode === undefined || data.fieldColorModeRegistry.getIfExists(mode) ? found : [...found, `there is no color mode ${mode}`];
}

function override({ matcher, properties }, all) {
  const name = `the override ${matcher.id} ${JSON.stringify(matcher.options)}`;
  if (!data.fieldMatchers.getIfExists(matcher.id)) {
    return [`there is no matcher ${matcher.id}`];
  }
  const matches = data.fieldMatchers.get(matcher.id).get(matcher.options);
  const found = properties
    .filter(({ id }) => !id.startsWith("custom.") && !STANDARD.includes(id))
    .map(({ id }) => `${name} sets ${id}, which no panel has`);
  const hit = all.some((frame) => frame.fields.some((field) => matches(field, frame, all)));
  return hit ? found : [...found, `${name} matches none of: ${all.map((frame) => data.getFieldDisplayName(frame.fields[1], frame, all)).join(", ")}`];
}

/** What a reader sees: a name and a text with a color for each value. */
function shown(panel, answers) {
  const found = [];
  for (const frame of configured(panel, answers)) {
    const field = frame.fields[1];
    const name = data.getFieldDisplayName(field, frame);
    if (name.trim() === "" || /\{\{|^Value$/.test(name)) {
      found.push(`a series is called "${name}"`);
    }
    for (const value of new Set(field.values)) {
      const display = field.display(value);
      if (panel.type === "state-timeline" && Number.isFinite(value) && !field.config.unit && display.text === String(value)) {
        found.push(`no mapping names the value ${value}`);
      }
      if (!COLOR.test(display.color ?? "")) {
        found.push(`the value ${value} of ${name} has no color`);
      }
    }
    for (const calc of panel.options.reduceOptions?.calcs ?? []) {
      if (data.isReducerID(calc) && data.reduceField({ field, reducers: [calc] })[calc] === undefined) {
        found.push(`${calc} of ${name} is nothing`);
      }
    }
  }
  return found;
}

module.exports = { configured, problems };
