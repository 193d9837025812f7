import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { Created } from "../../contract/admin/catalog-changes.ts";
import { operatorId } from "../../contract/admin/organizations.ts";
import { connect } from "../../db/connection/connect.ts";
import {
  answer,
  call,
  openShop,
  person,
  refused,
  testEnv,
} from "../../../test/support/worker/shop.ts";
import { employ, newOrganization, worker } from "../../../test/support/worker/staff.ts";

const text = { ko: "가", en: "A" };
const venue = { name: text, city: text, address: text };
const organizationOf = async (venueId: string) => {
  const asked = sql`SELECT organization_id AS id FROM venue WHERE id = ${venueId}::uuid`;
  return (await connect(testEnv).execute<{ id: string }>(asked)).rows[0]?.id;
};

it("[OR4] a change of role and a suspension hold at once, for a token that was good before", async () => {
  const as = await worker("manager");
  const add = () => call("POST /admin/venues", { as, body: venue });
  await answer(add(), 201, Created);
  await employ(as, "auditor");
  expect((await refused(add(), "right-missing")).detail).toBe("venues.edit");
  expect((await call("GET /admin/schedules", { as })).status).toBe(200);
  await connect(testEnv).execute(
    sql`UPDATE staff SET suspended_at = now() WHERE account_id = ${as.id}::uuid`,
  );
  await refused(call("GET /admin/schedules", { as }), "forbidden");
});

it("[OR5] a member of several organizations' staff names the one to act for, and cannot name any other", async () => {
  const { organizationId, owner } = await newOrganization();
  const add = (headers = {}) => call("POST /admin/venues", { as: owner, body: venue, headers });
  const made = await answer(add(), 201, Created);
  expect(await organizationOf(made.id)).toBe(organizationId);
  const named = (id: string) => ({ "frontrow-organization": id });
  await refused(add(named(operatorId)), "not-found");
  await employ(owner, "owner");
  await refused(add(), "invalid-request");
  for (const id of [organizationId, operatorId]) {
    const there = await answer(add(named(id)), 201, Created);
    expect(await organizationOf(there.id)).toBe(id);
  }
});

it("[OR6] a role for one concert gives access to that concert, and to nothing else of the organization", async () => {
  const admin = await person("admin");
  const [mine, other] = [await openShop(admin, 1), await openShop(admin, 1)];
  const as = await worker("manager", { concertId: mine.concertId });
  const pause = (id: string) =>
    call(`POST /admin/schedules/${id}/sale`, { as, body: { action: "pause" } });
  expect((await pause(mine.scheduleId)).status).toBe(200);
  await refused(pause(other.scheduleId), "not-found");
  await refused(call("POST /admin/venues", { as, body: venue }), "right-missing");
});
