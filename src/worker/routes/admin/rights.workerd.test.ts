import { askedCorrection } from "../../../../test/support/worker/people.ts";
import { beforeAll, expect, it } from "vitest";
import { z } from "@hono/zod-openapi";
import { Right, Role, scopeOf } from "../../../contract/admin/rights.ts";
import { operatorId } from "../../../contract/admin/organizations.ts";
import { Created } from "../../../contract/admin/catalog-changes.ts";
import { Staff } from "../../../contract/admin/staff.ts";
import { OrderSearch } from "../../../contract/admin/orders.ts";
import { maskedEmail } from "../../../contract/people/masking.ts";
import type { ProblemCode } from "../../../contract/problems.ts";
import { awaited } from "../../../../test/support/worker/gateway.ts";
import {
  answer,
  bought,
  call,
  holding,
  openShop,
  person,
  type Person,
  planOf,
  refused,
} from "../../../../test/support/worker/shop.ts";
import { emptyJob, refundOf } from "../../../../test/support/worker/refunds.ts";
import { type Own, queries } from "../../../../test/support/worker/queries.ts";
import {
  emptyImport,
  leftOpen,
  newOrganization,
  reportFiles,
  worker,
  blockOf,
  guestsOf,
} from "../../../../test/support/worker/staff.ts";

const Operation = z.object({
  operationId: z.string(),
  "x-right": Right.optional(),
  parameters: z.array(z.object({ name: z.string(), in: z.string() })),
});
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) });

const Made = z.object({ id: z.string() });

type Asked = { name: string; method: string; path: string; right: Right; things: string[] };

let operations: Asked[];
let undeclared: string[];
let mine: Own;
let theirs: Own;
let theirOwner: Person;
const people = new Map<Role, Person>();

beforeAll(async () => {
  const { paths } = Document.parse(await (await call("GET /openapi.json")).json());
  const all = Object.entries(paths).flatMap(([path, of]) =>
    Object.entries(of).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path: path.replace("/api/v1", ""),
    })),
  );
  const forStaff = all.filter(({ path }) => path.startsWith("/admin/"));
  undeclared = forStaff.flatMap((each) => (each["x-right"] ? [] : [each.operationId]));
  operations = forStaff.flatMap(({ operationId: name, method, path, parameters, ...each }) => {
    const things = parameters.flatMap((each) => (each.in === "path" ? [each.name] : []));
    return each["x-right"] ? [{ name, method, path, right: each["x-right"], things }] : [];
  });
  const other = await newOrganization();
  theirOwner = other.owner;
  const ours = everything(await person("admin"), operatorId);
  [theirs, mine] = await Promise.all([everything(theirOwner, other.organizationId), ours]);
  for (const role of Role.options) people.set(role, await worker(role));
}, 60_000);

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

/** One of each thing that an organization can have. */
async function everything(owner: Person, organizationId: string): Promise<Own> {
  const shop = await openShop(owner, 1, { seatsPerAccount: 9 });
  const fan = await person();
  const order = await bought(fan, shop.scheduleId, [0]);
  const payment = await awaited(fan, await holding(fan, shop.scheduleId, [1]));
  const text = { ko: "가", en: "A" };
  const coupon = {
    code: `OWN-${crypto.randomUUID().slice(0, 8)}`,
    name: text,
    cut: { percent: 10 },
  };
  const made = await answer(call("POST /admin/coupons", { as: owner, body: coupon }), 201, Created);
  const invited = await answer(
    call("POST /admin/invitations", {
      as: owner,
      body: { email: `${crypto.randomUUID()}@example.com`, role: "scanner" },
    }),
    201,
    Created,
  );
  const { items } = await answer(call("GET /admin/staff", { as: owner }), 200, Staff);
  const staffId = items.find(({ account }) => account.id === owner.id)?.id ?? "";
  const draft = { venueId: shop.venueId, plan: planOf(2) };
  const begun = await answer(
    call("POST /admin/plan-drafts", { as: owner, body: draft }),
    201,
    Made,
  );
  const drafted = call("POST /admin/concert-drafts", { as: owner, body: {} });
  const { id: concertDraftId } = await answer(drafted, 201, z.looseObject({ id: z.string() }));
  const coming = await openShop(owner, 1, { saleOpensAt: inHours(48) });
  const early = { name: text, opensAt: inHours(1), closesAt: inHours(2) };
  const path = `POST /admin/schedules/${coming.scheduleId}/presales`;
  const presale = await answer(call(path, { as: owner, body: early }), 201, Created);
  const blockId = await blockOf(owner, shop.scheduleId, 9);
  const guests = await guestsOf(owner, shop.scheduleId, 8);
  const { id: orderId, number } = order;
  const refundId = await refundOf(orderId);
  const refundJobId = await emptyJob(organizationId, owner);
  const found = { code: coupon.code, number, email: fan.email, slug: shop.slug };
  const ids = {
    ...(await reportFiles(organizationId, owner.id)),
    staffId,
    invitationId: invited.id,
    orderId,
    refundId,
    refundJobId,
    draftId: begun.id,
    importId: await emptyImport(organizationId, shop),
    concertDraftId,
    paymentId: payment.id,
    shiftId: await leftOpen(organizationId, fan),
    holdId: crypto.randomUUID(),
    couponId: made.id,
    presaleId: presale.id,
    blockId,
    invitationRequestId: guests.id,
    guestId: guests.guests[0]?.id ?? "",
    organizationId,
  };
  const correctionId = await askedCorrection(fan, owner);
  return { ...shop, ...found, ...ids, accountId: fan.id, correctionId };
}

/** Accounts and their wallets belong to the deployment, and not to an organization. */
const ofDeployment = ["accountId", "correctionId"];

/** Asks for an operation with a body that no operation takes, so that nothing changes. */
async function ask({ name, method, path }: Asked, as: Person, own: Own, headers = {}) {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, thing: string) => own[thing] ?? "");
  const query = queries[name]?.(own) ?? "";
  const body =
    method === "POST" || method === "PUT" || method === "PATCH" ? { no: "body" } : undefined;
  const response = await call(`${method} ${filled}${query}`, {
    as,
    headers,
    ...(body ? { body } : {}),
  });
  const said = await response.text();
  return response.ok ? "done" : (JSON.parse(said) as { code: ProblemCode }).code;
}

it("[OR10] every operation for staff declares its right", () => {
  expect(undeclared).toEqual([]);
  expect(operations.length).toBeGreaterThan(30);
});

it("[OR11] every role can do with its own organization exactly what its rights allow", async () => {
  for (const [role, as] of people) {
    const grant = { organizationId: operatorId, isOperator: true, role, concertId: null };
    for (const operation of operations) {
      // It runs the cron, which is no matter of rights.
      if (operation.name === "reconcile" && scopeOf(operation.right, [grant])) continue;
      const code = await ask(operation, as, mine);
      const got = code === "right-missing" ? "refused" : "allowed";
      const due = scopeOf(operation.right, [grant]) ? "allowed" : "refused";
      expect([role, operation.name, got]).toEqual([role, operation.name, due]);
      expect([role, operation.name, code]).not.toContain("forbidden");
      if (due === "allowed" && operation.things.length > 0)
        expect([role, operation.name, code]).not.toContain("not-found");
    }
  }
});

it("[OR12] no role can find anything of another organization through any operation", async () => {
  for (const [role, as] of people) {
    const grant = { organizationId: operatorId, isOperator: true, role, concertId: null };
    for (const operation of operations) {
      const owned = operation.things.filter((thing) => !ofDeployment.includes(thing));
      if (owned.length === 0) continue;
      const due = scopeOf(operation.right, [grant]) ? "not-found" : "right-missing";
      const code = await ask(operation, as, theirs);
      expect([role, operation.name, code]).toEqual([role, operation.name, due]);
    }
  }
});

it("[OR13] no role can act for another organization by naming it", async () => {
  const headers = { "frontrow-organization": theirs["organizationId"] ?? "" };
  for (const [role, as] of people)
    for (const operation of operations) {
      const code = await ask(operation, as, theirs, headers);
      expect([role, operation.name, code]).toEqual([role, operation.name, "not-found"]);
    }
});

it("[OR14] an owner of another organization has no right over the deployment", async () => {
  for (const operation of operations) {
    const grant = {
      organizationId: "",
      isOperator: false,
      role: "owner",
      concertId: null,
    } as const;
    if (scopeOf(operation.right, [grant])) continue;
    const code = await ask(operation, theirOwner, theirs);
    expect([operation.name, code]).toEqual([operation.name, "right-missing"]);
  }
});

it("[OR15] no list, search or report contains anything of another organization", async () => {
  const reads = operations.filter(({ method, things }) => method === "GET" && things.length === 0);
  expect(reads.length).toBeGreaterThan(6);
  const owner = people.get("owner");
  if (!owner) throw new Error("there is an owner");
  const telling = (own: Own) =>
    [
      "scheduleId",
      "concertId",
      "venueId",
      "orderId",
      "number",
      "paymentId",
      "couponId",
      "code",
    ].map((name) => own[name] ?? "");
  const sides = [
    [owner, theirs],
    [theirOwner, mine],
  ] as const;
  for (const [as, others] of sides)
    for (const { name, path } of reads)
      for (const query of ["", ...searches(others)]) {
        const response = await call(`GET ${path}${queries[name] ? queries[name](others) : query}`, {
          as,
        });
        const said = await response.text();
        for (const word of telling(others))
          expect([name, query, said.includes(word)]).toEqual([name, query, false]);
      }
});

/** Possible searches of an outsider with some knowledge. */
const searches = ({ number, email, slug, paymentId, scheduleId }: Own) => [
  `?search=${number}`,
  `?search=${email}`,
  `?search=${slug}`,
  `?search=${paymentId}`,
  `?subject=${scheduleId}`,
];

it("[OR16] a venue, a plan, a concert or a date of another organization cannot be used in anything new", async () => {
  const as = people.get("owner");
  const { venueId, concertId, scheduleId, planHash } = theirs;
  const text = { ko: "가", en: "A" };
  const about = {
    title: text,
    artist: text,
    description: text,
    genre: "concert",
    poster: "/posters/p.svg",
  };
  const times = { startsAt: inHours(24), saleOpensAt: inHours(1), saleClosesAt: inHours(2) };
  const zones = [{ id: "r", priceMinor: 1 }];
  const coupon = { code: "THEIR-1", name: text, cut: { percent: 10 } };
  const made: [string, object][] = [
    ["plans", { venueId, plan: planOf(1) }],
    ["concerts", { slug: "never", venueId, ...about }],
    ["schedules", { concertId, planHash, zones, ...times }],
    ["coupons", { ...coupon, concertId }],
    ["coupons", { ...coupon, scheduleId }],
  ];
  if (!as) throw new Error("there is an owner");
  for (const [path, body] of made)
    await refused(call(`POST /admin/${path}`, { as, body }), "not-found");
});

it("[OR17] marketing can find orders by their number, without the buyer's name and address", async () => {
  const find = async (role: Role, search = "") => {
    const as = people.get(role);
    if (!as) throw new Error("there is such a person");
    const page = answer(call(`GET /admin/orders?search=${search}`, { as }), 200, OrderSearch);
    return (await page).items;
  };
  const { number, email, accountId, orderId } = mine;
  const [seen] = await find("finance", number);
  expect(seen?.buyer).toMatchObject({ accountId, email: maskedEmail(email ?? "") });
  const [order] = await find("marketing", number);
  expect(order).toEqual({ ...seen, buyer: null });
  expect(await find("marketing", orderId)).toEqual([order]);
  for (const search of [email, accountId]) expect(await find("marketing", search)).toEqual([]);
});
