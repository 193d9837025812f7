import { words } from "../state/language.ts";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isControl = (target: EventTarget | null): target is Control =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLSelectElement ||
  target instanceof HTMLTextAreaElement;

/** What browsers say of a field that is not in order is said in the page's language, not in the browser's own. */
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
  // What was said keeps a field invalid until it is taken back; a choice among radio buttons mends all of them.
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

/** Nothing where the field is in order, or what is wrong is not known here: then the browser's own words stand. */
function messageOf(control: Control): string {
  // Forms that check anything come with the further pages, and so do these words.
  const { validity: w } = words() as Partial<ReturnType<typeof words>>;
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

function missingOf(control: Control, w: ReturnType<typeof words>["validity"]): string {
  if (control instanceof HTMLSelectElement || control.type === "radio") return w.choose;
  return control.type === "checkbox" ? w.check : w.fill;
}
