import { useSignal } from "@preact/signals";
import type { Invitations } from "../../../../contract/admin/stock/invitations.ts";
import { seatsText } from "../../../../contract/plan/seat-names.ts";
import { asApiError } from "../../../api/problem.ts";
import {
  cancelInvitation,
  decideInvitations,
  listInvitations,
} from "../../../api/selling/invitations.ts";
import { SkeletonLines } from "../../../components/feedback/loading.tsx";
import { Trouble } from "../../../components/feedback/trouble.tsx";
import { count } from "../../../i18n/format.ts";
import { language, local, words } from "../../../state/language.ts";
import { useResource } from "../../../state/resource.ts";
import { showToast } from "../../../state/toast.ts";
import { Ago } from "../../parts/moment.tsx";
import { usePolling } from "../../parts/polling.ts";
import { may } from "../../staff/employer.ts";
import type { Selection } from "../../staff-map/marking/selection.ts";
import type { StaffHall } from "../../staff-map/staff-hall.ts";
import { CancelDialog } from "./cancel-dialog.tsx";
import { GuestListDialog } from "./guest-list-dialog.tsx";
import { InviteForm } from "./invite-form.tsx";

const everyMs = 10_000;

type CardProps = { staff: StaffHall; selection: Selection };
type Guest = Invitations["guests"][number];

/** Tickets for guests: what was asked for, who has to decide, and what was issued. */
export function InvitationsCard({ staff, selection }: CardProps) {
  const w = words().adminInvitations;
  const { id } = staff.schedule;
  const asked = useResource(`invitations ${id}`, () => listInvitations(id));
  usePolling(asked.reload, everyMs);
  const isAsking = useSignal<"guest" | "list" | null>(null);
  const canceled = useSignal<Guest | null>(null);
  const isBusy = useSignal(false);
  const act = async (doing: () => Promise<unknown>, done: string) => {
    isBusy.value = true;
    try {
      await doing();
      showToast({ text: done });
    } catch (thrown) {
      showToast({ text: words().problem[asApiError(thrown).code] });
    } finally {
      isBusy.value = false;
      await asked.reload();
      void staff.seats.refresh();
    }
  };
  const close = () => (isAsking.value = null);
  const done = () => {
    close();
    showToast({ text: w.asked });
    void asked.reload();
    void staff.seats.refresh();
  };
  const seats = selection.count.value;
  return (
    <section class="adm__card" aria-labelledby="invitations">
      <div class="between">
        <h2 id="invitations">{w.title}</h2>
        {may("stock.edit") ? (
          <p class="stock__acts">
            <button
              class="btn btn--secondary btn--sm"
              type="button"
              disabled={seats > 20}
              aria-describedby="invitations-help"
              onClick={() => (isAsking.value = "guest")}
            >
              {w.ask}
            </button>
            <button
              class="btn btn--secondary btn--sm"
              type="button"
              onClick={() => (isAsking.value = "list")}
            >
              {w.list}
            </button>
          </p>
        ) : null}
      </div>
      <p class="t-14 c-2" id="invitations-help">
        {w.help}
      </p>
      {may("imports.run") ? (
        <p>
          <a class="link t-14" href={`/admin/import?kind=guests&date=${id}`}>
            {w.importList}
          </a>
        </p>
      ) : null}
      {asked.data ? (
        <ul class="stock__blocks">
          {asked.data.map((each) => (
            <Request
              key={each.id}
              request={each}
              staff={staff}
              isBusy={isBusy.value}
              onDecide={(isApproved) =>
                void act(
                  () => decideInvitations(each.id, isApproved),
                  isApproved ? w.approved : w.declined,
                )
              }
              onCancel={(guest) => (canceled.value = guest)}
            />
          ))}
        </ul>
      ) : asked.error ? (
        <Trouble error={asked.error} onRetry={() => void asked.reload()} />
      ) : (
        <SkeletonLines lines={2} />
      )}
      {isAsking.value === "guest" ? (
        <InviteForm
          schedule={staff.schedule}
          seats={[...selection.picked.peek()]}
          onClose={close}
          onDone={() => {
            selection.clear();
            done();
          }}
        />
      ) : isAsking.value === "list" ? (
        <GuestListDialog staff={staff} onClose={close} onDone={done} />
      ) : null}
      {canceled.value ? (
        <CancelDialog
          onClose={() => (canceled.value = null)}
          onYes={(reason) => {
            const guestId = canceled.value?.id ?? "";
            canceled.value = null;
            void act(() => cancelInvitation(guestId, reason), w.canceled);
          }}
        />
      ) : null}
    </section>
  );
}

type RequestProps = {
  request: Invitations;
  staff: StaffHall;
  isBusy: boolean;
  onDecide: (isApproved: boolean) => void;
  onCancel: (guest: Guest) => void;
};

function Request({ request, staff, isBusy, onDecide, onCancel }: RequestProps) {
  const w = words().adminInvitations;
  const { reason, note, state, askedAt, askedBy, guests, guestCount } = request;
  const of = (value: number) => count(value, language.value);
  return (
    <li class="stock__block">
      <p>
        <b>{words().adminStock.reasons[reason]}</b> · {w.states[state]}
        <br />
        <span class="t-14 c-2">
          {[askedBy, note].filter(Boolean).join(" · ")} <Ago time={askedAt} />
        </span>
      </p>
      {guestCount > guests.length ? (
        <p class="t-14">
          {w.ofGuests(of(request.issuedCount), of(guestCount), of(request.faultyCount))}
        </p>
      ) : null}
      <ul class="stack-2">
        {guests.map((guest) => (
          <GuestLine key={guest.id} {...{ guest, staff, isBusy, onCancel }} />
        ))}
      </ul>
      {state === "asked" && may("stock.approve") ? (
        <p class="stock__acts">
          <button
            class="btn btn--primary btn--sm"
            type="button"
            disabled={isBusy}
            onClick={() => onDecide(true)}
          >
            {w.approve}
          </button>
          <button
            class="btn btn--secondary btn--sm"
            type="button"
            disabled={isBusy}
            onClick={() => onDecide(false)}
          >
            {w.decline}
          </button>
        </p>
      ) : null}
      {state === "approved" && guests.some((guest) => guest.fault) && may("stock.approve") ? (
        <button
          class="btn btn--secondary btn--sm"
          type="button"
          disabled={isBusy}
          onClick={() => onDecide(true)}
        >
          {w.again}
        </button>
      ) : null}
    </li>
  );
}

type GuestLineProps = Pick<RequestProps, "staff" | "isBusy" | "onCancel"> & { guest: Guest };

function GuestLine({ guest, staff: { hall, schedule }, isBusy, onCancel }: GuestLineProps) {
  const [w, lang] = [words().adminInvitations, language.value];
  const zone = schedule.zones.find(({ id }) => id === guest.zoneId);
  const place = guest.seats
    ? seatsText(guest.seats.map(hall.nameOf), lang)
    : [zone ? local(zone.name) : "", w.places(count(guest.count, lang), guest.count)].join(" ");
  return (
    <li class="t-14">
      {guest.name ?? words().staffMap.hidden} · {place} · {w.guestStates[guest.state]}
      {guest.fault ? <span class="error"> · {w.fault}</span> : null}{" "}
      {guest.orderId ? (
        <a class="link num" href={`/admin/orders/${guest.orderId}`}>
          {guest.number}
        </a>
      ) : null}{" "}
      {guest.state === "issued" && may("stock.edit") ? (
        <button class="link" type="button" disabled={isBusy} onClick={() => onCancel(guest)}>
          {w.cancel}
        </button>
      ) : null}
    </li>
  );
}
