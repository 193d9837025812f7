import { useSignal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { loadWords } from "../../state/language.ts";

/** A component that loads after its page. Its children are the placeholder until then, and without script. */
export function Later<Props extends object>({ load, props, children }: LaterProps<Props>) {
  const part = useSignal<ComponentType<Props> | null>(null);
  useEffect(() => {
    void Promise.all([load(), loadWords("fan")]).then(
      ([loaded]) => {
        part.value = loaded;
      },
      () => {
        // Without a network the placeholder stays.
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
