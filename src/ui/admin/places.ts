import type { Right } from "../../contract/admin/rights.ts";
import type { Page } from "../frame/screen.tsx";
import { loadWords } from "../state/language.ts";
import { ActsPage } from "./activity/activity-page.tsx";
import { OverviewPage } from "./overview/overview-page.tsx";
import { ReconciliationPage } from "./reconciliation/reconciliation-page.tsx";
import { PaymentPage } from "./payments/payment-page.tsx";
import { PaymentsPage } from "./payments/payments-page.tsx";
import { SalesPage } from "./sales/sales-page.tsx";
import { ShowPage } from "./shows/show-page.tsx";
import { ShowsPage } from "./shows/shows-page.tsx";
import { CouponsPage } from "./coupons/coupons-page.tsx";
import { OrganizationPage } from "./staff/organization-page.tsx";
import { StaffPage } from "./staff/staff-page.tsx";

/** A page that only some open comes with `load`; one that needs all the room comes without the frame. */
export type Place = { pattern: string; right: Right; isWhole?: true } & (
  | { page: Page }
  | { load: () => Promise<Page>; needs?: "setup" | "selling" }
);

/** Every page of the admin, with the right that it needs. */
export const places: Place[] = [
  { pattern: "/admin", page: OverviewPage, right: "sales.read" },
  { pattern: "/admin/sales", page: SalesPage, right: "sales.read" },
  {
    pattern: "/admin/sales/:id",
    load: () => import("./cockpit/cockpit-page.tsx").then((page) => page.CockpitPage),
    right: "sales.read",
  },
  { pattern: "/admin/payments", page: PaymentsPage, right: "finance.read" },
  { pattern: "/admin/payments/:id", page: PaymentPage, right: "finance.read" },
  { pattern: "/admin/reconciliation", page: ReconciliationPage, right: "deployment.read" },
  { pattern: "/admin/shows", page: ShowsPage, right: "shows.read" },
  { pattern: "/admin/shows/:id", page: ShowPage, right: "shows.read" },
  { pattern: "/admin/coupons", page: CouponsPage, right: "coupons.read" },
  { pattern: "/admin/staff", page: StaffPage, right: "staff.read" },
  { pattern: "/admin/organization", page: OrganizationPage, right: "organization.read" },
  { pattern: "/admin/acts", page: ActsPage, right: "audit.read" },
  {
    pattern: "/admin/concerts",
    load: () => import("./concert-draft/concerts-page.tsx").then((page) => page.ConcertsPage),
    right: "drafts.read",
  },
  {
    pattern: "/admin/concerts/:id",
    load: () => import("./concerts/concert-page.tsx").then((page) => page.ConcertPage),
    right: "concerts.read",
  },
  {
    pattern: "/admin/concert-drafts/:id",
    load: () => import("./concert-draft/draft-page.tsx").then((page) => page.ConcertDraftPage),
    right: "concerts.create",
  },
  {
    pattern: "/admin/concert-drafts/:id/preview",
    load: () => import("./concert-draft/preview-page.tsx").then((page) => page.DraftPreviewPage),
    right: "drafts.read",
  },
  {
    pattern: "/admin/venues",
    load: () => import("./venues/venues-page.tsx").then((page) => page.VenuesPage),
    right: "venues.read",
  },
  {
    pattern: "/admin/venues/new",
    load: () => import("./venues/venue-page.tsx").then((page) => page.NewVenuePage),
    right: "venues.edit",
  },
  {
    pattern: "/admin/import",
    load: () => import("./import/import-page.tsx").then((page) => page.ImportPage),
    right: "imports.run",
  },
  {
    pattern: "/admin/reports",
    load: async () => {
      const [page] = await Promise.all([
        import("./reports/reports-page.tsx"),
        loadWords("selling"),
      ]);
      return page.ReportsPage;
    },
    right: "sales.read",
  },
  {
    pattern: "/admin/categories",
    load: () => import("./categories/categories-page.tsx").then((page) => page.CategoriesPage),
    right: "categories.edit",
  },
  {
    pattern: "/admin/venues/:id",
    load: () => import("./venues/venue-page.tsx").then((page) => page.VenuePage),
    right: "venues.read",
  },
  {
    pattern: "/admin/venues/:id/plans",
    load: () => import("./plans/plans-page.tsx").then((page) => page.PlansPage),
    right: "venues.read",
  },
  {
    pattern: "/admin/venues/:id/plans/comparison",
    load: () =>
      import("./plans/comparison/comparison-page.tsx").then((page) => page.ComparisonPage),
    right: "venues.read",
  },
  {
    pattern: "/admin/venues/:id/plans/move",
    load: () => import("./plans/move-page.tsx").then((page) => page.MovePage),
    right: "dates.edit",
  },
  {
    pattern: "/admin/stock/:id",
    load: () => import("./stock/stock-page.tsx").then((page) => page.StockPage),
    needs: "selling",
    right: "stock.read",
  },
  {
    pattern: "/admin/counter",
    load: () => import("./counter/counter-page.tsx").then((page) => page.CounterPage),
    needs: "selling",
    right: "counter.sell",
    isWhole: true,
  },
  {
    pattern: "/admin/people",
    load: () => import("./people/people-page.tsx").then((page) => page.PeoplePage),
    needs: "selling",
    right: "members.read",
  },
  {
    pattern: "/admin/people/:id",
    load: () => import("./people/person-page.tsx").then((page) => page.PersonPage),
    needs: "selling",
    right: "members.read",
  },
  {
    pattern: "/admin/orders",
    load: () => import("./orders/orders-page.tsx").then((page) => page.OrdersPage),
    needs: "selling",
    right: "orders.read",
  },
  {
    pattern: "/admin/orders/:id",
    load: () => import("./orders/order-page.tsx").then((page) => page.OrderPage),
    needs: "selling",
    right: "orders.read",
  },
  {
    pattern: "/admin/concerts/:id/messages",
    load: async () => {
      const [page] = await Promise.all([
        import("./orders/messages/messages-page.tsx"),
        loadWords("setup"),
      ]);
      return page.MessagesPage;
    },
    needs: "selling",
    right: "concerts.read",
  },
  {
    pattern: "/admin/refunds",
    load: async () => {
      const [page] = await Promise.all([
        import("./refunds/refunds-page.tsx"),
        loadWords("selling"),
      ]);
      return page.RefundsPage;
    },
    right: "refunds.read",
  },
  {
    pattern: "/admin/refunds/:id",
    load: async () => {
      const [page] = await Promise.all([import("./refunds/job-page.tsx"), loadWords("selling")]);
      return page.RefundJobPage;
    },
    right: "refunds.read",
  },
  {
    pattern: "/admin/plans/drafts/:id/versions",
    load: () => import("./plans/history-page.tsx").then((page) => page.HistoryPage),
    right: "venues.read",
  },
  {
    pattern: "/admin/plans/drafts/:id",
    load: async () => {
      const [page] = await Promise.all([
        import("./plan-editor/plan-editor-page.tsx"),
        loadWords("editor"),
      ]);
      return page.PlanEditorPage;
    },
    right: "venues.edit",
    isWhole: true,
  },
];
