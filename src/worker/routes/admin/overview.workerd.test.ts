import { beforeAll, expect, it } from "vitest";
import { Acts } from "../../../contract/admin/activity.ts";
import { AdminOverview, AdminSchedules, WatchedSale } from "../../../contract/admin/sales.ts";
import { page } from "../../../contract/paging.ts";
import { Reconciliation } from "../../../contract/money/payments.ts";
import { Schedule } from "../../../contract/catalog/concerts.ts";
import {
  answer,
  bought,
  call,
  holding,
  openShop,
  person,
  refused,
} from "../../../../test/support/worker/shop.ts";
import type { Person } from "../../../../test/support/worker/shop.ts";

let admin: Person;
beforeAll(async () => {
  admin = await person("admin");
});

const overview = () => answer(call("GET /admin/overview", { as: admin }), 200, AdminOverview);
const cancel = (fan: Person, orderId: string) =>
  call(`POST /orders/${orderId}/cancellation`, {
    as: fan,
    body: {},
    headers: { "idempotency-key": crypto.randomUUID() },
  });

it("[AD2] no address gives admin data to anybody but admins", async () => {
  const fan = await person();
  const document: { paths: Record<string, Record<string, unknown>> } = await (
    await call("GET /openapi.json")
  ).json();
  const asked = Object.entries(document.paths).flatMap(([path, methods]) =>
    path.startsWith("/api/v1/admin/")
      ? Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)
      : [],
  );
  expect(asked.length).toBeGreaterThan(20);
  for (const what of asked) {
    const address = what.replace("/api/v1", "").replaceAll(/\{\w+\}/g, crypto.randomUUID());
    const body = address.startsWith("GET") ? {} : { body: {} };
    await refused(call(address, body), "unauthenticated");
    await refused(call(address, { as: fan, ...body }), "forbidden");
  }
});

it("[AD3] the overview counts today's orders, tickets, money and refunds, and shows the current state of each sale", async () => {
  const before = await overview();
  const { scheduleId } = await openShop(admin);
  const [fan, other] = [await person(), await person()];
  await bought(fan, scheduleId, [0, 1]);
  const given = await bought(other, scheduleId, [2]);
  await (await cancel(other, given.id)).text();
  await holding(await person(), scheduleId, [5, 6, 7]);
  const after = await overview();
  const sum = ({ today }: typeof after) => {
    const won = today?.find(({ revenue }) => revenue.currency === "KRW");
    return [won?.orders, won?.tickets, won?.revenue.amount, won?.refunded.amount].map(
      (figure) => figure ?? 0,
    );
  };
  // Other tests buy in the same books meanwhile; counting to the won is tested in separate books.
  const more = sum(after).map((figure, index) => figure - (sum(before)[index] ?? 0));
  for (const [index, least] of [2, 3, 33_000, 11_000].entries())
    expect(more[index]).toBeGreaterThanOrEqual(least);
  const path = `GET /admin/schedules/${scheduleId}`;
  const sale = await answer(call(path, { as: admin }), 200, WatchedSale);
  expect(sale.schedule).toMatchObject({ sale: "open", seatCount: 20, sold: 2 });
  expect(sale.live).toMatchObject({ holds: 1, paying: 0, sold: 2, seatsLeft: 15 });
  expect(after.health).toMatchObject({ silentSales: 0, hasGateway: true });
});

it("[AD4] admins can find dates by the concert's name, nearest first, page by page, each once", async () => {
  const made = await openShop(admin, 1);
  const more = { concertId: made.concertId, planHash: made.planHash };
  const day = 86_400_000;
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  for (const days of [9, 8]) {
    const body = {
      ...more,
      startsAt: at(days * day),
      saleOpensAt: at(-day),
      saleClosesAt: at(day),
      zones: [{ id: "r", priceMinor: 1_000 }],
    };
    expect((await call("POST /admin/schedules", { as: admin, body })).status).toBe(201);
  }
  const list = (query: string) =>
    answer(
      call(`GET /admin/schedules?search=${made.slug}${query}`, { as: admin }),
      200,
      AdminSchedules,
    );
  const first = await list("&limit=2");
  const rest = await list(`&limit=2&cursor=${first.nextCursor}`);
  const found = [...first.items, ...rest.items];
  expect(found).toHaveLength(3);
  expect(found[0]?.id).toBe(made.scheduleId);
  const starts = found.map(({ startsAt }) => Date.parse(startsAt));
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  expect((await list("&when=past")).items).toEqual([]);
  expect((await list("%25")).items).toEqual([]);
  await refused(call("GET /admin/schedules?cursor=x", { as: admin }), "invalid-request");
});

it("[AD5] the activity log names the admin, the action, the time and the changes, and never the seed of a lottery", async () => {
  const { scheduleId } = await openShop(admin, 1, { queueOrder: "lottery" });
  const notice = { ko: "곧 다시 열어요", en: "Back soon" };
  const body = { action: "pause", notice, admitPerMinute: 60 };
  await answer(
    call(`POST /admin/schedules/${scheduleId}/sale`, { as: admin, body }),
    200,
    Schedule,
  );
  const path = `GET /admin/acts?subject=${scheduleId}`;
  const { items } = await answer(call(path, { as: admin }), 200, Acts);
  expect(items.map(({ action }) => action)).toEqual(["sale.pause", "schedule.create"]);
  expect(items[0]?.actor).toEqual({ id: admin.id, name: "Haneul", email: admin.email });
  const object = { kind: "schedule", id: scheduleId, name: { ko: "Seoul", en: "Seoul" } };
  expect(items[0]?.object).toMatchObject(object);
  expect(items[0]?.changes).toEqual([
    { field: "admit_per_minute", before: 12_000, after: 60 },
    { field: "notice", before: null, after: notice },
    { field: "sale_state", before: "open", after: "paused" },
  ]);
  expect(JSON.stringify(items)).not.toMatch(/draw_?seed/i);
  const all = await answer(call("GET /admin/acts?limit=1", { as: admin }), 200, Acts);
  expect(all.nextCursor).not.toBeNull();
});

it("[AD6] reconciliations are stored, and the list can leave out those without findings", async () => {
  await answer(call("POST /admin/reconciliation", { as: admin }), 200, Reconciliation);
  const Runs = page(Reconciliation);
  const runs = (query: string) =>
    answer(call(`GET /admin/reconciliation/history${query}`, { as: admin }), 200, Runs);
  const one = await answer(call("GET /admin/reconciliation", { as: admin }), 200, Reconciliation);
  expect((await runs("")).items).toContainEqual(one);
  const telling = await runs("?isTelling=true");
  for (const { findings, repaired } of telling.items)
    expect(findings.length + repaired.length).toBeGreaterThan(0);
  const { items } = await answer(call("GET /admin/acts?subject=books", { as: admin }), 200, Acts);
  const mine = items.filter(({ actor }) => actor?.id === admin.id);
  expect(mine.map(({ action }) => action)).toEqual(["reconciliation.run"]);
});
