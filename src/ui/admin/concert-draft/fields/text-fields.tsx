import type { LocalText } from "../../../../contract/money/money.ts";
import type { Locale } from "../../../../contract/people/accounts.ts";
import { words } from "../../../state/language.ts";

type TextFieldProps = {
  id: string;
  label: string;
  value: string;
  onInput: (value: string) => void;
  help?: string;
  fault?: string | null;
  isLong?: boolean;
  lang?: Locale;
  maxLength?: number;
  placeholder?: string;
};

/** A labeled text that is saved while it is typed. */
export function TextField({
  id,
  label,
  value,
  onInput,
  help,
  fault = null,
  ...how
}: TextFieldProps) {
  const { isLong = false, lang, maxLength = 2_000, placeholder } = how;
  const about = [help === undefined ? "" : `${id}-help`, fault === null ? "" : `${id}-fault`];
  const describedBy = about.filter(Boolean).join(" ");
  const input = {
    class: "input",
    id,
    value,
    maxLength,
    ...(lang === undefined ? {} : { lang }),
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(describedBy === "" ? {} : { "aria-describedby": describedBy }),
    ...(fault === null ? {} : { "aria-invalid": true }),
    onInput: (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {isLong ? <textarea {...input} rows={4} /> : <input type="text" {...input} />}
      {help === undefined ? null : (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      <Fault id={`${id}-fault`} text={fault} />
    </div>
  );
}

/** The fault of a field, which appears while it is edited and is read out then. */
export function Fault({ id, text }: { id: string; text: string | null }) {
  return (
    <p class="error" id={id} role="alert" hidden={text === null}>
      {text}
    </p>
  );
}

type PairFieldProps = {
  id: string;
  label: string;
  value: LocalText;
  onInput: (value: LocalText) => void;
  isLong?: boolean;
  maxLength?: number;
  help?: string;
};

/** A text in Korean and English side by side, with a mark where a translation is missing. */
export function PairField({ id, label, value, onInput, help, ...how }: PairFieldProps) {
  const w = words().concertDraft;
  const isMissing = (lang: Locale) =>
    value[lang].trim() === "" && value[lang === "ko" ? "en" : "ko"].trim() !== "";
  return (
    <fieldset class="draft__pair">
      <legend>
        {label}
        {isMissing("ko") || isMissing("en") ? (
          <span class="badge badge--low badge--box">
            {isMissing("ko") ? w.missingKorean : w.missingEnglish}
          </span>
        ) : null}
      </legend>
      {(["ko", "en"] as const).map((lang) => (
        <TextField
          key={lang}
          id={`${id}-${lang}`}
          label={w.languages[lang]}
          lang={lang}
          value={value[lang]}
          onInput={(text) => onInput({ ...value, [lang]: text })}
          {...how}
        />
      ))}
      {help === undefined ? null : <p class="help draft__wide">{help}</p>}
    </fieldset>
  );
}
