import { useMemo } from "preact/hooks";
import { useSignal } from "@preact/signals";
import type { Joined } from "../../../contract/admin/staff.ts";
import { SignInForm } from "../../account/sign-in-form.tsx";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { acceptInvitation } from "../../api/staff.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { ProblemNote } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import { local, words } from "../../state/language.ts";
import { forgetLoaded } from "../../state/resource.ts";
import { account, logOut } from "../../state/session.ts";

/** Accepts an invitation, opened from the link of its mail. */
export function JoinPage() {
  const w = words().adminStaff.join;
  useTitle(w.title);
  const token = useMemo(() => new URLSearchParams(location.hash.slice(1)).get("token"), []);
  const known = account.value;
  return (
    <main id="main" class="wrap narrow">
      {known === undefined ? (
        <SkeletonLines lines={4} />
      ) : known === null ? (
        <SignInForm reason={w.signIn} />
      ) : (
        <Accept token={token} email={known.email} />
      )}
    </main>
  );
}

function Accept({ token, email }: { token: string | null; email: string }) {
  const { join: w, roles } = words().adminStaff;
  const joined = useSignal<Joined | undefined>(undefined);
  const refusal = useSignal<ApiError | undefined>(undefined);
  const isBusy = useSignal(false);
  const code = refusal.value?.code;
  const accept = async () => {
    if (token === null || isBusy.value) return;
    isBusy.value = true;
    refusal.value = undefined;
    try {
      joined.value = await acceptInvitation(token);
      forgetLoaded();
      if (account.value) account.value = { ...account.value, isStaff: true };
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    isBusy.value = false;
  };
  if (joined.value)
    return (
      <div class="sign-in" role="status">
        <h1 class="t-24">{w.done(local(joined.value.organization))}</h1>
        <p class="c-2">{w.doneText(roles[joined.value.role])}</p>
        <a class="btn btn--primary btn--block" href="/admin">
          {w.go}
        </a>
      </div>
    );
  return (
    <div class="sign-in">
      <h1 class="t-24">{w.title}</h1>
      <p class="c-2">{token === null ? w.noToken : w.text(email)}</p>
      <ProblemNote error={refusal.value} />
      {code === "invitation-of-another" ? (
        <button
          class="btn btn--primary btn--block"
          type="button"
          onClick={() => void logOut(false)}
        >
          {w.another}
        </button>
      ) : token === null || code === "link-spent" || code === "link-not-valid" ? (
        <a class="btn btn--secondary btn--block" href="/">
          {words().notFound.home}
        </a>
      ) : (
        <button
          class="btn btn--primary btn--block"
          type="button"
          aria-busy={isBusy.value}
          onClick={() => void accept()}
        >
          {w.accept}
        </button>
      )}
    </div>
  );
}
