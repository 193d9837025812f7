import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { StockReason } from "../../../../contract/admin/stock/stock.ts";
import { type ApiError, asApiError } from "../../../api/problem.ts";
import { askInvitations } from "../../../api/selling/invitations.ts";
import { Dialog } from "../../../components/dialog.tsx";
import { language, words } from "../../../state/language.ts";
import { count } from "../../../i18n/format.ts";
import { newKey } from "../stock-state.ts";
import { stockReasons } from "../stock-reasons.ts";

type InviteFormProps = {
  scheduleId: string;
  seats: readonly number[];
  onClose: () => void;
  onDone: () => void;
};

/** Asks for tickets of the chosen seats for one guest, who pays nothing. */
export function InviteForm({ scheduleId, seats, onClose, onDone }: InviteFormProps) {
  const [w, s] = [words().adminInvitations, words().adminStock];
  const key = useMemo(newKey, []);
  const reason = useSignal<StockReason>("guest");
  const text = useSignal({ name: "", mail: "", phone: "", note: "" });
  const refusal = useSignal<ApiError | null>(null);
  const isBusy = useSignal(false);
  const field = (name: keyof typeof text.value) => ({
    value: text.value[name],
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
      text.value = { ...text.value, [name]: currentTarget.value };
    },
  });
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const { name, mail, phone, note } = text.value;
    isBusy.value = true;
    try {
      const guest = {
        name,
        mail: mail === "" ? null : mail,
        phone: phone.replaceAll(/\D/g, "") || null,
        seats: [...seats],
      };
      await askInvitations(scheduleId, { reason: reason.value, note, guests: [guest] }, key);
      onDone();
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    } finally {
      isBusy.value = false;
    }
  };
  return (
    <Dialog title={w.ask} onClose={onClose}>
      <form class="stack" onSubmit={(event) => void send(event)}>
        <p class="c-2">{w.askText(count(seats.length, language.value), seats.length)}</p>
        <div class="field">
          <label for="guest-name">{w.name}</label>
          <input class="input" id="guest-name" required maxLength={100} {...field("name")} />
        </div>
        <div class="field">
          <label for="guest-mail">
            {w.mail}
            <span class="opt"> · {s.optional}</span>
          </label>
          <input class="input" id="guest-mail" type="email" maxLength={254} {...field("mail")} />
        </div>
        <div class="field">
          <label for="guest-phone">
            {w.phone}
            <span class="opt"> · {s.optional}</span>
          </label>
          <input
            class="input"
            id="guest-phone"
            type="tel"
            inputMode="tel"
            maxLength={24}
            {...field("phone")}
          />
        </div>
        <div class="field">
          <label for="guest-reason">{s.reason}</label>
          <select
            class="input"
            id="guest-reason"
            value={reason.value}
            onChange={({ currentTarget }) => (reason.value = currentTarget.value as StockReason)}
          >
            {stockReasons.map((each) => (
              <option key={each} value={each}>
                {s.reasons[each]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="guest-note">
            {s.note}
            <span class="opt"> · {s.optional}</span>
          </label>
          <input class="input" id="guest-note" maxLength={500} {...field("note")} />
        </div>
        <p class="error" role="alert">
          {refusal.value ? words().problem[refusal.value.code] : null}
        </p>
        <div class="dialog__actions">
          <button class="btn btn--secondary" type="button" onClick={onClose}>
            {words().admin.back}
          </button>
          <button class="btn btn--primary" type="submit" disabled={isBusy.value}>
            {w.ask}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
