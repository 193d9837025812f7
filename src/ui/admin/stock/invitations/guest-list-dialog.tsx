import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { GuestFile, InvitedGuest } from "../../../../contract/admin/stock/invitations.ts";
import { type ApiError, asApiError } from "../../../api/problem.ts";
import { askInvitations, readGuestFile } from "../../../api/selling/invitations.ts";
import { Dialog } from "../../../components/dialog.tsx";
import { problemText } from "../../../components/feedback/trouble.tsx";
import { count } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import type { StaffHall } from "../../staff-map/staff-hall.ts";

const guestsMax = 200;
const faultsShown = 5;

type ListProps = { staff: StaffHall; onClose: () => void; onDone: () => void };

/** Asks for tickets for the guests of a file, after it was read and its faults were told by line. */
export function GuestListDialog({ staff, onClose, onDone }: ListProps) {
  const [w, lang] = [words().adminInvitations, language.value];
  const { id } = staff.schedule;
  const key = useMemo(() => crypto.randomUUID(), []);
  const file = useSignal<GuestFile | null>(null);
  const refusal = useSignal<ApiError | null>(null);
  const isBusy = useSignal(false);
  const act = async (doing: () => Promise<void>) => {
    if (isBusy.value) return;
    isBusy.value = true;
    refusal.value = null;
    try {
      await doing();
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  const read = (chosen: File | undefined) => {
    if (chosen) void act(async () => void (file.value = await readGuestFile(id, chosen)));
  };
  const guests = file.value?.guests ?? [];
  const send = () =>
    void act(async () => {
      await askInvitations(id, { reason: "guest", note: "", guests }, key);
      onDone();
    });
  const isTooLong = guests.length > guestsMax;
  const tickets = guests.reduce((sum, guest) => sum + ticketsOf(guest), 0);
  return (
    <Dialog title={w.listTitle} onClose={onClose}>
      <p class="c-2">{w.listText}</p>
      <label class="btn btn--secondary btn--block">
        {w.listFile}
        <input
          class="sr"
          type="file"
          accept=".csv,.txt,text/csv"
          onChange={({ currentTarget }) => {
            read(currentTarget.files?.[0]);
            // The same file again, corrected, has to count as a choice too.
            currentTarget.value = "";
          }}
        />
      </label>
      <div class="stack-2" role="status">
        {file.value ? (
          <p>
            {guests.length === 0
              ? w.listEmpty
              : w.listRead(count(guests.length, lang), count(tickets, lang))}
          </p>
        ) : null}
        {file.value ? <Faults faults={file.value.faults} /> : null}
      </div>
      <p class="error" role="alert">
        {refusal.value ? problemText(refusal.value) : isTooLong ? w.listTooLong : null}
      </p>
      <button
        class="btn btn--primary btn--block"
        type="button"
        disabled={guests.length === 0 || isTooLong}
        aria-busy={isBusy.value}
        onClick={send}
      >
        {w.listSend(count(guests.length, lang))}
      </button>
    </Dialog>
  );
}

const ticketsOf = (guest: InvitedGuest) => ("seats" in guest ? guest.seats.length : guest.count);

function Faults({ faults }: Pick<GuestFile, "faults">) {
  const w = words().adminInvitations;
  if (faults.length === 0) return null;
  const more = faults.length - faultsShown;
  return (
    <>
      <p class="t-14">{w.listFaults}</p>
      <ul class="t-14 c-2">
        {faults.slice(0, faultsShown).map(({ line, column, code, text }) => (
          <li key={`${line} ${column}`}>
            {w.listLine(line)}: {w.faults[code] ?? code}
            {text === "" ? "" : ` (${text})`}
          </li>
        ))}
        {more > 0 ? <li>{w.listMore(count(more, language.value))}</li> : null}
      </ul>
    </>
  );
}
