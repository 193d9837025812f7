import { createRouter } from "./hono.ts";
import { mailSoon } from "./mail/soon.ts";
import { limitBody } from "./door/limits.ts";
import { checkoutPage } from "./pages/checkout.ts";
import { checkoutPath } from "./payment/company.ts";
import { onError } from "./problem.ts";
import { requestId } from "./door/request-id.ts";
import { accounts } from "./routes/accounts.ts";
import { admin } from "./routes/admin.ts";
import { calendar } from "./routes/calendar.ts";
import { adminCoupons } from "./routes/admin-coupons.ts";
import { adminOverviews } from "./routes/admin-overview.ts";
import { adminPayments } from "./routes/admin-payments.ts";
import { adminQueue } from "./routes/admin-queue.ts";
import { adminShows } from "./routes/admin-shows.ts";
import { adminReconciliations } from "./routes/admin-reconciliations.ts";
import { concerts } from "./routes/concerts.ts";
import { health } from "./routes/health.ts";
import { holds } from "./routes/holds.ts";
import { live } from "./routes/live.ts";
import { me } from "./routes/me.ts";
import { notifications } from "./routes/notifications.ts";
import { documentation } from "./routes/openapi.ts";
import { metrics } from "./routes/metrics.ts";
import { orders } from "./routes/orders.ts";
import { pages } from "./routes/pages.ts";
import { members } from "./routes/members.ts";
import { payments } from "./routes/payments.ts";
import { prices } from "./routes/prices.ts";
import { presales } from "./routes/presales.ts";
import { problemPages } from "./routes/problem-pages.ts";
import { push } from "./routes/push.ts";
import { queue } from "./routes/queue.ts";
import { queuePages } from "./routes/queue-pages.ts";
import { schedules } from "./routes/schedules.ts";
import { passwordResets } from "./routes/password-resets.ts";
import { sessions } from "./routes/sessions.ts";
import { statements } from "./routes/statements.ts";
import { suggesting } from "./routes/suggestions.ts";
import { tickets } from "./routes/tickets.ts";
import { waitlist } from "./routes/waitlist.ts";
import { unsubscribe } from "./routes/unsubscribe.ts";
import { wallet } from "./routes/wallet.ts";
import { webhooks } from "./routes/webhooks.ts";
import { wishes } from "./routes/wishes.ts";
import { sameOrigin } from "./door/same-origin.ts";
import { unknownRoute } from "./door/unknown-route.ts";

const base = "/api/v1";

/** The API at a glance. */
export const app = createRouter();
app.use(requestId, limitBody, sameOrigin);
// What may make a mail due.
for (const path of [
  "accounts",
  "password-resets",
  "orders/*",
  "payments/*",
  "wallet/*",
  "webhooks/*",
  "admin/*",
])
  app.use(`${base}/${path}`, mailSoon);

app.route(base, health);
app.route(base, accounts);
app.route(base, sessions);
app.route(base, passwordResets);
app.route(base, me);
app.route(base, notifications);
app.route(base, concerts);
app.route(base, suggesting);
app.route(base, schedules);
app.route(base, live);
app.route(base, calendar);
app.route(base, queue);
app.route(base, presales);
app.route(base, holds);
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
app.route(base, adminCoupons);
app.route(base, adminQueue);
app.route(base, members);
app.route(base, adminOverviews);
app.route(base, adminPayments);
app.route(base, adminReconciliations);
app.route(base, adminShows);
app.route(base, documentation(app));
app.route("/", problemPages);
app.route("/", queuePages);
app.route("/", metrics);
app.route("/", unsubscribe);
app.route("/", pages);

app.notFound(unknownRoute(() => app.routes));
app.onError(onError);
