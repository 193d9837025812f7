import { expect, it } from "vitest";
import { Acts } from "../../../contract/admin/activity.ts";
import { Organization } from "../../../contract/admin/organizations.ts";
import { answer, call, openShop } from "../../../../test/support/worker/shop.ts";
import { newOrganization, worker } from "../../../../test/support/worker/staff.ts";

it("[OR30] the audit log can be searched by action, actor, change and time, and shows where an act came from", async () => {
  const { organizationId, owner } = await newOrganization();
  const as = await worker("owner", { organizationId });
  const { scheduleId } = await openShop(as, 1);
  const change = {
    name: { ko: "붉은 극장", en: "Red" },
    identity: null,
  };
  const headers = {
    "if-match": '"1"',
    "user-agent": "Browser/1",
    "cf-connecting-ip": "203.0.113.7",
  };
  await answer(
    call("PUT /admin/organization", { as: owner, headers, body: change }),
    200,
    Organization,
  );
  const find = async (query: string) =>
    (await answer(call(`GET /admin/acts?${query}`, { as }), 200, Acts)).items;
  const [renamed] = await find("search=organization.change");
  expect(renamed).toMatchObject({ actor: { id: owner.id }, origin: "203.0.113.7 Browser/1" });
  expect(await find(`search=${encodeURIComponent("붉은")}`)).toEqual([renamed]);
  expect(await find(`search=${owner.email}`)).toEqual([renamed]);
  expect((await find(`search=${as.email}`)).map(({ action }) => action)).toEqual([
    "schedule.create",
    "concert.create",
    "plan.create",
    "venue.create",
  ]);
  expect((await find(`subject=${scheduleId}`)).map(({ action }) => action)).toEqual([
    "schedule.create",
  ]);
  // What is hidden from the log is not to be guessed by searching.
  expect(await find("search=draw_seed")).toEqual([]);
  const { at = "" } = renamed ?? {};
  expect(await find(`since=${at}`)).toContainEqual(renamed);
  expect(await find(`until=${at}`)).not.toContainEqual(renamed);

  const table = await call(`GET /admin/acts/export?search=${owner.email}`, { as });
  expect(table.headers.get("content-type")).toContain("text/csv");
  const lines = (await table.text()).trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("organization.change,organization,Red,");
  expect(lines[1]).toContain("203.0.113.7 Browser/1");
});
