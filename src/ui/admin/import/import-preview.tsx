import { useSignal } from "@preact/signals";
import type { ImportPreview, ImportResult, RowFault } from "../../../contract/import/imports.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { commitImport } from "../../api/setup/imports.ts";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { Icon } from "../../components/icon.tsx";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { Table } from "../parts/table.tsx";
import { faultTable, saveFile } from "./fault-file.ts";

type PreviewProps = { preview: ImportPreview; onDone: (result: ImportResult) => void };

/** What each row will do, and a button that does it. */
export function Preview({ preview, onDone }: PreviewProps) {
  const w = words().adminImport;
  const lang = language.value;
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const { counts, faultyRows, columns, ignored, rows, rowCount } = preview;
  const sound = counts.add + counts.change;
  const commit = async () => {
    if (isBusy.value) return;
    isBusy.value = true;
    refusal.value = undefined;
    try {
      onDone(await commitImport(preview.id, faultyRows > 0));
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  const named = (key: string) => columnText(key);
  return (
    <>
      <dl class="adm__kpis" aria-label={w.rows(count(rowCount, lang))}>
        {(["add", "change", "none"] as const).map((effect) => (
          <div key={effect}>
            <dt>{w.effect[effect]}</dt>
            <dd>{count(counts[effect], lang)}</dd>
          </div>
        ))}
        <div>
          <dt>{w.wrong}</dt>
          <dd>{count(faultyRows, lang)}</dd>
        </div>
      </dl>
      {faultyRows > 0 ? <Faults faults={preview.faults} rows={faultyRows} /> : null}
      {ignored.length > 0 ? <p class="c-2">{w.ignored(ignored.join(", "))}</p> : null}
      {rows.length > 0 ? (
        <section class="adm__card" aria-label={w.effects}>
          <Table name={w.effects} head={[w.line, w.effects, ...columns.map(named)]} isStacked>
            {rows.map(({ line, effect, cells, before }) => (
              <tr key={line}>
                <td class="num" data-label={w.line}>
                  {line}
                </td>
                <td>
                  <b>{w.effect[effect]}</b>
                  {before === null ? null : <span class="t-12 c-2"> · {w.before(before)}</span>}
                </td>
                {cells.map((cell, at) => (
                  <td key={columns[at]} class="adm__detail" data-label={named(columns[at] ?? "")}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </Table>
          {rows.length < rowCount - faultyRows ? (
            <p class="c-2">{w.shown(count(rows.length, lang))}</p>
          ) : null}
        </section>
      ) : null}
      <ProblemNote error={refusal.value} conflict={w.stopped} />
      {sound === 0 ? <p class="c-2">{w.nothing}</p> : null}
      <button
        class="btn btn--primary adm__submit"
        type="button"
        disabled={sound === 0}
        aria-busy={isBusy.value}
        onClick={() => void commit()}
      >
        {faultyRows > 0 ? w.commitPartly(count(sound, lang)) : w.commit(count(sound, lang))}
      </button>
    </>
  );
}

const columnText = (key: string): string => {
  const { column } = words().adminImport;
  return Object.hasOwn(column, key) ? column[key as keyof typeof column] : key;
};

/** The rows that cannot be taken, with a file of them to correct the table by. */
export function Faults({ faults, rows }: { faults: readonly RowFault[]; rows: number }) {
  const w = words().adminImport;
  const texts = { column: columnText, fault: (code: RowFault["code"]) => w.fault[code] };
  const titles = [w.line, w.at, w.why, w.says];
  return (
    <section class="adm__card" aria-labelledby="import-faults">
      <div class="between">
        <h2 id="import-faults">{w.faults(count(rows, language.value))}</h2>
        <button
          class="btn btn--secondary btn--sm"
          type="button"
          onClick={() => saveFile("errors.csv", faultTable(titles, faults, texts))}
        >
          <Icon name="download" size={20} />
          {w.download}
        </button>
      </div>
      <p class="c-2">{w.faultsText}</p>
      <Table name={w.faults(count(rows, language.value))} head={titles} isStacked>
        {faults.slice(0, 100).map(({ line, column, code, text }) => (
          <tr key={`${line} ${column}`}>
            <td class="num" data-label={w.line}>
              {line}
            </td>
            <td>{columnText(column)}</td>
            <td class="adm__line">{w.fault[code]}</td>
            <td class="adm__detail">{text}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
