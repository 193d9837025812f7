import type { LocalText } from "../../../contract/money/money.ts";
import { When } from "../../components/when.tsx";
import { local } from "../../state/language.ts";

type ShowLinkProps = {
  /** Of the schedule. */
  id: string;
  show: { title: LocalText; startsAt: string; timeZone: string };
};

/** A concert and its date, leading to the sale of that date. */
export function ShowLink({ id, show: { title, startsAt, timeZone } }: ShowLinkProps) {
  return (
    <>
      <a class="link" href={`/admin/sales/${id}`}>
        {local(title)}
      </a>
      <br />
      <When time={startsAt} timeZone={timeZone} />
    </>
  );
}
