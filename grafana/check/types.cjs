// Compiles the dashboards as TypeScript against the types of @grafana/schema: misspelt keys, wrong values, wrong types.
const path = require("node:path");
const ts = require("typescript");

const CONFIGS = { timeseries: "TimeSeries", "state-timeline": "StateTimeline", bargauge: "BarGauge", stat: "Stat", table: "Table" };
const FOLDERS = { timeseries: "timeseries", "state-timeline": "statetimeline", bargauge: "bargauge", stat: "stat", table: "table" };

// JSON has no enums, and Grafana fills in what is left out.
const HEAD = `
import type * as grafana from "@grafana/schema";
type Json<T> = T extends string ? \`\${T}\` : T extends number | boolean | null | undefined ? T
  : T extends (infer E)[] ? Json<E>[] : T extends object ? { [K in keyof T]?: Json<T[K]> } : T;
type Target = { refId: string; expr: string; legendFormat: string; instant?: boolean; range?: boolean };
type Field<C> = Json<Omit<grafana.FieldConfig, "custom" | "mappings">> & { custom?: Json<C>; mappings?: Json<grafana.ValueMapping>[] };
type Override = { matcher: Json<grafana.MatcherConfig>; properties: { id: string; value: unknown }[] };
type PanelOf<O, C> = Json<Omit<grafana.Panel, "options" | "fieldConfig" | "targets">>
  & { options: Json<O>; fieldConfig: { defaults: Field<C>; overrides: Override[] }; targets: Target[] };
type Note = { [K in "name" | "iconColor" | "expr" | "step" | "titleFormat" | "textFormat" | "tagKeys"]?: string }
  & { datasource: Json<grafana.DataSourceRef>; enable: boolean; target?: Target };
type Variable = Json<grafana.VariableModel> & { definition?: string };
type Frame = Json<Omit<grafana.Dashboard, "panels" | "annotations" | "templating">>
  & { annotations: { list: Note[] }; templating: { list: Variable[] } };
${Object.entries(CONFIGS).map(([type, name]) =>
    `import type * as ${name} from "@grafana/schema/dist/esm/raw/composable/${FOLDERS[type]}/panelcfg/x/${name}PanelCfg_types.gen";`).join("\n")}
`;

const CUSTOM = { timeseries: "TimeSeries.FieldConfig", "state-timeline": "StateTimeline.FieldConfig" };

/** The dashboard as declarations, one line each, and what each line is about. */
function declarations(dashboard) {
  const { panels, ...frame } = dashboard;
  const lines = [];
  const about = [];
  const declare = (type, value, subject) => {
    lines.push(`export const v${lines.length}: ${type} = ${JSON.stringify(value)};`);
    about.push(subject);
  };
  declare("Frame", frame, "the dashboard");
  for (const panel of panels) {
    const name = `panel "${panel.title}"`;
    const custom = CUSTOM[panel.type] ?? "Record<string, never>";
    declare(`PanelOf<${CONFIGS[panel.type]}.Options, ${custom}>`, panel, name);
    for (const override of panel.fieldConfig.overrides) {
      declare(`Field<${custom}>`, nested(override.properties), `${name}, override ${JSON.stringify(override.matcher.options)}`);
    }
  }
  return { lines, about };
}

/** Properties of an override as an object: custom.lineStyle is lineStyle of custom. */
function nested(properties) {
  const config = {};
  for (const { id, value } of properties) {
    const [first, second] = id.split(".");
    if (second) {
      config[first] = { ...config[first], [second]: value };
    } else {
      config[first] = value;
    }
  }
  return config;
}

/** Returns what does not compile, one sentence each. */
function problems(dashboards) {
  const folder = __dirname;
  const files = new Map();
  for (const dashboard of dashboards) {
    const { lines, about } = declarations(dashboard);
    files.set(path.join(folder, `${dashboard.uid}.ts`), { text: HEAD + lines.join("\n"), about, head: HEAD.split("\n").length - 1, uid: dashboard.uid });
  }
  const options = { noEmit: true, strict: true, skipLibCheck: true, types: [], module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022 };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile, readFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file)?.text ?? readFile(file);
  host.getSourceFile = (file, target) =>
    files.has(file) ? ts.createSourceFile(file, files.get(file).text, target) : getSourceFile.call(host, file, target);
  const program = ts.createProgram([...files.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, " ").replace(/\s+/g, " ");
    const file = files.get(diagnostic.file?.fileName);
    if (!file) {
      return text;
    }
    const line = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line - file.head;
    return `${file.uid}, ${file.about[line] ?? "the types"}: ${text.slice(0, 400)}`;
  });
}

module.exports = { problems };
