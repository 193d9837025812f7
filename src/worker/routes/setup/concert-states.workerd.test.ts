import { expect, it } from "vitest";
import { Concert } from "../../../contract/catalog/concerts.ts";
import { StatedConcert } from "../../../contract/catalog/concert-states.ts";
import { Turn } from "../../../contract/sale/queue.ts";
import {
  answer,
  call,
  openShop,
  person,
  type Person,
  refused,
} from "../../../../test/support/worker/shop.ts";

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

const change = (as: Person, concertId: string, revision: number, body: object) =>
  call(`POST /admin/concerts/${concertId}/state`, {
    as,
    body,
    headers: { "if-match": `"${revision}"` },
  });

it("[CD34] a fan cannot line up or see seats before a scheduled concert appears, and can as soon as it is published", async () => {
  const admin = await person("admin");
  const fan = await person();
  const { concertId, scheduleId } = await openShop(admin, 1, { saleOpensAt: inHours(24) });
  const hidden = await answer(
    change(admin, concertId, 1, { state: "scheduled", publishAt: inHours(1) }),
    200,
    StatedConcert,
  );
  expect(hidden).toMatchObject({ state: "scheduled", revision: 2 });
  await refused(call(`GET /concerts/${concertId}`), "not-found");
  await refused(call(`GET /schedules/${scheduleId}`), "not-found");
  await refused(call(`POST /schedules/${scheduleId}/queue`, { as: fan }), "not-found");
  await refused(call(`GET /schedules/${scheduleId}/presales`, { as: fan }), "not-found");
  const open = () =>
    call(`POST /admin/schedules/${scheduleId}/sale`, { as: admin, body: { action: "open" } });
  await refused(open(), "conflict");
  await answer(change(admin, concertId, 2, { state: "unlisted" }), 200, StatedConcert);
  expect((await open()).status).toBe(200);
  const seen = await answer(call(`GET /concerts/${concertId}`), 200, Concert);
  expect(seen.isListed).toBe(false);
  const turn = call(`POST /schedules/${scheduleId}/queue`, { as: fan });
  expect((await answer(turn, 201, Turn)).state).toBe("admitted");
  await refused(
    change(admin, concertId, 3, { state: "scheduled", publishAt: inHours(1) }),
    "conflict",
  );
  await refused(change(admin, concertId, 3, { state: "scheduled" }), "invalid-request");
  await refused(change(admin, concertId, 2, { state: "published" }), "changed-meanwhile");
});

it("[CD38] a concert that is hidden is gone at once from its addresses and those of its dates, also where the edge keeps them", async () => {
  const admin = await person("admin");
  const shop = await openShop(admin, 1, { saleOpensAt: inHours(24) });
  const concert = `/concerts/${shop.slug}`;
  const pages = [concert, `${concert}/schedules`, `/schedules/${shop.scheduleId}`];
  for (const page of pages) expect((await call(`GET ${page}`)).status).toBe(200);
  const hide = { state: "scheduled", publishAt: inHours(1) };
  await answer(change(admin, shop.concertId, 1, hide), 200, StatedConcert);
  for (const page of pages) await refused(call(`GET ${page}`), "not-found");
});
