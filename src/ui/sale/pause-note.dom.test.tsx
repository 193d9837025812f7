import { signal } from "@preact/signals";
import { render } from "@testing-library/preact";
import { expect, it } from "vitest";
import { words } from "../state/language.ts";
import { PauseNote } from "./pause-note.tsx";

it("[V511] the note of a pause says at the checkout, and only there, that held seats can be paid for", () => {
  const pause = signal({
    notice: { ko: "조명을 고치고 있어요.", en: "We are mending the lights." },
  });
  const w = words().pause;
  const textOf = (canPay: boolean) =>
    render(<PauseNote pause={pause} canPay={canPay} />).container.textContent;
  expect(textOf(true)).toContain(w.canPay);
  expect(textOf(false)).toContain(w.title);
  expect(textOf(false)).not.toContain(w.canPay);
});
