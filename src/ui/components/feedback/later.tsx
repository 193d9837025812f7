import { useSignal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { loadWords } from "../../state/language.ts";

/** A part that loads after its page. Until then, and without script, its children stand in for it. */
export function Later<Props extends object>({ load, props, children }: LaterProps<Props>) {
  const part = useSignal<ComponentType<Props> | null>(null);
  useEffect(() => {
    void Promise.all([load(), loadWords("fan")]).then(
      ([loaded]) => {
        part.value = loaded;
      },
      () => {
        // Without network the stand-in stays.
      },
    );
  }, []);
  const Part = part.value;
  return Part ? <Part {...props} /> : <>{children}</>;
}

type LaterProps<Props> = {
  load: () => Promise<ComponentType<Props>>;
  props: Props;
  children?: ComponentChildren;
};
