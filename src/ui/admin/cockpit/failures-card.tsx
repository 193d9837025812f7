import type { CockpitFrame } from "../../../contract/live/cockpit.ts";
import { count } from "../../i18n/format.ts";
import { language, words } from "../../state/language.ts";
import { minuteText } from "../parts/moment.tsx";
import { Table } from "../parts/table.tsx";
import { type Cause, causesIn, methodsIn } from "./advice.ts";

const causesMax = 12;
/** From here on a method's refusals stand out. */
const muchShare = 0.05;

export const percentText = (share: number, lang: string): string =>
  new Intl.NumberFormat(lang, { style: "percent", maximumFractionDigits: 1 }).format(share);

export function methodText(method: string): string {
  const { methods } = words().cockpit;
  return method in methods ? methods[method as keyof typeof methods] : method;
}

function reasonText(reason: string): string {
  const { reasons } = words().cockpit;
  // A gateway's own code says more to those who look it up than any other words.
  return reason in reasons ? reasons[reason as keyof typeof reasons] : reason;
}

type FailuresProps = {
  failures: CockpitFrame["failures"];
  countedSince: string | undefined;
};

/** Which payments and holds are refused, and why. */
export function FailuresCard({ failures, countedSince }: FailuresProps) {
  const w = words().cockpit;
  const lang = language.value;
  const methods = methodsIn(failures).filter(({ begun, refused }) => begun + refused > 0);
  const causes = causesIn(failures).slice(0, causesMax);
  return (
    <section class="adm__card" aria-labelledby="failures">
      <h2 id="failures">{w.failures}</h2>
      {methods.length > 0 ? (
        <Table name={w.failures} head={[w.method, `>${w.begun}`, w.lastMinutes, `>${w.rate}`]}>
          {methods.map(({ method, begun, refused }) => {
            const share = Math.min(1, refused / Math.max(1, begun));
            const isMuch = share >= muchShare;
            return (
              <tr key={method}>
                <td>{methodText(method)}</td>
                <td class="right num">{count(begun, lang)}</td>
                <td>
                  <span class={isMuch ? "ck__rate is-much" : "ck__rate"} aria-hidden="true">
                    <i style={{ width: `${Math.min(100, share * 500)}%` }} />
                  </span>
                </td>
                <td class={isMuch ? "right num c-warn semi" : "right num"}>
                  {percentText(share, lang)}
                </td>
              </tr>
            );
          })}
        </Table>
      ) : null}
      <h3 class="t-14">{w.causes}</h3>
      {causes.length > 0 ? (
        <Table name={w.causes} head={[w.cause, `>${w.lastMinutes}`, `>${w.total}`]}>
          {causes.map((cause) => (
            <tr key={`${cause.method} ${cause.reason}`}>
              <td class="adm__detail">{causeText(cause)}</td>
              <td class="right num">{count(cause.recent, lang)}</td>
              <td class="right num">{count(cause.total, lang)}</td>
            </tr>
          ))}
        </Table>
      ) : (
        <p class="c-2">{w.noFailures}</p>
      )}
      {countedSince === undefined ? null : (
        <p class="t-12 c-3">{w.since(minuteText(countedSince, lang))}</p>
      )}
    </section>
  );
}

const causeText = ({ method, reason }: Cause): string =>
  `${method === null ? words().cockpit.holdRefused : methodText(method)} · ${reasonText(reason)}`;
