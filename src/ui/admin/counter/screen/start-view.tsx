import "./start.css";
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { AdminSchedule } from "../../../../contract/admin/sales.ts";
import type { CounterFacts } from "../../../../contract/admin/counter.ts";
import type { Shift } from "../../../../contract/admin/counter-shifts.ts";
import { openShift } from "../../../api/selling/counter.ts";
import { type ApiError, asApiError } from "../../../api/problem.ts";
import { ProblemNote } from "../../../components/feedback/trouble.tsx";
import { useTitle } from "../../../components/title.tsx";
import { When } from "../../../components/when.tsx";
import { hour } from "../../../i18n/format.ts";
import { language, local, words } from "../../../state/language.ts";
import { recall, remember } from "../../../state/storage.ts";
import { viewerZone } from "../../../state/viewer-zone.ts";
import { TextField } from "../../parts/text-field.tsx";
import { AmountField } from "../money/amount-field.tsx";
import { type NoteCount, sumOf } from "../money/cash.ts";
import { NoteCounter } from "../money/note-counter.tsx";
import { DateChoice } from "./date-choice.tsx";

type StartViewProps = {
  /** The date that the address names. */
  about: CounterFacts | null;
  /** The shift that is open already. */
  shift: Shift | null;
  onBegin: (scheduleId: string, shift: Shift) => void;
};

/** Before selling: the date, the counter's name, and what lies in the drawer. */
export function StartView({ about, shift, onBegin }: StartViewProps) {
  const w = words().counter.start;
  useTitle(words().counter.title);
  const date = useSignal<AdminSchedule | null>(null);
  const scheduleId = date.value?.id ?? about?.scheduleId ?? null;
  const name = useSignal(recall("counter.name") ?? "");
  const floatMinor = useSignal<number | null>(null);
  const notes = useSignal<NoteCount[] | null>(null);
  const isBusy = useSignal(false);
  const error = useSignal<ApiError | null>(null);
  const key = useRef<{ of: string; value: string }>({ of: "", value: "" });
  const isReady = scheduleId !== null && (shift !== null || name.value.trim() !== "");
  const begin = async () => {
    if (scheduleId === null || !isReady || isBusy.value) return;
    if (shift) return onBegin(scheduleId, shift);
    const opening = {
      counter: name.value.trim(),
      floatMinor: floatMinor.value ?? 0,
      currency: "KRW" as const,
    };
    const of = JSON.stringify(opening);
    // The same opening again after a lost answer is the same act.
    if (key.current.of !== of) key.current = { of, value: crypto.randomUUID() };
    isBusy.value = true;
    error.value = null;
    try {
      const opened = await openShift(opening, key.current.value);
      remember("counter.name", opening.counter);
      onBegin(scheduleId, opened);
    } catch (thrown) {
      error.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  return (
    <main id="main" class="wrap ctr__start" tabIndex={-1}>
      <div>
        <h1 tabIndex={-1}>{w.title}</h1>
        <p class="c-2">{w.text}</p>
      </div>
      <form
        class="ctr__form"
        onSubmit={(event) => {
          event.preventDefault();
          void begin();
        }}
      >
        {about ? (
          <p class="dates__named">
            <b>{local(about.concert.title)}</b>
            <When time={about.startsAt} timeZone={about.timeZone} />
          </p>
        ) : (
          <DateChoice chosen={date} />
        )}
        <div class="ctr__begin">
          {shift ? (
            <p class="note">{w.resumeText(shift.counter, timeOf(shift.openedAt))}</p>
          ) : (
            <>
              <TextField
                id="counter-name"
                label={w.name}
                help={w.namePlaceholder}
                maxLength={40}
                value={name.value}
                onChange={(text) => (name.value = text)}
              />
              <AmountField
                id="float"
                label={w.float}
                help={w.floatHelp}
                currency="KRW"
                amountMinor={floatMinor.value}
                onChange={(amount) => {
                  notes.value = null;
                  floatMinor.value = amount;
                }}
              />
              <button
                class="btn btn--quiet btn--sm"
                type="button"
                aria-expanded={notes.value !== null}
                onClick={() => (notes.value = notes.value ? null : [])}
              >
                {w.byNote}
              </button>
              {notes.value ? (
                <NoteCounter
                  currency="KRW"
                  counts={notes.value}
                  onChange={(counts) => {
                    notes.value = counts;
                    floatMinor.value = sumOf(counts);
                  }}
                />
              ) : null}
            </>
          )}
          <ProblemNote error={error.value ?? undefined} />
          <button
            class="btn btn--primary btn--lg btn--block"
            type="submit"
            aria-busy={isBusy.value}
            aria-disabled={!isReady}
          >
            {shift ? w.resume : w.begin}
          </button>
        </div>
      </form>
      <a class="btn btn--quiet" href="/admin">
        {words().counter.leave}
      </a>
    </main>
  );
}

const timeOf = (time: string): string =>
  hour({ time, timeZone: viewerZone.value ?? "Asia/Seoul", lang: language.value });
