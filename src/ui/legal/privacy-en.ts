import { legalFrom, legalVersion } from "../../contract/people/consent.ts";
import type { LegalText } from "./legal-text.ts";
import type { Operator } from "./operator.ts";

export const privacyEn = (operator: Operator): LegalText => ({
  title: "Privacy Policy",
  version: legalVersion,
  from: legalFrom,
  intro: `${operator.name.en} (“we”) publishes this policy under the Korean Personal Information Protection Act (PIPA). We do not track you for advertising, and we do not sell personal data. If this translation differs from the Korean text, the Korean text prevails.`,
  sections: [
    {
      title: "1. What we collect, why, and for how long",
      body: [
        {
          head: ["When", "Items", "Purpose", "Kept for"],
          rows: [
            [
              "Signing up (required)",
              "Name, email, password (stored only as a hash), language, record of consent",
              "Signing in, identification, messages about your bookings",
              "Until you close your account",
            ],
            [
              "Buying (required)",
              "Concert and seats, amounts, discounts, the email for the tickets, record of consent",
              "Carrying out the contract, entry, refunds",
              "5 years after the purchase",
            ],
            [
              "Paying (required)",
              "Payment method, reference number and result. Only Toss Payments sees card numbers.",
              "Payment, cancellation, accounting, fraud detection",
              "5 years after the purchase",
            ],
            [
              "Cash receipts, and refunds of virtual accounts (optional)",
              "Phone or business number; bank, account number, holder",
              "Issuing the receipt, sending the refund",
              "Until that is done; then only the last digits",
            ],
            [
              "Presales (optional)",
              "The organizer's list of emails, or the use of a code",
              "Checking your eligibility",
              "Until the show is settled",
            ],
            [
              "Saved concerts, waitlist, notifications (optional)",
              "Saved concerts, zones and numbers of seats you are waiting for, the device's push address and browser",
              "Notifying you about sale openings and returned seats",
              "Until you switch them off or close your account",
            ],
            [
              "Using the site (automatic)",
              "IP address, times, browser, a device cookie, queue number",
              "Preventing abuse and bots, keeping places in line, troubleshooting",
              "Access records up to 3 months; places and holds 30 days after the show",
            ],
          ],
        },
        "Without the required items you cannot sign up or buy. The optional items are not required for buying.",
        "We collect nothing from children under 14, no resident registration numbers and no sensitive data.",
      ],
    },
    {
      title: "2. Records required by law",
      body: [
        {
          head: ["Records", "Kept for", "Law"],
          rows: [
            [
              "Contracts, withdrawals, payments, supply of tickets",
              "5 years",
              "E-Commerce Consumer Protection Act",
            ],
            ["Complaints and disputes", "3 years", "E-Commerce Consumer Protection Act"],
            ["Labeling and advertising", "6 months", "E-Commerce Consumer Protection Act"],
            [
              "Electronic financial transactions",
              "5 years",
              "Electronic Financial Transactions Act",
            ],
            ["Tax books and vouchers", "5 years", "Framework Act on National Taxes"],
            ["Access records", "3 months", "Protection of Communications Secrets Act"],
          ],
        },
      ],
    },
    {
      title: "3. Disclosure to third parties",
      body: [
        {
          head: ["Recipient", "Items", "Purpose", "Kept for"],
          rows: [
            [
              "The organizer of the concert that you book, named at the checkout",
              "Name, email, order number, seats",
              "Checking tickets at the door, notices about changed and canceled shows",
              "30 days after the show",
            ],
          ],
        },
        "We ask for your consent at the checkout. Otherwise we disclose data only to authorities with a lawful request.",
      ],
    },
    {
      title: "4. Processors",
      body: [
        {
          head: ["Processor", "Task"],
          rows: [
            ["Toss Payments Co., Ltd.", "Payments, refunds, virtual accounts and cash receipts"],
            ["Cloudflare, Inc.", "Running the site and the queue, bot checks (Turnstile), email"],
            ["Neon, Inc.", "Running the database"],
          ],
        },
        "Our contracts with them forbid other uses, require safeguards, limit subcontracting, and cover deletion and liability. We monitor compliance.",
      ],
    },
    {
      title: "5. Transfer abroad",
      body: [
        {
          head: [
            "Recipient and contact",
            "Country",
            "Items",
            "When and how",
            "Purpose",
            "Kept for",
          ],
          rows: [
            [
              "Cloudflare, Inc. (privacyquestions@cloudflare.com)",
              "The United States, and countries with a data center near you",
              "The items of table 1",
              "At each use, over encrypted connections",
              "Running and securing the site, email",
              "Places and holds 30 days after the show; the rest while it is processed",
            ],
            [
              "Neon, Inc. (privacy@neon.tech)",
              `The region of the database: ${operator.databaseRegion.en}`,
              "The stored items of table 1",
              "Whenever something is stored, over encrypted connections",
              "Storage",
              "The periods in tables 1 and 2",
            ],
            [
              "Google LLC, Apple Inc., Mozilla Corporation or Microsoft Corporation, depending on your browser",
              "The United States",
              "Push address and encrypted message",
              "When a message is sent to a device with notifications on",
              "Delivering notifications to the device",
              "Until it is delivered",
            ],
          ],
        },
        "The transfer is for processing and storage required for our contract with you (Article 28-8 PIPA). You can refuse it by not signing up or by closing your account, and you can turn notifications off at any time. In that case you cannot book, or you get no notifications.",
      ],
    },
    {
      title: "6. Deletion",
      body: [
        "We delete data without delay, so that it cannot be restored, once its period has ended or it is no longer needed. Data that the law requires us to keep is stored separately.",
      ],
    },
    {
      title: "7. Your rights",
      body: [
        {
          list: [
            "You can ask at any time to see, correct or delete your data, to stop its processing, and to withdraw consent. Your name and notifications are in your profile; for the rest, and to close your account, write to the person below.",
            "We verify your identity, and within 10 days we act on your request or explain why we can't. A representative needs your written authorization.",
            "Data that another law requires us to keep cannot be deleted before its period ends.",
          ],
        },
      ],
    },
    {
      title: "8. Cookies and data on your device",
      body: [
        "We keep the sign-in cookies, a cookie that tells devices apart in the queue, your language and theme, recently viewed concerts, and tickets for use offline. The service needs all of them. We use no advertising or third-party cookies.",
        "You can delete or block them in your browser. Without them you cannot sign in or line up.",
      ],
    },
    {
      title: "9. How we protect data",
      body: [
        {
          list: [
            "Passwords are stored as scrypt hashes, and all connections are encrypted.",
            "Only staff who need data can see it, and each of their changes is recorded with its author and time.",
            "After use we keep only the last digits of account numbers and cash receipt numbers.",
            "We notify you of a data breach within 72 hours of learning about it, and report it to the Personal Information Protection Commission or to KISA.",
          ],
        },
      ],
    },
    {
      title: "10. Draws and automated decisions",
      body: [
        "A computer draws the order of a lottery queue from values published in advance. Anyone can check it, and it uses no personal data. Contact us below if you would like an explanation.",
      ],
    },
    {
      title: "11. Privacy officer and where to get help",
      body: [
        `Privacy officer: ${operator.privacyOfficer.name.en}, ${operator.privacyOfficer.email}, ${operator.phone}`,
        {
          list: [
            "Personal Information Dispute Mediation Committee: 1833-6972, kopico.go.kr",
            "Personal Information Infringement Report Center: 118, privacy.kisa.or.kr",
            "Supreme Prosecutors' Office: 1301, spo.go.kr",
            "National Police Agency: 182, ecrm.police.go.kr",
          ],
        },
      ],
    },
    {
      title: "12. Changes",
      body: [
        "We announce changes on the site 7 days before they take effect, and 30 days before if they affect your rights. Earlier versions are available on request.",
      ],
    },
  ],
});
