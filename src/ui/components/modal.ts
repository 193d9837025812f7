import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * A dialog that is open while it is mounted. It opens before any other event, so that no key meant for it reaches the
 * page beneath, and it always returns the focus.
 */
export function useModal() {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return ref;
}
