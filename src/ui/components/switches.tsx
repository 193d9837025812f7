import { useSignal } from "@preact/signals";
import { language, setLanguage, words } from "../state/language.ts";
import { isDark, theme } from "../state/theme.ts";
import { Icon } from "./icon.tsx";

/** Names the other language in that language, for those who cannot read this one. */
export function LanguageSwitch() {
  const other = language.value === "ko" ? "en" : "ko";
  return (
    <button
      class="btn btn--quiet btn--sm"
      type="button"
      lang={other}
      onClick={() => setLanguage(other)}
    >
      <Icon name="globe" size={20} />
      {other === "en" ? "English" : "한국어"}
    </button>
  );
}

export function ThemeSwitch() {
  const isDarkNow = useSignal(isDark());
  const change = () => {
    theme.value = isDark() ? "light" : "dark";
    isDarkNow.value = isDark();
  };
  const label = isDarkNow.value ? words().nav.light : words().nav.dark;
  return (
    <button class="icon-btn" type="button" aria-label={label} title={label} onClick={change}>
      <Icon name={isDarkNow.value ? "sun" : "moon"} />
    </button>
  );
}
