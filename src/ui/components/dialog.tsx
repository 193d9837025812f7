import type { ComponentChildren } from "preact";
import { useModal } from "./modal.ts";
import { Toaster } from "./feedback/toaster.tsx";

/** A question that waits for an answer. Escape and the backdrop mean no, and the focus returns. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const ref = useModal();
  return (
    <dialog
      ref={ref}
      class="dialog"
      aria-labelledby="dialog-title"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === ref.current) ref.current?.close();
      }}
    >
      <div class="dialog__in">
        <h2 id="dialog-title" class="t-20">
          {title}
        </h2>
        {children}
      </div>
      <Toaster />
    </dialog>
  );
}

type DialogProps = { title: string; onClose: () => void; children: ComponentChildren };
