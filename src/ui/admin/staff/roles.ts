import type { Role } from "../../../contract/admin/rights.ts";

/** The roles in the order of their names' list. */
export const rolesOf = (names: Record<Role, string>): Role[] => Object.keys(names) as Role[];
