/** What somebody agrees to who signs up: the terms of use, and how personal data is kept. */
export const consentItems = ["terms", "privacy"] as const;
export type ConsentItem = (typeof consentItems)[number];

/** The version of the texts at /terms and /privacy, and the day from which it holds. A new text gets a new version. */
export const legalVersion = "2026-12" as const;
export const legalFrom = "2026-12-01";
export const consentVersions = [legalVersion] as const;

export type Consent = { version: (typeof consentVersions)[number]; items: ConsentItem[] };

/** Consent to all of the newest texts. */
export const fullConsent: Consent = { version: legalVersion, items: [...consentItems] };
