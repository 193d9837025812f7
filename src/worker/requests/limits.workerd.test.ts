import { expect, it } from "vitest";
import { call, callLimited, person, refused } from "../../../test/support/worker/shop.ts";

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
