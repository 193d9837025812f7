import { fullConsent } from "../../contract/people/consent.ts";

/**
 * A call of an operation. `$NAME` stands for a value: of the client's own, or kept from the answer of an earlier step,
 * where `keeps` has its JSON pointer.
 */
export type Step = {
  operationId: string;
  text: string;
  /** By their names in the document. A new `Idempotency-Key` goes without saying. */
  parameters?: Record<string, string>;
  body?: object;
  keeps?: Record<string, string>;
};
export type Guide = { title: string; steps: Step[] };

/** What the API is, for the document and for the page that shows it. */
export const about = `The API of a box office: join the queue of a sale, hold seats, pay, and get tickets.

**Authentication.** \`signUp\` and \`logIn\` answer with an \`accessToken\` and a \`refreshToken\`. Send the access token as \
\`Authorization: Bearer\` with every operation that has \`security\`. It is valid until \`accessTokenExpiresAt\`, for ten \
minutes; then an operation answers 401 \`token-expired\`. Exchange the refresh token with \`refreshSession\`: send it in the \
body, and keep the new pair, because each refresh token works once and a second use ends the session. Cookies are for \
browsers on our own pages: a client that sends \`Authorization\` needs no cookie, and can ignore those that it is given.

**Idempotency.** An operation that moves money or seats takes an \`Idempotency-Key\`: a new key for each act, and the same \
key and body for its retries. A repeated act is done once, and has the same answer. An operation with which staff make \
something takes a key too, but does not need one.

**Times** are ISO 8601 in UTC with \`Z\`; a time that you send may have another offset. **Money** is a whole number of \
minor units with its currency. **Prices:** \`price\` is always the price of one ticket before discounts and without its \
booking fee, which is \`fee\`; \`total\` is everything that is to be paid. **Lists** come in pages: send \`nextCursor\` as \
\`cursor\` for the next one.

**Refusals** are problems (RFC 9457). Programs read \`code\`; \`type\` is a page about it, and \`detail\` says what to do. \
Repeat a request after \`Retry-After\` with the same key if the answer is 503 or does not arrive.

**Agreement.** A buyer agrees to the texts that \`getSaleTerms\` names in \`agreement\`; \`placeOrder\` takes it as it is. \
The consent that \`signUp\` takes is in its schema.`;

const login = { TOKEN: "/accessToken", REFRESH: "/refreshToken" };
const pass = { "Frontrow-Pass": "$PASS" };
const schedule = { scheduleId: "$SCHEDULE_ID" };
const returnTo = { successUrl: "$SUCCESS_URL", failUrl: "$FAIL_URL" };
const order = { ...schedule, holdId: "$HOLD", agreement: "$AGREEMENT", expectedMinor: "$TOTAL" };
const paying =
  "The browser comes back to `successUrl` with `paymentKey`, `orderId` and `amount` in the query, or to `failUrl` with `code`.";

/** A purchase, in order: the first two guides, then one of the ways to pay. */
export const guides: Guide[] = [
  {
    title: "Sign in",
    steps: [
      {
        operationId: "signUp",
        text: "Sign up once, which also signs you in. Keep both tokens.",
        body: {
          email: "$EMAIL",
          password: "$PASSWORD",
          name: "$NAME",
          locale: "en",
          consent: fullConsent,
        },
        keeps: login,
      },
      {
        operationId: "logIn",
        text: "Sign in from the second time on.",
        body: { email: "$EMAIL", password: "$PASSWORD" },
        keeps: login,
      },
      {
        operationId: "refreshSession",
        text: "When the access token has expired, exchange the refresh token for a new pair.",
        body: { refreshToken: "$REFRESH" },
        keeps: login,
      },
    ],
  },
  {
    title: "Hold seats",
    steps: [
      {
        operationId: "listConcerts",
        text: "Choose a concert from the list.",
        keeps: { CONCERT: "/items/0/id" },
      },
      {
        operationId: "listSchedules",
        text: "Choose one of its schedules whose `sale` is `open`. Its `zones` have the prices.",
        parameters: { concert: "$CONCERT" },
        keeps: { SCHEDULE_ID: "/items/0/id", ZONE: "/items/0/zones/0/id" },
      },
      {
        operationId: "getSaleTerms",
        text: "Show the buyer the refund rules and what they agree to.",
        parameters: schedule,
        keeps: { AGREEMENT: "/agreement" },
      },
      {
        operationId: "listSeats",
        text: "Choose free seats. `seat` is the ordinal by which a seat is held.",
        parameters: { ...schedule, status: "available", limit: "50" },
        keeps: { SEAT: "/items/0/seat" },
      },
      {
        operationId: "joinQueue",
        text: "Join the queue. When `state` is `admitted`, `admission.pass` is your pass. Otherwise keep `place`, and ask `getBoard` every `nextPollMs` until `nowServing` reaches your rank; then send the place to `enterShop`.",
        parameters: schedule,
        body: {},
        keeps: { PASS: "/admission/pass" },
      },
      {
        operationId: "holdSeats",
        text: "Hold the seats until `expiresAt`. To let us choose, send `best` with a `zoneId` and a `count` instead of `seats`.",
        parameters: { ...schedule, ...pass },
        body: { seats: ["$SEAT"] },
        keeps: { HOLD: "/id" },
      },
      {
        operationId: "priceOrder",
        text: "Show the price line by line, with discounts, before the buyer pays.",
        body: { ...schedule, holdId: "$HOLD" },
        keeps: { TOTAL: "/total/amount" },
      },
    ],
  },
  {
    title: "Pay from the wallet",
    steps: [
      {
        operationId: "startTopUp",
        text: `Top up the wallet if its balance is too low: send the buyer's browser to \`checkoutUrl\`. ${paying}`,
        body: { amount: "$TOTAL", returnTo },
        keeps: { TOP_UP: "/id", CHECKOUT: "/checkoutUrl" },
      },
      {
        operationId: "confirmTopUp",
        text: "Confirm the top-up with the `paymentKey` that came back, which puts the money into the wallet.",
        parameters: { topUpId: "$TOP_UP" },
        body: { paymentKey: "$PAYMENT_KEY", amount: "$TOTAL" },
      },
      {
        operationId: "placeOrder",
        text: "Pay before the hold expires. `status` is `paid`, and the seats are yours.",
        body: { ...order, method: "wallet" },
        keeps: { ORDER: "/id" },
      },
      {
        operationId: "listTickets",
        text: "Get the tickets. `token` is what the QR code holds.",
        parameters: { orderId: "$ORDER" },
      },
    ],
  },
  {
    title: "Pay by card",
    steps: [
      {
        operationId: "placeOrder",
        text: `Begin to pay, and send the buyer's browser to \`payment.checkoutUrl\`. ${paying}`,
        body: { ...order, method: "card", returnTo },
        keeps: {
          ORDER: "/id",
          PAYMENT: "/payment/id",
          AMOUNT: "/payment/amount/amount",
          CHECKOUT: "/payment/checkoutUrl",
        },
      },
      {
        operationId: "confirmPayment",
        text: "Confirm the payment with the `paymentKey` that came back, which buys the seats. Send the `code` to `failPayment` instead if the buyer came back to `failUrl`.",
        parameters: { paymentId: "$PAYMENT" },
        body: { paymentKey: "$PAYMENT_KEY", amount: "$AMOUNT" },
      },
      {
        operationId: "getOrder",
        text: "Read the order, which exists once the payment is `paid`.",
        parameters: { orderId: "$ORDER" },
      },
      {
        operationId: "listTickets",
        text: "Get the tickets. `token` is what the QR code holds.",
        parameters: { orderId: "$ORDER" },
      },
    ],
  },
];
