/** A buyer agrees before paying to the refund rules as shown, and to sharing contact details with the organizer. */
export const agreementItems = ["refund-rules", "third-party"] as const;
export type AgreementItem = (typeof agreementItems)[number];

const currentVersion = "2026-11" as const;
/** Every version of the texts that a buyer may have been shown; a new text is a new version. */
export const agreementVersions = [currentVersion] as const;

/** Consent to everything, in the current versions of the texts. */
export const fullAgreement = {
  version: currentVersion,
  items: [...agreementItems],
};
