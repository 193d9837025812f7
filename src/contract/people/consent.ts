/** The texts that a person agrees to when signing up: the terms of use, and the privacy notice. */
export const consentItems = ["terms", "privacy"] as const;
export type ConsentItem = (typeof consentItems)[number];

/**
 * The version of the texts at /terms and /privacy, which is the day it takes effect. A new text gets a new version.
 */
export const legalVersion = "2026-12" as const;
export const legalFrom = "2026-12-01";
export const consentVersions = [legalVersion] as const;

export type Consent = { version: (typeof consentVersions)[number]; items: ConsentItem[] };

/** Consent to all of the newest texts. */
export const fullConsent: Consent = { version: legalVersion, items: [...consentItems] };
