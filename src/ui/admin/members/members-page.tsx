import { useSignal } from "@preact/signals";
import type { Member } from "../../../contract/money/discounts.ts";
import { findMember, listActs, setTier } from "../../api/admin.ts";
import { type ApiError, asApiError } from "../../api/problem.ts";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { useTitle } from "../../components/title.tsx";
import { ProblemNote, Trouble } from "../../components/feedback/trouble.tsx";
import { words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { navigate } from "../../state/router.ts";
import { showToast } from "../../state/toast.ts";
import { ActList } from "../activity/activity-list.tsx";
import { SearchForm } from "../parts/search-form.tsx";

/** A member and their tier. */
export function MembersPage({ query }: PageProps) {
  const w = words().adminMembers;
  useTitle(w.title);
  const email = query.get("email") ?? "";
  const find = (text: string) =>
    navigate(`/admin/members${text === "" ? "" : `?email=${encodeURIComponent(text)}`}`, {
      replace: true,
    });
  return (
    <>
      <div class="adm__head">
        <h1>{w.title}</h1>
      </div>
      <p class="c-2 prose">{w.text}</p>
      <SearchForm label={w.search} text={email} onSearch={find} />
      {email === "" ? null : <Found key={email} email={email} />}
    </>
  );
}

function Found({ email }: { email: string }) {
  const w = words().adminMembers;
  const member = useResource<Member>(`member ${email}`, () => findMember(email));
  const { data, error } = member;
  if (!data && error?.code === "not-found") return <p class="c-2">{w.none}</p>;
  if (!data && error) return <Trouble error={error} onRetry={() => void member.reload()} />;
  if (!data) return <SkeletonLines lines={3} />;
  return <Person key={data.tier} member={data} onChanged={member.set} />;
}

function Person({ member, onChanged }: { member: Member; onChanged: (member: Member) => void }) {
  const w = words().adminMembers;
  const tier = useSignal(member.tier ?? "");
  const refusal = useSignal<ApiError | undefined>(undefined);
  const acts = useResource(`acts ${member.id}`, () => listActs(member.id));
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    refusal.value = undefined;
    const wanted = tier.value.trim();
    try {
      onChanged(await setTier(member.id, wanted === "" ? null : wanted));
      showToast({ text: w.saved });
    } catch (thrown) {
      refusal.value = asApiError(thrown);
    }
    void acts.reload();
  };
  return (
    <section class="adm__card" aria-labelledby="member">
      <h2 id="member">
        {member.name} <span class="c-2">{member.email}</span>
      </h2>
      <p>
        <a class="link" href={`/admin/payments?search=${member.id}`}>
          {w.payments}
        </a>
      </p>
      <ProblemNote error={refusal.value} />
      <form class="adm__search" onSubmit={(event) => void save(event)}>
        <div class="field">
          <label for="tier">{w.tier}</label>
          <input
            class="input"
            id="tier"
            pattern="[a-z0-9\-]{1,20}"
            aria-describedby="tier-help"
            value={tier.value}
            onInput={(event) => (tier.value = event.currentTarget.value)}
          />
          <p class="help" id="tier-help">
            {w.tierHelp}
          </p>
        </div>
        <button class="btn btn--primary adm__save" type="submit">
          {w.save}
        </button>
      </form>
      {acts.data && acts.data.items.length > 0 ? <ActList acts={acts.data.items} /> : null}
    </section>
  );
}
