import type { LocalText } from "../../../contract/money/money.ts";
import { FaultLine } from "../../components/fault-line.tsx";
import { Icon } from "../../components/icon.tsx";
import { words } from "../../state/language.ts";

type TwoLanguagesProps = {
  /** Of the two fields, and of what is said below them. */
  id: string;
  label: string;
  value: LocalText;
  onChange: (value: LocalText) => void;
  optional?: string;
  help?: string;
  fault?: string | null;
  isLong?: boolean;
  isDisabled?: boolean;
};

const languages = ["ko", "en"] as const;

/** One text in Korean and English side by side. If only one is there, a badge says what is missing. */
export function TwoLanguages({ id, label, value, onChange, ...more }: TwoLanguagesProps) {
  const { optional, help, fault = null, isLong = false, isDisabled = false } = more;
  const w = words().adminVenues;
  const names = { ko: w.korean, en: w.english };
  const isEmpty = value.ko.trim() === "" && value.en.trim() === "";
  const described = [help === undefined ? "" : `${id}-help`, `${id}-fault`].join(" ").trim();
  return (
    <fieldset class="two" disabled={isDisabled}>
      <legend class="label">
        {label}
        {optional === undefined ? null : <span class="opt c-3"> · {optional}</span>}
      </legend>
      <div class="two__fields">
        {languages.map((lang) => {
          const about = {
            class: "input",
            id: `${id}-${lang}`,
            lang,
            "aria-label": `${label}, ${names[lang]}`,
            value: value[lang],
            "aria-describedby": described,
            "aria-invalid": fault !== null,
            onInput: (event: { currentTarget: { value: string } }) =>
              onChange({ ...value, [lang]: event.currentTarget.value }),
          };
          return (
            <div key={lang} class="field">
              <div class="two__label">
                <label class="t-12 c-2" for={`${id}-${lang}`}>
                  {names[lang]}
                </label>
                {!isEmpty && value[lang].trim() === "" ? (
                  <span class="badge badge--low badge--box">
                    <Icon name="alert" size={16} />
                    {w.missing}
                  </span>
                ) : null}
              </div>
              {isLong ? (
                <textarea {...about} rows={3} maxLength={2_000} />
              ) : (
                <input type="text" {...about} maxLength={2_000} />
              )}
            </div>
          );
        })}
      </div>
      {help === undefined ? null : (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      <FaultLine id={`${id}-fault`} text={fault} />
    </fieldset>
  );
}
