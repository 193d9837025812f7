import { expect, it } from "vitest";
import { type Grant, Role, type Right, rights, rightsOf, rolesWith, scopeOf } from "./rights.ts";

const organizationId = "company";
const grant = (role: Role, more: Partial<Grant> = {}): Grant => ({
  organizationId,
  isOperator: false,
  role,
  concertId: null,
  ...more,
});

it("[OR1] every role has its own rights, and only an owner has all of them", () => {
  const operators = (role: Role) => rightsOf([grant(role, { isOperator: true })]);
  expect(operators("owner")).toEqual(rights);
  for (const role of Role.options.filter((each) => each !== "owner"))
    expect(operators(role).length).toBeLessThan(rights.length);
  expect(operators("scanner")).toEqual(["door.scan"]);
  const isRead = (right: Right) => right.endsWith(".read");
  expect(operators("auditor")).toEqual(rights.filter(isRead));
  expect(operators("marketing")).not.toContain("people.read");
  expect(operators("marketing")).not.toContain("finance.read");
});

it("[OR2] a right reaches a whole organization or the concerts of the grants, and what is whole needs a whole grant", () => {
  const own = (concertId: string) => grant("manager", { concertId });
  expect(scopeOf("orders.read", [own("a"), own("b")])).toEqual({
    organizationId,
    concertIds: ["a", "b"],
  });
  expect(scopeOf("orders.read", [own("a"), grant("marketing")])?.concertIds).toBeNull();
  // The role for the whole organization does not include names, so names reach only as far as the other role.
  expect(scopeOf("people.read", [own("a"), grant("marketing")])?.concertIds).toEqual(["a"]);
  expect(scopeOf("venues.edit", [own("a")])).toBeNull();
  expect(scopeOf("staff.manage", [grant("manager")])).toBeNull();
});

it("[OR3] only the operator's staff can have a right that covers the whole deployment", () => {
  const everywhere = rightsOf([grant("owner")]);
  const operators = rights.filter((right) => !everywhere.includes(right));
  expect(operators).toEqual([
    "members.read",
    "members.edit",
    "wallets.correct",
    "categories.edit",
    "vouchers.edit",
    "security.read",
    "deployment.read",
    "deployment.run",
    "organizations.create",
  ]);
  for (const right of operators) expect(rolesWith(right)).toContain("owner");
});
