import { signal } from "@preact/signals";
import type { Employer } from "../../../contract/admin/organizations.ts";
import type { Right } from "../../../contract/admin/rights.ts";
import { actFor } from "../../api/request.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { navigate } from "../../state/router.ts";
import { recall, remember } from "../../state/storage.ts";

/** The organization that the admin screens show; undefined while it is unknown. */
export const employer = signal<Employer | undefined>(undefined);

/** Shows the organization of the last visit, or else the first. */
export function beginWith(employers: readonly Employer[]): void {
  const last = recall("organization");
  show(employers.find(({ id }) => id === last) ?? employers[0]);
}

/** Shows another organization, of which nothing is loaded yet. */
export function switchTo(other: Employer): void {
  remember("organization", other.id);
  show(other);
  forgetLoaded();
  navigate("/admin");
}

function show(shown: Employer | undefined): void {
  actFor(shown?.id ?? null);
  employer.value = shown;
}

/** Whether the screens offer something that needs this right; the server decides in any case. */
export const may = (right: Right): boolean => employer.value?.rights.includes(right) ?? true;
