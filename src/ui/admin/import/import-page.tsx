import "./import.css";
import { useSignal } from "@preact/signals";
import { columnsOf, type ImportKind, importKinds } from "../../../contract/import/columns.ts";
import type { ImportPreview, ImportResult } from "../../../contract/import/imports.ts";
import { withQuery } from "../../api/admin.ts";
import { asApiError } from "../../api/problem.ts";
import { previewImport } from "../../api/setup/imports.ts";
import { problemText } from "../../components/feedback/trouble.tsx";
import { Icon } from "../../components/icon.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { exampleTable, saveFile } from "./fault-file.ts";
import { Faults, Preview } from "./import-preview.tsx";
import { ChosenTarget, ofPresale, TargetChoice } from "./import-target.tsx";
import { FileDrop } from "../parts/file-drop.tsx";

/** Brings a table in: what it is, what it is for, the file, what each row will do, and what came of it. */
export function ImportPage({ query }: PageProps) {
  const w = words().adminImport;
  useTitle(w.title);
  const kind = importKinds.find((one) => one === query.get("kind")) ?? null;
  const date = query.get("date");
  const presale = query.get("presale");
  const target = kind === null ? null : ofPresale(kind) ? presale : date;
  return (
    <>
      <div class="adm__head">
        <h1>{w.title}</h1>
      </div>
      <p class="c-2 prose">{w.text}</p>
      <nav class="chips" aria-label={w.what}>
        {importKinds.map((one) => (
          <a
            key={one}
            class="chip"
            href={withQuery("/admin/import", { kind: one })}
            aria-current={one === kind ? "true" : undefined}
          >
            {w.kind[one]}
          </a>
        ))}
      </nav>
      {kind !== null && target === null ? (
        <TargetChoice key={kind} kind={kind} search={query.get("search") ?? ""} />
      ) : null}
      {kind !== null && target !== null && date !== null ? (
        <>
          <ChosenTarget kind={kind} date={date} presale={presale} />
          <FileStep key={`${kind} ${target}`} kind={kind} target={target} />
        </>
      ) : null}
    </>
  );
}

function FileStep({ kind, target }: { kind: ImportKind; target: string }) {
  const w = words().adminImport;
  const preview = useSignal<ImportPreview | null>(null);
  const result = useSignal<ImportResult | null>(null);
  const trouble = useSignal<string | null>(null);
  const reading = useSignal<string | null>(null);
  const take = async (file: File | undefined) => {
    if (!file || reading.value !== null) return;
    [preview.value, result.value, trouble.value, reading.value] = [null, null, null, file.name];
    try {
      preview.value = await previewImport(kind, target, file);
    } catch (thrown) {
      const error = asApiError(thrown);
      const fault = error.errors[0]?.pointer.replace("/file/", "") ?? "";
      const isFile = Object.hasOwn(w.fileFault, fault);
      trouble.value = isFile
        ? `${w.fileFault[fault as keyof typeof w.fileFault]}${fault === "no-column" ? ` ${error.detail ?? ""}` : ""}`
        : problemText(error);
    }
    reading.value = null;
  };
  if (preview.value && result.value)
    return (
      <Result
        target={target}
        preview={preview.value}
        result={result.value}
        onNext={() => (preview.value = result.value = null)}
      />
    );
  return (
    <>
      <FileDrop
        class="import__drop"
        title={w.file}
        text={w.fileText}
        accept=".csv,.tsv,.txt,text/csv"
        onFile={(file) => void take(file)}
      />
      {preview.value ? null : <Columns kind={kind} />}
      <div role="status" aria-busy={reading.value !== null}>
        {reading.value === null ? null : <p class="c-2">{w.reading(reading.value)}</p>}
        {trouble.value === null ? null : <p class="c-danger">{trouble.value}</p>}
      </div>
      {preview.value ? (
        <Preview preview={preview.value} onDone={(done) => (result.value = done)} />
      ) : null}
    </>
  );
}

/** The titles that a table of this kind has. */
function Columns({ kind }: { kind: ImportKind }) {
  const w = words().adminImport;
  const lang = language.value;
  return (
    <section class="adm__card" aria-labelledby="import-columns">
      <div class="between">
        <h2 id="import-columns">{w.columns}</h2>
        <button
          class="btn btn--secondary btn--sm"
          type="button"
          onClick={() => saveFile(`${kind}.csv`, exampleTable(kind, lang))}
        >
          {w.example}
        </button>
      </div>
      <ul class="import__columns">
        {columnsOf[kind].map(({ key, names, isRequired }) => (
          <li key={key}>
            <b>{names[lang][0]}</b>
            {isRequired ? <span class="c-2"> · {w.needed}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

type ResultProps = {
  target: string;
  preview: ImportPreview;
  result: ImportResult;
  onNext: () => void;
};

function Result({ target, preview, result: { counts, skipped }, onNext }: ResultProps) {
  const w = words().adminImport;
  const lang = language.value;
  return (
    <>
      <div class="note note--ok" role="status">
        <Icon name="check" />
        <div>
          <p class="semi">{w.done}</p>
          <p>
            {w.result(
              count(counts.add, lang),
              count(counts.change, lang),
              count(counts.none, lang),
            )}
          </p>
          {preview.kind === "guests" ? (
            <p>
              {w.guestsDone}{" "}
              <a class="link" href={`/admin/stock/${target}`}>
                {w.toGuests}
              </a>
            </p>
          ) : null}
          {skipped > 0 ? <p>{w.skipped(count(skipped, lang))}</p> : null}
        </div>
      </div>
      {skipped > 0 ? <Faults faults={preview.faults} rows={preview.faultyRows} /> : null}
      <button class="btn btn--secondary adm__submit" type="button" onClick={onNext}>
        {w.next}
      </button>
    </>
  );
}
