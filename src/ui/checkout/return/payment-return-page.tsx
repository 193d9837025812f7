import "../../styles/my-pages.ts";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { confirmPayment, failPayment, getPayment } from "../../api/payments.ts";
import { Gate } from "../../account/gate.tsx";
import type { PageProps } from "../../frame/screen.tsx";
import { useTitle } from "../../components/title.tsx";
import { forgetChoice } from "../choice.ts";
import {
  DepositView,
  GivenBackView,
  Head,
  OpenView,
  RefusedView,
  UnknownView,
} from "./return-views.tsx";
import { lookAgain, pauseMs, readAnswer, settle, type Standing } from "./gateway-answer.ts";
import { keepHolds } from "../../holds/kept-holds.ts";
import { account } from "../../state/session.ts";
import { words } from "../../state/language.ts";
import { navigate } from "../../state/router.ts";
import { NotFoundPage } from "../../frame/not-found-page.tsx";

const gateway = { confirm: confirmPayment, fail: failPayment, get: getPayment };

/** The gateway's return page. Opening it again pays only once. */
export function PaymentReturnPage({ query }: PageProps) {
  useTitle(words().payment.title);
  return (
    <Gate reason={words().payment.signIn} isPage>
      {() => <Confirmation query={query} />}
    </Gate>
  );
}

function Confirmation({ query }: { query: URLSearchParams }) {
  const answer = readAnswer(query);
  const standing = useSignal<Standing>({ at: "asking" });
  useEffect(() => follow(query, (next) => (standing.value = next)), [answer.id]);
  const now = standing.value;
  if (now.at === "missing") return <NotFoundPage />;
  return (
    <main id="main" class="wrap page">
      <Shown standing={now} />
    </main>
  );
}

/** Asks until there is an answer or the page is left; returns a function that stops it. */
function follow(query: URLSearchParams, tell: (standing: Standing) => void): () => void {
  const answer = readAnswer(query);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLeft = false;
  const step = async (ask: Promise<Standing>, looks: number) => {
    const standing = await ask;
    forgetWhatIsOver(standing);
    if (isLeft) return;
    const orderId = standing.at === "paid" ? standing.payment.orderId : null;
    if (orderId !== null) return navigate(`/orders/${orderId}?new=1`, { replace: true });
    tell(standing);
    const waitMs = pauseMs(looks, standing);
    if (waitMs !== null)
      timer = setTimeout(() => void step(lookAgain(gateway, answer), looks + 1), waitMs);
  };
  void step(settle(gateway, answer), 0);
  return () => {
    isLeft = true;
    clearTimeout(timer);
  };
}

/** An unpaid fan may continue with the same choice; every other outcome ends the hold. */
function forgetWhatIsOver(standing: Standing): void {
  if (standing.at !== "paid" && standing.at !== "given-back") return;
  const { holdId, scheduleId } = standing.payment;
  if (holdId !== null) forgetChoice(holdId);
  if (scheduleId !== null) keepHolds(account.peek()?.id, scheduleId, []);
}

function Shown({ standing }: { standing: Standing }) {
  const w = words().payment;
  switch (standing.at) {
    case "deposit": {
      const { deposit } = standing.payment;
      return deposit ? <DepositView payment={standing.payment} deposit={deposit} /> : null;
    }
    case "refused":
      return <RefusedView payment={standing.payment} />;
    case "given-back":
      return <GivenBackView payment={standing.payment} />;
    case "open":
      return <OpenView payment={standing.payment} />;
    case "unknown":
      return <UnknownView payment={standing.payment} />;
    default:
      return (
        <div class="stack-6 outcome">
          <p class="progress" aria-hidden="true" />
          <Head icon="clock" isOpen title={w.asking} text={w.askingText} />
        </div>
      );
  }
}
