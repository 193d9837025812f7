import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { ConflictNote } from "../venues/conflict-note.tsx";
import type { Values } from "./date-values.ts";

type ChangeFormProps = {
  title: string;
  /** What the change means for those whom it concerns. */
  concerned: string[];
  yes: string;
  isDanger?: boolean;
  onSave: (values: Values) => Promise<void>;
  onReload: () => Promise<void>;
  onClose: () => void;
  /** Something was typed. */
  onInput?: () => void;
  children: ComponentChildren;
};

/** A form on the page: what the change means comes before the button, and a refusal keeps what was typed. */
export function ChangeForm(props: ChangeFormProps) {
  const { title, concerned, yes, isDanger = false, onSave, onReload, onClose, onInput } = props;
  const w = words().adminConcerts;
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const send = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    if (isBusy.value) return;
    const values: Values = {};
    for (const [name, value] of new FormData(event.currentTarget))
      if (typeof value === "string") values[name] = value.trim();
    isBusy.value = true;
    refusal.value = undefined;
    try {
      await onSave(values);
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  const merge = async () => {
    await onReload();
    refusal.value = undefined;
  };
  const { value: error } = refusal;
  return (
    <form
      class="adm__card ccs__form"
      aria-labelledby="change-title"
      onSubmit={(event) => void send(event)}
      onInput={onInput}
    >
      <h2 id="change-title" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {props.children}
      <div class="note">
        <ul class="ccs__concerned" aria-label={w.concerned}>
          {concerned.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      {error?.code === "changed-meanwhile" ? (
        <ConflictNote error={error} onMerge={() => void merge()} />
      ) : (
        <ProblemNote error={error} conflict={w.conflict} />
      )}
      <div class="adm__answers">
        <button class="btn btn--secondary" type="button" onClick={onClose}>
          {words().admin.back}
        </button>
        <button
          class={isDanger ? "btn btn--danger-solid" : "btn btn--primary"}
          type="submit"
          aria-busy={isBusy.value}
          disabled={error?.code === "changed-meanwhile"}
        >
          {yes}
        </button>
      </div>
    </form>
  );
}
