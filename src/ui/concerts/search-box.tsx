import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Suggestions } from "../../contract/catalog/suggestions.ts";
import { suggest } from "../api/concerts.ts";
import { words } from "../state/public-words.ts";
import { navigate } from "../state/router.ts";
import { Icon } from "../components/icon.tsx";
import { inOrder, searchFor, SearchOptions } from "./search-options.tsx";

const debounceMs = 120;

/** A search form that works without script, and suggests while typing with it (the ARIA combobox pattern). */
export function SearchBox({ id, text = "", name }: SearchBoxProps) {
  const w = words().search;
  const typed = useSignal(text);
  const found = useSignal<Suggestions | null>(null);
  const active = useSignal(-1);
  const isComposing = useRef(false);
  useEffect(() => {
    typed.value = text;
  }, [text]);
  const query = typed.value.trim();
  useSuggestions(typed.value === text ? "" : query, (suggestions) => {
    found.value = suggestions;
    active.value = -1;
  });
  const items = found.value === null ? [] : inOrder(found.value);
  const isOpen = found.value !== null && query !== "";
  useEffect(() => {
    document.getElementById(`${id}-${active.value}`)?.scrollIntoView({ block: "nearest" });
  }, [active.value]);
  const close = () => {
    found.value = null;
    active.value = -1;
  };
  const go = (to: string) => {
    close();
    navigate(to);
  };
  const submit = () =>
    go(items[active.value]?.to ?? (query === "" ? "/concerts" : searchFor(query)));
  const onKeyDown = (event: KeyboardEvent) => {
    // While a syllable is being composed the keys belong to the input method.
    if (event.isComposing || isComposing.current) return undefined;
    if (event.key === "Escape" && isOpen) {
      // The first press closes the list; only the next one empties the field, as the browser does it.
      event.preventDefault();
      return close();
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || !isOpen || items.length === 0) return undefined;
    event.preventDefault();
    const count = items.length + 1;
    active.value = ((active.value + 1 + step + count) % count) - 1;
    return undefined;
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
        aria-expanded={isOpen && items.length > 0}
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
        {items.length > 0 ? (
          <SearchOptions id={id} items={items} active={active.value} onChoose={go} />
        ) : (
          <p class="search__group" id={`${id}-list`}>
            {w.nothing(query)}
          </p>
        )}
        <a class="search__all" href={searchFor(query)} onClick={close}>
          {w.all(query)}
        </a>
      </div>
      <p class="sr" role="status">
        {isOpen ? w.count(items.length) : ""}
      </p>
    </form>
  );
}

/** Asks shortly after the last letter, and drops answers that come too late. */
function useSuggestions(text: string, onFound: (suggestions: Suggestions | null) => void): void {
  useEffect(() => {
    if (text === "") {
      onFound(null);
      return;
    }
    const asking = new AbortController();
    const timer = setTimeout(() => {
      suggest(text, asking.signal).then(onFound, () => {
        // Without suggestions the form still searches.
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
  /** Needed if a page has two. */
  name?: string;
};
