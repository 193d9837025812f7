import "./shift.css";
import { useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import type { Shift } from "../../../../contract/admin/counter-shifts.ts";
import { closeShift } from "../../../api/selling/counter.ts";
import { type ApiError, asApiError } from "../../../api/problem.ts";
import { Dialog } from "../../../components/dialog.tsx";
import { ProblemNote } from "../../../components/feedback/trouble.tsx";
import { money } from "../../../i18n/format.ts";
import { language, words } from "../../../state/language.ts";
import { TextField } from "../../parts/text-field.tsx";
import { CounterIcon } from "../screen/counter-icon.tsx";
import { printShift } from "../print/shift-report.tsx";
import { CountLine } from "./count-line.tsx";
import { createShiftCount } from "./shift-count.ts";
import { ShiftFigures } from "./shift-figures.tsx";

type ShiftDialogProps = {
  shift: Shift;
  canClose: boolean;
  onClosed: (shift: Shift) => void;
  onClose: () => void;
};

/** A shift as it stands, its count at the end, and its report. */
export function ShiftDialog({ shift, canClose, onClosed, onClose }: ShiftDialogProps) {
  const w = words().counter.shift;
  const isCounting = useSignal(false);
  if (shift.closedAt !== null)
    return (
      <Dialog title={w.closed} onClose={onClose}>
        <ShiftFigures shift={shift} />
        <button class="btn btn--primary btn--block" type="button" onClick={() => printShift(shift)}>
          <CounterIcon name="print" />
          {w.print}
        </button>
        <button class="btn btn--quiet btn--block" type="button" onClick={onClose}>
          {w.leave}
        </button>
      </Dialog>
    );
  return (
    <Dialog title={isCounting.value ? w.count : w.title} onClose={onClose}>
      {isCounting.value ? (
        <Count shift={shift} onClosed={onClosed} />
      ) : (
        <>
          <ShiftFigures shift={shift} />
          <button
            class="btn btn--primary btn--block"
            type="button"
            aria-disabled={!canClose}
            onClick={() => (isCounting.value = canClose)}
          >
            {w.toCount}
          </button>
          <button
            class="btn btn--secondary btn--block"
            type="button"
            onClick={() => printShift(shift)}
          >
            <CounterIcon name="print" />
            {w.printSoFar}
          </button>
        </>
      )}
    </Dialog>
  );
}

function Count({ shift, onClosed }: { shift: Shift; onClosed: (shift: Shift) => void }) {
  const w = words().counter.shift;
  const count = useMemo(() => createShiftCount(shift), [shift.id]);
  const isBusy = useSignal(false);
  const error = useSignal<ApiError | null>(null);
  // The same count again after a lost answer is the same act.
  const key = useRef({ of: "", value: "" });
  const close = async () => {
    const closing = count.closing();
    if (!closing || isBusy.value) return;
    const of = JSON.stringify(closing);
    if (key.current.of !== of) key.current = { of, value: crypto.randomUUID() };
    isBusy.value = true;
    error.value = null;
    try {
      onClosed(await closeShift(closing, key.current.value));
    } catch (thrown) {
      error.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  const lacks = count.lacks.value;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void close();
      }}
    >
      <p class="c-2">{w.countText}</p>
      {count.lines.value.map((line) => (
        <CountLine
          key={line.kind}
          line={line}
          currency={shift.float.currency}
          onCount={(amount) => count.count(line.kind, amount)}
        />
      ))}
      {count.lines.value.some(({ differenceMinor }) => (differenceMinor ?? 0) !== 0) ? (
        <TextField
          id="shift-explanation"
          label={w.explanation}
          help={w.explanationHelp}
          maxLength={500}
          value={count.explanation.value}
          onChange={(text) => (count.explanation.value = text)}
        />
      ) : null}
      <ProblemNote error={error.value ?? undefined} />
      <button
        class="btn btn--primary btn--block"
        type="submit"
        aria-busy={isBusy.value}
        aria-disabled={lacks !== null}
      >
        {w.close(money({ amount: cashOf(count), currency: shift.float.currency }, language.value))}
      </button>
      <p class="help" role="status">
        {lacks === null ? "" : w.lacks[lacks]}
      </p>
    </form>
  );
}

const cashOf = ({ lines }: ReturnType<typeof createShiftCount>): number =>
  lines.value.find(({ kind }) => kind === "cash")?.countedMinor ?? 0;
