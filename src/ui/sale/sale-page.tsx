import "./sale.css";
import { useEffect, useMemo } from "preact/hooks";
import type { Concert, Schedule } from "../../contract/catalog/concerts.ts";
import { getConcert, getPlan, getSchedule } from "../api/concerts.ts";
import * as salesApi from "../api/sales.ts";
import { BuyingBar } from "./buying-bar.tsx";
import { Empty } from "../components/feedback/empty.tsx";
import { Gate } from "../account/gate.tsx";
import type { PageProps } from "../frame/screen.tsx";
import { useTitle } from "../components/title.tsx";
import { Trouble } from "../components/feedback/trouble.tsx";
import { Chooser } from "./chooser/chooser.tsx";
import { ChooserSkeleton } from "./chooser/chooser-skeleton.tsx";
import { createFelt } from "./felt.ts";
import { createSale } from "./sale.ts";
import { words } from "../state/language.ts";
import { useResource } from "../state/resource.ts";
import { account } from "../state/session.ts";
import { NotFoundPage } from "../frame/not-found-page.tsx";

/** One date's sale: the queue, then the seats. */
export function SalePage({ params }: PageProps) {
  const id = params["id"] ?? "";
  const schedule = useResource(`schedule:${id}`, () => getSchedule(id));
  const concertId = schedule.data?.concertId;
  const concert = useResource(concertId ? `concert:${concertId}` : null, () =>
    getConcert(concertId ?? ""),
  );
  if (schedule.error?.code === "not-found") return <NotFoundPage />;
  const error = schedule.data ? undefined : schedule.error;
  return (
    <>
      <BuyingBar schedule={schedule.data} concert={concert.data} />
      {error ? (
        <main id="main" class="wrap page">
          <Trouble error={error} onRetry={() => void schedule.reload()} />
        </main>
      ) : schedule.data ? (
        <BeforeEntry
          schedule={schedule.data}
          concert={concert.data}
          onMoved={() => void schedule.reload()}
        />
      ) : (
        <ChooserSkeleton />
      )}
    </>
  );
}

function BeforeEntry(props: Omit<AtTheSaleProps, "accountId">) {
  const known = account.value;
  if (known) return <AtTheSale {...props} accountId={known.id} />;
  return <SignInFirst />;
}

function SignInFirst() {
  useTitle(words().signIn.title);
  return (
    <main id="main" class="wrap narrow">
      <Gate reason={words().queue.signIn}>{() => null}</Gate>
    </main>
  );
}

function AtTheSale({ schedule, concert, accountId, onMoved }: AtTheSaleProps) {
  const w = words().queue;
  const felt = useMemo(
    () => createFelt((measured) => salesApi.reportFelt(schedule.id, measured)),
    [schedule.id],
  );
  const sale = useMemo(
    () => createSale(schedule.id, accountId, felt.measured(salesApi)),
    [schedule.id, accountId],
  );
  useEffect(() => felt.start(), [felt]);
  useEffect(() => sale.start(), [sale]);
  // The plan never changes under its hash, so it is fetched while the visitor is let in.
  const plan = useResource(`plan:${schedule.planHash}`, () => getPlan(schedule.planHash));
  switch (sale.stage.value) {
    case "joining":
      return <ChooserSkeleton />;
    case "inside":
      if (plan.data)
        return (
          <Chooser
            sale={sale}
            felt={felt}
            schedule={schedule}
            plan={plan.data}
            timeZone={concert?.venue.timeZone}
            waitPath={concert ? `/concerts/${concert.slug}` : null}
            onChosen={loadCheckout}
            onMoved={onMoved}
          />
        );
      if (plan.error) return <Failed error={plan.error} onRetry={plan.reload} />;
      return <ChooserSkeleton />;
    case "over":
      return (
        <main id="main" class="wrap page">
          <Empty icon="lock" title={w.over} isPage>
            <a class="btn btn--secondary" href={concert ? `/concerts/${concert.slug}` : "/"}>
              {w.toConcert}
            </a>
          </Empty>
        </main>
      );
    case "trouble":
      return sale.trouble.value ? (
        <Failed error={sale.trouble.value} onRetry={sale.joinAgain} />
      ) : (
        <ChooserSkeleton />
      );
  }
}

/** Comes ahead, so that from the choice the way leads straight to the payment; without it the way there loads it. */
const loadCheckout = () => void import("../checkout/checkout-page.tsx").catch(() => {});

function Failed({ error, onRetry }: FailedProps) {
  return (
    <main id="main" class="wrap page">
      <Trouble error={error} onRetry={() => void onRetry()} />
    </main>
  );
}

type AtTheSaleProps = {
  schedule: Schedule;
  concert: Concert | undefined;
  accountId: string;
  onMoved: () => void;
};
type FailedProps = { error: Parameters<typeof Trouble>[0]["error"]; onRetry: () => Promise<void> };
