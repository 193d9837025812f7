import type { ComponentChildren } from "preact";
import { words } from "../state/language.ts";
import { useModal } from "./modal.ts";
import { Toaster } from "./feedback/toaster.tsx";
import { Icon } from "./icon.tsx";

/** A question that waits for an answer. Escape, the backdrop and the cross mean no, and the focus returns. */
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
        {/* It is last, so that the focus begins at the question. */}
        <button
          class="icon-btn"
          type="button"
          aria-label={words().common.close}
          onClick={() => ref.current?.close()}
        >
          <Icon name="close" size={20} />
        </button>
      </div>
      <Toaster />
    </dialog>
  );
}

type DialogProps = { title: string; onClose: () => void; children: ComponentChildren };
