import { createRouter } from "./hono.ts";
import { limitBody } from "./door/limits.ts";
import { onError } from "./problem.ts";
import { requestId } from "./door/request-id.ts";
import { accounts } from "./routes/accounts.ts";
import { admin } from "./routes/admin.ts";
import { calendar } from "./routes/calendar.ts";
import { concerts } from "./routes/concerts.ts";
import { health } from "./routes/health.ts";
import { holds } from "./routes/holds.ts";
import { live } from "./routes/live.ts";
import { me } from "./routes/me.ts";
import { documentation } from "./routes/openapi.ts";
import { orders } from "./routes/orders.ts";
import { pages } from "./routes/pages.ts";
import { problemPages } from "./routes/problem-pages.ts";
import { queue } from "./routes/queue.ts";
import { schedules } from "./routes/schedules.ts";
import { sessions } from "./routes/sessions.ts";
import { tickets } from "./routes/tickets.ts";
import { wallet } from "./routes/wallet.ts";
import { wishes } from "./routes/wishes.ts";
import { sameOrigin } from "./door/same-origin.ts";
import { unknownRoute } from "./door/unknown-route.ts";

const base = "/api/v1";

/** The API at a glance. */
export const app = createRouter();
app.use(requestId, limitBody, sameOrigin);

app.route(base, health);
app.route(base, accounts);
app.route(base, sessions);
app.route(base, me);
app.route(base, concerts);
app.route(base, schedules);
app.route(base, live);
app.route(base, calendar);
app.route(base, queue);
app.route(base, holds);
app.route(base, orders);
app.route(base, tickets);
app.route(base, wallet);
app.route(base, admin);
app.route(base, wishes);
app.route(base, documentation(app));
app.route("/", problemPages);
app.route("/", pages);

app.notFound(unknownRoute(() => app.routes));
app.onError(onError);
