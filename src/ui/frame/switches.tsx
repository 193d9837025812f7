import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { language, setLanguage } from "../state/language.ts";
import { words } from "../state/public-words.ts";
import { address } from "../state/router.ts";
import { isDark, theme } from "../state/theme.ts";
import { Icon } from "../components/icon.tsx";

/** Names the other language in that language. Without script it links to this page in that language. */
export function LanguageSwitch() {
  const other = language.value === "ko" ? "en" : "ko";
  const query = new URLSearchParams(address.value.query);
  query.set("lang", other);
  return (
    <a
      class="btn btn--quiet btn--sm"
      lang={other}
      hrefLang={other}
      href={`?${query.toString()}`}
      onClick={(event) => {
        event.preventDefault();
        void setLanguage(other);
      }}
    >
      <Icon name="globe" size={20} />
      {other === "en" ? "English" : "한국어"}
    </a>
  );
}

export function ThemeSwitch() {
  const isDarkNow = useSignal(false);
  useEffect(() => {
    isDarkNow.value = isDark();
  }, []);
  const change = () => {
    theme.value = isDark() ? "light" : "dark";
    isDarkNow.value = isDark();
  };
  const label = isDarkNow.value ? words().nav.light : words().nav.dark;
  return (
    <button
      class="icon-btn hide-s needs-script"
      type="button"
      aria-label={label}
      title={label}
      onClick={change}
    >
      <Icon name={isDarkNow.value ? "sun" : "moon"} />
    </button>
  );
}
