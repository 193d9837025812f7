import type { Signal } from "@preact/signals";
import type { AdminSchedule } from "../../../../contract/admin/sales.ts";
import { Icon } from "../../../components/icon.tsx";
import { ProblemNote } from "../../../components/feedback/trouble.tsx";
import { words } from "../../../state/language.ts";
import { showToast } from "../../../state/toast.ts";
import { AskDialog } from "../../parts/confirm-dialog.tsx";
import type { Action, Control } from "./control-state.ts";
import { ConflictNote } from "../../venues/conflict-note.tsx";
import { ExtendForm } from "./extend-form.tsx";
import { LimitsForm } from "./limits-form.tsx";
import { NoticeDialog } from "./notice-dialog.tsx";
import type { Advice } from "../advice.ts";
import type { Touched } from "../words-ko.ts";

/** The act that asks for confirmation now. */
export type Asking = "pause" | "notice" | "drain" | "close" | "open" | null;
type ControlPanelProps = {
  control: Control;
  schedule: AdminSchedule;
  asking: Signal<Asking>;
  advice: Advice;
  touched: Touched;
};

/** The actions on a sale. An action that many fans would feel asks for confirmation. */
export function ControlPanel({ control, schedule, asking, advice, touched }: ControlPanelProps) {
  const w = words().adminQueue;
  const ask = (what: Asking) => () => (asking.value = what);
  const close = () => (asking.value = null);
  const can = (...states: AdminSchedule["sale"][]) =>
    states.includes(schedule.sale) && !control.isBusy.value;
  const change = async (action: Action) => {
    close();
    if (await control.change({ action })) showToast({ text: w.done[action] });
  };
  if (schedule.sale === "cancelled")
    return (
      <section class="adm__card">
        <p class="c-2">{w.cancelled}</p>
      </section>
    );
  return (
    <section class="adm__card ck__control" aria-labelledby="control">
      <h2 id="control">{w.control}</h2>
      {control.refusal.value?.code === "changed-meanwhile" ? (
        <ConflictNote
          error={control.refusal.value}
          onRead={() => (control.refusal.value = undefined)}
        />
      ) : (
        <ProblemNote error={control.refusal.value} />
      )}
      {schedule.sale === "paused" ? (
        <button
          class="btn btn--primary btn--block ck__first"
          type="button"
          disabled={control.isBusy.value}
          onClick={() => void change("resume")}
        >
          <Icon name="arrow" size={20} />
          {w.resume}
        </button>
      ) : (
        <button
          class="btn btn--danger btn--block ck__first"
          type="button"
          disabled={!can("open", "draining", "upcoming")}
          onClick={ask("pause")}
        >
          <Icon name="pause" size={20} />
          {w.pause}
        </button>
      )}
      <button class="btn btn--secondary btn--block ck__first" type="button" onClick={ask("notice")}>
        <Icon name="bell" size={20} />
        {w.notice}
      </button>
      <LimitsForm
        key={`${schedule.shoppersMax} ${schedule.admitPerMinute}`}
        control={control}
        schedule={schedule}
        advice={advice}
      />
      <ExtendForm control={control} touched={touched} />
      <div class="adm__rare">
        {schedule.sale === "draining" ? (
          <button class="btn btn--secondary" type="button" onClick={() => void change("resume")}>
            {w.refill}
          </button>
        ) : (
          <button
            class="btn btn--secondary"
            type="button"
            disabled={!can("open", "paused")}
            onClick={ask("drain")}
          >
            {w.drain}
          </button>
        )}
        {schedule.sale === "closed" || schedule.sale === "upcoming" ? (
          <button
            class="btn btn--secondary"
            type="button"
            disabled={control.isBusy.value}
            onClick={ask("open")}
          >
            {w.open}
          </button>
        ) : null}
        {schedule.sale === "closed" ? null : (
          <button
            class="btn btn--danger"
            type="button"
            disabled={control.isBusy.value}
            onClick={ask("close")}
          >
            {w.close}
          </button>
        )}
      </div>
      {asking.value === "pause" || asking.value === "notice" ? (
        <NoticeDialog
          control={control}
          schedule={schedule}
          isPause={asking.value === "pause"}
          touched={touched}
          onClose={close}
        />
      ) : null}
      {asking.value === "drain" || asking.value === "close" || asking.value === "open" ? (
        <Sure action={asking.value} touched={touched} onClose={close} onYes={change} />
      ) : null}
    </section>
  );
}

type SureProps = {
  action: "drain" | "close" | "open";
  touched: Touched;
  onClose: () => void;
  onYes: (action: Action) => Promise<void>;
};

function Sure({ action, touched, onClose, onYes }: SureProps) {
  const w = words().adminQueue;
  return (
    <AskDialog
      title={w.sure[action]}
      text={`${w.sureText[action]} ${words().cockpit.touches[action](touched)}`}
      yes={w[action]}
      isDanger={action !== "open"}
      onClose={onClose}
      onYes={() => void onYes(action)}
    />
  );
}

/** On a phone the two acts that cannot wait stay in reach. */
export function QuickBar({
  control,
  schedule,
  asking,
}: Omit<ControlPanelProps, "advice" | "touched">) {
  const w = words().adminQueue;
  if (schedule.sale === "cancelled") return null;
  const resume = async () => {
    if (await control.change({ action: "resume" })) showToast({ text: w.done.resume });
  };
  const isPaused = schedule.sale === "paused";
  return (
    <div class="ck__bar">
      <button class="btn btn--secondary" type="button" onClick={() => (asking.value = "notice")}>
        <Icon name="bell" size={20} />
        {w.notice}
      </button>
      <button
        class={isPaused ? "btn btn--primary" : "btn btn--danger"}
        type="button"
        disabled={control.isBusy.value || schedule.sale === "closed"}
        onClick={isPaused ? () => void resume() : () => (asking.value = "pause")}
      >
        <Icon name={isPaused ? "arrow" : "pause"} size={20} />
        {isPaused ? w.resume : w.pause}
      </button>
    </div>
  );
}
