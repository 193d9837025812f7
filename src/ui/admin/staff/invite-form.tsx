import { useSignal } from "@preact/signals";
import type { Role } from "../../../contract/admin/rights.ts";
import { listAdminConcerts } from "../../api/concert-changes.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { inviteStaff } from "../../api/staff.ts";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { local, words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { rolesOf } from "./roles.ts";
import { showToast } from "../../state/toast.ts";

export function InviteForm({ onInvited }: { onInvited: () => void }) {
  const w = words().adminStaff;
  const role = useSignal<Role>("manager");
  const concertId = useSignal("");
  const concerts = useResource("admin-concerts for invitations", () => listAdminConcerts());
  const isBusy = useSignal(false);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const send = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = event.currentTarget;
    const email = new FormData(form).get("email");
    if (isBusy.value || typeof email !== "string") return;
    isBusy.value = true;
    refusal.value = undefined;
    try {
      const invited = role.value === "owner" ? null : concertId.value || null;
      await inviteStaff({ email: email.trim(), role: role.value, concertId: invited });
      showToast({ text: w.sent(email.trim()) });
      form.reset();
      concertId.value = "";
      onInvited();
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  return (
    <form class="stack" onSubmit={(event) => void send(event)}>
      <div class="adm__fields">
        <div class="field">
          <label for="invite-email">{w.email}</label>
          <input class="input" id="invite-email" name="email" type="email" required />
        </div>
        <div class="field">
          <label for="invite-role">{w.role}</label>
          <select
            class="input"
            id="invite-role"
            aria-describedby="invite-about"
            value={role.value}
            onChange={(event) => (role.value = event.currentTarget.value as Role)}
          >
            {rolesOf(w.roles).map((each) => (
              <option key={each} value={each}>
                {w.roles[each]}
              </option>
            ))}
          </select>
          <p class="help" id="invite-about">
            {w.about[role.value]}
          </p>
        </div>
        {role.value === "owner" ? null : (
          <div class="field">
            <label for="invite-for">{w.where}</label>
            <select
              class="input"
              id="invite-for"
              value={concertId.value}
              onChange={(event) => (concertId.value = event.currentTarget.value)}
            >
              <option value="">{w.everything}</option>
              {concerts.data?.items.map(({ id, title }) => (
                <option key={id} value={id}>
                  {local(title)}
                </option>
              ))}
            </select>
          </div>
        )}
      </div>
      <ProblemNote error={refusal.value} />
      <button class="btn btn--primary" type="submit" aria-busy={isBusy.value}>
        {w.send}
      </button>
    </form>
  );
}
