import { cleanup, fireEvent, render } from "@testing-library/preact";
import { afterEach, beforeAll, expect, it } from "vitest";
import { whole } from "../i18n/whole.ts";
import { language } from "../state/language.ts";
import { startValidity } from "./validity.ts";

beforeAll(startValidity);
afterEach(() => {
  cleanup();
  language.value = "ko";
});

function show() {
  render(
    <form>
      <input name="name" required />
      <input name="email" type="email" value="haneul@" />
      <input name="count" type="number" min="1" value="0" />
      <input name="agree" type="checkbox" required />
      <input name="way" type="radio" value="a" required />
      <input name="way" type="radio" value="b" required />
    </form>,
  );
  const form = document.querySelector("form")!;
  const controls = [...form.elements] as HTMLInputElement[];
  return { form, controls, said: () => controls.map((control) => control.validationMessage) };
}

it("[U61] an invalid field shows its error in the language of the page", () => {
  for (const lang of ["ko", "en"] as const) {
    language.value = lang;
    const w = whole[lang].validity;
    const { form, said } = show();
    expect(form.checkValidity()).toBe(false);
    expect(said()).toEqual([w.fill, w.email, w.least("1"), w.check, w.choose, w.choose]);
    cleanup();
  }
});

it("[U62] a corrected field becomes valid again, and so do the radio buttons beside a chosen one", () => {
  const { form, controls, said } = show();
  form.checkValidity();
  fireEvent.input(controls[0]!, { target: { value: "김하늘" } });
  fireEvent.input(controls[1]!, { target: { value: "haneul@mail.com" } });
  fireEvent.input(controls[2]!, { target: { value: "2" } });
  fireEvent.click(controls[3]!);
  fireEvent.click(controls[5]!);
  expect(form.checkValidity()).toBe(true);
  expect(said()).toEqual(["", "", "", "", "", ""]);
});
