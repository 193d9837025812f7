import { useSignal } from "@preact/signals";
import type { Schedule } from "../../contract/concerts.ts";
import { asApiError } from "../api/problem.ts";
import { Dialog } from "../components/dialog.tsx";
import { Gate } from "../components/gate.tsx";
import { Icon } from "../components/icon.tsx";
import { PushSwitch } from "../components/push-switch.tsx";
import { problemText } from "../components/trouble.tsx";
import { words } from "../state/language.ts";
import { account } from "../state/session.ts";
import { showToast } from "../state/toast.ts";
import { reminders, wish } from "../state/wishes.ts";
import { calendarHref } from "./concert-buy.tsx";

/** Asks to be told before a sale opens. The press itself is the asking; what opens says how one is told. */
export function Remind({ schedule }: { schedule: Schedule }) {
  const w = words();
  const isOpen = useSignal(false);
  const isOn = isToldOf(schedule);
  const press = () => {
    isOpen.value = true;
    if (account.peek() && !isOn) void tell(schedule, true);
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
    await wish(concertId, true, isTold);
  } catch (thrown) {
    showToast({ text: problemText(asApiError(thrown)) });
  }
}

function RemindDialog({ schedule, onClose }: { schedule: Schedule; onClose: () => void }) {
  const w = words().opening;
  const isOn = isToldOf(schedule);
  const title = !account.value ? words().concert.remind : isOn ? w.title : w.titleOff;
  return (
    <Dialog title={title} onClose={onClose}>
      <Gate reason={w.signIn}>
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
              <button
                class="btn btn--quiet"
                type="button"
                onClick={() => void tell(schedule, !isOn)}
              >
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
