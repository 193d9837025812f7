import { legalFrom, legalVersion } from "../../contract/people/consent.ts";
import type { LegalText } from "./legal-text.ts";
import type { Operator } from "./operator.ts";

export const privacyEn = (operator: Operator): LegalText => ({
  title: "Privacy Policy",
  version: legalVersion,
  from: legalFrom,
  intro: `${operator.name.en} (“we”) publishes this policy under the Korean Personal Information Protection Act (PIPA). We do not track you for advertising, and we do not sell personal data. The Korean text decides where the two differ.`,
  sections: [
    {
      title: "1. What we collect, why, and for how long",
      body: [
        {
          head: ["When", "Items", "Purpose", "Kept for"],
          rows: [
            [
              "Signing up (required)",
              "Name, email, password (stored so that nobody can read it), language, record of consent",
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
              "Kind of payment, its number and result. Only Toss Payments sees card numbers.",
              "Payment, cancellation, accounting, finding fraud",
              "5 years after the purchase",
            ],
            [
              "Cash receipts, and refunds of virtual accounts (optional)",
              "Phone or business number; bank, account number, holder",
              "Issuing the receipt, sending the refund",
              "Until that is done; after that only the last digits",
            ],
            [
              "Presales (optional)",
              "The organizer's list of emails, or the use of a code",
              "Checking that you may take part",
              "Until the show is settled",
            ],
            [
              "Saved concerts, waitlist, notifications (optional)",
              "Saved concerts, zones and numbers of seats waited for, the device's push address and browser",
              "Telling you of openings and returned seats",
              "Until you switch them off or close your account",
            ],
            [
              "Use of the site, by itself",
              "IP address, times, browser, a cookie that names the device, queue number",
              "Stopping misuse and bots, keeping places in line, repairs",
              "Access records up to 3 months; places and holds 30 days after the show",
            ],
          ],
        },
        "Without the required items you cannot sign up or buy. You can buy without the optional ones.",
        "We collect nothing from children under 14, no resident registration numbers and no sensitive data.",
      ],
    },
    {
      title: "2. Records that the law has us keep",
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
      title: "3. Who else receives data",
      body: [
        {
          head: ["Recipient", "Items", "Purpose", "Kept for"],
          rows: [
            [
              "The organizer of the concert that you book, named at the checkout",
              "Name, email, order number, seats",
              "Checks at the door, messages about changed and canceled shows",
              "30 days after the show",
            ],
          ],
        },
        "We ask for your consent at the checkout. Beyond that we give data only to authorities that demand it lawfully.",
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
        "Their contracts forbid other uses, demand safeguards, limit subcontracting, and settle deletion and liability. We check that they are kept.",
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
              "The times of tables 1 and 2",
            ],
            [
              "Google LLC, Apple Inc., Mozilla Corporation or Microsoft Corporation, whoever made your browser",
              "The United States",
              "Push address and encrypted message",
              "When a message is sent to a device with notifications on",
              "Bringing notifications to the device",
              "Until it is delivered",
            ],
          ],
        },
        "The transfer is for processing and storage that the contract with you needs (Article 28-8 PIPA). You can refuse it by not signing up or by closing your account, and you can switch notifications off at any time. Then you cannot book, or get no notifications.",
      ],
    },
    {
      title: "6. Deletion",
      body: [
        "Data is deleted without delay once its time is over or it is of no more use, so that it cannot be restored. What the law has us keep is kept apart from other data.",
      ],
    },
    {
      title: "7. Your rights",
      body: [
        {
          list: [
            "You can ask at any time to see, correct or delete your data, to stop its processing, and to withdraw consent. Your name and notifications are in your profile; for the rest, and to close your account, write to the person below.",
            "We check that it is you, and act or tell you why not within 10 days. A representative needs your written authority.",
            "Data that another law has us keep cannot be deleted before its time.",
          ],
        },
      ],
    },
    {
      title: "8. Cookies and what your device keeps",
      body: [
        "We keep the sign-in cookies, a cookie that tells devices apart in the queue, your language and theme, recently viewed concerts, and tickets for use offline. The service needs all of them. There are no cookies for advertising or from other sites.",
        "You can delete or block them in your browser. Without them you cannot sign in or line up.",
      ],
    },
    {
      title: "9. How we protect data",
      body: [
        {
          list: [
            "Passwords are stored as scrypt hashes, and all connections are encrypted.",
            "Only admins see data, as far as they need it, and each of their changes is recorded with its author and time.",
            "Of account numbers and numbers for cash receipts only the last digits stay after use.",
            "We tell you of a leak within 72 hours of learning of it, and report it to the Personal Information Protection Commission or to KISA.",
          ],
        },
      ],
    },
    {
      title: "10. Draws and automated decisions",
      body: [
        "A computer draws the order of a lottery queue from values published in advance. Anybody can check it, and personal data plays no part. Ask us below if you want it explained.",
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
        "We announce changes on the site 7 days before they take effect, and 30 days before if they matter to your rights. Earlier versions are available on request.",
      ],
    },
  ],
});
