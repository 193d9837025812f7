import { beforeAll, expect, it } from "vitest";
import { CreatedPlan, Created } from "../../../contract/admin/catalog-changes.ts";
import {
  answer,
  call,
  openShop,
  person,
  type Person,
  planOf,
  refused,
} from "../../../../test/support/worker/shop.ts";

let admin: Person;

beforeAll(async () => {
  admin = await person("admin");
});

const dayMs = 86_400_000;
const at = (days: number) => new Date(Date.now() + days * dayMs).toISOString();
const post = (path: string, body: object) => call(`POST /admin${path}`, { as: admin, body });

it("[P51] a date for which no ticket could be sold is refused, with the fault", async () => {
  const { concertId, planHash } = await openShop(admin);
  const zones = [{ id: "r", priceMinor: 10_000 }];
  const add = (times: object) => post("/schedules", { concertId, planHash, zones, ...times });
  const past = { startsAt: at(-1), saleOpensAt: at(-9), saleClosesAt: at(-2) };
  const problem = await refused(add(past), "invalid-request");
  expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(["/startsAt", "/saleClosesAt"]);
  const late = { startsAt: at(5), saleOpensAt: at(-9), saleClosesAt: at(6) };
  const { errors } = await refused(add(late), "invalid-request");
  expect(errors?.map(({ pointer }) => pointer)).toEqual(["/saleClosesAt"]);
  await answer(add({ ...late, saleClosesAt: late.startsAt }), 201, Created);
});

it("[P51] a date of a concert in a currency that no way to pay takes is refused", async () => {
  const text = { ko: "밤", en: "Night" };
  const venue = await answer(
    post("/venues", { name: text, city: text, address: text }),
    201,
    Created,
  );
  const venueId = venue.id;
  const { hash } = await answer(post("/plans", { venueId, plan: planOf(1) }), 201, CreatedPlan);
  const about = {
    title: text,
    artist: text,
    description: text,
    genre: "concert",
    poster: "/posters/p.webp",
  };
  const slug = `concert-${crypto.randomUUID()}`;
  const concert = await answer(
    post("/concerts", { slug, venueId, currency: "USD", ...about }),
    201,
    Created,
  );
  const zones = [{ id: "r", priceMinor: 10_000 }];
  const times = { startsAt: at(9), saleOpensAt: at(-1), saleClosesAt: at(8) };
  const date = { concertId: concert.id, planHash: hash, zones, ...times };
  expect((await refused(post("/schedules", date), "invalid-request")).detail).toContain("USD");
});
