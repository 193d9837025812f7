import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { Icon } from "../../components/icon.tsx";
import { loadWords } from "../../state/language.ts";
import { words } from "../../state/public-words.ts";

type Form = ComponentType<{ scheduleId: string; timeZone: string }>;

/** Verification for a presale, days ahead. Its form loads on demand, since most fans have no code. */
export function PresaleEntry({ scheduleId, timeZone }: { scheduleId: string; timeZone: string }) {
  const form = useSignal<{ Form: Form } | null>(null);
  const isBusy = useSignal(false);
  const open = async () => {
    isBusy.value = true;
    try {
      const [page] = await Promise.all([import("./presale-form.tsx"), loadWords("fan")]);
      form.value = { Form: page.PresaleForm };
    } finally {
      isBusy.value = false;
    }
  };
  if (form.value) {
    const { Form } = form.value;
    return <Form scheduleId={scheduleId} timeZone={timeZone} />;
  }
  return (
    <button
      class="btn btn--secondary btn--sm needs-script"
      type="button"
      aria-busy={isBusy.value}
      onClick={() => void open()}
    >
      <Icon name="ticket" size={20} />
      {words().concert.presale}
    </button>
  );
}
