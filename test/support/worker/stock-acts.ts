import { z } from "@hono/zod-openapi";
import { Invitations } from "../../../src/contract/admin/stock/invitations.ts";
import { answer, call, type Person } from "./shop.ts";
import { worker } from "./staff.ts";

const newKey = () => ({ "idempotency-key": crypto.randomUUID() });

/** One act of each kind on the stock of a date with ten seats, the last five of them free. */
export async function stockActs(as: Person, ofSchedule: string) {
  const blocked = { as, body: { kind: "house", seats: [9] }, headers: newKey() };
  const { id: blockId } = await answer(
    call(`POST ${ofSchedule}/stock`, blocked),
    201,
    z.looseObject({ id: z.string() }),
  );
  const asking = call(`POST ${ofSchedule}/invitations`, {
    as: await worker("box-office"),
    body: { guests: [{ name: "A", seats: [6] }] },
    headers: newKey(),
  });
  const asked = await answer(asking, 201, Invitations);
  const guests = { guests: [{ name: "A", seats: [7] }] };
  const request = `POST /admin/invitation-requests/${asked.id}/decision`;
  const guest = `POST /admin/invitation-guests/${asked.guests[0]?.id}/cancellation`;
  return [
    ["createStock", `POST ${ofSchedule}/stock`, { kind: "house", seats: [8] }, newKey()],
    ["changeStock", `PATCH ${ofSchedule}/stock/${blockId}`, { seen: 1, note: "a" }],
    ["releaseStock", `POST ${ofSchedule}/stock/${blockId}/release`, {}],
    ["askInvitations", `POST ${ofSchedule}/invitations`, guests, newKey()],
    ["decideInvitations", request, { isApproved: true }],
    ["cancelInvitation", guest, { reason: "a" }],
    ["setInvitationApproval", "PUT /admin/invitation-approval", { isNeeded: true }],
  ] satisfies [string, string, object, Record<string, string>?][];
}
