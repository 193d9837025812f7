import { fullAgreement } from "../../contract/money/agreement.ts";

const agreement = JSON.stringify(fullAgreement);

/** What the API is, for the document and for the page that shows it. */
export const about =
  "Concert seats: queue, hold, pay. Times are RFC 3339 with an offset; money is a whole number of minor units with its " +
  "currency. An operation that needs an account takes `Authorization: Bearer` with the `accessToken` of `logIn` or " +
  "`signUp`; after ten minutes `refreshSession` gives a new one. What moves money or seats takes an `Idempotency-Key`: " +
  "new for each act, the same for its retries. Refusals are RFC 9457 problems; programs read `code`. " +
  `What a buyer agrees to in \`placeOrder\` is, at present, \`${agreement}\`.`;

type Step = { operationId: string; text: string; curl: string };

const keyed = `-H "Authorization: Bearer $TOKEN" -H "Idempotency-Key: $(uuidgen)"`;
const json = `-H "Content-Type: application/json"`;

/** A purchase from the wallet, in order. */
export const purchase: Step[] = [
  {
    operationId: "logIn",
    text: "Log in, and keep `accessToken`.",
    curl: `curl ${json} -d '{"email":"'$EMAIL'","password":"'$PASSWORD'"}' $SITE/api/v1/sessions`,
  },
  {
    operationId: "listConcerts",
    text: "Choose a concert.",
    curl: `curl $SITE/api/v1/concerts`,
  },
  {
    operationId: "listSchedules",
    text: "Choose one of its dates whose `sale` is `open`. Its `zones` have the ids of the zones.",
    curl: `curl $SITE/api/v1/concerts/$CONCERT/schedules`,
  },
  {
    operationId: "joinQueue",
    text: "Join the queue. In `admitted`, `admission.pass` is your pass. Otherwise ask again after `nextPollMs`, and in `called` send `place` to `enterShop`.",
    curl: `curl -H "Authorization: Bearer $TOKEN" ${json} -d '{}' $SITE/api/v1/schedules/$DATE_ID/queue`,
  },
  {
    operationId: "holdSeats",
    text: "Hold seats with the pass: seats by their ordinals, or the best of a zone.",
    curl: `curl ${keyed} -H "Frontrow-Pass: $PASS" ${json} -d '{"best":{"zoneId":"'$ZONE'","count":1}}' $SITE/api/v1/schedules/$DATE_ID/holds`,
  },
  {
    operationId: "placeOrder",
    text: "Pay before the hold's `expiresAt`. `status` is `paid`, and the seats are yours.",
    curl: `curl ${keyed} ${json} -d '{"scheduleId":"'$DATE_ID'","holdId":"'$HOLD'","method":"wallet","agreement":${agreement}}' $SITE/api/v1/orders`,
  },
];
