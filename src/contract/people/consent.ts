/** What somebody agrees to who signs up: the terms of use, and how personal data is kept. */
export const consentItems = ["terms", "privacy"] as const;
export type ConsentItem = (typeof consentItems)[number];

/** The texts that may be agreed to; a new text gets a new version. */
export const consentVersions = ["2026-11"] as const;

export type Consent = { version: (typeof consentVersions)[number]; items: ConsentItem[] };

/** Consent to all of the newest texts. */
export const fullConsent: Consent = { version: "2026-11", items: [...consentItems] };
