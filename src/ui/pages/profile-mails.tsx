import { useSignal } from "@preact/signals";
import type { Notifications } from "../../contract/notifications.ts";
import { changeNotifications, getNotifications } from "../api/accounts.ts";
import { type ApiError, asApiError } from "../api/problem.ts";
import { SkeletonLines } from "../components/loading.tsx";
import { ProblemNote, Trouble } from "../components/trouble.tsx";
import { words } from "../state/language.ts";
import { useResource } from "../state/resource.ts";

const kinds = ["reminders", "waitlist"] as const;

/** Which mails one may do without. A switch moves at once, and back if nobody could write it down. */
export function Mails() {
  const { mails } = words();
  const { data, error, reload, set } = useResource("notifications", getNotifications);
  const failed = useSignal<ApiError | undefined>(undefined);
  const change = async (before: Notifications, kind: (typeof kinds)[number], isOn: boolean) => {
    failed.value = undefined;
    set({ ...before, [kind]: isOn });
    try {
      set(await changeNotifications({ [kind]: isOn }));
    } catch (thrown) {
      set(before);
      failed.value = asApiError(thrown);
    }
  };
  return (
    <section class="stack-2" aria-labelledby="mails">
      <h2 id="mails" class="t-18">
        {mails.title}
      </h2>
      <ProblemNote error={failed.value} />
      {data ? (
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
              checked={data[kind]}
              onChange={(event) => void change(data, kind, event.currentTarget.checked)}
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
