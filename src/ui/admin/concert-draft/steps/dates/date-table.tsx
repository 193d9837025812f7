import { useSignal } from "@preact/signals";
import type { DraftDate } from "../../../../../contract/concert-draft/documents.ts";
import { holidayOn } from "../../../../../contract/concert-draft/date-rules/holidays.ts";
import { Icon } from "../../../../components/icon.tsx";
import { local, words } from "../../../../state/language.ts";
import { Table } from "../../../parts/table.tsx";
import { differencesOf, timeOf } from "../../editing/date-rows.ts";
import type { StepProps } from "../../editing/setting.ts";
import { placed } from "../../fields/placed.ts";
import { DateBulk } from "./date-bulk.tsx";
import { DateDialog } from "./date-dialog.tsx";
import { dateText, dayOnlyText } from "./date-text.ts";

type Filter = "all" | "changed" | "unsold";

const isShown: Record<Filter, (row: DraftDate) => boolean> = {
  all: () => true,
  changed: (row) => differencesOf(row).length > 0,
  unsold: ({ isSold }) => !isSold,
};

/** The dates, each with what differs from the rule, to be changed one by one or many at once. */
export function DateTable({ editing, setting }: StepProps) {
  const w = words().concertDraft.dates;
  const filter = useSignal<Filter>("all");
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const edited = useSignal<DraftDate | null>(null);
  const { rows } = editing.document.value.dates;
  const shown = rows.filter(isShown[filter.value]);
  const picked = new Set(shown.filter(({ key }) => chosen.value.has(key)).map(({ key }) => key));
  const choose = (keys: readonly string[], isOn: boolean) => {
    const next = new Set(chosen.value);
    for (const key of keys) {
      if (isOn) next.add(key);
      else next.delete(key);
    }
    chosen.value = next;
  };
  const isAll = shown.length > 0 && picked.size === shown.length;
  return (
    <section class="stack-2" aria-label={w.title} id={placed("/dates/rows")}>
      <div class="draft__bar">
        <div class="seg" role="group" aria-label={w.filter}>
          {(["all", "changed", "unsold"] as const).map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={filter.value === name}
              onClick={() => (filter.value = name)}
            >
              {w.filters[name]} <span class="n num">{rows.filter(isShown[name]).length}</span>
            </button>
          ))}
        </div>
        <label class="check">
          <input
            type="checkbox"
            checked={isAll}
            onChange={(event) =>
              choose(
                shown.map(({ key }) => key),
                event.currentTarget.checked,
              )
            }
          />
          <span>{w.chooseAll}</span>
        </label>
      </div>
      {picked.size > 0 ? (
        <DateBulk
          {...{ editing, setting }}
          keys={picked}
          onDone={() => (chosen.value = new Set())}
        />
      ) : null}
      <Table
        name={w.title}
        head={["", w.day, w.time, w.priceList, w.phase, w.cast, w.difference, ""]}
        isStacked
      >
        {shown.map((row) => (
          <Row
            key={row.key}
            {...{ row, editing, setting }}
            index={rows.indexOf(row)}
            isChosen={picked.has(row.key)}
            onChoose={(isOn) => choose([row.key], isOn)}
            onEdit={() => (edited.value = row)}
          />
        ))}
      </Table>
      {edited.value ? (
        <DateDialog
          key={edited.value.key}
          {...{ editing, setting }}
          row={edited.value}
          onClose={() => (edited.value = null)}
        />
      ) : null}
    </section>
  );
}

type RowProps = StepProps & {
  row: DraftDate;
  index: number;
  isChosen: boolean;
  onChoose: (isOn: boolean) => void;
  onEdit: () => void;
};

function Row({ row, index, editing, setting, isChosen, onChoose, onEdit }: RowProps) {
  const w = words().concertDraft.dates;
  const { priceLists, sale, cast } = editing.document.value;
  const priceList = priceLists.find(({ id }) => id === row.priceListId) ?? priceLists[0];
  const phase = sale.phases.find(({ id }) => id === row.phaseId);
  const players = row.castIds === null ? null : cast.filter(({ id }) => row.castIds?.includes(id));
  const holiday = setting.timeZone === "Asia/Seoul" ? holidayOn(row.start.slice(0, 10)) : null;
  const isMoved = row.ruleStart !== null && row.ruleStart !== row.start;
  return (
    <tr class={isChosen ? "is-chosen" : ""} id={placed(`/dates/rows/${index}`)}>
      <td>
        <label class="check draft__tick">
          <input
            type="checkbox"
            aria-label={w.choose(dateText(row.start))}
            checked={isChosen}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
        </label>
      </td>
      <td class={row.isSold ? "nowrap" : "nowrap c-3"}>
        <b>{dayOnlyText(row.start)}</b>
        {holiday ? (
          <span class="draft__tag">{w.holiday(holiday.name, holiday.isItself)}</span>
        ) : null}
      </td>
      <td class="nowrap num">
        {isMoved ? <s class="c-3">{timeOf(row.ruleStart ?? "")}</s> : null} {timeOf(row.start)}
      </td>
      <td class={row.priceListId === null ? "" : "semi"} data-label={w.priceList}>
        {priceList ? local(priceList.name) : "–"}
      </td>
      <td class={row.phaseId === null ? "c-3" : "semi"} data-label={w.phase}>
        {row.phaseId === null ? w.usual : phase ? local(phase.name) : w.gone}
      </td>
      <td class={players === null ? "c-3" : "semi"} data-label={w.cast}>
        {players === null ? w.everybody : players.map(({ name }) => local(name)).join(" · ") || "–"}
      </td>
      <td class="t-12 c-2">
        {differencesOf(row)
          .map((difference) => w.differences[difference])
          .join(" · ")}
      </td>
      <td class="right">
        <button
          class="btn btn--quiet btn--sm"
          type="button"
          aria-label={w.change(dateText(row.start))}
          onClick={onEdit}
        >
          {w.edit}
          <Icon name="chevron" size={16} />
        </button>
      </td>
    </tr>
  );
}
