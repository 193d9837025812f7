import type { CockpitFrame } from "../../../contract/live/cockpit.ts";
import { feltKinds } from "../../../contract/live/cockpit-terms.ts";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { Table } from "../parts/table.tsx";

/** How fast the sale is for fans, as their own browsers measure it. */
export function FeltCard({ felt }: { felt: CockpitFrame["felt"] }) {
  const w = words().cockpit;
  const lang = language.value;
  const msText = (ms: number) =>
    new Intl.NumberFormat(lang, {
      style: "unit",
      unit: ms < 1_000 ? "millisecond" : "second",
      unitDisplay: "short",
      maximumFractionDigits: 1,
    }).format(ms < 1_000 ? ms : ms / 1_000);
  const known = feltKinds.flatMap((kind) => {
    const [measured, median, high] = felt[kind] ?? [0, 0, 0];
    return measured > 0 ? [{ kind, measured, median, high }] : [];
  });
  return (
    <section class="adm__card" aria-labelledby="felt">
      <h2 id="felt">{w.felt}</h2>
      {known.length === 0 ? (
        <p class="c-2">{w.noFelt}</p>
      ) : (
        <>
          <p class="t-12 c-2">{w.feltText}</p>
          <Table name={w.felt} head={["", ">95%", `>${w.median}`, `>${w.measured}`]}>
            {known.map(({ kind, measured, median, high }) => (
              <tr key={kind}>
                <td>{w.feltKinds[kind]}</td>
                <td class="right num semi">{msText(high)}</td>
                <td class="right num">{msText(median)}</td>
                <td class="right num">{count(measured, lang)}</td>
              </tr>
            ))}
          </Table>
        </>
      )}
    </section>
  );
}
