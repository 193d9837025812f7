import { expect, it } from "vitest";
import { z } from "@hono/zod-openapi";
import { People, Person, PersonLook, Suspended } from "../../../../contract/admin/people/people.ts";
import { fullConsent } from "../../../../contract/people/consent.ts";
import { maskedEmail } from "../../../../contract/people/masking.ts";
import { Session } from "../../../../contract/people/accounts.ts";
import { Holds } from "../../../../contract/sale/holds.ts";
import {
  answer,
  call,
  holdSeats,
  holding,
  openShop,
  passOf,
  person,
  refused,
} from "../../../../../test/support/worker/shop.ts";

it("[PP7] a suspended account cannot sign in, and its holds end at once", async () => {
  const as = await person("admin");
  const { scheduleId } = await openShop(as, 4);
  const email = `${crypto.randomUUID()}@example.com`;
  const credentials = { email, password: "correct horse battery" };
  const signUp = { ...credentials, name: "하늘", consent: fullConsent };
  const { account, accessToken } = await answer(
    call("POST /accounts", { body: signUp }),
    201,
    Session,
  );
  const fan = { id: account.id, email, token: accessToken };
  await holding(fan, scheduleId, [0, 1]);
  const reason = { reason: "resells tickets" };
  const path = `/admin/people/${account.id}`;
  const suspended = await answer(
    call(`POST ${path}/suspension`, { as, body: reason }),
    200,
    Suspended,
  );
  expect(suspended).toMatchObject({ unreached: 0, person: { suspension: reason.reason } });
  const holds = await answer(call(`GET /schedules/${scheduleId}/holds`, { as: fan }), 200, Holds);
  expect(holds.items).toEqual([]);
  const rival = await person();
  const pass = await passOf(rival, scheduleId);
  await answer(holdSeats(rival, scheduleId, pass, { seats: [0, 1] }), 201, z.unknown());
  await refused(call("POST /sessions", { body: credentials }), "account-suspended");
  // Whoever does not know the password does not learn of the suspension.
  const guess = { ...credentials, password: "something else" };
  await refused(call("POST /sessions", { body: guess }), "wrong-credentials");
  await answer(call(`POST ${path}/restoration`, { as, body: reason }), 200, Person);
  await answer(call("POST /sessions", { body: credentials }), 201, Session);
  // Staff are not suspended by accident.
  await refused(call(`POST /admin/people/${as.id}/suspension`, { as, body: reason }), "conflict");
});

it("[PP6] the list and the page of people mask addresses, and a look needs a reason", async () => {
  const as = await person("admin");
  const email = `${crypto.randomUUID()}@example.com`;
  const body = { email, password: "correct horse battery", name: "하늘", consent: fullConsent };
  const { account } = await answer(call("POST /accounts", { body }), 201, Session);
  const listed = await answer(call(`GET /admin/people?search=${email}`, { as }), 200, People);
  expect(listed.items.map(({ id }) => id)).toEqual([account.id]);
  expect(listed.items[0]?.email).toBe(maskedEmail(email));
  const look = (reason: string) =>
    call(`POST /admin/people/${account.id}/look`, { as, body: { reason } });
  await refused(look("  "), "invalid-request");
  expect(await answer(look("the fan called"), 200, PersonLook)).toEqual({ email, name: "하늘" });
});
