/** What a buyer agrees to before paying: the refund rules as shown, and that the organizer is told who comes. */
export const agreementItems = ["refund-rules", "third-party"] as const;
export type AgreementItem = (typeof agreementItems)[number];

/** All of it, to the texts as they are now; a new text is a new version. */
export const fullAgreement = { version: "2026-11", items: [...agreementItems] };
