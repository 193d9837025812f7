import { legalFrom, legalVersion } from "../../contract/people/consent.ts";
import type { LegalText } from "./legal-text.ts";
import type { Operator } from "./operator.ts";

export const termsEn = (operator: Operator): LegalText => ({
  title: "Terms of Service",
  version: legalVersion,
  from: legalFrom,
  intro: `These terms govern your use of Frontrow, a concert ticketing service operated by ${operator.name.en} (“we”). If this translation differs from the Korean text, the Korean text prevails.`,
  sections: [
    {
      title: "1. The service and our role",
      body: [
        "We sell tickets on behalf of the organizers. The organizer puts on the show, and we act as a mail-order sales intermediary under Korean law. Each concert's page gives the organizer's name and contact details.",
        "The service covers finding concerts, the queue, choosing seats, paying, mobile tickets, the waitlist, notifications and the wallet.",
      ],
    },
    {
      title: "2. Publication and changes",
      body: [
        "You can read these terms on the site at any time. Their version and date are at the top.",
        "We announce a change on the site and by email 7 days before it takes effect, and 30 days before if it is significant or to your disadvantage. If you disagree, you can close your account before that day. Tickets you already have keep the terms and the refund table that applied when you bought them.",
      ],
    },
    {
      title: "3. Signing up and your account",
      body: [
        {
          list: [
            "You must be at least 14 years old. A purchase by a minor without the consent of a legal guardian can be canceled by the minor or the guardian.",
            "An account is for one person. It may not be lent or sold.",
            "Keep your password to yourself. If you think someone else is using your account, change the password, sign out on all devices and let us know.",
            "To close your account, write to the address below. First cancel your tickets for upcoming shows and have your wallet paid out.",
          ],
        },
      ],
    },
    {
      title: "4. The queue",
      body: [
        "Busy sales have a queue. Numbers follow the order of arrival. If a sale uses a lottery, we say so in advance, and anyone can check the draw.",
        "You keep your place if you close or reload the page. If you don't enter within the time shown once it's your turn, your turn passes, and you can come back once.",
        "Bots, macros and lining up with several accounts are forbidden. We may cancel places and tickets obtained that way.",
      ],
    },
    {
      title: "5. Seats and purchases",
      body: [
        {
          list: [
            "Chosen seats are held for you alone for the time shown. If you need more time, ask for it in advance or extend it once.",
            "Each date limits the number of tickets per person. We show the limit before you choose.",
            "The contract is concluded when the payment is complete or, for a bank transfer, when the money has arrived.",
            "Seats with a restricted view, wheelchair spaces and companion seats are marked before you choose them.",
          ],
        },
      ],
    },
    {
      title: "6. Prices and payment",
      body: [
        "Every price shown is the full price including the booking fee. You can pay by card, bank transfer, virtual account, the payment apps shown at checkout, or your wallet. Toss Payments processes the payment.",
        "Money for a virtual account must arrive by the time shown; after that the booking lapses.",
        "You can use your wallet only to buy tickets on this site. On request we pay out the unused money that you added. Amounts from coupons and vouchers are not paid out.",
      ],
    },
    {
      title: "7. Cancellation and refunds",
      body: [
        "The refund table of your date sets the deadlines and charges for canceling. We show it with dates and amounts on the concert's page, at checkout, on your order and by email.",
        "If the law entitles you to a larger refund, the law applies.",
        "Refunds go back to the way you paid: to your wallet right away, and to a card usually within 3 to 5 business days, depending on the card company. Money from a virtual account goes to the bank account you name.",
      ],
    },
    {
      title: "8. Canceled and changed shows",
      body: [
        "If a show is canceled, we automatically refund the full amount, including booking fees, and email you. If the organizer owes compensation, you receive it together with the refund.",
        "If the date, the venue or a main performer changes, we notify you, and you can cancel free of charge within the period set by the organizer.",
      ],
    },
    {
      title: "9. Resale and transfer",
      body: [
        "Reselling tickets above their price is forbidden, and so is advertising or arranging it. If we find illegal resale as defined by the Korean Public Performance Act, we cancel the tickets, restrict the account, and may notify the authorities.",
        "Tickets can't be transferred. If you can't come, please cancel, so that your seat goes to someone on the waitlist.",
      ],
    },
    {
      title: "10. At the door",
      body: [
        "Show your ticket's code. It works once, so don't share it. Your ticket and your email explain how to get in without a phone.",
        "Age limits, identity checks, late entry and filming follow the rules of the venue and the organizer.",
      ],
    },
    {
      title: "11. Limits on use",
      body: [
        "If you violate these terms or the law, or disrupt the service, we may restrict your use and tell you why. If it is urgent, we act first and notify you right afterward. You can object within 14 days, and we reply within 10 days.",
      ],
    },
    {
      title: "12. Liability",
      body: [
        "We are responsible for processing bookings, payments and refunds correctly, and we are liable for damage that we cause.",
        "We are not liable for events that we cannot prevent, such as natural disasters and network failures. Even then we keep the records of payments and places, and we give back the time that a failure costs you in the queue or on held seats.",
        "The organizer is responsible for the show itself. We are also liable if we failed to give you required information, or where the law makes an intermediary liable.",
      ],
    },
    {
      title: "13. Disputes",
      body: [
        `Please write to ${operator.email}. We send you the status of your case within 3 business days, and the result or the next steps within 10.`,
        "If that does not resolve the dispute, you can contact the Korea Consumer Agency, the Electronic Commerce Mediation Committee or the Content Dispute Resolution Committee. Korean law applies, and the courts determined by the Korean Civil Procedure Act have jurisdiction.",
      ],
    },
  ],
});
