import { expect, it } from "vitest";
import { keyName } from "../identity/key-names.ts";
import { ticketKey, ticketKeys } from "./ticket-key.ts";
import { readTicket, signTicket } from "./ticket-token.ts";

const first = { TOKEN_SECRET: "a-secret-for-tests-of-at-least-32-bytes" };
const claims = { scheduleId: crypto.randomUUID(), seat: 7, orderNumber: "FR-4K7Q-29XD" };

it("[WB5] a ticket is good after every rotation, until its key is removed", async () => {
  const name = (days: number) => keyName("ticket", Date.now() - days * 86_400_000);
  const second = { ...first, [name(2)]: "the second key, which is long enough" };
  const third = { ...second, [name(1)]: "the third key, which is long enough too" };
  const tokens = await Promise.all(
    [first, second, third].map(async (holder) => signTicket(await ticketKey(holder), claims)),
  );
  expect(new Set(tokens).size).toBe(3);
  const { scheduleId } = claims;
  const keys = await ticketKeys(third);
  expect(keys).toHaveLength(3);
  for (const token of tokens) expect(await readTicket(keys, { token, scheduleId })).toEqual(claims);
  const without = Object.fromEntries(
    Object.entries(third).filter(([each]) => each !== name(2)),
  ) as typeof first;
  const left = await ticketKeys(without);
  expect(await Promise.all(tokens.map((token) => readTicket(left, { token, scheduleId })))).toEqual(
    [claims, null, claims],
  );
});
