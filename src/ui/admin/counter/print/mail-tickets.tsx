import { useSignal } from "@preact/signals";
import { type ApiError, asApiError } from "../../../api/problem.ts";
import { resendOrder } from "../../../api/selling/orders.ts";
import { problemText } from "../../../components/feedback/trouble.tsx";
import { words } from "../../../state/language.ts";
import { may } from "../../staff/employer.ts";

type MailProps = {
  orderId: string;
  /** The tickets of an account go to its own address. */
  isOfAccount: boolean;
  /** The address that is known. */
  mail: string | null;
};

/** Mails the tickets of an order, to the address that the customer says. */
export function MailTickets({ orderId, isOfAccount, mail }: MailProps) {
  const w = words().counter.mail;
  const address = useSignal(mail ?? "");
  const state = useSignal<"idle" | "busy" | "sent">("idle");
  const refusal = useSignal<ApiError | null>(null);
  if (!may("orders.edit")) return null;
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    if (state.value === "busy") return;
    state.value = "busy";
    refusal.value = null;
    const to = address.value.trim();
    try {
      await resendOrder(orderId, isOfAccount || to === mail ? undefined : to);
      state.value = "sent";
    } catch (thrown) {
      refusal.value = asApiError(thrown);
      state.value = "idle";
    }
  };
  return (
    <form class="stack-2" onSubmit={(event) => void send(event)}>
      {isOfAccount ? null : (
        <label class="label" for="ticket-mail">
          {w.address}
        </label>
      )}
      <div class="row">
        {isOfAccount ? null : (
          <input
            class="input"
            id="ticket-mail"
            type="email"
            required
            maxLength={254}
            autocomplete="off"
            value={address.value}
            onInput={({ currentTarget }) => {
              address.value = currentTarget.value;
              state.value = "idle";
            }}
          />
        )}
        <button class="btn btn--secondary nowrap" type="submit" aria-busy={state.value === "busy"}>
          {isOfAccount ? w.toAccount : w.send}
        </button>
      </div>
      <p class="t-14" role="status">
        {state.value === "sent" ? w.sent : null}
      </p>
      <p class="error" role="alert">
        {refusal.value ? problemText(refusal.value) : null}
      </p>
    </form>
  );
}
