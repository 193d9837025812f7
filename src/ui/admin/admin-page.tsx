import "./frame.css";
import "./lists.css";
import "./sales/sales.css";
import "./payments/payments.css";
import { useMemo } from "preact/hooks";
import type { ComponentType } from "preact";
import { Empty } from "../components/feedback/empty.tsx";
import { SkeletonLines } from "../components/feedback/loading.tsx";
import type { PageProps } from "../frame/screen.tsx";
import { SignInForm } from "../account/sign-in-form.tsx";
import { useTitle } from "../components/title.tsx";
import { words } from "../state/language.ts";
import { address, match } from "../state/router.ts";
import { account } from "../state/session.ts";
import { ActsPage } from "./activity/activity-page.tsx";
import { ControlPage } from "./sales/control-page.tsx";
import { OverviewPage } from "./overview/overview-page.tsx";
import { ReconciliationPage } from "./reconciliation/reconciliation-page.tsx";
import { OrderPage } from "./orders/order-page.tsx";
import { PaymentPage } from "./payments/payment-page.tsx";
import { PaymentsPage } from "./payments/payments-page.tsx";
import { SalesPage } from "./sales/sales-page.tsx";
import { ShowPage } from "./shows/show-page.tsx";
import { ShowsPage } from "./shows/shows-page.tsx";
import { CouponsPage } from "./coupons/coupons-page.tsx";
import { MembersPage } from "./members/members-page.tsx";
import { Frame } from "./frame.tsx";

type Place = { pattern: string; page: ComponentType<PageProps> };

const places: Place[] = [
  { pattern: "/admin", page: OverviewPage },
  { pattern: "/admin/sales", page: SalesPage },
  { pattern: "/admin/sales/:id", page: ControlPage },
  { pattern: "/admin/payments", page: PaymentsPage },
  { pattern: "/admin/payments/:id", page: PaymentPage },
  { pattern: "/admin/orders/:id", page: OrderPage },
  { pattern: "/admin/reconciliation", page: ReconciliationPage },
  { pattern: "/admin/shows", page: ShowsPage },
  { pattern: "/admin/shows/:id", page: ShowPage },
  { pattern: "/admin/coupons", page: CouponsPage },
  { pattern: "/admin/members", page: MembersPage },
  { pattern: "/admin/acts", page: ActsPage },
];

/**
 * The admin pages. While the account is unknown the frame is that of an admin, so that nothing moves for one. Another account sees that it has no access, and the server sends it no data. */
export function AdminPage({ query }: PageProps) {
  // An outgoing page keeps its own content, since the address is already the next page's.
  const path = useMemo(() => address.peek().path, []);
  const known = account.value;
  if (known === undefined)
    return (
      <Frame path={path} isAdmin>
        <SkeletonLines lines={6} />
      </Frame>
    );
  if (known === null)
    return (
      <Frame path={path}>
        <SignInForm reason={words().admin.signIn} />
      </Frame>
    );
  if (!known.isStaff) return <Forbidden path={path} name={known.name} />;
  for (const { pattern, page: Page } of places) {
    const params = match(pattern, path);
    if (params)
      return (
        <Frame path={path} isAdmin>
          <Page params={params} query={query} />
        </Frame>
      );
  }
  return <Missing path={path} />;
}

function Forbidden({ path, name }: { path: string; name: string }) {
  const w = words().admin;
  useTitle(w.forbidden);
  return (
    <Frame path={path}>
      <Empty icon="lock" title={w.forbidden} isPage>
        <p class="c-2">{w.forbiddenText(name)}</p>
        <a class="btn btn--primary" href="/">
          {words().notFound.home}
        </a>
      </Empty>
    </Frame>
  );
}

function Missing({ path }: { path: string }) {
  const w = words().notFound;
  useTitle(w.title);
  return (
    <Frame path={path} isAdmin>
      <Empty icon="pin" title={w.title} isPage>
        <a class="btn btn--secondary" href="/admin">
          {words().admin.nav.overview}
        </a>
      </Empty>
    </Frame>
  );
}
