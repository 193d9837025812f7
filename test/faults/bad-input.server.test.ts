import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Gateway, startGateway } from "../../dev/stand-ins/gateway/gateway.ts";
import { Turn } from "../../src/contract/sale/queue.ts";
import { TopUp } from "../../src/contract/money/wallets.ts";
import { Order } from "../../src/contract/money/orders.ts";
import { codeOf, read, type Reply } from "../support/api.ts";
import { holding, newAdmin, newFans, passOf, payRequest } from "../support/fans.ts";
import { type Document, junk, type Known, type Operation, Values } from "../support/openapi.ts";
import { newHall, newSale } from "../support/sales.ts";
import { mustAgree, unsoundness } from "../support/money/books-check.ts";
import { openServer, type Server } from "../support/server.ts";

let server: Server;
let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway({ port: 0 });
  server = await openServer(16, {
    PAYMENT_GATEWAY_URL: gateway.url,
    PAYMENT_GATEWAY_SECRET: gateway.secret,
    PAYMENT_CHECKOUT_URL: `${gateway.url}/checkout`,
  });
});
afterAll(async () => {
  await server.close();
  await gateway.stop();
});

// A guess at a password costs a sixth of a second, as intended.
const isSlow = (path: string) => path.endsWith("/accounts") || path.endsWith("/sessions");

it("[E4] every request gets a documented answer, and the books stay sound", async () => {
  const document = JSON.parse(
    (await server.api.ask("GET /openapi.json")).bytes.toString(),
  ) as Document;
  const { known, tokens, sales } = await stock();
  const values = new Values(document, known);
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const property = fc.asyncProperty(
        requestOf(path, operation, values, tokens),
        async (sent) => {
          const what = `${method.toUpperCase()} ${sent.path}`;
          mustBeDocumented(what, operation, await server.api.ask(what, sent));
        },
      );
      await fc.assert(property, { numRuns: isSlow(path) ? 8 : 25 });
    }
  }
  expect(await unsoundness(server)).toBeNull();
  for (const scheduleId of sales) await mustAgree(server, scheduleId);
  // Thousands of requests, one after the other.
}, 300_000);

interface Sent {
  path: string;
  headers: Record<string, string>;
  body?: unknown;
}

function requestOf(path: string, operation: Operation, values: Values, tokens: string[]) {
  const parameters = operation.parameters ?? [];
  const of = (place: string) =>
    fc.record(
      Object.fromEntries(
        parameters
          .filter((each) => each.in === place)
          .map(({ name, schema }) => [name, values.of(schema, name)]),
      ),
      place === "path" ? {} : { requiredKeys: [] },
    ) as fc.Arbitrary<Record<string, unknown>>;
  const schema = operation.requestBody?.content["application/json"]?.schema;
  const body = schema
    ? fc.oneof({ weight: 9, arbitrary: values.of(schema) }, junk)
    : fc.constant(undefined);
  const token = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...tokens) },
    fc.constantFrom("x", ""),
  );
  return fc
    .tuple(of("path"), of("query"), of("header"), body, token)
    .map(([inPath, query, headers, body, token]): Sent => {
      const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encoded(inPath[name]));
      const pairs = Object.entries(query).map(([name, value]) => `${name}=${encoded(value)}`);
      const auth = token === "" ? {} : { authorization: `Bearer ${token}` };
      return {
        path: `${address.replace("/api/v1", "")}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}`,
        headers: { ...headerText(headers), ...auth },
        ...(body === undefined ? {} : { body }),
      };
    });
}

function mustBeDocumented(what: string, { responses }: Operation, reply: Reply): void {
  // An address outside the API, such as one with a slash in it, answers that nothing is there.
  const isNowhere = codeOf(reply) === "not-found" || codeOf(reply) === "method-not-allowed";
  if (reply.status < 500 && (String(reply.status) in responses || isNowhere)) return;
  throw new Error(`${what} was answered ${reply.status}: ${reply.bytes.toString()}`);
}

/** A shop with some of everything: sales, a hold, an order, a top-up. */
async function stock() {
  const hall = await newHall(server, 4);
  const sales = [await newSale(server, hall), await newSale(server, hall)];
  const [fan, other] = await newFans(server, 2, 1_000_000);
  const [scheduleId] = sales;
  if (!fan || !other || !scheduleId) throw new Error("the shop is empty");
  const bought = await holding(server, other, scheduleId, [0, 1]);
  const order = read(await server.api.ask(...payRequest(other, bought)), 201, Order);
  const hold = await holding(server, fan, scheduleId, [2, 3]);
  const queue = await server.api.ask(`POST /schedules/${scheduleId}/queue`, { as: fan, body: {} });
  const topUp = await server.api.ask("POST /wallet/top-ups", {
    as: fan,
    body: { amount: 10_000 },
    headers: { "idempotency-key": randomUUID() },
  });
  const known: Known = {
    scheduleId: sales,
    concert: [hall.concertId, `night-${hall.concertId}`],
    concertId: [hall.concertId],
    hash: [hall.planHash],
    planHash: [hall.planHash],
    holdId: [hold.id, bought.id],
    orderId: [order.id],
    topUpId: [read(topUp, 201, TopUp).id],
    venueId: [(await server.sql<{ id: string }>("SELECT id FROM venue"))[0]?.id],
    place: [read(queue, 201, Turn).place],
    zoneId: ["r"],
    "Frontrow-Pass": [
      await passOf(server, fan, scheduleId),
      await passOf(server, other, scheduleId),
    ],
    "Idempotency-Key": ["one", "two", randomUUID()],
    email: [`${fan.id}@frontrow.test`],
  };
  return { known, sales, tokens: [fan.token, other.token, (await newAdmin(server)).token] };
}

const encoded = (value: unknown) => encodeURIComponent(text(value).toWellFormed() || "-");

const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

/** The characters that an HTTP header can carry. */
function headerText(headers: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    text(value).replaceAll(/[^\x20-\x7e\xa0-\xff]/g, "?"),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}
