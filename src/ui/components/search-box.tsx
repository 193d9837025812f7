import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ConcertSummary } from "../../contract/concerts.ts";
import { suggestConcerts } from "../api/concerts.ts";
import { local } from "../state/language.ts";
import { words } from "../state/public-words.ts";
import { navigate } from "../state/router.ts";
import { Icon } from "./icon.tsx";

const debounceMs = 120;

/** A form that searches without script, and with it proposes while one types (the ARIA combobox pattern). */
export function SearchBox({ id, text = "", name }: SearchBoxProps) {
  const w = words().search;
  const typed = useSignal(text);
  const found = useSignal<ConcertSummary[] | null>(null);
  const active = useSignal(-1);
  const isComposing = useRef(false);
  useEffect(() => {
    typed.value = text;
  }, [text]);
  useSuggestions(typed.value === text ? "" : typed.value.trim(), (items) => {
    found.value = items;
    active.value = -1;
  });
  const items = found.value ?? [];
  const isOpen = found.value !== null && typed.value.trim() !== "";
  const close = () => {
    found.value = null;
    active.value = -1;
  };
  const go = (to: string) => {
    close();
    navigate(to);
  };
  const wanted = () => `/concerts?${new URLSearchParams({ q: typed.value.trim() }).toString()}`;
  const submit = () => {
    const chosen = items[active.value];
    go(chosen ? `/concerts/${chosen.slug}` : typed.value.trim() === "" ? "/concerts" : wanted());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While a syllable is being composed the keys belong to the input method.
    if (event.isComposing || isComposing.current) return;
    if (event.key === "Escape") close();
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || !isOpen) return;
    event.preventDefault();
    const count = items.length + 1;
    active.value = ((active.value + 1 + step + count) % count) - 1;
  };
  return (
    <form
      class="search"
      role="search"
      aria-label={name}
      action="/concerts"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) close();
      }}
    >
      <Icon name="search" size={20} />
      <input
        class="input"
        type="search"
        name="q"
        id={id}
        maxLength={60}
        autocomplete="off"
        enterkeyhint="search"
        placeholder={w.label}
        aria-label={w.label}
        list={undefined}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active.value >= 0 ? `${id}-${active.value}` : undefined}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
        }}
        onCompositionStart={() => {
          isComposing.current = true;
        }}
        onCompositionEnd={() => {
          isComposing.current = false;
        }}
        onKeyDown={onKeyDown}
      />
      <div class="search__drop" hidden={!isOpen}>
        <ul role="listbox" id={`${id}-list`} aria-label={w.suggestions}>
          {items.map((concert, index) => (
            <Option
              key={concert.id}
              id={`${id}-${index}`}
              concert={concert}
              isActive={index === active.value}
              onChoose={() => go(`/concerts/${concert.slug}`)}
            />
          ))}
        </ul>
        <a class="search__all" href={wanted()} onClick={close}>
          {w.all(typed.value.trim())}
        </a>
      </div>
      <p class="sr" role="status">
        {isOpen ? w.count(items.length) : ""}
      </p>
    </form>
  );
}

function Option({ id, concert, isActive, onChoose }: OptionProps) {
  return (
    <li
      id={id}
      role="option"
      class="search__option"
      aria-selected={isActive}
      // The input keeps the focus: what is pressed must not take it before the click arrives.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <img src={concert.poster} alt="" width={36} height={48} />
      <span>
        <b>{local(concert.title)}</b>
        <span class="t-14 c-3">
          {local(concert.artist)} · {local(concert.venue.name)}
        </span>
      </span>
    </li>
  );
}

/** Asks a little after the last letter; an answer that was overtaken is thrown away. */
function useSuggestions(text: string, onFound: (items: ConcertSummary[] | null) => void): void {
  useEffect(() => {
    if (text === "") {
      onFound(null);
      return;
    }
    const asking = new AbortController();
    const timer = setTimeout(() => {
      suggestConcerts(text, asking.signal).then(onFound, () => {
        // Without proposals the form still searches.
      });
    }, debounceMs);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [text]);
}

type SearchBoxProps = {
  id: string;
  text?: string;
  /** Needed where there are two on one page. */
  name?: string;
};
type OptionProps = {
  id: string;
  concert: ConcertSummary;
  isActive: boolean;
  onChoose: () => void;
};
