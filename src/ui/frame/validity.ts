import type { FanMessages } from "../i18n/ko-fan.ts";
import { language } from "../state/language.ts";
import { messagesIn } from "../state/messages.ts";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isControl = (target: EventTarget | null): target is Control =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLSelectElement ||
  target instanceof HTMLTextAreaElement;

/** Shows the browser's validation messages in the page's language instead of the browser's own. */
export function startValidity(): void {
  document.addEventListener(
    "invalid",
    ({ target }) => {
      if (!isControl(target)) return;
      target.setCustomValidity("");
      target.setCustomValidity(messageOf(target));
    },
    true,
  );
  // A custom message keeps a field invalid until it is cleared; choosing one radio button clears all of them.
  for (const change of ["input", "change"])
    document.addEventListener(
      change,
      ({ target }) => {
        if (!isControl(target)) return;
        for (const each of target.form?.elements ?? [target])
          if (isControl(each)) each.setCustomValidity("");
      },
      true,
    );
}

/** Empty for a valid field, and for a fault without words here: then the browser's own message shows. */
function messageOf(control: Control): string {
  // The words load with the first page that has such a form.
  const { validity: w } = messagesIn(language.value);
  const { validity } = control;
  if (!w || validity.valid) return "";
  if (validity.valueMissing) return missingOf(control, w);
  if (validity.typeMismatch) return control.type === "email" ? w.email : w.format;
  if (!(control instanceof HTMLInputElement)) return w.format;
  if (validity.tooShort) return w.tooShort(control.minLength);
  if (validity.rangeUnderflow) return w.least(control.min);
  if (validity.rangeOverflow) return w.most(control.max);
  return w.format;
}

function missingOf(control: Control, w: FanMessages["validity"]): string {
  if (control instanceof HTMLSelectElement || control.type === "radio") return w.choose;
  return control.type === "checkbox" ? w.check : w.fill;
}
