import type {
  Employer,
  Organization,
  OrganizationChange,
} from "../../contract/admin/organizations.ts";
import type { LocalText } from "../../contract/money/money.ts";
import type {
  Invite,
  Joined,
  Staff,
  StaffChange,
  StaffMember,
} from "../../contract/admin/staff.ts";
import { request } from "./request.ts";
import { makeOnce } from "./setup/make-once.ts";

export const listEmployers = async () =>
  (await request<{ items: Employer[] }>("/me/organizations")).items;
export const acceptInvitation = (token: string) =>
  request<Joined>("/me/invitations", { method: "POST", body: { token } });

export const getOrganization = () => request<Organization>("/admin/organization");
export const changeOrganization = (seen: Organization, body: OrganizationChange) =>
  request<Organization>("/admin/organization", { method: "PUT", body, ifMatch: seen.revision });

/** Whether complimentary tickets need an approval. */
export const setInvitationApproval = (isNeeded: boolean) =>
  request<null>("/admin/invitation-approval", { method: "PUT", body: { isNeeded } });

export const addOrganization = (name: LocalText) => makeOnce("/admin/organizations", { name });

export const listStaff = () => request<Staff>("/admin/staff");
export const changeStaff = ({ id, revision }: StaffMember, body: StaffChange) =>
  request<{ revision: number }>(`/admin/staff/${id}`, { method: "PATCH", body, ifMatch: revision });
export const removeStaff = ({ id, revision }: StaffMember) =>
  request<null>(`/admin/staff/${id}`, { method: "DELETE", ifMatch: revision });
export const inviteStaff = (body: Invite) => makeOnce("/admin/invitations", body);
export const revokeInvitation = (id: string) =>
  request<null>(`/admin/invitations/${id}`, { method: "DELETE" });
