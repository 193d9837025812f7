import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

const load = async () => {
  const [{ FindView }, { ShiftDialog }, { KeySheet }, { Printer }] = await Promise.all([
    import("../will-call/find-view.tsx"),
    import("../shift/shift-dialog.tsx"),
    import("../keys/key-sheet.tsx"),
    import("../print/printer.tsx"),
  ]);
  return { FindView, ShiftDialog, KeySheet, Printer };
};

const againMs = 3_000;

/** What the first sale does not need. It is there soon after, so that a lost network takes nothing away. */
export function useLaterParts(): Awaited<ReturnType<typeof load>> | null {
  const parts = useSignal<Awaited<ReturnType<typeof load>> | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = () =>
      load().then(
        (loaded) => (parts.value = loaded),
        () => (timer = setTimeout(() => void begin(), againMs)),
      );
    void begin();
    return () => clearTimeout(timer);
  }, []);
  return parts.value;
}
