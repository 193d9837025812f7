import { useSignal } from "@preact/signals";
import { words } from "../../state/language.ts";

/** Searches when it is sent: each search is a look into the books. */
export function SearchForm({ label, text, onSearch }: SearchFormProps) {
  const typed = useSignal(text);
  return (
    <form
      class="adm__search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.value.trim());
      }}
    >
      <input
        class="input"
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed.value}
        onInput={(event) => (typed.value = event.currentTarget.value)}
      />
      <button class="btn btn--secondary" type="submit">
        {words().admin.find}
      </button>
    </form>
  );
}

type SearchFormProps = { label: string; text: string; onSearch: (text: string) => void };
