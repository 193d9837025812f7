import { useSignal } from "@preact/signals";
import type { WaysIn } from "../../../contract/people/ways-in.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { showToast } from "../../state/toast.ts";
import { isCalledOff } from "./webauthn.ts";

export type SectionProps = { ways: WaysIn; reload: () => Promise<void> };

/** An act that changes the ways in: busy while it runs, with its refusal, and the list read again afterwards. */
export function useAct(reload: () => Promise<void>) {
  const isBusy = useSignal(false);
  const error = useSignal<ApiError | undefined>(undefined);
  const act = async (work: () => Promise<unknown>, said?: string) => {
    if (isBusy.value) return;
    isBusy.value = true;
    error.value = undefined;
    try {
      await work();
      await reload();
      if (said !== undefined) showToast({ text: said });
    } catch (thrown) {
      if (!isCalledOff(thrown)) error.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  const note = <ProblemNote error={error.value} />;
  return { act, isBusy, note };
}
