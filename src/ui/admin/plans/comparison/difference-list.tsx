import { useSignal } from "@preact/signals";
import { Tabs } from "../../../components/tabs.tsx";
import { words } from "../../../state/language.ts";
import { type Difference, type Kind, kinds } from "./differences.ts";

const shownStep = 100;

type DifferenceListProps = {
  differences: Record<Kind, Difference[]>;
  chosen: Difference | null;
  onChoose: (difference: Difference) => void;
};

/** The differences by kind. A line that is pressed shows on the map; arrow keys go from line to line. */
export function DifferenceList({ differences, chosen, onChoose }: DifferenceListProps) {
  const w = words().adminPlans;
  const present = kinds.filter((kind) => differences[kind].length > 0);
  const kind = useSignal<Kind>(present[0] ?? "added");
  const shown = useSignal(shownStep);
  const all = differences[kind.value];
  const step = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined || !(event.currentTarget instanceof HTMLElement)) return;
    const lines = [...event.currentTarget.querySelectorAll("button")];
    const next = lines[lines.findIndex((line) => line === document.activeElement) + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.click();
  };
  return (
    <Tabs
      label={w.differences}
      tabs={present.map((id) => ({ id, name: w.kinds[id], count: differences[id].length }))}
      chosen={kind.value}
      onChoose={(id) => {
        kind.value = kinds.find((each) => each === id) ?? "added";
        shown.value = shownStep;
      }}
    >
      <p class="t-14 c-2 plans__about">{w.kindTexts[kind.value]}</p>
      <ul class="plans__differences" onKeyDown={step}>
        {all.slice(0, shown.value).map((one) => (
          <li key={one.name}>
            <button
              type="button"
              data-kind={one.kind}
              aria-pressed={one === chosen}
              onClick={() => onChoose(one)}
            >
              <span class="num">{one.name}</span>
              {one.becomes === null ? null : <span class="t-14 c-2">→ {becomes(one)}</span>}
            </button>
          </li>
        ))}
      </ul>
      {all.length > shown.value ? (
        <button
          class="btn btn--secondary btn--sm"
          type="button"
          onClick={() => (shown.value += shownStep)}
        >
          {w.showMore(all.length - shown.value)}
        </button>
      ) : null}
    </Tabs>
  );
}

function becomes({ kind, becomes }: Difference): string {
  if (kind !== "remarked" || becomes === null) return becomes ?? "";
  const { marks } = words().adminPlans;
  return becomes
    .split(", ")
    .map((mark) => marks[mark] ?? mark)
    .join(", ");
}
