import { useSignal } from "@preact/signals";
import type { Person } from "../../../contract/admin/people/people.ts";
import { searchOrders } from "../../api/selling/orders.ts";
import { suspendPerson } from "../../api/selling/people.ts";
import { createRefundJob } from "../../api/selling/refunds.ts";
import { local, words } from "../../state/language.ts";
import { navigate } from "../../state/router.ts";
import { ReasonDialog } from "../parts/reasons/reason-dialog.tsx";
import { may } from "../staff/employer.ts";

type Props = {
  person: Person;
  onClose: () => void;
  onSuspended: (person: Person, told: string) => void;
};

/** Says what ends with the account, and asks whether its tickets stay. Their refunds are a job that is looked at first. */
export function SuspendDialog({ person, onClose, onSuspended }: Props) {
  const w = words().peoplePages;
  const { id, roles, liveOrders } = person;
  const isRefunded = useSignal(false);
  const suspend = async (reason: string) => {
    const { person: now, unreached } = await suspendPerson(id, reason, roles.length > 0);
    onSuspended(now, unreached === 0 ? w.saved : w.unreached(unreached));
    const orders = isRefunded.value ? await ordersToCome(id) : [];
    if (orders.length === 0) return;
    const job = { money: { by: "full" }, seat: "sale", to: "original", reason } as const;
    const made = await createRefundJob({ selection: { orders }, ...job }, crypto.randomUUID());
    navigate(`/admin/refunds/${made.id}`);
  };
  return (
    <ReasonDialog
      title={w.suspend}
      text={w.suspendText}
      yes={w.suspendYes}
      isDanger
      onClose={onClose}
      onReason={suspend}
    >
      {roles.length === 0 ? null : (
        <p class="note note--warn">
          {w.rolesEnd(
            roles.map(
              ({ organization, role }) =>
                `${local(organization)} (${words().adminStaff.roles[role]})`,
            ),
          )}
        </p>
      )}
      {liveOrders > 0 && may("refunds.run") ? (
        <fieldset class="field">
          <legend>{w.tickets}</legend>
          {[false, true].map((choice) => (
            <label key={String(choice)} class="check">
              <input
                type="radio"
                name="tickets"
                checked={isRefunded.value === choice}
                onChange={() => (isRefunded.value = choice)}
              />
              {choice ? w.ticketsRefunded : w.ticketsStay}
            </label>
          ))}
        </fieldset>
      ) : null}
    </ReasonDialog>
  );
}

/** The orders of an account with valid tickets for shows to come, as far as the organization sees them. */
async function ordersToCome(accountId: string, now = new Date().toISOString()): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await searchOrders({ search: accountId }, cursor);
    for (const { id, state, startsAt } of page.items)
      if (state !== "cancelled" && startsAt > now) found.push(id);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}
