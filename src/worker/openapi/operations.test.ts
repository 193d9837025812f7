import { beforeAll, expect, it } from "vitest";
import type { problems } from "../../contract/problems.ts";
import { referencePage } from "../pages/reference.ts";
import { type ApiDocument, documentOf, type Operation } from "./operations.ts";
import type { JsonSchema } from "./schemas.ts";

let document: ApiDocument;
let operations: [string, Operation][];
beforeAll(async () => {
  Object.assign(globalThis, { Cloudflare: { compatibilityFlags: {} } });
  const { app } = await import("../app.ts");
  document = documentOf(app, { title: "Frontrow", version: "test", description: "" });
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, each]): [string, Operation] => [
      `${method} ${path}`,
      each,
    ]),
  );
  // The whole Worker is loaded, which a busy machine is slow at.
}, 60_000);

/** What an operation lacks, in words. */
function lackingOf([address, operation]: [string, Operation]): string[] {
  const { operationId, summary, tags, parameters, responses } = operation;
  const lacks = (isThere: boolean, what: string) => (isThere ? [] : [`${address} lacks ${what}`]);
  return [
    ...lacks(/^[a-z][A-Za-z]+$/.test(operationId), "an operation id"),
    ...lacks(summary.length > 5 && /^[A-Z]/.test(summary), "a summary"),
    ...lacks(tags.length === 1, "a tag"),
    ...parameters.flatMap(({ name, in: where, description = "", schema }) => [
      ...lacks(description.length > 5, `a description of ${where} ${name}`),
      ...lacks("type" in schema || "enum" in schema || "$ref" in schema, `a type of ${name}`),
      ...lacks(name !== "limit" || typeof schema["maximum"] === "number", "the most of limit"),
      ...lacks(name !== "limit" || typeof schema["default"] === "number", "the usual limit"),
    ]),
    ...Object.entries(responses).flatMap(([status, { content = {}, description }]) => {
      const refused = content["application/problem+json"]?.schema?.properties?.["code"];
      const codes = (refused?.["enum"] ?? []) as (keyof typeof problems)[];
      return [
        ...lacks(description.length > 5, `a description of ${status}`),
        ...codes.flatMap((code) =>
          lacks(
            new RegExp(`^\`${code}\`: .+\\. .{10,}$`, "m").test(description),
            `what to do about ${code}`,
          ),
        ),
      ];
    }),
  ];
}

it("[P60] every operation has an id, a summary, described parameters with limits, and a remedy for each refusal", () => {
  expect(operations.length).toBeGreaterThan(90);
  expect(operations.flatMap(lackingOf)).toEqual([]);
  const ids = operations.map(([, { operationId }]) => operationId);
  expect(ids.toSorted()).toEqual([...new Set(ids)].toSorted());
});

it("[P69] no two addresses differ only in the names of their parameters", () => {
  const templates = Object.keys(document.paths).map((path) => path.replaceAll(/\{\w+\}/g, "{}"));
  expect(templates.filter((each, index) => templates.indexOf(each) < index)).toEqual([]);
});

it("[LM8] every operation documents 429 with the headers of its limit", () => {
  const without = operations.filter(([, { responses }]) => {
    const names = Object.keys(responses["429"]?.headers ?? {});
    return ["Retry-After", "RateLimit-Policy", "RateLimit"].some((name) => !names.includes(name));
  });
  expect(without.map(([address]) => address)).toEqual([]);
});

it("[P61] each operation that reads the pass, the grant of a presale or a key documents that header", () => {
  const readers = (header: string) =>
    operations
      .filter(([, { parameters }]) => parameters.some(({ name }) => name === header))
      .map(([, { operationId }]) => operationId)
      .sort();
  expect(readers("Frontrow-Pass")).toEqual(["holdSeats", "watchSeats"]);
  expect(readers("Frontrow-Presale")).toEqual(["joinQueue"]);
  expect(readers("Frontrow-Device")).toEqual(["enterShop", "joinQueue"]);
  expect(readers("Idempotency-Key")).toEqual(
    [
      "askCorrection",
      "askInvitations",
      "cancelOrder",
      "confirmTopUp",
      "createRefundJob",
      "createStock",
      "holdSeats",
      "makeStaffRefund",
      "placeOrder",
      "startTopUp",
      "collectTickets",
      "exchangeTickets",
      "refundAtCounter",
      "holdAtCounter",
      "openShift",
      "sellAtCounter",
      // Those take one if they are given one.
      "createConcert",
      "createConcertDraft",
      "createCoupon",
      "createOrganization",
      "createPlanDraft",
      "createPresale",
      "createSchedule",
      "createVenue",
      "createVouchers",
      "inviteStaff",
      "noteOrder",
      "saveReport",
    ].sort(),
  );
});

it("[P68] every operation that makes something takes an Idempotency-Key, or makes nothing new when it is repeated", () => {
  const keyless = operations
    .filter(
      ([address, { responses, parameters }]) =>
        address.startsWith("post /api/v1/admin/") &&
        "201" in responses &&
        !parameters.some(({ name }) => name === "Idempotency-Key"),
    )
    .map(([, { operationId }]) => operationId);
  // By its content, by a version or by an id, or of nothing that lasts.
  expect(keyless.sort()).toEqual([
    "createPlan",
    "previewImport",
    "publishPlanDraft",
    "restorePlanVersion",
    "savePlanDraft",
    "uploadImage",
  ]);
});

it("[P47] the page of the API shows the steps of a purchase in order, each with its operation and an example call", () => {
  const html = referencePage(document);
  const shown = document["x-guides"].flatMap(({ steps }) => steps);
  expect(shown.length).toBeGreaterThan(12);
  let from = html.indexOf("A purchase, in order");
  for (const { operationId, curl } of shown) {
    const call = html.indexOf(`href="#${operationId}"`, from);
    expect([operationId, call >= from]).toEqual([operationId, true]);
    from = call;
    const [address = ""] = operations.find(([, each]) => each.operationId === operationId) ?? [];
    const path = (address.split(" ")[1] ?? "").replaceAll(/\{\w+\}/g, "{}");
    expect(curl.replaceAll(/\/\$[A-Z_]+/g, "/{}")).toContain(`"$SITE${path}`);
  }
});

it("[P47] each step uses parameters and fields of its operation, and values that were kept before", () => {
  const known = new Set(["EMAIL", "PASSWORD", "NAME", "SUCCESS_URL", "FAIL_URL", "PAYMENT_KEY"]);
  for (const { operationId, parameters = {}, body, keeps = {} } of document["x-guides"].flatMap(
    ({ steps }) => steps,
  )) {
    const operation = operations.find(([, each]) => each.operationId === operationId)?.[1];
    const names = operation?.parameters.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(parameters)));
    const used = JSON.stringify([parameters, body]).matchAll(/\$([A-Z_]+)/g);
    for (const [, name = ""] of used)
      expect([operationId, name, known.has(name)]).toEqual([operationId, name, true]);
    for (const name of Object.keys(keeps)) known.add(name);
  }
});

/** Every property of every schema with its name and the description that it has, by itself or by what it refers to. */
function propertiesIn(schema: unknown): [string, JsonSchema][] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {} } = schema as JsonSchema;
  return [...Object.entries(properties), ...Object.values(schema).flatMap(propertiesIn)];
}

it("[P63] a price is that of one ticket without its fee, and a zone has one id, in every answer and every request", () => {
  const all = [document.components.schemas, document.paths].flatMap(propertiesIn);
  const named = (...names: string[]) => all.filter(([name]) => names.includes(name));
  const texts = (name: string) => [
    ...new Set(named(name).map(([, { description }]) => description)),
  ];
  expect(texts("price")).toEqual([expect.stringContaining("without the booking fee")]);
  expect(texts("fee")).toEqual([expect.stringContaining("on top of its price")]);
  const ids = named("zoneId").map(([, { pattern }]) => pattern);
  expect([ids.length > 5, ...new Set(ids)]).toEqual([true, "^[a-z0-9-]{1,24}$"]);
});

it("[C1] every time in an answer is described as UTC with Z", () => {
  const answers = operations.flatMap(([, { responses }]) => Object.values(responses));
  const inline = JSON.stringify(answers).match(/"format":"date-time"(?!,"pattern")/g);
  expect(inline).toBeNull();
  const { Order, Schedule } = document.components.schemas;
  for (const schema of [Order, Schedule])
    expect(schema?.properties?.["startsAt"]?.["pattern"]).toMatch(/Z\$$/);
});
