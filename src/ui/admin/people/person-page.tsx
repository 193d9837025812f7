import { useSignal } from "@preact/signals";
import type { Person } from "../../../contract/admin/people/people.ts";
import { getPerson, lookAtPerson, restorePerson, setTier } from "../../api/selling/people.ts";
import { Amount } from "../../components/amount.tsx";
import { SkeletonLines } from "../../components/feedback/loading.tsx";
import { Trouble } from "../../components/feedback/trouble.tsx";
import { useTitle } from "../../components/title.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { words } from "../../state/language.ts";
import { useResource } from "../../state/resource.ts";
import { showToast } from "../../state/toast.ts";
import { ObjectHistory } from "../activity/object-history.tsx";
import { Minute } from "../parts/moment.tsx";
import { ReasonDialog } from "../parts/reasons/reason-dialog.tsx";
import { may } from "../staff/employer.ts";
import { Corrections } from "./corrections.tsx";
import { Devices, Messages, Waits } from "./person-lists.tsx";
import { SuspendDialog } from "./suspend-dialog.tsx";
import { TierDialog } from "./tier-dialog.tsx";

type Act = "look" | "suspend" | "restore" | "tier";

/** One account with all that concerns it, and what staff can do with it. */
export function PersonPage({ params: { id = "" } }: PageProps) {
  const w = words().peoplePages;
  const person = useResource<Person>(`person ${id}`, () => getPerson(id));
  const { data, error } = person;
  useTitle(data ? data.name : w.title);
  if (!data && error) return <Trouble error={error} onRetry={() => void person.reload()} />;
  if (!data) return <SkeletonLines lines={8} />;
  return <Shown person={data} onChanged={person.set} onReload={person.reload} />;
}

type ShownProps = {
  person: Person;
  onChanged: (person: Person) => void;
  onReload: () => Promise<void>;
};

function Shown({ person, onChanged, onReload }: ShownProps) {
  const w = words().peoplePages;
  const act = useSignal<Act | null>(null);
  /** The whole address, once somebody has said why they need it. */
  const email = useSignal<string | null>(null);
  /** Grows with each act, so that the history is read again. */
  const acts = useSignal(0);
  const { id } = person;
  const close = () => (act.value = null);
  const done = (told: string | null) => {
    close();
    acts.value++;
    if (told !== null) showToast({ text: told });
  };
  const changed = (now: Person) => {
    onChanged(now);
    done(w.saved);
  };
  const button = (name: Act, text: string) => (
    <button class="btn btn--secondary btn--sm" type="button" onClick={() => (act.value = name)}>
      {text}
    </button>
  );
  return (
    <>
      <div class="adm__head">
        <div>
          <h1>{person.name}</h1>
          <p class="t-14 c-2 adm__about">
            <span>{email.value ?? person.email}</span>
            {person.suspendedAt === null ? null : (
              <span class="badge badge--low badge--box">{w.suspended}</span>
            )}
          </p>
        </div>
        <div class="adm__answers">
          {email.value === null ? button("look", w.look) : null}
          {may("members.edit") ? button("tier", w.setTier) : null}
          {may("members.edit")
            ? person.suspendedAt === null
              ? button("suspend", w.suspend)
              : button("restore", w.restore)
            : null}
        </div>
      </div>
      {person.suspension === null ? null : <p class="note">{person.suspension}</p>}
      <section class="adm__card" aria-label={person.name}>
        <dl class="dl">
          <dt>{w.tier}</dt>
          <dd>
            {person.tier ?? w.noTier}{" "}
            <small class="c-2">{person.isTierByHand ? w.byHand : w.bySpend}</small>
          </dd>
          <dt>{w.spent}</dt>
          <dd>
            <Amount of={person.spent} />
          </dd>
          <dt>{w.balance}</dt>
          <dd>
            <Amount of={person.balance} />
          </dd>
          <dt>{w.lastOrder}</dt>
          <dd>{person.lastOrderAt === null ? "–" : <Minute time={person.lastOrderAt} />}</dd>
          <dt>{w.since}</dt>
          <dd>
            <Minute time={person.createdAt} />
          </dd>
        </dl>
        <p>
          {w.liveOrders(person.liveOrders)}{" "}
          <a class="link" href={`/admin/orders?search=${id}`}>
            {w.toOrders}
          </a>
        </p>
      </section>
      <Corrections person={person} onChanged={changed} />
      <Waits person={person} />
      <Devices person={person} />
      <Messages person={person} />
      <ObjectHistory key={acts.value} id={id} revision={acts.value} title={w.history} />
      {act.value === "look" ? (
        <ReasonDialog
          title={w.look}
          text={w.lookText}
          yes={w.look}
          onClose={close}
          onReason={async (reason) => {
            email.value = (await lookAtPerson(id, reason)).email;
            done(null);
          }}
        />
      ) : null}
      {act.value === "suspend" ? (
        <SuspendDialog
          person={person}
          onClose={close}
          onSuspended={(now, told) => {
            onChanged(now);
            done(told);
          }}
        />
      ) : null}
      {act.value === "restore" ? (
        <ReasonDialog
          title={w.restore}
          text={w.restoreText}
          yes={w.restore}
          onClose={close}
          onReason={async (reason) => changed(await restorePerson(id, reason))}
        />
      ) : null}
      {act.value === "tier" ? (
        <TierDialog
          tier={person.isTierByHand ? person.tier : null}
          onClose={close}
          onReload={onReload}
          onSave={async (tier) => {
            await setTier(id, person.tierSeen, tier);
            await onReload();
            done(w.saved);
          }}
        />
      ) : null}
    </>
  );
}
