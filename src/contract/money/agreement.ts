/** A buyer agrees before paying to the refund rules as shown, and to sharing contact details with the organizer. */
export const agreementItems = ["refund-rules", "third-party"] as const;
export type AgreementItem = (typeof agreementItems)[number];

/** Full agreement to the current texts; a new text gets a new version. */
export const fullAgreement = { version: "2026-11", items: [...agreementItems] };
