import type { Finding } from "../../../contract/money/payments.ts";
import { words } from "../../state/language.ts";
import { issueText } from "../parts/issue-text.ts";
import { Table } from "../parts/table.tsx";

/** The findings of a comparison, each with a link to its object. */
export function FindingTable({ title, text, found }: FindingTableProps) {
  const w = words().adminBooks;
  return (
    <section class="adm__card" aria-labelledby={`found-${title}`}>
      <h2 id={`found-${title}`}>{title}</h2>
      <p class="t-14 c-2">{text}</p>
      <Table name={title} head={[w.kindName, w.subject, w.detail]} isStacked>
        {found.map(({ kind, subject, detail }) => {
          const href = hrefOf(kind, subject);
          return (
            <tr key={`${kind} ${subject}`}>
              <td class="semi">{issueText(kind)}</td>
              <td class="adm__id" data-label={w.subject}>
                {href ? <a href={href}>{subject}</a> : subject}
              </td>
              <td class="adm__detail" data-label={w.detail}>
                {issueText(detail)}
              </td>
            </tr>
          );
        })}
      </Table>
    </section>
  );
}

type FindingTableProps = { title: string; text: string; found: Finding[] };

const ofSchedule = /^(schedule-|taken-|sale-|seat-of-)/;
const ofPayment = /^(payment-|cancelled-at-|deposit-|issue-gone)/;
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Orders, accounts and refunds are found among the payments by their ids. */
export function hrefOf(kind: string, subject: string): string | null {
  if (!isId.test(subject)) return null;
  if (ofSchedule.test(kind)) return `/admin/sales/${subject}`;
  if (ofPayment.test(kind)) return `/admin/payments/${subject}`;
  return `/admin/payments?search=${subject}`;
}
