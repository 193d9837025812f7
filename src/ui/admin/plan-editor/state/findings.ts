import { effect, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { checkPlan } from "../../../../contract/plan/checking/plan-checks.ts";
import type { Finding } from "../../../../contract/plan/checking/plan-faults.ts";
import type { Studio } from "../studio.ts";
import type { Asked } from "./check-worker.ts";

/** Checks wait for a pause, since they look at every pair of neighbors. */
const pauseMs = 350;

/** What is wrong with the plan as it is now; null until it was checked for the first time. */
export function useFindings({ editor, venue }: Studio): readonly Finding[] | null {
  const findings = useSignal<readonly Finding[] | null>(null);
  useEffect(() => {
    const checker = createChecker((found) => (findings.value = found));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = effect(() => {
      const asked = { plan: editor.plan.value, capacity: venue.value?.capacity ?? null };
      clearTimeout(timer);
      timer = setTimeout(() => checker.check(asked), pauseMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
      checker.stop();
    };
  }, [editor]);
  return findings.value;
}

/** Checks in a worker, so that the screen goes on meanwhile. */
function createChecker(onFound: (findings: readonly Finding[]) => void) {
  if (typeof Worker === "undefined") {
    const check = ({ plan, capacity }: Asked) =>
      onFound(checkPlan(plan, capacity === null ? {} : { capacity }));
    return { check, stop: () => {} };
  }
  const worker = new Worker(new URL("./check-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<Finding[]>) => onFound(data));
  return {
    check: (asked: Asked) => worker.postMessage(asked, []),
    stop: () => worker.terminate(),
  };
}
