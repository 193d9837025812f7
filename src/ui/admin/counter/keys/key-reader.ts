/** A scanner types faster than this from one key to the next; no hand does. */
const scanGapMs = 35;
const scanMin = 6;

type Timer = ReturnType<typeof setTimeout>;
type Key = Pick<KeyboardEvent, "key" | "timeStamp" | "preventDefault">;

/**
 * Tells a hand's keys from a scanner's, which types a code and Enter. A key waits for a moment, because it may be the
 * first of a code.
 */
export function createKeyReader({ onKey, onCode }: Readers) {
  let typed = "";
  let lastAtMs = -Infinity;
  let timer: Timer | undefined;

  function flush(): void {
    clearTimeout(timer);
    const keys = [...typed];
    typed = "";
    for (const key of keys) onKey(key);
  }

  /** True if nothing else may act on the key. In a field keys are typed all the same; only a code is taken out of it. */
  function press(event: Key, isInField = false): boolean {
    const isFast = event.timeStamp - lastAtMs < scanGapMs;
    lastAtMs = event.timeStamp;
    if (event.key === "Enter") {
      const isCode = isFast && typed.length >= scanMin;
      const code = typed;
      if (!isCode) {
        if (isInField) forget();
        else flush();
        return false;
      }
      clearTimeout(timer);
      typed = "";
      onCode(code.trim());
      return true;
    }
    if ([...event.key].length !== 1) return false;
    if (!isFast && isInField) forget();
    else if (!isFast) flush();
    typed += event.key;
    clearTimeout(timer);
    timer = setTimeout(isInField ? forget : flush, scanGapMs);
    return !isInField;
  }

  function forget(): void {
    typed = "";
  }

  return { press, isTyping: () => typed !== "", stop: () => clearTimeout(timer) };
}

type Readers = {
  /** A key that a hand has pressed. */
  onKey: (key: string) => void;
  /** A code that a scanner has typed. */
  onCode: (code: string) => void;
};
