import { expect, it } from "vitest";
import { fullAgreement } from "../../contract/money/agreement.ts";
import { Hold } from "../../contract/sale/holds.ts";
import {
  answer,
  call,
  callLimited,
  holding,
  openShop,
  passOf,
  person,
  refused,
} from "../../../test/support/worker/shop.ts";

it("[P65] a long body without its length is refused before anything of it is read or anybody is asked for", async () => {
  for (const path of [
    "/admin/images",
    `/admin/imports?kind=emails&target=${crypto.randomUUID()}`,
    `/admin/venues/${crypto.randomUUID()}/plan-import`,
    "/admin/plans",
  ]) {
    let chunks = 0;
    const raw = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          controller.enqueue(new Uint8Array(65_536));
          if (++chunks === 16) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { "content-type": "text/csv" };
    const { detail } = await refused(call(`POST ${path}`, { raw, headers }), "body-too-large");
    expect(detail).toBe("Give the length of the body in Content-Length");
    expect(chunks).toBeLessThan(16);
  }
});

it("[LM6] an account sends at most a hundred requests a minute, and a refusal says when to come back", async () => {
  const [fan, other] = [await person(), await person()];
  const nowhere = `GET /schedules/${crypto.randomUUID()}/holds`;
  const asked = await Promise.all(
    // So many that some are refused even if a new minute begins meanwhile.
    Array.from({ length: 201 }, () => callLimited(nowhere, { as: fan })),
  );
  const codes = await Promise.all(
    asked.map(async (response) => [response.status, await response.json()]),
  );
  expect([...new Set(codes.map(([status]) => status))].toSorted()).toEqual([404, 429]);
  const refusal = asked.find(({ status }) => status === 429);
  expect(refusal?.headers.get("ratelimit-policy")).toBe('"api";q=100;w=60');
  expect(refusal?.headers.get("ratelimit")).toBe('"api";r=0');
  expect(Number(refusal?.headers.get("retry-after"))).toBeGreaterThan(0);
  await refused(callLimited(nowhere, { as: other }), "not-found");
});

it("[LM7] guesses at codes and vouchers are limited to twenty a minute for an account, and starts of payments to ten", async () => {
  const [fan, other] = [await person(), await person()];
  const guess = (as: typeof fan) =>
    callLimited("POST /wallet/vouchers", { as, body: { code: "WRONG-CODE-1234" } });
  const statuses: number[] = [];
  for (let n = 0; n < 22; n++) statuses.push((await guess(fan)).status);
  expect(statuses.slice(20)).toEqual([429, 429]);
  expect(statuses.slice(0, 20)).not.toContain(429);
  expect((await guess(other)).status).not.toBe(429);
  const topUp = () =>
    callLimited("POST /wallet/top-ups", {
      as: fan,
      body: { amount: 10_000 },
      headers: { "idempotency-key": crypto.randomUUID() },
    });
  for (let n = 0; n < 10; n++) expect((await topUp()).status).toBe(201);
  expect((await topUp()).status).toBe(429);
});

it("[LM9] an account holds and pays at most ten times a minute on a schedule, and a lost race counts only as a request", async () => {
  const { scheduleId } = await openShop(await person("admin"), 1);
  const [fan, rival] = [await person(), await person()];
  await holding(rival, scheduleId, [0]);
  const pass = await passOf(fan, scheduleId);
  const hold = (seat: number, key: string = crypto.randomUUID()) =>
    callLimited(`POST /schedules/${scheduleId}/holds`, {
      as: fan,
      body: { seats: [seat] },
      headers: { "frontrow-pass": pass, "idempotency-key": key },
    });
  for (let n = 0; n < 12; n++) await refused(hold(0), "seat-taken");
  const key = crypto.randomUUID();
  const mine = await answer(hold(1, key), 201, Hold);
  for (let n = 1; n < 10; n++) expect((await answer(hold(1, key), 201, Hold)).id).toBe(mine.id);
  const over = await hold(1, key);
  const wait = over.headers.get("retry-after");
  expect(over.headers.get("ratelimit-policy")).toBe('"booking";q=10;w=60');
  expect(over.headers.get("ratelimit")).toBe(`"booking";r=0;t=${wait}`);
  await refused(over, "too-many-requests");

  const body = { scheduleId, holdId: mine.id, method: "wallet", agreement: fullAgreement };
  const pay = () =>
    callLimited("POST /orders", {
      as: fan,
      body,
      headers: { "idempotency-key": crypto.randomUUID() },
    });
  for (let n = 0; n < 10; n++) await refused(pay(), "insufficient-funds");
  await refused(pay(), "too-many-requests");
});
