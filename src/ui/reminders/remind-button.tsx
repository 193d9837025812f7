import { useSignal } from "@preact/signals";
import type { Schedule } from "../../contract/catalog/concerts.ts";
import { asApiError } from "../api/problem.ts";
import { Dialog } from "../components/dialog.tsx";
import { Gate } from "../account/gate.tsx";
import { Icon } from "../components/icon.tsx";
import { PushSwitch } from "./push-switch.tsx";
import { problemText } from "../components/feedback/trouble.tsx";
import { words } from "../state/language.ts";
import { account } from "../state/session.ts";
import { showToast } from "../state/toast.ts";
import { reminders, setWish } from "../wishlist/wishes.ts";
import { calendarHref } from "../concert/calendar-href.ts";

/** Sets a reminder for a sale's opening. The press sets it; the dialog says how the reminder arrives. */
export function Remind({ schedule }: { schedule: Schedule }) {
  const w = words();
  const isOpen = useSignal(false);
  const isAsked = useSignal(false);
  const isOn = isToldOf(schedule);
  const turn = (isTold: boolean) => {
    isAsked.value = isTold;
    void tell(schedule, isTold);
  };
  const press = () => {
    isOpen.value = true;
    // A guest's reminder is kept and set after they sign in.
    if (!isOn) turn(true);
  };
  return (
    <>
      <button
        class={`btn btn--lg btn--block ${isOn ? "btn--secondary" : "btn--primary"}`}
        type="button"
        aria-haspopup="dialog"
        onClick={press}
      >
        <Icon name={isOn ? "check" : "bell"} size={20} />
        {isOn ? w.opening.on : w.concert.remind}
      </button>
      {isOpen.value ? (
        <RemindDialog
          schedule={schedule}
          isAsked={isAsked.value}
          onTurn={turn}
          onClose={() => {
            isOpen.value = false;
          }}
        />
      ) : null}
    </>
  );
}

const isToldOf = ({ concertId }: Schedule) =>
  Boolean(account.value) && reminders.value.has(concertId);

async function tell({ concertId }: Schedule, isTold: boolean): Promise<void> {
  try {
    await setWish(concertId, true, isTold);
  } catch (thrown) {
    showToast({ text: problemText(asApiError(thrown)) });
  }
}

function RemindDialog({ schedule, isAsked, onTurn, onClose }: RemindDialogProps) {
  const w = words().opening;
  const isOn = isToldOf(schedule);
  const isWaiting = !account.value || isAsked;
  const title = isOn ? w.title : isWaiting ? words().concert.remind : w.titleOff;
  return (
    <Dialog title={title} onClose={onClose}>
      <Gate reason={w.signIn} title={null}>
        {() => (
          <div class="stack">
            {isOn ? <p>{w.mail(account.value?.email ?? "")}</p> : null}
            <PushSwitch />
            <a
              class="btn btn--secondary btn--block"
              href={calendarHref(schedule.id, "opening")}
              download
            >
              <Icon name="calendar" size={20} />
              {w.calendar}
            </a>
            <p class="between">
              <button class="btn btn--quiet" type="button" onClick={() => onTurn(!isOn)}>
                {isOn ? w.off : w.again}
              </button>
              <button class="btn btn--primary" type="button" onClick={onClose}>
                {w.done}
              </button>
            </p>
          </div>
        )}
      </Gate>
    </Dialog>
  );
}

type RemindDialogProps = {
  schedule: Schedule;
  isAsked: boolean;
  onTurn: (isTold: boolean) => void;
  onClose: () => void;
};
