import type { Shift } from "../../../../contract/admin/counter-shifts.ts";
import { decimals } from "../../../../contract/money/money-text.ts";
import type { Money } from "../../../../contract/money/money.ts";
import { count, hour, money } from "../../../i18n/format.ts";
import { differenceText } from "./difference-text.ts";
import { language, words } from "../../../state/language.ts";
import { viewerZone } from "../../../state/viewer-zone.ts";

const at = (time: string): string =>
  hour({ time, timeZone: viewerZone.value ?? "Asia/Seoul", lang: language.value });

/** A shift in figures; each is a sum of its rows. */
export function ShiftFigures({ shift }: { shift: Shift }) {
  const w = words().counter;
  const lang = language.value;
  const of = (sum: Money) => money(sum, lang);
  const bare = ({ amount, currency }: Money) => count(amount / 10 ** decimals[currency], lang);
  const isClosed = shift.closedAt !== null;
  const facts = [
    [w.shift.sales, shift.sales],
    [w.shift.tickets, shift.tickets],
    [w.shift.gifts, shift.gifts],
    [w.shift.collections, shift.collections],
    [w.shift.exchanges, shift.exchanges],
    [w.shift.refunds, shift.refunds],
  ] as const;
  return (
    <div class="stack-2 shift">
      <p class="semi">
        {shift.counter} · {shift.operator.name}
      </p>
      <p class="c-2 num">
        {w.shift.times(at(shift.openedAt), shift.closedAt && at(shift.closedAt))}
      </p>
      <table class="table shift__table">
        <thead>
          <tr>
            <th scope="col">{w.tender.how}</th>
            <th scope="col" class="right">
              {w.shift.taken}
            </th>
            <th scope="col" class="right">
              {isClosed ? w.shift.counted : w.shift.given}
            </th>
            <th scope="col" class="right">
              {isClosed ? w.shift.difference : w.shift.due}
            </th>
          </tr>
        </thead>
        <tbody>
          {shift.lines.map((line) => (
            <tr key={line.kind}>
              <th scope="row">{w.tender.kinds[line.kind]}</th>
              <td class="right">{bare(line.taken)}</td>
              <td class="right">
                {isClosed ? line.counted && bare(line.counted) : bare(line.given)}
              </td>
              <td class="right">
                {isClosed
                  ? line.difference && differenceText(line.difference, lang)
                  : bare(line.expected)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="help">{w.shift.floatOf(of(shift.float))}</p>
      <dl class="shift__facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count(value, lang)}</dd>
          </div>
        ))}
      </dl>
      {shift.explanation ? <p class="note">{shift.explanation}</p> : null}
    </div>
  );
}
