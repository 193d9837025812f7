import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words } from "../state/language.ts";
import { lookAtPush, pushState, turnPushOff, turnPushOn } from "./push.ts";
import { account } from "../state/session.ts";

/** Push on this device. It asks for permission only when pressed. */
export function PushSwitch() {
  const { notify } = words();
  const isBusy = useSignal(false);
  const hasFailed = useSignal(false);
  const owner = account.value?.id;
  useEffect(() => void lookAtPush().catch(() => {}), [owner]);
  const change = async (isWanted: boolean) => {
    isBusy.value = true;
    hasFailed.value = false;
    try {
      await (isWanted ? turnPushOn() : turnPushOff());
    } catch {
      hasFailed.value = true;
      await lookAtPush().catch(() => {});
    }
    isBusy.value = false;
  };
  const state = pushState.value;
  const canChange = (state === "off" || state === "on") && owner !== undefined;
  const help = hasFailed.value
    ? notify.failed
    : state === "denied" || state === "unsupported" || state === "install"
      ? notify[state]
      : notify.text;
  return (
    <label class="between">
      <span>
        {notify.on}
        <span class="help" role="status">
          {help}
        </span>
      </span>
      <input
        class="switch"
        type="checkbox"
        role="switch"
        checked={state === "on"}
        disabled={!canChange || isBusy.value}
        onChange={(event) => void change(event.currentTarget.checked)}
      />
    </label>
  );
}
