import { useSignal } from "@preact/signals";
import type { Schedule } from "../../contract/catalog/concerts.ts";
import { Dialog } from "../components/dialog.tsx";
import { Gate } from "../account/gate.tsx";
import { Icon } from "../components/icon.tsx";
import { WaitForm } from "./join-form.tsx";
import { words } from "../state/language.ts";
import { isLive, loadEntries, useEntries } from "./waitlist-state.ts";

/** The actions for a sold-out date: join the waitlist, see the position, or pay for an offer. */
export function Wait({ schedule }: { schedule: Schedule }) {
  const w = words().waitlist;
  const isOpen = useSignal(false);
  const entry = useEntries()?.find((each) => each.scheduleId === schedule.id && isLive(each));
  if (entry?.offer)
    return (
      <a
        class="btn btn--lg btn--block btn--primary"
        href={`/checkout/${schedule.id}/${entry.offer.holdId}`}
      >
        <Icon name="ticket" size={20} />
        {w.offered}
      </a>
    );
  const close = () => {
    isOpen.value = false;
  };
  return (
    <>
      <button
        class={`btn btn--lg btn--block ${entry ? "btn--secondary" : "btn--primary"}`}
        type="button"
        aria-haspopup="dialog"
        onClick={() => {
          isOpen.value = true;
        }}
      >
        <Icon name={entry ? "clock" : "bell"} size={20} />
        {entry ? w.waiting : w.join}
      </button>
      {isOpen.value ? (
        <Dialog title={w.title} onClose={close}>
          <Gate reason={w.signIn} title={null}>
            {() => (
              <WaitForm
                key={entry?.scheduleId}
                schedule={schedule}
                entry={entry}
                onChanged={loadEntries}
                onClose={close}
              />
            )}
          </Gate>
        </Dialog>
      ) : null}
    </>
  );
}
