import { useSignal } from "@preact/signals";
import type { Schedule } from "../../contract/catalog/concerts.ts";
import type { WaitlistEntry } from "../../contract/sale/waitlist.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import { joinWaitlist, leaveWaitlist } from "../api/waitlist.ts";
import { local, words } from "../state/language.ts";
import { showToast } from "../state/toast.ts";
import { Amount } from "../components/amount.tsx";
import { allIn } from "../concert/price-list.tsx";
import { PushSwitch } from "../reminders/push-switch.tsx";
import { ProblemNote } from "../components/feedback/trouble.tsx";
import { WaitlistPosition } from "./waitlist-position.tsx";

/** The zones, the number of seats, and whether side by side. Changing them keeps the position. */
export function WaitForm({ schedule, entry, onChanged, onClose }: WaitFormProps) {
  const w = words().waitlist;
  const zoneIds = useSignal<string[]>(entry?.zones.map(({ id }) => id) ?? []);
  const count = useSignal(entry?.count ?? 1);
  const together = useSignal(entry?.together ?? true);
  const isBusy = useSignal(false);
  const error = useSignal<ApiError | undefined>(undefined);
  const act = async (what: () => Promise<unknown>, said: string) => {
    if (isBusy.value) return;
    isBusy.value = true;
    error.value = undefined;
    try {
      await what();
      await onChanged();
      showToast({ text: said });
      onClose();
    } catch (thrown) {
      error.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const wanted = { zoneIds: zoneIds.value, count: count.value, together: together.value };
    void act(() => joinWaitlist(schedule.id, wanted), entry ? w.saved : w.joined);
  };
  return (
    <form class="stack" onSubmit={submit}>
      {entry ? <WaitlistPosition entry={entry} /> : <How />}
      <ProblemNote error={error.value} />
      <Zones schedule={schedule} chosen={zoneIds} />
      <div class="stack-2">
        <span class="label" id="wait-count">
          {w.count}
        </span>
        <div class="seg num" role="group" aria-labelledby="wait-count">
          {Array.from({ length: schedule.seatsPerAccount }, (_, at) => at + 1).map((size) => (
            <button
              key={size}
              type="button"
              aria-pressed={count.value === size}
              onClick={() => {
                count.value = size;
              }}
            >
              {size}
            </button>
          ))}
        </div>
      </div>
      {count.value > 1 ? (
        <label class="between">
          <span>
            {w.together}
            <span class="help">{w.together2}</span>
          </span>
          <input
            class="switch"
            type="checkbox"
            role="switch"
            checked={together.value}
            onChange={(event) => {
              together.value = event.currentTarget.checked;
            }}
          />
        </label>
      ) : null}
      <PushSwitch />
      <button class="btn btn--primary btn--lg btn--block" type="submit" aria-busy={isBusy.value}>
        {entry ? w.save : w.submit}
      </button>
      {entry ? (
        <button
          class="btn btn--quiet btn--block"
          type="button"
          onClick={() => void act(() => leaveWaitlist(schedule.id), w.left)}
        >
          {w.leave}
        </button>
      ) : null}
    </form>
  );
}

function How() {
  const w = words().waitlist;
  return (
    <div class="stack-2">
      <p>{w.how}</p>
      <p class="help">
        {w.howLong} {w.howMissed}
      </p>
    </div>
  );
}

/** No chosen zone means any zone. */
function Zones({ schedule, chosen }: { schedule: Schedule; chosen: { value: string[] } }) {
  const w = words().waitlist;
  const toggle = (id: string) => {
    const before = chosen.value;
    const after = before.includes(id) ? before.filter((each) => each !== id) : [...before, id];
    chosen.value = after.length === schedule.zones.length ? [] : after;
  };
  return (
    <div class="stack-2">
      <span class="label" id="wait-zones">
        {w.zones}
      </span>
      <div class="chips" role="group" aria-labelledby="wait-zones">
        <button
          class="chip"
          type="button"
          aria-pressed={chosen.value.length === 0}
          onClick={() => {
            chosen.value = [];
          }}
        >
          {w.anyZone}
        </button>
        {schedule.zones.map((zone) => (
          <button
            key={zone.id}
            class="chip"
            type="button"
            aria-pressed={chosen.value.includes(zone.id)}
            onClick={() => toggle(zone.id)}
          >
            {local(zone.name)}
            <span class="n">
              <Amount of={allIn(zone)} />
            </span>
          </button>
        ))}
      </div>
    </div>
  );
}

type WaitFormProps = {
  schedule: Schedule;
  entry: WaitlistEntry | undefined;
  onChanged: () => Promise<void>;
  onClose: () => void;
};
