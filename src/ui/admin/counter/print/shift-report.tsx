import type { Shift } from "../../../../contract/admin/counter-shifts.ts";
import type { Money } from "../../../../contract/money/money.ts";
import { count, dayAndHour, money } from "../../../i18n/format.ts";
import { differenceText } from "../shift/difference-text.ts";
import { language, words } from "../../../state/language.ts";
import { viewerZone } from "../../../state/viewer-zone.ts";
import { Row, Rows } from "./pieces.tsx";
import { sheet } from "./paper.ts";

/** Prints the report of a shift, with room for two signatures once it is closed. */
export function printShift(shift: Shift): void {
  sheet.value = <ShiftReport shift={shift} />;
}

function ShiftReport({ shift }: { shift: Shift }) {
  const [w, lang] = [words().counter.shift, language.value];
  const kinds = words().counter.tender.kinds;
  const of = (sum: Money) => money(sum, lang);
  const timeZone = viewerZone.value ?? "Asia/Seoul";
  const at = (time: string) => dayAndHour({ time, timeZone, lang });
  return (
    <article class="piece" data-piece>
      <h2>{shift.closedAt ? w.report : w.reportSoFar}</h2>
      <Rows>
        <Row name={w.name}>{shift.counter}</Row>
        <Row name={w.operator}>{shift.operator.name}</Row>
        <Row name={w.opened}>{at(shift.openedAt)}</Row>
        {shift.closedAt ? <Row name={w.closedAt}>{at(shift.closedAt)}</Row> : null}
        <Row name={w.float}>{of(shift.float)}</Row>
      </Rows>
      {shift.lines.map((line) => (
        <Rows key={line.kind}>
          <hr class="piece__rule" />
          <Row name={kinds[line.kind]}>{w.often(count(line.count, lang))}</Row>
          <Row name={w.taken}>{of(line.taken)}</Row>
          <Row name={w.given}>{of(line.given)}</Row>
          <Row name={w.due}>{of(line.expected)}</Row>
          {line.counted ? <Row name={w.counted}>{of(line.counted)}</Row> : null}
          {line.difference ? (
            <Row name={w.difference}>{differenceText(line.difference, lang)}</Row>
          ) : null}
        </Rows>
      ))}
      {shift.difference ? (
        <Rows isSum>
          <Row name={w.difference}>{differenceText(shift.difference, lang)}</Row>
        </Rows>
      ) : null}
      {shift.explanation ? <p>{shift.explanation}</p> : null}
      <Rows>
        <Row name={w.sales}>{count(shift.sales, lang)}</Row>
        <Row name={w.tickets}>{count(shift.tickets, lang)}</Row>
        <Row name={w.gifts}>{count(shift.gifts, lang)}</Row>
        <Row name={w.collections}>{count(shift.collections, lang)}</Row>
        <Row name={w.exchanges}>{count(shift.exchanges, lang)}</Row>
        <Row name={w.refunds}>{count(shift.refunds, lang)}</Row>
      </Rows>
      {shift.closedAt ? (
        <>
          <p class="piece__blank">{w.signedBy(shift.operator.name)}</p>
          <p class="piece__blank">{w.witness}</p>
        </>
      ) : null}
    </article>
  );
}
