import { legalFrom, legalVersion } from "../../contract/people/consent.ts";
import type { LegalText } from "./legal-text.ts";
import type { Operator } from "./operator.ts";

export const termsEn = (operator: Operator): LegalText => ({
  title: "Terms of Service",
  version: legalVersion,
  from: legalFrom,
  intro: `These terms say what ${operator.name.en} (“we”) and you owe each other when you use Frontrow, a service for buying concert tickets. The Korean text decides where the two differ.`,
  sections: [
    {
      title: "1. The service and our role",
      body: [
        "We sell tickets on behalf of the organizers. The organizer puts on the show, and we are an intermediary of mail-order sales under Korean law. The organizer's name and contact are on the page of each concert.",
        "The service covers finding concerts, the queue, choosing seats, paying, mobile tickets, the waitlist, notifications and the wallet.",
      ],
    },
    {
      title: "2. Publication and changes",
      body: [
        "You can read these terms on the site at any time. Their version and date are at the top.",
        "We announce a change on the site and by email 7 days before it takes effect, and 30 days before if it is to your disadvantage or important. If you disagree, you can close your account before that day. Tickets that you already have keep the terms and the refund table of their purchase.",
      ],
    },
    {
      title: "3. Signing up and your account",
      body: [
        {
          list: [
            "You must be at least 14 years old. A purchase by a minor without the consent of a legal guardian can be canceled by the minor or the guardian.",
            "An account is for one person. It may not be lent or sold.",
            "Keep your password to yourself. If somebody else seems to use your account, change the password, sign out everywhere and tell us.",
            "To close your account, write to the address below. Before that, cancel tickets for shows to come, and have your wallet paid out.",
          ],
        },
      ],
    },
    {
      title: "4. The queue",
      body: [
        "A sale with a rush has a queue. Numbers follow the order of arrival; a sale that draws lots says so in advance, and anybody can check the draw.",
        "Your place stays when you close or reload the page. If you do not come in within the time shown after your call, your turn passes, and you may come back once.",
        "Bots, macros and lining up with several accounts are forbidden. We may cancel places and tickets that were obtained so.",
      ],
    },
    {
      title: "5. Seats and purchases",
      body: [
        {
          list: [
            "Chosen seats are held for you alone for the time shown. If you need more, set that beforehand or extend the time once.",
            "Each date limits how many tickets one person may buy. You see the limit before you choose.",
            "The purchase is concluded when the payment is complete, and for a bank transfer when the money has arrived.",
            "Seats with a restricted view, wheelchair spaces and companion seats are marked before you choose them.",
          ],
        },
      ],
    },
    {
      title: "6. Prices and payment",
      body: [
        "Every price shown is the full price with the booking fee. You can pay by card, account transfer, virtual account (bank transfer), the payment apps on offer, and your wallet. Toss Payments handles the payment.",
        "Money for a virtual account must arrive by the time shown; after that the booking lapses.",
        "The wallet only buys tickets on this site. We pay out what is left of the money that you added, on request. Amounts from coupons and vouchers are not paid out.",
      ],
    },
    {
      title: "7. Cancellation and refunds",
      body: [
        "Until when you can cancel, and at what charge, follows the table of your date. We show it with dates and amounts on the concert's page, at the checkout, on your order and by email.",
        "Where the law gives you more, the law applies.",
        "Refunds go back the way you paid: to the wallet at once, and to a card usually within 3 to 5 business days, depending on its company. Money from a virtual account goes to the account that you name.",
      ],
    },
    {
      title: "8. Canceled and changed shows",
      body: [
        "If a show is canceled, you get everything back by itself, with the booking fee, and an email. If the organizer owes compensation, you get it along with the refund.",
        "If the date, the place or a main performer changes, we tell you, and you can cancel free of charge for the time that the organizer sets.",
      ],
    },
    {
      title: "9. Resale and transfer",
      body: [
        "Reselling tickets above their price, advertising that and arranging it are forbidden. If we find unfair sales in the sense of the Korean Performance Act, we cancel the tickets, limit the account, and may tell the authorities.",
        "The service has no transfer of tickets. If you cannot come, please cancel: your seat goes to somebody on the waitlist.",
      ],
    },
    {
      title: "10. At the door",
      body: [
        "Show the code of your ticket. It works once, so do not send it to others. Your ticket and your email say how to get in without a phone.",
        "Age limits, identity checks, late entry and filming follow the rules of the venue and the organizer.",
      ],
    },
    {
      title: "11. Limits on use",
      body: [
        "If you break these terms or the law, or disturb the service, we may limit your use and tell you why. If it is urgent we act first and tell you right after. You can object within 14 days, and we answer within 10.",
      ],
    },
    {
      title: "12. Liability",
      body: [
        "We answer for bookings, payments and refunds being right, and for damage that we cause.",
        "We do not answer for what we cannot prevent, such as natural disasters and failures of networks. Records of payments and places are kept even then, and time lost to a failure is given back in the queue and to held seats.",
        "The organizer answers for the show itself. We answer as well where we failed to tell you what we had to, or where the law makes an intermediary liable.",
      ],
    },
    {
      title: "13. Disputes",
      body: [
        `Please write to ${operator.email}. We tell you how your case stands within 3 business days, and the result or how we go on within 10.`,
        "If that does not settle it, you can turn to the Korea Consumer Agency, the Electronic Commerce Mediation Committee or the Content Dispute Resolution Committee. Korean law applies, and the courts are those of the Civil Procedure Act.",
      ],
    },
  ],
});
