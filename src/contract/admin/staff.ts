import { z } from "@hono/zod-openapi";
import { Id, Time } from "../ids.ts";
import { LocalText } from "../money/money.ts";
import { Role } from "./rights.ts";

const Concert = z.strictObject({ id: Id, title: LocalText }).nullable().meta({
  description: "Null for the whole organization",
});

export const StaffMember = z
  .strictObject({
    id: Id,
    revision: z.int().meta({ description: "To be sent as `If-Match` with a change" }),
    account: z.strictObject({ id: Id, name: z.string(), email: z.string() }),
    role: Role,
    concert: Concert,
    joinedAt: Time,
    suspendedAt: Time.nullable(),
  })
  .meta({ id: "StaffMember" });

export const Invitation = z
  .strictObject({
    id: Id,
    email: z.string(),
    role: Role,
    concert: Concert,
    createdAt: Time,
    expiresAt: Time,
  })
  .meta({ id: "Invitation" });

export const Staff = z
  .strictObject({
    items: z.array(StaffMember),
    invitations: z.array(Invitation).meta({ description: "Those that are still open" }),
  })
  .meta({ id: "Staff" });

export const StaffChange = z
  .union([z.strictObject({ role: Role }), z.strictObject({ isSuspended: z.boolean() })])
  .meta({ id: "StaffChange" });
export const StaffRevision = z.strictObject({ revision: z.int() }).meta({ id: "StaffRevision" });

export const Invite = z
  .strictObject({
    email: z.string().trim().toLowerCase().max(254).pipe(z.email()),
    role: Role,
    concertId: Id.nullable().default(null),
  })
  .refine(({ role, concertId }) => role !== "owner" || concertId === null, {
    path: ["concertId"],
    message: "An owner owns the whole organization",
  })
  .meta({ id: "Invite" });

export const AcceptInvitation = z
  .strictObject({ token: z.string().max(1_000) })
  .meta({ id: "AcceptInvitation" });
export const Joined = z
  .strictObject({ organizationId: Id, organization: LocalText, role: Role })
  .meta({ id: "Joined" });

export type StaffMember = z.infer<typeof StaffMember>;
export type Invitation = z.infer<typeof Invitation>;
export type Staff = z.infer<typeof Staff>;
export type StaffChange = z.infer<typeof StaffChange>;
export type Invite = z.infer<typeof Invite>;
export type Joined = z.infer<typeof Joined>;
