import { escapeHtml } from "./page.ts";

type Schema = { $ref?: string };
type Content = { content?: Record<string, { schema?: Schema }>; description?: string };
type Parameter = {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: object;
};
type Step = { operationId: string; text: string; curl: string };
type Operation = {
  operationId?: string;
  tags?: string[];
  summary?: string;
  description?: string;
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: Content;
  responses?: Record<string, Content>;
};
/** As much of an OpenAPI document as the page shows. */
export type ApiDocument = {
  "x-guides"?: { title: string; steps: Step[] }[] | undefined;
  info: { title: string; version: string; description?: string | undefined };
  paths?: Record<string, object> | undefined;
  components?: { schemas?: Record<string, unknown> | undefined } | undefined;
};

/** The API's document as a page: the operations, their answers, and the schemas. */
export function referencePage({
  info,
  paths = {},
  components,
  "x-guides": guides = [],
}: ApiDocument): string {
  const byTag = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, found] of Object.entries(methods)) {
      const operation = found as Operation;
      const tag = operation.tags?.[0] ?? "Other";
      byTag.set(tag, [...(byTag.get(tag) ?? []), operationHtml(method, path, operation)]);
    }
  }
  const sections = [...byTag].map(([tag, html]) => `<h2>${escapeHtml(tag)}</h2>${html.join("")}`);
  const schemas = Object.entries(components?.schemas ?? {}).map(
    ([name, schema]) =>
      `<h3 id="${escapeHtml(name)}">${escapeHtml(name)}</h3><pre>${escapeHtml(JSON.stringify(schema, null, 2))}</pre>`,
  );
  return `<h1>${escapeHtml(info.title)} <span class="quiet">${escapeHtml(info.version)}</span></h1>
${paragraphs(info.description ?? "")}
<p><a href="/api/v1/openapi.json">OpenAPI document</a> · <a href="/problems">Problems</a></p>
<h2>A purchase, in order</h2>${guides.map(guideHtml).join("")}${sections.join("")}<h2>Schemas</h2>${schemas.join("")}`;
}

function guideHtml({ title, steps }: { title: string; steps: readonly Step[] }): string {
  const items = steps.map(
    ({ operationId, text, curl }) =>
      `<li><a href="#${escapeHtml(operationId)}"><code>${escapeHtml(operationId)}</code></a> ${inline(text)}<pre>${escapeHtml(curl)}</pre></li>`,
  );
  return `<h3>${escapeHtml(title)}</h3><ol>${items.join("")}</ol>`;
}

function operationHtml(method: string, path: string, operation: Operation): string {
  const {
    operationId = "",
    summary = "",
    description,
    security,
    parameters = [],
    requestBody,
    responses,
  } = operation;
  const rows = [
    ...parameters.map((parameter) => row(parameter.name, parameterText(parameter))),
    ...(requestBody ? [row("body", schemaLink(requestBody))] : []),
    ...Object.entries(responses ?? {}).map(([status, answer]) =>
      row(status, `${schemaLink(answer)} ${inline(answer.description ?? "")}`),
    ),
  ];
  const lock = security ? ' <span class="quiet">· signed in</span>' : "";
  return `<details id="${escapeHtml(operationId)}"><summary><span class="method">${method.toUpperCase()}</span> <code>${escapeHtml(path)}</code> ${inline(summary)} <span class="quiet">· ${escapeHtml(operationId)}</span>${lock}</summary>
${description === undefined ? "" : `<p>${inline(description)}</p>`}<table>${rows.join("")}</table></details>`;
}

const row = (name: string, text: string) =>
  `<tr><td><code>${escapeHtml(name)}</code></td><td>${text}</td></tr>`;

function parameterText({ in: where, required, description = "", schema }: Parameter): string {
  const { example: _, ...limits } = (schema ?? {}) as { example?: unknown };
  const shape = escapeHtml(JSON.stringify(limits));
  return `${escapeHtml(where)}${required ? ", required" : ""}. ${inline(description)} <code>${shape}</code>`;
}

function schemaLink({ content = {} }: Content): string {
  const names = Object.values(content).map(({ schema }) => schema?.$ref?.split("/").at(-1));
  return names
    .filter((name) => name !== undefined)
    .map((name) => `<a href="#${escapeHtml(name)}">${escapeHtml(name)}</a>`)
    .join(", ");
}

const paragraphs = (text: string) =>
  text
    .split("\n\n")
    .map((each) => `<p>${inline(each)}</p>`)
    .join("");

/** Text with `code` and **bold** in it. */
function inline(text: string): string {
  return escapeHtml(text)
    .replaceAll(/`([^`]+)`/g, "<code>$1</code>")
    .replaceAll(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>");
}
