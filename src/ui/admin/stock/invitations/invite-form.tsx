import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Schedule } from "../../../../contract/catalog/concerts.ts";
import type { StockReason } from "../../../../contract/admin/stock/stock.ts";
import { type ApiError, asApiError } from "../../../api/problem.ts";
import { askInvitations } from "../../../api/selling/invitations.ts";
import { Dialog } from "../../../components/dialog.tsx";
import { language, local, words } from "../../../state/language.ts";
import { count } from "../../../i18n/format.ts";
import { stockReasons } from "../stock-reasons.ts";

type InviteFormProps = {
  schedule: Pick<Schedule, "id" | "zones">;
  /** The chosen seats, at most twenty; without any, the best of a zone are issued. */
  seats: readonly number[];
  onClose: () => void;
  onDone: () => void;
};

/** Asks for tickets for one guest, who pays nothing: of the chosen seats, or of a number of seats in a zone. */
export function InviteForm({ schedule, seats, onClose, onDone }: InviteFormProps) {
  const [w, s] = [words().adminInvitations, words().adminStock];
  const key = useMemo(() => crypto.randomUUID(), []);
  const reason = useSignal<StockReason>("guest");
  const text = useSignal({ name: "", mail: "", phone: "", note: "" });
  const zoneId = useSignal(schedule.zones[0]?.id ?? "");
  const tickets = useSignal(2);
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
        ...(seats.length > 0
          ? { seats: [...seats] }
          : { zoneId: zoneId.value, count: tickets.value }),
      };
      await askInvitations(schedule.id, { reason: reason.value, note, guests: [guest] }, key);
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
        {seats.length > 0 ? (
          <p class="c-2">{w.askText(count(seats.length, language.value), seats.length)}</p>
        ) : (
          <>
            <p class="c-2">{w.zoneText}</p>
            <div class="field">
              <label for="guest-zone">{w.zone}</label>
              <select
                class="input"
                id="guest-zone"
                value={zoneId.value}
                onChange={({ currentTarget }) => (zoneId.value = currentTarget.value)}
              >
                {schedule.zones.map((zone) => (
                  <option key={zone.id} value={zone.id}>
                    {local(zone.name)}
                  </option>
                ))}
              </select>
            </div>
            <div class="field">
              <label for="guest-count">{w.count}</label>
              <input
                class="input"
                id="guest-count"
                type="number"
                min={1}
                max={20}
                required
                value={tickets.value}
                onInput={({ currentTarget }) => (tickets.value = currentTarget.valueAsNumber)}
              />
            </div>
          </>
        )}
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
