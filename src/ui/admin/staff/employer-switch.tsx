import type { Employer } from "../../../contract/admin/organizations.ts";
import { local, words } from "../../state/language.ts";
import { employer, switchTo } from "./employer.ts";

/** Says for which organization somebody acts, and lets those with several choose. */
export function EmployerSwitch({ employers }: { employers: readonly Employer[] }) {
  const shown = employer.value;
  if (!shown) return null;
  if (employers.length < 2) return <span class="t-14 c-2 hide-m">{local(shown.name)}</span>;
  return (
    <select
      class="input adm__employer"
      aria-label={words().adminStaff.organization}
      value={shown.id}
      onChange={(event) => {
        const other = employers.find(({ id }) => id === event.currentTarget.value);
        if (other) switchTo(other);
      }}
    >
      {employers.map(({ id, name }) => (
        <option key={id} value={id}>
          {local(name)}
        </option>
      ))}
    </select>
  );
}
