import { expect, it } from "vitest";
import { AdminConcert } from "../../../../contract/admin/changes/concert-changes.ts";
import { Member } from "../../../../contract/money/discounts.ts";
import {
  answer,
  call,
  openShop,
  person,
  refused,
} from "../../../../../test/support/worker/shop.ts";

it("[CH33] a stale change of a sale, of terms or of a tier is refused with what changed, and a repeated one is done once", async () => {
  const [as, other] = [await person("admin"), await person("admin")];
  const { concertId, scheduleId } = await openShop(as);
  const revision = async () => {
    const known = await answer(call(`GET /admin/concerts/${concertId}`, { as }), 200, AdminConcert);
    return known.dates[0]?.revision ?? 0;
  };
  const seen = await revision();
  const act = (path: string, body: object, match: number | string) =>
    call(`${path.startsWith("/admin/accounts") ? "PUT" : "POST"} ${path}`, {
      as,
      body,
      headers: { "if-match": `"${match}"` },
    });
  const sale = `/admin/schedules/${scheduleId}/sale`;
  const terms = `/admin/schedules/${scheduleId}/terms`;
  const paused = await act(sale, { action: "pause", shoppersMax: 7 }, seen);
  expect([paused.status, paused.headers.get("etag")]).toEqual([200, `"${await revision()}"`]);
  // Its answer was lost, and it is sent again.
  expect((await act(sale, { action: "pause", shoppersMax: 7 }, seen)).status).toBe(200);
  const stale = await refused(act(sale, { action: "close" }, seen), "changed-meanwhile");
  expect(stale.errors).toContainEqual({
    pointer: "/shoppers_max",
    detail: expect.stringMatching(/^7 \(/) as string,
  });
  await refused(act(terms, { depositMinutes: 90 }, seen), "changed-meanwhile");
  const now = await revision();
  const changed = await act(terms, { depositMinutes: 90 }, now);
  expect([changed.status, changed.headers.get("etag")]).toEqual([200, `"${now + 1}"`]);
  // A program may pause a sale without having read it.
  const blind = { as, body: { action: "close" } };
  expect((await call(`POST ${sale}`, blind)).status).toBe(200);

  const fan = await person();
  const tier = `/admin/accounts/${fan.id}/tier`;
  const member = async () =>
    (await answer(call(`GET /admin/accounts?email=${fan.email}`, { as }), 200, Member)).tierSeen;
  const before = await member();
  expect((await call(`PUT ${tier}`, { as: other, body: { tier: "gold" } })).status).toBe(200);
  const late = await refused(act(tier, { tier: "vip" }, before), "changed-meanwhile");
  expect(late.errors).toEqual([{ pointer: "/tier", detail: '"gold"' }]);
  const set = await act(tier, { tier: "vip" }, await member());
  expect([set.status, set.headers.get("etag")]).toEqual([200, `"${await member()}"`]);
  expect((await act(tier, { tier: "vip" }, before)).status).toBe(200);
});
