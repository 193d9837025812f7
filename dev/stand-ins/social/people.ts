/** Somebody who has an account at the provider. */
export interface SocialPerson {
  subject: string;
  name: string;
  /** Null where the person gives none away. */
  email: string | null;
  isEmailVerified: boolean;
}

/** What goes wrong on purpose. */
export const faults = [
  "none",
  "denied",
  "wrong-nonce",
  "wrong-issuer",
  "wrong-audience",
  "wrong-signature",
  "expired",
] as const;
export type Fault = (typeof faults)[number];

/** The people that the page offers; its form takes any other. */
export const people: SocialPerson[] = [
  { subject: "1001", name: "김하늘", email: "haneul@gmail.com", isEmailVerified: true },
  { subject: "1002", name: "이바다", email: "bada@example.com", isEmailVerified: false },
  { subject: "1003", name: "박구름", email: null, isEmailVerified: false },
];

/** The person that a form or an address describes. */
export function personOf(given: URLSearchParams): SocialPerson {
  const email = given.get("email") ?? "";
  return {
    subject: given.get("subject") ?? "1001",
    name: given.get("name") ?? "김하늘",
    email: email === "" ? null : email,
    isEmailVerified: given.get("verified") === "yes",
  };
}

export function faultOf(given: URLSearchParams): Fault {
  return faults.find((fault) => fault === given.get("fault")) ?? "none";
}
