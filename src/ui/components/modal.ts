import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * A dialog that is open as long as it is there. It opens before anything else can happen, so that no key meant for it
 * goes to the page beneath, and gives the focus back to where it was however it goes.
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
