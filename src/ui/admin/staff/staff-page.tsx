import { useSignal } from "@preact/signals";
import type { Role } from "../../../contract/admin/rights.ts";
import type { Staff, StaffMember } from "../../../contract/admin/staff.ts";
import { asApiError } from "../../api/problem.ts";
import { changeStaff, listStaff, removeStaff, revokeInvitation } from "../../api/staff.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { problemText, Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import { local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { showToast } from "../../state/toast.ts";
import { AskDialog } from "../parts/confirm-dialog.tsx";
import { Minute } from "../parts/moment.tsx";
import { Table } from "../parts/table.tsx";
import { may } from "./employer.ts";
import { rolesOf } from "./roles.ts";
import { InviteForm } from "./invite-form.tsx";

/** Who works for the organization, as what, and who is invited to. */
export function StaffPage() {
  const w = words().adminStaff;
  useTitle(w.title);
  const staff = useResource<Staff>("admin-staff", listStaff);
  const reload = () => void staff.reload();
  const { data, error } = staff;
  return (
    <>
      <div class="adm__head">
        <h1>{w.title}</h1>
      </div>
      <p class="c-2 prose">{w.text}</p>
      {may("staff.manage") ? (
        <details class="adm__card">
          <summary class="semi">{w.invite}</summary>
          <InviteForm onInvited={reload} />
        </details>
      ) : null}
      {!data && error ? <Trouble error={error} onRetry={reload} /> : null}
      {!data && !error ? <SkeletonLines lines={6} /> : null}
      {data ? (
        <section class="adm__card" aria-label={w.title}>
          <Table name={w.title} head={[w.person, w.role, w.where, w.since, ""]} isStacked>
            {data.items.map((member) => (
              <Line key={member.id} member={member} onChanged={reload} />
            ))}
          </Table>
        </section>
      ) : null}
      {data && data.invitations.length > 0 ? (
        <Invitations invitations={data.invitations} onChanged={reload} />
      ) : null}
    </>
  );
}

/** Does something to somebody's access, and says what came of it. */
async function attempt(act: () => Promise<unknown>, done: string, onChanged: () => void) {
  try {
    await act();
    showToast({ text: done });
  } catch (thrown) {
    const error = asApiError(thrown);
    const isLast = error.code === "conflict" && error.detail === "the last owner";
    showToast({ text: isLast ? words().adminStaff.lastOwner : problemText(error) });
  }
  onChanged();
}

function Line({ member, onChanged }: { member: StaffMember; onChanged: () => void }) {
  const w = words().adminStaff;
  const isAsking = useSignal(false);
  const { account, role, concert, joinedAt, suspendedAt } = member;
  const isSuspended = suspendedAt !== null;
  const canManage = may("staff.manage");
  const change = (body: { role: Role } | { isSuspended: boolean }) =>
    void attempt(() => changeStaff(member, body), w.changed(account.name), onChanged);
  const remove = () => {
    isAsking.value = false;
    void attempt(() => removeStaff(member), w.removed(account.name), onChanged);
  };
  return (
    <tr>
      <td class="adm__what">
        <b>{account.name}</b>
        <span class="t-12 c-3">{account.email}</span>
        {isSuspended ? <span class="badge badge--box">{w.suspended}</span> : null}
      </td>
      <td>
        {canManage ? (
          <select
            class="input"
            aria-label={w.roleOf(account.name)}
            value={role}
            onChange={(event) => change({ role: event.currentTarget.value as Role })}
          >
            {rolesOf(w.roles).map((each) => (
              <option key={each} value={each} disabled={each === "owner" && concert !== null}>
                {w.roles[each]}
              </option>
            ))}
          </select>
        ) : (
          w.roles[role]
        )}
      </td>
      <td data-label={w.where}>{concert === null ? w.everything : local(concert.title)}</td>
      <td class="nowrap" data-label={w.since}>
        <Minute time={joinedAt} />
      </td>
      <td class="right">
        {canManage ? (
          <span class="row">
            <button
              class="btn btn--secondary btn--sm"
              type="button"
              onClick={() => change({ isSuspended: !isSuspended })}
            >
              {isSuspended ? w.resume : w.suspend}
            </button>
            <button
              class="btn btn--secondary btn--sm"
              type="button"
              onClick={() => (isAsking.value = true)}
            >
              {w.remove}
            </button>
          </span>
        ) : null}
        {isAsking.value ? (
          <AskDialog
            title={w.sure(account.name)}
            text={w.sureText}
            yes={w.remove}
            isDanger
            onClose={() => (isAsking.value = false)}
            onYes={remove}
          />
        ) : null}
      </td>
    </tr>
  );
}

type InvitationsProps = { invitations: Staff["invitations"]; onChanged: () => void };

function Invitations({ invitations, onChanged }: InvitationsProps) {
  const w = words().adminStaff;
  const revoke = (id: string, email: string) =>
    void attempt(() => revokeInvitation(id), w.revoked(email), onChanged);
  return (
    <section class="adm__card" aria-labelledby="invitations">
      <h2 id="invitations">{w.invitations}</h2>
      <Table name={w.invitations} head={[w.email, w.role, w.where, w.until, ""]} isStacked>
        {invitations.map(({ id, email, role, concert, expiresAt }) => (
          <tr key={id}>
            <td class="adm__what">
              <b>{email}</b>
            </td>
            <td>{w.roles[role]}</td>
            <td data-label={w.where}>{concert === null ? w.everything : local(concert.title)}</td>
            <td class="nowrap" data-label={w.until}>
              <Minute time={expiresAt} />
            </td>
            <td class="right">
              {may("staff.manage") ? (
                <button
                  class="btn btn--secondary btn--sm"
                  type="button"
                  onClick={() => revoke(id, email)}
                >
                  {w.revoke}
                </button>
              ) : null}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
