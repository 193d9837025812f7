import { useSignal } from "@preact/signals";
import type { Notifications } from "../../contract/people/notifications.ts";
import { changeNotifications, getNotifications } from "../api/accounts.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import { ProblemNote, Trouble } from "../components/feedback/trouble.tsx";
import { words } from "../state/language.ts";
import { useResource } from "../state/resource.ts";

const kinds = ["reminders", "waitlist"] as const;

/** The optional mails. A switch moves at once, and back if the change could not be saved. */
export function Mails() {
  const { mails } = words();
  const { data, error, reload, set } = useResource("notifications", getNotifications);
  // Presses override the loaded settings, so a late answer to one press undoes no other.
  const pressed = useSignal<Partial<Notifications>>({});
  const failed = useSignal<ApiError | undefined>(undefined);
  const shown = data && { ...data, ...pressed.value };
  const change = async (kind: (typeof kinds)[number], isOn: boolean) => {
    failed.value = undefined;
    pressed.value = { ...pressed.value, [kind]: isOn };
    try {
      await changeNotifications({ [kind]: isOn });
      if (data) set({ ...data, ...pressed.value });
    } catch (thrown) {
      pressed.value = { ...pressed.value, [kind]: !isOn };
      failed.value = asApiError(thrown);
    }
  };
  return (
    <section class="stack-2" aria-labelledby="mails">
      <h2 id="mails" class="t-18">
        {mails.title}
      </h2>
      <ProblemNote error={failed.value} />
      {shown ? (
        kinds.map((kind) => (
          <label key={kind} class="between">
            <span>
              {mails[kind]}
              <span class="help">{mails.about[kind]}</span>
            </span>
            <input
              class="switch"
              type="checkbox"
              role="switch"
              checked={shown[kind]}
              onChange={(event) => void change(kind, event.currentTarget.checked)}
            />
          </label>
        ))
      ) : error ? (
        <Trouble error={error} onRetry={() => void reload()} />
      ) : (
        <SkeletonLines lines={2} />
      )}
      <p class="help">{mails.always}</p>
    </section>
  );
}
