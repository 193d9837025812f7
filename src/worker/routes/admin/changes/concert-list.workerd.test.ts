import { beforeAll, expect, it } from "vitest";
import { Created } from "../../../../contract/admin/catalog-changes.ts";
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
  const { venueId } = await openShop(admin);
  // Other tests add concerts meanwhile, so these are found by their name.
  const mark = `list-${crypto.randomUUID().slice(0, 8)}`;
  const add = async (slug: string) => {
    const text = { ko: slug, en: slug };
    const about = { title: text, artist: text, description: text, genre: "concert" };
    const body = { slug, venueId, ...about, poster: "/posters/none.svg" };
    return (await answer(call("POST /admin/concerts", { as: admin, body }), 201, Created)).id;
  };
  const first = await add(`${mark}-a`);
  const second = await add(`${mark}-b`);
  const one = await listed(`search=${mark}&limit=1`);
  expect(one.items[0]).toMatchObject({ id: second, state: "published", dateCount: 0, seats: 0 });
  const next = await listed(`search=${mark}&limit=1&cursor=${one.nextCursor}`);
  expect(next.items.map(({ id }) => id)).toEqual([first]);
  expect(next.nextCursor).toBeNull();
  const { slug, concertId } = await openShop(admin);
  const [found] = (await listed(`search=${slug}`)).items;
  expect(found).toMatchObject({ id: concertId, dateCount: 1, seats: 20, sold: 0 });
  await refused(call("GET /admin/concerts?cursor=nowhere", { as: admin }), "invalid-request");
  await refused(call("GET /admin/concerts", { as: await person() }), "forbidden");
});
