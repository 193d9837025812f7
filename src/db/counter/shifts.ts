import { type SQL, sql } from "drizzle-orm";
import type {
  CloseShift,
  OpenShift,
  Shift,
  ShiftEntry,
  ShiftLine,
  ShiftTotals,
} from "../../contract/admin/counter-shifts.ts";
import type { Currency } from "../../contract/money/money.ts";
import { done, type Outcome, refuse } from "../../contract/problems.ts";
import type { Actor } from "../admin/audit.ts";
import { universalTime } from "../catalog/universal-time.ts";
import { type Database, outcomeOf, rowsOf } from "../connection/database.ts";
import { type Page, pageOf, readCursor, writeCursor } from "../connection/page.ts";

type StoredLine = {
  kind: ShiftLine["kind"];
  takenMinor: number;
  givenMinor: number;
  expectedMinor: number;
  countedMinor: number | null;
  count: number;
};
type StoredShift = Pick<
  Shift,
  | "id"
  | "counter"
  | "closedBy"
  | "explanation"
  | "sales"
  | "tickets"
  | "gifts"
  | "refunds"
  | "exchanges"
  | "collections"
> & {
  operatorId: string;
  operatorName: string;
  currency: Currency;
  openedAtMs: number;
  closedAtMs: number | null;
  isForced: boolean | null;
  floatMinor: number;
  lines: StoredLine[];
};

export function toShift(row: StoredShift): Shift {
  const { operatorId, operatorName, currency, openedAtMs, closedAtMs, isForced } = row;
  const { id, counter, closedBy, explanation } = row;
  const { sales, tickets, gifts, refunds, exchanges, collections } = row;
  const money = (amount: number) => ({ amount, currency });
  const differences = row.lines.map(({ countedMinor, expectedMinor }) =>
    closedAtMs === null ? 0 : (countedMinor ?? 0) - expectedMinor,
  );
  return {
    id,
    counter,
    closedBy,
    explanation,
    sales,
    tickets,
    gifts,
    refunds,
    exchanges,
    collections,
    operator: { id: operatorId, name: operatorName },
    openedAt: universalTime(openedAtMs),
    closedAt: closedAtMs === null ? null : universalTime(closedAtMs),
    isForced: isForced === true,
    float: money(row.floatMinor),
    lines: row.lines.map(({ kind, takenMinor, givenMinor, expectedMinor, count }, at) => ({
      kind,
      taken: money(takenMinor),
      given: money(givenMinor),
      expected: money(expectedMinor),
      counted: closedAtMs === null ? null : money(expectedMinor + (differences[at] ?? 0)),
      difference: closedAtMs === null ? null : money(differences[at] ?? 0),
      count,
    })),
    difference: closedAtMs === null ? null : money(differences.reduce((sum, each) => sum + each)),
  };
}

const shiftOutcome = (outcome: Outcome<StoredShift>): Outcome<Shift> =>
  outcome.ok ? done(toShift(outcome.value)) : outcome;

export async function openShift(
  db: Database,
  { id, by, shift }: { id: string; by: Actor; shift: OpenShift },
): Promise<Outcome<Shift>> {
  const { counter, floatMinor, currency } = shift;
  return shiftOutcome(
    await outcomeOf(
      db,
      sql`SELECT open_shift(${id}, ${by.scope.organizationId}, ${by.accountId}, ${counter}, ${floatMinor},
      ${currency}, ${by.requestId}) AS outcome`,
    ),
  );
}

type Closing = { id: string; by: Actor; close: CloseShift };

const closing = ({ id, by, close }: Closing) =>
  sql`close_shift(${id}, ${by.scope.organizationId}, ${by.accountId},
    ${JSON.stringify(close.counted)}, ${close.explanation ?? null}, ${by.requestId})`;

/** Closes a shift of anybody. */
export const closeShift = async (db: Database, wanted: Closing): Promise<Outcome<Shift>> =>
  shiftOutcome(await outcomeOf(db, sql`SELECT ${closing(wanted)} AS outcome`));

/** Closes a shift of the operator's own. */
export async function closeOwnShift(db: Database, wanted: Closing): Promise<Outcome<Shift>> {
  const own = sql`SELECT FROM shift h WHERE h.id = ${wanted.id} AND h.operator_id = ${wanted.by.accountId}`;
  return shiftOutcome(
    await outcomeOf(
      db,
      sql`SELECT CASE WHEN EXISTS (${own}) THEN ${closing(wanted)} ELSE refusal('shift-needed') END AS outcome`,
    ),
  );
}

/** The operator's open shift; null if there is none. */
export async function openShiftOf(
  db: Database,
  { organizationId, operatorId }: { organizationId: string; operatorId: string },
): Promise<Shift | null> {
  const [shift] = await shiftsWhere(
    db,
    sql`h.organization_id = ${organizationId} AND h.operator_id = ${operatorId} AND h.closed_at IS NULL`,
  );
  return shift ?? null;
}

/** A shift of this organization by its id; null if there is none. */
export async function shiftById(
  db: Database,
  { organizationId, shiftId }: { organizationId: string; shiftId: string },
): Promise<Shift | null> {
  const [shift] = await shiftsWhere(
    db,
    sql`h.organization_id = ${organizationId} AND h.id = ${shiftId}`,
  );
  return shift ?? null;
}

async function shiftsWhere(db: Database, where: SQL): Promise<Shift[]> {
  const rows = await rowsOf<{ shift: StoredShift }>(
    db,
    sql`SELECT shift_row(h) AS shift FROM shift h WHERE ${where}`,
  );
  return rows.map(({ shift }) => toShift(shift));
}

export type ShiftsWanted = {
  organizationId: string;
  since: number | null;
  counter: string | null;
  isOpen: boolean | null;
  after: string | null;
  limit: number;
};

/** Shifts, those that were opened last first. */
export async function listShifts(db: Database, asked: ShiftsWanted): Promise<Outcome<Page<Shift>>> {
  const { organizationId, since, counter, isOpen, after, limit } = asked;
  const cursor = after === null ? [] : readCursor(after, "momentAndId");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [openedAtMs, id] = cursor;
  const conditions = [
    sql`h.organization_id = ${organizationId}`,
    ...(since === null ? [] : [sql`h.opened_at >= ${universalTime(since)}::timestamptz`]),
    ...(counter === null ? [] : [sql`lower(h.counter) = lower(${counter})`]),
    ...(isOpen === null ? [] : [sql`(h.closed_at IS NULL) = ${isOpen}`]),
    ...(id
      ? [
          sql`(h.opened_at, h.id) < (${universalTime(Number(openedAtMs))}::timestamptz, ${id}::uuid)`,
        ]
      : []),
  ];
  const found = await shiftsWhere(
    db,
    sql`${sql.join(conditions, sql` AND `)} ORDER BY h.opened_at DESC, h.id DESC LIMIT ${limit + 1}`,
  );
  const cursorOf = ({ openedAt, id: last }: Shift) => writeCursor(Date.parse(openedAt), last);
  return done(pageOf(found, limit, cursorOf, (shift) => shift));
}

type EntryRow = Pick<ShiftEntry, "act" | "orderId" | "orderNumber" | "kind" | "reference"> & {
  id: string;
  atMs: string;
  amountMinor: string;
  receivedMinor: string | null;
  currency: Currency;
};

/** The tenders of a shift, oldest first. */
export async function shiftEntries(
  db: Database,
  {
    organizationId,
    shiftId,
    after,
    limit,
  }: { organizationId: string; shiftId: string; after: string | null; limit: number },
): Promise<Outcome<Page<ShiftEntry>>> {
  const cursor = after === null ? [] : readCursor(after, "id");
  if (cursor === null) return refuse("invalid-request", "cursor");
  const [last] = cursor;
  const rows = await rowsOf<EntryRow>(
    db,
    sql`SELECT n.id, epoch_ms(n.at) AS "atMs", n.act, n.order_id AS "orderId", o.number AS "orderNumber", n.kind,
      n.amount_minor AS "amountMinor", n.received_minor AS "receivedMinor", n.reference, h.currency
    FROM shift h CROSS JOIN LATERAL shift_entries(h.id) n JOIN customer_order o ON o.id = n.order_id
    WHERE h.id = ${shiftId} AND h.organization_id = ${organizationId}
      ${last === undefined ? sql`` : sql`AND n.id > ${last}::uuid`}
    ORDER BY n.id LIMIT ${limit + 1}`,
  );
  const cursorOf = ({ id }: EntryRow) => writeCursor(id);
  return done(pageOf(rows, limit, cursorOf, toEntry));
}

function toEntry(row: EntryRow): ShiftEntry {
  const { act, orderId, orderNumber, kind, reference, currency, receivedMinor } = row;
  const money = (amount: string) => ({ amount: Number(amount), currency });
  return {
    act,
    orderId,
    orderNumber,
    kind,
    reference,
    at: universalTime(Number(row.atMs)),
    amount: money(row.amountMinor),
    received: receivedMinor === null ? null : money(receivedMinor),
  };
}

/** What was taken and given by each operator at each counter, of shifts that were opened in this time. */
export async function shiftTotals(
  db: Database,
  { organizationId, since, until }: { organizationId: string; since: number; until: number },
): Promise<ShiftTotals> {
  const shifts = await shiftsWhere(
    db,
    sql`h.organization_id = ${organizationId} AND h.opened_at >= ${universalTime(since)}::timestamptz
      AND h.opened_at < ${universalTime(until)}::timestamptz ORDER BY h.opened_at DESC, h.id DESC LIMIT 2000`,
  );
  const groups = Map.groupBy(
    shifts,
    ({ operator, counter, float }) => `${operator.id} ${counter.toLowerCase()} ${float.currency}`,
  );
  return { items: [...groups.values()].map(totalOf) };
}

function totalOf(shifts: Shift[]): ShiftTotals["items"][number] {
  const [first] = shifts;
  if (!first) throw new Error("a group without a shift");
  const { operator, counter, float } = first;
  const { currency } = float;
  const sum = (of: (shift: Shift) => number) => shifts.reduce((total, each) => total + of(each), 0);
  const money = (of: (shift: Shift) => number) => ({ amount: sum(of), currency });
  return {
    operator,
    counter,
    shifts: shifts.length,
    sales: sum(({ sales }) => sales),
    tickets: sum(({ tickets }) => tickets),
    lines: first.lines.map(({ kind }, at) => ({
      kind,
      taken: money(({ lines }) => lines[at]?.taken.amount ?? 0),
      given: money(({ lines }) => lines[at]?.given.amount ?? 0),
      count: sum(({ lines }) => lines[at]?.count ?? 0),
    })),
    difference: money(({ difference }) => difference?.amount ?? 0),
  };
}
