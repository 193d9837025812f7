import { z } from "@hono/zod-openapi";
import { operatorId } from "../../../../src/contract/admin/organizations.ts";
import { derivedId } from "../../../../src/worker/encoding/digest.ts";
import { answer, bought, call, openShop, type Person, person } from "../shop.ts";
import { leftOpen } from "../staff.ts";

/** An act: its operation, its address, its body and its headers. */
type Act = [operation: string, what: string, body: object, headers?: Record<string, string>];

/** Previews change nothing, and the schedule's object keeps the holds of the counter. */
export const unlogged = [
  "previewStaffRefund",
  "previewExchange",
  "holdAtCounter",
  "extendCounterHold",
  "releaseCounterHold",
];

/** Everything at a counter that changes something lasting, in an order in which it can be done. */
export async function counterActs(as: Person, member: Person): Promise<Act[]> {
  const box = await openShop(as, 1);
  const order = await bought(await person(), box.scheduleId, [1]);
  const { id: ill } = await bought(await person(), box.scheduleId, [3]);
  const left = await leftOpen(operatorId, member);
  const keyed = () => ({ "idempotency-key": crypto.randomUUID() });
  const hold = (seats: number[]) => {
    const asked = { as, headers: keyed(), body: { choice: { seats } } };
    const placed = call(`POST /admin/schedules/${box.scheduleId}/counter/holds`, asked);
    return answer(placed, 201, z.looseObject({ id: z.uuid() }));
  };
  const opening = keyed();
  const mine = await derivedId(`shift|${as.id}|${opening["idempotency-key"]}`);
  const [held, other] = [await hold([2]), await hold([4])];
  return [
    [
      "openShift",
      "POST /admin/counter/shift",
      { counter: crypto.randomUUID(), floatMinor: 0 },
      opening,
    ],
    [
      "sellAtCounter",
      `POST /admin/schedules/${box.scheduleId}/counter/sales`,
      { holdId: held.id, tenders: [{ kind: "cash", amountMinor: 10_000 }], expectedMinor: 10_000 },
      keyed(),
    ],
    [
      "collectTickets",
      `POST /admin/orders/${order.id}/collection`,
      { seats: order.seats.map(({ seat }) => seat) },
      keyed(),
    ],
    [
      "undoCollection",
      `POST /admin/orders/${order.id}/collection/undo`,
      { seats: order.seats.map(({ seat }) => seat), reason: "misprint" },
    ],
    [
      "refundAtCounter",
      `POST /admin/orders/${ill}/counter-refund`,
      {
        seats: [3],
        tenders: [{ kind: "cash", amountMinor: 11_000 }],
        reason: "ill",
        expectedMinor: 11_000,
      },
      keyed(),
    ],
    [
      "exchangeTickets",
      `POST /admin/orders/${order.id}/exchange`,
      {
        seats: order.seats.map(({ seat }) => seat),
        to: { scheduleId: box.scheduleId, holdId: other.id },
      },
      keyed(),
    ],
    [
      "closeShift",
      "POST /admin/counter/shift/close",
      { shiftId: mine, counted: [], explanation: "a test" },
    ],
    [
      "forceShiftClose",
      `POST /admin/counter/shifts/${left}/close`,
      { counted: [], explanation: "gone" },
    ],
    [
      "saveCounterSettings",
      "PUT /admin/counter/settings",
      {
        hasFees: false,
        sellsBeforeOpening: true,
        sellsWhilePaused: false,
        sellsWhileDraining: true,
        sellsAfterClosing: true,
      },
    ],
  ];
}
