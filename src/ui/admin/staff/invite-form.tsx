import { useSignal } from "@preact/signals";
import type { Role } from "../../../contract/admin/rights.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { inviteStaff } from "../../api/staff.ts";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { rolesOf } from "./roles.ts";
import { showToast } from "../../state/toast.ts";

export function InviteForm({ onInvited }: { onInvited: () => void }) {
  const w = words().adminStaff;
  const role = useSignal<Role>("manager");
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
      await inviteStaff({ email: email.trim(), role: role.value });
      showToast({ text: w.sent(email.trim()) });
      form.reset();
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
      </div>
      <ProblemNote error={refusal.value} />
      <button class="btn btn--primary" type="submit" aria-busy={isBusy.value}>
        {w.send}
      </button>
    </form>
  );
}
