import { createRouter } from "./hono.ts";
import { mailAfterAnswer } from "./mail/send-after-answer.ts";
import { limitBody } from "./requests/body-limits.ts";
import { checkoutPage } from "./pages/checkout.ts";
import { checkoutPath } from "./payment/gateway-for.ts";
import { onError, ProblemError } from "./problem.ts";
import { requestId } from "./requests/request-id.ts";
import { accounts } from "./routes/account/accounts.ts";
import { admin } from "./routes/admin/catalog.ts";
import { calendar } from "./routes/catalog/calendar.ts";
import { adminPresaleChanges } from "./routes/admin/changes/presale-changes.ts";
import { adminDateMoves } from "./routes/admin/changes/date-moves.ts";
import { adminConcertChanges } from "./routes/admin/changes/concert-changes.ts";
import { adminConcertList } from "./routes/admin/changes/concert-list.ts";
import { adminCoupons } from "./routes/admin/coupons.ts";
import { adminOverviews } from "./routes/admin/overview.ts";
import { adminOrders } from "./routes/admin/orders.ts";
import { adminRefundJobs } from "./routes/admin/refunds/refund-jobs.ts";
import { adminRefunds } from "./routes/admin/refunds/staff-refunds.ts";
import { buyerMessages } from "./routes/admin/orders/buyer-messages.ts";
import { orderActs } from "./routes/admin/orders/order-acts.ts";
import { adminCollecting } from "./routes/admin/counter/collecting.ts";
import { adminCounterSelling } from "./routes/admin/counter/selling.ts";
import { adminExchanging } from "./routes/admin/counter/exchanging.ts";
import { adminShifts } from "./routes/admin/counter/shifts.ts";
import { adminPayments } from "./routes/admin/payments.ts";
import { adminImages } from "./routes/images/uploading.ts";
import { adminCockpit } from "./routes/cockpit/figures.ts";
import { adminQueue } from "./routes/admin/queue.ts";
import { staffMap } from "./routes/admin/seats/staff-map.ts";
import { adminOrganizations } from "./routes/admin/organizations.ts";
import { adminActs } from "./routes/admin/acts.ts";
import { adminSecurityEvents } from "./routes/service/security-events.ts";
import { adminStaff } from "./routes/admin/staff.ts";
import { employers } from "./routes/account/employers.ts";
import { adminInvitations } from "./routes/admin/stock/invitations.ts";
import { adminStockFiles } from "./routes/admin/stock/stock-files.ts";
import { adminStock } from "./routes/admin/stock/stock.ts";
import { adminShows } from "./routes/admin/shows.ts";
import { adminReportFiles } from "./routes/admin/reports/report-files.ts";
import { adminPayouts } from "./routes/admin/reports/payouts.ts";
import { adminReports } from "./routes/admin/reports/sales.ts";
import { adminReconciliations } from "./routes/admin/reconciliations.ts";
import { concerts } from "./routes/catalog/concerts.ts";
import { health } from "./routes/service/health.ts";
import { codedSeats } from "./routes/sale/coded-seats.ts";
import { holds } from "./routes/sale/holds.ts";
import { images } from "./routes/images/serving.ts";
import { live } from "./routes/sale/live.ts";
import { watching } from "./routes/cockpit/watching.ts";
import { me } from "./routes/account/me.ts";
import { notifications } from "./routes/account/notifications.ts";
import { documentation } from "./routes/service/openapi.ts";
import { metrics } from "./routes/service/metrics.ts";
import { cspReports } from "./routes/service/csp-reports.ts";
import { wellKnown } from "./routes/service/well-known.ts";
import { orders } from "./routes/money/orders.ts";
import { missingDocument, pages } from "./routes/catalog/pages.ts";
import { adminConcertDrafts } from "./routes/setup/concert-drafts.ts";
import { adminImports } from "./routes/setup/imports.ts";
import { categories } from "./routes/setup/categories.ts";
import { adminVenues } from "./routes/setup/venues.ts";
import { adminConcertPublication } from "./routes/setup/concert-publication.ts";
import { adminConcertStates } from "./routes/setup/concert-states.ts";
import { adminPlanDrafts } from "./routes/admin/plan-drafts.ts";
import { adminPlanFiles } from "./routes/admin/plan-files.ts";
import { adminPlanMoves } from "./routes/admin/plan-moves.ts";
import { adminPlanVersions } from "./routes/admin/plan-versions.ts";
import { people } from "./routes/admin/people/people.ts";
import { members } from "./routes/admin/members.ts";
import { payments } from "./routes/money/payments.ts";
import { prices } from "./routes/money/prices.ts";
import { presales } from "./routes/sale/presales.ts";
import { problemPages } from "./routes/service/problem-pages.ts";
import { push } from "./routes/account/push.ts";
import { queue } from "./routes/sale/queue.ts";
import { queuePages } from "./routes/sale/queue-pages.ts";
import { schedules } from "./routes/catalog/schedules.ts";
import { passwordResets } from "./routes/account/password-resets.ts";
import { sessions } from "./routes/account/sessions.ts";
import { authenticators } from "./routes/sign-in/authenticators.ts";
import { passkeys } from "./routes/sign-in/passkeys.ts";
import { providersRoutes } from "./routes/sign-in/providers.ts";
import { secondSteps } from "./routes/sign-in/second-step.ts";
import { waysIn } from "./routes/sign-in/ways-in.ts";
import { statements } from "./routes/money/statements.ts";
import { suggesting } from "./routes/catalog/suggestions.ts";
import { tickets } from "./routes/money/tickets.ts";
import { waitlist } from "./routes/sale/waitlist.ts";
import { unsubscribe } from "./routes/account/unsubscribe.ts";
import { wallet } from "./routes/money/wallet.ts";
import { webhooks } from "./routes/money/webhooks.ts";
import { wishes } from "./routes/account/wishes.ts";
import { sameOrigin } from "./requests/same-origin.ts";
import { unknownRoute } from "./requests/unknown-route.ts";

const base = "/api/v1";

/** The API at a glance. */
export const app = createRouter();
app.use(requestId, limitBody, sameOrigin);
// Methods that can make a mail due.
for (const path of [
  "accounts",
  "password-resets",
  "me/passkeys/*",
  "me/authenticator/*",
  "me/recovery-codes",
  "me/identities/*",
  "sessions/second-step",
  "sign-in/*",
  "orders/*",
  "payments/*",
  "wallet/*",
  "webhooks/*",
  "admin/*",
])
  app.use(`${base}/${path}`, mailAfterAnswer);

app.route(base, health);
app.route(base, accounts);
app.route(base, sessions);
app.route(base, providersRoutes);
app.route(base, secondSteps);
app.route(base, passkeys);
app.route(base, authenticators);
app.route(base, waysIn);
app.route(base, passwordResets);
app.route(base, me);
app.route(base, notifications);
app.route(base, concerts);
app.route(base, suggesting);
app.route(base, schedules);
app.route(base, live);
app.route(base, watching);
app.route(base, calendar);
app.route(base, queue);
app.route(base, presales);
app.route(base, holds);
app.route(base, codedSeats);
app.route(base, prices);
app.route(base, orders);
// A page in front of the API's payments, which would take its name for an id.
app.get(checkoutPath, checkoutPage);
app.route(base, payments);
app.route(base, statements);
app.route(base, webhooks);
app.route(base, tickets);
app.route(base, wallet);
app.route(base, wishes);
app.route(base, waitlist);
app.route(base, push);
app.route(base, admin);
app.route(base, adminConcertChanges);
app.route(base, adminConcertList);
app.route(base, adminDateMoves);
app.route(base, adminPresaleChanges);
app.route(base, adminCoupons);
app.route(base, adminConcertDrafts);
app.route(base, adminConcertPublication);
app.route(base, adminConcertStates);
app.route(base, adminVenues);
app.route(base, categories);
app.route(base, adminImports);
app.route(base, adminPlanDrafts);
app.route(base, adminPlanVersions);
app.route(base, adminPlanFiles);
app.route(base, adminPlanMoves);
app.route(base, adminImages);
app.route(base, adminQueue);
app.route(base, adminStockFiles);
app.route(base, adminStock);
app.route(base, adminInvitations);
app.route(base, staffMap);
app.route(base, adminCockpit);
app.route(base, members);
app.route(base, people);
app.route(base, adminOverviews);
app.route(base, adminOrders);
app.route(base, adminRefunds);
app.route(base, adminRefundJobs);
app.route(base, orderActs);
app.route(base, buyerMessages);
app.route(base, adminCounterSelling);
app.route(base, adminShifts);
app.route(base, adminCollecting);
app.route(base, adminExchanging);
app.route(base, adminPayments);
app.route(base, adminReconciliations);
app.route(base, adminReports);
app.route(base, adminPayouts);
app.route(base, adminReportFiles);
app.route(base, adminShows);
app.route(base, adminOrganizations);
app.route(base, adminStaff);
app.route(base, adminActs);
app.route(base, adminSecurityEvents);
app.route(base, employers);
app.route(base, documentation(app));
app.route("/", problemPages);
app.route("/", queuePages);
app.route("/", images);
app.route("/", metrics);
app.route("/", cspReports);
app.route("/", wellKnown);
app.route("/", unsubscribe);
app.route("/", pages);

app.notFound(unknownRoute(() => app.routes));
app.onError(async (error, c) => {
  const isMissing = error instanceof ProblemError && error.code === "not-found";
  return (isMissing ? await missingDocument(c) : null) ?? (await onError(error, c));
});
