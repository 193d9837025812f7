import { z } from "@hono/zod-openapi";

/**
 * Every right, one row each, with its roles. An operation for staff declares the right that it needs, and one place
 * checks it: `src/worker/identity/staff.ts`.
 */
const everybody = ["owner", "manager", "finance", "marketing", "box-office", "auditor"] as const;
const managers = ["owner", "manager"] as const;
const money = ["owner", "manager", "finance", "auditor"] as const;

const table = {
  /** The current dates, sales and queues, without names or money. */
  "sales.read": { roles: everybody },
  "sales.control": { roles: managers },
  "presales.edit": { roles: [...managers, "marketing"] },
  "terms.edit": { roles: managers },
  "shows.read": { roles: [...managers, "finance", "box-office", "auditor"] },
  "shows.cancel": { roles: managers },
  /** Blocks of seats: what is held for whom, and who gives out the house's own. */
  "stock.read": { roles: everybody },
  "stock.edit": { roles: [...managers, "box-office"] },
  /** Tickets for guests of the house, who pay nothing. */
  "stock.approve": { roles: managers },
  "dates.edit": { roles: managers },
  /** Dates, prices, codes and lists as tables. */
  "imports.run": { roles: managers },
  "venues.read": { roles: everybody, isWhole: true },
  "concerts.read": { roles: everybody },
  "concerts.edit": { roles: [...managers, "marketing"] },
  "concerts.publish": { roles: managers },
  "venues.edit": { roles: managers, isWhole: true },
  "concerts.create": { roles: managers, isWhole: true },
  /** Drafts of concerts, with the codes and lists of their presales. */
  "drafts.read": { roles: [...managers, "auditor"], isWhole: true },
  "images.add": { roles: managers },
  "coupons.read": { roles: everybody, isWhole: true },
  "coupons.edit": { roles: [...managers, "marketing"], isWhole: true },
  /** Orders and their tickets; names and addresses only together with `people.read`. */
  "orders.read": { roles: everybody },
  /** Notes, mailed tickets and visitors' names. */
  "orders.edit": { roles: [...managers, "finance", "box-office"] },
  /** What is written to the buyers of a concert, without seeing who they are. */
  "messages.send": { roles: [...managers, "marketing"] },
  "people.read": { roles: [...managers, "finance", "box-office", "auditor"] },
  "finance.read": { roles: money },
  "finance.edit": { roles: ["owner", "manager", "finance"] },
  /** The files of a day, which have the sales of all concerts. */
  "deliveries.read": { roles: money, isWhole: true },
  "deliveries.send": { roles: ["owner", "manager", "finance"], isWhole: true },
  /** Refunds of single orders; those not sold at the counter only together with `finance.edit`. */
  "refunds.make": { roles: [...managers, "finance", "box-office"] },
  /** Refunds of many orders. */
  "refunds.read": { roles: money, isWhole: true },
  "refunds.run": { roles: ["owner", "manager", "finance"], isWhole: true },
  "door.scan": { roles: [...managers, "box-office", "scanner"] },
  "counter.sell": { roles: [...managers, "box-office"] },
  /** Tickets for nothing at the counter. */
  "counter.give": { roles: managers },
  /** Shifts of others, tickets handed out twice, waived differences, and how the counter sells. */
  "counter.manage": { roles: managers, isWhole: true },
  "organization.read": { roles: everybody, isWhole: true },
  "organization.edit": { roles: ["owner"], isWhole: true },
  "staff.read": { roles: [...managers, "auditor"], isWhole: true },
  "staff.manage": { roles: ["owner"], isWhole: true },
  "audit.read": { roles: [...managers, "auditor"], isWhole: true },
  /** Rights over the whole deployment; only the operator's organization can have them. */
  "members.read": { roles: [...managers, "auditor"], isOperators: true },
  "members.edit": { roles: managers, isOperators: true },
  /** Money put into wallets or taken from them, by two people. */
  "wallets.correct": { roles: ["owner", "manager", "finance"], isOperators: true },
  /** The kinds of concerts, which every organization shares. */
  "categories.edit": { roles: managers, isOperators: true },
  "vouchers.edit": { roles: ["owner", "manager", "finance"], isOperators: true },
  /** The security log of all accounts. */
  "security.read": { roles: ["owner", "auditor"], isOperators: true },
  "deployment.read": { roles: money, isOperators: true },
  "deployment.run": { roles: ["owner", "manager", "finance"], isOperators: true },
  "organizations.create": { roles: ["owner"], isOperators: true },
} as const satisfies Record<string, Row>;

type Row = {
  roles: readonly Role[];
  /** A role for single concerts does not give it. */
  isWhole?: true;
  /** It concerns the whole deployment. */
  isOperators?: true;
};

export const Role = z
  .enum(["owner", "manager", "finance", "marketing", "box-office", "scanner", "auditor"])
  .meta({ id: "Role" });
export type Role = z.infer<typeof Role>;

export type Right = keyof typeof table;
export const rights = Object.keys(table) as Right[];
export const Right = z.enum(rights as [Right, ...Right[]]).meta({ id: "Right" });

const rowOf = (right: Right): Row => table[right];

/** A person's role, for a whole organization or for one of its concerts. */
export type Grant = {
  organizationId: string;
  isOperator: boolean;
  role: Role;
  concertId: string | null;
};

/**
 * The part of an organization that a person may see and change: all of it, or some concerts and what belongs to them.
 */
export type Scope = { organizationId: string; concertIds: string[] | null };

/** The scope of a right with these grants of one organization; null if they do not include it. */
export function scopeOf(right: Right, grants: readonly Grant[]): Scope | null {
  const { roles, isWhole = false, isOperators = false } = rowOf(right);
  const giving = grants.filter(
    ({ role, isOperator }) => roles.includes(role) && (isOperator || !isOperators),
  );
  const [first] = giving;
  if (!first) return null;
  const { organizationId } = first;
  const concertIds = giving.flatMap(({ concertId }) => concertId ?? []);
  if (concertIds.length < giving.length) return { organizationId, concertIds: null };
  return isWhole || isOperators ? null : { organizationId, concertIds };
}

/** The roles that include a right. */
export const rolesWith = (right: Right): readonly Role[] => rowOf(right).roles;

/** The rights of these grants of one organization, for all of it or for a part. */
export const rightsOf = (grants: readonly Grant[]): Right[] =>
  rights.filter((right) => scopeOf(right, grants) !== null);
