import { z } from "@hono/zod-openapi";
import { Id } from "../ids.ts";
import { LocalText } from "../money/money.ts";
import { Right, type Scope } from "./rights.ts";

/** The first organization of a new deployment, whose people operate it. */
export const operatorId = "00000000-0000-4000-8000-000000000001";
export const operatorScope: Scope = { organizationId: operatorId, concertIds: null };

const line = z.string().trim().min(1).max(200);

/** An organization's legal identity, as concert pages must disclose it. */
export const Identity = z
  .strictObject({
    legalName: line,
    representative: line,
    businessNumber: line.meta({ example: "123-45-67890" }),
    mailOrderNumber: line.nullable(),
    address: line,
    email: z.email().max(254),
    phone: line,
  })
  .meta({ id: "Identity" });

/** An organization that a person works for, with that person's rights. */
export const Employer = z
  .strictObject({
    id: Id,
    name: LocalText,
    isOperator: z.boolean(),
    rights: z.array(Right),
  })
  .meta({ id: "Employer" });
export const Employers = z.strictObject({ items: z.array(Employer) }).meta({ id: "Employers" });

export type Identity = z.infer<typeof Identity>;
export type Employer = z.infer<typeof Employer>;

const names = { name: LocalText, identity: Identity.nullable() };

export const Organization = z
  .strictObject({
    id: Id,
    revision: z.int().meta({ description: "To be sent as `If-Match` with a change" }),
    ...names,
    approvesInvitations: z.boolean().meta({
      description: "Whether complimentary tickets need an approval (`setInvitationApproval`)",
    }),
  })
  .meta({ id: "Organization" });
export const OrganizationChange = z.strictObject(names).meta({ id: "OrganizationChange" });
export const CreateOrganization = z
  .strictObject({ name: LocalText })
  .meta({ id: "CreateOrganization" });

export type Organization = z.infer<typeof Organization>;
export type OrganizationChange = z.infer<typeof OrganizationChange>;
