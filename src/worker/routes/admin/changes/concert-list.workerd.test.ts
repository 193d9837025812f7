import { beforeAll, expect, it } from "vitest";
import { AdminConcerts } from "../../../../contract/admin/changes/concert-list.ts";
import {
  answer,
  call,
  openShop,
  person,
  type Person,
  refused,
} from "../../../../../test/support/worker/shop.ts";

let admin: Person;

beforeAll(async () => {
  admin = await person("admin");
});

const listed = (query: string) =>
  answer(call(`GET /admin/concerts?${query}`, { as: admin }), 200, AdminConcerts);

it("[AD92] staff list concerts page by page, newest first, each once, and find them by their slug", async () => {
  const first = await openShop(admin);
  const second = await openShop(admin);
  const one = await listed("limit=1");
  expect(one.items[0]).toMatchObject({ id: second.concertId, state: "published", dateCount: 1 });
  expect(one.items[0]).toMatchObject({ seats: 20, sold: 0 });
  const next = await listed(`limit=1&cursor=${one.nextCursor}`);
  expect(next.items.map(({ id }) => id)).toEqual([first.concertId]);
  const found = await listed(`search=${first.slug}`);
  expect(found.items.map(({ id }) => id)).toEqual([first.concertId]);
  await refused(call("GET /admin/concerts?cursor=nowhere", { as: admin }), "invalid-request");
  await refused(call("GET /admin/concerts", { as: await person() }), "forbidden");
});
