import { effect } from "@preact/signals";
import { account } from "../state/session.ts";

/** Guests load none of this and send no requests. */
export function startHoldBar(): void {
  let isStarted = false;
  effect(() => {
    if (isStarted || !account.value) return;
    isStarted = true;
    import("./standing-holds.ts").then(
      ({ watchHolds }) => watchHolds(),
      () => {
        // Without a network the next page has it.
      },
    );
  });
}
